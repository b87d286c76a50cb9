"""Looks that come back from our own Word file as they were: leading, notes below tables, headings in frames."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.characters.whitespace import Run
from pipeline.document import Block, Document, Heading, MastheadRole, NoteMark, Paragraph, Role
from pipeline.intake.importing import import_bytes
from pipeline.intake.model.lines import labelled_line
from pipeline.intake.model.manuscript import RawLine
from pipeline.intake.recognise.contents import line_entry
from pipeline.intake.recognise.document import ImportHints
from pipeline.intake.recognise.levels import Levels
from pipeline.prepare import prepare
from pipeline.read import parse_bytes
from pipeline.write import Options, writer
from tests.intake.test_word_kinds import WORDS, masthead
from tests.intake.wordfile import p, style, word_file_of

EXACT = '<w:spacing w:line="{}" w:lineRule="exact"/>'
SIZE = '<w:sectPr><w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:left="1200" w:right="1200"/></w:sectPr>'
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr>'
    f'{EXACT.format(240)}</w:pPr><w:rPr><w:sz w:val="20"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H23"><w:name w:val="_ H_2/3"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/>'
    '<w:rPr><w:sz w:val="17"/></w:rPr></w:style>'
)
CELL = EXACT.format(200) + '<w:ind w:left="120" w:right="80"/>'
TABLE = (
    '<w:tbl><w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="3000"/></w:tblGrid>'
    f"<w:tr><w:tc>{p('Lamps', CELL)}</w:tc><w:tc>{p('12', CELL)}</w:tc></w:tr></w:tbl>"
)
NOTE = style("FootnoteText") + EXACT.format(200) + '<w:ind w:left="400" w:right="60" w:hanging="288"/>'
WITHIN = p("\t\tTides of the coast", style("H23")) + p("The tide was measured at noon.") + TABLE + p("")
FRAME = f'<w:tbl><w:tblGrid><w:gridCol w:w="9800"/></w:tblGrid><w:tr><w:tc>{WITHIN}</w:tc></w:tr></w:tbl>'
BODY = (
    p("The lamps of the coast were counted by their keeper.")
    + p("1.\tThe tide was measured at noon in every harbour.", EXACT.format(230))
    + TABLE
    + p("Note: lamps that were lit.", NOTE)
    + FRAME
    + p("2.\tThe keeper was thanked.")
    + SIZE
)


def brought_in(data: bytes) -> Document:
    made = import_bytes(data, Path("tides.docx"), ImportHints(language="en"))
    return prepare(parse_bytes(made.data, Path("tides.xml")))


@pytest.fixture(scope="module")
def before() -> Document:
    return brought_in(word_file_of(BODY, styles=STYLES))


@pytest.fixture(scope="module")
def after(before: Document) -> Document:
    return brought_in(writer("docx")(before, Options()).data)


def texts(document: Document) -> list[Block]:
    return [block for block in document.blocks() if isinstance(block, Paragraph | Heading)]


def test_the_leading_of_paragraphs_comes_back(before: Document, after: Document) -> None:
    found = [[b.leading for b in texts(document) if b.leading] for document in (before, after)]
    assert found == [[11.5], [11.5]]


def test_the_setting_of_a_note_below_a_table_comes_back(before: Document, after: Document) -> None:
    notes = [
        [b.setting for b in texts(document) if isinstance(b, Paragraph) and b.role is Role.TABLE_NOTE]
        for document in (before, after)
    ]
    assert notes[0] == notes[1]
    assert notes[0][0] is not None


def test_a_heading_in_a_frame_comes_back_as_one(before: Document, after: Document) -> None:
    found = [[(b.rank, b.text) for b in texts(document) if isinstance(b, Heading)] for document in (before, after)]
    assert found[0] == found[1]
    assert "Tides of the coast" in {text for _, text in found[0]}


@pytest.mark.parametrize(("left", "first", "level"), [(1267, 475, 1), (1742, 0, 2), (1742, -475, 1), (2217, -475, 2)])
def test_an_item_whose_lines_hang_is_on_the_level_of_its_label(left: int, first: int, level: int) -> None:
    line = RawLine(runs=[Run("(a)\tOne lamp.")], place="", left=left, first=first)
    assert Levels(own=True).item(line, labelled_line(line), 0) == level


def test_a_note_at_an_entry_of_contents_is_not_lost() -> None:
    runs = [Run("A.\tLamps"), NoteMark("note-1"), Run("\t\t2")]
    entry = line_entry(RawLine(runs=runs, place="", style="toc1"), "entry-1")
    assert (entry.text, entry.page) == ("A. Lamps", "2")
    assert NoteMark("note-1") in entry.inlines


def test_notes_of_the_masthead_are_called_where_they_were() -> None:
    words = WORDS["en"]
    starred = p("Eightieth session*").replace("*</w:t>", '</w:t><w:footnoteReference w:id="2" w:customMarkFollows="1"/>'
                                              "<w:t>**</w:t>")  # fmt: skip
    body = masthead(words, "A/80/49", "") + starred + p("Oceans", style("TitleHCH")) + p("1.\tLamps.")
    data = word_file_of(body, footnotes=f'<w:footnote w:id="2">{p("A note.")}</w:footnote>')
    first = brought_in(data)
    again = brought_in(writer("docx")(first, Options()).data)
    calls = [
        [f.role for f in d.masthead.fields if any(isinstance(i, NoteMark) for i in f.inlines)]
        for d in (first, again)
        if d.masthead is not None
    ]
    assert calls == [[MastheadRole.SESSION]] * 2
