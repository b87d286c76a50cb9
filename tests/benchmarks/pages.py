"""Pages of PDF: warm rate by language, cold start of a short document, memory of a long one; beside other programs.

Reads real paragraphs of each language. Gives tables.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.document import Document
from pipeline.prepare import prepare
from pipeline.read import parse_bytes
from pipeline.write import Options, writer
from tests.benchmarks import peers, texts
from tests.benchmarks.clock import Spent, child, fresh, median_fresh, once, pipeline_command
from tests.benchmarks.peer_pdf import typst_pdf, weasyprint_pdf
from tests.benchmarks.result import Result, Table, figure, ratio
from tests.benchmarks.run import Run

_PARAGRAPHS = 200
_TEXTS = 4
_GOALS = {"zh-Hans": "190", "ar": "140", "": "250"}
_SHORT, _LONG = 5, 200
_PEERS = {"typst": "Typst", "weasyprint": "WeasyPrint"}


@dataclass(frozen=True, slots=True)
class _Text:
    """The same text for all: our source, Typst markup, HTML."""

    source: Path
    data: bytes
    document: Document
    markup: Path
    page: Path


def pages(run: Run) -> Result:
    """Return warm rate, cold start, peak memory."""
    tables = [_warm(run)]
    language = "en" if "en" in texts.languages() else texts.languages()[0]
    short, long = (_of_pages(run, language, run.size(pages, 2)) for pages in (_SHORT, _LONG))
    tables.append(_cold(run, short))
    tables.append(_memory(run, long))
    return Result(tuple(tables))


def _text(run: Run, language: str, paragraphs: Sequence[str]) -> _Text:
    folder = run.folder("text")
    data = texts.document(language, paragraphs)
    document = prepare(parse_bytes(data, Path("text.xml")))
    parts = list(peers.pieces(document))
    made = _Text(folder / "text.xml", data, document, folder / "text.typ", folder / "text.html")
    made.source.write_bytes(data)
    made.markup.write_text(peers.typst_markup(parts, language), encoding="utf-8")
    made.page.write_text(peers.html(parts, language), encoding="utf-8")
    return made


def _of_pages(run: Run, language: str, pages: int) -> _Text:
    """Return a text that we set on about so many pages."""
    sample = _text(run, language, texts.paragraphs(language, 100))
    each = (writer("pdf")(sample.document, Options()).pages or 1) / 100
    return _text(run, language, texts.paragraphs(language, max(1, round(pages / each))))


def _warm(run: Run) -> Table:
    rows = [_language(run, language) for language in run.size(texts.languages(), texts.languages()[:1])]
    heads = [h for name in _names(run) for h in (f"{name} pages/s", "a processor second", "its time to ours")]
    return Table(
        "Pages a second, warm",
        ("language", "paragraphs", "our pages", "our pages/s", "a processor second", "same text again", "goal", *heads),
        tuple(rows),
        f"{_TEXTS} documents of different real paragraphs a language, the median of all but the first, which warms: "
        "no program has seen a text before (Typst keeps what it has set). Same text again: our pages a processor "
        "second for the same documents once more in the same process, which is how the goals were found. Prepared "
        "before; ours has running heads, structure tree, bookmarks and attached source, PDF/UA-1 and PDF/A-3a, as is "
        "Typst's; WeasyPrint's is PDF/UA-1. Times are compared for the whole document, of the processor: Typst uses "
        "several at once.",
    )


def _language(run: Run, language: str) -> tuple[str, ...]:
    """Return the row of a language."""
    count = run.size(min(_PARAGRAPHS, texts.number_of_paragraphs(language) // _TEXTS), 5)
    every = texts.paragraphs(language, count * _TEXTS)
    given = [_text(run, language, every[at : at + count]) for at in range(0, len(every), count)]
    own = _median(_ours, given)
    goal = _GOALS.get(language, _GOALS[""])
    again = _median(_ours, given)
    cells = [language, str(count), figure(own.pages), *own.rates(), again.rates()[1], goal]
    for key in _PEERS:
        if run.peers and peers.available(key):
            their = _median(_PEER_CALLS[key], given)
            cells += [*their.rates(), ratio(their.spent.processor, own.spent.processor)]
    return tuple(cells)


@dataclass(frozen=True, slots=True)
class _Set:
    """Pages set, and what that took."""

    pages: int
    spent: Spent

    def rates(self) -> tuple[str, str]:
        """Return pages a second and pages a processor second."""
        return figure(self.pages / self.spent.seconds), figure(self.pages / self.spent.processor)


def _median(call: Callable[[_Text], bytes], given: Sequence[_Text]) -> _Set:
    """Return the median of all texts but the first."""
    call(given[0])
    found: list[_Set] = []
    for text in given[1:]:
        made: list[bytes] = []
        spent = once(lambda t=text, m=made: m.append(call(t)))  # type: ignore[misc]
        found.append(_Set(_pages_of(made[0]), spent))
    return sorted(found, key=lambda one: one.pages / one.spent.processor)[len(found) // 2]


def _ours(text: _Text) -> bytes:
    return writer("pdf")(text.document, Options(attachment=text.data)).data


_PEER_CALLS: dict[str, Callable[[_Text], bytes]] = {
    "typst": lambda text: typst_pdf(text.markup),
    "weasyprint": lambda text: weasyprint_pdf(text.page.read_text("utf-8")),
}


def _names(run: Run) -> list[str]:
    return [name for key, name in _PEERS.items() if run.peers and peers.available(key)]


def _pages_of(pdf: bytes) -> int:
    import pypdfium2

    with io.BytesIO(pdf) as stream:
        document = pypdfium2.PdfDocument(stream)
        count = len(document)
        document.close()
    return count


def _steps(run: Run, text: _Text) -> list[tuple[str, list[str]]]:
    """Return the names and command lines that each make a PDF of the text in a process of its own."""
    out = text.source.with_suffix(".pdf")
    build = ("build", "--source", text.source, "--out", text.source.parent / "out", "--formats", "pdf", "--force")
    steps = [
        ("this project, PDF alone", child("ours", text.source, out)),
        ("this project, `build` without proof", pipeline_command(*build, "--no-proof")),
        ("this project, `build` with proof", pipeline_command(*build)),
    ]
    given = {"typst": text.markup, "weasyprint": text.page}
    steps += [(name, child(key, given[key], out)) for key, name in _PEERS.items() if run.peers and peers.available(key)]
    return steps


def _spent(steps: list[tuple[str, list[str]]], times: int) -> list[tuple[str, Spent]]:
    for _, command in steps:
        fresh(command)
    return [(name, median_fresh(command, times)) for name, command in steps]


def _cold(run: Run, text: _Text) -> Table:
    found = _spent(_steps(run, text), run.size(7, 1))
    first = found[0][1]
    return Table(
        f"Cold start: a document of {_SHORT} pages in a new process",
        ("program", "seconds", "processor seconds", "peak MiB", "time, ours = 1"),
        tuple(
            (name, figure(s.seconds), figure(s.processor), figure(s.memory), ratio(s.seconds, first.seconds))
            for name, s in found
        ),
        "The median of seven; the files of each program are in the cache of the system.",
    )


def _memory(run: Run, text: _Text) -> Table:
    found = _spent(_steps(run, text), 1)
    first = found[0][1]
    return Table(
        f"Peak memory: a document of {_LONG} pages",
        ("program", "peak MiB", "memory, ours = 1", "seconds"),
        tuple((name, figure(s.memory), ratio(s.memory, first.memory), figure(s.seconds)) for name, s in found),
        "Greatest resident set of the process.",
    )
