"""The words of a source and of a prepared document, gathered by two walks that share no code with each other.

The source side knows nothing of the pipeline: every character outside `meta`, in document order, notes apart. The
document side reads a `Document` in its reading order.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from lxml import etree

from pipeline.document import Document, Heading, Inline, LineBreak, Note, NoteMark, Paragraph, Tab, Table, Text

GLUE = {"span", "a", "sup", "sub", "b", "i", "u", "authorialNote"}
RUN = GLUE | {"inline", "ins", "del", "quantity", "docDate", "ref", "date", "person", "role", "concept", "term"}
CHINESE = "\u2e80-\u2fdf\u3005\u3007\u3400-\u9fff\uf900-\ufaff"
MARKS = "\u0300-\u036f\u064b-\u065f\u0670"
TOKEN = re.compile(f"[{CHINESE}]|\\d+|(?:[^\\W\\d_{CHINESE}]|[{MARKS}])+")
NOTHING = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def tokens(text: str) -> list[str]:
    """Return words, figures and Chinese characters."""
    return TOKEN.findall(unicodedata.normalize("NFKC", NOTHING.sub("", text)))


class SourceWords:
    """Words of a source: `body` in order, `notes` one list each in order, `front` the notes of the metadata."""

    def __init__(self, root: etree._Element) -> None:
        self._text: list[str] = []
        self.notes: list[tuple[str, list[str]]] = []
        self.front: list[list[str]] = []
        for note in root.iter("{*}note"):
            self.front.append(tokens("".join(note.itertext())))
        self._walk(root, self._text)
        self.body = tokens("".join(self._text))

    def _walk(self, element: etree._Element, out: list[str]) -> None:
        name = local(element)
        if name == "meta":
            return
        if name == "authorialNote":
            inside: list[str] = []
            self._inside(element, name, inside)
            self.notes.append((element.get("marker") or "", tokens("".join(inside))))
            return
        gap = "" if name in RUN else "\n"
        out.append(gap)
        self._inside(element, name, out)
        out.append(gap)

    def _inside(self, element: etree._Element, name: str, out: list[str]) -> None:
        children = [c for c in element if isinstance(c.tag, str)]
        if not (layout(element.text) and (children or name in GLUE)):
            out.append(element.text or "")
        for child in element:
            if isinstance(child.tag, str):
                self._walk(child, out)
                after = children[children.index(child) + 1 :]
                inside = local(child) in GLUE
                inside = inside and (not after or local(after[0]) in GLUE)
                out.append("" if inside and layout(child.tail) else child.tail or "")
            else:
                out.append(child.tail or "")


def local(element: etree._Element) -> str:
    """Return the local name, of names too that only recovery lets pass ("td:align")."""
    return str(element.tag).rpartition("}")[2]


def layout(text: str | None) -> bool:
    return text is not None and not text.strip(" \t\r\n") and "\n" in text


class DocumentWords:
    """Words of a prepared document: `body` in reading order, `notes` one list each in the order of their marks."""

    def __init__(self, document: Document) -> None:
        self.marks = list(marks(document))
        pieces = [shown(field.inlines) for field in document.masthead.fields] if document.masthead else []
        for block in document.blocks():
            if isinstance(block, Table):
                cells = (cell for row in block.rows for cell in row.cells)
                pieces.extend(paragraph(p) for cell in cells for p in cell.blocks)
            else:
                pieces.append(paragraph(block))
        self.body = tokens("\n".join(pieces))
        self.notes = [note_words(note) for note in document.notes if not note.front]
        self.front = [note_words(note) for note in document.notes if note.front]


def paragraph(block: Paragraph | Heading) -> str:
    return f"{shown(block.label)}\n{shown(block.inlines)}"


def note_words(note: Note) -> list[str]:
    return tokens("\n".join(paragraph(p) for p in note.blocks))


def shown(inlines: Iterable[Inline]) -> str:
    return "".join(_shown(i) for i in inlines)


def _shown(inline: Inline) -> str:
    if isinstance(inline, LineBreak | Tab):
        return "\n"
    return inline.text if isinstance(inline, Text) and not inline.generated else ""


def marks(document: Document) -> Iterator[str]:
    """Yield the notes in the order in which a reader meets their marks."""
    fields = [field.inlines for field in document.masthead.fields] if document.masthead else []
    blocks: list[tuple[Inline, ...]] = list(fields)
    for block in document.blocks():
        if isinstance(block, Table):
            cells = (cell for row in block.rows for cell in row.cells)
            blocks.extend((*p.label, *p.inlines) for cell in cells for p in cell.blocks)
        else:
            blocks.append((*block.label, *block.inlines))
    for inlines in blocks:
        yield from (i.note for i in inlines if isinstance(i, NoteMark))
