"""The masthead [corpus masthead]: each field of the cover page, with what it is.

Reads `coverPage`, its lines direct or in `container name="masthead"`. Gives `MastheadField`s in document order and the
drafts of the title block that are on the cover; empty fields are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from pipeline.akn.names import local, text_of
from pipeline.characters.whitespace import Raw, Run, finish, plain
from pipeline.document import Direction, MastheadField, MastheadRole, Rank, Role, Text
from pipeline.languages.codes import scripts
from pipeline.languages.detection import written_in
from pipeline.prepare.blocks.resolve import normalised, printed
from pipeline.prepare.elements.inlines import changed
from pipeline.prepare.walk.flow import BlockContext, Piece, Zone
from pipeline.prepare.walk.traverse import DocumentState, Walker

_BY_NAME = {
    "docNumber": MastheadRole.SYMBOL,
    "docStatus": MastheadRole.DISTRIBUTION,
    "docDate": MastheadRole.DATE,
    "session": MastheadRole.SESSION,
    "event": MastheadRole.SESSION_DATES,
    "docProponent": MastheadRole.COMMITTEE,
    "docCommittee": MastheadRole.COMMITTEE,
    "docType": MastheadRole.DOCUMENT_TYPE,
}
_BY_INLINE = {
    "languageOfExpression": MastheadRole.LANGUAGE,
    "originalLanguage": MastheadRole.ORIGINAL,
    "distribution": MastheadRole.DISTRIBUTION,
    "agenda item": MastheadRole.AGENDA_ITEM,
    "agendaItem": MastheadRole.AGENDA_ITEM,
    "agenda item name": MastheadRole.AGENDA_TITLE,
    "agendaItemName": MastheadRole.AGENDA_TITLE,
    "decision type": MastheadRole.OTHER,
}
_BY_AUTHORITY = {
    "#publisher": MastheadRole.ORGANIZATION,
    "#issuingBody": MastheadRole.ORGAN,
    "#subsidiaryBody": MastheadRole.SUBSIDIARY,
}
_NOTES = frozenset(("authorialNote", "notes"))
_IN_ENGLISH = frozenset((
    MastheadRole.DISTRIBUTION, MastheadRole.DATE, MastheadRole.LANGUAGE, MastheadRole.ORIGINAL,
))  # fmt: skip
"""Fields that stay in English where the script is another: "Distr.: General", "11 December 2023" [form masthead.10]."""


def fields_and_titles(walker: Walker, cover: etree._Element) -> tuple[list[MastheadField], list[Piece]]:
    """Return the fields of the masthead, and the pieces of the title block that are on the cover."""
    fields: list[MastheadField] = []
    titles: list[Piece] = []
    authorities = 0
    for line in _lines(cover):
        if isinstance(line, str):
            stray = _made(walker, [Run(line)], MastheadRole.OTHER)
            fields += [stray] if stray is not None else []
            continue
        if local(line) in _NOTES:  # between the fields: its mark is above the title
            aside = walker.fresh()
            aside.visit(line, BlockContext())
            aside.flow.close()
            titles.extend(aside.flow.pieces)
            continue
        key = _key(line)
        name = local(key) if key is not None else ""
        if name == "docTitle" or (name == "docProponent" and not walker.state.document_class.origin_in_masthead):
            titles.extend(_titles(walker, line, key))
            continue
        authorities += name == "docAuthority"
        found = field(walker, line, _role(key, authorities))
        if found is not None:
            fields.append(found)
    return fields, titles


def _lines(cover: etree._Element) -> Iterator[etree._Element | str]:
    """Yield the lines of the cover: every `p`, and whatever else holds words; stray text as it is."""
    if cover.text and cover.text.strip():
        yield cover.text
    for element in cover:
        if isinstance(element.tag, str):
            if local(element) in ("container", "blockContainer", "div", "tblock"):
                yield from _lines(element)
            else:
                yield element
        if element.tail and element.tail.strip():
            yield element.tail


def _key(line: etree._Element) -> etree._Element | None:
    """Return the element in a line that says what the line is."""
    for element in line.iter():
        if isinstance(element.tag, str) and _role(element, 0) is not MastheadRole.OTHER:
            return element
        if isinstance(element.tag, str) and local(element) in ("docTitle", "docAuthority"):
            return element
    return None


def _role(element: etree._Element | None, authorities: int) -> MastheadRole:
    if element is None:
        return MastheadRole.OTHER
    name = local(element)
    if element.get("refersTo") == "#dateOfIssuance":
        return MastheadRole.DATE
    if name == "docAuthority":
        place = MastheadRole.ORGANIZATION if authorities == 1 else MastheadRole.ORGAN
        return _BY_AUTHORITY.get(element.get("refersTo") or "", place)
    if name == "inline" or name in ("ref", "span"):
        label = (element.get("name") or "").removeprefix("akn4un:")
        return _BY_INLINE.get(label, MastheadRole.OTHER)
    if name in ("event", "date") and "tart" in (element.get("refersTo") or ""):
        return MastheadRole.SESSION_DATES
    return _BY_NAME.get(name, MastheadRole.OTHER)


def field(walker: Walker, line: etree._Element, role: MastheadRole) -> MastheadField | None:
    """Return one field; None if nothing is printed in it."""
    context = changed(walker, line, BlockContext(zone=Zone.COVER))
    return _made(walker, walker.gathered(line, context), role, line.get("eId") or "")


def _made(walker: Walker, runs: list[Raw], role: MastheadRole, eid: str = "") -> MastheadField | None:
    state = walker.state
    shown = normalised(state, runs)
    if not shown:
        return None
    anchor = state.anchors.claim(eid, f"masthead-{role.value}")
    if role not in _IN_ENGLISH or written_in(plain(shown)) != "Latin" or "Latin" in scripts(state.language):
        return MastheadField(role=role, inlines=printed(state, shown), anchor=anchor)
    return _in_english(state, MastheadField(role=role, inlines=finish(shown), anchor=anchor))


def _in_english(state: DocumentState, field: MastheadField) -> MastheadField:
    """Return a field that Arabic, Chinese and Russian documents have in English: one passage, from left to right."""
    across = state.direction is not Direction.LTR
    inlines = (replace(i, isolate=Direction.LTR) if isinstance(i, Text) and across else i for i in field.inlines)
    return replace(field, inlines=tuple(inlines), language="en", direction=state.direction_of("en"))


def session_date(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `event` on the cover: first and last day of a session, with the dash that the source leaves out."""
    before = False
    if (element.text or "").strip():
        walker.text(element.text or "", context)
    for date in element:
        if isinstance(date.tag, str):
            if before and local(date) == "date" and text_of(date).strip():
                walker.flow.add(Run("–", generated=True), context)
            walker.visit(date, context)
            before = local(date) == "date" and not (date.tail or "").strip()
        if (date.tail or "").strip():
            walker.text(date.tail or "", context)


def _titles(walker: Walker, line: etree._Element, key: etree._Element | None) -> list[Piece]:
    """Return the pieces of an adoption line, a bracketed origin or the number of a resolution."""
    assert key is not None
    refers = (key.get("refersTo") or "").lstrip("#")
    aside = walker.fresh()
    context = BlockContext(zone=Zone.COVER, role=Role.ADOPTION, eid=line.get("eId") or "")
    if local(key) == "docProponent":
        context = context._replace(role=Role.ORIGIN)
    elif refers in ("resolutionNumber", "resolutionTitle", "decisionTitle") or refers.startswith("title"):
        context = context._replace(role=None, heading=True, rank=Rank.TITLE)
    elif refers == "sponsors":
        context = context._replace(role=Role.SPONSORS)
    context = changed(walker, line, context)
    aside.flow.open(context)
    aside.children(line, context)
    aside.flow.close()
    aside.flow.flush()
    return aside.flow.pieces
