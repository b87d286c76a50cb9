"""Page breaks [form page-breaks]."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.write.pdf.pages.paginate import Area, LineBox, paginate

AREA = Area(top=0, top_first=50, bottom=100, bottom_first=80, bottom_notes=90, bottom_notes_first=70)


def strip(**more) -> LineBox:
    return LineBox(8.0, 2.0, **more)


@st.composite
def flows(draw):
    notes = iter(f"n{i}" for i in range(1000))
    return [
        strip(
            gap=draw(st.sampled_from((0.0, 6.0))),
            may_begin=draw(st.booleans()),
            opens_page=draw(st.integers(0, 20)) == 0,
            notes=[next(notes)] if draw(st.integers(0, 5)) == 0 else [],
        )
        for _ in range(draw(st.integers(0, 60)))
    ]


@given(flows())
def test_every_strip_is_on_one_page_in_order(strips):
    pages = paginate(strips, AREA, {})
    assert [id(placed.strip) for page in pages for placed in page.strips] == [id(s) for s in strips]


@given(flows())
def test_every_note_is_on_the_page_of_its_mark(strips):
    heights = {n: [10.0] for s in strips for n in s.notes}
    for page in paginate(strips, AREA, heights):
        assert page.notes == [n for placed in page.strips for n in placed.strip.notes]


@given(flows())
def test_no_page_is_fuller_than_its_area(strips):
    heights = {n: [10.0] for s in strips for n in s.notes}
    for number, page in enumerate(paginate(strips, AREA, heights), 1):
        below = 10.0 * page.note_lines
        last = page.strips[-1].y + 2.0 if page.strips else 0.0
        assert len(page.strips) <= 1 or last <= AREA.limit(number, below) + 0.01


def test_a_page_does_not_begin_where_it_may_not():
    strips = [strip(may_begin=number != 5) for number in range(8)]
    first, second = paginate(strips, Area(0, 0, 50, 50, 50, 50), {})
    assert [len(first.strips), len(second.strips)] == [4, 4]


def test_space_above_is_dropped_at_the_head_of_a_page():
    _, second = paginate([strip(), strip(gap=30.0, opens_page=True)], AREA, {})
    assert second.strips[0].y == AREA.top + 8.0


def test_the_head_of_a_table_is_repeated_on_its_next_page():
    head = [strip()]
    rows = [strip(head=head) for _ in range(12)]
    pages = paginate([*head, *rows], Area(0, 0, 100, 100, 90, 90), {})
    assert [placed.again for placed in pages[1].strips] == [True, False, False, False]


def test_space_after_a_paragraph_must_fit_only_where_notes_stand_below():
    strips = [strip() for _ in range(8)]
    strips[-1].after = 6.0
    assert len(paginate(strips, Area(0, 0, 80, 80, 90, 90), {})) == 1
    strips[0].notes = ["n"]
    assert len(paginate(strips, Area(0, 0, 80, 80, 90, 90), {"n": [10.0]})) == 2


def test_an_empty_document_has_a_page():
    assert len(paginate([], AREA, {})) == 1


def test_a_note_too_long_for_its_page_goes_on_at_the_foot_of_the_next():
    strips = [strip(notes=["n"]), *(strip() for _ in range(6))]
    pages = paginate(strips, Area(0, 0, 100, 100, 90, 90), {"n": [10.0] * 12})
    assert [page.note_lines for page in pages] == [8, 4, 0]
    assert [len(page.strips) for page in pages] == [1, 5, 1]


@given(flows(), st.integers(1, 30))
def test_every_line_of_every_note_is_printed(strips, lines):
    heights = {n: [10.0] * lines for s in strips for n in s.notes}
    pages = paginate(strips, AREA, heights)
    assert sum(page.note_lines for page in pages) == lines * len(heights)


def test_a_strip_that_stands_lower_at_the_head_of_a_page_does_so_on_later_pages_alone():
    first, second = paginate([strip(at_top=2.0), strip(at_top=2.0, opens_page=True)], AREA, {})
    assert [first.strips[0].y, second.strips[0].y] == [58.0, 10.0]


def test_no_line_stands_alone_on_a_page_because_the_next_one_opens_a_page():
    area = Area(0, 0, 100, 100, 90, 90)
    strips = [strip() for _ in range(11)]
    pages = paginate([*strips, strip(opens_page=True)], area, {})
    assert [len(page.strips) for page in pages] == [8, 3, 1]
    assert [len(page.strips) for page in paginate(strips, area, {})] == [10, 1]


def test_lines_that_go_along_with_a_lonely_one_are_not_parted_from_their_paragraph():
    area = Area(0, 0, 100, 100, 90, 90)
    strips = [strip(may_begin=number in (0, 5, 10)) for number in range(11)]
    pages = paginate([*strips, strip(opens_page=True)], area, {})
    assert [len(page.strips) for page in pages] == [5, 6, 1]
