"""Text cut where lines may end in a column too narrow for its words: after slashes, then between syllables.

Reads strings and inlines. Gives the parts of a text, and inlines with hyphens or soft hyphens in the words that need
them. Numbers are never hyphenated. The syllables are those of the patterns of LibreOffice, by Pyphen; a language
without patterns has none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.document import Inline, LineBreak, Text
from pipeline.fonts import order
from pipeline.languages.strings import strings, supported
from pipeline.layout.frames import Parting

if TYPE_CHECKING:
    from pyphen import Pyphen

SOFT, NO_WIDTH = "\u00ad", "\u200b"
_LETTERS = re.compile(r"[^\W\d_]{4,}")
_WORD = re.compile(r"[^\W\d_]")
_SLASH_INSIDE = re.compile(r"/(?=[^/])")
_AFTER_SLASH = re.compile(r"(?<=/)")

Width = Callable[[Text], float]
"""Width of a run on one line, in points."""


def pieces(text: str, language: str) -> list[str]:
    """Return the text cut where a line may end; not after slashes."""
    ends = [0, *order.opportunities(text, language, "/")] if text else []
    return [text[a:b] for a, b in pairwise(ends)]


def parts(text: str, language: str, parting: Parting) -> list[str]:
    """Return the parts of a text that lines keep whole, each with the hyphen that it ends in."""
    found = pieces(text, language)
    if parting >= Parting.SLASHES:
        found = [part for piece in found for part in _AFTER_SLASH.split(piece)]
    if parting >= Parting.HYPHENS:
        found = [part for piece in found for part in _with_hyphens(syllables(piece, language))]
    return found


def _with_hyphens(found: Sequence[str]) -> Iterator[str]:
    yield from (f"{syllable}-" for syllable in found[:-1])
    yield found[-1]


def syllables(word: str, language: str) -> list[str]:
    """Return a word cut between its syllables; the signs around it stay with the first and the last."""
    ends = [
        match.start() + place
        for match in _LETTERS.finditer(word)
        for place in _places(match[0].lower(), language)
    ]  # fmt: skip
    return [word[a:b] for a, b in pairwise([0, *ends, len(word)])]


def hyphenated(inlines: Sequence[Inline], room: float, width: Width, language: str) -> tuple[Inline, ...]:
    """Return the inlines with hyphens and line breaks in the words wider than `room`, as few as can be."""

    def lines(run: Text, word: str) -> list[Inline]:
        made: list[Inline] = []
        found = syllables(word, run.language or language)
        line = found[0]
        for number, syllable in enumerate(found[1:], 2):
            end = "-" if number < len(found) else ""
            if width(replace(run, text=f"{line}{syllable}".rstrip() + end)) > room:
                made += [replace(run, text=line), replace(run, text="-", generated=True), LineBreak(run.change)]
                line = ""
            line += syllable
        return [*made, replace(run, text=line)]

    return _changed(inlines, room, width, language, Parting.SLASHES, lines)


def softened(
    inlines: Sequence[Inline], room: float, width: Width, language: str, parting: Parting
) -> tuple[Inline, ...]:
    """Return the inlines with marks where lines may end in the words wider than `room`.

    For formats that set lines themselves: a space without width after slashes, then soft hyphens between syllables.
    """
    found = _changed(inlines, room, width, language, Parting.NONE, lambda run, word: [_slashed(run, word)])
    if parting < Parting.HYPHENS:
        return found

    def soft(run: Text, word: str) -> list[Inline]:
        return [replace(run, text=SOFT.join(syllables(word, run.language or language)))]

    return _changed(found, room, width, language, Parting.SLASHES, soft)


def _slashed(run: Text, word: str) -> Text:
    return replace(run, text=_SLASH_INSIDE.sub("/" + NO_WIDTH, word))


def _changed(
    inlines: Sequence[Inline], room: float, width: Width, language: str, parting: Parting,
    change: Callable[[Text, str], list[Inline]],
) -> tuple[Inline, ...]:  # fmt: skip
    """Return the inlines with `change` made of each part of a text, as `parting` cuts it, that is too wide."""
    result: list[Inline] = []
    for inline in inlines:
        if not isinstance(inline, Text):
            result.append(inline)
            continue
        kept = ""
        for piece in parts(inline.text, inline.language or language, parting):
            if _WORD.search(piece) and width(replace(inline, text=piece.strip())) > room:
                result += [replace(inline, text=kept)] if kept else []
                result += change(inline, piece)
                kept = ""
            else:
                kept += piece
        result += [replace(inline, text=kept)] if kept else []
    return tuple(result)


@cache
def _places(word: str, language: str) -> tuple[int, ...]:
    """Return where a word in small letters may be hyphenated."""
    patterns = _patterns(language)
    return tuple(int(place) for place in patterns.positions(word)) if patterns else ()


@cache
def _patterns(language: str) -> Pyphen | None:
    """Return the patterns of a language; loaded only where a table needs them."""
    name = strings(language).print.hyphens if supported(language) else ""
    if not name:
        return None
    from pyphen import Pyphen

    return Pyphen(lang=name)
