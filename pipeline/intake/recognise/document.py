"""Recognises a whole document and what identifies it.

Reads a `RawDocument`. Gives a `Document` for `build`, and its `Particulars`. Language, kind, symbol and dates come from
the options of the user, else from the properties of the file, from its masthead, from its words, in this order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.akn.bodies import body_of_symbol
from pipeline.akn.classes import OTHER, classes, document_class, kind_of_series
from pipeline.akn.identifiers import Iri, Symbol
from pipeline.characters.whitespace import Run, finish, normalise
from pipeline.document import (
    Block,
    Body,
    Document,
    Heading,
    Identity,
    Kind,
    Masthead,
    MastheadField,
    MastheadRole,
    Note,
    Paragraph,
    Part,
    Rank,
    Role,
    plain_text,
)  # fmt: skip
from pipeline.errors import IdentifierError
from pipeline.forms import form_for
from pipeline.intake.build.particulars import UNKNOWN_DATE, Particulars
from pipeline.intake.model.manuscript import RawDocument, RawLine, RawNote
from pipeline.intake.recognise.body import BodyReader
from pipeline.intake.recognise.captions import complete_pictures
from pipeline.intake.recognise.contents import link_entries
from pipeline.intake.recognise.front import HeadReader, field_text, job_number
from pipeline.intake.recognise.opening import is_symbol, separate_opening
from pipeline.intake.recognise.several import collected, identified
from pipeline.intake.recognise.spaces import edges_on_page
from pipeline.intake.vocabulary.dates import iso_date, iso_dates
from pipeline.intake.vocabulary.sessions import session_number
from pipeline.intake.vocabulary.words import (
    language_of_organization,
    organ_named,
    original_code,
)
from pipeline.languages.codes import UNDETERMINED, direction, terminology_code
from pipeline.languages.detection import detected
from pipeline.languages.kinds import names_kind
from pipeline.languages.names import language_named
from pipeline.languages.strings import supported, tag
from pipeline.prepare.structure.identity import real_date

_OPENING = 200
"""Lines from which the language is detected. Chosen: two or three pages, enough for `detection`."""
_DATED = "communication"
"""The subtype of letters and notes, whose own date is in their title."""
_ORGANIZATION = "un"
"""Actor of a document whose body is not known."""
_READ_AS = "en"
"""Language whose words are looked for if the language of a text is not known."""
_LINES = 12
"""Lines in which the body and the kind are looked for. Chosen: a masthead with the title below it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportHints:
    """Properties of the document that the user gives; "" for what the import has to find out."""

    kind: str = ""
    language: str = ""
    symbol: str = ""
    date: str = ""
    version: str = ""
    """Version segment of the Expression."""
    split: bool = False
    """True to give each of several decisions or resolutions as a document of its own too."""


def recognise(manuscript: RawDocument, wishes: ImportHints, folder: str = "media") -> tuple[Document, Particulars]:
    """Return the document in a file and what identifies it.

    Adds to the doubts of `manuscript`, and to its `media` the files of the pictures, in the folder `folder`.
    """
    known = _language(manuscript, wishes)
    language = known or _READ_AS
    separate_opening(manuscript, language)
    complete_pictures(manuscript, folder)
    head = HeadReader(manuscript, language)
    fields, begin = head.fields()
    symbol = _symbol(manuscript, fields, wishes)
    kind = _kind(manuscript, symbol, language, wishes)
    title, parts = BodyReader(manuscript, language, adopted=document_class(kind).adopted).read(begin)
    parts = link_entries(parts, manuscript.doubts)
    if not fields and not symbol:
        title, parts = _titled(manuscript, title, parts)
    card = _particulars(manuscript, fields, title, known, kind, symbol, wishes)
    card = collected(manuscript, replace(card, parts=identified(parts, card, language)), given=bool(wishes.kind))
    if not card.official:
        manuscript.doubts.add("file", "nothing says that this is a document of the United Nations",
                              "a text of its own, without masthead")  # fmt: skip
    identity = _identity(manuscript, card, language, card.kind, fields)
    page = form_for(identity).page
    document = Document(
        identity=identity,
        masthead=Masthead(tuple(fields)) if fields else None,
        title=tuple(title),
        parts=tuple(edges_on_page(part, page) for part in parts),
        notes=tuple(_note(remark, remark.id in head.loose) for remark in manuscript.remarks),
    )
    return document, card


def _language(manuscript: RawDocument, wishes: ImportHints) -> str:
    stated_tag = manuscript.properties.get("Language", "")
    words = " ".join(line.text for line, _ in zip(manuscript.lines(), range(_OPENING), strict=False))
    by_words = detected(words) or _of_masthead(manuscript)
    found = tag(wishes.language) if wishes.language else ""
    found = found or supported(stated_tag) or language_named(stated_tag)
    stated = supported(manuscript.language)
    if found:
        return found
    if by_words and stated and by_words != stated:
        manuscript.doubts.add("file", f"its language is said to be “{stated}”", f"“{by_words}”, by its words")
    if not by_words and not stated:
        manuscript.doubts.add("file", "its language is not said", "not assigned; read by English words")
    return by_words or stated


def _of_masthead(manuscript: RawDocument) -> str:
    """Return the language in which one of the first lines names the organization; "" if none does."""
    first = [*manuscript.masthead, *(line for line, _ in zip(manuscript.lines(), range(_LINES), strict=False))]
    return next(filter(None, (language_of_organization(line.text) for line in first)), "")


def _symbol(manuscript: RawDocument, fields: Sequence[MastheadField], wishes: ImportHints) -> str:
    """Return the symbol as printed; "" if there is none."""
    printed = field_text(fields, MastheadRole.SYMBOL).rstrip("*")
    found = wishes.symbol or printed or manuscript.properties.get("Symbol1", "")
    if found and not is_symbol(found):
        manuscript.doubts.add("masthead", "a symbol of no known form", "kept as it is", found)
    if not found:
        manuscript.doubts.add("masthead", "there is no symbol", "a temporary number")
    return found


def _kind(manuscript: RawDocument, symbol: str, language: str, wishes: ImportHints) -> str:
    """Return the kind of the document: from the option, the properties, the symbol, or the words of its first lines."""
    if wishes.kind:
        return wishes.kind
    doc_type = manuscript.properties.get("DocType", "")
    if doc_type in classes() and manuscript.is_own:
        return doc_type if doc_type != OTHER else _kind_by_words(manuscript, language) or OTHER
    if is_symbol(symbol) and (kind := kind_of_series(Symbol.parse(symbol).series)):
        return kind
    kind = _kind_by_words(manuscript, language)
    known = f"“{kind}”, by the words of its first lines"
    if kind:
        manuscript.doubts.add("file", "its kind is not said", known)
    else:
        manuscript.doubts.add("file", "its kind is not known", "not assigned: a document")
    return kind or OTHER


def _kind_by_words(manuscript: RawDocument, language: str) -> str:
    """Return the first kind whose words begin one of the first lines, or are within one if its class allows that; "" if
    none.
    """
    first = [" ".join(line.text.split()) for line in manuscript.lines() if line.text.strip()][:_LINES]
    begun = (kind for kind in classes() if any(names_kind(kind, text, language) for text in first))
    mentioned = (
        kind
        for kind, one in classes().items()
        if one.mentioned and any(names_kind(kind, text, language, anywhere=True) for text in first)
    )
    return next(begun, "") or next(mentioned, "")


def _particulars(
    manuscript: RawDocument, fields: Sequence[MastheadField], title: Sequence[Block], stated_language: str, kind: str,
    symbol: str, wishes: ImportHints,
) -> Particulars:  # fmt: skip
    language = stated_language or _READ_AS
    known = _known_work(manuscript)
    assigned = bool(symbol) and "…" not in symbol
    issued = iso_date(field_text(fields, MastheadRole.DATE), language)
    stated = known.date if known and real_date(known.date) else ""
    date = wishes.date or stated or _date(title, language, kind) or issued
    if not date:
        manuscript.doubts.add("file", "no date was found", f"not assigned; {UNKNOWN_DATE} keeps its place in the IRI")
    organ = body_of_symbol(symbol) or organ_named(field_text(fields, MastheadRole.ORGAN))
    actor = (known.actor if known else "") or organ or _body_open(manuscript)
    found = {"kind": kind != OTHER or bool(wishes.kind) or manuscript.is_own, "body": actor != _ORGANIZATION,
             "date": bool(date), "language": bool(stated_language)}  # fmt: skip
    date = date or UNKNOWN_DATE
    version = known.version or "" if known and known.language else ""
    return Particulars(
        kind=kind,
        language=terminology_code(language) if stated_language else UNDETERMINED,
        actor=actor,
        number=_number(symbol, assigned, date, known),
        symbol=symbol,
        date=date,
        title=_words(title) or manuscript.properties.get("Title1", ""),
        original=_original(fields, language),
        issued=issued if assigned else "",
        version=wishes.version or version or ("imported" if date == UNKNOWN_DATE else ""),
        job_number=job_number(manuscript.properties, language),
        assigned=assigned or (known is not None and not known.number.startswith("tmp-")),
        official=bool(fields or symbol or known),
        missing=tuple(name for name, is_found in found.items() if not is_found),
    )


def _original(fields: Sequence[MastheadField], language: str) -> str:
    """Return the language that "Original: …" names, if it is not the language of the text."""
    return original_code(field_text(fields, MastheadRole.ORIGINAL), language)


def _known_work(manuscript: RawDocument) -> Iri | None:
    """Return the IRI among the properties of a file of this project; None if there is none."""
    for name in ("Expression", "Work"):
        try:
            return Iri.normalised(manuscript.properties[name])
        except (KeyError, IdentifierError):
            continue
    return None


def _number(symbol: str, assigned: bool, date: str, known: Iri | None) -> str:
    """Return the number segment of the IRI: from the symbol, from the IRI of the file, else a temporary number."""
    if assigned and is_symbol(symbol):
        return Symbol.parse(symbol).iri_number
    if known is not None:
        return known.number
    session = re.search(r"/(\d+)/", symbol)
    return f"tmp-{session[1] if session else '0'}-{date.replace('-', '')}-xxx-1"


def _body_open(manuscript: RawDocument) -> str:
    """Return the actor for a body that is not known, the United Nations alone, and report a doubt."""
    manuscript.doubts.add("masthead", "the body that issued it is not named", "not assigned: the United Nations alone")
    return _ORGANIZATION


def _date(title: Sequence[Block], language: str, kind: str) -> str:
    """Return the date that the title block names: that of a letter, or that of the adoption of a resolution."""
    for block in title:
        is_letter = isinstance(block, Heading) and document_class(kind).subtype == _DATED
        is_adoption = isinstance(block, Paragraph) and block.role is Role.ADOPTION
        words = " ".join(block.text.split()) if isinstance(block, Heading | Paragraph) else ""
        if (is_letter or is_adoption) and (dates := iso_dates(words, language)):
            return dates[0] if is_letter else dates[-1]
    return ""


def _words(title: Sequence[Block]) -> str:
    headings = (b for b in title if isinstance(b, Heading) and b.rank is Rank.TITLE)
    return " ".join(next((plain_text(b.inlines) for b in headings), "").split())


def _identity(
    manuscript: RawDocument, card: Particulars, language: str, kind: str, fields: Sequence[MastheadField]
) -> Identity:
    session = re.search(r"^A/(?:[A-Z]+/)*(\d+)/", card.symbol)
    number = int(session[1]) if session else session_number(field_text(fields, MastheadRole.SESSION), language)
    date = real_date(card.date) or real_date("1980-01-01")
    assert date is not None
    return Identity(
        title=card.title, kind=Kind(kind), styled_as=document_class(kind).styled_as, body=Body.OTHER, language=language,
        language_code=card.language, direction=direction(language), date=date, symbol_printed=card.symbol,
        session=number, official=bool(fields),
        source_name=manuscript.name,
    )  # fmt: skip


def _titled(manuscript: RawDocument, title: list[Block], parts: list[Part]) -> tuple[list[Block], list[Part]]:
    """Return title block and parts of a text without masthead; its first heading is its title."""
    first = parts[0].blocks[0] if parts and parts[0].blocks else None
    if any(isinstance(b, Heading) for b in title) or not isinstance(first, Heading) or first.label:
        return title, parts
    manuscript.doubts.add("text", "no title by style", "the first heading is the title", first.text)
    rest = replace(parts[0], blocks=parts[0].blocks[1:])
    return [*title, replace(first, rank=Rank.TITLE, level=1)], [rest, *parts[1:]]


def _note(remark: RawNote, front: bool) -> Note:
    blocks = tuple(_paragraph(line, f"{remark.id}-{n}") for n, line in enumerate(remark.lines))
    blocks = tuple(block for block in blocks if block.text)
    return Note(id=remark.id, mark=remark.mark, printed=remark.mark, blocks=blocks, front=front)


def _paragraph(line: RawLine, anchor: str) -> Paragraph:
    number = [Run(f"{line.number} ")] if line.number else []
    return Paragraph(role=Role.TEXT, inlines=finish(normalise([*number, *line.runs])), anchor=anchor)
