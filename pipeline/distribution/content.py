"""The content of a document: the letters and digits of its own text, without what a form adds.

Reads a `Document`, or what the readers of the formats found in a file. Gives `Content` and its hashes. Three hashes,
each weaker than the one before (docs/manifest.md): `sequence` holds for formats that keep the order of the text,
`words` for those that set columns side by side, `letters` where parts of cells change places.
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
from pipeline.write import Basis, Parts, parts

_TATWEEL = "\u0640"
_MARKS = re.compile(r"\[(?:\*+|\d{1,3}|[a-z])\]|\((?:\d{1,3})\)")
"""A word that may be the mark of a note; left out of `words`, since plain text cannot mark it as one."""
_FEW, _MANY = 3, 12
"""Most differing words that a message names; from more than so many on, the fault is not a matter of words.
Chosen: three words show a slip, a dozen show that the text is another."""


@dataclass(frozen=True, slots=True)
class Content(Parts):
    """The own text of a document, with its hashes."""

    def hash(self, basis: Basis) -> str:
        """Return the SHA-256 in hexadecimal."""
        return hashlib.sha256(self._canonical(basis).encode("utf-8")).hexdigest()

    def hashes(self) -> dict[str, str]:
        """Return all three, by their names."""
        return {basis.value: self.hash(basis) for basis in Basis}

    def strongest(self, hashes: dict[str, str]) -> Basis | None:
        """Return the strongest basis on which this content has the hash wanted; None if it has none of them."""
        return next((basis for basis in Basis if self.hash(basis) == hashes.get(basis.value)), None)

    def difference(self, other: Content) -> str:
        """Return the words that this content has and `wanted` has not, and the other way; "" for none, and where all
        is wrong.
        """
        found, expected = (Counter(tokens(content.whole, vowel_marks=False)) for content in (self, other))
        differences = (("too much", found - expected), ("missing", expected - found))
        if any(len(words) > _MANY for _, words in differences):
            return ""
        return "; ".join(f"{what}: {_few(words)}" for what, words in differences if words)

    @property
    def whole(self) -> str:
        """All of it."""
        return "\n".join((*self.masthead, self.text, *self.notes))

    def _canonical(self, basis: Basis) -> str:
        if basis is Basis.SEQUENCE:
            masthead, notes = (sorted(filter(None, map(letters, part))) for part in (self.masthead, self.notes))
            return "\n".join(("masthead", *masthead, "text", letters(self.text), "notes", *notes))
        if basis is Basis.WORDS:
            return _counted(tokens(_MARKS.sub(" ", self.whole), vowel_marks=False))
        return _counted(letters(self.whole))


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


def _counted(items: Iterable[str]) -> str:
    """Return each item with its number, in the order of code points."""
    return "\n".join(f"{item} {number}" for item, number in sorted(Counter(items).items()))


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
