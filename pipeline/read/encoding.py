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


def _declared(data: bytes) -> str:
    """The encoding that the XML declaration names, UTF-8 where it names none."""
    found = _DECLARED.match(data)
    return found[1].decode("ascii") if found else "utf-8"


def _fault(what: str, path: Path) -> MalformedError:
    return MalformedError(what, place=Place(path, 1, 1), remedy="save the file as UTF-8")
