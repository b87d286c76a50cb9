"""The masthead: which field is in which region, and the parts of a symbol.

Reads the `Masthead` of a document. Gives roles by region, and a symbol's first component apart from the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Inline, Masthead, MastheadField, MastheadRole, Text

BLOCK = (MastheadRole.DISTRIBUTION, MastheadRole.DATE, MastheadRole.LANGUAGE, MastheadRole.ORIGINAL)
"""The block at the end edge, between the two rules."""
LANGUAGES = (MastheadRole.LANGUAGE, MastheadRole.ORIGINAL)
"""The lines at the end of that block."""
ABOVE = (MastheadRole.ORGANIZATION, MastheadRole.SYMBOL, MastheadRole.ORGAN, *BLOCK)
"""Everything above the second rule."""


def below(masthead: Masthead) -> tuple[MastheadField, ...]:
    """Return the fields under the second rule, in document order: session, committee, agenda item …"""
    return tuple(field for field in masthead.fields if field.role not in ABOVE)


def in_print(fields: Sequence[MastheadField]) -> list[MastheadField]:
    """Return the fields, the language above that of the original as all prints have them [form masthead.7].

    Two of nine resolutions of the Human Rights Council have them the other way round in every translation.
    """
    last = max((n for n, field in enumerate(fields) if field.role in LANGUAGES), default=0)
    first = min((n for n, field in enumerate(fields) if field.role in LANGUAGES), default=0)
    inside = sorted(fields[first : last + 1], key=lambda field: field.role is MastheadRole.ORIGINAL)
    return [*fields[:first], *inside, *fields[last + 1 :]]


def language_space(first: MastheadField, gap: float, line: float) -> float:
    """Return the space above the languages: `gap`, or an empty `line` if the original is named alone."""
    return gap if first.role is MastheadRole.LANGUAGE else line


def symbol_parts(inlines: Sequence[Inline]) -> tuple[Text | None, tuple[Inline, ...]]:
    """Return a symbol's first component ("A", "S"), which is printed large, and the rest from the first slash on.

    The first is None if the symbol does not begin with text that has a slash, or with a link.
    """
    first = inlines[0] if inlines else None
    if not isinstance(first, Text) or first.link is not None or "/" not in first.text:
        return None, tuple(inlines)
    component, slash, tail = first.text.partition("/")
    return replace(first, text=component), (replace(first, text=slash + tail), *inlines[1:])
