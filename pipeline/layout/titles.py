"""Spaces that are something else in print: breaks in titles, ties between last words and in numbers.

Reads inlines. Gives them with the line breaks that the print makes whatever the width, with the last two words of a
long title tied, so that no title ends in a line of one word, and with numbers in groups held together. What is broken
or tied where: the table [print] of the language and `last_words` of a style. In a marked document each version has its
own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from pipeline.characters.digits import MAYBE_NUMBER, numbers
from pipeline.document import (
    HELD_DATE,
    Block,
    Change,
    Direction,
    Document,
    Heading,
    Identity,
    Inline,
    LineBreak,
    MastheadField,
    Paragraph,
    Rank,
    Role,
    Text,
    read_text,
)
from pipeline.languages.scripts import ARABIC
from pipeline.languages.strings import strings, supported

Made = Callable[[Text, Change | None], Inline]
"""What stands for a space of a run, in the version that the change says."""
Find = Callable[[str], Iterable[int]]
"""Offsets of the spaces in a text for which something else is."""
_OTHER = "\ufffc"  # stands for anything that is not text
_NO_BREAK = "\u00a0"
_Worded = TypeVar("_Worded", Paragraph, Heading, MastheadField)
_LONG = 40
"""Characters of a title that takes more than one line somewhere.
Chosen: less than a line of the narrowest title column."""
_LONGEST_PAIR = 30
"""Characters of two words that are tied. Chosen: a longer pair would leave a gap."""
_LAST_BRACKET = re.compile("(?<=.{20}[ ,])\\([^()\ufffc]{3,40}\\)$")
_LONGEST_NUMBER = 12
"""Characters of a number on a line of its own ("XXVIII", "Section 29A"). Chosen: the longest of the examples."""
_ARABIC = re.compile(f"[{ARABIC}]")
"""Titles that stay as they are: with no-break spaces in them LibreOffice 7.4 lays out some Arabic files without end."""


def break_pattern(identity: Identity, key: str) -> str | None:
    """Return where the print breaks a title of this role or rank: as the kind of document has it, else as all have."""
    return _break_pattern(identity.language, identity.style_kind, key, HELD_DATE in identity.signs)


@lru_cache(maxsize=1024)
def _break_pattern(language: str, kind: str, key: str, held: bool) -> str | None:
    breaks = strings(language).print.breaks if supported(language) else {}
    keys = (f"{key}-held", f"{kind}-{key}", key) if held else (f"{kind}-{key}", key)
    return next((breaks[k] for k in keys if k in breaks), None)


def broken(inlines: Sequence[Inline], pattern: str | None, *, printed: bool = False) -> tuple[Inline, ...]:
    """Return the inlines with a line break instead of the spaces that match, however the runs are cut."""
    if pattern is None:
        return tuple(inlines)
    found = re.compile(pattern)
    return _exchanged(
        inlines,
        lambda text: [m.start() for m in found.finditer(text)],
        lambda _, change: LineBreak(change=change, printed=printed),
    )


def tied(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """Return the inlines, the last two words of a long title tied by a no-break space, or all in a last bracket."""
    kept = bracketed(inlines)
    if kept != tuple(inlines):
        return kept
    return _exchanged(inlines, _last_space, lambda run, change: replace(run, text="\u00a0", change=change))


def bracketed(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """Return the inlines of a title, the words of brackets at its end held together: a short title, a second name."""
    return _exchanged(inlines, _in_last_bracket, lambda run, change: replace(run, text="\u00a0", change=change))


def joined(inlines: Sequence[Inline], language: str) -> tuple[Inline, ...]:
    """Return the inlines of a title set by sense, with spaces after which no line begins."""
    pattern = strings(language).print.joined if supported(language) else ""
    if not pattern:
        return tuple(inlines)
    found = re.compile(pattern)
    return _exchanged(
        inlines,
        lambda text: [m.start() for m in found.finditer(text)],
        lambda run, change: replace(run, text=" \u2060", change=change),
    )


def number_and_words(heading: Heading) -> tuple[str, str]:
    """Return the number of a heading, which may be on a line of its own before its words, and the words."""
    if heading.label:
        return read_text(heading.label), read_text(heading.inlines)
    for place, inline in enumerate(heading.inlines):
        if isinstance(inline, LineBreak):
            number = read_text(heading.inlines[:place]).strip()
            words = read_text(heading.inlines[place + 1 :])
            return (number, words) if len(number) <= _LONGEST_NUMBER else ("", f"{number} {words}")
    return "", read_text(heading.inlines)


def is_titled_by(heading: Heading, following: Heading) -> bool:
    """Return True for the label of an annex or a bare number whose title is the heading right below it."""
    if heading.rank is Rank.ANNEX_LABEL and following.rank is Rank.ANNEX_TITLE:
        return True
    bare = not heading.label and len(heading.text) <= _LONGEST_NUMBER
    return bare and heading.rank is following.rank and not following.label


def held(inlines: Sequence[Inline], space: Callable[[Text], str]) -> Sequence[Inline]:
    """Return the inlines with what `space` says for the spaces in numbers in groups."""
    if not _may_have_number(inlines):
        return inlines
    return _exchanged(inlines, _in_numbers, lambda run, change: replace(run, text=space(run), change=change))


def _may_have_number(inlines: Sequence[Inline]) -> bool:
    """Return False if no version of the inlines has a number in groups: there is none in all of them together."""
    words = ""
    for inline in inlines:
        if inline.change is not None:
            return True
        words += inline.text if isinstance(inline, Text) else _OTHER
    return MAYBE_NUMBER.search(words) is not None


def untied(document: Document) -> Document:
    """Return an Arabic document whose titles have no no-break spaces, others as they are: for word processors.

    With them LibreOffice 7.4 lays out some Arabic files without end.
    """
    if document.identity.direction is not Direction.RTL:
        return document
    masthead = document.masthead
    if masthead is not None:
        masthead = replace(masthead, fields=tuple(_loose(field) for field in masthead.fields))
    running = document.identity.running_title.replace(_NO_BREAK, " ")
    return replace(
        document,
        identity=replace(document.identity, running_title=running),
        masthead=masthead,
        title=tuple(map(_loose_title, document.title)),
        parts=tuple(replace(part, blocks=tuple(map(_loose_title, part.blocks))) for part in document.parts),
    )


def _loose_title(block: Block) -> Block:
    if isinstance(block, Heading):
        return _loose(block)
    return _loose(block) if isinstance(block, Paragraph) and block.role is Role.ADOPTION else block


def _loose(block: _Worded) -> _Worded:
    """Return a block or field with spaces for its no-break spaces."""
    texts = (replace(i, text=i.text.replace(_NO_BREAK, " ")) if isinstance(i, Text) else i for i in block.inlines)
    return replace(block, inlines=tuple(texts))


def _last_space(text: str) -> list[int]:
    words = text.rstrip(" ").rsplit(" ", 2)
    short = len(text) < _LONG or len(words) < 3 or len(words[1]) + len(words[2]) > _LONGEST_PAIR
    return [] if short or _ARABIC.search(text) or _OTHER in words[1] + words[2] else [len(words[0]) + 1 + len(words[1])]


def _in_last_bracket(text: str) -> list[int]:
    found = _LAST_BRACKET.search(text)
    if not found or _ARABIC.search(text):
        return []
    return [n for n in range(*found.span()) if text[n] == " "]


def _in_numbers(text: str) -> list[int]:
    if not MAYBE_NUMBER.search(text):
        return []
    return [n for number in numbers(text) for n in range(*number.span()) if text[n] == " "]


def _exchanged(inlines: Sequence[Inline], find: Find, made: Made) -> tuple[Inline, ...]:
    """Return the inlines with `made` for the spaces that `find` names in the text of each version."""
    marked = any(inline.change for inline in inlines)
    places = {new: _places(inlines, find, new) for new in ((True, False) if marked else (True,))}
    if not any(places.values()):
        return tuple(inlines)
    result: list[Inline] = []
    for index, inline in enumerate(inlines):
        if isinstance(inline, Text):
            result += _pieces(inline, {new: found.get(index, ()) for new, found in places.items()}, made)
        else:
            result.append(inline)
    return tuple(result)


def _places(inlines: Sequence[Inline], find: Find, new: bool) -> dict[int, list[int]]:
    """Return the offsets of the spaces by the index of their inline, in one version."""
    own = [n for n, i in enumerate(inlines) if i.change is None or i.change.is_new is new]
    texts = [i.text if isinstance(i := inlines[n], Text) else _OTHER for n in own]
    offsets = sorted(find("".join(texts)))
    found: dict[int, list[int]] = {}
    at = 0
    for index, text in zip(own, texts, strict=True):
        while offsets and offsets[0] < at + len(text):
            found.setdefault(index, []).append(offsets.pop(0) - at)
        at += len(text)
    return found


def _pieces(run: Text, places: dict[bool, Sequence[int]], made: Made) -> list[Inline]:
    """Return the run with something else for its spaces; a space of one version alone is beside what the other
    has.
    """
    pieces: list[Inline] = []
    at = 0
    for offset in sorted({place for found in places.values() for place in found}):
        pieces.append(replace(run, text=run.text[at:offset]))
        at = offset + 1
        alone = [new for new, found in places.items() if offset in found]
        if run.change is not None or len(alone) == len(places):
            pieces.append(made(run, run.change))
            continue
        space = replace(run, text=run.text[offset])
        old, new = run.as_formerly(), replace(run, former=None)
        pieces += (
            [replace(space.as_formerly(), change=Change.DELETED), made(new, Change.INSERTED)]
            if alone == [True]
            else [made(old, Change.DELETED), replace(space, former=None, change=Change.INSERTED)]
        )
    return _joined([*pieces, replace(run, text=run.text[at:])])


def _joined(pieces: list[Inline]) -> list[Inline]:
    """Return the pieces, those of one kind that follow each other as one run; empty ones are left out."""
    result: list[Inline] = []
    for piece in pieces:
        before = result[-1] if result else None
        if isinstance(piece, Text) and isinstance(before, Text) and replace(before, text=piece.text) == piece:
            result[-1] = replace(before, text=before.text + piece.text)
        elif not isinstance(piece, Text) or piece.text:
            result.append(piece)
    return result
