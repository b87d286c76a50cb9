"""From the prepared document to the blocks of a Pandoc document: what all formats written by pandoc share.

Reads a `Document` and its wording. Gives Pandoc blocks in reading order. Labels are text, never counters. What the form
adds is in elements of the class `generated`, marks of notes in elements of the class `noteref`.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.document import (
    Block,
    Cell,
    Change,
    Direction,
    Document,
    Heading,
    Inline,
    Item,
    ItemList,
    LineBreak,
    Link,
    Look,
    MastheadField,
    Note,
    NoteMark,
    Paragraph,
    Part,
    Picture,
    PictureFile,
    Role,
    Tab,
    Table,
    Text,
    nest,
)
from pipeline.document.pictures import apart
from pipeline.forms import form_for
from pipeline.languages.strings import strings
from pipeline.layout.cascade import shown
from pipeline.write.pandoc import ast
from pipeline.write.pandoc.ast import Node
from pipeline.write.pandoc.grid import given_shares, table_node
from pipeline.write.pandoc.native import native_notes

_LOOKS = (
    (Look.RAISED, "Superscript"),
    (Look.LOWERED, "Subscript"),
    (Look.SMALL_CAPS, "SmallCaps"),
    (Look.STRIKE, "Strikeout"),
    (Look.UNDERLINE, "Underline"),
    (Look.ITALIC, "Emph"),
    (Look.BOLD, "Strong"),
)
_CARRIES_BLANKS = Look.UNDERLINE | Look.STRIKE
"""Looks that can be seen on a space; from all others spaces at the ends are taken out."""


class Converter:
    """One document on its way to pandoc. A format's own class says how it sets paragraphs, lists and notes."""

    has_colophon = True

    def __init__(self, document: Document) -> None:
        self.document = document
        self.identity = document.identity
        self.words = strings(document.identity.language)
        self.form = form_for(document.identity)
        self.notes = {note.id: note for note in document.notes}
        self.native = native_notes(document)
        self.targets = _targets(document)
        self.part: Part | None = None
        self.pending: list[str] = []
        """Anchors that the next paragraph or heading takes with it."""

    # --- the document

    def blocks(self) -> list[Node]:
        """Return all blocks in reading order."""
        found = [*self.status(), *self.masthead(), *self.front_notes(), *self.nested(nest(self.document.title))]
        for part in self.document.parts:
            found += self.part_blocks(part)
        return [*found, *self.end_notes(), *self.colophon()]

    def part_blocks(self, part: Part) -> list[Node]:
        """Return the blocks of a part; its anchor is in the first of them."""
        self.part = part
        self.pending.append(part.anchor)
        return self.outer(nest(part.blocks))

    def outer(self, blocks: Sequence[Block | ItemList]) -> list[Node]:
        """Return the blocks that are in nothing but their part."""
        return self.nested(blocks)

    def status(self) -> list[Node]:
        """Return what a reader has to know about this copy: provisional, recovered."""
        words = self.words.text
        notices = [
            words.provisional_notice(self.identity.unassigned),
            words.recovered if self.identity.recovered else "",
        ]
        return [self.generated_block(notice, "status") for notice in notices if notice]

    def colophon(self) -> list[Node]:
        """Return where the text comes from, and that this is not an official copy."""
        text = self.words.text.source(self.identity.official)
        return [self.generated_block(text, "colophon")] if text and self.has_colophon else []

    def generated_block(self, text: str, kind: str) -> Node:
        """Return a paragraph that the form adds."""
        return ast.div(ast.attr("", "generated", kind), [ast.para(ast.words(text))])

    def masthead(self) -> list[Node]:
        """Return the fields of the masthead in document order, a paragraph each."""
        masthead = self.document.masthead
        if masthead is None:
            return []
        return [ast.div(ast.attr("", "masthead"), [self.field(field) for field in masthead.fields])]

    def field(self, field: MastheadField) -> Node:
        """Return one field of the masthead."""
        direction = field.direction.value if field.direction else ""
        attributes = ast.attr(field.anchor, "field", field.role.value, lang=field.language, dir=direction)
        return ast.div(attributes, [ast.para(self.inlines(field.inlines))])

    # --- blocks

    def nested(self, blocks: Sequence[Block | ItemList]) -> list[Node]:
        """Return blocks, items in lists, neighbouring quotations in one block quotation."""
        found: list[Node] = []
        for is_quotation, run in groupby(blocks, key=_is_quotation):
            inner = [node for block in run for node in self.block(block)]
            found += [ast.quotation(inner)] if is_quotation else inner
        return found

    def block(self, block: Block | ItemList) -> list[Node]:
        """Return one block as one or more."""
        if isinstance(block, Paragraph):
            return [self.rule(block)] if block.role is Role.RULE and not block.text else self.paragraph(block)
        if isinstance(block, Heading):
            return [self.heading(block)]
        return self.items(block) if isinstance(block, ItemList) else [self.table(block)]

    def rule(self, paragraph: Paragraph) -> Node:
        """Return a drawn rule."""
        return ast.RULE

    def paragraph(self, paragraph: Paragraph) -> list[Node]:
        """Return a paragraph with its label."""
        return [ast.para(self.labelled(paragraph))]

    def heading(self, heading: Heading) -> Node:
        """Return a heading with its label."""
        attributes = ast.attr(heading.anchor, lang=self.language_of(heading), dir=self.direction_of(heading))
        return ast.header(heading.level, attributes, self.labelled(heading))

    def items(self, items: ItemList) -> list[Node]:
        """Return a list; labels are text."""
        return [ast.bullets(self.item(item) for item in items.items)]

    def item(self, item: Item) -> list[Node]:
        """Return an item: its paragraph, then what belongs to it."""
        return [*self.paragraph(item.paragraph), *self.nested(item.rest)]

    def table(self, table: Table) -> Node:
        """Return a table; the blocks of its cells are paragraphs."""
        return table_node(table, self.shares(table), self.cell, self.cell_attributes)

    def shares(self, table: Table) -> Sequence[float | None]:
        """Return the shares of the width for the columns that are written."""
        return given_shares(table)

    cell_attributes: Callable[[int, Cell], ast.Attr] | None = None
    """Gives the attributes of cells, in a format whose cells say their look themselves."""

    def cell(self, number: int, cell: Cell) -> list[Node]:
        """Return the paragraphs and tables of a cell of the row with a number."""
        return [node for block in cell.content for node in self.block(block)]

    def labelled(self, block: Paragraph | Heading) -> list[Node]:
        """Return the label and text with a space between them, after the anchors that wait for a place."""
        anchors = [ast.span(ast.attr(anchor), []) for anchor in self.pending if self.wants(anchor)]
        self.pending.clear()
        words, pictures = apart(block.inlines)
        text = self.inlines(words)
        for picture in pictures:
            text += [*([ast.LINE_BREAK] if text else []), *self.inline(picture)]
        if not block.label:
            return [*anchors, *text]
        label = self.label(block)
        return [*anchors, *label, *self.after_label(), *text] if text else [*anchors, *label]

    def wants(self, anchor: str) -> bool:
        """Return True if an anchor is set even if nothing in the document leads to it."""
        return True

    def after_label(self) -> list[Node]:
        """Return what is between label and text."""
        return [ast.SPACE]

    def label(self, block: Paragraph | Heading) -> list[Node]:
        """Return the label of a block."""
        return self.inlines(block.label)

    def language_of(self, block: Block) -> str:
        """Return the language of a block if it is not the document's."""
        return block.language or (self.part.language if self.part else "")

    def direction_of(self, block: Block) -> str:
        """Return the direction of a block if it is not the document's."""
        direction = block.direction or (self.part.direction if self.part else None)
        return direction.value if direction else ""

    # --- inlines

    def inlines(self, inlines: Iterable[Inline]) -> list[Node]:
        """Return the inlines in order; neighbours that the source marks as inserted or deleted are in one node."""
        found: list[Node] = []
        for change, run in groupby(inlines, key=lambda inline: inline.change):
            nodes = self.linked(run)
            found += self.changed(change, nodes) if change and nodes else nodes
        return found

    def linked(self, inlines: Iterable[Inline]) -> list[Node]:
        """Return the inlines that share a change or have none; neighbours with one link are in one."""
        found: list[Node] = []
        for link, run in groupby(inlines, key=lambda i: i.link if isinstance(i, Text) else None):
            nodes = self.passages(run)
            found += [self.link(link, nodes)] if link and nodes else nodes
        return found

    def passages(self, inlines: Iterable[Inline]) -> list[Node]:
        """Return the inlines of one link; neighbours isolated in one direction are in one node, which keeps their
        order.
        """
        found: list[Node] = []
        for isolate, group in groupby(inlines, key=lambda i: i.isolate if isinstance(i, Text) else None):
            runs = [*group]
            joined = isolate is not None and len(runs) > 1
            each = (replace(run, isolate=None) if joined and isinstance(run, Text) else run for run in runs)
            nodes = [node for run in each for node in self.inline(run)]
            found += self.isolated(isolate, nodes) if joined and isolate is not None else nodes
        return found

    def isolated(self, towards: Direction, nodes: list[Node]) -> list[Node]:
        """Return a passage of several runs in a direction of its own."""
        return [ast.span(ast.attr("", dir=towards.value), nodes)]

    def changed(self, change: Change, nodes: list[Node]) -> list[Node]:
        """Return what the source marks as inserted or deleted."""
        return [ast.span(ast.attr("", change.value), nodes)]

    def inline(self, inline: Inline) -> list[Node]:
        """Return one inline as one or more."""
        if isinstance(inline, Text):
            return self.run(inline)
        if isinstance(inline, NoteMark):
            return self.note_mark(inline)
        if isinstance(inline, Picture):
            return self.picture(inline)
        return [ast.LINE_BREAK] if isinstance(inline, LineBreak) else self.tab(inline)

    def picture(self, picture: Picture) -> list[Node]:
        """Return a picture, its bytes in its address; without a file its words."""
        file = self.document.pictures.get(picture.file)
        if file is None:
            return self.run(Text(picture.words))
        sizes = {"width": f"{picture.width:.2f}pt", "height": f"{picture.height:.2f}pt"}
        return [ast.image(ast.attr("", **sizes), picture.alt, self.picture_address(file))]

    def picture_address(self, file: PictureFile) -> str:
        """Return where the format finds the bytes."""
        return f"data:{file.media_type};base64,{base64.b64encode(file.data).decode()}"

    def tab(self, tab: Tab) -> list[Node]:
        """Return a gap between columns."""
        return [ast.SPACE]

    def run(self, run: Text) -> list[Node]:
        """Return a run of text: looks innermost, then language and isolation."""
        attributes = ast.attr(
            "",
            "generated" if run.generated else "",
            lang=run.language,
            dir=run.isolate.value if run.isolate else "",
        )
        nodes = looked(run.text, shown(run, run.language or self.identity.language))
        return nodes if ast.is_plain(attributes) else [ast.span(attributes, nodes)]

    def link(self, link: Link, nodes: list[Node]) -> Node:
        """Return a link to a place in the document or elsewhere."""
        return ast.link(ast.NO_ATTR, nodes, link.target)

    # --- notes

    def note_mark(self, mark: NoteMark) -> list[Node]:
        """Return the place where a note is called."""
        note = self.notes.get(mark.note)
        return self.typed_mark(note) if note else []

    def typed_mark(self, note: Note) -> list[Node]:
        """Return a mark that leads to its note."""
        return [ast.wrapped("Superscript", [ast.link(ast.attr("", "noteref"), ast.words(note.printed), f"#{note.id}")])]

    def front_notes(self) -> list[Node]:
        """Return the notes that belong to the masthead."""
        return [node for note in self.document.notes if note.front for node in self.note(note)]

    def end_notes(self) -> list[Node]:
        """Return the notes that are after the text."""
        return [node for note in self.document.notes if not note.front for node in self.note(note)]

    def note(self, note: Note) -> list[Node]:
        """Return a note that stands by itself: its mark, then its paragraphs."""
        mark = ast.span(ast.attr("", "noteref"), ast.words(note.printed))
        first, *rest = self.note_blocks(note) or [ast.para([])]
        first = ast.para([mark, ast.SPACE, *first["c"]])
        return [ast.div(ast.attr(note.id, "note"), [first, *rest])]

    def note_blocks(self, note: Note) -> list[Node]:
        """Return the paragraphs of a note."""
        return [ast.para(self.labelled(paragraph)) for paragraph in note.blocks]


def looked(text: str, look: Look) -> list[Node]:
    """Return a run in its looks; spaces at its ends stay outside, as Markdown demands."""
    if not look or not text.strip(" ") or look & _CARRIES_BLANKS:
        return _wrapped(ast.words(text), look)
    inner = text.strip(" ")
    before, _, after = text.partition(inner)
    return [*ast.words(before), *_wrapped(ast.words(inner), look), *ast.words(after)]


def _wrapped(nodes: list[Node], look: Look) -> list[Node]:
    for one, kind in _LOOKS:
        if one in look:
            nodes = [ast.wrapped(kind, nodes)]
    return nodes


def _is_quotation(block: Block | ItemList) -> bool:
    return isinstance(block, Paragraph) and block.role is Role.QUOTATION


def _targets(document: Document) -> frozenset[str]:
    """Return the anchors to which a link of the document leads."""
    paragraphs = [*document.paragraphs(), *(p for note in document.notes for p in note.blocks)]
    headings = [b for b in document.blocks() if isinstance(b, Heading)]
    fields = document.masthead.fields if document.masthead else ()
    texts = [block.inlines for block in paragraphs]
    texts += [block.inlines for block in headings] + [field.inlines for field in fields]
    runs = (i for inlines in texts for i in inlines)
    links = (run.link for run in runs if isinstance(run, Text))
    return frozenset(link.target[1:] for link in links if link and link.internal)
