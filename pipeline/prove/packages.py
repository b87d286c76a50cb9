"""Words read back from the files that pandoc writes: EPUB, OpenDocument, Markdown.

Reads the bytes of a file. Gives its text as a reader meets it. EPUB and OpenDocument are read as zips of XML parts by
lxml, Markdown by pandoc.
"""

from __future__ import annotations

import io
import itertools
import json
import posixpath
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from lxml import etree

from pipeline.errors import ToolError
from pipeline.packing import xml_part

_OPF = "{http://www.idpf.org/2007/opf}"
_X = "{http://www.w3.org/1999/xhtml}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def pages_of_epub(data: bytes) -> list[etree._Element]:
    """The pages of an EPUB in the order of its spine, the navigation left out."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        container = xml_part(package.read("META-INF/container.xml"))
        place = container.xpath("string(//*[local-name()='rootfile']/@full-path)")
        opf = xml_part(package.read(str(place)))
        files = {item.get("id"): item.get("href", "") for item in opf.iter(f"{_OPF}item")}
        names = [files[reference.get("idref")] for reference in opf.iter(f"{_OPF}itemref")]
        folder = posixpath.dirname(str(place))
        return [xml_part(package.read(posixpath.join(folder, name))) for name in names]


_INLINE = frozenset(_X + name for name in ("a", "bdi", "em", "span", "strong", "sub", "sup", "u", "del", "i", "b"))


def read_epub(data: bytes) -> str:
    """The text of all pages; words end at note marks."""
    return "\n".join("".join(_page_text(body)) for page in pages_of_epub(data) for body in page.iter(f"{_X}body"))


def _page_text(element: etree._Element) -> Iterator[str]:
    gap = "" if element.tag in _INLINE and "noteref" not in element.get("class", "") else "\n"
    yield gap + (element.text or "")
    for child in element:
        yield from _page_text(child)
        yield child.tail or ""
    yield gap


def content_of_odt(data: bytes) -> etree._Element:
    """The body of an OpenDocument text."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return xml_part(package.read("content.xml"))


_BREAKS = frozenset(_TEXT + name for name in ("p", "h", "tab", "line-break", "note", "note-citation"))


def read_odt(data: bytes) -> str:
    """The text of the body, notes at their place."""
    return "".join(_odt_text(content_of_odt(data)))


def _odt_text(element: etree._Element) -> Iterator[str]:
    """The text; the mark of a note is seen at its place and again before the note."""
    if element.tag == f"{_TEXT}note-body":
        yield element.getparent().findtext(f"{_TEXT}note-citation", "")  # type: ignore[union-attr]
    gap = "\n" if element.tag in _BREAKS else ""
    yield gap + (" " if element.tag == f"{_TEXT}s" else "") + (element.text or "")
    for child in element:
        yield from _odt_text(child)
        yield child.tail or ""
    yield gap


@lru_cache(maxsize=2)
def markdown_blocks(data: bytes) -> list[Any]:
    """The blocks of a Markdown file as pandoc reads them, not to be changed. Raises ValueError where it cannot."""
    from pipeline.write.pandoc.markdown import DIALECT
    from pipeline.write.pandoc.program import read_json

    try:
        blocks: list[Any] = json.loads(read_json(data, DIALECT))["blocks"]
    except ToolError as error:
        raise ValueError(str(error)) from error
    return blocks


def read_markdown(data: bytes) -> str:
    """The text of a Markdown file, notes at their place."""
    return text_of_blocks(markdown_blocks(data))


def text_of_blocks(blocks: list[Any]) -> str:
    """The text of Pandoc blocks; a note has the number that counting gives, at its place and before its text."""
    return "".join(_text(blocks, itertools.count(1)))


_RUNS = frozenset(("Emph", "Strong", "Underline", "Strikeout", "SmallCaps", "Superscript", "Subscript", "Quoted"))


def _text(node: Any, numbers: Iterator[int]) -> Iterator[str]:  # noqa: ANN401 - JSON
    if isinstance(node, list):
        for part in node:
            yield from _text(part, numbers)
    elif isinstance(node, dict):
        yield from _element_text(node.get("t", ""), node.get("c"), numbers)


def _element_text(kind: str, content: Any, numbers: Iterator[int]) -> Iterator[str]:  # noqa: ANN401 - JSON
    """Attributes and targets of links are no text."""
    if kind == "Str":
        yield content
    elif kind == "Note":
        number = next(numbers)
        yield f"\n{number}\n{number}\n"
        yield from _text(content, numbers)
        yield "\n"
    elif kind in ("Span", "Link", "Code", "Header", "Div"):
        is_mark = kind in ("Span", "Link") and "noteref" in content[0][1]
        gap = "\n" if kind in ("Header", "Div") or is_mark else ""
        yield gap
        yield from _text(content[{"Header": 2}.get(kind, 1)], numbers)
        yield gap
    elif kind in _RUNS:
        yield from _text(content, numbers)
    elif kind == "Table":
        yield from _table_text(content, numbers)
    else:
        yield " "
        yield from _text(content, numbers)
        yield " "


def _table_text(content: list[Any], numbers: Iterator[int]) -> Iterator[str]:
    """The cells of head, bodies and foot in order."""
    rows = [*content[3][1], *(row for body in content[4] for part in body[2:4] for row in part), *content[5][1]]
    for row in rows:
        for cell in row[1]:
            yield "\n"
            yield from _text(cell[4], numbers)
