"""Names and values of WordprocessingML.

Reads elements. Gives children, attributes, measures and switches by their local names; an invalid value counts as
absent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WHOLE = re.compile(r"-?\d{1,9}")
_MEASURE = re.compile(r"(-?\d{1,6}(?:\.\d{1,20})?)(|pt|in|cm|mm|pc|pi)")
_IN_UNIT = {"": 1.0, "pt": 20.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 1440 / 25.4, "pc": 240.0, "pi": 240.0}
"""Twips of each unit that a measure may name (ISO/IEC 29500-1, 22.9.2.14 and 22.9.2.15)."""
_OFF = frozenset(("0", "false", "off"))
_ON = frozenset(("1", "true", "on"))


def name(element: etree._Element) -> str:
    """Return the local name; "" for anything that is not an element."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def is_word(element: etree._Element) -> bool:
    """Return True for an element of WordprocessingML."""
    return isinstance(element.tag, str) and element.tag.startswith(f"{{{W}}}")


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """Return the first element at this path of child names."""
    for step in path:
        if element is None:
            return None
        element = element.find(f"{{{W}}}{step}")
    return element


def children(element: etree._Element | None, tag: str) -> Iterator[etree._Element]:
    """Yield the children of this name."""
    if element is not None:
        yield from element.findall(f"{{{W}}}{tag}")


def value(element: etree._Element | None, attribute: str = "val") -> str:
    """Return an attribute of the main namespace; "" if there is none."""
    return element.get(f"{{{W}}}{attribute}") or "" if element is not None else ""


def number(element: etree._Element | None, attribute: str = "val") -> int | None:
    """Return a whole number; None if there is none."""
    found = value(element, attribute)
    return int(found) if _WHOLE.fullmatch(found) else None


def twips(element: etree._Element | None, attribute: str = "val") -> int | None:
    """Return a measure in twentieths of a point; None if there is none.

    Strict files name its unit ("12pt"), and some programs write fractions ("720.5").
    """
    found = _MEASURE.fullmatch(value(element, attribute))
    return round(float(found[1]) * _IN_UNIT[found[2]]) if found else None


def percentage(element: etree._Element | None) -> int | None:
    """Return a whole number of per cent, with its sign or without; None if there is none."""
    found = value(element).removesuffix("%")
    return int(found) if _WHOLE.fullmatch(found) else None


def half_points(element: etree._Element | None) -> float | None:
    """Return the size of type in points, which is given in half points, or with a unit; None if there is none."""
    found = _MEASURE.fullmatch(value(element))
    if found is None or float(found[1]) <= 0:
        return None
    return float(found[1]) * _IN_UNIT[found[2]] / 20 if found[2] else float(found[1]) / 2


def switch(element: etree._Element | None) -> bool | None:
    """Return the value of a switch such as `w:b`; None if the element is missing."""
    return None if element is None else value(element) not in _OFF


def is_on(element: etree._Element | None, attribute: str) -> bool:
    """Return True if an attribute switches something on."""
    return value(element, attribute) in _ON


def is_on_by_default(element: etree._Element | None, attribute: str) -> bool:
    """Return True unless an attribute switches something off."""
    return value(element, attribute) not in _OFF


def nearest(elements: Iterable[etree._Element], *attributes: str) -> int:
    """Return the measure of the first element that has one of the attributes, in twips; 0 if none has."""
    found = (twips(element, name) for element in elements for name in attributes)
    return next((n for n in found if n is not None), 0)


def first_line(indents: Iterable[etree._Element]) -> int:
    """Return how many twips further in the first line begins; less than 0 if the line hangs.

    `indents`: `w:ind`, the nearest first. The first one with either attribute counts, as in Word.
    """
    for indent in indents:
        hanging, further = twips(indent, "hanging"), twips(indent, "firstLine")
        if hanging is not None or further is not None:
            return -hanging if hanging else further or 0
    return 0
