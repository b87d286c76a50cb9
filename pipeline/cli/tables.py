"""Tables for people: rows of text in columns that fit the terminal.

Reads rows, and the `Batch` of a build. Gives lines for standard output, no wider than the terminal (80 columns if there
is not one): cells of text are wrapped, paths after a slash; a name that is too long even so loses its middle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

from pipeline.cli.terminal import width as terminal_width
from pipeline.errors import visible
from pipeline.files import counted, shown
from pipeline.publish.batch import Batch
from pipeline.publish.job import DocumentResult, FileResult, State
from pipeline.publish.storage import remote

_MOST_ROWS = 100
"""Most rows of a table of files; a longer one is given as totals by format. Chosen: about two screens."""

_NUMBERS = frozenset({"pages", "size", "seconds", "built", "unchanged", "failed"})
"""Heads of columns whose cells are at the right and are never wrapped."""

_BREAK = re.compile(r"[^\s/]*/|[^\s/]+\s*|\s+")
"""A folder with its slash, or a word with the spaces after it."""

_GAP = 2
"""Columns of space between two columns of a table. Chosen: the least that reads as a gap."""
_NARROWEST = 12
"""Characters that a column of words keeps. Chosen: a shorter name is not recognised."""


def columns(rows: Sequence[Mapping[str, str]], width: int | None = None) -> Iterator[str]:
    """Yield rows as aligned lines under their heads, no wider than `width` (default: that of the terminal)."""
    if not rows:
        return
    heads = list(rows[0])
    rows = [{head: visible(cell) for head, cell in row.items()} for row in rows]
    cells_of = {head: [head, *(row[head] for row in rows)] for head in heads}
    widths = _fitted(cells_of, terminal_width() if width is None else width)
    for row in ({head: head for head in heads}, *rows):
        cells = [_cell(row[head], widths[head]) for head in heads]
        for parts in zip_longest(*cells, fillvalue=""):
            aligned = (_aligned(part, head, widths[head]) for part, head in zip(parts, heads, strict=True))
            yield (" " * _GAP).join(aligned).rstrip()


def _aligned(part: str, head: str, width: int) -> str:
    return part.rjust(width) if head in _NUMBERS else part.ljust(width)


def _fitted(cells: Mapping[str, Sequence[str]], width: int) -> dict[str, int]:
    """Return the widths of columns: words are wrapped before any word is shortened."""
    widths = {head: max(map(len, column)) for head, column in cells.items()}
    words = {head: max(len(head), *map(_longest_piece, column)) for head, column in cells.items()}
    room = width - _GAP * (len(widths) - 1)
    for least in (words, {head: max(len(head), _NARROWEST) for head in words}):
        while sum(widths.values()) > room:
            open_to = [head for head in widths if head not in _NUMBERS and widths[head] > least[head]]
            if not open_to:
                break
            widths[max(open_to, key=lambda head: widths[head])] -= 1
    return widths


def _pieces(text: str) -> list[str]:
    """Return the parts of a text between which a line may end: words, and folders of a path."""
    return _BREAK.findall(text)


def _longest_piece(text: str) -> int:
    return max((len(piece.rstrip()) for piece in _pieces(text)), default=0)


def _cell(text: str, width: int) -> list[str]:
    """Return the lines of a cell: broken between words and after slashes; a longer piece loses its middle."""
    lines = [""]
    for piece in _pieces(text):
        short = _shortened(piece.rstrip(), width) + " " * (len(piece) - len(piece.rstrip()))
        if len(lines[-1]) + len(short.rstrip()) > width and lines[-1]:
            lines.append("")
        lines[-1] += short
    return [line.rstrip() for line in lines]


def _shortened(word: str, width: int) -> str:
    """Return a word with "…" for its middle if it is wider than `width`; the end of a file name says more."""
    if len(word) <= width:
        return word
    end = (width - 1) * 2 // 3
    return f"{word[: width - 1 - end]}…{word[len(word) - end :]}"


# --- of a build


def summary(batch: Batch, width: int | None = None) -> str:
    """Return the table of files and one line of totals."""
    files = [(result, file) for result in batch.results for file in result.files]
    rows = _totals(files) if len(files) > _MOST_ROWS else [_row(batch, file) for _, file in files]
    return "\n".join([*columns(rows, width), *([""] if rows else []), _last_line(batch, files)])


def _row(batch: Batch, file: FileResult) -> dict[str, str]:
    """Return a file by its path in the output folder, which the last line names."""
    inside = file.path.removeprefix(batch.out.rstrip("/\\")).lstrip("/\\")
    return {
        "file": inside,
        "pages": str(file.pages or "-"),
        "size": f"{file.size:,}" if file.size else "-",
        "seconds": f"{file.seconds:.2f}" if file.state is State.BUILT else str(file.state),
    }


def _totals(files: list[tuple[DocumentResult, FileResult]]) -> list[dict[str, str]]:
    """Return one row a format."""
    rows = []
    for format in dict.fromkeys(file.format for _, file in files):
        chosen = [file for _, file in files if file.format == format]
        rows.append({
            "format": format,
            **{str(state): str(sum(f.state is state for f in chosen)) for state in State},
            "pages": f"{sum(f.pages or 0 for f in chosen):,}",
            "size": f"{sum(f.size for f in chosen):,}",
            "seconds": f"{sum(f.seconds for f in chosen):.2f}",
        })  # fmt: skip
    return rows


def _last_line(batch: Batch, files: list[tuple[DocumentResult, FileResult]]) -> str:
    built = [result for result in batch.results if result.state is not State.UNCHANGED]
    counts = ", ".join(f"{batch.count(state)} {state}" for state in State if batch.count(state))
    rate = f", {len(built) / batch.seconds:.1f} documents/s" if batch.seconds >= 1 and built else ""
    over = f"; {counted(batch.passed_over, 'file')} passed over, not XML" if batch.passed_over else ""
    lost = sum(1 for _, f in files if f.failure and f.failure.lost_words)
    words = f"; {counted(lost, 'file')} lost words" if lost else ""
    letters = sum(int(f.proof.get("unordered", 0)) for _, f in files)
    partly = f"; {letters:,} right-to-left words in PDF proved by their letters only" if letters else ""
    where = batch.out if remote(batch.out) else f"{shown(Path(batch.out))}/"
    documents = counted(len(batch.results), "document")
    return f"{documents} in {where}: {counts or 'none'} in {batch.seconds:.2f} s{rate}{over}{words}{partly}"
