"""Figures and tables as they are printed."""

from itertools import pairwise

import pytest

from tests.benchmarks.result import Line, Plot, Table, figure, ratio
from tests.benchmarks.svg import svg


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.01234, "0.0123"), (0.5, "0.5"), (1.234, "1.23"), (12.345, "12.3"), (123.4, "123"), (12345.6, "12,346")],
)
def test_a_figure_has_three_digits_that_mean_something(value, text):
    assert figure(value) == text


def test_a_ratio_without_reference_is_a_dash():
    assert (ratio(3.0, 1.5), ratio(3.0, 0.0)) == ("2.00 ×", "-")


def test_a_table_is_markdown_with_figures_to_the_right():
    table = Table("Title", ("what", "ms"), (("a|b", "1"),), "A note.")
    assert table.markdown().splitlines() == [
        "## Title", "", "| what | ms |", "| --- | ---: |", "| a/b | 1 |", "", "A note.",
    ]  # fmt: skip


def test_a_plot_is_svg_that_says_its_figures_in_words():
    from lxml import etree

    plot = Plot("p", "Time & size", "n", "s", (Line("a", ((10, 0.02), (3000, 5.0))), Line("b", ((10, 0.3),))))
    root = etree.fromstring(svg(plot).encode())
    texts = {element.tag.rpartition("}")[2]: element.text for element in root.iter("{*}title", "{*}desc")}
    assert texts == {"title": "Time & size", "desc": "a: 0.02 at 10.0, 5.00 at 3,000; b: 0.3 at 10.0"}
    assert len(list(root.iter("{*}circle"))) == 3


def test_names_at_the_ends_of_lines_do_not_touch():
    from lxml import etree

    lines = tuple(Line(name, ((1, 1), (10, 5))) for name in "abc")
    root = etree.fromstring(svg(Plot("p", "t", "x", "y", lines)).encode())
    places = sorted(float(e.get("y")) for e in root.iter("{*}text") if e.text in ("a", "b", "c"))
    assert all(b - a >= 15 for a, b in pairwise(places))
