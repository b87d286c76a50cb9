"""The content of a document: the letters and digits of its own text, without what a form adds.

Reads a `Document`, or what the readers of the formats found in a file. Gives `Content`, its hash, and how closely two
contents agree. There is one hash (docs/manifest.md), over the text in order; files that set columns side by side are
compared word by word or letter by letter instead.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.document import Document, Heading, Inline, LineBreak, Paragraph, Picture, Tab, Text
from pipeline.prove.fold import tokens
from pipeline.write import Agreement, Parts, parts

_TATWEEL = "\u0640"
_MARKS = re.compile(r"\[(?:\*+|\d{1,3}|[a-z])\]|\((?:\d{1,3})\)")
"""A word that may be the mark of a note; left out of the words compared, since plain text cannot mark it as one."""
_SIGNS = re.compile(
    "[\u0334-\u0338\u0488\u0489\u1abe\u1cd4\u1ce2-\u1ce8\u20d2\u20d3\u20d8-\u20da\u20dd-\u20e0\u20e2-\u20e6\u20ea\u20eb"
    "\ua670-\ua672\u202d\u202e]"
)
"""Marks over and around a letter (Unicode: combining class 1, category Me), and overrides of the direction."""
_FEW, _MANY = 3, 12
"""Most differing words that a message names; from more than so many on, the fault is not a matter of words.
Chosen: three words show a slip, a dozen show that the text is another."""


@dataclass(frozen=True, slots=True)
class Content(Parts):
    """The own text of a document, with its hash."""

    @property
    def hash(self) -> str:
        """The content hash: SHA-256 in hexadecimal."""
        return hashlib.sha256(self._sequence().encode("utf-8")).hexdigest()

    def agreement(self, other: Content, least: Agreement) -> Agreement | None:
        """Return how closely another content agrees with this one; None if it is less than `least`."""
        order = list(Agreement)
        asked = order[: order.index(least) + 1]
        return next((way for way in asked if self._seen_by(way) == other._seen_by(way)), None)

    def difference(self, other: Content) -> str:
        """Return the words that this content has and `other` has not, and the other way; "" for none, and where all
        is wrong.
        """
        found, expected = (Counter(tokens(content.whole, vowel_marks=False)) for content in (self, other))
        differences = (("too much", found - expected), ("missing", expected - found))
        if any(len(words) > _MANY for _, words in differences):
            return ""
        return "; ".join(f"{what}: {_few(words)}" for what, words in differences if words)

    def added_signs(self, other: Content) -> list[str]:
        """Return the signs of this content that strike letters out or turn them over, and that `other` has less often:
        they are neither letters nor digits, so no comparison of texts has them.
        """
        texts = (unicodedata.normalize("NFC", content.whole) for content in (self, other))
        found, expected = (Counter(_SIGNS.findall(text)) for text in texts)
        return [f"U+{ord(sign):04X}" for sign in sorted(found - expected)]

    @property
    def whole(self) -> str:
        """All of it."""
        return "\n".join((*self.masthead, self.text, *self.notes))

    def _seen_by(self, way: Agreement) -> str | Counter[str]:
        """Return what is compared."""
        if way is Agreement.SEQUENCE:
            return self._sequence()
        return Counter(self._words() if way is Agreement.WORDS else letters(self.whole))

    def _sequence(self) -> str:
        masthead, notes = (sorted(filter(None, map(letters, part))) for part in (self.masthead, self.notes))
        return "\n".join(("masthead", *masthead, "text", letters(self.text), "notes", *notes))

    def _words(self) -> list[str]:
        return tokens(_MARKS.sub(" ", self.whole), vowel_marks=False)


def _few(words: Counter[str]) -> str:
    """Return the first of these words, in the order of the text."""
    shown = [f"“{word}”" for word in words][:_FEW]
    return ", ".join([*shown, "…"] if len(words) > _FEW else shown)


def letters(text: str) -> str:
    """Return letters and digits alone, in compatibility form (NFKC), in order; case is kept, accents too, vowel marks
    not.
    """
    normal = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return normal.translate(_KEPT)


class _Kept(dict[int, int | None]):
    """Replacement of each character: itself, or nothing; computed when it is first met."""

    def __missing__(self, code: int) -> int | None:
        kept = unicodedata.category(chr(code))[0] in "LN" and chr(code) != _TATWEEL
        self[code] = code if kept else None
        return self[code]


_KEPT = _Kept()


def of_file(data: bytes, format: str, language: str) -> Content:
    """Return the content of a written file; `language` is BCP 47. Raises DocumentError if it cannot be read."""
    found = parts(data, format, language)
    return Content(found.masthead, found.text, found.notes)


def of_document(document: Document) -> Content:
    """Return the content of a prepared document; generated runs and marks of notes are not content."""
    masthead = document.masthead.fields if document.masthead else ()
    return Content(
        tuple(_own(field.inlines) for field in masthead),
        "\n".join(_block(block) for block in _blocks(document)),
        tuple("\n".join(_block(paragraph) for paragraph in note.blocks) for note in document.notes),
    )


def _blocks(document: Document) -> Iterable[Paragraph | Heading]:
    for block in document.blocks():
        if isinstance(block, Paragraph | Heading):
            yield block
        else:
            yield from (p for row in block.rows for cell in row.cells for p in cell.blocks)


def _block(block: Paragraph | Heading) -> str:
    return f"{_own(block.label)} {_own(block.inlines)}"


def _own(inlines: Iterable[Inline]) -> str:
    """Return the characters of the source, a space for each break and note mark."""
    parts = []
    for inline in inlines:
        if isinstance(inline, Text):
            own = "" if inline.generated else inline.text
            parts.append(f" {own} " if inline.change else own)
        elif isinstance(inline, Picture):
            parts.append(inline.words)
        else:
            parts.append(" " if isinstance(inline, LineBreak | Tab) else "\n")
    return "".join(parts)
