"""Content read back from Word and OpenDocument files.

Reads the bytes of a file. Gives `Content`. Fields of the masthead are told by their paragraph styles, generated runs by
the character style `Generated`, marks of notes by that of note marks; headers and footers only repeat.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from functools import cache

from lxml import etree

from pipeline.data import TEMPLATES
from pipeline.distribution.content import Content
from pipeline.document import MastheadRole
from pipeline.forms import form_named
from pipeline.packing import xml_part
from pipeline.prove.packages import content_of_odt as odt_tree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WORD_NO_CONTENT = frozenset(("FootnoteReference", "Generated"))
_WORD_BREAKS = frozenset(_W + name for name in ("tab", "br", "cr", "ptab", "footnoteReference"))
_ROLES = frozenset(role.value for role in MastheadRole)


@cache
def _masthead_styles() -> frozenset[str]:
    """Ids of the Word styles of masthead fields, in all forms."""
    forms = [form_named(path.stem) for path in sorted((TEMPLATES / "forms").glob("*.toml"))]
    styles = (form.styles[role] for form in forms for role in sorted(_ROLES & set(form.styles)))
    return frozenset(style.word_id for style in styles if style.word_id)


# --- Word


def content_of_docx(data: bytes) -> Content:
    """The content of a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = xml_part(package.read("word/document.xml"))
        has_notes = "word/footnotes.xml" in package.namelist()
        footnotes = xml_part(package.read("word/footnotes.xml")) if has_notes else None
    for copy in list(body.iter(_FALLBACK)):
        copy.clear()
    masthead: list[str] = []
    text: list[str] = []
    for paragraph in body.iter(f"{_W}p"):
        home = masthead if _word_style(paragraph) in _masthead_styles() else text
        home.append(_word_text(paragraph))
    return Content(tuple(masthead), "\n".join(text), tuple(_word_notes(footnotes)))


def _word_style(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return style.get(f"{_W}val", "") if style is not None else ""


def _word_notes(footnotes: etree._Element | None) -> Iterator[str]:
    for note in footnotes.iterfind(f"{_W}footnote") if footnotes is not None else ():
        if note.get(f"{_W}type") is None:
            yield "\n".join(_word_text(paragraph) for paragraph in note.iter(f"{_W}p"))


def _word_text(paragraph: etree._Element) -> str:
    """The runs of a paragraph that are content."""
    return "".join(_word_run(run) for run in paragraph.iter(f"{_W}r"))


def _word_run(run: etree._Element) -> str:
    style = run.find(f"{_W}rPr/{_W}rStyle")
    if style is not None and style.get(f"{_W}val") in _WORD_NO_CONTENT:
        return "\n"
    pieces = []
    for element in run.iterchildren():
        if element.tag == f"{_W}t":
            pieces.append(element.text or "")
        elif element.tag == f"{_W}noBreakHyphen":
            pieces.append("-")
        elif element.tag in _WORD_BREAKS:
            pieces.append("\n")
    return "".join(pieces)


# --- OpenDocument

_NO_CONTENT = frozenset(("generated", "noteref"))
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")


def content_of_odt(data: bytes) -> Content:
    """The content of an OpenDocument text."""
    root = odt_tree(data)
    notes = list(_taken_notes(root))
    masthead: list[str] = []
    text: list[str] = []
    typed: list[str] = []
    for paragraph in root.iter(*_PARAGRAPHS):
        key = paragraph.get(f"{_TEXT}style-name", "").split("_")[0]
        words = "".join(_odt_text(paragraph))
        if key == "note":
            _add_note(typed, words, opens=paragraph.find(f"{_TEXT}span[@{_TEXT}style-name='noteref']") is not None)
        else:
            (masthead if key in _ROLES else text).append(words)
    return Content(tuple(masthead), "\n".join(text), (*notes, *typed))


def _taken_notes(root: etree._Element) -> Iterator[str]:
    """The native notes, each taken out of the text."""
    for note in list(root.iter(f"{_TEXT}note")):
        body = note.find(f"{_TEXT}note-body")
        if body is not None:
            yield "\n".join("".join(_odt_text(p)) for p in body.iter(*_PARAGRAPHS))
        for child in list(note):
            note.remove(child)


def _add_note(typed: list[str], words: str, *, opens: bool) -> None:
    """A paragraph of a note in letters: with a mark it begins a note, else it goes on with the one before."""
    if opens or not typed:
        typed.append(words)
    else:
        typed[-1] += f"\n{words}"


def _odt_text(element: etree._Element) -> Iterable[str]:
    """The characters of a paragraph that are content."""
    if element.get(f"{_TEXT}style-name") in _NO_CONTENT or element.tag == f"{_TEXT}note":
        yield "\n"
        return
    yield {f"{_TEXT}tab": "\n", f"{_TEXT}line-break": "\n", f"{_TEXT}s": " "}.get(str(element.tag), "")
    yield element.text or ""
    for child in element:
        yield from _odt_text(child)
        yield child.tail or ""
