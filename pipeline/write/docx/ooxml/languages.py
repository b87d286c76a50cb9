"""What Word needs to know about a language.

Reads the tables [word] and [print] of the language and `templates/docx/fonts.toml`. Gives `Language`: Word's locale,
fonts, sizes, and the words of alternative texts. One without a data file is set as English with its own tag as locale.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from msgspec.structs import replace

from pipeline.data import TEMPLATES, Record, decode
from pipeline.document import Direction
from pipeline.languages.codes import direction, is_east_asian, primary
from pipeline.languages.records.print import PrintWords, WordWords
from pipeline.languages.strings import strings, supported
from pipeline.write.docx.ooxml.element import Element
from pipeline.write.docx.ooxml.markup import w

FOLDER = TEMPLATES / "docx"


class Font(Record, frozen=True, kw_only=True):
    """A font of the font table of the package, described so that a desktop without it finds one of the same kind."""

    name: str
    alternative: str
    panose: str
    charset: str
    family: str


class Slots(Record, frozen=True, kw_only=True):
    """`[slots]`: the font of each kind of script."""

    latin: str
    east_asian: str
    complex: str


class FontTable(Record, frozen=True, kw_only=True):
    """The file `fonts.toml`."""

    slots: Slots
    font: tuple[Font, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Language:
    """A language: `primary` subtag, Word’s `locale`, fonts by script, words. There is one object for each tag."""

    primary: str
    locale: str
    slots: Slots
    right_to_left: bool
    """True for Arabic and its like."""
    is_east_asian: bool
    """True for Chinese and its like."""
    words: WordWords
    print: PrintWords

    def fonts(self) -> Element:
        """Return `w:rFonts` with a font for every script."""
        return w(
            "rFonts",
            ascii=self.slots.latin,
            hAnsi=self.slots.latin,
            eastAsia=self.slots.east_asian,
            cs=self.slots.complex,
        )

    def mark(self) -> Element:
        """Return `w:lang` of a document in this language."""
        return w(
            "lang",
            val=self.locale,
            eastAsia=self.locale if self.is_east_asian else "zh-CN",
            bidi=self.locale if self.right_to_left else "ar-SA",
        )

    def run_mark(self) -> Element:
        """Return `w:lang` of a run in this language inside another."""
        if self.right_to_left:
            return w("lang", bidi=self.locale)
        return w("lang", val=self.locale, eastAsia=self.locale if self.is_east_asian else None)


@cache
def language(tag: str) -> Language:
    """Return the language of a BCP 47 tag ("fr", "zh-Hans"). Raises TemplateError."""
    own = strings(tag)
    slots = _font_table().slots
    return Language(
        primary=primary(tag),
        locale=own.word.locale if supported(tag) else tag,
        slots=replace(slots, complex=own.word.font or slots.complex),
        right_to_left=direction(tag) is Direction.RTL,
        is_east_asian=is_east_asian(tag),
        words=own.word,
        print=own.print,
    )


def fonts() -> tuple[Font, ...]:
    """Return the fonts of the font table."""
    return _font_table().font


@cache
def _font_table() -> FontTable:
    return decode(FOLDER / "fonts.toml", FontTable)
