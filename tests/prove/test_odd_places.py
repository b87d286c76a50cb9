"""Content in odd places, as fuzzing found it: it reaches every file, and the proof finds it there."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.prepare import prepare
from pipeline.prove import prove
from pipeline.read import Source, parse_bytes
from pipeline.write import DEFAULT_FORMATS, Options, writer

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
ROW = "<tr><td><p>one</p></td><td><p>two</p></td></tr>"
ODD = {
    "a table right in a table": f"<doc><mainBody><table><table>{ROW}</table></table></mainBody></doc>",
    "a note right in a table": '<doc><table><table/><authorialNote marker="a"><p>See.</p></authorialNote></table></doc>',
    "a table in one beside an empty row": f"<doc><table><tr/><table>{ROW}</table></table></doc>",
    "a table in the number of a title": f"<doc><preface><p><docNumber>9 <table>{ROW}</table></docNumber></p></preface></doc>",
    "a table in the line of a session": f"<doc><preface><p><session/><table>{ROW}</table></p></preface></doc>",
    "a table between components": f"<doc/><components><table>{ROW}</table></components>",
    "a table between attachments": f"<doc><attachments><table>{ROW}</table></attachments></doc>",
}


def source(content: str) -> Source:
    """Return a file with this content right inside its root."""
    return parse_bytes(f'<akomaNtoso xmlns="{AKN}">{content}</akomaNtoso>'.encode(), Path("sample.xml"))


@pytest.mark.parametrize("format", DEFAULT_FORMATS)
@pytest.mark.parametrize("name", ODD)
def test_what_is_in_an_odd_place_is_in_every_file(name, format):
    sample = source(ODD[name])
    proof = prove(sample, writer(format)(prepare(sample), Options()).data, format)
    assert proof.error() is None
