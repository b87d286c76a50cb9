"""Bytes, lines and columns of tags, attributes and characters."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from xml.parsers import expat

import pytest
from lxml import etree

from pipeline.read import parse_file
from pipeline.read.positions import start_tags
from pipeline.read.spans import Spans, _events, _node_spans, _tags
from tests.own import documents


def spans(text: str) -> tuple[Spans, etree._Element]:
    data = text.encode()
    root = etree.fromstring(data)
    return Spans(data, root), root


def test_a_start_tag_is_found_behind_other_scripts_and_line_ends() -> None:
    found, root = spans("<a>\r\n<!-- x -->é漢<b c='d'/>\r\n</a>")
    b = root.find("b")
    assert found.position(found.node(b).begin) == (2, 13)


def test_an_attribute_is_found_by_its_name_and_value() -> None:
    found, root = spans("<a>\n<b one='1' two=\"2 > 1\" xml:lang='fr'/></a>")
    b = root.find("b")
    begin, value, end = found.attribute(b, "two")
    assert found.position(begin) == (2, 12)
    assert found.data[value:end] == b"2 > 1"
    assert found.attribute(b, "lang") is not None
    assert found.attribute(b, "three") is None


def test_entities_and_sections_count_as_written() -> None:
    found, root = spans("<a>x &amp; y&#233;z<b/>t<![CDATA[<]]></a>")
    assert found.data[found.text(root, 4, False) :][:1] == b"y"
    assert found.data[found.text(root, 6, False) :][:1] == b"z"
    assert found.data[found.text(root.find("b"), 0, True) :][:1] == b"t"


def test_lines_are_right_beyond_the_limit_of_libxml2() -> None:
    found, root = spans("<a>" + "\n" * 70_000 + "<b/></a>")
    assert found.position(found.node(root.find("b")).begin) == (70_001, 1)


@pytest.mark.parametrize("path", documents("ga-collection"), ids=lambda path: path.stem)
def test_every_node_and_attribute_of_a_file_is_found(path: Path) -> None:
    source = parse_file(path)
    found = Spans(source.data, source.root)
    for element in source.root.iter("*"):
        place = source.place(element)
        assert found.position(found.node(element).begin) == (place.line, place.column)
        assert all(found.attribute(element, name) for name in element.attrib)
        if element.text:
            assert found.data[found.text(element, len(element.text), False) :][:1] == b"<"


TRICKY = [
    b"<a><b x=\"1>2\" y='/>'/><!-- <c> --><?pi > ?><![CDATA[<x>]]>t</a><!-- e -->",
    b'<?xml version="1.0"?><!-- a --><a></a>',
    b'<a b="/"></a>',
    b"<a\n/>",
]


@pytest.mark.parametrize("data", [*TRICKY, *(path.read_bytes() for path in documents("ga-collection"))])
def test_tags_are_where_a_parser_reports_them(data: bytes) -> None:
    assert _tags(data) == _events(data)


def test_nodes_before_a_fault_have_their_places() -> None:
    data = b"<a><b/><c></a>"
    root = etree.fromstring(data, etree.XMLParser(recover=True))
    found = Spans(data, root)
    assert found.node(root[0]) == (3, 7, 7, 7)


LAUGHS = "".join(f'<!ENTITY {b} "{f"&{a};" * 50}">' for a, b in pairwise("abcdefghij"))
DECLARED = f'<!DOCTYPE a [<!ENTITY a "{"ha" * 50}">{LAUGHS}]><a b="&j;"><b/>&j;</a>'.encode()


@pytest.mark.parametrize("read", [_node_spans, _events, start_tags])
def test_nothing_that_a_doctype_declares_is_expanded(read: Callable[[bytes], list[object]], monkeypatch) -> None:
    parsers: list[expat.XMLParserType] = []
    create = expat.ParserCreate
    monkeypatch.setattr(expat, "ParserCreate", lambda *named: parsers.append(create(*named)) or parsers[-1])
    assert read(DECLARED) == []
    assert all(parser.ErrorByteIndex <= DECLARED.index(b"<!ENTITY") for parser in parsers)


def test_a_doctype_in_a_comment_hides_no_place() -> None:
    found, root = spans("<a><!-- <!DOCTYPE a> --><b/></a>")
    assert found.node(root.find("b")) == (24, 28, 28, 28)
