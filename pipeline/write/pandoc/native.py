"""Notes that a format may count.

Reads a `Document`. Gives the notes whose mark is what counting them gives, so that a counting reader finds it again.
"""

from __future__ import annotations

from pipeline.document import Document, Heading, NoteMark, Paragraph


def native_notes(document: Document) -> frozenset[str]:
    """Return the notes whose mark is what counting them in reading order gives, each called once."""
    calls = [i.note for block in _reading(document) for i in (*block.label, *block.inlines) if isinstance(i, NoteMark)]
    marks = {note.id: note for note in document.notes}
    found: list[str] = []
    for call in calls:
        note = marks.get(call)
        if note and not note.front and calls.count(call) == 1 and note.printed.strip("()") == str(len(found) + 1):
            found.append(call)
    return frozenset(found)


def _reading(document: Document) -> list[Paragraph | Heading]:
    """Return paragraphs and headings in reading order, those in cells included."""
    found: list[Paragraph | Heading] = []
    for block in document.blocks():
        if isinstance(block, Paragraph | Heading):
            found.append(block)
        else:
            found += [p for row in block.rows for cell in row.cells for p in cell.blocks]
    return found
