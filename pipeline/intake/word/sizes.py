"""Setting of tables: size of type, leading, distances of paragraphs from the edges of their cells.

Reads `w:tbl` and the styles of the file. A table whose lines have exact heights, as those of the United Nations have,
is set as in its file. Other tables are set as the form has it, apart from the size of their type, since text in columns
is often as large as the text around it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from pipeline.characters.labels import hanging
from pipeline.characters.whitespace import leading_tabs, normalise, plain
from pipeline.document import Align, CellSetting, Picture, Role
from pipeline.intake.model.lines import has_words
from pipeline.intake.model.manuscript import Distances, RawLine, RawTable
from pipeline.intake.vocabulary.style_table import role_of
from pipeline.intake.word.markup import W, child, children, half_points, twips, value
from pipeline.intake.word.spacing import is_exact, joins_alike, line_height, space
from pipeline.intake.word.styles import Styles

_USUAL = 8.5
"""Points: the body of a table [form tables.5]."""
_USUAL_LEADING = 10.5
"""Points: the body of a table [form tables.5]."""
_USUAL_HEAD = (7.0, 8.0)
"""Points: type and leading of heads [form tables.4]."""
_LEAST, _MOST = 5.0, 14.0
"""Points. Chosen: what is smaller or larger is a mark or a heading, not the body of a table."""
_PLAIN = "Normal"
"""Style of a paragraph without a style."""
_EXACT_SHARE = 0.5
"""Share of lines with exact heights, at least. Chosen: most lines; empty lines and pictures have none."""
_THIN = frozenset(" .,;:()'’")
_NARROW, _WIDE = 0.28, 0.53
"""Widths of characters of a label as shares of the size of type. Chosen: digits and points of Times New Roman, a little
wider.
"""
_BEGINNING = (None, Align.START, Align.JUSTIFY)
"""Alignments in which a tab at the beginning moves the text. Chosen: text at the end keeps its end."""
_STOPS = frozenset(("left", "start"))
"""Tab stops at which text begins (ISO/IEC 29500-1, 17.18.84)."""
_OUT = 30.0
"""Points by which a line may begin before its edge. Chosen: the word "Note:" does so [form tables.7]."""
NOTE = "footnotetext"
"""Style of a note, as the table of styles names it."""
_FARTHEST = 8000
"""Twips. Chosen: no text of a cell begins further in."""


class Edges(NamedTuple):
    """Twips between the edges of a cell and its paragraphs, before their own indents."""

    left: int = 0
    right: int = 0


def type_size(table: etree._Element, styles: Styles) -> float | None:
    """Return the size of most characters of a table, in points; None if it is the usual one or not known."""
    sizes: Counter[float] = Counter()
    for paragraph in table.iter(f"{{{W}}}p"):
        sizes.update(_sizes_in(paragraph, styles))
    size = _commonest(sizes)
    return size if _LEAST <= size <= _MOST and size != _USUAL else None


def edges(cell: etree._Element, table: etree._Element, styles: Styles) -> Edges:
    """Return the padding of a cell, from the cell, else from its table, else from the style of the table."""
    properties = child(table, "tblPr")
    levels = [child(cell, "tcPr", "tcMar"), child(properties, "tblCellMar")]
    levels += [child(p, "tblCellMar") for p in styles.table_properties(value(child(properties, "tblStyle")))]
    return Edges(_margin(levels, "left", "start"), _margin(levels, "right", "end"))


def setting(
    paragraph: etree._Element,
    levels: Sequence[etree._Element],
    styles: Styles,
    line: RawLine,
    at: Edges,
    *,
    out: bool = False,
) -> CellSetting:
    """Return how a paragraph of a cell is set in its file.

    `levels`: properties of the paragraph, then of its styles. `at`: padding of the cell. `out`: the first line may
    begin before the edge.
    """
    size = _commonest(_sizes_in(paragraph, styles)) or None
    right = next((n for p in levels for a in ("right", "end") if (n := twips(child(p, "ind"), a)) is not None), 0)
    end, left = (min(max(0, n), _FARTHEST) / 20 for n in (at.right + right, at.left + line.left))
    first = _first(line, levels, styles) / 20
    tab = _tab(line, first, levels, styles, size or _USUAL) if line.align in _BEGINNING else None
    least = -left - (_OUT if out else 0.0)
    before, after = space(levels, "before"), space(levels, "after")
    return CellSetting(before, end, after, left, max(first, least), line_height(levels, size), size, tab)


def edges_below(table: etree._Element, grid: RawTable, measure: int) -> Edges:
    """Return the distances between the edges of a table and the text, for notes below the table."""
    indent = twips(child(table, "tblPr", "tblInd"), "w") or 0
    return Edges(-indent, indent + sum(grid.widths) - measure)


def text_width(body: etree._Element) -> int:
    """Return the width between the margins of the first section, in twips; 0 if it is not given."""
    section = next(body.iter(f"{{{W}}}sectPr"), None)
    margins = (twips(child(section, "pgMar"), side) or 0 for side in ("left", "right"))
    return max(0, (twips(child(section, "pgSz"), "w") or 0) - sum(margins))


def is_note(line: RawLine, paragraph: etree._Element, levels: Iterable[etree._Element], styles: Styles) -> bool:
    """Return True for a line below a table that has the style of notes, or type and leading of tables."""
    if role_of(line.style) is not Role.TEXT:
        return role_of(line.style) is Role.TABLE_NOTE
    return _commonest(_sizes_in(paragraph, styles)) == _USUAL and is_exact(levels)


def distances(paragraph: etree._Element, levels: Sequence[etree._Element], styles: Styles) -> Distances:
    """Return the spaces around a paragraph of the text and the height of its lines. `levels` as in `setting`."""
    size: float | None = _commonest(_sizes_in(paragraph, styles))
    if not size and levels and child(levels[0], "sectPr") is not None:  # Word gives such a line no height
        return Distances(0.0, 0.0, 0.0)
    size = size or _of_end(levels, styles)
    return Distances(space(levels, "before"), space(levels, "after"), line_height(levels, size) or 0.0,
                     joins_alike(levels))  # fmt: skip


def with_anchored_drawing(line: RawLine, depth: float | None) -> CellSetting | None:
    """Return the setting of a line with a drawing that is anchored `depth` points below its top. If the drawing is
    alone, Word sets the empty line above it if there is room, else below it.
    """
    if line.setting is None or depth is None or line.text.strip():
        return line.setting
    empty = line.setting.leading or 0.0
    return _roomier(line.setting, depth, 0.0 if depth >= empty else empty)


def add_empty_lines(lines: Sequence[RawLine]) -> None:
    """Add the height of empty lines in a cell with a picture to the space after the line above, else before the first
    line.
    """
    if not any(isinstance(run, Picture) for line in lines for run in line.runs):
        return
    shown: RawLine | None = None
    room = 0.0
    for line in lines:
        height = sum(line.distances or ())
        if has_words(line) or line.number:
            line.setting, room, shown = _roomier(line.setting, room, 0.0), 0.0, line
        elif shown is not None:
            shown.setting = _roomier(shown.setting, 0.0, height)
        else:
            room += height


def _roomier(given: CellSetting | None, before: float, after: float) -> CellSetting | None:
    """Return a setting with more space above and below."""
    if given is None:
        return None
    return given._replace(before=(given.before or 0.0) + before, after=(given.after or 0.0) + after)


def _of_end(levels: Sequence[etree._Element], styles: Styles) -> float | None:
    """Return the size of the mark at the end of a paragraph; an empty paragraph has no other size."""
    own = half_points(child(levels[0], "rPr", "sz")) if levels else None
    style = value(child(levels[0], "pStyle")) if levels else ""
    return own or next(_sizes(style or _PLAIN, styles), None)


def _first(line: RawLine, levels: Sequence[etree._Element], styles: Styles) -> int:
    """Return how many twips further in the first line begins, with the tabs at its beginning."""
    at = line.left + line.first
    stops = _stops(levels) + ([line.left] if line.first < 0 else [])
    for _ in range(leading_tabs(line.runs) if line.align in _BEGINNING else 0):
        usual = (at // styles.tab + 1) * styles.tab
        at = min((stop for stop in stops if stop > at), default=usual)
    return at - line.left


def _tab(line: RawLine, first: float, levels: Sequence[etree._Element], styles: Styles, size: float) -> float | None:
    """Return the points from the left edge of a paragraph to its text after the label and a tab; None without a label,
    or if the paragraph itself begins there.
    """
    label, _ = hanging(normalise(line.runs))
    if not label or first < 0:
        return None
    end = line.left + 20 * (first + size * math.fsum(_NARROW if char in _THIN else _WIDE for char in plain(label)))
    usual = (end // styles.tab + 1) * styles.tab
    return (min((stop for stop in _stops(levels) if stop > end), default=usual) - line.left) / 20


def _stops(levels: Sequence[etree._Element]) -> list[int]:
    """Return the tab stops of a paragraph: its own, and those of its styles that it does not clear."""
    found: dict[int, bool] = {}
    for stop in (stop for p in levels for stop in children(child(p, "tabs"), "tab")):
        found.setdefault(twips(stop, "pos") or 0, value(stop) in _STOPS)
    return [place for place, is_kept in found.items() if is_kept]


def leading(lines: Iterable[RawLine]) -> float | None:
    """Return the leading of most lines of a table, in points; None if it is the usual one or not known."""
    counts = Counter(s.leading for line in lines if (s := line.setting) is not None and s.leading)
    found = max(counts, key=lambda n: (counts[n], n), default=_USUAL_LEADING)
    return found if found != _USUAL_LEADING else None


def without_usual(
    given: CellSetting | None, size: float | None, leading: float | None, *, head: bool
) -> CellSetting | None:
    """Return a setting without the size and leading of the whole table, or of heads in the form."""
    if given is None:
        return None
    usual = _USUAL_HEAD if head else (size or _USUAL, leading or _USUAL_LEADING)
    return given._replace(
        size=None if given.size == usual[0] else given.size,
        leading=None if given.leading == usual[1] else given.leading,
    )


def is_placed(properties: etree._Element | None) -> bool:
    """Return True for a paragraph with indents and leading of its own, as files of this project write settings of
    cells.
    """
    indents, spaces = child(properties, "ind"), child(properties, "spacing")
    return all(value(indents, side) for side in ("left", "right")) and bool(value(spaces, "line"))


def is_mostly_exact(exact: Sequence[bool]) -> bool:
    """Return True for a table that is set as in its file: most of its lines have exact heights."""
    return bool(exact) and sum(exact) > _EXACT_SHARE * len(exact)


def _margin(levels: Iterable[etree._Element | None], *sides: str) -> int:
    found = (twips(child(level, side), "w") for level in levels for side in sides)
    return next((n for n in found if n is not None), 0)


def _commonest(sizes: Counter[float]) -> float:
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _sizes_in(paragraph: etree._Element, styles: Styles) -> Counter[float]:
    """Return the number of characters of a paragraph in each size."""
    sizes: Counter[float] = Counter()
    inherited = _of_style(value(child(paragraph, "pPr", "pStyle")) or _PLAIN, styles)
    for run in paragraph.iter(f"{{{W}}}r"):
        words = sum(len((text.text or "").strip()) for text in run.iter(f"{{{W}}}t"))
        sizes[half_points(child(run, "rPr", "sz")) or inherited or 0.0] += words
    return sizes


def _of_style(style: str, styles: Styles) -> float | None:
    return next(_sizes(style, styles), None)


def _sizes(style: str, styles: Styles) -> Iterator[float]:
    for properties in styles.run_properties(style):
        if size := half_points(child(properties, "sz")):
            yield size
