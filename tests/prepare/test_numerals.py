"""Numbers typed into headings [corpus body.headings, body.shape, form resolution.5]."""

from __future__ import annotations

import pytest

from pipeline.document import Heading
from tests.prepare.samples import document, lines, main


def headings(*texts: str, language: str = "eng") -> list[str]:
    inside = "".join(f"<paragraph class='H23'><heading>{text}</heading></paragraph><p>Text.</p>" for text in texts)
    blocks = main(f"<p>x</p>{inside}", language=language)
    return [line.split(" ", 2)[2] for line in lines(blocks) if line.startswith("H")]


@pytest.mark.parametrize(
    ("language", "texts", "shown"),
    [
        ("zho", ("\t\t一 维持和平", "\t\t二 支助"), ["| 一⏎维持和平", "| 二⏎支助"]),
        ("fra", ("\t\tA Postes", "\t\tB Compte"), ["| A⏎Postes", "| B⏎Compte"]),
        ("eng", ("II General", "Other"), ["| II⏎General", "| Other"]),
        ("ara", ("\tألف -\tجدول", "باء - تطور"), ["ألف - | جدول", "باء - | تطور"]),
        ("eng", ("A. Staff", "B. Funds"), ["A. | Staff", "B. | Funds"]),
    ],
)
def test_a_number_typed_into_a_heading_stands_apart(language: str, texts: tuple[str, ...], shown: list[str]):
    assert headings(*texts, language=language) == shown


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fra", "A cet effet, nous"),
        ("eng", "I believe"),
        ("rus", "В 2025 году"),
        ("zho", "一 个"),
        ("ara", "أولا شروط"),
    ],
)
def test_a_word_that_could_be_a_number_stays_where_no_other_heading_goes_on(language: str, text: str):
    assert headings(text, "Z", language=language)[0] == f"| {text}"


def test_letters_stand_below_numerals_in_words():
    blocks = main(
        "<p>x</p>"
        + "".join(
            f"<paragraph class='H23'><heading>{t}</heading></paragraph>" for t in ("ثانيا", "شروط", "ألف -\tجدول")
        ),
        language="ara",
    )
    assert [b.level for b in blocks if isinstance(b, Heading)] == [2, 3]


def test_the_name_of_a_title_joined_with_its_number_stays_good():
    made = document(
        "<mainBody><paragraph eId='p_1'><content><p>See <ref href='#p_3'>there</ref>.</p></content></paragraph>"
        "<paragraph eId='p_2' class='H23'><heading>I</heading></paragraph>"
        "<paragraph eId='p_3' class='H23'><heading>Title</heading></paragraph></mainBody>"
    )
    text, heading = made.parts[0].blocks
    assert lines([text]) == ["text 0 | See there(#p_2)."]
    assert (heading.anchor, heading.aliases) == ("p_2", ("p_3",))
