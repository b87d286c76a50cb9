"""Writers: one room per format, each a function from a prepared document to the bytes of a file.

Reads a `Document`, never Akoma Ntoso. Gives `Written`. Wording and measures come from `pipeline.forms`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from pipeline.document import Document
from pipeline.errors import UsageError


@dataclass(frozen=True, slots=True)
class Written:
    """What a writer gives: the file, its number of pages where it has pages, and what it could only draw plainly."""

    data: bytes
    pages: int | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """What may differ between two writings of one document; `attachment` is the source file, attached as it is."""

    attachment: bytes = b""
    strict_glyphs: bool = False


Writer = Callable[[Document, Options], Written]

_MODULES = {
    "pdf": ("pipeline.write.pdf", "write"),
    "docx": ("pipeline.write.docx", "write"),
    "html": ("pipeline.write.html", "write"),
    "txt": ("pipeline.write.text", "write"),
    "flow.txt": ("pipeline.write.text", "write_flow"),
    "md": ("pipeline.write.pandoc", "write_md"),
    "epub": ("pipeline.write.pandoc", "write_epub"),
    "odt": ("pipeline.write.pandoc", "write_odt"),
}
FORMATS = tuple(_MODULES)
DEFAULT_FORMATS = ("pdf", "docx", "html", "txt")


def writer(format: str) -> Writer:
    """The writer of a format. Raises UsageError for a format that there is not. Loads its room on first use."""
    if format not in _MODULES:
        raise UsageError(f"there is no format {format!r}", remedy=f"one of {', '.join(FORMATS)}")
    module, name = _MODULES[format]
    found: Writer = getattr(import_module(module), name)
    return found
