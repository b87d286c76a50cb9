"""Paragraphs: label, tab, text and bookmark.

Reads paragraphs, headings and masthead fields. Gives `w:p`. Numbers are text, never generated: a label stands before
its text with a tab, right-aligned ones (headings, notes) with a tab on either side, as in the UN's own files.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lxml import etree

from pipeline.document import Direction, Heading, Inline, Paragraph, Text
from pipeline.write.docx.layout import Changes, paragraph_properties
from pipeline.write.docx.markup import w
from pipeline.write.docx.revisions import change_of_all
from pipeline.write.docx.runs import broken, run, runs
from pipeline.write.docx.story import Story
from pipeline.write.docx.stylesheet import Setting


def block_paragraph(block: Paragraph | Heading, setting: Setting, story: Story, changes: Changes) -> etree._Element:
    """A paragraph or heading of the document, with its bookmark."""
    changes = replace(
        changes,
        labelled=bool(block.label),
        direction=block.direction or changes.direction,
        align=block.align if isinstance(block, Paragraph) else None,
        keep_next=changes.keep_next or (isinstance(block, Paragraph) and block.keep_with_next),
    )
    key = block.rank.value if isinstance(block, Heading) else block.role.value
    inlines = broken(block.inlines, key, story.language)
    content = labelled_runs(block.label, inlines, setting, story, changes.direction)
    made = paragraph(setting, story, changes, bookmarked(block.anchor, content, story))
    return story.revisions.paragraph(made, block.change, block.move)


def paragraph(setting: Setting, story: Story, changes: Changes, content: Sequence[etree._Element]) -> etree._Element:
    """`w:p` with its properties and content."""
    return w("p", paragraph_properties(setting, story.form, story.language, changes), *content)


def labelled_runs(
    label: Sequence[Inline], inlines: Sequence[Inline], setting: Setting, story: Story, direction: Direction
) -> list[etree._Element]:
    """The runs of label and text, with the tabs or the blank between them."""
    body = runs(inlines, story, direction, setting)
    if not label:
        return body
    style = setting.style
    rtl = [w("rtl")] if direction is Direction.RTL else []
    before = [run("\t", rtl)] if style.label_end is not None else []
    tabbed = style.label_end is not None or style.text is not None
    gap = run("\t", rtl) if tabbed else runs([Text(" ")], story, direction, setting)[0]
    change = change_of_all(label)
    before, after = story.revisions.runs(before, change), story.revisions.runs([gap], change)
    return [*before, *runs(label, story, direction, setting), *after, *body]


def bookmarked(anchor: str, content: Sequence[etree._Element], story: Story) -> list[etree._Element]:
    """`content` between the two marks of the bookmark for `anchor`; as it is where there is no anchor."""
    if not anchor:
        return list(content)
    number = story.bookmarks.number()
    start = w("bookmarkStart", id=number, name=story.bookmarks.name(anchor))
    return [start, *content, w("bookmarkEnd", id=number)]
