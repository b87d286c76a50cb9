"""Texts by their names: what is not text of Akoma Ntoso is refused with where, what and what to do."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.errors import ExitStatus, MissingInputError
from pipeline.library.sources import side

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(64))
CASES = {
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3", r"a PDF file, not Akoma Ntoso XML \(give a text"),
    "a picture": (PICTURE, r"a picture \(PNG\), not Akoma Ntoso XML \(give a text"),
    "a photograph": (b"\xff\xd8\xff\xe0\x00\x10JFIF", r"a picture \(JPEG\)"),
    "an empty file": (b"", r":1:1: the file is empty \(give a text"),
    "white space": (b" \n", r"the file is empty"),
    "plain text": (
        b"The General Assembly,",
        r":1:1: this is not XML: it does not begin with “<” \(give a text in Akoma Ntoso XML",
    ),
    "a page": (b"<html><body>x</body></html>", r"this is an HTML page, not Akoma Ntoso XML \(give a text"),
    "another vocabulary": (b"<rss/>", r"the root element is 'rss'.*\(give an Akoma Ntoso file"),
    "half a text": (b"<akomaNtoso>\n <doc name='x'", r":2:.* not well-formed.*\(fix the file"),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_not_akoma_ntoso_is_named(tmp_path, case):
    data, message = CASES[case]
    path = tmp_path / "input.xml"
    path.write_bytes(data)
    with pytest.raises(MissingInputError, match=message) as caught:
        side(str(path))
    assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    ("name", "message"), [("word/document.xml", "a Word file.*`import`"), ("x.txt", "a zip archive")]
)
def test_archives_are_distinguished_from_word_files(tmp_path, name, message):
    path = tmp_path / "input.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(name, "x")
    with pytest.raises(MissingInputError, match=message):
        side(str(path))


def test_a_folder_is_named(tmp_path):
    with pytest.raises(MissingInputError, match="this is a folder"):
        side(str(tmp_path))


@pytest.mark.parametrize("command", ["diff", "concordance"])
def test_the_commands_could_not_run_and_write_nothing(root, tmp_path, command, capsys):
    picture = tmp_path / "picture.png"
    picture.write_bytes(PICTURE)
    text = str(Path(root) / "source" / "bamako-letter" / "fra@.xml")
    for names in ((text, str(picture)), (str(picture), text)):
        assert main([command, *names, "--out", str(tmp_path / "out")]) == ExitStatus.COULD_NOT_RUN
        printed = capsys.readouterr().err
        assert printed.count("\n") == 1
        assert f"{picture}: this is a picture" in printed
    assert not (tmp_path / "out").exists()
