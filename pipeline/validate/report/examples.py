"""One accepted and one reported example per rule.

Reads `templates/validation/examples/`. Gives `Example`s: the snippets that the list of rules shows, and whole files
made from the model document, with the place at which the rule must point.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from pipeline.data import TEMPLATES, Record, decode
from pipeline.errors import Place, TemplateError

FOLDER = TEMPLATES / "validation" / "examples"
MARK = "‸"
_DOCUMENT, _OTHER = "model.xml", "other.xml"


Replacements = tuple[tuple[str, str], ...]
"""Pairs of old and new."""


class Entry(Record, frozen=True, kw_only=True):
    """The example of one rule in `examples.toml`, where the fields are explained."""

    good: str
    bad: str
    at: str = ""
    points_at: str = ""
    finding_in: str = _DOCUMENT
    setup: Replacements = ()
    bad_setup: Replacements = ()
    other: Replacements | None = None
    good_other: Replacements | None = None
    bad_other: Replacements | None = None
    beside: Mapping[str, str] = {}
    good_beside: Mapping[str, str] = {}
    bad_beside: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Example:
    """The example of one rule."""

    rule: str
    good: str
    """Mark-up that the rule accepts."""
    bad: str
    """Mark-up that the rule reports."""
    good_files: dict[str, str]
    """Name and text of each file of the accepted example."""
    bad_files: dict[str, str]
    file: str
    """Name of the file in which the finding of the reported example is."""
    line: int
    column: int
    """Where the finding of the reported example is."""


@lru_cache(maxsize=1)
def examples() -> dict[str, Example]:
    """Return the examples by rule. Raises TemplateError if one does not fit the model document."""
    file = FOLDER / "examples.toml"
    entries = decode(file, dict[str, Entry])
    try:
        model = (FOLDER / _DOCUMENT).read_text(encoding="utf-8")
        return {rule: _example(rule, entry, model) for rule, entry in entries.items()}
    except (OSError, ValueError) as error:
        raise TemplateError(f"the examples do not fit the model: {error}", place=Place(file)) from error


def _example(rule: str, entry: Entry, model: str) -> Example:
    marked = _bad_files(rule, entry, model)
    line, column = _place(rule, marked[entry.finding_in])
    return Example(
        rule=rule,
        good=entry.good,
        bad=entry.bad.replace(MARK, ""),
        good_files=_good_files(rule, entry, model),
        bad_files={name: text.replace(MARK, "") for name, text in marked.items()},
        file=entry.finding_in,
        line=line,
        column=column,
    )


def _good_files(rule: str, entry: Entry, model: str) -> dict[str, str]:
    text = _exchanged(rule, entry, _replaced(rule, model, entry.setup), entry.good)
    other = entry.good_other if entry.good_other is not None else entry.other
    return _files(rule, text, other, {**entry.beside, **entry.good_beside})


def _bad_files(rule: str, entry: Entry, model: str) -> dict[str, str]:
    """Return the files of the reported example, with the mark."""
    text = _exchanged(rule, entry, _replaced(rule, model, (*entry.setup, *entry.bad_setup)), entry.bad)
    if entry.points_at:
        text = text.replace(entry.points_at, MARK + entry.points_at, 1)
    other = entry.bad_other if entry.bad_other is not None else entry.other
    return _files(rule, text, other, {**entry.beside, **entry.bad_beside})


def _exchanged(rule: str, entry: Entry, text: str, example: str) -> str:
    """Return the model with the example in its place."""
    at = entry.at or entry.good
    if at not in text:
        raise ValueError(f"{rule}: “{at}” is not in the model")
    return text.replace(at, example, 1)


def _files(rule: str, text: str, other: Replacements | None, beside: Mapping[str, str]) -> dict[str, str]:
    files = {_DOCUMENT: text, **beside}
    if other is not None:
        files[_OTHER] = _replaced(rule, text, other)
    return files


def _replaced(rule: str, text: str, pairs: Replacements) -> str:
    for old, new in pairs:
        if old not in text:
            raise ValueError(f"{rule}: “{old}” is not in the model")
        text = text.replace(old, new)
    return text


def _place(rule: str, text: str) -> tuple[int, int]:
    """Return the 1-based line and column of the mark."""
    before, mark, _ = text.partition(MARK)
    if not mark:
        raise ValueError(f"{rule}: no place is marked")
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
