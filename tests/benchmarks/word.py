"""Word files: the time of a usual document, of one with a great table, of a very long one.

Reads the corpus and generated texts. Gives tables.
"""

from __future__ import annotations

import statistics
from pathlib import Path

from pipeline.document import Document
from pipeline.prepare import prepare
from pipeline.read import parse_bytes, parse_file
from pipeline.write import Options, writer
from tests.benchmarks import peers, texts
from tests.benchmarks.clock import fresh, once, warm
from tests.benchmarks.result import Result, Table, figure, ratio
from tests.benchmarks.run import Run

_CELLS, _PARAGRAPHS = 1200, 2400


def word(run: Run) -> Result:
    """Return the median of the corpus, and the two great documents."""
    return Result((_usual(run), _great(run)))


def _usual(run: Run) -> Table:
    write = writer("docx")
    documents = [prepare(parse_file(path)) for path in texts.spread(texts.files(), run.size(10_000, 3))]
    times = sorted(1000 * warm(lambda d=document: write(d, Options()), quick=True).processor for document in documents)  # type: ignore[misc]
    median, late = statistics.median(times), times[int(len(times) * 0.95)]
    return Table(
        "Milliseconds a document, warm",
        ("documents", "median", "19 of 20 under", "longest", "goal for the median"),
        ((str(len(times)), figure(median), figure(late), figure(times[-1]), "25"),),
        "Time of the processor; writing alone, of documents prepared beforehand.",
    )


def _great(run: Run) -> Table:
    cells, count = run.size(_CELLS, 60), run.size(_PARAGRAPHS, 30)
    language = texts.languages()[0]
    sample = texts.paragraphs(language, count)
    rows: list[tuple[str, ...]] = []
    for name, data in (
        (f"{cells:,} table cells", texts.document(language, sample[:3], texts.table(cells))),
        (f"{count:,} paragraphs", texts.document(language, sample)),
    ):
        document = prepare(parse_bytes(data, Path("great.xml")))
        spent = once(lambda d=document: writer("docx")(d, Options()))  # type: ignore[misc]
        row = [name, figure(spent.processor), "2"]
        if run.peers and peers.available("pandoc"):
            their = _by_pandoc(run, document, language)
            row += [figure(their), ratio(their, spent.processor)]
        rows.append(tuple(row))
    heads = ["document", "seconds", "goal"]
    heads += ["pandoc, seconds", "its time to ours"] if run.peers and peers.available("pandoc") else []
    return Table(
        "Great documents",
        tuple(heads),
        tuple(rows),
        "Time of the processor, written once. pandoc: its process included.",
    )


def _by_pandoc(run: Run, document: Document, language: str) -> float:
    page = run.folder("word") / "great.html"
    page.write_text(peers.html(peers.pieces(document), language), encoding="utf-8")
    return fresh(peers.pandoc_command(page, page.with_suffix(".docx"))).processor
