"""The site in a browser, from the file system: search, keyboard, permanent addresses, no faults, no other hosts."""

from __future__ import annotations

import json
import subprocess
import time

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.site.browsing import focused, press, results, visit, wait

KINDS = (
    "index.html",
    "ar.html",
    "all/ru.html",
    "works/bamako-letter/zh-Hans.html",
    "works/bamako-declaration/en.html",
    "works/bamako-letter/text/fr.html",
    "browse/es.html",
    "subject/fr.html",
    "body/ga/ar.html",
    "about/zh-Hans.html",
)
"""One page of each kind, in several languages."""
PERMANENT = "akn/un/doc/communication/un-ga/2008-01-18/tmp-62-20080118-mli-1/index.html"


@pytest.mark.chromium
def test_search_is_done_by_keyboard_alone_and_leads_to_the_passage(browser, built):
    visit(browser, built.top, "fr.html")
    press(browser, Keys.TAB)
    assert focused(browser).get_attribute("class") == "skip"
    press(browser, Keys.ENTER)
    press(browser, Keys.TAB)
    assert focused(browser).get_attribute("id") == "query"
    press(browser, "pauvrete democratie")
    wait(browser, lambda: len(results(browser)) == 2)
    assert browser.find_element(By.ID, "found").text == "Documents trouvés : 2"
    passage = results(browser)[0].find_element(By.CSS_SELECTOR, "ul a")
    assert {mark.text.lower() for mark in passage.find_elements(By.TAG_NAME, "mark")} & {"pauvreté", "démocratie"}
    for _ in range(20):
        press(browser, Keys.TAB)
        if focused(browser) == passage:
            break
    press(browser, Keys.ENTER)
    wait(browser, lambda: "/text/" in browser.current_url)
    anchor = browser.current_url.partition("#")[2]
    assert browser.find_element(By.ID, anchor).is_displayed()
    browser.back()
    wait(browser, lambda: len(results(browser)) == 2)


@pytest.mark.chromium
def test_a_query_finds_the_texts_that_have_all_its_words(browser, built):
    counts = {"bamako": 2, "A/62/…": 2, "democra": 2, "zzz": 0, "lettre secretaire": 1, "<img onerror=x>": 0}
    for query, count in counts.items():
        visit(browser, built.top, "en.html")
        browser.find_element(By.ID, "query").send_keys(query, Keys.ENTER)
        shown = wait(browser, lambda: browser.find_element(By.ID, "found").text)
        assert shown == (f"Documents found: {count}" if count else "Nothing found."), query
        assert len(results(browser)) == count, query


@pytest.mark.chromium
def test_a_permanent_address_leads_to_the_work_and_with_an_eid_to_the_passage(browser, built):
    visit(browser, built.top, PERMANENT)
    wait(browser, lambda: browser.current_url.endswith("works/bamako-letter/fr.html"))
    visit(browser, built.top, f"{PERMANENT}?lang=fr#att_1__para_12")
    wait(browser, lambda: browser.current_url.endswith("works/bamako-letter/text/fr.html#att_1__para_12"))
    assert browser.execute_script("return document.querySelector(':target').id") == "att_1__para_12"


@pytest.mark.chromium
def test_an_eid_inside_a_paragraph_leads_to_the_paragraph(browser, built):
    visit(browser, built.top, "works/bamako-letter/text/fr.html#att_1__para_12__content")
    top = "return document.getElementById('att_1__para_12').getBoundingClientRect().top"
    wait(browser, lambda: 0 <= browser.execute_script(top) < 200)


@pytest.mark.chromium
def test_no_page_is_wider_than_320_pixels(browser, built):
    size = {"width": 320, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        for kind in KINDS:
            visit(browser, built.top, kind)
            assert browser.execute_script("return document.documentElement.scrollWidth") <= 320, kind
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.mark.chromium
def test_nothing_is_asked_of_another_host(browser, built):
    browser.get_log("performance")
    for kind in (*KINDS, PERMANENT):
        visit(browser, built.top, kind)
        time.sleep(0.1)
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
    assert any(url.endswith("site.css") for url in asked)
    assert [url for url in asked if not url.startswith(("file:", "data:", "about:"))] == []


@pytest.mark.chromium
def test_axe_finds_no_violation_in_light_in_dark_and_in_print(browser, built, axe):
    for scheme in ("light", "dark", "print"):
        feature = {"name": "prefers-color-scheme", "value": scheme}
        media = {"media": "print"} if scheme == "print" else {"media": "", "features": [feature]}
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
        try:
            for kind in KINDS:
                visit(browser, built.top, kind)
                browser.execute_script(axe)
                report = browser.execute_async_script("axe.run({preload: false}).then(arguments[0])")
                found = [f"{v['id']}: {v['nodes'][0]['html']}" for v in report["violations"]]
                assert found == [], (scheme, kind)
        finally:
            browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})


@pytest.mark.java
def test_the_nu_html_checker_finds_no_error(built, root):
    jar = root / ".cache" / "vnu" / "vnu.jar"
    if not jar.is_file():
        pytest.skip("needs the Nu HTML checker: `.ci/vnu .cache/vnu` fetches it (with npm)")
    places = [str(path) for path in sorted(built.top.rglob("*.html")) + sorted(built.top.glob("*.css"))]
    command = ["java", "-Xss4m", "-jar", str(jar), "--errors-only", "--also-check-css", *places]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
    assert (done.returncode, done.stderr) == (0, "")
