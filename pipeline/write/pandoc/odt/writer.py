"""The OpenDocument writer.

Reads a `Document`, its form and `templates/pandoc/odt.toml`. Gives an ODT whose paragraph styles bear the names that UN
editors know; numbers are text, notes are native with the marks of the print, the masthead is a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import (
    Align,
    Block,
    Direction,
    Document,
    Heading,
    Item,
    ItemList,
    MastheadField,
    MastheadRole,
    Note,
    NoteMark,
    Paragraph,
    Part,
    PartKind,
    Picture,
    Rank,
    Role,
    Tab,
    Table,
    Text,
)
from pipeline.document.pictures import has_pictures
from pipeline.layout.cascade import DEEPEST_ITEM
from pipeline.layout.masthead import BLOCK, below
from pipeline.write.format import Options, Written
from pipeline.write.pandoc import ast
from pipeline.write.pandoc.ast import Node
from pipeline.write.pandoc.converter import Converter
from pipeline.write.pandoc.metadata import metadata
from pipeline.write.pandoc.odt.package import Finds, finished
from pipeline.write.pandoc.odt.styles import Variant, masthead_shares
from pipeline.write.pandoc.program import pandoc

_ISOLATES = {Direction.LTR: "\u2066", Direction.RTL: "\u2067"}
_END_ISOLATE = "\u2069"
"""OpenDocument has no element for an isolated run, but programs obey the signs of Unicode."""
_TAB = ast.raw_inline("opendocument", "<text:tab/>")


def write_odt(document: Document, options: Options) -> Written:
    """Return the document as OpenDocument text. `options` change nothing. Raises ToolError, TemplateError."""
    converter = _Odt(document)
    json = ast.pandoc_json(converter.blocks(), {"lang": metadata(document.identity)["lang"]})
    data = pandoc(json, "odt", document.identity.date)
    return Written(data=finished(data, document, converter.form, converter.finds))


class _Odt(Converter):
    has_colophon = False

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.finds = Finds()
        self.breaks = False
        """True if the next block opens a page."""
        self.in_head = False
        self.in_cell = False

    def status(self) -> list[Node]:
        """Return the mark of a recovered document; that it is provisional stands in the head of every page."""
        recovered = self.words.text.recovered
        return [self.generated_block(recovered, "status")] if self.identity.recovered else []

    # --- styles

    def styled(self, keys: Sequence[str], block: Paragraph | Heading | None, nodes: list[Node]) -> Node:
        """Return a paragraph in the style of the first key that the form has."""
        return ast.div(ast.attr("", custom_style=self.variant(keys, block).name), [ast.para(nodes)])

    def variant(self, keys: Sequence[str], block: Paragraph | Heading | None) -> Variant:
        """Return the style of the first key that the form has, with what this block changes of it."""
        key = next((k for k in keys if k in self.form.styles), "text")
        breaks, self.breaks = self.breaks, False
        align = block.align if isinstance(block, Paragraph) else None
        variant = Variant(
            key,
            align="" if align in (None, Align.DECIMAL) else str(align),
            direction=self.direction_of(block) if block else "",
            language=self.language_of(block) if block else "",
            breaks=breaks,
            labelled=isinstance(block, Heading) and bool(block.label),
            pictured=isinstance(block, Paragraph) and has_pictures(block.inlines),
        )
        self.finds.variants.setdefault(variant.name, variant)
        return variant

    def paragraph_keys(self, paragraph: Paragraph) -> list[str]:
        """Return the keys of the form, the most specific first."""
        role = paragraph.role.value
        if self.in_cell and paragraph.role in (Role.TEXT, Role.NUMBERED, Role.OPERATIVE):
            return ["table-head" if self.in_head else "table-body"]
        if paragraph.role in (Role.ITEM, Role.ITEM_TEXT):
            lowest = 1 if paragraph.role is Role.ITEM else 0
            role = f"{role}-{min(max(paragraph.level, lowest), DEEPEST_ITEM)}"
        return [*(f"{name}-{role}" for name in self.part_names()), role]

    def heading_keys(self, heading: Heading) -> list[str]:
        """Return the keys of the form, the most specific first."""
        rank = heading.rank.value
        first = [f"{self.identity.kind.value}-{rank}"] if heading.rank is Rank.TITLE else []
        return [*first, *(f"{name}-{rank}" for name in self.part_names()), rank]

    def part_names(self) -> list[str]:
        """Return the kind of the part, where forms set it apart."""
        plain = self.part is None or self.part.kind in (PartKind.MAIN, PartKind.COMPONENT)
        return [] if plain or self.part is None else [self.part.kind.value]

    # --- blocks

    def part_blocks(self, part: Part) -> list[Node]:
        """Return the blocks of a part, on a new page where the print has one."""
        self.breaks = part.new_page
        return super().part_blocks(part)

    def nested(self, blocks: Sequence[Block | ItemList]) -> list[Node]:
        """Return blocks one after the other: styles tell quotations and items."""
        return [node for block in blocks for node in self.block(block)]

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
        return [self.styled(self.paragraph_keys(paragraph), paragraph, self.labelled(paragraph))]

    def heading(self, heading: Heading) -> Node:
        """Return a heading; pandoc sets its own style, so ours is kept for afterwards."""
        self.finds.headings.append(self.variant(self.heading_keys(heading), heading).name)
        return ast.header(heading.level, ast.attr(heading.anchor), self.labelled(heading))

    def labelled(self, block: Paragraph | Heading) -> list[Node]:
        """Return the label and text, a tab or a space between them as the form has it."""
        keys = self.heading_keys(block) if isinstance(block, Heading) else self.paragraph_keys(block)
        style = self.form.styles.get(next((k for k in keys if k in self.form.styles), "text"))
        self.tabbed = isinstance(block, Heading) or (style is not None and style.text is not None)
        return super().labelled(block)

    def after_label(self) -> list[Node]:
        """Return a tab, or a space."""
        return [_TAB] if self.tabbed else [ast.SPACE]

    def table(self, table: Table) -> Node:
        """Return a table; its anchor stands in its first cell."""
        self.pending.append(table.anchor)
        self.in_cell = not table.box
        node = super().table(table)
        self.in_cell = False
        node["c"][0] = ast.NO_ATTR
        self.finds.tables.append("box" if table.box else "table")
        return node

    def generated_block(self, text: str, kind: str) -> Node:
        """Return a paragraph that the form adds; its character style tells so."""
        return self.styled(["notice"], None, [ast.span(_GENERATED, ast.words(text))])

    def run(self, run: Text) -> list[Node]:
        """Return a run; what the form adds stands in a character style of its own, an isolated run between signs."""
        if run.generated:
            return [ast.span(_GENERATED, ast.words(run.text))]
        nodes = super().run(run)
        if run.isolate in (None, self.identity.direction):
            return nodes
        return [ast.string(_ISOLATES[run.isolate]), *nodes, ast.string(_END_ISOLATE)]

    def picture(self, picture: Picture) -> list[Node]:
        """Return a picture, at most as large as the room for text; what pandoc leaves out of it is put in
        afterwards.
        """
        page = self.form.page
        width, height = picture.fitted(page.column, page.height - page.top - page.bottom)
        fitted = replace(picture, width=width, height=height)
        if picture.file in self.document.pictures:
            self.finds.pictures.append(fitted)
        return super().picture(fitted)

    def tab(self, tab: Tab) -> list[Node]:
        """Return a tab."""
        return [_TAB]

    # --- masthead

    def masthead(self) -> list[Node]:
        """Return the masthead: two rows of two cells, then what stands below the second rule."""
        masthead = self.document.masthead
        if masthead is None:
            return []
        rows = [
            (masthead.of(MastheadRole.ORGANIZATION), masthead.of(MastheadRole.SYMBOL)),
            (masthead.of(MastheadRole.ORGAN), masthead.of(*BLOCK)),
        ]
        cells = [ast.row([ast.cell([self.field(f) for f in side], "AlignDefault") for side in row]) for row in rows]
        self.finds.tables.append("masthead")
        matter = [self.field(field) for field in below(masthead)]
        return [ast.table(ast.NO_ATTR, masthead_shares(), [], cells), *matter]

    def field(self, field: MastheadField) -> Node:
        """Return one field in the style of its role."""
        self.pending.append(field.anchor or field.role.value)
        anchor = ast.span(ast.attr(self.pending.pop()), [])
        return self.styled([field.role.value], None, [anchor, *self.inlines(field.inlines)])

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
        return [self.styled(["note"], None, line) for line in lines]

    def note_blocks(self, note: Note) -> list[Node]:
        """Return the paragraphs of a native note; the first has the note's anchor."""
        waiting, self.pending = self.pending, [note.id]
        nodes = [ast.para(self.labelled(paragraph)) for paragraph in note.blocks]
        self.pending = waiting
        return nodes


_GENERATED = ast.attr("", custom_style="generated")
_NOTEREF = ast.attr("", custom_style="noteref")
