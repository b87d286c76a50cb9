"""Blocks as the tree of a main body: divisions, paragraphs, lists, tables, quotations [strict structure].

Reads blocks in order. Fills `mainBody`: a heading opens a division within that of the next higher rank, items make
lists within their paragraph, a table is in the content of a paragraph. Every block becomes an element with its words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from pipeline.akn.builder import make
from pipeline.akn.names import local, text_of
from pipeline.characters.labels import LabelKind, kind_of
from pipeline.document import Block, Heading, Inline, LineBreak, Paragraph, Rank, Role, Table, Text, plain_text
from pipeline.intake.build.contents import entry_element, is_list_of_contents, page_element
from pipeline.intake.build.inlines import InlineWriter
from pipeline.intake.build.tables import setting_css, table_element
from pipeline.intake.vocabulary.numerals import is_roman

_CLASSES = {Rank.PART: "HM", Rank.CHAPTER: "HCh", Rank.FIRST: "H1", Rank.SECOND: "H23", Rank.FOURTH: "H4",
            Rank.FIFTH: "H56", Rank.TITLE: "HCh", Rank.ANNEX_TITLE: "HCh", Rank.ANNEX_LABEL: "HCh",
            Rank.COMPONENT_LABEL: "H1", Rank.CONTENTS: "HCh", Rank.SUBTITLE: "H1", Rank.FRAME_TITLE: "H4"}  # fmt: skip
_CAPITAL = re.compile(r"[A-ZА-Я]\.?")
_POINTS = ("point", "indent")
_UNNUMBERED = ("mainBody", "division")
_NOTES = (Role.TABLE_NOTE,)
_NUMBERED = frozenset((Role.OPERATIVE, Role.NUMBERED))
_NUMBER_LEVEL = 3
"""Depth of a division that begins with a number alone. Chosen: below the two levels that headings have."""


class BodyBuilder:
    """Builds one main body."""

    def __init__(self, pen: InlineWriter, *, alone: bool) -> None:
        """Begin the body. `alone`: no paragraph of the part has a number, so those without are its units."""
        self.root = make("mainBody")
        self._pen = pen
        self._alone = alone
        self._divisions: list[tuple[int, etree._Element]] = []
        self._unit: etree._Element | None = None
        self._lists: list[etree._Element] = []
        self._captions: list[Paragraph] = []

    def build(self, blocks: Sequence[Block]) -> etree._Element:
        """Return the body of these blocks."""
        for block in blocks:
            if isinstance(block, Table):
                self._table(block)
            elif isinstance(block, Paragraph) and block.role is Role.TABLE_TITLE:
                self._captions.append(block)
            else:
                self._without_table()
                self._heading(block) if isinstance(block, Heading) else self._paragraph(block)
        self._without_table()
        for last in [e for e in self.root.iter() if local(e) == "intro" and e.getnext() is None]:
            last.tag = last.tag.replace("intro", "content")
        if not len(self.root):
            self.root.append(make("p"))
        return self.root

    def _home(self) -> etree._Element:
        return self._divisions[-1][1] if self._divisions else self.root

    def _heading(self, block: Heading) -> None:
        while self._divisions and self._divisions[-1][0] >= block.level:
            self._divisions.pop()
        number, words = _number_apart(block)
        made = make(self._division(number))
        if number:
            made.append(self._pen.write(make("num"), number))
        made.append(self._pen.write(make("heading", class_=_CLASSES[block.rank]), words))
        self._pen.named(made, block.anchor, *block.aliases)
        self._home().append(made)
        self._divisions.append((block.level, made))
        self._unit, self._lists = None, []

    def _division(self, number: Sequence[Inline]) -> str:
        """Return `section` for "I", `title` for "A" inside one, `division` without a number [strict structure]."""
        text = plain_text(number).strip()
        inside = local(self._divisions[-1][1]) if self._divisions else ""
        if inside == "section" and _CAPITAL.fullmatch(text):
            return "title"
        if not text:
            return "division"
        is_section = is_roman(text.rstrip(".")) or _CAPITAL.fullmatch(text)
        return "section" if not inside and is_section else "subsection"

    def _paragraph(self, block: Paragraph) -> None:
        if block.role is Role.ITEM:
            self._item(block)
        elif block.role is Role.ITEM_TEXT and self._item_text(block):
            return
        elif block.role is Role.QUOTATION:
            self._quotation(block)
        elif block.role is Role.CONTENTS:
            self._contents(block)
        elif block.role is Role.PREAMBULAR and self._divisions and not block.label:
            self._recital(block)
        elif _opens_section(block):
            self._section(block)
        else:
            self._plain(block)

    def _plain(self, block: Paragraph) -> None:
        """Add a paragraph outside lists, with a number or without."""
        text = self._pen.p(block.inlines, style=setting_css(block.setting, None))
        kind = "FootnoteText" if block.role in _NOTES else None
        unit = self._opened(block, kind)
        unit.append(make("content", text))

    def _recital(self, block: Paragraph) -> None:
        """Add a preambular paragraph inside a section [G3 1.5]."""
        made = self._pen.write(make("crossHeading", refersTo="#preamble"), block.inlines)
        self._home().append(self._pen.named(made, block.anchor, *block.aliases))
        self._unit, self._lists = None, []

    def _section(self, block: Paragraph) -> None:
        """Add a section without heading: "I." before text, or alone. What follows is within it."""
        while self._divisions and self._divisions[-1][0] >= _NUMBER_LEVEL:
            self._divisions.pop()
        made = make(self._division(block.label), self._pen.write(make("num"), block.label))
        if block.inlines:
            made.append(make("intro", self._pen.p(block.inlines)))
        self._home().append(self._pen.named(made, block.anchor, *block.aliases))
        self._divisions.append((_NUMBER_LEVEL, made))
        self._unit, self._lists = None, []

    def _opened(self, block: Paragraph | None, kind: str | None = None) -> etree._Element:
        numbered = block is not None and bool(plain_text(block.label).strip())
        apart = self._alone and local(self._home()) in _UNNUMBERED
        made = make("paragraph" if numbered or apart else "alinea", class_=kind)
        if block is not None and numbered:
            made.append(self._pen.write(make("num"), block.label))
        if block is not None:
            self._pen.named(made, block.anchor, *block.aliases)
        self._home().append(made)
        self._unit, self._lists = made, []
        return made

    def _quotation(self, block: Paragraph) -> None:
        """Add words of another instrument, set off. Consecutive ones are one quotation."""
        holder = self._open_quotation()
        text = self._pen.p(block.inlines)
        if not block.label:
            holder.append(self._pen.named(text, block.anchor))
            return
        made = make("paragraph", self._pen.write(make("num"), block.label), make("content", text))
        holder.append(self._pen.named(made, block.anchor))

    def _open_quotation(self) -> etree._Element:
        last = self._unit[-1] if self._unit is not None and len(self._unit) else None
        if last is not None and not self._lists and local(last) == "content" and len(last) == 1:
            inner = last[0]
            if len(inner) == 1 and local(inner[0]) == "embeddedStructure" and not inner.text:
                return inner[0]
        holder = make("embeddedStructure")
        self._opened(None).append(make("content", make("p", holder)))
        return holder

    def _item(self, block: Paragraph) -> None:
        home = self._list(max(1, block.level))
        point = make(_point_kind(home, block))
        if block.label:
            point.append(self._pen.write(make("num"), block.label))
        point.append(make("content", self._pen.p(block.inlines)))
        home.append(self._pen.named(point, block.anchor, *block.aliases))

    def _list(self, level: int) -> etree._Element:
        """Return the open list of this level, or a new one."""
        if self._unit is None or (not self._lists and _is_closed(self._unit)):
            self._unit, self._lists = self._home(), []
        del self._lists[level:]
        if len(self._lists) == level and _ended(self._lists[-1]):
            self._lists.pop()
        while len(self._lists) < level:
            self._lists.append(self._new_list())
        return self._lists[-1]

    def _new_list(self) -> etree._Element:
        """Return a new list in the open item or paragraph, whose text becomes its introduction."""
        owner = self._unit
        if self._lists:
            owner = _last_point(self._lists[-1])
            owner = self._lists[-1] if owner is None else owner
        assert owner is not None
        made = make("list")
        last = owner[-1] if len(owner) else None
        if last is not None and local(last) == "content":
            owner.remove(last)
            made.append(make("intro", *last))
        owner.append(made)
        return made

    def _item_text(self, block: Paragraph) -> bool:
        """Add a further paragraph to an open item or, at level 0, to the paragraph. Return False if none is open."""
        if not self._lists or block.level > len(self._lists):
            return False
        text = self._pen.named(self._pen.p(block.inlines), block.anchor)
        if len(self._lists) > block.level:
            del self._lists[block.level + 1 :]
            _wrap_up(self._lists[-1]).append(text)
            return True
        point = _last_point(self._lists[-1])
        last = point[-1] if point is not None and len(point) else None
        if last is None:
            return False
        (last if local(last) == "content" else _wrap_up(last)).append(text)
        return True

    def _contents(self, block: Paragraph) -> None:
        """Add an entry to the open list of contents, or to a new one. The word above the page numbers comes before the
        list.
        """
        if not block.inlines:
            self._opened(None).append(make("content", make("p", page_element(block.page))))
            return
        content = self._unit[-1] if self._unit is not None and len(self._unit) else None
        if content is None or not is_list_of_contents(content):
            content = make("content")
            self._opened(None).append(content)
        if local(content[-1] if len(content) else content) != "toc":
            content.append(make("toc"))
        content[-1].append(entry_element(block, self._pen))

    def _table(self, block: Table) -> None:
        """Add a table to the content of a paragraph, or of the open item to which it belongs."""
        titles, self._captions = self._captions, []
        made = table_element(block, self._pen, titles)
        point = _last_point(self._lists[-1]) if block.level and self._lists else None
        last = point[-1] if point is not None and len(point) else None
        if last is not None and local(last) == "content":
            last.append(made)
        else:
            self._opened(None).append(make("content", made))
            self._unit, self._lists = None, []

    def _without_table(self) -> None:
        """Add titles of a table that are not followed by one as paragraphs."""
        titles, self._captions = self._captions, []
        for title in titles:
            self._plain(title)


def _is_closed(unit: etree._Element) -> bool:
    """Return True for a paragraph without number that ends with a full stop: a list after it is not part of it."""
    numbered = any(local(child) == "num" for child in unit)
    return not numbered and local(unit) in ("paragraph", "alinea") and text_of(unit).rstrip().endswith((".", "。"))


def is_numbered(block: Paragraph) -> bool:
    """Return True for a paragraph that becomes a numbered unit, neither item nor section."""
    return bool(block.label) and block.role is not Role.ITEM and not _opens_section(block)


def _opens_section(block: Paragraph) -> bool:
    """Return True for a paragraph that opens a section without heading: "I." before its text."""
    return block.role in _NUMBERED and is_roman(plain_text(block.label).strip().rstrip("."))


def _number_apart(block: Heading) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
    """Return the number and the words of a heading. A number on a line of its own ("I") is one too."""
    if block.label:
        return block.label, block.inlines
    first, second = (*block.inlines, None, None)[:2]
    if isinstance(first, Text) and isinstance(second, LineBreak) and len(first.text.strip()) < 8:
        return (first,), block.inlines[2:]
    return (), block.inlines


def _ended(element: etree._Element) -> bool:
    return len(element) > 0 and local(element[-1]) == "wrapUp"


def _last_point(element: etree._Element) -> etree._Element | None:
    return next((child for child in reversed(element) if local(child) in _POINTS), None)


def _point_kind(home: etree._Element, block: Paragraph) -> str:
    """Return `indent` for dashes, `point` for all else; all items of a list are of one kind [strict structure]."""
    first = next((local(child) for child in home if local(child) in _POINTS), "")
    dash = kind_of(plain_text(block.label)) is LabelKind.BULLET
    return first or ("indent" if dash else "point")


def _wrap_up(element: etree._Element) -> etree._Element:
    if not _ended(element):
        element.append(make("wrapUp"))
    return element[-1]
