"""WordprocessingML elements and measures.

Gives `w`, which makes an element of the main namespace, and the conversions from points. Children are
given in the order of the schema (ECMA-376 part 1, annex A): a wrong order is a damaged file.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable

from pipeline.write.docx.ooxml.element import Element, escaped

_MOST = 4096
"""Prototypes kept at most. Chosen: more than a document has kinds of paragraphs, runs or cells."""


def w(tag: str, /, *children: Element | None, **attributes: str | int | None) -> Element:
    """Return an element `w:tag`; attributes are of the main namespace, None leaves an attribute or child out."""
    return Element(
        f"w:{tag}",
        {f"w:{name}": str(value) for name, value in attributes.items() if value is not None},
        [child for child in children if child is not None],
    )


class Prototypes:
    """Elements made once for each key, and copied or shared for each use."""

    def __init__(self) -> None:
        """Begin with none."""
        self._made: dict[Hashable, tuple[object, Element | None]] = {}

    def copy(self, key: Hashable, make: Callable[[], Element | None], alive: object = None) -> Element | None:
        """Return a copy of what `make` makes for a key; `alive` is what the key names by its `id`."""
        found = self.shared(key, make, alive)
        return None if found is None else found.copy()

    def shared(self, key: Hashable, make: Callable[[], Element | None], alive: object = None) -> Element | None:
        """Return what `make` makes for a key, to be put into another element and not changed."""
        found = self._made.get(key)
        if found is None:
            if len(self._made) >= _MOST:
                self._made.clear()
            made = make()
            found = self._made[key] = (alive, made.fix() if made else None)
        return found[1]


def text(characters: str, tag: str = "t") -> Element:
    """Return a `w:t` (or `w:instrText`) that keeps its spaces."""
    fixed = f'<w:{tag} xml:space="preserve">{escaped(characters)}</w:{tag}>'
    return Element(f"w:{tag}", {"xml:space": "preserve"}, [], characters, fixed)


def between_marks(number: int, name: str, content: Iterable[Element]) -> list[Element]:
    """Return elements between the two marks of the bookmark of this number and name."""
    begin, end = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>', f'<w:bookmarkEnd w:id="{number}"/>'
    return [Element("w:bookmarkStart", {}, [], "", begin), *content, Element("w:bookmarkEnd", {}, [], "", end)]


def switch(tag: str, on: bool) -> Element:
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
