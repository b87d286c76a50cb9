"""Levels of list items.

Reads labels, indents and clues, line after line. Gives the level of each item: from the clue of a bookmark, from the
level of an automatic numbering, from the indent, else from the kind of label and the item before.
"""

from __future__ import annotations

from pipeline.characters.labels import LabelKind
from pipeline.intake.model.clues import Clue
from pipeline.intake.model.lines import Settled
from pipeline.intake.model.manuscript import RawLine

_EDGE, _STEP = 1267, 475
"""Text edge and indent of one level in the UN's own files, in twips [form page.5]."""
_DEEPEST = 6
"""The deepest level of items. Chosen: deeper lists than (a) (i) a. with dashes are errors of indentation."""
_LOOSE = 60
"""Twips by which an indent may differ. Chosen: 3 points, less than any step."""


class Levels:
    """The items that are open."""

    def __init__(self, *, own: bool) -> None:
        """Begin a list. `own`: the file was made by this project, so that its indents can be trusted."""
        self._own = own
        self._before: tuple[LabelKind, int, str] = (LabelKind.NONE, 0, "")
        self._base: tuple[str, int] | None = None
        """The automatic numbering in which numbered paragraphs are, and their level in it."""
        self._series: dict[str, tuple[int, int]] = {}
        """Of each automatic numbering in the open list: the depth of its first item, and the level of that item."""
        self._shape = ""
        """What follows the figure in the numbers of paragraphs: "." or ")"."""
        self._left: dict[int, int] = {}
        """Indent of the last item of each level."""

    def interrupted(self) -> None:
        """End the list: something that is not an item came."""
        self._before = (LabelKind.NONE, 0, "")
        self._left.clear()
        self._series.clear()

    def is_below(self, line: RawLine) -> bool:
        """Return True for an automatic number that counts below a paragraph or an open item: "1.1", or "1." under
        "(a)".
        """
        if not line.number:
            return False
        if self._base is not None and self._base[0] == line.series:
            return line.depth > self._base[1]
        return line.series in self._series and line.depth > self._series[line.series][0]

    def is_item(self, made: Settled) -> bool:
        """Return True for a figure that is written otherwise than the numbers of paragraphs, in an open list: "1)"."""
        shape = made.label_text.strip("0123456789 ")
        return bool(self._before[1] and self._shape and shape != self._shape)

    def numbered(self, line: RawLine, made: Settled) -> None:
        """Begin a numbered paragraph."""
        self.interrupted()
        self._shape = self._shape or made.label_text.strip("0123456789 ")
        self._base = (line.series, line.depth) if line.number else None

    def item(self, line: RawLine, made: Settled, clue: int) -> int:
        """Return the level of an item."""
        by_number = self._automatic(line, made)
        level = min(_DEEPEST, clue or by_number or self._by_indent(line, made.kind) or self._by_label(made))
        self._before = (made.kind, level, made.label_text)
        self._left[level] = line.left
        for deeper in [n for n in self._left if n > level]:
            del self._left[deeper]
        return level

    def further(self, line: RawLine, clue: Clue) -> int | None:
        """Return the level of a further paragraph of an open item, 0 for one back at the paragraph; None for any
        other.
        """
        level = self._before[1]
        if not level:
            return None
        if clue.continues:
            return clue.level or None
        if line.left <= _EDGE + _LOOSE:
            return 0 if self._own and line.left >= _EDGE - _LOOSE and line.first == 0 and line.align is None else None
        return next((n for n, left in sorted(self._left.items()) if abs(left - line.left) <= _LOOSE), None)

    def _automatic(self, line: RawLine, made: Settled) -> int:
        """Return the level by the numbering: counted from the paragraphs in it, else from the first item in it."""
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

    def _by_label(self, made: Settled) -> int:
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
