"""Documents that the schema calls valid, with the tables, lists, notes and changes of authors, in five languages.

Reads a seed. Gives the bytes of a file, the same for the same seed: what every format has to show whole.
"""

from __future__ import annotations

import random
from datetime import date
from types import MappingProxyType

from pipeline.intake.new import NewDocument, skeleton

_WORDS = MappingProxyType({
    "en": "the General Assembly recalling its resolution 77/18 of 12 December 2022 and noting non-governmental "
    "organizations’ well-being decides A/RES/77/18 1,250,300 dollars (a) “peace” co-operation Secretary-General 3.5",
    "fr": "l’Assemblée générale rappelant sa résolution 77/18 du 12 décembre 2022 « paix » décide qu’il est noté n° 3 "
    "1 250 300 dollars États Membres",
    "ar": "الجمعية العامة إذ تشير إلى قرارها 77/18 المؤرخ 12 كانون الأول/ديسمبر 2022 A/RES/77/18 تقرر أن السلام و(أ)",
    "zh": "大会 回顾 其 2022年12月12日 第77/18号 决议， 决定 “和平” 联合国 秘书长 A/RES/77/18 1 250 美元",
    "ru": "Генеральная Ассамблея ссылаясь на свою резолюцию 77/18 от 12 декабря 2022 года «мир» постановляет 1 250 300 "
    "долл. США",
})  # fmt: skip
_KINDS = ("decision", "resolution", "letter", "note")
_DAY = date(2026, 1, 31)
_DEEPEST = 2
"""Depth of inline elements from which on there are no further ones."""


def valid(seed: int) -> bytes:
    """Return a valid document; the same for the same seed."""
    return _Author(seed).document()


class _Author:
    """Writes one document, with numbers that it draws from its seed."""

    def __init__(self, seed: int) -> None:
        self._draw = random.Random(seed)
        self._language = self._draw.choice(list(_WORDS))
        self._lexicon = _WORDS[self._language].split()
        self._ids = self._notes = 0

    def document(self) -> bytes:
        """Return the document: paragraphs and sections in the frame of a new one."""
        kind, symbol = self._draw.choice(_KINDS), "A/80/501"
        if kind == "decision":
            symbol = "A/DEC/80/501"
        new = NewDocument(kind=kind, language=self._language, date=_DAY, symbol=symbol)
        numbers = range(50, 50 + self._draw.randint(2, 12))
        inside = "".join(self._section(n) if self._chance(0.15) else self._paragraph(n) for n in numbers)
        return skeleton(new).decode().replace("</mainBody>", f"{inside}</mainBody>", 1).encode()

    def _chance(self, share: float) -> bool:
        return self._draw.random() < share

    def _id(self, kind: str) -> str:
        self._ids += 1
        return f"{kind}_{self._ids}"

    def _text(self, least: int = 1, most: int = 12) -> str:
        between = "" if self._language == "zh" else " "
        return between.join(self._draw.choice(self._lexicon) for _ in range(self._draw.randint(least, most)))

    def _section(self, number: int) -> str:
        return f'<section eId="sec_{number}"><heading>{self._text(1, 6)}</heading>{self._paragraph(number)}</section>'

    def _paragraph(self, number: int) -> str:
        kinds, shares = (self._line, self._listing, self._tabular, self._quotation), (50, 15, 25, 10)
        (write,) = self._draw.choices(kinds, shares)
        return f'<paragraph eId="para_{number}"><num>{number}.</num><content>{write()}</content></paragraph>'

    def _listing(self) -> str:
        return self._line() + self._list(0)

    def _tabular(self) -> str:
        return self._line() + self._table(0)

    def _quotation(self) -> str:
        inside = f'<embeddedStructure startQuote="“" endQuote="”">{self._line()}{self._line()}</embeddedStructure>'
        return f'<p>{self._text()}</p><block name="quote">{inside}</block>'

    def _line(self, *, notes: bool = True) -> str:
        return f"<p>{self._inlines(0, notes=notes)}</p>"

    def _inlines(self, depth: int, *, notes: bool) -> str:
        parts = [self._inline(depth, notes=notes) for _ in range(self._draw.randint(1, 4))]
        return (" " if self._chance(0.7) else "").join(parts)

    def _inline(self, depth: int, *, notes: bool) -> str:
        if self._chance(0.5) or depth > _DEEPEST:
            return self._text()
        name = self._draw.choice(("b", "i", "ins", "del", "sup", "span", "ref", "eol", "embeddedText", "note"))
        if name == "note":
            return self._note() if notes else self._text()
        if name in ("b", "i", "ins", "del"):
            return f"<{name}>{self._inlines(depth + 1, notes=notes)}</{name}>"
        return self._plain(name)

    def _plain(self, name: str) -> str:
        given = {"ref": ' href="https://undocs.org/en/A/RES/77/18"', "embeddedText": ' startQuote="“" endQuote="”"'}
        return "<eol/>" if name == "eol" else f"<{name}{given.get(name, '')}>{self._text(1, 3)}</{name}>"

    def _note(self) -> str:
        self._notes += 1
        inside = f"<p>{self._inlines(2, notes=False)}</p>"
        named = f'marker="{self._notes}" placement="bottom" eId="authorialNote_{self._notes}"'
        return f"<authorialNote {named}>{inside}</authorialNote>"

    def _list(self, depth: int) -> str:
        items = "".join(self._item(number, depth) for number in range(self._draw.randint(1, 4)))
        return f'<blockList eId="{self._id("list")}">{items}</blockList>'

    def _item(self, number: int, depth: int) -> str:
        below = self._list(depth + 1) if self._chance(0.25) and depth < 5 else ""
        text = f"<num>({chr(97 + number)})</num><p>{self._inlines(1, notes=True)}</p>"
        return f'<item eId="{self._id("item")}">{text}{below}</item>'

    def _table(self, depth: int) -> str:
        """Return a table, with cells over rows and columns; `depth`: in how many cells it is."""
        columns = self._draw.randint(1, 3 if depth else self._draw.choice((3, 6, 12)))
        count = self._draw.randint(1, 3 if depth else self._draw.choice((3, 8, 25)))
        taken: set[tuple[int, int]] = set()
        rows = [self._row(number, columns, count, taken, depth) for number in range(count)]
        caption = f"<caption>{self._text()}</caption>" if self._chance(0.3) else ""
        return f'<table eId="{self._id("table")}">{caption}{"".join(rows)}</table>'

    def _row(self, number: int, columns: int, count: int, taken: set[tuple[int, int]], depth: int) -> str:
        cells = ""
        for column in range(columns):
            if (column, number) not in taken:
                across = min(self._draw.choice((1, 1, 1, 1, 2, 3)), columns - column)
                down = min(self._draw.choice((1, 1, 1, 1, 1, 2, 3)), count - number)
                if _places(column, number, across, down) & taken:
                    across = down = 1
                taken |= _places(column, number, across, down)
                cells += self._cell("td" if number else "th", across, down, depth)
        return f"<tr>{cells}</tr>" if cells else ""

    def _cell(self, name: str, across: int, down: int, depth: int) -> str:
        spans = (f' colspan="{across}"' if across > 1 else "") + (f' rowspan="{down}"' if down > 1 else "")
        return f"<{name}{spans}>{self._inside(depth)}</{name}>"

    def _inside(self, depth: int) -> str:
        """Return the content of a cell: nothing, a figure, paragraphs, a table, a list, or words."""
        kinds = ("nothing", "figure", "paragraphs", "table", "list", "words")
        (kind,) = self._draw.choices(kinds, (10, 20, 6, 0 if depth else 4, 6, 54))
        if kind == "paragraphs":
            return "".join(self._line(notes=False) for _ in range(self._draw.randint(2, 9)))
        if kind in ("table", "list"):
            return self._table(depth + 1) if kind == "table" else f"<p>{self._text(1, 3)}</p>{self._list(1)}"
        if kind == "figure":
            return f"<p>{self._draw.randint(1, 10 ** self._draw.randint(1, 9)):,}</p>"
        return f"<p>{self._text(1, self._draw.choice((3, 8, 40)))}</p>" if kind == "words" else "<p/>"


def _places(column: int, row: int, across: int, down: int) -> set[tuple[int, int]]:
    return {(column + x, row + y) for x in range(across) for y in range(down)}
