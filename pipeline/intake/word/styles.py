"""Styles of a Word file: names, properties, and what they are based on.

Reads `word/styles.xml`. Gives `Styles`, which returns the properties of a style and of all styles it is based on.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.intake.vocabulary.style_table import CharacterKind, character_styles, is_known, known_name
from pipeline.intake.word.markup import child, children, number, value

_DEEPEST = 20
"""Styles based on each other, at most. Chosen: more than in any template, against cycles."""
_TAB = 720
"""Twips between the default tab stops of a file that does not set them (ISO/IEC 29500-1, 17.15.1.25)."""


class Styles:
    """The styles of one file."""

    def __init__(self, root: etree._Element | None) -> None:
        self._by_id = {value(style, "styleId"): style for style in children(root, "style")}
        paragraphs = (style for style in children(root, "style") if value(style, "type") == "paragraph")
        self._default = next((value(s, "styleId") for s in paragraphs if value(s, "default") in ("1", "true")), "")
        self.language = value(child(root, "docDefaults", "rPrDefault", "rPr", "lang"))
        self.tab = _TAB
        """Twips between the default tab stops."""
        self.east_asian = value(child(root, "docDefaults", "rPrDefault", "rPr", "lang"), "eastAsia")

    def name(self, style_id: str) -> str:
        """Return the name of a paragraph style as the table of styles writes it, or of the nearest style it is based on
        that is in the table.

        A style that is not in the table and is based on none keeps its own name.
        """
        own = ""
        for style in self._chain(style_id or self._default):
            found = known_name(value(child(style, "name")) or value(style, "styleId"))
            own = own or found
            for each in (found, known_name(value(style, "styleId"))):
                if is_known(each):
                    return each
        return own

    def is_character(self, style_id: str, kind: CharacterKind) -> bool:
        """Return True for a character style of a kind, or one based on such a style."""
        names = character_styles(kind)
        return any(known_name(value(child(s, "name"))) in names for s in self._chain(style_id))

    def run_properties(self, style_id: str) -> list[etree._Element]:
        """Return `w:rPr` of a style, then of the styles it is based on."""
        found = (child(style, "rPr") for style in self._chain(style_id))
        return [properties for properties in found if properties is not None]

    def paragraph_properties(self, style_id: str) -> list[etree._Element]:
        """Return `w:pPr` of a paragraph style, then of the styles it is based on."""
        found = (child(style, "pPr") for style in self._chain(style_id or self._default))
        return [properties for properties in found if properties is not None]

    def table_properties(self, style_id: str) -> list[etree._Element]:
        """Return `w:tblPr` of a table style, then of the styles it is based on."""
        found = (child(style, "tblPr") for style in self._chain(style_id))
        return [properties for properties in found if properties is not None]

    def outline(self, style_id: str) -> int | None:
        """Return the level in the outline, from 0; None for a style that is not a heading."""
        levels = (number(child(p, "outlineLvl")) for p in self.paragraph_properties(style_id))
        return next((level for level in levels if level is not None and level < 9), None)

    def _chain(self, style_id: str) -> Iterator[etree._Element]:
        for _ in range(_DEEPEST):
            style = self._by_id.get(style_id)
            if style is None:
                return
            yield style
            style_id = value(child(style, "basedOn"))
