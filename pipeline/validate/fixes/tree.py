"""Fixes of well-formed files: one function per rule, each giving minimal edits for one hit.

Reads an `AknFile`, its spans and a hit. Gives edits, or the reason why there are none. No fix adds or changes a word,
a date, a name or a value that is not in the file already.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from pipeline.akn.builder import piece
from pipeline.akn.identification import URI, Level
from pipeline.akn.identifiers import EId, Iri, normalised_iri
from pipeline.akn.metadata import alias
from pipeline.errors import IdentifierError
from pipeline.languages.codes import terminology_code
from pipeline.read import local
from pipeline.read.spans import Spans
from pipeline.validate.fixes.edits import TextEdit
from pipeline.validate.model.finding import Hit
from pipeline.validate.model.subject import AknFile

Fixer = Callable[[AknFile, Spans, Hit], list[TextEdit]]


def _value(spans: Spans, hit: Hit, new: str, why: str) -> list[TextEdit]:
    """Return the value of the hit's attribute replaced."""
    found = spans.attribute(hit.node, hit.attribute)
    return [TextEdit(found[1], found[2], new.encode(), why)] if found else []


def schema(file: AknFile, spans: Spans, hit: Hit) -> list[TextEdit]:
    """Return the edits that take out empty steps, and lift a heading in content/p into its unit."""
    name = local(hit.node)
    if name == "step" and not hit.node.attrib and not len(hit.node) and not (hit.node.text or "").strip():
        return _without_empty(spans, hit.node)
    if name in ("heading", "subheading"):
        return _lifted(spans, hit.node)
    return []


def _without_empty(spans: Spans, element: etree._Element) -> list[TextEdit]:
    """Return the element taken out, and its parent with it if nothing else is in there."""
    parent = element.getparent()
    alone = parent is not None and len(parent) == 1 and local(parent) == "workflow"
    target = parent if alone and parent is not None else element
    span = spans.node(target)
    what = f"<{local(target)}/>" if target is element else f"<{local(target)}> with nothing but an empty <step/>"
    return [_with_spaces(spans.data, span.begin, span.end, f"{what} taken out: it says nothing")] if span else []


def _with_spaces(data: bytes, begin: int, end: int, why: str) -> TextEdit:
    """Return an edit that takes out bytes and the line they are on, if nothing else is on it."""
    start = begin
    while data[start - 1 : start] in (b" ", b"\t"):
        start -= 1
    if data[start - 1 : start] == b"\n" and data[end : end + 1] in (b"\r", b"\n", b""):
        after = end + (2 if data.startswith(b"\r\n", end) else 1)
        return TextEdit(start, after, b"", why)
    return TextEdit(begin, end, b"", why)


def _lifted(spans: Spans, heading: etree._Element) -> list[TextEdit]:
    """Return the edits that take away content and p around a lone heading: four tags, no text."""
    p = heading.getparent()
    content = p.getparent() if p is not None else None
    unit = content.getparent() if content is not None else None
    if p is None or content is None or unit is None or local(p) != "p" or local(content) != "content":
        return []
    if len(p) != 1 or len(content) != 1 or len(unit) != 1 or (p.text or "").strip() or (heading.tail or "").strip():
        return []
    outer, inner = spans.node(content), spans.node(heading)
    if outer is None or inner is None:
        return []
    why = f"<{local(heading)}> lifted out of <content><p>"
    return [TextEdit(outer.begin, inner.begin, b"", why), TextEdit(inner.end, outer.end, b"", why)]


def repeated_eid(file: AknFile, spans: Spans, hit: Hit) -> list[TextEdit]:
    """Return the next free number behind the repeated eId."""
    eid = hit.node.get("eId", "")
    if any(value == f"#{eid}" for element in file.elements for value in element.attrib.values()):
        return []  # something points to it: which of the two is meant cannot be known
    taken = {element.get("eId") for element in file.elements}
    stem, _, number = eid.rpartition("_")
    if number and not number.isdecimal():
        if _conforms(eid):
            return []  # the number is a printed label: the naming convention knows no suffix for a second one
        stem, number = eid, "1"
    following = int(number or 1) + 1
    while f"{stem}_{following}" in taken:
        following += 1
    return _value(spans, hit, f"{stem}_{following}", f"eId {eid} of the second one made {stem}_{following}")


def _conforms(eid: str) -> bool:
    try:
        EId.parse(eid)
    except IdentifierError:
        return False
    return True


def iri(file: AknFile, spans: Spans, hit: Hit) -> list[TextEdit]:
    """Return final "/", "@!" and the actor put right, where that gives an IRI of the naming convention.

    An IRI that was published stays as an alias: who cites it still finds the text.
    """
    old = hit.node.get(hit.attribute, "") if hit.attribute else ""
    new = normalised_iri(old)
    try:
        Iri.parse(new)
    except IdentifierError:
        return []
    if new == old:
        return []
    edits = _value(spans, hit, new, f"{old} -> {new}")
    return [*edits, *_alias(spans, hit.node, old)] if edits and local(hit.node) == URI else edits


PUBLISHED = "publishedIri"
"""Name of the alias that keeps an IRI as it was published."""


def _alias(spans: Spans, element: etree._Element, old: str) -> list[TextEdit]:
    """Return an alias with the old IRI behind the element, on a line of its own where the file has lines."""
    parent, span = element.getparent(), spans.node(element)
    if parent is None or span is None or old in {one.get("value") for one in Level(parent).all("alias")}:
        return []
    line = spans.data.rfind(b"\n", 0, span.begin) + 1
    indent = spans.data[line : span.begin]
    ending = b"\r\n" if spans.data[line - 2 : line] == b"\r\n" else b"\n"
    before = ending + indent if line and not indent.strip() else b""
    made = piece(alias(PUBLISHED, old), parent.nsmap).encode()
    return [TextEdit(span.end, span.end, before + made, f"the published IRI {old} kept as an alias")]


def language(file: AknFile, spans: Spans, hit: Hit) -> list[TextEdit]:
    """Return the T code for a B code."""
    code = hit.node.get("language", "")
    new = terminology_code(code)
    return _value(spans, hit, new, f"language code {new}") if code != new and hit.attribute == "language" else []


def pointer(file: AknFile, spans: Spans, hit: Hit) -> list[TextEdit]:
    """Return the edit that adds “#” if the file has that eId."""
    value = hit.node.get(hit.attribute, "") if hit.attribute else ""
    if not value or value.startswith("#") or value not in file.by_eid:
        return []
    return _value(spans, hit, f"#{value}", f"“#” added to {hit.attribute}=“{value}”")


def touching(file: AknFile, spans: Spans, hit: Hit) -> list[TextEdit]:
    """Return the border between two equal elements taken out."""
    previous = hit.node.getprevious()
    before, here = spans.node(previous) if previous is not None else None, spans.node(hit.node)
    if before is None or here is None or before.close == before.end or here.close == here.end:
        return []
    return [TextEdit(before.close, here.inner, b"", f"two touching <{local(hit.node)}> joined")]


def _rewritten(why: str) -> Fixer:
    """Return the fixer that writes what the rule offers."""

    def edits(file: AknFile, spans: Spans, hit: Hit) -> list[TextEdit]:
        begin = spans.text(hit.node, hit.offset, hit.tail)
        end = spans.text(hit.node, hit.offset + hit.length, hit.tail)
        if hit.replacement is None or begin is None or end is None:
            return []
        return [TextEdit(begin, end, hit.replacement.encode(), why)]

    return edits


FIXES: dict[str, Fixer] = {
    "AKN-NC-001": schema,
    "AKN-NC-009": iri,
    "AKN-NC-010": iri,
    "AKN-NC-011": iri,
    "AKN-NC-012": language,
    "AKN-NC-020": repeated_eid,
    "AKN-NC-026": pointer,
    "AKN4UN-005": pointer,
    "AKN4UN-501": _rewritten("spaces taken out"),
    "AKN4UN-502": _rewritten("a character without width taken out"),
    "AKN4UN-505": touching,
    "AKN4UN-601": _rewritten("a space made non-breaking"),
    "AKN4UN-609": _rewritten("a space made non-breaking"),
}
"""By rule; of its hits those that `--fix` may settle are given to it."""
