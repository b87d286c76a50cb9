"""The pages of a set as a delegate sees them: the cover, the read-me and the contents, printed and in a browser."""

from __future__ import annotations

import re
import shutil

import pypdfium2
import pytest
from pypdfium2 import raw

from pipeline.distribution.naming import language_letter
from pipeline.distribution.sets import SET
from pipeline.distribution.sets.entries import Entry, works_of
from pipeline.distribution.sets.front import front_files
from pipeline.distribution.sets.pages import SetFacts
from pipeline.languages.strings import languages
from pipeline.prepare import prepare
from pipeline.read import parse_file
from tests.own import DOCUMENTS

WORKS = ("A_RES_79_901", "A_RES_79_902")
COMMANDS = ("python verify.py", "sha256sum --check SHA256SUMS")


def entry(path):
    document = prepare(parse_file(path))
    stem = document.identity.symbol.replace("/", "_")
    held = {"files": [{"format": "xml", "path": f"{stem}/{stem}_{language_letter(document.identity.language)}.xml"}]}
    return Entry(stem, document, held)


@pytest.fixture(scope="module")
def front(tmp_path_factory):
    """Return the folder of the pages of a set of two resolutions in six languages."""
    folder = tmp_path_factory.mktemp("front")
    works = works_of(entry(path) for name in WORKS for path in sorted(DOCUMENTS.rglob(f"{name}-*.xml")))
    for file in front_files(SET, SetFacts("Resolutions of the session", "Resolutions", works)):
        (folder / file.path).write_bytes(file.written.data)
    return folder


def test_the_title_on_the_cover_is_in_large_type(front):
    page = pypdfium2.PdfDocument(front / "COVER.pdf")[0].get_textpage()
    assert page.get_text_range(0, 11) == "Resolutions"
    assert raw.FPDFText_GetFontSize(page, 0) == 27


def test_contents_lead_to_the_read_me_and_to_the_contents_in_the_other_languages(front):
    ways = re.search(r'<p id="set__ways".*?</p>', (front / "CONTENTS_F.html").read_text("utf-8"))[0]
    assert re.findall(r'href="\./([^"]+)"', ways) == ["READ-ME.html", *(f"CONTENTS_{one}.html" for one in "ACERS")]


def test_contents_lead_to_every_format_that_the_read_me_explains(front):
    page = (front / "CONTENTS_E.html").read_text("utf-8")
    formats = re.findall(r'href="\./A_RES_79_901/A_RES_79_901_E\.(\w+)"', page)
    assert formats == ["pdf", "docx", "html", "txt", "epub"]


def test_the_session_follows_the_organ_as_each_language_has_it(front):
    pages = {one: (front / f"CONTENTS_{one}.html").read_text("utf-8") for one in "CE"}
    heads = {one: re.sub("<.*?>", "", re.search(r"<h2.*?</h2>", page)[0]) for one, page in pages.items()}
    assert heads == {"C": "大会第七十九届会议", "E": "General Assembly, Seventy-ninth session"}


def test_the_read_me_has_each_command_whole_and_from_left_to_right_in_every_language(front):
    page = (front / "READ-ME.html").read_text("utf-8")
    official = len([one for one in languages() if one != "de"])
    for command in COMMANDS:
        assert page.count(f'<bdi dir="ltr">{command}</bdi>') == page.count(command) == official


@pytest.fixture(scope="module")
def narrow():
    """Yield Chromium with a window of 320 pixels."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed (extra `test`)")
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium")
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu"):
        options.add_argument(argument)
    size = {"width": 320, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    with webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver"))) as browser:
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        yield browser


@pytest.mark.chromium
def test_nothing_of_a_set_scrolls_sideways_on_a_narrow_screen(axe, front, narrow):
    wide = "return [...document.querySelectorAll('html, .scroll')].filter(e => e.scrollWidth > e.clientWidth).length"
    for page in sorted(front.glob("*.html")):
        narrow.get(page.as_uri())
        assert narrow.execute_script(wide) == 0, page.name
        narrow.execute_script(axe)
        report = narrow.execute_async_script("axe.run({preload: false}).then(arguments[0])")
        assert [violation["id"] for violation in report["violations"]] == [], page.name


LAST_LINES = """return [...document.querySelectorAll('article p')].filter(p => {
  const words = document.createRange();
  words.setStart(p, 0);
  words.setEndBefore(p.lastChild);
  return p.getBoundingClientRect().bottom - words.getBoundingClientRect().bottom > 15;
}).map(p => p.id)"""


@pytest.mark.chromium
def test_no_paragraph_ends_in_an_empty_line_on_a_narrow_screen(front, narrow):
    narrow.get((front / "READ-ME.html").as_uri())
    assert narrow.execute_script(LAST_LINES) == []
