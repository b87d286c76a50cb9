"""What a project declares about its own documents: the witness, counts, permitted names, suppressions.

Reads `checks.toml` and `suppressions.toml` in the document's folder or the nearest folder above it. Gives
`DocumentChecks` and `Suppression`s.

`checks.toml`, one table per document; `document` is the end of the file's path without .xml, other paths are relative
to the folder::

    [[document]]
    document = "bamako-letter/fra@"
    witness = "witness/un-letter-2008-01-18-fr.txt"
    beside_witness = ["coverPage", "preface"]   # text of the document itself that the witness does not have
    paragraphs = { att_1 = 78 }                 # numbered paragraphs of each part ("" = the root document)
    divisions = { att_1 = 5 }                   # divisions of the first level of each part

`suppressions.toml`, one table for each finding to leave out; each must be used, and give its reason::

    [[suppression]]
    rule = "AKN4UN-603"
    document = "bamako-declaration/fra@unofficial-1"   # end of the path, without .xml
    at = "para_17"           # eId of the finding or of an element around it; "" = the document as a whole
    text = "l'exercer"       # what is there, for who reads this; "" = nothing that could be quoted
    reason = "The witness prints straight apostrophes."
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from pipeline.data import Record, decode
from pipeline.validate.model.finding import Finding

CHECKS = "checks.toml"
SUPPRESSIONS = "suppressions.toml"
# A folder that holds one of these is the top of a project: no declaration is looked for above it.
_TOPS = ("pyproject.toml", ".git")


class CheckEntry(Record, frozen=True, kw_only=True):
    """A table `[[document]]` of `checks.toml`."""

    document: str
    witness: str = ""
    beside_witness: tuple[str, ...] = ()
    paragraphs: Mapping[str, int] = {}
    divisions: Mapping[str, int] = {}


class CheckFile(Record, frozen=True, kw_only=True):
    """The file `checks.toml`."""

    document: tuple[CheckEntry, ...] = ()


class SuppressionEntry(Record, frozen=True, kw_only=True):
    """A table `[[suppression]]` of `suppressions.toml`; one without rule or reason is a finding of its own."""

    rule: str = ""
    document: str = ""
    at: str = ""
    text: str = ""
    reason: str = ""


class Misprint(Record, frozen=True, kw_only=True):
    """A table `[[sic]]` of `suppressions.toml`: a misprint of the witness that is kept, and that no rule reports."""

    document: str
    at: str
    text: str
    reason: str


class SuppressionFile(Record, frozen=True, kw_only=True):
    """The file `suppressions.toml`."""

    suppression: tuple[SuppressionEntry, ...] = ()
    sic: tuple[Misprint, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentChecks:
    """Declarations about one document."""

    witness: Path | None = None
    beside_witness: tuple[str, ...] = ()
    paragraphs: Mapping[str, int] = field(default_factory=dict)
    divisions: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Suppression:
    """One finding that is known and left out."""

    rule: str
    document: str
    at: str
    text: str
    reason: str
    file: str
    line: int
    """Where the suppression itself is."""

    def covers(self, finding: Finding) -> bool:
        """Return True if it is meant for a finding: its rule, and the unit that it is in or one around that."""
        return finding.rule == self.rule and (not self.at or self.at in finding.within)


def document_checks(path: Path) -> DocumentChecks:
    """Return what the nearest `checks.toml` says about a document; nothing if there is none. Raises TemplateError."""
    file = _nearest(path, CHECKS)
    if file is None:
        return DocumentChecks()
    for entry in _checks(file):
        if _ends_with(path, entry.document):
            return DocumentChecks(
                witness=file.parent / entry.witness if entry.witness else None,
                beside_witness=entry.beside_witness,
                paragraphs=entry.paragraphs,
                divisions=entry.divisions,
            )
    return DocumentChecks()


@lru_cache(maxsize=64)
def _checks(file: Path) -> tuple[CheckEntry, ...]:
    return decode(file, CheckFile).document


def suppressions(path: Path) -> list[Suppression]:
    """Return the suppressions of one document, from the nearest `suppressions.toml`. Raises TemplateError."""
    file = _nearest(path, SUPPRESSIONS)
    return [one for one in _suppressions(file) if _ends_with(path, one.document)] if file else []


@lru_cache(maxsize=64)
def _suppressions(file: Path) -> tuple[Suppression, ...]:
    entries = decode(file, SuppressionFile).suppression
    lines = _table_lines(file, "suppression")
    return tuple(
        Suppression(
            rule=entry.rule,
            document=entry.document,
            at=entry.at,
            text=entry.text,
            reason=entry.reason.strip(),
            file=str(file),
            line=line,
        )
        for entry, line in zip(entries, lines, strict=False)
    )


def _ends_with(path: Path, ending: str) -> bool:
    parts = Path(ending.removesuffix(".xml")).parts
    name = path.absolute()
    return bool(parts) and (*name.parts[:-1], name.name.removesuffix(".xml"))[-len(parts) :] == parts


@lru_cache(maxsize=1024)
def _nearest_in(folder: Path, name: str) -> Path | None:
    for candidate in (folder, *folder.parents):
        if (candidate / name).is_file():
            return candidate / name
        if any((candidate / top).exists() for top in _TOPS):
            return None
    return None


def _nearest(path: Path, name: str) -> Path | None:
    return _nearest_in(path.absolute().parent, name)


def _table_lines(file: Path, name: str) -> list[int]:
    """Return the lines on which the tables `[[name]]` begin."""
    text = file.read_text(encoding="utf-8").splitlines()
    return [n for n, line in enumerate(text, 1) if line.strip().replace(" ", "") == f"[[{name}]]"]


def forget() -> None:
    """Read all declarations again: for a process that outlives a change of the files."""
    for cached in (_suppressions, _nearest_in, _checks):
        cached.cache_clear()
