"""The documents invented for the tests: `tests/data`; its README says what each of them shows.

Gives paths. They lie there as published files do: kind of document, language, file.
"""

from __future__ import annotations

from pathlib import Path

DATA = Path(__file__).resolve().parent / "data"
DOCUMENTS = DATA / "documents"
"""Valid documents, in the folders of their kind and language."""
BROKEN = DATA / "broken"
"""Files that are malformed or not valid, each by a fault of its own."""


def documents(under: str = "") -> list[Path]:
    """Return the invented documents below a folder of `documents/`, in order; all of them by default."""
    return sorted((DOCUMENTS / under).rglob("*.xml"))


def broken() -> list[Path]:
    """Return the invented broken files, in order."""
    return sorted(BROKEN.glob("*.xml"))
