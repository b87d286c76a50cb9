"""The title in running heads: in so many lines as the form has space for.

Reads a title and the form's `[running]`. Gives the words that are printed and the width in which they are: a title
too long for its usual width gets more, as in the print (A/RES/79/190, A/RES/80/109); one that is still too long is cut
at a word.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from pipeline.document import Direction, Document, Heading, Identity
from pipeline.forms import Form
from pipeline.layout.measure import SAFETY, Measure
from pipeline.layout.spaces import is_division

_STEP = 1.0
"""Points by which a column is widened in turn. Chosen: less than a character."""
_GAP = 12.0
"""Points between the title and the symbol, at least. Chosen: a line's leading."""
_CUT = " …"
_OPENING = 12
"""Headings among which those of part and section are. Chosen: twice as many as the five sections of 2026 have."""


class Division(NamedTuple):
    """A part or a section of a budget: "Part IV", and its name."""

    number: str
    name: str


def divisions(document: Document) -> tuple[Division, Division] | None:
    """Return part and section as the headings before the text name them; None if they do not."""
    headings = [block.text.strip() for block in document.blocks() if isinstance(block, Heading)][:_OPENING]
    place = next((n for n, text in enumerate(headings) if is_division(text, document.identity.language)), 0)
    if place < 2 or place + 1 >= len(headings):
        return None
    return Division(*headings[place - 2 : place]), Division(*headings[place : place + 2])


Lines = Callable[[str, float], int]
"""Number of lines that a text takes in a column of this width."""


class Title(NamedTuple):
    """The printed title, and its width."""

    text: str
    width: float


def head_title(identity: Identity, form: Form, factor: float = 1.0) -> Title:
    """Return the title as heads have space for it whose lines other programs set; `factor`: how much larger they set
    type.
    """
    measure = Measure(identity.language, identity.direction is Direction.RTL, factor)
    careful = Measure(identity.language, identity.direction is Direction.RTL, factor * SAFETY)
    style = form.style("running-head")
    title = identity.running_title if form.running.title else ""
    symbol = measure.width(identity.symbol_printed, style)
    return running_title(title, symbol, form, lambda text, width: careful.lines(text, style, width))


def running_title(title: str, symbol: float, form: Form, lines: Lines) -> Title:
    """Return the title as running heads print it; `symbol` is the width of the symbol beside it."""
    running = form.running
    widest = max(running.title_width, form.page.measure - symbol - _GAP)
    width = running.title_width
    if not title or lines(title, width) <= running.title_lines:
        return Title(title, width)
    if lines(title, widest) > running.title_lines:
        return Title(_cut(title, lambda text: lines(text, widest) <= running.title_lines), widest)
    while lines(title, width) > running.title_lines and width < widest:
        width = min(widest, width + _STEP)
    return Title(title, width)


def _cut(title: str, fits: Callable[[str], bool]) -> str:
    """Return the longest beginning of a title that fits, in whole words, with a sign that more follows."""
    words = title.split(" ")
    least, most = 1, len(words) - 1
    while least < most:
        middle = (least + most + 1) // 2
        if fits(" ".join(words[:middle]) + _CUT):
            least = middle
        else:
            most = middle - 1
    return " ".join(words[:least]).rstrip(" ,;:–—-،؛、，；：") + _CUT
