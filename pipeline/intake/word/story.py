"""Reads a story of a Word file: its paragraphs and tables in order.

Reads the children of a body, cell, note or head. Gives `RawLine`s and `RawTable`s, and counts automatic numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from lxml import etree

from pipeline.characters.whitespace import Run
from pipeline.document import Align, Newspaper, Valign
from pipeline.intake.model.doubts import Doubts
from pipeline.intake.model.lines import has_words
from pipeline.intake.model.manuscript import GridCell, RawLine, RawTable
from pipeline.intake.word.markup import child, children, first_line, name, nearest, number, switch, twips, value
from pipeline.intake.word.notes import unbracketed
from pipeline.intake.word.numbering import Label, WordNumbering
from pipeline.intake.word.runs import RunReader
from pipeline.intake.word.sections import THROUGH, ending_pages, newspapers_in, turned_elements
from pipeline.intake.word.sizes import (
    NOTE,
    Edges,
    add_empty_lines,
    distances,
    edges,
    edges_below,
    is_mostly_exact,
    is_note,
    is_placed,
    leading,
    setting,
    text_width,
    type_size,
    with_anchored_drawing,
    without_usual,
)
from pipeline.intake.word.spacing import is_exact, kept_leading, kept_space, letters
from pipeline.intake.word.styles import Styles

_ALIGN = {"left": Align.START, "start": Align.START, "right": Align.END, "end": Align.END, "center": Align.CENTRE,
          "both": Align.JUSTIFY, "distribute": Align.JUSTIFY}  # fmt: skip
_AT_START = frozenset((None, Align.START, Align.JUSTIFY))
"""Alignments in which lines begin at the start of their cell."""
_VALIGN = {"top": Valign.TOP, "center": Valign.MIDDLE, "bottom": Valign.BOTTOM}
_MARKS_GONE = ("del", "moveFrom", "gone")
"""Marks at the end of a paragraph that was deleted, or was not yet there (`revisions`)."""
_ONE_LINE = 60
"""Characters. Chosen: in a shorter text closer letters change no line break."""
_MOST_COLUMNS = 63
"""Most columns of a table (a limit of Word)."""
_WIDEST = 31_680
"""Twips of the widest page (a limit of Word)."""
_MOST_ROWS = 30_000
"""Rows of a table that are read. Chosen: near the limit of Word (32,767), against hostile files."""


class StoryReader:
    """Reads one story."""

    def __init__(
        self, runs: RunReader, styles: Styles, numbering: WordNumbering, doubts: Doubts, *, own: bool = False
    ) -> None:
        """`own`: this project made the file. What it does not say about a cell is left to the form."""
        self._runs, self._styles, self._numbering, self._doubts = runs, styles, numbering, doubts
        self._own = own
        self._edges: Edges | None = None
        """Padding of the cell that is read, if its table is set as in its file."""
        self._depth = 0
        """Number of cells around the story. Word keeps no rows of inner tables together."""
        self._under: Edges | None = None
        """Distances of the table above from the text, while notes to it may follow; else None."""
        self._measure = 0
        self._paragraphs = self._tables = 0
        self._joined: list[RawLine] = []
        self._breaks = False
        """True if a page begins with the next paragraph."""
        self._landscape = False
        self._ending: frozenset[etree._Element] = frozenset()
        """Sections of the body after which a page begins."""
        self._turned: frozenset[etree._Element] | None = None
        """Elements of the body on landscape pages; None in any other story."""
        self._newspapers: Mapping[etree._Element, Newspaper] = {}
        """Columns of the elements of the body that are in columns."""
        self._newspaper: Newspaper | None = None
        self._below: float | None = None
        """Points between the paragraph above and a table, if a file of this project keeps them."""

    def pieces(self, parent: etree._Element, where: str = "") -> Iterator[RawLine | RawTable]:
        """Yield the lines and tables in an element. `where`: its place in words, for doubts."""
        if name(parent) == "body":
            self._turned, self._ending = turned_elements(parent), ending_pages(parent)
            self._newspapers = newspapers_in(parent, self._doubts)
        self._measure = text_width(parent) or self._measure
        for element in parent:
            tag = name(element)
            self._landscape = self._landscape if self._turned is None else element in self._turned
            self._newspaper = self._newspapers.get(element)
            if tag == "p":
                yield from self._paragraph(element, where)
            elif tag == "tbl":
                self._tables += 1
                table = self._table(element, f"{where}, table {self._tables}".lstrip(", "))
                table.landscape, table.newspaper = self._landscape, self._newspaper
                table.above, self._below = self._below, None
                table.page_break, self._breaks = table.page_break or self._breaks, False
                self._under = edges_below(element, table, self._measure)
                yield table
            elif tag in THROUGH:
                yield from self.pieces(element, where)
            elif tag == "AlternateContent" and len(element):
                yield from self.pieces(element[0], where)
            elif tag == "altChunk":
                self._doubts.add(where or "text", "another file inside this one", "left out")
        yield from self._last_joined()

    def lines(self, parent: etree._Element, where: str) -> Iterator[RawLine]:
        """Yield all lines in an element, also those in tables."""
        for piece in self.pieces(parent, where):
            if isinstance(piece, RawLine):
                yield piece
            else:
                yield from piece.lines()

    def _last_joined(self) -> Iterator[RawLine]:
        yield from self._joined
        self._joined = []

    def _paragraph(self, element: etree._Element, where: str) -> Iterator[RawLine]:
        self._paragraphs += 1
        place = where or f"paragraph {self._paragraphs}"
        found = self._runs.read(element, place)
        properties = child(element, "pPr")
        style = value(child(properties, "pStyle"))
        line = RawLine(runs=unbracketed(found.runs), place=place, style=self._styles.name(style),
                    bookmarks=tuple(found.bookmarks))  # fmt: skip
        self._set_properties(line, properties, style)
        line.letters = letters(element, style, self._styles)
        if not where and self._own:
            line.above, self._below = kept_space(properties, "before"), kept_space(properties, "after")
            line.distances = kept_leading(properties, self._styles.paragraph_properties(style))
        elif not where or (self._edges is not None and not has_words(line)):
            line.distances = distances(element, self._levels(properties, style), self._styles)
        if self._edges is not None and (not self._own or is_placed(properties)):
            line.setting = setting(element, self._levels(properties, style), self._styles, line, self._edges)
            line.setting = with_anchored_drawing(line, found.depth)
        line.runs = [
            run._replace(letters=None) if isinstance(run, Run) and not _is_condensed(run, line) else run
            for run in line.runs
        ]
        if self._under is not None and any(isinstance(run, Run) and run.text.strip() for run in line.runs):
            self._note(line, element, self._levels(properties, style))
        line.page_break = line.page_break or found.break_before or self._breaks
        line.landscape, line.newspaper = self._landscape, self._newspaper
        self._breaks = found.break_after or child(properties, "sectPr") in self._ending
        if self._joined:
            line = self._with_joined(line)
        if any(child(properties, "rPr", tag) is not None for tag in _MARKS_GONE):
            self._doubts.add(place, "tracked changes: the end of a paragraph is deleted", "joined with the next one")
            self._joined = [line]
            return
        yield line
        for box in found.boxes:
            yield from self._inner().lines(box, f"{place}, box")

    def _note(self, line: RawLine, element: etree._Element, levels: list[etree._Element]) -> None:
        """Make a note of a line that looks like one below a table; the first other line ends the notes."""
        assert self._under is not None
        if not is_note(line, element, levels, self._styles):
            self._under = None
            return
        line.style = NOTE
        if self._edges is None and (not self._own or is_placed(levels[0])):
            line.setting = setting(element, levels, self._styles, line, self._under, out=True)

    def _inner(self) -> StoryReader:
        made = StoryReader(self._runs, self._styles, self._numbering, self._doubts, own=self._own)
        made._landscape = self._landscape
        return made

    def _with_joined(self, line: RawLine) -> RawLine:
        first = self._joined.pop()
        line.runs = [*first.runs, *line.runs]
        line.bookmarks = (*first.bookmarks, *line.bookmarks)
        if first.number:
            line.number, line.depth, line.series = first.number, first.depth, first.series
        return line

    def _set_properties(self, line: RawLine, properties: etree._Element | None, style: str) -> None:
        """Set indents, alignment, page break and automatic number of a line."""
        levels = self._levels(properties, style)
        label, indent = self._label(levels, line)
        if label is not None:
            line.number, line.depth, line.series = label.text, label.depth, label.series
        indents = [*([indent] if indent is not None and child(properties, "ind") is None else []),
                   *(i for p in levels if (i := child(p, "ind")) is not None)]  # fmt: skip
        line.left = nearest(indents, "left", "start")
        line.right = nearest(indents, "right", "end")
        line.placed = child(properties, "ind") is not None
        line.first = first_line(indents)
        align = child(properties, "jc")
        line.align = _ALIGN.get(value(align)) if align is not None else None
        line.page_break = bool(switch(child(properties, "pageBreakBefore")))

    def _levels(self, properties: etree._Element | None, style: str) -> list[etree._Element]:
        """Return the properties of a paragraph: its own, then those of its styles."""
        return [p for p in (properties, *self._styles.paragraph_properties(style)) if p is not None]

    def _label(self, levels: list[etree._Element], line: RawLine) -> tuple[Label | None, etree._Element | None]:
        """Return the automatic number of a paragraph, and `w:ind` of its level."""
        settings = [n for p in levels if (n := child(p, "numPr")) is not None]
        numbered = next((v for n in settings if (v := value(child(n, "numId")))), "")
        depth = next((d for n in settings if (d := number(child(n, "ilvl"))) is not None), 0)
        if not numbered or numbered == "0" or not (line.runs or line.bookmarks):
            return None, None
        label = self._numbering.label(numbered, depth)
        if label is not None and not label.known:
            self._doubts.add(line.place, "an automatic number of an unknown format", f"“{label.text}”", line.text)
        return label, self._numbering.indent(numbered, depth)

    def _table(self, element: etree._Element, place: str) -> RawTable:
        rows = [row for row in _rows(element) if child(row, "trPr", "del") is None][:_MOST_ROWS]
        heads = [bool(switch(child(row, "trPr", "tblHeader"))) for row in rows]
        count = next((n for n, head in enumerate(heads) if not head), len(heads))
        pads = self._pads(element, rows)
        made = [[self._cell(cell, place, n, pads(cell)) for cell in _cells(row)] for n, row in enumerate(rows, 1)]
        skipped = [_within_table(child(row, "trPr", "gridBefore"), least=0) for row in rows]
        grid = RawTable(rows=_spanned(made, skipped), place=place, heads=count if count < len(rows) else min(1, count))
        grid.widths = tuple(_width(c) for c in children(child(element, "tblGrid"), "gridCol"))
        grid.size = type_size(element, self._styles)
        _remove_usual_settings(grid)
        if not self._depth:
            _keep_rows_together(grid, rows)
        first = next(iter(grid.lines()), None)
        if first is not None:
            grid.bookmarks, grid.page_break = first.bookmarks, first.page_break
        return grid

    def _pads(self, table: etree._Element, rows: Sequence[etree._Element]) -> Callable[[etree._Element], Edges | None]:
        """Return a function that gives the padding of a cell; None in a table that the form sets."""
        lines = [p for row in rows for cell in _cells(row) for p in children(cell, "p") if any(p.itertext())]
        exact = [is_exact(self._levels(child(p, "pPr"), value(child(p, "pPr", "pStyle")))) for p in lines]
        given = self._own or is_exact(self._levels(None, "")) or is_mostly_exact(exact)
        return lambda cell: edges(cell, table, self._styles) if given else None

    def _cell(self, element: etree._Element, place: str, row: int, pads: Edges | None) -> tuple[GridCell, str]:
        """Return a cell, and whether it begins ("restart") or continues ("continue") one over several rows."""
        properties = child(element, "tcPr")
        merge = child(properties, "vMerge")
        kind = "" if merge is None else value(merge) or "continue"
        where = f"{place}, row {row}"
        inner = self._inner()
        inner._edges, inner._depth = pads, self._depth + 1
        lines, tables = _not_empty(list(inner.pieces(element, where)))
        columns = _within_table(child(properties, "gridSpan"), least=1)
        aligns = {line.align for line in lines}
        align = next(iter(aligns)) if len(aligns) == 1 else None
        says = pads is not None and (not self._own or any(line.setting for line in lines))
        if says and aligns <= _AT_START:
            align = Align.START
        valign = _VALIGN.get(value(child(properties, "vAlign")), Valign.TOP) if says else None
        return GridCell(lines=lines, tables=tables, columns=columns, align=align, valign=valign), kind


def _width(column: etree._Element) -> int:
    """Return the twips of a column (`w:gridCol`); 0 for a width that no page has."""
    width = twips(column, "w") or 0
    return width if 0 < width <= _WIDEST else 0


def _within_table(element: etree._Element | None, least: int) -> int:
    """Return a number of columns, at least so many, at most as many as a table has."""
    return min(_MOST_COLUMNS, max(least, number(element) or 0))


def _is_condensed(run: Run, line: RawLine) -> bool:
    """Return True for a run with other spacing of letters than its line, if the line is in a cell or longer than a line
    of print.
    """
    long = line.setting is not None or len(line.text) > _ONE_LINE
    return long and run.letters not in (None, line.letters)


def _keep_rows_together(grid: RawTable, rows: Iterable[etree._Element]) -> None:
    """Keep rows on the same page as the next row. Word decides it by the first paragraph of a row."""
    for cells, row in zip(grid.rows, rows, strict=True):
        first = next((child(cell, "p", "pPr", "keepNext") for cell in _cells(row)), None)
        line = next((line for cell in cells for line in cell.lines if line.setting is not None), None)
        if line is not None:
            line.keep = bool(switch(first))


def _remove_usual_settings(grid: RawTable) -> None:
    """Remove from the settings of lines what holds for the whole table, or for heads in the form."""
    body = (line for row in grid.rows[grid.heads :] for cell in row for line in cell.lines)
    grid.leading = leading(body)
    for place, row in enumerate(grid.rows):
        for line in (line for cell in row for line in cell.lines):
            line.setting = without_usual(line.setting, grid.size, grid.leading, head=place < grid.heads)


def _not_empty(pieces: Sequence[RawLine | RawTable]) -> tuple[list[RawLine], list[tuple[int, RawTable]]]:
    """Return the lines of a cell that are not empty, and its tables, each with the number of lines before it."""
    add_empty_lines([piece for piece in pieces if isinstance(piece, RawLine)])
    lines: list[RawLine] = []
    tables: list[tuple[int, RawTable]] = []
    for piece in pieces:
        if isinstance(piece, RawTable):
            tables.append((len(lines), piece))
        elif piece.runs or piece.number or piece.bookmarks:
            lines.append(piece)
    return lines, tables


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for element in table:
        tag = name(element)
        if tag == "tr":
            yield element
        elif tag in THROUGH:
            yield from _rows(element)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for element in row:
        tag = name(element)
        if tag == "tc":
            yield element
        elif tag in THROUGH:
            yield from _cells(element)


def _spanned(rows: list[list[tuple[GridCell, str]]], skipped: list[int]) -> list[list[GridCell]]:
    """Return the rows without the cells that continue one above; that one spans their rows."""
    result: list[list[GridCell]] = []
    open_cells: dict[int, GridCell] = {}
    for cells, before in zip(rows, skipped, strict=True):
        made: list[GridCell] = [GridCell(lines=[], columns=before)] if before else []
        column = before
        still: dict[int, GridCell] = {}
        for cell, kind in cells:
            above = open_cells.get(column)
            if kind == "continue" and above is not None and not _shows(cell):
                above.rows += 1
                still[column] = above
            else:
                made.append(cell)
                if kind:
                    still[column] = cell
            column += cell.columns
        open_cells = still
        result.append(made)
    return result


def _shows(cell: GridCell) -> bool:
    return bool(cell.tables) or any(isinstance(r, Run) and r.text.strip() for line in cell.lines for r in line.runs)
