"""The body: masthead, title, parts, sections, the rule at the end.

Reads a document. Fills `w:body`. A part that opens a page does so by its first paragraph; after a table the next
paragraph keeps a distance; the last paragraph carries the rule that closes a document.
"""

from __future__ import annotations

from collections.abc import Iterable

from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from pipeline.document import Block, Direction, Heading, Part, Table
from pipeline.write.docx.layout import Changes
from pipeline.write.docx.markup import qualified, twips, w
from pipeline.write.docx.masthead import below, field_paragraph, masthead_table
from pipeline.write.docx.notes import uncalled
from pipeline.write.docx.paragraphs import block_paragraph, paragraph
from pipeline.write.docx.pictures import Anchor, add_picture, dot, drawing
from pipeline.write.docx.running import Running
from pipeline.write.docx.story import Story
from pipeline.write.docx.stylesheet import blocks_with_part, heading_keys, paragraph_keys
from pipeline.write.docx.tables import table_element

_BELOW_BASELINE = 8.4  # from the last baseline to the end of its paragraph: 2.4 and the space after
_THIN = 1.0


class BodyWriter:
    """Fills the body of one document."""

    def __init__(self, body: etree._Element, story: Story, running: Running) -> None:
        self._body = body
        self._story = story
        self._running = running
        self._before = 0.0
        """Space that the next paragraph keeps from a table above it."""

    def write(self) -> None:
        """Write everything."""
        has_masthead = self._story.document.masthead is not None and self._story.document.identity.official
        if has_masthead:
            self._masthead()
        opened: Part | None = None
        for part, block in blocks_with_part(self._story.document):
            fresh = part is not None and part is not opened and part.new_page
            self._block(block, part, page_break=fresh)
            opened = part if part is not None else opened
        self._ending()
        if has_masthead:
            self._first_section()
        self._body.append(_section(self._story, None if has_masthead else self._running, has_masthead))

    def _masthead(self) -> None:
        masthead = self._story.document.masthead
        if masthead is None:
            return
        self._body.append(masthead_table(masthead, self._story, uncalled(self._story.document)))
        gap = self._story.sheet.measures["masthead_gap"]
        for field in below(masthead):
            self._body.append(field_paragraph(field, self._story, Changes(before=gap)))
            gap = 0.0
        self._before = gap

    def _block(self, block: Block, part: Part | None, *, page_break: bool) -> None:
        story = self._story
        direction = (part.direction if part else None) or story.direction
        changes = Changes(direction=direction, page_break=page_break, before=self._before)
        if isinstance(block, Table):
            if len(self._body) and self._body[-1].tag == qualified("tbl"):
                self._body.append(self._thin())
            self._body.append(table_element(block, story, changes))
            self._before = story.form.tables["table"]["after"]
            return
        if isinstance(block, Heading):
            keys = heading_keys(block, story.document)
            setting = story.sheet.setting(*keys, level=block.level)
        else:
            setting = story.sheet.setting(*paragraph_keys(block, story.document))
        self._body.append(block_paragraph(block, setting, story, changes))
        self._before = 0.0

    def _thin(self) -> etree._Element:
        """The line that Word needs between two tables, and between a table and the end of the body."""
        made = paragraph(self._story.sheet.setting("text"), self._story, Changes(direction=self._story.direction), [])
        line = w("spacing", before=0, after=0, line=twips(_THIN), lineRule="exact")
        made[0].insert(1 + (self._story.direction is Direction.RTL), line)
        return made

    def _ending(self) -> None:
        """The rule below the last line (un-format 8), drawn from a thin line that ends the body."""
        official = self._story.document.identity.official
        if not official and len(self._body) and self._body[-1].tag == qualified("p"):
            return
        self._body.append(self._thin())
        if not official:
            return
        measures, page = self._story.form.tables["end_rule"], self._story.form.page
        relation = add_picture(self._story.part, "rule", dot())
        left = (page.width - measures["length"]) / 2
        anchor = Anchor(left=left, below=measures["below"] - _BELOW_BASELINE)
        size = (measures["length"], measures["width"])
        self._body[-1].append(w("r", drawing(relation, *size, "", self._story.bookmarks.drawing(), anchor)))

    def _first_section(self) -> None:
        """End the masthead's section with the first paragraph below its table."""
        first = self._body[1]
        if first.tag != qualified("p") or _is_tracked(first):
            first = self._thin()
            self._body.insert(1, first)
        first[0].append(_section(self._story, self._running, False))


def _is_tracked(element: etree._Element) -> bool:
    """True for a paragraph that goes when changes are accepted or rejected: it can carry nothing of the page's."""
    return element.find(f"{qualified('pPr')}/{qualified('rPr')}") is not None


def _section(story: Story, running: Running | None, continued: bool) -> etree._Element:
    """`w:sectPr`: with `running`, the section with heads and feet that opens page 1; `continued`: on the same page."""
    page = story.form.page
    opens_under_head = running is not None and story.document.masthead is not None and story.document.identity.official
    top = page.header if opens_under_head else page.top
    margins = {"top": top, "right": page.right, "bottom": page.bottom, "left": page.left,
               "header": page.header, "footer": page.footer, "gutter": 0.0}  # fmt: skip
    return w(
        "sectPr",
        *(_references(story, running) if running else ()),
        w("type", val="continuous") if continued else None,
        w("pgSz", w=twips(page.width), h=twips(page.height)),
        w("pgMar", **{name: twips(points) for name, points in margins.items()}),
        w("cols", space=720),
        w("titlePg") if running else None,
        w("bidi") if story.direction is Direction.RTL else None,
    )


def _references(story: Story, running: Running) -> Iterable[etree._Element]:
    """References to the heads and feet of the section."""
    for tag, parts, kind in (
        ("headerReference", running.headers, RELATIONSHIP_TYPE.HEADER),
        ("footerReference", running.footers, RELATIONSHIP_TYPE.FOOTER),
    ):
        for name in ("even", "default", "first"):
            element = w(tag, type=name)
            element.set(qualified("r:id"), story.part.relate_to(parts[name], kind))
            yield element
