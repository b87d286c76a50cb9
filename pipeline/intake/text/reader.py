"""The reader of plain text.

Reads the bytes of a text file, with line breaks or without, made by this project or typed by hand. Gives a
`RawDocument`: paragraphs joined from their lines, notes at their marks, tables from columns of spaces, headings by
underline or shape. A text file has no styles, so most of this is a guess, and a doubt.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from pipeline.characters.labels import LabelKind, kind_of
from pipeline.characters.whitespace import Raw, Run
from pipeline.document import Align, LineBreak, NoteMark
from pipeline.errors import MalformedError, Place, RefusedInputError
from pipeline.intake.model.arrived import Held
from pipeline.intake.model.doubts import Doubts
from pipeline.intake.model.manuscript import GridCell, RawDocument, RawLine, RawNote, RawTable
from pipeline.intake.text.blocks import Stretch, is_drawn, joined, stretches
from pipeline.intake.text.head import masthead, words_of_the_form
from pipeline.intake.text.headings import at_right, headings
from pipeline.intake.text.tables import drawn
from pipeline.intake.vocabulary.limits import limits
from pipeline.intake.vocabulary.words import speaks_of
from pipeline.languages.detection import detected
from pipeline.languages.patterns import patterns

_NOTE = re.compile(r"\s*\[\(?(?P<mark>\d{1,3}|\*{1,4}|[a-z])\)?\]\s+(?P<text>\S.*)", re.DOTALL)
_MARK = re.compile(r"\[\(?(\d{1,3}|\*{1,4}|[a-z])\)?\]")
_ROUND_NOTE = re.compile(r"\s*\((?P<mark>\d{1,3})\)\s+(?P<text>\S.*)", re.DOTALL)
_ROUND_MARK = re.compile(r"(?<=[^\s(])\((\d{1,3})\)")
"""Marks of notes in Arabic texts, read only if the notes are below a rule."""
_LABEL = re.compile(r"(\S{1,8} [-–]|\S{1,8}|\d{1,3}[-–])(\t|\s+)(?=\S)")
_TITLE_NUMBER = re.compile(r"(\d{1,3}/\d{1,4}(?: ?[A-Z])?\.)\s+(?=\S)")
_UNDERLINED_NUMBER = re.compile(r"(\d{1,3}/\d{1,4}(?: ?[A-Z])?(?:\.| [-–])?)\s+(?=\S)")
_TABLE_NOTE = re.compile(r"([\u1d43-\u1dbf\u2070-\u209c\u00b9\u00b2\u00b3ª])\s+(?=\S)")
_COLUMNS = re.compile(r"(?<=\S)(?: {3,}|\t+)(?=\S)")
_EDGE, _CHARACTER = 1267, 119
"""Text edge in twips, and twips for a character of indent. Chosen: `indent_left` of templates/forms, and a mean
character.
"""
_LONGEST_HEADING = 90
"""Characters of a heading on one line. Chosen: a line of print."""
_CENTRED = 20
"""Spaces before a centred line, at least. Chosen: more than any indent of a paragraph."""
_LONGEST_LETTER, _SHORT_RULE = 4, 30
"""Characters of the letter of an annex, and of the rule above notes. Chosen: as in `recognise.parts`; a third of it."""
_VOTE = re.compile(r"([^:：]{3,40}[:：])\s+(\S.*)", re.DOTALL)
_LONGEST_LABEL = 40
"""Characters of the label of an annex. Chosen: as in `prepare.structure.annexes`."""
_UNDERLINES = {"=": "hch", "-": "h23"}


def read_text(data: bytes, path: Path) -> RawDocument:
    """Return the raw document in a text file. Raises RefusedInputError if it is too large, MalformedError if it is not
    text.
    """
    most = limits().text.file
    if len(data) > most:
        raise RefusedInputError(f"the file has {len(data):,} bytes; the limit is {most:,}", place=Place(path))
    doubts = Doubts()
    text = _decoded(data, path, doubts)
    language = detected(text)
    made = _Reader(path.name, text, language or "en", doubts).read()
    made.language = language
    made.held = Held(words=_without_form(text, language or "en"))
    return made


def _without_form(text: str, language: str) -> str:
    """Return the text without the lines that this project's text files add."""
    blocks = stretches(text)
    kept = [block for block in blocks if not words_of_the_form(block, language) and not block.rule]
    return "\n".join(line for block in kept for line in block.lines)


def _decoded(data: bytes, path: Path, doubts: Doubts) -> str:
    """Return the characters of the file: Unicode if its mark or form says so, else Western, as a doubt."""
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
        self._made = RawDocument(name=name, language=language, doubts=doubts)
        self._remarks: dict[str, RawNote] = {}
        self._noted: set[int] = set()
        """Numbers of the stretches that are notes."""
        self._round: set[str] = set()
        """Marks of the notes that are in round brackets."""
        self._titled = self._voted = self._after_table = self._after_rule = False
        self._headings: frozenset[int] = frozenset()
        self._blocks = stretches(text)

    def read(self) -> RawDocument:
        """Return the whole file."""
        blocks = [block for block in self._blocks if not words_of_the_form(block, self._language)]
        head = masthead(blocks, self._language)
        self._made.masthead = head.lines
        body = blocks[head.blocks :]
        self._notes(body)
        title = next((n for n, block in enumerate(body, 1) if _is_title(block)), len(body))
        self._headings = headings([b for b in body[title:] if b.number not in self._noted], self._language)
        for block in body:
            if block.table:
                self._table(block)
            elif not block.rule and block.number not in self._noted:
                self._paragraph(block)
            self._after_rule = block.rule and len(block.lines[0].strip()) > _SHORT_RULE
            self._after_table = block.table or (self._after_table and block.rule)
        self._made.remarks = list(self._remarks.values())
        return self._made

    def _notes(self, blocks: list[Stretch]) -> None:
        """Take the notes out of the text: "[1]  Text", if the text calls the mark; else the line stays a paragraph."""
        found = [(block, _NOTE.match(joined(block.lines))) for block in blocks if not block.table]
        called = {mark for block, match in found if not match for mark in _MARK.findall(joined(block.lines))}
        called |= {mark for block in blocks if block.table for mark in _MARK.findall(joined(block.lines))}
        found += self._round_notes(blocks)
        called |= self._round
        for block, match in found:
            if match is None:
                continue
            mark, place = match["mark"], f"line {block.number}"
            if mark in called and mark not in self._remarks:
                line = RawLine(runs=[Run(match["text"])], place=place)
                self._remarks[mark] = RawNote(id=f"note-{mark}", mark=mark, lines=[line])
                self._noted.add(block.number)
            else:
                self._doubts.add(place, "a note that nothing calls", "a paragraph", match["text"])

    def _round_notes(self, blocks: list[Stretch]) -> list[tuple[Stretch, re.Match[str] | None]]:
        """Return the notes "(1)  Text" under a short rule that the text calls."""
        found: list[tuple[Stretch, re.Match[str] | None]] = []
        marks = {mark for block in blocks for line in block.lines for mark in _ROUND_MARK.findall(line)}
        inside = False
        for block in blocks:
            match = _ROUND_NOTE.match(joined(block.lines)) if inside and not block.table else None
            if match is not None and match["mark"] in marks:
                found.append((block, match))
                self._round.add(match["mark"])
            inside = (block.rule and len(block.lines[0].strip()) <= _SHORT_RULE) or match is not None
        return found

    def _paragraph(self, block: Stretch) -> None:
        text = joined(block.lines)
        vote = _VOTE.match(text) if self._voted else None
        if vote:
            for style, part in (("votelabel", vote[1]), ("singletxt", vote[2])):
                self._made.pieces.append(RawLine(runs=self._runs(part), place=f"line {block.number}", style=style))
            return
        self._voted = text[:1] == "[" and self._closed()
        style = self._style(block, text)
        left = block.indent if len(block.lines) == 1 else min(_indent(line) for line in block.lines[1:])
        if style in ("closingmeeting", "signatureblock"):
            text = "\n".join(part.strip() for part in block.lines)
        line = RawLine(runs=self._runs(_tabbed(text, style)), place=f"line {block.number}", style=style,
                    left=_EDGE + _CHARACTER * left, align=Align.CENTRE if style == "h1" else None,
                    page_break=self._after_rule and self._is_annex(text))  # fmt: skip
        self._made.pieces.append(line)

    def _is_annex(self, text: str) -> bool:
        words = patterns(self._language)
        return bool(words.annex.match(text) or words.appendix.match(text))

    def _closed(self) -> bool:
        """Return True directly after the closing lines."""
        last = self._made.pieces[-1] if self._made.pieces else None
        return isinstance(last, RawLine) and last.style == "closingmeeting"

    def _style(self, block: Stretch, text: str) -> str:
        """Return the name of the style that the paragraph would have in a Word file."""
        if _is_title(block):
            first, self._titled = not self._titled, True
            return "titleh1" if first else _UNDERLINES.get(block.underline, "hch")
        if (len(text) <= _LONGEST_LABEL or self._after_rule) and self._is_annex(text):
            return "h23"
        if self._titled and block.indent >= _CENTRED and len(text) <= _LONGEST_LETTER and text.isalpha():
            return "h1"
        if at_right(block):
            signed = speaks_of("signed", text, self._language)
            return "originallanguage" if text[:1] == "[" else "signatureblock" if signed else "closingmeeting"
        if self._after_table and _TABLE_NOTE.match(text):
            return "tablenote"
        if block.number in self._headings or self._is_heading(block, text):
            self._doubts.add(f"line {block.number}", "a short line of its own", "a heading", text)
            return "h23"
        return "singletxt"

    def _is_heading(self, block: Stretch, text: str) -> bool:
        alone = len(block.lines) == 1 and len(text) <= _LONGEST_HEADING and not _LABEL.match(text)
        return alone and block.indent < 30 and text.isupper() and sum(c.isupper() for c in text) > 3

    def _runs(self, text: str) -> list[Raw]:
        """Return the text as runs, with its marks of notes."""
        found: list[Raw] = []
        at = 0
        marks = [*_MARK.finditer(text), *(m for m in _ROUND_MARK.finditer(text) if m[1] in self._round)]
        for match in sorted(marks, key=lambda m: m.start()):
            remark = self._remarks.get(match[1])
            if remark is None:
                continue
            found += [Run(text[at : match.start()]), NoteMark(remark.id)]
            at = match.end()
        found.append(Run(text[at:]))
        return [raw for run in found for raw in _broken(run)]

    def _table(self, block: Stretch) -> None:
        """Add a table from columns of spaces. Of a cell with several lines each line is a row."""
        rows, heads = drawn(block.lines) if block.ruled else (_loose_rows(block), 0)
        count = max(len(row) for row in rows)
        place = f"line {block.number}"
        self._doubts.add(place, "a table drawn with spaces", f"{len(rows)} rows, {count} columns", " ".join(rows[0]))
        made = []
        for row in rows:
            cells = [*row, *[""] * (count - len(row))]
            made.append(
                [GridCell(lines=[RawLine(runs=self._runs(cell), place=place)] if cell else []) for cell in cells]
            )
        self._made.pieces.append(RawTable(rows=made, place=place, heads=heads))


def _loose_rows(block: Stretch) -> list[list[str]]:
    return [re.split(_COLUMNS, line.strip()) for line in block.lines if line.strip() and not is_drawn(line)]


def _broken(raw: Raw) -> list[Raw]:
    """Return a run divided at its line breaks."""
    if not isinstance(raw, Run):
        return [raw]
    pieces: list[Raw] = []
    for number, part in enumerate(raw.text.split("\n")):
        pieces += [*([LineBreak()] if number else []), *([raw._replace(text=part)] if part else [])]
    return pieces


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _is_title(block: Stretch) -> bool:
    return not block.table and bool(block.underline or _TITLE_NUMBER.match(block.lines[0].strip()))


def _tabbed(text: str, style: str) -> str:
    """Return the text with a tab after its label, as in a Word file: "1.  Takes note"."""
    text = text.strip()
    if style == "tablenote":
        return _TABLE_NOTE.sub(lambda mark: unicodedata.normalize("NFKC", mark[1]) + "\t", text, count=1)
    match = (_UNDERLINED_NUMBER if style.startswith("title") else _TITLE_NUMBER).match(text)
    if match is not None:
        return f"{match[1]}\t{text[match.end() :]}"
    match = _LABEL.match(text)
    kind = kind_of(match[1]) if match else LabelKind.NONE
    is_heading = style in _UNDERLINES.values()
    dashed = is_heading and match is not None and match[1][-1] in "-–"
    if match is None or not (kind or dashed) or (kind is LabelKind.SECTION and match[2] == " " and not is_heading):
        return text
    return f"{match[1]}\t{text[match.end() :]}"
