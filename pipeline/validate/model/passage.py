"""A passage of a text, as it is laid beside those of other languages.

Gives `Passage` and `Atoms`.
"""

from __future__ import annotations

from dataclasses import dataclass

Atoms = dict[str, tuple[int, int]]
"""What a passage says that every language has to say alike: its first place, (offset, length)."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One block of text."""

    index: int
    """Position of its element among the elements of the file."""
    kind: str
    """`line:…` (front and end, with the role), `recital`, `paragraph`, `point`, `heading`, `cell`, `note`, `text`."""
    number: str
    """Number of the unit that begins with it, as figures; marker of a note; "" without."""
    label: str
    """What people call it: "para. 12", "note 3"."""
    text: str
    atoms: Atoms
    eid: str = ""
