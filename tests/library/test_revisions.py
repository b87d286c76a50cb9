"""Files at a git revision: built, validated and handed out like files, named by what was typed."""

from __future__ import annotations

import json
import subprocess
import zipfile
from pathlib import Path

import pytest

from pipeline.cli.main import main
from pipeline.library.revisions import at_revision
from tests.publish.building import akn

NAME = "HEAD~1:in/a.xml"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository with a text of two versions, entered."""
    (tmp_path / "in").mkdir()
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    for words in ("As it was.", "As it is."):
        (tmp_path / "in" / "a.xml").write_text(akn(words), encoding="utf-8")
        subprocess.run(["git", "add", "in"], cwd=tmp_path, check=True)
        subprocess.run(["git", *who, "commit", "-qm", "x"], cwd=tmp_path, check=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("repository")
def test_a_file_at_a_revision_is_built_below_a_name_that_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", NAME, "in/a.xml", "--formats", "txt"]) == 0, capsys.readouterr().err
    assert "As it was." in Path("dist/a@HEAD~1/a@HEAD~1.txt").read_text("utf-8")
    assert "As it is." in Path("dist/a/a.txt").read_text("utf-8")
    capsys.readouterr()
    assert main(["build", NAME, "--formats", "txt", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["totals"]["unchanged"] == 1


@pytest.mark.usefixtures("repository")
def test_findings_of_a_file_at_a_revision_name_it_as_it_was_typed(capsys: pytest.CaptureFixture[str]) -> None:
    main(["validate", NAME])
    lines = capsys.readouterr().out.splitlines()
    assert lines and all(line.startswith(f"{NAME}:") for line in lines)
    assert main(["validate", NAME, "--fix"]) == 2
    assert "cannot be corrected in its place" in capsys.readouterr().err


def test_what_is_declared_about_a_document_holds_at_a_revision(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["validate", NAME, "--format", "json"])
    rules = {row["rule"] for row in json.loads(capsys.readouterr().out)}
    assert rules
    entries = (f'[[suppression]]\nrule = "{rule}"\ndocument = "in/a"\nreason = "R."\n' for rule in rules)
    (repository / "in" / "suppressions.toml").write_text("\n".join(entries), encoding="utf-8")
    assert main(["validate", NAME, "in/a.xml"]) == 0
    assert "error" not in capsys.readouterr().out


@pytest.mark.usefixtures("repository")
def test_a_copy_of_a_file_at_a_revision_has_the_xml_of_then(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dist", NAME]) == 0, capsys.readouterr().err
    [archive] = Path("dist/copies").glob("*.zip")
    with zipfile.ZipFile(archive) as copy:
        [xml] = [name for name in copy.namelist() if name.endswith(".xml")]
        assert b"As it was." in copy.read(xml)
    assert main(["verify", str(archive)]) == 0, capsys.readouterr().out


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize("command", ["build", "validate", "dist", "prepare"])
@pytest.mark.parametrize("name", ["HEAD~9:in/a.xml", "HEAD:in/b.xml", "nobody:in/a.xml"])
def test_a_revision_or_file_that_is_not_there_cannot_run(
    command: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, name]) == 2
    printed = capsys.readouterr()
    assert printed.err.startswith(f"undocs: no such file or revision: {name}: ") and printed.err.count("\n") == 1
    assert not Path("dist").exists()


@pytest.mark.parametrize("name", ["C:\\a.xml", "C:/a.xml", "https://example.org/a.xml", "/akn/un/a:b", "a"])
def test_a_drive_an_address_and_an_iri_do_not_name_a_revision(name: str) -> None:
    assert at_revision(name) is None


@pytest.mark.usefixtures("repository")
def test_a_site_takes_a_file_at_a_revision_and_the_preview_says_why_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["site", NAME, "--formats", "html"]) == 0, capsys.readouterr().err
    [xml] = Path("dist/site/files").rglob("*.xml")
    assert b"As it was." in xml.read_bytes()
    assert main(["serve", NAME]) == 2
    assert f"{NAME} does not change" in capsys.readouterr().err
