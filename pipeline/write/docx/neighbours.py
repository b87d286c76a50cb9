"""What a block takes over from the blocks before and after it.

Reads a block and its neighbours. Gives the `Changes` of its paragraph: space above and below tables, headings under
headings (un-format 17, "I" and its title), a last paragraph that stays with the closing lines.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.document import Block, Direction, Heading, Paragraph, Role, Table
from pipeline.write.docx.layout import Changes
from pipeline.write.docx.story import Story
from pipeline.write.docx.stylesheet import Setting

_UNDER_TABLE = (Role.TABLE_NOTE, Role.SMALL_NOTE)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The blocks before and after a block; None at either end of the document."""

    story: Story
    before: Block | None
    after: Block | None
    page_break: bool = False

    def changes(self, block: Paragraph | Heading, setting: Setting, direction: Direction) -> Changes:
        """What the paragraph of `block` changes of its style because of its neighbours."""
        return Changes(
            direction=direction,
            page_break=self.page_break,
            before=self._above(block, setting),
            after=self._below(block, setting),
            keep_next=isinstance(self.after, Paragraph) and self.after.role is Role.CLOSING and _is_text(block),
        )

    def above_table(self, table: Table) -> float:
        """Points between this table and another one above it."""
        before = self.before
        measures = self.story.form.tables["table"]
        after = measures["box_after" if isinstance(before, Table) and before.box else "after"]
        return float(max(after, measures["box_before" if table.box else "before"]))

    def _above(self, block: Paragraph | Heading, setting: Setting) -> float:
        measures = self.story.form.tables["table"]
        if isinstance(self.before, Table):
            if isinstance(block, Paragraph) and block.role in _UNDER_TABLE:
                return float(measures["after_notes"])
            return float(measures["box_after" if self.before.box else "after"])
        if isinstance(block, Heading) and isinstance(self.before, Heading):
            return -setting.style.before
        return 0.0

    def _below(self, block: Paragraph | Heading, setting: Setting) -> float:
        if isinstance(self.after, Table):
            return float(self.story.form.tables["table"]["box_before" if self.after.box else "before"])
        if isinstance(block, Heading) and isinstance(self.after, Heading) and self.after.rank is block.rank:
            return float(self.story.form.tables["flow"]["same_rank_gap"]) - setting.style.after
        return 0.0


def _is_text(block: Paragraph | Heading) -> bool:
    return isinstance(block, Paragraph) and block.role is not Role.CLOSING
