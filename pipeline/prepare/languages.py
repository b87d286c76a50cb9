"""Languages: codes, direction, script, and the few words that preparing must know.

Reads `templates/languages/*.toml`, table `prepare`. Gives one `Language` per file.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from pipeline.data import TEMPLATES
from pipeline.document import Direction
from pipeline.errors import TemplateError

_CODES = {"eng": "en", "fra": "fr", "fre": "fr", "spa": "es", "rus": "ru", "zho": "zh-Hans", "chi": "zh-Hans",
          "ara": "ar", "ar": "ar", "deu": "de", "ger": "de", "en": "en", "fr": "fr", "es": "es", "ru": "ru",
          "zh": "zh-Hans", "de": "de"}  # fmt: skip
_TERMINOLOGY = {"fre": "fra", "chi": "zho", "ger": "deu", "ar": "ara", "en": "eng", "fr": "fra", "es": "spa",
                "ru": "rus", "zh": "zho", "de": "deu"}  # fmt: skip
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
    script: str = "Latin"


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
    return Direction.RTL if language.split("-")[0] in _RTL else Direction.LTR


@cache
def language(name: str) -> Language:
    """The words of a language; English where there is no file for it. Raises TemplateError for a faulty file."""
    path = TEMPLATES / "languages" / f"{name}.toml"
    if not path.is_file():
        path = TEMPLATES / "languages" / "en.toml"
    try:
        words = tomllib.loads(path.read_text(encoding="utf-8"))["prepare"]
        return Language(
            name,
            annex=_starting(words["annex"]),
            appendix=_starting(words["appendix"]),
            table=_starting(words["table"]),
            numeral=re.compile("|".join(words["numeral"]) or "(?!)"),
            script=words["script"],
        )
    except (OSError, KeyError, ValueError, TypeError) as error:
        raise TemplateError(f"templates/languages/{path.name}: table [prepare]: {error}") from error


def _starting(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words)})(?![^\W\d_])", re.IGNORECASE)
