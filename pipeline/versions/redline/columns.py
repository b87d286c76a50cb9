"""Two columns: the blocks of a marked document, the old version at one side, the new one at the other.

Reads a marked `Document`. Gives pairs of `Column`s, each the inlines of one block as one version has them, and their
HTML: plain phrasing content without ids, so that it can be beside the ordinary page of the same document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.document import Document, Heading, Inline, LineBreak, Look, NoteMark, Picture, Table, Text
from pipeline.versions.comparison.units import paragraphs_of
from pipeline.write.html.markup import attributes, element, escape

_LOOKS = ((Look.RAISED, "sup"), (Look.LOWERED, "sub"), (Look.ITALIC, "i"), (Look.BOLD, "b"))


@dataclass(frozen=True, slots=True)
class Column:
    """A block as one version has it; nothing at all where that version has no such block."""

    label: tuple[Inline, ...]
    inlines: tuple[Inline, ...]
    heading: bool = False

    @property
    def changed(self) -> bool:
        """True if something is in this version only."""
        return any(i.change for i in (*self.label, *self.inlines))


def both(document: Document) -> Iterator[tuple[Column, Column]]:
    """Yield each block of a marked document as (old, new); a table row by row, its cells joined; then the notes."""
    for block in document.blocks():
        if isinstance(block, Table):
            for row in block.rows:
                cells = [i for cell in row.cells for p in cell.blocks for i in (*p.label, *p.inlines, Text(" "))]
                yield _column((), cells, False, False), _column((), cells, True, False)
        else:
            yield from _two(block.label, block.inlines, isinstance(block, Heading))
    for note in document.notes:
        for number, paragraph in enumerate(p for b in note.blocks for p in paragraphs_of(b)):
            mark = (Text(note.printed, change=note.change),) if not number else ()
            yield from _two((*mark, *paragraph.label), paragraph.inlines, False)


def _two(label: Iterable[Inline], inlines: Iterable[Inline], heading: bool) -> Iterator[tuple[Column, Column]]:
    label, inlines = tuple(label), tuple(inlines)
    yield _column(label, inlines, False, heading), _column(label, inlines, True, heading)


def _column(label: Iterable[Inline], inlines: Iterable[Inline], is_new: bool, heading: bool) -> Column:
    own = [tuple(i for i in side if i.change is None or i.change.is_new is is_new) for side in (label, inlines)]
    space = all(isinstance(i, Text) and not i.text.strip() for side in own for i in side)
    return Column((), ()) if space else Column(own[0], own[1], heading)


def side_html(column: Column, document: Document) -> str:
    """Return the column's block as phrasing content."""
    label, text = (inlines_html(side, document) for side in (column.label, column.inlines))
    label = element("span", label, class_="label") if label else ""
    content = " ".join(filter(None, (label, text)))
    return element("b", content) if column.heading and content else content


def inlines_html(inlines: Iterable[Inline], document: Document) -> str:
    """Return runs with looks and changes; note marks as they are printed; no links, no ids."""
    return "".join(_one(inline, document) for inline in inlines)


def _one(inline: Inline, document: Document) -> str:
    if isinstance(inline, Text):
        made = escape(inline.text)
        for look, tag in _LOOKS:
            made = f"<{tag}>{made}</{tag}>" if look in inline.look else made
        if inline.isolate or inline.language:
            made = element("bdi", made, dir=inline.isolate.value if inline.isolate else "", lang=inline.language)
    elif isinstance(inline, NoteMark):
        made = f"<sup>{escape(document.note(inline.note).printed)}</sup>"
    elif isinstance(inline, Picture):
        made = escape(inline.words)
    else:
        made = "<br>" if isinstance(inline, LineBreak) else " "
    if inline.change is None or not made.strip():
        return made
    tag = "ins" if inline.change.is_new else "del"
    return f"<{tag}{attributes(class_=inline.change.value)}>{made}</{tag}>"
