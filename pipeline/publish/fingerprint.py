"""What an output depends on besides its source: the project's code and data, the libraries, the settings.

Reads `pipeline/`, `templates/` and `source/schema/`. Gives hashes. Time stamps play no part.
"""

from __future__ import annotations

import hashlib
import platform
import zlib
from functools import cache
from importlib import metadata
from pathlib import Path

from pipeline.data import SCHEMA, TEMPLATES
from pipeline.publish.job import BuildSettings

_LIBRARIES = (
    "deflate", "lxml", "pyicu-wheels", "pypandoc-binary", "python-docx", "reportlab", "resvg-py", "segno",
    "uharfbuzz", "wcwidth",
)  # fmt: skip


@cache
def of_program() -> str:
    """Return the hash of everything that is the same for all documents: code, templates, fonts, library versions."""
    package = Path(__file__).resolve().parent.parent
    total = hashlib.sha256()
    for part in (platform.python_version(), zlib.ZLIB_RUNTIME_VERSION, *map(_version, _LIBRARIES)):
        total.update(f"{part}\n".encode())
    for folder, pattern in ((package, "**/*.py"), (TEMPLATES, "**/*"), (SCHEMA, "**/*")):
        for path in sorted(p for p in folder.glob(pattern) if p.is_file()):
            total.update(f"{path.relative_to(folder).as_posix()}\n".encode())
            with path.open("rb") as stream:
                total.update(hashlib.file_digest(stream, "sha256").digest())
    return total.hexdigest()


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "-"


def of_file(format: str, source_name: str, source_sha256: str, settings: BuildSettings) -> str:
    """Return the hash of all that decides the content of one output; `--no-proof` is not of it."""
    parts = (of_program(), format, source_name, source_sha256, settings.recover, settings.strict_glyphs, settings.date)
    return hashlib.sha256("\n".join(map(str, parts)).encode("utf-8", "surrogateescape")).hexdigest()
