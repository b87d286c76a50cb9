"""The cascade: which style of the form a block takes.

Reads a block, the document and the form. Gives keys of styles, the most specific first: those of the kind of document
before those of any document, those of a level before those of the levels above it; and which runs are italic, or bold
instead in a script without italics. All writers use it; those that name styles in their files use `Cascade`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from msgspec import structs

from pipeline.characters.headings import is_bold_text
from pipeline.document import (
    Cell,
    Document,
    Heading,
    HeadingEdges,
    Inline,
    Letters,
    Look,
    MastheadField,
    MastheadRole,
    Paragraph,
    Role,
    Table,
    Text,
)
from pipeline.fonts.fallback import italic_of
from pipeline.forms import AGENDA_TITLES, Form, Page, Style
from pipeline.layout.lists import Lists
from pipeline.layout.tables import title_key

BOLD_TEXT = "bold-text"
"""Key of a paragraph that is bold as a whole ("Targets:")."""
DEEPEST_ITEM = 4
"""The lowest level of items for which forms have a style. It follows from templates/forms."""

IN_CELL = frozenset((
    "organization", "symbol", "organ", "distribution", "date", "language", "original", "table-head", "table-body",
    "box", "running-head", "page-number", "job-number", "job-number-first",
))  # fmt: skip
"""Styles whose offsets are counted from the edge of a cell, not from the text edge."""

_WITHOUT_SLANT = re.compile("[\u0590-\u08ff\u2e80-\u9fff\uf900-\ufaff]")


def heading_keys(heading: Heading, document: Document) -> tuple[str, ...]:
    """Return the keys of a heading."""
    return _of_kind(document, heading.rank.value)


def field_keys(field: MastheadField, document: Document) -> tuple[str, ...]:
    """Return the keys of a field below the masthead; `other` if a form has no style for its role."""
    role = field.role.value
    titled = document.masthead.of(MastheadRole.AGENDA_TITLE) if document.masthead else ()
    several = len(titled) > 1 and field.role is MastheadRole.AGENDA_TITLE
    return _of_kind(document, *((AGENDA_TITLES,) if several else ()), role, "other")


def paragraph_keys(paragraph: Paragraph, document: Document, listing: str = "") -> tuple[str, ...]:
    """Return the keys of a paragraph; the last one, "text", is in every form.

    `listing` is the suffix of the style of the list it is in ("roman", "dash"; see `layout.lists`).
    """
    role = paragraph.role.value
    if paragraph.role in (Role.ITEM, Role.ITEM_TEXT):
        special = (f"{role}-{listing}",) if listing else ()
        return _of_kind(document, *special, *(f"{role}-{n}" for n in range(paragraph.level, -1, -1)), "text")
    if paragraph.role is Role.TABLE_TITLE:
        return _of_kind(document, title_key(paragraph, document.identity.language), role, "text")
    if paragraph.role is Role.CONTENTS:
        return _of_kind(document, *(f"{role}-{n}" for n in range(paragraph.level, -1, -1)), "text")
    return _of_kind(document, BOLD_TEXT if is_bold_text(paragraph) else role, "text")


def cell_key(table: Table, cell: Cell) -> str:
    """Return the key of the text in a cell of a table. The head cell of a row has the key of the other cells."""
    if table.box:
        return "box"
    return "table-head" if cell.header and cell.scope != "row" else "table-body"


def chosen(form: Form, *keys: str) -> str:
    """Return the first key for which the form has a style, else the last."""
    styles = form.styles
    for key in keys:
        if key in styles:
            return key
    return keys[-1]


def lettered(style: Style, letters: Letters) -> Style:
    """Return the style with the letters set as the source has them."""
    return structs.replace(style, spacing=letters.spacing, scale=letters.scale)


def given(style: Style, block: Paragraph, less: float) -> Style:
    """Return the style of a paragraph in its cell as the source sets it.

    `style`: that of its cell in the type of the table; `less`: by how many points that is smaller than the source asks.
    """
    if block.letters is not None:
        style = lettered(style, block.letters)
    own = block.setting
    if own is None:
        return style
    share = (own.size - less) / own.size if own.size else 1.0
    size = max(own.size - less, 1.0) if own.size else style.size
    leading = own.leading * share if own.leading else style.leading
    style = structs.replace(style, size=size, leading=leading)
    if not own.placed:
        return style
    before, right, after, left = (length or 0.0 for length in own[:4])
    text = left if own.first < 0 else left + own.tab if own.tab else None
    return structs.replace(style, before=before, after=after, left=left, right=right, first=left + own.first, text=text)


def as_asked(style: Style, block: Paragraph | Heading, page: Page) -> Style:
    """Return the style of a block with its letters, its leading and the edges of its lines as the source has them."""
    if isinstance(block, Heading):
        style = _at_edges(style, block.edges, page)
    style = style if block.letters is None else lettered(style, block.letters)
    return style if block.leading is None else structs.replace(style, leading=block.leading)


def _at_edges(style: Style, edges: HeadingEdges, page: Page) -> Style:
    if edges.start is not None:
        style = structs.replace(style, first=edges.start - page.indent_left)
    if edges.end is not None:
        style = structs.replace(style, right=edges.end - page.indent_right)
    return style


def marked(block: Paragraph) -> tuple[Inline, ...]:
    """Return the label of a paragraph; the letter of a note to a table is raised, as its mark is [form tables.7]."""
    if block.role is not Role.TABLE_NOTE:
        return block.label
    return tuple(replace(i, look=i.look | Look.RAISED) if isinstance(i, Text) else i for i in block.label)


class Cascade:
    """The styles of the blocks of one document. Ask in reading order: the first item decides the style of its list."""

    def __init__(self, document: Document, form: Form) -> None:
        """Begin before the first block, outside all lists."""
        self._document, self._form, self._lists = document, form, Lists()

    def keys(self, block: Paragraph | Heading) -> tuple[str, ...]:
        """Return the keys of the next block."""
        listing = self._lists.take(block)
        if isinstance(block, Heading):
            return heading_keys(block, self._document)
        return paragraph_keys(block, self._document, listing)

    def style(self, block: Paragraph | Heading) -> str:
        """Return the key of the style of the next block."""
        return chosen(self._form, *self.keys(block))

    def field(self, field: MastheadField) -> str:
        """Return the key of the style of a field below the masthead."""
        return chosen(self._form, *field_keys(field, self._document))


def _of_kind(document: Document, *keys: str) -> tuple[str, ...]:
    return _with_kind(document.identity.style_kind, keys)


@lru_cache(maxsize=1024)
def _with_kind(kind: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    return (*(f"{kind}-{key}" for key in keys), *keys)


def is_slanted(style: Style, language: str) -> bool:
    """Return True if a text of this style and language is italic as a whole, digits and all."""
    return style.italic and italic_of(language) == "italic"


def shown(run: Text, language: str) -> Look:
    """Return the looks of a run. If its script has no italics, they become bold or nothing, as `fonts.toml` says."""
    look = run.look
    if look is Look.PLAIN:
        return look
    instead = italic_of(language)
    if Look.ITALIC in look and instead != "italic" and _WITHOUT_SLANT.search(run.text):
        return look & ~Look.ITALIC | (Look.BOLD if instead == "bold" else Look.PLAIN)
    return look
