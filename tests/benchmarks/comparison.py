"""Comparison of two versions: from 300 to 30,000 elements; beside xmldiff.

Reads generated texts and copies of them with every thirtieth paragraph changed, some moved, dropped and added. Gives a
table and a plot.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.prepare import prepare
from pipeline.read import parse_bytes
from pipeline.versions import compare
from tests.benchmarks import peers, texts
from tests.benchmarks.clock import once
from tests.benchmarks.result import Line, Plot, Result, Table, figure, ratio
from tests.benchmarks.run import Run

_SIZES = (300, 1000, 3000, 10_000, 30_000)
_XMLDIFF_TO = 3000
_LONGEST = 300
"""Characters of a paragraph, so that the longest document stays under the limit of a source file."""
_PER_PARAGRAPH = 4
"""Elements of a paragraph: paragraph, num, content, p."""


def comparison(run: Run) -> Result:
    """Return seconds by size; xmldiff up to 3,000 elements."""
    sizes = run.size(_SIZES, (100, 300))
    ours: dict[int, float] = {}
    theirs: dict[int, float] = {}
    edits: dict[int, int] = {}
    for size in sizes:
        old, new = _versions(size // _PER_PARAGRAPH)
        before, after = (prepare(parse_bytes(data, Path(f"{name}.xml"))) for name, data in (("old", old), ("new", new)))
        compare(before, before)
        ours[size] = once(lambda a=before, b=after: compare(a, b)).processor  # type: ignore[misc]
        edits[size] = len(compare(before, after).edits)
        if run.peers and peers.available("xmldiff") and size <= _XMLDIFF_TO:
            theirs[size] = once(lambda a=old, b=new: _xmldiff(a, b)).processor  # type: ignore[misc]
    return Result((_table(ours, theirs, edits),), (_plot(ours, theirs),))


def _xmldiff(old: bytes, new: bytes) -> object:
    from xmldiff import main

    return main.diff_texts(old, new)


def _versions(count: int) -> tuple[bytes, bytes]:
    """Return a text, and an edited copy of it: a word changed in each thirtieth paragraph, a few moved, dropped and
    added.
    """
    language = texts.languages()[0]
    old = [f"{text[:_LONGEST]} ({n})" for n, text in enumerate(texts.paragraphs(language, count))]
    new = [f"{text} Moreover." if n % 30 == 0 else text for n, text in enumerate(old)]
    for at in range(50, len(new) - 1, 100):
        new[at], new[at + 1] = new[at + 1], new[at]
    del new[70::200]
    for at in range(90, len(new), 200):
        new.insert(at, f"A paragraph that was not there before, number {at}.")
    return texts.document(language, old), texts.document(language, new)


def _table(ours: dict[int, float], theirs: dict[int, float], edits: dict[int, int]) -> Table:
    least = min(ours)
    rows = [
        (
            f"{size:,}",
            str(edits[size]),
            figure(seconds),
            ratio(seconds / size, ours[least] / least),
            figure(theirs[size]) if size in theirs else "-",
            ratio(theirs[size], seconds) if size in theirs else "-",
        )
        for size, seconds in ours.items()
    ]
    heads = ("elements", "edits found", "seconds", f"per element, {least} = 1", "xmldiff, seconds", "its time to ours")
    note = "Time of the processor; documents prepared before. Goal: 3,000 elements under 1 s, near linear to 30,000."
    return Table("Seconds to compare two versions", heads, tuple(rows), note)


def _plot(ours: dict[int, float], theirs: dict[int, float]) -> Plot:
    lines = [Line("this project", tuple(ours.items())), *([Line("xmldiff", tuple(theirs.items()))] if theirs else [])]
    return Plot("comparison", "Time to compare two versions", "elements", "seconds", tuple(lines))
