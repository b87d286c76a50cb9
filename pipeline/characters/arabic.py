"""Right-to-left text [corpus notes.4, languages.arabic]: bracketed note marks, isolated Latin passages.

Reads raw runs and finished inlines of an Arabic document. Gives them without the brackets that are around a note's
place (the printed mark "(1)" carries them), and with symbols, Latin titles and dates isolated. Figures in groups:
`figures`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.characters.whitespace import Raw, Run
from pipeline.document import Direction, Inline, Look, NoteMark, Text
from pipeline.languages.scripts import RIGHT_TO_LEFT

_WORD = r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff][\w\u0300-\u036f/.&’'\-\u2010\u2011]*(?<![.])"
"""Letters with their marks, whether these are characters of their own or not."""
_ADDRESS = (
    rf"(?:https?://|www\.)[^\s<>\"«»{RIGHT_TO_LEFT}]*[^\s<>\"«»{RIGHT_TO_LEFT}.,:;!?)\]]"
    r"|[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
)
"""An address of the web or of mail: one run, whatever signs are in it."""
_FIGURE = r"\d[\d.,:/\-–]*(?<![.,:])"
_BRACKETED = rf"\([A-Za-z0-9][^()\n{RIGHT_TO_LEFT}]{{0,200}}\)"
_GAP = r"(?:[.,:;]{0,2}[ \u00a0]+(?:[–-][ \u00a0]+)?|(?<=\w)(?=\())"
_DAY = r"(?:\d{1,2}(?:[-–]\d{1,2})?[ \u00a0](?=[A-Z][a-z]{2}))?"
_LATIN = re.compile(rf"{_DAY}(?:{_ADDRESS}|{_WORD})(?:{_GAP}(?:{_ADDRESS}|{_WORD}|{_FIGURE}|{_BRACKETED}))*")
"""A Latin passage: words, figures after them and brackets between them, up to the next Arabic letter."""
_LATIN_LETTER = re.compile("[A-Za-z]")


def without_mark_brackets(runs: Sequence[Raw]) -> list[Raw]:
    """Return runs without the raised brackets before and after a note mark; other raised brackets stay."""
    kept = list(runs)
    for place, run in enumerate(kept):
        if isinstance(run, NoteMark):
            opened = _drop(kept, place, -1, "(")
            _drop(kept, place, 1, ")", also_plain=opened)
    return kept


def _drop(runs: list[Raw], place: int, step: int, bracket: str, also_plain: bool = False) -> bool:
    """Take one bracket off the nearest run with characters on that side of the mark."""
    at = place + step
    while 0 <= at < len(runs):
        run = runs[at]
        if not isinstance(run, Run):
            return False
        text = run.text.strip()
        if text:
            return (bool(run.look & Look.RAISED) or also_plain) and _cut(runs, at, step, bracket)
        at += step
    return False


def _cut(runs: list[Raw], at: int, step: int, bracket: str) -> bool:
    run = runs[at]
    assert isinstance(run, Run)
    if step < 0 and run.text.rstrip().endswith(bracket):
        runs[at] = run._replace(text=run.text.rstrip()[:-1])
        return True
    if step > 0 and run.text.lstrip().startswith(bracket):
        runs[at] = run._replace(text=run.text.lstrip()[1:])
        return True
    return False


def isolated(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return the inlines with every Latin passage (symbol, title, "11 December 2023") isolated left to right.

    A passage may run over several looks and links: its runs follow each other and form one isolate.
    """
    whole = "".join(i.text if isinstance(i, Text) else "\n" for i in inlines)
    if not _LATIN_LETTER.search(whole):
        return inlines
    return isolated_at(inlines, [match.span() for match in _LATIN.finditer(whole)])


def isolated_at(inlines: Sequence[Inline], spans: Sequence[tuple[int, int]]) -> tuple[Inline, ...]:
    """Return the inlines with the characters of `spans` isolated left to right; breaks and marks count as one
    character.

    `spans` are in order and do not overlap.
    """
    result: list[Inline] = []
    at = first = 0
    for inline in inlines:
        while first < len(spans) and spans[first][1] <= at:
            first += 1
        if isinstance(inline, Text):
            end = at + len(inline.text)
            result.extend(_pieces(inline, at, _touching(spans, first, end)))
            at = end
        else:
            result.append(inline)
            at += 1
    return tuple(result)


def _touching(spans: Sequence[tuple[int, int]], first: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans from `first` on that begin before `end`."""
    while first < len(spans) and spans[first][0] < end:
        yield spans[first]
        first += 1


def _pieces(text: Text, start: int, spans: Iterable[tuple[int, int]]) -> Iterator[Text]:
    """Yield the run that begins at `start` cut at the borders of the spans that touch it."""
    at, end = start, start + len(text.text)
    for span in spans:
        begin, stop = max(span[0], at), min(span[1], end)
        if begin >= stop:
            continue
        if begin > at:
            yield replace(text, text=text.text[at - start : begin - start])
        yield replace(text, text=text.text[begin - start : stop - start], isolate=Direction.LTR)
        at = stop
    if at < end:
        yield replace(text, text=text.text[at - start :])
