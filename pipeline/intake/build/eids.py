"""eIds by the naming convention (guidelines C).

Reads a finished tree. Writes `eId` on every element that must have one: prefix of the part, and of the units in which
numbers restart; number as printed, else the position. Where a printed number stands twice in one context the second
one is marked as a version ("para_3v2"), since an eId must be unique.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from pipeline.akn.identifiers import clean_number
from pipeline.intake.model.doubts import Doubts
from pipeline.prepare.walk.traverse import local, text_of
from pipeline.validate.rules.identity.eids import ABBREVIATIONS, FREE, NO_CONTEXT, REQUIRED, UNIQUE_CHILDREN

_RUNNING = frozenset(("paragraph", "article", "section"))
_THROUGH_THE_PART = frozenset((
    "authorialNote", "ref", "rref", "container", "formula", "person", "organization", "role", "location", "event",
    "concept", "object", "process", "quantity", "term", "entity", "embeddedStructure", "original", "hasAttachment",
    "attachmentOf", "note",
))  # fmt: skip
"""Counted through their part, whatever stands around them."""
_PARTS = frozenset(("attachment", "component"))


class Numberer:
    """Gives the eIds of one document."""

    def __init__(self, doubts: Doubts) -> None:
        self._doubts = doubts
        self._taken: set[str] = set()
        self._counts: Counter[tuple[str, str]] = Counter()
        self._running: dict[tuple[etree._Element, str], bool] = {}

    def number(self, root: etree._Element) -> None:
        """Number all elements under `root` in document order."""
        self._running = dict(_running(root))
        for element in root.iter("*"):
            tag = local(element)
            if tag not in REQUIRED or tag in FREE or tag.startswith(("TLC", "FRBR")):
                continue
            if _is_component(element):  # a document of its own
                holder = element.getparent()
                element.set("eId", f"{holder.get('eId') if holder is not None else ''}__cmp_{_place(element)}")
                self._taken, self._counts = set(), Counter()
            else:
                element.set("eId", self._eid(element, tag))

    def _eid(self, element: etree._Element, tag: str) -> str:
        reference = ABBREVIATIONS.get(tag, tag)
        parent = element.getparent()
        if tag in UNIQUE_CHILDREN and parent is not None and parent.get("eId"):
            return self._free(f"{parent.get('eId')}__{reference}", element)
        prefix = self._prefix(element, tag)
        self._counts[prefix, reference] += 1
        number = _printed(element) or str(self._counts[prefix, reference])
        return self._free(f"{prefix}__{reference}_{number}" if prefix else f"{reference}_{number}", element)

    def _prefix(self, element: etree._Element, tag: str) -> str:
        part = _part(element)
        home = part.get("eId") or "" if part is not None and not _is_component(part) else ""
        if tag in _THROUGH_THE_PART:
            inside = next((a for a in element.iterancestors() if local(a) == "embeddedStructure"), None)
            return (inside.get("eId") or home) if inside is not None else home
        if tag in _RUNNING and self._running.get((_scope(element), tag), False):
            return home
        for above in element.iterancestors():
            if above is part:
                break
            if above.get("eId") and local(above) not in NO_CONTEXT and local(above) not in UNIQUE_CHILDREN:
                return above.get("eId") or ""
        return home

    def _free(self, eid: str, element: etree._Element) -> str:
        wanted, version = eid, 1
        while eid in self._taken:
            version += 1
            eid = f"{wanted}v{version}"
        if version > 1:
            self._doubts.add(wanted, "the same number twice in one place", f"{eid} for the later one", text_of(element))
        self._taken.add(eid)
        return eid


def _running(root: etree._Element) -> Iterator[tuple[tuple[etree._Element, str], bool]]:
    """For each part and kind of unit: whether its numbers run on through the part, each once."""
    found: dict[tuple[etree._Element, str], list[str]] = defaultdict(list)
    for element in root.iter("*"):
        if local(element) in _RUNNING:
            found[_scope(element), local(element)].append(_printed(element))
    for key, numbers in found.items():
        printed = [number for number in numbers if number]
        figures = [int(number) for number in printed if number.isdecimal()]
        ascending = len(figures) == len(printed) and all(a < b for a, b in pairwise(figures))
        yield key, ascending if printed else key[1] == "paragraph"


def _scope(element: etree._Element) -> etree._Element:
    """The part in which a unit is numbered, or the whole document."""
    part = _part(element)
    return part if part is not None else element.getroottree().getroot()


def _part(element: etree._Element) -> etree._Element | None:
    return next((above for above in element.iterancestors() if local(above) in _PARTS), None)


def _is_component(element: etree._Element) -> bool:
    parent = element.getparent()
    return local(element) == "component" and parent is not None and local(parent) == "components"


def _place(component: etree._Element) -> int:
    """The number of a component among its siblings."""
    return 1 + sum(1 for _ in component.itersiblings(preceding=True))


def _printed(element: etree._Element) -> str:
    num = next((child for child in element if isinstance(child.tag, str) and local(child) == "num"), None)
    if num is None or local(element) in UNIQUE_CHILDREN:
        return ""
    return clean_number(text_of(num)).replace("_", "-")
