"""Objects of a PDF, and the operators of its pages, read strictly.

Reads bytes. Gives values of Python: dict, list, `Name`, `Ref`, bytes for strings, float for numbers, bool and None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Value = Any
"""An object of a PDF."""


class Name(str):
    """A name: `/Type` is Name("Type")."""

    __slots__ = ()


class Ref(int):
    """The number of an object that is referred to."""

    __slots__ = ()


class Operator(str):
    """An operator of a page: `TJ`."""

    __slots__ = ()


_TOKEN = re.compile(
    rb"[\0\t\n\f\r ]*(?:(?P<sign><<|>>|[\[\]])|/(?P<name>[^\0\t\n\f\r ()<>\[\]{}/%]*)|(?P<string>\()"
    rb"|<(?P<hex>[0-9A-Fa-f\s]*)>|(?P<ref>\d+ 0 R)(?![A-Za-z])|(?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?)"
    rb"|(?P<word>[A-Za-z'\"*][A-Za-z0-9*]*))"
)
_WORDS = {b"true": True, b"false": False, b"null": None}
_STRING_PART = re.compile(rb"[^()\\]+|\\(?:[0-7]{1,3}|.)|[()]", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b""}
_DEEPEST = 100
"""Arrays and dictionaries inside each other. Chosen: below Python's limit of recursion."""


class Reader:
    """Reads one object after the other."""

    def __init__(self, data: bytes, at: int = 0) -> None:
        """`at`: where to begin."""
        self.data, self.at = data, at

    def value(self, depth: int = 0) -> Value:
        """Return the next object, an `Operator` for a word. Raises ValueError if there is none."""
        if depth > _DEEPEST:
            raise ValueError("its objects are nested too deep")
        token = _TOKEN.match(self.data, self.at)
        if token is None:
            raise ValueError("there is something in it that is not an object of a PDF")
        self.at = token.end()
        kind, found = token.lastgroup, token[token.lastgroup or 0]
        if kind == "sign":
            return self._collection(found, depth)
        if kind == "name":
            return Name(re.sub(rb"#([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), found).decode("latin-1"))
        if kind == "string":
            return self._string()
        if kind == "hex":
            digits = b"".join(found.split())
            return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
        if kind == "ref":
            return Ref(found.split()[0])
        if kind == "number":
            return float(found)
        return _WORDS[found] if found in _WORDS else Operator(found.decode())

    def _collection(self, sign: bytes, depth: int) -> Value:
        """Return a list or a dictionary."""
        end = {b"[": b"]", b"<<": b">>"}.get(sign)
        if end is None:
            raise ValueError("a list or dictionary of it ends before it begins")
        items: list[Value] = []
        while not self._ends(end):
            items.append(self.value(depth + 1))
        if sign == b"[":
            return items
        keys = items[::2]
        if len(items) % 2 or not all(isinstance(key, Name) for key in keys) or len(set(keys)) != len(keys):
            raise ValueError("a dictionary of it has a key twice, or something else than a name as key")
        return dict(zip(keys, items[1::2], strict=True))

    def _ends(self, sign: bytes) -> bool:
        token = _TOKEN.match(self.data, self.at)
        if token is None or token["sign"] != sign:
            return False
        self.at = token.end()
        return True

    def _string(self) -> bytes:
        parts, depth = [], 1
        while depth:
            part = _STRING_PART.match(self.data, self.at)
            if part is None:
                raise ValueError("a string of it has no end")
            self.at = part.end()
            found = part[0]
            depth += {b"(": 1, b")": -1}.get(found, 0)
            parts.append(_unescaped(found) if found[:1] == b"\\" else found)
        return b"".join(parts)[:-1]

    @property
    def is_done(self) -> bool:
        """True if only white space is left."""
        return not self.data[self.at :].strip(b"\0\t\n\f\r ")


def _unescaped(part: bytes) -> bytes:
    rest = part[1:]
    return bytes([int(rest, 8) & 255]) if rest[:1].isdigit() else _ESCAPES.get(rest, rest)


def operations(stream: bytes) -> Iterator[tuple[str, list[Value]]]:
    """Yield the operators of a page with what is before each. Raises ValueError."""
    reader = Reader(stream)
    before: list[Value] = []
    while not reader.is_done:
        value = reader.value()
        if isinstance(value, Operator):
            yield value, before
            before = []
        else:
            before.append(value)
    if before:
        raise ValueError("a page of it ends before its last operator")
