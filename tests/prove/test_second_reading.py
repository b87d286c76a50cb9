"""A PDF that one reader cannot clear is read by a second, along its structure: sound files pass, losses stay losses."""

from __future__ import annotations

import pytest

from pipeline.prepare import prepare
from pipeline.prove import prove, prove_words, words
from pipeline.write import Options, seen, structured, writer
from pipeline.write.pdf import read as pdf_files
from tests.prove.samples import body, source

META = (
    '<meta><identification source="#x"><FRBRWork><FRBRdate date="2026-01-31" name=""/><FRBRcountry value="un"/>'
    '</FRBRWork><FRBRExpression><FRBRdate date="2026-01-31" name=""/><FRBRlanguage language="{}"/></FRBRExpression>'
    "</identification></meta>"
)
LONG = "abcdefghij" * 500


def pdf(sample) -> bytes:
    """Return the PDF of a source."""
    return writer("pdf")(prepare(sample), Options()).data


def in_language(code, content):
    return source(f"{META.format(code)}<mainBody>{content}</mainBody>")


def note(mark, words="See above."):
    return f'<authorialNote marker="{mark}" placement="bottom"><p>{words}</p></authorialNote>'


def figures(count, leave_out=()):
    """Return figures with notes behind them: "w0¹ w1² …"; those of `leave_out` without note, figure or word of the
    note.
    """
    pieces = []
    for n in range(count):
        figure = "w" if (n, "figure") in leave_out else f"w{n}"
        note_text = "n" if (n, "word") in leave_out else f"n {n}"
        pieces.append(figure + ("" if (n, "note") in leave_out else note(n + 1, note_text)))
    return body(f"<p>{' '.join(pieces)}</p>")


def table(*rows):
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def cell(words, span=""):
    return f"<td {span}><p>{words}</p></td>"


TALL = 'rowspan="2"'
SOUND = {
    "notes after figures": lambda: figures(60),
    "notes side by side": lambda: body(f"<p>In 2022{note(1)}{note(2)} and 12{note(3)}, 3{note(4)}4</p>"),
    "a word of 5,000 letters": lambda: body(f"<p>One {LONG} two</p>"),
    "two of them, over pages": lambda: body(f"<p>{LONG} and {LONG[::-1]}</p><p>{LONG}</p>"),
    "one with a note": lambda: body(f"<p>One {LONG}{note(1, LONG)} two</p>"),
    "one as heading": lambda: body(f"<section><heading>{LONG}</heading><content><p>One</p></content></section>"),
    "one in a cell": lambda: body(table(cell(LONG) + cell("beside"), cell("below") + cell("last")) + "<p>End</p>"),
    "one in each of two cells": lambda: body(table(cell(LONG) + cell(LONG)) + "<p>End</p>"),
    "a figure of 5,000 digits": lambda: body(f"<p>One {'1234567890' * 500} two</p>"),
    "a mixture": lambda: body(f"<p>One {'ab12cd345' * 600} two</p>"),
    "cells over two rows": lambda: body(
        table(
            cell("Lamp 1", TALL) + cell("Lamp 2", TALL) + cell("Lamp 3") + cell("Lamp 4") + cell("Lamp 5", TALL),
            cell("Lamp 3 is lit at dusk, and so long that its cell grows tall") + cell("Lamp 6"),
        )
    ),
    "single marks of quotation around Arabic words": lambda: body("<p>See ‘one’ الجمعية ‘العامة’ two</p>"),
    "Latin symbols in Arabic notes": lambda: in_language(
        "ara",
        "".join(
            f"<p>إن الجمعية<sup>(</sup>{note(n, f'UNEP/EA.{n}/Res.{n}{n}.')}<sup>)</sup>، وإذ تشير إلى {n}{n}/11</p>"
            for n in range(1, 25)
        ),
    ),
}


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_pdf_is_not_refused(name):
    sample = SOUND[name]()
    proof = prove(sample, pdf(sample), "pdf")
    assert proof.error() is None


@pytest.mark.parametrize("left_out", ["figure", "note", "word"])
@pytest.mark.parametrize("at", [3, 25, 49])
def test_what_is_lost_among_notes_after_figures_is_found(left_out, at):
    proof = prove(figures(50), pdf(figures(50, {(at, left_out)})), "pdf")
    assert proof.lost
    assert len(proof.lost) <= 4


@pytest.mark.parametrize("length", [1, 10, 2500])
@pytest.mark.parametrize("place", [0, 2000])
def test_letters_lost_of_a_long_word_are_found(length, place):
    cut = LONG[:place] + LONG[place + length :]
    proof = prove(body(f"<p>One {LONG} two</p>"), pdf(body(f"<p>One {cut} two</p>")), "pdf")
    assert [lost.word for lost in proof.lost] == [LONG]


def test_a_number_lost_in_an_arabic_note_is_found():
    def made(number):
        return in_language("ara", f"<p>إن الجمعية{note(1, f'انظر UNEP/EA.5/Res.{number}، المرفق.')} العامة</p>")

    proof = prove(made("113"), pdf(made("")), "pdf")
    assert [lost.word for lost in proof.lost] == ["113"]
    assert prove(made("113"), pdf(made("131")), "pdf").lost


def test_paragraphs_that_changed_places_are_found():
    paragraphs = [
        f"<p>{' '.join(f'{word}{n}' for word in ('lamp', 'harbour', 'keeper', 'tide'))}</p>" for n in range(8)
    ]
    moved = [*paragraphs[4:], *paragraphs[:4]]
    proof = prove(body("".join(paragraphs)), pdf(body("".join(moved))), "pdf")
    assert proof.displaced and not proof.lost


def test_rows_that_changed_places_are_found():
    rows = [cell(f"left{c} one{c}") + cell(f"right{c} two{c}") for c in "abcdef"]
    proof = prove(body(table(*rows)), pdf(body(table(*rows[3:], *rows[:3]))), "pdf")
    assert proof.displaced


def test_the_second_reading_is_asked_only_if_the_first_leaves_a_doubt(monkeypatch):
    asked = []
    monkeypatch.setattr(pdf_files, "_joined", lambda text: asked.append(1) or "")
    sample = words(body("<p>one two</p>"))
    data = pdf(body("<p>one two</p>"))
    assert prove_words(sample, data, "pdf").sound and not asked
    assert prove_words(words(body("<p>one two three</p>")), data, "pdf").lost and asked


def test_the_second_reading_parts_marks_and_joins_pages():
    data = pdf(figures(60))
    assert "w910" in seen(data, "pdf", "")
    assert "w9 10 w10 11" in " ".join(structured(data, "pdf", "").split())
    long = pdf(body(f"<p>{LONG}</p>"))
    assert LONG in "".join(structured(long, "pdf", "").split())
    assert LONG not in "".join(seen(long, "pdf", "").split())


def test_other_formats_have_no_second_reading():
    assert [structured(b"text", name, "") for name in ("txt", "html")] == ["", ""]
