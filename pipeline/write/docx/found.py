"""The elements of a part of a Word file that its reader asks for, all found in one pass.

Reads the root of a part. Gives `Found`: the elements in order, and those of one name. A search of libxml2 for one name
takes as long as one for twenty, and there were twelve for each document: with one the proof of the file takes .7 of
the time (docs/benchmarks/tried.md).
"""

from __future__ import annotations

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARAGRAPH, DRAWING = W + "p", W + "drawing"
TEXTS = frozenset((W + "t", W + "delText"))
BREAKS = frozenset(W + name for name in ("tab", "br", "cr", "ptab"))
MARKS = frozenset(W + name for name in ("footnoteReference", "footnoteRef"))
SHOWN = TEXTS | BREAKS | MARKS | {W + "noBreakHyphen", DRAWING}
"""Elements that show characters."""
_OTHERS = (
    "del", "delInstrText", "hyperlink", "ins", "instrText", "numStart", "p", "sectPr", "sectPrChange", "tbl", "tc",
    "tr", "vMerge",
)  # fmt: skip
_ALL = (*sorted(SHOWN), *(W + name for name in _OTHERS))


class Found:
    """The elements of one part, or of one story in it."""

    def __init__(self, root: etree._Element) -> None:
        """Search `root`, which stays as it is from now on."""
        self.root = root
        self.all = list(root.iter(*_ALL))
        """All in the order of the part."""
        self._named: dict[str, list[etree._Element]] = {}
        for element in self.all:
            self._named.setdefault(element.tag, []).append(element)

    def of(self, *names: str) -> list[etree._Element]:
        """Return the elements of a name without its namespace ("p"); of several names those of the first come first."""
        return [element for name in names for element in self._named.get(W + name, ())]


def holder(property: etree._Element, name: str) -> etree._Element | None:
    """Return the element with a property among its `name` ("rPr"); None if another one of its kind is before it."""
    properties = property.getparent()
    holder = properties.getparent() if properties is not None and properties.tag == W + name else None
    return holder if holder is not None and holder.find(f"{W}{name}/{property.tag}") is property else None
