"""Small documents for the tests of the proof."""

from __future__ import annotations

from pathlib import Path

from pipeline.read import Source, parse_bytes

_HEAD = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="resolution">'
_FOOT = "</statement></akomaNtoso>"


def source(content: str) -> Source:
    """Return a document with this content, as if it were the file `sample.xml`."""
    return parse_bytes(f"{_HEAD}{content}{_FOOT}".encode(), Path("sample.xml"))


def body(content: str) -> Source:
    """Return a document whose main body has this content."""
    return source(f"<mainBody>{content}</mainBody>")
