"""Which Word style a block takes, and what it changes of it.

Reads a form. Gives `StyleSheet`: the Word styles of a document, and for each block a `ResolvedStyle`. Several styles
of a form share one Word style where UN editors know only one (`__Single Txt` for every body paragraph): the first of
them in the file defines it, the others say what they change. A heading style is based on the built-in `Heading n` of
the level that it has in the document; a second level of the same style is a style of its own ("_ H_1 level 3").
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from pipeline.document import Block, Document, Heading, Paragraph, Part, Table
from pipeline.forms import Form, Page, Style, form_named
from pipeline.layout.cascade import as_asked, chosen, heading_keys

LETTERS = "letters"
"""Name of the change of a paragraph whose letters the source sets in its own way."""


class WordStyle(NamedTuple):
    """A paragraph style of the package. `level` is the level of a heading, else 0."""

    id: str
    name: str
    key: str
    style: Style
    level: int = 0


class ResolvedStyle(NamedTuple):
    """Setting of a block: its Word style, and the style of the form, which may differ from it."""

    word: WordStyle
    key: str
    style: Style
    changed: frozenset[str]
    """Names of the measures in which the form's style differs from the Word style."""

    def __hash__(self) -> int:
        """Return a hash of the names by which most settings differ: that of two styles takes a microsecond."""
        return hash((self.key, self.word.id, self.changed))


class StyleSheet:
    """The Word styles of one form, for documents whose headings are at given levels."""

    def __init__(self, form: Form, headings: Iterable[tuple[str, int]]) -> None:
        """Index the styles. `headings`: key and level of each kind of heading, in the document's order."""
        self.form = form
        self.measures = form.word
        self.styles: dict[tuple[str, int], WordStyle] = {}
        self._owners: dict[str, str] = {}
        self._settings: dict[tuple[tuple[str, ...], int], ResolvedStyle] = {}
        for key, style in form.styles.items():
            if style.word:
                self._owners.setdefault(_id(style), key)
        for key, level in headings:
            self._add(key, level)
        plain = {word.id for word in self.styles.values()}
        for key, style in form.styles.items():
            if style.word and _id(style) not in plain:
                self._add(key, _base_level(style))

    def setting(self, *keys: str, level: int = 0) -> ResolvedStyle:
        """Return the setting of the first key that the form has; `level` of a heading, 0 of everything else."""
        found = self._settings.get((keys, level))
        if found is None:
            key = chosen(self.form, *keys)
            style = self.form.style(key)
            word = self._word_style(key, style, level)
            found = self._settings[keys, level] = ResolvedStyle(word, key, style, _changed(style, word.style))
        return found

    def _word_style(self, key: str, style: Style, level: int) -> WordStyle:
        found = self.styles.get((_id(style), level))
        if found is None:
            raise KeyError(f"no Word style for {key!r} at level {level}")
        return found

    def _add(self, key: str, level: int) -> None:
        identity = _id(self.form.styles[key])
        if (identity, level) in self.styles:
            return
        owner = self._owners[identity]
        style = self.form.styles[owner]
        first = not any(known == identity for known, _ in self.styles)
        name, word_id = style.word, identity
        if not first:
            name, word_id = f"{name} level {level}", f"{identity}L{level}"
        self.styles[identity, level] = WordStyle(word_id, name, owner, style, level)


@cache
def style_sheet(form: str, headings: tuple[tuple[str, int], ...]) -> StyleSheet:
    """Return the style sheet of the form of this name, made once."""
    return StyleSheet(form_named(form), headings)


def heading_levels(document: Document, form: Form) -> tuple[tuple[str, int], ...]:
    """Return the key and level of every kind of heading in `document`, each once, in document order."""
    found: dict[tuple[str, int], None] = {}
    for block in document.blocks():
        for heading in (block, None if isinstance(block, Table) else block.former):
            if isinstance(heading, Heading):
                key = chosen(form, *heading_keys(heading, document))
                found[key, heading.level] = None
    return tuple(found)


def blocks_with_part(document: Document) -> Iterable[tuple[Part | None, Block]]:
    """Yield every block with the part it is in; None for the title block."""
    yield from ((None, block) for block in document.title)
    for part in document.parts:
        yield from ((part, block) for block in part.blocks)


def set_as_asked(setting: ResolvedStyle, block: Paragraph | Heading, page: Page) -> ResolvedStyle:
    """Return the setting with letters and leading as the source has them; as it is if the source says nothing."""
    names = {LETTERS} if block.letters is not None else set()
    names |= {"leading"} if block.leading is not None else set()
    if isinstance(block, Heading) and any(edge is not None for edge in block.edges):
        names |= {"first", "right"}
    if not names:
        return setting
    return setting._replace(style=as_asked(setting.style, block, page), changed=setting.changed | names)


def _changed(style: Style, word: Style) -> frozenset[str]:
    names = (name for name in Style.__struct_fields__ if not name.startswith("word"))
    return frozenset(name for name in names if getattr(style, name) != getattr(word, name))


def _id(style: Style) -> str:
    return style.word_id or style.word


def _base_level(style: Style) -> int:
    """Return the level that the form gives a heading style that the document does not use; 0 for other styles."""
    kind, _, number = style.word_base.partition(" ")
    return int(number) if kind == "Heading" else 0
