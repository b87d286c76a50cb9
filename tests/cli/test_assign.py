"""The command `assign` and the file that it rewrites: alone, as it was read, with its permissions and links."""

from __future__ import annotations

import contextlib
import shutil
import stat
import threading
from pathlib import Path

import pytest

from pipeline.cli.run import run
from pipeline.errors import ExitStatus
from pipeline.versions.amend import assign as module

FILLED = module.assign


@pytest.fixture
def text(root: Path, tmp_path: Path) -> Path:
    """Return a text with a temporary number, all of its own."""
    return Path(shutil.copyfile(root / "source" / "bamako-letter" / "fra@.xml", tmp_path / "text.xml"))


def test_two_commands_at_once_lose_nothing(text: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both would have read the file before either writes it; with a lock the first waits for the second in vain."""
    meeting = threading.Barrier(2)

    def meet(*values):
        with contextlib.suppress(threading.BrokenBarrierError):
            meeting.wait(1)
        return FILLED(*values)

    monkeypatch.setattr(module, "assign", meet)
    given = ({"symbol": "A/62/658"}, {"job": "08-21234 (F)"})
    states = []
    threads = [
        threading.Thread(target=lambda one=one: states.append(run("assign", name=str(text), **one))) for one in given
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    data = text.read_text("utf-8")
    assert states == [ExitStatus.DONE, ExitStatus.DONE]
    assert "A/62/658" in data and "08-21234 (F)" in data
    assert [path.name for path in text.parent.iterdir()] == ["text.xml"]


def test_what_an_editor_saves_meanwhile_is_not_overwritten(
    text: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def saved(*values):
        text.write_text("an editor's", "utf-8")
        return FILLED(*values)

    monkeypatch.setattr(module, "assign", saved)
    assert run("assign", name=str(text), symbol="A/62/658") is ExitStatus.COULD_NOT_RUN
    assert f"{text}: this file was changed meanwhile, so nothing is written" in capsys.readouterr().err
    assert text.read_text("utf-8") == "an editor's"


def test_permissions_and_links_stay(text: Path) -> None:
    text.chmod(0o600)
    link = text.with_name("link.xml")
    link.symlink_to(text.name)
    assert run("assign", name=str(link), symbol="A/62/658") is ExitStatus.DONE
    assert link.is_symlink()
    assert "A/62/658" in text.read_text("utf-8")
    assert stat.S_IMODE(text.stat().st_mode) == 0o600


def test_a_read_only_text_is_refused(text: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = text.read_bytes()
    text.chmod(0o444)
    assert run("assign", name=str(text), symbol="A/62/658") is ExitStatus.COULD_NOT_RUN
    assert f"{text}: this file is read-only (allow writing, or rewrite a copy)" in capsys.readouterr().err
    assert text.read_bytes() == before


def test_a_text_in_another_encoding_is_compared_as_it_is_on_the_disk(text: Path) -> None:
    data = text.read_text("utf-8").replace('encoding="UTF-8"', 'encoding="UTF-16"', 1)
    text.write_text(data, "utf-16")
    assert run("assign", name=str(text), symbol="A/62/658") is ExitStatus.DONE


def test_a_suppression_that_holds_no_longer_is_named_with_its_place(root, tmp_path, capsys):
    work = tmp_path / "source" / "bamako-letter"
    work.mkdir(parents=True)
    shutil.copy(root / "source" / "bamako-letter" / "fra@.xml", work)
    (work.parent / "suppressions.toml").write_text(
        '[[suppression]]\nrule = "AKN4UN-007"\ndocument = "bamako-letter/fra@"\nreason = "It waits for its symbol."\n',
        "utf-8",
    )
    assert run("assign", name=str(work / "fra@.xml"), job="08-21234 (F)") is ExitStatus.DONE
    assert capsys.readouterr().err == ""
    assert run("assign", name=str(work / "fra@.xml"), symbol="A/62/658") is ExitStatus.DONE
    printed = capsys.readouterr().err
    assert f"warning: {work.parent / 'suppressions.toml'}:1: the suppression of AKN4UN-007" in printed
    assert "(Remove the suppression, or correct what it names.)" in printed
