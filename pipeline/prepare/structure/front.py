"""Masthead and title block of the whole document, read from cover page and preface.

Reads `coverPage` and `preface` where they are before the text. Gives masthead, title block, symbol and session.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from lxml import etree

from pipeline.akn.names import local
from pipeline.document import Block, Heading, Masthead, MastheadField, MastheadRole, Rank, Role, plain_text
from pipeline.prepare.blocks.resolve import Resolver
from pipeline.prepare.elements.masthead import field, fields_and_titles
from pipeline.prepare.elements.title import tidied, without_number
from pipeline.prepare.structure.identity import elements
from pipeline.prepare.walk.flow import BlockContext, Piece, Zone
from pipeline.prepare.walk.traverse import Walker


@dataclass(slots=True)
class Front:
    """Everything before the text."""

    masthead: Masthead | None
    title: list[Block]
    symbol: str
    session: int | None
    unassigned: tuple[str, ...]
    running_title: str
    read_elements: tuple[etree._Element, ...]

    @classmethod
    def read(cls, walker: Walker, top: etree._Element) -> Front:
        """Read cover pages and prefaces up to the first element of text."""
        fields: list[MastheadField] = []
        drafts: list[Piece] = []
        done = []
        for element in top:
            if not isinstance(element.tag, str) or local(element) == "meta":
                continue
            if (element.tail or "").strip():
                break
            if local(element) == "coverPage":
                more, titles = fields_and_titles(walker, element)
                fields += more
                drafts += titles
            elif local(element) == "preface":
                more, titles = _preface(walker, element)
                fields += more
                drafts += titles
            else:
                break
            done.append(element)
        covered = any(local(element) == "coverPage" for element in done)
        return cls._made(walker, fields, drafts, tuple(done), covered)

    @classmethod
    def _made(
        cls, walker: Walker, fields: list[MastheadField], drafts: list[Piece], done: tuple[etree._Element, ...],
        covered: bool,
    ) -> Front:  # fmt: skip
        title = _title(walker, drafts)
        symbols = [f for f in fields if f.role is MastheadRole.SYMBOL]
        return cls(
            masthead=Masthead(tuple(fields)) if fields or covered else None,
            title=title,
            symbol=" ".join(plain_text(symbols[0].inlines).split()) if symbols else "",
            session=_session(done),
            unassigned=_unassigned(done),
            running_title=_running_title(title),
            read_elements=done,
        )


def _preface(walker: Walker, preface: etree._Element) -> tuple[list[MastheadField], list[Piece]]:
    """Return the fields that a letter has in its preface (session, agenda item), and the drafts of the title block."""
    fields: list[MastheadField] = []
    aside = walker.fresh()
    context = BlockContext(zone=Zone.FRONT)
    aside.stray(preface, preface.text, context)
    for line in preface:
        role = _field_role(line) if isinstance(line.tag, str) else None
        if role is not None:
            found = field(walker, line, role)
            fields += [found] if found is not None else []
        elif isinstance(line.tag, str):
            aside.visit(line, context)
        aside.stray(preface, line.tail, context)
    aside.flow.close()
    aside.flow.flush()
    return fields, aside.flow.pieces


def _field_role(line: etree._Element) -> MastheadRole | None:
    """Return what a line of the preface is in the masthead; None for a line of the title block, and for one with a
    picture or table, which no masthead has.
    """
    names = {local(e) for e in line.iter() if isinstance(e.tag, str)}
    if names & {"docTitle", "docNumber", "img", "table"}:
        return None
    if "session" in names:
        return MastheadRole.SESSION
    for element in line:
        if isinstance(element.tag, str) and "agenda" in (element.get("href") or "") + (element.get("name") or ""):
            title = "name" in (element.get("name") or "").lower() or "title" in (element.get("name") or "").lower()
            return MastheadRole.AGENDA_TITLE if title else MastheadRole.AGENDA_ITEM
    return None


def _title(walker: Walker, drafts: list[Piece]) -> list[Block]:
    resolver = Resolver(walker.state, numbered=Role.TEXT, annexed=False)
    blocks = _numbered(resolver.blocks(drafts))
    return [tidied(b) if isinstance(b, Heading) and b.rank is Rank.TITLE else b for b in blocks]


def _numbered(blocks: list[Block]) -> list[Block]:
    """Return the blocks, a number in a paragraph of its own before the title as the number of the title."""
    result: list[Block] = []
    for block in blocks:
        before = result[-1] if result else None
        if isinstance(block, Heading) and isinstance(before, Heading) and _numbers(before, block):
            names = (*before.aliases, *((before.anchor,) if before.eid else ()), *block.aliases)
            result[-1] = replace(block, label=before.label or before.inlines, aliases=names)
        else:
            result.append(block)
    return result


def _numbers(before: Heading, title: Heading) -> bool:
    """Return True for a heading that is nothing but a number, with a figure in it, right before the title."""
    is_number = before.rank is Rank.COMPONENT_LABEL and not (before.label and before.inlines)
    has_figure = any(char.isdigit() for char in before.text)
    return is_number and has_figure and title.rank is Rank.TITLE and not title.label


def _session(done: tuple[etree._Element, ...]) -> int | None:
    for part in done:
        for element in part.iter():
            if isinstance(element.tag, str) and local(element) == "session":
                number = (element.get("value") or "").strip()
                return int(number) if number.isdecimal() and len(number) < 5 else None
    return None


def _unassigned(done: tuple[etree._Element, ...]) -> tuple[str, ...]:
    """Return what the cover says is not assigned yet: symbol, date."""
    found: dict[str, None] = {}
    for part in done:
        for element in part.iter():
            if not isinstance(element.tag, str):
                continue
            if local(element) == "docNumber" and _is_open(element):
                found["symbol"] = None
            if local(element) == "placeholder" and element.get("refersTo") == "#dateOfIssuance":
                found["date"] = None
    return tuple(sorted(found, reverse=True))


def _is_open(element: etree._Element) -> bool:
    return element.get("status") == "incomplete" or next(elements(element, "placeholder"), None) is not None


def _running_title(title: list[Block]) -> str:
    headings = [b for b in title if isinstance(b, Heading) and b.rank is Rank.TITLE and b.label]
    return without_number(headings[0]) if headings else ""
