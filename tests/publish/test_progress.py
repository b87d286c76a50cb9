"""Tests of the progress bar."""

from __future__ import annotations

import io

import pytest

from pipeline.publish import progress
from pipeline.publish.progress import Progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def clock(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


def test_the_bar_shows_rate_and_remaining_time():
    assert Progress(40, Terminal()).line(10, 5.0) == "[#######-----------------------] 10/40  2.0/s  15 s left"


@pytest.mark.parametrize(("seconds", "expected"), [(30, "30 s"), (90, "1 min 30 s"), (7300, "2 h 01 min")])
def test_long_times_are_shown_in_larger_units(seconds, expected):
    assert Progress(seconds + 1, Terminal()).line(1, 1.0).endswith(f"{expected} left")


def test_nothing_is_shown_in_the_first_second(clock):
    stream = Terminal()
    bar = Progress(10, stream)
    clock[0] += 0.9
    bar.show(5)
    bar.clear()
    assert stream.getvalue() == ""


def test_the_bar_is_shown_later_and_cleared(clock):
    stream = Terminal()
    bar = Progress(10, stream)
    clock[0] += 2
    bar.show(5)
    bar.clear()
    assert "5/10" in stream.getvalue()
    assert stream.getvalue().endswith("\r\x1b[K")


def test_nothing_is_shown_where_there_is_no_terminal(clock):
    stream = io.StringIO()
    bar = Progress(10, stream)
    clock[0] += 2
    bar.show(5)
    assert stream.getvalue() == ""


def test_a_terminal_that_cannot_rewrite_a_line_has_no_bar(clock, monkeypatch):
    monkeypatch.setenv("TERM", "dumb")
    stream = Terminal()
    bar = Progress(10, stream)
    clock[0] += 5
    bar.show(5)
    assert stream.getvalue() == ""
