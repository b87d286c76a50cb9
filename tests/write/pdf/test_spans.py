"""Tables whose cells span rows and hold much, or other tables: every line is on a page, and over no other."""

from __future__ import annotations

import pypdfium2
import pytest

from pipeline.prepare import prepare
from pipeline.prove import prove_words, words
from pipeline.write import Options, writer
from tests.prove.samples import body
from tests.write.pdf.write_pdf_tools import page_texts

_FOOT = 60.0
"""Points from the foot of the paper: no text of a table is below, but the number of the page may be."""


def built(table: str) -> bytes:
    """Return the PDF of a table, after the proof of its words, their places and the table."""
    source = body(f"<p>Lamps are counted.</p>{table}")
    data = writer("pdf")(prepare(source), Options()).data
    assert prove_words(words(source), data, "pdf").error() is None
    return data


def cell(text: str, rows: int = 1, name: str = "td") -> str:
    return f'<{name} rowspan="{rows}"><p>{text}</p></{name}>'


def table(*rows: str) -> str:
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def lamps(count: int, word: str = "lamp") -> str:
    return " ".join(f"{word}{number}" for number in range(count))


def lowest(data: bytes) -> float:
    """Return the distance of the lowest letter of a lamp from the foot of its paper."""
    found = []
    for page in pypdfium2.PdfDocument(data):
        text = page.get_textpage()
        begin = text.get_text_range().find("lamp")
        boxes = (text.get_charbox(n) for n in range(max(begin, 0), text.count_chars()) if begin >= 0)
        found += [low for left, low, right, high in boxes if right - left > 1.0]
    return min(low for low in found if low > -1000.0)


def test_a_span_with_a_tall_row_is_not_hung_below_a_row_that_another_span_keeps_with_the_next():
    made = table(
        cell("Dusk", 2, "th") + cell("Dawn", 3, "th") + cell("Noon", 1, "th"), cell("Day"), cell("x") + cell(lamps(900))
    )
    assert len(page_texts(built(made))) > 1


def test_spans_that_reach_over_each_other_down_the_table_are_parted_between_pages():
    rows = [
        (cell(lamps(34, "wick"), 2) if number % 2 == 0 else "")
        + cell(f"lamp{number}")
        + (cell(lamps(34), 2) if number % 2 else "")
        for number in range(80)
    ]
    rows[0] += cell("Right")
    data = built(table(*rows))
    assert len(page_texts(data)) > 1
    assert lowest(data) > _FOOT


@pytest.mark.parametrize("beside", [1, 40])
def test_a_table_in_a_cell_over_rows_goes_on_on_the_next_page(beside):
    within = table(*(cell(f"Lamp {number}") + cell("lit") for number in range(120)))
    made = table(f'<td rowspan="2">{within}</td>' + cell("Dusk"), cell(lamps(beside)))
    pages = page_texts(built(made))
    held = [page.count("lit") for page in pages]
    assert sum(held) == 120
    assert sum(map(bool, held)) > 1


def test_tables_side_by_side_whose_rows_never_end_together_are_parted_between_pages():
    tall = table(*(cell(f"{lamps(30)} and {number}") for number in range(25)))
    low = table(*(cell(f"{lamps(21, 'wick')} and {number}") for number in range(40)))
    data = built(table(f"<td>{tall}</td><td>{low}</td>"))
    assert len(page_texts(data)) > 1
    assert lowest(data) > _FOOT


def test_a_head_that_reaches_into_the_body_is_not_repeated():
    head = cell("Station of the lamp", 2, "th") + cell("Keeper", 1, "th")
    pages = page_texts(built(table(head, cell("first"), *(cell(f"Row {n}") + cell("x") for n in range(80)))))
    assert len(pages) > 1
    assert "".join(pages).count("Keeper") == 1


@pytest.mark.parametrize(("count", "times"), [(20, True), (500, False)])
def test_a_head_is_repeated_unless_it_takes_much_of_the_page(count, times):
    head = cell(f"Keeper {lamps(count)}", 1, "th") + cell("b", 1, "th")
    pages = page_texts(built(table(head, *(cell(f"Row {n}") + cell("x") for n in range(120)))))
    assert ("Keeper" in pages[-1]) is times


def test_a_table_with_words_in_its_caption_alone_is_proved():
    built("<table><caption>Lamps of the coast</caption><tr><th><p/></th><th><p/></th></tr></table>")


def test_the_head_of_a_table_stays_with_the_first_row_of_a_table_in_a_cell_below_it():
    within = table(*(cell(f"Lamp {number}") + cell("lit") for number in range(60)))
    head = cell("Keeper", name="th") + cell("Coast", name="th")
    seen = set()
    for count in range(28, 48):
        above = "".join(f"<p>Line {number}</p>" for number in range(count))
        source = body(f"{above}{table(head, cell('x') + f'<td>{within}</td>')}")
        pages = page_texts(writer("pdf")(prepare(source), Options()).data)
        first = next(number for number, page in enumerate(pages) if "Coast" in page)
        seen.add(first)
        assert "Lamp 0" in pages[first]
    assert len(seen) > 1
