"""Elements are made in one place, and written as a file or as a piece that fits where it is put."""

from __future__ import annotations

import pytest
from lxml import etree

from pipeline.akn.builder import add, copied, file_bytes, make, make_own, piece, remove, unwrap
from pipeline.akn.identification import Identification
from pipeline.akn.metadata import ENCODER, WorkMetadata, author, identification, imprint
from pipeline.akn.names import AKN, AKN4UN

WORK = WorkMetadata(
    type="doc", subtype="communication", actor="un-ga", number="A-1", symbol="A/1", date="2008-01-18",
    date_name="letterDate", language="fra", issued="2008-01-31", issued_name="publication",
)  # fmt: skip


@pytest.mark.parametrize(
    ("scope", "text"),
    [
        pytest.param({None: AKN, "akn4un": AKN4UN}, "<p>{}</p>", id="default namespace"),
        pytest.param({"a": AKN, "akn4un": AKN4UN}, "<a:p>{}</a:p>", id="prefix"),
        pytest.param({None: AKN}, f'<p xmlns:akn4un="{AKN4UN}">{{}}</p>', id="undeclared vocabulary"),
    ],
)
def test_a_piece_takes_the_names_of_the_place_where_it_is_put(scope: dict[str | None, str], text: str) -> None:
    assert piece(make("p", make_own("x", "1 < 2 & é")), scope) == text.format("<akn4un:x>1 &lt; 2 &amp; é</akn4un:x>")


def test_a_piece_has_no_tail_and_its_attributes_are_escaped() -> None:
    parent = make("p", make("ref", href='a"b', class_="x", title=None), "behind")
    assert piece(parent[0], {None: AKN}) == '<ref href="a&quot;b" class="x"/>'
    assert parent[0].tail == "behind"


def test_characters_that_no_file_can_hold_are_left_out() -> None:
    assert piece(make("p", "a\x00b\ufffe", eId="\x07x"), {None: AKN}) == '<p eId="x">ab</p>'


def test_a_file_has_lines_of_text_untouched_and_other_elements_on_lines_of_their_own() -> None:
    cover = make("coverPage", make("block", make("b", "x")), "\n", make("p"))
    root = make("akomaNtoso", make("doc", cover, make("p", make("i", "1"), make("i", "2"))))
    text = file_bytes(root, as_it_is=[cover]).decode("utf-8").splitlines()
    assert text[2:] == [
        "  <doc>", "    <coverPage><block><b>x</b></block>", "<p/></coverPage>", "    <p><i>1</i><i>2</i></p>",
        "  </doc>", "</akomaNtoso>",
    ]  # fmt: skip


def test_an_element_is_taken_away_with_or_without_its_content() -> None:
    for take, left in ((remove, "13"), (unwrap, "123")):
        for before in (None, make("i")):
            parent = add(make("p"), before, "1", make("b", "2"), "3")
            take(parent.find(f"{{{AKN}}}b"))
            assert "".join(map(str, parent.itertext())) == left


def test_what_the_writer_writes_the_reader_reads() -> None:
    block = identification(WORK, [author("#unGa", "#issuingBody")], author(ENCODER), component="annex", original="eng")
    known = Identification(make("doc", make("meta", block, imprint("08-12345 (F)"))))
    assert (known.work.uri, known.expression.uri) == (WORK.iri, f"{WORK.iri}/fra@")
    assert known.manifestation.this == f"{WORK.iri}/fra@/!annex.xml"
    assert (known.language, known.number, known.symbol, known.source) == ("fra", "A-1", "A/1", ENCODER)
    assert known.dates == ["2008-01-31", "2008-01-18"]
    assert known.is_translation
    assert known.is_authoritative


def test_a_copy_is_not_the_original() -> None:
    parent = make("p", make("b", "x"), "tail")
    twin = copied(parent[0])
    twin.text = "y"
    assert (parent[0].text, parent[0].tail, twin.tail) == ("x", "tail", None)
    assert etree.tostring(parent[0], encoding="unicode", with_tail=False).endswith(">x</b>")
