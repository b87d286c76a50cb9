"""The validator: files a minute with all rules, beside parsing and plain schema validation by the same library.

Reads the corpus. Gives a table.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lxml import etree

from pipeline.read import parse_file
from pipeline.validate import check
from pipeline.validate.model.schema import compiled
from tests.benchmarks import texts
from tests.benchmarks.clock import once
from tests.benchmarks.result import Result, Table, figure, ratio
from tests.benchmarks.run import Run


def validator(run: Run) -> Result:
    """Return one process; in two, what the second gains."""
    files = texts.spread(texts.files(), run.size(10_000, 3))
    check(files[:2], "corpus", 1)
    ways: dict[str, Callable[[], object]] = {
        "parsing alone (lxml)": lambda: [etree.parse(path) for path in files],
        "plain schema validation (lxml)": lambda: [compiled().validate(etree.parse(path)) for path in files],
        "schema validation by our reader": lambda: [_valid(path) for path in files],
        "all rules, profile corpus": lambda: check(files, "corpus", 1),
        "all rules, profile strict": lambda: check(files, "strict", 1),
    }
    found = {name: once(call) for name, call in ways.items()}
    plain = found["plain schema validation (lxml)"].processor
    rows = [
        (
            name,
            figure(60 * len(files) / spent.seconds),
            figure(60 * len(files) / spent.processor),
            figure(1000 * spent.processor / len(files)),
            ratio(spent.processor, plain),
        )
        for name, spent in found.items()
    ]
    two = once(lambda: check(files, "corpus", 2)).seconds
    rows.append(("all rules, profile corpus, two processes", figure(60 * len(files) / two), "-", "-", "-"))
    heads = ("what", "files a minute", "files a processor minute", "processor ms a file", "to plain schema validation")
    note = (
        f"{len(files)} files, one process where not said otherwise. Goal: 1,000 files a minute and core with all rules."
    )
    return Result((Table("Files a minute", heads, tuple(rows), note),))


def _valid(path: Path) -> bool:
    return bool(compiled().validate(parse_file(path).root))
