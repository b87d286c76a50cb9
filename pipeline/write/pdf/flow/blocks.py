"""The flow of a document: its blocks as strips, and their structure elements, in reading order.

Reads blocks and the form. Gives strips for `paginate`. Rules on what stays together: [form page-breaks].
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from msgspec import structs

from pipeline.document import (
    Block,
    Direction,
    Heading,
    Inline,
    LineBreak,
    MastheadField,
    MastheadRole,
    Paragraph,
    Picture,
    Rank,
    Role,
    Table,
    Text,
)
from pipeline.forms import Style
from pipeline.layout.cascade import as_asked, field_keys, given, heading_keys, marked, paragraph_keys
from pipeline.layout.lists import Lists, Numbering, numbering
from pipeline.layout.spaces import between_headings
from pipeline.layout.titles import break_pattern, broken
from pipeline.write.pdf.file.tags import Elem
from pipeline.write.pdf.flow.condensing import condensed
from pipeline.write.pdf.flow.contents import ContentsSetter
from pipeline.write.pdf.flow.notes import NoteSetter
from pipeline.write.pdf.flow.tables import TableSetter
from pipeline.write.pdf.flow.typesetter import Typesetter
from pipeline.write.pdf.lines.itemize import InlineItems
from pipeline.write.pdf.lines.paragraph import TextLine, rise
from pipeline.write.pdf.pages.paginate import LineBox, beside

_LIST = "<</O/List/ListNumbering/{}>>"


class Flow:
    """Gathers the strips of a document."""

    def __init__(self, setting: Typesetter, notes: NoteSetter, condensed: frozenset[str] = frozenset()) -> None:
        """Set the target: blocks are added below the elements that `open` names."""
        self.setting = setting
        self.notes = notes
        self.strips: list[LineBox] = []
        self._parent = setting.tree.root
        self._listings = Lists()
        self._listing = ""  # suffix of the style of the list that the block is in
        self._lists: list[tuple[int, Elem, Elem, Numbering]] = []  # level, L, body of the last item, kind of numbering
        self._pending: list[str] = []  # anchors that wait for the next strip
        self._after = 0.0
        self._keep = False
        self._table_start = 0.0  # where the table began whose notes may follow
        self._opens_page = False
        self.tables = TableSetter(setting, notes)
        self.contents = ContentsSetter(setting)
        self._toc: Elem | None = None
        self._titles: list[Paragraph] = []
        self._edge: tuple[float, float] | None = None
        """Where the title of a wide table begins, and the width of the table."""
        self._rank: Rank | None = None  # of the heading just added
        self._over: Heading | None = None  # that heading
        self._under: Rank | None = None  # of the heading right above
        self._after_field = False
        self._condensed = condensed
        self.short: list[tuple[float, str]] = []
        """Width of the last line of each paragraph that ends in a short one, and its anchor."""
        self._adding: Block | MastheadField | None = None
        self._side = setting.form  # of the page on which the block is
        self._last: tuple[Role | None, int, int] = (None, 0, 0)  # role, first strip and number of lines

    def open(self, elem: Elem, anchor: str = "", new_page: bool = False) -> None:
        """Begin an element: what follows belongs to it."""
        self.flush()
        self._lists = []
        self._listings = Lists()
        self._parent = elem
        if anchor:
            self._pending.append(anchor)
        self._opens_page = self._opens_page or (new_page and bool(self.strips))

    def add(self, block: Block) -> None:
        """Add a block; titles of a table wait for it, since they begin where it does [form tables.1]."""
        if isinstance(block, Paragraph) and block.role is Role.TABLE_TITLE:
            self._titles.append(block)
            return
        self.flush(block)
        self._add(block)

    def flush(self, table: Block | None = None) -> None:
        """Add the titles that wait, at the edge of their table if one follows."""
        titles, self._titles = self._titles, []
        if titles and isinstance(table, Table) and not table.box:
            self._edge = self.tables.edge(table, self.setting.side(table))
        for title in titles:
            self._add(title)
        self._edge = None

    def _add(self, block: Block) -> None:
        self.setting.inks.place = block.anchor
        self._adding, self._side = block, self.setting.side(block)
        self._listing = self._listings.take(block)
        self._under = self._rank
        if isinstance(block, Heading):
            self._under_table(None)
        else:
            self._rank = None
        self._pending.append(block.anchor)
        self._opens_page = self._opens_page or (block.page_break and bool(self.strips))
        first = len(self.strips)
        if isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Heading):
            self._heading(block)
        else:
            self._paragraph(block)
        for strip in self.strips[first:]:
            strip.turned, strip.columns = self.setting.lies(block), beside(block.newspaper, self._side.page.measure)
        if block.above is not None and 0 < first < len(self.strips):
            self.strips[first].gap = block.above
        self._framed(block, first)

    def _framed(self, block: Block, first: int) -> None:
        """Name the frame of the strips from number `first` on, and leave room for its rules."""
        added, before = self.strips[first:], self.strips[first - 1] if first else None
        if not added or not (block.frame or (before and before.frame)):
            return
        goes_on = before is not None and before.frame == block.frame
        if before is not None and not goes_on:
            added[0].gap += self.setting.form.table.box_after
        elif before is not None:
            before.frame_ends = False
        for strip in added:
            strip.frame = block.frame
        added[0].frame_begins, added[-1].frame_ends = bool(block.frame) and not goes_on, bool(block.frame)

    def field(self, field: MastheadField) -> None:
        """Add a field of the masthead that is below its second rule."""
        self._adding, self._side = field, self.setting.form
        if field.anchor:
            self._pending.append(field.anchor)
        elem = self._parent.child("P", field.language)
        style = self._chosen(field_keys(field, self.setting.document))
        if field.role is MastheadRole.AGENDA_TITLE:  # breaks as the titles of the document do
            words = self.setting.form.style(f"{self.setting.document.identity.style_kind}-title", "title").last_words
            style = self.setting.derived(style, "title", lambda s: structs.replace(s, last_words=words))
        self._text(field.inlines, style, elem, None, field.direction, field.language, "", style.keep_next)
        self._after_field = True
        self.notes.after(elem)

    def _chosen(self, keys: tuple[str, ...]) -> Style:
        """Return the style of the first key the form has."""
        return self.setting.form.style(*keys)

    def _heading(self, block: Heading) -> None:
        self._lists = []
        style = self._style_of(block)
        elem = self._parent.child(f"H{block.level}", block.language)
        shown = self._hanging(block, style)
        label = self.setting.label(shown.label, style, elem, block.direction) if shown.label else None
        before, above = self._rank if self.strips else None, self._after
        inlines = self._broken(shown.inlines, block.rank.value)
        if style.by_sense and not self._each_fits(inlines, style):
            inlines = shown.inlines
        words, pictures = self.setting.apart(inlines)
        self._text(words, style, elem, label, block.direction, block.language, "", True)
        more = style.before if block.rank is Rank.CONTENTS else 0.0
        if before is not None and self._over is not None:  # a heading under a heading: [form distances.headings]
            gap = between_headings(self._over, block, above, self.setting.form, self.setting.document)
            self._strip_of_last().gap = gap + more
        flow = self.setting.form.flow
        opens = block.rank is Rank.FRAME_TITLE
        self._strip_of_last().at_top = flow.frame_title_at_top if opens else flow.heading_at_top
        self._rank, self._over = block.rank, block
        self.notes.after(elem)
        self._strip_of_last().outline = (block.text, block.level - 1)
        for picture in pictures:
            self._picture(picture, style, elem)
            self._keep = True

    def _hanging(self, block: Heading, style: Style) -> Heading:
        """Return the heading, its number at the head of its text where it is too long to hang before it on the page."""
        if style.label_end is None or not block.label:
            return block
        width = self.setting.measured(block.label, style)[1]
        if width - style.label_end <= self._side.page.indent_left:
            return block
        gap = (Text(" ", generated=True),) if block.inlines else ()
        return replace(block, label=(), inlines=(*block.label, *gap, *block.inlines))

    def _paragraph(self, block: Paragraph) -> None:
        home = self._home(block)
        style = self._style_of(block)
        self._under_table(block.role)
        elem = (self._entry() if block.role is Role.CONTENTS else home[1]).child("P", block.language)
        labelled = home[0] if block.role is Role.ITEM else elem
        label = self.setting.label(marked(block), style, labelled, block.direction) if block.label else None
        if block.role is Role.CLOSING:
            self._hold_last_paragraph()
        align = block.align.value if block.align else ""
        keep = block.keep_with_next or style.keep_next
        inlines = self._broken(block.inlines, block.role.value)
        words, pictures = self.setting.apart(inlines)
        if label or not pictures or any(not isinstance(i, Text) or i.text.strip() for i in words):
            self._text(words, style, elem, label, block.direction, block.language, align, keep or bool(pictures))
        for picture in pictures:
            self._picture(picture, style, elem)
        if block.role is Role.CONTENTS:
            self.contents.add(self.strips[-1], block, elem)
        self._last = (block.role, *self._last[1:])
        self.notes.after(elem)

    def _entry(self) -> Elem:
        """Return the element of the next entry of contents; before the first one the word above the pages is set."""
        if self._toc is None or self._last[0] is not Role.CONTENTS:
            word, style = Text(self.setting.words.page, generated=True), self._chosen(("contents-word", "text"))
            self._text((word,), style, self._parent.child("P"), None, None, "", "", True)
            self._toc = self._parent.child("TOC")
        return self._toc.child("TOCI")

    def _picture(self, picture: Picture, style: Style, elem: Elem) -> None:
        """Add a picture on a line of its own, in the middle of the column and no larger than the space for text."""
        form = self._side
        room = form.flow.last_baseline - form.flow.first_baseline
        line = self.setting.picture(picture, elem, form.page.column, room)
        assert line.image is not None
        strip = LineBox(line.image.height, 0.0, [(line, form.page.text_left, 0.0)])
        self.strips.append(strip)
        self._first(strip, style.before)
        strip.after = style.after
        self._after, self._keep = style.after, False
        self._last = (None, len(self.strips) - 1, 1)

    def _under_table(self, role: Role | None) -> None:
        """Add the notes close under their table, at its edge; what follows is set off as from the table."""
        if not self._table_start:
            return
        table = self.setting.form.table
        if role in (Role.TABLE_NOTE, Role.SMALL_NOTE):
            self._keep = True  # notes go with the last row of their table
            self._after = table.after_notes if self._last[0] is None else self._after
        else:
            self._after = self._after if self._last[0] is None else table.after
            self._table_start = 0.0

    def _broken(self, inlines: tuple[Inline, ...], key: str) -> tuple[Inline, ...]:
        """Return the inlines with the breaks that the print makes in this role or rank, whatever the width."""
        return broken(inlines, break_pattern(self.setting.document.identity, key))

    def _each_fits(self, inlines: tuple[Inline, ...], style: Style) -> bool:
        """Return True if what is between the breaks of a title takes one line each."""
        room = self._side.page.column - style.left - style.right
        runs = groupby(inlines, key=lambda inline: isinstance(inline, LineBreak))
        pieces = [list(run) for is_break, run in runs if not is_break]
        return all(self.setting.measured(piece, style)[1] <= room for piece in pieces)

    def _style_of(self, block: Paragraph | Heading) -> Style:
        document = self.setting.document
        if isinstance(block, Heading):
            style, name = self._chosen(heading_keys(block, document)), f"{block.letters} {block.leading} {block.edges}"
            return self.setting.derived(style, name, lambda s: as_asked(s, block, self._side.page))
        style = self._chosen(paragraph_keys(block, document, self._listing))
        name = f"{block.letters} {block.leading} {block.setting}"
        return self.setting.derived(style, name, lambda s: as_asked(given(s, block, 0.0), block, self._side.page))

    def _home(self, block: Paragraph) -> tuple[Elem, Elem]:
        """Return the elements that take label and text of a paragraph; opens and closes lists."""
        level = block.level if block.role in (Role.ITEM, Role.ITEM_TEXT) else 0
        while self._lists and self._lists[-1][0] > level:
            self._lists.pop()
        if block.role is not Role.ITEM:
            if level == 0:
                self._lists = []
            return self._parent, self._lists[-1][2] if self._lists else self._parent
        if not self._lists or self._lists[-1][0] < level:
            home = self._lists[-1][2] if self._lists else self._parent
            listing = home.child("L")
            kind = numbering(block.label)
            listing.attributes = _LIST.format(kind)
        else:
            _, listing, _, kind = self._lists.pop()
        item = listing.child("LI")
        label, body = item.child("Lbl"), item.child("LBody")
        self._lists.append((level, listing, body, kind))
        return label, body

    def _text(
        self,
        inlines: Sequence[Inline],
        style: Style,
        elem: Elem,
        label: InlineItems | None,
        direction: Direction | None,
        language: str,
        align: str,
        keep: bool,
    ) -> None:
        column = self._column()[1]
        if isinstance(self._adding, Paragraph) and self._adding.anchor in self._condensed:
            style = condensed(self.setting, inlines, style, column, label)
        lines = self.setting.paragraph(
            inlines,
            style,
            elem,
            column=column,
            label=label,
            direction=direction,
            language=language,
            align=align,
        )
        introduces = len(lines) == 1 and _ends_in_colon(inlines)
        self._add_lines(lines, style, keep or introduces)

    def _add_lines(self, lines: list[TextLine], style: Style, keep: bool) -> None:
        """Add the lines of a paragraph as strips."""
        edge = self._column()[0]
        breaking, count = self.setting.breaking, len(lines)
        up = rise(style)
        first = len(self.strips)
        closing = isinstance(self._adding, Paragraph) and self._adding.role is Role.CLOSING
        elastic = closing or style.align == "justify"
        for number, line in enumerate(lines):
            strip = LineBox(up, style.leading - up, [(line, edge, 0.0)], notes=line.notes)
            strip.elastic = elastic
            strip.may_begin = not style.keep_lines and breaking.orphans <= number <= count - breaking.widows
            self.strips.append(strip)
        short = style.align == "justify" and count > 1 and lines[-1].width < self.setting.form.fitting.short_line
        if short and isinstance(self._adding, Paragraph):
            self.short.append((lines[-1].width, self._adding.anchor))
        self._first(self.strips[first], style.before)
        self.strips[-1].after = style.after
        self.strips[first].opens_page = self.strips[first].opens_page or style.break_before
        self._after, self._keep = style.after, keep
        self._last = (None, first, count)

    def _column(self) -> tuple[float, float]:
        """Return where the lines of the block begin, and their width; beside a table those of the table."""
        page = self._side.page
        if self._edge is not None:
            return self._edge
        if self._table_start:
            return self._table_start, max(self.tables.width, page.column)
        return page.text_left, page.column

    def _first(self, strip: LineBox, before: float) -> None:
        """Give the first strip of a block what it takes over from what is before it."""
        strip.gap = (self._after + before) if self.strips[0] is not strip else 0.0
        measures = self.setting.form.flow
        if self._after_field and not isinstance(self._adding, MastheadField):
            strip.gap = max(strip.gap, measures.under_masthead)
            self._after_field = False
        if self._under is Rank.ANNEX_TITLE and not isinstance(self._adding, Heading):
            strip.gap = max(strip.gap, measures.under_annex_title)
        strip.may_begin = not self._keep
        strip.opens_page, self._opens_page = self._opens_page, False
        strip.anchors, self._pending = self._pending, []

    def _strip_of_last(self) -> LineBox:
        return self.strips[self._last[1]]

    def _hold_last_paragraph(self) -> None:
        """Hold the last paragraph with the closing lines, which are never first on a page [form page-breaks.5]."""
        role, first, count = self._last
        self._keep = True
        if role is not None and count <= self.setting.form.flow.closing_takes:
            for strip in self.strips[first + 1 : first + count]:
                strip.may_begin = False

    def _table(self, block: Table) -> None:
        while self._lists and not 0 < self._lists[-1][0] <= block.level:
            self._lists.pop()
        home = self._lists[-1][2] if self._lists else self._parent
        strips = self.tables.strips(block, home, self._side)
        if not strips:
            return
        table = self.setting.form.table
        self.strips += strips
        before = table.before_heading if self._under else table.before
        self._first(strips[0], table.box_before if block.box else before)
        self._after, self._keep = table.box_after if block.box else table.after, False
        self._table_start = self.tables.start
        self._last = (None, len(self.strips) - len(strips), len(strips))


def _ends_in_colon(inlines: Sequence[Inline]) -> bool:
    """Return True for a paragraph that introduces the next one [form page-breaks.6]."""
    last = next((i.text for i in reversed(inlines) if isinstance(i, Text) and i.text.strip()), "")
    return last.rstrip().endswith((":", "："))
