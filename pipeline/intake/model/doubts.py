"""Doubts: what an import could not know, and what it chose.

Gives `Doubt`s and the report of them, Markdown that a person goes through line by line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.intake.model.arrived import Row

_LONGEST = 100
"""Characters quoted in a doubt. Chosen: a line of the report."""
_SPECIAL = re.compile(r"([\\`*_|<>\[\]])")

_OTHERWISE = {
    "its kind": "any other kind: --kind",
    "its language": "another language: --language",
    "there is no symbol": "a symbol that the file does not show: --symbol",
    "a symbol of no known form": "a misprint: --symbol",
    "no date was found": "a date that the file does not show: --date",
    "the body that issued it": "the body of the symbol: --symbol",
    "nothing says that this is": "a document without its masthead: --symbol, --kind",
    "a short bold line": "a paragraph in bold, the title of a table, a signature",
    "a short line": "a paragraph",
    "a heading style on a long": "a heading",
    "a heading style that": "a heading of the level of its style, misnumbered",
    "a line below the masthead": "a session, an agenda item, a paragraph",
    "a line before the text": "a title",
    "a line in brackets": "a paragraph",
    "a line between masthead": "a title, an agenda item",
    "a line of unknown kind": "a body, a session, a title",
    "a line with asterisks": "a paragraph, a separator",
    "an annex that begins": "a section of the text before it",
    "a paragraph between formula": "an operative paragraph without number",
    "typed as paragraphs": "the beginning of the text",
    "the unknown style": "a heading, a note, a quotation",
    "no title by style": "a section of the text",
    "the same number twice": "a misprint, another list, a quoted text",
    "a picture without alternative": "words of its own: write them into alt",
    "a picture in it": "a picture of the text: put it below the masthead in Word",
    "a picture": "save it as PNG in the Word file and import again",
    "a linked picture": "embed it in the Word file and import again",
    "a chart": "the chart as a picture in the Word file",
    "a diagram": "the diagram as a picture in the Word file",
    "a formula": "MathML, written by hand",
    "a text box": "a note, a caption, a line of the masthead",
    "a sign of a symbol font": "a sign of Unicode, written by hand",
    "a note at the end": "an endnote",
    "a note that nothing calls": "a note to the text above",
    "a table drawn": "lines of text",
    "tracked changes": "the change rejected: reject it in Word and import again",
    "hidden text": "text: unhide it in Word and import again",
    "it is not in Unicode": "another encoding: save it as UTF-8",
    "their numbers begin again": "numbers that begin again, written by hand",
}
"""By the beginning of what was met: what else it could be."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubt: where, what was met, what was chosen; `words` are those of the place, for finding it."""

    place: str
    met: str
    chosen: str
    words: str = ""

    @property
    def otherwise(self) -> str:
        """Return what else it could be, or how to say so; "" if nothing else comes into question."""
        return next((other for met, other in _OTHERWISE.items() if self.met.startswith(met)), "")


@dataclass(slots=True)
class Doubts:
    """The doubts of one import, in the order in which they arose; the same one is kept once."""

    found: dict[Doubt, None] = field(default_factory=dict)

    def add(self, place: str, met: str, chosen: str, words: str = "") -> None:
        """Note a doubt."""
        self.found.setdefault(Doubt(place, met, chosen, " ".join(words.split())[:_LONGEST]))

    def withdraw(self, place: str, met: str) -> None:
        """Take back a doubt of a place that has become void."""
        self.found.pop(next((d for d in self.found if d.place == place and d.met == met), Doubt("", "", "")), None)

    def __len__(self) -> int:
        """Return the number of doubts."""
        return len(self.found)


@dataclass(frozen=True, slots=True)
class Count:
    """A figure of the report: "paragraphs", 112."""

    name: str
    number: int


def report(
    source: str, out: str, rows: Sequence[Row], doubts: Sequence[Doubt], counts: Sequence[Count], errors: Sequence[str]
) -> str:
    """Return the report as Markdown: what arrived, every doubt, what the validator still finds (profile strict)."""
    lines = [
        f"# Import of {_plain(source)}",
        "",
        f"Result: {_plain(out)}",
        "",
        f"## What arrived: {_verdict(rows)}",
        "",
    ]
    lines += ["| | in the file | in the XML | missing |", "|---|--:|--:|---|"]
    lines += [f"| {r.name} | {r.in_file:,} | {r.in_xml:,} | {_plain(', '.join(r.lost))} |" for r in rows]
    lines += ["", f"Made of it: {', '.join(f'{count.name} {count.number:,}' for count in counts)}."]
    lines += ["", f"## Doubts: {len(doubts)}", ""]
    if doubts:
        lines += ["| place | met | chosen | else it could be | words |", "|---|---|---|---|---|"]
        lines += [_row(doubt) for doubt in doubts]
    else:
        lines.append("None.")
    lines += ["", f"## Errors of the strict profile: {len(errors)}", ""]
    lines += [f"- {_plain(error)}" for error in errors] or ["None."]
    return "\n".join(lines) + "\n"


def _verdict(rows: Sequence[Row]) -> str:
    missing = [row.name for row in rows if not row.is_whole]
    return f"not all ({', '.join(missing)})" if missing else "everything"


def _row(doubt: Doubt) -> str:
    cells = (doubt.place, doubt.met, doubt.chosen, doubt.otherwise, doubt.words)
    return f"| {' | '.join(_plain(cell) for cell in cells)} |"


def _plain(text: str) -> str:
    """Return the text in which no character means anything to Markdown."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
