"""The commands `diff` and `concordance`.

Reads the names of two texts. Gives files in `--out`, and a summary on standard output.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.command_build import epoch_date
from pipeline.command_options import not_empty
from pipeline.errors import ExitStatus, UsageError
from pipeline.files import shown, write_whole
from pipeline.library.expressions import project
from pipeline.publish.plan import chosen_formats


def diff(
    old: str | None = None, new: str | None = None, formats: str | None = None, out: str | None = None
) -> ExitStatus:
    """Compare two texts: redlines in every format, and one sentence."""
    from pipeline.library.sources import side
    from pipeline.versions import compare
    from pipeline.versions.comparison.relation import related
    from pipeline.versions.redline.files import FORMATS, redline
    from pipeline.versions.redline.summary import summary

    chosen = chosen_formats(formats or "", FORMATS, FORMATS)
    a, b = related(side(wanted(old, "old")), side(wanted(new, "new")))
    script = compare(a.document, b.document, a.first_ids, b.first_ids)
    date = epoch_date()
    made = {format: redline(script, format, date=date) for format in chosen}
    for format, data in made.items():
        path = folder(out) / f"{a.file_name}--{b.file_name}.redline.{format}"
        write_whole(path, data)
        print(shown(path))
    print(summary(script))
    return ExitStatus.DONE


_REMEDY = "give a path, a name from `list`, an IRI or REV:path"
_REMEDIES = {
    "out": "say where the file goes: --out FILE",
    "date": "give a day: --date 2026-01-31",
    "kind": "letter, note, resolution or decision",
    "file": "give a .docx or .txt file",
}


def wanted(value: str | None, name: str) -> str:
    """The value of an option that must be given. Raises UsageError."""
    if value is None or not value.strip():
        raise UsageError(f"--{name} has no value", remedy=_REMEDIES.get(name, _REMEDY))
    return value


def folder(out: str | None) -> Path:
    """The folder of `--out`, or `dist/versions`. Raises UsageError."""
    if out is None:
        return project() / "dist" / "versions"
    not_empty(out=out)
    return Path(out)


def concordance(
    a: str | None = None,
    b: str | None = None,
    formats: str | None = None,
    out: str | None = None,
    also: Sequence[str] = (),
) -> ExitStatus:
    """Lay two texts side by side, with a parity report of them and of `also`."""
    from pipeline.library.sources import side
    from pipeline.versions.comparison.relation import related
    from pipeline.versions.concordance.document import FORMATS, rendered, summary
    from pipeline.versions.concordance.parity import parity
    from pipeline.versions.concordance.rows import concordance as lay
    from pipeline.versions.wording import words_of

    chosen = chosen_formats(formats or "", FORMATS, FORMATS)
    left, right = related(side(wanted(a, "a")), side(wanted(b, "b")))
    others = [related(left, side(name))[1] for name in also]
    found = lay(left.document, right.document, left.first_ids, right.first_ids)
    measured = parity([s.document for s in (left, right, *others)])
    made = {format: rendered(found, measured, format) for format in chosen}
    for format, data in made.items():
        path = folder(out) / f"{left.file_name}--{right.file_name}.concordance.{format}"
        write_whole(path, data)
        print(shown(path))
    print(summary(found, words_of("en")))
    return ExitStatus.DONE
