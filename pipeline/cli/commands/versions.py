"""The commands `diff` and `concordance`.

Reads the names of two texts. Gives files in `--out`, and a summary on standard output.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from pipeline.cli.terminal import spoken
from pipeline.cli.values import epoch_date
from pipeline.errors import ExitStatus
from pipeline.files import remove_leftovers, shown, write_whole
from pipeline.library.expressions import project

_LANGUAGES_DIFFER = "one text is in {}, the other in {}: `concordance` lays languages side by side"


def diff(*, old: str, new: str, formats: tuple[str, ...], out: str | None, lang: str | None) -> ExitStatus:
    """Compare two texts: redlines in every format, and one sentence."""
    from pipeline.library.sources import side
    from pipeline.validate.report.language import stops, words_in
    from pipeline.versions import compare
    from pipeline.versions.comparison.relation import related
    from pipeline.versions.redline.files import redline
    from pipeline.versions.redline.summary import summary

    a, b = related(side(old), side(new))
    script = compare(a.document, b.document, a.first_ids, b.first_ids)
    date = epoch_date()
    redlines = {format: redline(script, format, date=date) for format in formats}
    _write(out, f"{a.file_name}--{b.file_name}.redline", redlines)
    print(summary(script, spoken(lang)))
    languages = [one.document.identity.language for one in (a, b)]
    if languages[0] != languages[1]:
        named = words_in(_LANGUAGES_DIFFER, spoken(lang)).format(*languages)
        print(f"{words_in('note', spoken(lang))}{stops(spoken(lang))[0]} {named}", file=sys.stderr)
    return ExitStatus.DONE


def concordance(
    *, a: str, b: str, formats: tuple[str, ...], out: str | None, also: tuple[str, ...], lang: str | None
) -> ExitStatus:
    """Lay two texts side by side, with a parity report of them and of `also`: 0 if they agree, 1 if not."""
    from pipeline.languages.strings import strings
    from pipeline.library.sources import side
    from pipeline.versions.comparison.relation import related
    from pipeline.versions.concordance.document import rendered, summary
    from pipeline.versions.concordance.parity import parity
    from pipeline.versions.concordance.rows import concordance as rows_of

    left, right = related(side(a), side(b))
    others = [related(left, side(name))[1] for name in also]
    rows = rows_of(left.document, right.document, left.first_ids, right.first_ids)
    measured = parity([s.document for s in (left, right, *others)])
    files = {format: rendered(rows, measured, format) for format in formats}
    _write(out, f"{left.file_name}--{right.file_name}.concordance", files)
    print(summary(rows, strings(spoken(lang)).comparison))
    return ExitStatus.DONE if rows.agrees else ExitStatus.FINDINGS


def _write(out: str | None, name: str, files: Mapping[str, bytes]) -> None:
    """Write the files of each format and name them, once all of them could be made."""
    folder = project() / "dist" / "versions" if out is None else Path(out)
    paths = {folder / f"{name}.{format}": data for format, data in files.items()}
    remove_leftovers(paths)
    for path, data in paths.items():
        write_whole(path, data)
        print(shown(path))
