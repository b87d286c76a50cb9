"""What a passage says that every language has to say alike: figures, months, citations.

Reads a string and its three-letter language. Gives atoms, each with its first place: `n:28063300`, `m:7`,
`c:79/239`. Numbers are whole or decimal without separators, large numbers written out; a range is its two ends.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

import icu

from pipeline.validate.across.tables import CONTINENTAL, HAN, MONTHS, NUMBERS, SCALES, SPELT, S
from pipeline.validate.languages import BCP47
from pipeline.validate.model.passage import Atoms
from pipeline.validate.reading.citations import citations

_HIDDEN = re.compile(
    r"(?:coronavirus|коронавирус\w*|كورونا)\W{1,3}(?:de |d’|لعام |لسنة )?2019|(?:كوفيد|COVID|КОВИД)[-‑–\s]*19"
    r"|https?://\S+|www\.\S+|\S+@\S+|SARS-CoV-2|2019[-‑–]?(?:年)?冠状病毒病|2019 ?冠状病毒|G-?\d+\b",
    re.IGNORECASE,
)
_CHINESE_MONTH = re.compile(
    rf"(\d{{1,2}}|十[一二]|[一二三四五六七八九十]){S}*(?:[至和到、-]{S}*(\d{{1,2}}){S}*)?月(?!内|份以)"
)
_DIGIT = re.compile(r"\d")
_MAY_HIDE = re.compile(r"19|//|@|www|[Gg]-?\d|[Ss][Aa][Rr][Ss]")
_TURNED = re.compile(r"(?<![A-Za-z\d/])\d{3}(?:[ \u00a0]\d{3})*[ \u00a0]\d{1,3}(?!\d)")
"""In Arabic files a figure is often typed from its end: 200 268 51 for 51 268 200."""
_ARABIC_OLD = re.compile(rf"(?<!\d)(\d{{1,4}}){S}*(?:(ألف|باء|جيم|دال|هاء){S}*)?\({S}*د{S}*[-–]{S}*(\d{{1,2}}){S}*\)")
_ARABIC_OLD_SPECIAL = re.compile(rf"(?<!\d)(\d{{1,4}}){S}*\({S}*د{S}*إ(ط)?{S}*[-–]{S}*(\d{{1,2}}){S}*\)")
_ARABIC_SPECIAL = re.compile(rf"د{S}*إ(ط)?{S}*[-–]{S}*(\d{{1,2}})/(\d{{1,3}})")
_ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_ARABIC_STEMS = tuple(name for month in MONTHS["ara"] for name in re.findall(r"[\u0621-\u064a]{2,}", month))
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
    text = _LABEL.sub(_blank, text)
    if _MAY_HIDE.search(text):
        text = _HIDDEN.sub(_blank, text)
    text = _years(text, found)
    text = _cited(text, language, found)
    text = _months(text, language, found)
    _figures(text, language, found)
    return found


def _blank(match: re.Match[str]) -> str:
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
        return _blank(match)

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
            name = f"{_arabic(numeral[0])}{name[numeral.end() :]}"
        _note(found, f"c:{name.upper()}", one.begin, one.end)
        pieces[one.begin : one.end] = " " * (one.end - one.begin)
    return "".join(pieces)


def roman(number: int) -> str:
    """Return a number in Roman digits.

    >>> roman(30)
    'XXX'
    """
    digits = ""
    for value, digit in _ROMAN:
        digits += digit * (number // value)
        number %= value
    return digits


def _arabic(numeral: str) -> int:
    return next((n for n in range(1, 90) if roman(n) == numeral), 0)


@cache
def _month_pattern(language: str) -> re.Pattern[str] | None:
    names = MONTHS.get(language)
    if not names:
        return None
    return re.compile(
        r"(?<!\w)(?:" + "|".join(f"({name})" for name in names) + r")(?!\w)", 0 if language == "eng" else re.IGNORECASE
    )


@cache
def _stems(language: str) -> tuple[str, ...]:
    """Return the beginnings of the names of months, one of which stands in every text that names a month."""
    if language == "zho":
        return ("月",)
    if language == "ara":
        return _ARABIC_STEMS
    names = (name.removeprefix(r"(?<=\d[ \u00a0])") for name in MONTHS[language])
    return tuple(sorted({re.split(r"\W", name)[0].lower() for name in names}))


def _months(text: str, language: str, found: Atoms) -> str:
    pattern = _CHINESE_MONTH if language == "zho" else _month_pattern(language)
    lower = text.lower()
    if pattern is None or not any(stem in lower for stem in _stems(language)):
        return text

    def take(match: re.Match[str]) -> str:
        if language == "zho":
            for month in match.groups():
                number = HAN.get(month, 0) or int(month) if month else 0
                if 1 <= number <= 12:
                    _note(found, f"m:{number}", *match.span())
        else:
            _note(found, f"m:{match.lastindex}", *match.span())
        return " " * (len(match[0]) - 1) + "|"

    return pattern.sub(take, text)


@cache
def _figure_pattern(language: str) -> re.Pattern[str]:
    scales = "|".join(f"(?:{name})" for name, _ in SCALES.get(language, ()))
    after = rf"(?P<scale>{scales})" if scales else r"(?P<scale>\b\B)"
    end = "" if language == "zho" else r"(?!\w)"
    return re.compile(rf"(?<![A-Za-z\d])(?P<number>{NUMBERS.get(language, CONTINENTAL)})(?:{S}*{after}{end})?")


def _figures(text: str, language: str, found: Atoms) -> None:
    if language == "ara":
        text = _TURNED.sub(_righted, text)
    for match in _figure_pattern(language).finditer(text):
        lettered = language == "ara" and match["scale"] and "رقم" in text[max(0, match.start() - 5) : match.start()]
        if lettered:
            _note(found, f"n:{_value(match['number'], '', language)}", *match.span())
            continue
        value = _value(match["number"], match["scale"] or "", language)
        _note(found, f"n:{value}", *match.span())


def _righted(match: re.Match[str]) -> str:
    groups = re.split(r"[ \u00a0]", match[0])
    turned = len(groups[-1]) < 3 or groups[0].startswith("0")
    return " ".join(reversed(groups)) if turned else match[0]


def _value(number: str, scale: str, language: str) -> str:
    """Return the number without separators, multiplied by its scale; decimals without final zeros."""
    point = "." if language in ("eng", "zho") else ","
    if language == "ara":
        number = re.sub(r"[.,\u066b](?=\d{1,2}$|\d{4,}$)", ",", number)
    whole, _, decimals = number.partition(point)
    whole = re.sub(r"\D", "", whole)
    decimals = re.sub(r"\D", "", decimals).rstrip("0")
    power = next((n for name, n in SCALES.get(language, ()) if scale and re.fullmatch(name, scale)), 0)
    if power and len(decimals) <= power:
        return str(int(whole + decimals.ljust(power, "0")))
    whole = str(int(whole or "0"))
    return f"{whole}.{decimals}" if decimals else whole


def in_words(figure: str, text: str, language: str) -> bool:
    """Return True if a text writes a number in words, cardinal or ordinal, in any form that the language has."""
    if language not in BCP47 or not figure.isdecimal():
        return False
    if figure[0] in "12" and figure.strip("0") in ("1", "2") and len(figure) >= 4:
        return _scaled(figure, text, language)
    if int(figure) > 1000:
        return False
    if 1 < int(figure) < 90 and re.search(rf"(?<!\w){roman(int(figure))}(?!\w)", text):
        return True
    lower = _folded(text)
    if language == "ara":
        lower = re.sub(r"(?<!\w)(و?)ال", r"\1", lower)
    return any(_stands(word, lower, language) for word in _spellings(figure, language))


def _scaled(figure: str, text: str, language: str) -> bool:
    """Return True if one or two thousand, million… are written without a figure: “a million”, مليوني."""
    names = [name for name, power in SCALES.get(language, ()) if power == len(figure) - 1]
    return any(re.search(name, text) for name in names)


def _stands(word: str, text: str, language: str) -> bool:
    if language in ("zho", "ara"):
        return word in text
    return re.search(rf"(?<!\w){re.escape(word)}", text) is not None


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(c for c in text if not unicodedata.combining(c) and c not in "\u0640\u200e\u200f\u00ad")
    return re.sub(r"[\s\u00a0‑-]+", " ", bare)


@lru_cache(maxsize=8192)
def _spellings(figure: str, language: str) -> frozenset[str]:
    speller = _speller(BCP47[language])
    found = set(SPELT.get(language, {}).get(figure, ()))
    for name in _rule_sets(speller):
        speller.setDefaultRuleSet(name)
        found.add(_folded(str(speller.format(int(figure))).replace("\u00ad", "")))
    if language == "ara":
        found |= {word.replace("ون", "ين") for word in found} | {re.sub("^ال|ة$", "", word) for word in found}
    if language == "zho":
        found |= {word.replace("第", "") for word in found}
    if language == "rus":
        found |= {word[:-2] for word in found if len(word) > 5}
    return frozenset(word for word in found if word and not any(c.isdigit() for c in word))


@cache
def _speller(tag: str) -> Any:  # noqa: ANN401 - ICU gives no types
    return icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, icu.Locale(tag))


def _rule_sets(speller: Any) -> list[str]:  # noqa: ANN401
    names = [speller.getRuleSetName(n) for n in range(speller.getNumberOfRuleSetNames())]
    return [n for n in names if n.startswith(("%spellout-cardinal", "%spellout-ordinal", "%spellout-numbering"))]
