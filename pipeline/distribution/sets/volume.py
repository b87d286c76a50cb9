"""A volume: the texts of a set in one language as one document.

Reads prepared documents in order. Gives one `Document`: contents, each text from a new page with what its masthead
says, index of subjects, index of symbols. Nothing of a text is left out. Anchors and notes keep their names behind that
of their text, so that links inside a text still lead where they did.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.distribution.sets.blocks import heading, lines, paragraph, table, words
from pipeline.distribution.sets.entries import Entry, natural
from pipeline.distribution.sets.pages import BOUND, SetFacts
from pipeline.document import (
    Block,
    Cell,
    Document,
    Heading,
    Inline,
    Link,
    MastheadRole,
    Note,
    NoteMark,
    Paragraph,
    Part,
    PartKind,
    Rank,
    Role,
    Table,
    Text,
    plain_text,
)
from pipeline.document.rewrite import rewritten
from pipeline.languages.strings import interface, strings

_DEEPEST = 6
"""Levels of headings: those of HTML."""
_UNKNOWN = "–"
_CONTENTS, _INDEX = (24.0, 66.0, 10.0), (62.0, 38.0)
"""Widths of the columns, in hundredths. Chosen: titles and subjects are the longest."""

Starts = Mapping[str, int]
"""The page of each anchor; empty while it is not known."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A text and its number in the volume."""

    number: int
    text: Entry

    @property
    def anchor(self) -> str:
        """Name of the part that begins with the text."""
        return f"text_{self.number}"

    def renamed(self, anchor: str) -> str:
        """Return the name in the volume of an anchor of the text."""
        return f"{self.anchor}__{anchor}" if anchor else ""


def volume(facts: SetFacts, language: str, texts: Sequence[Entry], starts: Starts | None) -> Document:
    """Return the volume of these texts. `starts`: pages are named (a format with pages), as far as they are known."""
    spoken = interface(language)
    numbered = [Numbered(number, text) for number, text in enumerate(texts, 1)]
    inner = [_Text(one).document() for one in numbered]
    parts = (
        _contents(numbered, spoken, starts),
        *(part for one in inner for part in one.parts),
        _indexes(numbered, spoken, starts),
    )
    whole = facts.page(spoken, [paragraph(lines(*_issued(texts)), "volume__issued")], parts, BOUND)
    missing = tuple(dict.fromkeys(key for text in texts for key in text.identity.unassigned))
    return replace(
        whole,
        identity=replace(whole.identity, subjects=tuple(_subjects(numbered)), unassigned=missing),
        notes=tuple(note for one in inner for note in one.notes),
        pictures={key: file for text in texts for key, file in text.document.pictures.items()},
        revision=next((text.document.revision for text in texts if text.document.revision), None),
    )


def _issued(texts: Sequence[Entry]) -> list[str]:
    return list(dict.fromkeys(text.issued for text in texts))


def _contents(texts: Sequence[Numbered], language: str, starts: Starts | None) -> Part:
    own = strings(language)
    heads = (own.site.symbol, own.set.title, *((own.set.page,) if starts is not None else ()))
    rows = [
        (
            [words(one.text.symbol, f"#{one.anchor}")],
            [[Text(one.text.title)]],
            *(([_page(one, starts)],) if starts is not None else ()),
        )
        for one in texts
    ]
    shares = _CONTENTS if starts is not None else (26.0, 74.0)
    listed = table(heads, rows, shares, "volume__list", own.html.contents, frozenset({2}))
    top = heading(own.html.contents, 2, "volume__contents__heading")
    return _part("volume__contents", (top, listed), own.html.contents)


def _part(anchor: str, blocks: tuple[Block, ...], label: str) -> Part:
    return Part(kind=PartKind.COMPONENT, anchor=anchor, blocks=blocks, label=label, new_page=True)


def _page(one: Numbered, starts: Starts) -> tuple[Text, ...]:
    known = starts.get(one.anchor)
    return words(str(known) if known else _UNKNOWN, f"#{one.anchor}")


def _indexes(texts: Sequence[Numbered], language: str, starts: Starts | None) -> Part:
    own = strings(language)
    where = own.set.page if starts is not None else own.site.symbol
    blocks: list[Block] = []
    subjects = _subjects(texts)
    if subjects:
        rows = [([words(name)], [_places(found, own.text.separator, starts)]) for name, found in subjects.items()]
        blocks += [
            heading(own.set.subjects, 2, "volume__subjects__heading"),
            table((own.site.subjects, where), rows, _INDEX, "volume__subjects__list", own.set.subjects),
        ]
    ordered = sorted(texts, key=lambda one: natural(one.text.symbol))
    last = own.set.page if starts is not None else own.set.title
    symbols = [
        (
            [words(one.text.symbol, f"#{one.anchor}")],
            [(Text(one.text.title),) if starts is None else _page(one, starts)],
        )
        for one in ordered
    ]
    blocks += [
        heading(own.set.symbols, 2, "volume__symbols__heading"),
        table((own.site.symbol, last), symbols, _INDEX, "volume__symbols__list", own.set.symbols),
    ]
    return _part("volume__indexes", tuple(blocks), own.set.symbols)


def _places(found: Sequence[Numbered], separator: str, starts: Starts | None) -> list[Inline]:
    """Return the pages of texts, or in a format without pages their symbols, each a link."""
    line: list[Inline] = []
    for one in found:
        if line:
            line.append(Text(separator))
        line += _page(one, starts) if starts is not None else words(one.text.symbol, f"#{one.anchor}")
    return line


def _subjects(texts: Sequence[Numbered]) -> dict[str, list[Numbered]]:
    """Return the texts on each subject, by its words; words that differ in capitals alone are one subject."""
    found: dict[str, list[Numbered]] = {}
    spelled: dict[str, str] = {}
    for one in texts:
        for subject in dict.fromkeys(" ".join(s.split()) for s in one.text.identity.subjects):
            key = subject.casefold()
            spelled[key] = min((subject, spelled.get(key, subject)), key=lambda word: (word.isupper(), word))
            if not found.get(key) or found[key][-1] is not one:
                found.setdefault(key, []).append(one)
    return {spelled[key]: found[key] for key in sorted(found, key=natural)}


class _Text:
    """A text on its way into the volume."""

    def __init__(self, one: Numbered) -> None:
        self.one = one
        self.source = one.text.document

    def document(self) -> Document:
        """Return the text as parts of the volume."""
        renamed = rewritten(self.source, self._inlines)
        front = [*self._head(), *(self._block(block) for block in renamed.title)]
        notes = tuple(self._note(note) for note in renamed.notes)
        called = self._called()
        uncalled = [self._small(note) for note in notes if note.front and note.id not in called]
        first, *others = renamed.parts or (Part(kind=PartKind.MAIN, anchor="", blocks=()),)
        own = [self._block(block) for block in first.blocks]
        top = replace(
            first, kind=PartKind.COMPONENT, anchor=self.one.anchor, blocks=(*front, *uncalled, *own), new_page=True,
            label=self.one.text.symbol, eid="",
        )  # fmt: skip
        kept = tuple(replace(note, front=False) for note in notes if note.id in called or not note.front)
        return replace(renamed, title=(), masthead=None, parts=(top, *map(self._part, others)), notes=kept)

    def _head(self) -> Iterator[Block]:
        """Yield the symbol as the heading of the text, and what else its masthead says."""
        yield Heading(
            rank=Rank.PART, level=2, inlines=words(self.one.text.symbol), anchor=self.one.renamed("symbol")
        )  # fmt: skip
        fields = self.source.masthead.fields if self.source.masthead else ()
        line: list[Inline] = []
        for field in fields:
            plain = field.role is MastheadRole.SYMBOL and plain_text(field.inlines) == self.one.text.symbol
            if plain and not any(isinstance(one, NoteMark) for one in field.inlines):
                continue
            line += [*([Text(" · ", generated=True)] if line else []), *self._inlines(field.inlines)]
        if line:
            yield paragraph(line, self.one.renamed("masthead"))
        if not any(isinstance(block, Heading) and block.level == 1 for block in self.source.blocks()):
            yield Heading(
                rank=Rank.TITLE, level=3, inlines=words(self.one.text.title), anchor=self.one.renamed("title")
            )  # fmt: skip

    def _inlines(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(self._inline(one) for one in inlines)

    def _inline(self, one: Inline) -> Inline:
        if isinstance(one, NoteMark):
            return replace(one, note=self.one.renamed(one.note))
        if isinstance(one, Text) and one.link and one.link.internal:
            return replace(one, link=Link(f"#{self.one.renamed(one.link.target[1:])}", one.link.iri))
        return one

    def _block(self, block: Block) -> Block:
        named = replace(
            block, anchor=self.one.renamed(block.anchor), aliases=tuple(map(self.one.renamed, block.aliases)), eid=""
        )  # fmt: skip
        if isinstance(named, Heading):
            return replace(named, level=min(named.level + 2, _DEEPEST))
        if isinstance(named, Table):
            return replace(named, rows=tuple(replace(r, cells=tuple(map(self._cell, r.cells))) for r in named.rows))
        return named

    def _cell(self, cell: Cell) -> Cell:
        blocks = tuple(replace(p, anchor=self.one.renamed(p.anchor), eid="") for p in cell.blocks)
        return replace(cell, anchor=self.one.renamed(cell.anchor), blocks=blocks)

    def _part(self, part: Part) -> Part:
        blocks = tuple(self._block(block) for block in part.blocks)
        return replace(part, anchor=self.one.renamed(part.anchor), blocks=blocks, eid="")

    def _note(self, note: Note) -> Note:
        blocks = tuple(replace(p, anchor=self.one.renamed(p.anchor), eid="") for p in note.blocks)
        return replace(note, id=self.one.renamed(note.id), blocks=blocks, eid="")

    def _called(self) -> set[str]:
        """Return the names in the volume of the notes that have a mark."""
        fields = self.source.masthead.fields if self.source.masthead else ()
        rows = [field.inlines for field in fields]
        rows += [block.inlines for block in self.source.blocks() if isinstance(block, Heading | Paragraph)]
        rows += [p.inlines for p in self.source.paragraphs()]
        return {self.one.renamed(one.note) for row in rows for one in row if isinstance(one, NoteMark)}

    def _small(self, note: Note) -> Paragraph:
        """Return a note that nothing calls as a small note below the masthead."""
        inlines = tuple(one for paragraph in note.blocks for one in paragraph.inlines)
        label = words(note.printed) if note.printed else ()
        return Paragraph(role=Role.SMALL_NOTE, inlines=inlines, label=label, anchor=f"{note.id}__small")
