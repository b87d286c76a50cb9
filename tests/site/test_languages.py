"""A site of works in six languages: facets, languages side by side, citations, and the JSON of each text."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from lxml import html
from selenium.webdriver.common.by import By

from pipeline.document import Direction, Look, Text
from pipeline.languages.strings import strings
from pipeline.site import citing
from pipeline.site.reading import passages
from tests.makers import paragraph, resolution
from tests.site.browsing import results, visit, wait
from tests.site.samples import make_text

TAGS = {"ar", "en", "es", "fr", "ru", "zh-Hans"}


def tree(path: Path) -> html.HtmlElement:
    return html.fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def test_an_address_in_arabic_words_keeps_its_last_stroke_at_its_end() -> None:
    words = strings("ar").site.about_addresses
    assert "\u2066symbol/A/RES/78/249/\u2069" in words


def test_every_text_has_its_json_which_names_the_other_languages(six: Path) -> None:
    found = sorted(six.glob("works/*/text/*.json"))
    assert len(found) == 2 * len(TAGS)
    for path in found:
        value = json.loads(path.read_text("utf-8"))
        assert value["format"] == "undocs-text/1"
        assert set(value["languages"]) == TAGS
        assert value["symbol"].startswith("A/RES/79/90")
        assert [p["anchor"] for p in value["passages"]]
        assert {file["format"] for file in value["files"]} >= {"html"}


def test_the_description_of_the_json_names_each_of_its_keys(six: Path, root: Path) -> None:
    value = json.loads(next(six.glob("works/*/text/en.json")).read_text("utf-8"))
    described = set(re.findall(r"`([a-z_0-9]+)`", (root / "docs" / "json.md").read_text("utf-8")))
    assert set(value) <= described


def test_paragraphs_of_two_languages_stand_side_by_side(six: Path) -> None:
    pages = [path for path in six.rglob("*.html") if "side" in path.name or "side" in path.parent.name]
    assert pages
    page = tree(pages[0])
    languages = {cell.get("lang") for cell in page.iter("td", "div", "p") if cell.get("lang")}
    assert len(languages & TAGS) >= 2
    heads = {head.get("lang"): head.get("dir") for head in page.findall(".//thead//th")}
    assert heads == {tag: "rtl" if tag == "ar" else "ltr" for tag in TAGS}


def test_the_list_of_a_year_does_not_say_the_year_twice(six: Path) -> None:
    year, body = (tree(next((six / facet).rglob("en.html"))) for facet in ("year", "body"))
    assert [h.text_content() for h in year.iter("h1", "h2")] == ["2024"]
    assert [h.text_content() for h in body.iter("h1", "h2")] == ["General Assembly", "2024"]


@pytest.mark.parametrize("facet", ["body", "session", "year", "language", "kind"])
def test_every_facet_leads_to_both_works(six: Path, facet: str) -> None:
    pages = sorted((six / facet).rglob("*.html"))
    assert pages
    assert any(
        all(symbol in path.read_text("utf-8") for symbol in ("A/RES/79/901", "A/RES/79/902")) for path in pages
    ), pages


def test_a_passage_over_several_looks_is_one_isolate() -> None:
    ltr = Direction.LTR
    words = (
        Text("UN, ", isolate=ltr),
        Text("Treaty Series", Look.ITALIC, isolate=ltr),
        Text(" و "),
        Text("A/1", isolate=ltr),
    )
    *_, found = passages(resolution(paragraph(words)))
    assert found.html == '<bdi dir="ltr">UN, <em>Treaty Series</em></bdi> و <bdi dir="ltr">A/1</bdi>'


@pytest.mark.chromium
def test_side_by_side_slants_no_arabic(browser, six: Path) -> None:
    visit(browser, six, "works/A-RES-79-901/side.html")
    style = "return [...document.querySelectorAll(arguments[0])].map((one) => getComputedStyle(one).fontStyle)"
    slants = [set(browser.execute_script(style, f".side td:lang({tag}) em")) for tag in ("ar", "fr")]
    assert slants == [{"normal"}, {"italic"}]


def test_a_citation_keeps_marks_of_its_formats_out_of_the_title() -> None:
    text = make_text("en", "Costs & {gains}: 50 % of $1\nER  - _end_")
    ris, bibtex = (form(text, "https://example.org/") for form in (citing.ris, citing.bibtex))
    assert [line for line in ris.splitlines() if line.startswith("ER  -")] == ["ER  - "]
    assert r"\&" in bibtex
    assert r"\{gains\}" in bibtex


def test_a_citation_in_chinese_has_chinese_commas() -> None:
    line = citing.in_a_line(make_text("zh-Hans", "儿童权利"))
    assert line == "联合国，大会，儿童权利，A/RES/80/1 (2025年12月5日)"


@pytest.mark.chromium
def test_the_words_of_a_chinese_query_are_marked_and_no_single_characters_of_them(browser, six: Path) -> None:
    visit(browser, six, "zh-Hans.html?q=大会")
    wait(browser, lambda: len(results(browser)) == 2)
    marks = [mark.text for mark in browser.find_elements(By.CSS_SELECTOR, "#results mark")]
    assert marks and set(marks) == {"大会"}


@pytest.mark.chromium
def test_a_page_that_does_not_exist_and_languages_side_by_side_are_fit_for_all(browser, six: Path, axe: str) -> None:
    visit(browser, six, "404.html")
    browser.execute_script(axe)
    report = browser.execute_async_script("axe.run({preload: false}).then(arguments[0])")
    assert [violation["id"] for violation in report["violations"]] == []
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        visit(browser, six, "works/A-RES-79-901/side.html")
        assert not browser.find_element(By.CSS_SELECTOR, ".find").is_displayed()
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


@pytest.mark.chromium
def test_the_head_of_a_text_has_room_below_the_bar_on_a_narrow_screen(browser, six: Path) -> None:
    size = {"width": 320, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    place = "return document.querySelector(arguments[0]).getBoundingClientRect()[arguments[1]]"
    try:
        visit(browser, six, "works/A-RES-79-901/text/ru.html")
        bar, first = (browser.execute_script(place, *of) for of in ((".site-bar", "bottom"), (".line-one p", "top")))
        assert first - bar > 8
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.mark.java
def test_the_nu_html_checker_finds_no_error_in_pages_of_several_languages(six: Path, root: Path) -> None:
    jar = root / ".cache" / "vnu" / "vnu.jar"
    if not jar.is_file():
        pytest.skip("needs the Nu HTML checker: `.ci/vnu .cache/vnu` fetches it (with npm)")
    places = [str(path) for path in sorted(six.rglob("*.html")) if "files" not in path.relative_to(six).parts]
    command = ["java", "-Xss4m", "-jar", str(jar), "--errors-only", *places]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
    assert (done.returncode, done.stderr) == (0, "")
