"""The relation between two texts: without one a comparison is meaningless.

Reads two `Side`s. Gives them ready for comparison: of a letter that carries a declaration as its annex, and of
that declaration alone, the annex and the declaration. Refuses works that nothing relates.
"""

from __future__ import annotations

from rapidfuzz import fuzz

from pipeline.document import Document
from pipeline.errors import UsageError
from pipeline.library.sources import Side, autonomous
from pipeline.versions.comparison.align import align
from pipeline.versions.comparison.documents import match_parts
from pipeline.versions.comparison.tokens import folded
from pipeline.versions.comparison.units import block_units

_LIKE_TITLES = 85.0
"""Likeness of titles, of 100, from which two are one. Chosen: a corrected word passes, another title does not."""
_SHARED = 0.3
"""Share of words that are in pairs of like paragraphs: from here on texts in one language are related by content.
Chosen: drafts of one text share more."""
_SHARED_TITLED = 0.15
"""The same for texts whose titles are alike. Chosen: half, since the titles speak for a relation."""


def related(a: Side, b: Side) -> tuple[Side, Side]:
    """Return the two texts, each narrowed to what corresponds to the other. Raises UsageError if nothing does."""
    if a.work == b.work and (a.work or a.document.identity.symbol):
        return a, b
    for eid, work in autonomous(a.source):
        if work == b.work and not a.part:
            return a.narrowed(eid), b
    for eid, work in autonomous(b.source):
        if work == a.work and not b.part:
            return a, b.narrowed(eid)
    if not _by_content(a.document, b.document):
        raise UsageError(
            f"nothing relates {a.name} and {b.name}: other works, no common subject, no common text",
            remedy="give two versions or languages of one work, or two texts on one subject",
        )
    return a, b


def _by_content(a: Document, b: Document) -> bool:
    first, second = a.identity, b.identity
    if first.symbol and first.symbol == second.symbol:
        return True
    if first.language_code != second.language_code:
        return False
    titled = fuzz.token_sort_ratio(folded(first.title), folded(second.title)) >= _LIKE_TITLES
    return shared_words(a, b) >= (_SHARED_TITLED if titled else _SHARED)


def shared_words(a: Document, b: Document) -> float:
    """Return the share of the words of both texts that are in pairs of like paragraphs (0 to 1)."""
    old, new = block_units(a), block_units(b)
    found = align(old, new, match_parts(a.parts, b.parts))
    total = sum(len(u.words) for u in (*old, *new))
    paired = sum(len(old[i].words) + len(new[j].words) for i, j in found.pairs.items())
    return paired / total if total else 0.0
