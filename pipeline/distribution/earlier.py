"""Manifests of earlier forms: their statements as they are made now.

Reads a manifest as it is. Gives it with the statements of the present form; `format` stays, so that what is said of a
copy can name it. What only an earlier form states is left out: nothing compares it any more.
"""

from __future__ import annotations

from typing import Any

from pipeline.distribution.naming import PICTURES

THREE_HASHES = "un-distribution/1"
"""Form of the versions before 0.3.0: three content hashes, of the text in order, of its words and of its letters."""
_IN_ORDER = "sequence"


def migrated(table: dict[str, Any]) -> dict[str, Any]:
    """Return a manifest with the statements of the present form. Raises KeyError, TypeError or AttributeError."""
    if table["format"] != THREE_HASHES:
        return table
    expressions = [
        {**one, "content": one["content"][_IN_ORDER], "files": _files(one["files"])} for one in table["expressions"]
    ]
    return {**table, **({"files": _files(table["files"])} if "files" in table else {}), "expressions": expressions}


def _files(files: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the files with the content hash where it is of the text in order; a picture has no text."""
    return [{key: value for key, value in _file(file).items() if value is not None} for file in files]


def _file(file: dict[str, Any]) -> dict[str, Any]:
    content = file["content"]
    hashed = content["basis"] == _IN_ORDER and file["format"] not in PICTURES
    return {**file, "content": content["sha256"] if hashed else None}
