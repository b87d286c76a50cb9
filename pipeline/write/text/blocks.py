"""Blocks and notes as text.

Reads the blocks of the title, of a part or of a note. Adds their lines to the setting.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import structs

from pipeline.document import Align, Block, Heading, Note, Paragraph, Role, Table
from pipeline.write.text.lines import display_width
from pipeline.write.text.measures import Alignment, LineStyle
from pipeline.write.text.setting import TextLayout, note_mark
from pipeline.write.text.tables import set_table

_ALIGN: dict[Align, Alignment] = {
    Align.START: "start",
    Align.END: "end",
    Align.CENTRE: "centre",
    Align.JUSTIFY: "start",
}


def set_blocks(setting: TextLayout, blocks: Iterable[Block]) -> None:
    """Add the blocks in order."""
    for block in blocks:
        if isinstance(block, Table):
            _add_table(setting, block)
        elif isinstance(block, Heading):
            _add_heading(setting, block)
        else:
            setting.add_block(_style(setting, block), setting.text(block.label), setting.text(block.inlines))


def _add_heading(setting: TextLayout, heading: Heading) -> None:
    """Add a heading; the lines after the first begin below its text, not below its number."""
    keys = setting.cascade.keys(heading)
    style, label = setting.measures.style(*keys), setting.text(heading.label)
    rest = min(display_width(label) + 1, setting.measures.deepest) if label else style.rest
    style = structs.replace(style, rest=rest, align=_side(setting, keys, None))
    setting.add_block(style, label, setting.text(heading.inlines))


def _style(setting: TextLayout, paragraph: Paragraph, *keys: str) -> LineStyle:
    """Return the style of a paragraph: further text of an item is where the item's text does."""
    keys = keys or setting.cascade.keys(paragraph)
    style = setting.measures.style(*keys, level=paragraph.level)
    first = style.rest if paragraph.role is Role.ITEM_TEXT or (not paragraph.label and paragraph.level) else style.first
    return structs.replace(style, first=first, align=_side(setting, keys, paragraph.align))


def _side(setting: TextLayout, keys: Sequence[str], align: Align | None) -> Alignment:
    """Return the side at which a text is, as the source or the form says; text of a terminal is not justified."""
    return _ALIGN.get(align or Align(setting.form.style(*keys).align), "start")


def _add_table(setting: TextLayout, table: Table) -> None:
    if not table.box:
        setting.add(set_table(setting, table))
        return
    rule = [] if setting.flow else [setting.thin_rule()]
    setting.add(rule)
    for row in table.rows:
        for paragraph in (paragraph for cell in row.cells for paragraph in cell.blocks):
            style = _style(setting, paragraph, "box")
            setting.add_block(style, setting.text(paragraph.label), setting.text(paragraph.inlines))
    setting.add(rule)


def set_called_notes(setting: TextLayout, others: Iterable[Note] = ()) -> None:
    """Add the notes called since the last call, then `others`, each once, under a short rule."""
    called = [setting.notes[note] for note in setting.called if note not in setting.listed]
    fresh = [*(n for n in called if not n.front), *(n for n in others if n.id not in setting.called)]
    if not fresh:
        return
    setting.add([setting.measures.thin * setting.measures.rule])
    for number, note in enumerate(fresh):
        set_note(setting, note, before=0 if number else 1)


def set_note(setting: TextLayout, note: Note, before: int = 0) -> None:
    """Add a note: mark, text, further paragraphs below it."""
    setting.listed.add(note.id)
    style = setting.measures.style("note")
    first, *rest = note.blocks or (None,)
    text = setting.text(first.inlines) if first else ""
    setting.add(setting.block(style, note_mark(note), text), 1 if setting.flow else before)
    further = LineStyle(first=style.rest, rest=style.rest, under="", before=0)
    for paragraph in rest:
        setting.add_block(further, setting.text(paragraph.label), setting.text(paragraph.inlines))
