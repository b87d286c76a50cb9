"""What the tests of a site in a browser do again and again."""

from __future__ import annotations

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait


def wait(browser, condition):
    return WebDriverWait(browser, 120).until(lambda _: condition())


def visit(browser, top, place):
    browser.get("about:blank")
    browser.get(f"file://{top}/{place}")


def press(browser, *keys):
    ActionChains(browser).send_keys(*keys).perform()


def focused(browser):
    return browser.switch_to.active_element


def results(browser):
    return browser.find_elements(By.CSS_SELECTOR, "#results > li")
