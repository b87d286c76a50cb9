"""eId and wId [NC 5, strict eid].

Reads the attributes eId and wId of all elements. Gives hits of AKN-NC-017 to 023; 024 is in `batches`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from pipeline.akn.eids import NO_CONTEXT, REQUIRED, RUNNING, UNIQUE_CHILDREN, is_free, reference
from pipeline.akn.identifiers import EId, clean_number
from pipeline.errors import IdentifierError
from pipeline.read import local
from pipeline.validate.model.finding import Fixable, Hit, Severity
from pipeline.validate.model.rule import rule
from pipeline.validate.model.subject import AknFile, FilePart, words

ERROR, WARNING = Severity.ERROR, Severity.WARNING


def _parsed(element: etree._Element) -> EId | None:
    try:
        return EId.parse(element.get("eId", ""))
    except IdentifierError:
        return None


@rule(
    "AKN-NC-017",
    ERROR,
    "y",
    "NC 5.5.1",
    "where eIds are used, every element that must have one has one",
    reads="the 144 elements of the group idreq",
    suggestion="Give the element an eId by the naming convention.",
)
def complete(file: AknFile) -> Iterator[Hit]:
    """Require eIds as soon as there is one in the file."""
    if not file.by_eid:
        return
    for element in file.elements:
        if element.get("eId") is None and local(element) in REQUIRED:
            yield Hit(element, f"<{local(element)}> has no eId")


@rule(
    "AKN-NC-018",
    ERROR,
    "y",
    "NC 5.4",
    "eId and wId are levels joined by “__”, each a name or name_number",
    reads="@eId, @wId",
    suggestion="Write prefix__ref_number, with “__” between levels and “_” before the number.",
)
def syntax(file: AknFile) -> Iterator[Hit]:
    """Check labels; free ones are exempt."""
    for element in file.elements:
        for name in ("eId", "wId"):
            value = element.get(name)
            if value is None or is_free(element):
                continue
            try:
                EId.parse(value)
            except IdentifierError as error:
                yield Hit(element, error.what, attribute=name)


@rule(
    "AKN-NC-019",
    ERROR,
    "y",
    "NC 5.4.2",
    "the last level of an eId names its element as table C1 does",
    reads="@eId",
    suggestion="Use the abbreviation of the naming convention for this element.",
)
def reference_part(file: AknFile) -> Iterator[Hit]:
    """Check the last level: para for paragraph, att for attachment, and so on."""
    for element in file.elements:
        eid = _parsed(element) if element.get("eId") and not is_free(element) else None
        if eid is not None and eid.last.ref != reference(element):
            expected = reference(element)
            yield Hit(
                element, f"the eId “{eid}” of a <{local(element)}> should end with “{expected}…”", attribute="eId"
            )


@rule(
    "AKN-NC-020",
    ERROR,
    "s",
    "NC 5.2",
    "an eId occurs once in a document (in each component apart)",
    reads="@eId",
    suggestion="Give each element an eId of its own; a missing level is often the cause.",
)
def unique(file: AknFile) -> Iterator[Hit]:
    """Check uniqueness; parts in `components` have a scope of their own."""
    seen: set[tuple[int, str]] = set()
    for element in file.elements:
        eid = element.get("eId")
        if not eid:
            continue
        key = (_scope(file, element), eid)
        if key in seen:
            yield Hit(element, f"the eId “{eid}” occurs a second time", attribute="eId", fixable=Fixable.TRIED)
        seen.add(key)


def _scope(file: AknFile, element: etree._Element) -> int:
    """Return a number for the document in which an eId must be unique."""
    if not file.all("components"):
        return 0
    for above in (element, *element.iterancestors()):
        holder = above.getparent()
        if holder is not None and local(holder) == "component" and local(holder.getparent()) == "components":
            return file.order.get(above, 0)  # 0 for an element of another vocabulary
    return 0


@rule(
    "AKN-NC-021",
    ERROR,
    "y",
    "NC 5.4.1",
    "the prefix of an eId is the eId of an element around it",
    reads="@eId",
    suggestion="Begin with the eId of the part, or of the unit in which numbering restarts.",
)
def prefix(file: AknFile) -> Iterator[Hit]:
    """Check the context, an ancestor; inside a part every eId begins with the part's."""
    parts = [part for part in file.parts if part.eid and not part.in_components]
    for element in file.elements:
        eid = _parsed(element) if element.get("eId") and not is_free(element) else None
        if eid is None:
            continue
        fault = _prefix_fault(element, eid, parts)
        if fault:
            yield Hit(element, fault, attribute="eId")


def _prefix_fault(element: etree._Element, eid: EId, parts: list[FilePart]) -> str:
    prefix = str(eid.prefix) if eid.prefix else ""
    around = [above for above in element.iterancestors() if above.get("eId")]
    contexts = [above.get("eId", "") for above in around if local(above) not in NO_CONTEXT]
    if prefix and prefix not in contexts:
        return f"“{prefix}”, the prefix of “{eid}”, is the eId of no unit around it"
    if local(element) in UNIQUE_CHILDREN:
        parent = element.getparent()
        owner = parent.get("eId", "") if parent is not None else ""
        if owner and prefix != owner and local(parent) not in NO_CONTEXT:
            return f"the eId “{eid}” should begin with “{owner}”, the eId of its parent"
    holder = next((part.eid for part in reversed(parts) if part.element in set(element.iterancestors())), "")
    if holder and not str(eid).startswith(f"{holder}__"):
        return f"inside the part “{holder}” the eId “{eid}” should begin with “{holder}__”"
    return ""


@rule(
    "AKN-NC-022",
    ERROR,
    "y",
    "NC 5.4.3",
    "the number of an eId is the printed number, else the position",
    reads="@eId, num",
    suggestion="Take the number from num (without its punctuation); without num count from 1.",
)
def number(file: AknFile) -> Iterator[Hit]:
    """Check numbers by [strict eid.3]; unique children have no number."""
    positions: Counter[tuple[int, str, str]] = Counter()
    uncounted: Counter[tuple[int, str, str]] = Counter()
    for element in file.elements:
        eid = _parsed(element) if element.get("eId") and not is_free(element) else None
        if eid is None:
            continue
        key = (_scope(file, element), str(eid.prefix or ""), eid.last.ref)
        positions[key] += 1
        printed = _printed(element)
        uncounted[key] += 0 if printed else 1
        fault = _number_fault(element, eid, printed, {str(positions[key]), str(uncounted[key])})
        if fault:
            yield Hit(element, fault, attribute="eId")


def _printed(element: etree._Element) -> str:
    num = next((child for child in element if local(child) == "num"), None)
    return clean_number(words(num)) if num is not None else ""


def _number_fault(element: etree._Element, eid: EId, printed: str, positions: set[str]) -> str:
    found = eid.last.number
    if local(element) in UNIQUE_CHILDREN:
        return f"<{local(element)}> is unique in its parent: its eId has no number" if found else ""
    if printed:
        same = found == printed or found.removesuffix("v" + found.rpartition("v")[2]) == printed
        return "" if same else f"the eId “{eid}” has the number “{found}”, printed is “{printed}”"
    if not found:  # a unit that occurs once may go without, if it is not a numbered kind
        return "" if local(element) not in REQUIRED else f"the eId “{eid}” has no number"
    return "" if found in positions else f"the eId “{eid}” has the number “{found}”, its position is {max(positions)}"


@rule(
    "AKN-NC-023",
    WARNING,
    "y",
    "G1 6.3.1",
    "numbers that run on have the part as prefix, numbers that restart their unit",
    reads="@eId, num",
    suggestion="Leave the division out of the eId where the numbers run on through the part.",
)
def running(file: AknFile) -> Iterator[Hit]:
    """Check by [strict eid.2]: paragraphs 1-78 of five divisions are para_1 to para_78."""
    by_part: dict[tuple[int, str], list[etree._Element]] = defaultdict(list)
    for name in RUNNING:
        for element in file.all(name):
            if element.get("eId") and re.fullmatch(r"\d+", _printed(element)):
                part = file.part(element)
                by_part[(file.order[part.element] if part else 0, name)].append(element)
    for elements in by_part.values():
        numbers = [int(_printed(element)) for element in elements]
        parents = {element.getparent() for element in elements}
        if len(parents) > 1 and all(a < b for a, b in pairwise(numbers)):
            yield from _with_unit_prefix(file, elements)


def _with_unit_prefix(file: AknFile, elements: list[etree._Element]) -> Iterator[Hit]:
    for element in elements:
        eid, part = _parsed(element), file.part(element)
        holder = part.eid if part and not part.in_components else ""
        if eid is not None and str(eid.prefix or "") != holder:
            yield Hit(element, f"the numbers run on through the part, but “{eid}” has “{eid.prefix}”", attribute="eId")
