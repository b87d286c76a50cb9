"""The concordance as a document of its own, and in every format.

Reads a `Concordance` and a parity report. Gives a prepared `Document` (a title, what was found, a table of two columns
and a column of findings) that the ordinary writers set in HTML, Word and PDF; and JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from pipeline.akn.classes import OTHER
from pipeline.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Identity,
    Inline,
    Kind,
    Look,
    Paragraph,
    Part,
    PartKind,
    Rank,
    Role,
    Row,
    Table,
    Text,
    plain_text,
)
from pipeline.document import Body as IssuingBody
from pipeline.errors import UsageError
from pipeline.languages.records.comparison import ComparisonWords
from pipeline.languages.strings import strings, word
from pipeline.versions.comparison.units import Unit, paragraphs_of
from pipeline.versions.concordance import rows as laid
from pipeline.versions.concordance.parity import MEASURES, Measured
from pipeline.versions.concordance.rows import Concordance, RowState
from pipeline.versions.names import text_name
from pipeline.write import SIDE_BY_SIDE, Options, writer

JSON = "json"
_SHARES = (0.41, 0.41, 0.18)
"""Widths of the two texts and the report. Chosen: the report is short."""
_MEASURE = 470.0  # points: the text column of the sheet on which the table is drawn
"""From the width of the text in templates/forms."""


def formats() -> tuple[str, ...]:
    """Return the formats of a concordance."""
    return (*SIDE_BY_SIDE, JSON)


def rendered(found: Concordance, parity: Sequence[Measured], format: str) -> bytes:
    """Return the concordance in a format. Raises UsageError for one that there is not."""
    if format not in formats():
        raise UsageError(f"there is no format {format!r} of a concordance", remedy=f"one of {', '.join(formats())}")
    if format == JSON:
        return (json.dumps(as_dict(found, parity), ensure_ascii=False, indent=2) + "\n").encode()
    return writer(format)(as_document(found, parity), Options()).data


def as_document(found: Concordance, parity: Sequence[Measured]) -> Document:
    """Return the concordance as a prepared document in the language of its left text."""
    words = strings(found.left.identity.language).comparison
    title = f"{words.concordance.title}: {found.left.identity.title}"
    heading = Heading(anchor="concordance", rank=Rank.TITLE, level=1, inlines=(_plain(title),))
    blocks = (
        heading,
        _text("sides", f"{text_name(found.left)} | {text_name(found.right)}"),
        _text("summary", summary(found, words)),
        *_rows_and_tables(found, words),
        Heading(anchor="parity", rank=Rank.FIRST, level=2, inlines=(_plain(words.concordance.parity),)),
        _parity_table(parity, words),
    )
    part = Part(kind=PartKind.MAIN, anchor="text", blocks=blocks)
    return Document(identity=_identity(found, title), parts=(part,))


def summary(found: Concordance, words: ComparisonWords) -> str:
    """Return one sentence: pairs, moved, without counterpart, with differing facts."""
    count = found.counts
    moved = count[RowState.MOVED] + count[RowState.EXCHANGED]
    alone = count[RowState.ONLY_LEFT] + count[RowState.ONLY_RIGHT] + count[RowState.JOINED]
    counts = [
        ("pairs", count[RowState.SAME] + moved),
        ("moved_n", moved),
        ("unmatched", alone),
        ("flagged", count["flagged"]),
    ]
    join, end = words.summary.join, words.summary.end
    return join.join(word(words.concordance, key).format(n=n) for key, n in counts) + end


def _identity(found: Concordance, title: str) -> Identity:
    left = found.left.identity
    return Identity(
        title=title, kind=Kind(OTHER), body=IssuingBody.OTHER, language=left.language, date=left.date,
        language_code=left.language_code, direction=left.direction, official=False, source_name=left.source_name,
    )  # fmt: skip


def _plain(text: str, look: Look = Look.PLAIN) -> Text:
    return Text(text, look=look, generated=True)


def _text(anchor: str, text: str) -> Paragraph:
    return Paragraph(anchor=anchor, role=Role.TEXT, inlines=(_plain(text),))


def _rows_and_tables(found: Concordance, words: ComparisonWords) -> Iterator[Block]:
    """Yield the rows as a table of two columns and one of findings; tables of the texts are between its parts."""
    waiting: list[Row] = []
    parts = 0
    for number, row in enumerate(found.rows, 1):
        if any(unit and isinstance(unit.thing, Table) for unit in (row.left, row.right)):
            if waiting:
                parts += 1
                yield _table(waiting, parts, found, words)
            yield from _apart(number, row, found, words)
            waiting = []
            continue
        cells = (
            _side(number, 0, row.left, found.left, found.left),
            _side(number, 1, row.right, found.right, found.left),
            Cell(column=2, blocks=tuple(_findings(number, row, words))),
        )
        waiting.append(Row(cells))
    if waiting or not parts:
        yield _table(waiting, parts + 1, found, words)


def _table(rows: Sequence[Row], number: int, found: Concordance, words: ComparisonWords) -> Table:
    """Return a part of the rows under its own head."""
    heads = (text_name(found.left), text_name(found.right), words.concordance.report)
    anchor = "rows" if number == 1 else f"rows-{number}"
    head = Row(tuple(_head(anchor, n, text) for n, text in enumerate(heads)), header=True)
    columns = tuple(Column(share * _MEASURE) for share in _SHARES)
    title = words.concordance.title
    return Table(anchor=anchor, columns=columns, rows=(head, *rows), width_share=1.0, summary=title)


def _apart(number: int, row: laid.ConcordanceRow, found: Concordance, words: ComparisonWords) -> Iterator[Block]:
    """Yield the sides of a row one below the other, each table in its own grid under the name of its text."""
    for column, (unit, document) in enumerate(((row.left, found.left), (row.right, found.right))):
        side = _side(number, column, unit, document, found.left)
        if not side.blocks:
            continue
        name = _plain(text_name(document))
        yield Paragraph(anchor=f"row-{number}-{column}-text", role=Role.TABLE_TITLE, inlines=(name,))
        if unit and isinstance(unit.thing, Table):
            yield _own_grid(unit.thing, f"row-{number}-{column}", side, document, found.left)
        else:
            yield from side.blocks
    yield from _findings(number, row, words)


def _own_grid(table: Table, anchor: str, side: Cell, document: Document, frame: Document) -> Table:
    """Return a table of a text, its cells filled with what `side` says of it in order."""
    texts = iter(side.blocks)
    rows = tuple(
        replace(row, cells=tuple(replace(c, anchor="", blocks=tuple(islice(texts, len(c.blocks)))) for c in row.cells))
        for row in table.rows
    )
    identity, outer = document.identity, frame.identity
    direction = identity.direction if identity.direction is not outer.direction else None
    language = identity.language if identity.language != outer.language else ""
    return replace(table, anchor=anchor, eid="", aliases=(), rows=rows, level=0, language=language, direction=direction)


def _head(table: str, column: int, text: str) -> Cell:
    block = Paragraph(anchor=f"{table}-head-{column}", role=Role.TEXT, inlines=(_plain(text),))
    return Cell(column=column, blocks=(block,), header=True, scope="col")


def _side(number: int, column: int, unit: Unit | None, document: Document, frame: Document) -> Cell:
    """Return the text of one side in its own language and direction."""
    if unit is None or unit.thing is None or isinstance(unit.thing, str):
        return Cell(column=column)
    identity, outer = document.identity, frame.identity
    foreign = identity.language != outer.language
    blocks = []
    for position, paragraph in enumerate(_paragraphs(unit)):
        blocks.append(
            Paragraph(
                anchor=f"row-{number}-{column}-{position}",
                role=Role.TEXT,
                inlines=tuple(_plain_inlines(paragraph.label, paragraph.inlines, unit.kind == "heading")),
                language=identity.language if foreign else "",
                direction=identity.direction if identity.direction is not outer.direction else None,
            )
        )
    return Cell(column=column, blocks=tuple(blocks))


def _paragraphs(unit: Unit) -> Iterator[Paragraph | Heading]:
    assert isinstance(unit.thing, Paragraph | Heading | Table)
    return paragraphs_of(unit.thing)


def _plain_inlines(label: Iterable[Inline], inlines: Iterable[Inline], bold: bool) -> Iterator[Inline]:
    """Yield the label and text without links and notes."""
    number = plain_text(label)
    if number:
        yield Text(f"{number} ", look=Look.BOLD)
    for inline in inlines:
        if isinstance(inline, Text):
            yield Text(inline.text, look=inline.look | (Look.BOLD if bold else Look.PLAIN), isolate=inline.isolate)
        elif plain_text([inline]):
            yield Text(" ")


def _findings(number: int, row: laid.ConcordanceRow, words: ComparisonWords) -> Iterator[Paragraph]:
    lines = []
    if row.state is not RowState.SAME:
        lines.append(word(words.concordance, row.state.value).format(**_with(row)))
    if row.renumbered and row.left and row.right and row.state is RowState.SAME:
        lines.append(f"{words.concordance.number}: {row.left.label} | {row.right.label}")
    for difference in row.facts:
        what = word(words.concordance, difference.what)
        sides = [", ".join(s) or words.concordance.nothing for s in (difference.left, difference.right)]
        lines.append(words.concordance.differ.format(what=what, left=sides[0], right=sides[1]))
    for position, line in enumerate(lines):
        yield Paragraph(anchor=f"finding-{number}-{position}", role=Role.TEXT, inlines=(_plain(line, Look.BOLD),))


def _with(row: laid.ConcordanceRow) -> dict[str, str]:
    return {"label": row.with_label} if row.state in (RowState.EXCHANGED, RowState.JOINED) else {}


def _parity_table(parity: Sequence[Measured], words: ComparisonWords) -> Table:
    heads = [word(words.concordance, key) for key in ("language", *MEASURES)]
    rows = [Row(tuple(_head("parity", n, text) for n, text in enumerate(heads)), header=True)]
    for number, measured in enumerate(parity):
        texts = [measured.language]
        for what in MEASURES:
            odd = ", ".join(measured.against[what])
            texts.append(f"{measured.counts[what]}" + (f" ({odd})" if odd else ""))
        cells = []
        for n, text in enumerate(texts):
            anchor = f"parity-{number}-{measured.language}-{n}"
            block = Paragraph(anchor=anchor, role=Role.TEXT, inlines=(_plain(text),))
            cells.append(Cell(column=n, blocks=(block,), header=n == 0, scope="row" if n == 0 else ""))
        rows.append(Row(tuple(cells)))
    columns = tuple(Column(_MEASURE / len(heads)) for _ in heads)
    return Table(
        anchor="parity-table", columns=columns, rows=tuple(rows), width_share=1.0,
        summary=words.concordance.parity,
    )  # fmt: skip


def as_dict(found: Concordance, parity: Sequence[Measured]) -> dict[str, Any]:
    """Return the concordance as values of JSON."""
    return {
        "version": 1,
        "left": _described(found.left),
        "right": _described(found.right),
        "counts": dict(sorted(found.counts.items())),
        "rows": [_row(row) for row in found.rows],
        "parity": [
            {"language": m.language, "name": m.name, "counts": m.counts, "against": m.against, "equal": m.equal}
            for m in parity
        ],
    }


def _described(document: Document) -> dict[str, str]:
    identity = document.identity
    name = identity.expression or text_name(document)
    return {"name": name, "language": identity.language, "title": identity.title}


def _row(row: laid.ConcordanceRow) -> dict[str, Any]:
    return {
        "state": row.state.value,
        "with": row.with_label,
        "left": _unit(row.left),
        "right": _unit(row.right),
        "facts": [{"what": d.what, "left": d.left, "right": d.right} for d in row.facts],
    }


def _unit(unit: Unit | None) -> dict[str, str] | None:
    if unit is None:
        return None
    return {"anchor": unit.anchor, "eId": unit.eid, "label": unit.label, "text": unit.text, "kind": unit.kind}
