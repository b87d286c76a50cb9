"""What the manifest of a copy says, against what the XML inside says.

Reads a manifest, and the manifest that the XML and the files give. Gives the statements that are not the same, each
with its place: "expressions[0].title".
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Set
from typing import Any

from pipeline.distribution.manifest import Table
from pipeline.errors import visible

_LONGEST = 60
"""Characters shown of a statement. Chosen: fits a line of a terminal with the name of the file."""


def differences(given: Table, derived: Table, missing: Set[str], *, same_version: bool) -> Iterator[str]:
    """Yield the statements of a manifest that are not the derived ones, those on files that are `missing` left out.

    Another version may have had fewer statements, so those that are not given are asked of this version only.
    """
    held = copy.deepcopy(given)
    for expression in held["expressions"]:
        expression["files"] = [file for file in expression["files"] if file["path"] not in missing]
    if "files" in held:
        held["files"] = [file for file in held["files"] if file["path"] not in missing]
    yield from _differences(held, derived, "", same_version)


def _differences(given: Any, derived: Any, place: str, complete: bool) -> Iterator[str]:  # noqa: ANN401 - JSON
    if isinstance(given, dict) and isinstance(derived, dict):
        yield from _of_tables(given, derived, place, complete)
    elif isinstance(given, list) and isinstance(derived, list) and place.endswith(("expressions", "files", "works")):
        yield from _of_lists(given, derived, place, complete)
    elif type(given) is not type(derived) or given != derived:
        yield f"{place} is {_quoted_value(given)}, and the files of the copy say {_quoted_value(derived)}"


def _of_tables(given: Table, derived: Table, place: str, complete: bool) -> Iterator[str]:
    lead = f"{place}." if place else ""
    for key, value in given.items():
        if key in derived:
            yield from _differences(value, derived[key], f"{lead}{key}", complete)
        else:
            yield f"{lead}{key} is {_quoted_value(value)}, which nothing in the copy says"
    if complete:
        for key in derived.keys() - given.keys():
            yield f"{lead}{key} is missing: it is {_quoted_value(derived[key])}"


def _of_lists(given: list[Any], derived: list[Any], place: str, complete: bool) -> Iterator[str]:
    """Yield lists of tables; those of files go by their paths, so that one that is missing is named once."""
    if place.endswith("files"):
        known = {file["path"]: file for file in derived}
        paths = [file["path"] for file in given]
        for number, file in enumerate(given):
            if file["path"] not in known or paths.count(file["path"]) > 1:
                yield f"{place}[{number}] is {_quoted_value(file['path'])}, which is not a file of this text"
            else:
                yield from _differences(file, known[file["path"]], f"{place}[{number}]", complete)
        if complete:
            yield from (f"{place} lacks {_quoted_value(path)}" for path in known if path not in paths)
            shared = [path for path in known if path in paths]
            if shared != [path for path in paths if path in known]:
                yield f"{place} is in another order"
        return
    if len(given) != len(derived):
        yield f"{place} are {len(given)}, and the files of the copy have {len(derived)}"
        return
    for number, (one, other) in enumerate(zip(given, derived, strict=True)):
        yield from _differences(one, other, f"{place}[{number}]", complete)


def _quoted_value(value: Any) -> str:  # noqa: ANN401 - JSON
    text = visible(str(value))
    return f"“{text if len(text) <= _LONGEST else text[:_LONGEST] + '…'}”"
