"""Right-to-left text (profile sections 7 and 14): bracketed note marks, isolated Latin passages.

Reads raw runs and finished inlines of an Arabic document. Gives them without the brackets that stand around a note's
place (the printed mark "(1)" carries them), and with symbols and Latin dates isolated. Figures in reversed groups
("000 566 10") stay as they are: plain blanks and the base direction order them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.document import Direction, Inline, Look, NoteMark, Text
from pipeline.prepare.whitespace import Raw, Run

_WORD = r"[A-Za-z\u00c0-\u024f][\w/.&’'\-\u2011]*"
_DAY = r"(?:\d{1,2}(?:[-–]\d{1,2})? (?=[A-Z][a-z]{2}))?"
_LATIN = re.compile(rf"{_DAY}{_WORD}(?:[ \u00a0]?\(\d{{4}}\)|[ \u00a0]\d{{4}}(?!\d)|[ \u00a0]{_WORD})*")


def without_mark_brackets(runs: Sequence[Raw]) -> list[Raw]:
    """Runs without the raised brackets before and after a note mark; other raised brackets stay."""
    kept = list(runs)
    for place, run in enumerate(kept):
        if not isinstance(run, NoteMark):
            continue
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
            break
        at += step
    else:
        return False
    if not (run.look & Look.RAISED or also_plain):
        return False
    if step < 0 and text.endswith(bracket):
        runs[at] = run._replace(text=run.text.rstrip()[:-1])
        return True
    if step > 0 and text.startswith(bracket):
        runs[at] = run._replace(text=run.text.lstrip()[1:])
        return True
    return False


def isolated(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """The inlines with every Latin passage (symbol, "11 December 2023") isolated left to right."""
    result: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text) and inline.isolate is None and _LATIN.search(inline.text):
            result.extend(_pieces(inline))
        else:
            result.append(inline)
    return tuple(result)


def _pieces(text: Text) -> Iterable[Text]:
    at = 0
    for match in _LATIN.finditer(text.text):
        if match.start() > at:
            yield replace(text, text=text.text[at : match.start()])
        yield replace(text, text=match.group(), isolate=Direction.LTR)
        at = match.end()
    if at < len(text.text):
        yield replace(text, text=text.text[at:])
