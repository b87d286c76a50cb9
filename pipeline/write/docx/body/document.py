"""The body: masthead, title, parts, sections, the rule at the end.

Reads a document. Fills `w:body`. A part that opens a page does so by its first paragraph; after a table the next
paragraph keeps a distance; the last paragraph carries the rule that closes a document.
"""

from __future__ import annotations

from pipeline.document import Block, Direction, MastheadRole, Newspaper, NoteMark, Paragraph, Part, Role, Table, Text
from pipeline.languages.strings import strings
from pipeline.layout.masthead import below
from pipeline.write.docx.body.blocks import Placed, placed
from pipeline.write.docx.body.masthead import field_paragraph, masthead_table
from pipeline.write.docx.body.running import RunningParts
from pipeline.write.docx.body.sections import Sections
from pipeline.write.docx.body.tables import table_element
from pipeline.write.docx.ooxml.element import Element
from pipeline.write.docx.ooxml.markup import twips, w
from pipeline.write.docx.ooxml.pictures import Anchor, add_picture, dot, drawing
from pipeline.write.docx.styles.properties import Changes
from pipeline.write.docx.styles.stylesheet import blocks_with_part
from pipeline.write.docx.text.notes import uncalled
from pipeline.write.docx.text.paragraphs import block_paragraph, bookmarked, paragraph
from pipeline.write.docx.text.runs import runs
from pipeline.write.docx.text.story import Story

_BELOW_BASELINE = 8.4  # from the last baseline to the end of its paragraph: 2.4 and the space after
"""Chosen: the descent of body text and the space after it."""
_THIN = 1.0
"""Points of a line that only holds a rule. Chosen: the least that Word keeps."""


class BodyWriter:
    """Fills the body of one document."""

    def __init__(self, body: Element, story: Story, running: RunningParts) -> None:
        self._body = body
        self._story = story
        self._has_masthead = story.document.masthead is not None and story.document.identity.official
        self._sections = Sections(story, running, self._has_masthead)
        self._turned = False
        """The blocks written last are on a landscape page."""
        self._newspaper: Newspaper | None = None
        """The columns in which the blocks written last are."""
        self._goes_on = False
        """The section of the blocks written last began on the page of the one before."""
        self._framed: dict[str, list[Element]] = {}
        """What is in each frame."""

    def write(self) -> None:
        """Write everything."""
        has_masthead = self._has_masthead
        if has_masthead:
            self._masthead()
        self._front_notes(has_masthead)
        new = placed(self._story, is_new=True, under_masthead=has_masthead)
        old = placed(self._story, is_new=False, under_masthead=has_masthead)
        tracked = self._story.document.revision is not None
        opened: Part | None = None
        before: Block | None = None
        for part, block in blocks_with_part(self._story.document):
            was = next(old) if tracked and (block.change is None or not block.change.is_new) else None
            now = next(new) if block.change is None or block.change.is_new else was
            assert now is not None
            opens = self._page(block)
            begin = len(self._body)
            if isinstance(block, Table) and isinstance(before, Table) and not opens:
                self._body.append(self._thin(now.near.above_table(block)))
            if _is_entry(block) and not _is_entry(before):
                self._page_word()
            self._block(block, now, was if was is not now else None)
            if part is not None and part is not opened:
                self._mark(part.anchor)
            if block.frame:
                self._framed.setdefault(block.frame, []).extend(self._body.children[begin:])
            before, opened = block, part or opened
        for inside in self._framed.values():
            if not any(True for element in inside for _ in element.iter("w:sectPr")):  # no section ends in a cell
                self._frame(inside)
        if self._newspaper is not None:  # so that the columns are balanced
            self._end_section()
            self._newspaper, self._goes_on = None, True
        self._ending()
        if has_masthead:
            self._first_section()
        self._body.append(self._section())

    def _page(self, block: Block) -> bool:
        """End the section if pages are turned or columns change before a block; return True if they do."""
        turned, newspaper = block.anchor in self._story.places.landscape, block.newspaper
        if (turned, newspaper) == (self._turned, self._newspaper):
            return False
        if len(self._body):
            self._end_section()
            self._goes_on = turned is self._turned
        self._turned, self._newspaper = turned, newspaper
        return True

    def _end_section(self) -> None:
        """End the section with the last paragraph."""
        last = self._body[-1]
        if last.tag != "w:p" or _is_tracked(last) or _has_section(last):
            self._body.append(last := self._thin())
        _give_section(last, self._section())

    def _section(self) -> Element:
        return self._sections.ended(turned=self._turned, newspaper=self._newspaper, goes_on=self._goes_on)

    def _masthead(self) -> None:
        masthead = self._story.document.masthead
        if masthead is None:
            return
        self._body.append(masthead_table(masthead, self._story, uncalled(self._story.document)))
        gap = self._story.sheet.measures.masthead_gap
        for n, field in enumerate(below(masthead)):
            self._body.append(field_paragraph(field, self._story, Changes(before=gap if n == 0 else None)))

    def _front_notes(self, has_masthead: bool) -> None:
        """Add notes that nothing calls, if there is no symbol to call them: their marks in a line of their own."""
        document = self._story.document
        has_symbol = has_masthead and document.masthead is not None and document.masthead.of(MastheadRole.SYMBOL)
        marks = [] if has_symbol else [NoteMark(i, document.note(i).change) for i in uncalled(document)]
        if marks:
            setting = self._story.sheet.setting("text")
            content = runs(marks, self._story, self._story.direction, setting)
            self._body.append(paragraph(setting, self._story, Changes(direction=self._story.direction), content))

    def _page_word(self) -> None:
        """Add the word above the pages of a list of contents."""
        story = self._story
        word = Text(strings(story.document.identity.language).print.page, generated=True)
        setting = story.sheet.setting("contents-word")
        content = runs([word], story, story.direction, setting)
        self._body.append(paragraph(setting, story, Changes(direction=story.direction), content))

    def _block(self, block: Block, now: Placed, was: Placed | None) -> None:
        """Add a block as its version has it; `was`: as the old version has it, if it is in both."""
        if isinstance(block, Table):
            self._body.append(table_element(block, self._story, now.changes))
            self._mark(block.anchor)
            return
        assert now.setting is not None
        former = (was.setting, was.changes) if was and was.setting else None
        self._body.append(block_paragraph(block, now.setting, self._story, now.changes, former))

    def _frame(self, inside: list[Element]) -> None:
        """Put what is in a frame into a table of one cell, which ends with a paragraph, as Word needs it."""
        page, rule = self._story.form.page, twips(self._story.form.table.rule * 0.4)
        width = twips(page.measure)
        sides = (w(side, val="single", sz=rule, space=0, color="auto") for side in ("top", "left", "bottom", "right"))
        padding = (w(side, w=0, type="dxa") for side in ("left", "right"))
        properties = w("tblPr", w("tblW", w=width, type="dxa"), w("tblInd", w=0, type="dxa"), w("tblBorders", *sides),
                       w("tblLayout", type="fixed"), w("tblCellMar", *padding))  # fmt: skip
        cell = w("tc", w("tcPr", w("tcW", w=width, type="dxa")))
        frame = w("tbl", properties, w("tblGrid", w("gridCol", w=width)), w("tr", cell))
        self._body.insert(self._body.index(inside[0]), frame)
        framed = set(map(id, inside))
        self._body.children = [child for child in self._body if id(child) not in framed]
        cell.children += inside
        if inside[-1].tag != "w:p":
            cell.append(self._thin())

    def _mark(self, anchor: str) -> None:
        """Put a bookmark to the beginning of the last block."""
        last = self._body[-1]
        first = last if last.tag == "w:p" else next(last.iter("w:p"))
        for n, mark in enumerate(bookmarked(anchor, [], self._story)):
            first.insert(1 + n, mark)

    def _thin(self, before: float = 0.0) -> Element:
        """Return the line that Word needs between two tables, and between a table and the end of the body."""
        made = paragraph(self._story.sheet.setting("text"), self._story, Changes(direction=self._story.direction), [])
        line = w("spacing", before=twips(before), after=0, line=twips(_THIN), lineRule="exact")
        made.properties.insert(1 + (self._story.direction is Direction.RTL), line)
        return made

    def _ending(self) -> None:
        """Add the rule below the last line [form end-rule.1], drawn from a thin line that ends the body."""
        official = self._story.document.identity.official
        if not official and len(self._body) and self._body[-1].tag == "w:p":
            return
        self._body.append(self._thin())
        if not official:
            return
        measures, page = self._story.form.end_rule, self._story.form.page
        relation = add_picture(self._story.part, "rule", dot())
        left = (page.width - measures.length) / 2
        anchor = Anchor(left=left, below=measures.below - _BELOW_BASELINE)
        size = (measures.length, measures.width)
        self._body[-1].append(w("r", drawing(relation, *size, "", self._story.bookmarks.drawing(), anchor)))

    def _first_section(self) -> None:
        """End the masthead's section with the first paragraph below its table."""
        first = self._body[1]
        if first.tag != "w:p" or _is_tracked(first) or _has_section(first):
            first = self._thin()
            self._body.insert(1, first)
        _give_section(first, self._sections.masthead())


def _is_tracked(element: Element) -> bool:
    """Return True for a paragraph that goes when changes are accepted or rejected: it can carry nothing of the
    page's.
    """
    return element.find("w:pPr", "w:rPr") is not None


def _has_section(paragraph: Element) -> bool:
    """Return True for a paragraph that ends a section already."""
    return paragraph.find("w:pPr", "w:sectPr") is not None


def _give_section(paragraph: Element, section: Element) -> None:
    """End a section with this paragraph."""
    properties = paragraph.properties
    changed = properties.find("w:pPrChange")
    properties.insert(len(properties) if changed is None else properties.index(changed), section)


def _is_entry(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and block.role is Role.CONTENTS
