"""Every character of the texts is drawn by a font of its language's order or by the table of substitutions."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from lxml import etree

from tests.fonts.fontset import FONTS, SUBSTITUTIONS, character, covered, covered_by, not_drawn, points, replaced
from tests.own import broken, documents
from tests.published import sample

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
ORDER_OF = {"zho": "chinese", "ara": "arabic"}

# [corpus characters.fonts]: the characters of all published files that an ordinary font is likely to lack, and
# neighbours.
PROFILE = (
    "’“”‑–—…•‘„―‒‟‛‚†\u200e\u200f\u202c\u2060\u202f\u00ad，；：（）－？．、。《》〈〉№℃①②Ⅵ㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
    "\u3007\uf9e1œćğıőşšțό\u03c0€ﻷﻻ،؛؟ـًٌٍَُِّْéèйñç\u0301\u0300\u0306\u0303\u0327−∕▪◦ʼʻˮ˚⸺⸻⸰문이데디운션파\uf06f"
)
# Names as they occur in Chinese texts outside GB 2312.
NAMES = "旼镕堃喆玥珺暐璟"


def order_of(root: etree._Element) -> str:
    language = root.find(f".//{AKN}FRBRExpression/{AKN}FRBRlanguage")
    return ORDER_OF.get("" if language is None else language.get("language"), "latin")


def body_text(root: etree._Element) -> str:
    """Return all text outside the metadata."""
    return "".join(root.xpath(".//text()[not(ancestor::*[local-name()='meta'])]"))


def faults(paths: list[Path]) -> dict[str, list[str]]:
    """Return what is not drawn, by file, in any style."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        root = etree.fromstring(
            path.read_bytes(), etree.XMLParser(recover=True, no_network=True, resolve_entities=False)
        )
        for style in ("regular", "bold", "italic", "bold_italic"):
            found[path.name] += not_drawn(body_text(root), order_of(root), style)
    return {name: missing for name, missing in found.items() if missing}


def test_own_sources_are_drawn(root: Path):
    paths = sorted((root / "source").rglob("*.xml"))
    assert paths
    assert faults(paths) == {}


def test_documents_in_the_form_of_published_ones_are_drawn():
    assert faults([*documents(), *broken()]) == {}


@pytest.mark.corpus
def test_published_files_are_drawn():
    assert faults(list(sample())) == {}


@pytest.mark.parametrize("order", FONTS["orders"])
@pytest.mark.parametrize("style", ["regular", "bold", "italic", "bold_italic"])
def test_rare_characters_of_all_published_files_are_drawn(order: str, style: str):
    assert not_drawn(PROFILE + NAMES, order, style) == []


@pytest.mark.parametrize("codec", ["cp1250", "cp1251", "cp1252", "cp1253", "gb2312", "johab"])
def test_whole_character_sets_are_drawn(codec: str):
    sets = {chr(point) for point in range(0xA0, 0xAC00) if len(chr(point).encode(codec, "ignore")) in (1, 2)}
    hangul = {chr(point) for point in range(0xAC00, 0xD7A4) if len(chr(point).encode("euc_kr")) == 2}
    assert not_drawn("".join(hangul if codec == "johab" else sets), "latin") == []


def test_a_character_that_no_font_has_is_found():
    assert not_drawn("a\u1200\ue000", "latin") == ["U+1200 ሀ", "U+E000 \ue000"]


def test_digits_and_latin_in_arabic_come_from_liberation():
    assert {ord(char) for char in "0123456789abcXYZ"} <= covered_by("LiberationSerif-Regular.ttf")
    assert not {point for point in covered_by("LiberationSerif-Regular.ttf") if 0x600 <= point < 0x700}


@pytest.mark.parametrize("order", FONTS["orders"])
def test_characters_a_family_takes_first_are_in_it(order: str):
    for family, characters in FONTS["orders"][order].get("first", {}).items():
        for name in FONTS["families"][family].values():
            assert {ord(char) for char in characters} <= covered_by(name)


def test_every_substitution_gives_its_reason_and_a_character_that_is_drawn():
    rows = [*SUBSTITUTIONS["substitute"], SUBSTITUTIONS["missing"]]
    assert all(row["reason"].endswith(".") for row in rows)
    drawn = {character(row["draw"]) for row in rows} - {""}
    for order in FONTS["orders"]:
        assert {ord(char) for char in drawn} <= covered(order)


def test_no_character_is_substituted_twice():
    assert sum(len(points(row["for"])) for row in SUBSTITUTIONS["substitute"]) == len(replaced())
