"""Landscape pages and columns: which blocks are on landscape pages, and the form of such a page or of a column.

Reads a document and its form. Gives the anchors of the blocks, and a form with the measures of a page turned on its
side [form landscape]. A table goes there whose words fit in no frame of an upright page. With it go the headings and
titles right above it, its notes, and text too short for a page of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise, zip_longest

from msgspec import structs

from pipeline.document import Block, Direction, Document, Heading, Newspaper, Paragraph, Part, Role, Table
from pipeline.forms import Form
from pipeline.layout.cells import CellNeeds, widest_possible
from pipeline.layout.frames import fits, widest

_LITTLE = 600
"""Characters of text that get no upright page to themselves beside a landscape page.
Chosen: about a fifth of a page; less would leave the page near-empty."""
_NOTES = (Role.TABLE_NOTE, Role.SMALL_NOTE)


def on_landscape(document: Document, form: Form) -> frozenset[str]:
    """Return the anchors of the blocks that are on landscape pages; the title of the document is never among them.

    Writers ask `places`, which takes this decision once.
    """
    found: set[str] = set()
    for part, following in zip_longest(document.parts, document.parts[1:]):
        wide = [
            n for n, block in enumerate(part.blocks) if isinstance(block, Table) and _is_wide(block, document, form)
        ]
        for n in (n for n, block in enumerate(part.blocks) if block.landscape):
            found.update(block.anchor for block in part.blocks[_first(part.blocks, n) : _asked_end(part.blocks, n)])
        closes = following is None or following.new_page
        found.update(part.blocks[n].anchor for n in _numbers(part, wide, closes=closes))
    return frozenset(found)


def turned(form: Form, *, rtl: bool = False) -> Form:
    """Return the form for text on landscape pages; `left` is the start edge, which is the right one with `rtl`."""
    page, places = form.page, form.landscape
    left, right = (places.right, places.left) if rtl else (places.left, places.right)
    sheet = structs.replace(
        page, width=page.height, height=page.width, left=left, right=right, top=places.top, bottom=places.bottom,
        column=page.height - left - right - page.indent_left - page.indent_right,
    )  # fmt: skip
    shift = (sheet.height - sheet.bottom) - (page.height - page.bottom)
    return structs.replace(form, page=sheet, **_lowered(form, shift))


def sheet_of(block: Block, form: Form, landscape: Collection[str]) -> Form:
    """Return the form for a block: that of an upright page, of a landscape page, or of its column there; `landscape`
    are the anchors of the blocks on landscape pages.
    """
    page = turned(form) if block.anchor in landscape else form
    return columned(page, block.newspaper) if block.newspaper else page


def columned(form: Form, newspaper: Newspaper) -> Form:
    """Return the form for text in columns: the measure of the first one, and text as wide as it [form newspaper]."""
    page, spaces = form.page, (newspaper.columns - 1) * newspaper.space
    taken = page.measure - (page.measure - spaces) / newspaper.columns
    added = page.column - (page.measure - page.indent_left - page.indent_right)
    narrow = structs.replace(
        page, right=page.right + taken, indent_left=0.0, indent_right=0.0, column=page.measure - taken + added
    )
    return structs.replace(form, page=narrow)


def heads(form: Form) -> Form:
    """Return the form for heads and feet of landscape pages, drawn as on an upright page and turned with it."""
    places, running = form.landscape, form.running
    own = {name: getattr(places, name) for name in ("head_y", "rule_y", "rule", "number_y", "job_y")}
    return structs.replace(form, running=structs.replace(running, **own))


def _lowered(form: Form, shift: float) -> dict[str, object]:
    """Return the measures of text and notes whose foot of the page is lower by `shift`; page 1 is like the others."""
    flow, notes = form.flow, form.notes
    first, last, above = form.landscape.first_baseline, flow.last_baseline + shift, flow.last_baseline_notes + shift
    low = notes.last_baseline + shift
    return {
        "flow": structs.replace(
            flow, first_baseline=first, first_baseline_masthead=first, last_baseline=last, last_baseline_first=last,
            last_baseline_notes=above, last_baseline_notes_first=above,
        ),
        "notes": structs.replace(notes, last_baseline=low, last_baseline_first=low),
    }  # fmt: skip


def _is_wide(table: Table, document: Document, form: Form) -> bool:
    """Return True for a table whose words fit in no frame of an upright page."""
    if table.box or not table.rows or widest_possible(table, form) <= widest(form):
        return False
    identity = document.identity
    needs = CellNeeds(table, form, identity.language, identity.direction is Direction.RTL)
    return not fits(form, needs.columns)


def _numbers(part: Part, wide: Sequence[int], *, closes: bool) -> Iterator[int]:
    """Yield the numbers of the blocks of a part that are on landscape pages; `closes`: what follows opens a page."""
    if not wide:
        return
    blocks = part.blocks
    ranges = [(_first(blocks, n), _end(blocks, n)) for n in wide]
    for begin, end in ranges:
        yield from range(begin, end)
    gaps = [(end, begin) for (_, end), (begin, _) in pairwise(ranges)]
    gaps += [(0, ranges[0][0])] if part.new_page else []
    gaps += [(ranges[-1][1], len(blocks))] if closes else []
    for begin, end in gaps:
        if sum(map(_length, blocks[begin:end])) < _LITTLE:
            yield from range(begin, end)


def _first(blocks: Sequence[Block], number: int) -> int:
    """Return the number of the first of the headings and titles right above a table; its own if there are none."""
    while number and _leads(blocks[number - 1]):
        number -= 1
    return number


def _leads(block: Block) -> bool:
    if isinstance(block, Paragraph):
        return _is_title(block) or block.keep_with_next
    return isinstance(block, Heading)


def _end(blocks: Sequence[Block], number: int) -> int:
    """Return the number after that of the last note right below a table."""
    end = number + 1
    while end < len(blocks) and _is_note(blocks[end]):
        end += 1
    return end


def _asked_end(blocks: Sequence[Block], number: int) -> int:
    """Return the number after that of the last block that goes with one for which the source asks for a landscape page:
    with the title of a table goes the table, with a table its notes.
    """
    while number + 1 < len(blocks) and _is_title(blocks[number]):
        number += 1
    return _end(blocks, number) if isinstance(blocks[number], Table) else number + 1


def _is_title(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role is Role.TABLE_TITLE


def _is_note(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role in _NOTES


def _length(block: Block) -> int:
    """Return the characters of a block."""
    if isinstance(block, Table):
        return sum(len(p.text) for row in block.rows for cell in row.cells for p in cell.blocks)
    return len(block.text)
