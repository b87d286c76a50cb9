"""Looks, links, languages, Latin in Arabic [corpus inlines, characters, languages]."""

from __future__ import annotations

import pytest

from pipeline.document import Direction, Look, Text
from pipeline.prepare.walk.links import target
from tests.prepare.samples import document, lines, main
from tests.prepare.words import words


def inlines(text: str, **options: str) -> tuple[Text, ...]:
    return main(f"<p>{text}</p>", **options)[0].inlines  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("https://undocs.org/en/A/RES/70/1", "https://undocs.org/en/A/RES/70/1"),
        ("https://undocs.org/ru/s/res/1863 (2009)", "https://undocs.org/ru/s/res/1863%20(2009)"),
        ("https://undocs.org/fr/A/RES/70/1%20A", "https://undocs.org/fr/A/RES/70/1%20A"),
        ("https://a.org/100%", "https://a.org/100%25"),
        ("https://a.org/х", "https://a.org/%D1%85"),
        ("undocs.org/A/1", "https://undocs.org/A/1"),
        ("mailto:a@un.org", "mailto:a@un.org"),
        ("#para_1", "#para_1"),
        ("about:blank", ""),
        ("file:///C:/Users/x.docx", ""),
        ("https://nam10.safelinks.protection.outlook.com/?url=x", ""),
        ("javascript:alert(1)", ""),
        ("https://", ""),
        ("http://nohost/x", ""),
        ("", ""),
        ("#", ""),
    ],
)
def test_an_address_is_made_fit_or_left_out(href: str, address: str):
    assert target(href) == address


def test_a_link_that_cannot_be_followed_keeps_its_text_and_is_reported():
    made = document("<mainBody><p>see <a href='about:blank'>this</a></p></mainBody>")
    assert made.parts[0].blocks[0].inlines == (Text("see this"),)
    assert made.warnings == ("no link made of the address 'about:blank'",)


def test_a_link_around_a_space_is_a_space():
    assert inlines("a<a href='https://x.org'> </a>b") == (Text("a b"),)


def test_looks_are_sets_of_words_and_combine():
    found = inlines("<span class='underline underline'>a</span><span class='bold italic'>b<sup>c</sup></span>")
    assert [(i.text, i.look) for i in found] == [
        ("a", Look.UNDERLINE),
        ("b", Look.BOLD | Look.ITALIC),
        ("c", Look.BOLD | Look.ITALIC | Look.RAISED),
    ]


def test_small_capitals_change_the_look_and_keep_the_letters():
    found = inlines("B<inline name='smallCaps' style='font-variant:small-caps'>radley</inline>")
    assert found == (Text("B"), Text("radley", Look.SMALL_CAPS))


def test_a_reference_leads_to_the_address_in_the_metadata_or_into_the_document():
    made = document(
        "<mainBody><paragraph eId='para_1'><num>1.</num><content><p><ref eId='ref_1' href='/akn/un/x'>Charter</ref>, "
        "<ref href='#dvs_1'>section</ref>, <ref href='#nowhere'>lost</ref>, <ref href='/akn/y'>unknown</ref>"
        "</p></content>"
        "</paragraph><division eId='dvs_1'><heading eId='dvs_1__heading'>H</heading></division></mainBody>",
        meta="<analysis><otherReferences><alternativeReference for='#ref_1' href='https://un.org/c'/></otherReferences>"
        "</analysis>",
    )
    links = [i.link for i in made.parts[0].blocks[0].inlines if isinstance(i, Text) and i.link]
    assert [(link.target, link.iri) for link in links] == [("https://un.org/c", "/akn/un/x"), ("#dvs_1", "")]
    assert made.parts[0].blocks[1].anchor == "dvs_1"


def test_a_dummy_date_is_not_a_date():
    found = inlines("<date date='0001-01-01'>then</date> <date date='2007-11-14'>14 November</date>")
    assert [i.date for i in found if i.text.strip()] == ["", "2007-11-14"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("انظر A/77/409، الفقرة 6", "انظر «A/77/409»، الفقرة 6"),
        ("في 11 December 2023", "في «11 December 2023»"),
        ("S/RES/2653 (2022) و 5", "«S/RES/2653 (2022)» و 5"),
        (
            "<span class='italic'>Treaty Series</span>, vol. 2220, No. 39481.",
            "«<i:Treaty Series>»«, vol. 2220, No. 39481».",
        ),
        ("000 566 10 دولار", "000 566 10 دولار"),
        ("Distr.: General", "«Distr.: General»"),
        ("في Vie\u0323\u0302t Nam", "في «Vie\u0323\u0302t Nam»"),
        ("في Vi\u1ec7t Nam", "في «Vi\u1ec7t Nam»"),
        ("(A/80/5/Add.15)", "(«A/80/5/Add.15»)"),
    ],
)
def test_latin_passages_are_isolated_in_arabic_and_figures_are_left(text: str, shown: str):
    assert words(inlines(text, language="ara")) == shown


def test_a_passage_in_another_language_says_so():
    made = document("<mainBody><p xml:lang='ar'>نص</p><p>a <span xml:lang='fr'>b</span></p></mainBody>")
    first, second = made.parts[0].blocks
    assert (first.language, first.direction) == ("ar", Direction.RTL)
    assert (second.language, second.direction) == ("", None)
    assert second.inlines[1].language == "fr"


def test_chinese_gets_no_space_at_the_borders_of_elements():
    assert lines(
        main("<p><span class='bold'>决定</span>\n<a href='https://un.org/1'>按照</a>\n<span>下列</span></p>")
    ) == ["text 0 | <b:决定>按照下列"]
