"""The body: masthead, title, parts, sections, the rule at the end.

Reads a document. Fills `w:body`. A part that opens a page does so by its first paragraph; after a table the next
paragraph keeps a distance; the last paragraph carries the rule that closes a document.
"""

from __future__ import annotations

from collections.abc import Iterable

from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from pipeline.document import Block, Direction, MastheadRole, NoteMark, Part, Table
from pipeline.layout.masthead import below
from pipeline.write.docx.body.blocks import Placed, placed
from pipeline.write.docx.body.masthead import field_paragraph, masthead_table
from pipeline.write.docx.body.running import Running
from pipeline.write.docx.body.tables import table_element
from pipeline.write.docx.ooxml.markup import qualified, twips, w
from pipeline.write.docx.ooxml.pictures import Anchor, add_picture, dot, drawing
from pipeline.write.docx.styles.properties import Changes
from pipeline.write.docx.styles.stylesheet import blocks_with_part
from pipeline.write.docx.text.notes import uncalled
from pipeline.write.docx.text.paragraphs import block_paragraph, bookmarked, paragraph
from pipeline.write.docx.text.runs import runs
from pipeline.write.docx.text.story import Story

_BELOW_BASELINE = 8.4  # from the last baseline to the end of its paragraph: 2.4 and the space after
_THIN = 1.0


class BodyWriter:
    """Fills the body of one document."""

    def __init__(self, body: etree._Element, story: Story, running: Running) -> None:
        self._body = body
        self._story = story
        self._running = running

    def write(self) -> None:
        """Write everything."""
        has_masthead = self._story.document.masthead is not None and self._story.document.identity.official
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
            if isinstance(block, Table) and isinstance(before, Table):
                self._body.append(self._thin(now.near.above_table(block)))
            self._block(block, now, was if was is not now else None)
            if part is not None and part is not opened:
                self._mark(part.anchor)
            before, opened = block, part or opened
        self._ending()
        if has_masthead:
            self._first_section()
        self._body.append(_section(self._story, None if has_masthead else self._running, has_masthead))

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

    def _block(self, block: Block, now: Placed, was: Placed | None) -> None:
        """Add a block as its version has it; `was`: as the old version has it, if it is in both."""
        if isinstance(block, Table):
            self._body.append(table_element(block, self._story, now.changes))
            self._mark(block.anchor)
            return
        assert now.setting is not None
        former = (was.setting, was.changes) if was and was.setting else None
        self._body.append(block_paragraph(block, now.setting, self._story, now.changes, former))

    def _mark(self, anchor: str) -> None:
        """Put a bookmark to the beginning of the last block."""
        last = self._body[-1]
        first = last if last.tag == qualified("p") else next(last.iter(qualified("p")))
        for n, mark in enumerate(bookmarked(anchor, [], self._story)):
            first.insert(1 + n, mark)

    def _thin(self, before: float = 0.0) -> etree._Element:
        """Return the line that Word needs between two tables, and between a table and the end of the body."""
        made = paragraph(self._story.sheet.setting("text"), self._story, Changes(direction=self._story.direction), [])
        line = w("spacing", before=twips(before), after=0, line=twips(_THIN), lineRule="exact")
        made[0].insert(1 + (self._story.direction is Direction.RTL), line)
        return made

    def _ending(self) -> None:
        """Add the rule below the last line [form end-rule.1], drawn from a thin line that ends the body."""
        official = self._story.document.identity.official
        if not official and len(self._body) and self._body[-1].tag == qualified("p"):
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
        if first.tag != qualified("p") or _is_tracked(first):
            first = self._thin()
            self._body.insert(1, first)
        changed = first[0].find(qualified("pPrChange"))
        place = len(first[0]) if changed is None else first[0].index(changed)
        first[0].insert(place, _section(self._story, self._running, False))


def _is_tracked(element: etree._Element) -> bool:
    """Return True for a paragraph that goes when changes are accepted or rejected: it can carry nothing of the
    page's.
    """
    return element.find(f"{qualified('pPr')}/{qualified('rPr')}") is not None


def _section(story: Story, running: Running | None, continued: bool) -> etree._Element:
    """Return `w:sectPr`: with `running`, the section with heads and feet that opens page 1; `continued`: on the same
    page.
    """
    page = story.form.page
    opens_under_head = running is not None and story.document.masthead is not None and story.document.identity.official
    top = page.header if opens_under_head else page.top
    margins = {"top": top, "right": page.right, "bottom": page.bottom, "left": page.left,
               "header": page.header, "footer": page.footer, "gutter": 0.0}  # fmt: skip

    def properties(start: int) -> list[etree._Element | None]:
        return [
            _numbering(start),
            w("type", val="continuous") if continued else None,
            w("pgSz", w=twips(page.width), h=twips(page.height)),
            w("pgMar", **{name: twips(points) for name, points in margins.items()}),
            w("cols", space=720),
            w("titlePg") if running else None,
            w("bidi") if story.direction is Direction.RTL else None,
        ]

    new, old = (story.calls.numbering.start, story.calls.numbering.former_start) if story.calls else (1, 1)
    tracked = None if new == old else story.revisions.section(w("sectPr", *properties(old)))
    return w("sectPr", *(_references(story, running) if running else ()), *properties(new), tracked)


def _numbering(start: int) -> etree._Element | None:
    """Return `w:footnotePr` if the notes do not begin at 1: the same in every section, as Word's dialogue writes it."""
    return w("footnotePr", w("numStart", val=start)) if start != 1 else None


def _references(story: Story, running: Running) -> Iterable[etree._Element]:
    """Yield references to the heads and feet of the section."""
    for tag, parts, kind in (
        ("headerReference", running.headers, RELATIONSHIP_TYPE.HEADER),
        ("footerReference", running.footers, RELATIONSHIP_TYPE.FOOTER),
    ):
        for name in ("even", "default", "first"):
            element = w(tag, type=name)
            element.set(qualified("r:id"), story.part.relate_to(parts[name], kind))
            yield element
