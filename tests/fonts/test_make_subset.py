"""The maker of the subset fonts, run on a font of this folder."""

from __future__ import annotations

import importlib.util
import io
import sys

import pytest
from fontTools.ttLib import TTFont

from tests.fonts.fontset import FOLDER, FONTS

ORIGINAL = (FOLDER / "LiberationSerif-Italic.ttf").read_bytes()


@pytest.fixture(scope="module")
def maker():
    spec = importlib.util.spec_from_file_location("make_subset", FOLDER / "make_subset.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_subset"] = module
    spec.loader.exec_module(module)
    return module


def test_a_subset_has_the_characters_asked_for_and_no_others(maker):
    made = maker.subset(ORIGINAL, {ord("a"), ord("é"), 0x4E00})
    assert maker.characters_of(made) == {ord("a"), ord("é")}


def test_the_same_input_gives_the_same_bytes(maker):
    assert maker.subset(ORIGINAL, range(0x20, 0x7F)) == maker.subset(ORIGINAL, reversed(range(0x20, 0x7F)))


def test_a_subset_keeps_widths_and_outlines_and_is_named_as_a_subset(maker):
    whole, made = TTFont(io.BytesIO(ORIGINAL)), TTFont(io.BytesIO(maker.subset(ORIGINAL, {ord("Q")})))
    ink = [font["glyf"][font.getBestCmap()[ord("Q")]].getCoordinates(font["glyf"])[0] for font in (whole, made)]
    assert ink[0] == ink[1]
    assert made["hmtx"][made.getBestCmap()[ord("Q")]] == whole["hmtx"][whole.getBestCmap()[ord("Q")]]
    assert made["name"].getDebugName(6) == "LiberationSerifSubset-Italic"


def test_a_character_set_leaves_out_ascii_and_what_it_lacks(maker):
    korean = maker.of_charset("euc_kr")
    assert {ord("문"), 0x65FC} <= korean
    assert not {ord("a"), ord("뷁"), ord("é")} & korean


def test_a_field_of_the_unihan_database_is_read(maker):
    text = "# a comment\nU+9555\tkTGH\t2013:6420\nU+9555\tkGB8\t7969\nU+4E00\tkIRG\t1\n"
    assert maker.of_unihan(text, "kTGH") == {0x9555}


def test_every_file_the_maker_makes_is_part_of_the_font_set(maker):
    made = {item.name for item in maker.SUBSETS}
    assert made == {name for name in FONTS["sha256"] if "-Subset-" in name}
