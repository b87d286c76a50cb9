"""What each format is known to do to words: the declared deviations, as data.

Reads nothing. Gives `TRAITS`. A deviation that is not declared here is a loss.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Traits:
    """A format's deviations. Each makes the comparison allow for one thing, and count it."""

    name: str
    order_floor: float
    """Least share of words in order; 0 where the layout may interleave columns. Not asked of right-to-left text whose
    letters come back in another order."""
    rows_part: bool = False
    """Rows of tables go on over a page's end, and pages are read one by one: words in tables are not asked for order
    where the rest is in order and no more rows are touched than pages turn."""
    notes_part: bool = False
    """Notes that the format counts itself stand at their marks, the others at the end: each is in order by itself."""
    columns: bool = False
    """The lines of columns side by side come back one by one: between the pieces of a word broken in a narrow column
    stand words of the next."""
    marks_touch: bool = False
    """A note mark stands close to the figure before it: "2022" with mark 1 reads "20221"."""
    vowel_marks: bool = True
    """False where Arabic vowel marks do not come back at their letter."""
    letters_move: bool = False
    """Letters of right-to-left words come back in another order or cut otherwise."""


TRAITS = {
    "txt": Traits("txt", order_floor=0.0, columns=True),
    "flow.txt": Traits("flow.txt", order_floor=0.999),
    "html": Traits("html", order_floor=0.999),
    "docx": Traits("docx", order_floor=0.999),
    "pdf": Traits(
        "pdf", order_floor=0.95, rows_part=True, columns=True, marks_touch=True, vowel_marks=False, letters_move=True
    ),
    "md": Traits("md", order_floor=0.99, notes_part=True, marks_touch=True),
    "epub": Traits("epub", order_floor=0.999),
    "odt": Traits("odt", order_floor=0.99, notes_part=True, marks_touch=True),
}
