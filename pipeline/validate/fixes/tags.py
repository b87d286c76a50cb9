"""Fixes of files that are not well-formed.

Reads bytes. Gives versions of them that are well-formed, in the order in which they should be tried: a tag is renamed,
inserted or taken out, a repeated attribute removed; no text is touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from pipeline.validate.fixes.edits import TextEdit, apply
from pipeline.validate.run.wellformed import WellformedFault, faults

_DEPTH = 12  # faults of one file that are fixed
"""Chosen: a file with more is not a slip."""
_LEAVES = 24  # versions of one file that are tried
"""Chosen: bounds the time."""
_END_TAG = re.compile(rb"</([^\s<>/]+)\s*>")
_START_TAG = re.compile(rb"""<([A-Za-z_][^\s<>/="']*)(?:[^<>"']|"[^"]*"|'[^']*')*>""")
_ATTRIBUTE = re.compile(rb"""\s+[^\s=<>/]+\s*=\s*(?:"[^"]*"|'[^']*')""")
_REFUSED = {
    "not-utf-8": "which character was meant cannot be known",
    "control": "which character was meant cannot be known",
    "no-element": "this is not XML file",
    "empty": "there is nothing in the file",
    "entity": "the file does not say which character it stands for",
}

Version = tuple[bytes, tuple[TextEdit, ...]]


def wellformed_versions(data: bytes) -> Iterator[Version]:
    """Yield well-formed versions of malformed bytes with the edits that made them, the most likely first."""
    yield from islice(_versions(data, (), _DEPTH), _LEAVES)


def refusal(fault: WellformedFault) -> str:
    """Return why a fault of well-formedness is not fixed."""
    if fault.kind == "repeated-attribute":
        return "the attribute has two values, and which is true cannot be known"
    return _REFUSED.get(fault.kind, "no fix of the tags makes a valid document")


def _versions(data: bytes, made: tuple[TextEdit, ...], depth: int) -> Iterator[Version]:
    found = faults(data)
    if not found:
        yield data, made
        return
    if depth == 0:
        return
    for edits in _candidates(data, found[0]):
        fixed, done = apply(data, edits)
        if done:
            yield from _versions(fixed, (*made, *done), depth - 1)


def _candidates(data: bytes, fault: WellformedFault) -> Iterator[list[TextEdit]]:
    """Yield ways to fix one fault, the most likely first."""
    if fault.kind == "repeated-attribute" and fault.equal:
        yield [_without_attribute(data, fault)]
    elif fault.kind == "unclosed" and fault.name.startswith("</"):
        why = f"the missing {fault.name} inserted"
        yield [TextEdit(fault.byte, fault.byte, fault.name.encode(), why)]
    elif fault.kind == "bare-sign":
        sign = data[fault.byte : fault.byte + 1]
        new = b"&amp;" if sign == b"&" else b"&lt;"
        yield [TextEdit(fault.byte, fault.byte + 1, new, f"{sign.decode()} written as {new.decode()}")]
    elif fault.kind == "stray-end":
        yield from _stray_end(data, fault)


def _without_attribute(data: bytes, fault: WellformedFault) -> TextEdit:
    begin = fault.byte
    while data[begin - 1 : begin].isspace():
        begin -= 1
    found = _ATTRIBUTE.match(data, begin)
    end = found.end() if found else begin
    return TextEdit(begin, end, b"", f"the second {fault.name}, equal to the first, removed")


def _stray_end(data: bytes, fault: WellformedFault) -> Iterator[list[TextEdit]]:
    """Rename the end tag; fit the start tag to a run of end tags; take the end tag out."""
    run = _run_of_end_tags(data, fault.byte)
    opened = _open_before(data, fault.byte)
    if opened is not None and len(run) == 1:
        name = opened[1].decode()
        yield [TextEdit(run[0].start(), run[0].end(), f"</{name}>".encode(), f"</{fault.name}> corrected to </{name}>")]
    for length in range(len(run), 1, -1) if opened is not None else ():
        names = [one[1].decode() for one in run[:length]]
        tags = "".join(f"<{name}>" for name in reversed(names))
        why = f"<{opened[1].decode()}> corrected to {tags}, as its end tags say" if opened else ""
        yield [TextEdit(opened.start(), opened.end(), tags.encode(), why)] if opened else []
    yield [TextEdit(run[0].start(), run[0].end(), b"", f"the stray </{fault.name}> removed")]


def _run_of_end_tags(data: bytes, byte: int) -> list[re.Match[bytes]]:
    """Return the end tag at an offset and the end tags that follow it with nothing but spaces between."""
    run: list[re.Match[bytes]] = []
    at = byte
    while found := _END_TAG.match(data, at):
        run.append(found)
        at = found.end()
        while data[at : at + 1].isspace():
            at += 1
    return run


def _open_before(data: bytes, byte: int) -> re.Match[bytes] | None:
    """Return the start tag of the element that is open at an offset."""
    open_tags: list[re.Match[bytes]] = []
    for found in re.finditer(rb"<!--.*?-->|" + _END_TAG.pattern + rb"|" + _START_TAG.pattern, data[:byte], re.DOTALL):
        if found[0].startswith((b"<!--", b"<?")) or found[0].endswith(b"/>"):
            continue
        if found[0].startswith(b"</"):
            if open_tags and open_tags[-1][2] == found[1]:
                open_tags.pop()
        else:
            open_tags.append(found)
    if not open_tags:
        return None
    return _START_TAG.match(data, open_tags[-1].start())
