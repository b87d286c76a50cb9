"""Word files read back.

Reads DOCX as a zip of XML parts. Gives a `Reading`: document, notes and first-page headers, with the numbers that Word
gives to notes. Fields of the masthead are known by their paragraph styles, generated runs by the character style
`Generated`, marks of notes by that of note marks. Other headers and all footers repeat what is in the text.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from typing import NamedTuple

from lxml import etree

from pipeline.data import TEMPLATES
from pipeline.document import MastheadRole
from pipeline.forms import form_named
from pipeline.packing import xml_part
from pipeline.unpacking import entry_of
from pipeline.write.docx.counts import Counted
from pipeline.write.docx.found import BREAKS, DRAWING, MARKS, PARAGRAPH, SHOWN, TEXTS, Found, W, holder
from pipeline.write.reading import Part, Piece, Reading, parts_of

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
        part = partial(_part, package, data)
        root = part("word/document.xml")
        document = Found(root)
        present = set(package.namelist())
        names = [name for name in _NOTES if f"word/{name}.xml" in present]
        relations = [f"word/_rels/{name}.xml.rels" for name in ("document", *names)]
        links = [_targets(part(name)) if name in present else {} for name in relations]
        heads = [part(name) for name in _first_headers(document, links[0])]
        notes = [part(f"word/{name}.xml") for name in names]
    pictures = [_pictures(targets, present) for targets in links]
    stories = _Walk(_note_numbers(document), pictures).stories(heads, document, notes)
    counted = Counted(document, notes, pictures, links)
    return Reading(partial(_seen, stories), lambda: parts_of(list(_pieces(stories))), counts=counted.of)


def _pictures(targets: Mapping[str, str], present: set[str]) -> frozenset[str]:
    """Return the ids of the relationships of a part that lead to a picture of its text, which is there."""
    found = ((name, target.removeprefix("/word/")) for name, target in targets.items())
    return frozenset(i for i, t in found if t.startswith("media/picture-") and f"word/{t}" in present)


def _targets(relations: etree._Element) -> dict[str, str]:
    """Return the targets of the relationships of a part, by their ids."""
    return {r.get("Id", ""): r.get("Target", "") for r in relations if isinstance(r.tag, str)}


def _part(package: zipfile.ZipFile, data: bytes, name: str) -> etree._Element:
    """Return a part of the package without fall-back copies and hidden runs: their names are in its bytes if it has
    any.
    """
    content = entry_of(package, data, name)
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


class _Line(NamedTuple):
    """A paragraph, what in it shows characters, and the characters of each."""

    paragraph: etree._Element
    inside: list[etree._Element]
    texts: list[str]


class _Story(NamedTuple):
    """The document, a head or a note, with the part that its text is of."""

    root: etree._Element
    part: Part
    number: int
    lines: list[_Line]


class _Walk:
    """One pass over the parts of a file."""

    def __init__(self, numbers: dict[str, str], pictures: Sequence[frozenset[str]]) -> None:
        """`pictures`: ids of relationships that lead to one, of the document and of each part with notes."""
        self._numbers = numbers
        self._pictures = pictures
        self._here: frozenset[str] = frozenset()

    def stories(self, heads: list[etree._Element], document: Found, notes: list[etree._Element]) -> list[_Story]:
        """Return all stories: first-page headers, document, notes."""
        stories = [self._story(Found(head), Part.ADDED, 0) for head in heads]
        self._here = self._pictures[0]
        stories.append(self._story(document, Part.TEXT, 0))
        for tree, pictures in zip(notes, self._pictures[1:], strict=True):
            self._here = pictures
            for number, note in enumerate(tree.iterchildren(W + "footnote", W + "endnote"), 1):
                part = Part.NOTE if note.get(W + "type") is None else Part.ADDED
                stories.append(self._story(Found(note), part, number))
        return stories

    def _story(self, found: Found, part: Part, number: int) -> _Story:
        changed = bool(found.of("ins", "del"))
        lines = [_Line(paragraph, inside, self._texts(inside, changed)) for paragraph, inside in _paragraphs(found)]
        return _Story(found.root, part, number, lines)

    def _texts(self, inside: list[etree._Element], changed: bool) -> list[str]:
        """Return the characters of each element; a change, and what is after a mark that is typed, is a word of its
        own.
        """
        texts: list[str] = []
        before, around = "", ""
        for element in inside:
            now = _change(element) if changed else ""
            text = self._characters(element) if now == around else f"\n{self._characters(element)}"
            after = "\n" if before in MARKS and element.tag in TEXTS and _after_mark(element) else ""
            texts.append(text + after)
            before, around = element.tag, now
        return texts

    def _characters(self, element: etree._Element) -> str:
        """Return what an element shows; the word before a mark ends there."""
        tag = element.tag
        if tag in TEXTS:
            return element.text or ""
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


def _seen(stories: list[_Story]) -> str:
    return "".join([f"\n{''.join(line.texts)}" for story in stories for line in story.lines])


def _pieces(stories: list[_Story]) -> Iterator[Piece]:
    for story in stories:
        added = _added(story.root)
        fields = _fields(story.root) if story.part is Part.TEXT else {}
        for line in story.lines:
            part, number = fields.get(line.paragraph, (story.part, story.number))
            yield part, number, "\n"
            for element, text in zip(line.inside, line.texts, strict=True):
                yield Part.ADDED if element.getparent() in added else part, number, text


def _fields(document: etree._Element) -> dict[etree._Element, tuple[Part, int]]:
    """Return the paragraphs of the masthead, each a field with its number."""
    styles = [style for style in document.iter(W + "pStyle") if style.get(_VALUE, "") in _masthead_styles()]
    paragraphs = [p for style in styles if (p := holder(style, "pPr")) is not None]
    return {p: (Part.MASTHEAD, number) for number, p in enumerate(paragraphs, 1)}


def _added(root: etree._Element) -> set[etree._Element]:
    """Return the runs that are not of the document: generated, or the mark of a note."""
    styles = [style for style in root.iter(W + "rStyle") if style.get(_VALUE) in _NOT_OWN]
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
