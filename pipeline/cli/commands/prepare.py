"""The command `prepare`: what was understood of a text, before any format.

Reads a text. Gives its prepared document on standard output, as an outline or as JSON.
"""

from __future__ import annotations

import sys

from pipeline.cli import machine
from pipeline.errors import ExitStatus


def prepare(*, name: str, json: bool) -> ExitStatus:
    """Print the prepared document."""
    from pipeline.document.dump import as_plain, outline
    from pipeline.library.sources import side

    document = side(name).document
    for warning in document.warnings:
        print(f"warning: {warning}", file=sys.stderr)
    if json:
        machine.show("prepare", document=as_plain(document))
    else:
        print("\n".join(outline(document)))
    return ExitStatus.DONE
