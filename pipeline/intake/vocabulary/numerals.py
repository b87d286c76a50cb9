"""Numerals of automatic numberings in Word.

Reads a number and the name of a format (ISO 29500-1, 17.18.59). Gives its characters; None if the format is not known.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.languages.numbers import roman

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
_ARABIC_ALPHA = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_HAN = "〇一二三四五六七八九"
_MOST = 32767
"""Largest number. Chosen: beyond every number of a paragraph, since a file may contain any."""
_HEADING_NUMERAL = re.compile("(?=[IVXL])(?!L$)(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


def numeral(number: int, form: str) -> str | None:
    """Return a number in a format; digits if the format cannot write it, None if the format is not known."""
    if not 0 <= number <= _MOST:
        return str(number)
    make = _FORMS.get(form)
    return make(number) if make is not None else None


def is_roman(text: str) -> bool:
    """Return True for a Roman numeral in capitals up to 89. A single "L" or "C" is a letter."""
    return _HEADING_NUMERAL.fullmatch(text) is not None


def _roman(number: int) -> str:
    return roman(number).lower() or "0"


def _letters(alphabet: str) -> Callable[[int], str]:
    """Return a number in letters: "aa", "bb" follow "z", as in Word."""

    def make(number: int) -> str:
        if number == 0:
            return ""
        times, place = divmod(number - 1, len(alphabet))
        return alphabet[place] * min(times + 1, 20)

    return make


def _han(number: int) -> str:
    """Return a number in Chinese: "十二", up to 99; digits one by one above."""
    if number > 99 or number < 1:
        return "".join(_HAN[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else f"{_HAN[tens]}十") + (_HAN[ones] if ones else "")


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


_latin, _cyrillic = _letters(_LATIN), _letters(_CYRILLIC)
_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02}",
    "upperRoman": lambda n: _roman(n).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda n: _latin(n).upper(),
    "lowerLetter": _latin,
    "russianUpper": lambda n: _cyrillic(n).upper(),
    "russianLower": _cyrillic,
    "arabicAlpha": _letters(_ARABIC_ALPHA),
    "arabicAbjad": _letters(_ABJAD),
    "chineseCounting": _han,
    "chineseCountingThousand": _han,
    "japaneseCounting": _han,
    "ideographDigital": lambda n: "".join(_HAN[int(d)] for d in str(n)),
    "ordinal": _ordinal,
    "none": lambda n: "",
    "numberInDash": lambda n: f"- {n} -",
    "decimalEnclosedParen": lambda n: f"({n})",
    "decimalEnclosedFullstop": lambda n: f"{n}.",
    "decimalEnclosedCircle": lambda n: chr(0x245F + n) if 1 <= n <= 20 else str(n),
    "chicago": lambda n: ("*", "†", "‡", "§")[(n - 1) % 4] * ((n - 1) // 4 + 1) if n else "",
}  # fmt: skip
