"""Titles as the print breaks them.

Reads inlines. Gives them with the line breaks that the print makes whatever the width, and with the last two words of
a long title tied, so that no title ends in a line of one word. What is tied or broken where:
`templates/pdf/wording.toml` and `last_words` of a style.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Inline, LineBreak, Text

_OTHER = "\ufffc"  # stands for what is no text
_LONG = 40
"""Characters of a title that takes more than one line somewhere."""
_LONGEST_PAIR = 30


def broken(inlines: Sequence[Inline], pattern: str | None) -> tuple[Inline, ...]:
    """The inlines with a line break instead of each match, also where what tells of it is in several runs."""
    whole = "".join(i.text if isinstance(i, Text) else _OTHER for i in inlines)
    places = [match.span() for match in re.finditer(pattern, whole)] if pattern else []
    if not places:
        return tuple(inlines)
    result: list[Inline] = []
    at = 0
    for inline in inlines:
        if not isinstance(inline, Text):
            result.append(inline)
            at += 1
            continue
        result += _cut(inline, [(a - at, b - at) for a, b in places])
        at += len(inline.text)
    return tuple(result)


def _cut(run: Text, places: Sequence[tuple[int, int]]) -> list[Inline]:
    """The run without what lies at `places`; a break where one begins."""
    pieces: list[Inline] = []
    at, size = 0, len(run.text)
    for begin, end in places:
        if end <= 0 or begin >= size:
            continue
        pieces.append(replace(run, text=run.text[at : max(begin, at)]))
        if begin >= 0:
            pieces.append(LineBreak(change=run.change))
        at = min(end, size)
    pieces.append(replace(run, text=run.text[at:]))
    return [piece for piece in pieces if not isinstance(piece, Text) or piece.text]


def tied(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """The inlines, the last two words of a long title tied by a no-break blank."""
    length = sum(len(i.text) for i in inlines if isinstance(i, Text))
    last = inlines[-1] if inlines else None
    if length < _LONG or not isinstance(last, Text):
        return tuple(inlines)
    words = last.text.rstrip(" ").rsplit(" ", 2)
    if len(words) < 3 or len(words[1]) + len(words[2]) > _LONGEST_PAIR:
        return tuple(inlines)
    return (*inlines[:-1], replace(last, text=f"{words[0]} {words[1]}\u00a0{words[2]}"))
