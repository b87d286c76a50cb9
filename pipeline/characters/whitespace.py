"""White space and characters: from the raw runs of one block to printed text.

Reads raw runs as the walk over the XML gathers them [corpus white-space]. Gives the same runs with layout white space
gone, spaces collapsed and the marks that print nothing dropped. Tabs inside a block are left as two place holders:
`COLUMN` (two tabs or more: columns of a signature line) and `STOP` (one tab: the gap after a label, else a space).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.document import Change, Inline, Letters, LineBreak, Link, Look, NoteMark, Picture, Tab, Text

STOP = "\t"
COLUMN = "\v"
GLUE = frozenset(("span", "a", "sup", "sub", "b", "i", "u", "authorialNote"))
"""Elements between which a line break is only pretty-printing [corpus white-space.1]."""

_NOTHING = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Soft hyphens, direction marks without opener, zero-width marks: nothing of them is printed.

See [corpus characters.controls].
"""
_SPACE = re.compile(r"[ \t\r\n\f\v\u2028\u2029]{2,}|[\t\r\n\f\v\u2028\u2029]")
_EDGE = " \t\v\u00a0\u202f\u2009"
_BESIDE_COLUMN = re.compile(f" ?{COLUMN} ?")


class Run(NamedTuple):
    """Raw characters of the source with their look; turned into `Text` when the block is finished."""

    text: str
    look: Look = Look.PLAIN
    link: Link | None = None
    language: str = ""
    date: str = ""
    generated: bool = False
    change: Change | None = None
    """Whether the source marks the run as inserted or deleted."""
    letters: Letters | None = None
    """Their setting, if it is another than that of the paragraph."""


Raw = Run | NoteMark | LineBreak | Tab | Picture
_NO_CHARACTERS = (NoteMark, Picture)


def _with(run: Run, text: str) -> Run:
    """Return the run with other characters; quicker than `_replace`."""
    return Run(text, run.look, run.link, run.language, run.date, run.generated, run.change, run.letters)


def words_of(attribute: str) -> str:
    """Return the words of an attribute as they are printed: single spaces, nothing of the marks that print nothing."""
    return " ".join(_NOTHING.sub("", attribute).split())


def is_layout(text: str | None) -> bool:
    """Return True for a text node that is only white space with a line break: pretty-printing."""
    return text is not None and "\n" in text and not text.strip(" \t\r\n")


def leading_tabs(runs: Sequence[Raw]) -> int:
    """Return the number of tabs that a block begins with: its typed indent."""
    count = 0
    for run in runs:
        if not isinstance(run, Run):
            break
        if run.text[:1].isalnum():
            break
        rest = run.text.lstrip()
        count += run.text[: len(run.text) - len(rest)].count("\t")
        if rest:
            break
    return count


def normalise(runs: Sequence[Raw]) -> list[Raw]:
    """Return runs with spaces collapsed across their borders, edges stripped, equal neighbours merged
    [corpus white-space.3, white-space.4, white-space.5]."""
    if len(runs) == 1 and isinstance(runs[0], Run):
        text = _squeezed(runs[0].text).strip(_EDGE)
        return [] if not text else [runs[0]] if text is runs[0].text else [_with(runs[0], text)]
    settled: list[Raw] = []
    last = " "
    for run in runs:
        if isinstance(run, Run):
            text = _squeezed(run.text)
            if last in " \t\v":
                text = text.lstrip(" \t\v") if not settled else _after_space(text, settled)
            text = text if settled else text.lstrip(_EDGE)
            if not text:
                continue
            last = text[-1]
            _append(settled, run if text is run.text else _with(run, text))
        elif isinstance(run, LineBreak):
            _trim_end(settled, " \t\v")
            if settled and not isinstance(settled[-1], LineBreak):
                settled.append(run)
            last = " "
        else:
            settled.append(run)
            last = "." if isinstance(run, _NO_CHARACTERS) else " "
    _trim_end(settled, _EDGE)
    return settled


def _after_space(text: str, settled: list[Raw]) -> str:
    """Return the text that follows a space: its own leading spaces go; a tab among them makes the space before it a
    tab.
    """
    rest = text.lstrip(" \t\v")
    gap = text[: len(text) - len(rest)]
    before = settled[-1]
    if gap.strip(" ") and isinstance(before, Run):
        tabs = (STOP if before.text[-1] != " " else "") + gap
        mark = COLUMN if COLUMN in tabs or tabs.count(STOP) > 1 or before.text[-1] == COLUMN else STOP
        settled[-1] = _with(before, before.text[:-1] + mark)
    return rest


def _squeezed(text: str) -> str:
    """Return spaces collapsed, marks that print nothing dropped."""
    if "  " not in text and text.replace("\u00a0", "").isprintable():
        return text
    if not text.isascii():
        text = _NOTHING.sub("", text)
    return _SPACE.sub(_one, text)


def _one(match: re.Match[str]) -> str:
    """Return what a stretch of white space stands for: tabs beside a line break are the indents of a pretty-printed
    file.
    """
    space = match.group()
    tabs = 0 if "\n" in space else space.count("\t")
    return " " if not tabs else STOP if tabs == 1 else COLUMN


def _append(settled: list[Raw], run: Run) -> None:
    before = settled[-1] if settled else None
    if isinstance(before, Run):
        if before[1:] == run[1:]:
            settled[-1] = _with(before, before.text + run.text)
            return
        if _two_links_meet(before, run):
            settled[-1] = _with(before, before.text + " ")
    settled.append(run)


def _two_links_meet(before: Run, run: Run) -> bool:
    """Return True if a digit or bracket of one link touches a digit of another: a line break between was a space."""
    if before.link is None or run.link is None or before.link.target == run.link.target:
        return False
    return (before.text[-1].isdigit() or before.text[-1] == ")") and run.text[0].isdigit()


def _trim_end(settled: list[Raw], characters: str) -> None:
    while settled:
        last = settled[-1]
        if isinstance(last, LineBreak | Tab):
            settled.pop()
            continue
        if not isinstance(last, Run):
            return
        text = last.text.rstrip(characters)
        if text:
            settled[-1] = _with(last, text)
            return
        settled.pop()


def finish(runs: Sequence[Raw]) -> tuple[Inline, ...]:
    """Return the inlines of a block: `STOP` becomes a space, `COLUMN` a `Tab`."""
    inlines: list[Inline] = []
    for run in runs:
        if not isinstance(run, Run):
            inlines.append(run)
        elif COLUMN in run.text:
            for number, piece in enumerate(_BESIDE_COLUMN.split(run.text)):
                if number:
                    inlines.append(Tab())
                if piece:
                    inlines.append(_text(_with(run, piece)))
        else:
            inlines.append(_text(run))
    return tuple(inlines)


def _text(run: Run) -> Text:
    text = run.text.replace(STOP, " ")
    return Text(text, run.look, run.link, run.language, None, run.date, run.generated, run.change, None, run.letters)


def plain(runs: Sequence[Raw]) -> str:
    """Return the characters of runs, note marks left out."""
    if len(runs) == 1 and isinstance(runs[0], Run):
        return runs[0].text
    return "".join(
        [run.text if isinstance(run, Run) else "" if isinstance(run, _NO_CHARACTERS) else " " for run in runs]
    )
