"""Texts of one document that are measured first and set later: tables need the widths of all cells, notes a trial.

Reads spans. Gives their units; a text that was measured is not cut and shaped again, only its slots are exchanged.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from copy import copy
from typing import NamedTuple

from pipeline.write.pdf.file.tags import Slot
from pipeline.write.pdf.lines.itemize import InlineItems, TextSpan, units

Manner = tuple[str, bool, str]
"""Language, whether the text runs from right to left, and characters after which no line ends."""


class _Measured(NamedTuple):
    text: InlineItems
    slots: tuple[Slot, ...]


class KnownTexts:
    """The measured texts of a document."""

    def __init__(self) -> None:
        """Begin with none."""
        self._known: dict[tuple[object, ...], _Measured] = {}

    def units(self, spans: list[TextSpan], manner: Manner, *, measuring: bool) -> InlineItems:
        """Return the units of spans; where they are measured only, keep them for when the same text is set."""
        if not measuring and not self._known:
            return units(spans, *manner)
        key = (*manner, *[(text, ink, note, printed, width) for text, ink, _, note, printed, width in spans])
        slots = tuple([span.slot for span in spans])
        found = self._known.get(key)
        if measuring:
            text = found.text if found else units(spans, *manner)
            self._known[key] = found or _Measured(text, slots)
            return text
        exchange = dict(zip(found.slots, slots, strict=True)) if found else {}
        if found and all(exchange[old] is new for old, new in zip(found.slots, slots, strict=True)):
            return _with_slots(found.text, exchange)
        return units(spans, *manner)


def _with_slots(text: InlineItems, exchange: Mapping[Slot, Slot]) -> InlineItems:
    """Return a text with other slots; what setting it changes is its own."""
    result = copy(text)
    only = _only(exchange.values())
    result.slots = [only] * len(text.slots) if only else [exchange[slot] for slot in text.slots]
    result.items = {
        number: [item._replace(slot=exchange[item.slot]) for item in items] for number, items in text.items.items()
    }
    result.gaps = [*text.gaps]
    return result


def _only(slots: Collection[Slot]) -> Slot | None:
    return next(iter(slots)) if len(slots) == 1 else None
