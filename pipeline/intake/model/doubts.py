"""Doubts: what an import could not know, and what it chose.

Gives `Doubt`s and the report of them, Markdown that a person goes through line by line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_LONGEST = 100
_SPECIAL = re.compile(r"([\\`*_|<>\[\]])")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubt: where, what was met, what was chosen; `words` are those of the place, for finding it."""

    place: str
    met: str
    chosen: str
    words: str = ""


@dataclass(slots=True)
class Doubts:
    """The doubts of one import, in the order in which they arose; the same one is kept once."""

    found: dict[Doubt, None] = field(default_factory=dict)

    def add(self, place: str, met: str, chosen: str, words: str = "") -> None:
        """Note a doubt."""
        self.found.setdefault(Doubt(place, met, chosen, " ".join(words.split())[:_LONGEST]))

    def __len__(self) -> int:
        """Return the number of doubts."""
        return len(self.found)


@dataclass(frozen=True, slots=True)
class Count:
    """A figure of the report: "paragraphs", 112."""

    name: str
    number: int


def report(source: str, out: str, doubts: Sequence[Doubt], counts: Sequence[Count], errors: Sequence[str]) -> str:
    """Return the report as Markdown: what was read, every doubt, what the validator still finds (profile strict)."""
    lines = [f"# Import of {_plain(source)}", "", f"Result: {_plain(out)}", ""]
    lines += [f"- {count.name}: {count.number}" for count in counts]
    lines += ["", f"## Doubts: {len(doubts)}", ""]
    if doubts:
        lines += ["| place | met | chosen | words |", "|---|---|---|---|"]
        lines += [_row(doubt) for doubt in doubts]
    else:
        lines.append("None.")
    lines += ["", f"## Errors of the strict profile: {len(errors)}", ""]
    lines += [f"- {_plain(error)}" for error in errors] or ["None."]
    return "\n".join(lines) + "\n"


def _row(doubt: Doubt) -> str:
    cells = (doubt.place, doubt.met, doubt.chosen, doubt.words)
    return f"| {' | '.join(_plain(cell) for cell in cells)} |"


def _plain(text: str) -> str:
    """Return the text in which no character means anything to Markdown."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
