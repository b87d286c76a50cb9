"""What a passage says that every language has to say alike: figures, months, citations.

Reads a string, its language, and the tables [validate.dates] and [validate.numbers] of that. Gives atoms, each with its
first place: `n:28063300`, `m:7`, `c:79/239`. Numbers are whole or decimal without separators, large numbers written
out; a range is its two ends.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from pipeline.languages.codes import is_east_asian
from pipeline.languages.dates import SPACE as S
from pipeline.languages.dates import month_number, spelt_months
from pipeline.languages.numbers import in_order, roman, roman_value
from pipeline.languages.numbers import in_words as in_words_of
from pipeline.languages.strings import FALLBACK, supported, tag
from pipeline.validate.languages import compiled, in_any, words
from pipeline.validate.model.passage import Atoms
from pipeline.validate.reading.citations import citations

_NO_FIGURES = r"https?://\S+|www\.\S+|\S+@\S+|SARS-CoV-2|G-?\d+\b"
_HAN = {"十": 10, "十一": 11, "十二": 12} | {c: n for n, c in enumerate("一二三四五六七八九", 1)}
_GROUPED = r"\d{1,3}(?:[\u00a0\u2009\u202f .]\d{3})+(?!\d)(?:,\d+)?|\d+(?:,\d+|\.\d{1,2}(?![\d.]))?"
"""A number in a language that says nothing of its own: a space or a point between groups, a comma before decimals,
a point in the number of a target: 16.2."""
_DIGIT = re.compile(r"\d")
_MAY_HIDE = re.compile(r"19|//|@|www|[Gg]-?\d|[Ss][Aa][Rr][Ss]")
_ARABIC_OLD = re.compile(rf"(?<!\d)(\d{{1,4}}){S}*(?:(ألف|باء|جيم|دال|هاء){S}*)?\({S}*د{S}*[-–]{S}*(\d{{1,2}}){S}*\)")
_ARABIC_OLD_SPECIAL = re.compile(rf"(?<!\d)(\d{{1,4}}){S}*\({S}*د{S}*إ(ط)?{S}*[-–]{S}*(\d{{1,2}}){S}*\)")
_ARABIC_SPECIAL = re.compile(rf"د{S}*إ(ط)?{S}*[-–]{S}*(\d{{1,2}})/(\d{{1,3}})")
_FINANCIAL = re.compile(r"(?<![\d/])(19|20)(\d\d)[/–-](\d\d)(?![\d/])")
_LABEL = re.compile(r"^[\s\u00a0]*\(?\d{1,3}[\s\u00a0]*[.)–—-](?=[\s\u00a0])|^[\s\u00a0]*\d{1,3}\t")


def atoms(text: str, language: str) -> Atoms:
    """Return what a text says that does not depend on its language.

    >>> sorted(atoms("resolution 79/239 of 24 December 2024, $5.4 million", "eng"))
    ['c:79/239', 'm:12', 'n:2024', 'n:24', 'n:5400000']
    >>> sorted(atoms("2024年12月24日第79/239号决议，540万美元", "zho"))
    ['c:79/239', 'm:12', 'n:2024', 'n:24', 'n:5400000']
    """
    if not _DIGIT.search(text):
        return {}
    found: Atoms = {}
    text = _western(text)
    text = _LABEL.sub(_space, text)
    if _MAY_HIDE.search(text):
        text = _hidden().sub(_space, text)
    text = _years(text, found)
    text = _cited(text, language, found)
    text = _months(text, language, found)
    _figures(text, language, found)
    return found


@cache
def _hidden() -> re.Pattern[str]:
    """Return the pattern of addresses and names whose figures do not count."""
    return re.compile(f"{in_any(lambda words: words.numbers.names)}|{_NO_FIGURES}", re.IGNORECASE)


def _space(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _western(text: str) -> str:
    """Return the digits of any script as 0 to 9; hyphens and full-width signs as plain ones; the length stays."""
    if text.isascii():
        return text
    return text.translate(_SIGNS)


_SIGNS = {ord(c): str(unicodedata.digit(c)) for c in "٠١٢٣٤٥٦٧٨٩０１２３４５６７８９۰۱۲۳۴۵۶۷۸۹"} | {
    ord("（"): "(", ord("）"): ")", ord("‑"): "-", ord("／"): "/", ord("⁄"): "/",
}  # fmt: skip


def _years(text: str, found: Atoms) -> str:
    """Return the years of a financial year: 2025/26 is 2025 and 2026."""

    def take(match: re.Match[str]) -> str:
        _note(found, f"n:{match[1]}{match[2]}", *match.span())
        _note(found, f"n:{match[1]}{match[3]}", *match.span())
        return _space(match)

    return _FINANCIAL.sub(take, text)


def _note(found: Atoms, atom: str, begin: int, end: int) -> None:
    found.setdefault(atom, (begin, end - begin))


def _cited(text: str, language: str, found: Atoms) -> str:
    pieces = list(text)
    if language == "ara":
        for match in _ARABIC_OLD.finditer(text):
            _note(found, f"c:{match[1]}({roman(int(match[3]))})", *match.span())
            pieces[match.start() : match.end()] = " " * len(match[0])
        for match in _ARABIC_OLD_SPECIAL.finditer("".join(pieces)):
            _note(found, f"c:{match[1]}({'E' if match[2] else ''}S-{roman(int(match[3]))})", *match.span())
            pieces[match.start() : match.end()] = " " * len(match[0])
        for match in _ARABIC_SPECIAL.finditer("".join(pieces)):
            _note(found, f"c:{'E' if match[1] else ''}S-{match[2]}/{match[3]}", *match.span())
            pieces[match.start() : match.end()] = " " * len(match[0])
    for one in citations("".join(pieces)):
        name = re.sub(r"[A-Z]+(?=\()|(?<=\d)[A-Z]$", "", one.name)
        if numeral := re.match(r"[IVXL]+(?=/)", name):
            name = f"{roman_value(numeral[0]) or 0}{name[numeral.end() :]}"
        _note(found, f"c:{name.upper()}", one.begin, one.end)
        pieces[one.begin : one.end] = " " * (one.end - one.begin)
    return "".join(pieces)


@cache
def _month_pattern(language: str) -> re.Pattern[str] | None:
    """Return the names of months, a group for each; or the numbers of months, as groups of one expression."""
    own = words(language).dates.months
    if not supported(language):
        return None
    if len(own) == 1:
        return compiled(own[0])
    names = "|".join(f"({name})" for name in own or spelt_months(language))
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)", 0 if own else re.IGNORECASE)


@cache
def _stems(language: str) -> tuple[str, ...]:
    """Return the beginnings of the names of months, one of which is in every text that names a month."""
    own = words(language).dates.months
    if len(own) == 1:
        return ("",)
    plain = (_NO_NAME.sub(" ", name) for name in own or spelt_months(language))
    return tuple(sorted({stem.lower() for name in plain for stem in re.findall(r"[^\W\d_]{2,}", name)}))


_NO_NAME = re.compile(r"\(\?<?[=!].*?\)+|\[[^]]*\]|\\.")


_BEFORE_YEAR = re.compile(rf"(?<![\w/])([A-Z][a-z]{{2,8}})(?={S}(?:19|20)\d\d(?!\d))")


def _months(text: str, language: str, found: Atoms) -> str:
    for match in _BEFORE_YEAR.finditer(text):  # titles of works in English have their month in any text
        if month := month_number(match[1], FALLBACK):
            _note(found, f"m:{month}", *match.span())
    pattern = _month_pattern(language)
    lower = text.lower()
    if pattern is None or not any(stem in lower for stem in _stems(language)):
        return text
    numbered = len(words(language).dates.months) == 1

    def take(match: re.Match[str]) -> str:
        for month in match.groups() if numbered else (str(match.lastindex),):
            number = _HAN.get(month, 0) or int(month) if month else 0
            if 1 <= number <= 12:
                _note(found, f"m:{number}", *match.span())
        return " " * (len(match[0]) - 1) + "|"

    return pattern.sub(take, text)


@cache
def _figure_pattern(language: str) -> re.Pattern[str]:
    known = words(language).numbers
    scales = "|".join(f"(?:{name})" for name, _ in known.scales)
    after = rf"(?P<scale>{scales})" if scales else r"(?P<scale>\b\B)"
    end = "" if is_east_asian(tag(language)) else r"(?!\w)"
    return re.compile(rf"(?<![A-Za-z\d])(?P<number>{known.figure or _GROUPED})(?:{S}*{after}{end})?")


def _figures(text: str, language: str, found: Atoms) -> None:
    if language == "ara":
        text = in_order(text)
    for match in _figure_pattern(language).finditer(text):
        lettered = language == "ara" and match["scale"] and "رقم" in text[max(0, match.start() - 5) : match.start()]
        if lettered:
            _note(found, f"n:{_value(match['number'], '', language)}", *match.span())
            continue
        value = _value(match["number"], match["scale"] or "", language)
        _note(found, f"n:{value}", *match.span())


def _value(number: str, scale: str, language: str) -> str:
    """Return the number without separators, multiplied by its scale; decimals without final zeros."""
    point = words(language).numbers.point or ","
    if point == ",":
        number = re.sub(r"[.,\u066b](?=\d{1,2}$|\d{4,}$)" if language == "ara" else r"\.(?=\d{1,2}$)", ",", number)
    whole, _, decimals = number.partition(point)
    whole = re.sub(r"\D", "", whole)
    decimals = re.sub(r"\D", "", decimals).rstrip("0")
    power = next((n for name, n in words(language).numbers.scales if scale and re.fullmatch(name, scale)), 0)
    if power and len(decimals) <= power:
        return str(int(whole + decimals.ljust(power, "0")))
    whole = str(int(whole or "0"))
    return f"{whole}.{decimals}" if decimals else whole


def in_words(figure: str, text: str, language: str) -> bool:
    """Return True if a text writes a number in words, cardinal or ordinal, in any form that the language has."""
    if not supported(language) or not figure.isdecimal():
        return False
    if figure[0] in "12" and figure.strip("0") in ("1", "2") and len(figure) >= 4:
        return _scaled(figure, text, language)
    if int(figure) > 1000:
        return False
    if 1 < int(figure) < 90 and re.search(rf"(?<!\w){roman(int(figure))}(?!\w)", text):
        return True
    lower = compiled(words(language).numbers.dropped).sub("", _folded(text))
    return any(_stands(word, lower, language) for word in _spellings(figure, language))


def _scaled(figure: str, text: str, language: str) -> bool:
    """Return True if one or two thousand, million… are written without a figure: “a million”, مليوني."""
    names = [name for name, power in words(language).numbers.scales if power == len(figure) - 1]
    return any(re.search(name, text) for name in names)


def _stands(word: str, text: str, language: str) -> bool:
    if words(language).numbers.inside:
        return word in text
    return re.search(rf"(?<!\w){re.escape(word)}", text) is not None


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(c for c in text if not unicodedata.combining(c) and c not in "\u0640\u200e\u200f\u00ad")
    return re.sub(r"[\s\u00a0‑-]+", " ", bare)


@lru_cache(maxsize=8192)
def _spellings(figure: str, language: str) -> frozenset[str]:
    known = words(language).numbers
    found = {_folded(word) for word in in_words_of(int(figure), language)} | {*known.spelt.get(figure, ())}
    for form, other in known.variants:
        found |= {re.sub(form, other, word) for word in found}
    return frozenset(word for word in found if word and not any(c.isdigit() for c in word))
