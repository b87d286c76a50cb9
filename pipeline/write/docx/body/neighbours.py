"""What a block takes over from the blocks before and after it.

Reads a block and its neighbours. Gives the `Changes` of its paragraph: space above and below tables, headings under
headings [form distances.headings], a last paragraph that stays with the closing lines.
"""

from __future__ import annotations

from typing import NamedTuple

from pipeline.document import Block, Direction, Heading, Paragraph, Rank, Role, Table
from pipeline.forms import Style
from pipeline.layout.spaces import between_headings
from pipeline.write.docx.styles.properties import Changes, usual_space
from pipeline.write.docx.styles.stylesheet import ResolvedStyle
from pipeline.write.docx.text.story import Story

_UNDER_TABLE = (Role.TABLE_NOTE, Role.SMALL_NOTE)


class Neighbours(NamedTuple):
    """The blocks before and after a block; None at either end of the document."""

    story: Story
    before: Block | None
    after: Block | None
    page_break: bool = False

    def changes(
        self, block: Paragraph | Heading, setting: ResolvedStyle, direction: Direction, above: float
    ) -> Changes:
        """Return what the paragraph of `block` changes of its style; `above`: points after the paragraph above it."""
        gap = 0.0 if self.page_break else self._gap(block, setting.style, above)
        usual = usual_space(setting.key, setting.style, self.story.form)
        return Changes(
            direction=direction,
            page_break=self.page_break,
            before=None if max(usual, above) == max(gap, above) and not self.page_break else gap,
            before_given=block.above is not None and not self.page_break,
            after_given=isinstance(self.after, Table) and self.after.above is not None,
            after=self._below(block, setting.style),
            keep_next=isinstance(self.after, Paragraph) and self.after.role is Role.CLOSING and _is_text(block),
        )

    @property
    def notes_follow(self) -> bool:
        """True for a table with notes right below it."""
        return _under_table(self.after)

    def above_table(self, table: Table) -> float:
        """Return points between this table and another one above it."""
        if table.above is not None:
            return table.above
        before = self.before
        measures = self.story.form.table
        after = measures.box_after if isinstance(before, Table) and before.box else measures.after
        return max(after, measures.box_before if table.box else measures.before)

    def _gap(self, block: Paragraph | Heading, style: Style, above: float) -> float:
        """Return points between the text above and this block: those of the source, else the form's added up."""
        if block.above is not None:
            return block.above
        measures = self.story.form.table
        if isinstance(self.before, Table):
            if _under_table(block):
                return measures.after_notes
            return (measures.box_after if self.before.box else measures.after) + style.before
        if isinstance(block, Heading) and isinstance(self.before, Heading):
            return above
        if _under_table(self.before) and not _under_table(block):
            return measures.after + style.before
        return above + style.before

    def _below(self, block: Paragraph | Heading, style: Style) -> float | None:
        """Return points after this block if they are not the style's; before a table all there are between them."""
        if self.after is not None and self.after.above is not None:
            return self.after.above if isinstance(self.after, Table) else 0.0
        if isinstance(self.after, Table):
            measures = self.story.form.table
            more = measures.box_before if self.after.box else measures.before
            return style.after + more
        if isinstance(block, Heading) and isinstance(self.after, Heading):
            return between_headings(block, self.after, style.after, self.story.form, self.story.document)
        if isinstance(block, Heading) and block.rank is Rank.ANNEX_TITLE and isinstance(self.after, Paragraph):
            return max(style.after, self.story.form.flow.under_annex_title)
        return None


def _under_table(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and block.role in _UNDER_TABLE


def _is_text(block: Paragraph | Heading) -> bool:
    return isinstance(block, Paragraph) and block.role is not Role.CLOSING
