"""WordprocessingML elements and measures.

Gives `w`, which makes an element of the main namespace, and the conversions from points. Children are
given in the order of the schema (ECMA-376 part 1, annex A): a wrong order is a damaged file.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from copy import copy

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
NAMESPACES = {"w": W, "r": R, "wp": WP, "a": A, "pic": PIC}

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TEXTS = ("t", "delText", "instrText", "delInstrText")
_NAMES: dict[str, str] = {}
_MOST = 4096
"""Prototypes kept at most. Chosen: more than a document has kinds of paragraphs, runs or cells."""


def qualified(name: str) -> str:
    """Return `name` in Clark notation; a prefix of `NAMESPACES` before a colon, else the main namespace."""
    found = _NAMES.get(name)
    if found is None:
        prefix, _, local = name.rpartition(":")
        found = _NAMES[name] = f"{{{NAMESPACES[prefix or 'w']}}}{local}"
    return found


def w(tag: str, /, *children: etree._Element | None, **attributes: str | int | None) -> etree._Element:
    """Return an element `w:tag`; attributes are of the main namespace, None leaves an attribute or child out."""
    element = etree.Element(qualified(tag))
    for name, value in attributes.items():
        if value is not None:
            element.set(qualified(name), str(value))
    element.extend([child for child in children if child is not None])
    return element


class Prototypes:
    """Elements made once for each key, and copied for each use.

    lxml takes 3 to 6 microseconds for each element that is made and put into another; a copy of `w:pPr` with four
    children takes 4 instead of 40.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._made: dict[Hashable, tuple[object, etree._Element | None]] = {}

    def copy(
        self, key: Hashable, make: Callable[[], etree._Element | None], alive: object = None
    ) -> etree._Element | None:
        """Return a copy of what `make` makes for a key; `alive` is what the key names by its `id`."""
        found = self._made.get(key)
        if found is None:
            if len(self._made) >= _MOST:
                self._made.clear()
            found = self._made[key] = (alive, make())
        return None if found[1] is None else copy(found[1])


def root(tag: str, /, *children: etree._Element | None) -> etree._Element:
    """Return an element that opens a part: all prefixes are declared on it."""
    element = etree.Element(qualified(tag), nsmap=NAMESPACES)
    element.extend([child for child in children if child is not None])
    return element


def text(characters: str, tag: str = "t") -> etree._Element:
    """Return a `w:t` (or `w:instrText`); `keep_spaces` has to see the part that it is in."""
    element = etree.Element(qualified(tag))
    element.text = characters
    return element


def keep_spaces(part: etree._Element) -> None:
    """Make every text of a part keep its spaces.

    Done when the part is whole: lxml looks through all `xml:` attributes of what is appended for each of them.
    """
    for element in part.iter(*map(qualified, _TEXTS)):
        element.set(_SPACE, "preserve")


def switch(tag: str, on: bool) -> etree._Element:
    """Return a toggle property, written out also where it is off."""
    return w(tag) if on else w(tag, val=0)


def twips(points: float) -> int:
    """Return the twentieths of a point."""
    return round(points * 20)


def half_points(points: float) -> int:
    """Return the sizes of type."""
    return round(points * 2)


def eighths(points: float) -> int:
    """Return the widths of rules; at least 2, the thinnest that Word draws."""
    return max(2, round(points * 8))


def emu(points: float) -> int:
    """Return English metric units, of drawings."""
    return round(points * 12700)
