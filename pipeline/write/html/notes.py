"""Notes as HTML.

Reads the notes of a document and the marks written so far. Gives the front notes for the masthead and the section of
notes at the end; each note leads back to every mark that calls it.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.document import Note
from pipeline.write.html.blocks import write_styled
from pipeline.write.html.context import Context
from pipeline.write.html.inlines import write_inlines
from pipeline.write.html.markup import attributes, element, escape


def write_front_notes(context: Context) -> str:
    """Return the notes that belong to the masthead ("* Reissued for technical reasons …"), or ''."""
    notes = [n for n in context.document.notes if n.front]
    return element("div", _list(context, notes), class_="front-notes") if notes else ""


def write_end_notes(context: Context) -> str:
    """Return the section of all other notes, or ''. Written after the text, when all marks are known."""
    notes = [n for n in context.document.notes if not n.front]
    if not notes:
        return ""
    return element(
        "div", _list(context, notes), class_="notes", role="doc-endnotes", aria_label=context.words.html.notes
    )


def _list(context: Context, notes: Iterable[Note]) -> str:
    items = "\n".join(_note(context, note) for note in notes)
    return f'\n<ol role="list">\n{items}\n</ol>\n'


def _note(context: Context, note: Note) -> str:
    """Return a note: mark and first paragraph on one line, further paragraphs, then the ways back."""
    first, *rest = note.blocks or (None,)
    label = f'<span class="label">{escape(note.printed)} </span>'
    text = write_inlines(context, first.inlines) if first else ""
    place = attributes(class_="note", lang=first.language, dir=first.direction) if first else ' class="note"'
    back = _ways_back(context, note)
    lines = [f"<p{place}>{label}{text}{'' if rest else back}</p>", *(write_styled(context, p, "note") for p in rest)]
    if rest:
        lines.append(f'<p class="note">{back}</p>' if back else "")
    return element("li", "\n".join(filter(None, lines)), id=note.id, data_eid=note.eid if note.eid != note.id else "")


def _ways_back(context: Context, note: Note) -> str:
    """Return a link to each mark of the note; the sign is drawn by the style sheet."""
    marks = context.marks.get(note.id, ())
    return "".join(_way_back(context, mark, _name(note, n)) for n, mark in enumerate(marks, 1))


def _way_back(context: Context, mark: str, name: str) -> str:
    label = context.words.html.back.format(mark=name)
    return element("a", "", class_="back", href=f"#{mark}", role="doc-backlink", aria_label=label)


def _name(note: Note, number: int) -> str:
    """Return what a mark is called: its own sign, from the second on with its number."""
    return note.printed if number == 1 else f"{note.printed} ({number})"
