"""The pages of `docs/benchmarks/`: one a benchmark, and the list of them.

Reads a `Result` and the machine. Gives Markdown and SVG files. A page says when and on what it was measured, and by
which command; it names no machine and no folder.
"""

from __future__ import annotations

import datetime
import os
import platform
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from pipeline.files import write_whole
from tests.benchmarks.result import Result
from tests.benchmarks.run import BENCHMARKS
from tests.benchmarks.svg import svg
from tests.benchmarks.texts import has_corpus

_LIBRARIES = ("lxml", "reportlab", "uharfbuzz", "python-docx", "pypdfium2", "weasyprint", "typst", "pypandoc-binary",
              "xmldiff")  # fmt: skip
_GIB = 1024**3


def machine() -> str:
    """Return processors, memory, Python, how busy the machine is, and when this is."""
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    known = [f"{os.cpu_count()} processors", _memory(), f"{platform.system()} {platform.machine()}"]
    python = f"Python {platform.python_version()}"
    return f"{today}; {', '.join(filter(None, known))}; {python}; load {_load()}"


def _load() -> str:
    """Load of the last minute: what others do at the same time slows every figure."""
    try:
        return f"{os.getloadavg()[0]:.1f}"
    except OSError:
        return "not known"


def _memory() -> str:
    try:
        return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / _GIB:.0f} GiB"
    except (ValueError, OSError):
        return ""


def _versions() -> str:
    found = []
    for library in _LIBRARIES:
        try:
            found.append(f"{library} {metadata.version(library)}")
        except metadata.PackageNotFoundError:
            continue
    return ", ".join(found)


def write(folder: Path, name: str, result: Result, begun: str, *, peers: bool) -> list[Path]:
    """Return the page of a benchmark and its plots; `begun` is `machine()` of when it began. Raises OutputError."""
    benchmark = BENCHMARKS[name]
    plots = [f"![{plot.title}]({plot.name}.svg)\n" for plot in result.plots]
    command = f"inv bench --only {name}{' --peers' if peers else ''}"
    text = "\n".join([
        f"# {benchmark.title}\n",
        f"{benchmark.question}\n",
        f"Measured by `{command}`: {begun} when it began, {_load()} when it ended.",
        f"{_texts()} Libraries: {_versions()}.\n",
        *(table.markdown() for table in result.tables),
        *plots,
    ])  # fmt: skip
    written = [folder / f"{name}.md", *(folder / f"{plot.name}.svg" for plot in result.plots)]
    for path, content in zip(written, [text.rstrip() + "\n", *map(svg, result.plots)], strict=True):
        write_whole(path, content.encode())
    return written


def _texts() -> str:
    if has_corpus():
        return "Texts: published documents of the United Nations (`inv corpus` fetches such)."
    return "Texts: the project's own two, for no published documents lie beside this checkout."


def write_list(folder: Path) -> Path:
    """Return the list of the pages that there are. Raises OutputError."""
    lines = [
        "# Benchmarks\n",
        "Figures and those they are compared with come from one run each, on the same texts. `inv bench --peers`",
        "measures all of them, `inv bench --only NAME` one; without `--peers` other programs are left out. The figures",
        "depend on the machine and on what else it does: compare ratios rather than times. What was tried for speed is",
        "in [tried.md](tried.md), and what thousands of texts take in [scale.md](scale.md).\n",
        *_entries(folder),
    ]
    path = folder / "README.md"
    write_whole(path, ("\n".join(lines) + "\n").encode())
    return path


def _entries(folder: Path) -> Iterable[str]:
    for name, benchmark in BENCHMARKS.items():
        if (folder / f"{name}.md").is_file():
            yield f"- [{benchmark.title}]({name}.md) (`{name}`): {benchmark.question}"
