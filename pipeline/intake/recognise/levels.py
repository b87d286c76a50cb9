"""Recognises the levels of list items.

Reads labels, indents and bookmarks line by line. Gives the level of each item: from the bookmark, from the level of the
automatic numbering, from the indent, else from the kind of label and the item before.
"""

from __future__ import annotations

from pipeline.characters.labels import LabelKind
from pipeline.intake.model.clues import Clue
from pipeline.intake.model.lines import LabelledLine
from pipeline.intake.model.manuscript import RawLine

_EDGE, _STEP = 1267, 475
"""Twips from the margin to the text, and from level to level, in the UN's own files [form page.5]."""
_DEEPEST = 6
"""Deepest level of an item. Chosen: lists deeper than (a) (i) a. with dashes are errors of indentation."""
_LOOSE = 60
"""Twips by which two indents of one level may differ. Chosen: 3 points, less than any step."""


class Levels:
    """The open items of a list, and the levels of the next ones."""

    def __init__(self, *, own: bool) -> None:
        """Begin without open items. `own`: this project made the file, so that its indents are reliable."""
        self._own = own
        self._before: tuple[LabelKind, int, str] = (LabelKind.NONE, 0, "")
        self._base: tuple[str, int] | None = None
        """Automatic numbering of the numbered paragraphs, and their level in it."""
        self._series: dict[str, tuple[int, int]] = {}
        """For each automatic numbering of the open list: depth and level of its first item."""
        self._shape = ""
        """What follows the digits in the numbers of paragraphs: "." or ")"."""
        self._left: dict[int, int] = {}
        """Indent of the last item of each level."""

    def interrupted(self) -> None:
        """End the list, because a block came that is not an item."""
        self._before = (LabelKind.NONE, 0, "")
        self._left.clear()
        self._series.clear()

    def is_below(self, line: RawLine) -> bool:
        """Return True for an automatic number below a paragraph or an open item: "1.1", or "1." under "(a)"."""
        if not line.number:
            return False
        if self._base is not None and self._base[0] == line.series:
            return line.depth > self._base[1]
        return line.series in self._series and line.depth > self._series[line.series][0]

    def is_item(self, made: LabelledLine) -> bool:
        """Return True for a number in an open list that is written otherwise than those of paragraphs: "1)"."""
        shape = made.label_text.strip("0123456789 ")
        return bool(self._before[1] and self._shape and shape != self._shape)

    def numbered(self, line: RawLine, made: LabelledLine) -> None:
        """Note that a numbered paragraph begins, which ends the list."""
        self.interrupted()
        self._shape = self._shape or made.label_text.strip("0123456789 ")
        self._base = (line.series, line.depth) if line.number else None

    def item(self, line: RawLine, made: LabelledLine, clue: int) -> int:
        """Return the level of an item, and keep it as open."""
        by_number = self._automatic(line, made)
        level = min(_DEEPEST, clue or by_number or self._by_indent(line, made.kind) or self._by_label(made))
        self._before = (made.kind, level, made.label_text)
        self._left[level] = line.left
        for deeper in [n for n in self._left if n > level]:
            del self._left[deeper]
        return level

    def further(self, line: RawLine, clue: Clue) -> int | None:
        """Return the level of a further paragraph of an open item, 0 for one that continues the numbered paragraph,
        None for any other paragraph.
        """
        level = self._before[1]
        if not level:
            return None
        if clue.continues:
            return clue.level or None
        if line.left <= _EDGE + _LOOSE:
            return 0 if self._own and line.left >= _EDGE - _LOOSE and line.first == 0 and line.align is None else None
        return next((n for n, left in sorted(self._left.items()) if abs(left - line.left) <= _LOOSE), None)

    def _automatic(self, line: RawLine, made: LabelledLine) -> int:
        """Return the level by the automatic numbering, counted from its paragraphs, else from its first item; 0 without
        one.
        """
        if not line.number:
            return 0
        if self._base is not None and self._base[0] == line.series:
            return max(1, line.depth - self._base[1])
        first, level = self._series.setdefault(line.series, (line.depth, self._by_label(made)))
        return max(1, level + line.depth - first)

    def _by_indent(self, line: RawLine, kind: LabelKind) -> int:
        """Return the level by the indent that this project's files and the UN's give letters and figures.

        A line that hangs has its label one step before its text: in sections of the budget all items do.
        """
        steps = round((line.left - _EDGE) / _STEP) - (line.first < 0)
        if kind is not LabelKind.LETTER or not self._own or steps < 0:
            return 0
        return steps + 1

    def _by_label(self, made: LabelledLine) -> int:
        before, level, last = self._before
        kind = made.kind
        if kind is LabelKind.ROMAN and before is LabelKind.LETTER and _follows(last, made.label_text):
            return max(1, level)
        if kind in (LabelKind.ROMAN, LabelKind.FIGURE):
            return level if before is kind and level else level + 1 if before is LabelKind.LETTER else 1
        if kind in (LabelKind.BULLET, LabelKind.NUMBER) and level:
            return level if before is kind else level + 1
        return 1


def _follows(last: str, label: str) -> bool:
    """Return True if a label is the next letter: "(i)" after "(h)" is a letter, not a roman number."""
    before, now = last.strip("(). "), label.strip("(). ")
    return len(before) == len(now) == 1 and ord(now) == ord(before) + 1
