"""Redlines of tables: cell by cell, rows matched by their words; accepted they are the new table, rejected the old."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from pipeline.document import Document, Table
from pipeline.intake.new import NewDocument, skeleton
from pipeline.prepare import prepare
from pipeline.read import parse_bytes
from pipeline.versions import accepted, compare, marked, rejected
from pipeline.versions.comparison.script import EditKind, What
from pipeline.versions.redline.files import redline
from tests.versions.office import Office
from tests.versions.test_docx_redline import files, read

DAY = datetime.date(2026, 1, 31)
HEAD = ["Section", "Posts", "Cost"]
BASE = [HEAD, ["Executive direction", "12", "4 500"], ["Programme of work", "30", "9 800"], ["Support", "7", "1 250"]]
SPANNED = [HEAD, [("Africa", 2), "12", "4 500"], ["30", "9 800"], [("Asia", 2), "7", "1 250"], ["8", "1 300"]]
GROWN = [*SPANNED[:3], ["31", "9 900"], *SPANNED[3:]]
GROWN[1] = [("Africa", 3), "12", "4 500"]
PAIRS = {
    "a figure": (BASE, [*BASE[:2], ["Programme of work", "30", "9 950"], BASE[3]]),
    "words in two cells": (BASE, [HEAD, ["Executive management", "12", "4 600"], *BASE[2:]]),
    "a row more": (BASE, [*BASE[:2], ["Regional offices", "5", "700"], *BASE[2:]]),
    "a row less": (BASE, [BASE[0], *BASE[2:]]),
    "a row more and a figure": (
        BASE,
        [*BASE[:2], ["Regional offices", "5", "700"], BASE[2], ["Support", "8", "1 350"]],
    ),
    "rows in another order": (BASE, [HEAD, BASE[3], BASE[1], BASE[2]]),
    "all figures": (BASE, [HEAD, *([row[0], str(n), str(100 * n)] for n, row in enumerate(BASE[1:], 3))]),
    "a span that grows": (SPANNED, GROWN),
    "a figure under a span": (SPANNED, [*SPANNED[:2], ["31", "9 800"], *SPANNED[3:]]),
    "a group of rows less": (SPANNED, [*SPANNED[:1], *SPANNED[3:]]),
    "a group of rows more": (SPANNED, [*SPANNED, [("Europe", 2), "3", "600"], ["4", "800"]]),
    "another number of columns": (BASE, [[*row, str(n)] for n, row in enumerate(BASE)]),
}


def document(rows: list, language: str = "en", text: str = "") -> Document:
    """Return a decision with a table."""
    data = skeleton(
        NewDocument(kind="decision", language=language, date=datetime.date(2026, 1, 31), symbol="A/DEC/80/501")
    )
    cells = "".join(f"<tr>{''.join(map(cell, row))}</tr>" for row in rows)
    table = f'<table eId="table_1">{cells}</table>'
    end = b"</mainBody>"
    block = f'<paragraph eId="para_90"><content eId="para_90__content"><p>{text}</p>{table}</content></paragraph>'
    return prepare(parse_bytes(data.replace(end, block.encode() + end), Path("made.xml")))


def cell(what: str | tuple[str, int]) -> str:
    words, span = what if isinstance(what, tuple) else (what, 1)
    spanned = f' rowspan="{span}"' if span > 1 else ""
    return f"<td{spanned}><p>{words}</p></td>"


def tables(document: Document) -> list[list[list[tuple[str, int]]]]:
    """Return what the cells of each table say, with their spans."""
    return [
        [[(" ".join(p.text for p in c.blocks), c.row_span) for c in row.cells] for row in block.rows]
        for part in document.parts
        for block in part.blocks
        if isinstance(block, Table) and block.rows
    ]


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


@pytest.mark.parametrize("name", PAIRS)
def test_a_marked_table_accepted_is_the_new_one_and_rejected_the_old_one(name):
    old, new = map(document, PAIRS[name])
    both = marked(compare(old, new))
    assert tables(accepted(both)) == tables(new)
    assert tables(rejected(both)) == tables(old)


@pytest.mark.parametrize("name", PAIRS)
def test_pandoc_reads_the_new_and_the_old_table_in_the_word_file(name, tmp_path):
    redlined, old, new = files(*map(document, PAIRS[name]), tmp_path)
    assert read(redlined, "accept") == read(new)
    assert read(redlined, "reject") == read(old)


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", PAIRS)
def test_libreoffice_gives_the_new_and_the_old_table(office, name, tmp_path):
    redlined, old, new = files(*map(document, PAIRS[name]), tmp_path)
    for accept, expected in ((True, new), (False, old)):
        settled = office.settle(redlined, tmp_path / f"{accept}.docx", accept=accept)
        assert read(settled) == read(expected)


def test_the_text_redline_shows_each_cell_with_its_own_words():
    old, new = map(document, PAIRS["words in two cells"])
    text = redline(compare(old, new), "txt").decode()
    assert "Executive [-direction-]{+management+}" in text
    assert "4 [-500-]{+600+}" in text
    assert "Programme of work" not in text


def test_a_row_that_comes_leaves_the_other_rows_alone():
    old, new = map(document, PAIRS["a row more"])
    edits = [e for e in compare(old, new).edits if e.what in (What.ROW, What.TABLE)]
    assert [(e.kind, e.new_text) for e in edits] == [(EditKind.INSERTED, "Regional offices | 5 | 700")]


def test_a_span_that_grows_leaves_the_other_groups_alone():
    old, new = map(document, PAIRS["a span that grows"])
    stated = " ".join(e.old_text + e.new_text for e in compare(old, new).edits)
    assert "Africa" in stated and "Asia" not in stated


def test_no_direction_mark_stands_inside_a_symbol():
    old, new = (document(BASE, "ar", f"الوثيقة {symbol} المؤرخة") for symbol in ("A/80/534", "A/80/535"))
    data = redline(compare(old, new), "docx")
    from pipeline.write.docx.read import read as back

    shown = back(data).seen
    assert "A/80/535" in shown and "A/80/534" in shown


def summary_in_french(old, new):
    """Return the sentence on the changes between two files in French, which differs from the English one."""
    from pipeline.library.sources import side
    from pipeline.versions.comparison.relation import related
    from pipeline.versions.redline.summary import summary

    a, b = related(side(str(old)), side(str(new)))
    script = compare(a.document, b.document, a.first_ids, b.first_ids)
    assert summary(script, "fr") != summary(script, "en")
    return summary(script, "fr")


def test_texts_in_two_languages_are_pointed_to_concordance(tmp_path, capsys, root):
    from pipeline.cli.run import run

    text = root / "tests" / "data" / "documents" / "ga-resolution"
    old, new = text / "en" / "A_RES_79_902-2499902E.xml", text / "fr" / "A_RES_79_902-2499902F.xml"
    run("diff", old=str(old), new=str(new), formats="txt", out=str(tmp_path))
    assert "`concordance` lays languages side by side" in capsys.readouterr().err
    run("diff", old=str(old), new=str(new), formats="txt", out=str(tmp_path), lang="fr")
    printed = capsys.readouterr()
    assert printed.err.startswith("remarque\u00a0: un texte est en en, l’autre en fr\u00a0: `concordance`")
    assert printed.out.splitlines()[-1] == summary_in_french(old, new)


def test_the_description_of_the_masthead_follows_accept_and_reject():
    import io
    import re
    import zipfile

    old = document(BASE)
    other = skeleton(
        NewDocument(kind="decision", language="en", date=datetime.date(2026, 1, 31), symbol="A/DEC/80/502")
    )
    new = prepare(parse_bytes(other, Path("made.xml")))
    with zipfile.ZipFile(io.BytesIO(redline(compare(old, new), "docx"))) as package:
        xml = package.read("word/document.xml").decode()
    former = re.search(r"<w:tblPrChange.*?</w:tblPrChange>", xml, re.DOTALL)[0]
    assert "A/DEC/80/501" in former and "A/DEC/80/502" in xml.replace(former, "")
