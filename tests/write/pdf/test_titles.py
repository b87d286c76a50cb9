"""How titles break: lines that are not justified."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from pipeline.document import Block, Document, Heading, Kind, Look, Masthead, MastheadRole, Rank, Role, Text
from pipeline.forms import Form, form_for, form_named
from pipeline.write import Options
from pipeline.write.pdf.file.tags import Elem
from pipeline.write.pdf.flow.blocks import Flow
from pipeline.write.pdf.flow.notes import NoteSetter
from pipeline.write.pdf.flow.typesetter import Typesetter
from pipeline.write.pdf.writer import write
from tests.makers import field, heading, masthead
from tests.write.pdf.write_pdf_tools import document, page_texts, paragraph


def last_lines(title: str) -> list[str]:
    """Return the lines of a heading set alone."""
    heading = Heading(anchor="h", rank=Rank.SECOND, level=2, label=(), inlines=(Text(title),))
    (page, *_) = page_texts(write(document(heading), Options()).data)
    found = [line.strip() for line in page.split("\n")]
    start = next(n for n, line in enumerate(found) if line.startswith("Opening"))
    end = next(n for n, line in enumerate(found) if line.endswith("Tribunals"))
    return found[start : end + 1]


@pytest.mark.parametrize("count", range(6, 26))
def test_no_title_ends_in_a_line_of_one_word(count):
    lines = last_lines(" ".join(["Opening", *["financing"] * count, "Criminal Tribunals"]))
    assert len(lines) == 1 or " " in lines[-1]
    assert " ".join(lines).split() == ["Opening", *["financing"] * count, "Criminal", "Tribunals"]


def test_a_word_tied_to_the_last_by_a_no_break_space_is_company_enough():
    widths = {
        len(last_lines(" ".join(["Opening", *["financing"] * count, "for Criminal\u00a0Tribunals"]))[-1].split())
        for count in range(6, 16)
    }
    assert 2 in widths


@pytest.mark.parametrize("signs", ["MercuryDocument", "SingleTxt"])
def test_text_under_the_title_of_an_annex_is_as_far_from_it_as_from_headings(signs):
    title = heading("Modalities", Rank.ANNEX_TITLE)
    text = paragraph(1, "The Conference will be held in June.")
    made = document(title, text)
    form = form_for(replace(made.identity, signs=frozenset({signs, "untabbed title"})))
    assert laid(made, form, title, text)[-1].gap == 6.0


ONE_LINE = "Global Digital Compact"
TWO_LINES = "Financing of the International Residual Mechanism for Criminal Tribunals in 2026"


@pytest.mark.parametrize("set_up", ["t1", "t2", "t3"])
@pytest.mark.parametrize(("titles", "gaps"), [
    ((ONE_LINE, "Our ocean"), (0.0, 0.0)), ((ONE_LINE, TWO_LINES), (6.0, 6.0)), ((TWO_LINES,), (6.0,)),
])  # fmt: skip
def test_titles_of_annexes_that_all_take_one_line_are_right_under_their_labels(set_up, titles, gaps):
    blocks = [b for t in titles for b in (heading("Annex I", Rank.ANNEX_LABEL), heading(t, Rank.ANNEX_TITLE))]
    strips = laid(document(*blocks), form_named(f"new-york-{set_up}"), *blocks)
    first = [strip for strip in strips if strip.anchors][1::2]
    assert tuple(strip.gap for strip in first) == gaps


def test_titles_of_annexes_of_other_documents_are_not():
    blocks = (heading("Annex I", Rank.ANNEX_LABEL), heading(ONE_LINE, Rank.ANNEX_TITLE))
    made = document(*blocks)
    letter_ = replace(made, identity=replace(made.identity, kind=Kind("report")))
    assert laid(letter_, form_named("new-york-t3"), *blocks)[1].gap == 6.0


@pytest.mark.parametrize(("titles", "step"), [(1, 12.0), (2, 18.0)])
def test_one_of_several_titles_of_agenda_items_is_further_down(titles, step):
    names = ("Oceans and the law of the sea", "Programme planning")[:titles]
    fields = [field(MastheadRole.AGENDA_ITEM, "Agenda items 13 and 75 (a)")]
    fields += [field(MastheadRole.AGENDA_TITLE, name) for name in names]
    made = replace(document(paragraph(1, "Decides so;")), masthead=Masthead(tuple(fields)))
    flow = flow_of(made, form_named("new-york-t2"))
    for one in fields:
        flow.field(one)
    assert [strip.gap + strip.up + strip.down for strip in flow.strips[1:]] == [step] * titles


def test_the_agenda_title_of_t2_has_lines_of_282_points():
    form = form_named("new-york-t2")
    style = form.style("agenda-title")
    assert form.page.column - style.right - style.left == pytest.approx(282.0, abs=0.1)


def test_an_agenda_title_of_275_points_is_one_line_in_t2_and_two_in_t1():
    made = document(paragraph(1, "The Conference will be held in June."))
    title = "Scientific and technical cooperation for peace and progress II"
    made = replace(made, masthead=masthead(date="", agenda_item="", agenda_title=title))
    for day, lines in ((datetime.date(2025, 12, 5), 1), (datetime.date(2024, 5, 6), 2)):
        dated = replace(made, identity=replace(made.identity, date=day))
        (page, *_) = page_texts(write(dated, Options()).data)
        assert title in page if lines == 1 else title not in page, day


def letter(title: str, language: str = "fr") -> Document:
    """Return a letter of 2008 with this title."""
    heading = Heading(anchor="h", rank=Rank.TITLE, level=1, label=(), inlines=(Text(title),))
    made = replace(document(paragraph(1, "Je vous serais obligé."), language=language), title=(heading,))
    identity = replace(made.identity, kind=Kind("letter"), date=datetime.date(2008, 1, 18), running_title="")
    return replace(made, identity=identity)


def title_lines(made: Document) -> list[str]:
    """Return the lines of the title of a letter."""
    (page, *_) = page_texts(write(made, Options()).data)
    found = [line.strip() for line in page.split("\n")]
    start = next(n for n, line in enumerate(found) if line.startswith(("Lettre", "Letter")))
    return found[start : next(n for n, line in enumerate(found) if "Je vous" in line)]


@pytest.mark.parametrize(
    "lines",
    [
        [
            "Lettre datée du 18 janvier 2008, adressée",
            "au Secrétaire général par la Chargée d’affaires",
            "par intérim de la Mission permanente du Mali",
            "auprès de l’Organisation des Nations Unies",
        ],
        [
            "Lettres identiques datées du 3 mars 2008, adressées",
            "à la Présidente du Conseil de sécurité par le Mali",
            "auprès de l’Organisation des Nations Unies",
        ],
    ],
)
def test_the_title_of_a_letter_breaks_by_sense(lines):
    assert title_lines(letter(" ".join(lines))) == lines


def test_a_title_too_long_for_its_breaks_by_sense_is_evened_out():
    states = "de la République démocratique et populaire de toutes les îles du vaste océan "
    lines = title_lines(letter(f"Lettre datée du 3 mars 2008, adressée au Secrétaire général par le Roi {states}Unies"))
    assert all(len(line) > 30 for line in lines)
    assert not any(line.endswith((" de", " la", " le", " du", " les", " au", " par")) for line in lines)


@pytest.mark.parametrize("count", range(4, 16))
def test_the_title_of_a_letter_does_not_end_in_a_short_line(count):
    lines = title_lines(letter(" ".join(["Letter dated", *["3 January"] * count, "Secretary-General"]), "en"))
    assert len(lines) == 1 or len(lines[-1]) > 20


def flow_of(made: Document, form: Form) -> Flow:
    """Return the flow of a document before its first block."""
    setting = Typesetter(made, form)
    flow = Flow(setting, NoteSetter(setting))
    flow.open(setting.tree.root)
    return flow


def laid(made: Document, form: Form, *blocks: Block) -> list:
    """Return the strips of these blocks of a document."""
    flow = flow_of(made, form)
    for block in blocks:
        flow.add(block)
    return flow.strips


def strips_of(*blocks) -> list:
    """Return the strips of these blocks in the set-up T1."""
    return laid(document(*blocks), form_named("new-york-t1"), *blocks)


def second_rank(words: str, label: str = "") -> Heading:
    """Return a heading of 10 points."""
    number = (Text(label),) if label else ()
    return Heading(anchor="h", rank=Rank.SECOND, level=2, label=number, inlines=(Text(words),))


@pytest.mark.parametrize(("above", "gap"), [
    ("I", 0.0), ("XXVIII", 0.0), ("Section 29A", 0.0), ("Part IV", 0.0), ("أولا", 0.0), ("Introduction", 6.0),
    ("Common support services", 6.0), ("Priority area 2: trade", 6.0),
])  # fmt: skip
def test_a_title_is_right_under_the_number_of_its_section_but_not_under_other_headings(above, gap):
    assert strips_of(second_rank(above), second_rank("Section 3"))[1].gap == gap


def test_a_heading_stands_lower_at_the_head_of_a_page_in_t1():
    heading, text = strips_of(second_rank("Funding"), paragraph(1, "Decides so;"))[:2]
    assert (heading.at_top, text.at_top) == (2.2, 0.0)


def test_the_number_of_a_heading_in_a_resolution_stands_at_the_edge_of_the_text():
    (strip,) = strips_of(second_rank("Industrialization", "IV."))
    (line, _, _) = strip.lines[0]
    assert (line.label_x, line.x) == (0.0, 23.75)


def test_bold_text_begins_at_the_edge_of_the_text_and_stays_with_what_follows():
    bold = replace(paragraph(1, ""), label=(), inlines=(Text("Targets:", look=Look.BOLD),), role=Role.TEXT)
    plain = replace(bold, inlines=(Text("Targets are set."),))
    strips = strips_of(bold, plain, plain)
    assert [strip.lines[0][0].x for strip in strips] == [0.0, 23.75, 23.75]
    assert [strip.may_begin for strip in strips] == [True, False, True]


@pytest.mark.parametrize(("sign", "first"), [("held date", "Assembly on"), ("", "Assembly")])
def test_an_adoption_title_with_a_held_date_breaks_before_the_day(sign, first):
    words = "Resolution adopted by the General Assembly on 19\u00a0December 2023"
    made = document(paragraph(1, "Decides so;"))
    adoption = replace(paragraph(1, ""), label=(), inlines=(Text(words),), role=Role.ADOPTION)
    made = replace(made, title=(adoption,), identity=replace(made.identity, signs=frozenset({sign})))
    (page, *_) = page_texts(write(made, Options()).data)
    assert next(line.strip() for line in page.split("\n") if "Resolution adopted" in line).endswith(f"General {first}")


def test_the_number_of_a_heading_never_hangs_over_the_edge_of_the_page():
    shown = Heading(
        anchor="h",
        rank=Rank.FIRST,
        level=2,
        label=(Text("Supplementary provision No. 12 bis"),),
        inlines=(Text("Lamps"),),
    )
    (line,) = (line for strip in strips_of(shown) for line, _, _ in strip.lines)
    assert line.label is None
    assert line.x >= 0.0


@pytest.mark.parametrize("key", ["agenda-title", "running-head"])
def test_agenda_titles_and_running_heads_keep_hyphenated_words_whole(key):
    form = form_named("new-york-t1")
    setting = Typesetter(document(paragraph(1, "Decides so;")), form)
    text = setting.units((Text("implementation of and follow-up to the outcomes"),), form.style(key), Elem("P"))
    assert len(text.widths) == 7
    body = setting.units((Text("implementation of and follow-up to the outcomes"),), form.style("text"), Elem("P"))
    assert len(body.widths) == 8
