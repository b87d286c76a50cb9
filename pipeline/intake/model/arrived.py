"""Compares the content of a file with that of the XML made of it.

Reads what the file holds (`Held`, counted apart from the reader) and the tree of the XML. Gives a `Row` for words,
notes, tables and pictures, each with both counts, and the missing words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from pipeline.akn.names import local

_TOKEN = re.compile(r"[\u3400-\u9fff]|\d+|[^\W\d_\u3400-\u9fff]+")
_SILENT = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u0640]")
_RUNS = frozenset(("span", "b", "i", "u", "sup", "sub", "a", "ref", "inline", "date", "placeholder", "docNumber"))
_MOST = 12
"""Missing words that the report names. Chosen: enough to find the passage."""


@dataclass(frozen=True, slots=True)
class Held:
    """Contents of a file."""

    words: str = ""
    """All its words, as text."""
    notes: int = 0
    tables: int = 0
    pictures: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One count of the file, and of the XML."""

    name: str
    in_file: int
    in_xml: int
    lost: tuple[str, ...] = ()
    """The first of the missing words."""

    @property
    def is_whole(self) -> bool:
        """Return True if nothing is missing."""
        return self.in_xml >= self.in_file


def arrived(held: Held, root: etree._Element, *, fields: int = 0, marks: int = 0) -> tuple[Row, ...]:
    """Return how much of a file is in the XML. Notes in the metadata and alternative texts of pictures count.

    `fields`: tables of the file that hold its masthead, whose cells became fields. `marks`: pictures in them, which the
    form draws. A list of contents counts as a table, which it was in the file.
    """
    want, text = Counter(_tokens(held.words)), "".join(_texts(root))
    missing = want - Counter(_tokens(text))
    joined = "".join(text.casefold().split())
    lost = {word: n for word, n in missing.items() if word.isdigit() or word not in joined}
    tags = Counter(local(e) for e in root.iter("*"))
    total = sum(want.values())
    return (
        Row("words", total, total - sum(lost.values()), tuple(lost)[:_MOST]),
        Row("notes", held.notes, tags["authorialNote"] + tags["note"]),
        Row("tables", held.tables, tags["table"] + tags["toc"] + fields),
        Row("pictures", held.pictures, tags["img"] + marks),
    )


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(unicodedata.normalize("NFKC", _SILENT.sub("", text)).casefold())


def _texts(element: etree._Element) -> Iterator[str]:
    """Yield the text of a tree, of the metadata only the notes. Blocks and marks of notes are on lines of their own."""
    if local(element) == "meta":
        for note in element.iter("{*}note"):
            yield from _texts(note)
        return
    gap = "" if local(element) in _RUNS else "\n"
    yield f"{gap}{element.get('marker') or ''}{gap}{element.text or ''}"
    for inner in element:
        if isinstance(inner.tag, str):
            yield from _texts(inner)
        yield inner.tail or ""
    yield gap
