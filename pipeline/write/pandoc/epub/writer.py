"""The EPUB writer.

Reads a `Document` and what the layout stage decides. Gives an EPUB 3 without cover: navigation by headings, notes as
footnotes with the marks of the print, accessibility metadata, direction of pages. Each heading of level 1 begins a new
file.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.characters.digits import numbers
from pipeline.document import (
    Align,
    Block,
    Borders,
    Cell,
    Change,
    Direction,
    Document,
    Heading,
    ItemList,
    Note,
    Paragraph,
    Table,
    Text,
)
from pipeline.layout.cascade import Cascade
from pipeline.layout.cell_looks import CellLooks, side
from pipeline.layout.lists import is_counted
from pipeline.layout.places import placed
from pipeline.write.format import Options, Written
from pipeline.write.pandoc import ast
from pipeline.write.pandoc.ast import Node
from pipeline.write.pandoc.converter import Converter
from pipeline.write.pandoc.epub.package import finished
from pipeline.write.pandoc.epub.style import style_sheet
from pipeline.write.pandoc.grid import first_columns
from pipeline.write.pandoc.metadata import metadata, title_of
from pipeline.write.pandoc.program import pandoc

_ALIGNED = (Align.END, Align.CENTRE, Align.JUSTIFY)
_TOLERANCE = 8.0
"""Points by which widths of one kind differ in the sources. [form tables.2]."""


def write_epub(document: Document, options: Options) -> Written:
    """Return the document as EPUB 3. `options` change nothing. Raises ToolError, TemplateError."""
    converter = _Epub(document)
    identity = document.identity
    about = metadata(identity) | {"toc-title": converter.words.html.contents}
    if identity.direction is Direction.RTL:
        about["page-progression-direction"] = "rtl"
    json = ast.pandoc_json(converter.chapters(), about)
    data = pandoc(json, "epub3", identity.date, ["--split-level=1", "--toc-depth=6", "--epub-title-page=false"])
    return Written(data=finished(data, identity, style_sheet(converter.form, changed=document.revision is not None)))


class _Epub(Converter):
    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.cascade = Cascade(document, self.form)
        self.waiting: dict[str, Note] = {}
        """Notes called in the chapter in the making."""
        self.written: set[str] = set()
        self.opened = False

    def chapters(self) -> list[Node]:
        """Return the blocks with a heading of level 1 first, as pandoc demands; `package` puts it where it
        belongs.
        """
        blocks = self.blocks()
        first = next((i for i, node in enumerate(blocks) if node["t"] == "Header" and node["c"][0] == 1), None)
        if first is None:
            title = ast.words(title_of(self.identity))
            return [ast.header(1, ast.attr("page.title", "unseen"), [ast.span(_GENERATED, title)]), *blocks]
        place = ast.div(ast.attr("", "place-of-title"), [])
        return [blocks[first], *blocks[:first], *([place] if first else []), *blocks[first + 1 :]]

    def block(self, block: Block | ItemList) -> list[Node]:
        """Return one block; before a further heading of level 1 are the notes called so far."""
        nodes = super().block(block)
        opens = isinstance(block, Heading) and block.level == 1
        notes = self.notes_section(list(self.waiting.values())) if opens and self.opened else []
        self.opened |= opens
        return [*notes, *nodes]

    def heading(self, heading: Heading) -> Node:
        """Return a heading; its style is its class."""
        key = self.cascade.style(heading)
        attributes = ast.attr(heading.anchor, key, lang=self.language_of(heading), dir=self.direction_of(heading))
        return ast.header(heading.level, attributes, self.labelled(heading))

    def paragraph(self, paragraph: Paragraph) -> list[Node]:
        """Return a paragraph in its style."""
        return self.styled(paragraph, self.cascade.style(paragraph))

    def styled(self, paragraph: Paragraph, key: str) -> list[Node]:
        """Return a paragraph in a division that carries its attributes; `package` hands them to the paragraph
        itself.
        """
        attributes = ast.attr(
            paragraph.anchor,
            "p",
            key,
            f"align-{paragraph.align.value}" if paragraph.align in _ALIGNED else "",
            lang=self.language_of(paragraph),
            dir=self.direction_of(paragraph),
        )
        return [ast.div(attributes, [ast.para(self.labelled(paragraph))])]

    def items(self, items: ItemList) -> list[Node]:
        """Return a list; one that is counted is an ordered one, its labels still text."""
        nodes = [self.item(item) for item in items.items]
        counted = is_counted(item.paragraph.label for item in items.items)
        return [ast.ordered(nodes) if counted else ast.bullets(nodes)]

    def label(self, block: Paragraph | Heading) -> list[Node]:
        """Return the label in a run of its own, with the space after it, which justifying a line does not stretch."""
        return [ast.span(ast.attr("", "label"), [*super().label(block), *([ast.SPACE] if block.inlines else [])])]

    def after_label(self) -> list[Node]:
        """Return nothing: the space belongs to the label."""
        return []

    def table(self, table: Table) -> Node:
        """Return a table, which scrolls where it is wider than the screen; a frame around text is a division."""
        if table.box:
            return self.within(table)
        node, page = self.within(table), self.form.page
        frame = self.place.frame
        wide = frame.width > page.column + _TOLERANCE or frame.type.smaller > 0
        return ast.div(ast.attr("", "scroll", "wide" if wide else ""), [node])

    def within(self, table: Table) -> Node:
        """Return a table as it is in a cell too."""
        if not table.box:
            self.looks = CellLooks(table, self.form.table, self.identity.direction is Direction.RTL)
            place = self.place = placed(table, self.form, self.identity)
            node = super().table(table)
            self.place = place
            return node
        inner = [n for row in table.rows for cell in row.cells for p in cell.blocks for n in self.styled(p, "box")]
        return ast.div(ast.attr(table.anchor, "box"), inner)

    def shares(self, table: Table) -> Sequence[float | None]:
        """Return the shares of the columns as the print has them."""
        widths = self.place.of(first_columns(table))
        total = math.fsum(widths)
        return [round(width / total, 4) for width in widths] if len(widths) > 1 else [None] * len(widths)

    def cell(self, number: int, cell: Cell) -> list[Node]:
        """Return the paragraphs and tables of a cell."""
        looks, nodes = self.looks, []
        for block in cell.content:
            nodes += [self.within(block)] if isinstance(block, Table) else self.styled(block, "")
        self.looks = looks
        return nodes

    def cell_attributes(self, number: int, cell: Cell) -> ast.Attr:
        """Return the attributes of a cell: its rules and the side of its text."""
        look = self.looks.cell(number, cell)
        figure = cell.align is Align.DECIMAL
        where = "" if figure else side(cell.align, self.identity.direction is Direction.RTL)
        classes = (
            look.key if look.key != "table-body" else "",
            "figure" if figure else "",
            f"align-{where}" if where else "",
            "total" if look.bold else "",
        )
        valign = f"valign-{cell.valign.value}" if cell.valign else ""
        return ast.attr(cell.anchor, *classes, valign, style=_rules(look.borders))

    def run(self, run: Text) -> list[Node]:
        """Return a run; what the form adds says so in an attribute, as in HTML."""
        if not run.generated:
            found = numbers(run.text)
            return self.held(run, found) if found else super().run(run)
        return [ast.span(_GENERATED, ast.words(run.text))]

    def changed(self, change: Change, nodes: list[Node]) -> list[Node]:
        """Return what the source marks as inserted or deleted, said in words to who does not see the line along it."""
        words = self.words.comparison.redline
        opens = f"[{words.inserted if change.is_new else words.deleted}: "
        unseen = [ast.span(_UNSEEN, [ast.string(text)]) for text in (opens, "]")]
        return super().changed(change, [unseen[0], *nodes, unseen[1]])

    def held(self, run: Text, found: list[re.Match[str]]) -> list[Node]:
        """Return a run whose numbers in groups no line parts."""
        nodes, at = [], 0
        for number in found:
            start, end = number.span()
            nodes += super().run(replace(run, text=run.text[at:start])) if start > at else []
            nodes.append(ast.span(_NUMBER, super().run(replace(run, text=number[0]))))
            at = end
        return [*nodes, *(super().run(replace(run, text=run.text[at:])) if at < len(run.text) else [])]

    def generated_block(self, text: str, kind: str) -> Node:
        """Return a paragraph that the form adds."""
        return ast.div(ast.attr("", "p", kind, data_generated="true"), [ast.para(ast.words(text))])

    def typed_mark(self, note: Note) -> list[Node]:
        """Return a mark; at a native one reading systems show the note, others only lead to it."""
        if note.id not in self.written and not note.front:
            self.waiting[note.id] = note
        kind = ast.attr("", "noteref")
        if note.id in self.native:
            kind[2] = [["epub:type", "noteref"], ["role", "doc-noteref"]]
        return [ast.wrapped("Superscript", [ast.link(kind, [ast.string(note.printed)], f"#{note.id}")])]

    def end_notes(self) -> list[Node]:
        """Return the section of the notes that are left, those that nothing calls among them."""
        return self.notes_section([n for n in self.document.notes if not n.front and n.id not in self.written])

    def notes_section(self, notes: list[Note]) -> list[Node]:
        """Return a section of notes."""
        self.written |= {note.id for note in notes}
        self.waiting.clear()
        lines = [node for note in notes for node in self.note(note)]
        return [ast.div(ast.attr("", "notes", role="doc-endnotes"), lines)] if lines else []

    def note(self, note: Note) -> list[Node]:
        """Return a note: mark and first paragraph on one line."""
        mark = ast.span(ast.attr("", "label"), [ast.string(note.printed)])
        first, *rest = self.note_blocks(note) or [ast.para([])]
        lines = [ast.para([mark, ast.SPACE, *first["c"]]), *rest]
        kind = ast.attr(note.id, "note")
        if note.id in self.native:
            kind[2] = [["epub:type", "footnote"], ["role", "doc-footnote"]]
        return [ast.div(kind, lines)]


_GENERATED = ast.attr("", data_generated="true")
_UNSEEN = ast.attr("", "unseen", data_generated="true")
_NUMBER = ast.attr("", "number")
_EDGES = (
    ("top", "border-block-start"),
    ("bottom", "border-block-end"),
    ("left", "border-inline-start"),
    ("right", "border-inline-end"),
)


def _rules(borders: Borders) -> str:
    """Return the style of the edges that have a rule."""
    edges = ((edge, getattr(borders, side)) for side, edge in _EDGES)
    return ";".join(f"{edge}:{width:g}pt solid" for edge, width in edges if width)
