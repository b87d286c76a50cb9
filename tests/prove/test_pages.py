"""Proof of geometry: what a reader would see wrong on a page is found, and nothing else."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from pipeline.data import TEMPLATES
from pipeline.errors import IllegiblePageError
from pipeline.prove import prove, words
from pipeline.prove.pages import look, parted
from pipeline.read import parse_bytes
from pipeline.write import PageLook, read_back
from pipeline.write.pdf.look import _Char, _chars, _clashes, _covers, _glyphs, _meetings, _runs
from pipeline.write.reading import Box
from tests.prove.samples import body


def drawn(*pages: list[tuple[float, float, str]], font: str = "Times-Roman") -> bytes:
    """Return a PDF with these texts at these places, from the lower left corner, in a font of the project if named."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(612, 792))
    if font != "Times-Roman":
        pdfmetrics.registerFont(TTFont(font, str(TEMPLATES / "fonts" / f"{font}.ttf")))
    for texts in pages:
        canvas.setFont(font, 10)
        for x, y, text in texts:
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


SOUND = PageLook(612, 792, (Box(100, 300, 500, 310),), (), True)
EMPTY = PageLook(612, 792, (Box(100, 300, 140, 310),), (), False)


def remarks(content: str, text: str, *pages: PageLook) -> tuple[str, ...]:
    return look(words(body(content)), text, pages or (SOUND,) * (text.count("\f") + 1)).remarks


def test_figures_over_figures_are_an_error_with_page_and_place():
    source = body("<p>Cost</p>\n<p>7064 1814</p>")
    proof = prove(source, drawn([(100, 700, "Cost")], [(100, 700, "7064"), (112, 700, "1814")]), "pdf")
    error = proof.error()
    assert isinstance(error, IllegiblePageError)
    assert "p. 2" in str(error)
    assert (error.place.line, proof.sound, proof.lost) == (2, False, ())


def test_lines_over_lines_are_an_error():
    proof = prove(body("<p>One two</p><p>Six ten</p>"), drawn([(100, 700, "One two"), (101, 702, "Six ten")]), "pdf")
    assert proof.faults


@pytest.mark.parametrize(("x", "y"), [(-20.0, 700.0), (4.0, 700.0), (590.0, 700.0), (100.0, 788.0), (100.0, -1.0)])
def test_text_off_the_page_is_an_error(x, y):
    proof = prove(body("<p>Far away</p>"), drawn([(x, y, "Far away")]), "pdf")
    assert [fault.page for fault in proof.faults] == [1]


@pytest.mark.parametrize("text", ["AVAVA ToTo Wa, fi ff ffl", "Tr. V. “Y” P.A. (f) 7.064", "x² H₂O é ñ ж"])
def test_text_in_its_place_is_not_a_fault(text):
    data = drawn([(72, 700 - 10.5 * n, text) for n in range(20)])
    seen, pages, _ = read_back(data, "pdf", "")
    assert look(words(body(f"<p>{text}</p>")), seen, pages).faults == ()


def test_letters_of_a_ligature_share_a_box_and_are_not_over_each_other():
    data = drawn([(72, 700, "\ufb00\ufb03\ufb04\ufb05\ufb06")], font="NotoSerif-Subset-Regular")
    page = PdfDocument(data)[0].get_textpage()
    text = page.get_text_range()
    assert text == "ffffifflſtst"
    assert list(_clashes(page.raw, [Box(0, 0, 595, 842)], text)) == []


def test_characters_are_compared_only_where_runs_meet():
    page = PdfDocument(drawn([(72, 700, "written"), (74, 701, "printed"), (72, 400, "else")]))[0].get_textpage()
    areas, text = _meetings(_runs(page.raw)), page.get_text_range()
    assert areas
    assert all(690 < area.bottom < area.top < 715 for area in areas)
    assert {char.text for char in _chars(page.raw, areas)} <= set("writtenprinted")
    assert list(_clashes(page.raw, areas, text)) == list(_clashes(page.raw, [Box(0, 0, 595, 842)], text)) != []


@pytest.mark.parametrize("letters", ["ab", "ac", "ei", "bi", "il", "tl", "12"])
def test_letters_that_no_ligature_joins_are_over_each_other_in_one_box(letters):
    one, other = (_Char(letter, 3 + n, Box(100, 700, 108, 707)) for n, letter in enumerate(letters))
    assert [glyph.text for glyph in _glyphs([one, other])] == list(letters)
    assert _covers(one, other)


def test_a_ligature_is_of_letters_beside_each_other_in_the_text_and_is_over_what_is_printed_on_it():
    letters = [_Char(letter, 3 + n, Box(100, 700, 108, 707)) for n, letter in enumerate("ffi")]
    assert [glyph.text for glyph in _glyphs(letters)] == ["ffi"]
    apart = [letters[0], letters[1]._replace(at=40)]
    assert [glyph.text for glyph in _glyphs(apart)] == ["f", "f"]
    assert _covers(*apart)
    (ligature,) = _glyphs(letters)
    assert _covers(ligature, _Char("o", 6, Box(100, 700, 108, 706)))


def test_a_page_with_hardly_any_text_is_remarked_unless_it_is_the_first_or_the_last():
    content = "<p>a</p>"
    assert remarks(content, "a\fb\fc", SOUND, EMPTY, SOUND) == ("p. 2 is nearly empty",)
    assert remarks(content, "a\fb\fc", EMPTY, SOUND, EMPTY) == ()
    assert remarks(content, "a\fb\fc", SOUND, EMPTY._replace(pictured=True), SOUND) == ()


HEADED = "<section><heading>On lamps</heading><p>Every boat carries two lamps.</p></section>"


def test_a_heading_at_the_foot_of_a_page_is_remarked():
    (found,) = remarks(HEADED, "Text\nOn lamps\n1\fHead\nEvery boat carries\ntwo lamps.")
    assert "p. 1" in found
    assert "On lamps" in found
    assert remarks(HEADED, "Text\n1\fHead\nOn lamps\nEvery boat\ncarries two lamps.") == ()


def test_a_title_of_a_collection_before_a_document_on_the_next_page_is_not_remarked():
    component = "<component><statement name='decision'><mainBody><p>Every boat carries two lamps.</p></mainBody>"
    head = (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><documentCollection name="publication">'
    )
    title = "<preface><p><docTitle>On lamps</docTitle></p></preface></documentCollection>"
    data = f"{head}{title}<components>{component}</statement></component></components></akomaNtoso>"
    source = parse_bytes(data.encode(), Path("sample.xml"))
    text = "Text\nOn lamps\n1\fHead\nEvery boat carries\ntwo lamps."
    assert look(words(source), text, (SOUND,) * 2).remarks == ()


NOTE = "<authorialNote marker='1'><p>See the report of the keeper of the lamps.</p></authorialNote>"


def test_a_note_on_another_page_than_its_mark_is_remarked():
    content = f"<p>The assembly notes the state of lamps{NOTE} and boats.</p>"
    called, note = "The assembly notes the state of lamps1 and boats.", "1 See the report of the keeper of the lamps."
    (found,) = remarks(content, f"{called}\f{note}")
    assert "begins on p. 2" in found
    assert remarks(content, f"{called}\n{note}\fMore") == ()


def test_a_word_parted_without_a_hyphen_is_remarked_with_its_page():
    found = words(body("<p>Continuation of posts</p>"))
    (remark,) = parted(found, "a\fContinuatio\nn of posts", [("continuatio", "n")])
    assert remark.startswith("p. 2: «continuation»")
    assert parted(found, "a\fContinuatio-\nn of posts", [("continuatio", "n")]) == ()


def test_formats_without_pages_are_not_looked_at():
    assert prove(body("<p>one</p>"), b"one", "txt").remarks == ()
