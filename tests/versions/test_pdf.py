"""Redlines and concordances as PDF: marked in the page, and as conforming as every other PDF."""

from __future__ import annotations

import subprocess

import pypdfium2
import pytest

from pipeline.prepare import prepare
from pipeline.read import parse_file
from pipeline.versions import compare
from pipeline.versions.concordance.document import rendered
from pipeline.versions.concordance.parity import parity
from pipeline.versions.concordance.rows import concordance
from pipeline.versions.redline.files import redline
from tests.own import DOCUMENTS


@pytest.fixture(scope="module")
def arabic():
    names = ("A_RES_78_903-2399903A.xml", "A_RES_79_902-2499902A.xml")
    return [prepare(parse_file(DOCUMENTS / "ga-resolution" / "ar" / name)) for name in names]


def words(data: bytes) -> str:
    pages = pypdfium2.PdfDocument(data)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pages)


def test_the_pdf_says_from_what_to_what_and_shows_both(official, unofficial):
    printed = words(redline(compare(official, unofficial), "pdf"))
    assert "79 paragraphes modifiés, 2 déplacés" in printed
    assert "Groupe d’organisation" in printed
    assert "Convening Group" in printed


def test_changes_are_coloured_and_ruled(official, unofficial):
    changed = redline(compare(official, unofficial), "pdf")
    plain = redline(compare(official, official), "pdf")
    colours = [set(), set()]
    for found, data in zip(colours, (changed, plain), strict=True):
        page = pypdfium2.PdfDocument(data)[1]
        image = page.render(scale=1).to_pil().convert("RGB")
        found |= {pixel for _, pixel in image.getcolors(1 << 20) if max(pixel) - min(pixel) > 60}
    assert len(colours[0]) > 20
    assert len(colours[0]) > 2 * len(colours[1])


@pytest.mark.java
def test_verapdf_finds_nothing(official, unofficial, arabic, verapdf, tmp_path):
    made = {
        "redline": redline(compare(official, unofficial), "pdf"),
        "arabic": redline(compare(*arabic), "pdf"),
        "concordance": rendered(concordance(official, unofficial), parity([official, unofficial]), "pdf"),
        "right to left": rendered(concordance(*arabic), parity(arabic), "pdf"),
    }
    for name, data in made.items():
        (tmp_path / f"{name}.pdf").write_bytes(data)
    paths = [str(tmp_path / f"{name}.pdf") for name in made]
    for profile in ("ua1", "3a"):
        command = [*verapdf, "-f", profile, "--format", "text", *paths]
        found = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False).stdout
        assert [line.split()[0] for line in found.splitlines() if line.strip()] == ["PASS"] * len(made), found
