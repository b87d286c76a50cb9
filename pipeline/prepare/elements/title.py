"""The title block [corpus title]: number and title, letter of a part, sponsors, what is before the text.

Reads `preface` through the handlers here. Gives drafts: number and title become one heading of level 1.
"""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree

from pipeline.characters.whitespace import plain
from pipeline.document import Heading, Rank, Role, Text, read_text
from pipeline.prepare.elements.inlines import through
from pipeline.prepare.walk.flow import BlockContext, Draft, Zone, eid_of
from pipeline.prepare.walk.traverse import Walker

_STRAY_DASH = re.compile(r"[-–—][ \t\v\u00a0]*")


def document_number(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `docNumber`: on the cover the symbol; in the preface the label of the title, or the letter of a part."""
    draft = walker.flow.current
    if context.zone is not Zone.FRONT or draft is None or _holds_table(element):
        through(walker, element, context)
        return
    if draft.label or plain(draft.runs).strip():
        draft = walker.flow.open(draft.context)
    draft.label = walker.gathered(element, context)
    draft.context = draft.context._replace(heading=True, role=None, rank=draft.context.rank or Rank.COMPONENT_LABEL)


def _holds_table(element: etree._Element) -> bool:
    """Return True if a table is inside an element: a line of runs would show its words alone."""
    return next(element.iter("{*}table"), None) is not None


def document_title(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `docTitle`: the title, or the line with the sponsors of a draft."""
    draft = walker.flow.current
    if context.zone is not Zone.FRONT or draft is None or draft.context.rank is Rank.TITLE:
        through(walker, element, context)
        return
    sponsors = (element.get("refersTo") or "").lstrip("#") == "sponsors"
    if draft.context.role is None and sponsors:
        draft.context = draft.context._replace(role=Role.SPONSORS)
    elif draft.context.role is None:
        rank = Rank.ANNEX_TITLE if context.annexed else _rank(walker, element)
        draft.context = draft.context._replace(heading=True, rank=rank, eid=eid_of(element, draft.context))
    through(walker, element, context)


def _rank(walker: Walker, element: etree._Element) -> Rank:
    """Return the rank of a title: a further one of class HCh is as large as the first [corpus title]."""
    earlier = any(isinstance(piece, Draft) and piece.context.rank is Rank.TITLE for piece in walker.flow.pieces)
    return Rank.CHAPTER if earlier and element.get("class") == "HCh" else Rank.TITLE


def document_type(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `docType`: a part's name, "Annex", in its preface; a corrigendum's word; elsewhere a plain word."""
    draft = walker.flow.current
    if context.zone is Zone.FRONT and context.annexed and draft is not None and not _has_words(draft):
        draft.context = draft.context._replace(heading=True, rank=Rank.ANNEX_LABEL)
    elif context.zone is Zone.FRONT and draft is not None and not _has_words(draft) and _says_what_it_is(element):
        draft.context = draft.context._replace(heading=True, rank=Rank.FIRST)
    through(walker, element, context)


def _says_what_it_is(element: etree._Element) -> bool:
    """Return True if the words are “Corrigendum” or “Addendum” below the repeated title [form series.corr], not a
    part's name.
    """
    top = element.getroottree().getroot()
    names = {child.get("name") for child in top if isinstance(child.tag, str)}
    return bool(names & {"corrigendum", "addendum"})


def document_status(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `docStatus`: in the preface a notice about the text's own status; on the cover the distribution."""
    _say(walker, context, Role.NOTICE)
    through(walker, element, context)


def named_inline(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `inline`: the one with the original language in a part's preface makes its line what it is."""
    if (element.get("name") or "").removeprefix("akn4un:") == "originalLanguage":
        _say(walker, context, Role.ORIGINAL_LANGUAGE)
    through(walker, element, context)


def _say(walker: Walker, context: BlockContext, role: Role) -> None:
    """Lay down the role of the open line of a preface, if nothing else has."""
    draft = walker.flow.current
    if context.zone is Zone.FRONT and draft is not None and draft.context.role is None and not draft.context.heading:
        draft.context = draft.context._replace(role=role)


def _has_words(draft: Draft) -> bool:
    return bool(plain(draft.runs).strip())


def tidied(heading: Heading) -> Heading:
    """Return the number and title as printed: "75/303." and "- title" become "75/303 –" and the title
    [corpus title.3].
    """
    first = heading.inlines[0] if heading.inlines else None
    if not heading.label or not isinstance(first, Text):
        return heading
    dash = _STRAY_DASH.match(first.text)
    if dash is None or dash.end() == len(first.text):
        return heading
    last = heading.label[-1]
    if isinstance(last, Text):
        label = (*heading.label[:-1], replace(last, text=last.text.rstrip(". ") + " –"))
        return replace(
            heading, label=label, inlines=(replace(first, text=first.text[dash.end() :]), *heading.inlines[1:])
        )
    return heading


def without_number(heading: Heading) -> str:
    """Return the words of a title without number and line breaks; where the source marks changes, as it reads now."""
    return " ".join(read_text(heading.inlines).split())
