"""Documents a second: each format, all four with their proof, one process and two; beside other converters.

Reads the corpus. Gives tables.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.prepare import prepare
from pipeline.publish.batch import Request, build
from pipeline.publish.job import BuildSettings, Job
from pipeline.publish.one_document import build_document
from pipeline.read import parse_file
from pipeline.write import DEFAULT_FORMATS
from tests.benchmarks import peers, texts
from tests.benchmarks.clock import Spent, fresh, once
from tests.benchmarks.peer_pdf import typst_pdf, weasyprint_pdf
from tests.benchmarks.result import Result, Table, figure, ratio
from tests.benchmarks.run import Run

_BESIDE = 20
_OURS = "this project"
_LIBREOFFICE = "LibreOffice (from our Word file)"


def rates(run: Run) -> Result:
    """Return documents a second of the corpus, and of a part of it beside other converters."""
    files = texts.spread(texts.files(), run.size(10_000, 3))
    tables = [_formats(run, files), _builds(run, files)]
    if run.peers:
        tables.append(_beside(run, texts.spread(files, run.size(_BESIDE, 2))))
    return Result(tuple(tables))


def _formats(run: Run, files: list[Path]) -> Table:
    """Return each format, and all four together, in this process."""
    rows: list[tuple[str, ...]] = []
    for formats in (*((f,) for f in DEFAULT_FORMATS), DEFAULT_FORMATS):
        _in_process(run, files, formats, proof=True)
        bare, proved = (_in_process(run, files, formats, proof) for proof in (False, True))
        cells = [c for s in (bare, proved) for c in (_rate(files, s), _each(files, s.processor))]
        rows.append((", ".join(formats), *cells, ratio(proved.processor, bare.processor)))
    return Table(
        "Documents a second by format, one process",
        ("format", "without proof", "processor ms each", "with proof", "processor ms each", "with to without proof"),
        tuple(rows),
        f"{len(files)} documents, each time after one round that does not count. Reading, validation, preparation and "
        "writing to the disk included.",
    )


def _builds(run: Run, files: list[Path]) -> Table:
    """Return whole builds by one process and by two."""
    found = {(n, proof): _whole(run, files, n, proof) for n in (1, 2) for proof in (False, True)}
    first = found[1, True].seconds
    return Table(
        "Documents a second, whole builds of all four formats",
        ("processes", "without proof", "with proof", "ms each", "with proof, one process = 1"),
        tuple(
            (str(n), _rate(files, found[n, False]), _rate(files, found[n, True]),
             _each(files, found[n, True].seconds), ratio(found[n, True].seconds, first))
            for n in (1, 2)
        ),
        f"{len(files)} documents; plan, lock, record and the start of the processes included.",
    )  # fmt: skip


def _rate(files: list[Path], spent: Spent) -> str:
    return figure(len(files) / spent.seconds)


def _each(files: list[Path], seconds: float) -> str:
    return figure(1000 * seconds / len(files))


def _in_process(run: Run, files: list[Path], formats: tuple[str, ...], proof: bool) -> Spent:
    """Return all files in this process."""
    folder = run.folder("format")
    jobs = [
        Job(path.stem, str(path), tuple((f, str(folder / f"{n}.{f}")) for f in formats), BuildSettings(proof=proof))
        for n, path in enumerate(files)
    ]
    return once(lambda: [build_document(job) for job in jobs])


def _whole(run: Run, files: list[Path], processes: int, proof: bool) -> Spent:
    """Return a build of a folder that holds the files, each under a name of its own."""
    source = run.folder("source")
    for number, path in enumerate(files):
        (source / f"{number:04}.xml").write_bytes(path.read_bytes())
    request = Request(
        (str(source),), str(run.folder("out")), DEFAULT_FORMATS, processes, settings=BuildSettings(proof=proof)
    )
    return once(lambda: build(request))


def _beside(run: Run, files: list[Path]) -> Table:
    """Return the same documents by us and by each peer."""
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
    """Return the documents as HTML and as Typst markup."""
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
    """Return our Word files made into PDF by one LibreOffice, as many a pipeline does; the writing of them is not
    counted.
    """
    folder = run.folder("office")
    made = [(path, folder / f"{number}.docx") for number, path in enumerate(files)]
    for path, target in made:
        build_document(Job(path.stem, str(path), (("docx", str(target)),), BuildSettings(proof=False)))
    return fresh(peers.libreoffice_command((target for _, target in made), "pdf", folder))


def _together(spent: list[Spent]) -> Spent:
    return Spent(sum(s.seconds for s in spent), sum(s.processor for s in spent), max(s.memory for s in spent))
