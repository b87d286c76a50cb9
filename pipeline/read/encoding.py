"""Every file as UTF-8, whatever its encoding.

Reads the bytes of an XML file. Gives them in UTF-8, with the declaration saying so: both parsers then read the same
characters, and offsets and columns mean the same everywhere. The files of the United Nations are UTF-8 (akn4un-profile
1) and are given back untouched.
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
"""First bytes that tell the encoding (XML 1.0, appendix F); the longer ones first."""

_DECLARED = re.compile(rb"""<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']""")
_NAME = re.compile(r"""(<\?xml\s[^>]*?encoding\s*=\s*["'])[^"']*""")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_REFERENCE = re.compile("&#(x[0-9A-Fa-f]+|[0-9]+);")
_PLAIN = frozenset({"utf-8", "ascii"})


def as_utf8(data: bytes, path: Path) -> bytes:
    """The file in UTF-8. Raises MalformedError where its encoding is unknown or does not fit its bytes."""
    name = next((name for mark, name in _MARKS if data.startswith(mark)), "") or _declared(data)
    try:
        codec = codecs.lookup(name).name
        if codec in _PLAIN:
            return data
        text = data.decode(codec)
    except LookupError as error:
        raise _fault(f"the encoding “{name}” cannot be read", path) from error
    except UnicodeError as error:
        raise _fault(f"the file is not written in the encoding “{name}”, as its beginning says", path) from error
    return _NAME.sub(r"\1UTF-8", text.removeprefix("\ufeff"), count=1).encode("utf-8", "surrogatepass")


def as_characters(data: bytes) -> bytes:
    """A malformed file with nothing in it but characters of XML, for recovery, which would let the others through.

    What is no UTF-8 becomes the sign for that (U+FFFD); a control character goes, a form feed becomes a blank.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    clean = _REFERENCE.sub(_referred, _CONTROLS.sub(lambda found: " " if found[0] in "\v\f" else "", text))
    return data if clean == text and "\ufffd" not in text else clean.encode("utf-8")


def _referred(found: re.Match[str]) -> str:
    """A character reference as it is, or nothing for one to no character of XML."""
    code = int(found[1][1:], 16) if found[1][0] == "x" else int(found[1])
    legal = code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
    return found[0] if legal else ""


def _declared(data: bytes) -> str:
    """The encoding that the XML declaration names, UTF-8 where it names none."""
    found = _DECLARED.match(data)
    return found[1].decode("ascii") if found else "utf-8"


def _fault(what: str, path: Path) -> MalformedError:
    return MalformedError(what, place=Place(path, 1, 1), remedy="save the file as UTF-8")
