"""The HTML redline in a real browser: keys, side by side, narrow, dark, print; and the accessibility checker."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from lxml import html
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from pipeline.prepare import prepare
from pipeline.read import parse_file
from pipeline.versions import accepted, compare, marked
from pipeline.versions.redline.files import redline
from tests.own import DOCUMENTS

Browser = webdriver.Chrome


@pytest.fixture(scope="module")
def page(official, unofficial, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("redline") / "redline.html"
    path.write_bytes(redline(compare(official, unofficial), "html"))
    return path


@pytest.fixture(scope="module")
def arabic(tmp_path_factory) -> Path:
    names = ("A_RES_78_903-2399903A.xml", "A_RES_79_902-2499902A.xml")
    old, new = (prepare(parse_file(DOCUMENTS / "ga-resolution" / "ar" / name)) for name in names)
    path = tmp_path_factory.mktemp("redline") / "arabic.html"
    path.write_bytes(redline(compare(old, new), "html"))
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program, driver = shutil.which("chromium"), shutil.which("chromedriver")
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1200,900"):
        options.add_argument(argument)
    started = webdriver.Chrome(options=options, service=Service(driver))
    yield started
    started.quit()


def show(browser: Browser, path: Path, *, scheme: str = "light", media: str = "screen", width: int = 1200) -> None:
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": features})
    browser.get(path.as_uri())


def violations(browser: Browser, axe: str) -> list[str]:
    browser.execute_script(axe)
    script = """const done = arguments[0];
    axe.run(document, {resultTypes: ["violations"]}).then(
      found => done(found.violations.map(v => v.id + ": " + v.nodes[0].html)));"""
    return browser.execute_async_script(script)


def press(browser: Browser, key: str) -> str:
    browser.switch_to.active_element.send_keys(key)
    return browser.find_element(By.CLASS_NAME, "redline-position").text


def test_the_page_needs_no_other_file(page):
    tree = html.fromstring(page.read_bytes())
    assert not tree.xpath("//link[@rel='stylesheet'] | //script[@src] | //img[@src] | //iframe")


def test_changes_are_shown_by_elements_and_lines_not_by_colour_alone(page):
    text = page.read_text(encoding="utf-8")
    for rule in (
        "ins.inserted { text-decoration: underline",
        "del.deleted { text-decoration: line-through",
        "ins.moved-to { text-decoration: underline double",
        "del.moved-from { text-decoration: line-through double",
    ):
        assert rule in text


def test_the_columns_hold_the_old_and_the_new_text(page, official, unofficial):
    tree = html.fromstring(page.read_bytes())
    cells = tree.xpath("//section[contains(@class, 'redline-side')]//tbody/tr/td[2]")
    new = " ".join(" ".join(c.text_content() for c in cells).replace("–", " ").split())
    expected = accepted(marked(compare(official, unofficial)))
    for block in expected.blocks():
        assert " ".join(block.text.replace("–", " ").split()) in new
    assert not tree.xpath("//section[contains(@class, 'redline-side')]//td[2]//del")
    assert not tree.xpath("//section[contains(@class, 'redline-side')]//td[1]//ins")


@pytest.mark.chromium
def test_keys_lead_from_change_to_change(browser, page):
    show(browser, page)
    total = press(browser, "n").rsplit(" ", 1)[1]
    assert press(browser, "n") == f"Modification 2 sur {total}"
    press(browser, "p")
    assert press(browser, "p") == f"Modification {total} sur {total}"
    assert browser.switch_to.active_element.tag_name in ("ins", "del")
    seen = "const r = document.activeElement.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight;"
    WebDriverWait(browser, 120).until(lambda b: b.execute_script(seen), "the change is not scrolled into view")


@pytest.mark.chromium
def test_the_keys_can_be_switched_off(browser, page):
    show(browser, page)
    browser.find_element(By.CSS_SELECTOR, ".redline-bar input").click()
    assert press(browser, "n").startswith("Modification –")


@pytest.mark.chromium
def test_side_by_side_takes_the_place_of_the_text(browser, page):
    show(browser, page)
    press(browser, "s")
    displayed = [browser.find_element(By.CLASS_NAME, name).is_displayed() for name in ("sheet", "redline-side")]
    assert displayed == [False, True]
    assert press(browser, "n").startswith("Modification 1 sur")


@pytest.mark.chromium
def test_nothing_runs_out_of_a_narrow_window(browser, page):
    for width, side in product((320, 768), (False, True)):
        show(browser, page, width=width)
        if side:
            press(browser, "s")
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width, side


@pytest.mark.chromium
def test_a_changed_year_in_a_title_is_undivided_in_a_narrow_window(browser, tmp_path):
    path = DOCUMENTS / "ga-resolution" / "es" / "A_RES_79_901-2499901S.xml"
    later = tmp_path / "later.xml"
    later.write_text(path.read_text("utf-8").replace("diciembre de 2024<", "diciembre de 2025<"), "utf-8")
    page = tmp_path / "redline.html"
    page.write_bytes(redline(compare(prepare(parse_file(path)), prepare(parse_file(later))), "html"))
    for width in range(320, 480, 10):
        show(browser, page, width=width)
        year = browser.find_element(By.CSS_SELECTOR, "article ins")
        boxes = "return [...arguments[0].getClientRects()].filter((box) => box.width > 5).length"
        assert (year.text, browser.execute_script(boxes, year)) == ("2025", 1), width


@pytest.mark.chromium
def test_the_sign_beside_a_change_is_where_the_line_begins(browser, page, arabic):
    for path, side in ((page, "-7.2px"), (arabic, "7.2px")):
        show(browser, path)
        change = browser.find_element(By.CSS_SELECTOR, ".sheet [data-change]")
        assert f" {side} 0px" in f" {change.value_of_css_property('box-shadow')}".replace(") ", " "), path


@pytest.mark.chromium
def test_print_shows_the_text_with_its_changes_and_no_buttons(browser, page):
    show(browser, page, media="print")
    assert not any(b.is_displayed() for b in browser.find_elements(By.CSS_SELECTOR, ".redline-bar button"))
    assert browser.find_element(By.CSS_SELECTOR, ".sheet ins").is_displayed()
    assert not browser.find_element(By.CLASS_NAME, "redline-side").is_displayed()


@pytest.mark.chromium
def test_the_checker_finds_nothing_in_light_and_dark_in_print_and_in_a_narrow_window(browser, axe, page):
    for scheme, side in product(("light", "dark"), (False, True)):
        show(browser, page, scheme=scheme)
        if side:
            press(browser, "s")
        assert violations(browser, axe) == [], (scheme, side)
    for media, width in (("print", 1200), ("screen", 320)):
        show(browser, page, media=media, width=width)
        assert violations(browser, axe) == [], media


@pytest.mark.chromium
def test_the_checker_finds_nothing_from_right_to_left(browser, axe, arabic):
    show(browser, arabic)
    assert violations(browser, axe) == []
    press(browser, "s")
    assert violations(browser, axe) == []


def test_the_contents_name_headings_as_they_read_now(official, unofficial):
    page = redline(compare(official, unofficial), "html").decode()
    contents = page[page.index('<nav class="contents"') :].split("</nav>")[0]
    assert "Démocratie, Développement et Réduction de la Pauvreté." in contents
    assert "atténuation" not in contents
