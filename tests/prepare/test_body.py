"""Blocks of the text [corpus body]: paragraphs, lists, headings, divisions, quotations."""

from __future__ import annotations

import pytest

from pipeline.document import Paragraph
from tests.prepare.samples import document, lines, main


def paragraph(text: str, number: str = "", classes: str = "SingleTxt") -> str:
    num = f"<num>{number}</num>" if number else ""
    return f"<paragraph class='{classes}'>{num}<content><p>{text}</p></content></paragraph>"


def test_numbered_paragraphs_of_a_resolution_are_operative_and_of_its_annex_numbered():
    made = document(
        f"<mainBody>{paragraph('<i>Decides</i>.', '1.')}</mainBody>"
        f"<attachments><attachment><doc name='annex'><mainBody>{paragraph('Text.', '1.')}</mainBody></doc></attachment>"
        "</attachments>"
    )
    assert [lines(part.blocks) for part in made.parts] == [
        ["operative 0 1. | <i:Decides>."],
        ["numbered 0 1. | Text."],
    ]


def test_preambles_and_bodies_come_in_any_order_and_number():
    made = document(
        "<preamble><formula name='x'><p><i>The Assembly</i>,</p></formula><container name='Recalling'><p>Recalling,</p>"
        f"</container></preamble><mainBody>{paragraph('One;', '1.')}</mainBody>"
        "<preamble><container name='–'><p>Noting,</p></container></preamble>"
        f"<mainBody>{paragraph('Two.', '2.')}</mainBody>"
    )
    assert lines(made.parts[0].blocks) == [
        "formula 0 | <i:The Assembly>,",
        "preambular 0 | Recalling,",
        "operative 0 1. | One;",
        "preambular 0 | Noting,",
        "operative 0 2. | Two.",
    ]


def test_a_sublist_beside_its_point_is_one_level_deeper_and_a_wrap_up_returns():
    point = "<point><num>{0}</num><content><p>{1}</p></content></point>"
    blocks = main(
        "<paragraph eId='para_9'><num>1.</num><list><intro><p>Decides:</p></intro>"
        + point.format("(a)", "First:")
        + "<sublist>"
        + point.format("(i)", "Inner;")
        + "<sublist>"
        + point.format("a.", "Innermost;")
        + "</sublist></sublist><wrapUp><p>and decides more.</p></wrapUp></list></paragraph>"
    )
    assert lines(blocks) == [
        "operative 0 1. | Decides:",
        "item 1 (a) | First:",
        "item 2 (i) | Inner;",
        "item 3 a. | Innermost;",
        "item-text 0 | and decides more.",
    ]
    assert blocks[0].anchor == "para_9"


def test_a_list_inside_its_point_and_text_after_it_belong_to_the_point():
    blocks = main(
        "<paragraph><num>1.</num><list><point><num>i)</num><content><p>First.</p><p>More.</p></content><list><intro>"
        "<p>Namely:</p></intro><indent><num>–</num><content><p>Dash.</p></content></indent></list>"
        "<alinea><content><p>After.</p></content></alinea></point></list></paragraph>"
    )
    assert lines(blocks) == [
        "operative 0 1. | ",
        "item 1 i) | First.",
        "item-text 1 | More.",
        "item-text 1 | Namely:",
        "item 2 – | Dash.",
        "item-text 1 | After.",
    ]


def test_an_item_without_a_number_is_an_item():
    blocks = main(
        "<paragraph><list><intro><p>Decides:</p></intro><point><content><p>One;</p></content></point></list></paragraph>"
    )
    assert lines(blocks) == ["text 0 | Decides:", "item 1 | One;"]


def test_a_block_list_in_the_preamble_keeps_its_items():
    made = document(
        "<preamble><container name='x'><blockList><listIntroduction>Recalling:</listIntroduction><item><num>(a)</num>"
        "<p>One,</p></item></blockList></container></preamble>"
    )
    assert lines(made.parts[0].blocks) == ["preambular 0 | Recalling:", "item 1 (a) | One,"]


def test_a_cross_heading_is_a_preambular_paragraph():
    assert lines(main("<part><crossHeading refersTo='#preamble'><i>Recalling</i> it,</crossHeading></part>")) == [
        "preambular 0 | <i:Recalling> it,"
    ]


def test_a_bare_numeral_and_its_title_are_one_heading_of_two_lines():
    together = main("<p>x</p><part><subheading>\t\tI</subheading><subheading>\t\tAccount</subheading></part>")
    assert lines(together)[1:] == ["H2 h23 | I⏎Account"]
    separate = main(
        "<p>x</p><paragraph class='H23'><heading>II</heading></paragraph>"
        "<paragraph class='H23'><heading>Funding</heading></paragraph>"
    )
    assert lines(separate)[1:] == ["H2 h23 | II⏎Funding"]


def test_a_division_number_without_heading_is_a_heading():
    blocks = main(
        "<p>x</p><section><num>\tA</num><crossHeading>Noting,</crossHeading></section>"
        "<section><num>II.</num><title><num>A.</num><heading>Staff</heading></title></section>"
    )
    assert lines(blocks)[1:] == [
        "H2 h23 | A",
        "preambular 0 | Noting,",
        "H2 h23 | II.",
        "H3 h23 A. | Staff",
    ]


def test_a_division_number_without_text_among_numbered_texts_is_a_paragraph_like_them():
    blocks = main(
        "<p>x</p><section><num>I.</num><intro><p>The mandate.</p></intro></section>"
        "<section eId='sec_II'><num>II.</num><title><num>A.</num><heading>Staff</heading></title></section>",
        name="declaration",
    )
    assert lines(blocks)[1:] == ["numbered 0 I. | The mandate.", "numbered 0 II. | ", "H2 h23 A. | Staff"]
    assert isinstance(blocks[2], Paragraph) and blocks[2].keep_with_next and blocks[2].anchor == "sec_II"


def test_a_division_number_before_running_text_is_its_label():
    blocks = main("<p>x</p><section><num>I.</num><intro><p><i>Mandate:</i> to serve.</p></intro></section>")
    assert lines(blocks)[1:] == ["operative 0 I. | <i:Mandate:> to serve."]


def test_headings_are_found_in_every_place():
    blocks = main(
        "<p>x</p><paragraph class='SingleTxt'><subheading>\t\tBefore a number</subheading><num>1.</num>"
        "<content><p>Text</p></content></paragraph>"
        "<paragraph class='H1'><content><p><subheading>In a block</subheading></p></content></paragraph>"
        "<paragraph class='H4'><num>A.</num><subheading>With a number</subheading></paragraph>"
    )
    assert lines(blocks)[1:] == [
        "H2 h23 | Before a number",
        "operative 0 1. | Text",
        "H2 h1 | In a block",
        "H3 h4 A. | With a number",
    ]


def test_the_heading_of_an_item_is_its_first_line():
    blocks = main(
        "<p>x</p><list><point><num>iii)</num><heading>Recruitment</heading>"
        "<alinea><content><p>Staff are lent.</p></content></alinea></point></list>"
    )
    assert lines(blocks)[1:] == ["item 1 iii) | Recruitment", "item-text 1 | Staff are lent."]


@pytest.mark.parametrize(
    ("text", "classes", "is_heading"),
    [
        ("<b>Travel ban</b>", "SingleTxt", True),
        ("<b>Recalling also its resolution,</b>", "SingleTxt", False),
        ("<b>" + "long words " * 20 + "</b>", "SingleTxt", False),
        ("<b>Bold</b> and not", "SingleTxt", False),
        ("Not bold", "H23", True),
        ("A clause that ends;", "H23", False),
        ("word " * 80, "H1", False),
        ("\t\t旅行禁令", "MercuryDocument", True),
        ("\t旅行禁令", "MercuryDocument", False),
        ("\t\t“旅行禁令”。", "MercuryDocument", False),
    ],
)
def test_shape_and_length_decide_what_is_a_heading(text: str, classes: str, is_heading: bool):
    block = main("<p>x</p>" + paragraph(text, classes=classes))[1]
    assert (type(block).__name__ == "Heading") is is_heading


def test_a_numbered_paragraph_in_a_heading_class_is_text():
    blocks = main("<p>x</p>" + paragraph("Requests the Secretary-General to report.", "12.", "H23"))
    assert lines(blocks)[1:] == ["operative 0 12. | Requests the Secretary-General to report."]


def test_levels_follow_numbering_within_a_rank_and_never_skip():
    titles = ["I.\tOne", "A.\tUnder", "Plain", "II.\tTwo", "B.\tUnder"]
    blocks = main("<p>x</p>" + "".join(paragraph(t, classes="H23") for t in titles))
    assert [b.level for b in blocks[1:]] == [2, 3, 4, 2, 3]
    deep = main("<p>x</p>" + paragraph("Small", classes="H4") + paragraph("Large", classes="HCh"))
    assert [b.level for b in deep[1:]] == [2, 2]


def test_quoted_text_of_another_instrument_is_a_quotation():
    blocks = main(
        "<paragraph><num>1.</num><content><p>Decides:<mod><quotedStructure><p>“<i>Decides</i> that</p><point>"
        "<num>a.</num><content><p>Arms;”</p></content></point></quotedStructure></mod></p></content></paragraph>"
    )
    assert lines(blocks) == [
        "operative 0 1. | Decides:",
        "quotation 0 | “<i:Decides> that",
        "quotation 1 a. | Arms;”",
    ]


def test_decorations_rules_and_star_explanations_have_their_roles():
    blocks = main(
        "<p><decoration>* * *</decoration></p>"
        + paragraph(" ___________ ")
        + paragraph("*\tTerm ends.")
        + paragraph("* * *")
    )
    assert lines(blocks) == [
        "decoration 0 | * * *",
        "rule 0 | ___________",
        "small-note 0 * | Term ends.",
        "decoration 0 | * * *",
    ]


def test_an_unknown_element_is_shown_plainly_and_reported_once():
    made = document("<mainBody><p>one <zzz>two</zzz> <zzz>three</zzz></p><zzz><p>four</p></zzz></mainBody>")
    assert lines(made.parts[0].blocks) == ["text 0 | one two three", "text 0 | four"]
    assert [w.partition(": ")[2] for w in made.warnings] == ["unknown element 'zzz' rendered plainly"]
    assert made.warnings[0].startswith("line ")


def test_stray_text_is_shown_in_place_and_reported():
    made = document("<mainBody>first<paragraph>second<content><p>third</p></content></paragraph>fourth</mainBody>")
    assert [line.partition("| ")[2] for line in lines(made.parts[0].blocks)] == ["first", "second", "third", "fourth"]


def test_bold_text_under_a_bare_numeral_is_its_title_however_long():
    words = "Implementation of the Agreement for the Implementation of the Provisions of the Convention " * 3
    blocks = main(
        f"<p>x</p>{paragraph('<b>II</b>')}{paragraph(f'<b>{words}</b>')}{paragraph(f'<b>{words}</b>')}"
        f"{paragraph('<b>III</b>')}{paragraph('<b>Decides so;</b>')}"
    )
    assert [line[:16] for line in lines(blocks)[1:]] == [
        "H2 h23 | <b:II>⏎",
        "text 0 | <b:Impl",
        "H2 h23 | <b:III>",
        "text 0 | <b:Deci",
    ]


def test_a_capital_numeral_with_a_bold_title_is_a_heading_in_whatever_list():
    point = "<point><num>{}</num><content><p>{}</p></content></point>"
    items = point.format("(b)", "Invite the forum.") + point.format("II.", "<b>Peace and security</b>")
    blocks = main(f"<p>x</p><paragraph class='SingleTxt'><list>{items}</list></paragraph>")
    assert lines(blocks)[1:] == ["item 1 (b) | Invite the forum.", "H2 h23 II. | <b:Peace and security>"]


def test_a_number_alone_in_a_heading_class_goes_with_the_title_below_it():
    blocks = main(
        "<p>x</p><paragraph class='H23'><p><num>XIII</num></p></paragraph>"
        "<paragraph class='H23'><subheading>Regional cooperation</subheading></paragraph>"
    )
    assert lines(blocks)[1:] == ["H2 h23 | XIII⏎Regional cooperation"]
