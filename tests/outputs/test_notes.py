"""Each note's text is reached from its own mark, in every format: one document from XML to the files."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from lxml import etree, html

from pipeline.prepare import prepare
from pipeline.read import parse_bytes
from pipeline.write import Options, writer
from tests.outputs.reading import W
from tests.publish.building import akn

NOTES = {"1": "First note, of the opening words.", "2": "Second note, inside the sentence.", "3": "Third note, last."}
WORDS = {"1": "opening", "2": "sentence", "3": "here"}


def _note(number: str) -> str:
    eid = f"authorialNote_{number}"
    return f'<authorialNote marker="{number}" placement="bottom" eId="{eid}"><p>{NOTES[number]}</p></authorialNote>'


@pytest.fixture(scope="module")
def document():
    text = f"The opening{_note('1')} words of a sentence{_note('2')} that ends here{_note('3')}"
    return prepare(parse_bytes(akn(text).encode("utf-8"), Path("notes.xml")))


@pytest.fixture(scope="module")
def written(document):
    return lambda format: writer(format)(document, Options()).data


def test_html_leads_from_mark_to_note_and_back(written):
    page = html.document_fromstring(written("html").decode("utf-8"))
    marks = page.xpath("//a[@role='doc-noteref']")
    assert [mark.text_content() for mark in marks] == list(NOTES)
    for mark in marks:
        note = page.get_element_by_id(mark.get("href")[1:])
        assert NOTES[mark.text_content()] in note.text_content()
        backs = note.xpath(".//a[starts-with(@href, '#')]/@href")
        assert page.get_element_by_id(backs[0][1:]) in (mark, mark.getparent())
        before = "".join(mark.xpath("preceding::text()"))
        assert before.rstrip().endswith(WORDS[mark.text_content()])


def test_word_has_real_footnotes_under_the_ids_of_their_references(written):
    with zipfile.ZipFile(io.BytesIO(written("docx"))) as package:
        body, notes = (etree.fromstring(package.read(f"word/{part}.xml")) for part in ("document", "footnotes"))
    texts = {note.get(f"{W}id"): "".join(note.itertext()) for note in notes}
    marks = list(body.iter(f"{W}footnoteReference"))
    assert [texts[mark.get(f"{W}id")] for mark in marks] == list(NOTES.values())
    for number, mark in enumerate(marks, 1):
        before = "".join(mark.xpath("preceding::*[local-name() = 't']/text()"))
        assert before.endswith(WORDS[str(number)])


@pytest.mark.parametrize("format", ["txt", "flow.txt"])
def test_text_has_the_mark_at_the_word_and_at_the_note(written, format):
    text = written(format).decode("utf-8")
    for number, note in NOTES.items():
        assert re.search(rf"\b{WORDS[number]}\[{number}\]", text)
        assert re.search(rf"^\[{number}\] +{re.escape(note)}$", text, re.MULTILINE)


def test_pdf_leads_from_mark_to_note_and_back(written):
    data = written("pdf")
    text = pypdfium2.PdfDocument(data)[0].get_textpage()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        names = {str(k): v for k, v in pikepdf.NameTree(pdf.Root.Names.Dests).items()}
        links = [link for link in pdf.pages[0].Annots if "/URI" not in link.get("/A", {})]
        places = [(_target(link, names), [float(x) for x in link.Rect]) for link in links]
    marks, backs = places[:3], places[3:]
    assert len(places) == 6
    for number, ((_, _, y), rect), ((_, _, back), own) in zip(NOTES, marks, backs, strict=True):
        below = text.get_text_bounded(0, y - 14, 612, y + 2)
        assert NOTES[number] in below, "the mark leads to the line of its note"
        assert own[1] <= y + 2 and back >= rect[1] - 2, "and the note back to the line of its mark"
        before = text.get_text_bounded(rect[0] - 60, rect[1] - 4, rect[0], rect[3])
        assert before.strip().endswith(WORDS[number])


def _target(link: pikepdf.Object, names: dict[str, pikepdf.Object]) -> tuple[object, float, float]:
    """Return the page, x and y that a link leads to."""
    place = link.Dest if "/Dest" in link else link.A.D
    place = names[str(place)] if isinstance(place, pikepdf.String) else place
    array = place.D if isinstance(place, pikepdf.Dictionary) else place
    return array[0].objgen, float(array[2]), float(array[3])


def test_pdf_has_a_note_element_for_each_note(written):
    with pikepdf.open(io.BytesIO(written("pdf"))) as pdf:
        kinds = [
            str(o.S) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and isinstance(o.get("/S"), pikepdf.Name)
        ]
    assert kinds.count("/Note") + kinds.count("/FENote") == 3
    assert kinds.count("/Reference") == 3
