"""Masthead and title block [corpus masthead, title]."""

from __future__ import annotations

import pytest

from pipeline.document import Direction, Document, Text
from tests.prepare.samples import COVER, document, lines
from tests.prepare.words import words


def fields(made: Document) -> list[tuple[str, str]]:
    assert made.masthead is not None
    return [(field.role.value, words(field.inlines)) for field in made.masthead.fields]


def cover(*lines: str) -> str:
    return f"<coverPage>{''.join(f'<p>{line}</p>' for line in lines)}</coverPage>"


def test_each_field_of_the_cover_has_its_role_and_empty_ones_are_left_out():
    made = document(
        cover(
            "<span class='upperLeft'><docAuthority refersTo='#publisher'>United Nations</docAuthority></span>",
            "<docNumber refersTo='#symbol'>A/HRC/RES/56/17</docNumber>",
            "<img src='logo.jpg'/><docAuthority refersTo='#issuingBody'>General Assembly</docAuthority>",
            "<docStatus>Distr.: General</docStatus>",
            "<docDate date='2024-07-16'>16 July 2024</docDate>",
            "<inline name='languageOfExpression'>Russian</inline>",
            "<inline name='originalLanguage'>Original: English</inline>",
            "<docAuthority refersTo='#subsidiaryBody'>Human Rights Council</docAuthority>",
            "<session value='56'/>",
            "<event refersTo='#session'><date refersTo='#startDate'>18 June</date>\n"
            "<date refersTo='#endDate'>12 July</date></event>",
            "<inline name='agenda item'>Agenda item 2</inline>",
            "<inline name='agenda item name'>Annual report</inline>",
        )
        + "<mainBody><p>x</p></mainBody>"
    )
    assert fields(made) == [
        ("organization", "United Nations"),
        ("symbol", "A/HRC/RES/56/17"),
        ("organ", "General Assembly"),
        ("distribution", "Distr.: General"),
        ("date", "16 July 2024"),
        ("language", "Russian"),
        ("original", "Original: English"),
        ("subsidiary", "Human Rights Council"),
        ("session-dates", "18⍽June+–+12⍽July"),
        ("agenda-item", "Agenda item 2"),
        ("agenda-title", "Annual report"),
    ]
    assert made.identity.session == 56


@pytest.mark.parametrize(("language", "isolate"), [("ara", Direction.LTR), ("zho", None), ("rus", None)])
def test_english_fields_of_other_scripts_are_one_english_passage(language: str, isolate: Direction | None):
    made = document(
        cover(
            "<docStatus><span>Distr.</span>: General</docStatus>",
            "<docDate>11 December 2023, 10 a.m. – 1 p.m.</docDate>",
            "<inline name='originalLanguage'>Original: <span class='bold'>English</span></inline>",
            "<session>الدورة الثامنة والسبعون</session>",
        )
        + "<mainBody><p>x</p></mainBody>",
        language=language,
    )
    assert made.masthead is not None
    *english, session = made.masthead.fields
    assert [field.language for field in english] == ["en"] * 3
    assert [field.direction for field in english] == [isolate] * 3
    assert {run.isolate for field in english for run in field.inlines if isinstance(run, Text)} == {isolate}
    assert (session.language, session.direction) == ("", None)


def test_a_date_in_the_language_of_the_document_is_not_an_english_passage():
    made = document(cover("<docDate>7 декабря 2023 года</docDate>") + "<mainBody><p>x</p></mainBody>", language="rus")
    assert made.masthead is not None and made.masthead.fields[0].language == ""


def test_a_cover_in_a_container_reads_the_same():
    made = document(
        "<coverPage><container name='masthead'><p><docAuthority>Nations Unies</docAuthority></p>"
        "<p><docNumber refersTo='#symbol' status='incomplete'>A/62/<placeholder>…</placeholder></docNumber></p>"
        "<p><docAuthority>Assemblée générale</docAuthority></p>"
        "<p><inline name='akn4un:distribution'>Distr. générale</inline></p>"
        "<p><placeholder refersTo='#dateOfIssuance'>…</placeholder></p>"
        "<p>Original : <inline name='akn4un:originalLanguage'>anglais</inline></p></container></coverPage>"
        "<preface><p><session value='62'>Soixante-deuxième session</session></p><p><ref href='/akn/ontology/x/agenda'>"
        "Point 12</ref></p><p><docTitle>Lettre</docTitle></p></preface><mainBody><p>x</p></mainBody>",
        language="fra",
        name="officialLetter",
    )
    assert fields(made) == [
        ("organization", "Nations Unies"),
        ("symbol", "A/62/…"),
        ("organ", "Assemblée générale"),
        ("distribution", "Distr. générale"),
        ("date", "…"),
        ("original", "Original : anglais"),
        ("session", "Soixante-deuxième session"),
        ("agenda-item", "Point 12"),
    ]
    assert lines(made.title) == ["H1 title | Lettre"]
    assert made.identity.symbol == "" and made.identity.symbol_printed == "A/62/…"
    assert made.identity.unassigned == ("symbol", "date", "job number")


def test_number_and_title_are_one_heading_after_adoption_and_origin():
    made = document(
        cover(
            "<docTitle>Resolution adopted on 1 March</docTitle>", "<docProponent>[on the report (A/1)]</docProponent>"
        )
        + "<preface><p><docNumber>79/999.</docNumber><docTitle><span class='bold'>\tTitle</span></docTitle>"
        "</p></preface>"
        "<mainBody><p>x</p></mainBody>"
    )
    assert lines(made.title) == [
        "adoption 0 | Resolution adopted on 1⍽March",
        "origin 0 | [on the report (A/1)]",
        "H1 title 79/999. | <b:Title>",
    ]
    assert (made.identity.title, made.identity.running_title) == ("Title", "Title")


def test_the_letter_of_a_part_is_a_heading_with_its_note():
    made = document(
        "<preface><p><docNumber>76/246.</docNumber><docTitle>Title</docTitle></p><p><docNumber refersTo='#letter'>"
        "<span class='bold'>B</span></docNumber><authorialNote marker='1' eId='n1'><p>\tPart A is …</p>"
        "</authorialNote></p>"
        "</preface><mainBody><p>x</p></mainBody>"
    )
    assert lines(made.title) == ["H1 title 76/246. | Title", "H2 component-label | <b:B>[^n1]"]


def test_the_arabic_number_and_stray_dash_become_number_dash_title():
    made = document(
        "<preface><p><docNumber>75/303.</docNumber><docTitle>-\tتمويل</docTitle></p></preface><mainBody>"
        "<p>x</p></mainBody>",
        language="ara",
    )
    assert lines(made.title) == ["H1 title 75/303 – | تمويل"]


def test_a_security_council_resolution_has_its_number_as_title():
    made = document(
        cover(
            "<docTitle refersTo='#resolutionNumber'>\t\tResolution 1306 (2000)</docTitle>",
            "<docTitle refersTo='#adoption'>Adopted at its <inline name='adoptionMeeting'>4168th meeting</inline>, on"
            "<docDate date='2000-07-05'>5 July 2000</docDate></docTitle>",
        )
        + "<mainBody><p>x</p></mainBody>",
        actor="unsc",
    )
    assert lines(made.title) == [
        "H1 title | Resolution 1306 (2000)",
        "adoption 0 | Adopted at its 4168th meeting, on+ +5⍽July⍽2000",
    ]


def test_a_statement_with_its_title_in_the_text_has_it_in_the_title_block():
    made = document(
        COVER + "<preface><p/></preface><mainBody><p><docTitle><b>Statement by the President</b></docTitle></p>"
        "<paragraph><content><p>\t\t“The Council welcomes”</p></content></paragraph></mainBody>",
        name="presidentialStatement",
        actor="unsc",
    )
    assert lines(made.title) == ["H1 title | <b:Statement by the President>"]
    assert lines(made.parts[0].blocks) == ["quotation 0 | “The Council welcomes”"]


def test_the_sponsors_line_of_a_draft_without_title_is_its_title():
    made = document(
        "<preface><p><docTitle refersTo='sponsors'>\t\tAlgeria: draft resolution</docTitle></p></preface>"
        "<mainBody><p>x</p></mainBody>",
        name="draftResolution",
    )
    assert lines(made.title) == ["H1 title | Algeria: draft resolution"]
    both = document(
        "<preface><p><docTitle refersTo='sponsors'>Algeria: draft resolution</docTitle></p><p>"
        "<docTitle>Peace</docTitle>"
        "</p></preface><mainBody><p>x</p></mainBody>",
        name="draftResolution",
    )
    assert lines(both.title) == ["sponsors 0 | Algeria: draft resolution", "H1 title | Peace"]


def test_a_source_without_title_is_named_by_its_symbol_and_says_that_this_is_made():
    made = document(COVER + "<mainBody><p>x</p></mainBody>")
    assert lines(made.title) == ["H1 title | +A/RES/79/999+"]


def test_a_decision_names_its_committee_in_the_masthead():
    made = document(
        cover(
            "<docType>Decision</docType>",
            "<docProponent>Plenary</docProponent>",
            "<inline name='decision type'>Other</inline>",
        )
        + "<mainBody><p>x</p></mainBody>",
        name="decision",
    )
    assert fields(made) == [("document-type", "Decision"), ("committee", "Plenary"), ("other", "Other")]


def test_a_notice_of_a_text_without_masthead_stands_in_its_title_block():
    made = document(
        "<preface><p><docStatus>UNOFFICIAL TRANSLATION</docStatus></p><p><docTitle>Title</docTitle></p></preface>"
        "<mainBody><p>x</p></mainBody>",
        name="declaration",
    )
    assert made.masthead is None
    assert lines(made.title) == ["notice 0 | UNOFFICIAL TRANSLATION", "H1 title | Title"]


def test_a_title_block_with_nothing_but_a_number_has_it_as_title():
    made = document("<preface><p><num>79/999.</num></p></preface><mainBody><p>x</p></mainBody>")
    assert lines(made.title) == ["H1 title | 79/999."]
