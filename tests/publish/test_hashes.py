"""Tests of the hashes that are remembered: nothing is read twice, and nothing that changed is missed."""

from __future__ import annotations

import hashlib
import os
import time

import pytest

from pipeline.publish import hashes, storage
from pipeline.publish.hashes import Hashes

TICK = 0.02
"""Seconds. Chosen: longer than the system's clock for times of files stands still."""


@pytest.fixture
def reads(monkeypatch):
    """Return the list of the files that are read; files count as old at once."""
    found, real = [], storage.digest
    monkeypatch.setattr(hashes, "_COARSEST", 0)
    monkeypatch.setattr(storage, "digest", lambda address: found.append(address) or real(address))
    return found


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.xml"
    path.write_bytes(b"first")
    time.sleep(TICK)
    return path


def again(known):
    """Return what another run knows."""
    return Hashes(known.remembered())


def asked(path, known=None):
    known = known or Hashes()
    assert known.of(str(path)) == hashlib.sha256(path.read_bytes()).hexdigest()
    return known


def test_a_file_that_has_not_changed_is_read_once(file, reads):
    asked(file, again(asked(file)))
    assert reads == [str(file)]


def test_a_file_of_the_same_size_with_its_old_time_put_back_is_read_again(file, reads):
    known, before = asked(file), file.stat()
    time.sleep(TICK)
    file.write_bytes(b"other")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    asked(file, again(known))
    assert reads == [str(file)] * 2


def test_another_file_in_its_place_is_read(file, reads):
    known, before = asked(file), file.stat()
    other = file.with_name("b.xml")
    other.write_bytes(b"other")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(file)
    asked(file, again(known))
    assert reads == [str(file)] * 2


def test_a_file_that_was_young_when_it_was_read_is_read_again(file, reads, monkeypatch):
    monkeypatch.setattr(hashes, "_COARSEST", 60_000_000_000)
    known = asked(file)
    assert known.remembered() == []
    asked(file, again(known))
    assert reads == [str(file)] * 2


def test_a_file_that_changes_while_it_is_read_is_not_remembered(file, reads, monkeypatch):
    real = storage.digest

    def slow(address):
        digest = real(address)
        time.sleep(TICK)
        file.write_bytes(b"other")
        return digest

    monkeypatch.setattr(storage, "digest", slow)
    known = Hashes()
    known.of(str(file))
    assert known.remembered() == []


def test_what_is_not_asked_for_is_forgotten(file, reads):
    assert again(asked(file)).remembered() == []


def test_what_is_remembered_names_no_path(file, reads):
    assert str(file.parent) not in repr(asked(file).remembered())


@pytest.mark.parametrize("name", ["/dev/zero", "no such file", "a\0b"])
def test_a_device_or_a_missing_file_has_no_hash(name):
    assert Hashes().of(name) == ""


def test_every_file_is_read_where_the_system_does_not_tell_of_changes(file, reads, monkeypatch):
    monkeypatch.setattr(hashes, "_TELLS", False)
    asked(file, again(asked(file)))
    assert reads == [str(file)] * 2
