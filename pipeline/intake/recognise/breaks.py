"""Removes the line breaks that the form makes in titles.

Reads the inlines of a title in a Word file of this project. Gives them with a space instead of each break that the form
makes anyway, by the table [print.breaks] of the language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.document import Inline, LineBreak, Text, plain_text
from pipeline.languages.strings import strings, supported


def without_form_breaks(inlines: Sequence[Inline], language: str) -> tuple[Inline, ...]:
    """Return the inlines of a title with a space instead of each line break that the form makes."""
    if not supported(language) or not any(isinstance(inline, LineBreak) for inline in inlines):
        return tuple(inlines)
    text = plain_text(inlines)
    patterns = strings(language).print.breaks.values()
    made = {match.start() for pattern in patterns for match in re.finditer(pattern, text)}
    found: list[Inline] = []
    at = 0
    for inline in inlines:
        is_made = isinstance(inline, LineBreak) and at in made
        found.append(_space_after(found) if is_made else inline)
        at += len(plain_text([inline]))
    return _joined(found)


def _space_after(before: Sequence[Inline]) -> Text:
    last = before[-1] if before else None
    return Text(" ", last.look, last.link, last.language) if isinstance(last, Text) else Text(" ")


def _joined(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """Return the inlines with neighbours of the same look joined."""
    found: list[Inline] = []
    for inline in inlines:
        last = found[-1] if found else None
        if isinstance(inline, Text) and isinstance(last, Text) and _alike(last, inline):
            found[-1] = Text(last.text + inline.text, last.look, last.link, last.language, letters=last.letters)
        else:
            found.append(inline)
    return tuple(found)


def _alike(one: Text, other: Text) -> bool:
    return (one.look, one.link, one.language, one.letters) == (other.look, other.link, other.language, other.letters)
