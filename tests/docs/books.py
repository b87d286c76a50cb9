"""The books of docs/spec, and references to them.

Reads the pages. Gives their anchors, the references in a text, and those that lead nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SPEC = Path(__file__).resolve().parents[2] / "docs" / "spec"

PAGES = {"form": "house-style.md", "corpus": "akn4un.md", "strict": "profile-rules.md", "cli": "command-line.md"}
"""The page of each book of this project."""
CLAUSES = ("G1", "G2", "G3", "NC", "P1", "P2", "EM")
"""Sources whose clauses the page of the rules explains; the anchor is the source, a hyphen, the clause."""
ALONE = ("project", "calendar")
"""Grounds of a rule other than a clause of a source."""

_BOOK = "|".join((*PAGES, *CLAUSES))
REFERENCE = re.compile(rf"\[((?:{_BOOK}) [^\[\]\n]+)\]")
_BROKEN = re.compile(rf"\[(?:{_BOOK})(?: [^\[\]\n]*)?$", re.MULTILINE)
_ANCHOR = re.compile(r'<a id="([^"]*)"></a>')
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Broken:
    """A reference that leads nowhere: its line in the text, and what is wrong."""

    line: int
    what: str


@cache
def anchors(page: str) -> tuple[str, ...]:
    """Return the anchors of a page in order, repeated ones included."""
    return tuple(_ANCHOR.findall((SPEC / page).read_text("utf-8")))


def missing(items: str) -> Iterator[str]:
    """Yield what does not resolve in a list of items: `form page.1, page.2, NC 4.5`."""
    book = ""
    for part in items.split(","):
        head, _, rest = part.strip().partition(" ")
        named = head in PAGES or head in CLAUSES
        book, item = (head, rest.strip()) if named else (book, part.strip())
        if not _resolves(book, item):
            yield f"{book} {item}".strip()


def _resolves(book: str, item: str) -> bool:
    """Return True if an item, or both ends of a range of clauses, is an anchor of its book."""
    if book in CLAUSES:
        known = anchors(PAGES["strict"])
        ends = item.split("-") if re.fullmatch(r"[\d.]+-[\d.]+", item) else [item]
        return all((f"{book}-{end}" if end else book) in known for end in ends)
    if book in PAGES:
        return bool(item) and item in anchors(PAGES[book])
    return item in ALONE


def broken(text: str, *, markdown: bool = False) -> Iterator[Broken]:
    """Yield the references of a text that lead nowhere, and those that a line break divides.

    In Markdown, code spans and fenced blocks are examples and are passed over.
    """
    if markdown:
        text = without_code(text)
    for match in REFERENCE.finditer(text):
        for item in missing(match[1]):
            yield Broken(_line(text, match.start()), f"[{match[1]}]: no '{item}' in docs/spec")
    for match in _BROKEN.finditer(text):
        yield Broken(_line(text, match.start()), f"{match[0]}: a reference is on one line")


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def without_code(text: str) -> str:
    """Return the text of a page with code spans and fenced blocks turned into spaces, lines kept."""
    return _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), text)
