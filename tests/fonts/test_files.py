"""The font files and the colour profile: unchanged, embeddable, TrueType, and as wide as Times."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from reportlab.pdfbase.pdfmetrics import getFont

from tests.fonts.fontset import FOLDER, FONTS, STYLES

FILES = sorted(path.name for path in FOLDER.glob("*.ttf"))
TIMES = {
    "LiberationSerif-Regular.ttf": "Times-Roman",
    "LiberationSerif-Bold.ttf": "Times-Bold",
    "LiberationSerif-Italic.ttf": "Times-Italic",
    "LiberationSerif-BoldItalic.ttf": "Times-BoldItalic",
}


def test_every_font_file_is_named_once_with_its_sum():
    assert sorted(FONTS["sha256"]) == FILES


@pytest.mark.parametrize("name", FILES)
def test_font_file_has_the_sum_that_is_written_down(name: str):
    assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == FONTS["sha256"][name]


@pytest.mark.parametrize("name", FILES)
def test_readme_tells_origin_and_size_of_the_font_file(name: str):
    rows = [line for line in (FOLDER / "README.md").read_text(encoding="utf-8").splitlines() if f"`{name}`" in line]
    assert [row.split("|")[-2].strip() for row in rows] == [f"{(FOLDER / name).stat().st_size:,}"]


@pytest.mark.parametrize("name", FILES)
def test_font_file_has_truetype_outlines_and_may_be_embedded(name: str):
    font = TTFont(FOLDER / name, lazy=True)
    assert "glyf" in font
    assert not {"CFF ", "CFF2", "fvar"} & set(font.keys())
    assert font["OS/2"].fsType == 0


@pytest.mark.parametrize("name", FILES)
def test_licence_holds_the_copyright_notice_of_the_font_file(name: str):
    notice = TTFont(FOLDER / name, lazy=True)["name"].getDebugName(0)
    licence = (FOLDER / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert all(line.rstrip(".") in licence for line in notice.splitlines())


@pytest.mark.parametrize("name", TIMES)
def test_ascii_widths_are_those_of_times(name: str):
    font, times = TTFont(FOLDER / name, lazy=True), getFont(TIMES[name])
    glyphs, metrics, per_em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    widths = {chr(point): round(metrics[glyphs[point]][0] * 1000 / per_em) for point in range(0x20, 0x7F)}
    assert widths == {char: round(times.stringWidth(char, 1000)) for char in widths}


def test_every_family_gives_a_file_for_every_style():
    assert {tuple(family) for family in FONTS["families"].values()} == {STYLES}
    assert {name for family in FONTS["families"].values() for name in family.values()} == set(FILES)


def test_chinese_has_no_slant_but_bold():
    family = FONTS["families"]["noto-serif-sc"]
    assert family["italic"] == family["bold_italic"] == family["bold"] != family["regular"]


@pytest.mark.parametrize("order", FONTS["orders"])
def test_order_names_every_family_once_and_latin_letters_first(order: str):
    families = FONTS["orders"][order]["families"]
    assert sorted(families) == sorted(FONTS["families"])
    assert families[0] == "liberation-serif"


def test_every_language_of_the_united_nations_has_one_order():
    languages = [language for order in FONTS["orders"].values() for language in order["languages"]]
    assert sorted(languages) == ["ar", "de", "en", "es", "fr", "ru", "zh"]


def test_colour_profile_has_the_sum_of_its_readme():
    folder: Path = FOLDER.parent / "icc"
    written = re.findall(r"`([0-9a-f]{64})`", (folder / "README.md").read_text(encoding="utf-8"))
    assert written == [hashlib.sha256((folder / "sRGB2014.icc").read_bytes()).hexdigest()]
