"""Rows of a table as slices: pieces of a row that are never divided.

Reads set cells, heights of rows and rules. Gives slices with lines and rules. A row is one slice, a row taller than
`split` several; rows that a cell spans stay together if they are at most as tall as `split`, and those of spans that
reach over each other at most half a page. The lines of such a cell, and the rows of tables within it, flow on from row
to row; what it needs beyond its rows is added to the last one.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby, pairwise, takewhile
from typing import NamedTuple

from pipeline.document import Borders, Cell
from pipeline.write.pdf.lines.paragraph import TextLine
from pipeline.write.pdf.pages.paginate import Stroke

_ROUNDING = 0.01
"""Points. Chosen: below what print shows, above errors of floating point."""
_CLEAR = 2.0
"""Points between the last line of a page and the rule that closes its cell. Chosen: clear of the letters that hang."""
_CHUNK = 6  # lines in a slice added for a cell that is taller than the rows it spans
"""Chosen: about the lines that are kept together at a break."""
_MOST_HELD = 0.5
"""Share of a page that rows which stay together may take. Chosen: the head of the table fits above them, and no page is
more than half empty."""

_TWO_AND_TWO = "tttt"
"""Lines of text around a break in a cell with a picture. Chosen: no line alone, as at the breaks of a text."""


@dataclass(slots=True)
class SetCell:
    """A set cell: its lines with their depth below the cell's top, its height with padding."""

    cell: Cell
    x: float
    width: float
    pad: float
    up: float
    leading: float
    lines: list[tuple[TextLine, float]] = field(default_factory=list)
    inner: list[tuple[Slice, float]] = field(default_factory=list)
    """Slices of the tables within it, each with the depth of its top below the cell's."""
    height: float = 0.0

    @property
    def pictured(self) -> bool:
        """True if it holds a picture, which no page parts."""
        return any(line.image for line, _ in self.lines)


@dataclass(slots=True)
class Slice:
    """A part of a row: lines with their text edge and depth below its top."""

    row: int
    height: float
    held: bool = False
    """No page may begin with it."""
    lines: list[tuple[TextLine, float, float]] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    above: list[Stroke] = field(default_factory=list)
    """Rules along its upper edge."""
    torn_above: list[Stroke] = field(default_factory=list)
    """Rules that close cells with sides where they go on from the slice above over a page's end."""
    torn_below: list[Stroke] = field(default_factory=list)
    """The same at its lower edge, where they go on in the slice below."""
    heads: list[list[Slice]] = field(default_factory=list)
    """The head of each table within a cell that goes on in it from the slice above."""

    @property
    def head(self) -> list[Slice]:
        """The head to repeat where it begins a page: not of several tables side by side."""
        return self.heads[0] if len(self.heads) == 1 else []


def sliced(
    rows: Sequence[Sequence[SetCell]],
    heights: list[float],
    rules: Sequence[float],
    split: float,
    borders: Callable[[int, Cell], Borders],
    room: float,
    whole: Container[int] = (),
) -> list[Slice]:
    """Return the slices of a table's rows, those of `whole` undivided.

    `rules` are the widths of the rules above each row and below the last; `room` is the height of a page.
    """
    most = room * _MOST_HELD
    spans = _spans(rows)
    held = _held_spans(spans, heights, rules, split, most)
    inside = {number for _, span in held for number in range(span.begin, span.end)}
    slices: list[list[Slice]] = []
    for number, row in enumerate(rows):
        undivided = number in inside or number in whole
        slices.append(_row_slices(number, row, heights[number], rules[number], 0.0 if undivided else split, most))
    for _, span in held:
        for part in (part for parts in slices[span.begin + 1 : span.end] for part in parts):
            part.held = True
    together = {place for place, _ in held}
    chosen: set[int] = set()
    for place, span in enumerate(spans):
        _flow(span.item, slices[span.begin : span.end], rules[span.begin], split, chosen, aligned=place in together)
    _draw_rules(rows, slices, rules, borders)
    return [part for parts in slices for part in parts]


class _Span(NamedTuple):
    """A cell over several rows: from `begin` to the one before `end`."""

    begin: int
    end: int
    item: SetCell


def _spans(rows: Sequence[Sequence[SetCell]]) -> list[_Span]:
    """Return the cells over several rows, first those that end first: what is added below one is there for the next."""
    found = [
        _Span(number, min(number + item.cell.row_span, len(rows)), item)
        for number, row in enumerate(rows)
        for item in row
        if item.cell.row_span > 1
    ]
    return sorted(found, key=lambda span: (span.end, span.begin))


def _held_spans(
    spans: Sequence[_Span], heights: list[float], rules: Sequence[float], split: float, most: float
) -> list[tuple[int, _Span]]:
    """Return the spans whose rows stay together, with their places; the last row of each grows as it needs.

    Spans that reach over each other stay together as well, unless they are higher than `most`.
    """
    held: list[tuple[int, _Span]] = []
    for place, span in enumerate(spans):
        natural, needed = sum(heights[span.begin : span.end]), span.item.height + rules[span.begin]
        if span.end - span.begin > 1 and not span.item.inner and max(natural, needed) <= split:
            heights[span.end - 1] += max(0.0, needed - natural)
            held.append((place, span))
    return [one for run in _runs(held) if _height(run, heights) <= most for one in run]


def _runs(held: Sequence[tuple[int, _Span]]) -> list[list[tuple[int, _Span]]]:
    """Return spans in groups that share rows."""
    runs: list[list[tuple[int, _Span]]] = []
    for one in sorted(held, key=lambda one: one[1].begin):
        if runs and one[1].begin < max(span.end for _, span in runs[-1]):
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _height(run: Sequence[tuple[int, _Span]], heights: Sequence[float]) -> float:
    return sum(heights[min(span.begin for _, span in run) : max(span.end for _, span in run)])


def _row_slices(
    number: int, row: Sequence[SetCell], height: float, rule: float, split: float, most: float
) -> list[Slice]:
    """Return the slices of a row with the lines of the cells that are in this row alone."""
    own = [item for item in row if item.cell.row_span == 1]
    cuts, leading = [0.0, height], None
    if split and height > split and any(item.inner for item in own):
        cuts = [0.0, *_cuts_between(own, height, rule), height]
        if max(b - a for a, b in pairwise(cuts)) > most:
            leading = max(own, key=lambda item: item.height)
            cuts = [0.0, *_cuts_between([leading], height, rule), height]
    elif split and height > split and own:
        cuts = [0.0, *_cuts(own, height, rule), height]
    parts = [Slice(number, bottom - top) for top, bottom in pairwise(cuts)]
    for item in own:
        if leading in (None, item):
            _place(item, parts, height, rule)
    for item in own if leading else ():
        if item is not leading:
            _flow(item, [parts], rule, split, set())
    return parts


def _cuts(own: Sequence[SetCell], height: float, rule: float) -> Iterator[float]:
    """Yield the depths at which a row may be divided: between the lines of its tallest cell, above and below a picture.

    Beside a picture no line stands alone. A row with pictures in several cells is not divided.
    """
    pictured = [item for item in own if item.pictured]
    tallest = max(pictured or own, key=lambda item: len(item.lines))
    shift = rule + _shift(tallest, height - rule)
    shown = "".join("P" if line.image else "t" for line, _ in tallest.lines)
    for number, ((_, above), (following, below)) in enumerate(pairwise(tallest.lines), 1):
        if "P" in shown[number - 1 : number + 1] and len(pictured) == 1:
            yield shift + below - (following.image.height if following.image else tallest.up)
        elif not pictured or (len(pictured) == 1 and shown[max(0, number - 2) : number + 2] == _TWO_AND_TWO):
            yield shift + above + (below - above) * 0.25


def _place(item: SetCell, parts: list[Slice], height: float, rule: float) -> None:
    """Put the lines of a cell of this height into the slices by their depth."""
    shift = _shift(item, height - rule) + rule
    index, top = 0, 0.0
    for text, depth in item.lines:
        while index + 1 < len(parts) and depth + shift >= top + parts[index].height:
            top += parts[index].height
            index += 1
        parts[index].lines.append((text, item.x + item.pad, depth + shift - top))
    for part, depth in item.inner:
        _place_inner(part, parts, depth + shift)


def _place_inner(inner: Slice, parts: Sequence[Slice], depth: float) -> None:
    """Put a slice of a table within a cell into the slice of the row in which it begins."""
    index = 0
    while index + 1 < len(parts) and depth >= parts[index].height - _ROUNDING:
        depth -= parts[index].height
        index += 1
    _copy(inner, parts[index], depth, headed=index > 0 and depth <= _ROUNDING)


def _copy(inner: Slice, part: Slice, depth: float, *, headed: bool) -> None:
    """Put what is in a slice of a table within a cell at this depth of a slice; `headed` below a head if it begins a
    page.
    """
    if headed and inner.head:
        part.heads.append(inner.head)
    part.lines += ((text, x, y + depth) for text, x, y in inner.lines)
    part.strokes += (stroke._replace(y=stroke.y + depth) for stroke in (*inner.above, *inner.strokes))


def _cuts_between(own: Sequence[SetCell], height: float, rule: float) -> list[float]:
    """Return the depths at which a row with tables within its cells may be divided: where no line and no row of them is
    crossed, and one is above.
    """
    extents = [extent for item in own for extent in _extents(item, height, rule)]
    begins = sorted({begin for begin, _, held in extents if not held})
    return [begin for begin in begins[1:] if _ROUNDING < begin < height and not _crossed(extents, begin)]


def _crossed(extents: Sequence[tuple[float, float, bool]], depth: float) -> bool:
    return any(begin + _ROUNDING < depth < end - _ROUNDING for begin, end, _ in extents)


def _extents(item: SetCell, height: float, rule: float) -> list[tuple[float, float, bool]]:
    """Return where each line, and each slice of a table within, begins and ends, and whether no page may begin with
    it.
    """
    shift = _shift(item, height - rule) + rule
    found = []
    for text, depth in item.lines:
        up = text.image.height if text.image else item.up
        found.append((depth + shift - up, depth + shift + item.leading - item.up, False))
    return found + [(depth + shift, depth + shift + part.height, part.held) for part, depth in item.inner]


def _shift(item: SetCell, room: float) -> float:
    """Return how far the lines of a cell move down in their row."""
    valign = item.cell.valign.value if item.cell.valign else ("bottom" if item.cell.header else "top")
    return {"top": 0.0, "middle": 0.5, "bottom": 1.0}[valign] * max(0.0, room - item.height)


class _Piece(NamedTuple):
    """A part of a cell that is never divided: a line, or a slice of a table within it."""

    top: float
    height: float
    up: float
    """From its upper edge to the baseline."""
    content: TextLine | Slice


def _pieces(item: SetCell) -> list[_Piece]:
    """Return the lines of a cell, and the slices of the tables within it, from above."""
    found = []
    for text, depth in item.lines:
        up = text.image.height if text.image else item.up
        found.append(_Piece(depth - up, item.leading - item.up + up, up, text))
    found += [_Piece(depth, part.height, 0.0, part) for part, depth in item.inner]
    return sorted(found, key=lambda piece: piece.top) if item.inner else found


def _flow(
    item: SetCell, rows: list[list[Slice]], rule: float, split: float, chosen: set[int], *, aligned: bool = False
) -> None:
    """Let a cell run on through the slices of the rows it spans; what is left over makes new slices in the last row.

    A piece may cross the border of two rows: then no page begins there. Once in `split` points none does, so that pages
    can turn: the row above grows by what the piece lacks. `chosen` remembers these borders for the cells beside it.
    With `aligned` it begins where its alignment says, else at the top.
    """
    parts = [part for row in rows for part in row]
    free = _free_borders(parts, split, chosen)
    pieces = _pieces(item)
    shift = _shift(item, sum(part.height for part in parts) - rule) if aligned else 0.0
    index, y = 0, rule + shift + (pieces[0].top if pieces else 0.0)
    below = pieces[0].top if pieces else 0.0
    for number, piece in enumerate(pieces):
        y += max(0.0, piece.top - below) if item.inner else 0.0
        index, y = _room(parts, free, index, y, piece.height)
        if index == len(parts):
            added = Slice(parts[-1].row, y + _chunk(pieces[number:]))
            parts.append(added)
            rows[-1].append(added)
        _put(piece, item, parts[index], y, goes_on=index > 0)
        below, y = piece.top + piece.height, y + piece.height


def _chunk(pieces: Sequence[_Piece]) -> float:
    """Return the height of a slice added for the first of these: for some lines, or for one slice of a table."""
    if isinstance(pieces[0].content, Slice):
        return pieces[0].height
    lines = takewhile(lambda piece: not isinstance(piece.content, Slice), pieces[:_CHUNK])
    return sum(piece.height for piece in lines)


def _put(piece: _Piece, item: SetCell, part: Slice, depth: float, *, goes_on: bool) -> None:
    """Put a piece of a cell into a slice, at this depth of its upper edge; `goes_on` from the slice above."""
    if isinstance(piece.content, Slice):
        at_top = goes_on and depth <= _ROUNDING
        part.held = part.held or (at_top and piece.content.held)
        _copy(piece.content, part, depth, headed=at_top)
    else:
        part.lines.append((piece.content, item.x + item.pad, depth + piece.up))


def _room(parts: Sequence[Slice], free: set[int], index: int, y: float, leading: float) -> tuple[int, float]:
    """Return the slice and the depth in it at which the next piece is."""
    while index < len(parts) and y >= parts[index].height - _ROUNDING:  # the piece before ends below this slice
        y = max(0.0, y - parts[index].height)
        index += 1
    at, end = index, y + leading
    while at < len(parts) and end > parts[at].height + _ROUNDING:  # the piece crosses the border below
        end -= parts[at].height
        at += 1
        if at in free or at == len(parts):  # the row above ends with the piece, which leaves no gap in the text
            at -= 1
            parts[at].height += end
            break
    for crossed in parts[index + 1 : at + 1]:
        crossed.held = True
    return index, y


def _free_borders(parts: Sequence[Slice], split: float, chosen: set[int]) -> set[int]:
    """Return the slices over whose upper edge nothing runs, one in every `split` points: one that a cell beside has
    left free, else the first of a row if there is one, where the row above can grow and no text shows it.
    """
    tops = list(accumulate((part.height for part in parts), initial=0.0))
    if split <= 0:
        return set(range(1, len(parts)))
    free = {n for n in range(1, len(parts)) if id(parts[n]) in chosen}
    for band, numbers in groupby(range(1, len(parts)), key=lambda n: tops[n] // split):
        group = [n for n in numbers if not parts[n].held or n in free]
        if band and group and free.isdisjoint(group):
            free.add(next((n for n in group if parts[n].row != parts[n - 1].row), group[0]))
    chosen.update(id(parts[n]) for n in free)
    return free


def _draw_rules(
    rows: Sequence[Sequence[SetCell]],
    slices: list[list[Slice]],
    rules: Sequence[float],
    borders: Callable[[int, Cell], Borders],
) -> None:
    """Draw the rules around each cell, along all slices of the rows it is in."""
    for number, row in enumerate(rows):
        for item in row:
            around = borders(number, item.cell)
            end = min(number + item.cell.row_span, len(rows))
            parts = [part for own in slices[number:end] for part in own]
            first, last = parts[0], parts[-1]
            if around.top:
                first.above.append(Stroke(item.x, rules[number] / 2, item.width, around.top))
            if around.bottom:
                last.strokes.append(Stroke(item.x, last.height + rules[end] / 2, item.width, around.bottom))
            for x, width in ((item.x, around.left), (item.x + item.width, around.right)):
                if width:
                    for part in parts:
                        part.strokes.append(Stroke(x, 0.0, part.height, width, True))
            _close(parts, item, max(around.left or 0.0, around.right or 0.0), rules)


def _close(parts: Sequence[Slice], item: SetCell, width: float, rules: Sequence[float]) -> None:
    """Close a cell with rules at its sides wherever a page may end within it, as word processors do."""
    for upper, lower in pairwise(parts) if width else ():
        between = upper.row != lower.row
        below = rules[lower.row] / 2 if between else _CLEAR
        upper.torn_below.append(Stroke(item.x, upper.height + below, item.width, width))
        if not between:
            ends = (item.x, item.x + item.width)
            upper.torn_below += [Stroke(x, upper.height, below, width, True) for x in ends]
        lower.torn_above.append(Stroke(item.x, rules[lower.row] / 2 if between else 0.0, item.width, width))
