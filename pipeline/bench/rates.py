"""Documents a second: each format, all four with their proof, one process and two; beside other converters.

Reads the corpus. Gives tables.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.bench import peers, texts
from pipeline.bench.clock import Spent, fresh, once
from pipeline.bench.peer_pdf import typst_pdf, weasyprint_pdf
from pipeline.bench.result import Result, Table, figure, ratio
from pipeline.bench.run import Run
from pipeline.prepare import prepare
from pipeline.publish.batch import Request, build
from pipeline.publish.document import build_document
from pipeline.publish.job import Job, Settings
from pipeline.read import parse_file
from pipeline.write import DEFAULT_FORMATS

_BESIDE = 20
_OURS = "this project"
_LIBREOFFICE = "LibreOffice (from our Word file)"


def rates(run: Run) -> Result:
    """Documents a second of the corpus, and of a part of it beside other converters."""
    files = texts.spread(texts.files(), run.size(10_000, 3))
    tables = [_formats(run, files)]
    if run.peers:
        tables.append(_beside(run, texts.spread(files, run.size(_BESIDE, 2))))
    return Result(tuple(tables))


def _formats(run: Run, files: list[Path]) -> Table:
    """One process per format, with and without proof; then whole builds."""
    rows: list[tuple[str, ...]] = []
    for format in DEFAULT_FORMATS:
        bare, proved = (_in_process(run, files, (format,), proof) for proof in (False, True))
        rows.append(_row(f"{format}, one process", len(files), bare, proved))
    for processes in (1, 2):
        bare, proved = (_whole(run, files, processes, proof) for proof in (False, True))
        rows.append(_row(f"all four, {processes} process{'es' * (processes > 1)}", len(files), bare, proved))
    return Table(
        "Documents a second",
        ("format", "without proof", "ms each", "with proof", "ms each", "proof costs"),
        tuple(rows),
        f"{len(files)} documents. One process: warm, reading, validation, preparation and writing to disk included. "
        "All four: a build with plan, lock and record, start of the processes included.",
    )


def _row(name: str, count: int, bare: Spent, proved: Spent) -> tuple[str, ...]:
    cells = [cell for s in (bare, proved) for cell in (figure(count / s.seconds), figure(1000 * s.seconds / count))]
    return (name, *cells, ratio(proved.seconds, bare.seconds))


def _in_process(run: Run, files: list[Path], formats: tuple[str, ...], proof: bool) -> Spent:
    """All files in this process, after one that does not count."""
    folder = run.folder("format")
    jobs = [
        Job(path.stem, str(path), tuple((f, str(folder / f"{n}.{f}")) for f in formats), Settings(proof=proof))
        for n, path in enumerate(files)
    ]
    build_document(jobs[0])
    return once(lambda: [build_document(job) for job in jobs])


def _whole(run: Run, files: list[Path], processes: int, proof: bool) -> Spent:
    """A build of a folder that holds the files, each under a name of its own."""
    source = run.folder("source")
    for number, path in enumerate(files):
        (source / f"{number:04}.xml").write_bytes(path.read_bytes())
    request = Request(
        (str(source),), str(run.folder("out")), DEFAULT_FORMATS, processes, settings=Settings(proof=proof)
    )
    return once(lambda: build(request))


def _beside(run: Run, files: list[Path]) -> Table:
    """The same documents by us and by each peer."""
    folder = run.folder("beside")
    pages, markups = _pages(files, folder)
    rows: list[tuple[str, str, Spent]] = []
    for format in ("pdf", "docx", "html", "txt"):
        rows.append((format, f"{_OURS}, warm", _in_process(run, files, (format,), proof=False)))
        if format != "pdf" and peers.available("pandoc"):
            commands = [peers.pandoc_command(page, page.with_suffix(f".{format}")) for page in pages]
            rows.append((format, "pandoc, a process each", _together([fresh(command) for command in commands])))
    if peers.available("typst"):
        rows.insert(1, ("pdf", "Typst, warm", once(lambda: [typst_pdf(path) for path in markups])))
    if peers.available("weasyprint"):
        sheets = [page.read_text("utf-8") for page in pages]
        rows.insert(1, ("pdf", "WeasyPrint, warm", once(lambda: [weasyprint_pdf(sheet) for sheet in sheets])))
    if peers.available("libreoffice"):
        rows.insert(1, ("pdf", _LIBREOFFICE, _by_libreoffice(run, files)))
    own = {format: spent.seconds for format, name, spent in rows if name.startswith(_OURS)}
    return Table(
        "Beside other converters",
        ("format and program", "documents/s", "ms each", "time, ours = 1"),
        tuple(
            (f"{f}: {name}", figure(len(files) / s.seconds), figure(1000 * s.seconds / len(files)),
             ratio(s.seconds, own[f]))
            for f, name, s in rows
        ),
        f"The same {len(files)} documents, without proof. The peers are given the prepared text as plain HTML or Typst "
        "markup: headings, paragraphs and tables, no masthead, no notes at the foot, no running heads.",
    )  # fmt: skip


def _pages(files: list[Path], folder: Path) -> tuple[list[Path], list[Path]]:
    """The documents as HTML and as Typst markup."""
    pages, markups = [], []
    for number, path in enumerate(files):
        document = prepare(parse_file(path))
        parts, language = list(peers.pieces(document)), document.identity.language
        pages.append(folder / f"{number}.source.html")
        pages[-1].write_text(peers.html(parts, language), encoding="utf-8")
        markups.append(folder / f"{number}.typ")
        markups[-1].write_text(peers.typst_markup(parts, language), encoding="utf-8")
    return pages, markups


def _by_libreoffice(run: Run, files: list[Path]) -> Spent:
    """Our Word files made into PDF by one LibreOffice, as many a pipeline does; the writing of them is not counted."""
    folder = run.folder("office")
    made = [(path, folder / f"{number}.docx") for number, path in enumerate(files)]
    for path, target in made:
        build_document(Job(path.stem, str(path), (("docx", str(target)),), Settings(proof=False)))
    return fresh(peers.libreoffice_command((target for _, target in made), "pdf", folder))


def _together(spent: list[Spent]) -> Spent:
    return Spent(sum(s.seconds for s in spent), sum(s.processor for s in spent), max(s.memory for s in spent))
