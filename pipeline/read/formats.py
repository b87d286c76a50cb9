"""Identify a file that is not XML.

Reads the first bytes of a file. Gives a name for people ("a PDF file"), so that a message can say what was given.
"""

from __future__ import annotations

import re

_SIGNS = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG\r\n\x1a\n", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .xls)"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"7z\xbc\xaf", "a compressed file (7z)"),
)
_ZIP = b"PK\x03\x04"
_INSIDE = ((b"word/", "a Word file"), (b"opendocument.text", "an OpenDocument text"), (b"epub+zip", "an EPUB book"))
_HEAD = 4096
"""Bytes in which the signs of a format are looked for. Chosen: the first block of a file."""
_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)


def other_format(data: bytes) -> str:
    """Return what these bytes are, where they are known to be no XML; "" for anything that may be XML or plain text."""
    if _HTML.match(data):
        return "an HTML page"
    if data.startswith(_ZIP):
        inside = (name for sign, name in _INSIDE if sign in data[:_HEAD])
        return next(inside, "a zip archive")
    return next((name for sign, name in _SIGNS if data.startswith(sign)), "")
