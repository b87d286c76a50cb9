"""The reader of Word files.

Reads the bytes of a DOCX file: text, tables, notes, numberings, styles, the head of page 1, properties. Gives a
`RawDocument` in reading order, in which no line has a role yet. What cannot be read is a doubt.
"""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from lxml import etree

from pipeline.characters.whitespace import Run, plain
from pipeline.document import MastheadRole, Picture
from pipeline.intake.model.doubts import Doubts
from pipeline.intake.model.manuscript import OWN, RawDocument, RawLine, RawNote, RawTable
from pipeline.intake.vocabulary.style_table import field_of
from pipeline.intake.word.drawings.pictures import Pictures
from pipeline.intake.word.held import held
from pipeline.intake.word.markup import R, child, children, name, switch, twips, value
from pipeline.intake.word.notes import NoteMarks
from pipeline.intake.word.numbering import WordNumbering
from pipeline.intake.word.package import WordPackage, open_package
from pipeline.intake.word.revisions import is_tracked, reject
from pipeline.intake.word.runs import File, RunReader
from pipeline.intake.word.story import StoryReader
from pipeline.intake.word.styles import Styles

_MASTHEADS = frozenset((MastheadRole.ORGANIZATION, MastheadRole.SYMBOL, MastheadRole.ORGAN, MastheadRole.DISTRIBUTION))
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")
_LEFT_OUT = (("comments", "comments of a reviewer"), ("glossaryDocument", "building blocks"))
_BRACKETS = "()"
_ESCAPED = re.compile(r"_x000[dD]_")


def read_former(data: bytes, path: Path) -> RawDocument | None:
    """Return the raw document before the tracked changes of a file; None if it has no tracked changes."""
    package = open_package(data, path)
    parts = [package.tree(package.main), *(package.part(kind) for kind in ("footnotes", "endnotes"))]
    if not any(map(is_tracked, parts)):
        return None
    for part in parts:
        if part is not None:
            reject(part)
    return _Reader(package).read()


def read_word(data: bytes, path: Path) -> RawDocument:
    """Return the raw document in a DOCX file. Raises MalformedError if it is not a Word file, RefusedInputError."""
    return _Reader(open_package(data, path)).read()


class _Reader:
    """Reads one file."""

    def __init__(self, package: WordPackage) -> None:
        self._package = package
        self._doubts = Doubts()
        self._styles = Styles(package.part("styles"))
        self._styles.tab = max(1, twips(child(package.part("settings"), "defaultTabStop")) or self._styles.tab)
        self._numbering = WordNumbering(package.part("numbering"))
        text = package.tree(package.main)
        assert text is not None
        self._text = text
        settings = package.part("settings")
        self._marks = {k: NoteMarks(k, settings, text, self._doubts) for k in ("footnote", "endnote")}
        self._notes = {k: _by_id(package.part(f"{k}s"), k) for k in self._marks}
        self._remarks: list[RawNote] = []
        self._pictures = Pictures(package, self._doubts)
        self._own = OWN in self._properties()

    def read(self) -> RawDocument:
        """Return the whole file."""
        properties = self._properties()
        body = child(self._text, "body")
        pieces = list(self._story(self._package.main).pieces(body if body is not None else self._text))
        masthead, pieces = _masthead_apart(pieces)
        fields = int(bool(masthead))
        masthead = masthead or self._head_of_first_page()
        if self._package.part_name("vbaProject"):
            self._doubts.add("file", "macros", "left out")
        for kind, words in _LEFT_OUT:
            part = self._package.part(kind)
            if part is not None and len(part):
                self._doubts.add("file", words, "left out")
        return RawDocument(
            name=self._package.path.name, pieces=pieces, masthead=masthead, remarks=self._remarks,
            properties=properties, language=self._language(), doubts=self._doubts, pictures=self._pictures.files,
            held=held(self._package, self._styles), fields=fields,
        )  # fmt: skip

    def _story(self, part: str) -> StoryReader:
        relations = self._package.relations(part)
        addresses = {key: r.target for key, r in relations.items() if r.outside and r.kind == "hyperlink"}
        pictures = partial(self._pictures_in, part)
        file = File(self._styles, self._doubts, self._styles.language, self._register_note, pictures, addresses)
        return StoryReader(RunReader(file), self._styles, self._numbering, self._doubts, own=self._own)

    def _pictures_in(self, part: str, drawing: etree._Element, place: str) -> list[Picture]:
        return list(self._pictures.of(drawing, part, place))

    def _register_note(self, kind: str, number: str, own: str) -> str:
        """Register a note that the text calls, with its lines, and return its id."""
        found = f"{kind}-{number}-{len(self._remarks)}"
        mark = own or self._marks[kind].following()
        remark = RawNote(id=found, mark=_without_brackets(mark), lines=[])
        self._remarks.append(remark)
        if kind == "endnote":
            self._doubts.add(f"note {mark}", "a note at the end of the text", "a footnote")
        element = self._notes[kind].get(number)
        if element is None:
            self._doubts.add(f"note {mark}", "a note without text", "an empty note")
        else:
            part = self._package.part_name(f"{kind}s")
            remark.lines = list(self._story(part).lines(element, f"note {remark.mark}"))
            if remark.lines:
                _without_mark(remark.lines[0], mark)
        return found

    def _language(self) -> str:
        tags = self._styles.language or "", self._styles.east_asian
        return tags[1] if tags[1] and tags[0] == tags[1] else tags[0]

    def _properties(self) -> dict[str, str]:
        """Return the custom properties by their names, and the core properties as "core:NAME"."""
        found: dict[str, str] = {}
        kinds = {r.kind: r.target for r in self._package.relations("").values() if not r.outside}
        custom = self._package.tree(kinds.get("custom-properties", ""))
        for entry in custom if custom is not None else ():
            found[entry.get("name", "")] = _value("".join(str(t) for t in entry.itertext()))
        core = self._package.tree(kinds.get("core-properties", ""))
        for entry in core if core is not None else ():
            found[f"core:{name(entry)}"] = _value(entry.text or "")
        return {key: text for key, text in found.items() if key and text}

    def _head_of_first_page(self) -> list[RawLine]:
        """Return the lines in the head of page 1, where files of the UN have the masthead."""
        section = next(self._text.iter(f"{{{self._text.nsmap[self._text.prefix]}}}sectPr"), None)
        if section is None:
            return []
        kinds = ("first", "default") if switch(child(section, "titlePg")) else ("default",)
        references = {value(e, "type"): e.get(f"{{{R}}}id", "") for e in children(section, "headerReference")}
        relations = self._package.relations(self._package.main)
        for kind in kinds:
            relation = relations.get(references.get(kind, ""))
            head = self._package.tree(relation.target) if relation else None
            if relation is not None and head is not None:
                pieces = self._story(relation.target).pieces(head, "head of page 1")
                return [line for piece in pieces for line in _all_lines(piece) if line.text.strip()]
        return []


def _by_id(root: etree._Element | None, kind: str) -> dict[str, etree._Element]:
    return {value(e, "id"): e for e in children(root, kind) if value(e, "type") not in _SEPARATORS}


def _all_lines(piece: RawLine | RawTable) -> list[RawLine]:
    return [piece] if isinstance(piece, RawLine) else list(piece.lines())


def _masthead_apart(pieces: list[RawLine | RawTable]) -> tuple[list[RawLine], list[RawLine | RawTable]]:
    """Return the lines of the table with the masthead, and the other lines and tables; no lines if the file does not
    begin with such a table.
    """
    first = next((n for n, p in enumerate(pieces) if isinstance(p, RawTable) or p.text.strip()), None)
    table = pieces[first] if first is not None else None
    if first is None or not isinstance(table, RawTable):
        return [], pieces
    if not any(field_of(line.style) in _MASTHEADS for line in table.lines()):
        return [], pieces
    lines = [line for line in table.lines() if line.text.strip() or line.runs]
    lines = [line for line in lines if plain(line.runs).strip() or any(not isinstance(r, Run) for r in line.runs)]
    return lines, pieces[:first] + pieces[first + 1 :]


def _without_mark(line: RawLine, mark: str) -> None:
    """Remove the mark of a note from its first line, if it was typed there: "→1→Text"."""
    text = plain(line.runs).lstrip()
    if text.startswith(_BRACKETS) and text[len(_BRACKETS) :][:1].isspace():  # around Word's own mark, in Arabic
        _cut(line, len(plain(line.runs)) - len(text) + len(_BRACKETS))
    elif text.startswith(mark) and text[len(mark) : len(mark) + 1] in ("\t", "\u00a0", ""):
        _cut(line, len(plain(line.runs)) - len(text) + len(mark))


def _cut(line: RawLine, characters: int) -> None:
    """Remove characters from the beginning of a line."""
    while line.runs and characters:
        first = line.runs[0]
        if not isinstance(first, Run):
            return
        taken = min(characters, len(first.text))
        characters -= taken
        rest = first._replace(text=first.text[taken:])
        line.runs[:1] = [rest] if rest.text else []


def _without_brackets(mark: str) -> str:
    """Return a mark without brackets: "1" for "(1)"."""
    inner = mark[1:-1]
    return inner if mark[:1] == "(" and mark[-1:] == ")" and inner.isalnum() else mark


def _value(text: str) -> str:
    return " ".join(_ESCAPED.sub(" ", text).split())
