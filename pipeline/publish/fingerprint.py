"""What an output depends on besides its source: the project's code and data, the libraries, the settings.

Reads `pipeline/`, `templates/` and `source/schema/`. Gives hashes. Time stamps play no part.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import platform
import sys
import zlib
from functools import cache
from pathlib import Path

from pipeline.data import SCHEMA, TEMPLATES
from pipeline.publish.job import BuildSettings

_LIBRARIES = (
    "deflate", "lxml", "pyicu-wheels", "pypandoc-binary", "python-docx", "reportlab",
    "resvg-py", "uharfbuzz", "wcwidth", "zxing-cpp",
)  # fmt: skip


@cache
def of_program() -> str:
    """Return the hash of everything that is the same for all documents: code, templates, fonts, library versions."""
    package = Path(__file__).resolve().parent.parent
    total = hashlib.sha256()
    for part in (platform.python_version(), zlib.ZLIB_RUNTIME_VERSION, *map(_version, _LIBRARIES)):
        total.update(f"{part}\n".encode())
    for folder, suffix in ((package, ".py"), (TEMPLATES, ""), (SCHEMA, "")):
        for name, path in _files(str(folder), suffix):
            data = _bytes(path)
            total.update(f"{name}\n{len(data)}\n".encode())
            total.update(data)
    return total.hexdigest()


def _bytes(path: str) -> bytes:
    """Return a file; without the layers of `open`, reading 700 files takes two thirds of the time."""
    with io.FileIO(path) as file:
        return file.readall()


def _files(folder: str, suffix: str) -> list[tuple[str, str]]:
    """Return the files below a folder whose names end so, sorted: name with slashes from there, and path."""
    found = []
    for place, _, names in os.walk(folder):
        inside = place[len(folder) :].replace(os.sep, "/")
        found += [(f"{inside}/{name}", f"{place}{os.sep}{name}") for name in names if name.endswith(suffix)]
    return sorted(found)


def _version(library: str) -> str:
    """Return the version of an installed library, "-" for one that is not."""
    known = _installed().get(library.replace("-", "_"))
    if known:
        return known
    from importlib import metadata

    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "-"


@cache
def _installed() -> dict[str, str]:
    """Return the versions of what was installed from wheels, by the names of their folders (`lxml-6.0.0.dist-info`).

    `importlib.metadata` says the same, but loads a reader of e-mail and reads a file for each.
    """
    found = {}
    for folder in reversed(sys.path):
        with contextlib.suppress(OSError):
            for entry in Path(folder or ".").iterdir():
                if entry.suffix == ".dist-info":
                    name, _, version = entry.stem.rpartition("-")
                    found[name.lower().replace("-", "_")] = version
    return found


def of_file(format: str, source_name: str, source_sha256: str, settings: BuildSettings) -> str:
    """Return the hash of all that decides the content of one output; `--no-proof` is not of it."""
    decisive = (settings.recover, settings.strict_glyphs, settings.plain, settings.date)
    parts = (of_program(), format, source_name, source_sha256, *decisive)
    return hashlib.sha256("\n".join(map(str, parts)).encode("utf-8", "surrogateescape")).hexdigest()
