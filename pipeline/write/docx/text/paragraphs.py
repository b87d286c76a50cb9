"""Paragraphs: label, tab, text and bookmark.

Reads paragraphs, headings and masthead fields. Gives `w:p`. Numbers are text, never generated: a label is before
its text with a tab, right-aligned ones (headings, notes) with a tab on either side, as in the UN's own files.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pipeline.document import Align, Change, Direction, Heading, Inline, LineBreak, Paragraph, Text
from pipeline.document.pictures import apart, has_pictures
from pipeline.layout.titles import break_pattern, broken, tied
from pipeline.write.docx.ooxml.element import Element
from pipeline.write.docx.ooxml.markup import between_marks, w
from pipeline.write.docx.styles.properties import Changes, paragraph_properties
from pipeline.write.docx.styles.stylesheet import ResolvedStyle
from pipeline.write.docx.text.contents import page_runs
from pipeline.write.docx.text.revisions import change_of_all
from pipeline.write.docx.text.runs import run, runs
from pipeline.write.docx.text.story import Story

Former = tuple[ResolvedStyle, Changes]
"""How the old version sets a paragraph that is in both."""


def block_paragraph(
    block: Paragraph | Heading, setting: ResolvedStyle, story: Story, changes: Changes, was: Former | None = None
) -> Element:
    """Return a paragraph or heading of the document, with its bookmark; `was`: its form in the old version."""
    changes = _own(block, block.label, changes, is_new=block.change is None or block.change.is_new)
    key = block.rank.value if isinstance(block, Heading) else block.role.value
    pattern = break_pattern(story.document.identity, key)
    inlines = broken(block.inlines, pattern)
    if isinstance(block, Heading) and setting.style.last_words > 1:
        inlines = tied(inlines)
    if was is None and block.former is not None:
        was = (setting, changes)
    inlines, pictures = apart(inlines)
    if pictures:
        changes = changes._replace(align=changes.align or Align.START)
    content = labelled_runs(block.label, inlines, setting, story, changes.direction, was[0] if was else None)
    if isinstance(block, Paragraph):
        content += page_runs(block, story, changes.direction)
    for number, picture in enumerate(pictures):
        lead = [LineBreak(picture.change)] if content or number else []
        content += runs([*lead, picture], story, changes.direction, setting)
    made = paragraph(setting, story, changes, bookmarked(block.anchor, content, story))
    if pictures or has_pictures(inlines):
        _give_height(made.properties)
    if was:
        before = _own(block.former or block, block.label, was[1], is_new=False)
        if pictures:
            before = before._replace(align=before.align or Align.START)
        properties = paragraph_properties(was[0], story.form, story.language, before).copy()
        if pictures or has_pictures(inlines):
            _give_height(properties)
        story.revisions.reformed(made.properties, properties)
    return story.revisions.paragraph(made, block.change, block.move)


def _give_height(properties: Element) -> None:
    """Make lines as high as their content: the exact height of text would cut a picture."""
    found = properties.own("w:spacing")
    if found is None:
        found = w("spacing")
        before = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "bidi")
        properties.insert(sum(child.local in before for child in properties), found)
    found.set("w:line", "240")
    found.set("w:lineRule", "auto")


def _own(block: Paragraph | Heading, label: Sequence[Inline], changes: Changes, *, is_new: bool) -> Changes:
    """Return `changes` with what the block itself says; `label`: that of both versions."""
    labelled = bool(label) and any(i.change is None or i.change.is_new is is_new for i in label)
    direction = block.direction or changes.direction
    align, keeps = (block.align, block.keep_with_next) if isinstance(block, Paragraph) else (None, False)
    align, keeps = align or changes.align, keeps or changes.keep_next
    if (labelled, align, direction, keeps) == (changes.labelled, changes.align, changes.direction, changes.keep_next):
        return changes
    return changes._replace(labelled=labelled, align=align, direction=direction, keep_next=keeps)


def paragraph(setting: ResolvedStyle, story: Story, changes: Changes, content: Sequence[Element]) -> Element:
    """Return `w:p` with its properties and content."""
    return Element("w:p", {}, [paragraph_properties(setting, story.form, story.language, changes), *content])


def labelled_runs(
    label: Sequence[Inline], inlines: Sequence[Inline], setting: ResolvedStyle, story: Story, direction: Direction,
    was: ResolvedStyle | None = None,
) -> list[Element]:  # fmt: skip
    """Return the runs of label and text, with the tabs or the space between them; `was`: the setting in the old
    version.
    """
    numbered = runs(label, story, direction, setting, was)  # before the text: its notes come first
    body = runs(inlines, story, direction, setting, was)
    if not label:
        return body
    before, after = _gaps(setting, story, direction)
    change = change_of_all(label)
    if change is None and was is not None and _is_tabbed(was) != _is_tabbed(setting):
        old = _gaps(was, story, direction)
        before, after = (
            [*story.revisions.runs(o, Change.DELETED), *story.revisions.runs(n, Change.INSERTED)]
            for o, n in zip(old, (before, after), strict=True)
        )
    else:
        before, after = story.revisions.runs(before, change), story.revisions.runs(after, change)
    return [*before, *numbered, *after, *body]


def _gaps(setting: ResolvedStyle, story: Story, direction: Direction) -> tuple[list[Element], list[Element]]:
    """Return the text before a label and between it and its text: a tab, a space, or nothing."""
    before, tabbed = _is_tabbed(setting)
    gap = _tab(direction) if tabbed else runs([Text(" ")], story, direction, setting)[0]
    return [_tab(direction)] if before else [], [gap]


@cache
def _tab(direction: Direction) -> Element:
    return run("\t", [w("rtl")] if direction is Direction.RTL else []).fix()


def _is_tabbed(setting: ResolvedStyle) -> tuple[bool, bool]:
    """Return two answers: is a tab before a label, and is one after it?"""
    style = setting.style
    return style.label_end is not None, style.label_end is not None or style.text is not None


def bookmarked(anchor: str, content: Sequence[Element], story: Story) -> list[Element]:
    """Return `content` between the two marks of the bookmark for `anchor`; unchanged without an anchor."""
    if not anchor:
        return list(content)
    return between_marks(story.bookmarks.number(), story.bookmarks.name(anchor), content)
