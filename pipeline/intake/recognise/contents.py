"""Recognises lists of contents and links their entries to the headings that they name.

Reads a table below the word for contents, or lines in Word's styles for contents. Gives paragraphs of the role CONTENTS
with level, label and page. `link_entries` adds the links; formats with pages print the page of the heading. An entry
whose heading is not found keeps its page as text, and is a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from pipeline.document import (
    Block,
    Heading,
    Inline,
    Link,
    NoteMark,
    Paragraph,
    Part,
    Picture,
    Role,
    Tab,
    Text,
    plain_text,
)
from pipeline.intake.model.doubts import Doubts
from pipeline.intake.model.lines import cut, has_words, labelled_line
from pipeline.intake.model.manuscript import GridCell, RawLine, RawTable
from pipeline.languages.strings import strings, supported

_PAGE = re.compile(r"\d{1,4}|[ivxl]{1,6}")
_WITH_PAGE = re.compile(r"(.*\S)\s*\t\s*(\d{1,4}|[ivxl]{1,6})\s*", re.DOTALL)
_WORD = "contentsword"
"""Style of the word above the page numbers in files of this project."""
_LEVEL = re.compile(r"\d")
_ROMAN = re.compile(r"[IVXLC]+")
_WRAPPING = " .()\u00a0"
_EDGE = 600
"""Twips. A line without number that begins before this is a line above entries ("Annexes"). Chosen: half the text edge
of the UN's templates [form page-1].
"""
_NEAR = 100
"""Twips between two indents that count as the same. Chosen: less than the steps between levels, 432."""

_ENOUGH = 40
"""Letters and digits at the beginning of a long heading that identify it. Chosen: half a line of print."""

Row = Sequence[GridCell]


def is_contents(grid: RawTable, before: Block | None, language: str) -> bool:
    """Return True for a table below the word for contents if most of its rows end with a page number."""
    if not supported(language) or not isinstance(before, Heading | Paragraph):
        return False
    named = before.text.strip().casefold() == strings(language).html.contents.casefold()
    rows = [row for row in grid.rows if any(map(has_words, _lines(row)))]
    return named and 2 * sum(bool(_page(row)) for row in rows) > len(rows)


def entries(grid: RawTable, anchor: str) -> list[Paragraph]:
    """Return the entries of a table of contents. The word above the page numbers is an entry without words."""
    lines = {number: line for number, row in enumerate(grid.rows) if (line := _entry_line(row)) is not None}
    levels = _levels(list(lines.values()))
    made: list[Paragraph] = []
    for number, row in enumerate(grid.rows):
        name = f"{anchor}-{number + 1}"
        if number in lines:
            made.append(_entry(lines[number], _page(row), levels[len(made) - _heads(made)], name))
        elif above := " ".join(line.text.strip() for line in _lines(row)).strip():
            made.append(Paragraph(role=Role.CONTENTS, inlines=(), page=above, anchor=name))
    return made


def line_entry(line: RawLine, anchor: str) -> Paragraph:
    """Return the entry in a line in a style such as "toc 1": words, a tab, the page. Marks of notes are kept."""
    if line.style == _WORD:
        return Paragraph(role=Role.CONTENTS, inlines=(), page=line.text.strip(), anchor=anchor)
    match, level = _WITH_PAGE.fullmatch(line.text), _LEVEL.search(line.style)
    words, rest = cut(line.runs, match.end(1), len(line.text)) if match else (line.runs, [])
    shown = replace(line, runs=[*words, *(mark for mark in rest if isinstance(mark, NoteMark))])
    return _entry(shown, match[2] if match else "", int(level[0]) if level else 0, anchor)


def _entry(line: RawLine, page: str, level: int, anchor: str) -> Paragraph:
    made = labelled_line(line, heading=True, loose=True)
    return Paragraph(role=Role.CONTENTS, level=level, inlines=made.inlines, label=made.label, page=page, anchor=anchor)


def _heads(made: Sequence[Paragraph]) -> int:
    return sum(not entry.inlines for entry in made)


def _lines(row: Row) -> list[RawLine]:
    return [line for cell in row for line in cell.lines]


def _page(row: Row) -> str:
    """Return the page number in the last cell of a row; "" if there is none."""
    text = " ".join(line.text.strip() for line in row[-1].lines).strip() if len(row) > 1 else ""
    return text if _PAGE.fullmatch(text) else ""


def _entry_line(row: Row) -> RawLine | None:
    """Return the line with the words of an entry; None for a row with words in its last column only ("Page")."""
    cells = row[:-1] if len(row) > 1 else row
    return next((line for line in _lines(cells) if has_words(line)), None)


def _levels(lines: Sequence[RawLine]) -> list[int]:
    """Return the level of each entry, from its number, else from its indent; 0 for a line above entries."""
    by_number = list(_by_number(lines))
    edges: dict[int, int] = {}
    for line, level in zip(lines, by_number, strict=True):
        if level and line.left >= _EDGE:
            edges.setdefault(level, line.left)
    lowest = max(by_number, default=0)
    for left in sorted({line.left for line, level in zip(lines, by_number, strict=True) if not level}):
        if left >= _EDGE and not _at(edges, left):
            lowest += 1
            edges[lowest] = left
    return [level or _at(edges, line.left) for line, level in zip(lines, by_number, strict=True)]


def _at(edges: dict[int, int], left: int) -> int:
    """Return the level whose entries have this indent; 0 if there is none."""
    return next((level for level, edge in edges.items() if abs(edge - left) <= _NEAR), 0)


def _by_number(lines: Sequence[RawLine]) -> Iterator[int]:
    """Yield the level of each numbered entry, 0 for others. Each new kind of number is one level below the one before
    it.
    """
    shapes: list[str] = []
    before = ""
    for line in lines:
        label = (line.number or plain_text(labelled_line(line, heading=True, loose=True).label)).strip(_WRAPPING)
        shape = f"depth {line.depth}" if line.number else _shape(label, before)
        if not shape:
            yield 0
            continue
        if shape not in shapes:
            shapes.append(shape)
        before = label
        yield shapes.index(shape) + 1


def _shape(label: str, before: str) -> str:
    """Return the kind of a number. "I" is a letter after "H", else a Roman numeral."""
    if _ROMAN.fullmatch(label) and not (len(before) == len(label) == 1 and ord(label) == ord(before) + 1):
        return "roman"
    return (
        "letter" if label.isalpha() and label.isupper() else "figure" if label[:1].isdigit() else "other" * bool(label)
    )


def link_entries(parts: Sequence[Part], doubts: Doubts) -> list[Part]:
    """Return the parts with each entry of contents linked to the next heading with its words.

    The words above the page numbers ("Page") have no heading, and none is missing.
    """
    if not any(isinstance(b, Paragraph) and b.role is Role.CONTENTS for part in parts for b in part.blocks):
        return list(parts)
    finder = _Finder([named for part in parts for named in _named(part.blocks)], doubts)
    return [replace(part, blocks=tuple(_link_lines_above(list(map(finder.linked, part.blocks))))) for part in parts]


def _link_lines_above(blocks: list[Block]) -> list[Block]:
    """Return the blocks with each line above entries ("Annexes") linked to the target of the first entry below it."""
    below: Link | None = None
    for number in reversed(range(len(blocks))):
        block = blocks[number]
        if not isinstance(block, Paragraph) or block.role is not Role.CONTENTS:
            below = None
        elif block.target:
            below = Link(f"#{block.target}")
        elif block.inlines and not block.level and below is not None:
            blocks[number] = replace(block, inlines=_linked(block.inlines, below))
    return blocks


def _linked(inlines: Sequence[Inline], link: Link) -> tuple[Inline, ...]:
    return tuple(replace(i, link=link) if isinstance(i, Text) else i for i in inlines)


def _named(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """Yield the words and the anchor of each heading. Two headings in a row also count as one: the entry "Subprogramme
    1. Trade" names "Subprogramme 1" with "Trade" below it.
    """
    for block, after in zip_longest(blocks, blocks[1:]):
        if isinstance(block, Heading):
            words = _words(block)
            yield _key(words), block.anchor
            if isinstance(after, Heading):
                yield _key(words + _words(after)), block.anchor


def _words(heading: Heading) -> str:
    """Return the words of a heading, without the alternative texts of pictures in it."""
    return plain_text([inline for inline in heading.inlines if not isinstance(inline, Picture)])


class _Finder:
    """Finds headings by their words, in reading order."""

    def __init__(self, named: Sequence[tuple[str, str]], doubts: Doubts) -> None:
        self._named = named
        self._at = 0
        self._doubts = doubts

    def linked(self, block: Block) -> Block:
        """Return an entry of contents with the link to its heading; any other block unchanged."""
        if not isinstance(block, Paragraph) or block.role is not Role.CONTENTS or not block.page or not block.inlines:
            return block
        anchor = self._find(_key(plain_text(block.inlines)))
        if anchor:
            return replace(block, inlines=_linked(block.inlines, Link(f"#{anchor}")))
        self._doubts.add(
            "contents", f"no heading reads “{block.text}”", f"the page {block.page} is kept as it is", block.text
        )
        return replace(block, inlines=(*block.inlines, Tab(), Text(block.page)), page="")

    def _find(self, key: str) -> str:
        """Return the anchor of the next heading with these words, else of the first one; "" if there is none.

        Of long headings the beginning is compared.
        """
        places = [n for n, (words, _) in enumerate(self._named) if words == key]
        if not places and len(key) > _ENOUGH:
            places = [n for n, (words, _) in enumerate(self._named) if words[:_ENOUGH] == key[:_ENOUGH]]
        if not places:
            return ""
        place = next((n for n in places if n >= self._at), places[0])
        self._at = place + 1
        return self._named[place][1]


def _key(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
