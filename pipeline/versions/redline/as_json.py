"""The edit script as JSON.

Reads an `EditScript`. Gives UTF-8 text that fits `templates/versions/edit-script.schema.json` (docs/edit-script.md says
what each field means). The same script gives the same text.
"""

from __future__ import annotations

import json
from typing import Any

from pipeline.document import Document
from pipeline.versions.comparison.script import Edit, EditPlace, EditScript
from pipeline.versions.redline.summary import counts, summary

VERSION = 1
"""Chosen: counted up with each change of the format (docs/edit-script.md)."""


def as_json(script: EditScript) -> bytes:
    """Return the whole script, two spaces to a level, one final line end."""
    return (json.dumps(as_dict(script), ensure_ascii=False, indent=2) + "\n").encode()


def as_dict(script: EditScript) -> dict[str, Any]:
    """Return the script as values of JSON."""
    return {
        "version": VERSION,
        "old": _document(script.old),
        "new": _document(script.new),
        "summary": summary(script),
        "counts": counts(script),
        "edits": [_edit(edit) for edit in script.edits],
    }


def _document(document: Document) -> dict[str, str]:
    identity = document.identity
    return {
        "work": identity.work,
        "expression": identity.expression,
        "symbol": identity.symbol_printed,
        "title": identity.title,
        "language": identity.language,
        "date": identity.date.isoformat(),
        "source": identity.source_name,
        "sha256": identity.source_sha256,
    }


def _edit(edit: Edit) -> dict[str, Any]:
    """Return an edit; what does not apply is left out."""
    row: dict[str, Any] = {"kind": edit.kind.value, "what": edit.what.value}
    row |= {"name": edit.name} if edit.name else {}
    row |= {"old": _place(edit.old)} if edit.old else {}
    row |= {"new": _place(edit.new)} if edit.new else {}
    row |= {"oldText": edit.old_text} if edit.old_text else {}
    row |= {"newText": edit.new_text} if edit.new_text else {}
    row |= {"exchangedWith": edit.exchanged_with} if edit.exchanged_with else {}
    if edit.words:
        row["words"] = [{"old": w.old, "new": w.new, "oldAt": w.old_at, "newAt": w.new_at} for w in edit.words]
    return row


def _place(place: EditPlace) -> dict[str, Any]:
    return {
        "anchor": place.anchor,
        "eId": place.eid,
        "label": place.label,
        "part": place.part,
        "position": place.position,
    }
