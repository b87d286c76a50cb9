"""Setting one block: label, text and style to lines.

Reads inlines. Gives lines. `TextLayout` is what the parts of the writer share: measures, width, the notes called so
far.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from pipeline.document import Change, Inline, LineBreak, Look, Note, NoteMark, Picture, Tab, Text
from pipeline.forms import Form
from pipeline.languages.records import Strings
from pipeline.layout.cascade import Cascade
from pipeline.write.text.lines import display_width, padded, wrap
from pipeline.write.text.measures import LineStyle, TextMeasures, measures

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_BLANKS = re.compile("[ \t\n]+")
_RAISED = str.maketrans("abcdefghijklmnoprstuvwxyz0123456789", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ⁰¹²³⁴⁵⁶⁷⁸⁹")
_RAISED_MARK = re.compile("[a-z](, ?[a-z])*|[0-9]+(, ?[0-9]+)*")
"""Marks and powers, of which a reader without raised letters would make another word or number: "2024a", "m2"."""


_change = attrgetter("change")


@dataclass(slots=True)
class TextLayout:
    """One file in the making. `flow`: one paragraph per line, no columns, no underlines."""

    measures: TextMeasures
    notes: Mapping[str, Note]
    form: Form
    cascade: Cascade
    flow: bool = False
    lines: list[str] = field(default_factory=list)
    called: dict[str, None] = field(default_factory=dict)
    """Ids of the notes called, in order."""
    listed: set[str] = field(default_factory=set)

    def text(self, inlines: Sequence[Inline]) -> str:
        """Return the characters of `inlines`: LF for a break, HT for a tab, "[1]" for a note mark.

        A picture is on a line of its own, as in every format, but for one no higher than a line.
        """
        if not any(inline.change or isinstance(inline, Picture) for inline in inlines):
            return "".join(map(self._one, inlines))
        text = ""
        for (change, pictured), group in groupby(inlines, key=lambda inline: (_change(inline), _is_picture(inline))):
            gap = "\n" if pictured and text else ""
            text += gap + self._changed("".join(map(self._one, group)), change)
        return text

    def _one(self, inline: Inline) -> str:
        if isinstance(inline, Text):
            raised = inline.look is not Look.PLAIN and Look.RAISED in inline.look
            text = _raised(inline.text) if raised else inline.text
            return text if text.isascii() and text.isprintable() else _CONTROLS.sub("", text)
        if isinstance(inline, NoteMark):
            return self._mark(inline)
        if isinstance(inline, Picture):
            return inline.words
        return "\t" if isinstance(inline, Tab) else "\n" if isinstance(inline, LineBreak) else ""

    def _changed(self, text: str, change: Change | None) -> str:
        """Return a run of a marked document: what is new and what is old, each between its signs."""
        if change is None or not text:
            return text
        before, after = self.measures.inserted if change.is_new else self.measures.deleted
        return f"{before}{text}{after}"

    def _mark(self, mark: NoteMark) -> str:
        note = self.notes.get(mark.note)
        if note is None:
            return ""
        self.called.setdefault(note.id)
        return note_mark(note)

    def add(self, lines: Iterable[str], before: int = 1) -> None:
        """Add lines after `before` empty lines; nothing if there are no lines."""
        new = [line.rstrip(" \t") for line in lines]
        if not any(new):
            return
        if self.lines:
            self.lines += [""] * before
        self.lines += new

    def add_block(self, style: LineStyle, label: str, text: str) -> None:
        """Add a block in its style, after the empty lines that the style asks for."""
        self.add(self.block(style, label, text), min(style.before, 1) if self.flow else style.before)

    def block(self, style: LineStyle, label: str, text: str) -> list[str]:
        """Return a block in its style as lines."""
        if self.flow:
            return [one_line(f"{label} {text}")]
        lines = self._set(style, label, text.strip(" \t"))
        return lines + self._underline(style, lines)

    def _set(self, style: LineStyle, label: str, text: str) -> list[str]:
        width = self.measures.width
        if style.align != "start":
            whole = f"{label} {text}" if label else text
            return [padded(line, width, style.align) for line in wrap(whole, width, width)]
        opening = " " * style.first
        if label:
            opening += f"{label} "
            opening = padded(opening, style.rest)
        return _hung(opening, text, style.rest, width)

    def _underline(self, style: LineStyle, lines: list[str]) -> list[str]:
        if not style.under or not any(lines):
            return []
        return [style.under * min(self.measures.width, max(map(display_width, lines)))]

    def thin_rule(self) -> str:
        """Return a thin rule over the whole width."""
        return self.measures.thin * self.measures.width


def legend(words: Strings) -> str:
    """Return what the signs around inserted and deleted words mean."""
    wording = words.comparison.redline
    (new, after_new), (old, after_old) = measures().inserted, measures().deleted
    return f"{wording.legend}: {new}{wording.inserted}{after_new} {old}{wording.deleted}{after_old}"


def note_mark(note: Note) -> str:
    """Return the mark of a note as the text file shows it: in square brackets, unless it has brackets of its own
    (Arabic).
    """
    return note.printed if note.printed.startswith("(") else f"[{note.mark or note.printed}]"


def _raised(text: str) -> str:
    """Return `text` in raised signs, if it is a mark or a power and there are signs for it."""
    return text.translate(_RAISED) if _RAISED_MARK.fullmatch(text.strip()) else text


def one_line(text: str) -> str:
    """Return `text` with every run of spaces, tabs and breaks made one space."""
    return _BLANKS.sub(" ", text).strip(" ")


def _hung(opening: str, text: str, rest: int, width: int) -> list[str]:
    """Return `text` after `opening`, its following lines at column `rest`. A long opening is wrapped with the text."""
    used = display_width(opening)
    if used > width // 2:
        opening, text, used = "", f"{opening.strip(' ')} {text}", 0
    first, *others = wrap(text, width - used, width - rest)
    return [opening + first, *(" " * rest + line for line in others)]


def _is_picture(inline: Inline) -> bool:
    return isinstance(inline, Picture) and not inline.in_line
