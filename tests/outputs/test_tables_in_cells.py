"""A table in a cell of another: it is a table in every format that has tables in cells, and the proof counts it."""

from __future__ import annotations

import re
from functools import cache

import pikepdf
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from pipeline.document import Table
from pipeline.prepare import prepare
from pipeline.prove import prove
from pipeline.write import FORMATS, Options, Sort
from pipeline.write.docx.read import read as read_docx
from tests.outputs.damage import NAMES, document, dropped, package, page
from tests.prove.samples import body

_HEAD = "<tr><th><p>head</p></th><th><p>height</p></th></tr>"
_INNER = f"<table>{_HEAD}<tr><td><p>alpha</p></td><td><p>beta</p></td></tr></table>"
_DEEPEST = "<table><tr><td><p>deepest</p></td><td/></tr></table>"
_DEEP = f"<table><tr><td><p>deep</p></td><td><p>deeper</p>{_DEEPEST}</td></tr></table>"
_ROWS = (
    f"<tr><td><p>one</p></td><td><p>before</p>{_INNER}<p>after</p></td></tr>"
    f"<tr><td>{_INNER}{_INNER}</td><td>{_DEEP}</td></tr><tr><td><p>x</p></td><td><p>y</p></td></tr>"
)
_COUNTED = ("pdf", "docx", "html", "odt", "epub", "md")


@cache
def source():
    return body(f"<table>{_ROWS}</table>")


@cache
def written(format: str) -> bytes:
    return FORMATS[format].write(prepare(source()), Options()).data


def test_a_cell_has_its_words_flat_and_its_content_in_order():
    (table,) = (block for block in prepare(source()).blocks() if isinstance(block, Table))
    cell = table.rows[0].cells[1]
    assert [p.text for p in cell.blocks] == ["before", "head", "height", "alpha", "beta", "after"]
    before, inner, after = cell.content
    assert isinstance(inner, Table)
    assert [[c.blocks[0].text for c in row.cells] for row in inner.rows] == [["head", "height"], ["alpha", "beta"]]
    assert (before, after) == (cell.blocks[0], cell.blocks[-1])


def test_preparing_it_needs_no_warning():
    assert not [warning for warning in prepare(source()).warnings if "cell" in warning]


@pytest.mark.parametrize("format", FORMATS)
def test_it_is_whole_in_every_format(format: str):
    proof = prove(source(), written(format), format)
    assert proof.error() is None
    if format in _COUNTED:
        assert proof.figures()["tables"] == 6


@pytest.mark.parametrize("format", ["docx", "html", "odt", "epub"])
def test_tables_nest_as_in_the_source(format: str):
    counted = FORMATS[format].read(written(format), "en").counted(Sort.TABLE)
    assert [rows for rows in counted if rows != "3"][-6:] == ["2 2 2", "2 2", "2 2", "2 2", "2", "2"]


def _row_of_inner(path: str, part: str):
    return package(part, path, dropped)


_DAMAGES = {
    "html": page("//td//table/tbody/tr[1]", dropped),
    "docx": _row_of_inner("//w:tc//w:tbl//w:tr[2]", r"document\.xml$"),
    "odt": _row_of_inner("//table:table-cell//table:table/table:table-row[1]", r"content\.xml$"),
    "epub": _row_of_inner("//h:td//h:table//h:tbody/h:tr[1]", r"ch\d+\.xhtml$"),
}


@pytest.mark.parametrize("format", _DAMAGES)
def test_a_row_taken_out_of_an_inner_table_is_missed(format: str):
    damaged = _DAMAGES[format](written(format))
    assert prove(source(), damaged, format).error() is not None


def test_the_cells_of_the_first_inner_table_without_their_grid_are_missed():
    flat = page("//td//table", lambda e: e.getparent().replace(e, _lines(e)))(written("html"))
    error = prove(source(), flat, "html").error()
    assert error is not None and "table" in str(error)


def _lines(table: etree._Element) -> etree._Element:
    division = etree.Element("div")
    for block in table.iter("p"):
        etree.SubElement(division, "p").text = "".join(block.itertext())
    return division


def test_word_wants_a_line_at_the_end_of_each_cell(tmp_path):
    path = tmp_path / "nested.docx"
    path.write_bytes(written("docx"))
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []
    ends: list[str] = []

    def look(root: etree._Element) -> None:
        ends.extend(etree.QName(cell[-1]).localname for cell in root.iter(f"{{{NAMES['w']}}}tc"))

    package(r"document\.xml$", "/*", look)(written("docx"))
    assert ends and set(ends) == {"p"}
    assert read_docx(written("docx")).counted(Sort.TABLE)


def test_a_pdf_has_it_as_a_table_in_a_cell_and_parts_it_by_rows():
    rows = "".join(f"<tr><td><p>{n}</p></td><td><p>reading {n}</p></td></tr>" for n in range(90))
    long = body(f"<table><tr><td><p>one</p></td><td><table>{rows}</table></td></tr></table>")
    data = FORMATS["pdf"].write(prepare(long), Options()).data
    assert prove(long, data, "pdf").error() is None
    assert FORMATS["pdf"].read(data, "en").page_count == 3
    parents: list[str] = []

    def look(pdf: pikepdf.Pdf) -> None:
        tables = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Table"]
        parents.extend(str(table.P.S) for table in tables)

    document(look)(data)
    assert "/TD" in parents and len(parents) == 2


def test_in_plain_text_its_rows_are_set_in():
    text = written("txt").decode().replace("\N{NO-BREAK SPACE}", " ")
    assert re.search(r"^one +before *\n +  head \| height *\n +  alpha \| beta *\n +after$", text, re.MULTILINE)
