"""Parts of tables that need no knowledge of the table around them.

Reads widths, rows and cells. Gives widths in twips, rules, the line that Word wants below a table within a cell.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from pipeline.document import Align, Cell, Direction, Paragraph, Row, Table, Valign
from pipeline.layout.cascade import given
from pipeline.layout.tables import is_spacer
from pipeline.write.docx.ooxml.element import Element
from pipeline.write.docx.ooxml.markup import eighths, twips, w
from pipeline.write.docx.styles.properties import Changes
from pipeline.write.docx.styles.stylesheet import LETTERS, ResolvedStyle
from pipeline.write.docx.text.paragraphs import paragraph
from pipeline.write.docx.text.story import Story

LONGEST_DESCRIPTION = 250
"""Characters of the description of a table. Chosen: a screen reader speaks it before the table."""
_THIN = 40  # twips. Chosen: the least that Word keeps


def rounded(widths: Sequence[float]) -> tuple[int, ...]:
    """Return the widths in twips; they add up to the same, rounded."""
    ends = [twips(math.fsum(widths[: n + 1])) for n in range(len(widths))]
    return tuple(max(1, end - start) for start, end in zip([0, *ends], ends, strict=False))


def own_words(table: Table) -> str:
    """Return the first words of a table that has no summary."""
    words = (p.text for row in table.rows for cell in row.cells for p in cell.blocks)
    return next((text[:LONGEST_DESCRIPTION] for text in words if text), "")


def rule(side: str, width: float) -> Element:
    """Return the rule at a side of a cell or table; with width 0 none is drawn."""
    if not width:
        return w(side, val="nil")
    return w(side, val="single", sz=eighths(width), space=0, color="auto")


def first_given(*values: float | None) -> float | None:
    """Return the first value that is given."""
    return next((value for value in values if value is not None), None)


def thin_line(setting: ResolvedStyle, story: Story, direction: Direction) -> Element:
    """Return the line that Word needs between two tables, and between a table and the end of its cell."""
    made = paragraph(setting, story, Changes(direction=direction, before=0.0, after=0.0), [])
    spacing = made.properties.own("w:spacing")
    if spacing is not None:
        spacing.set("w:line", str(_THIN))
        spacing.set("w:lineRule", "exact")
    return made


def ruled(row: Row, side: str) -> bool:
    """Return True if the source gives a cell of the row a rule at this side."""
    return any(getattr(cell.borders, side) for cell in row.cells)


def aligned(cell: Cell, direction: Direction) -> Align | None:
    """Return the alignment of the paragraphs of a cell that have none of their own; figures are at the right."""
    figures = Align.START if direction is Direction.RTL else Align.END
    return figures if cell.align is Align.DECIMAL else cell.align


def as_given(setting: ResolvedStyle, block: Paragraph, less: float) -> ResolvedStyle:
    """Return the setting of a paragraph in its cell as the source has it, in type smaller by `less` points."""
    own, changed = block.setting, set[str]()
    if own is not None:
        changed |= {"size", "leading"} if own.size else {"leading"} if own.leading else set()
        changed |= {"before", "after", "left", "right", "first"} if own.placed else set()
        changed |= {"text"} if own.tab else set()
    if block.letters is not None:
        changed.add(LETTERS)
    if own is None and not changed:
        return setting
    return setting._replace(style=given(setting.style, block, less), changed=setting.changed | changed)


def valign_of(cell: Cell, row: Row) -> Valign | None:
    """Return the vertical alignment of a cell that its properties have to say: heads are at the bottom."""
    return cell.valign or (Valign.BOTTOM if row.header else None)


def row_properties(row: Row, spacer: float) -> Element:
    """Return the properties of a row, which is never broken; an empty one is a spacer of its own height
    [form tables.4].
    """
    return w(
        "trPr",
        w("cantSplit"),
        w("trHeight", val=twips(spacer), hRule="exact") if is_spacer(row) else None,
        w("tblHeader") if row.header else None,
    )
