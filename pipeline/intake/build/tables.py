"""Tables as Akoma Ntoso.

Reads a `Table` with its grid. Gives `table`: caption, rows of `th` and `td` with their spans, and widths and alignments
as the published files write them [corpus tables.4].
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from lxml import etree

from pipeline.akn.builder import make
from pipeline.document import (
    Align,
    Cell,
    CellSetting,
    Letters,
    LineBreak,
    Paragraph,
    Role,
    Row,
    Table,
    Text,
    Valign,
    plain_text,
)
from pipeline.intake.build.inlines import InlineWriter, letters_css
from pipeline.intake.model.cells import HoldingCell
from pipeline.read import AKN4UN

_FIGURE = re.compile(r"\(?[−–-]?\s?\$?\d[\d\s\u00a0.,]*\)?(?:\s?%)?|[–—-]")
_ALIGN = {Align.END: "Right", Align.DECIMAL: "Right", Align.CENTRE: "Center", Align.JUSTIFY: "Both"}


def table_element(table: Table, pen: InlineWriter, titles: Sequence[Paragraph] = ()) -> etree._Element:
    """Return `table` with the lines above it ("Table 1", its title, its unit) as its caption."""
    made = make("table", style=css({"font-size": table.size, "line-height": table.leading}))
    if titles:
        lines = [(*t.label, *([Text(" ")] if t.label else ()), *t.inlines) for t in titles]
        words = [inline for line in lines for inline in (LineBreak(), *line)][1:]
        made.append(pen.named(pen.write(make("caption"), words), *(title.anchor for title in titles)))
    pen.named(made, table.anchor, *table.aliases)
    widths = _Widths(table)
    for row in table.rows:
        kept = not row.header and any(block.keep_with_next for cell in row.cells for block in cell.blocks)
        cells = (_cell(row, cell, pen, widths) for cell in row.cells)
        made.append(make("tr", *cells, style="break-after:avoid" if kept else None))
    return made


class _Widths:
    """The widths of the columns of a table, each given once: by the first cell in that column alone, else by a span."""

    def __init__(self, table: Table) -> None:
        self._widths = [column.width for column in table.columns]
        self._alone = {cell.column for row in table.rows for cell in row.cells if cell.column_span == 1}
        self._placed: set[int] = set()

    def of(self, cell: Cell) -> float | None:
        """Return the width in points that a cell has to give; None if another cell gives it."""
        columns = range(cell.column, min(cell.column + cell.column_span, len(self._widths)))
        widths = [width for n in columns if (width := self._widths[n])]
        needed = {n for n in columns if cell.column_span == 1 or n not in self._alone} - self._placed
        if not needed or len(widths) < len(columns):
            return None
        self._placed |= needed
        return math.fsum(widths)


def _cell(row: Row, cell: Cell, pen: InlineWriter, widths: _Widths) -> etree._Element:
    spans = {"colspan": cell.column_span, "rowspan": cell.row_span}
    made = make("th" if row.header or cell.header else "td")
    for name, span in spans.items():
        if span > 1:
            made.set(name, str(span))
    if width := widths.of(cell):
        made.set(f"{{{AKN4UN}}}data-width-type", f"{round(width * 20)}-dxa")
    if cell.align in _ALIGN and not _is_figure(cell):
        made.set(f"{{{AKN4UN}}}data-justification", _ALIGN[cell.align])
    if cell.align is Align.START and _has_figures(cell):
        made.set(f"{{{AKN4UN}}}data-justification", "Left")
    valign = cell.valign
    if valign and (valign is not (Valign.BOTTOM if made.tag.endswith("th") else Valign.TOP) or _has_figures(cell)):
        made.set(f"{{{AKN4UN}}}data-vertical-align", "center" if valign is Valign.MIDDLE else valign.value)
    tables = list(cell.tables) if isinstance(cell, HoldingCell) else []
    for number, block in enumerate(cell.blocks):
        while tables and tables[0][0] <= number:
            made.append(table_element(tables.pop(0)[1], pen))
        made.append(_line(block, pen))
    made.extend(table_element(table, pen) for _, table in tables)
    if not len(made):
        made.append(make("p"))
    return made


def _has_figures(cell: Cell) -> bool:
    """Return True for a cell of figures; without a vertical alignment they are beside the last line of their row."""
    return bool(cell.blocks) and all(_FIGURE.fullmatch(plain_text(block.inlines).strip()) for block in cell.blocks)


def _is_figure(cell: Cell) -> bool:
    """Return True for a cell of figures at the right, where figures are by default."""
    texts = [plain_text(block.inlines).strip() for block in cell.blocks]
    return cell.align is Align.END and bool(texts) and all(_FIGURE.fullmatch(text) for text in texts)


def _line(block: Paragraph, pen: InlineWriter) -> etree._Element:
    gap = "\t" if block.setting is not None and block.setting.hangs else " "
    words = (*block.label, *([Text(gap)] if block.label else ()), *block.inlines)
    text = pen.named(pen.p(words, class_="FootnoteText" if block.role is Role.TABLE_NOTE else None), block.anchor)
    if style := setting_css(block.setting, block.letters):
        text.set("style", style)
    text.text = "\t" * block.indent + (text.text or "") or None
    return text


def css(lengths: Mapping[str, float | None]) -> str | None:
    """Return lengths in points as CSS; None if there is none."""
    return ";".join(f"{name}:{round(length, 3):g}pt" for name, length in lengths.items() if length is not None) or None


def setting_css(given: CellSetting | None, letters: Letters | None) -> str | None:
    """Return how a paragraph of a cell is set, as CSS [strict presentation.8]; None if nothing is said."""
    found: list[str] = []
    if given is not None and given.placed:
        found.append("margin:" + " ".join(f"{round(length or 0.0, 3):g}pt" for length in given[:4]))
    if given is not None:
        measures = {
            "text-indent": given.first or None,
            "line-height": given.leading,
            "font-size": given.size,
            "tab-size": given.tab,
        }
        found += filter(None, [css(measures)])
    found += filter(None, [letters_css(letters)])
    return ";".join(found) or None
