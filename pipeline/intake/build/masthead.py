"""The masthead as Akoma Ntoso [strict structure]: cover page, and its lines in the preface.

Reads the fields of a masthead. Gives `coverPage` with `container name="masthead"`, and the lines with session and
agenda item, which are in the preface.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from pipeline.akn.builder import make
from pipeline.document import Inline, MastheadField, MastheadRole, Text, plain_text
from pipeline.intake.build.inlines import InlineWriter
from pipeline.intake.vocabulary.dates import iso_date

_UPPER = {MastheadRole.ORGANIZATION: "upperLeft", MastheadRole.SYMBOL: "upperRight", MastheadRole.ORGAN: "upperLeft"}
_RIGHT = "rightSmall"
IN_PREFACE = frozenset((MastheadRole.SESSION, MastheadRole.AGENDA_ITEM, MastheadRole.AGENDA_TITLE))
_OPEN = "…"


def cover_page(fields: Sequence[MastheadField], pen: InlineWriter, language: str, organ: str) -> etree._Element:
    """Return `coverPage` with all fields that are not in the preface. `language`: BCP 47. `organ`: eId of the issuing
    body.
    """
    holder = make("container", name="masthead")
    for field in fields:
        if field.role not in IN_PREFACE:
            holder.append(pen.named(_line(field, pen, language, organ), field.anchor))
    if not len(holder):
        holder.append(make("p"))
    return make("coverPage", holder)


def preface_lines(fields: Sequence[MastheadField], pen: InlineWriter, session: str, item: str) -> list[etree._Element]:
    """Return the lines of the preface: session, agenda item (`item`: IRI of the item), its title."""
    made = []
    for field in fields:
        if field.role is MastheadRole.SESSION:
            line = make("session", value=session or None, refersTo="#session")
        elif field.role is MastheadRole.AGENDA_ITEM:
            line = make("ref", href=item) if item else make("inline", name="akn4un:agendaItem", refersTo="#agendaItem")
        elif field.role is MastheadRole.AGENDA_TITLE:
            line = make("inline", name="akn4un:agendaItemName", refersTo="#agendaItem")
        else:
            continue
        made.append(pen.named(make("p", pen.write(line, field.inlines)), field.anchor))
    return made


def _line(field: MastheadField, pen: InlineWriter, language: str, organ: str) -> etree._Element:
    role, words = field.role, field.inlines
    line = make("p", class_=_UPPER.get(role))
    if role is MastheadRole.SYMBOL:
        line.append(_symbol(words, pen))
    elif role is MastheadRole.DATE:
        line.append(_date(words, pen, language))
    elif role is MastheadRole.SESSION_DATES:
        line.append(_session_dates(words, language))
    elif role is MastheadRole.ORIGINAL:
        line.set("class", _RIGHT)
        _original(line, words, pen)
    else:
        line.append(pen.write(_named(role, organ), words))
    return line


def _named(role: MastheadRole, organ: str) -> etree._Element:
    """Return the element that names a field."""
    if role is MastheadRole.ORGANIZATION:
        return make("docAuthority", refersTo="#un")
    if role is MastheadRole.ORGAN:
        return make("docAuthority", refersTo=f"#{organ}", class_="rightBig")
    if role is MastheadRole.SUBSIDIARY:
        return make("docAuthority", refersTo="#subsidiaryBody")
    if role is MastheadRole.DISTRIBUTION:
        return make("inline", name="akn4un:distribution", refersTo="#distribution", class_=_RIGHT)
    if role is MastheadRole.LANGUAGE:
        return make("inline", name="akn4un:languageOfExpression", refersTo="#expressionLanguage", class_=_RIGHT)
    if role is MastheadRole.COMMITTEE:
        return make("docCommittee", refersTo="#committee")
    if role is MastheadRole.DOCUMENT_TYPE:
        return make("docType", refersTo="#typeOfDocument")
    return make("inline", name="akn4un:masthead", refersTo="#typeOfDocument")


def _symbol(words: Sequence[Inline], pen: InlineWriter) -> etree._Element:
    """Return the symbol; an "…" at its end is the number not yet assigned."""
    text = plain_text(words)
    made = make("docNumber", refersTo="#symbol")
    if text.rstrip("*").endswith(_OPEN):
        made.set("status", "incomplete")
        made.append(make("placeholder", _OPEN))
        made.text = text.rstrip("*").removesuffix(_OPEN)
        return made
    return pen.write(made, words)


def _date(words: Sequence[Inline], pen: InlineWriter, language: str) -> etree._Element:
    text = plain_text(words).strip()
    if text == _OPEN:
        return make("placeholder", _OPEN, refersTo="#dateOfIssuance", status="incomplete", class_=_RIGHT)
    date = iso_date(text, language)
    if date:
        return pen.write(make("docDate", date=date, refersTo="#dateOfIssuance", class_=_RIGHT), words)
    return pen.write(make("inline", name="akn4un:dateOfIssuance", refersTo="#dateOfIssuance", class_=_RIGHT), words)


def _session_dates(words: Sequence[Inline], language: str) -> etree._Element:
    """Return the first and the last day of a session; the words alone if a day cannot be read."""
    made = make("event", refersTo="#session")
    text = "".join(i.text for i in words if isinstance(i, Text))
    first, dash, last = (part.strip() for part in text.partition("–"))
    end = iso_date(last, language)
    begin = iso_date(first, language) or iso_date(f"{first} {end[:4]}", language)
    begin = begin or (f"{end[:8]}{int(first):02}" if first.isdecimal() and end and len(first) < 3 else "")
    if not dash or not begin or not end:
        made.text = text
        return made
    made.append(make("date", first, date=begin, refersTo="#startDate"))
    made.append(make("date", last, date=end, refersTo="#endDate"))
    return made


def _original(line: etree._Element, words: Sequence[Inline], pen: InlineWriter) -> None:
    """Mark the name of the language in "Original: English"."""
    text = plain_text(words)
    _before, mark, after = text.partition(":" if ":" in text else "：")
    tail = after.strip(" \u00a0")
    named = make("inline", name="akn4un:originalLanguage", refersTo="#originalLanguage")
    if not mark or not tail or len(words) != 1 or not isinstance(words[0], Text):
        line.append(pen.write(named, words))
        return
    line.text = text[: len(text) - len(after.lstrip(" \u00a0"))]
    if tail == _OPEN:
        named.set("status", "unknown")
        named.append(make("placeholder", _OPEN, status="unknown"))
    else:
        named.text = tail
    line.append(named)
