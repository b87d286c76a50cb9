"""The commands `dist` and `verify`."""

from __future__ import annotations

import pytest

from pipeline.cli.run import run
from pipeline.errors import ExitStatus


def test_dist_makes_copies_and_verify_finds_them_sound(tmp_path, keys, capsys):
    status = run(
        "dist", work=["bamako-declaration"], out=str(tmp_path), key=str(keys["own"]), base_url="https://x.org/"
    )
    assert status is ExitStatus.DONE
    archive = tmp_path / "bamako-declaration.zip"
    assert f"{archive}: final, 13 files" in capsys.readouterr().out
    assert run("verify", path=str(archive), key=str(keys["own.pub"])) is ExitStatus.DONE
    printed = capsys.readouterr().out.splitlines()
    assert printed[-1] == f"{archive}: sound, 13 files"
    assert "compared: 9 files with what building again from the XML inside gives: the bytes" in printed


def test_verify_without_building_again_proves_nothing_unless_that_is_accepted(copies, capsys):
    path = str(copies["bamako-letter"].folder)
    assert run("verify", path=path, no_rebuild=True) is ExitStatus.FINDINGS
    assert capsys.readouterr().out.splitlines()[-1] == f"{path}: unproved, 13 files"
    assert run("verify", path=path, no_rebuild=True, accept_unproved=True) is ExitStatus.DONE
    assert run("verify", path=path, no_rebuild=True, rebuild=True) is ExitStatus.COULD_NOT_RUN


def test_verify_names_each_fault_and_says_that_the_copy_is_not_sound(letter, capsys):
    (letter / "bamako-letter_F.txt").unlink()
    assert run("verify", path=str(letter)) is ExitStatus.FINDINGS
    printed = capsys.readouterr().out.splitlines()
    assert (printed[0], printed[-1]) == ("bamako-letter_F.txt: is missing", f"{letter}: not sound, 1 fault")


def test_dist_final_says_what_is_missing(tmp_path, capsys):
    assert run("dist", work=["bamako-letter"], out=str(tmp_path), final=True) is ExitStatus.FINDINGS
    assert "not assigned: symbol, date, job number" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("dist", {"out": ""}),
        ("dist", {"key": " "}),
        ("dist", {"work": ["no-such-work"]}),
        ("dist", {"key": "no-such-key.pem"}),
        ("verify", {"path": ""}),
        ("verify", {"path": "no-such.zip"}),
    ],
)
def test_what_cannot_run_says_so(name, options, tmp_path, capsys):
    options = {"out": str(tmp_path), **options} if name == "dist" else options
    assert run(name, **options) is ExitStatus.COULD_NOT_RUN
    assert capsys.readouterr().err.startswith("undocs: ")


def test_dist_takes_files_from_anywhere_and_the_copy_is_sound(root, tmp_path, capsys, monkeypatch):
    text = (root / "source" / "bamako-declaration" / "fra@unofficial-1.xml").read_bytes()
    (tmp_path / "text.xml").write_bytes(text)
    monkeypatch.chdir(tmp_path)
    assert run("dist", source=["text.xml"]) is ExitStatus.DONE
    [archive] = (tmp_path / "dist" / "copies").glob("*.zip")
    assert capsys.readouterr().out.startswith(f"dist/copies/{archive.name}: ")
    assert run("verify", path=str(archive)) is ExitStatus.DONE
