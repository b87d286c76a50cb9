"""Second runs: no file is read twice without need, and nothing that has changed is missed."""

from __future__ import annotations

import os
import shutil
import time

import pytest

from pipeline.publish import hashes, storage
from pipeline.publish.job import State
from pipeline.site import output
from tests.own import DOCUMENTS
from tests.site.samples import build

PAGE = "files/text.html"
TICK = 0.02
"""Seconds. Chosen: longer than the system's clock for times of files stands still."""


@pytest.fixture
def site(root, tmp_path, monkeypatch):
    """Return the folder of a site that was built from `in/text.xml` beside it; its files count as old."""
    monkeypatch.setattr(hashes, "_COARSEST", 0)
    (tmp_path / "in").mkdir()
    shutil.copy(root / "source" / "bamako-letter" / "fra@.xml", tmp_path / "in" / "text.xml")
    time.sleep(TICK)
    again(tmp_path / "site")
    time.sleep(TICK)
    return tmp_path / "site"


def again(top):
    return build(top, str(top.parent / "in"))


def rewritten(path, old, new):
    """Change a file in place, to the same size, and put its times back."""
    before, data = path.stat(), path.read_bytes()
    assert old in data
    assert len(old) == len(new)
    path.write_bytes(data.replace(old, new))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)


def test_the_second_run_reads_no_file_for_its_hash(site, monkeypatch):
    read, real = [], storage.digest
    monkeypatch.setattr(storage, "digest", lambda address: read.append(address) or real(address))
    assert again(site).written == 0
    assert read == []


def test_a_source_of_the_same_size_with_its_old_time_is_built_again(site):
    rewritten(site.parent / "in" / "text.xml", "démocratie".encode(), "démagogies".encode())
    assert again(site).batch.count(State.BUILT) == 1
    assert "démagogies" in (site / PAGE).read_text("utf-8")
    assert "démagogies" in next((site / "works").rglob("text/fr.html")).read_text("utf-8")


def test_an_output_of_the_same_size_with_its_old_time_is_put_right(site):
    before = (site / PAGE).read_bytes()
    rewritten(site / PAGE, "démocratie".encode(), "démagogies".encode())
    assert again(site).batch.count(State.BUILT) == 1
    assert (site / PAGE).read_bytes() == before


def test_an_output_that_another_file_has_replaced_is_put_right(site):
    before, status = (site / PAGE).read_bytes(), (site / PAGE).stat()
    (site / "files" / "other").write_bytes(b"x" * len(before))
    (site / "files" / "other").replace(site / PAGE)
    os.utime(site / PAGE, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert again(site).batch.count(State.BUILT) == 1
    assert (site / PAGE).read_bytes() == before


def test_an_output_that_is_gone_is_built_again(site):
    (site / PAGE).unlink()
    assert again(site).batch.count(State.BUILT) == 1
    assert (site / PAGE).is_file()


def test_a_state_without_hashes_costs_reading_and_nothing_else(site, monkeypatch):
    monkeypatch.setattr("pipeline.site.build.known_hashes", lambda _: [])
    assert again(site).written == 0


def symbol(number):
    """Return the symbol of a resolution of the project's own."""
    return f"A/RES/79/{number}"


@pytest.fixture
def changing(tmp_path, monkeypatch):
    """Return a folder of resolutions in English, in parts of two texts, and the folder of its site."""
    monkeypatch.setattr("pipeline.site.search.index.TEXTS_PER_PART", 2)
    monkeypatch.setattr("pipeline.site.search.index.PARTS_PER_HEAD", 2)
    (tmp_path / "in").mkdir()
    model = next(DOCUMENTS.rglob("A_RES_79_901-*E.xml")).read_text("utf-8")
    for number in range(911, 918):
        text = model.replace(symbol(901), symbol(number)).replace("/79-901/", f"/79-{number}/")
        (tmp_path / "in" / f"{number}.xml").write_text(text.replace(" 48 islands", f" {number} islands"), "utf-8")
    build(tmp_path / "site", str(tmp_path / "in"))
    return tmp_path / "in", tmp_path / "site"


def replaced(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def added_revision(folder):
    text = (folder / "912.xml").read_text("utf-8").replace(symbol(912), f"{symbol(912)}/Rev.1")
    (folder / "912-1.xml").write_text(text.replace("/79-912/", "/79-912-Rev.1/"), "utf-8")


def added_language(folder):
    shutil.copy(next(DOCUMENTS.rglob("A_RES_79_902-*F.xml")), folder / "902.xml")


CHANGES = {
    "a word of a title": lambda folder: replaced(folder / "913.xml", "</docTitle>", " zebras</docTitle>"),
    "a word of a text": lambda folder: replaced(folder / "914.xml", " 914 islands", " 914 atolls"),
    "a text less": lambda folder: (folder / "915.xml").unlink(),
    "the first text in a language": added_language,
    "a revision": added_revision,
    "a word of what was revised": lambda folder: replaced(folder / "912.xml", " 912 islands", " 912 reefs"),
    "parts by half": lambda folder: [(folder / f"{number}.xml").unlink() for number in (911, 916, 917, 902)],
}


def bytes_of(top):
    """Return the bytes of every file of a site but its records."""
    records = {".site-state", "build-report.json"}
    found = (path for path in top.rglob("*") if path.is_file() and path.name not in records)
    return {path.relative_to(top).as_posix(): path.read_bytes() for path in found}


def test_after_each_change_the_site_has_the_bytes_of_one_that_is_built_anew(changing, tmp_path):
    folder, top = changing
    for number, (what, change) in enumerate(CHANGES.items()):
        change(folder)
        again(top)
        build(tmp_path / f"new-{number}", str(folder))
        found, anew = bytes_of(top), bytes_of(tmp_path / f"new-{number}")
        assert found.keys() == anew.keys(), what
        assert [name for name in found if found[name] != anew[name]] == [], what


def test_only_the_shards_of_words_that_come_go_or_weigh_less_are_written_again(changing, monkeypatch):
    folder, top = changing
    written, real = [], output._write

    def noted(path, data):
        found = real(path, data)
        written.extend([path] * found)
        return found

    monkeypatch.setattr(output, "_write", noted)
    replaced(folder / "914.xml", " 914 islands", " 914 atolls")
    again(top)
    shards = sorted(path.relative_to(top / "search").as_posix() for path in written if "search" in path.parts)
    assert shards == ["ends/115-0.js", "words/105-0.js", "words/97-0.js"]  # -s, islands, atolls
