"""The cascade: which style of the form a block takes.

Reads a block, the document and the form. Gives keys of styles, the most specific first: those of the kind of document
before those of any document, those of a level before those of the levels above it. Every writer asks here.
"""

from __future__ import annotations

from pipeline.characters.headings import is_bold_text
from pipeline.document import Document, Heading, MastheadField, Paragraph, Role
from pipeline.forms import Form

BOLD_TEXT = "bold-text"
"""Key of text that is bold throughout ("Targets:")."""
DEEPEST_ITEM = 4
"""The lowest level of items for which forms have a style."""


def heading_keys(heading: Heading, document: Document) -> tuple[str, ...]:
    """Return the keys of a heading."""
    return _of_kind(document, heading.rank.value)


def field_keys(field: MastheadField, document: Document) -> tuple[str, ...]:
    """Return the keys of a field below the masthead; `other` if a form has no style for its role."""
    return _of_kind(document, field.role.value, "other")


def paragraph_keys(paragraph: Paragraph, document: Document, listing: str = "") -> tuple[str, ...]:
    """Return the keys of a paragraph; what a form has no style for is set as text.

    `listing` is the suffix of the style of the list it is in ("roman", "dash"; see `layout.lists`).
    """
    role = paragraph.role.value
    if paragraph.role in (Role.ITEM, Role.ITEM_TEXT):
        special = (f"{role}-{listing}",) if listing else ()
        return _of_kind(document, *special, *(f"{role}-{n}" for n in range(paragraph.level, -1, -1)), "text")
    return _of_kind(document, BOLD_TEXT if is_bold_text(paragraph) else role, "text")


def cell_keys(header: bool, box: bool) -> tuple[str, ...]:
    """Return the key of the text in a cell of a table."""
    return ("box",) if box else ("table-head",) if header else ("table-body",)


def chosen(form: Form, *keys: str) -> str:
    """Return the first key for which the form has a style, else the last."""
    return next((key for key in keys if key in form.styles), keys[-1])


def _of_kind(document: Document, *keys: str) -> tuple[str, ...]:
    kind = document.identity.kind.value
    return (*(f"{kind}-{key}" for key in keys), *keys)
