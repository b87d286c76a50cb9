"""Words read back from a written file, by other means than it was written with.

Reads the bytes of a file. Gives its text as a reader meets it: what is hidden, and second copies of text (lists of
contents, running heads of a Word file), do not count. HTML by lxml, DOCX as a zip of XML parts, PDF by pdfium.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import TYPE_CHECKING

from lxml import etree, html

from pipeline.prove.packages import read_epub, read_markdown, read_odt

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read_text(data: bytes) -> str:
    """The text of a text file."""
    return data.decode("utf-8")


# --- HTML

_INLINE = frozenset((
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "mark", "q", "s",
    "small", "span", "strong", "sub", "sup", "time", "u", "wbr",
))  # fmt: skip
_UNSEEN = frozenset(("head", "script", "style", "template", "noscript", "nav"))
"""Elements whose words do not count; `nav` holds copies of headings."""
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")


def read_html(data: bytes) -> str:
    """The text of a page without what is hidden from eyes or from screen readers."""
    root = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    pieces: list[str] = []
    _html_text(root, pieces)
    return "".join(pieces)


def _html_text(element: etree._Element, pieces: list[str]) -> None:
    tag = element.tag
    if not isinstance(tag, str) or tag in _UNSEEN:
        return
    attributes = element.attrib
    if attributes and _unseen(attributes):
        return
    gap = "" if tag in _INLINE and attributes.get("role") != "doc-noteref" else "\n"
    pieces.append(gap + (element.text or ""))
    for child in element:
        _html_text(child, pieces)
        if child.tail:
            pieces.append(child.tail)
    if gap:
        pieces.append(gap)


def _unseen(attributes: etree._Attrib) -> bool:
    """True for what CSS or ARIA hides."""
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    return bool(style and _UNSEEN_STYLE.search(style))


# --- DOCX

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
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(package.read(name), parser)


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
    for run in [r for r in tree.iter(_W + "r") if _hidden(r)]:
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


def _hidden(run: etree._Element) -> bool:
    """True for a run with hidden text."""
    switch = run.find(f"{_W}rPr/{_W}vanish")
    return switch is not None and switch.get(_W + "val") not in ("0", "false")


def _after_mark(text: etree._Element) -> bool:
    """True for the typed mark of a note: its word ends here."""
    before = text.getprevious()
    return before is not None and before.tag in (_W + "footnoteReference", _W + "footnoteRef")


# --- PDF

_SOFT_BREAK = re.compile("[\ufffe\x02\u00ad]")


def read_pdf(data: bytes) -> str:
    """The text of all pages in content order; running heads and feet count as extra words."""
    import pypdfium2  # loaded when the first PDF is proved

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from error
    try:
        return "\n".join(_page_text(page) for page in document)
    finally:
        document.close()


def _page_text(page: PdfPage) -> str:
    """The text of one page; pdfium's sign for a hyphen at a line end is a hyphen."""
    textpage = page.get_textpage()
    text = textpage.get_text_range()
    textpage.close()
    page.close()
    return _SOFT_BREAK.sub("-", text)


READERS: dict[str, Callable[[bytes], str]] = {
    "txt": read_text,
    "flow.txt": read_text,
    "html": read_html,
    "docx": read_docx,
    "pdf": read_pdf,
    "md": read_markdown,
    "epub": read_epub,
    "odt": read_odt,
}
