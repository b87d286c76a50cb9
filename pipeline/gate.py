"""The gate: the one place that parses XML, whatever it comes from.

Reads bytes in UTF-8. Gives the root element. What declares something is refused, however it is parsed: a DOCTYPE, and
an entity that is not one of the five of XML. Whatever encoding a declaration names, the bytes are read as UTF-8, so
that nobody can show one text to this parser and another to the next. Nothing is fetched from disk or network.
"""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from pipeline.errors import Place, RefusedInputError

_BEFORE_DOCTYPE = re.compile(rb"(?:\xef\xbb\xbf)?(?>\s+|<\?(?>.*?\?>)|<!--(?>.*?-->))*+(?=<!DOCTYPE)", re.DOTALL)
"""Prolog before a DOCTYPE. Nothing in it is tried twice: the time grows with the length of the prolog."""

_DOCTYPE = b"<!DOCTYPE"
_HTML = b"<!DOCTYPE html>"
_SILENT = re.compile(rb"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)", re.DOTALL)
"""Ranges without references; one that never ends reaches to the end of the file."""
_REFERENCE = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z_:\x80-\xff][\w:.\x80-\xff-]*+);")


def parsed(
    data: bytes,
    path: Path | str | None = None,
    *,
    recover: bool = False,
    huge: bool = False,
    html: bool = False,
    comments: bool = True,
) -> tuple[etree._Element | None, etree._ListErrorLog]:
    """Return the root element (None if recovery finds none) and the complaints of the parser.

    `path` is named in messages; `recover` goes on after faults; `huge` lifts libxml2's limits; `html` lets the bare
    `<!DOCTYPE html>` of an XHTML page pass; without `comments`, comments and instructions are left out.
    Raises RefusedInputError for a DOCTYPE or an entity, and lxml's XMLSyntaxError for what is not well-formed.
    """
    _refuse_declared(data, path, recover, html)
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=huge, recover=recover,
        remove_comments=not comments, remove_pis=not comments,
    )  # fmt: skip
    root: etree._Element | None = etree.fromstring(data, parser)
    if root is not None:
        _refuse_found(root, data, path, html)
    return root, parser.error_log


def _refuse_declared(data: bytes, path: Path | str | None, recover: bool, html: bool) -> None:
    """Raise for what the bytes show, at its place: a DOCTYPE, and, as recovery drops them, references to entities."""
    if _DOCTYPE in data and not (html and _bare(data)) and (found := _BEFORE_DOCTYPE.match(data)):
        raise _doctype(data, found.end(), path)
    if recover and b"&" in data:
        seen = _SILENT.sub(lambda silent: b" " * len(silent[0]), data)
        reference = _REFERENCE.search(seen)
        if reference:
            raise _entity(reference[1].decode("utf-8", "replace"), place_of(data, reference.start(), path))


def _refuse_found(root: etree._Element, data: bytes, path: Path | str | None, html: bool) -> None:
    """Raise for what the tree has: the parser may have found what the bytes did not show. An entity is in the tree only
    if the bytes have a reference.
    """
    if root.getroottree().docinfo.internalDTD is not None and not (html and _bare(data)):
        raise _doctype(data, max(0, data.find(_DOCTYPE)), path)
    for entity in root.iter(etree.Entity) if _REFERENCE.search(data) else ():
        raise _entity(str(entity.text).strip("&;"), None if path is None else Place(path))


def _bare(data: bytes) -> bool:
    """Return True if the one DOCTYPE is that of a page, which declares nothing."""
    return data.count(_DOCTYPE) == 1 and _HTML in data


def place_of(data: bytes, byte: int, path: Path | str | None) -> Place | None:
    """Return the line and column (in characters) of an offset in bytes; None without a path."""
    if path is None:
        return None
    begin = data.rfind(b"\n", 0, byte) + 1
    before = data[begin:byte].decode("utf-8", "replace").removeprefix("\ufeff")
    return Place(path, data.count(b"\n", 0, byte) + 1, len(before) + 1)


def _doctype(data: bytes, byte: int, path: Path | str | None) -> RefusedInputError:
    what, remedy = "the file has a DOCTYPE", "remove the DOCTYPE and its entities"
    return RefusedInputError(what, place=place_of(data, byte, path), remedy=remedy)


def _entity(name: str, place: Place | None) -> RefusedInputError:
    return RefusedInputError(f"the entity &{name}; is not known in XML", place=place, remedy="write the text itself")
