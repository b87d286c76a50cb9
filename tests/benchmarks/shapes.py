"""Growth of documents that are hard in one way: long tables with spans, many notes, many runs, one huge paragraph.

Gives a table with the exponent of each step: the logarithm of what doubling costs, 1 for a time in proportion.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline import cycles
from pipeline.prepare import prepare
from pipeline.prove import prove_words, words
from pipeline.read import parse_bytes
from pipeline.versions import compare
from pipeline.write import DEFAULT_FORMATS, Options, writer
from tests.benchmarks import texts
from tests.benchmarks.result import Table, figure

_SENTENCE = "The tide was measured at noon in every harbour of the coast. "
_ROUNDS = 3
_LEAST = 0.05
"""Seconds under which a time says nothing of growth."""


def rows(count: int) -> str:
    """Return a table of so many rows, of which every third begins a cell over three rows."""
    made = []
    for row in range(count):
        first = f'<td rowspan="3"><p>Group {row}</p></td>' if row % 3 == 0 else ""
        last = f'<td colspan="2"><p>both {row}</p></td>' if row % 5 == 0 else f"<td><p>{row}</p></td><td><p>x</p></td>"
        made.append(f"<tr>{first}<td><p>Item {row} of the list</p></td>{last}</tr>")
    return f'<table eId="t">{"".join(made)}</table>'


def notes(count: int) -> str:
    """Return so many short paragraphs with a note each."""
    note = '<authorialNote marker="{n}" eId="fn_{n}"><p>Note {n} says this.</p></authorialNote>'
    return "".join(f"<p>Some words{note.format(n=n)} and more.</p>" for n in range(1, count + 1))


def runs(count: int) -> str:
    """Return one paragraph of so many bold and italic runs."""
    return f"<p>{''.join(f'<b>bold {n}</b> plain <i>slanted {n}</i> ' for n in range(count))}</p>"


def paragraph(kilobytes: int) -> str:
    """Return one paragraph of so many kilobytes."""
    return f"<p>{_SENTENCE * (1024 * kilobytes // len(_SENTENCE))}</p>"


SHAPES: dict[str, tuple[Callable[[int], str], tuple[int, ...]]] = {
    "rows of a table with spans": (rows, (250, 500, 1000)),
    "notes": (notes, (2500, 5000, 10000)),
    "runs of one paragraph": (runs, (2500, 5000, 10000)),
    "kilobytes of one paragraph": (paragraph, (250, 500, 1000)),
}
REWRITTEN = (8000, 16000, 32000)
"""Words of a paragraph that is compared with one of other words."""


def table(size: Callable[..., tuple[int, ...]]) -> Table:
    """Return the times and the exponents of all shapes; `size` shortens what is measured in a trial run."""
    found = []
    for name, (make, counts) in SHAPES.items():
        found += _lines(name, _quickest(size(counts, counts[:1]), lambda n, make=make: _steps(_document(make(n)))))  # type: ignore[misc]
    found += _lines("words rewritten", _quickest(size(REWRITTEN, REWRITTEN[:1]), lambda count: {"diff": _diff(count)}))
    heads = ("document", "step", "size", "ms", "exponent of the last doubling")
    least = f"Steps under {1000 * _LEAST:.0f} ms have no exponent."
    note = f"Time of the processor, one process, the quickest of {_ROUNDS} rounds. {least}"
    return Table("By shape of the document", heads, tuple(found), note)


def _quickest(counts: Sequence[int], measure: Callable[[int], dict[str, float]]) -> dict[int, dict[str, float]]:
    """Return the least time of each step for each size; the sizes take turns, so that a busy machine slows them all."""
    rounds = [{count: measure(count) for count in counts} for _ in range(_ROUNDS)]
    return {count: {step: min(r[count][step] for r in rounds) for step in rounds[0][count]} for count in counts}


def _document(body: str) -> bytes:
    return texts.document("en", (_SENTENCE,), f'<paragraph eId="para_x"><content>{body}</content></paragraph>')


def _steps(data: bytes) -> dict[str, float]:
    """Return the seconds of each step, as a build takes them: without Python's collector of cycles."""
    with cycles.put_off():
        return _timed_steps(data)


def _timed_steps(data: bytes) -> dict[str, float]:
    found: dict[str, float] = {}

    def timed(step: str, work: Callable[[], object]) -> object:
        begun = time.process_time()
        result = work()
        found[step] = found.get(step, 0.0) + time.process_time() - begun
        return result

    source = parse_bytes(data, Path("shape.xml"))
    document = prepare(source)
    timed("prepare", lambda: prepare(source))
    expected = words(source)
    for format in DEFAULT_FORMATS:
        written = writer(format)(document, Options())
        timed(format, lambda format=format: writer(format)(document, Options()))
        timed("proofs", lambda format=format, data=written.data: prove_words(expected, data, format))
    return found


def _diff(count: int) -> float:
    """Return the seconds of the comparison of two paragraphs of so many words, none of which are the same."""
    old, new = (
        prepare(parse_bytes(_document("<p>" + " ".join(f"{sign}{n}" for n in range(count)) + "</p>"), Path("d.xml")))
        for sign in ("a", "b")
    )
    begun = time.process_time()
    compare(old, new)
    return time.process_time() - begun


def _lines(name: str, found: dict[int, dict[str, float]]) -> list[tuple[str, ...]]:
    *before, last = found
    return [
        (name, step, f"{last:,}", figure(1000 * seconds), _exponent(found[before[-1]][step], seconds) if before else "")
        for step, seconds in found[last].items()
    ]


def _exponent(half: float, whole: float) -> str:
    return f"{math.log2(whole / half):.2f}" if half > _LEAST else "–"
