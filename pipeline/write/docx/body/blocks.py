"""The blocks of one version in order: how each is set, and what it takes over from those around it.

Reads the blocks of a document; of a marked one those of one version. Gives a `Placed` for each. Accepting or rejecting
all changes leaves each paragraph as it is in that version, so its properties are made for either.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from pipeline.document import Block, Heading, Paragraph, Part, Table
from pipeline.layout.cascade import heading_keys, paragraph_keys
from pipeline.layout.lists import Lists
from pipeline.write.docx.body.neighbours import Neighbours
from pipeline.write.docx.body.table_parts import as_given
from pipeline.write.docx.styles.properties import Changes
from pipeline.write.docx.styles.stylesheet import ResolvedStyle, blocks_with_part, set_as_asked
from pipeline.write.docx.text.story import Story


class Placed(NamedTuple):
    """A block at its place in one version; a table has no setting."""

    near: Neighbours
    changes: Changes
    setting: ResolvedStyle | None = None


def placed(story: Story, *, is_new: bool, under_masthead: bool) -> Iterator[Placed]:
    """Yield the blocks of the new version (all where no changes are marked) or of the old one, in order."""
    tracked = story.document.revision is not None
    rows = [
        (part, _in_version(block, is_new) if tracked else block)
        for part, block in blocks_with_part(story.document)
        if block.change is None or block.change.is_new is is_new
    ]
    work = _Flow(story, under_masthead)
    before: Block | None = None
    opened: Part | None = None
    for (part, block), (_, following) in zip(rows, [*rows[1:], (None, None)], strict=True):
        opens = part is not None and part is not opened
        near = Neighbours(
            story, before, following, page_break=block.page_break or (opens and part is not None and part.new_page)
        )
        yield work.place(block, part, near)
        before, opened = block, part or opened


def _in_version(block: Block, is_new: bool) -> Block:
    """Return the block with the form and the label that it has in one version."""
    if isinstance(block, Table):
        return block
    form = block if is_new or block.former is None else block.former
    return replace(form, label=tuple(i for i in block.label if i.change is None or i.change.is_new is is_new))


class _Flow:
    """State that one block leaves to the next."""

    def __init__(self, story: Story, under_masthead: bool) -> None:
        self._story = story
        self._lists = Lists()
        self._after = 0.0
        """Points after the last paragraph; 0 after a table."""
        self._first = under_masthead
        """True between the masthead and the first block."""

    def place(self, block: Block, part: Part | None, near: Neighbours) -> Placed:
        direction = (part.direction if part else None) or self._story.direction
        if isinstance(block, Table):
            self._lists.take(block)
            self._after = 0.0
            return Placed(near, Changes(direction=direction, page_break=near.page_break, keep_next=near.notes_follow))
        setting = self._setting(block)
        changes = near.changes(block, setting, direction, self._after)
        page = self._story.form.page
        if block.newspaper:
            end = -(page.measure - page.indent_left - page.column)
            changes = changes._replace(indent=-page.indent_left, end=end)
        elif block.anchor in self._story.places.at_edge:
            changes = changes._replace(at_edge=True)
        if self._first:
            least = self._story.sheet.measures.first_block_before
            changes = changes._replace(before=max(least, setting.style.before))
        self._after = setting.style.after if changes.after is None else changes.after
        self._first = False
        return Placed(near, changes, setting)

    def _setting(self, block: Paragraph | Heading) -> ResolvedStyle:
        sheet, document = self._story.sheet, self._story.document
        listing = self._lists.take(block)
        if isinstance(block, Heading):
            return set_as_asked(
                sheet.setting(*heading_keys(block, document), level=block.level), block, self._story.form.page
            )
        setting = sheet.setting(*paragraph_keys(block, document, listing))
        if block.setting is not None:  # a note below a table
            setting = as_given(setting, block, 0.0)
        return set_as_asked(setting, block, self._story.form.page)
