"""The summary of a build as text.

Reads a `Batch`. Gives lines for standard output: a table of files, or totals where a table would be too long.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline.files import counted
from pipeline.publish.batch import Batch
from pipeline.publish.job import DocumentResult, FileResult, State
from pipeline.publish.storage import remote

_LONGEST = 100
"""Most rows of a table; a longer one is given as totals by format."""

_RIGHT = frozenset({"pages", "size", "seconds", "files"})


def summary(batch: Batch) -> str:
    """Table of files and one line of totals."""
    files = [(result, file) for result in batch.results for file in result.files]
    rows = _totals(files) if len(files) > _LONGEST else [_row(result, file) for result, file in files]
    return "\n".join([*columns(rows), *([""] if rows else []), _last_line(batch, files)])


def _row(result: DocumentResult, file: FileResult) -> dict[str, str]:
    return {
        "document": result.name,
        "format": file.format,
        "path": shown(file.path) if file.state is not State.FAILED else "-",
        "pages": str(file.pages or "-"),
        "size": f"{file.size:,}" if file.size else "-",
        "seconds": f"{file.seconds:.2f}" if file.state is State.BUILT else str(file.state),
    }


def _totals(files: list[tuple[DocumentResult, FileResult]]) -> list[dict[str, str]]:
    """One row a format."""
    rows = []
    for format in dict.fromkeys(file.format for _, file in files):
        chosen = [file for _, file in files if file.format == format]
        rows.append({
            "format": format,
            **{str(state): str(sum(f.state is state for f in chosen)) for state in State},
            "pages": f"{sum(f.pages or 0 for f in chosen):,}",
            "size": f"{sum(f.size for f in chosen):,}",
            "seconds": f"{sum(f.seconds for f in chosen):.2f}",
        })  # fmt: skip
    return rows


def _last_line(batch: Batch, files: list[tuple[DocumentResult, FileResult]]) -> str:
    built = [result for result in batch.results if result.state is not State.UNCHANGED]
    counts = ", ".join(f"{batch.count(state)} {state}" for state in State if batch.count(state))
    rate = f", {len(built) / batch.seconds:.1f} documents/s" if batch.seconds >= 1 and built else ""
    over = f"; {counted(batch.passed_over, 'file')} passed over, not XML" if batch.passed_over else ""
    lost = sum(1 for _, f in files if f.failure and f.failure.lost_words)
    words = f"; {counted(lost, 'file')} lost words" if lost else ""
    letters = sum(int(f.proof.get("unordered", 0)) for _, f in files)
    partly = f"; {letters:,} right-to-left words in PDF proved by their letters only" if letters else ""
    documents = counted(len(batch.results), "document")
    return f"{documents}: {counts or 'none'} in {batch.seconds:.2f} s{rate}{over}{words}{partly}"


def columns(rows: Sequence[dict[str, str]]) -> Iterable[str]:
    """Rows as aligned lines under their heads; figures to the right."""
    if not rows:
        return
    heads = list(rows[0])
    widths = {head: max(len(head), *(len(row[head]) for row in rows)) for head in heads}
    for row in ({head: head for head in heads}, *rows):
        cells = (row[h].rjust(widths[h]) if h in _RIGHT else row[h].ljust(widths[h]) for h in heads)
        yield "  ".join(cells).rstrip()


def shown(path: str) -> str:
    """A path as a user reads it: from the working folder where it lies in it."""
    if remote(path):
        return path
    absolute = Path(path).absolute()
    return str(absolute.relative_to(Path.cwd())) if absolute.is_relative_to(Path.cwd()) else path
