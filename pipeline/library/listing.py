"""The list of texts: works, expressions, identity, state of their outputs.

Reads `source/` and the record of `dist/`. Gives rows of a table.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.akn.identification import Identification, document_element
from pipeline.errors import PipelineError
from pipeline.library.expressions import Expression, expressions, project
from pipeline.publish.record import Record
from pipeline.read import Source, parse_file

_DUMMIES = ("0001-01-01", "1900-01-01")
"""Dates that stand for none (contract of the command line)."""


def listing(folder: Path | None = None) -> list[dict[str, str]]:
    """One row an expression: name, language, date, symbol, outputs in dist/, what is not assigned."""
    record = Record.load(str(project() / "dist"))
    return [_row(expression, record) for expression in expressions(folder)]


def _row(expression: Expression, record: Record) -> dict[str, str]:
    try:
        source = parse_file(expression.path)
        identity = _identity(source)
    except PipelineError as error:
        identity = {"language": "-", "date": "-", "symbol": "-", "not assigned": f"cannot be read: {error}"}
        return {"text": expression.name, "outputs": "-", **identity}
    built = _state(expression, source, record)
    return {"text": expression.name, "outputs": built, **identity}


def _state(expression: Expression, source: Source, record: Record) -> str:
    """Formats that the record has for these very bytes, "changed" for other ones, "not built"."""
    entry = record.documents.get(expression.name)
    if not entry:
        return "not built"
    if entry.get("source_sha256") != source.sha256:
        return "changed since built"
    formats = entry.get("formats") or {}
    good = [name for name, file in formats.items() if file.get("sha256")]
    return " ".join(good) or "failed"


def _identity(source: Source) -> dict[str, str]:
    """Language, date and symbol from metadata and cover page, and what stands there as not assigned."""
    from pipeline.prepare import prepare

    identity = prepare(source).identity
    given = next(iter(Identification(document_element(source.root)).expression.dates), "") or "-"
    return {
        "language": identity.language,
        "date": "-" if given in _DUMMIES else given,
        "symbol": identity.symbol_printed or identity.symbol or "-",
        "not assigned": ", ".join(identity.unassigned) or "-",
    }
