"""Two texts paragraph by paragraph: which says what the other says, in one language or in two.

Reads two prepared documents. Gives a `Pairing`. In one language by content and identity, as `align` does, with more
patience, since translations share fewer words than versions do; in two languages by structure: part, kind and printed
number, then what both have in figures, dates and cited instruments, then place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rapidfuzz.distance import Indel

from pipeline.document import Document, Heading, LineBreak, Paragraph, Table
from pipeline.versions.comparison.align import Alignment, Measure, align
from pipeline.versions.comparison.documents import exchanges, match_parts
from pipeline.versions.comparison.units import NO_IDS, Unit, block_units, paragraphs_of
from pipeline.versions.concordance.facts import Facts, facts

_PATIENT = Measure(anywhere=0.3, at_home=0.2, bonus=0.12, moved=0.3, moved_words=8, rare=60)
_STRICT = Measure(anywhere=0.85, at_home=0.7, moved=0.95)
_STEP_LIMIT = 250_000
"""Most pairs that are compared. Chosen: bounds the time."""
_GAIN, _TURNED_GAIN = 0.0, 0.03
"""How much liker a paragraph must become to its counterpart by what was joined to it, in the text's order or not.
Chosen: less is chance."""


@dataclass(frozen=True)
class Pairing:
    """The paragraphs of two texts and how they correspond."""

    left: tuple[Unit, ...]
    right: tuple[Unit, ...]
    alignment: Alignment
    partners: dict[int, Unit]
    """By right index: with which other right paragraph an exchanged one has changed places."""
    joined_left: dict[int, int]
    """Left paragraphs that the right text has joined to the counterpart of another left one: to which one."""
    joined_right: dict[int, int]
    same_language: bool

    @cached_property
    def back(self) -> dict[int, int]:
        """Left index by right index."""
        return {j: i for i, j in self.alignment.pairs.items()}


def pair(a: Document, b: Document, a_ids: Mapping[str, str] = NO_IDS, b_ids: Mapping[str, str] = NO_IDS) -> Pairing:
    """Pair two texts, one language or two. `a_ids`, `b_ids`: wId by eId, for the elements that have a wId."""
    same = a.identity.language_code == b.identity.language_code
    left, right = block_units(a, a_ids), block_units(b, b_ids)
    homes = match_parts(a.parts, b.parts) if same else _parts_in_order(a, b)
    if same:
        found = align(left, right, homes, _PATIENT)
    else:
        found = across(left, right, _signed(left, a), _signed(right, b), homes)
    partners = exchanges(found, left, right)
    joined = _joined(found, left, right) if same else ({}, {})
    return Pairing(tuple(left), tuple(right), found, partners, *joined, same)


def facts_of(unit: Unit, language: str) -> Facts:
    """Return the facts of a unit; of a table those of all its cells."""
    assert isinstance(unit.thing, Paragraph | Heading | Table)
    return facts([inline for p in paragraphs_of(unit.thing) for inline in (*p.inlines, LineBreak())], language)


def _parts_in_order(a: Document, b: Document) -> dict[int, int]:
    """Return the parts of two languages paired in their order, kind by kind."""
    homes = {-1: -1}
    for kind in dict.fromkeys(part.kind for part in a.parts):
        numbers = [[n for n, part in enumerate(d.parts) if part.kind == kind] for d in (a, b)]
        homes |= dict(zip(*numbers, strict=False))
    return homes


def _signed(units: Sequence[Unit], document: Document) -> list[Unit]:
    """Return units whose text does not depend on the language: kind, number, figures, dates, instruments."""
    language = document.identity.language
    return [replace(u, text=" ".join(_signs(u, facts_of(u, language)))) for u in units]


def across(
    left: Sequence[Unit], right: Sequence[Unit], a: Sequence[Unit], b: Sequence[Unit], homes: dict[int, int]
) -> Alignment:
    """Align two languages: first the units with equal number or facts, then those between, by kind and length."""
    found = align(a, b, homes, _STRICT)
    sure = {i: j for i, j in found.pairs.items() if left[i].label or any(c.isdigit() for c in a[i].text)}
    fixed = sorted(p for p in found.in_place if p[0] in sure)
    pairs = dict(sure)
    i = j = 0
    for x, y in [*fixed, (len(left), len(right))]:
        own = [u for u in left[i:x] if u.index not in pairs]
        other = [u for u in right[j:y] if u.index not in sure.values()]
        pairs |= {u.index: v.index for u, v in in_step(own, other, homes)}
        i, j = x + 1, y + 1
    moved = set(found.moved())
    return Alignment(dict(sorted(pairs.items())), frozenset(p for p in pairs.items() if p not in moved))


def in_step(own: Sequence[Unit], other: Sequence[Unit], homes: dict[int, int]) -> list[tuple[Unit, Unit]]:
    """Return the best pairs of two runs that keep their order (Needleman and Wunsch); for runs of up to some
    hundreds.
    """
    if len(own) * len(other) > _STEP_LIMIT:
        return []
    best = [[0.0] * (len(other) + 1) for _ in range(len(own) + 1)]
    for i in range(len(own) - 1, -1, -1):
        for j in range(len(other) - 1, -1, -1):
            fit = _fit(own[i], other[j], homes)
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + fit)
    pairs, i, j = [], 0, 0
    while i < len(own) and j < len(other):
        if best[i][j] == best[i + 1][j + 1] + _fit(own[i], other[j], homes) and best[i][j] > max(
            best[i + 1][j], best[i][j + 1]
        ):
            pairs.append((own[i], other[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _fit(a: Unit, b: Unit, homes: dict[int, int]) -> float:
    """Return how well two units of two languages fit: kind, role, length."""
    if a.kind != b.kind or homes.get(a.part) != b.part:
        return -1.0
    role = 1.0 if _sort(a) == _sort(b) else 0.4
    longer, shorter = max(len(a.text), len(b.text)) + 12, min(len(a.text), len(b.text)) + 12
    return role + 0.5 * shorter / longer


def _sort(unit: Unit) -> str:
    thing = unit.thing
    return thing.role.value if isinstance(thing, Paragraph) else thing.rank.value if isinstance(thing, Heading) else ""


def _signs(unit: Unit, found: Facts) -> list[str]:
    role = unit.thing.role.value if isinstance(unit.thing, Paragraph) else unit.kind
    rank = unit.thing.rank.value if isinstance(unit.thing, Heading) else ""
    number = "".join(c for c in unit.label if c.isdigit())
    cited = [*found.figures, *found.dates, *found.instruments]
    return [role, rank or role, number or role, *sorted(re.sub(r"[\W_]+", "", word) for word in cited)]


def _joined(found: Alignment, left: Sequence[Unit], right: Sequence[Unit]) -> tuple[dict[int, int], dict[int, int]]:
    """Return unpaired paragraphs whose words are in the counterpart of a neighbour."""
    pairs = found.pairs
    back = {j: i for i, j in pairs.items()}
    return _joined_side(left, right, pairs), _joined_side(right, left, back)


def _joined_side(own: Sequence[Unit], other: Sequence[Unit], pairs: dict[int, int]) -> dict[int, int]:
    result: dict[int, int] = {}
    for unit in own:
        if unit.index in pairs or len(unit.words) < 6:
            continue
        for near in (unit.index + step for step in (-1, 1, -2, 2)):
            if near in pairs and 0 <= near < len(own) and _holds(other[pairs[near]], own[near], unit):
                result[unit.index] = near
                break
    return result


def _holds(whole: Unit, known: Unit, more: Unit) -> bool:
    """Return True if `whole` is liker to `known` and `more` together than to `known` alone."""
    alone = Indel.normalized_similarity(known.words, whole.words)
    parts = (known.words, more.words) if known.index < more.index else (more.words, known.words)
    kept = Indel.normalized_similarity(parts[0] + parts[1], whole.words)
    turned = Indel.normalized_similarity(parts[1] + parts[0], whole.words)
    return max(kept - _GAIN, turned - _TURNED_GAIN) > alone
