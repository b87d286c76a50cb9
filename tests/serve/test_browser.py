"""The preview in a browser: findings at their lines, search that survives a saved change, text and print together."""

from __future__ import annotations

import shutil

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from pipeline.serve.prints import Prints

pytestmark = pytest.mark.chromium


@pytest.fixture(scope="module")
def browser():
    program, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not program or not driver:
        pytest.skip("Chromium and its driver are not installed: apt-get install chromium chromium-driver")
    options = Options()
    options.binary_location = program
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1280,900"):
        options.add_argument(argument)
    found = webdriver.Chrome(options=options, service=Service(driver))
    yield found
    found.quit()


def wait(browser, condition):
    return WebDriverWait(browser, 120).until(lambda _: condition())


def text_of(browser, selector):
    return browser.find_element(By.CSS_SELECTOR, selector).text


def open_text(browser, preview):
    browser.get(f"{preview.server.address}text/texts/letter.xml")
    wait(browser, lambda: text_of(browser, ".preview-state").startswith("Errors"))


def test_a_finding_shows_place_and_advice_and_its_place_opens_the_editor(browser, preview):
    path = preview.folder / "letter.xml"
    path.write_text(path.read_text("utf-8").replace('href="/akn/un/act/', 'href="akn/un/act/', 1), "utf-8")
    open_text(browser, preview)
    [place, *_] = browser.find_elements(By.CSS_SELECTOR, ".preview-findings a.finding-place")
    line, column = place.text.split(":")
    assert place.get_attribute("href").endswith(f"/open/texts/letter.xml?line={line}&column={column}")
    assert browser.find_elements(By.CSS_SELECTOR, ".preview-findings .finding-advice")


def test_errors_are_first_and_the_finding_that_is_chosen_is_not_below_the_bar(browser, preview):
    path = preview.folder / "letter.xml"
    path.write_text(path.read_text("utf-8").replace('href="/akn/un/act/', 'href="akn/un/act/'), "utf-8")
    open_text(browser, preview)
    grades = [one.text.lower() for one in browser.find_elements(By.CSS_SELECTOR, ".preview-findings b")]
    assert grades == sorted(grades, key=["error", "warning", "note"].index)
    rows = browser.find_elements(By.CSS_SELECTOR, ".preview-findings li")
    assert len(rows) == len(browser.find_elements(By.CSS_SELECTOR, ".preview-findings .finding"))
    browser.find_elements(By.CSS_SELECTOR, '.preview-findings a[href*="#finding"]')[-1].click()
    bottom = browser.find_element(By.ID, "preview~bar").rect["height"]
    top = "return document.querySelector(':target').getBoundingClientRect().top"
    wait(browser, lambda: bottom <= browser.execute_script(top) < 900)


def test_search_forgives_capitals_and_accents_and_stays_when_the_file_is_saved(browser, preview):
    open_text(browser, preview)
    browser.find_element(By.TAG_NAME, "body").send_keys("/")
    field = browser.switch_to.active_element
    field.send_keys("DEMOCRATIES")
    wait(browser, lambda: text_of(browser, ".preview-count").startswith("1 of "))
    number = int(text_of(browser, ".preview-count").split()[-1])
    assert number > 3
    field.send_keys(Keys.ENTER)
    assert text_of(browser, ".preview-count") == f"2 of {number}"
    field.send_keys(Keys.SHIFT, Keys.ENTER)
    assert text_of(browser, ".preview-count") == f"1 of {number}"
    path = preview.folder / "letter.xml"
    path.write_text(path.read_text("utf-8").replace("J’ai l’honneur", "Démocraties, j’ai l’honneur", 1), "utf-8")
    wait(browser, lambda: text_of(browser, ".preview-count").endswith(f" of {number + 1}"))
    assert browser.find_element(By.CSS_SELECTOR, ".preview-search input").get_attribute("value") == "DEMOCRATIES"


def test_text_and_print_are_next_to_each_other_without_a_fault(browser, preview, root, tmp_path):
    path = tmp_path / "official.pdf"
    path.write_bytes(_pdf())
    preview.server.prints = Prints(path)
    browser.get(f"{preview.server.address}beside/texts/letter.xml")
    frames = browser.find_elements(By.TAG_NAME, "iframe")
    assert [frame.rect["width"] > 500 and frame.rect["height"] > 500 for frame in frames] == [True, True]
    assert frames[0].rect["y"] == frames[1].rect["y"]
    browser.switch_to.frame(frames[0])
    wait(browser, lambda: text_of(browser, ".preview-state").startswith("Errors"))
    browser.switch_to.default_content()
    assert [row for row in browser.get_log("browser") if "Content Security Policy" in row["message"]] == []


def _pdf():
    import io

    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.drawString(72, 720, "The print")
    canvas.save()
    return stream.getvalue()
