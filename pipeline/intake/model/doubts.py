"""Doubts: what an import could not know, and what it chose.

Gives `Doubt`s and their report, Markdown that a person checks line by line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.intake.model.arrived import Row
from pipeline.validate.report.language import ENGLISH, in_language

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
"""What else something could be, by the first words of the doubt."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubt: where, what was met, what was chosen. `words` are those at the place, to find it by."""

    place: str
    met: str
    chosen: str
    words: str = ""

    @property
    def otherwise(self) -> str:
        """Return what else it could be, or the option that says so; "" if nothing else is likely."""
        return next((other for met, other in _OTHERWISE.items() if self.met.startswith(met)), "")

    def in_language(self, tag: str) -> tuple[str, str, str, str, str]:
        """Return place, what was met, what was chosen and what else it could be, in a language; last the words of the
        file, which are not translated.
        """
        translated = (
            in_language(text, tag, table="imports") for text in (self.place, self.met, self.chosen, self.otherwise)
        )
        place, met, chosen, otherwise = translated
        return place, met, chosen, otherwise, self.words


@dataclass(slots=True)
class Doubts:
    """The doubts of one import, in the order in which they arose, each once."""

    found: dict[Doubt, None] = field(default_factory=dict)

    def add(self, place: str, met: str, chosen: str, words: str = "") -> None:
        """Note a doubt."""
        self.found.setdefault(Doubt(place, met, chosen, " ".join(words.split())[:_LONGEST]))

    def withdraw(self, place: str, met: str) -> None:
        """Remove a doubt that no longer holds."""
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
    source: str,
    out: str,
    rows: Sequence[Row],
    doubts: Sequence[Doubt],
    counts: Sequence[Count],
    errors: Sequence[str],
    tag: str = ENGLISH,
) -> str:
    """Return the report of an import as Markdown in a language: how much is in the XML, every doubt, what the validator
    still finds (profile strict). `errors` are in that language already.
    """

    def translated(text: str) -> str:
        return in_language(text, tag, table="imports")

    lines = [f"# {translated(f'Import of {_plain(source)}')}", "", translated(f"Result: {_plain(out)}"), ""]
    lines += [f"## {translated(f'What arrived: {_verdict(rows, tag)}')}", ""]
    lines += [
        f"| | {translated('in the file')} | {translated('in the XML')} | {translated('missing')} |",
        "|---|--:|--:|---|",
    ]
    lines += [
        f"| {translated(r.name)} | {grouped(r.in_file, tag)} | {grouped(r.in_xml, tag)} | {_plain(', '.join(r.lost))} |"
        for r in rows
    ]
    made = ", ".join(f"{translated(count.name)} {grouped(count.number, tag)}" for count in counts)
    lines += ["", translated("Made of it: {}.").format(made)]
    lines += ["", f"## {translated(f'Doubts: {len(doubts)}')}", ""]
    if doubts:
        heads = ("place", "met", "chosen", "else it could be", "words")
        lines += [f"| {' | '.join(map(translated, heads))} |", "|---|---|---|---|---|"]
        lines += [_row(doubt.in_language(tag)) for doubt in doubts]
    else:
        lines.append(translated("None."))
    lines += ["", f"## {translated(f'Errors of the strict profile: {len(errors)}')}", ""]
    lines += [f"- {_plain(error)}" for error in errors] or [translated("None.")]
    return "\n".join(lines) + "\n"


def grouped(number: int, tag: str) -> str:
    """Return a number with groups of digits as the language writes it: 25,057, 25 057."""
    return f"{number:,}".replace(",", "," if tag == ENGLISH else "\u00a0")


def _verdict(rows: Sequence[Row], tag: str) -> str:
    missing = [in_language(row.name, tag, table="imports") for row in rows if not row.is_whole]
    return f"not all ({', '.join(missing)})" if missing else "everything"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(_plain(cell) for cell in cells)} |"


def _plain(text: str) -> str:
    """Return the text with every character escaped that Markdown would interpret."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
