"""What comes back of a document: two prepared documents compared line by line."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.document import Document, Heading, Table, plain_text
from pipeline.intake.importing import Imported, import_bytes
from pipeline.prepare import prepare
from pipeline.read import Source, parse_bytes, parse_file
from pipeline.write import Options
from pipeline.write.docx.writer import write


@dataclass(frozen=True)
class Share:
    """Number of things, out of so many, that came back equal."""

    equal: int
    of: int

    def __add__(self, other: Share) -> Share:
        return Share(self.equal + other.equal, self.of + other.of)

    @property
    def value(self) -> float:
        return self.equal / self.of if self.of else 1.0


@dataclass(frozen=True)
class RoundTrip:
    """A document, its Word file, what the import makes of it, and the Word file made of that."""

    source: Source
    document: Document
    word: bytes
    imported: Imported
    again: Document
    again_source: Source

    @property
    def paragraphs(self) -> Share:
        """Paragraphs, headings and lines of cells with the same label and text, in the same order."""
        return share([t for _, t in lines(self.document)], [t for _, t in lines(self.again)])

    @property
    def structure(self) -> Share:
        """The same with the same role, rank and level."""
        return share(lines(self.document), lines(self.again))

    @property
    def numbers(self) -> Share:
        return share(labels(self.document), labels(self.again))

    @property
    def notes(self) -> Share:
        return share(notes(self.document), notes(self.again))


def round_trip(path: Path) -> RoundTrip:
    """Return the DOCX of a source, imported, prepared again."""
    source = parse_file(path, recover=True)
    document = prepare(source)
    word = write(document, Options()).data
    imported = import_bytes(word, path.with_suffix(".docx"))
    again = parse_bytes(imported.data, path)
    return RoundTrip(source, document, word, imported, prepare(again), again)


def share(expected: Sequence[object], found: Sequence[object]) -> Share:
    matcher = difflib.SequenceMatcher(None, list(expected), list(found), autojunk=False)
    return Share(sum(block.size for block in matcher.get_matching_blocks()), len(expected))


def lines(document: Document) -> list[tuple[str, str]]:
    """Return what each line is, and its label and text."""
    found = []
    for block in document.blocks():
        if isinstance(block, Table):
            found += [("cell", _squeezed(p.text)) for row in block.rows for cell in row.cells for p in cell.blocks]
        else:
            kind = block.rank.value if isinstance(block, Heading) else block.role.value
            words = f"{plain_text(block.label).strip()}|{plain_text(block.inlines)}"
            found.append((f"{kind} {block.level}", _squeezed(words)))
    return found


def labels(document: Document) -> list[str]:
    return [plain_text(b.label).strip() for b in document.blocks() if not isinstance(b, Table) and b.label]


def notes(document: Document) -> list[tuple[str, str]]:
    return [(note.mark, _squeezed(" ".join(p.text for p in note.blocks))) for note in document.notes]


def masthead(document: Document) -> list[tuple[str, str]]:
    fields = document.masthead.fields if document.masthead else ()
    return sorted((field.role.value, _squeezed(plain_text(field.inlines))) for field in fields)


def _squeezed(text: str) -> str:
    return " ".join(text.split())
