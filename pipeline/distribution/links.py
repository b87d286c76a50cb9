"""The links of a document to the web and to mail, and those of a file.

Reads a `Document` with its XML, or what the reader of a format found in a file. Gives addresses, as far as they are
written in one way only. A link is not in the text, so the content hash does not have it.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from pipeline.document import Document, Heading, Inline, Text
from pipeline.write import links


def other_links(data: bytes, format: str, document: Document, source: bytes) -> list[str]:
    """Return the addresses to which a file leads and neither its document nor its XML does; none within the file.

    Raises DocumentError if the file cannot be read.
    """
    found = {address for address in links(data, format) if address and not address.startswith("#")}
    known = {_plain(inline.link.target) for inline in _inlines(document) if isinstance(inline, Text) and inline.link}
    other = sorted(address for address in found if _plain(address) not in known)
    text = _plain(unescape(source.decode("utf-8", "replace"))) if other else ""
    return [address for address in other if not any(f"{q}{_plain(address)}{q}" in text for q in "\"'")]


def _inlines(document: Document) -> Iterator[Inline]:
    """Yield the inlines of masthead, text and notes."""
    for field in document.masthead.fields if document.masthead else ():
        yield from field.inlines
    for heading in (block for block in document.blocks() if isinstance(block, Heading)):
        yield from (*heading.label, *heading.inlines)
    for paragraph in (*document.paragraphs(), *(p for note in document.notes for p in note.blocks)):
        yield from (*paragraph.label, *paragraph.inlines)


def _plain(address: str) -> str:
    return unquote(address).casefold()
