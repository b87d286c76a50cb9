"""Writers and readers: one package per format, each a function from a prepared document to the bytes of a file.

Reads a `Document`, never Akoma Ntoso. Gives `Written`, and what is read back of a file. `FORMATS` is the one list of
formats: command line, proof, copies, site, preview and feeds read it. Wording and measures come from `pipeline.forms`.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from lxml import etree

from pipeline.data import TEMPLATES
from pipeline.document import Document
from pipeline.errors import DocumentError, UsageError
from pipeline.forms import form_for
from pipeline.layout.places import laid_out as decided
from pipeline.write import docx, html, pandoc, pdf, text
from pipeline.write.format import Agreement, Format, Options, Traits, Writer, Written
from pipeline.write.reading import FRAME, PageLook, Parts, Sort

__all__ = [
    "DEFAULT_FORMATS", "FORMATS", "FRAME", "PAGE", "PAGE_TEMPLATES", "PRINT", "REDLINES", "SIDE_BY_SIDE",
    "Agreement", "Format", "Options", "PageLook", "Parts", "Read", "Sort", "Traits", "Writer", "Written",
    "format_named", "laid_out", "links", "not_inert", "page_count", "parts", "read_back", "registry", "seen",
    "structured", "writer",
]  # fmt: skip

_LARGEST = 1 << 28
"""Most bytes in a zipped file, unpacked. Chosen: 256 MiB, against bombs."""


class Read(NamedTuple):
    """A file as a person sees it: its text, how its pages look, and its contents besides words, by kind."""

    seen: str
    pages: tuple[PageLook, ...]
    counts: Mapping[Sort, tuple[str, ...]]


def registry(formats: Iterable[Format]) -> dict[str, Format]:
    """Return the formats by name. Raises ValueError if two have one name, or one has no writer or no reader."""
    found: dict[str, Format] = {}
    for format in formats:
        if format.name in found:
            raise ValueError(f"two formats are named {format.name!r}")
        if ":" not in format.writer or ":" not in format.reader:
            raise ValueError(f"the format {format.name!r} needs a writer and a reader, each as module:function")
        found[format.name] = format
    return found


FORMATS: Mapping[str, Format] = registry((*pdf.FORMATS, *docx.FORMATS, *html.FORMATS, *text.FORMATS, *pandoc.FORMATS))
"""All formats by name, in the order in which they are listed everywhere."""
DEFAULT_FORMATS = tuple(name for name, format in FORMATS.items() if format.default)
REDLINES = tuple(name for name, format in FORMATS.items() if format.redlines)
SIDE_BY_SIDE = tuple(name for name, format in FORMATS.items() if format.side_by_side)
PAGE = html.FORMATS[0].name
PRINT = pdf.FORMATS[0].name
"""The format that site, preview and comparisons show as a page."""
PAGE_TEMPLATES = TEMPLATES / PAGE
"""The folder of its style sheets, which pages around it take over."""


def format_named(name: str) -> Format:
    """Return the format of this name. Raises UsageError if there is none."""
    if name not in FORMATS:
        raise UsageError(f"there is no format {name!r}", remedy=f"one of {', '.join(FORMATS)}")
    return FORMATS[name]


def writer(name: str) -> Writer:
    """Return the writer of a format. Raises UsageError if there is no such format. Loads its package on first use."""
    return format_named(name).write


def laid_out(document: Document) -> Document:
    """Return a document for which it is decided where its blocks are on pages, so that no writer decides it again.

    Raises TemplateError if its form is broken.
    """
    return decided(document, form_for(document.identity))


def seen(data: bytes, name: str, language: str) -> str:
    """Return the text of a file as a person meets it. Raises DocumentError if it cannot be read."""
    with _readable(data, name):
        return format_named(name).read(data, language).seen


def read_back(data: bytes, name: str, language: str, asked: Collection[Sort] = ()) -> Read:
    """Return the text as `seen` does, how each page looks, and the contents of the kinds in `asked`.

    No pages for a format without, and nothing of a kind that the format does not show. Raises as `seen`.
    """
    with _readable(data, name):
        format = format_named(name)
        reading = format.read(data, language)
        counts = {sort: reading.counted(sort) for sort in asked if sort in format.traits.shows}
        return Read(reading.seen, reading.pages, counts)


def structured(data: bytes, name: str, language: str) -> str:
    """Return the text in the order of the file's own structure; "" if it has none. Raises as `seen`."""
    with _readable(data, name):
        return format_named(name).read(data, language).structured


def parts(data: bytes, name: str, language: str) -> Parts:
    """Return the document's own text in a file. Raises DocumentError if it cannot be read."""
    with _readable(data, name):
        return format_named(name).read(data, language).parts


def links(data: bytes, name: str) -> tuple[str, ...]:
    """Return where the links of a file lead, `#` for a place in it; () for a format without links. Raises as `seen`."""
    with _readable(data, name):
        return format_named(name).read(data, "").counted(Sort.LINK)


def page_count(data: bytes, name: str) -> int | None:
    """Return the number of pages; None for a format without pages. Raises DocumentError if it cannot be read."""
    with _readable(data, name):
        return format_named(name).read(data, "").page_count


def not_inert(data: bytes, name: str, source: bytes) -> list[str]:
    """Return what in a file runs, fetches, or is not a mark of the document made of the XML `source`; in words.

    Raises DocumentError if the file cannot be read.
    """
    with _readable(data, name):
        return format_named(name).faults(data, source)


@contextmanager
def _readable(data: bytes, name: str) -> Iterator[None]:
    """Turn what a reader raises for a damaged or hostile file into DocumentError."""
    try:
        _refuse_bomb(data)
        yield
    except RecursionError as error:
        raise DocumentError(f"{name}: the file cannot be read: it is nested too deep") from error
    except (ValueError, KeyError, TypeError, OverflowError, etree.LxmlError, zipfile.BadZipFile, zlib.error) as error:
        raise DocumentError(f"{name}: the file cannot be read: {error}") from error


def _refuse_bomb(data: bytes) -> None:
    """Raise ValueError if unpacking would give more than any document has."""
    if not data.startswith(b"PK"):
        return
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if sum(entry.file_size for entry in package.infolist()) > _LARGEST:
            raise ValueError("it unpacks to more than any document has")
