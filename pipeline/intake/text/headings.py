"""Recognises headings of a plain text by their shape.

Reads stretches. Gives the numbers of the headings: a few short lines alone, without label and without a mark that ends
a sentence, between the title and the closing lines of a part. Many in a row are a list of names instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from pipeline.characters.labels import LabelKind, kind_of
from pipeline.intake.text.blocks import Stretch, is_drawn, joined
from pipeline.intake.vocabulary.words import says
from pipeline.languages.kinds import names_kind

_LONGEST, _MOST_LINES, _MOST_TOGETHER = 220, 4, 3
"""Most characters and lines of a heading, and most headings in a row. Chosen: titles of resolutions fit."""
RIGHT, LONGEST_AT_RIGHT = 30, 44
"""Spaces before a line at the right, at least, and characters of it, at most. Chosen: dates and signatures are shorter,
and begin in the middle of the line or later.
"""
_ENDS = tuple(".;:,!?؛،。；：，")
_OPENS = tuple("[(“«”'‘„‹*<")
_LABEL = re.compile(r"(\S{1,8} [-–]|\S{1,8}|\d{1,3}[-–])(?:\t|\s+)(?=\S)")
_MARKS_AT_END = re.compile(r"(?:\[[^\]\s]{1,4}\]|\(\d{1,3}\)|\*)+$")
_LONG_RULE = 40
"""Signs of a rule across the page. Chosen: half a line."""
_LEAST_LETTERS = 4
"""Letters of a heading, at least. Chosen: fewer are a number or a mark."""


def headings(blocks: Sequence[Stretch], language: str) -> frozenset[int]:
    """Return the numbers of the stretches that are headings. The first of `blocks` follows the title."""
    found: set[int] = set()
    closed = False
    shapes: list[tuple[int, bool]] = []
    for block in blocks:
        if block.rule:
            closed = closed and len(block.lines[0].strip()) < _LONG_RULE
            continue
        closed = closed or at_right(block)
        shapes.append((block.number, not closed and _has_shape(block, language)))
    for is_heading, run in groupby(shapes, key=lambda shape: shape[1]):
        numbers = [number for number, _ in run]
        if is_heading and len(numbers) <= _MOST_TOGETHER and numbers[-1] != shapes[-1][0]:
            found.update(numbers)
    return frozenset(found)


def at_right(block: Stretch) -> bool:
    """Return True for short lines at the right: closing lines of a resolution, or a signature."""
    return (
        not block.table and block.indent >= RIGHT and all(len(line.strip()) < LONGEST_AT_RIGHT for line in block.lines)
    )


def _has_shape(block: Stretch, language: str) -> bool:
    text = _MARKS_AT_END.sub("", joined(block.lines))
    if block.table or block.underline or is_drawn(text) or len(block.lines) > _MOST_LINES or len(text) > _LONGEST:
        return False
    if text.endswith(_ENDS) or text.startswith(_OPENS) or sum(c.isalpha() for c in text) < _LEAST_LETTERS:
        return False
    if names_kind("resolution", text, language) or any(says(topic, text, language) for topic in ("adopted", "formula")):
        return False
    match = _LABEL.match(text)
    return match is None or kind_of(match[1]) in (LabelKind.NONE, LabelKind.SECTION)
