"""Changes that the source itself marks (`ins`, `del`), for a comparison, whose own changes must be distinguished from
them.

Reads a document that marks what was inserted and deleted. Gives it with looks instead: inserted words underlined,
deleted ones struck.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.document import Change, Document, Inline, Look, Text
from pipeline.document.rewrite import rewritten

_LOOKS = {Change.INSERTED: Look.UNDERLINE, Change.DELETED: Look.STRIKE}


def with_looks(document: Document) -> Document:
    """Return the document, its own insertions underlined and its own deletions struck; any other as it is."""
    if document.revision is None or not document.revision.own:
        return document
    masthead = document.masthead
    if masthead is not None:
        masthead = replace(masthead, fields=tuple(replace(f, inlines=_looked(f.inlines)) for f in masthead.fields))
    plain = replace(
        document,
        masthead=masthead,
        notes=tuple(replace(note, change=None) for note in document.notes),
        revision=None,
    )
    return rewritten(plain, _looked)


def _looked(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return tuple(_one(inline) if inline.change else inline for inline in inlines)


def _one(inline: Inline) -> Inline:
    if not isinstance(inline, Text) or inline.change is None:
        return replace(inline, change=None)
    return replace(inline, look=inline.look | _LOOKS.get(inline.change, Look.PLAIN), change=None)
