"""Everything a worker needs, loaded before the first document.

Gives nothing: it is imported by the server from which workers are forked, so that each starts with the
modules of all packages in memory.
"""

from __future__ import annotations

import contextlib
from importlib import import_module

from pipeline.errors import PipelineError

for _room in ("pipeline.prepare", "pipeline.prove", "pipeline.publish.one_document", "pypdfium2"):
    with contextlib.suppress(ImportError):  # the document itself says what is missing
        import_module(_room)

with contextlib.suppress(ImportError, PipelineError):
    from pipeline.validate.model.schema import compiled

    compiled()

with contextlib.suppress(ImportError):
    from pipeline.write import DEFAULT_FORMATS, writer

    for _format in DEFAULT_FORMATS:
        with contextlib.suppress(ImportError, AttributeError):
            writer(_format)
