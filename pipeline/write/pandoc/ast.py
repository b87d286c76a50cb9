"""The elements of a Pandoc document, as the JSON that pandoc reads.

Reads strings. Gives plain dictionaries and lists. Only elements that this project writes are here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

API_VERSION = [1, 23, 1]
"""Version of pandoc-types whose JSON this is. From pandoc-types, as the pandoc in constraints.txt has it."""

Node = dict[str, Any]
Attr = list[Any]
_BLANKS = re.compile("([ \t\n]+)")


def attr(identifier: str = "", *classes: str, **pairs: str) -> Attr:
    """Return attributes; pairs without value are left out, `_` in a name stands for `-`, a leading one for nothing."""
    kept = [[name.strip("_").replace("_", "-"), value] for name, value in pairs.items() if value]
    return [identifier, [c for c in classes if c], kept]


NO_ATTR: Attr = attr()


def is_plain(attributes: Attr) -> bool:
    """Return True for attributes that say nothing."""
    return not any(attributes)


def words(text: str) -> list[Node]:
    """Return the text as words and spaces. No-break spaces stay in their word."""
    return [SPACE if _BLANKS.fullmatch(part) else string(part) for part in _BLANKS.split(text) if part]


def string(text: str) -> Node:
    """Return a word, as it is."""
    return {"t": "Str", "c": text}


SPACE: Node = {"t": "Space"}
LINE_BREAK: Node = {"t": "LineBreak"}
RULE: Node = {"t": "HorizontalRule"}


def wrapped(kind: str, inlines: Sequence[Node]) -> Node:
    """Return a look: Emph, Strong, Underline, Strikeout, SmallCaps, Superscript, Subscript."""
    return {"t": kind, "c": list(inlines)}


def span(attributes: Attr, inlines: Sequence[Node]) -> Node:
    """Return a run with attributes."""
    return {"t": "Span", "c": [attributes, list(inlines)]}


def link(attributes: Attr, inlines: Sequence[Node], target: str) -> Node:
    """Return a link."""
    return {"t": "Link", "c": [attributes, list(inlines), [target, ""]]}


def image(attributes: Attr, alt: str, target: str) -> Node:
    """Return a picture with its alternative text."""
    return {"t": "Image", "c": [attributes, words(alt), [target, ""]]}


def note(blocks: Sequence[Node]) -> Node:
    """Return a footnote, at the place of its mark."""
    return {"t": "Note", "c": list(blocks)}


def enclosed(format: str, name: str, attributes: str, blocks: Sequence[Node]) -> list[Node]:
    """Return blocks in an element of one format, which pandoc passes on as it is."""
    opened, closed = ({"t": "RawBlock", "c": [format, tag]} for tag in (f"<{name} {attributes}>", f"</{name}>"))
    return [opened, *blocks, closed]


def raw_inline(format: str, text: str) -> Node:
    """Return the markup of one format, passed on as it is."""
    return {"t": "RawInline", "c": [format, text]}


def para(inlines: Sequence[Node]) -> Node:
    """Return a paragraph."""
    return {"t": "Para", "c": list(inlines)}


def header(level: int, attributes: Attr, inlines: Sequence[Node]) -> Node:
    """Return a heading."""
    return {"t": "Header", "c": [level, attributes, list(inlines)]}


def div(attributes: Attr, blocks: Sequence[Node]) -> Node:
    """Return blocks with attributes."""
    return {"t": "Div", "c": [attributes, list(blocks)]}


def quotation(blocks: Sequence[Node]) -> Node:
    """Return a block quotation."""
    return {"t": "BlockQuote", "c": list(blocks)}


def bullets(items: Iterable[Sequence[Node]]) -> Node:
    """Return a list whose items carry their labels as text."""
    return {"t": "BulletList", "c": [list(item) for item in items]}


def ordered(items: Iterable[Sequence[Node]]) -> Node:
    """Return a list of items in order, which carry their labels as text."""
    return {
        "t": "OrderedList",
        "c": [[1, {"t": "DefaultStyle"}, {"t": "DefaultDelim"}], [list(item) for item in items]],
    }


def cell(blocks: Sequence[Node], align: str, rows: int = 1, columns: int = 1, attributes: Attr = NO_ATTR) -> list[Any]:
    """Return a cell; `align` is AlignDefault, AlignLeft, AlignRight or AlignCenter."""
    return [attributes, {"t": align}, rows, columns, list(blocks)]


def row(cells: Sequence[list[Any]]) -> list[Any]:
    """Return a row."""
    return [NO_ATTR, list(cells)]


def table(
    attributes: Attr, columns: Sequence[float | None], head: Sequence[list[Any]], body: Sequence[list[Any]]
) -> Node:
    """Return a table; widths of columns are shares of the text's width, None if they are open."""
    specs = [[{"t": "AlignDefault"}, {"t": "ColWidth", "c": w} if w else {"t": "ColWidthDefault"}] for w in columns]
    parts = [[NO_ATTR, list(head)], [[NO_ATTR, 0, [], list(body)]], [NO_ATTR, []]]
    return {"t": "Table", "c": [attributes, [None, []], specs, *parts]}


def pandoc_json(blocks: Sequence[Node], metadata: Mapping[str, str | Sequence[str]] | None = None) -> bytes:
    """Return the whole document; metadata without value are left out."""
    meta = {name: _meta(value) for name, value in (metadata or {}).items() if value}
    whole = {"pandoc-api-version": API_VERSION, "meta": meta, "blocks": list(blocks)}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def _meta(value: str | Sequence[str]) -> Node:
    if isinstance(value, str):
        return {"t": "MetaInlines", "c": words(value)}
    return {"t": "MetaList", "c": [_meta(one) for one in value]}
