"""Facts in a text: figures, dates, names, instruments cited.

Reads the inlines of a block, and the table [dates] of its language. Gives `Facts`, each fact
in a form that does not depend on how it is written: figures without separators, months as numbers, names folded; a
number in words excuses a figure. Two texts say the same where their facts are the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.akn.identifiers import normalised_iri
from pipeline.document import Inline, NoteMark, Text, plain_text
from pipeline.languages.dates import any_month, month_number
from pipeline.languages.numbers import in_order, in_words, roman
from pipeline.languages.strings import strings
from pipeline.versions.comparison.tokens import folded, words

_GROUP = r"[.,\u00a0\u202f \u066b\u066c]"
_FIGURE = re.compile(rf"(?<![A-Za-z\d/])(?:\d{{1,3}}(?:{_GROUP}\d{{3}})+(?!\d)|\d+(?:[.,]\d+)?)(?!\d*/)")
_SYMBOL = re.compile(r"(?<![A-Za-z\d/])(?:[A-Z]{1,5}(?:/[A-Za-z\d.-]+)+|\d{1,3}/\d+)")
_SESSION = re.compile(r"(?<![\d/])(\d{1,4})\s*\((?:([IVXL]+)|د\s*-\s*(\d{1,2}))\)")
"""Resolutions up to 1975 are cited with their session: 973 (X), in Arabic with the letter of "session": 973 (د-10)."""
_RESOLUTION = re.compile(r"^A/(?:HRC/)?RES/")
_WORD_OR_STOP = re.compile(r"[^\W\d_]\w*(?:[’'-][^\W\d_]\w*)*|[.!?:;«“(\n–]")


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a text, each as often as it is said."""

    figures: Counter[str]
    dates: Counter[str]
    names: Counter[str]
    instruments: Counter[str]
    language: str = ""
    text: str = ""
    """The whole text, folded: a name is missing only where its words are not said at all, a figure only where the
    number is not written in words either."""

    def __add__(self, other: Facts) -> Facts:
        """Return the facts of two texts of one language together."""
        return Facts(
            self.figures + other.figures,
            self.dates + other.dates,
            self.names + other.names,
            self.instruments + other.instruments,
            self.language,
            f"{self.text} {other.text}",
        )


@dataclass(frozen=True, slots=True)
class Difference:
    """Facts of one kind that only one of two texts has."""

    what: str
    """`figures`, `dates`, `names`, `instruments`."""
    left: tuple[str, ...]
    right: tuple[str, ...]


def facts(inlines: Sequence[Inline], language: str) -> Facts:
    """Return the facts in the inlines of one block."""
    text = unicodedata.normalize("NFKC", plain_text(i for i in inlines if not isinstance(i, NoteMark)))
    dates, rest = _dates(text, language)
    without = _SESSION.sub(r"\1", _SYMBOL.sub(" ", rest))
    names = Counter(_names(text)) if strings(language).language.capitals else Counter[str]()
    cited = Counter(_instruments(inlines, text))
    return Facts(Counter(_figures(without, language)), dates, names, cited, language, folded(text))


def differences(left: Facts, right: Facts, *, names: bool = True) -> list[Difference]:
    """Return what differs, in the order figures, dates, names, instruments. `names` only make sense in one language."""
    found = []
    for what in ("figures", "dates", "instruments"):
        a, b = getattr(left, what), getattr(right, what)
        mine, theirs = _only(a, b), _only(b, a)
        if what == "figures":
            mine, theirs = _unspelled(mine, right), _unspelled(theirs, left)
        if mine or theirs:
            found.append(Difference(what, mine, theirs))
    if names:
        one = tuple(n for n in sorted(left.names) if not _has_words_of(n, right))
        other = tuple(n for n in sorted(right.names) if not _has_words_of(n, left))
        if one or other:
            found.append(Difference("names", one, other))
    return found


def _only(a: Counter[str], b: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted((a - b).elements()))


def _has_words_of(name: str, other: Facts) -> bool:
    known = set(words(other.text))
    return all(word in known for word in words(name))


def _unspelled(figures: tuple[str, ...], other: Facts) -> tuple[str, ...]:
    """Return the figures that the other text has not in words either."""
    return tuple(f for f in figures if not any(_stands(word, other.text) for word in _spellings(f, other.language)))


def _stands(word: str, text: str) -> bool:
    if any("\u4e00" <= c <= "\u9fff" for c in word):
        return word in text
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


@lru_cache(maxsize=4096)
def _spellings(figure: str, language: str) -> frozenset[str]:
    """Return the number in words, folded."""
    if not figure.isdecimal() or len(figure) > 4:
        return frozenset()
    found = {folded(words) for words in in_words(int(figure), language)}
    return frozenset(w for w in found | {w.replace("-", " ") for w in found} if not any(c.isdigit() for c in w))


def _dates(text: str, language: str) -> tuple[Counter[str], str]:
    """Return the dates with a day as ISO dates, months with a year as ISO months; and the text without them."""
    found: Counter[str] = Counter()

    def take(match: re.Match[str]) -> str:
        parts = match.groupdict()
        month = month_number(parts["month"], language)
        year = int(_western(parts["year"])) if parts.get("year") else 0
        days = [int(_western(d)) for d in re.findall(r"\d+", parts.get("day") or "")] or [0]
        for day in days:
            found["-".join([f"{year:04}" if year else "", f"{month:02}", *([f"{day:02}"] if day else [])])] += 1
        return " "

    for pattern in _date_patterns(language):
        text = pattern.sub(take, text)
    return found, text


@cache
def _date_patterns(language: str) -> tuple[re.Pattern[str], ...]:
    month = rf"(?P<month>{any_month(language)})(?![a-zа-яёéû])"
    forms = strings(language).dates.in_text
    return tuple(re.compile(rf"(?<!\d){form.replace('{month}', month)}", re.IGNORECASE) for form in forms)


def _figures(text: str, language: str) -> Iterator[str]:
    if language == "ar":
        text = in_order(text)
    for match in _FIGURE.finditer(text):
        groups = re.split(_GROUP, match.group())
        grouped = len(groups) > 1 and all(len(g) == 3 for g in groups[1:])
        yield _western("".join(groups) if grouped else match.group().replace(",", "."))


def _western(figure: str) -> str:
    return "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in figure)


def _names(text: str) -> Iterator[str]:
    """Return words with a capital that begin no sentence, and words of capitals; neighbours are one name."""
    begins, held, end = True, [""], -1
    for match in _WORD_OR_STOP.finditer(text):
        word = match.group()
        if not word[0].isalpha():
            begins = word in ".!?:;\n"
            continue
        core = re.split(r"[’']", word)[-1]
        if (core[:1].isupper() and not begins) or (len(core) > 1 and core.isupper()):
            joins = text[end : match.start()] == " " and core == word
            held.append(f"{held.pop()} {core}" if joins else core)
            end = match.end()
        begins = False
    return (name for name in held if name)


def _instruments(inlines: Iterable[Inline], text: str) -> Iterator[str]:
    """Yield what is cited: by the IRI of its link, by its address, else by the symbol written in the text."""
    linked: list[str] = []
    last = None
    for inline in inlines:
        link = inline.link if isinstance(inline, Text) else None
        if link is not None and link is not last and not link.internal:
            linked.append(_target(link.iri or link.target))
        last = link
    yield from linked
    sessions = {f"{number}({digits or roman(int(count))})" for number, digits, count in _SESSION.findall(text)}
    written = sessions | {_RESOLUTION.sub("", s.rstrip(".-")) for s in _SYMBOL.findall(text)}
    covered = " ".join(linked)
    yield from (s for s in sorted(written) if s not in covered and s.replace("/", "-") not in covered)


def _target(target: str) -> str:
    """Return an IRI without expression, or an address without language: what is cited, not in which language."""
    if target.startswith("/akn"):
        return normalised_iri(re.sub(r"/[a-z]{3}(?:[@:][^/]*)?(?:/!main)?/?$", "", target))
    symbol = re.sub(r"^https?://(?:docs\.un|undocs)\.org/(?:[a-z]{2}/)?", "", target, flags=re.IGNORECASE)
    return _RESOLUTION.sub("", symbol.upper()) if symbol != target else target


__all__ = ["Difference", "Facts", "differences", "facts"]
