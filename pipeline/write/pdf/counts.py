"""What a PDF holds besides words, counted along its structure tree.

Reads the objects of a file. Gives tables, notes, marks and links, as `Reading.counted` has them. The objects are read
here as they are in the file, since the tree as pdfium gives it, page by page, parts what goes over a page. An element
counts if its parent names it among its children, a link if its annotation is on a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from pipeline.write.pdf.objects import RawObjects
from pipeline.write.reading import Sort, cells_of

_STRING = re.compile(rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)", re.DOTALL)
_KIND = re.compile(rb"/S\s*/(Table|TR|TD|TH|Note|Reference|Link|Lbl)\b")
_COUNTED_KIND = re.compile(rb"/S\s*/(Table|Note|Reference|Link)\b")
_KIDS = re.compile(rb"/K\s*(\[(?:[^\[\]]|\[[^\]]*\])*\]|\d+ 0 R)", re.DOTALL)
_PARENT = re.compile(rb"/P\s+(\d+) 0 R")
_REFERENCE = re.compile(rb"(\d+) 0 R")
_INNER = re.compile(rb"<<(?:[^<>]|<[0-9A-Fa-f\s]*>)*>>")
_TARGET = re.compile(rb"/Obj (\d+) 0 R")
_ADDRESS = re.compile(rb"/URI\s*(\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]+>)", re.DOTALL)
_ESCAPED = re.compile(rb"\\([()\\])")
_ANNOTATIONS = re.compile(rb"/Annots\s*(?:\[([^\]]*)\]|(\d+) 0 R)")


class Structure:
    """The structure tree of one file."""

    def __init__(self, objects: RawObjects) -> None:
        self._objects = objects
        self._named_by: dict[int, frozenset[int]] = {}

    def counted(self, sort: Sort) -> Sequence[str]:
        """Return what the file holds of one kind."""
        if sort is Sort.TABLE:
            return [self._table(number) for number in self._elements("Table")]
        if sort is Sort.NOTE:
            return ["" for _ in self._elements("Note")]
        if sort is Sort.MARK:
            return ["" for _ in self._elements("Reference")]
        return list(self._links()) if sort is Sort.LINK else ()

    @cached_property
    def _counted_elements(self) -> dict[str, list[int]]:
        """Numbers of the elements that count, by kind."""
        found: dict[str, list[int]] = {}
        for number, match in self._objects.search(_COUNTED_KIND):
            if self._is_named(number):
                found.setdefault(match[1].decode(), []).append(number)
        return found

    def _elements(self, kind: str) -> list[int]:
        return self._counted_elements.get(kind, [])

    def _is_named(self, number: int) -> bool:
        """Return True if the parent of an element names it among its children."""
        parent = _PARENT.search(self._objects.object(number))
        return parent is not None and number in self._named(int(parent[1]))

    def _named(self, number: int) -> frozenset[int]:
        """Return the numbers of the objects that one refers to."""
        if number not in self._named_by:
            self._named_by[number] = frozenset(map(int, _REFERENCE.findall(self._objects.object(number))))
        return self._named_by[number]

    def _kids(self, number: int, *kinds: str) -> list[int]:
        """Return the numbers of the elements of these kinds right inside one."""
        match = _KIDS.search(_STRING.sub(b"()", self._objects.object(number)))
        numbers = map(int, _REFERENCE.findall(_INNER.sub(b"", match[1]))) if match else ()
        return [kid for kid in numbers if self._kind(kid) in kinds]

    def _kind(self, number: int) -> str:
        match = _KIND.search(self._objects.object(number))
        return match[1].decode() if match else ""

    def _table(self, number: int) -> str:
        """Return the cells of each row."""
        return cells_of(len(self._kids(row, "TD", "TH")) for row in self._kids(number, "TR"))

    def _links(self) -> Iterator[str]:
        """Yield the addresses of links; one into the document as `#`. Links of marks to their notes do not count."""
        marks = [*self._elements("Reference")]
        marks += [label for note in self._elements("Note") for label in self._kids(note, "Lbl")]
        inside = {link for mark in marks for link in self._kids(mark, "Link")}
        for link in self._elements("Link"):
            if link not in inside:
                yield from (self._address(int(target)) for target in _TARGET.findall(self._objects.object(link))[:1])

    def _address(self, annotation: int) -> str:
        """Return where an annotation leads; "" for one that is on no page."""
        if annotation not in self._placed:
            return ""
        match = _ADDRESS.search(self._objects.object(annotation))
        return _text(match[1]) if match else "#"

    @cached_property
    def _placed(self) -> set[int]:
        """Numbers of the annotations of all pages."""
        found: set[int] = set()
        for _, match in self._objects.search(_ANNOTATIONS):
            listed = match[1] or self._objects.object(int(match[2] or 0))
            found.update(map(int, _REFERENCE.findall(listed)))
        return found


def _text(string: bytes) -> str:
    """Return a PDF string: literal, or in hexadecimal digits."""
    if string.startswith(b"("):
        return _ESCAPED.sub(rb"\1", string[1:-1]).decode("latin-1")
    raw = bytes.fromhex(string[1:-1].decode("ascii"))
    return raw[2:].decode("utf-16-be", "replace") if raw.startswith(b"\xfe\xff") else raw.decode("latin-1")
