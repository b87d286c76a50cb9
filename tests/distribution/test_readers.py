"""The content of files read back through the structure of their format."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.distribution.content import of_document, of_file
from pipeline.document import Heading, Note, NoteMark, Paragraph, Rank, Role, Text
from pipeline.errors import DocumentError
from pipeline.packing import zipped
from pipeline.prepare import prepare
from pipeline.read import parse_file
from pipeline.write import FORMATS, Agreement, Options, writer
from tests.own import DOCUMENTS

SEQUENCE = ("pdf", "docx", "html", "md", "epub", "odt")
SAMPLE = (
    "ga-resolution/ar/A_RES_79_902-2499902A.xml",
    "ga-resolution/zh/A_RES_79_901-2499901C.xml",
    "sc-prst/en/S_PRST_2010_930-1099930E.xml",
    "sc-resolution/fr/S_RES_9903-2399903F.xml",
    "ga-decision/ru/GA_decision_78_993_R.xml",
    "hrc-resolution/es/A_HRC_RES_54_913S.xml",
)


def _agreement(document, format):
    data = writer(format)(document, Options()).data
    found = of_file(data, format, document.identity.language)
    return of_document(document).agreement(found, FORMATS[format].agreement)


@pytest.mark.parametrize("format", FORMATS)
def test_the_own_documents_agree_in_every_format(documents, format):
    found = {_agreement(document, format) for document in documents}
    assert found == {Agreement.SEQUENCE} if format in SEQUENCE else found <= {Agreement.SEQUENCE, Agreement.WORDS}


@pytest.mark.parametrize("name", SAMPLE)
def test_documents_of_all_languages_agree_as_their_formats_must(name):
    document = prepare(parse_file(DOCUMENTS / name))
    for format in FORMATS:
        agreement = _agreement(document, format)
        assert agreement is not None, format
        assert agreement is Agreement.SEQUENCE or "txt" in format, (format, agreement)


@pytest.mark.parametrize("format", FORMATS)
def test_generated_words_and_marks_of_notes_are_distinguished_from_the_text(documents, format):
    document = _with_everything(documents[1])
    agreement = _agreement(document, format)
    if format in SEQUENCE:
        assert agreement is Agreement.SEQUENCE
    else:
        assert agreement is None  # a generated heading cannot be reported in plain text: no source needs one there


def _with_everything(document):
    """Return the document with a generated title, a numbered note, a starred one and one called twice."""
    made = Heading(anchor="made", rank=Rank.TITLE, level=1, inlines=(Text("Generated", generated=True),))
    calls = (Text("Called"), NoteMark("n1"), NoteMark("n2"), Text(" twice"), NoteMark("n1"))
    called = Paragraph(anchor="called", role=Role.TEXT, inlines=calls)
    notes = tuple(
        Note(
            id=name,
            mark=mark,
            printed=mark,
            blocks=(Paragraph(anchor=f"{name}.p", role=Role.TEXT, inlines=(Text(text),)),),
        )
        for name, mark, text in (("n1", "1", "First note"), ("n2", "*", "Starred note"))
    )
    first = replace(document.parts[0], blocks=(called, *document.parts[0].blocks))
    return replace(document, title=(made,), parts=(first, *document.parts[1:]), notes=notes)


@pytest.mark.parametrize("format", FORMATS)
def test_one_changed_word_is_another_content(documents, format):
    document = documents[1]
    block = document.parts[0].blocks[0]
    text = block.inlines[0].text
    assert "tenir" in text
    changed = replace(block, inlines=(Text(text.replace("tenir", "lenir")), *block.inlines[1:]))
    part = replace(document.parts[0], blocks=(changed, *document.parts[0].blocks[1:]))
    data = writer(format)(replace(document, parts=(part, *document.parts[1:])), Options()).data
    assert of_document(document).agreement(of_file(data, format, "fr"), Agreement.LETTERS) is None


def test_a_file_that_would_take_all_memory_or_is_nested_without_end_is_refused():
    bomb = zipped([("word/document.xml", bytes(300_000_000))])
    with pytest.raises(DocumentError, match="unpacks to more"):
        of_file(bomb, "docx", "en")
    deep = b"<html><body>" + b"<p><b>" * 200
    nested = zipped([("content.xml", b"<a>" * 100_000)])
    assert of_file(deep + b"word", "html", "en").text.strip() == "word"
    with pytest.raises(DocumentError, match="cannot be read"):
        of_file(nested, "odt", "en")


@pytest.mark.parametrize("format", [f for f in FORMATS if "txt" not in f and f != "md"])
def test_a_file_that_is_invalid_is_refused(format):
    with pytest.raises(DocumentError, match="cannot be read"):
        of_file(b"", format, "en")
