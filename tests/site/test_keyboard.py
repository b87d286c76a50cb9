"""The site by keyboard alone: start page, search, a text, its languages, languages side by side, how to cite."""

from __future__ import annotations

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.site.browsing import focused, press, results, visit, wait

MOST = 80
"""Times that Tab is pressed. Chosen: more than the stops before any of these."""


def tab_to(browser, selector):
    """Press Tab until an element of this selector has the focus, which must be seen; return it."""
    for _ in range(MOST):
        press(browser, Keys.TAB)
        found = focused(browser)
        if browser.execute_script("return arguments[0].matches(arguments[1])", found, selector):
            style = browser.execute_script("return getComputedStyle(arguments[0]).outlineStyle", found)
            assert found.is_displayed()
            assert style != "none", selector
            return found
    raise AssertionError(f"Tab does not lead to {selector}")


def follow(browser, selector):
    """Go by Tab to a link and follow it by Enter; wait until the page has changed."""
    tab_to(browser, selector)
    before = browser.current_url
    press(browser, Keys.ENTER)
    wait(browser, lambda: browser.current_url != before)
    return browser.current_url


@pytest.mark.chromium
@pytest.mark.parametrize(
    ("language", "direction", "query", "other"), [("en", "ltr", "resolution", "ar"), ("ar", "rtl", "قرار", "fr")]
)
def test_a_reader_without_a_mouse_finds_reads_compares_and_cites(browser, six, language, direction, query, other):
    visit(browser, six, f"{language}.html")
    assert browser.find_element(By.TAG_NAME, "html").get_attribute("dir") == direction
    tab_to(browser, "#query")
    press(browser, query, Keys.ENTER)
    wait(browser, lambda: browser.find_element(By.ID, "found").text)
    assert results(browser)
    place = follow(browser, "#results > li > p > a")
    assert "/text/" in place
    assert f"/text/{other}.html" in follow(browser, f".site-bar-languages a[hreflang='{other}']")
    assert browser.find_element(By.TAG_NAME, "html").get_attribute("lang") == other
    assert follow(browser, ".site-bar a[href='#site-cite']").endswith("#site-cite")
    tab_to(browser, "[data-copies='site-citation']")
    visit(browser, six, place.partition(f"{six}/")[2])
    assert "/side.html" in follow(browser, ".site-bar a[data-side]")
    box = tab_to(browser, ".side-choice input")
    before = box.is_selected()
    press(browser, Keys.SPACE)
    assert box.is_selected() != before
