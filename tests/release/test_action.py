"""The actions, their steps run in a repository of documents: validate, build, the web edition."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys

import pytest

pytest.importorskip("yaml", reason="PyYAML is not installed (extra `test`)")

from tests.own import BROKEN, DOCUMENTS, documents
from tests.release.action import ACTIONS, INSTALL, described, run

HERE = {"--installed": ""}
NAMES = sorted(path.parent.name for path in ACTIONS.glob("*/action.yml"))


@pytest.fixture
def repository(tmp_path):
    """Return a repository with two documents and nothing else."""
    folder = tmp_path / "repository"
    folder.mkdir()
    for path in documents("ga-resolution")[:2]:
        shutil.copy(path, folder)
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    return folder


@pytest.fixture
def path(tmp_path, root):
    """Return where programs are found: `undocs` of this checkout before all others."""
    programs = tmp_path / "bin"
    programs.mkdir()
    script = programs / "undocs"
    script.write_text(f'#!/bin/sh\nPYTHONPATH="{root}" exec "{sys.executable}" -m pipeline "$@"\n')
    script.chmod(0o755)
    return f"{programs}:/usr/bin:/bin"


def test_publish_validates_and_makes_a_web_edition(repository, tmp_path, path):
    given = {**HERE, "profile": "corpus", "formats": "html,txt"}
    done = run("publish", repository, tmp_path, given, path)
    assert done.status == 0, done.printed
    site = tmp_path / "web-edition"
    assert done.outputs == {"path": str(site)}
    assert (site / "index.html").is_file()
    assert "https://owner.github.io/documents/" in (site / "sitemap.xml").read_text("utf-8")
    assert "2 texts" in done.summary
    assert sorted(path.name for path in repository.iterdir() if path.name != ".git") == sorted(
        path.name for path in documents("ga-resolution")[:2]
    )


@pytest.mark.parametrize(("findings", "status"), [("stop", 1), ("show", 0)])
def test_publish_stops_at_errors_unless_it_must_only_show_them(repository, tmp_path, path, findings, status):
    good = next(repository.glob("*.xml"))
    good.write_text(
        good.read_text("utf-8").replace("<mainBody", "<mainBodi").replace("</mainBody", "</mainBodi"), "utf-8"
    )
    given = {**HERE, "profile": "corpus", "formats": "html", "findings": findings}
    done = run("publish", repository, tmp_path, given, path)
    assert (done.printed["Validate"].count("::error file=") > 0, bool(done.status)) == (True, bool(status))


def test_check_shows_a_file_that_is_malformed_at_its_line(repository, tmp_path, path):
    shutil.copy(next(p for p in BROKEN.glob("*.xml")), repository / "broken.xml")
    done = run("check", repository, tmp_path, {**HERE, "profile": "corpus"}, path)
    assert done.status
    assert re.search(r"::error file=broken\.xml,line=\d+", done.printed["Validate"])


def test_check_compares_the_languages_also_after_a_finding_and_shows_differences_at_their_lines(
    repository, tmp_path, path
):
    shutil.copy(next(p for p in BROKEN.glob("*.xml")), repository / "broken.xml")
    for language in "EF":
        text = next(DOCUMENTS.rglob(f"A_RES_79_901-*{language}.xml")).read_text("utf-8")
        (repository / f"{language}.xml").write_text(text.replace(" 48 islands", " 49 islands"), "utf-8")
    for proofread, expected in (("true", ["Validate", "Compare the languages"]), ("false", ["Validate"])):
        done = run("check", repository, tmp_path, {**HERE, "profile": "corpus", "proofread": proofread}, path)
        assert done.status and list(done.printed) == expected
        if proofread == "true":
            assert re.search(
                r"^::\w+ file=.*,line=\d+.*title=LANG", done.printed["Compare the languages"], re.MULTILINE
            )


@pytest.mark.parametrize(
    ("name", "address"),
    [("Owner/documents", "https://owner.github.io/documents/"), ("Owner/owner.github.io", "https://owner.github.io/")],
)
def test_the_address_of_the_web_edition_is_that_of_the_pages_of_the_repository(
    repository, tmp_path, path, name, address
):
    done = run("publish", repository, tmp_path, {**HERE, "profile": "corpus", "formats": "html"}, path, name)
    assert done.status == 0, done.printed
    assert f"<loc>{address}sitemap-1.xml<" in (tmp_path / "web-edition" / "sitemap.xml").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_what_an_action_uses_is_pinned_and_what_it_reads_is_declared(name):
    action = described(name)
    used = [step["uses"] for step in action["runs"]["steps"] if "uses" in step]
    assert used and all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", one) for one in used)
    text = (ACTIONS / name / "action.yml").read_text("utf-8")
    assert set(re.findall(r"inputs\.([\w-]+)", text)) == set(action["inputs"])
    assert INSTALL in [step.get("name") for step in action["runs"]["steps"]]
