"""What a reader must see is in the prepared document: marks of quotations, notes by reference, formulas, speakers."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

import pytest

from pipeline.document import Direction, PartKind, Text, plain_text
from pipeline.prepare import prepare
from pipeline.prove import prove
from pipeline.write import FORMATS, Options
from tests.prepare.samples import document, lines, main, source

MATH = 'xmlns="http://www.w3.org/1998/Math/MathML"'
ATTACHED = """<mainBody><p>Text.</p></mainBody><attachments><attachment eId="att_1"><heading>Annex 1</heading>
<subheading>Plan of the lamps</subheading><doc name="annex"><mainBody><p>Lit at dusk.</p></mainBody></doc>
</attachment></attachments>"""


@pytest.mark.parametrize(
    ("marks", "words", "shown"),
    [
        ('startQuote="“" endQuote="”"', "dawn", "“dawn”"),
        ('startQuote="«\u00a0" endQuote="\u00a0»"', "aube", "«⍽aube⍽»"),
        ('startQuote="“" endQuote="”"', "“dawn”", "“dawn”"),
        ("", "dawn", "dawn"),
        ('startQuote="opening" endQuote="2"', "dawn", "dawn"),
        ('startQuote="“" endQuote="”"', '<quotedText startQuote="“" endQuote="”">dawn</quotedText>', "““dawn””"),
    ],
)
def test_quoted_text_has_the_marks_that_the_source_gives_once(marks: str, words: str, shown: str):
    assert lines(main(f"<p>For <mod><quotedText {marks}>{words}</quotedText></mod> read on.</p>")) == [
        f"text 0 | For {shown} read on."
    ]


def test_a_quoted_structure_has_its_marks_at_its_first_and_last_words():
    inside = "<paragraph><num>1.</num><content><p>One.</p></content></paragraph><p>Two.\n</p>"
    quoted = f'<p>Insert:</p><quotedStructure startQuote="“" inlineQuote="“" endQuote="”">{inside}</quotedStructure>'
    assert [plain_text((*b.label, Text(" "), *b.inlines)).strip() for b in main(quoted)] == [
        "Insert:", "“1. One.", "“Two.”",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("<mfrac><mi>a</mi><mi>b</mi></mfrac><mo>=</mo><msup><mi>c</mi><mn>2</mn></msup>", "a/b = c2"),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><mi>b</mi></mfrac>", "(a + 1)/b"),
        ("<msqrt><mi>x</mi></msqrt>", "√(x)"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot>", "3√(x)"),
        ("<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover><msub><mi>x</mi><mi>i</mi></msub>", "∑inxi"),
        ("<mfenced><mi>x</mi><mi>y</mi></mfenced>", "(x, y)"),
        ("<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd></mtr></mtable>",
         "[1, 2; 3]"),
        ("<mfrac><mi>a</mi></mfrac><merror><mtext>odd</mtext></merror>", "a/odd"),
        ("<semantics><mi>x</mi><annotation>x again</annotation></semantics>", "x"),
    ],
)  # fmt: skip
def test_a_formula_is_one_line_in_linear_form(formula: str, shown: str):
    blocks = main(f"<p>So <foreign><math {MATH}>{formula}</math></foreign> holds.</p>")
    assert [block.text for block in blocks] == [f"So {shown} holds."]


def test_a_formula_on_its_own_is_one_paragraph():
    inside = f"<p>Thus:</p><foreign><math {MATH}><mi>a</mi><mo>=</mo><mi>b</mi></math></foreign><p>End.</p>"
    assert lines(main(inside)) == ["text 0 | Thus:", "text 0 | <i:a> = <i:b>", "text 0 | End."]


@pytest.mark.parametrize("format", FORMATS)
def test_the_proof_accepts_formulas_quotations_and_notes_by_reference(format: str):
    meta = '<notes><note eId="note_1"><p>Set in 1977.</p></note></notes>'
    body = (
        f"<mainBody><p>So <foreign><math {MATH}><mfrac><mi>a</mi><mi>b</mi></mfrac><mo>=</mo><msup><mi>c</mi><mn>2</mn>"
        '</msup></math></foreign>, “it”<noteRef href="#note_1" marker="1"/>.</p></mainBody>'
    )
    made = source(body, meta=meta)
    proof = prove(made, FORMATS[format].write(prepare(made), Options()).data, format)
    assert proof.error() is None


def test_a_note_stands_where_it_is_called_from():
    meta = '<notes><note eId="note_1"><p>First.</p></note><note eId="note_2"><p>Second.</p></note></notes>'
    calls = '<p>One<noteRef href="#note_2" marker="1"/> and two<noteRef href="#note_1" marker="2"/>.</p>'
    made = document(f"<mainBody>{calls}</mainBody>", meta=meta)
    assert lines(made.parts[0].blocks) == ["text 0 | One[^note_2] and two[^note_1]."]
    assert [(n.mark, n.front, plain_text(n.blocks[0].inlines)) for n in made.notes] == [
        ("1", False, "Second."),
        ("2", False, "First."),
    ]


def test_a_note_that_nothing_calls_stays_a_note_to_the_reader():
    made = document("<mainBody><p>Text.</p></mainBody>", meta="<notes><note eId='n'><p>Reissued.</p></note></notes>")
    assert [(n.front, plain_text(n.blocks[0].inlines)) for n in made.notes] == [(True, "Reissued.")]


def test_a_note_called_twice_is_one_note():
    note = "<authorialNote marker='1' eId='n'><p>Once.</p></authorialNote>"
    made = document(f"<mainBody><p>One{note} and again<noteRef href='#n' marker='1'/>.</p></mainBody>")
    assert len(made.notes) == 1
    marks = [i for i in made.parts[0].blocks[0].inlines if not isinstance(i, Text)]
    assert [mark.note for mark in marks] == [made.notes[0].id] * 2


def test_notes_without_a_mark_get_asterisks_that_no_other_note_has():
    notes = "".join(
        f"<authorialNote{m}><p>{w}</p></authorialNote>" for m, w in (("", "a"), (' marker="*"', "b"), ("", "c"))
    )
    made = document(f"<mainBody><p>Text{notes}</p></mainBody>")
    assert [n.mark for n in made.notes] == ["**", "*", "***"]


def test_items_of_unnumbered_and_numbered_lists_have_marks():
    assert lines(main("<ul><li><p>One</p></li><li>Two</li></ul>")) == ["item 1 +•+ | One", "item 1 +•+ | Two"]
    assert lines(main("<ol><li>One</li><li value='7'>Two</li></ol>")) == ["item 1 +1.+ | One", "item 1 +7.+ | Two"]


def test_a_mark_that_the_program_makes_is_marked_as_generated():
    assert main("<ul><li>One</li></ul>")[0].label[0].generated


def test_a_speaker_stands_at_the_head_of_what_is_said():
    speech = "<speech by='#p'><from>The President:</from><p>I call.</p><p>The list.</p></speech>"
    assert [b.text for b in main(speech)] == ["The President: I call.", "The list."]


def test_a_speaker_without_words_is_not_lost():
    assert [b.text for b in main("<p>Text.</p><speech><from>The President</from></speech>")] == [
        "Text.",
        "The President",
    ]


def test_headings_of_an_attachment_open_its_page():
    annexes = [p for p in document(ATTACHED, actor="unsc").parts if p.kind is PartKind.ANNEX]
    assert [[b.text for b in part.blocks] for part in annexes] == [["Annex 1", "Plan of the lamps", "Lit at dusk."]]
    assert annexes[0].new_page


@pytest.mark.parametrize("gap", ["\n\t\t\t", "\t\n\t", "\r\n\t"])
def test_tabs_beside_a_line_break_are_layout(gap: str):
    assert lines(main(f"<p>Mombasa,{gap}Lamu and{gap}Pemba</p>")) == ["text 0 | Mombasa, Lamu and Pemba"]


def test_a_line_break_of_layout_at_the_end_of_a_link_leaves_no_space_before_a_comma():
    assert lines(main("<p>The <ref href='/akn/x'>tables\n\t\t</ref>, as revised</p>")) == [
        "text 0 | The tables, as revised"
    ]


@pytest.mark.parametrize(
    ("meta", "title"),
    [
        ('<references><original href="/x" showAs="Measuring the tide"/></references>', "Measuring the tide"),
        ("", "A/RES/79/999"),
    ],
)
def test_the_title_is_that_of_the_metadata_and_never_a_file_name(meta: str, title: str):
    cover = '<coverPage><p class="upperRight"><docNumber refersTo="#symbol">A/RES/79/999</docNumber></p></coverPage>'
    assert document(f"{cover}<mainBody><p>Text.</p></mainBody>", meta=meta).identity.title == title
    bare = document("<mainBody><p>Text.</p></mainBody>", meta=meta)
    assert "sample" not in bare.identity.title


def test_words_right_inside_a_speech_are_not_lost():
    speech = "<speech>One <!-- c --> two<from>The President:</from> three<p>Four.</p> five</speech>"
    assert " ".join(b.text for b in main(speech)).split() == [
        "One",
        "two",
        "The",
        "President:",
        "three",
        "Four.",
        "five",
    ]


@pytest.mark.parametrize(
    "address",
    [
        "https://undocs.org/A/80/5",
        "https://data.example.org/a/b?x=1&amp;y=2",
        "keeper@example.org",
        "www.example.org/x",
    ],
)
@pytest.mark.parametrize("language", ["ara", "heb"])
def test_an_address_in_right_to_left_text_is_one_run_from_left_to_right(address: str, language: str):
    made = document(f"<mainBody><p>متاح على {address}.</p></mainBody>", language=language)
    isolated = [i.text for i in made.parts[0].blocks[0].inlines if isinstance(i, Text) and i.isolate is Direction.LTR]
    assert isolated == [address.replace("&amp;", "&")]


def collection(*titles: str, numbers: Iterable[object] = count(991), apart: bool = True) -> str:
    """Return components of a collection, each with a number and, if given, a title, in one paragraph or in two."""
    inside = "".join(
        f'<component eId="cmp_{n}"><statement name="resolution"><preface><p><docNumber>{n}</docNumber>'
        + ("</p><p>" if apart else " ")
        + (f"<docTitle>{title}</docTitle>" if title else "")
        + "</p></preface><mainBody><p>Text.</p></mainBody></statement></component>"
        for n, title in zip(numbers, titles, strict=False)
    )
    return f"<components>{inside}</components>"


def test_each_document_of_a_collection_begins_a_page():
    made = document(f"<preface><p><docTitle>Resolutions</docTitle></p></preface>{collection('Lamps', 'Boats')}")
    assert [(part.kind, part.new_page) for part in made.parts] == [(PartKind.COMPONENT, True)] * 2
    assert [part.blocks[-2].text for part in made.parts] == ["Lamps", "Boats"]


@pytest.mark.parametrize("apart", [True, False])
@pytest.mark.parametrize(("numbers", "begins"), [("AB", False), (("ألف", "باء"), False), (("80/991", "80/992"), True)])
def test_parts_that_a_letter_names_run_on_and_documents_with_a_number_do_not(numbers, begins: bool, apart: bool):
    parts = collection("Lamps", "Boats", numbers=numbers, apart=apart)
    made = document(f"<preface><p><docTitle>Resolutions</docTitle></p></preface>{parts}")
    assert [part.new_page for part in made.parts] == [begins] * 2


def test_parts_of_one_text_without_titles_of_their_own_run_on():
    made = document(f"<preface><p><docTitle>Resolutions</docTitle></p></preface>{collection('', '')}")
    assert [part.new_page for part in made.parts] == [False, False]


def test_an_unknown_element_is_rendered_plainly_and_reported_once_with_its_line():
    made = document("<mainBody><p>Lamp <zzz>lit</zzz> and <zzz>out</zzz>.</p></mainBody>")
    assert made.parts[0].blocks[0].text == "Lamp lit and out."
    assert [w for w in made.warnings if "zzz" in w] == ["line 7: unknown element 'zzz' rendered plainly"]


def test_a_quoted_table_stands_between_its_marks():
    table = "<table><tr><td><p>Lamp</p></td></tr></table>"
    blocks = main(f'<p>Insert:</p><quotedStructure startQuote="“" endQuote="”">{table}</quotedStructure>')
    assert lines(blocks) == ["text 0 | Insert:", "quotation 0 | “", "table 1x1", "quotation 0 | ”"]


def test_a_number_in_a_paragraph_of_its_own_is_that_of_the_title():
    title = "<preface><p><docNumber>80/995.</docNumber></p><p><docTitle>Measuring the tide</docTitle></p></preface>"
    assert lines(document(f"{title}<mainBody><p>Text.</p></mainBody>").title) == [
        "H1 title 80/995. | Measuring the tide"
    ]


_NOTE = '<authorialNote eId="n1" marker="1"><p>'


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    "inside",
    [
        f"<p>So<math><p>it{_NOTE}See above.</p></authorialNote></p></math></p>",
        f"<p>So{_NOTE}See.</p></authorialNote> it<noteRef href='#'><date>of 1977</date></noteRef></p>",
        f"<p>So{_NOTE}See.</p></authorialNote> it <noteRef href='#n1'><i>ibid</i></noteRef></p>",
        f"<p>So{_NOTE}\u200e</p></authorialNote> it</p>",
    ],
)
def test_notes_and_words_in_unusual_places_come_out_whole(inside: str, format: str):
    made = source(f"<mainBody>{inside}</mainBody>")
    assert prove(made, FORMATS[format].write(prepare(made), Options()).data, format).error() is None
