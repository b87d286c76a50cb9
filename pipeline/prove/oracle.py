"""The oracle: the words of the source XML that a reader must see, found without the help of `prepare`.

Reads a `Source`. Gives `Words`: passages in document order with their elements, kept apart by what a rendering may do
with them: the cover page (it may be in a page header), the body, the notes (they may be at the foot of a page or
at the end). Metadata is not read, except `meta/notes`, which the reader must see [corpus metadata.notes].
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from lxml import etree

from pipeline.akn.contents import is_page
from pipeline.prove.contents import GATHERED, GLUE, QUOTES, RUN, Contents, contents, made_quotes
from pipeline.prove.fold import has_vowel_marks, tokens, without_vowel_marks
from pipeline.read import Source, local

COVER, BODY, NOTES = "cover", "body", "notes"

_KINDS = {"coverPage": COVER, "notes": NOTES}
"""Elements whose words are of one kind wherever they are."""

_CHANGES = frozenset(("ins", "del"))
"""Words that were inserted are not part of those beside them: "may" deleted, "shall" inserted are two words."""

_MARKS = ("startQuote", "endQuote")
"""Attributes with the marks of a quotation, which part its words from those beside them."""

_HEAD = 24
"""Number of characters at the beginning of a note in which its typed mark is looked for.
Chosen: the longest mark with brackets and spaces."""

_LAYOUT = re.compile(r"[ \t]*[\r\n]\s*").fullmatch


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text in which words may run on: its element (for the place) and its characters."""

    element: etree._Element
    text: str


@dataclass(frozen=True)
class Expected:
    """The words that a file must have: by section (cover page, text, notes), all of them, and how often each."""

    sections: tuple[list[str], ...]
    words: list[str]

    @classmethod
    def of(cls, *sections: list[str]) -> Expected:
        """Return the words of these sections."""
        return cls(sections, list(chain.from_iterable(sections)))

    @cached_property
    def counts(self) -> Counter[str]:
        """Number of times that the file must have each word."""
        return Counter(self.words)


@dataclass
class Words:
    """Passages of a source by kind, in document order."""

    source: Source
    cover: list[Passage] = field(default_factory=list)
    body: list[Passage] = field(default_factory=list)
    notes: list[Passage] = field(default_factory=list)
    pictures: list[Passage] = field(default_factory=list)
    """The words that stand for each picture in the text, its alternative text: a layout may move a picture."""
    elements: list[etree._Element] = field(default_factory=list)
    """Elements with content besides words (pictures, tables, links …), in document order."""

    @cached_property
    def cover_tokens(self) -> list[str]:
        """Words of the cover page."""
        return tokens(_joined(self.cover))

    @cached_property
    def body_tokens(self) -> list[str]:
        """Words of the text from preface to the last component."""
        return tokens(_joined(self.body))

    @cached_property
    def note_tokens(self) -> list[str]:
        """Words of the notes, in the order of their marks."""
        return tokens(_joined(self.notes))

    @cached_property
    def contents(self) -> Contents:
        """Contents of the source besides words."""
        return contents(self.source, self.elements)

    @cached_property
    def text(self) -> str:
        """The characters of all passages."""
        return "".join([passage.text for passage in self.passages()])

    @cached_property
    def quotes(self) -> Counter[str]:
        """Number of each mark of quotation in the source, those that are attributes included."""
        made = Counter(item.key for item in made_quotes(self.elements))
        return Counter({char: number for char in QUOTES if (number := self.text.count(char) + made[char])})

    @cached_property
    def expected(self) -> Expected:
        """All words."""
        pictures = [tokens(picture.text) for picture in self.pictures]
        return Expected.of(self.cover_tokens, self.body_tokens, self.note_tokens, *pictures)

    @cached_property
    def expected_without_marks(self) -> Expected:
        """All words without Arabic vowel marks."""
        if not has_vowel_marks(self.text):
            return self.expected
        return Expected.of(*map(without_vowel_marks, self.expected.sections))

    def passages(self) -> Iterator[Passage]:
        """Yield all passages: cover, body, notes, pictures."""
        yield from self.cover
        yield from self.body
        yield from self.notes
        yield from self.pictures


def words(source: Source) -> Words:
    """Return all words of `source` that a reader must see."""
    found = Words(source)
    _Walk(found).block(source.root, BODY)
    return found


def _joined(passages: list[Passage]) -> str:
    return "\n".join(p.text for p in passages)


def _begins(text: str, mark: list[str]) -> bool:
    return tokens(text[:_HEAD])[: len(mark)] == mark


def _note_around(element: etree._Element) -> etree._Element | None:
    """Return the innermost note that an element is or is in."""
    inside = local(element) == "authorialNote"
    return element if inside else next(element.iterancestors("{*}authorialNote"), None)


class _Walk:
    """One pass over the tree. Text is gathered in a buffer and becomes a passage where a block begins or ends."""

    def __init__(self, found: Words) -> None:
        self.found = found
        self.kinds = {COVER: found.cover, BODY: found.body, NOTES: found.notes}
        self.buffer: list[str] = []
        self.change = self.last_change = ""
        """The innermost change around what is read now, and around the text before it."""

    def block(self, element: etree._Element, kind: str) -> None:
        """Handle an element that begins and ends a passage of its own."""
        kept, self.buffer = self.buffer, []
        self._inside(element, kind)
        self._close(element, kind)
        self.buffer = kept

    def _close(self, element: etree._Element, kind: str) -> None:
        text = "".join(self.buffer)
        self.buffer = []
        if text and not text.isspace():
            self.kinds[kind].append(Passage(element, text))

    def _inside(self, element: etree._Element, kind: str) -> None:
        """Add the text of `element` and all that is in it; a block within closes the passage before it."""
        text = element.text
        layout = bool(text) and _LAYOUT(text or "") and (len(element) > 0 or local(element) in GLUE)
        if text and not layout:
            self._add(text)
        before = ""
        waiting: str | None = None
        for child in element:
            name = local(child)
            if waiting is not None:
                self._tail(waiting, before, name)
            if name in GATHERED:
                self.found.elements.append(child)
            self._child(child, name, element, kind)
            waiting, before = child.tail, name
        if waiting is not None:
            self._tail(waiting, before, "")

    def _tail(self, text: str, before: str, after: str) -> None:
        """Add text after a child, unless it is layout between two children that touch."""
        if not (before in GLUE and (after in GLUE or not after) and _LAYOUT(text)):
            self._add(text)

    def _add(self, text: str) -> None:
        """Add text, divided from that before it where one is changed otherwise than the other."""
        if self.change != self.last_change:
            self.buffer.append("\n")
        self.last_change = self.change
        self.buffer.append(text)

    def _child(self, child: etree._Element, name: str, parent: etree._Element, kind: str) -> None:
        if name == "inline" and is_page(child):
            return
        if name in RUN and name != "authorialNote":
            around, self.change = self.change, name if name in _CHANGES else self.change
            before, after = ("\n" if child.get(mark) else "" for mark in _MARKS)
            self.buffer.append(before)
            self._inside(child, kind)
            self.buffer.append(after)
            self.change = around
        elif name == "authorialNote":
            self._note(child)
        elif name == "img":
            self._picture(child, kind)
        elif name == "meta":
            for notes in child.iterfind("{*}notes"):
                self.block(notes, NOTES)
        elif name:
            self._close(parent, kind)
            self.block(child, _KINDS.get(name, kind))

    def _picture(self, picture: etree._Element, kind: str) -> None:
        """Add the words of a picture in the text; pictures of the masthead are marks of the form."""
        src = (picture.get("src") or "").strip()
        words = picture.get("alt") or picture.get("title") or src.rpartition("/")[2]
        self.buffer.append(" ")
        if kind != COVER and words:
            self.found.pictures.append(Passage(picture, words))
        self._inside(picture, kind)

    def _note(self, note: etree._Element) -> None:
        """Add the mark of a note at its place, apart from the word before; the note's text begins with its mark.

        If the source has the mark in the note's text too ("7→Voir"), it is expected there once, not twice. The mark
        of a note without words is expected only at its place.
        """
        marker = note.get("marker") or ""
        self.buffer.append(f"\n{marker}\n")
        first = len(self.found.notes)
        self.block(note, NOTES)
        mark = tokens(marker)
        has_words = any(tokens(passage.text) for passage in self.found.notes[first:])
        own = next((p for p in self.found.notes[first:] if _note_around(p.element) is note), None)
        if mark and has_words and not (own and _begins(own.text, mark)):
            self.found.notes.insert(first, Passage(note, marker))
