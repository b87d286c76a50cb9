"""How closely a PDF overlays the print of the same document.

Reads PDF files. Gives printed lines, and the result for each line of the print in the PDF. A line is all glyphs on one
baseline, cut where a gap is wider than `GAP`; spaces, raised figures and what only draws with letters (underscores, bar
codes) are left out. Places are points from the upper left corner of the page.
"""

from __future__ import annotations

import ctypes
import difflib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

GAP = 30.0
NEAR = 1.5
"""Points by which a line may be elsewhere and still overlays."""
_RAISED = 6.9
"""Glyphs of a smaller size are marks of notes."""
_DRAWN = re.compile(r"_+|\*\d+\*")
_FOLDED = str.maketrans({"\u2010": "-", "\u2011": "-", "\u00ad": "-", "\u2019": "'", "\u2018": "'", "\u02bc": "'"})
_SOFT = 2  # what pdfium gives for a hyphen at the end of a line
_TOPS = {"T1": 82.3, "T3": 84.5, "T2": 86.4}
"""First baseline of text on later pages, by set-up of New York [form set-ups]."""
_HEAD = 70.0
_SAME_TOP = 0.7


class Line(NamedTuple):
    """A printed line: its characters without spaces, page from 1 on, edges and baseline."""

    text: str
    page: int
    left: float
    right: float
    y: float


class Fate(StrEnum):
    """Result for a line of the print."""

    OVERLAID = "overlaid"
    BROKEN = "breaks otherwise"
    MOVED = "on another page"
    SHIFTED = "higher or lower"
    WIDER = "wider or narrower"


class _Glyph(NamedTuple):
    left: float
    right: float
    y: float
    char: str


def lines(path: Path) -> tuple[list[Line], int]:
    """Return the lines of a PDF from top to bottom, page by page, and the number of pages."""
    with pypdfium2.PdfDocument(path) as pdf:
        found = [line for number, page in enumerate(pdf, 1) for line in _of_page(page, number)]
        return found, len(pdf)


def fates(printed: Sequence[Line], ours: Sequence[Line]) -> Counter[Fate]:
    """Return how many lines of the print met each fate."""
    match = difflib.SequenceMatcher(None, [a.text for a in printed], [b.text for b in ours], autojunk=False)
    found = Counter(
        _fate(printed[block.a + k], ours[block.b + k])
        for block in match.get_matching_blocks()
        for k in range(block.size)
    )
    found[Fate.BROKEN] = len(printed) - found.total()
    return found


def set_up(printed: Sequence[Line]) -> str:
    """Return the set-up that a print of New York shows by the first baselines of its later pages; "" for one page."""
    tops: dict[int, float] = {}
    for line in printed:
        if line.page > 1 and line.y > _HEAD:
            tops[line.page] = min(line.y, tops.get(line.page, line.y))
    votes = Counter(name for y in tops.values() for name, top in _TOPS.items() if abs(y - top) < _SAME_TOP)
    return votes.most_common(1)[0][0] if votes else ""


def _fate(line: Line, other: Line) -> Fate:
    if line.page != other.page:
        return Fate.MOVED
    if abs(line.y - other.y) > NEAR:
        return Fate.SHIFTED
    wide = max(abs(line.left - other.left), abs(line.right - other.right)) > NEAR
    return Fate.WIDER if wide else Fate.OVERLAID


def _of_page(page: pypdfium2.PdfPage, number: int) -> Iterator[Line]:
    for row in _rows(page):
        run: list[_Glyph] = []
        for glyph in sorted(row):
            if run and glyph.left - run[-1].right > GAP:
                yield from _line(run, number)
                run = []
            run.append(glyph)
        yield from _line(run, number)


def _line(run: Sequence[_Glyph], number: int) -> Iterator[Line]:
    text = "".join(glyph.char for glyph in run)
    if not _DRAWN.fullmatch(text):
        y = sorted(glyph.y for glyph in run)[len(run) // 2]
        yield Line(text, number, run[0].left, run[-1].right, y)


def _rows(page: pypdfium2.PdfPage) -> list[list[_Glyph]]:
    """Return the glyphs of a page by baseline, from top to bottom; baselines a point apart are one."""
    rows: defaultdict[int, list[_Glyph]] = defaultdict(list)
    for glyph in _glyphs(page):
        rows[round(page.get_height() - glyph.y)].append(glyph)
    found: list[tuple[int, list[_Glyph]]] = []
    for y, row in sorted(rows.items()):
        if found and y - found[-1][0] <= 1:
            found[-1][1].extend(row)
        else:
            found.append((y, row))
    height = page.get_height()
    return [[glyph._replace(y=height - glyph.y) for glyph in row] for _, row in found]


def _glyphs(page: pypdfium2.PdfPage) -> Iterator[_Glyph]:
    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    box = [ctypes.c_double() for _ in range(4)]
    matrix = raw.FS_MATRIX()
    for index in range(text.count_chars()):
        char = _character(text.raw, index)
        raw.FPDFText_GetMatrix(text.raw, index, matrix)
        size = raw.FPDFText_GetFontSize(text.raw, index) * abs(matrix.d or 1.0)
        if char and size >= _RAISED:
            raw.FPDFText_GetCharOrigin(text.raw, index, x, y)
            raw.FPDFText_GetCharBox(text.raw, index, *box)
            yield _Glyph(box[0].value, box[1].value, y.value, char)


def _character(text: object, index: int) -> str:
    """Return the character, folded; "" for spaces and what pdfium adds."""
    code = raw.FPDFText_GetUnicode(text, index)
    if code == _SOFT:
        return "-"
    char = unicodedata.normalize("NFKC", chr(code)).translate(_FOLDED) if code else ""
    added = raw.FPDFText_IsGenerated(text, index) == 1 and char != "-"
    return "" if added or not char.strip() else char
