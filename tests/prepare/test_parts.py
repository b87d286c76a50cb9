"""Parts, ends and identity [corpus skeletons, iri, metadata, masthead, annexes]."""

from __future__ import annotations

import datetime

import pytest

from pipeline.document import Body, Direction, Kind
from tests.prepare.samples import COVER, document, lines

BODY = "<mainBody><p>x</p></mainBody>"


def attached(inside: str) -> str:
    return f"<attachments><attachment eId='att_1'><doc name='annex'>{inside}</doc></attachment></attachments>"


def test_annex_headings_are_distinguished_from_their_titles():
    heading = "<paragraph class='H23'><subheading>{0}</subheading></paragraph>"
    made = document(
        BODY
        + attached(
            "<mainBody>" + "".join(heading.format(t) for t in ("Annex I", "Scale", "Rates")) + "<p>Text.</p>"
            "<paragraph><content><p><b>Annex II</b></p></content></paragraph>"
            "<paragraph><content><p><b>Credits</b></p></content></paragraph></mainBody>"
        )
    )
    assert lines(made.parts[1].blocks) == [
        "H2 annex-label | Annex I",
        "H3 annex-title | Scale",
        "H4 h23 | Rates",
        "text 0 | Text.",
    ]
    assert lines(made.parts[2].blocks) == ["H2 annex-label | <b:Annex II>", "H3 annex-title | <b:Credits>"]
    assert [(part.label, part.anchor, part.eid) for part in made.parts[1:]] == [
        ("Annex I", "att_1", "att_1"),
        ("Annex II", "att_1.2", ""),
    ]


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("eng", ("Annex I", "Annex II")),
        ("fra", ("Annexe I", "Annexe II")),
        ("spa", ("Anexo I", "Anexo II")),
        ("rus", ("Приложение I", "Приложение II")),
        ("zho", ("附件一", "附件二")),
        ("ara", ("المرفق الأول", "المرفق الثاني")),
    ],
)
def test_several_annexes_in_one_attachment_are_parts_of_their_own_in_every_language(language: str, labels: list[str]):
    inside = "".join(f"<paragraph><subheading>{label}</subheading></paragraph><p>x.</p>" for label in labels)
    made = document(BODY + attached(f"<mainBody>{inside}</mainBody>"), language=language)
    assert [(part.kind.value, part.label) for part in made.parts[1:]] == [("annex", label) for label in labels]


def test_an_appendix_in_the_attachment_is_an_appendix_and_headings_alone_are_not_part():
    heading = "<paragraph class='H23'><subheading>{0}</subheading></paragraph>"
    inside = "".join(heading.format(t) for t in ("Annexes", "Annex I", "Scale")) + "<p>x.</p>"
    inside += heading.format("Appendix") + "<p>y.</p>"
    made = document(BODY + attached(f"<mainBody>{inside}</mainBody>"), actor="unsc")
    assert [(p.kind.value, p.anchor, p.new_page) for p in made.parts[1:]] == [
        ("annex", "att_1", True),
        ("appendix", "att_1.2", True),
    ]
    assert lines(made.parts[1].blocks)[:2] == ["H2 annex-label | Annexes", "H2 annex-label | Annex I"]


@pytest.mark.parametrize(
    ("name", "actor", "new_page"),
    [("resolution", "unga", False), ("resolution", "unsc", True), ("officialLetter", "un-ga", True)],
)
def test_an_annex_begins_a_page_except_in_assembly_resolutions(name: str, actor: str, new_page: bool):
    made = document(BODY + attached("<mainBody><p>y</p></mainBody>"), name=name, actor=actor)
    assert made.parts[1].new_page is new_page


def test_a_strict_annex_is_named_in_its_preface_and_holds_its_appendix():
    made = document(
        BODY
        + attached(
            "<preface><p><docType>Annexe à la lettre datée du <docDate date='2008-01-18'>18 janvier</docDate>"
            "</docType></p>"
            "<p>[Original : <inline name='akn4un:originalLanguage'>anglais</inline>]</p><p>"
            "<docTitle>Consensus</docTitle></p>"
            "</preface><mainBody><p>y</p></mainBody><conclusions><container name='placeAndDate'><p>"
            "<location>Bamako</location>"
            " – <docDate date='2007-11-17'>novembre 2007</docDate></p></container></conclusions>"
            + attached("<preface><p><docType>Appendice</docType></p></preface><mainBody><p>z</p></mainBody>")
        ),
        language="fra",
        name="officialLetter",
    )
    assert [(p.kind.value, p.label) for p in made.parts] == [
        ("main", ""),
        ("annex", "Annexe"),
        ("appendix", "Appendice"),
    ]
    assert lines(made.parts[1].blocks) == [
        "H2 annex-label | Annexe à la lettre datée du 18⍽janvier",
        "original-language 0 | [Original : anglais]",
        "H3 annex-title | Consensus",
        "text 0 | y",
        "place-date 0 | Bamako – novembre 2007",
    ]


def test_components_come_in_order_and_their_ids_are_kept_apart():
    component = (
        "<component eId='comp_{0}'><statement name='resolution'><preface><p><docNumber>{1}</docNumber></p></preface>"
        "<mainBody><paragraph eId='para_1'><num>1.</num><content><p>{1}</p></content></paragraph></mainBody>"
        "</statement>"
        "</component>"
    )
    made = document(
        COVER + "<collectionBody><component><documentRef showAs='Resolution A'/></component></collectionBody>",
        after=f"<components>{component.format(0, 'A')}{component.format(1, 'B')}</components>",
    )
    assert [(p.kind.value, p.label, p.blocks[1].anchor) for p in made.parts] == [
        ("component", "A", "comp_0__para_1"),
        ("component", "B", "comp_1__para_1"),
    ]


def test_each_meeting_and_date_of_the_conclusions_has_its_line():
    made = document(
        BODY + "<conclusions><p><inline name='adoptionMeeting'>1st meeting</inline>"
        "<inline name='adoptionMeeting'>2nd</inline>"
        "<docDate date='2025-01-01'>1 January</docDate>\n<docDate date='2025-01-02'>2 January</docDate></p>"
        "<p><event refersTo='#adoption'><location>3rd</location>\n<eol/>\n"
        "<docDate date='2025-01-03'>3 January</docDate></event></p></conclusions>"
    )
    assert lines(made.parts[0].blocks)[1:] == [
        "closing 0 | 1st meeting⏎2nd⏎1 January⏎2 January",
        "closing 0 | 3rd⏎3 January",
    ]


def test_a_recorded_vote_is_an_outcome_with_labels_and_names():
    made = document(
        BODY + "<conclusions><p><vote><outcome>[Adopted by <quantity>20</quantity> to <quantity>8</quantity>:"
        "<outcome refersTo='inFavour'>In favour:<eol/><organization>Albania, Fiji]</organization></outcome>"
        "</outcome></vote>"
        "</p></conclusions>"
    )
    assert lines(made.parts[0].blocks)[1:] == [
        "outcome 0 | [Adopted by 20 to 8:",
        "vote-label 0 | In favour:",
        "vote-names 0 | Albania, Fiji]",
    ]


def test_a_vote_that_stands_as_text_after_the_conclusions_is_a_vote():
    made = document(
        BODY + "<conclusions><p><location>36th</location></p></conclusions><mainBody><p>]Adopted:</p>"
        "<p><i>In favour:</i></p><p>Albania, Fiji</p><p><i>Against:</i></p><p>None[</p></mainBody>"
    )
    assert [line.split()[0] for line in lines(made.parts[0].blocks)[2:]] == [
        "outcome", "vote-label", "vote-names", "vote-label", "vote-names",
    ]  # fmt: skip


def test_a_signature_keeps_its_lines():
    made = document(
        BODY
        + "<conclusions><container name='signature'><p><signature><role>La Chargée d’affaires</role><eol/><docStatus>"
        "(<span class='italic'>Signé</span>)</docStatus> <person>Ami Diallo</person></signature></p></container>"
        "</conclusions>"
    )
    assert lines(made.parts[0].blocks)[1:] == ["signature 0 | La Chargée d’affaires⏎(<i:Signé>) Ami Diallo"]


@pytest.mark.parametrize(
    ("conclusions", "expected"),
    [
        ("<p>Mali <signature>A</signature>, <signature>B</signature></p>", ["signature 0 | Mali A, B"]),
        ("<signature><person>A</person></signature><signature>B</signature>", ["signature 0 | A", "signature 0 | B"]),
        ("<p><signature>A</signature><signature>B</signature></p>", ["signature 0 | A⏎B"]),
        ("<p><signature>A</signature> <signature>B</signature></p>", ["signature 0 | A⏎B"]),
    ],
)
def test_signatures_within_a_paragraph_share_it_and_others_stand_alone(conclusions, expected):
    made = document(f"{BODY}<conclusions>{conclusions}</conclusions>")
    assert lines(made.parts[0].blocks)[1:] == expected


@pytest.mark.parametrize(
    ("name", "actor", "kind", "body"),
    [
        ("resolution", "unga", Kind("resolution"), Body.GENERAL_ASSEMBLY),
        ("resolution", "unga-hrc", Kind("resolution"), Body.HUMAN_RIGHTS_COUNCIL),
        ("presidentialStatement", "unsc", Kind("presidential-statement"), Body.SECURITY_COUNCIL),
        ("draftResolution", "un-sc", Kind("draft-resolution"), Body.SECURITY_COUNCIL),
        ("decision", "un-ga", Kind("decision"), Body.GENERAL_ASSEMBLY),
        ("progressReport", "un-ga", Kind("report"), Body.GENERAL_ASSEMBLY),
        ("somethingElse", "who", Kind("other"), Body.OTHER),
    ],
)
def test_class_and_body_come_from_name_and_iri(name: str, actor: str, kind: Kind, body: Body):
    identity = document(BODY, name=name, actor=actor).identity
    assert (identity.kind, identity.body) == (kind, body)


def test_reports_and_notes_have_a_name_of_their_own_and_the_styles_of_other_documents():
    for name in ("progressReport", "note", "noteVerbale", "budgetaryDocument"):
        identity = document(BODY, name=name).identity
        assert identity.kind != Kind("other")
        assert identity.style_kind == "other"
    assert document(BODY, name="officialLetter").identity.style_kind == "letter"


@pytest.mark.parametrize(
    ("code", "tag", "direction"),
    [("eng", "en", "ltr"), ("zho", "zh-Hans", "ltr"), ("ara", "ar", "rtl"), ("deu", "de", "ltr"), ("", "und", "ltr")],
)
def test_languages_are_named_by_bcp_47(code: str, tag: str, direction: str):
    identity = document(BODY, language=code).identity
    assert (identity.language, identity.direction) == (tag, Direction(direction))


@pytest.mark.parametrize(
    ("text", "tag", "code"),
    [
        ("The rights of the child and the work of the Committee", "en", "eng"),
        ("Les droits des enfants dans les conflits et pour la paix", "fr", "fra"),
        ("Los derechos del niño y las medidas para el desarrollo", "es", "spa"),
        ("Die Lage und der Schutz von Kindern mit den Mitteln", "de", "deu"),
        ("Генеральная Ассамблея", "ru", "rus"),
        ("大会", "zh-Hans", "zho"),
        ("الجمعية العامة", "ar", "ara"),
    ],
)
def test_a_source_that_names_no_language_is_read_in_that_of_its_words(text: str, tag: str, code: str):
    made = document(f"<mainBody><p>{text}</p></mainBody>", language="")
    assert (made.identity.language, made.identity.language_code) == (tag, code)
    assert made.identity.direction is (Direction.RTL if tag == "ar" else Direction.LTR)
    assert made.warnings == (f"the source names no language; by its words it is {tag!r}",)


def test_the_date_is_that_of_the_expression_and_a_dummy_counts_as_1980():
    assert document(BODY).identity.date == datetime.date(2025, 3, 5)


def test_a_script_that_does_not_fit_the_language_is_reported():
    made = document("<mainBody><p>Генеральная Ассамблея</p></mainBody>")
    assert made.warnings == ("the source says its language is 'en', but its script is Cyrillic",)


def test_job_number_bar_code_and_address_make_the_imprint():
    made = document(
        COVER + BODY, meta="<presentation><docketNumber>25-00000* (E)</docketNumber></presentation>", language="eng"
    )
    assert (made.imprint.job_number, made.imprint.bar_code) == ("25-00000* (E)", "2500000")
    assert made.imprint.address == "https://docs.un.org/en/A/RES/79/999"
    assert document(COVER + BODY, language="deu").imprint.address == ""


def test_the_classes_of_paragraphs_are_signs_of_the_page_set_up():
    made = document("<mainBody><paragraph class='MercuryDocument'><content><p>x</p></content></paragraph></mainBody>")
    assert made.identity.signs == {"MercuryDocument"}


@pytest.mark.parametrize(("tab", "signs"), [("", {"untabbed title"}), ("\t", set())])
def test_a_title_without_a_tab_after_its_number_is_a_sign_of_the_page_set_up(tab: str, signs: set[str]):
    title = f"<docTitle>\n <span class='bold'>{tab}Question of Bermuda</span></docTitle>"
    made = document(f"<preface><p><docNumber>80/92.</docNumber>{title}</p></preface>{BODY}")
    assert made.identity.signs == signs


def test_a_bold_paragraph_under_the_label_of_an_annex_is_its_title_however_long():
    def bold(text: str) -> str:
        return f"<paragraph><content><p><b>{text}</b></p></content></paragraph>"

    title = "Modalities for the Conference on the Question " + "and on the Implementation of it " * 4
    made = document(BODY + attached(f"<mainBody>{bold('Annex')}{bold(title.strip())}<p>Text.</p></mainBody>"))
    assert lines(made.parts[1].blocks)[1].startswith("H3 annex-title | <b:Modalities")
    made = document(BODY + attached(f"<mainBody>{bold('Annex')}{bold(title.strip() + ';')}</mainBody>"))
    assert lines(made.parts[1].blocks)[1].startswith("text 0 | <b:Modalities")
