"""Word files read back.

Reads DOCX as a zip of XML parts. Gives a `Reading`: document, notes and first-page headers, with the numbers that Word
gives to notes. Fields of the masthead are known by their paragraph styles, generated runs by the character style
`Generated`, marks of notes by that of note marks. Other headers and all footers repeat what is in the text.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from functools import cache

from lxml import etree

from pipeline.data import TEMPLATES
from pipeline.document import MastheadRole
from pipeline.forms import form_named
from pipeline.packing import xml_part
from pipeline.write.docx.counts import Counted
from pipeline.write.reading import Part, Piece, Reading

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOT_OWN = frozenset(("FootnoteReference", "Generated"))
_BREAKS = frozenset(_W + name for name in ("tab", "br", "cr", "ptab"))
_MARKS = frozenset(_W + name for name in ("footnoteReference", "footnoteRef"))
_DRAWING = _W + "drawing"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_TEXTS = frozenset((_W + "t", _W + "delText"))
_CHANGES = frozenset((_W + "ins", _W + "del"))
_NOTES = ("footnotes", "endnotes")
_CHARACTERS = (*sorted(_TEXTS), _W + "noBreakHyphen", _DRAWING, *_BREAKS, *_MARKS)


def read(data: bytes, language: str = "") -> Reading:
    """Return the reading of a Word file; `language` plays no part. Raises KeyError if a part is missing."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        document = _part(package, "word/document.xml")
        heads = [_part(package, name) for name in _first_headers(package, document)]
        present = set(package.namelist())
        names = [name for name in _NOTES if f"word/{name}.xml" in present]
        notes = [_part(package, f"word/{name}.xml") for name in names]
        pictures = [_pictures(package, name, present) for name in ("document", *names)]
        links = [_relations(package, f"word/_rels/{name}.xml.rels", present) for name in ("document", *names)]
    pieces = _Walk(_note_numbers(document), pictures).pieces(heads, document, notes)
    return Reading.of(pieces, Counted(document, notes, pictures, links).of)


def _pictures(package: zipfile.ZipFile, name: str, present: set[str]) -> frozenset[str]:
    """Return the ids of the relationships of a part that lead to a picture of its text, which is there."""
    relations = _relations(package, f"word/_rels/{name}.xml.rels", present).items()
    targets = ((name, target.removeprefix("/word/")) for name, target in relations)
    return frozenset(i for i, t in targets if t.startswith("media/picture-") and f"word/{t}" in present)


def _relations(package: zipfile.ZipFile, name: str, present: set[str]) -> dict[str, str]:
    """Return the targets of the relationships of a part, by their ids."""
    relations = (r for r in (_part(package, name) if name in present else ()) if isinstance(r.tag, str))
    return {r.get("Id", ""): r.get("Target", "") for r in relations}


def _part(package: zipfile.ZipFile, name: str) -> etree._Element:
    """Return a part of the package without fall-back copies and hidden runs."""
    root = xml_part(package.read(name))
    for copy in list(root.iter(_FALLBACK)):
        copy.clear()
    for run in _hidden_runs(root):
        run.clear()
    return root


def _first_headers(package: zipfile.ZipFile, document: etree._Element) -> list[str]:
    """Return the parts that are the header of a section's first page, in order."""
    references = [
        header.get(_R + "id")
        for section in document.iter(_W + "sectPr")
        if section.find(_W + "titlePg") is not None
        for header in section.iterfind(_W + "headerReference")
        if header.get(_W + "type") == "first"
    ]
    relations = _part(package, "word/_rels/document.xml.rels") if references else ()
    targets = {relation.get("Id"): relation.get("Target") for relation in relations}
    parts = [f"word/{targets[reference]}" for reference in references if reference in targets]
    return list(dict.fromkeys(parts))


def _note_numbers(document: etree._Element) -> dict[str, str]:
    """Return the number that Word shows for each footnote, by its id; a note with a mark of its own has it as text."""
    former = {start for change in document.iter(_W + "sectPrChange") for start in change.iter(_W + "numStart")}
    start = next((start.get(_W + "val") for start in document.iter(_W + "numStart") if start not in former), None)
    number = int(start or 1)
    numbers: dict[str, str] = {}
    for reference in document.iter(_W + "footnoteReference"):
        if reference.get(_W + "customMarkFollows") not in ("1", "true", "on"):
            numbers[reference.get(_W + "id", "")] = str(number)
            number += 1
    return numbers


def _hidden_runs(tree: etree._Element) -> list[etree._Element]:
    """Return the runs with hidden text."""
    found = []
    for switch in tree.iter(_W + "vanish"):
        properties = switch.getparent()
        run = properties.getparent() if properties is not None and properties.tag == _W + "rPr" else None
        if run is not None and run.tag == _W + "r" and switch.get(_W + "val") not in ("0", "false"):
            found.append(run)
    return found


class _Walk:
    """One pass over the parts of a file."""

    def __init__(self, numbers: dict[str, str], pictures: Sequence[frozenset[str]]) -> None:
        """`pictures`: ids of relationships that lead to one, of the document and of each part with notes."""
        self.numbers = numbers
        self.pictures = pictures
        self.here: frozenset[str] = frozenset()
        self.fields = 0

    def pieces(
        self, heads: list[etree._Element], document: etree._Element, notes: list[etree._Element]
    ) -> Iterator[Piece]:
        """Yield all pieces: first-page headers, document, notes."""
        for head in heads:
            yield from self._story(head, Part.ADDED, 0)
        self.here = self.pictures[0]
        yield from self._body(document)
        for tree, pictures in zip(notes, self.pictures[1:], strict=True):
            self.here = pictures
            for number, note in enumerate(tree.iterchildren(_W + "footnote", _W + "endnote"), 1):
                part = Part.NOTE if note.get(_W + "type") is None else Part.ADDED
                yield from self._story(note, part, number)

    def _body(self, document: etree._Element) -> Iterator[Piece]:
        for paragraph in document.iter(_W + "p"):
            part, number = Part.TEXT, 0
            if _style(paragraph) in _masthead_styles():
                self.fields += 1
                part, number = Part.MASTHEAD, self.fields
            yield from self._paragraph(paragraph, part, number)

    def _story(self, root: etree._Element, part: Part, number: int) -> Iterator[Piece]:
        for paragraph in root.iter(_W + "p"):
            yield from self._paragraph(paragraph, part, number)

    def _paragraph(self, paragraph: etree._Element, part: Part, number: int) -> Iterator[Piece]:
        yield part, number, "\n"
        before = ""
        for element in paragraph.iter(*_CHARACTERS):
            own, change = part if _is_own(element) else Part.ADDED, _change(element)
            gap = "" if change == before else "\n"
            before = change
            yield own, number, gap + self._characters(element)

    def _characters(self, element: etree._Element) -> str:
        """Return what an element shows; the word before a mark ends there, and after a mark that is typed."""
        if element.tag == _DRAWING:
            return self._picture(element)
        if element.tag in _TEXTS:
            return (element.text or "") + ("\n" if _after_mark(element) else "")
        if element.tag == _W + "footnoteReference":
            return f"\n{self.numbers.get(element.get(_W + 'id', ''), '')}\n"
        if element.tag == _W + "footnoteRef":
            return f"\n{self._own_number(element)}\n"
        return "\n" if element.tag in _BREAKS else "-"

    def _picture(self, drawing: etree._Element) -> str:
        """Return a picture of the text as its words in brackets; marks of the form are left out."""
        blip, properties = next(drawing.iter(_BLIP), None), next(drawing.iter(_PROPERTIES), None)
        if blip is None or properties is None or blip.get(_R + "embed") not in self.here:
            return ""
        return f"[{properties.get('descr', '')}]"

    def _own_number(self, mark: etree._Element) -> str:
        """Return the number of the note that a mark is in."""
        note = next(mark.iterancestors(_W + "footnote"), None)
        return "" if note is None else self.numbers.get(note.get(_W + "id", ""), "")


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return style.get(f"{_W}val", "") if style is not None else ""


def _is_own(element: etree._Element) -> bool:
    """Return True for characters of the document: neither generated nor the mark of a note."""
    run = element.getparent()
    style = run.find(f"{_W}rPr/{_W}rStyle") if run is not None else None
    return style is None or style.get(f"{_W}val") not in _NOT_OWN


def _after_mark(text: etree._Element) -> bool:
    """Return True for the typed mark of a note: its word ends here."""
    before = text.getprevious()
    return before is not None and before.tag in _MARKS


def _change(element: etree._Element) -> str:
    """Return the kind of change that an element is in, "" for none: changed words are not part of those beside them."""
    return str(next((around.tag for around in element.iterancestors(*_CHANGES)), ""))


@cache
def _masthead_styles() -> frozenset[str]:
    """Return the ids of the Word styles of masthead fields, in all forms."""
    roles = {role.value for role in MastheadRole}
    forms = [form_named(path.stem) for path in sorted((TEMPLATES / "forms").glob("*.toml"))]
    styles = (form.styles[role] for form in forms for role in sorted(roles & set(form.styles)))
    return frozenset(style.word_id for style in styles if style.word_id)
