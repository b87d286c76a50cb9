"""Zip files and compressed streams."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest

from pipeline.packing import zipped, zlib_compressed
from pipeline.unpacking import entry_of


def test_a_zip_has_its_entries_in_order_without_time_and_can_be_read():
    data = zipped([("b/é.txt", b"text " * 99), ("a", b""), ("mimetype", b"plain " * 99)], stored=["mimetype"])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        entries = [(e.filename, e.date_time, e.compress_type) for e in archive.infolist()]
        assert archive.read("b/é.txt") == b"text " * 99
    day = (1980, 1, 1, 0, 0, 0)
    assert entries == [("b/é.txt", day, 8), ("a", day, 0), ("mimetype", day, 0)]


def test_equal_entries_give_equal_bytes_and_nothing_of_the_machine():
    entries = [("a", bytes(range(256)) * 40)]
    assert zipped(entries) == zipped(entries)
    assert zipped(entries)[:10] == b"PK\x03\x04\x14\x00\x00\x08\x08\x00"


def test_a_name_given_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        zipped([("a", b"1"), ("a", b"2")])


def test_a_stream_can_be_read_by_any_zlib_and_its_bytes_never_change():
    assert zlib.decompress(zlib_compressed(b"text " * 999)) == b"text " * 999
    assert zlib_compressed(b"text " * 9).hex() == "785e2b49ad285128219200008dc8110e"


def test_an_entry_that_is_shared_is_packed_as_any_other():
    entries = [("a", b"text " * 99), ("b", b"word " * 99)]
    assert zipped(entries, shared=["a"]) == zipped(entries)


def _changed(data: bytes, old: bytes, new: bytes, times: int) -> bytes:
    assert data.count(old) >= times
    return data.replace(old, new, times)


def _read_alike(data: bytes, name: str) -> bytes | type[Exception]:
    """Return what zipfile finds in an entry, and `entry_of` too."""
    answers: list[bytes | type[Exception]] = []
    for read in (lambda package: package.read(name), lambda package: entry_of(package, data, name)):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            try:
                answers.append(read(package))
            except (zipfile.BadZipFile, KeyError, zlib.error, RuntimeError) as error:
                answers.append(type(error))
    assert answers[0] == answers[1]
    return answers[0]


def test_an_entry_is_read_as_zipfile_reads_it():
    text = b"words of a document " * 50
    data = zipped([("a.xml", text), ("b.xml", text + b"!"), ("empty", b"")])
    assert _read_alike(data, "a.xml") == text
    assert _read_alike(data, "b.xml") == text + b"!"
    assert _read_alike(data, "empty") == b""
    assert _read_alike(data, "c.xml") is KeyError
    sum_of_text = zlib.crc32(text).to_bytes(4, "little")
    assert _read_alike(_changed(data, sum_of_text, b"\0\0\0\0", 2), "a.xml") is zipfile.BadZipFile
    assert _read_alike(_changed(data, b"a.xml", b"x.xml", 1), "a.xml") is zipfile.BadZipFile
    assert _read_alike(b"before" + data, "a.xml") == text


def test_an_entry_that_zipfile_writes_is_read_too():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("é.xml", "text " * 99)
        package.writestr("stored", b"text", zipfile.ZIP_STORED)
    assert _read_alike(buffer.getvalue(), "é.xml") == b"text " * 99
    assert _read_alike(buffer.getvalue(), "stored") == b"text"
