"""The words of a Word file.

Reads DOCX as a zip of XML parts. Gives the text of document, notes and first-page headers, with the numbers that Word
gives to notes.
"""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from pipeline.packing import xml_part

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

_DOCX_BREAKS = {_W + name: "\n" for name in ("p", "tab", "br", "cr", "ptab", "footnoteReference", "footnoteRef")}


def read_docx(data: bytes) -> str:
    """The text of document, footnotes, endnotes and first-page headers (where the masthead stands).

    The other headers and all footers repeat what is in the text, so they do not count.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        document = _part(package, "word/document.xml")
        heads = [_part(package, name) for name in _first_headers(package, document)]
        present = set(package.namelist())
        notes = [_part(package, name) for name in ("word/footnotes.xml", "word/endnotes.xml") if name in present]
        numbers = _note_numbers(document)
        return "\n".join(_docx_text(tree, numbers) for tree in (*heads, document, *notes))


def _part(package: zipfile.ZipFile, name: str) -> etree._Element:
    return xml_part(package.read(name))


def _first_headers(package: zipfile.ZipFile, document: etree._Element) -> list[str]:
    """Parts that are the header of a section's first page, in order."""
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
    """Number that Word shows for each footnote, by its id; a note with a mark of its own has it as text."""
    start = next((e.get(_W + "val") for e in document.iter(_W + "numStart")), None)
    number = int(start or 1)
    numbers: dict[str, str] = {}
    for reference in document.iter(_W + "footnoteReference"):
        if reference.get(_W + "customMarkFollows") not in ("1", "true", "on"):
            numbers[reference.get(_W + "id", "")] = str(number)
            number += 1
    return numbers


def _docx_text(tree: etree._Element, numbers: dict[str, str]) -> str:
    """Text runs of a part with the numbers of its notes; hidden runs and fall-back copies do not count."""
    for copy in list(tree.iter(_MC_FALLBACK)):
        copy.clear()
    for run in _hidden_runs(tree):
        run.clear()
    pieces: list[str] = []
    text, hyphen = _W + "t", _W + "noBreakHyphen"
    for element in tree.iter(text, hyphen, *_DOCX_BREAKS):
        if element.tag == text:
            pieces.append(element.text or "")
            if _after_mark(element):
                pieces.append("\n")
        elif element.tag == _W + "footnoteReference":
            pieces.append(f"\n{numbers.get(element.get(_W + 'id', ''), '')}\n")
        elif element.tag == _W + "footnoteRef":
            pieces.append(f"\n{_own_number(element, numbers)}\n")
        else:
            pieces.append(_DOCX_BREAKS.get(element.tag, "-"))
    return "".join(pieces)


def _own_number(mark: etree._Element, numbers: dict[str, str]) -> str:
    """Number of the note that a mark stands in."""
    note = next(mark.iterancestors(_W + "footnote"), None)
    return "" if note is None else numbers.get(note.get(_W + "id", ""), "")


def _hidden_runs(tree: etree._Element) -> list[etree._Element]:
    """The runs with hidden text."""
    found = []
    for switch in tree.iter(_W + "vanish"):
        properties = switch.getparent()
        run = properties.getparent() if properties is not None and properties.tag == _W + "rPr" else None
        if run is not None and run.tag == _W + "r" and switch.get(_W + "val") not in ("0", "false"):
            found.append(run)
    return found


def _after_mark(text: etree._Element) -> bool:
    """True for the typed mark of a note: its word ends here."""
    before = text.getprevious()
    return before is not None and before.tag in (_W + "footnoteReference", _W + "footnoteRef")
