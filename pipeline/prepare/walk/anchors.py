"""Anchors: one unique, stable name for each block, from the eIds of the source.

Reads eIds as given ([corpus eid.3, eid.4]: they repeat between components and hold non-ASCII letters, quotes, spaces).
Gives names usable as HTML ids: letters and digits of any script, "_", "-", "."; unique in the document.
"""

from __future__ import annotations

import re

_BAD = re.compile(r"[^\w.\-]+")


class Anchors:
    """The anchors given so far; `scope` is put before every eId of a component."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}
        self.scope = ""
        self.first: dict[str, str] = {}
        """The first anchor given for each eId of the source: where a link to that eId leads."""

    def claim(self, eid: str, fallback: str = "block") -> str:
        """Return an anchor for `eid` that is not taken yet; made from `fallback` if the source gives no eId."""
        plain = eid.isascii() and eid.isidentifier()
        name = eid if plain else _BAD.sub("-", eid).strip("-") or fallback
        if not (name[0].isalpha() or name[0] == "_"):
            name = f"id-{name}"
        if self.scope:
            name = f"{self.scope}__{name}"
        count = self._taken.get(name, 0)
        self._taken[name] = count + 1
        anchor = name if not count else self._next(name, count + 1)
        if eid:
            self.first.setdefault(eid, anchor)
        return anchor

    def _next(self, name: str, number: int) -> str:
        while f"{name}.{number}" in self._taken:
            number += 1
        self._taken[name] = number
        self._taken[f"{name}.{number}"] = 1
        return f"{name}.{number}"
