"""The list of benchmarks, each run on the least that it can, and its page."""

import re

import pytest

from pipeline.cli.run import run as command
from pipeline.cli.table import COMMANDS
from pipeline.errors import ExitStatus
from tests.benchmarks import publish
from tests.benchmarks.result import Line, Plot, Result, Table
from tests.benchmarks.run import BENCHMARKS, Run


@pytest.mark.parametrize("only", ["speed", " "])
def test_a_benchmark_that_does_not_exist_is_refused_with_the_list(only, capsys):
    assert command("bench", only=only) is ExitStatus.COULD_NOT_RUN
    assert capsys.readouterr().err.startswith("undocs: --only")


def test_all_benchmarks_run_if_none_is_named():
    [only, *_] = COMMANDS["bench"].options
    assert only.value(None) == tuple(BENCHMARKS)
    assert only.value("word, Rates,word") == ("word", "rates")


@pytest.mark.parametrize("name", BENCHMARKS)
def test_every_benchmark_has_a_function(name):
    assert callable(BENCHMARKS[name].function())


@pytest.mark.parametrize("name", ["word", "comparison", "validator", "shares", "cold"])
def test_a_benchmark_gives_tables_with_a_figure_in_every_row(name, tmp_path):
    result = BENCHMARKS[name].function()(Run(tmp_path, quick=True))
    assert result.tables
    for table in result.tables:
        assert all(len(row) == len(table.heads) for row in table.rows)
        assert all(re.search(r"\d", "".join(row[1:])) for row in table.rows)


def test_the_page_says_how_it_was_measured_and_names_no_machine(tmp_path):
    table = Table("T", ("a", "b"), (("x", "1"),))
    plot = Plot("curve", "C", "x", "y", (Line("l", ((1, 1), (2, 2))),))
    written = publish.write(tmp_path, "growth", Result((table,), (plot,)), publish.machine(), peers=True)
    assert [path.name for path in written] == ["growth.md", "curve.svg"]
    text = written[0].read_text("utf-8")
    assert "`inv bench --only growth --peers`" in text
    assert "![C](curve.svg)" in text
    assert not re.search(r"(?<!\w)/\w+/", text)
    listed = publish.write_list(tmp_path).read_text("utf-8")
    assert "[Growth](growth.md)" in listed
    assert "pages.md" not in listed
