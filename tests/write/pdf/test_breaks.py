"""Breaking paragraphs into lines [form print-2008.breaking, breaking]."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.write.pdf.lines.breaks import BreakRule, break_lines

WIDTHS = st.lists(st.floats(1, 120), min_size=1, max_size=60)
TODAY = BreakRule(compression=0.25, ratio=2.0)


def greedy(widths: list[float], space: float, room: float) -> list[tuple[int, int]]:
    """Return the plain rule, written down as simply as can be."""
    lines, start = [], 0
    while start < len(widths):
        end = start + 1
        while end < len(widths) and sum(widths[start : end + 1]) + space * (end - start) <= room + 1e-6:
            end += 1
        lines.append((start, end))
        start = end
    return lines


@given(WIDTHS, st.floats(60, 400))
def test_without_compression_lines_are_filled_greedily(widths, room):
    lines = break_lines(widths, [2.5] * len(widths), [False] * len(widths), room, room, BreakRule(0.0))
    assert [(line.start, line.end) for line in lines] == greedy(widths, 2.5, room)


@given(WIDTHS, st.floats(60, 400), st.floats(60, 400), st.booleans(), st.data())
def test_every_unit_is_on_exactly_one_line_in_order(widths, first, others, justified, data):
    forced = data.draw(st.lists(st.booleans(), min_size=len(widths), max_size=len(widths)))
    lines = break_lines(widths, [2.5] * len(widths), forced, first, others, TODAY if justified else None)
    assert [unit for line in lines for unit in range(line.start, line.end)] == list(range(len(widths)))


@given(WIDTHS, st.floats(60, 400))
def test_spaces_never_shrink_by_more_than_the_limit(widths, room):
    lines = break_lines(widths, [2.5] * len(widths), [False] * len(widths), room, room, TODAY)
    for line in lines:
        gaps = line.end - line.start - 1
        if gaps:
            assert line.width - room <= 2.5 * gaps * TODAY.compression + 1e-5


@given(WIDTHS, st.data())
def test_a_forced_break_always_ends_its_line(widths, data):
    forced = data.draw(st.lists(st.booleans(), min_size=len(widths), max_size=len(widths)))
    ends = {line.end for line in break_lines(widths, [2.5] * len(widths), forced, 300, 300, TODAY)}
    assert all(number + 1 in ends for number, breaks in enumerate(forced) if breaks)


def test_a_word_is_squeezed_in_when_the_line_without_it_would_stretch_twice_as_much():
    widths, spaces = [40.0, 40.0, 14.0], [4.0, 4.0, 0.0]
    # needs 102 of 101: shrinks by 1/8 of a space; without the last word the line stretches by 17/4 of a space
    assert [line.end for line in break_lines(widths, spaces, [False] * 3, 101.0, 101.0, TODAY)] == [3]
    assert [line.end for line in break_lines(widths, spaces, [False] * 3, 101.0, 101.0, BreakRule(0.0))] == [2, 3]


def test_a_word_is_not_squeezed_in_beyond_a_quarter_of_the_spaces():
    widths, spaces = [40.0, 40.0, 16.0], [4.0, 4.0, 0.0]
    assert [line.end for line in break_lines(widths, spaces, [False] * 3, 101.0, 101.0, TODAY)] == [2, 3]
