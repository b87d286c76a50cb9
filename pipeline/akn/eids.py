"""eIds by the naming convention [strict eid]: which elements have one, and of what parts.

Reads elements. Gives the tables of the convention, and `give_eids`, which writes `eId` on every element that must have
one: prefix of the part, and of the units in which numbers restart; number as printed, else the position.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from pipeline.akn.identifiers import clean_number
from pipeline.akn.names import local, text_of

REQUIRED = frozenset(
    """
    FRBRmasterExpression TLCConcept TLCEvent TLCLocation TLCObject TLCOrganization TLCPerson TLCProcess TLCReference
    TLCRole TLCTerm activeRef address adjournment administrationOfOath alinea applies article attachment attachmentOf
    authorialNote blockContainer blockList book chapter citation citations clause communication component componentData
    components concept container content contrasts count crossHeading debateSection declarationOfVote derogates
    dissentsFrom distinguishes div division documentRef efficacyMod embeddedStructure entity event extends forceMod
    formula hasAttachment hcontainer heading indent interstitial intro isAnalogTo item judge jurisprudence lawyer
    legalSystemMod level list location longTitle mapping marker meaningMod ministerialStatements mmod mod
    nationalInterest note noticesOfMotion object ol oralStatements organization original other overrules papers
    paragraph part party passiveRef person personalStatements petitions point pointOfOrder prayers proceduralMotions
    process proviso putsInQuestion quantity questions quorum quorumVerification quotedStructure recital recitals
    recount ref resolutions restricts rmod role rollCall rref rule scopeMod section speechGroup subFlow subchapter
    subclause subdivision subheading sublist subparagraph subpart subrule subsection subtitle supports table tblock
    temporalGroup term textualMod title toc tome transitional ul voting wrapUp writtenStatements
    """.split()  # noqa: SIM905 - a table of words
)
# Parts of eIds that are not the name of the element [strict eid.1]; all others are.
ABBREVIATIONS = {
    "alinea": "al", "article": "art", "attachment": "att", "blockList": "list", "body": "body", "mainBody": "body",
    "debateBody": "body", "judgmentBody": "body", "amendmentBody": "body", "chapter": "chp", "citation": "cit",
    "citations": "cits", "clause": "cl", "component": "cmp", "componentRef": "cref", "components": "cmpnts",
    "debateSection": "dbsect", "division": "dvs", "documentRef": "dref", "eventRef": "eref", "intro": "intro",
    "listIntroduction": "intro", "wrapUp": "wrapup", "listWrapUp": "wrapup", "list": "list", "paragraph": "para",
    "quotedStructure": "qstr", "quotedText": "qtext", "recital": "rec", "recitals": "recs", "section": "sec",
    "subchapter": "subchp", "subclause": "subcl", "subdivision": "subdvs", "subparagraph": "subpara",
    "subsection": "subsec", "temporalGroup": "tmpg",
}  # fmt: skip
# Elements whose eId is a free label [strict eid.1].
FREE = frozenset({"keyword", "componentData"})
UNIQUE_CHILDREN = frozenset({"content", "heading", "subheading", "intro", "wrapUp", "listIntroduction", "listWrapUp"})
# Never the context of an eId [strict eid.2].
NO_CONTEXT = frozenset({
    "body", "mainBody", "debateBody", "judgmentBody", "amendmentBody", "collectionBody", "portionBody", "coverPage",
    "preface", "preamble", "conclusions", "content", "meta", "p",
})  # fmt: skip
RUNNING = ("paragraph", "article", "section")
"""Units whose numbers may run on through a part [strict eid.2]."""
_THROUGH_THE_PART = frozenset((
    "authorialNote", "ref", "rref", "container", "formula", "person", "organization", "role", "location", "event",
    "concept", "object", "process", "quantity", "term", "entity", "embeddedStructure", "original", "hasAttachment",
    "attachmentOf", "note",
))  # fmt: skip
"""Counted through their part, whatever is around them."""
_PARTS = frozenset(("attachment", "component"))


def is_free(element: etree._Element) -> bool:
    """Return True if the eId of an element is a label of its own, not made by the convention."""
    name = local(element)
    return name in FREE or name.startswith(("TLC", "FRBR"))


def reference(element: etree._Element) -> str:
    """Return the part of an eId that names the element: `para`."""
    name = local(element)
    return element.get("name", "") if name == "hcontainer" else ABBREVIATIONS.get(name, name)


@dataclass(frozen=True, slots=True)
class Doubled:
    """An eId that two elements would have, and the one that the later of them was given."""

    eid: str
    given: str
    element: etree._Element


def give_eids(root: etree._Element) -> list[Doubled]:
    """Give a number to all elements under `root` in document order; return what occurs twice.

    If a printed number occurs twice in one context, the second one is marked as a version ("para_3v2"), since an eId
    must be unique.
    """
    numberer = _Numberer()
    numberer.number(root)
    return numberer.doubled


class _Numberer:
    """Gives the eIds of one document."""

    def __init__(self) -> None:
        self.doubled: list[Doubled] = []
        self._taken: set[str] = set()
        self._counts: Counter[tuple[str, str]] = Counter()
        self._running: dict[tuple[etree._Element, str], bool] = {}

    def number(self, root: etree._Element) -> None:
        """Give a number to all elements under `root` in document order."""
        self._running = dict(_running(root))
        for element in root.iter("*"):
            tag = local(element)
            if tag not in REQUIRED or is_free(element):
                continue
            if _is_component(element):  # a document of its own
                holder = element.getparent()
                element.set("eId", f"{holder.get('eId') if holder is not None else ''}__cmp_{_place(element)}")
                self._taken, self._counts = set(), Counter()
            else:
                element.set("eId", self._eid(element, tag))

    def _eid(self, element: etree._Element, tag: str) -> str:
        ref = ABBREVIATIONS.get(tag, tag)
        parent = element.getparent()
        if tag in UNIQUE_CHILDREN and parent is not None and parent.get("eId"):
            return self._free(f"{parent.get('eId')}__{ref}", element)
        prefix = self._prefix(element, tag)
        self._counts[prefix, ref] += 1
        printed = _printed(element) or str(self._counts[prefix, ref])
        return self._free(f"{prefix}__{ref}_{printed}" if prefix else f"{ref}_{printed}", element)

    def _prefix(self, element: etree._Element, tag: str) -> str:
        part = _part(element)
        home = part.get("eId") or "" if part is not None and not _is_component(part) else ""
        if tag in _THROUGH_THE_PART:
            inside = next((a for a in element.iterancestors() if local(a) == "embeddedStructure"), None)
            return (inside.get("eId") or home) if inside is not None else home
        if tag in RUNNING and self._running.get((_scope(element), tag), False):
            return home
        for above in element.iterancestors():
            if above is part:
                break
            if above.get("eId") and local(above) not in NO_CONTEXT and local(above) not in UNIQUE_CHILDREN:
                return above.get("eId") or ""
        return home

    def _free(self, eid: str, element: etree._Element) -> str:
        plain, version = eid, 1
        while eid in self._taken:
            version += 1
            eid = f"{plain}v{version}"
        if version > 1:
            self.doubled.append(Doubled(plain, eid, element))
        self._taken.add(eid)
        return eid


def _running(root: etree._Element) -> Iterator[tuple[tuple[etree._Element, str], bool]]:
    """Yield, once for each part and kind of unit, whether its numbers run on through the part."""
    found: dict[tuple[etree._Element, str], list[str]] = defaultdict(list)
    for element in root.iter("*"):
        if local(element) in RUNNING:
            found[_scope(element), local(element)].append(_printed(element))
    for key, numbers in found.items():
        printed = [number for number in numbers if number]
        figures = [int(number) for number in printed if number.isdecimal()]
        ascending = len(figures) == len(printed) and all(a < b for a, b in pairwise(figures))
        yield key, ascending if printed else key[1] == "paragraph"


def _scope(element: etree._Element) -> etree._Element:
    """Return the part in which a unit is numbered, or the whole document."""
    part = _part(element)
    return part if part is not None else element.getroottree().getroot()


def _part(element: etree._Element) -> etree._Element | None:
    return next((above for above in element.iterancestors() if local(above) in _PARTS), None)


def _is_component(element: etree._Element) -> bool:
    parent = element.getparent()
    return local(element) == "component" and parent is not None and local(parent) == "components"


def _place(component: etree._Element) -> int:
    """Return the number of a component among its siblings."""
    return 1 + sum(1 for _ in component.itersiblings(preceding=True))


def _printed(element: etree._Element) -> str:
    num = next((child for child in element if isinstance(child.tag, str) and local(child) == "num"), None)
    if num is None or local(element) in UNIQUE_CHILDREN:
        return ""
    return clean_number(text_of(num)).replace("_", "-")
