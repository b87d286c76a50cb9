"""What arrived is counted in the file and in the XML, apart from each other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lxml import etree

from pipeline.intake.importing import import_bytes
from pipeline.intake.model.arrived import Held, arrived
from pipeline.read import akn
from tests.intake.wordfile import WordFile, p

PATH = Path("t.docx")
NOTE = '<w:p><w:r><w:t>Called.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
TABLE = f"<w:tbl><w:tr><w:tc>{p('Cell')}</w:tc></w:tr></w:tbl>"
DELETED = "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
GONE = f"<w:p>{DELETED}<w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r></w:p>"
SEPARATOR = f'<w:footnote w:type="separator" w:id="0">{p("")}</w:footnote>'
FOOTNOTES = f'{SEPARATOR}<w:footnote w:id="2">{p("A note.")}</w:footnote>'


def test_words_notes_and_tables_of_the_file_are_all_there(word_file: WordFile) -> None:
    done = import_bytes(word_file(p("1.\tFirst words.") + NOTE + TABLE + GONE, footnotes=FOOTNOTES), PATH)
    rows = {row.name: (row.in_file, row.in_xml) for row in done.arrived}
    assert rows == {"words": (7, 7), "notes": (1, 1), "tables": (1, 1), "pictures": (0, 0)}


def test_a_word_that_the_xml_lacks_is_named_and_counts(word_file: WordFile) -> None:
    done = import_bytes(word_file(p("1.\tFirst words here.") + TABLE), PATH)
    root = etree.fromstring(done.data)
    table = next(root.iter(akn("table")))
    table.getparent().remove(table)
    words, _, tables, _ = arrived(Held("1. First words here. Cell", tables=1), root)
    assert (words.in_file, words.in_xml, words.lost) == (5, 4, ("cell",))
    assert (tables.in_file, tables.in_xml, tables.is_whole) == (1, 0, False)


def test_the_report_says_what_is_missing(word_file: WordFile) -> None:
    done = import_bytes(word_file(p("Some words.")), PATH)
    faulty = replace(done, arrived=(replace(done.arrived[0], in_xml=1, lost=("words",)), *done.arrived[1:]))
    assert "## What arrived: not all (words)\n" in faulty.report("t.xml")
    assert "| words | 2 | 1 | words |" in faulty.report("t.xml")
