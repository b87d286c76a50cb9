"""The Markdown writer: text that reads well as it is, and that pandoc reads back without a loss.

Reads a `Document`. Gives Markdown in pandoc's dialect (`markdown-smart`: every character is meant as it stands). Labels
carry the anchors of their paragraphs; a note is native where counting the notes gives its mark, else its mark is typed.
"""

from __future__ import annotations

from pipeline.document import Document, Heading, NoteMark, Paragraph, Table
from pipeline.write import Options, Written
from pipeline.write.pandoc import ast
from pipeline.write.pandoc.ast import Node
from pipeline.write.pandoc.converter import Converter
from pipeline.write.pandoc.metadata import metadata
from pipeline.write.pandoc.program import pandoc

DIALECT = "markdown-smart"
_LONG_CELL = 60
_COLUMNS = 120


def write_md(document: Document, options: Options) -> Written:
    """The document as Markdown in UTF-8. `options` change nothing. Raises ToolError, TemplateError."""
    converter = _Markdown(document)
    json = ast.pandoc_json(converter.blocks(), metadata(document.identity))
    arguments = ["--standalone", "--markdown-headings=atx", *_wrapping(document)]
    return Written(data=pandoc(json, DIALECT, document.identity.date, arguments))


def _wrapping(document: Document) -> list[str]:
    """One line a paragraph, but wrapped where a table has long cells: its columns would be as wide as their text."""
    tables = (block for block in document.blocks() if isinstance(block, Table) and not block.box)
    paragraphs = (p for table in tables for row in table.rows for cell in row.cells for p in cell.blocks)
    wraps = any(len(p.text) > _LONG_CELL for p in paragraphs)
    return ["--wrap=auto", f"--columns={_COLUMNS}"] if wraps else ["--wrap=none"]


class _Markdown(Converter):
    def paragraph(self, paragraph: Paragraph) -> list[Node]:
        """A paragraph; only another language or direction needs a division around it."""
        if not paragraph.label:
            self.pending.append(paragraph.anchor)
        inlines = self.labelled(paragraph)
        attributes = ast.attr("", lang=self.language_of(paragraph), dir=self.direction_of(paragraph))
        node = ast.para(inlines)
        return [node if ast.is_plain(attributes) else ast.div(attributes, [node])]

    def wants(self, anchor: str) -> bool:
        """Only anchors to which a link leads: the text should read well as it is."""
        return anchor in self.targets

    def label(self, block: Paragraph | Heading) -> list[Node]:
        """The label; in a paragraph it carries the anchor, which also keeps it from being read as a counter."""
        nodes = super().label(block)
        return nodes if isinstance(block, Heading) else [ast.span(ast.attr(block.anchor), nodes)]

    def table(self, table: Table) -> Node:
        """A table; a frame around text is a division."""
        if not table.box:
            return super().table(table)
        inner = [node for row in table.rows for cell in row.cells for p in cell.blocks for node in self.block(p)]
        return ast.div(ast.attr(table.anchor, "box"), inner)

    def note_mark(self, mark: NoteMark) -> list[Node]:
        """A native note where pandoc's count gives its mark."""
        if mark.note in self.native:
            return [ast.note(self.note_blocks(self.notes[mark.note]))]
        return super().note_mark(mark)

    def end_notes(self) -> list[Node]:
        """The notes that are not native."""
        typed = [n for n in self.document.notes if not n.front and n.id not in self.native]
        return [node for note in typed for node in self.note(note)]
