"""What takes the time of a build, step by step.

Reads the corpus. Gives a table of the processor time of each step in one warm process.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pipeline.prepare import prepare
from pipeline.prove import prove_words, words
from pipeline.publish import storage
from pipeline.read import parse_file
from pipeline.validate.model.schema import is_valid
from pipeline.write import DEFAULT_FORMATS, Options, writer
from tests.benchmarks import texts
from tests.benchmarks.result import Result, Table, figure
from tests.benchmarks.run import Run

_T = TypeVar("_T")


class _Steps:
    """Processor seconds by step."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()

    def __call__(self, step: str, call: Callable[[], _T]) -> _T:
        begun = time.process_time()
        found = call()
        self.spent[step] += time.process_time() - begun  # type: ignore[assignment]
        return found


def shares(run: Run) -> Result:
    """Return the shares of all steps, the largest first."""
    files = texts.spread(texts.files(), run.size(10_000, 3))
    folder = run.folder("shares")
    _document(_Steps(), files[0], folder / "warm")
    steps = _Steps()
    for number, path in enumerate(files):
        _document(steps, path, folder / str(number))
    total = sum(steps.spent.values())
    rows = [
        (step, figure(1000 * seconds / len(files)), f"{seconds / total:.1%}")
        for step, seconds in steps.spent.most_common()
    ]
    rows.append(("all", figure(1000 * total / len(files)), "100.0%"))
    note = (
        f"{len(files)} documents, all four formats with proof, one warm process. Time of the processor: waiting for "
        "the disk is not in it. 25 documents a second with two processes are 80 ms a document."
    )
    return Result((Table("Shares of the steps", ("step", "ms a document", "share"), tuple(rows), note),))


def _document(steps: _Steps, path: Path, target: Path) -> None:
    """Run all that a build does with one document."""
    source = steps("read", lambda: parse_file(path))
    steps("validate against the schema", lambda: is_valid(source.root))
    document = steps("prepare", lambda: prepare(source))
    expected = words(source)
    steps("words of the source", lambda: (expected.cover_tokens, expected.body_tokens, expected.note_tokens))
    options = Options(attachment=source.data)
    for format in DEFAULT_FORMATS:
        written = steps(f"write {format}", lambda f=format: writer(f)(document, options))  # type: ignore[misc]
        steps(f"prove {format}", lambda f=format, w=written: prove_words(expected, w.data, f))  # type: ignore[misc]
        steps("to the disk", lambda f=format, w=written: storage.write(f"{target}.{f}", w.data))  # type: ignore[misc]
