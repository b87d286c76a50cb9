"""The text of a PDF in the order of its structure, whatever pages it is on."""

from __future__ import annotations

import pytest

from pipeline.prepare import prepare
from pipeline.write import Options, parts, structured, writer
from pipeline.write.pdf.objects import RawObjects
from pipeline.write.pdf.order import places
from tests.prove.samples import body

LEFT, RIGHT, THIRD = (" ".join(f"{name}{n}" for n in range(900)) for name in ("left", "right", "third"))
ROW = f"<tr><td><p>{LEFT}</p></td><td><p>{RIGHT}</p></td></tr><tr><td><p>below</p></td><td><p>{THIRD}</p></td></tr>"


def _pdf(content: str) -> bytes:
    return writer("pdf")(prepare(body(content)), Options()).data


def test_cells_that_go_on_over_pages_are_read_one_after_the_other():
    data = _pdf(f"<table>{ROW}</table><p>End</p>")
    in_order = f"{LEFT} {RIGHT} below {THIRD} End"
    assert parts(data, "pdf", "en").text.split() == in_order.split()
    assert in_order in " ".join(structured(data, "pdf", "").split())


@pytest.mark.parametrize(
    "tree", [b"/Type/StructTree", b"/Type/StructTreeRoot/K 1 0 R", b"/Type/StructTreeRoot/K[9 0 R"]
)
def test_a_file_with_a_damaged_tree_has_no_order(tree: bytes):
    assert places(RawObjects(b"%PDF-1.7\n1 0 obj\n<<" + tree + b">>\nendobj\n")) == {}


TREE = (
    b"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Kids[3 0 R 4 0 R]>>\nendobj\n"
    b"3 0 obj\n<</Type/Page>>\nendobj\n4 0 obj\n<</Type/Page>>\nendobj\n"
    b"5 0 obj\n<</Type/StructTreeRoot/K 6 0 R>>\nendobj\n"
    b"6 0 obj\n<</S/Document/T(/K[9 0 R])/Alt(/Pg 4 0 R)/K[7 0 R 8 0 R]>>\nendobj\n"
    b"7 0 obj\n<</S/P/Pg 3 0 R/K[1<</Type/MCR/Pg 4 0 R/MCID 0>>2]>>\nendobj\n"
    b"8 0 obj\n<</S/P/Pg 4 0 R/K 1>>\nendobj\n"
)


def test_marks_are_in_the_order_of_the_tree():
    assert sorted(places(RawObjects(TREE)).items(), key=lambda item: item[1]) == [
        ((0, 1), 0), ((1, 0), 1), ((0, 2), 2), ((1, 1), 3),
    ]  # fmt: skip


def test_pages_that_changed_places_are_read_in_their_order():
    assert places(RawObjects(TREE.replace(b"/Kids[3 0 R 4 0 R]", b"/Kids[4 0 R 3 0 R]"))) == {}


def test_lines_and_changes_are_apart():
    narrow = "<td><p>lamp <b>Assembly</b> keepers</p></td>" * 9
    found = parts(_pdf(f"<table><tr>{narrow}</tr></table>"), "pdf", "en").text
    assert found.split().count("lamp") == found.split().count("keepers") == 9
    text = structured(_pdf("<p>250<del>1 of</del> 12<ins>3</ins>4</p>"), "pdf", "")
    assert text.split()[-6:] == ["250", "1", "of", "12", "3", "4"]


def test_a_character_of_two_halves_is_one():
    text = structured(_pdf("<p>إن الجمعية</p><p>one \U0002a700 two</p>"), "pdf", "")
    assert "\U0002a700" in text and not any("\ud800" <= char <= "\udfff" for char in text)
