"""What was probably meant by a word that is not known: "did you mean …?" for names of commands, options and texts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

_LIKENESS = 0.6
"""Least likeness of two words, from 0 to 1; difflib's own default.
Chosen: difflib's default is what users of Python know."""


def nearest(word: str, names: Iterable[str]) -> str:
    """Return "did you mean NAME?" for the name most like the word in any case of letters, "" if none is like it."""
    from difflib import get_close_matches

    by_lower = {name.lower(): name for name in names}
    matches = get_close_matches(word.lower(), by_lower, n=1, cutoff=_LIKENESS)
    return f"did you mean {by_lower[matches[0]]}?" if matches else ""


def nearest_path(path: Path) -> str:
    """Return "did you mean NAME?" for what is named most like a path that does not exist, in the same folder."""
    return nearest(str(path), beside(path))


def beside(path: Path) -> list[str]:
    """Return the paths of what is in the folder of a path, hidden files left out; nothing if it cannot be read."""
    try:
        return sorted(str(one) for one in path.parent.iterdir() if not one.name.startswith("."))
    except (OSError, ValueError):
        return []
