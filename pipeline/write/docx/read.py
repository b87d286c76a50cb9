"""Word files read back.

Reads DOCX as a zip of XML parts. Gives a `Reading`: document, notes and first-page headers, with the numbers that Word
gives to notes. Fields of the masthead are known by their paragraph styles, generated runs by the character style
`Generated`, marks of notes by that of note marks. Other headers and all footers repeat what is in the text.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache

from lxml import etree

from pipeline.data import TEMPLATES
from pipeline.document import MastheadRole
from pipeline.forms import form_named
from pipeline.packing import xml_part
from pipeline.write.docx.counts import Counted
from pipeline.write.docx.found import BREAKS, DRAWING, MARKS, PARAGRAPH, SHOWN, TEXTS, Found, W, holder
from pipeline.write.reading import Part, Piece, Reading

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOT_OWN = frozenset(("FootnoteReference", "Generated"))
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_CHANGES = (W + "ins", W + "del")
_NOTES = ("footnotes", "endnotes")
_VALUE = W + "val"


def read(data: bytes, language: str = "") -> Reading:
    """Return the reading of a Word file; `language` plays no part. Raises KeyError if a part is missing."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = _part(package, "word/document.xml")
        document = Found(root)
        present = set(package.namelist())
        names = [name for name in _NOTES if f"word/{name}.xml" in present]
        links = [_relations(package, name, present) for name in ("document", *names)]
        heads = [_part(package, name) for name in _first_headers(document, links[0])]
        notes = [_part(package, f"word/{name}.xml") for name in names]
    pictures = [_pictures(targets, present) for targets in links]
    pieces = _Walk(_note_numbers(document), pictures).pieces(heads, document, notes)
    return Reading.of(pieces, Counted(document, notes, pictures, links).of)


def _pictures(targets: Mapping[str, str], present: set[str]) -> frozenset[str]:
    """Return the ids of the relationships of a part that lead to a picture of its text, which is there."""
    found = ((name, target.removeprefix("/word/")) for name, target in targets.items())
    return frozenset(i for i, t in found if t.startswith("media/picture-") and f"word/{t}" in present)


def _relations(package: zipfile.ZipFile, name: str, present: set[str]) -> dict[str, str]:
    """Return the targets of the relationships of a part, by their ids."""
    name = f"word/_rels/{name}.xml.rels"
    relations = (r for r in (_part(package, name) if name in present else ()) if isinstance(r.tag, str))
    return {r.get("Id", ""): r.get("Target", "") for r in relations}


def _part(package: zipfile.ZipFile, name: str) -> etree._Element:
    """Return a part of the package without fall-back copies and hidden runs: their names are in its bytes if it has
    any.
    """
    content = package.read(name)
    root = xml_part(content)
    for copy in list(root.iter(_FALLBACK)) if b"Fallback" in content else ():
        copy.clear()
    for run in _hidden_runs(root) if b"vanish" in content else ():
        run.clear()
    return root


def _first_headers(document: Found, targets: Mapping[str, str]) -> list[str]:
    """Return the parts that are the header of a section's first page, in order; `targets` of the relationships."""
    references = [
        header.get(_R + "id", "")
        for section in document.of("sectPr")
        if section.find(W + "titlePg") is not None
        for header in section.iterfind(W + "headerReference")
        if header.get(W + "type") == "first"
    ]
    parts = [f"word/{targets[reference]}" for reference in references if reference in targets]
    return list(dict.fromkeys(parts))


def _note_numbers(document: Found) -> dict[str, str]:
    """Return the number that Word shows for each footnote, by its id; a note with a mark of its own has it as text."""
    former = {start for change in document.of("sectPrChange") for start in change.iter(W + "numStart")}
    start = next((start.get(_VALUE) for start in document.of("numStart") if start not in former), None)
    number = int(start or 1)
    numbers: dict[str, str] = {}
    for reference in document.of("footnoteReference"):
        if reference.get(W + "customMarkFollows") not in ("1", "true", "on"):
            numbers[reference.get(W + "id", "")] = str(number)
            number += 1
    return numbers


def _hidden_runs(tree: etree._Element) -> list[etree._Element]:
    """Return the runs with hidden text."""
    found = []
    for switch in tree.iter(W + "vanish"):
        properties = switch.getparent()
        run = properties.getparent() if properties is not None and properties.tag == W + "rPr" else None
        if run is not None and run.tag == W + "r" and switch.get(_VALUE) not in ("0", "false"):
            found.append(run)
    return found


class _Walk:
    """One pass over the parts of a file."""

    def __init__(self, numbers: dict[str, str], pictures: Sequence[frozenset[str]]) -> None:
        """`pictures`: ids of relationships that lead to one, of the document and of each part with notes."""
        self._numbers = numbers
        self._pictures = pictures
        self._here: frozenset[str] = frozenset()
        self._pieces: list[Piece] = []

    def pieces(self, heads: list[etree._Element], document: Found, notes: list[etree._Element]) -> list[Piece]:
        """Return all pieces: first-page headers, document, notes."""
        for head in heads:
            self._story(Found(head), Part.ADDED, 0)
        self._here = self._pictures[0]
        self._story(document, Part.TEXT, 0)
        for tree, pictures in zip(notes, self._pictures[1:], strict=True):
            self._here = pictures
            for number, note in enumerate(tree.iterchildren(W + "footnote", W + "endnote"), 1):
                self._story(Found(note), Part.NOTE if note.get(W + "type") is None else Part.ADDED, number)
        return self._pieces

    def _story(self, found: Found, part: Part, number: int) -> None:
        """Add the text of the document, a head or a note."""
        fields = _fields(found) if part is Part.TEXT else {}
        added, changed = _added(found), bool(found.of("ins", "del"))
        for paragraph, inside in _paragraphs(found):
            part_here, number_here = fields.get(paragraph, (part, number))
            self._pieces.append((part_here, number_here, "\n"))
            before = ""
            for element in inside:
                own = Part.ADDED if element.getparent() in added else part_here
                now = _change(element) if changed else ""
                gap = "" if now == before else "\n"
                before = now
                self._pieces.append((own, number_here, gap + self._characters(element)))

    def _characters(self, element: etree._Element) -> str:
        """Return what an element shows; the word before a mark ends there, and after a mark that is typed."""
        tag = element.tag
        if tag in TEXTS:
            return (element.text or "") + ("\n" if _after_mark(element) else "")
        if tag == DRAWING:
            return self._picture(element)
        if tag == W + "footnoteReference":
            return f"\n{self._numbers.get(element.get(W + 'id', ''), '')}\n"
        if tag == W + "footnoteRef":
            return f"\n{self._own_number(element)}\n"
        return "\n" if tag in BREAKS else "-"

    def _picture(self, drawing: etree._Element) -> str:
        """Return a picture of the text as its words in brackets; marks of the form are left out."""
        blip, properties = next(drawing.iter(_BLIP), None), next(drawing.iter(_PROPERTIES), None)
        if blip is None or properties is None or blip.get(_R + "embed") not in self._here:
            return ""
        return f"[{properties.get('descr', '')}]"

    def _own_number(self, mark: etree._Element) -> str:
        """Return the number of the note that a mark is in."""
        note = next(mark.iterancestors(W + "footnote"), None)
        return "" if note is None else self._numbers.get(note.get(W + "id", ""), "")


def _paragraphs(found: Found) -> list[tuple[etree._Element, list[etree._Element]]]:
    """Return each paragraph with what shows characters in it; one that goes on after another inside it comes again."""
    result: list[tuple[etree._Element, list[etree._Element]]] = []
    paragraph, inside = None, list[etree._Element]()
    for element in found.all:
        shown = element.tag in SHOWN
        owner = _owner(element, paragraph) if shown else element if element.tag == PARAGRAPH else None
        if owner is not None and owner is not paragraph:
            paragraph, inside = owner, []
            result.append((paragraph, inside))
        if shown and owner is not None:
            inside.append(element)
    return result


def _owner(element: etree._Element, paragraph: etree._Element | None) -> etree._Element | None:
    """Return the paragraph that an element is in, probably this one; None for what is in none: it is not shown."""
    run = element.getparent()
    if run is not None and run.getparent() is paragraph:
        return paragraph
    return next(element.iterancestors(PARAGRAPH), None)


def _fields(document: Found) -> dict[etree._Element, tuple[Part, int]]:
    """Return the paragraphs of the masthead, each a field with its number."""
    styles = [style for style in document.of("pStyle") if style.get(_VALUE, "") in _masthead_styles()]
    paragraphs = [p for style in styles if (p := holder(style, "pPr")) is not None]
    return {p: (Part.MASTHEAD, number) for number, p in enumerate(paragraphs, 1)}


def _added(found: Found) -> set[etree._Element]:
    """Return the runs that are not of the document: generated, or the mark of a note."""
    styles = [style for style in found.of("rStyle") if style.get(_VALUE) in _NOT_OWN]
    return {run for style in styles if (run := holder(style, "rPr")) is not None}


def _after_mark(text: etree._Element) -> bool:
    """Return True for the typed mark of a note: its word ends here."""
    before = text.getprevious()
    return before is not None and before.tag in MARKS


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
