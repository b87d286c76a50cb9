"""What Word needs to know about a language.

Reads `templates/docx/languages.toml` and `fonts.toml`, and from `templates/pdf/wording.toml` where titles break and the
words of the recycling mark. Gives `Language`: Word's locale, fonts, sizes, and the words of alternative texts. One that
is not there is set as English with its own tag as locale.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from lxml import etree

from pipeline.data import TEMPLATES, Record, decode
from pipeline.errors import Place, TemplateError
from pipeline.forms.load import read_toml
from pipeline.write.docx.ooxml.markup import w

FOLDER = TEMPLATES / "docx"
_RIGHT_TO_LEFT = {"ar", "fa", "he", "ur"}
_EAST_ASIAN = {"zh", "ja", "ko"}


class Font(Record, frozen=True, kw_only=True):
    """A font of the font table of the package, described so that a desktop without it finds one of the same kind."""

    name: str
    alternative: str
    panose: str
    charset: str
    family: str


class OwnSlots(Record, frozen=True, kw_only=True):
    """The fonts in which a language differs from the others."""

    latin: str = ""
    east_asian: str = ""
    complex: str = ""


class Slots(Record, frozen=True, kw_only=True):
    """`[slots]`: the font of each kind of script, and those of languages that have others."""

    latin: str
    east_asian: str
    complex: str
    ar: OwnSlots = OwnSlots()

    def of(self, primary: str) -> dict[str, str]:
        """Return the font of each kind of script in a language."""
        own = self.ar if primary == "ar" else OwnSlots()
        return {
            "latin": own.latin or self.latin,
            "east_asian": own.east_asian or self.east_asian,
            "complex": own.complex or self.complex,
        }


class FontTable(Record, frozen=True, kw_only=True):
    """The file `fonts.toml`."""

    slots: Slots
    font: tuple[Font, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language: `primary` subtag, Word's `locale`, fonts by script, words by key."""

    primary: str
    locale: str
    latin: str
    east_asian: str
    complex: str
    size: float = 1.0
    """Factor on the sizes of its script."""
    leading: float = 1.0
    """Factor on the leading."""
    masthead: str = ""
    emblem: str = ""
    bar_code: str = ""
    qr_code: str = ""
    table: str = ""
    recycle: str = ""
    """The words beside the recycling mark, a line each."""
    breaks: tuple[tuple[str, str], ...] = ()
    """By role or rank: pattern of the blank that the print makes a line break (un-format 17)."""

    @property
    def right_to_left(self) -> bool:
        """True for Arabic and its like."""
        return self.primary in _RIGHT_TO_LEFT

    @property
    def is_east_asian(self) -> bool:
        """True for Chinese and its like."""
        return self.primary in _EAST_ASIAN

    def fonts(self) -> etree._Element:
        """`w:rFonts` with a font for every script."""
        return w("rFonts", ascii=self.latin, hAnsi=self.latin, eastAsia=self.east_asian, cs=self.complex)

    def mark(self) -> etree._Element:
        """`w:lang` of a document in this language."""
        return w(
            "lang",
            val=self.locale,
            eastAsia=self.locale if self.is_east_asian else "zh-CN",
            bidi=self.locale if self.right_to_left else "ar-SA",
        )

    def run_mark(self) -> etree._Element:
        """`w:lang` of a run in this language inside another."""
        if self.right_to_left:
            return w("lang", bidi=self.locale)
        return w("lang", val=self.locale, eastAsia=self.locale if self.is_east_asian else None)


@cache
def language(tag: str) -> Language:
    """The language of a BCP 47 tag ("fr", "zh-Hans"). Raises TemplateError where the data are wrong."""
    primary = tag.split("-", maxsplit=1)[0].lower()
    table = _table("languages.toml")
    slots = _font_table().slots.of(primary)
    words: dict[str, Any] = {**table["en"], **table.get(primary, {"locale": tag})}
    try:
        return Language(
            primary=primary,
            breaks=_breaks(primary),
            recycle=_print(primary)["recycle"],
            **{**slots, **words},
        )
    except TypeError as error:
        raise TemplateError(str(error), place=Place(FOLDER / "languages.toml")) from error


def fonts() -> tuple[Font, ...]:
    """The fonts of the font table."""
    return _font_table().font


@cache
def _font_table() -> FontTable:
    return decode(FOLDER / "fonts.toml", FontTable)


def _breaks(primary: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(_print(primary).get("breaks", {}).items()))


def _print(primary: str) -> dict[str, Any]:
    """The words and breaks of the print, English ones for a language that is not there."""
    table = read_toml(TEMPLATES / "pdf" / "wording.toml")
    return table.get(primary) or {key: value for key, value in table["en"].items() if key != "breaks"}


@cache
def _table(name: str) -> dict[str, Any]:
    return read_toml(FOLDER / name)
