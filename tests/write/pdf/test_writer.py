"""The whole writer on small documents: structure, notes, fonts, links, determinism."""

from __future__ import annotations

import ctypes
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from pipeline.document import (
    Cell,
    Change,
    Column,
    Heading,
    LineBreak,
    Link,
    Look,
    Paragraph,
    Rank,
    Role,
    Row,
    Table,
    Text,
)
from pipeline.errors import MissingGlyphError
from pipeline.write import Options
from pipeline.write.pdf.writer import write
from tests.write.pdf.write_pdf_tools import NoteMark, document, note, opened, page_texts, paragraph, structure

WORDS = (
    "Recalls its resolution of last year and all its other resolutions on the question, and encourages Member States. "
)


def data(*blocks, **more) -> bytes:
    return write(document(*blocks, **more), Options(attachment=b"<a/>")).data


def item(number: int, label: str, text: str, level: int = 1) -> Paragraph:
    return Paragraph(anchor=f"item_{number}", role=Role.ITEM, level=level, label=(Text(label),), inlines=(Text(text),))


def table(rows: int) -> Table:
    def cell(column: int, text: str, header: bool = False) -> Cell:
        block = Paragraph(anchor=f"c{text}{column}", role=Role.TEXT, inlines=(Text(text),))
        return Cell(column=column, blocks=(block,), header=header, scope="col" if header else "")

    head = Row((cell(0, "Item", True), cell(1, "Amount", True)), header=True)
    body = tuple(Row((cell(0, f"Row {n}"), cell(1, f"{n} 000"))) for n in range(rows))
    return Table(anchor="tbl", columns=(Column(200.0), Column(100.0)), rows=(head, *body), width=300.0)


def test_words_of_the_form_that_have_an_address_are_not_link():
    added = Text("See above", link=Link("#para_1"), generated=True)
    made = opened(data(paragraph(1, "Decides. ", Role.OPERATIVE, added)))
    assert "See above" in page_texts(data(paragraph(1, "Decides. ", Role.OPERATIVE, added)))[0]
    assert "/Annots" not in made.pages[0]


def test_the_structure_tree_reads_as_the_document_does():
    link = Link("https://docs.un.org/en/A/RES/1")
    blocks = (
        Paragraph(anchor="f", role=Role.FORMULA, inlines=(Text("The General Assembly,"),)),
        paragraph(
            1,
            "Recalls ",
            Role.OPERATIVE,
            Text("resolution 1", link=link),
            Text(","),
            NoteMark("fn_1"),
            Text(" and decides:"),
        ),
        item(1, "(a)", "First;"),
        item(2, "(i)", "Inner;", 2),
        item(3, "(b)", "Second."),
        Heading(anchor="h", rank=Rank.SECOND, level=2, inlines=(Text("Heading"),)),
    )
    assert structure(data(*blocks, notes=(note(1, "See text."),))) == GOLDEN.strip("\n").split("\n")


GOLDEN = """
Document
  Div
    P
      'United Nations'
    P
      'A'
      '/RES/80/1'
    P
      'General Assembly'
    P
      'Distr.: General'
    P
      'Eightieth session'
  H1
    '80/1. '
    'Rights of the child'
  Sect
    P
      'The General Assembly,'
    P
      '1. '
      'Recalls '
      Link
        'resolution 1'
        (annotation)
      ','
      Reference
        Link
          '1'
          (annotation)
      ' and decides:'
    Note
      Lbl
        Link
          '1'
          (annotation)
        ' '
      P
        'See text.'
    L
      LI
        Lbl
          '(a) '
        LBody
          P
            'First;'
          L
            LI
              Lbl
                '(i) '
              LBody
                P
                  'Inner;'
      LI
        Lbl
          '(b) '
        LBody
          P
            'Second.'
    H2
      'Heading'
"""


def test_a_paragraph_over_two_pages_is_one_element():
    tree = structure(data(*[paragraph(n, WORDS * 12) for n in range(1, 12)]))
    texts = [line.strip() for line in tree if "Recalls" in line or "Member" in line]
    assert sum(line.strip() == "P" for line in tree) == 5 + 11
    assert len(texts) > 11


def pages_of(texts: list[str], pattern: str) -> dict[int, int]:
    """Return the page on which each numbered sign of a pattern is; each occurs once."""
    found = [(int(number), page) for page, text in enumerate(texts) for number in re.findall(pattern, text)]
    assert len(found) == len(dict(found))
    return dict(found)


@pytest.mark.parametrize("length", range(1, 8))
def test_every_note_stands_on_the_page_of_its_mark(length):
    blocks = [
        paragraph(n, f"Begin{n}x {WORDS * length} Mark{n}x", Role.OPERATIVE, NoteMark(f"fn_{n}")) for n in range(1, 31)
    ]
    notes = tuple(note(n, f"Explanation{n}x of the document. {WORDS * (n % 4)}") for n in range(1, 31))
    texts = page_texts(data(*blocks, notes=notes))
    marks, explained = pages_of(texts, r"Mark(\d+)x"), pages_of(texts, r"Explanation(\d+)x")
    assert len(marks) == 30 and len(texts) > 2
    assert explained == marks


def test_notes_follow_their_marks_although_paragraphs_go_over_pages():
    blocks = [
        paragraph(n, f"Begin{n}x {WORDS * 7} Mark{n}x", Role.OPERATIVE, NoteMark(f"fn_{n}")) for n in range(1, 31)
    ]
    texts = page_texts(data(*blocks, notes=tuple(note(n, f"Explanation{n}x.") for n in range(1, 31))))
    begins, explained = pages_of(texts, r"Begin(\d+)x"), pages_of(texts, r"Explanation(\d+)x")
    assert any(begins[n] != explained[n] for n in begins)  # so a note on its paragraph's first page is seen


def test_every_font_is_embedded_and_none_is_a_standard_one():
    pdf = opened(data(paragraph(1, WORDS), table(3)))
    fonts = [o for o in pdf.objects if isinstance(o, type(pdf.Root)) and o.get("/Type") == "/Font"]
    assert fonts
    for font in fonts:
        if font.Subtype == "/Type0":
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
        assert "Helvetica" not in str(font.BaseFont)


def test_a_long_table_repeats_its_head_as_decoration_only():
    made = data(table(120))
    texts = page_texts(made)
    assert sum("Amount" in page for page in texts) == len([p for p in texts if "Row" in p]) > 1
    assert [line.strip() for line in structure(made)].count("'Amount'") == 1


def test_head_cells_have_their_scope():
    pdf = opened(data(table(2)))
    heads = [o for o in pdf.objects if _kind(o) == "/TH"]
    assert [str(h.A.Scope) for h in heads] == ["/Column", "/Column"]


def _kind(thing: object) -> str:
    try:
        return str(thing.S)  # type: ignore[attr-defined]
    except (AttributeError, ValueError, KeyError, NotImplementedError):
        return ""


def test_anchors_are_named_destinations():
    pdf = opened(data(paragraph(1, WORDS), notes=(note(1, "x"),)))
    names = {str(name) for kid in pdf.Root.Names.Dests.Kids for name in list(kid.Names)[::2]}
    assert {"title", "main", "para_1"} <= names


def test_headings_are_bookmarks():
    heading = Heading(anchor="h", rank=Rank.SECOND, level=2, inlines=(Text("Second level"),))
    with opened(data(paragraph(1, WORDS), heading)).open_outline() as outline:
        assert outline.root[0].title == "80/1. Rights of the child"
        assert outline.root[0].children[0].title == "Second level"


def test_the_source_is_attached_as_source():
    pdf = opened(data(paragraph(1, WORDS)))
    assert str(pdf.Root.AF[0].AFRelationship) == "/Source"
    assert pdf.attachments["A_RES_80_1.xml"].get_file().read_bytes() == b"<a/>"


def test_metadata_agrees_with_itself():
    pdf = opened(data(paragraph(1, WORDS)))
    with pdf.open_metadata() as xmp:
        assert xmp["dc:title"] == str(pdf.docinfo.Title) == "Rights of the child"
        assert xmp["pdfuaid:part"] == "1"
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("3", "A")
        assert xmp["xmp:CreateDate"].startswith("2025-12-05")
    assert str(pdf.Root.Lang) == "en"


def test_a_passage_in_another_language_says_so():
    pdf = opened(data(Paragraph(anchor="p", role=Role.TEXT, inlines=(Text("The word "), Text("mot", language="fr")))))
    spans = [o for o in pdf.objects if _kind(o) == "/Span"]
    assert [str(s.Lang) for s in spans] == ["fr"]


def test_a_missing_glyph_is_named_with_its_place():
    written = write(document(paragraph(7, "smile \U0001f600")), Options())
    assert written.warnings == ("no font has a glyph for U+1F600 \U0001f600: drawn as a box at para_7",)


def test_a_missing_glyph_is_an_error_when_that_is_asked_for():
    with pytest.raises(MissingGlyphError, match=r"U\+1F600.*para_7"):
        write(document(paragraph(7, "smile \U0001f600")), Options(strict_glyphs=True))


def test_the_closing_lines_are_never_parted_from_the_last_paragraph():
    closing = Paragraph(
        anchor="c", role=Role.CLOSING, inlines=(Text("55th plenary meeting"), LineBreak(), Text("5 December 2025"))
    )
    for count in range(8, 16):
        blocks = [paragraph(n, WORDS * 2) for n in range(count)]
        last = page_texts(data(*blocks, closing))[-1]
        assert "55th plenary meeting" in last
        assert f"{count - 1}. Recalls" in last


def test_what_was_written_before_does_not_change_a_file():
    first = data(paragraph(1, WORDS))
    data(Paragraph(anchor="p", role=Role.TEXT, inlines=(Text("大会，" * 40),)), language="zh")
    data(paragraph(1, "Quite other words, žluťoučký kůň"), table(4))
    assert data(paragraph(1, WORDS)) == first


def test_the_hash_seed_does_not_change_a_file(root: Path):
    code = (
        "import hashlib; from tests.write.pdf import write_pdf_tools as t;"
        "from pipeline.write import Options; from pipeline.write.pdf.writer import write;"
        "p = t.paragraph(1, 'Some words', t.Role.OPERATIVE, t.NoteMark('fn_1'));"
        "d = t.document(p, notes=(t.note(1, 'Note'),));"
        "print(hashlib.sha256(write(d, Options(attachment=b'x')).data).hexdigest())"
    )
    sums = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=root,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(sums) == 1


def test_arabic_comes_back_in_reading_order():
    text = "إن الجمعية العامة، إذ تشير إلى القرار 80/1 (A/80/5)،"
    made = data(Paragraph(anchor="p", role=Role.TEXT, inlines=(Text(text),)), language="ar")
    assert repr(text) in [line.strip() for line in structure(made)]


def test_an_emblem_that_the_user_supplies_fills_its_slot_with_a_description(monkeypatch, tmp_path: Path):
    path = tmp_path / "emblem.png"
    Image.new("RGBA", (8, 8), (0, 0, 0, 128)).save(path)
    monkeypatch.setattr("pipeline.write.pdf.flow.masthead.EMBLEM", path)
    pdf = opened(data(paragraph(1, WORDS)))
    figures = [o for o in pdf.objects if _kind(o) == "/Figure"]
    assert str(figures[0].Alt) == "Emblem of the United Nations"
    assert [float(v) for v in figures[0].A.BBox] == pytest.approx([64.0, 673.9, 120.1, 720.9])
    assert len(pdf.pages[0].Resources.XObject) == 1


def test_full_capitals_among_changed_small_ones_have_the_colour_of_the_change():
    words = Text("Mr. Bradley", look=Look.SMALL_CAPS, change=Change.INSERTED)
    made = pypdfium2.PdfDocument(data(paragraph(1, "Thanks ", Role.OPERATIVE, words)))[0].get_textpage()
    first = made.get_text_range().index("Mr.")
    assert _colour(made, first) == _colour(made, first + 1) != _colour(made, first - 3)


def _colour(page: pypdfium2.PdfTextPage, index: int) -> tuple[int, ...]:
    parts = [ctypes.c_uint() for _ in range(4)]
    assert pypdfium2.raw.FPDFText_GetFillColor(page, index, *parts)
    return tuple(part.value for part in parts)


def test_no_emblem_is_shipped():
    pdf = opened(data(paragraph(1, WORDS)))
    assert "/XObject" not in pdf.pages[0].Resources


def test_a_document_without_masthead_begins_at_the_head_of_the_page():
    plain = replace(document(paragraph(1, WORDS)), masthead=None)
    assert len(page_texts(write(plain, Options()).data)) == 1


def test_small_capitals_are_drawn_as_capitals_and_read_as_they_are_written():
    made = document(paragraph(1, "Mr. B", Role.OPERATIVE, Text("radley (nº ß)", look=Look.SMALL_CAPS)))
    data = write(made, Options()).data
    assert "Mr. Bradley (nº ß)" in page_texts(data)[0]
    page = pypdfium2.PdfDocument(data)[0].get_textpage()
    first = page.get_text_range().index("radley")
    tall, small = (page.get_charbox(first + n, loose=False) for n in (0, 2))
    assert small[3] - small[1] == pytest.approx(tall[3] - tall[1], abs=0.2)
