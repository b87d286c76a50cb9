"""Growth: the time of a document from 10 to 3,000 paragraphs, of hard shapes, and of a batch of 1 to 300 documents.

Reads generated texts and the corpus. Gives tables and a plot of each.
"""

from __future__ import annotations

import time
from itertools import cycle, islice
from pathlib import Path

from pipeline.prepare import prepare
from pipeline.prove import prove_words, words
from pipeline.publish.batch import Request, build
from pipeline.read import parse_bytes
from pipeline.write import DEFAULT_FORMATS, Options, writer
from tests.benchmarks import shapes, texts
from tests.benchmarks.result import Line, Plot, Result, Table, figure, ratio
from tests.benchmarks.run import Run

_LENGTHS = (10, 30, 100, 300, 1000, 3000)
_BATCHES = (1, 3, 10, 30, 100, 300)
_STEPS = ("read and prepare", *DEFAULT_FORMATS, "proofs")


def growth(run: Run) -> Result:
    """Measure growth by length, then by number."""
    by_length = {count: _times(count) for count in run.size(_LENGTHS, (10, 30))}
    by_number = {count: _batch(run, count) for count in run.size(_BATCHES, (1, 3))}
    return Result(
        (_length_table(by_length), shapes.table(run.size), _batch_table(by_number)),
        (_length_plot(by_length), _batch_plot(by_number)),
    )


def _times(count: int) -> dict[str, float]:
    """Return the processor seconds of each step for a document of so many paragraphs; the least of three."""
    language = texts.languages()[0]
    data = texts.document(language, texts.paragraphs(language, count))
    found: dict[str, float] = {}
    for _ in range(3):
        for step, seconds in _once(data).items():
            found[step] = min(seconds, found.get(step, seconds))
    return found


def _once(data: bytes) -> dict[str, float]:
    begun = time.process_time()
    source = parse_bytes(data, Path("growth.xml"))
    document = prepare(source)
    found = {_STEPS[0]: time.process_time() - begun}
    begun = time.process_time()
    expected = words(source)
    proofs = time.process_time() - begun
    for format in DEFAULT_FORMATS:
        begun = time.process_time()
        written = writer(format)(document, Options(attachment=data)).data
        found[format] = time.process_time() - begun
        begun = time.process_time()
        prove_words(expected, written, format)
        proofs += time.process_time() - begun
    return {**found, _STEPS[-1]: proofs}


def _length_table(found: dict[int, dict[str, float]]) -> Table:
    least = min(found)
    reference = sum(found[least].values()) / least
    rows = [
        (
            f"{count:,}",
            *(figure(1000 * times[step]) for step in _STEPS),
            figure(1000 * sum(times.values())),
            ratio(sum(times.values()) / count, reference),
        )
        for count, times in found.items()
    ]
    return Table(
        "By length of the document",
        ("paragraphs", *(f"{step}, ms" for step in _STEPS), "all, ms", f"per paragraph, {least} paragraphs = 1"),
        tuple(rows),
        "Time of the processor, one process. A last column that does not rise means growth no faster than that of the "
        "document.",
    )


def _batch(run: Run, count: int) -> dict[int, float]:
    """Return the seconds of a build of so many documents, by number of processes."""
    source = run.folder("batch")
    for number, path in enumerate(islice(cycle(texts.files()), count)):
        (source / f"{number:04}.xml").write_bytes(path.read_bytes())
    found = {}
    for processes in (1, 2):
        request = Request((str(source),), str(run.folder("out")), DEFAULT_FORMATS, processes)
        found[processes] = build(request).seconds
    return found


def _batch_table(found: dict[int, dict[int, float]]) -> Table:
    rows = [
        (f"{count:,}", figure(t[1]), figure(count / t[1]), figure(t[2]), figure(count / t[2]), ratio(t[1], t[2]))
        for count, t in found.items()
    ]
    heads = ("documents", "1 process, s", "documents/s", "2 processes, s", "documents/s", "gain of the second")
    note = "All four formats with proof; the first documents of the corpus, so lengths differ between the rows."
    return Table("By size of the batch", heads, tuple(rows), note)


def _length_plot(found: dict[int, dict[str, float]]) -> Plot:
    lines = [Line(step, tuple((n, 1000 * times[step]) for n, times in found.items())) for step in _STEPS]
    return Plot("growth-length", "Processor time by length of the document", "paragraphs", "milliseconds", tuple(lines))


def _batch_plot(found: dict[int, dict[int, float]]) -> Plot:
    lines = [
        Line(f"{processes} process{'es' * (processes > 1)}", tuple((n, times[processes]) for n, times in found.items()))
        for processes in (1, 2)
    ]
    return Plot("growth-batch", "Time by size of the batch", "documents", "seconds", tuple(lines))
