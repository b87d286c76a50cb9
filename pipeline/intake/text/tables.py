"""Tables between drawn rules in a plain text.

Reads lines. Gives the places of tables and their rows: cells divided by a character, one record per line, or columns of
spaces. A table begins and ends with rules of the same character and length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.characters.labels import kind_of

_RULE = re.compile(r"\s*([-─_═—])(\1{9,})\s*")
_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
_SEPARATOR = re.compile(r"(?:^|(?<= ))\|(?: |$)")
_LABEL = re.compile(r"\s*(\S{1,8}) {1,4}\S")
_SHARE = 0.2
"""Share of lines in columns, at least. Chosen: two lines of a block of ten."""
_MASTHEAD = 3
"""First lines in which a rule belongs to the masthead. Chosen: the rule is under its first or second row."""
_LEAST = 9
"""Spaces at the beginning of a line in a further column, at least. Chosen: wider than any indent in a column."""


class DrawnTable(NamedTuple):
    """Rows with the words of their cells, and the number of head rows."""

    rows: list[list[str]]
    heads: int


def tables(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of the first and the last line (rules) of each table, from 0."""
    rules = [n for n, line in enumerate(lines) if _RULE.fullmatch(line)]
    begin: int | None = None
    top = next((n for n, line in enumerate(lines) if line.strip()), 0) + _MASTHEAD
    for first, last in pairwise([*rules, len(lines)]):
        inside = first > top and last < len(lines) and _same(lines[first], lines[last])
        chunk = lines[first + 1 : last]
        if inside and (_is_drawn(chunk) or (begin is not None and any(_separated(line) for line in chunk))):
            begin = first if begin is None else begin
        elif begin is not None:
            yield begin, first
            begin = None


def _same(one: str, other: str) -> bool:
    return one.rstrip() == other.rstrip()


def _is_drawn(chunk: Sequence[str]) -> bool:
    """Return True if enough lines are in columns, or one has the character between cells."""
    filled = [line for line in chunk if line.strip()]
    if any(_separated(line) for line in filled):
        return True
    columns = sum(1 for line in filled if _in_columns(line))
    return columns > 0 and columns >= _SHARE * len(filled)


def _separated(line: str) -> bool:
    return _SEPARATOR.search(line.strip()) is not None


def _in_columns(line: str) -> bool:
    label = _LABEL.match(line)
    if label and (kind_of(label[1]) or label[1].startswith(("[", "("))):
        return False
    return _GAP.search(line.strip()) is not None or len(line) - len(line.lstrip(" ")) >= _LEAST


def drawn(lines: Sequence[str]) -> DrawnTable:
    """Return the rows of a table. The first and the last of `lines` are its rules."""
    chunks: list[list[str]] = []
    for line in lines:
        if _RULE.fullmatch(line):
            chunks.append([])
        else:
            chunks[-1].append(line)
    chunks = [chunk for chunk in chunks if any(line.strip() for line in chunk)]
    records = any(_separated(line) for line in lines)
    parts = [_records(chunk) for chunk in chunks] if records else _columns(chunks)
    rows = [row for part in parts for row in part]
    count = max(map(len, rows))
    heads = len(parts[0]) if len(parts) > 1 else 0
    return DrawnTable([[*row, *[""] * (count - len(row))] for row in rows], heads)


def _records(chunk: Sequence[str]) -> list[list[str]]:
    """Return a row for each record. A line that begins further in continues the one before."""
    found: list[str] = []
    for line in filter(str.strip, chunk):
        if line.startswith("  ") and found:
            found[-1] += f" {line.strip()}"
        else:
            found.append(line.strip())
    return [[cell.strip() for cell in _SEPARATOR.split(record)] for record in found]


def _columns(chunks: Sequence[Sequence[str]]) -> list[list[list[str]]]:
    """Return the cells by their columns. Rows are divided by empty lines, or else by lines."""
    pieces = [_pieces(line) for chunk in chunks for line in chunk]
    places = _places([p for p in pieces if p])
    loose = any(not line.strip() for chunk in chunks[1:] for line in chunk)
    found = []
    for number, chunk in enumerate(chunks):
        head = number == 0 and len(chunks) > 1
        found.append([_row(group, places) for group in _groups(chunk, head or loose)])
    return found


def _pieces(line: str) -> list[tuple[int, int, str]]:
    """Return begin, end and words of each stretch between gaps."""
    found, at = [], 0
    for part in re.split(r"( {2,})", line):
        if part.strip():
            found.append((at, at + len(part), part.strip()))
        at += len(part)
    return found


def _places(lines: Sequence[list[tuple[int, int, str]]]) -> list[tuple[int, int]]:
    """Return where the columns begin and end, from the lines with most cells."""
    most = max(map(len, lines))
    full = [line for line in lines if len(line) == most]
    return [(min(line[n][0] for line in full), max(line[n][1] for line in full)) for n in range(most)]


def _groups(chunk: Sequence[str], loose: bool) -> list[list[str]]:
    if not loose:
        return [[line] for line in chunk if line.strip()]
    groups: list[list[str]] = [[]]
    for line in chunk:
        if line.strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _row(lines: Sequence[str], places: Sequence[tuple[int, int]]) -> list[str]:
    """Return the cells of a row whose words are in one or more lines."""
    cells = [""] * len(places)
    for line in lines:
        for begin, end, words in _pieces(line):
            column = min(range(len(places)), key=lambda n: _away(begin, end, *places[n]))
            cells[column] = f"{cells[column]} {words}".strip()
    return cells


def _away(begin: int, end: int, first: int, last: int) -> tuple[int, int]:
    """Return the distance of a stretch from a column; those that overlap most are nearest."""
    shared = min(end, last) - max(begin, first)
    return -max(0, shared), abs(begin - first)
