"""Mends that need no judgement, as minimal edits of a file.

Reads files. Gives `Mended` per file: what was changed, as a difference, and what was refused, with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Mended:
    """What happened to one file."""

    path: str
    difference: str
    applied: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def fix(paths: Sequence[Path]) -> list[Mended]:
    """Mend the files in place."""
    return []
