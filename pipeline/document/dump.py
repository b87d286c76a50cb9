"""The prepared document to look at: as plain values for JSON, and as an outline of one line a block.

Reads a `Document`. Gives what was understood of a text before any format: roles, labels, levels, notes, tables.
"""

from __future__ import annotations

import base64
import datetime
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Flag
from typing import Any

from pipeline.document.blocks import Block, Heading, Paragraph, Table
from pipeline.document.inlines import plain_text
from pipeline.document.model import Document


def as_plain(value: Any) -> Any:  # noqa: ANN401 - any value of the model
    """Return a value of the model as JSON has it.

    An object has its class as `type` and its fields by name, those left out that have their default value; dates are
    ISO strings, combined looks lists of names, bytes base64.
    """
    if is_dataclass(value):
        kept = {f.name: getattr(value, f.name) for f in fields(value) if not _is_default(value, f)}
        return {"type": type(value).__name__, **{name: as_plain(inner) for name, inner in kept.items()}}
    if isinstance(value, Flag):
        return [str(one.name).lower() for one in type(value) if one in value and one.value]
    if isinstance(value, Mapping):
        return {str(key): as_plain(inner) for key, inner in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple | list):
        return [as_plain(inner) for inner in value]
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value.isoformat() if isinstance(value, datetime.date) else value


def _is_default(value: object, field: Field[Any]) -> bool:
    held = getattr(value, field.name)
    if field.default_factory is not MISSING:
        return bool(held == field.default_factory())
    return field.default is not MISSING and bool(held == field.default)


def outline(document: Document) -> Iterator[str]:
    """Yield a line for each field of the masthead, block and note: what it is, where it is, its text."""
    for field in document.masthead.fields if document.masthead else ():
        yield _line(f"masthead {field.role}", field.anchor, plain_text(field.inlines))
    for block in document.title:
        yield _of_block(block)
    for part in document.parts:
        yield _line(f"part {part.kind}", part.anchor, part.label)
        for block in part.blocks:
            yield _of_block(block)
    for note in document.notes:
        yield _line(f"note {note.printed}", note.id, " ".join(paragraph.text for paragraph in note.blocks))


def _of_block(block: Block) -> str:
    match block:
        case Heading():
            return _line(f"heading {block.level} {block.rank}", block.anchor, block.text)
        case Table():
            return _line("table", block.anchor, f"{len(block.rows)} rows, {len(block.columns)} columns")
        case Paragraph():
            return _line(f"{block.role}{f' {block.level}' if block.level else ''}", block.anchor, block.text)


def _line(what: str, anchor: str, text: str) -> str:
    """Return a line: tabs between what it is, where it is, and the text on one line."""
    return "\t".join((what, anchor, " ".join(text.split())))
