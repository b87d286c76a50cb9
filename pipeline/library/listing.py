"""The list of texts: works, expressions, identity, state of their outputs.

Reads `source/` and the record of `dist/`. Gives `Listed` texts.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pipeline.akn.identification import Identification, document_element
from pipeline.errors import PipelineError
from pipeline.library.expressions import Expression, expressions, project
from pipeline.prepare import prepare
from pipeline.publish.record import OutputRecord
from pipeline.read import Source, parse_file

_DUMMIES = ("0001-01-01", "1900-01-01")
"""Dates that stand for none [cli dates.floor]."""


class ListingState(StrEnum):
    """State of the outputs of a text in `dist/`."""

    NONE = "not built"
    BUILT = "built"
    CHANGED = "changed since built"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Listed:
    """An expression of `source/` and its state."""

    expression: Expression
    language: str = ""
    date: str = ""
    """ISO date; "" if it is a dummy or missing."""
    symbol: str = ""
    unassigned: tuple[str, ...] = ()
    built: ListingState = ListingState.NONE
    formats: tuple[str, ...] = ()
    """Formats that are built from the text as it is."""
    error: str = ""
    """Why the text cannot be read."""


def listing(folder: Path | None = None) -> list[Listed]:
    """Return every expression with its identity, the state of its outputs, and what is not assigned."""
    record = OutputRecord.load(str(project() / "dist"))
    return [_listed(expression, record) for expression in expressions(folder)]


def _listed(expression: Expression, record: OutputRecord) -> Listed:
    try:
        source = parse_file(expression.path)
        identity = prepare(source).identity
    except PipelineError as error:
        return Listed(expression, error=str(error))
    date = next(iter(Identification(document_element(source.root)).expression.dates), "")
    state, formats = _state(expression, source, record)
    return Listed(
        expression=expression,
        language=identity.language,
        date="" if date in _DUMMIES else date,
        symbol=identity.symbol_printed or identity.symbol,
        unassigned=identity.unassigned,
        built=state,
        formats=formats,
    )


def _state(expression: Expression, source: Source, record: OutputRecord) -> tuple[ListingState, tuple[str, ...]]:
    """Return the state of the outputs, and the formats that the record has for these very bytes."""
    entry = record.documents.get(expression.name)
    if not entry:
        return ListingState.NONE, ()
    if entry.get("source_sha256") != source.sha256:
        return ListingState.CHANGED, ()
    formats = tuple(name for name, file in (entry.get("formats") or {}).items() if file.get("sha256"))
    return (ListingState.BUILT if formats else ListingState.FAILED), formats
