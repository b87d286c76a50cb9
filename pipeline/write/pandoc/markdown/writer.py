"""The Markdown writer: text that reads well as it is, and that pandoc reads back without a loss.

Reads a `Document`. Gives Markdown in pandoc's dialect (`markdown-smart`: every character is meant as it is). Labels
carry the anchors of their paragraphs; a note is native where counting the notes gives its mark, else its mark is typed.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.document import (
    Change,
    Document,
    Heading,
    Link,
    NoteMark,
    Paragraph,
    Picture,
    PictureFile,
    Role,
    Row,
    Table,
    Text,
)
from pipeline.write.format import Options, Written
from pipeline.write.pandoc import ast
from pipeline.write.pandoc.ast import Node
from pipeline.write.pandoc.converter import Converter
from pipeline.write.pandoc.markdown.lines import kept_within_lines
from pipeline.write.pandoc.metadata import metadata
from pipeline.write.pandoc.program import MARKDOWN, pandoc

_UNESCAPED = re.compile(r"(&(?=#?\w*(?:;|$))|!(?=\[))")
"""A character that Markdown would read, with what follows it, as an entity or a picture; pandoc does not escape it, or
leaves a bracket open.
"""
_PAIR = re.compile(r"\([^()]*\)")
_READ_TWICE = ("Superscript", "Subscript")
"""Looks whose text pandoc reads twice between their signs: what was escaped would count the second time."""
_LONG_CELL = 60
"""Characters of a cell that is wrapped. Chosen: two such columns fill a screen."""
_COLUMNS = 120
"""Columns to which cells are wrapped. Chosen: as this project wraps its code."""


def write_md(document: Document, options: Options) -> Written:
    """Return the document as Markdown in UTF-8. `options` change nothing. Raises ToolError, TemplateError."""
    wraps = _wraps(document)
    blocks = kept_within_lines(_Markdown(document).blocks(), wraps=wraps)
    json = ast.pandoc_json(blocks, metadata(document.identity))
    wrapping = ["--wrap=auto", f"--columns={_COLUMNS}"] if wraps else ["--wrap=none"]
    arguments = ["--standalone", "--markdown-headings=atx", *wrapping]
    return Written(data=pandoc(json, MARKDOWN, document.identity.date, arguments))


def _wraps(document: Document) -> bool:
    """Return True if a table has long cells: unwrapped, its columns would be as wide as their text."""
    tables = (block for block in document.blocks() if isinstance(block, Table) and not block.box)
    paragraphs = (p for table in tables for row in table.rows for cell in row.cells for p in cell.blocks)
    return any(len(p.text) > _LONG_CELL for p in paragraphs)


class _Markdown(Converter):
    def picture_address(self, file: PictureFile) -> str:
        """Return the file beside the source: text holds no bytes."""
        return file.source

    def paragraph(self, paragraph: Paragraph) -> list[Node]:
        """Return a paragraph; only another language or direction needs a division around it."""
        if not paragraph.label:
            self.pending.append(paragraph.anchor)
        inlines = self.labelled(paragraph)
        attributes = ast.attr("", lang=self.language_of(paragraph), dir=self.direction_of(paragraph))
        node = ast.para(inlines)
        return [node if ast.is_plain(attributes) else ast.div(attributes, [node])]

    def run(self, run: Text) -> list[Node]:
        """Return a run of text; "&amp;" and "![" in it are meant as they are."""
        nodes = super().run(run)
        return _escaped(nodes) if "&" in run.text or "![" in run.text else nodes

    def link(self, link: Link, nodes: list[Node]) -> Node:
        """Return a link; an address whose brackets do not close each other would end where Markdown sees fit."""
        if _closed(link.target):
            return super().link(link, nodes)
        target = link.target.replace("(", "%28").replace(")", "%29")
        return super().link(replace(link, target=target), nodes)

    def picture(self, picture: Picture) -> list[Node]:
        """Return a picture; its alternative text is meant as it is, too."""
        return _escaped(super().picture(picture))

    def changed(self, change: Change, nodes: list[Node]) -> list[Node]:
        """Return inserted words in a span that says so, deleted ones struck out in theirs."""
        return super().changed(change, nodes if change.is_new else [ast.wrapped("Strikeout", nodes)])

    def wants(self, anchor: str) -> bool:
        """Return True if a link leads to the anchor: the text should read well as it is, so no other is written."""
        return anchor in self.targets

    def label(self, block: Paragraph | Heading) -> list[Node]:
        """Return the label; in a paragraph it carries the anchor, which also keeps it from being read as a counter."""
        nodes = super().label(block)
        return nodes if isinstance(block, Heading) else [ast.span(ast.attr(block.anchor), nodes)]

    def table(self, table: Table) -> Node:
        """Return a table; a frame around text is a division."""
        if not table.box:
            return super().table(replace(table, rows=tuple(_seen(row) for row in table.rows)))
        inner = [node for row in table.rows for cell in row.cells for p in cell.blocks for node in self.block(p)]
        return ast.div(ast.attr(table.anchor, "box"), inner)

    def note_mark(self, mark: NoteMark) -> list[Node]:
        """Return a native note where pandoc's count gives its mark."""
        if mark.note in self.native:
            return [ast.note(self.note_blocks(self.notes[mark.note]))]
        return super().note_mark(mark)

    def end_notes(self) -> list[Node]:
        """Return the notes that are not native."""
        typed = [n for n in self.document.notes if not n.front and n.id not in self.native]
        return [node for note in typed for node in self.note(note)]


def _closed(address: str) -> bool:
    """Return True if every bracket in an address has its other half."""
    while (shorter := _PAIR.sub("", address)) != address:
        address = shorter
    return "(" not in address and ")" not in address


def _seen(row: Row) -> Row:
    """Return the row; one without words gets a space that stays: an empty line would end the table."""
    first, *others = row.cells or (None,)
    if first is None or not all(cell.empty for cell in row.cells):
        return row
    space = Paragraph(anchor="", role=Role.TEXT, inlines=(Text("\u00a0", generated=True),))
    return replace(row, cells=(replace(first, blocks=(space,)), *others))


def _escaped(nodes: list[Node]) -> list[Node]:
    """Return the inlines with each "&" and "!" escaped that pandoc leaves as it is, in whatever looks they are."""
    found: list[Node] = []
    for node in nodes:
        if node["t"] == "Str":
            parts = (part for part in _UNESCAPED.split(node["c"]) if part)
            found += [
                ast.raw_inline("markdown", f"\\{part}") if part in ("&", "!") else ast.string(part) for part in parts
            ]
        elif node["t"] in ("Span", "Image"):
            attributes, inner, *rest = node["c"]
            found.append({**node, "c": [attributes, _escaped(inner), *rest]})
        elif node["t"] in _READ_TWICE:
            found.append(ast.span(ast.attr("", node["t"].lower()), _escaped(node["c"])))
        else:
            found.append({**node, "c": _escaped(node["c"])} if isinstance(node.get("c"), list) else node)
    return found
