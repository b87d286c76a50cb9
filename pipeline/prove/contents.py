"""What a source holds besides words: pictures, tables, notes, marks, links, quotation marks, insertions, deletions.

Reads a `Source`, by itself as the oracle does. Gives `Item`s in document order with their elements. Asked for is only
what every rendering must show; what the docstrings leave out, a rendering may show otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from pipeline.errors import RefusedInputError
from pipeline.prove.fold import is_seen, tokens
from pipeline.read import AKN4UN, Source, akn, local
from pipeline.read.media import read_media
from pipeline.write import Sort

QUOTES = '“”„‟«»‹›「」『』"‘‚'
"""Marks of quotation; not U+2019, which is the apostrophe too."""

_ADDRESS = re.compile(r"(?:https?://[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]\S*)?|mailto:\S+@\S+)", re.IGNORECASE)
"""Addresses that every reader of a link follows."""
_PRIVATE = re.compile(r"safelinks|localhost|//(?:gdoc|edoc|egarden|conferences\.unite)\.", re.IGNORECASE)
"""Hosts inside the house, which no reader outside reaches: no link is made of them [corpus links]."""
_REFERENCE_MARKS = "*†‡§¶#"
_NEAR = 8
"""Most elements between two links that are looked at. Chosen: a link is often broken over a few elements."""
_PLACES = ("paragraph", "section", "article", "point", "part", "chapter", "heading")
"""Elements to which a link inside the text leads for certain."""
_QUOTED = frozenset(("quotedText", "quotedStructure", "embeddedText", "embeddedStructure"))
_LINKS = frozenset(("a", "ref", "rref"))
GLUE = frozenset(("span", "a", "sup", "sub", "b", "i", "u", "ref", "authorialNote"))
"""White space with a line break beside these is layout, not text [corpus white-space.1]."""

RUN = GLUE | frozenset((
    "abbr", "change", "concept", "decoration", "def", "del", "docDate", "embeddedText", "entity", "fillIn", "inline",
    "ins", "mmod", "mod", "mref", "noteRef", "object", "person", "placeholder", "process", "quantity", "ref", "remark",
    "rmod", "role", "rref", "term",
))  # fmt: skip
"""Elements inside a line: no word ends at their borders. All others begin and end a passage."""
_CHANGED = frozenset(("ins", "del"))
GATHERED = frozenset(("img", "table", "authorialNote", "note", "noteRef", "ins", "del", *_LINKS, *_QUOTED))
"""Names of the elements that are asked for."""


class Item(NamedTuple):
    """One thing that a file must have: its element, and by what it is known (see `Reading.counted`)."""

    element: etree._Element
    key: str


Contents = dict[Sort, list[Item]]


def contents(source: Source, elements: Sequence[etree._Element]) -> Contents:
    """Return the contents of a source by kind, without quotation marks and without empty kinds.

    `elements`: those of the names `GATHERED` in the text and its notes, in document order.
    """
    gathered = _Gathered(source, elements)
    return {sort: items for sort, find in _FINDERS.items() if (items := list(find(gathered)))}


class _Gathered:
    """The elements of a source that are asked for."""

    def __init__(self, source: Source, elements: Sequence[etree._Element]) -> None:
        self.source = source
        self._by_name: dict[str, list[etree._Element]] = {}
        self.links = [element for element in elements if local(element) in _LINKS]
        for element in elements:
            self._by_name.setdefault(local(element), []).append(element)

    @cached_property
    def named(self) -> frozenset[str | None]:
        """eIds of the blocks that have words."""
        blocks = self.source.root.iter(*map(akn, _PLACES))
        return frozenset(block.get("eId") for block in blocks if _has_words(block))

    def of(self, name: str) -> list[etree._Element]:
        """Return the elements of one name, in document order."""
        return self._by_name.get(name, [])

    def both(self, one: str, other: str) -> list[etree._Element]:
        """Return the elements of two names, those of the first before those of the second."""
        return [*self.of(one), *self.of(other)]


def _within(element: etree._Element, *names: str) -> bool:
    return next(element.iterancestors(*map(akn, names)), None) is not None


def _has_words(element: etree._Element) -> bool:
    return any(map(is_seen, map(str, element.itertext())))


def _has_content(table: etree._Element) -> bool:
    """Return True if something can be seen in a cell; the caption is proved as words."""
    return any(_has_words(row) or any(map(_is_seen, row.iter(akn("img")))) for row in _rows(table))


def _is_seen(picture: etree._Element) -> bool:
    """Return True for a picture with a file, or with words that stand for it."""
    return any((picture.get(name) or "").strip() for name in ("src", "alt", "title"))


def _pictures(found: _Gathered) -> Iterator[Item]:
    """Yield the pictures of the text whose files can be shown; for any other its words are, and are proved as words.

    Those of the cover page are marks of the form.
    """
    for image in found.of("img"):
        src = (image.get("src") or "").strip()
        if not src or _within(image, "coverPage"):
            continue
        with suppress(RefusedInputError):
            read_media(found.source.path, src)
            words = " ".join((image.get("alt") or image.get("title") or "").split())
            yield Item(image, words or src.rpartition("/")[2])


def _tables(found: _Gathered) -> Iterator[Item]:
    """Yield tables with the number of cells in each row: a rendering may have more, where it fills up short rows.

    Not those in whose cells nothing can be seen, those in notes, of which lines of text are made, nor those of a cover
    page, whose fields are at places of their own; nor tables without any cell, nor frames, whose content is set as
    text [strict presentation.2].
    """
    frames = {(e.get("for") or "").lstrip("#") for e in found.source.root.iter(f"{{{AKN4UN}}}frame")}
    for table in found.of("table"):
        if not _within(table, "authorialNote", "notes", "coverPage", "num", "from") and _has_content(table):
            rows = _cells_of_rows(table)
            if rows and not _is_frame(table, rows, frames):
                yield Item(table, " ".join(map(str, rows)))


def _cells_of_rows(table: etree._Element) -> list[int]:
    return [cells for row in _rows(table) if (cells := _cells(row))]


def _is_frame(table: etree._Element, rows: list[int], frames: set[str]) -> bool:
    """Return True for one column that holds tables, or that the metadata call a frame."""
    inside = next((e for e in table.iter(akn("table")) if e is not table), None)
    return max(rows) == 1 and (inside is not None or (table.get("eId") or "-") in frames)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows; anything else right inside a table is a row of one cell."""
    for child in table:
        name = local(child)
        if name in ("thead", "tbody", "tfoot"):
            yield from _rows(child)
        elif name and name not in ("caption", "col", "colgroup"):
            yield child


def _cells(row: etree._Element) -> int:
    return sum(bool(local(cell)) for cell in row) if local(row) == "tr" else 1


def _notes(found: _Gathered) -> Iterator[Item]:
    """Yield the notes that have words: of an empty one, a page shows the mark alone. A `note` elsewhere is text."""
    for note in found.both("authorialNote", "note"):
        if _has_words(note) and (local(note) == "authorialNote" or _within(note, "notes")):
            yield Item(note, "")


def _marks(found: _Gathered) -> Iterator[Item]:
    """Yield places where a note is called; in notes themselves Word calls none.

    Not those whose mark is neither letter, figure nor reference mark: nothing distinguishes “()” from the words around.
    """
    known = {note.get("eId") for note in found.both("authorialNote", "note")}
    for mark in found.both("authorialNote", "noteRef"):
        called = local(mark) == "authorialNote" or (mark.get("href") or "").removeprefix("#") in known
        marker = (mark.get("marker") or "").strip()
        plain = marker and not any(c.isalnum() or c in _REFERENCE_MARKS for c in marker)
        if called and not plain and not _within(mark, "authorialNote", "notes"):
            yield Item(mark, marker)


def _links(found: _Gathered) -> Iterator[Item]:
    """Yield links with words in them to the web, to mail (by the address), or to a place in the text (`#`).

    Neighbours with one address are one link.
    """
    given = {
        (e.get("for") or "").strip().lstrip("#"): (e.get("href") or "").strip()
        for e in found.source.root.iter(akn("alternativeReference"))
    }
    last: Item | None = None
    for link in found.links:
        address = _address(link, given) or ("#" if _leads_inside(link, found) else "")
        if not address or not _has_words(link) or _within(link, "coverPage"):
            continue
        goes_on = last is not None and last.key == address and _touch(last.element, link)
        last = Item(link, address)
        if not goes_on:
            yield last


def _address(link: etree._Element, given: dict[str, str]) -> str:
    """Return where a link leads, without what is written in more than one way."""
    href = given.get(link.get("eId") or "") or (link.get("href") or link.get("from") or "")
    href = href.replace("\u200e", "").strip()
    return plain_address(href) if _ADDRESS.fullmatch(href) and not _PRIVATE.search(href) else ""


def plain_address(address: str) -> str:
    """Return an address without escapes, in small letters."""
    return unquote(address).casefold()


def _leads_inside(link: etree._Element, found: _Gathered) -> bool:
    """Return True for a link to a block of the text that has words."""
    href = (link.get("href") or "").strip()
    return href.startswith("#") and href[1:] in found.named


def _touch(before: etree._Element, link: etree._Element) -> bool:
    """Return True if no words are between two links, whatever is around them: printed they may be one."""
    at: etree._Element | None = before
    for _ in range(_NEAR):
        if at is None or (at.tail or "").strip():
            return False
        after = at.getnext()
        if after is not None:
            if after is link or after in link.iterancestors():
                return True
            if _has_words(after):
                return False
        at = at.getparent() if after is None else after
    return False


def made_quotes(elements: Sequence[etree._Element]) -> Iterator[Item]:
    """Yield the marks that a quotation has as attributes, and not as text too; none of one with letters or figures,
    which is not a mark of quotation: it is reported, and left out.
    """
    for quotation in (e for e in elements if local(e) in _QUOTED):
        text = _words(quotation, "").strip()
        begin, end = (_mark(quotation.get(name) or "") for name in ("startQuote", "endQuote"))
        made = (begin if text and not text.startswith(begin) else "") + (end if text and not text.endswith(end) else "")
        yield from (Item(quotation, char) for char in made if char in QUOTES)


def _mark(given: str) -> str:
    return "" if any(char.isalnum() for char in given) else given


def _changes(name: str) -> Callable[[_Gathered], Iterator[Item]]:
    def find(found: _Gathered) -> Iterator[Item]:
        """Yield insertions or deletions that have words, those of notes in them left out; one right within another
        of its kind is part of that.
        """
        for element in found.of(name):
            if _change_around(element) == name:
                continue
            text = " ".join(_words(element, name).split())
            if tokens(text):
                yield Item(element, text)

    return find


def _change_around(element: etree._Element) -> str:
    """Return the name of the innermost change that an element is in; "" for none."""
    around = next(element.iterancestors(akn("ins"), akn("del")), None)
    return "" if around is None else local(around)


def _words(element: etree._Element, change: str) -> str:
    """Return the characters of an element without its notes, of a change of this name without what is changed
    otherwise in it too; a line feed where any of these, or a block, parts words.
    """
    text = element.text or ""
    for child in element:
        name = local(child)
        apart = name == "authorialNote" or (change and name in _CHANGED and name != change)
        gap = "\n" if name and (apart or name not in RUN) else ""
        inside = "" if apart or not name else _words(child, change)
        text += f"{gap}{inside}{gap}{child.tail or ''}"
    return text


_FINDERS: dict[Sort, Callable[[_Gathered], Iterator[Item]]] = {
    Sort.PICTURE: _pictures,
    Sort.TABLE: _tables,
    Sort.NOTE: _notes,
    Sort.MARK: _marks,
    Sort.LINK: _links,
    Sort.INSERTION: _changes("ins"),
    Sort.DELETION: _changes("del"),
}
