"""The order of the marked contents of a PDF: that of its structure tree, whatever pages they are on.

Reads the objects of a file. Gives the place of each marked content: pdfium gives the tree page by page, which parts
the cells of a row that goes on over a page's end. Nothing but the order is taken from here, and a file whose tree
cannot be followed, or begins a page before one that is earlier, has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.write.pdf.objects import RawObjects

_INNER = rb"<<(?:[^<>]|<[0-9A-Fa-f\s]*>)*>>"
_KIDS = re.compile(rb"/K\s*(\[(?:[^\[\]]|\[[^\]]*\])*\]|%b|\d+ 0 R|\d+)" % _INNER)
_KID = re.compile(rb"%b|\d+ 0 R|\d+" % _INNER)
_STRING = re.compile(rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)", re.DOTALL)
_MARK, _PAGE = re.compile(rb"/MCID\s+(\d+)"), re.compile(rb"/Pg\s+(\d+) 0 R")
_ROOT = re.compile(rb"/Type\s*/StructTreeRoot\b")
_PAGES, _BELOW = re.compile(rb"/Pages\s+(\d+) 0 R"), re.compile(rb"/Kids\s*\[([^\]]*)\]")
_REFERENCE = re.compile(rb"(\d+) 0 R")

Mark = tuple[int, int]
"""A marked content: its page, counted from 0, and its number there."""
Places = dict[Mark, int]


def places(objects: RawObjects) -> Places:
    """Return the place of each marked content in the tree; {} for a file without one, or whose pages are not in the
    order in which the tree begins them.
    """
    pages = {number: index for index, number in enumerate(_pages(objects))}
    found: Places = {}
    for page, mark in _marks(objects):
        if page in pages:
            found.setdefault((pages[page], mark), len(found))
    begun = list(dict.fromkeys(page for page, _ in found))
    return found if begun == sorted(begun) else {}


def _pages(objects: RawObjects) -> Iterator[int]:
    """Yield the numbers of the page objects, in order."""
    waiting = [int(match[1]) for _, match in objects.search(_PAGES)][:1]
    seen: set[int] = set()
    while waiting:
        number = waiting.pop()
        if number not in seen:
            seen.add(number)
            below = _BELOW.search(objects.object(number))
            waiting += reversed([int(kid) for kid in _REFERENCE.findall(below[1])] if below else [])
            if not below:
                yield number


def _marks(objects: RawObjects) -> Iterator[Mark]:
    """Yield the number of the page object and that of the mark for each marked content, in the order of the tree."""
    roots = [number for number, _ in objects.search(_ROOT)][:1]
    waiting = [(b"%d 0 R" % number, 0) for number in roots]
    seen: set[int] = set()
    while waiting:
        kid, page = waiting.pop()
        number = _number(_REFERENCE.fullmatch(kid))
        if number is None:
            mark = _number(_MARK.search(kid)) if kid.startswith(b"<<") else int(kid)
            if mark is not None:
                yield _number(_PAGE.search(kid)) or page, mark
        elif number not in seen:
            seen.add(number)
            element = _STRING.sub(b"()", objects.object(number))
            kids, own = _KIDS.search(element), _PAGE.search(_KIDS.sub(b"", element, count=1))
            waiting += reversed([(kid[0], _number(own) or page) for kid in _KID.finditer(kids[1])] if kids else [])


def _number(match: re.Match[bytes] | None) -> int | None:
    return int(match[1]) if match else None
