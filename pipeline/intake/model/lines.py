"""Lines settled: spaces collapsed, typed labels apart from their text.

Reads a `RawLine`. Gives its label and its inlines as preparing would (`pipeline.characters`): a file's
own number, a label typed before a tab, the two tabs of a heading without number.
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
"""The number of a heading before a mere space: "II. Mandate"."""


class Settled(NamedTuple):
    """A line ready to be a block: label and text, the kind of the label, tabs it began with."""

    label: tuple[Inline, ...]
    inlines: tuple[Inline, ...]
    kind: LabelKind
    tabs: int

    @property
    def text(self) -> str:
        """The characters of the text, the label left out."""
        return " ".join(plain_text(self.inlines).split())

    @property
    def label_text(self) -> str:
        """The characters of the label."""
        return " ".join(plain_text(self.label).split())


def settled(line: RawLine, *, heading: bool = False, note: bool = False, loose: bool = False) -> Settled:
    """Return the line with its label apart. `heading`: whatever is before a tab is its number, with `loose` also a
    number before a space; `note`: "a See …"."""
    runs = list(line.runs)
    tabs = leading_tabs(runs)
    if line.number:
        return Settled(finish([Run(line.number)]), finish(normalise(runs)), kind_of(line.number), tabs)
    if note:
        label, rest = split_note(normalise(runs))
        return Settled(finish(unraised(label)), finish(normalise(rest)), kind_of(plain(label)), tabs)
    if heading:
        return _heading(runs, tabs, loose=loose)
    alone = _ALONE.fullmatch(plain(runs))
    if alone and kind_of(alone[1]):
        return Settled(finish(normalise(runs)), (), kind_of(alone[1]), tabs)
    kind, label, rest = split_typed(normalise(runs), quoted=True)
    return Settled(finish(normalise(label)), finish(normalise(rest)), kind, tabs)


def unemphasized(line: RawLine) -> RawLine:
    """Return the line without bold where all of it is bold: what it is says that it is printed so."""
    shown = [run for run in line.runs if isinstance(run, Run) and run.text.strip()]
    if not all(run.look & Look.BOLD for run in shown):
        return line
    runs = [r._replace(look=r.look & ~Look.BOLD) if isinstance(r, Run) else r for r in line.runs]
    return replace(line, runs=runs)


def has_words(line: RawLine) -> bool:
    """Return True if a line has something to print."""
    return bool(plain(normalise(list(line.runs))).strip()) or any(
        isinstance(run, NoteMark | Picture) for run in line.runs
    )


def _heading(runs: list[Raw], tabs: int, *, loose: bool) -> Settled:
    """Return a heading: "→I.→Introduction" has a number, "→→Impact …" none."""
    text = plain(runs)
    match = _TABBED.match(text) or (_TYPED.match(text) if loose else None)
    label = match[1].strip() if match else ""
    if match is None or not label or len(label) > _LONGEST_LABEL or not text[match.end() :].strip():
        return Settled((), finish(normalise(runs)), LabelKind.NONE, tabs)
    first, rest = cut(runs, match.end(1), match.end())
    return Settled(finish(normalise(first)), finish(normalise(rest)), kind_of(label), tabs)


def cut(runs: Sequence[Raw], end: int, begin: int) -> tuple[list[Raw], list[Raw]]:
    """Return the runs up to character `end`, and those from character `begin` on."""
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
