"""WordprocessingML elements and measures.

Reads nothing. Gives `w`, which makes an element of the main namespace, `xml`, which gives a part as bytes, and the
conversions from points. Children are given in the order of the schema (ECMA-376 part 1, annex A): a wrong order is a
damaged file. Elements are lists of their children: a Word file has thousands, most of them properties, and each is
written once and never asked for anything; lxml takes three times as long to make them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
NAMESPACES = {"w": W, "r": R, "wp": WP, "a": A, "pic": PIC}

_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_DECLARED = "".join(f' xmlns:{prefix}="{namespace}"' for prefix, namespace in NAMESPACES.items())
_IN_TEXT = re.compile("[&<>\r]")
_IN_VALUE = re.compile('[&<>"\t\n\r]')
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}

Value = str | int | None
"""Value of an attribute; None where it is left out."""


def qualified(name: str) -> str:
    """`name` of the main namespace in Clark notation, as lxml knows it."""
    return f"{{{W}}}{name}"


class Element(list["Element"]):
    """An element: the list of its children, `tag` with its prefix ("w:p"), attributes, text before the children."""

    __slots__ = ("attributes", "tag", "text")
    tag: str
    attributes: dict[str, Value]
    """By name with its prefix; without one it is of the element's own namespace in `w:`, of none elsewhere."""
    text: str | None

    @classmethod
    def of(cls, tag: str, children: Iterable[Element], attributes: dict[str, Value]) -> Element:
        """An element without text."""
        element = cls(children)
        element.tag, element.attributes, element.text = tag, attributes, None
        return element

    def find(self, tag: str) -> Element | None:
        """The first child of this tag."""
        return next((child for child in self if child.tag == tag), None)

    def place(self, *tags: str) -> int:
        """The index of the first child of one of these tags; behind the last child where there is none."""
        return next((n for n, child in enumerate(self) if child.tag in tags), len(self))

    def iter(self, tag: str) -> Iterator[Element]:
        """All elements of this tag from here on, in document order."""
        if self.tag == tag:
            yield self
        for child in self:
            yield from child.iter(tag)


def w(tag: str, /, *children: Element | None, **attributes: Value) -> Element:
    """An element `w:tag`; attributes are of the main namespace, None leaves an attribute or child out."""
    element = Element([child for child in children if child is not None])
    element.tag, element.attributes, element.text = f"w:{tag}", attributes, None
    return element


def root(tag: str, /, *children: Element | None) -> Element:
    """An element that opens a part."""
    return w(tag, *children)


def text(characters: str, tag: str = "t") -> Element:
    """A `w:t` (or `w:instrText`) that keeps its blanks."""
    element = Element()
    element.tag, element.attributes, element.text = f"w:{tag}", {"xml:space": "preserve"}, characters
    return element


def xml(element: Element) -> bytes:
    """A part: its declaration, all prefixes declared on the element that opens it, everything in it."""
    opened = written(element).replace(element.tag, element.tag + _DECLARED, 1)
    return f"{_DECLARATION}{opened}".encode()


def written(element: Element) -> str:
    """An element as it stands in a part."""
    pieces: list[str] = []
    _write(element, pieces)
    return "".join(pieces)


def _write(element: Element, pieces: list[str]) -> None:
    """Add the pieces that the element is written with."""
    tag = element.tag
    head = f"<{tag}{_written(tag, element.attributes)}" if element.attributes else f"<{tag}"
    if element:
        pieces.append(f"{head}>{escaped(element.text or '')}")
        for child in element:
            _write(child, pieces)
        pieces.append(f"</{tag}>")
    else:
        pieces.append(f"{head}/>" if element.text is None else f"{head}>{escaped(element.text)}</{tag}>")


def _written(tag: str, attributes: dict[str, Value]) -> str:
    """The attributes of an element of this tag, each after a blank."""
    own = "w:" if tag.startswith("w:") else ""
    found = ""
    for name, value in attributes.items():
        if value is not None:
            shown = _IN_VALUE.sub(_escape, value) if isinstance(value, str) and _IN_VALUE.search(value) else value
            found += f' {name}="{shown}"' if ":" in name else f' {own}{name}="{shown}"'
    return found


def escaped(characters: str) -> str:
    """Characters as they stand in the text of an element."""
    return _IN_TEXT.sub(_escape, characters) if _IN_TEXT.search(characters) else characters


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES[found[0]]


def switch(tag: str, on: bool) -> Element:
    """A toggle property, written out also where it is off."""
    return w(tag) if on else w(tag, val=0)


def twips(points: float) -> int:
    """Twentieths of a point."""
    return round(points * 20)


def half_points(points: float) -> int:
    """Sizes of type."""
    return round(points * 2)


def eighths(points: float) -> int:
    """Widths of rules; at least 2, the thinnest that Word draws."""
    return max(2, round(points * 8))


def emu(points: float) -> int:
    """English metric units, of drawings."""
    return round(points * 12700)
