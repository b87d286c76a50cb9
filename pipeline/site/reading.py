"""What a site keeps of a text: the identity, what it cites, its passages and the words that search finds.

Reads a prepared document. Gives an `Extract`, as bytes too, so that an unchanged text is not prepared again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from typing import Any, TypeVar

import msgspec

from pipeline.akn.classes import kind_meant
from pipeline.akn.identifiers import Iri, Symbol, normalised_iri
from pipeline.distribution import naming
from pipeline.document import (
    Change,
    Document,
    Heading,
    Identity,
    Inline,
    Kind,
    LineBreak,
    Look,
    MastheadRole,
    NoteMark,
    Tab,
    Table,
    Text,
    plain_text,
)
from pipeline.errors import IdentifierError
from pipeline.languages.kinds import names_kind
from pipeline.library.expressions import Expression
from pipeline.site.lineage.cited import cited
from pipeline.site.model import Cited, Passage
from pipeline.site.search.words import search_words
from pipeline.write.html.markup import escape

_T = TypeVar("_T")
_LOOKS = ((Look.ITALIC, "em"), (Look.BOLD, "strong"), (Look.RAISED, "sup"), (Look.LOWERED, "sub"))
_MOST_WEIGHT = 9
"""Most that repeating a word counts. Chosen: one digit, less than a title."""
_IN_TITLE = 10
"""Weight of a word of the title. Chosen: more than any number of repetitions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The facts on a text that pages of a site state: all but its words."""

    identity: Identity
    version: str
    stem: str
    download: str
    official_address: str
    work: tuple[str, str]
    """What the texts of one work share, and the name of the work."""
    cites: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Extract:
    """A card, and as bytes what is read only where a page of the text, or the index, is made."""

    card: Card
    passages: tuple[Passage, ...]
    words: dict[str, int]
    """Each word of the text with its weight."""


def extract(document: Document, name: str, stem: str, expression: Expression | None) -> Extract:
    """Return what a site keeps of a document, `name` in the build, `stem` of its source's name."""
    version = _version(document, expression)
    card = Card(
        identity=replace(document.identity, kind=shown_kind(document)),
        version=version,
        stem=expression.file_name if expression else stem,
        download=naming.stem(document, expression.work if expression else stem, version),
        official_address=document.imprint.address,
        work=_work(document, name, expression),
        cites=cited(document),
    )
    found = tuple(p for p in passages(document) if p.whole.strip())
    return Extract(card, found, _weights(document.identity, found))


def shown_kind(document: Document) -> Kind:
    """Return the kind of a document as readers know it: a class that stands for several is named by the text."""
    identity = document.identity
    fields = document.masthead.of(MastheadRole.DOCUMENT_TYPE) if document.masthead else ()
    lines = [plain_text(one.inlines) for one in (*fields, *document.title) if not isinstance(one, Table)]

    def named(kind: str) -> bool:
        return any(names_kind(kind, line, identity.language) for line in lines)

    return Kind(kind_meant(identity.kind.value, _series(identity.symbol), named))


def _series(symbol: str) -> str:
    """Return the series in a symbol (`RES`); "" for other words."""
    try:
        return Symbol.parse(symbol).series if symbol else ""
    except IdentifierError:
        return ""


def encoded(value: object) -> bytes:
    """Return values of this module as bytes."""
    return _encoder().encode(value)


def decoded(data: bytes, kind: type[_T]) -> _T:
    """Return what `encoded` gave bytes of. Raises msgspec.MsgspecError."""
    found: _T = _decoder(kind).decode(data)  # type: ignore[arg-type]
    return found


@cache
def _encoder() -> msgspec.msgpack.Encoder:
    """Return the encoder: equal values give equal bytes, sets in whatever order they are."""
    return msgspec.msgpack.Encoder(enc_hook=_encode, order="deterministic")


@cache
def _decoder(kind: Any) -> Any:  # noqa: ANN401 - any type
    return msgspec.msgpack.Decoder(kind, dec_hook=lambda type_, value: type_(value))


def _encode(value: object) -> object:
    if isinstance(value, Kind):
        return value.value
    raise NotImplementedError(f"{type(value).__name__} is not encoded")


def _work(document: Document, name: str, expression: Expression | None) -> tuple[str, str]:
    """Return what the texts of one work share, and the work's name."""
    identity = document.identity
    if expression:
        return f"0 {expression.work}", expression.work
    if identity.symbol:
        return f"1 {''.join(identity.symbol.split())}", identity.symbol
    if identity.work:
        iri = normalised_iri(identity.work)
        return f"2 {iri}", iri.rpartition("/")[2]
    return f"3 {name}", re.sub(r"\.xml$", "", name, flags=re.IGNORECASE)


def _version(document: Document, expression: Expression | None) -> str:
    if expression:
        return expression.expression.partition("@")[2]
    try:
        return Iri.normalised(document.identity.expression).version or ""
    except IdentifierError:
        return ""


def passages(document: Document) -> Iterator[Passage]:
    """Yield the passages of a document in reading order, notes last."""
    marks = {note.id: note.printed for note in document.notes}
    for block in document.blocks():
        if isinstance(block, Table):
            cells = (p.text for row in block.rows for cell in row.cells for p in cell.blocks)
            yield Passage(block.anchor, "t", "", " ".join(filter(None, cells)), _grid(block, marks))
        else:
            kind = "h" if isinstance(block, Heading) else "p"
            yield _passage(block.anchor, kind, plain_text(block.label), block.inlines, marks)
    for note in document.notes:
        words = tuple(inline for p in note.blocks for inline in (*p.inlines, LineBreak()))[:-1]
        yield _passage(note.id, "n", note.printed, words, marks)


def _passage(anchor: str, kind: str, label: str, inlines: Iterable[Inline], marks: dict[str, str]) -> Passage:
    inlines = tuple(inlines)
    text, html = plain_text(inlines).strip(), _html(inlines, marks).strip()
    return Passage(anchor, kind, label.strip(), text, html if html != escape(text) else "")


def _grid(table: Table, marks: dict[str, str]) -> str:
    """Return a table as plain rows and cells."""
    rows = []
    for row in table.rows:
        tag = "th" if row.header else "td"
        cells = (
            f"<{tag}{f' colspan={chr(34)}{c.column_span}{chr(34)}' if c.column_span > 1 else ''}"
            f"{f' rowspan={chr(34)}{c.row_span}{chr(34)}' if c.row_span > 1 else ''}>"
            f"{'<br>'.join(_html((*p.label, Text(' '), *p.inlines), marks).strip() for p in c.blocks)}</{tag}>"
            for c in row.cells
        )
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(rows)}</table>"


def _html(inlines: Iterable[Inline], marks: dict[str, str]) -> str:
    """Return runs as markup: emphasis, raised and lowered letters, breaks, note marks, deletions; a passage in a
    direction of its own is one isolate.
    """
    parts = []
    for isolate, group in groupby(inlines, key=lambda inline: inline.isolate if isinstance(inline, Text) else None):
        words = "".join(_one(inline, marks) for inline in group)
        parts.append(f'<bdi dir="{isolate.value}">{words}</bdi>' if isolate else words)
    return "".join(parts)


def _one(inline: Inline, marks: dict[str, str]) -> str:
    if isinstance(inline, Text):
        return _run(inline)
    if isinstance(inline, NoteMark):
        return f"<sup>{escape(marks.get(inline.note, ''))}</sup>"
    if isinstance(inline, LineBreak):
        return " " if inline.printed else "<br>"
    return " " if isinstance(inline, Tab) else escape(inline.words)


def _run(run: Text) -> str:
    found = escape(run.text)
    for look, tag in _LOOKS:
        if look in run.look and run.text.strip():
            found = f"<{tag}>{found}</{tag}>"
    return f"<del>{found}</del>" if run.change in (Change.DELETED, Change.MOVED_FROM) else found


def _weights(identity: Identity, found: Iterable[Passage]) -> dict[str, int]:
    """Return each word of a text: how often it occurs, more if it is in title, symbol or subjects."""
    counts = Counter(word for passage in found for word in search_words(passage.whole))
    weights = {word: min(count, _MOST_WEIGHT) for word, count in counts.items()}
    title = identity.title or identity.symbol_printed or identity.source_name
    for word in set(search_words(f"{identity.symbol_printed} {title} {' '.join(identity.subjects)}")):
        weights[word] = weights.get(word, 0) + _IN_TITLE
    return weights
