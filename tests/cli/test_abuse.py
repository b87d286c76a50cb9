"""Tests of the command line with what users get wrong: names, paths and options of every odd kind."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from lxml import etree

from pipeline.cli.run import run
from tests.own import DOCUMENTS


@pytest.fixture
def text(root, tmp_path):
    """Return a folder with one text in it."""
    (tmp_path / "in").mkdir()
    shutil.copy(root / "source/bamako-letter/fra@.xml", tmp_path / "in" / "a.xml")
    return tmp_path / "in"


def build(capsys, source, out, **options):
    status = run("build", source=tuple(map(str, source)), out=str(out), **{"formats": "txt", "jobs": 1, **options})
    printed = capsys.readouterr()
    assert "Traceback" not in printed.err and "bug" not in printed.err
    return status, printed.err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"formats": "pdf,foo"}, "--formats: unknown value 'foo'"),
        ({"formats": ""}, "--formats has no value"),
        ({"formats": ","}, "--formats has no value"),
        ({"jobs": -1}, "--jobs: expected a whole number from 0, found '-1'"),
        ({"scheduler": "here"}, "no address of a scheduler: 'here'"),
    ],
)
def test_an_option_that_cannot_be_used_is_reported_and_nothing_is_written(text, tmp_path, capsys, options, words):
    status, printed = build(capsys, [text], tmp_path / "out", **options)
    assert (status, words in printed) == (2, True)
    assert not list((tmp_path / "out").rglob("*.txt"))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nothere.xml", "no such file, folder or text"),
        ("", "--source has no value"),
        ("/dev/null", "not a file"),
        ("two\nlines.xml", "no such file, folder or text"),
    ],
)
def test_a_source_that_does_not_exist_is_reported(tmp_path, capsys, name, words):
    status, printed = build(capsys, [name], tmp_path / "out")
    assert (status, words in printed) == (2, True)


def test_an_empty_folder_is_reported(tmp_path, capsys):
    (tmp_path / "empty").mkdir()
    status, printed = build(capsys, [tmp_path / "empty"], tmp_path / "out")
    assert (status, "there is no XML file in this folder" in printed) == (2, True)


def test_an_output_folder_that_is_a_file_is_reported(text, tmp_path, capsys):
    (tmp_path / "out").write_text("in the way")
    status, printed = build(capsys, [text], tmp_path / "out")
    assert (status, "this is a file, not a folder" in printed) == (2, True)


@pytest.mark.parametrize("jobs", [0, 999])
def test_any_number_of_processes_builds_all(text, tmp_path, capsys, jobs):
    shutil.copy(text / "a.xml", text / "b.xml")
    assert build(capsys, [text], tmp_path / "out", jobs=jobs)[0] == 0
    assert sorted(path.name for path in (tmp_path / "out").glob("*.txt")) == ["a.txt", "b.txt"]


def test_outputs_may_stand_among_their_sources_and_are_not_sources(text, capsys):
    assert build(capsys, [text], text)[0] == 0
    assert build(capsys, [text], text / "out", formats="html")[0] == 0
    assert (text / "a.txt").is_file() and (text / "out" / "a.html").is_file()


def test_one_symbol_twice_in_a_batch_gives_two_documents(text, tmp_path, capsys):
    shutil.copy(text / "a.xml", text / "copy of a.xml")
    assert build(capsys, [text], tmp_path / "out")[0] == 0
    assert len(list((tmp_path / "out").glob("*.txt"))) == 2


def test_a_source_given_twice_is_built_once(text, tmp_path, capsys):
    assert build(capsys, [text, text / "a.xml"], tmp_path / "out")[0] == 0
    assert len(list((tmp_path / "out").glob("*.txt"))) == 1


def test_spaces_and_letters_of_all_scripts_in_paths_are_kept(text, tmp_path, capsys):
    folder = tmp_path / "a b é 大会"
    folder.mkdir()
    shutil.copy(text / "a.xml", folder / "الجمعية & ‘x’.xml")
    assert build(capsys, [folder], tmp_path / "o u t ñ")[0] == 0
    assert (tmp_path / "o u t ñ" / "الجمعية & ‘x’.txt").is_file()


@pytest.fixture
def odd_name(text):
    """Return a text whose name is not UTF-8."""
    path = os.fsencode(text) + b"/na\xffme.xml"
    try:
        (text / "a.xml").rename(os.fsdecode(path))
    except OSError:
        pytest.skip("the file system takes names of UTF-8 only")
    return Path(os.fsdecode(path))


def test_a_file_whose_name_is_not_utf8_is_built(odd_name, tmp_path, capsys):
    bare = (
        b'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><doc><mainBody><p>x</p></mainBody></doc>'
    )
    odd_name.with_name("bare-" + odd_name.name).write_bytes(bare + b"</akomaNtoso>")  # its file name is its title
    status = run(
        "build", source=(str(odd_name.parent),), out=str(tmp_path / "out"), formats="pdf,docx,html,txt", jobs=1
    )
    assert (status, "bug" in capsys.readouterr().err) == (0, False)
    assert (tmp_path / "out" / odd_name.with_suffix(".txt").name).is_file()


@pytest.mark.parametrize("format", ["json", "sarif", "junit"])
def test_findings_in_a_file_whose_name_is_not_utf8_are_reported(odd_name, tmp_path, capfdbinary, format):
    status = run("validate", source=(str(odd_name.parent),), format=format, jobs=1)
    printed = capfdbinary.readouterr()
    assert (status in (0, 1), b"bug" in printed.err) == (True, False)
    (etree.fromstring if format == "junit" else json.loads)(printed.out)


def test_names_from_outside_never_steer_the_terminal(tmp_path, monkeypatch, capfd):
    text = next(DOCUMENTS.rglob("GA_decision_76_994_A.xml")).read_bytes()
    for name in ("a\x1b[2Jb.xml", "\u202egnp.xml", "x\ny.xml"):
        (tmp_path / name).write_bytes(text)
    (tmp_path / "bad\x1b[31m.xml").write_text("<a>")
    monkeypatch.chdir(tmp_path)
    run("validate", source=["."], format="text")
    run("build", source=["."], out="o", formats="txt", jobs=1)
    run("prepare", name="none\x1b[2J")
    printed = "".join(capfd.readouterr())
    assert "\\x1b[2J" in printed
    assert not {"\x1b", "\u202e"} & set(printed)
    assert "Traceback" not in printed and "this is a bug" not in printed
