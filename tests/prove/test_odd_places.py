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
P = "<p>one</p>"
WIDE, VIET = f"<p>{'1 ' * 68}</p>", "e\u0323\u0302"
STARS, SECOND = '<authorialNote marker="1 * * *"/>', '<authorialNote marker="2"/>'
BOX = "<table><tr><td><p>three</p></td></tr></table>"
NAMES = "BRIGADOON BROBDINGNAG EREWHON FREEDONIA LAPUTA LILLIPUT LUGGNAGG NARNIA OCEANIA RURITANIA"
ORGANIZATIONS = "".join(f"<organization>{name}</organization>" for name in NAMES.split())
ODD = {
    "a table right in a table": f"<mainBody><table>{TABLE}</table></mainBody>",
    "a note right in a table": f"<table><table/>{NOTE}</table>",
    "a table in one beside an empty row": f"<table><tr/>{TABLE}</table>",
    "a table in the number of a title": f"<preface><p><docNumber>9 {TABLE}</docNumber></p></preface>",
    "a table in the line of a session": f"<preface><p><session/>{TABLE}</p></preface>",
    "a table between components": f"<components>{TABLE}</components>",
    "a table between attachments": f"<attachments>{TABLE}</attachments>",
    "notes of the metadata in the text": "<notes><note><p>*\tSee.</p></note></notes><mainBody><p>a</p></mainBody>",
    "notes of the metadata on the cover": "<coverPage><notes><note><p>*\tSee.</p></note></notes></coverPage>",
    "notes of a document in a document": "<doc><meta><notes><note><p>*\tSee.</p></note></notes></meta></doc>",
    "a note with a number alone": "<notes><note><num>1.</num></note></notes>",
    "a note with a table": f"<notes><note>{TABLE}</note></notes>",
    "a note that is not among notes": f"<mainBody><note>{P}{TABLE}</note></mainBody>",
    "a deletion around a field of the masthead": "<coverPage><del><docStatus>General</docStatus></del></coverPage>",
    "an insertion around a title on the cover": "<coverPage><ins><docTitle>Title</docTitle></ins></coverPage>",
    "words in a line break": f"{STARS}<caption><eol>4</eol>12</caption>{SECOND}",
    "words in a picture": "<mainBody><p>Recalling<img>\u0308</img></p></mainBody>",
    "organizations that touch": f"<mainBody>{ORGANIZATIONS}</mainBody>",
    "a figure that begins in a name": f"<caption><person>345,6</person>12</caption>{STARS}{SECOND}",
    "a mark of quotation with letters": f"<quotedStructure startQuote='“so ' endQuote='”'>{P}</quotedStructure>",
    "a table of nothing to be seen": "<table><tr><td><p><img/></p></td></tr></table>",
    "a table after a list, and one in it": f"<mainBody><ul><li>{P}</li></ul>{BOX}<ul>{TABLE}</ul></mainBody>",
    "a letter with marks in a narrow column": f"<table>{WIDE}<tr><td/><table><p>{VIET}</p></table>{P}</tr></table>",
    "a picture between documents": "</doc><img alt='bar code'/><doc>",
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
