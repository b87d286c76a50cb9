"""Clones of repositories: whole or not at all, byte by byte, and nothing in them is run."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from pipeline.errors import OutputError, ToolError, UsageError
from tests import published
from tests.fetching import fetch, name_of

FILE = b"<akomaNtoso>\r\n</akomaNtoso>\r\n"


def git(*arguments: str, cwd: Path) -> None:
    identity = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "core.autocrlf=false"]
    subprocess.run(["git", *identity, *arguments], cwd=cwd, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a bare repository of two commits, with a link and a hook."""
    work = tmp_path / "work"
    work.mkdir()
    git("init", "-q", cwd=work)
    for number in (1, 2):
        (work / "77session").mkdir(exist_ok=True)
        (work / "77session" / f"A {number}.xml").write_bytes(FILE * number)
        git("add", ".", cwd=work)
        git("commit", "-q", "-m", str(number), cwd=work)
    (work / "link").symlink_to("/etc/passwd")
    git("add", ".", cwd=work)
    git("commit", "-q", "-m", "link", cwd=work)
    bare = tmp_path / "GAresolutions.git"
    git("clone", "-q", "--bare", str(work), str(bare), cwd=tmp_path)
    return bare


def test_a_repository_is_cloned_byte_by_byte_in_its_newest_state(repository: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.autocrlf")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "true")
    (folder,) = fetch([str(repository)], tmp_path / "out")
    assert folder == tmp_path / "out" / "GAresolutions"
    assert (folder / "77session" / "A 2.xml").read_bytes() == FILE * 2
    log = subprocess.run(["git", "log", "--oneline"], cwd=folder, capture_output=True, text=True, check=True).stdout
    assert len(log.splitlines()) == 1
    assert not (folder / "link").is_symlink()


def test_an_address_of_a_file_is_taken_and_what_is_there_is_kept(repository: Path, tmp_path: Path) -> None:
    (folder,) = fetch([repository.as_uri()], tmp_path)
    (folder / "mine.txt").touch()
    repository.rename(tmp_path / "gone")
    assert fetch([repository.as_uri()], tmp_path) == [folder]
    assert (folder / "mine.txt").exists()


def test_a_clone_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ToolError, match="git could not clone"):
        fetch([(tmp_path / "nowhere.git").as_uri()], tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_the_first_is_kept_where_the_second_fails(repository: Path, tmp_path: Path) -> None:
    with pytest.raises(ToolError):
        fetch([str(repository), (tmp_path / "nowhere.git").as_uri()], tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["GAresolutions"]


@pytest.mark.parametrize(
    "address",
    ["ext::sh -c touch% hacked", "--upload-pack=touch hacked", "http://example.org/x", "https://", "nowhere", "",
     "ssh://-oProxyCommand=touch/x", "file:///", "https://example.org/..", "git@-oProxyCommand=x:y"],
)  # fmt: skip
def test_an_address_of_another_kind_is_refused_before_git_sees_it(address: str, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("git was called"))
    with pytest.raises(UsageError, match="is not a repository"):
        fetch([address], tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://example.org/UN/GAdecisions.git", "GAdecisions"),
        ("git@example.org:UN/SCresolutions.git", "SCresolutions"),
        ("https://example.org/UN/HRCresolutions/", "HRCresolutions"),
    ],
)
def test_the_name_of_a_repository_is_the_end_of_its_address(address: str, name: str) -> None:
    assert name_of(address) == name


def test_two_repositories_of_one_name_are_refused(repository: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="same name"):
        fetch([str(repository), repository.as_uri()], tmp_path / "out")


def test_without_git_the_message_says_so(repository: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ToolError, match="git is not installed"):
        fetch([str(repository)], tmp_path / "out")


def test_a_folder_that_cannot_be_made_is_named(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="cannot be made"):
        fetch([str(repository)], tmp_path / "file" / "out")


def test_the_reference_sample_is_found_in_clones_where_its_files_are_unchanged(
    repository: Path, tmp_path: Path, monkeypatch
) -> None:
    (folder,) = fetch([str(repository)], tmp_path / "out")
    table = tmp_path / "published.tsv"
    monkeypatch.setattr(published, "DATA", tmp_path)
    monkeypatch.setenv(published.FOLDER, os.fspath(folder.parent))
    monkeypatch.delenv(published.NEVER, raising=False)
    for digest, found in ((published.sha256(folder / "77session" / "A 1.xml"), 1), ("0" * 64, 0)):
        table.write_text(f"file\torigin\tsha256\nen/A_1.xml\tGAresolutions/77session/A 1.xml\t{digest}\n")
        published.reference.cache_clear()
        assert len(published.reference()) == found
    published.reference.cache_clear()
