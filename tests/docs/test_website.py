"""The documentation as a site: it builds without a warning, and every page has its place in it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest

from tests.docs.website import ROOT, TOP, linked


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    pytest.importorskip("material", reason="mkdocs-material is not installed (extra `docs`)")
    out = tmp_path_factory.mktemp("docs")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-f", ROOT / ".mkdocs.yml", "-d", out]
    environment = {**os.environ, "UNDOCS_REPOSITORY": "https://example.org/owner/repository"}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


def test_every_page_is_in_the_menu_or_in_a_list_that_is(site):
    menu = re.findall(r": ([\w/-]+\.md)$", (ROOT / ".mkdocs.yml").read_text("utf-8"), re.MULTILINE)
    lists = {name.rpartition("/")[0] for name in menu if name.endswith("/README.md")}
    pages = {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")} | set(TOP.values())
    assert {page for page in pages if page not in menu and page.rpartition("/")[0] not in lists} == set()


def test_links_within_the_site_lead_to_files_and_nothing_is_fetched_from_elsewhere(site):
    missing, fetched = set(), set()
    for path in site.rglob("*.html"):
        page = path.read_text("utf-8")
        for target in re.findall(r'<(?:a|img|link|script)\b[^>]*?(?:href|src)="([^"#?]+)', page):
            if not re.match(r"[a-z]+:|/", target) and not (path.parent / target).exists():
                missing.add((path.name, target))
        fetched |= set(re.findall(r'<(?:script|img|link rel="stylesheet")[^>]*(?:src|href)="(https?:[^"]+)', page))
    assert (missing - {("404.html", ".")}, fetched) == (set(), set())


def test_the_start_is_the_readme_with_its_picture_and_search_finds_every_page(site):
    assert 'src="images/beside.png"' in (site / "index.html").read_text("utf-8")
    places = {
        one["location"].partition("#")[0] for one in json.loads((site / "search/search_index.json").read_text())["docs"]
    }
    assert {"rules.html", "commands.html", "contributing.html"} <= places


@pytest.mark.parametrize(
    ("page", "given", "expected"),
    [
        ("index.md", "[a](docs/rules.md#x)", "[a](rules.md#x)"),
        ("index.md", "![a](docs/images/beside.png)", "![a](images/beside.png)"),
        ("index.md", "[a](docs/benchmarks)", "[a](benchmarks/README.md)"),
        ("index.md", "[a](pipeline/api.py)", "[a](https://r/blob/main/pipeline/api.py)"),
        ("gallery.md", "[a](../README.md)", "[a](index.md)"),
        ("decisions/pictures.md", "[a](../facsimile.md)", "[a](../facsimile.md)"),
        ("ci.md", "`[a](../README.md)` [b](https://x.org/)", "`[a](../README.md)` [b](https://x.org/)"),
    ],
)
def test_links_are_those_of_the_site(page, given, expected):
    assert linked(given, page, "https://r/") == expected


def test_without_an_address_of_the_repository_links_out_of_the_site_are_words():
    assert linked("see [a](pipeline/api.py)", "index.md", "") == "see a"
