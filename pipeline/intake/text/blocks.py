"""Divides a plain text into paragraphs, rules and tables.

Reads characters. Gives `Stretch`es in order: the lines between empty lines, single lines of a text without line breaks,
headings with the line drawn under them, tables with the lines drawn around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.characters.labels import LabelKind, kind_of
from pipeline.intake.text.tables import tables

_DRAWN = re.compile(r"\s*([-=_─═*~])(?:\s?\1){4,}\s*")
_COLUMNS = re.compile(r"(?<=\S) {3,}(?=\S)")
_LABEL = re.compile(r"\s*(\S{1,8}|\d{1,3} ?[-–])(?:\t| +)\S")
_UNWRAPPED = 100
"""Characters of a line that no program has wrapped. Chosen: beyond the widths of mail programs and editors."""
_SHARE = 0.15
"""Share of long lines in a text with line breaks, at most. Chosen: tables have some long lines."""
_HAN = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_ENDS = (";", ".", ":", ",", "；", "。", "：", "،", "؛")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines that belong together, with the number of the first."""

    lines: tuple[str, ...]
    number: int
    underline: str = ""
    """Character of which the line under it consists; "" for none."""
    table: bool = False
    ruled: bool = False
    """True for a table between drawn rules."""

    @property
    def rule(self) -> bool:
        """True for a drawn line alone."""
        return len(self.lines) == 1 and is_drawn(self.lines[0])

    @property
    def indent(self) -> int:
        """Spaces before the first line."""
        return len(self.lines[0]) - len(self.lines[0].lstrip(" "))


def is_drawn(line: str) -> bool:
    """Return True for a line that consists of characters such as - or =."""
    return _DRAWN.fullmatch(line) is not None


def stretches(text: str) -> list[Stretch]:
    """Return the stretches of a text."""
    lines = text.split("\n")
    filled = [line for line in lines if line.strip()]
    long = sum(1 for line in filled if len(line) > _UNWRAPPED)
    wrapped = long <= _SHARE * len(filled)
    found: list[Stretch] = []
    at = 0
    for begin, end in [*tables(lines), (len(lines), len(lines))]:
        plain: list[Stretch] = []
        for number, block in _blocks(lines[at:begin]):
            plain += _parted(block, at + number) if wrapped else _one_by_one(block, at + number)
        found += _with_tables(plain)
        if begin < len(lines):
            found.append(Stretch(tuple(lines[begin : end + 1]), begin + 1, table=True, ruled=True))
        at = end + 1
    return found


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines between blank lines, with the number of the first."""
    block: list[str] = []
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            block.append(line.rstrip())
        elif block:
            yield number - len(block), block
            block = []


def _one_by_one(block: list[str], number: int) -> list[Stretch]:
    return [Stretch((line,), number + place) for place, line in enumerate(block)]


def _parted(block: list[str], number: int) -> list[Stretch]:
    """Return a block divided at drawn lines and before labels. A line drawn under it makes it a heading."""
    found: list[Stretch] = []
    begin = 0
    for place, line in enumerate([*block, "-----"]):
        if not is_drawn(line) and not _begins(block, place, begin):
            continue
        last = block[begin:place]
        drawn = is_drawn(line) and place < len(block)
        if last:
            under = line.strip()[0] if drawn and len(block) == place + 1 and len(last) < 5 else ""
            found.append(Stretch(tuple(last), number + begin, under))
        if drawn and not (found and found[-1].underline):
            found.append(Stretch((line,), number + place))
        begin = place + 1 if is_drawn(line) else place
    return found


def _begins(block: list[str], place: int, begin: int) -> bool:
    """Return True for a line that begins a paragraph within its block: with a label, after the end of a clause."""
    if place <= begin:
        return False
    match = _LABEL.match(block[place])
    kind = kind_of(match[1]) if match else LabelKind.NONE
    if kind in (LabelKind.NONE, LabelKind.SECTION) and not (match and match[1].startswith("[")):
        return False
    return block[place - 1].rstrip().endswith(_ENDS) or block[place].startswith("[")


def _with_tables(found: list[Stretch]) -> list[Stretch]:
    """Return the stretches with those in columns, and those between two drawn lines, joined as tables."""
    result: list[Stretch] = []
    for block in found:
        columns = sum(1 for line in block.lines if _COLUMNS.search(line.strip()) and not _LABEL.match(line))
        if (
            columns > len(block.lines) / 2
            and (len(block.lines) > 1 or (result and result[-1].table))
            and not block.rule
        ):
            last = result[-1] if result else None
            if last is not None and last.table:
                result[-1] = Stretch((*last.lines, *block.lines), last.number, table=True)
            else:
                result.append(Stretch(block.lines, block.number, table=True))
        else:
            result.append(block)
    return result


def joined(lines: Sequence[str]) -> str:
    """Return wrapped lines as one line: with a space between them, between Chinese characters without."""
    text = ""
    for line in map(str.strip, lines):
        touches = text and line and _HAN.match(text[-1]) and _HAN.match(line[0])
        text += line if not text or touches else f" {line}"
    return text
