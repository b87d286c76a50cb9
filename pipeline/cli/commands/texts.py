"""The command `list`.

Reads `source/` and `dist/`. Gives a table on standard output.
"""

from __future__ import annotations

from pipeline.errors import ExitStatus
from pipeline.publish.table import columns


def list_texts() -> ExitStatus:
    """List works and expressions: identity, state of their outputs in dist/, what is not assigned."""
    from pipeline.library.listing import listing

    rows = listing()
    print("\n".join(columns(rows)) if rows else "there is no text in source/")
    return ExitStatus.DONE
