"""Proof of geometry: what a reader would see wrong on the pages of a written file.

Reads the words of a source, the text of each page and how it looks. Gives faults (characters over each other, text off
the page), for which no file is published, and remarks (near-empty pages, headings divided from their text, notes
divided from their marks, words divided without a hyphen), for the report. Formats without pages have neither.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from lxml import etree

from pipeline.errors import Place
from pipeline.prove.oracle import Words
from pipeline.read import local
from pipeline.write import PageLook

_EDGE = 9.0
"""Points from the left or right edge of the paper within which no printer prints.
Chosen: the unprintable border of common printers, about 3 mm."""
_BAND = 70.0
"""Points at head and foot of a page that running heads and feet take.
Chosen: head and foot of the forms end within it."""
_FEW = 160.0
"""Points of text, all runs together, under which a page counts as near-empty. Chosen: about three lines."""
_BEGINNING = 12
"""Letters by which the text after a heading, or a note, is known. Chosen: two or three words."""
_TOP = 400
"""Letters at the top of a page among which its running head and first words are.
Chosen: a running head and about five lines."""
_SHOWN = 5
"""Faults that are described. Chosen: the first ones show the cause."""
_HEADINGS = frozenset(("heading", "subheading", "caption", "docTitle"))
_BEGINS, _ENDS = re.compile(r"\w+"), re.compile(r"\w+$")
_MOST_PIECES = 12
"""Lines that a divided word is followed over, at most. Chosen: a word of a narrow column."""


@dataclass(frozen=True, slots=True)
class Fault:
    """An illegible place: the page, what is wrong there, and the place in the source."""

    page: int
    what: str
    place: Place


@dataclass(frozen=True, slots=True)
class PageReport:
    """Observations on the pages of a file."""

    faults: tuple[Fault, ...] = ()
    remarks: tuple[str, ...] = ()


def look(words: Words, text: str, pages: Sequence[PageLook]) -> PageReport:
    """Return what is wrong on the pages whose texts `text` has, a form feed between them; of faults the first few."""
    if not pages:
        return PageReport()
    printed = text.split("\f")
    texts = _Texts(printed)
    faults = tuple(islice(_faults(words, pages, printed), _SHOWN))
    remarks = (*_near_empty(pages), *_stranded(words, texts), *_far_notes(words, texts))
    return PageReport(faults, remarks)


class _Texts:
    """The letters on each page, gathered when something is looked for on all of it: most headings are not at the foot
    of a page, which the tops of the pages show.
    """

    def __init__(self, pages: Sequence[str]) -> None:
        self._pages = pages
        self._found: dict[int, str] = {}

    def whole(self) -> Iterator[str]:
        """Yield those of each page."""
        return map(self.of, range(len(self._pages)))

    def of(self, number: int) -> str:
        """Return those of one page, counted from 0."""
        if number not in self._found:
            self._found[number] = _letters(self._pages[number])
        return self._found[number]

    @cached_property
    def tops(self) -> list[str]:
        """Those at the top, without those of the first page."""
        return [_first_letters(page, _TOP) for page in self._pages[1:]]


def parted(words: Words, text: str, found: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return remarks on words that a line's end parts without a hyphen; `found` are words in pieces."""
    divided = {"".join(pieces) for pieces in found if len("".join(pieces)) > 3}
    shown: dict[str, int] = {}
    for word, page in _over_lines(text) if divided else ():
        if word in divided:
            shown.setdefault(word, page)
    made = [f"p. {page}: «{word}» is divided without a hyphen" for word, page in shown.items()]
    named = [f"{remark}{_at(words, word)}" for remark, word in zip(made[:_SHOWN], shown, strict=False)]
    return (*named, *((f"and {len(made) - _SHOWN} more words are divided",) if len(made) > _SHOWN else ()))


def _over_lines(text: str) -> Iterator[tuple[str, int]]:
    """Yield what would be words if lines ran on, with their pages: the end of a line and the beginning of those after
    it.
    """
    for number, page in enumerate(text.split("\f"), 1):
        open_ends: list[str] = []
        for line in filter(None, re.split(r"[\r\n]+", page)):
            begins, ends = _BEGINS.match(line), _ENDS.search(line)
            first = begins[0].casefold() if begins else ""
            if first:
                yield from ((end + first, number) for end in open_ends)
            whole = begins is not None and begins.end() == len(line)
            going = [end + first for end in open_ends][-_MOST_PIECES:] if whole else []
            open_ends = [*going, ends[0].casefold()] if ends else []


def _at(words: Words, word: str) -> str:
    passage = next((p for p in words.passages() if word in p.text.casefold()), None)
    return f", {words.source.place(passage.element)}" if passage else ""


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _first_letters(text: str, number: int) -> str:
    """Return so many letters from the beginning, without a look at all of the text."""
    end = 2 * number
    found = _letters(text[:end])
    while len(found) < number and end < len(text):
        end *= 2
        found = _letters(text[:end])
    return found[:number]


def _faults(words: Words, pages: Sequence[PageLook], texts: Sequence[str]) -> Iterator[Fault]:
    for number, page in enumerate(pages, 1):
        if page.clashes:
            first = page.clashes[0]
            what = f"{len(page.clashes)} characters are over others, first “{first.pair}” in “{first.context}”"
            yield Fault(number, what, _place(words, first.context))
        out = [box for box in page.runs if _is_outside(box, page)] if _reaches_outside(page) else []
        if out:
            what = f"text leaves the page in {len(out)} places, first at {out[0].left:.0f}, {out[0].bottom:.0f}"
            yield Fault(number, what, _place(words, texts[number - 1][: 10 * _TOP]))


def _reaches_outside(page: PageLook) -> bool:
    """Return True if the box around all runs is not within the page: seldom, and found faster than for each."""
    if not page.runs:
        return False
    lefts, bottoms, rights, tops = zip(*page.runs, strict=True)
    return _is_outside((min(lefts), min(bottoms), max(rights), max(tops)), page)


def _is_outside(box: tuple[float, float, float, float], page: PageLook) -> bool:
    left, bottom, right, top = box
    return left < _EDGE or right > page.width - _EDGE or bottom < 0 or top > page.height


def _place(words: Words, context: str) -> Place:
    """Return the place of the passage that is likest to what is around: by pairs of letters, since words may be
    mixed.
    """
    known = _pairs(context)
    best = max(words.passages(), key=lambda p: _likeness(known, _pairs(p.text)), default=None)
    return words.source.place(best.element) if best else Place(words.source.path)


def _pairs(text: str) -> set[str]:
    letters = _letters(text)
    return {letters[n : n + 2] for n in range(len(letters) - 1)}


def _likeness(known: set[str], other: set[str]) -> float:
    return len(known & other) / math.sqrt(len(other)) if other else 0.0


def _near_empty(pages: Sequence[PageLook]) -> Iterator[str]:
    """Yield pages between the first and the last with hardly any text."""
    for number, page in enumerate(pages[1:-1], 2):
        inner = [box for box in page.runs if box.bottom > _BAND and box.top < page.height - _BAND]
        if not page.pictured and math.fsum(box.right - box.left for box in inner) < _FEW:
            yield f"p. {number} is nearly empty"


def _stranded(words: Words, texts: _Texts) -> Iterator[str]:
    """Yield headings and captions at the foot of a page whose text begins on the next."""
    body = words.body
    for index, passage in enumerate(body[:-1]):
        if local(passage.element) not in _HEADINGS:
            continue
        behind = body[index + 1].element
        after = _first_letters("".join(p.text for p in body[index + 1 : index + 5]), _BEGINNING)
        if len(after) < _BEGINNING or not any(after in top for top in texts.tops):
            continue
        page = 0 if local(behind) in _HEADINGS else _parted_on(texts, _letters(passage.text), after)
        if page and not _is_last(passage.element, behind):
            place = words.source.place(passage.element)
            yield f"p. {page}: “{_short(passage.text)}” is at the foot without its text, {place}"


def _is_last(heading: etree._Element, after: etree._Element) -> bool:
    """Return True for a title of a collection, after which a document of its own begins."""
    holders = [next(element.iterancestors("{*}component"), None) for element in (heading, after)]
    return holders[0] is not holders[1]


def _parted_on(texts: _Texts, own: str, after: str) -> int:
    """Return the page that ends with a heading whose text begins on the next; 0 if there is none."""
    if not own or any(own + after in top for top in texts.tops):
        return 0
    for number, top in enumerate(texts.tops):
        if after in top and own in (text := texts.of(number)) and after not in text.partition(own)[2]:
            return 0 if any(own + after in text for text in texts.whole()) else number + 1
    return 0


def _far_notes(words: Words, texts: _Texts) -> Iterator[str]:
    """Yield the notes that begin on another page than the one where they are called."""
    seen: set[etree._Element] = set()
    for passage in words.notes:
        note = next(passage.element.iterancestors("{*}authorialNote"), passage.element)
        begins = _first_letters(passage.text, 2 * _BEGINNING)
        if local(note) != "authorialNote" or note in seen or len(begins) < 2 * _BEGINNING:
            continue
        seen.add(note)
        called, begun = _page_of(texts, _before(note)), _page_of(texts, begins)
        if called and begun and called != begun:
            yield f"p. {called}: note “{_short(passage.text)}” begins on p. {begun}, {words.source.place(note)}"


def _before(note: etree._Element) -> str:
    """Return the letters before the mark of a note."""
    parent = note.getparent()
    before = note.getprevious()
    text = (before.tail if before is not None else parent.text if parent is not None else "") or ""
    return _letters(text)[-2 * _BEGINNING :]


def _page_of(texts: _Texts, letters: str) -> int:
    """Return the one page that has these letters; 0 if none or several have, or they are too few to be known by."""
    if len(letters) < 2 * _BEGINNING:
        return 0
    found = [number for number, text in enumerate(texts.whole(), 1) if letters in text]
    return found[0] if len(found) == 1 else 0


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else words[:60].rsplit(" ", 1)[0] + " …"
