"""The pages of what changed from a document to its revision, in a site that was built."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from pipeline.languages.strings import strings
from tests.own import DOCUMENTS
from tests.site.samples import build

OLD, NEW = "library", "reading room"
SYMBOL = "A/RES/79/901"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a site of a resolution in two languages, and of a revision with other words in English."""
    top = tmp_path_factory.mktemp("changes")
    (top / "in").mkdir()
    for language, letter in (("en", "E"), ("fr", "F")):
        text = next(DOCUMENTS.rglob(f"A_RES_79_901-*{letter}.xml")).read_text("utf-8")
        (top / "in" / f"first-{language}.xml").write_text(text, "utf-8")
        revised = text.replace(SYMBOL, f"{SYMBOL}/Rev.1").replace("/79-901/", "/79-901-Rev.1/")
        (top / "in" / f"second-{language}.xml").write_text(revised.replace(" 48 islands", " 49 isles"), "utf-8")
    build(top / "site", str(top / "in"))
    return top / "site"


def page(path: Path) -> html.HtmlElement:
    return html.fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def words(found: list[html.HtmlElement]) -> str:
    return " ".join(" ".join(element.text_content() for element in found).split())


def test_the_page_of_a_revision_shows_what_went_and_what_came(site: Path) -> None:
    found = page(site / "works/A-RES-79-901-Rev.1/changes/en.html")
    assert "48 islands" in words(found.findall(".//del"))
    assert "49 isles" in words(found.findall(".//ins"))
    title = strings("en").site.redline.format(old=SYMBOL, new=f"{SYMBOL}/Rev.1")
    assert words(found.findall(".//title")) == f"{title} – {strings('en').site.title}"
    names = strings("en").comparison.redline.from_to.format(old=SYMBOL, new=f"{SYMBOL}/Rev.1")
    assert words(found.findall(".//p[@class='redline-summary']/bdi")) == names


def test_an_unchanged_language_shows_no_change_but_the_symbol(site: Path) -> None:
    found = page(site / "works/A-RES-79-901-Rev.1/changes/fr.html")
    assert found.get("lang") == "fr"
    assert "isles" not in words(found.findall(".//ins"))


def test_the_work_and_each_text_of_a_revision_lead_to_what_changed(site: Path) -> None:
    folder = site / "works/A-RES-79-901-Rev.1"
    for place, target in (("en.html", "changes/fr.html"), ("text/en.html", "../changes/en.html")):
        assert target in [a.get("href") for a in page(folder / place).iter("a")], place
    assert not (site / "works/A-RES-79-901/changes").exists()


def test_a_document_and_its_revision_lead_to_each_other(site: Path) -> None:
    links = {
        name: {a.get("href") for a in page(site / f"works/{name}/en.html").iter("a")}
        for name in ("A-RES-79-901", "A-RES-79-901-Rev.1")
    }
    assert "../A-RES-79-901-Rev.1/en.html" in links["A-RES-79-901"]
    assert "../A-RES-79-901/en.html" in links["A-RES-79-901-Rev.1"]
