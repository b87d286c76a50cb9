"""Every file as UTF-8, whatever its encoding.

Reads the bytes of an XML file. Gives them in UTF-8, with the declaration saying so: both parsers then read the same
characters, and offsets and columns mean the same everywhere. The files of the United Nations are UTF-8 [corpus files]
and are given back untouched. Only encodings of a fixed list are read; where the first bytes and the declaration
disagree, the bytes are believed.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from pipeline.errors import MalformedError, Place

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0\0\0", "utf-32-le"), (b"\0\0\0<", "utf-32-be"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"),
)  # fmt: skip
"""First bytes of a file by which its encoding is detected (XML 1.0, appendix F); the longer ones first."""

_EBCDIC = b"\x4c\x6f\xa7\x94"
"""“<?xm” in the encodings of old mainframes."""

_DECLARATION = re.compile(rb"""((?:\xef\xbb\xbf)?<\?xml\s[^>]*?encoding\s*=\s*["'])([^"'<>]*)""")

_UNITS = frozenset(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"))
"""Encodings of two or four bytes a character: a declaration that can be read byte by byte names them wrongly."""

_ACCEPTED = _UNITS | frozenset((
    "utf-8", "utf-8-sig", "ascii", "koi8-r", "koi8-u", "tis-620", "cp874", "cp932", "cp949", "cp950",
    "big5", "big5hkscs", "gb2312", "gbk", "gb18030", "shift_jis", "euc_jp", "iso2022_jp", "euc_kr",
    *(f"iso8859-{part}" for part in range(1, 17)), *(f"cp{page}" for page in range(1250, 1259)),
))  # fmt: skip
"""Encodings that are read, by Python's names: those that text is written in. Others turn one text into another
(unicode_escape, utf-7), or take a time that grows with the square of the length (punycode)."""

_LONGEST = 40
"""Characters of a name that are quoted. Chosen: fits a message of one line."""

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_REFERENCE = re.compile("&#(x[0-9A-Fa-f]+|[0-9]+);")
_PLAIN = frozenset(("utf-8", "utf-8-sig", "ascii"))


def as_utf8(data: bytes, path: Path | str) -> bytes:
    """Return the file in UTF-8. Raises MalformedError if its encoding is not read or does not fit its bytes."""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    declared = _declared(data, path)
    codec = marked or ("utf-8" if declared in _UNITS else declared)
    if codec in _PLAIN:
        return data if declared in _PLAIN else _saying_so(data)
    text = _decoded(data, codec, path).encode("utf-8", "surrogatepass")
    _declared(text, path)
    return _saying_so(text)


def _decoded(data: bytes, codec: str, path: Path | str) -> str:
    try:
        return data.decode(codec).removeprefix("\ufeff")
    except UnicodeError as error:
        raise _fault(f"the file is not written in the encoding “{codec}”, as its beginning says", path) from error


def _declared(data: bytes, path: Path | str) -> str:
    """Return Python's name of the encoding in the XML declaration; "utf-8" if it names none."""
    found = _DECLARATION.match(data)
    name = found[2].decode("utf-8", "replace").strip() if found else "EBCDIC" if data.startswith(_EBCDIC) else "utf-8"
    try:
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        codec = ""
    if codec not in _ACCEPTED:
        raise _fault(f"the encoding “{name[:_LONGEST]}” cannot be read", path)
    return codec


def _saying_so(text: bytes) -> bytes:
    """Return a file in UTF-8 with a declaration that names this encoding."""
    return _DECLARATION.sub(rb"\1UTF-8", text, count=1) if _DECLARATION.match(text) else text


def as_characters(data: bytes) -> bytes:
    """Return a malformed file with nothing in it but characters of XML, for recovery, which would let the others
    through.

    What is not UTF-8 becomes the sign for that (U+FFFD); a control character goes, a form feed becomes a space.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    clean = _REFERENCE.sub(_referred, _CONTROLS.sub(lambda found: " " if found[0] in "\v\f" else "", text))
    return data if clean == text and "\ufffd" not in text else clean.encode("utf-8")


def _referred(found: re.Match[str]) -> str:
    """Return a character reference as it is, or nothing for one to no character of XML."""
    code = int(found[1][1:], 16) if found[1][0] == "x" else int(found[1])
    legal = code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
    return found[0] if legal else ""


def _fault(what: str, path: Path | str) -> MalformedError:
    return MalformedError(what, place=Place(path, 1, 1), remedy="save the file as UTF-8")
