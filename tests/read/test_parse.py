"""The one parser: what it reads, what it refuses, and that it refuses before anything is read or expanded."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from pipeline.errors import MalformedError, MissingInputError, NotAkomaNtosoError, RefusedInputError
from pipeline.read import LIMITS, parse, parse_bytes, parse_file

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
TEXT = f'<akomaNtoso xmlns="{AKN}">\n  <doc name="x">é漢&amp;</doc>\n</akomaNtoso>'
PATH = Path("a.xml")
ENCODINGS = [
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-32-le",
    "gb18030",
    "shift_jis",
    "big5",
    "euc-kr",
    "iso-2022-jp",
]


def declared(text: str, encoding: str) -> bytes:
    return f'<?xml version="1.0" encoding="{encoding}"?>\n{text}'.encode(encoding)


def test_a_document_keeps_its_bytes_tree_and_places() -> None:
    data = f"\r\n{TEXT}".encode()
    source = parse_bytes(data, PATH)
    assert source.data == data
    assert str(source.place(source.root)) == "a.xml:2:1"
    assert str(source.place(source.root[0])) == "a.xml:3:3"
    assert source.root[0].text == "é漢&"


@pytest.mark.parametrize("data", [b"", b" \n\n"])
def test_an_empty_file_is_refused_at_its_beginning(data) -> None:
    with pytest.raises(MalformedError, match=r"a\.xml:1:1: the file is empty"):
        parse_bytes(data, PATH)


def test_places_are_right_in_a_file_that_begins_with_an_empty_line() -> None:
    source = parse_bytes(f"\n{TEXT}".encode(), PATH)
    assert str(source.place(source.root)) == "a.xml:2:1"
    assert str(source.place(source.root[0])) == "a.xml:3:3"


def test_a_doctype_on_the_first_line_is_reported_there() -> None:
    with pytest.raises(RefusedInputError, match=r"a\.xml:1:1: the file has a DOCTYPE"):
        parse_bytes(b"<!DOCTYPE a><a/>", PATH)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_document_in_another_encoding_is_read_as_the_same_document(encoding) -> None:
    text = TEXT.replace("é", "")
    source = parse_bytes(declared(text, encoding), PATH)
    assert source.root[0].text == "漢&"
    assert str(source.place(source.root[0])) == "a.xml:3:3"
    assert source.data.decode("utf-8").endswith(text)
    assert source.sha256 == hashlib.sha256(declared(text, encoding)).hexdigest(), "the hash is that of the file"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", *ENCODINGS, "koi8-r", "iso-8859-1"])
@pytest.mark.parametrize("recover", [False, True])
def test_a_doctype_is_refused_in_every_encoding(encoding, recover) -> None:
    doctype = '<!DOCTYPE akomaNtoso [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    text = f'<!-- c -->\n{doctype}\n<akomaNtoso xmlns="{AKN}">&x;</akomaNtoso>'
    with pytest.raises(RefusedInputError, match=r"a\.xml:3:1: the file has a DOCTYPE"):
        parse_bytes(declared(text, encoding), PATH, recover=recover)


def test_what_only_looks_like_a_doctype_is_read() -> None:
    text = TEXT.replace("<doc", "<!-- <!DOCTYPE a> --><doc")
    assert parse_bytes(text.encode(), PATH).root[-1].text == "é漢&"


@pytest.mark.parametrize("encoding", ["nonsense", "rot13", "hex", "punycode", "unicode_escape", "utf-7", "idna", "8"])
def test_an_unknown_encoding_is_an_error_with_its_name(encoding) -> None:
    data = f'<?xml version="1.0" encoding="{encoding}"?>\n{TEXT}'.encode()
    with pytest.raises(MalformedError, match=f"a.xml:1:1: the encoding “{encoding}” cannot be read"):
        parse_bytes(data, PATH)


@pytest.mark.parametrize("data", [b"\xff\xfe<\x00a", declared(TEXT, "utf-8").replace(b"utf-8", b"big5")])
def test_bytes_that_do_not_fit_their_encoding_are_an_error(data) -> None:
    with pytest.raises(MalformedError, match="not written in the encoding"):
        parse_bytes(data, PATH)


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path, monkeypatch) -> None:
    with (tmp_path / "a.xml").open("wb") as stream:
        stream.truncate(LIMITS.size + 1)
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail("the file was read"))
    with pytest.raises(RefusedInputError, match="the limit is"):
        parse_file(tmp_path / "a.xml")


def test_bytes_over_the_limit_are_refused_too() -> None:
    with pytest.raises(RefusedInputError, match="the file has 101 bytes; the limit is 100"):
        parse_bytes(b" " * 101, PATH, limits=parse.Limits(size=100))


def test_elements_deeper_than_the_limit_are_refused_at_the_first_of_them() -> None:
    nested = TEXT.replace("</doc>", "<a>\n<b>\n<c/>\n</b>\n</a></doc>").encode()
    assert parse_bytes(nested, PATH, limits=parse.Limits(depth=5)).root is not None
    with pytest.raises(RefusedInputError, match=r"a\.xml:4: elements are nested deeper than the limit of 4"):
        parse_bytes(nested, PATH, limits=parse.Limits(depth=4))


@pytest.mark.parametrize("name", ["a", "xmlns:a"])
def test_an_element_with_more_attributes_than_the_limit_is_refused(name) -> None:
    many = " ".join(f'{name}{n}="x"' for n in range(12))
    data = TEXT.replace("<doc", f"<doc {many}").encode()
    assert parse_bytes(data, PATH, limits=parse.Limits(attributes=13)).root is not None
    with pytest.raises(RefusedInputError, match=r"a\.xml:2: <doc> has more attributes than the limit of 11"):
        parse_bytes(data, PATH, limits=parse.Limits(attributes=11))


def test_many_elements_with_few_attributes_and_namespaces_are_read() -> None:
    data = TEXT.replace("é", "".join(f'<p xmlns:a{n}="x" b="y"/>' for n in range(40))).encode()
    assert parse_bytes(data, PATH, limits=parse.Limits(attributes=10)).root is not None


@pytest.mark.parametrize("kind", ["missing", "folder", "pipe", "device"])
def test_what_is_not_a_file_is_missing_input(tmp_path, kind) -> None:
    path = tmp_path / "a.xml"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    with pytest.raises(MissingInputError):
        parse_file(Path("/dev/zero") if kind == "device" else path)


def test_a_fault_has_its_place_and_recovery_says_what_it_ignored() -> None:
    broken = TEXT.replace("</doc>", "").encode()
    with pytest.raises(MalformedError, match=r"a\.xml:3:\d+: not well-formed"):
        parse_bytes(broken, PATH)
    assert parse_bytes(broken, PATH, recover=True).recovered
    assert parse_bytes(TEXT.encode(), PATH, recover=True).recovered == ()


def test_another_root_is_not_akoma_ntoso() -> None:
    with pytest.raises(NotAkomaNtosoError, match=r"a\.xml:2:3: the root element is 'a'"):
        parse_bytes(b"<!-- -->\n  <a/>", PATH)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"# A page\n", "this is not XML: it does not begin with “<”"),
        ("\ufeff  text".encode(), "this is not XML"),
        (b"%PDF-1.7\n", "this is a PDF file"),
    ],
)
@pytest.mark.parametrize("recover", [False, True])
def test_what_is_not_xml_is_named_and_sent_to_import(data, what, recover):
    with pytest.raises(MalformedError, match=rf"x:1:1: {what}.*`import`"):
        parse_bytes(data, Path("x"), recover=recover)
