"""Everything a worker needs, loaded before the first document.

Gives nothing: it is imported by the server from which workers are forked, so that each starts with the
modules of all packages in memory.
"""

from __future__ import annotations

import contextlib
from importlib import import_module

from pipeline.write import DEFAULT_FORMATS, format_named

_FORMATS = [format_named(name) for name in DEFAULT_FORMATS]
_LOADED_LATE = (
    "pipeline.prepare", "pipeline.prove", "pipeline.publish.one_document",
    "pipeline.validate.model.schema", "pypdfium2",
    *(home.partition(":")[0] for format in _FORMATS for home in (format.writer, format.reader)),
)  # fmt: skip

for _module in _LOADED_LATE:
    with contextlib.suppress(ImportError):  # the document itself says what is missing
        import_module(_module)
