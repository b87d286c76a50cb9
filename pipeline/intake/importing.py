"""Imports a Word file or a plain text as Akoma Ntoso.

Reads a file. Gives `Imported`: the XML, the doubts, and the findings of the validator. The XML is valid against the
schema whatever the file contains; `findings` lists what the strict profile still requires.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.document import Document, Table
from pipeline.errors import MissingInputError, Place, RefusedInputError, UsageError
from pipeline.files import is_folder, read_file
from pipeline.intake.build.document import build
from pipeline.intake.build.particulars import Particulars
from pipeline.intake.model.arrived import Row, arrived
from pipeline.intake.model.doubts import Count, Doubt, Doubts, grouped, report
from pipeline.intake.model.manuscript import RawDocument
from pipeline.intake.recognise.document import ImportHints, recognise
from pipeline.intake.recognise.separate import separate
from pipeline.intake.text.reader import read_text
from pipeline.intake.word.reader import read_former, read_word
from pipeline.read import Source, parse_bytes
from pipeline.read.formats import other_format
from pipeline.validate import Finding, Severity, validate
from pipeline.validate.report.language import ENGLISH, finding_in, in_language

_READERS: dict[str, Callable[[bytes, Path], RawDocument]] = {
    ".docx": read_word, ".docm": read_word, ".dotx": read_word, ".txt": read_text, ".text": read_text,
}  # fmt: skip
_WORD = (".docx", ".docm", ".dotx")
_BEFORE = "before-changes"
"""Version of the Expression before the tracked changes of a file."""
_LEVEL1 = "AKN-NC-001"
_BESIDE = "AKN-NC-028"
"""Rule on missing files of pictures. Those of an import are written with the XML, so none is missing."""


Arrived = Row
"""A row of the table in `Imported.arrived`: how many of one kind were in the file, and how many are in the XML."""


@dataclass(frozen=True, slots=True)
class Separate:
    """One of several documents of a file, as a file of its own."""

    data: bytes
    findings: tuple[Finding, ...]
    """Findings of the validator in it, profile strict."""

    @property
    def errors(self) -> int:
        """Number of the findings of severity error."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Imported:
    """The result of an import."""

    source: str
    data: bytes
    document: Document
    arrived: tuple[Row, ...]
    """Words, notes, tables and pictures of the file, and how many of them are in the XML."""
    doubts: tuple[Doubt, ...]
    findings: tuple[Finding, ...]
    """Findings of the validator in the result, profile strict."""
    media: Mapping[str, bytes]
    """Bytes of the pictures, by their paths relative to the XML."""
    separate: Mapping[str, Separate]
    """If asked for: each of several decisions or resolutions as a document of its own, by its number in IRIs."""

    @property
    def errors(self) -> list[str]:
        """Findings of severity error, each as one line."""
        return self.errors_in(ENGLISH)

    def errors_in(self, tag: str) -> list[str]:
        """Return the findings of severity error in a language, each as one line."""
        found = [finding_in(f, tag) for f in self.findings if f.severity is Severity.ERROR]
        return [in_language(f"line {f.line}: {f.rule}: ", tag, table="imports") + f.message for f in found]

    @property
    def is_valid(self) -> bool:
        """True if the result and all separate documents are valid against the schema (level 1)."""
        separate = (finding for one in self.separate.values() for finding in one.findings)
        return all(finding.rule != _LEVEL1 for finding in (*self.findings, *separate))

    def shares(self, tag: str = ENGLISH) -> list[str]:
        """Return for each row how much is in the XML, in words of a language: "all 12 notes"."""
        figures = ((row, grouped(row.in_xml, tag), grouped(row.in_file, tag)) for row in self.arrived)
        texts = (f"all {held} {r.name}" if r.is_whole else f"{found} of {held} {r.name}" for r, found, held in figures)
        return [in_language(text, tag, table="imports") for text in texts]

    def report(self, out: str, tag: str = ENGLISH) -> str:
        """Return the report of doubts as Markdown in a language; `out` names the result."""
        blocks = list(self.document.blocks())
        tables = sum(1 for block in blocks if isinstance(block, Table))
        counts = [Count("paragraphs and headings", len(blocks) - tables), Count("tables", tables),
                  Count("notes", len(self.document.notes)), Count("parts", len(self.document.parts))]  # fmt: skip
        return report(self.source, out, self.arrived, self.doubts, counts, self.errors_in(tag), tag)


def import_file(path: Path, wishes: ImportHints | None = None, folder: str = "") -> Imported:
    """Import a file. `folder`: folder of its pictures beside the XML (default: `NAME.media`).

    Raises MissingInputError, UsageError for a format that cannot be imported, and the errors of `import_bytes`.
    """
    if is_folder(path):
        raise MissingInputError("this is a folder", place=Place(path), remedy="give one file of it")
    data = read_file(path)
    if path.suffix.lower() not in _READERS:
        raise _unread(path, data)
    return import_bytes(data, path, wishes, folder)


def _unread(path: Path, data: bytes) -> UsageError:
    """Return the error for a file of another format: what it is, and what to do."""
    known = other_format(data)
    if known or not data.lstrip().startswith(b"<"):
        what = f"{path}: this is {known}; " if known else f"{path}: "
        return UsageError(f"{what}only Word files and plain text are imported", remedy="give a .docx or .txt file")
    return UsageError(f"{path}: this is XML already", remedy="`validate` and `build` take it as it is")


def import_bytes(data: bytes, path: Path, wishes: ImportHints | None = None, folder: str = "") -> Imported:
    """Import the bytes of the file `path`. Raises UsageError, MalformedError, RefusedInputError."""
    return _made(lambda: _READERS[path.suffix.lower()](data, path), path, wishes or ImportHints(), folder)


def import_former(path: Path, wishes: ImportHints | None = None, folder: str = "") -> Imported | None:
    """Import a Word file as it was before its tracked changes; None if it has no such changes. See `import_file`."""
    if path.suffix.lower() not in _WORD:
        return None
    former = read_former(read_file(path), path)
    return _made(lambda: former, path, replace(wishes or ImportHints(), version=_BEFORE), folder) if former else None


def _made(read: Callable[[], RawDocument], path: Path, wishes: ImportHints, folder: str) -> Imported:
    try:
        manuscript = read()
        document, card = recognise(manuscript, wishes, folder or f"{path.stem}.media")
        made = build(document, card, manuscript.doubts)
        alone = _separate(document, card, manuscript, path) if wishes.split else {}
    except RecursionError as error:
        raise RefusedInputError("elements are nested too deeply", place=Place(path)) from error
    source = parse_bytes(made, path.with_suffix(".xml"))
    rows = arrived(manuscript.held, source.root, fields=manuscript.fields, marks=manuscript.marks)
    findings = _findings(source, manuscript)
    return Imported(path.name, made, document, rows, tuple(manuscript.doubts.found), findings, manuscript.media, alone)


def _separate(document: Document, card: Particulars, manuscript: RawDocument, path: Path) -> dict[str, Separate]:
    """Return each document by its number; a second one with the same number has its kind before it."""
    found: dict[str, Separate] = {}
    for one, own in separate(document, card):
        made = build(one, own, Doubts())
        name = own.number if own.number not in found else f"{own.kind}-{own.number}"
        found[name] = Separate(made, _findings(parse_bytes(made, path.with_suffix(".xml")), manuscript))
    return found


def _findings(source: Source, manuscript: RawDocument) -> tuple[Finding, ...]:
    """Return what the validator finds in a result; its pictures are written with it, so none is missing."""
    lines = source.data.decode("utf-8").splitlines()
    named = [f'src="{name}"' for name in manuscript.media]
    return tuple(
        finding
        for finding in validate(source)
        if finding.rule != _BESIDE or not any(name in lines[finding.line - 1] for name in named)
    )
