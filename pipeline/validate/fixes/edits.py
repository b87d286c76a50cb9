"""Minimal edits of a file's bytes.

Reads bytes. Gives `TextEdit`, `apply` and `difference`; everything outside the edits stays as it is.
"""

from __future__ import annotations

import difflib
import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

_TAGS = re.compile(rb"<!--.*?-->|<\?.*?\?>|<[^<>]*>", re.DOTALL)
_INVISIBLE = re.compile("[\\s\u00a0\u202f\u00ad\u200b\ufeff]+")


@dataclass(frozen=True, slots=True, order=True)
class TextEdit:
    """Bytes `begin` to `end` become `new`; `why` is reported to the user."""

    begin: int
    end: int
    new: bytes = b""
    why: str = ""


def apply(data: bytes, edits: Iterable[TextEdit]) -> tuple[bytes, list[TextEdit]]:
    """Return (the bytes with the edits made, the edits that were made); of two that overlap the first is made."""
    made: list[TextEdit] = []
    pieces: list[bytes] = []
    at = 0
    for edit in sorted(set(edits)):
        if edit.begin < at:
            continue
        pieces += [data[at : edit.begin], edit.new]
        at = edit.end
        made.append(edit)
    return b"".join([*pieces, data[at:]]), made


def difference(before: bytes, after: bytes, name: str) -> str:
    """Return the unified difference without context; "" if nothing changed."""
    old = before.decode("utf-8", "replace").splitlines()
    new = after.decode("utf-8", "replace").splitlines()
    lines = difflib.unified_diff(old, new, name, f"{name} (fixed)", n=0, lineterm="")
    return "".join(f"{line}\n" for line in lines)


def bare_text(data: bytes) -> str:
    """Return all characters of the text, without tags, spaces and characters without width: what a fix must not change.

    >>> bare_text(b"<p>one &amp; <b>t</b>wo</p>")
    'one&two'
    """
    text = html.unescape(_TAGS.sub(b"", data).decode("utf-8", "replace"))
    return _INVISIBLE.sub("", text)
