"""Recognises several decisions or resolutions in one file.

Reads a `RawDocument` and the parts that were made of it. Gives the places of the lines that consist of kind and number
of a document ("Decision 6/CMA.3"), if there are two or more, and the particulars of each document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from pipeline.akn.bodies import issuing_bodies
from pipeline.akn.classes import document_class
from pipeline.akn.identifiers import iri_number
from pipeline.document import Heading, Paragraph, Part, PartKind, Rank, Role
from pipeline.intake.build.particulars import Particulars
from pipeline.intake.model.manuscript import RawDocument, RawLine
from pipeline.intake.vocabulary.dates import iso_dates
from pipeline.intake.vocabulary.style_table import role_of
from pipeline.intake.vocabulary.words import numbered

_FEWEST = 2
"""Documents that make a collection. Chosen: one alone is the document itself."""
_DATED = frozenset((Role.CLOSING, Role.ADOPTION))
_ATTACHED = frozenset((PartKind.ANNEX, PartKind.APPENDIX))
_TITLES = frozenset((Rank.TITLE, Rank.CHAPTER))


def openers(manuscript: RawDocument, language: str) -> frozenset[str]:
    """Return the places of the lines that open one of several documents. If a number is there twice, as in a list
    before the documents, the last place counts.
    """
    places: dict[tuple[str, str], str] = {}
    for line in manuscript.pieces:
        if isinstance(line, RawLine) and role_of(line.style) is not Role.CONTENTS:
            named = numbered(line.text, language)
            if named is not None:
                places[named] = line.place
    return frozenset(places.values()) if len(places) >= _FEWEST else frozenset()


def identified(parts: Sequence[Part], card: Particulars, language: str) -> tuple[tuple[str, Particulars], ...]:
    """Return the particulars of the parts that are documents of their own, with the anchors of the parts."""
    found: list[tuple[str, Particulars]] = []
    for place, part in enumerate(parts):
        named = numbered(part.label, language) if part.kind is PartKind.COMPONENT else None
        if named is not None:
            annexes = takewhile(lambda one: one.kind in _ATTACHED, parts[place + 1 :])
            found.append((part.anchor, _own(part, [part, *annexes], *named, card, language)))
    return tuple(found)


def collected(manuscript: RawDocument, card: Particulars, *, given: bool) -> Particulars:
    """Return the particulars of a collection: its kind is that of its first document, unless the user gave one
    (`given`). Doubts about a guessed kind are withdrawn.
    """
    if not card.parts or given:
        return card
    for met in ("its kind is not said", "its kind is not known"):
        manuscript.doubts.withdraw("file", met)
    return replace(card, kind=card.parts[0][1].kind, missing=tuple(name for name in card.missing if name != "kind"))


def _symbol(kind: str, number: str, actor: str) -> str:
    """Return the symbol of a document with this number ("A/RES/80/1"); the number itself if its body is not known."""
    body, series = issuing_bodies().get(actor), document_class(kind).series
    return f"{body.symbols}{series[0]}/{number}" if body is not None and series else number


def _own(part: Part, whole: Sequence[Part], kind: str, number: str, card: Particulars, language: str) -> Particulars:
    """Return the particulars of one document: kind, number and title, and the date of adoption at the end of the
    `whole` of it.
    """
    titles = [b for b in part.blocks if isinstance(b, Heading) and b.rank in _TITLES]
    title = " ".join(titles[0].text.split()) if titles else ""
    lines = (b.text for one in whole for b in one.blocks if isinstance(b, Paragraph) and b.role in _DATED)
    dates = [date for line in lines for date in iso_dates(line, language)]
    dated = document_class(kind).adopted and dates
    symbol = _symbol(kind, number, card.actor)
    return replace(
        card, kind=kind, number=iri_number(symbol), symbol=symbol, title=title or part.label, issued="", job_number="",
        date=dates[-1] if dated else card.date, assigned=True, missing=(),
    )  # fmt: skip
