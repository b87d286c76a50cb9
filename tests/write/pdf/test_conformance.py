"""PDF/UA-1 and PDF/A-3a: page-validation and veraPDF find nothing; the letter breaks as its print does."""

from __future__ import annotations

import difflib
import re
import subprocess
import unicodedata
from pathlib import Path

import page
import pytest

from pipeline.prepare.preparation import prepare
from pipeline.read import parse_file
from pipeline.write import Options
from pipeline.write.pdf.writer import write
from tests.own import DOCUMENTS
from tests.write.pdf.write_pdf_tools import page_texts

LETTER = "source/bamako-letter/fra@.xml"
OWN = (LETTER, "source/bamako-declaration/fra@unofficial-1.xml")
PROFILES = ("ua1", "3a")
SAMPLES = (
    "ga-resolution/en/A_RES_78_907-2399907E.xml",
    "ga-resolution/es/A_RES_76_905-2299905S.xml",
    "ga-resolution/fr/A_RES_78_906-2399906F.xml",
    "ga-resolution/zh/A_RES_76_909-2199909C.xml",
    "sc-prst/en/S_PRST_2010_925-1099925E.xml",
    *(f"ga-resolution/{code}/A_RES_79_902-2499902{letter}.xml" for code, letter in (("ar", "A"), ("ru", "R"))),
    *(
        f"hrc-resolution/{code}/A_HRC_RES_56_911{letter}.xml"
        for code, letter in (("ar", "A"), ("zh", "C"), ("fr", "F"))
    ),
)


def failures(path: Path, profile: str) -> list[str]:
    return [str(f) for f in page.validate_pdf(str(path), profile=page.ValidationProfile(profile)).failures]


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", OWN)
def test_our_own_documents_conform(own, tmp_path: Path, name: str, profile: str):
    path = tmp_path / "own.pdf"
    path.write_bytes(own(name).data)
    assert failures(path, profile) == []


@pytest.mark.parametrize("name", SAMPLES)
def test_documents_in_the_form_of_published_ones_conform(tmp_path: Path, name: str):
    source = DOCUMENTS / name
    path = tmp_path / "sample.pdf"
    path.write_bytes(write(prepare(parse_file(source)), Options(attachment=source.read_bytes())).data)
    assert {profile: failures(path, profile) for profile in PROFILES} == {profile: [] for profile in PROFILES}


@pytest.mark.java
def test_verapdf_finds_nothing_in_our_own_documents(own, verapdf: list[str], tmp_path: Path):
    paths = []
    for number, name in enumerate(OWN):
        paths.append(tmp_path / f"{number}.pdf")
        paths[-1].write_bytes(own(name).data)
    for profile in PROFILES:
        command = [*verapdf, "-f", profile, "--format", "text", *map(str, paths)]
        found = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False).stdout
        assert [line.split()[0] for line in found.splitlines() if line.strip()] == ["PASS"] * len(OWN), profile


def norm(line: str) -> str:
    line = unicodedata.normalize("NFC", line).replace("'", "’").replace("\u2011", "-").replace("\xad", "")
    return re.sub(r"\s+", " ", line.replace("—", "–").replace("\xa0", " ")).strip()


@pytest.fixture(scope="module")
def witness(root: Path) -> list[str]:
    """Return the printed lines of the letter; a page begins at a line that starts with spaces."""
    text = (root / "source/witness/un-letter-2008-01-18-fr.txt").read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line.strip()]


def test_the_letter_breaks_its_lines_as_the_print_of_2008(own, witness: list[str]):
    ours = [norm(line) for text in page_texts(own(LETTER).data) for line in text.split("\n") if line.strip()]
    theirs = [norm(line) for line in witness]
    blocks = difflib.SequenceMatcher(None, theirs, ours, autojunk=False).get_matching_blocks()
    assert sum(block.size for block in blocks) >= 0.99 * len(theirs)


@pytest.mark.parametrize(
    ("number", "opening"),
    [(2, "Annexe à la lettre datée"), (3, "Démocratie, développement et atténuation"), (4, "14. De participer"),
     (5, "répondant aux besoins"), (6, "niveau local, y compris"), (7, "39. Rejetons vivement"),
     (8, "coopérer avec leurs propres"), (9, "la stratégie conjointe"), (10, "61. Invitons les États"),
     (11, "Fonctionnement et rayon"), (12, "Appendice"), (13, "v) Faciliter les rapports"),
     (14, "– Le Groupe d’organisation sélectionnera")],
)  # fmt: skip
def test_every_page_of_the_letter_begins_as_in_print(own, number: int, opening: str):
    pages = page_texts(own(LETTER).data)
    assert len(pages) == 14
    lines = [norm(line) for line in pages[number - 1].split("\n") if line.strip()]
    assert any(line.startswith(opening) for line in lines[:4])
