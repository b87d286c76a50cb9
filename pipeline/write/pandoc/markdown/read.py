"""Markdown read back, by pandoc.

Reads the bytes of a file. Gives a `Reading`. Classes mark the masthead, notes, and generated text; a native note has
the number that counting gives, at its place and before its text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from pipeline.errors import ToolError
from pipeline.write.pandoc.program import MARKDOWN, read_json
from pipeline.write.reading import FRAME, Part, Piece, Reading, Sort, cells_of

_ADDED = frozenset(("generated", "noteref"))
_CHANGES = {"inserted": Sort.INSERTION, "deleted": Sort.DELETION}
_RUNS = frozenset(("Emph", "Strong", "Underline", "Strikeout", "SmallCaps", "Superscript", "Subscript", "Quoted"))


def read(data: bytes, language: str = "") -> Reading:
    """Return the reading of a Markdown file; `language` plays no part. Raises ValueError if pandoc cannot read it."""
    walk = _Walk()
    pieces = [piece for block in document_of(data)["blocks"] for piece in walk.block(block)]
    return Reading.of(pieces, lambda sort: walk.found.get(sort, ()))


@lru_cache(maxsize=2)
def document_of(data: bytes) -> dict[str, Any]:
    """Return a Markdown file as pandoc reads it (`meta`, `blocks`), not to be changed. Raises ValueError."""
    try:
        document: dict[str, Any] = json.loads(read_json(data, MARKDOWN))
    except ToolError as error:
        raise ValueError(str(error)) from error
    return document


def pieces_of(blocks: list[Any]) -> Iterator[Piece]:
    """Yield the pieces of Pandoc blocks, in order."""
    walk = _Walk()
    for block in blocks:
        yield from walk.block(block)


class _Walk:
    """One pass over the blocks; native notes count, and fields and notes are numbered as they come."""

    def __init__(self) -> None:
        self.native = self.fields = self.notes = 0
        self.found: dict[Sort, list[str]] = {}
        """What the file holds besides words."""

    def count(self, sort: Sort, what: str = "") -> None:
        """Note one thing more of a kind."""
        self.found.setdefault(sort, []).append(what)

    def block(self, block: dict[str, Any]) -> Iterator[Piece]:
        """Yield a block at the top of the document."""
        classes = set(block["c"][0][1]) if block["t"] == "Div" else set()
        if "masthead" in classes:
            for field in block["c"][1]:
                self.fields += 1
                yield from self.node(field, Part.MASTHEAD, self.fields)
        elif "note" in classes:
            self.notes += 1
            self.count(Sort.NOTE)
            yield from self.node(block["c"][1], Part.NOTE, self.notes)
        else:
            yield from self.node(block, Part.TEXT, 0)

    def node(self, node: Any, part: Part, number: int) -> Iterator[Piece]:  # noqa: ANN401 - JSON
        """Yield the pieces of any part of Pandoc's document."""
        if isinstance(node, list):
            for child in node:
                yield from self.node(child, part, number)
        elif isinstance(node, dict):
            yield from self._element(node.get("t", ""), node.get("c"), part, number)

    def _element(self, kind: str, content: Any, part: Part, number: int) -> Iterator[Piece]:  # noqa: ANN401 - JSON
        """Skip attributes and targets of links, which are not text."""
        if kind == "Str":
            yield part, number, content
        elif kind == "Note":
            yield from self._note(content, part, number)
        elif kind == "Image":  # read as its words in brackets
            self.count(Sort.PICTURE, "".join(text for _, _, text in self.node(content[1], part, number)))
            yield part, number, "["
            yield from self.node(content[1], part, number)
            yield part, number, "]"
        elif kind in ("Span", "Link", "Code", "Header", "Div"):
            yield from self._marked(kind, content, part, number)
        elif kind in _RUNS:
            yield from self.node(content, part, number)
        elif kind == "Table":
            yield from self._table(content, part, number)
        else:
            yield part, number, " "
            yield from self.node(content, part, number)
            yield part, number, " "

    def _note(self, content: Any, part: Part, number: int) -> Iterator[Piece]:  # noqa: ANN401 - JSON
        self.native += 1
        self.notes += 1
        self.count(Sort.NOTE)
        self.count(Sort.MARK)
        yield part, number, "\n"
        yield Part.ADDED, 0, f"{self.native}\n{self.native}\n"
        yield from self.node(content, Part.NOTE, self.notes)
        yield part, number, "\n"

    def _marked(self, kind: str, content: Any, part: Part, number: int) -> Iterator[Piece]:  # noqa: ANN401 - JSON
        classes = set(content[{"Header": 1}.get(kind, 0)][1])
        is_mark = kind in ("Span", "Link") and "noteref" in classes
        changed = kind == "Span" and classes & _CHANGES.keys()
        gap = "\n" if kind in ("Header", "Div") or is_mark or changed else ""
        self._count_marked(kind, content, classes, part)
        if kind in ("Span", "Link", "Div") and classes & _ADDED:
            part = Part.ADDED
        yield part, number, gap
        yield from self.node(content[{"Header": 2}.get(kind, 1)], part, number)
        yield part, number, gap

    def _count_marked(self, kind: str, content: Any, classes: set[str], part: Part) -> None:  # noqa: ANN401 - JSON
        """Count what a run or division with attributes is; the mark before a note is not that in the text."""
        if kind == "Link" and "noteref" not in classes:
            self.count(Sort.LINK, content[2][0])
        elif kind in ("Span", "Link") and "noteref" in classes and part is not Part.NOTE:
            self.count(Sort.MARK)
        elif kind == "Div" and "box" in classes:
            self.count(Sort.TABLE, FRAME)
        for name in classes & _CHANGES.keys() if kind == "Span" else ():
            self.count(_CHANGES[name], "".join(text for _, _, text in _Walk().node(content[1], part, 0)))

    def _table(self, content: list[Any], part: Part, number: int) -> Iterator[Piece]:
        """Yield the cells of head, bodies and foot in order."""
        rows = [*content[3][1], *(row for body in content[4] for half in body[2:4] for row in half), *content[5][1]]
        self.count(Sort.TABLE, cells_of(len(row[1]) for row in rows))
        for row in rows:
            for cell in row[1]:
                yield part, number, "\n"
                yield from self.node(cell[4], part, number)
