"""Content in odd places, as fuzzing found it: it reaches every file, and the proof finds it there."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.prepare import prepare
from pipeline.prove import prove
from pipeline.read import Source, parse_bytes
from pipeline.write import DEFAULT_FORMATS, Options, writer

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
NOTE = '<authorialNote marker="a"><p>See.</p></authorialNote>'
TABLE = "<table><tr><td><p>one</p></td><td><p>two</p></td></tr></table>"
ADDRESS = """<meta><analysis><otherReferences>
    <alternativeReference for="#r" href="https://example.org/"/></otherReferences></analysis></meta>"""
ODD = {
    "a table right in a table": f"<mainBody><table>{TABLE}</table></mainBody>",
    "a note right in a table": f"<table><table/>{NOTE}</table>",
    "a table in one beside an empty row": f"<table><tr/>{TABLE}</table>",
    "a table in the number of a title": f"<preface><p><docNumber>9 {TABLE}</docNumber></p></preface>",
    "a table in the line of a session": f"<preface><p><session/>{TABLE}</p></preface>",
    "a table between components": f"<components>{TABLE}</components>",
    "a table between attachments": f"<attachments>{TABLE}</attachments>",
    "notes of the metadata in the text": "<notes><note><p>*\tSee.</p></note></notes><mainBody><p>a</p></mainBody>",
    "a note with a number alone": "<note><num>1.</num></note>",
    "a deletion around a field of the masthead": "<coverPage><del><docStatus>General</docStatus></del></coverPage>",
    "an insertion around a title on the cover": "<coverPage><ins><docTitle>Title</docTitle></ins></coverPage>",
    "addresses beside the document": f'<mainBody><p><ref eId="r">one</ref></p></mainBody></doc>{ADDRESS}<doc>',
}


def source(content: str) -> Source:
    """Return a document with this content."""
    return parse_bytes(f'<akomaNtoso xmlns="{AKN}"><doc>{content}</doc></akomaNtoso>'.encode(), Path("sample.xml"))


@pytest.mark.parametrize("format", DEFAULT_FORMATS)
@pytest.mark.parametrize("name", ODD)
def test_what_is_in_an_odd_place_is_in_every_file(name, format):
    sample = source(ODD[name])
    proof = prove(sample, writer(format)(prepare(sample), Options()).data, format)
    assert proof.error() is None
