"""Bookmark names made of anchors.

Reads anchors (eId characters, also Arabic or Chinese ones). Gives names that Word takes: at most 40 characters, ASCII
letters, digits and underscores, a letter first (an underscore would hide it), unique whatever the case of letters.
"""

from __future__ import annotations

import hashlib
import re

LIMIT = 40
"""Characters of the name of a bookmark (a limit of Word)."""
_OTHER = re.compile(r"[^A-Za-z0-9_]")
_DIGEST = 8
"""Digits of a hash at the end of a name that was cut. Chosen: 32 bits."""


class Bookmarks:
    """The bookmarks of one document: names and numbers."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()
        self._number = 0
        self._drawing = 0

    def name(self, anchor: str) -> str:
        """Return the name for `anchor`: the same for the same anchor, another for every other."""
        name = self._names.get(anchor)
        if name is None:
            name = escaped(anchor)
            if len(name) > LIMIT or name.casefold() in self._taken:
                name = _shortened(name, anchor)
            self._names[anchor] = name
            self._taken.add(name.casefold())
        return name

    def number(self) -> int:
        """Return the next number for the pair of marks around a bookmark."""
        self._number += 1
        return self._number

    def drawing(self) -> int:
        """Return the next number for a drawing."""
        self._drawing += 1
        return self._drawing


def escaped(anchor: str) -> str:
    """Return `anchor` in characters of a bookmark; others as `x` and a hexadecimal number ("point_أ" →
    "point_x0623").
    """
    name = anchor.replace("-", "_").replace(".", "_")
    name = _OTHER.sub(lambda m: f"x{ord(m.group()):04X}", name)
    return name if name[:1].isalpha() else f"b{name}"


def _shortened(name: str, anchor: str) -> str:
    digest = hashlib.sha256(anchor.encode("utf-8")).hexdigest()[:_DIGEST]
    return f"{name[: LIMIT - _DIGEST - 1]}_{digest}"
