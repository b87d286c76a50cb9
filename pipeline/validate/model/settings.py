"""What a project sets for all its validations: `[tool.undocs]` in pyproject.toml, or undocs.toml.

Reads the nearest of these files in a folder and above it. Gives `ValidatorSettings`. Options of the command line go
before them.

    [tool.undocs]
    profile = "corpus"
    select = ["AKN4UN", "TEXT"]
    ignore = ["AKN4UN-608"]
    min-severity = "warning"
    baseline = "known.json"
    cache = ".cache/undocs"
    severity = { "TEXT-106" = "note", "TEXT-101" = "error" }
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pipeline.data import Record, fit, read_table
from pipeline.errors import TemplateError

OWN, SHARED = "undocs.toml", "pyproject.toml"


class ValidatorSettings(Record, frozen=True, kw_only=True, rename="kebab"):
    """The settings of a project; paths are relative to the file that gives them."""

    profile: str = "strict"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_severity: Literal["note", "warning", "error"] = "note"
    severity: Mapping[str, Literal["error", "warning", "note", "off"]] = {}
    baseline: str = ""
    cache: str = ""


def settings(folder: Path) -> tuple[ValidatorSettings, Path]:
    """Return the settings that hold in a folder, and the folder of the file that gives them. Raises TemplateError."""
    for above in (folder.resolve(), *folder.resolve().parents):
        own, shared = above / OWN, above / SHARED
        if own.is_file():
            return fit(read_table(own, error=TemplateError), ValidatorSettings, own, error=TemplateError), above
        if shared.is_file():
            tool = read_table(shared, error=TemplateError).get("tool", {})
            if "undocs" in tool:
                return fit(tool["undocs"], ValidatorSettings, shared, error=TemplateError), above
        if (above / ".git").exists():
            break
    return ValidatorSettings(), folder
