"""Columns beside one another: how they are filled, and where their lines are on the page."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2

from pipeline.document import Newspaper
from pipeline.write import Options
from pipeline.write.pdf.pages.columns import Piece, fill
from pipeline.write.pdf.writer import write
from tests import makers
from tests.write.pdf.write_pdf_tools import document

TWO = Newspaper(2, 12.0)


def pieces(*heights: float) -> list[Piece]:
    return [Piece(height, 0.0, 0.0, True) for height in heights]


def test_columns_that_hold_all_are_as_short_as_they_can_be() -> None:
    filled = fill(pieces(40, 10, 30, 20, 20, 10, 20, 20, 10), 2, 500, force=False)
    assert (filled.ends, filled.height) == ((4, 9), 100)


def test_a_column_is_filled_before_the_next_where_the_text_goes_on() -> None:
    filled = fill(pieces(*[10] * 30), 2, 100, force=False)
    assert (filled.ends, filled.end) == ((10, 20), 20)


def test_a_column_begins_only_where_it_may() -> None:
    held = [piece._replace(may_begin=n != 2) for n, piece in enumerate(pieces(10, 10, 10, 10))]
    assert fill(held, 2, 500, force=False).ends == (3, 4)


def test_space_above_is_dropped_at_the_head_of_a_column_and_heads_are_repeated_there() -> None:
    made = [Piece(10, 5, 20 if n == 1 else 0, True) for n in range(2)]
    assert fill(made, 2, 500, force=False).height == 25
    assert fill(made, 1, 500, force=False).height == 25


def test_one_piece_is_taken_at_the_head_of_a_page_even_if_it_is_too_tall() -> None:
    assert fill(pieces(200, 10), 2, 100, force=False).end == 0
    assert fill(pieces(200, 10), 2, 100, force=True).ends == (1, 2)


def places(count: int, newspaper: Newspaper | None) -> list[list[tuple[float, float]]]:
    """Of each page: left edge and baseline of each of the words "w0 …", "w1 …"."""
    blocks = [makers.paragraph(f"w{n} is a word.", anchor=f"p{n}") for n in range(count)]
    made = document(*(replace(block, newspaper=newspaper) for block in blocks), makers.paragraph("Below.", anchor="z"))
    found = []
    for page in pypdfium2.PdfDocument(write(made, Options()).data):
        text = page.get_textpage()
        boxes = [text.get_charbox(text.search(f"w{n} ").get_next()[0]) for n in range(count)
                 if text.search(f"w{n} ").get_next()]  # fmt: skip
        below = text.search("Below.").get_next()
        found.append([(box[0], box[1]) for box in boxes] + ([text.get_charbox(below[0])[:2]] if below else []))
    return found


def test_text_in_columns_runs_down_one_and_then_the_next_and_goes_on_below_both() -> None:
    *words, below = places(6, TWO)[0]
    xs, ys = [round(x) for x, _ in words], [y for _, y in words]
    assert len(set(xs[:3])) == len(set(xs[3:])) == 1
    assert xs[3] - xs[0] == (612 - 2 * 60 - 12) / 2 + 12
    assert ys[:3] == sorted(ys[:3], reverse=True) and abs(ys[0] - ys[3]) < 0.1
    assert below[1] < min(ys)


def test_columns_go_on_over_the_page_and_each_page_is_filled_before_the_next() -> None:
    pages = places(150, TWO)
    assert len(pages) == len(places(150, None)) - 2
    heights = [[y for x, y in page if x < 200] for page in pages]
    assert len(heights[1]) > len(heights[-1]) > 0
