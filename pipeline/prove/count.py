"""The count: what a source holds besides words against what the reader of a format finds in a file.

Reads `Words` and what was read back. Gives a `Lack` for each sort of which the file has less. A file may have more: a
form adds marks of its own, a table fills up short rows, a running head repeats a title with its quotation marks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.errors import Place
from pipeline.prove.contents import QUOTES, Item, made_quotes, plain_address
from pipeline.prove.fold import tokens
from pipeline.prove.oracle import Words
from pipeline.write import FRAME, Format, Read, Sort

_LONGEST = 60
"""Characters quoted of a thing. Chosen: one line of a message."""
_MARK = 6
"""Longest mark of a note that is known as one in plain text. Chosen: "[123]" with a sign."""
_MIRRORED = {char: pair[0] for pair in ("“”„‟", "«»", "‹›", "「」", "『』", "‘‚") for char in pair}
"""Marks of which a reader of right-to-left text may find the one for the other."""


@dataclass(frozen=True, slots=True)
class Lack:
    """Things that a file has too few of: how many of how many, the first one that it lacks, and its place in the
    source."""

    sort: Sort
    number: int
    total: int
    what: str
    place: Place

    def __str__(self) -> str:
        """As a message says it."""
        names = str(self.sort) + ("s" if self.total > 1 else "")
        verb = "are" if self.number > 1 else "is"
        what = "incomplete or lost" if self.sort is Sort.TABLE else "lost"
        first = f": “{self.what}”" if self.what else ""
        return f"{self.number} of {self.total} {names} {verb} {what}{first}"


def lacking(words: Words, read: Read, format: Format) -> tuple[Lack, ...]:
    """Return what a file lacks, by kind; of a kind that the format does not show nothing is asked."""
    found = [_lack(words, sort, words.contents[sort], read, format) for sort in words.contents if sort in read.counts]
    if Sort.QUOTE in format.traits.shows:
        found.append(_quotes(words, read.seen, format))
    return tuple(lack for lack in found if lack is not None)


def _lack(words: Words, sort: Sort, items: Sequence[Item], read: Read, format: Format) -> Lack | None:
    found = read.counts[sort]
    if sort is Sort.TABLE:
        return _described(words, sort, items, list(_without_table(items, found)))
    if sort is Sort.PICTURE:
        return _described(words, sort, items, _unmatched(items, map(_folded, found), _folded))
    if sort is Sort.LINK:
        places = ("#" if address.startswith("#") else plain_address(address) for address in found)
        return _described(words, sort, items, _unmatched(items, places, str))
    if sort in (Sort.INSERTION, Sort.DELETION):
        return _described(words, sort, items, _unchanged(items, found, parted=format.traits.columns))
    if sort is Sort.MARK and Sort.NOTE not in format.traits.shows:
        return _described(words, sort, items, _uncalled(items, found))
    return _described(words, sort, items, _beyond(items, len(found)))


def _described(words: Words, sort: Sort, items: Sequence[Item], lost: Sequence[Item]) -> Lack | None:
    if not lost:
        return None
    what = "" if sort in (Sort.TABLE, Sort.NOTE) else " ".join(lost[0].key.split())
    short = what if len(what) <= _LONGEST else f"{what[:_LONGEST]}…"
    return Lack(sort, len(lost), len(items), short, words.source.place(lost[0].element))


def _folded(text: str) -> str:
    return " ".join(tokens(text))


def _unmatched(items: Iterable[Item], found: Iterable[str], key: Callable[[str], str]) -> list[Item]:
    """Return the items whose keys the file does not have as often."""
    left = Counter(found)
    lost = []
    for item in items:
        known = key(item.key)
        if left[known] > 0:
            left[known] -= 1
        else:
            lost.append(item)
    return lost


def _beyond(items: Sequence[Item], number: int) -> list[Item]:
    """Return the items beyond the number that the file has: which of them it lacks is not known."""
    return list(items[number:])


def _uncalled(items: Sequence[Item], found: Iterable[str]) -> list[Item]:
    """Return the marks that plain text lacks: each is where the note is called, and before the note itself."""
    left = Counter(found)
    for key in {item.key for item in items}:
        left[key] -= 1
    return _unmatched([item for item in items if 0 < len(item.key) <= _MARK], left.elements(), str)


def _unchanged(items: Sequence[Item], found: Sequence[str], *, parted: bool) -> list[Item]:
    """Return the changes whose words are not among those that the file marks so."""
    if parted:
        return _unspelled(items, found) if len(found) < len(items) else []
    left = Counter(word for text in found for word in tokens(text))
    lost = []
    for item in items:
        own = Counter(tokens(item.key))
        if own - left and not _spelled(item, found):
            lost.append(item)
        left -= own
    return _scattered(lost, items, found) if lost else lost


def _scattered(lost: Sequence[Item], items: Sequence[Item], found: Sequence[str]) -> list[Item]:
    """Return those of the changes that are lost even if a mark of a note may be between any two of their words."""
    missing, letters = {id(item) for item in _unspelled(items, found)}, _letters(found)
    return [item for item in lost if id(item) in missing or not all(word in letters for word in tokens(item.key))]


def _letters(texts: Iterable[str]) -> str:
    return "".join(word for text in texts for word in tokens(text))


def _unspelled(items: Sequence[Item], found: Iterable[str]) -> list[Item]:
    """Return the changes whose letters are not among those that the file marks so: columns part them, and neighbours
    read as one.
    """
    left = Counter(_letters(found))
    lost = []
    for item in items:
        own = Counter("".join(tokens(item.key)))
        if own - left:
            lost.append(item)
        left -= own
    return lost


def _spelled(item: Item, found: Iterable[str]) -> bool:
    """Return True if the letters of a change are there, cut otherwise: at a change of look, or at the end of a line."""
    return "".join(tokens(item.key)) in _letters(found)


def _without_table(items: Sequence[Item], found: Sequence[str]) -> Iterator[Item]:
    """Yield the tables that no table of the file, in order, has the rows and cells of."""
    at = 0
    for item in items:
        place = next((n for n in range(at, len(found)) if _holds(found[n], item.key)), None)
        if place is None:
            yield item
        else:
            at = place + 1


def _holds(found: str, expected: str) -> bool:
    """Return True if a table has all rows wanted, each with as many cells; a frame stands for one column."""
    needed = list(map(int, expected.split()))
    if found == FRAME:
        return max(needed) == 1
    rows = list(map(int, found.split()))
    if len(rows) < len(needed):
        return False
    rest = iter(rows)
    return all(any(cells <= row for row in rest) for cells in needed)


def _quotes(words: Words, seen: str, format: Format) -> Lack | None:
    """Return marks of quotation; where letters change places, with no difference between those that open and close."""
    expected = words.quotes
    if not expected:
        return None
    have = Counter({char: seen.count(char) for char in (QUOTES if format.traits.letters_move else expected)})
    if format.traits.letters_move:
        expected, have = (_alike(count) for count in (expected, have))
        have["‘"] += max(0, seen.count("’") - words.text.count("’"))  # as it is mirrored
    missing = expected - have
    if not missing:
        return None
    known = [*_in_text(words), *made_quotes(words.elements)]
    alike = _MIRRORED if format.traits.letters_move else {}
    first = next(item for item in known if alike.get(item.key, item.key) in missing)
    place = words.source.place(first.element)
    return Lack(Sort.QUOTE, missing.total(), expected.total(), first.key, place)


def _alike(count: Counter[str]) -> Counter[str]:
    result = Counter[str]()
    for char, number in count.items():
        result[_MIRRORED.get(char, char)] += number
    return result


def _in_text(words: Words) -> Iterator[Item]:
    return (Item(p.element, char) for p in words.passages() for char in p.text if char in QUOTES)
