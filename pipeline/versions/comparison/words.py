"""Word by word: what was said and what is said now, inside one paragraph.

Reads the inlines of two versions of a paragraph. Gives `Spelling`: spans of tokens that are in both or in one, and
from it the words as edits, and the inlines of a marked document. A run of spaces, a sign, a note mark, a break is a
token like a word; spaces and signs are compared exactly. Looks and links make no other words, but that a word struck
out is not the word itself: what is in both versions has those of the new one, and remembers those of the old one
(`Former`).
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.document import Change, Former, Inline, LineBreak, Look, NoteMark, Picture, Text, plain_text
from pipeline.versions.comparison.sequences import steps
from pipeline.versions.comparison.tokens import tokens

_WORDS = re.compile(r"\S+|\s+")
"""What runs against its line, as a symbol in Arabic does, is not cut: at the ends of its runs are direction marks."""
_ISLAND = 6
"""Characters of a kept span that is too short to be read between two changes. Chosen: a short word with its spaces."""

_DIGITS = 8
"""Number of digits of a hash that suffice to distinguish two files. Chosen: 32 bits."""

OLD_PREFIX = "old."
"""Put before the anchors and note ids of what is only in the old version."""


@dataclass(frozen=True, slots=True)
class WordEdit:
    """Words of the old version and what is in their place; either may be empty. Offsets in the plain texts."""

    old: str
    new: str
    old_at: int
    new_at: int
    old_length: int | None = None
    """Length of the old words in their text, where that is another: a picture is named here more closely than there."""

    @property
    def old_end(self) -> int:
        """End of the old words in their text."""
        return self.old_at + (len(self.old) if self.old_length is None else self.old_length)


@dataclass(frozen=True, slots=True)
class _Token:
    key: Hashable
    inline: Inline

    @property
    def text(self) -> str:
        return plain_text([self.inline])

    @property
    def shown(self) -> str:
        """The words by which an edit names it: a picture with the beginning of the hash of its file."""
        if isinstance(self.inline, Picture) and self.inline.file:
            return f"[{self.inline.alt} #{self.inline.file[:_DIGITS]}]"
        return self.text

    @property
    def length(self) -> int:
        return len(self.inline.text) if isinstance(self.inline, Text) else 1


def _shown(tokens: Sequence[_Token]) -> str:
    """Return the words by which an edit names tokens: those that a version itself strikes between tildes."""
    parts = ((struck, "".join(t.shown for t in run)) for struck, run in groupby(tokens, key=_is_struck))
    return "".join(f"~{text}~" if struck else text for struck, text in parts)


def _is_struck(token: _Token) -> bool:
    return isinstance(token.inline, Text) and Look.STRIKE in token.inline.look


@dataclass(slots=True)
class Span:
    """Tokens of both versions: the same ones (`kept`), or what one says in place of the other."""

    kept: bool
    old: list[_Token]
    new: list[_Token]


@dataclass(frozen=True, slots=True)
class Spelling:
    """Two versions of one run of inlines, side by side."""

    spans: tuple[Span, ...]

    @property
    def changed(self) -> bool:
        """True if the versions do not say the same."""
        return not all(span.kept for span in self.spans)

    @property
    def reformed(self) -> bool:
        """True if words that are in both versions have other looks or links."""
        pairs = (pair for span in self.spans if span.kept for pair in zip(span.old, span.new, strict=True))
        return any(_former(a.inline, b.inline) is not None for a, b in pairs)

    def edits(self) -> Iterator[WordEdit]:
        """Yield the words that differ, in order."""
        old_at = new_at = 0
        for span in self.spans:
            old, new = "".join(t.text for t in span.old), "".join(t.text for t in span.new)
            if not span.kept:
                shown = [_shown(side) for side in (span.old, span.new)]
                length = None if shown[0] == old else len(old)
                yield WordEdit(shown[0], shown[1], old_at, new_at, old_length=length)
            old_at, new_at = old_at + len(old), new_at + len(new)

    def merged(self) -> tuple[Inline, ...]:
        """Return both versions in one: what was deleted before what was inserted."""
        return _joined(
            inline
            for span in self.spans
            for inline in (
                [_kept(a.inline, b.inline) for a, b in zip(span.old, span.new, strict=True)]
                if span.kept
                else [*_marked(_renamed(span.old), Change.DELETED), *_marked(span.new, Change.INSERTED)]
            )
        )

    def moved_from(self) -> tuple[Inline, ...]:
        """Return the old version at the place it has left."""
        return _joined(
            inline
            for span in self.spans
            for inline in _marked(_renamed(span.old), Change.MOVED_FROM if span.kept else Change.DELETED)
        )

    def moved_to(self) -> tuple[Inline, ...]:
        """Return the new version at the place it has come to."""
        return _joined(
            inline
            for span in self.spans
            for inline in _marked(span.new, Change.MOVED_TO if span.kept else Change.INSERTED)
        )


def spell(old: Sequence[Inline], new: Sequence[Inline], notes: Mapping[str, str], whole: bool = False) -> Spelling:
    """Compare two runs of inlines. `notes` maps ids of old notes to new ones; `whole`: as one word each (labels)."""
    before, after = list(_cut(old, notes, True)), list(_cut(new, notes, False))
    if [t.key for t in before] == [t.key for t in after]:
        return Spelling((Span(True, before, after),) if before else ())
    if whole:
        return Spelling((Span(False, before, after),))
    made = steps([t.key for t in before], [t.key for t in after])
    spans = (Span(s.kept, before[s.old_start : s.old_end], after[s.new_start : s.new_end]) for s in made)
    return Spelling(tuple(_readable(_united(spans))))


def only(inlines: Sequence[Inline], change: Change) -> tuple[Inline, ...]:
    """Return the inlines that are in one version alone, marked."""
    own = [_Token(None, i) for i in inlines]
    return _joined(_marked(own if change.is_new else _renamed(own), change))


def _cut(inlines: Iterable[Inline], notes: Mapping[str, str], is_old: bool) -> Iterator[_Token]:
    for inline in inlines:
        if isinstance(inline, Text):
            for token in _WORDS.findall(inline.text) if inline.isolate else tokens(inline.text):
                yield _Token((token, True) if Look.STRIKE in inline.look else token, replace(inline, text=token))
        elif isinstance(inline, NoteMark):
            name = notes.get(inline.note, OLD_PREFIX + inline.note) if is_old else inline.note
            yield _Token((NoteMark, name), inline)
        elif isinstance(inline, Picture):
            yield _Token((Picture, inline.file, inline.alt), inline)
        else:
            yield _Token(("break" if isinstance(inline, LineBreak) else "tab",), inline)


def _united(spans: Iterable[Span]) -> list[Span]:
    """Return spans with neighbours of the same kind merged."""
    result: list[Span] = []
    for span in spans:
        if result and result[-1].kept == span.kept:
            result[-1].old += span.old
            result[-1].new += span.new
        else:
            result.append(span)
    return result


def _readable(spans: list[Span]) -> list[Span]:
    """Return short kept spans between longer changes dissolved: a reader follows phrases, not single small words."""
    for number in range(1, len(spans) - 1):
        if spans[number].kept and _is_island(spans[number], spans[number - 1], spans[number + 1]):
            spans[number].kept = False
    return _united(spans)


def _is_island(span: Span, before: Span, after: Span) -> bool:
    if any(isinstance(t.inline, NoteMark) for t in span.new) or before.kept or after.kept:
        return False
    text = "".join(t.text for t in span.new)
    sizes = [max(_size(side.old), _size(side.new)) for side in (before, after)]
    return text.isspace() or (len(text) <= _ISLAND and len(text) <= min(sizes))


def _size(side: Sequence[_Token]) -> int:
    return sum(t.length for t in side)


def _renamed(side: Iterable[_Token]) -> list[_Token]:
    """Return the tokens of the old version as they are beside the new one: with note ids of their own."""
    return [_Token(t.key, _old_inline(t.inline)) for t in side]


def _old_inline(inline: Inline) -> Inline:
    return replace(inline, note=OLD_PREFIX + inline.note) if isinstance(inline, NoteMark) else inline


def _marked(side: Iterable[_Token], change: Change | None) -> list[Inline]:
    return [replace(t.inline, change=change) for t in side]


def _kept(old: Inline, new: Inline) -> Inline:
    """Return an inline that is in both versions."""
    former = _former(old, new)
    return replace(new, former=former) if former is not None and isinstance(new, Text) else new


def _former(old: Inline, new: Inline) -> Former | None:
    """Return what a run of the same characters was in the old version; None if it was the same."""
    if not isinstance(old, Text) or not isinstance(new, Text):
        return None
    same = old.look == new.look and old.language == new.language and old.isolate is new.isolate
    if same and (old.link.target if old.link else "") == (new.link.target if new.link else ""):
        return None
    return Former(old.look, old.link, old.language, old.isolate)


def _joined(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Return the neighbouring runs that differ in their text alone made one."""
    return tuple(inline for kind, group in groupby(inlines, key=_kind) for inline in _in_one(kind, group))


def _kind(inline: Inline) -> Inline | None:
    """Return what neighbours have in common that differ in their text alone; None if it stays by itself."""
    return replace(inline, text="") if isinstance(inline, Text) else None


def _in_one(kind: Inline | None, group: Iterable[Inline]) -> Iterable[Inline]:
    if not isinstance(kind, Text):
        return group
    return [replace(kind, text="".join(inline.text for inline in group if isinstance(inline, Text)))]
