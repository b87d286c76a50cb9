"""Lists of contents: the dots and page at the end of each entry.

Reads entries as they are set, then the pages that the flow was broken into. Adds to the last line of each entry dots up
to the edge of the pages, and the page on which the place is to which it leads [form contents].
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.document import Paragraph, Text
from pipeline.write.pdf.file.tags import Elem
from pipeline.write.pdf.flow.typesetter import Typesetter
from pipeline.write.pdf.lines.paragraph import TextLine, set_lines
from pipeline.write.pdf.pages.paginate import FilledPage, LineBox

_LEADER = "contents-leader"
_PAGE = "contents-pages"


class _Entry(NamedTuple):
    """An entry that leads to a place: its last line, the anchor of the place, its element."""

    strip: LineBox
    anchor: str
    elem: Elem


class ContentsSetter:
    """Sets the pages of the entries of one document."""

    def __init__(self, setting: Typesetter) -> None:
        """Begin without entries."""
        self._setting = setting
        self._entries: list[_Entry] = []

    def add(self, strip: LineBox, block: Paragraph, elem: Elem) -> None:
        """Remember an entry that leads to a place of the document by the last line of its words; one above entries
        ("Annexes") has no page.
        """
        if block.target and block.level:
            self._entries.append(_Entry(strip, block.target, elem))

    def number(self, pages: Sequence[FilledPage]) -> None:
        """Add to each entry the page of its place."""
        if not self._entries:
            return
        found: dict[str, int] = {}
        for number, page in enumerate(pages, 1):
            for placed in page.strips:
                found.update(dict.fromkeys(placed.strip.anchors if not placed.again else (), number))
        for entry in self._entries:
            if entry.anchor in found:
                self._end(entry, str(found[entry.anchor]))

    def _end(self, entry: _Entry, page: str) -> None:
        """Add dots and page to the last line of an entry."""
        text, edge, depth = entry.strip.lines[-1]
        home = entry.elem.child("Span")
        home.title = "generated"
        form = self._setting.form
        measures = form.contents
        free = measures.leader_end - (text.x + text.width)
        dots = "." * max(0, int(free / measures.leader_step))
        left = measures.leader_end - len(dots) * measures.leader_step
        for words, style, x, align in ((dots, _LEADER, left, "start"), (page, _PAGE, 0.0, "end")):
            if words:
                units = self._setting.units((Text(words, generated=False),), form.style(style), home)
                width = measures.page_end if align == "end" else units.width
                lines = set_lines(units, form.style(style), width, self._setting.breaking, None, align)
                entry.strip.lines += [(_moved(line, x), edge, depth) for line in lines[:1]]


def _moved(line: TextLine, x: float) -> TextLine:
    line.x += x
    return line
