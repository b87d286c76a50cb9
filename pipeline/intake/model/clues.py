"""Reads the bookmarks of this project's own Word files.

Their names are made of eIds. Gives part, role and level of a line if a bookmark names them. Files without such
bookmarks are read by styles, numbers and looks alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.document import MastheadRole, PartKind, Role

_NOTE = re.compile(r"(?:^|__)(?:authorialNote|note)(?:_|$)")
_PARTS = (
    (PartKind.APPENDIX, re.compile(r"appendix(?:_\d+)?|(?:att_\d+__){1,3}att_\d+")),
    (PartKind.ANNEX, re.compile(r"annex(?:_\d+)?|att_\d+")),
    (PartKind.COMPONENT, re.compile(r"part(?:_\d+)?|comp_\d+|cmpnts(?:_\d+)?__cmp_\d+|comp_\d+__part")),
    (PartKind.MAIN, re.compile(r"text")),
)
_SCOPE = re.compile(r"^cmpnts(?:_\d+)?__cmp_\d+__(?=[a-z])")
"""Beginning of the eIds within one document of a collection."""
_LEVEL = re.compile(r"(?:^|_)(?:list|sublist)(?=_|$)")
_POINT = re.compile(r"(?:^|_)(?:point|item|indent)_")
_TRUNCATED = re.compile(r"_[0-9a-f]{8}$")
_AGAIN = re.compile(r"^(.+)_\d+$")
_PREAMBULAR = re.compile(r"(?:^|__)(?:container|preamble|crossHeading)_\d+$")
_FORMULA = re.compile(r"(?:^|__)formula_\d+$")
_FIELD = re.compile(r"masthead_([a-z_]+?)(?:_\d+)?$")


class Clue(NamedTuple):
    """Meaning of the bookmarks of a line: the part that begins, role, level; None and 0 for what they do not say."""

    part: PartKind | None = None
    role: Role | None = None
    level: int = 0
    continues: bool = False
    """True for a further paragraph of the unit that an earlier line began."""


class Clues:
    """Reads the bookmarks of one file, in order."""

    def __init__(self) -> None:
        self._units: dict[str, tuple[Role | None, int]] = {}

    def of(self, bookmarks: Iterable[str]) -> Clue:
        """Return what the bookmarks of a line say."""
        part: PartKind | None = None
        role: Role | None = None
        level, continues = 0, False
        for name in bookmarks:
            found = part_of(name)
            if found is not None:
                part = found
            elif not _NOTE.search(name) and role is None:
                role, level, continues = self._unit(name)
        return Clue(part, role, level, continues)

    def _unit(self, name: str) -> tuple[Role | None, int, bool]:
        again = _AGAIN.match(name)
        before = self._units.get(again[1]) if again else None
        if before is not None:
            return (Role.ITEM_TEXT if before[1] else None), before[1], True
        role, level = _role(name)
        self._units[name] = (role, level)
        return role, level, False


def _role(name: str) -> tuple[Role | None, int]:
    if _FORMULA.search(name):
        return Role.FORMULA, 0
    if _PREAMBULAR.search(name):
        return Role.PREAMBULAR, 0
    if _POINT.search(name) and not _TRUNCATED.search(name):
        return Role.ITEM, len(_LEVEL.findall(name[: _last_point(name)]))
    return None, 0


def _last_point(name: str) -> int:
    return max(match.start() for match in _POINT.finditer(name)) + 1


def part_of(name: str) -> PartKind | None:
    """Return the kind of the part that a bookmark names; None for every other bookmark."""
    own = _SCOPE.sub("", name)
    return next((kind for kind, pattern in _PARTS if pattern.fullmatch(own)), None)


def field_of(bookmarks: Iterable[str]) -> MastheadRole | None:
    """Return the field of the masthead that bookmarks name."""
    for name in bookmarks:
        match = _FIELD.match(name)
        role = match[1].replace("_", "-") if match else ""
        if role in {each.value for each in MastheadRole}:
            return MastheadRole(role)
    return None
