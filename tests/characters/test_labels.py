"""Labels typed into the text [corpus body.typed]."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.characters.labels import LabelKind, kind_of, split_note, split_typed
from pipeline.characters.whitespace import Run, normalise, plain
from pipeline.document import Look
from tests.prepare.samples import lines, main


def split(text: str) -> tuple[str, str, str]:
    kind, label, rest = split_typed(normalise([Run(text)]))
    return kind.value, plain(label), plain(rest)


@pytest.mark.parametrize(
    ("text", "kind", "label"),
    [
        ("1 -\tتقرر", "number", "1 -"),
        ("12-\u00a0تقرر", "number", "12-"),
        ("10.\tRequests", "number", "10."),
        ("1.1.\tScope", "number", "1.1."),
        ("(a)\tThe", "letter", "(a)"),
        ("b) De", "letter", "b)"),
        ("(أ)\u00a0جداول", "letter", "(أ)"),
        ("с)\tпункт", "letter", "с)"),
        ("(ii)\tThe", "roman", "(ii)"),
        ("iv) De", "roman", "iv)"),
        ("㈠ 资金", "figure", "㈠"),
        ("’1‘\tأن", "figure", "’1‘"),
        ("–\tLe", "bullet", "–"),
        ("• The", "bullet", "•"),
        ("*\tTerm", "star", "*"),
        ("II.\tBudget", "section", "II."),
    ],
)
def test_a_typed_label_is_separated_from_its_text(text: str, kind: str, label: str):
    found = split(text)
    assert found[:2] == (kind, label)
    assert found[2] == text[len(label) :].strip("\t \u00a0")


@pytest.mark.parametrize(
    "text",
    [
        "A resolution",
        "I believe",
        "(a)",
        "1.",
        "2022 was a year",
        "1 2 3",
        "(see para. 1)",
        "(the) end",
        "a) ",
        "Text",
        "5",
    ],
)
def test_text_that_begins_with_no_label_stays_whole(text: str):
    assert split(text) == ("", "", text.strip())


def test_a_label_over_several_looks_is_cut_where_it_ends():
    kind, label, rest = split_typed(normalise([Run("(", Look.BOLD), Run("a"), Run(")\tThe", Look.ITALIC)]))
    assert (kind, plain(label), plain(rest)) == (LabelKind.LETTER, "(a)", "The")
    assert rest[0].look is Look.ITALIC


def test_the_letter_of_a_table_note_is_its_label():
    label, rest = split_note(normalise([Run("\t"), Run("a", Look.RAISED), Run("\tSee A/80/505.")]))
    assert (plain(label), plain(rest)) == ("a", "See A/80/505.")
    assert split_note(normalise([Run("Note", Look.ITALIC), Run(": as of 2020")]))[0] == []


@pytest.mark.parametrize(
    ("num", "kind"), [("1.", "number"), ("1 -", "number"), ("(ه)", "letter"), ("–", "bullet"), ("?", "")]
)
def test_the_kind_of_a_printed_number(num: str, kind: str):
    assert kind_of(num).value == kind


@given(st.text(st.sampled_from("1a(.)-–*iI \t\u00a0中أ"), max_size=14))
def test_label_and_rest_are_the_text(text: str):
    _, label, rest = split(text)
    assert "".join((label + rest).split()) == "".join(plain(normalise([Run(text)])).split())


def test_typed_numbers_make_operative_paragraphs_and_items():
    blocks = main(
        "<paragraph><content><p>\t1 -\tDecides:</p></content></paragraph>"
        "<paragraph><content><p>\t(a)\tFirst;</p></content></paragraph>"
        "<paragraph><content><p>\t(i)\tUnder it;</p></content></paragraph>"
        "<paragraph><content><p>\t(ii)\tAlso;</p></content></paragraph>"
        "<paragraph><content><p>\t(b)\tSecond.</p></content></paragraph>"
    )
    assert lines(blocks) == [
        "operative 0 1 - | Decides:",
        "item 1 (a) | First;",
        "item 2 (i) | Under it;",
        "item 2 (ii) | Also;",
        "item 1 (b) | Second.",
    ]


def test_the_number_of_a_section_with_a_letter_is_a_number():
    runs = [Run("29C.3\tThe Office will remain committed.")]
    kind, label, rest = split_typed(runs)
    assert (kind, plain(label), plain(rest)) == (LabelKind.NUMBER, "29C.3", "The Office will remain committed.")


def test_a_number_may_have_a_roman_part():
    kind, label, _ = split_typed([Run("31.II.6\tWith regard to coordination.")])
    assert (kind, plain(label)) == (LabelKind.NUMBER, "31.II.6")


def test_i_after_h_is_a_letter():
    texts = ["(h)\tEighth;", "(i)\tNinth;", "(j)\tTenth."]
    blocks = main("".join(f"<paragraph><content><p>{t}</p></content></paragraph>" for t in texts))
    assert [b.level for b in blocks] == [1, 1, 1]


def test_a_number_torn_from_its_text_is_joined_to_it():
    blocks = main(
        "<paragraph eId='para_1'><num>1.</num><content><p/></content></paragraph>"
        "<paragraph eId='para_2'><content><p>Nosotros</p></content></paragraph>"
        "<paragraph eId='para_3'><num>2.</num><content><p> </p></content></paragraph>"
        "<paragraph eId='para_4'><num>3.</num><content><p>Reafirmamos</p></content></paragraph>"
    )
    assert lines(blocks) == ["operative 0 1. | Nosotros", "operative 0 2. | ", "operative 0 3. | Reafirmamos"]
    assert blocks[0].anchor == "para_1"
