"""Characters beyond U+FFFF as pdfium gives them: as two halves, which right-to-left words on the line turn round.

Reads text of pdfium. Gives it in characters; a half alone is left out.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterable

_HALF = re.compile("[\ud800-\udfff]")
_PAIRS = re.compile("[\ud800-\udbff][\udc00-\udfff]|((?:[\udc00-\udfff][\ud800-\udbff])+)")
"""The halves of a character; or of several, the second of each before the first."""


def in_characters(text: str) -> str:
    """Return text of a line, in which halves may be turned round, in characters and in order."""
    if text.isascii() or not _HALF.search(text):
        return text
    data = text.encode("utf-16-le", "surrogatepass")
    halves = "".join(map(chr, struct.unpack(f"<{len(data) // 2}H", data)))
    return _whole(_PAIRS.sub(_unturned, halves))


def joined(one: str, other: str) -> str:
    """Return the character of two halves, whichever is first; "" if they are not the halves of one."""
    return _whole("".join(sorted((one, other)))) if _HALF.match(one) and _HALF.match(other) else ""


def runs_right_to_left(chars: Iterable[str]) -> bool:
    """Return True if any of these characters is written from right to left."""
    return any(unicodedata.bidirectional(char) in ("R", "AL") for char in chars)


def _unturned(match: re.Match[str]) -> str:
    """Return the characters of halves that were turned round: all together, if they are not themselves of the words
    that run right to left.
    """
    if not match[1]:
        return match[0]
    chars = _whole(match[1][::-1])
    return chars[::-1] if runs_right_to_left(chars) else chars


def _whole(halves: str) -> str:
    return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
