"""One accepted and one reported example per rule.

Reads `templates/validation/examples/`. Gives `Example`s: the snippets that the list of rules shows, and whole files
made from the model document, with the place at which the rule must point.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pipeline.data import TEMPLATES
from pipeline.errors import Place, TemplateError

FOLDER = TEMPLATES / "validation" / "examples"
MARK = "‸"
_DOCUMENT, _OTHER = "model.xml", "other.xml"


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
    """The examples by rule. Raises TemplateError where one does not fit the model document."""
    file = FOLDER / "examples.toml"
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        model = (FOLDER / _DOCUMENT).read_text(encoding="utf-8")
        return {rule: _example(rule, entry, model) for rule, entry in table.items()}
    except (OSError, tomllib.TOMLDecodeError, KeyError, ValueError) as error:
        raise TemplateError(f"the examples do not fit their form: {error}", place=Place(file)) from error


def _example(rule: str, entry: dict[str, Any], model: str) -> Example:
    good, bad = str(entry["good"]), str(entry["bad"])
    good_files = _files(rule, entry, model, "good")
    marked = _files(rule, entry, model, "bad")
    file = str(entry.get("finding_in", _DOCUMENT))
    line, column = _place(rule, marked[file])
    return Example(
        rule=rule,
        good=good,
        bad=bad.replace(MARK, ""),
        good_files=good_files,
        bad_files={name: text.replace(MARK, "") for name, text in marked.items()},
        file=file,
        line=line,
        column=column,
    )


def _files(rule: str, entry: dict[str, Any], model: str, kind: str) -> dict[str, str]:
    """Files of the good or the bad example; the bad ones carry the mark."""
    text = _replaced(rule, model, [*entry.get("setup", []), *entry.get(f"{kind}_setup", [])])
    at = str(entry.get("at", entry["good"]))
    if at not in text:
        raise ValueError(f"{rule}: “{at}” does not stand in the model")
    text = text.replace(at, str(entry[kind]), 1)
    if kind == "bad" and "points_at" in entry:
        text = text.replace(str(entry["points_at"]), MARK + str(entry["points_at"]), 1)
    files = {_DOCUMENT: text, **entry.get("beside", {}), **entry.get(f"{kind}_beside", {})}
    other = entry.get(f"{kind}_other", entry.get("other"))
    if other is not None:
        files[_OTHER] = _replaced(rule, text, other)
    return files


def _replaced(rule: str, text: str, pairs: Sequence[Sequence[str]]) -> str:
    for old, new in pairs:
        if old not in text:
            raise ValueError(f"{rule}: “{old}” does not stand in the model")
        text = text.replace(old, new)
    return text


def _place(rule: str, text: str) -> tuple[int, int]:
    """1-based line and column of the mark."""
    before, mark, _ = text.partition(MARK)
    if not mark:
        raise ValueError(f"{rule}: no place is marked")
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
