"""Separates the label of a line from its text.

Reads a `RawLine`. Gives its label and its inlines with white space normalised as in preparing (`pipeline.characters`):
an automatic number, a label typed before a tab, or the two tabs before a heading without number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.characters.labels import LabelKind, kind_of, split_note, split_typed, unraised
from pipeline.characters.whitespace import Raw, Run, finish, leading_tabs, normalise, plain
from pipeline.document import Inline, Look, NoteMark, Picture, plain_text
from pipeline.intake.model.manuscript import RawLine

ENDS = ".,;:،؛，；。"
"""Marks with which titles and signatures do not end. Chosen: those that end or part sentences in six languages."""
_LONGEST_LABEL = 24
"""Characters of a label. Chosen: longer than any number with its word, shorter than a sentence."""
_ALONE = re.compile(r"\s*([^\t]{1,24}?)[ \u00a0]*\t\s*")
_TABBED = re.compile(r"\t*([^\t]{1,24})\t")
_TYPED = re.compile(r"\s*((?:[IVXL]{1,6}|[A-Z]|\d{1,3})\.)[ \u00a0]+(?=\w{2})")
"""Number of a heading before a space instead of a tab: "II. Mandate"."""


class LabelledLine(NamedTuple):
    """A line with its label apart: label, text, kind of the label, number of tabs before it."""

    label: tuple[Inline, ...]
    inlines: tuple[Inline, ...]
    kind: LabelKind
    tabs: int

    @property
    def text(self) -> str:
        """Characters of the text, without the label."""
        return " ".join(plain_text(self.inlines).split())

    @property
    def label_text(self) -> str:
        """The characters of the label."""
        return " ".join(plain_text(self.label).split())


def labelled_line(line: RawLine, *, heading: bool = False, note: bool = False, loose: bool = False) -> LabelledLine:
    """Return a line with its label apart from its text. `heading`: what is before a tab is its number; with `loose`
    also a number before a space. `note`: the label is the letter of a note: "a See …".
    """
    runs = list(line.runs)
    tabs = leading_tabs(runs)
    if line.number:
        return LabelledLine(finish([Run(line.number)]), finish(normalise(runs)), kind_of(line.number), tabs)
    if note:
        label, rest = split_note(normalise(runs))
        return LabelledLine(finish(unraised(label)), finish(normalise(rest)), kind_of(plain(label)), tabs)
    if heading:
        return _heading(runs, tabs, loose=loose)
    alone = _ALONE.fullmatch(plain(runs))
    if alone and kind_of(alone[1]):
        return LabelledLine(finish(normalise(runs)), (), kind_of(alone[1]), tabs)
    kind, label, rest = split_typed(normalise(runs), quoted=True)
    return LabelledLine(finish(normalise(label)), finish(normalise(rest)), kind, tabs)


def unemphasized(line: RawLine) -> RawLine:
    """Return the line without bold if all of it is bold: headings are printed so anyway."""
    shown = [run for run in line.runs if isinstance(run, Run) and run.text.strip()]
    if not all(run.look & Look.BOLD for run in shown):
        return line
    runs = [r._replace(look=r.look & ~Look.BOLD) if isinstance(r, Run) else r for r in line.runs]
    return replace(line, runs=runs)


def has_words(line: RawLine) -> bool:
    """Return True for a line with words, a picture or the mark of a note."""
    return bool(plain(normalise(list(line.runs))).strip()) or any(
        isinstance(run, NoteMark | Picture) for run in line.runs
    )


def _heading(runs: list[Raw], tabs: int, *, loose: bool) -> LabelledLine:
    """Return a heading: "→I.→Introduction" has a number, "→→Impact …" has none."""
    text = plain(runs)
    match = _TABBED.match(text) or (_TYPED.match(text) if loose else None)
    label = match[1].strip() if match else ""
    if match is None or not label or len(label) > _LONGEST_LABEL or not text[match.end() :].strip():
        return LabelledLine((), finish(normalise(runs)), LabelKind.NONE, tabs)
    first, rest = cut(runs, match.end(1), match.end())
    return LabelledLine(finish(normalise(first)), finish(normalise(rest)), kind_of(label), tabs)


def cut(runs: Sequence[Raw], end: int, begin: int) -> tuple[list[Raw], list[Raw]]:
    """Return the runs up to the character `end`, and those from the character `begin` on."""
    first: list[Raw] = []
    rest: list[Raw] = []
    at = 0
    for run in runs:
        if not isinstance(run, Run):
            (first if at < end else rest).append(run)
            at += len(plain([run]))
            continue
        if at < end:
            first.append(run._replace(text=run.text[: end - at]))
        if at + len(run.text) > begin:
            rest.append(run._replace(text=run.text[max(0, begin - at) :]))
        at += len(run.text)
    return first, rest
