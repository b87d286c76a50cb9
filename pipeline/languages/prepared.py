"""Languages: codes, direction, script, and the few words that preparing must know.

Reads `templates/languages/*.toml`, table `prepare`, and the months of `site`. Gives one `Language` per file.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache

from pipeline.data import TEMPLATES
from pipeline.document import Direction
from pipeline.errors import Place, TemplateError

_CODES = {"eng": "en", "fra": "fr", "fre": "fr", "spa": "es", "rus": "ru", "zho": "zh-Hans", "chi": "zh-Hans",
          "ara": "ar", "ar": "ar", "deu": "de", "ger": "de", "en": "en", "fr": "fr", "es": "es", "ru": "ru",
          "zh": "zh-Hans", "de": "de"}  # fmt: skip
_TERMINOLOGY = {"fre": "fra", "chi": "zho", "ger": "deu", "ar": "ara", "en": "eng", "fr": "fra", "es": "spa",
                "ru": "rus", "zh": "zho", "zh-hans": "zho", "de": "deu"}  # fmt: skip
_ADDRESS = {"zh-Hans": "zh"}
_RTL = ("ar", "he", "fa", "ur")


@dataclass(frozen=True, slots=True)
class Language:
    """What preparing knows of a language."""

    tag: str
    annex: re.Pattern[str]
    appendix: re.Pattern[str]
    table: re.Pattern[str]
    numeral: re.Pattern[str]
    """A section number as this language prints it on a line of its own, besides "I" and "A"."""
    letter: re.Pattern[str]
    """The same one level below, besides "A"."""
    script: str = "Latin"
    date: re.Pattern[str] = re.compile("(?!)")
    """A date with its blanks, as titles have it."""
    words: frozenset[str] = frozenset()
    """Frequent words, in lower case, that no other language of this script has."""


def tag(code: str) -> str:
    """BCP 47 tag of a FRBRlanguage code; the code itself where the table has none; "und" for nothing."""
    return _CODES.get(code.lower(), code.lower()) or "und"


def terminology_code(code: str) -> str:
    """ISO 639-2/T code of a FRBRlanguage code."""
    return _TERMINOLOGY.get(code.lower(), code.lower()) or "und"


def address_code(language: str) -> str:
    """The language's segment in docs.un.org addresses."""
    return _ADDRESS.get(language, language)


def direction(language: str) -> Direction:
    """Base direction of a language."""
    return Direction.RTL if language.split("-", maxsplit=1)[0] in _RTL else Direction.LTR


def is_own_number(number: str, name: str) -> bool:
    """ "二", "ثانيا", "باء": a section number in the characters or words of the language."""
    words = language(name)
    return bool(words.numeral.fullmatch(number) or words.letter.fullmatch(number))


@cache
def language(name: str) -> Language:
    """The words of a language; English where there is no file for it. Raises TemplateError for a faulty file."""
    path = TEMPLATES / "languages" / f"{name}.toml"
    if not path.is_file():
        path = TEMPLATES / "languages" / "en.toml"
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        words, months = tables["prepare"], tables["site"]["months"]
        return Language(
            name,
            annex=_starting(words["annex"]),
            appendix=_starting(words["appendix"]),
            table=_starting(words["table"]),
            numeral=re.compile("|".join(words["numeral"]) or "(?!)"),
            letter=re.compile("|".join(words["letter"]) or "(?!)"),
            date=re.compile(rf"(?<!\w){words['date'].replace('{months}', '|'.join(months))}(?!\w)"),
            script=words["script"],
            words=frozenset(words["words"]),
        )
    except (OSError, KeyError, ValueError, TypeError) as error:
        raise TemplateError(f"the table [prepare]: {error}", place=Place(path)) from error


def told_by(text: str) -> str:
    """The language whose script and frequent words a text has; "" where it could be several or none."""
    script = script_of(text)
    known = [language(path.stem) for path in sorted((TEMPLATES / "languages").glob("*.toml"))]
    known = [one for one in known if one.script == script]
    if len(known) < 2:
        return known[0].tag if known else ""
    counts = Counter(re.findall(r"[^\W\d_]+", text.lower()))
    scores = sorted(((sum(counts[word] for word in one.words), one.tag) for one in known), reverse=True)
    return scores[0][1] if scores[0][0] > scores[1][0] else ""


def _starting(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words)})(?![^\W\d_])", re.IGNORECASE)


_SCRIPTS = (
    ("Arabic", re.compile("[\u0621-\u064a]")),
    ("Han", re.compile("[\u4e00-\u9fff]")),
    ("Cyrillic", re.compile("[\u0400-\u04ff]")),
    ("Latin", re.compile("[A-Za-z]")),
)


def script_of(text: str) -> str:
    """The script most letters of a text belong to; "" for a text without letters."""
    counts = [(len(pattern.findall(text)), name) for name, pattern in _SCRIPTS]
    most, name = max(counts)
    return name if most else ""
