"""The reader of each format.

Reads the bytes of a file and the name of its format. Gives its `Content`. `FLOORS` says on which basis a file of a
format must at least agree with its document.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable

from lxml import etree

from pipeline.distribution.content import Basis, Content
from pipeline.distribution.markup import content_of_epub, content_of_html
from pipeline.distribution.office import content_of_docx, content_of_odt
from pipeline.distribution.pdf import content_of_pdf
from pipeline.distribution.plain import content_of_md, content_of_text
from pipeline.errors import DocumentError

FLOORS = {
    "html": Basis.SEQUENCE,
    "docx": Basis.SEQUENCE,
    "epub": Basis.SEQUENCE,
    "odt": Basis.SEQUENCE,
    "md": Basis.SEQUENCE,
    "txt": Basis.LETTERS,
    "flow.txt": Basis.WORDS,
    "pdf": Basis.LETTERS,
}

_ZIPS = frozenset(("docx", "epub", "odt"))
_LARGEST = 1 << 28
"""Most bytes in a zipped document, unpacked."""

_READERS: dict[str, Callable[[bytes], Content]] = {
    "html": content_of_html,
    "docx": content_of_docx,
    "epub": content_of_epub,
    "odt": content_of_odt,
    "md": content_of_md,
    "pdf": content_of_pdf,
}


def content_of(data: bytes, format: str, language: str) -> Content:
    """The content of a file; `language` is BCP 47. Raises DocumentError where it cannot be read."""
    try:
        if format in ("txt", "flow.txt"):
            return content_of_text(data, language)
        if format in _ZIPS:
            _refuse_bomb(data)
        return _READERS[format](data)
    except RecursionError as error:
        raise DocumentError(f"{format}: the file cannot be read: it is nested too deep") from error
    except (ValueError, KeyError, etree.LxmlError, zipfile.BadZipFile, zlib.error) as error:
        raise DocumentError(f"{format}: the file cannot be read: {error}") from error


def _refuse_bomb(data: bytes) -> None:
    """Raise ValueError where unpacking would give more than any document has."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if sum(entry.file_size for entry in package.infolist()) > _LARGEST:
            raise ValueError("it unpacks to more than any document has")
