"""Search in a browser: what it forgives, what its filters let through."""

from __future__ import annotations

from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver

from tests.site.browsing import results, visit, wait

pytestmark = pytest.mark.chromium


def ask(browser: WebDriver, top: Path, query: str, page: str = "en.html") -> str:
    """Return what the page says of a query."""
    visit(browser, top, page)
    browser.find_element(By.ID, "query").send_keys(query, Keys.ENTER)
    message: str = wait(browser, lambda: browser.find_element(By.ID, "found").text)
    return message


def symbols(browser: WebDriver) -> list[str]:
    """Return the symbols of the results."""
    return [one.find_element(By.CSS_SELECTOR, ".facts bdi").text for one in results(browser)]


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("ilands", "islands"),  # one letter too few
        ("islannds", "islands"),  # one too many
        ("islends", "islands"),  # another letter
        ("isladns", "islands"),  # two turned round
        ("mibraries", "libraries"),  # the first letter
    ],
)
def test_one_wrong_letter_is_forgiven_and_said(browser: WebDriver, six: Path, query: str, word: str) -> None:
    message = ask(browser, six, query)
    assert query in message
    assert word in message
    assert results(browser)


@pytest.mark.parametrize("query", ["xqzvbn", "isxyz", "79 909"])
def test_words_that_are_like_none_short_ones_and_numbers_are_not_guessed(
    browser: WebDriver, six: Path, query: str
) -> None:
    assert ask(browser, six, query) == "Nothing found."


@pytest.mark.parametrize("query", ["A/RES/79/902", "a res 79 902", "A-RES-79-902", "79/902"])
def test_a_symbol_is_found_however_it_is_written(browser: WebDriver, six: Path, query: str) -> None:
    ask(browser, six, query)
    assert symbols(browser)[0] == "A/RES/79/902"


@pytest.mark.parametrize(
    ("page", "query"),
    [("fr.html", "BIBLIOTHEQUES"), ("ru.html", "библиотек"), ("ar.html", "المكتبات"), ("zh-Hans.html", "图书")],
)
def test_capitals_and_accents_do_not_matter_in_any_language(
    browser: WebDriver, six: Path, page: str, query: str
) -> None:
    ask(browser, six, query, page)
    assert results(browser), query


def test_results_give_their_date_in_words(browser: WebDriver, six: Path) -> None:
    ask(browser, six, "79/901", "fr.html")
    assert "17 décembre 2024" in results(browser)[0].text


def test_a_filter_alone_lists_what_it_lets_through(browser: WebDriver, six: Path) -> None:
    visit(browser, six, "en.html#year=2024")
    wait(browser, lambda: len(results(browser)) == 2)
    visit(browser, six, "en.html#session=ga-79&kind=resolution")
    wait(browser, lambda: len(results(browser)) == 2)


def test_the_subject_is_filtered_by_words_of_it_and_suggested(browser: WebDriver, six: Path) -> None:
    visit(browser, six, "en.html")
    browser.find_element(By.CSS_SELECTOR, ".filters summary").click()
    field = browser.find_element(By.ID, "filter-subject")
    field.send_keys("lib")
    wait(browser, lambda: browser.find_elements(By.CSS_SELECTOR, "#subjects option"))
    names = [one.get_attribute("value") for one in browser.find_elements(By.CSS_SELECTOR, "#subjects option")]
    assert all("lib" in name.lower() for name in names)
    field.send_keys(Keys.ENTER)
    wait(browser, lambda: results(browser))
    count = len(results(browser))
    visit(browser, six, "en.html#subject=zzz")
    message = wait(browser, lambda: browser.find_element(By.ID, "found").text)
    assert (count >= 1, message) == (True, "Nothing found.")
