"""Citations: the works that a text cites, and their symbols as it writes them.

Reads a prepared document. Gives `Cited`s: what a link leads to, with the symbol as the text writes it; where it writes
less than the symbol ("resolution 70/1"), as the address has it.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pipeline.akn.identifiers import Iri
from pipeline.document import Document, Heading, Inline, Paragraph, Text
from pipeline.errors import IdentifierError
from pipeline.site.model import Cited

_OFFICIAL = re.compile(r"^https?://(?:docs\.un|(?:www\.)?undocs)\.org/(?:(?:[a-z]{2}|zh)/)?", re.IGNORECASE)
_NUMBERS = re.compile(r"(\d+)")
_BRACKET = re.compile(r"(?<=[^\s/(])\((?=[\w.]+\))")
_IN_BRACKET = re.compile(r"(?<=[a-z.])(?=[A-Z0-9])(?=[\w.]*\))")


def cited_key(symbol: str) -> str:
    """Return a symbol as citations are compared: without spaces and reissue marks, in capitals."""
    return "".join(symbol.split()).rstrip("*").upper()


@lru_cache(maxsize=65_536)
def symbol_order(symbol: str) -> tuple[tuple[int, str], ...]:
    """Return the sorting key of a symbol: numbers in it count as numbers."""
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in _NUMBERS.split(symbol))


def cited(document: Document) -> tuple[Cited, ...]:
    """Return what the links of the text lead to, each once: symbols by their address, works by their IRI."""
    own, found = cited_key(document.identity.symbol), dict[str, Cited]()
    for words, target, iri in _links(document):
        for one in _citations(words, target, iri):
            known = found.get(one.key)
            if one.key != own and (known is None or (one.written and not known.written)):
                found[one.key] = one
    return tuple(found[key] for key in sorted(found))


def _links(document: Document) -> Iterator[tuple[str, str, str]]:
    """Yield the words of every link that leads out of the text, its target and its IRI."""
    notes = [block for note in document.notes for block in note.blocks]
    headings = [block for block in document.blocks() if isinstance(block, Heading)]
    blocks: list[Paragraph | Heading] = [*document.paragraphs(), *headings, *notes]
    for block in blocks:
        yield from _joined(block.inlines)


def _joined(inlines: Iterable[Inline]) -> Iterator[tuple[str, str, str]]:
    """Yield the links of a paragraph; runs next to each other that lead to one target are one."""
    words, target, iri = "", "", ""
    for inline in inlines:
        link = inline.link if isinstance(inline, Text) else None
        if link is None or link.internal or (link.target, link.iri) != (target, iri):
            if target or iri:
                yield words, target, iri
            words, target, iri = "", "", ""
        if isinstance(inline, Text) and link is not None and not link.internal:
            words, target, iri = words + inline.text, link.target, link.iri
    if target or iri:
        yield words, target, iri


@lru_cache(maxsize=4096)
def _citations(words: str, target: str, iri: str) -> tuple[Cited, ...]:
    address = _OFFICIAL.sub("", target)
    symbol = address.partition("#")[0].partition("?")[0] if address != target else ""
    found = [_named(words, symbol)] if symbol else []
    if iri.startswith("/akn"):
        with contextlib.suppress(IdentifierError):
            found.append(Cited(str(Iri.normalised(iri).work)))
    return tuple(found)


def _named(words: str, symbol: str) -> Cited:
    shown = " ".join(words.split())
    key = cited_key(symbol)
    return Cited(key, shown, written=True) if cited_key(shown) == key else Cited(key, spaced(symbol))


def spaced(symbol: str) -> str:
    """Return a symbol from an address with its spaces: "A/73/12(PartI)" gives "A/73/12 (Part I)"."""
    return _IN_BRACKET.sub(" ", _BRACKET.sub(" (", symbol))
