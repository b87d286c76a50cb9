"""Figures in groups in Arabic text [corpus languages.figures]."""

from __future__ import annotations

import re

import icu
import pytest

from pipeline.document import Table, Text
from pipeline.prepare.finish.digit_groups import Order, order_of
from tests.prepare.samples import document, main
from tests.prepare.words import words


@pytest.mark.parametrize(
    ("figure", "order"),
    [
        ("56 126 600", Order.NORMAL),
        ("4 000", Order.NORMAL),
        ("150 000", Order.NORMAL),
        ("1 234,5", Order.NORMAL),
        ("600 126 56", Order.REVERSED),
        ("000 566 10", Order.REVERSED),
        ("000 150", Order.REVERSED),
        ("107 700", Order.EITHER),
        ("78 30", None),
        ("0 0 0", None),
        ("12 3456", None),
    ],
)
def test_the_shape_of_the_groups_tells_their_order(figure: str, order: Order | None):
    assert order_of(figure) is order


def cells(*figures: str) -> list[str]:
    rows = "".join(f"<tr><td><p>بند</p></td><td><p>{figure}</p></td></tr>" for figure in figures)
    table = main(f"<p>نص</p><table>{rows}</table>", language="ara")[1]
    assert isinstance(table, Table)
    return [words(row.cells[1].blocks[0].inlines) for row in table.rows]


def test_figures_stored_in_normal_order_are_isolated_and_brackets_stay_outside():
    assert cells("56 126 600", "(8 894 000)", "–", "17") == ["«56 126 600»", "(«8 894 000»)", "–", "17"]


def test_figures_stored_reversed_stay_between_plain_spaces():
    assert cells("800 930 63", "(900 061 2)") == ["800 930 63", "(900 061 2)"]


@pytest.mark.parametrize(
    ("clear", "shown"), [("56 126 600", "(«107 700»)"), ("600 126 56", "(107 700)"), ("–", "(107 700)")]
)
def test_a_figure_that_could_be_either_goes_with_its_table(clear: str, shown: str):
    assert cells(clear, "(107 700)")[1] == shown


def test_a_table_that_says_nothing_goes_with_the_other_tables_then_with_the_text():
    table = "<table><tr><td><p>{0}</p></td><td><p>ب</p></td></tr></table>"
    tables = table.format("56 126 600") + table.format("107 700")
    made = document(f"<mainBody><p>600 126 56 دولار</p>{tables}</mainBody>", language="ara")
    assert _first_cells(made.parts[0].blocks) == ["«56 126 600»", "«107 700»"]
    made = document(f"<mainBody><p>56 126 600 دولار</p>{table.format('107 700')}</mainBody>", language="ara")
    assert _first_cells(made.parts[0].blocks) == ["«107 700»"]


def _first_cells(blocks: tuple[object, ...]) -> list[str]:
    return [words(b.rows[0].cells[0].blocks[0].inlines) for b in blocks if isinstance(b, Table)]


@pytest.mark.parametrize(
    "text",
    ["56 126 600", "56\u00a0126\u00a0600", "600 126 56", "600\u00a0126\u00a056", "600\u00a0126 56", "56 126\u202f600"],
)
def test_every_figure_is_seen_with_its_first_group_at_the_left(text: str):
    """Seen through the Unicode bidirectional algorithm itself."""
    block = main(f"<p>مبلغ {text} دولار</p>", language="ara")[0]
    marked = "".join(f"\u2066{i.text}\u2069" if isinstance(i, Text) and i.isolate else i.text for i in block.inlines)
    assert _seen(marked) == "56 126 600"


def _seen(text: str) -> str:
    """Return the figures of a line set from right to left, as a reader sees them from left to right."""
    bidi = icu.Bidi()
    source = icu.UnicodeString(text)
    bidi.setPara(source, 1)
    order = bidi.getVisualMap()
    shown = "".join(text[place] for place in order)
    return " ".join(re.findall(r"\d+", shown))


def test_other_languages_are_left_alone():
    assert words(main("<p>56 126 600 dollars</p>")[0].inlines) == "56 126 600 dollars"
