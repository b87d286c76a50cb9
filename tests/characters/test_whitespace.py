"""White space: the rules of [corpus white-space]."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.characters.whitespace import Run, finish, is_layout, leading_tabs, normalise
from pipeline.document import LineBreak, Link, Look, NoteMark, Tab, Text, plain_text
from tests.prepare.samples import lines, main


def shown(*runs: object) -> str:
    return plain_text(finish(normalise(list(runs))))


def test_white_space_with_a_line_break_is_layout_other_white_space_is_not():
    assert is_layout("\n   ") and is_layout("\r\n\t")
    assert not is_layout("  ") and not is_layout("\u00a0\n") and not is_layout("x\n") and not is_layout(None)


def test_a_word_split_by_pretty_printing_is_one_word():
    assert lines(main("<paragraph><content><p>1\n  <sup>er</sup>\n  <span>x</span></p></content></paragraph>")) == [
        "text 0 | 1\n  <r:er>x".replace("\n  ", " ")
    ]
    assert lines(main("<paragraph><content><p><span>إ</span>\n  <span>ن</span></p></content></paragraph>")) == [
        "text 0 | إن"
    ]


def test_tabs_and_spaces_at_the_edges_go():
    assert shown(Run("\t\t Text "), Run(" \t")) == "Text"


def test_runs_of_spaces_collapse_across_looks():
    assert shown(Run("Recalls "), Run(" the", Look.ITALIC), Run("  report")) == "Recalls the report"


def test_a_no_break_space_stays_inside_and_goes_at_the_edges():
    assert shown(Run("\u00a092\u00a0383\u00a0")) == "92\u00a0383"
    assert shown(Run("a\u00a0 b")) == "a\u00a0 b"


def test_two_tabs_are_a_column_one_tab_a_space():
    assert finish(normalise([Run("(Signed)\t\t\tName\tTitle")])) == (Text("(Signed)"), Tab(), Text("Name Title"))


def test_a_column_between_looks_keeps_the_spaces_beside_it():
    runs = [Run("Hans "), Run("Blix", Look.BOLD), Run("\t\tMohamed "), Run("ElBaradei", Look.BOLD)]
    assert shown(*runs) == "Hans Blix Mohamed ElBaradei"


def test_equal_neighbours_become_one_run():
    link = Link("https://undocs.org/A/72/266")
    assert finish(normalise([Run("72/", link=link), Run("2", link=link), Run("66", link=link)])) == (
        Text("72/266", link=link),
    )


def test_figures_of_two_links_never_touch():
    runs = [Run("2254 (2015)", link=Link("https://a.org/1")), Run("2268 (2016)", link=Link("https://a.org/2"))]
    assert shown(*runs) == "2254 (2015) 2268 (2016)"


def test_spaces_around_a_line_break_go_and_breaks_at_the_edges_too():
    assert finish(normalise([LineBreak(), Run("a "), LineBreak(), Run(" b"), LineBreak()])) == (
        Text("a"),
        LineBreak(),
        Text("b"),
    )


def test_a_space_after_a_note_mark_stays():
    assert shown(Run("held"), NoteMark("n"), Run(" in Geneva")) == "held in Geneva"


def test_marks_that_print_nothing_are_dropped():
    assert shown(Run("A\u200e/\u00ad7\u20607\ufeff\u202c")) == "A/77"


def test_leading_tabs_are_counted():
    assert leading_tabs([Run("\t"), Run("\t“We", Look.ITALIC), Run("\t")]) == 2
    assert leading_tabs([Run("x\t")]) == 0


texts = st.text(st.sampled_from("ab1)\t\n \u00a0\u200e\u00ad٣中"), max_size=12)
looks = st.sampled_from([Look.PLAIN, Look.BOLD])
runs_of_text = st.lists(st.tuples(texts, looks).map(lambda pair: Run(*pair)), max_size=6)


@given(runs_of_text)
def test_no_character_that_shows_is_lost_or_moved(runs: list[Run]):
    before = "".join(c for run in runs for c in run.text if c in "ab1)٣中")
    assert "".join(c for c in shown(*runs) if c in "ab1)٣中") == before


@given(runs_of_text)
def test_settled_text_has_no_double_space_and_no_space_edge(runs: list[Run]):
    text = shown(*runs)
    assert "  " not in text and text == text.strip(" ") and "\n" not in text


@given(runs_of_text)
def test_words_that_were_apart_stay_apart_and_none_is_cut(runs: list[Run]):
    before = "".join(run.text for run in runs).replace("\u200e", "").replace("\u00ad", "").split()
    assert shown(*runs).split() == before
