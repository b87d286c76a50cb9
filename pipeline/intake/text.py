"""The reader of plain text.

Reads the bytes of a text file: lines wrapped or not, this project's own or typed by hand. Gives a `Manuscript`:
paragraphs put together again, notes at their marks, tables drawn with blanks, headings by their underline or shape. A
text says little of itself, so most of what is found here is a guess, and a doubt.
"""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.document import LineBreak, NoteMark
from pipeline.errors import MalformedError, Place, RefusedInputError
from pipeline.forms.load import read_toml
from pipeline.intake.doubts import Doubts
from pipeline.intake.manuscript import Grid, GridCell, Line, Manuscript, Remark
from pipeline.intake.style_table import FOLDER
from pipeline.intake.text_blocks import Stretch, is_drawn, joined, stretches
from pipeline.intake.text_head import masthead, words_of_the_form
from pipeline.prepare import languages
from pipeline.prepare.labels import LabelKind, kind_of
from pipeline.prepare.whitespace import Raw, Run

_NOTE = re.compile(r"\s*\[\(?(?P<mark>\d{1,3}|\*{1,4}|[a-z])\)?\]\s+(?P<text>\S.*)", re.DOTALL)
_MARK = re.compile(r"\[\(?(\d{1,3}|\*{1,4}|[a-z])\)?\]")
_LABEL = re.compile(r"(\S{1,8}|\d{1,3} ?[-–])(\t|\s+)(?=\S)")
_TITLE_NUMBER = re.compile(r"(\d{1,3}/\d{1,4}(?: ?[A-Z])?\.)\s+(?=\S)")
_COLUMNS = re.compile(r"(?<=\S)(?: {3,}|\t+)(?=\S)")
_EDGE, _CHARACTER = 1267, 119
"""Text edge in twips, and what a character of indent counts."""
_LONGEST_HEADING = 90
_LONGEST_LABEL = 40
_RIGHT = 30
"""Blanks before a line that is set at the right."""
_UNDERLINES = {"=": "hch", "-": "h23"}


def read_text(data: bytes, path: Path) -> Manuscript:
    """The manuscript in a text file. Raises RefusedInputError for one too large, MalformedError for what is no text."""
    most = int(read_toml(FOLDER / "limits.toml")["text"]["file"])
    if len(data) > most:
        raise RefusedInputError(f"the file has {len(data):,} bytes; the limit is {most:,}", place=Place(path))
    doubts = Doubts()
    text = _decoded(data, path, doubts)
    language = languages.told_by(text) or "en"
    return _Reader(path.name, text, language, doubts).read()


def _decoded(data: bytes, path: Path, doubts: Doubts) -> str:
    """The characters of the file: Unicode by its mark or form, else Western, which is a doubt."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        doubts.add("file", "it is not in Unicode", "read as Western (Windows-1252)")
        text = data.decode("cp1252", errors="replace")
    if "\0" in text or text.count("\ufffd") > len(text) // 20:
        raise MalformedError("not a text file", place=Place(path), remedy="give a .txt or .docx file")
    kept = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", " ", text.replace("\r\n", "\n").replace("\r", "\n"))
    return kept.expandtabs(8) if "\n" in kept and "\t" not in kept.strip("\t") else kept


class _Reader:
    """Reads one text."""

    def __init__(self, name: str, text: str, language: str, doubts: Doubts) -> None:
        self._language = language
        self._doubts = doubts
        self._made = Manuscript(name=name, language=language, doubts=doubts)
        self._remarks: dict[str, Remark] = {}
        self._noted: set[int] = set()
        """Numbers of the stretches that are notes."""
        self._titled = False
        self._blocks = stretches(text)

    def read(self) -> Manuscript:
        """The whole text."""
        blocks = [block for block in self._blocks if not words_of_the_form(block, self._language)]
        head = masthead(blocks, self._language)
        self._made.masthead = head.lines
        self._notes(blocks[head.blocks :])
        for block in blocks[head.blocks :]:
            if block.table:
                self._table(block)
            elif not block.rule and block.number not in self._noted:
                self._paragraph(block)
        self._made.remarks = list(self._remarks.values())
        return self._made

    def _notes(self, blocks: list[Stretch]) -> None:
        """Take the notes: "[1]  Text", where the text calls the mark; any other such line stays a paragraph."""
        found = [(block, _NOTE.match(joined(block.lines))) for block in blocks if not block.table]
        called = {mark for block, match in found if not match for mark in _MARK.findall(joined(block.lines))}
        called |= {mark for block in blocks if block.table for mark in _MARK.findall(joined(block.lines))}
        for block, match in found:
            if match is None:
                continue
            mark, place = match["mark"], f"line {block.number}"
            if mark in called and mark not in self._remarks:
                line = Line(runs=[Run(match["text"])], place=place)
                self._remarks[mark] = Remark(id=f"note-{mark}", mark=mark, lines=[line])
                self._noted.add(block.number)
            else:
                self._doubts.add(place, "a note that nothing calls", "a paragraph", match["text"])

    def _paragraph(self, block: Stretch) -> None:
        text = joined(block.lines)
        style = self._style(block, text)
        left = block.indent if len(block.lines) == 1 else min(_indent(line) for line in block.lines[1:])
        if style == "closingmeeting":
            text = "\n".join(part.strip() for part in block.lines)
        line = Line(runs=self._runs(_tabbed(text)), place=f"line {block.number}", style=style,
                    left=_EDGE + _CHARACTER * left)  # fmt: skip
        self._made.pieces.append(line)

    def _style(self, block: Stretch, text: str) -> str:
        """The name of the style that a paragraph would have in a Word file."""
        if block.underline or _TITLE_NUMBER.match(text):
            first, self._titled = not self._titled, True
            return "titleh1" if first else _UNDERLINES.get(block.underline, "hch")
        words = languages.language(self._language)
        if len(text) <= _LONGEST_LABEL and (words.annex.match(text) or words.appendix.match(text)):
            return "h23"
        if block.indent >= _RIGHT and all(len(line.strip()) < _LONGEST_LABEL for line in block.lines):
            return "originallanguage" if text[:1] == "[" else "closingmeeting"
        if self._is_heading(block, text):
            self._doubts.add(f"line {block.number}", "a short line of its own", "a heading", text)
            return "h23"
        return "singletxt"

    def _is_heading(self, block: Stretch, text: str) -> bool:
        alone = len(block.lines) == 1 and len(text) <= _LONGEST_HEADING and not _LABEL.match(text)
        return alone and block.indent < 30 and text.isupper() and sum(c.isalpha() for c in text) > 3

    def _runs(self, text: str) -> list[Raw]:
        """The text with its note marks."""
        found: list[Raw] = []
        at = 0
        for match in _MARK.finditer(text):
            remark = self._remarks.get(match[1])
            if remark is None:
                continue
            found += [Run(text[at : match.start()]), NoteMark(remark.id)]
            at = match.end()
        found.append(Run(text[at:]))
        return [raw for run in found for raw in _broken(run)]

    def _table(self, block: Stretch) -> None:
        """Columns drawn with blanks; where a cell goes over several lines, each is a row."""
        rows = [re.split(_COLUMNS, line.strip()) for line in block.lines if line.strip() and not is_drawn(line)]
        count = max(len(row) for row in rows)
        place = f"line {block.number}"
        self._doubts.add(place, "a table drawn with blanks", f"{len(rows)} rows, {count} columns", " ".join(rows[0]))
        made = []
        for row in rows:
            cells = [*row, *[""] * (count - len(row))]
            made.append([GridCell(lines=[Line(runs=self._runs(cell), place=place)] if cell else []) for cell in cells])
        self._made.pieces.append(Grid(rows=made, place=place))


def _broken(raw: Raw) -> list[Raw]:
    """A run with its line breaks apart."""
    if not isinstance(raw, Run):
        return [raw]
    pieces: list[Raw] = []
    for number, part in enumerate(raw.text.split("\n")):
        pieces += [*([LineBreak()] if number else []), *([raw._replace(text=part)] if part else [])]
    return pieces


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _tabbed(text: str) -> str:
    """The text with a tab after its label: "1.  Takes note" as typed in a Word file."""
    text = text.strip()
    match = _TITLE_NUMBER.match(text)
    if match is not None:
        return f"{match[1]}\t{text[match.end() :]}"
    match = _LABEL.match(text)
    kind = kind_of(match[1]) if match else LabelKind.NONE
    if match is None or not kind or (kind is LabelKind.SECTION and match[2] == " "):
        return text
    return f"{match[1]}\t{text[match.end() :]}"
