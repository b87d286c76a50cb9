"""Faults of well-formedness: all of a file, each at its place, with the cause.

Reads bytes. Gives `WellformedFault`s. XML parsers stop at the first fault or name its consequence; this pass pairs the
tags itself and goes on.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from heapq import nsmallest

_TOKEN = re.compile(
    rb"""<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|</(?P<end>[^\s<>/]+)\s*>|"""
    rb"""<(?P<start>[A-Za-z_][^\s<>/="']*)(?P<attributes>(?:\s+[^\s=<>/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(?P<empty>/?)>"""
    rb"""|(?P<endless><!--|<!\[CDATA\[|<\?)|(?P<bare><)|(?P<amp>&)""",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(rb"""\s([^\s=<>/]+)\s*=\s*("[^"]*"|'[^']*')""")
_ENTITY = re.compile(rb"&(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9A-Fa-f]+);")
_NAMED = re.compile(rb"&[A-Za-z][A-Za-z0-9]{1,30};")
_FORBIDDEN = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_MOST = 50  # faults of one file that are listed
"""Chosen: the first ones cause the others."""


@dataclass(frozen=True, slots=True)
class WellformedFault:
    """One fault: where, what, what to do."""

    kind: str
    """`stray-end`, `unclosed`, `repeated-attribute`, `bare-sign`, `entity`, `not-utf-8`, `control`, `no-element`,
    `empty`, `endless`."""
    byte: int
    line: int
    column: int
    message: str
    suggestion: str
    eid: str = ""
    name: str = ""
    """Element or attribute it is about."""
    equal: bool = False
    """Of a repeated attribute: both have the same value."""


@dataclass(slots=True)
class _Open:
    name: str
    byte: int
    eid: str
    """Its own, or else that of the nearest element around it that has one."""
    blamed: bool = False
    """A stray end tag has been reported inside: that the element stays open is the consequence, not a second fault."""


_ENDLESS = {b"<!--": ("a comment", "-->"), b"<![CDATA[": ("a CDATA section", "]]>"), b"<?": ("an instruction", "?>")}


def faults(data: bytes) -> list[WellformedFault]:
    """Return all faults of well-formedness that pairing the tags shows, in the order of the file (at most 50)."""
    if not data.strip():
        return [_fault(data, "empty", 0, "the file is empty", "Give an Akoma Ntoso file.")]
    broken = _encoding(data)
    if broken:
        return [broken]
    first = nsmallest(_MOST, _Pairing(data).run(), key=lambda fault: fault.byte)
    return [_placed(data, fault) for fault in first]


def _encoding(data: bytes) -> WellformedFault | None:
    """Return the first byte that cannot be in UTF-8 XML; None if all can (or the file declares another encoding)."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or re.match(rb"<\?xml[^>]*encoding=.(?!utf-8|UTF-8)", data):
        return None
    first = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if first != b"<":
        return _fault(data, "no-element", 0, "this is not XML: it does not begin with “<”", "Give an XML file.")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _fault(data, "not-utf-8", error.start, "a byte here is not UTF-8", "Save the file as UTF-8.")
    control = _FORBIDDEN.search(data)
    if control:
        what = f"the control character U+{control[0][0]:04X} must not be in XML"
        return _fault(data, "control", control.start(), what, "Remove the character.")
    return None


class _Pairing:
    """Pairs start and end tags; a tag without partner is a fault and is passed over.

    Its faults have no line and column yet: a file may have a million, and few are reported.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.open: list[_Open] = []
        self.names: Counter[str] = Counter()
        self.lines = [found.end() for found in re.finditer(rb"\r\n|\n|\r", data)]

    def run(self) -> Iterator[WellformedFault]:
        for token in _TOKEN.finditer(self.data):
            if token["end"]:
                yield from self._end(token)
            elif token["start"]:
                yield from self._start(token)
            elif token["endless"]:
                yield self._endless(token)
                return
            elif token["bare"]:
                yield self._fault("bare-sign", token.start(), "this “<” begins no tag", "Write &lt; or fix the tag.")
            elif token["amp"] and not _ENTITY.match(self.data, token.start()):
                yield self._ampersand(token.start())
        for left in self.open:
            if not left.blamed:
                yield self._unclosed(left)

    def _endless(self, token: re.Match[bytes]) -> WellformedFault:
        what, end = _ENDLESS[token["endless"]]
        return self._fault("endless", token.start(), f"{what} begins here that never ends", f"End it with {end}.")

    def _ampersand(self, byte: int) -> WellformedFault:
        named = _NAMED.match(self.data, byte)
        if named:
            what = f"the entity {named[0].decode()} is not known in XML"
            return self._fault("entity", byte, what, "Write the character itself.")
        return self._fault("bare-sign", byte, "a bare “&” is here", "Write &amp;.")

    def _start(self, token: re.Match[bytes]) -> Iterator[WellformedFault]:
        values: dict[bytes, bytes] = {}
        for found in _ATTRIBUTE.finditer(token["attributes"] or b""):
            if found[1] in values:
                yield self._repeated(token.start("attributes") + found.start(1), found, values[found[1]], token)
            values.setdefault(found[1], found[2])
        if not token["empty"]:
            eid = values.get(b"eId", b'""')[1:-1].decode("utf-8", "replace")
            self.open.append(_Open(token["start"].decode(), token.start(), eid or self._eid()))
            self.names[self.open[-1].name] += 1

    def _repeated(self, byte: int, found: re.Match[bytes], first: bytes, token: re.Match[bytes]) -> WellformedFault:
        name = found[1].decode()
        equal = "with the same value" if first == found[2] else "with another value"
        what = f"<{token['start'].decode()}> has the attribute {name} twice, {equal}"
        advice = "Remove one of the two." if first == found[2] else "Decide which value is true and remove the other."
        fault = self._fault("repeated-attribute", byte, what, advice, name)
        return replace(fault, equal=first == found[2])

    def _end(self, token: re.Match[bytes]) -> Iterator[WellformedFault]:
        name = token["end"].decode()
        if not self.names[name]:
            yield self._stray(name, token.start())
            return
        missing = []
        while self.open[-1].name != name:
            missing.append(self._closed())
        self._closed()
        if fresh := [one for one in missing if not one.blamed]:
            yield self._missing(name, fresh, token.start())

    def _closed(self) -> _Open:
        self.names[self.open[-1].name] -= 1
        return self.open.pop()

    def _eid(self) -> str:
        return self.open[-1].eid if self.open else ""

    def _line(self, byte: int) -> int:
        return bisect_right(self.lines, byte) + 1

    def _stray(self, name: str, byte: int) -> WellformedFault:
        if not self.open:
            return self._fault("stray-end", byte, f"</{name}> closes nothing: no element is open", "Remove it.", name)
        here = self.open[-1]
        here.blamed = True
        what = f"</{name}> closes nothing: open here is <{here.name}> of line {self._line(here.byte)}"
        return self._fault("stray-end", byte, what, f"Write </{here.name}>, or remove </{name}>.", name)

    def _missing(self, name: str, missing: list[_Open], byte: int) -> WellformedFault:
        tags = "".join(f"</{one.name}>" for one in missing)
        lines = ", ".join(str(self._line(one.byte)) for one in missing)
        what = f"before </{name}> {tags} is missing (opened in line {lines})"
        return self._fault("unclosed", byte, what, f"Insert {tags} before </{name}>.", tags)

    def _unclosed(self, left: _Open) -> WellformedFault:
        return self._fault(
            "unclosed", left.byte, f"<{left.name}> is never closed", f"Close it with </{left.name}>.", left.name
        )

    def _fault(self, kind: str, byte: int, message: str, suggestion: str, name: str = "") -> WellformedFault:
        return WellformedFault(kind, byte, 0, 0, message, suggestion, self._eid(), name)


def _fault(data: bytes, kind: str, byte: int, message: str, suggestion: str) -> WellformedFault:
    return _placed(data, WellformedFault(kind, byte, 0, 0, message, suggestion))


def _placed(data: bytes, fault: WellformedFault) -> WellformedFault:
    """Return the fault with its 1-based line and column, in characters."""
    before = data[: fault.byte].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    begin = before.rfind(b"\n") + 1
    column = len(before[begin:].decode("utf-8", "replace").lstrip("\ufeff")) + 1
    return replace(fault, line=before.count(b"\n") + 1, column=column)
