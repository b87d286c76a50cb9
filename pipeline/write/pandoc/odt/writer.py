"""The OpenDocument writer.

Reads a `Document`, its form and what the layout stage decides. Gives an ODT whose paragraph styles bear the names that
UN editors know; numbers are text, notes are native with the marks of the print, the masthead is a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.document import (
    Align,
    Block,
    Cell,
    Change,
    Direction,
    Document,
    Heading,
    Inline,
    Item,
    ItemList,
    MastheadField,
    MastheadRole,
    Newspaper,
    Note,
    NoteMark,
    Paragraph,
    Part,
    Picture,
    Remark,
    Tab,
    Table,
    Text,
    newspaper_of,
    plain_text,
)
from pipeline.document.pictures import has_pictures
from pipeline.forms import Style
from pipeline.layout.cascade import Cascade
from pipeline.layout.frames import crowded
from pipeline.layout.landscape import sheet_of
from pipeline.layout.masthead import ABOVE, BLOCK, LANGUAGES, in_print, language_space, symbol_parts
from pipeline.layout.masthead import below as below_rules
from pipeline.layout.measure import Measure
from pipeline.layout.places import places
from pipeline.layout.spaces import above, below
from pipeline.layout.titles import break_pattern, broken, held, untied
from pipeline.write.format import Options, Written
from pipeline.write.pandoc import ast
from pipeline.write.pandoc.ast import Node
from pipeline.write.pandoc.converter import Converter
from pipeline.write.pandoc.metadata import metadata
from pipeline.write.pandoc.odt.masthead import masthead_dress
from pipeline.write.pandoc.odt.package import Finds, finished
from pipeline.write.pandoc.odt.page import STANDARD, TURNED
from pipeline.write.pandoc.odt.setting import TableSetting
from pipeline.write.pandoc.odt.styles import Variant
from pipeline.write.pandoc.program import pandoc

_ISOLATES = {Direction.LTR: "\u2066", Direction.RTL: "\u2067"}
_END_ISOLATE = "\u2069"
"""OpenDocument has no element for an isolated run, but programs obey the signs of Unicode."""
_HELD = {Direction.LTR: "\u00a0", Direction.RTL: "\u200f\u00a0"}
"""What stands for a space in a number in groups, so that its groups stay in place."""
_HELD_INSIDE = "\u202f"
"""Of a number that runs from left to right in a line from right to left: LibreOffice parts it at every other space."""
_SET_OFF = ast.raw_inline("opendocument", "<text:s/>")
"""Space between the mark of a note and its text, which programs put side by side."""
_TAB = ast.raw_inline("opendocument", "<text:tab/>")


def write_odt(document: Document, options: Options) -> Written:
    """Return the document as OpenDocument text. `options` change nothing. Raises ToolError, TemplateError."""
    document = untied(document)
    converter = _Odt(document)
    json = ast.pandoc_json(converter.blocks(), {"lang": metadata(document.identity)["lang"]})
    data = pandoc(json, "odt", document.identity.date)
    return Written(finished(data, document, converter.form, converter.finds), remarks=tuple(converter.remarks))


class _Odt(Converter):
    has_colophon = False

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.finds = Finds()
        self.breaks = False
        """True if the next block opens a page."""
        self.places = places(document, self.form)
        self.turned = False
        """True while blocks are on landscape pages."""
        self.count = 0
        """Number of tables so far, boxes left out."""
        self.remarks: list[Remark] = []
        self.towards = document.identity.direction
        """Direction of the block in the making."""
        self.cascade = Cascade(document, self.form)
        self.near = _neighbours(document)
        identity = document.identity
        self.measure = Measure(identity.language, identity.direction is Direction.RTL, self.words.word.size)

    def status(self) -> list[Node]:
        """Return the mark of a recovered document; that it is provisional is in the head of every page."""
        recovered = self.words.text.recovered
        return [self.generated_block(recovered, "status")] if self.identity.recovered else []

    # --- styles

    def styled(self, variant: Variant, nodes: list[Node]) -> Node:
        """Return a paragraph in a style."""
        return ast.div(ast.attr("", custom_style=self.named(variant)), [ast.para(nodes)])

    def named(self, variant: Variant) -> str:
        """Return the name of a style, and add the style to the file."""
        self.finds.variants.setdefault(variant.name, variant)
        return variant.name

    def variant(self, key: str, block: Paragraph | Heading) -> Variant:
        """Return the style of a key, with what this block and those around it change of it."""
        style = self.form.style(key, "text")
        master = self.turn(block)
        breaks, self.breaks = self.breaks, False
        before, after = self.near.get(block.anchor, (None, None))
        over = above(block, style, before, self.form.flow.under_masthead if self.document.masthead else 0.0)
        under = below(block, style, after, self.form, self.document)
        align = block.align if isinstance(block, Paragraph) else None
        return Variant(
            key=key,
            align="" if align in (None, Align.DECIMAL) else str(align),
            direction=self.direction_of(block),
            language=self.language_of(block),
            breaks=breaks,
            master=master,
            at_edge=bool(block.newspaper) or block.anchor in self.places.at_edge,
            label=self.hanging(block, style),
            pictured=isinstance(block, Paragraph) and has_pictures(block.inlines),
            keeps=isinstance(block, Paragraph) and block.keep_with_next and not style.keep_next,
            before=None if over == style.before else over,
            after=None if under == style.after else under,
        )

    def hanging(self, block: Paragraph | Heading, style: Style) -> float | None:
        """Return where the label begins that hangs before the text, from the text; None if none hangs."""
        if style.label_end is None or not block.label:
            return None
        width = self.measure.width(plain_text(block.label), style)
        begin = style.label_end - style.left - width
        return round(begin, 1) if begin + self.form.page.indent_left + style.left >= 0 else None

    # --- blocks

    def part_blocks(self, part: Part) -> list[Node]:
        """Return the blocks of a part, on a new page where the print has one."""
        self.breaks = part.new_page
        return super().part_blocks(part)

    def nested(self, blocks: Sequence[Block | ItemList]) -> list[Node]:
        """Return blocks one after the other: quotations and items are marked by styles."""
        return [node for block in blocks for node in self.block(block)]

    def outer(self, blocks: Sequence[Block | ItemList]) -> list[Node]:
        """Return the blocks of a part, those in columns in sections."""
        found: list[Node] = []
        for newspaper, run in groupby(blocks, key=newspaper_of):
            inside = self.nested(list(run))
            found += self.section(newspaper, inside) if newspaper else inside
        return found

    def section(self, newspaper: Newspaper, inside: list[Node]) -> list[Node]:
        """Return blocks in a section of columns."""
        self.finds.newspapers.append(newspaper)
        name = f"Columns{len(self.finds.newspapers)}"
        return ast.enclosed("opendocument", "text:section", f'text:style-name="{name}" text:name="{name}"', inside)

    def items(self, items: ItemList) -> list[Node]:
        """Return the items as paragraphs: a list would number them."""
        return [node for item in items.items for node in self.item(item)]

    def item(self, item: Item) -> list[Node]:
        """Return an item, then what belongs to it."""
        return [*self.paragraph(item.paragraph), *self.nested(item.rest)]

    def rule(self, paragraph: Paragraph) -> Node:
        """Return a drawn rule."""
        return ast.RULE

    def paragraph(self, paragraph: Paragraph) -> list[Node]:
        """Return a paragraph in its style."""
        self.pending.append(paragraph.anchor)
        variant = self.variant(self.cascade.style(paragraph), paragraph)
        return [self.styled(variant, self.set(paragraph, variant))]

    def heading(self, heading: Heading) -> Node:
        """Return a heading; pandoc sets its own style, so that of the form is kept and set afterwards."""
        variant = self.variant(self.cascade.style(heading), heading)
        self.finds.headings.append(self.named(variant))
        pattern = break_pattern(self.identity, heading.rank.value)
        shown = replace(heading, inlines=broken(heading.inlines, pattern))
        return ast.header(heading.level, ast.attr(heading.anchor), self.set(shown, variant))

    def set(self, block: Paragraph | Heading, variant: Variant) -> list[Node]:
        """Return the label and text, a tab or a space between them as the form has it."""
        self.towards = Direction(variant.direction or self.identity.direction)
        self.tabbed = variant.label is not None or self.form.style(variant.key, "text").text is not None
        return self.labelled(block)

    def after_label(self) -> list[Node]:
        """Return a tab, or a space."""
        return [_TAB] if self.tabbed else [ast.SPACE]

    def table(self, table: Table) -> Node:
        """Return a table; its anchor is in its first cell. One in which words are divided is remarked on."""
        self.pending.append(table.anchor)
        master = self.turn(table)
        setting = TableSetting(table, sheet_of(table, self.form, self.places.landscape), self.identity)
        self.count += not table.box
        if not setting.frame.fits:
            self.remarks.append(crowded(table, self.count, setting.frame))
        return self.dressed(table, setting, master)

    def dressed(self, table: Table, setting: TableSetting, master: str) -> Node:
        """Return a table in this setting; its look is noted before those of the tables within it."""
        self.setting = setting
        self.finds.tables.append(setting.dress(*self.near.get(table.anchor, (None, None)), master))
        node = super().table(table)
        node["c"][0] = ast.NO_ATTR
        return node

    def table_within(self, number: int, cell: Cell, table: Table) -> Node:
        """Return a table within a cell."""
        self.pending.append(table.anchor)
        around = self.setting
        node = self.dressed(table, around.within(number, cell, table), "")
        self.setting = around
        return node

    def turn(self, block: Block) -> str:
        """Return the master page that begins with a block: where pages are turned on their side, and back; else ""."""
        if (block.anchor in self.places.landscape) is self.turned:
            return ""
        self.turned, self.breaks = not self.turned, False
        self.finds.landscape = True
        return TURNED if self.turned else STANDARD

    def cell(self, number: int, cell: Cell) -> list[Node]:
        """Return the paragraphs and tables of a cell."""
        nodes = []
        for paragraph in cell.content:
            if isinstance(paragraph, Table):
                nodes.append(self.table_within(number, cell, paragraph))
                continue
            self.pending.append(paragraph.anchor)
            variant = replace(
                self.setting.variant(number, cell, paragraph),
                direction=self.direction_of(paragraph),
                language=self.language_of(paragraph),
            )
            nodes.append(self.styled(variant, self.set(self.setting.shown(number, cell, paragraph), variant)))
        return nodes or self.kept_empty(number)

    def kept_empty(self, number: int) -> list[Node]:
        """Return the empty paragraph of a cell in a row that stays with the next: programs ask the first cell of it."""
        return [self.styled(Variant(key="table-body", keeps=True), [])] if self.setting.keeps(number) else []

    def generated_block(self, text: str, kind: str) -> Node:
        """Return a paragraph that the form adds, with the character style that says so."""
        return self.styled(Variant(key="notice"), [ast.span(_GENERATED, ast.words(text))])

    def run(self, run: Text) -> list[Node]:
        """Return a run; what the form adds is in a character style of its own, an isolated run between signs."""
        if run.generated:
            return [ast.span(_GENERATED, ast.words(run.text))]
        nodes = super().run(run)
        return nodes if run.isolate is None else self.isolated(run.isolate, nodes)

    def isolated(self, towards: Direction, nodes: list[Node]) -> list[Node]:
        """Return a passage between signs."""
        own = towards is self.identity.direction
        return nodes if own else [ast.string(_ISOLATES[towards]), *nodes, ast.string(_END_ISOLATE)]

    def changed(self, change: Change, nodes: list[Node]) -> list[Node]:
        """Return a run in a style of its own, which becomes a tracked change."""
        return [ast.span(ast.attr("", custom_style=change.value), nodes)]

    def picture(self, picture: Picture) -> list[Node]:
        """Return a picture, at most as large as the space for text; what pandoc leaves out of it is put in
        afterwards.
        """
        page = self.form.page
        width, height = picture.fitted(page.column, page.height - page.top - page.bottom)
        fitted = replace(picture, width=width, height=height)
        if picture.file in self.document.pictures:
            self.finds.pictures.append(fitted)
        return super().picture(fitted)

    def inlines(self, inlines: Iterable[Inline]) -> list[Node]:
        """Return the inlines; no line parts a number in groups."""
        return super().inlines(held(list(inlines), self.space_of_numbers))

    def space_of_numbers(self, run: Text) -> str:
        """Return the space at which no line parts a number of a run."""
        inside = run.isolate is Direction.LTR and self.towards is Direction.RTL
        return _HELD_INSIDE if inside else _HELD[run.isolate or self.towards]

    def tab(self, tab: Tab) -> list[Node]:
        """Return a tab."""
        return [_TAB]

    # --- masthead

    def masthead(self) -> list[Node]:
        """Return the masthead: two rows of two cells, then what is below the second rule."""
        masthead = self.document.masthead
        if masthead is None:
            return []
        corner: list[MastheadField] = []
        rows = (
            (corner, masthead.of(MastheadRole.ORGANIZATION), masthead.of(MastheadRole.SYMBOL)),
            (corner, masthead.of(MastheadRole.ORGAN), in_print(masthead.of(*BLOCK))),
        )
        cells = [ast.row([ast.cell(self.fields(side), "AlignDefault") for side in row]) for row in rows]
        self.finds.tables.append(masthead_dress(self.form, self.identity.direction is Direction.RTL))
        matter = [self.field(field) for field in below_rules(masthead)]
        return [ast.table(ast.NO_ATTR, [None] * 3, [], cells), *matter]

    def fields(self, fields: Sequence[MastheadField]) -> list[Node]:
        """Return the fields of one cell, the languages further down."""
        first = next((field for field in fields if field.role in LANGUAGES), None)
        line = self.form.style("language").leading
        gap = language_space(first, self.form.masthead.language_gap, line) if first else 0.0
        return [self.field(field, gap if field is first else 0.0) for field in fields]

    def field(self, field: MastheadField, gap: float = 0.0) -> Node:
        """Return one field in its style, `gap` points below the one above it."""
        self.pending.append(field.anchor or field.role.value)
        anchor = ast.span(ast.attr(self.pending.pop()), [])
        self.towards = field.direction or self.identity.direction
        key = field.role.value if field.role in ABOVE else self.cascade.field(field)
        text = self.symbol(field) if field.role is MastheadRole.SYMBOL else self.inlines(field.inlines)
        return self.styled(Variant(key=key, before=gap or None), [anchor, *text])

    def symbol(self, field: MastheadField) -> list[Node]:
        """Return the symbol, its first component large."""
        large, rest = symbol_parts(field.inlines)
        first = [ast.span(_LARGE, self.inlines((replace(large, isolate=None),)))] if large else []
        return self.isolated(Direction.LTR, [*first, *self.inlines(rest)])

    # --- notes

    def note_mark(self, mark: NoteMark) -> list[Node]:
        """Return a native note where it is called first, a mark in letters where it is called again."""
        note = self.notes.get(mark.note)
        if note is None:
            return []
        if (
            note.front
            or note.id in self.finds.notes
            or not (note.id in self.native or not note.printed.strip("()").isalnum())
        ):
            return self.typed_mark(note)
        self.finds.notes[note.id] = note.printed
        return [ast.note(self.note_blocks(note))]

    def typed_mark(self, note: Note) -> list[Node]:
        """Return a mark in letters."""
        return [ast.span(_NOTEREF, [ast.string(note.printed)])]

    def end_notes(self) -> list[Node]:
        """Return the notes that nothing calls."""
        left = [n for n in self.document.notes if not n.front and n.id not in self.finds.notes]
        return [node for note in left for node in self.note(note)]

    def note(self, note: Note) -> list[Node]:
        """Return a note that stands by itself, in the style of notes."""
        first, *rest = [self.inlines((*p.label, *p.inlines)) for p in note.blocks] or [[]]
        lines = [[ast.span(ast.attr(note.id), []), *self.typed_mark(note), ast.SPACE, *first], *rest]
        return [self.styled(Variant(key="note"), line) for line in lines]

    def note_blocks(self, note: Note) -> list[Node]:
        """Return the paragraphs of a native note; the first has the note's anchor, and is set off from the mark."""
        waiting, self.pending = self.pending, [note.id]
        nodes = [ast.para(self.labelled(paragraph)) for paragraph in note.blocks]
        self.pending = waiting
        if nodes:
            nodes[0]["c"].insert(0, _SET_OFF)
        return nodes


_GENERATED = ast.attr("", custom_style="generated")
_NOTEREF = ast.attr("", custom_style="noteref")
_LARGE = ast.attr("", custom_style="symbol-first")


def _neighbours(document: Document) -> dict[str, tuple[Block | None, Block | None]]:
    """Return the blocks before and after each block, by its anchor."""
    blocks = list(document.blocks())
    around = zip([None, *blocks[:-1]], [*blocks[1:], None], strict=True) if blocks else ()
    return {block.anchor: pair for block, pair in zip(blocks, around, strict=True)}
