"""The command `list`.

Reads `source/` and `dist/`. Gives a table on standard output.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.cli import machine
from pipeline.cli.tables import columns
from pipeline.errors import ExitStatus

if TYPE_CHECKING:
    from pipeline.library.listing import Listed


def list_texts(*, json: bool) -> ExitStatus:
    """List works and expressions: identity, state of their outputs in dist/, what is not assigned."""
    from pipeline.library.listing import listing

    texts = listing()
    if json:
        machine.show("list", texts=[_facts(text) for text in texts])
    elif texts:
        print("\n".join(columns([_row(text) for text in texts])))
    else:
        print("there is no text in source/")
    return ExitStatus.DONE


def _row(text: Listed) -> dict[str, str]:
    return {
        "text": text.expression.name,
        "language": text.language or "-",
        "date": text.date or "-",
        "symbol": text.symbol or "-",
        "not assigned": f"cannot be read: {text.error}" if text.error else ", ".join(text.unassigned) or "-",
        "outputs": " ".join(text.formats) or str(text.built),
    }


def _facts(text: Listed) -> dict[str, Any]:
    return {
        "text": text.expression.name,
        "work": text.expression.work,
        "expression": text.expression.expression,
        "path": str(text.expression.path),
        "language": text.language or None,
        "date": text.date or None,
        "symbol": text.symbol or None,
        "not_assigned": list(text.unassigned),
        "state": str(text.built),
        "formats": list(text.formats),
        "error": text.error or None,
    }
