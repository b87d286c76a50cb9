"""The notes of a document: how each is marked, and its text.

Reads the notes and their marks in the text. Gives `NoteSetter`, which sets a mark where the text calls a note and puts
the note's text into the footnotes part. Word numbers the notes where that gives the very numbers of the source (each
one more than the last, from whatever number on); everywhere else each mark is a custom mark, text as the source has
it: asterisks, numbers with gaps. Brackets around a number ("(1)" in Arabic) are text beside it, in text and note alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.document import Direction, Document, Inline, Note, NoteMark, Paragraph, Table
from pipeline.write.docx.ooxml.element import Element
from pipeline.write.docx.ooxml.footnotes import Footnotes
from pipeline.write.docx.ooxml.markup import between_marks, text, w
from pipeline.write.docx.styles.properties import Changes
from pipeline.write.docx.text.paragraphs import labelled_runs, paragraph
from pipeline.write.docx.text.runs import mark_style, run, runs
from pipeline.write.docx.text.story import Story

_LABEL_KEY = "note"


class NoteSetter:
    """Sets the marks and texts of the notes of one document."""

    def __init__(self, document: Document, footnotes: Footnotes, story: Story) -> None:
        """Set the story of the footnotes part."""
        self._notes = {note.id: note for note in document.notes}
        self.numbering = numbered_by_word(document)
        self._footnotes = footnotes
        self._story = story
        self._set: set[str] = set()

    def call(self, note_id: str) -> list[Element]:
        """Return the runs of a note's mark. At the first call the note's text is set, later ones refer to the first."""
        note = self._notes.get(note_id)
        if note is None:
            return []
        if note_id in self._set:
            return _reference_to(self._story.bookmarks.name(note_id), note.printed, self._rtl())
        self._set.add(note_id)
        automatic = note_id in self.numbering.notes
        reference = w("footnoteReference", id=self._footnotes.reserve(), customMarkFollows=None if automatic else 1)
        self._footnotes.add(self._paragraphs(note, automatic=automatic))
        marked = _mark(note, reference, self._rtl(), automatic=automatic)
        number = self._story.bookmarks.number()
        name = self._story.bookmarks.name(note_id)
        return between_marks(number, name, marked)

    def _rtl(self) -> bool:
        return self._story.direction is Direction.RTL

    def _tab(self) -> Element:
        return run("\t", [w("rtl")] if self._rtl() else [])

    def _paragraphs(self, note: Note, *, automatic: bool) -> Iterator[Element]:
        """Yield the paragraphs of a note, the first with its mark; a note without text has one, too."""
        setting = self._story.sheet.setting(_LABEL_KEY)
        mark = _mark(note, w("footnoteRef") if automatic else None, self._rtl(), automatic=automatic)
        head = [self._tab(), *mark, self._tab()]
        for block in note.blocks or (None,):
            direction = (block.direction if block else None) or self._story.direction
            changes = Changes(labelled=bool(head), direction=direction)
            content = _content(block, self._story, direction) if block else []
            made = paragraph(setting, self._story, changes, [*head, *content])
            yield self._story.revisions.paragraph(made, block.change if block else None)
            head = []


@dataclass(frozen=True, slots=True)
class NoteNumbering:
    """The notes that Word numbers, by id, and the number of the first of them; in the old version of a marked one."""

    notes: frozenset[str]
    start: int = 1
    former_start: int = 1


def numbered_by_word(document: Document) -> NoteNumbering:
    """Return the notes that Word may number: all with a number as mark, if each is one more than the last; else none.

    None either where the source types the number as text. In a marked document they must be so in either version, as
    Word numbers what is left when changes are settled; where both have the same numbers, all of them together too.
    """
    notes = {note.id: note for note in document.notes if note.printed in (note.mark, f"({note.mark})")}
    notes = {name: note for name, note in notes.items() if note.mark.isdecimal()}
    if not notes or any(note.typed for note in notes.values()):
        return NoteNumbering(frozenset())
    calls = [m for m in dict.fromkeys(_marks(document)) if m.note in notes]
    starts = [_first_number(calls, notes, is_new) for is_new in (True, False)]
    new, old = (start or other for start, other in zip(starts, reversed(starts), strict=True))
    together = [int(notes[m.note].mark) for m in calls]
    kept = not any(note.former for note in notes.values())
    if -1 in starts or (kept and together != list(range(new or 1, (new or 1) + len(together)))):
        return NoteNumbering(frozenset())
    return NoteNumbering(frozenset(m.note for m in calls), new or 1, old or 1)


def _first_number(calls: Iterable[NoteMark], notes: Mapping[str, Note], is_new: bool) -> int:
    """Return the number from which a version counts its notes; 0 if it calls none, -1 if it does not count
    them.
    """
    names = dict.fromkeys(m.note for m in calls if m.change is None or m.change.is_new is is_new)
    marks = [notes[n].mark if is_new else notes[n].former or notes[n].mark for n in names]
    start = int(marks[0]) if marks else 0
    counted = start > 0 and marks == [str(start + n) for n in range(len(marks))]
    return start if counted or not marks else -1


def note_calls(document: Document) -> Iterator[str]:
    """Return the ids of the notes in the order in which the text calls them."""
    return (mark.note for mark in _marks(document))


def _marks(document: Document) -> Iterator[NoteMark]:
    for inlines in _all_inlines(document):
        yield from (inline for inline in inlines if isinstance(inline, NoteMark))


def uncalled(document: Document) -> tuple[str, ...]:
    """Return the ids of the notes that no mark in the text calls (reissue notes, which belong to the symbol)."""
    if not document.notes:
        return ()
    called = set(note_calls(document))
    return tuple(note.id for note in document.notes if note.id not in called)


def _all_inlines(document: Document) -> Iterator[Iterable[Inline]]:
    if document.masthead is not None:
        yield from (field.inlines for field in document.masthead.fields)
    for block in document.blocks():
        if isinstance(block, Table):
            cells = (cell for row in block.rows for cell in row.cells)
            yield from ((*p.label, *p.inlines) for cell in cells for p in cell.blocks)
        else:
            yield (*block.label, *block.inlines)


def _content(block: Paragraph, story: Story, direction: Direction) -> list[Element]:
    if block.label:
        return labelled_runs(block.label, block.inlines, story.sheet.setting("text"), story, direction)
    return runs(block.inlines, story, direction)


def _mark(note: Note, reference: Element | None, rtl: bool, *, automatic: bool) -> list[Element]:
    """Return the runs of a mark: the mark itself where Word does not number it; else the reference, brackets around it.

    A reference that Word numbers has a run of its own: LibreOffice takes words beside it for a mark typed by hand.
    """
    before, _, after = note.printed.partition(note.mark) if automatic else ("", "", "")
    own = [reference] if reference is not None else []
    middle = own if automatic else [*own, text(note.printed)]
    pieces = [[text(before)] if before else [], middle, [text(after)] if after else []]
    return [_mark_run(note, piece, rtl) for piece in pieces if piece]


def _mark_run(note: Note, content: list[Element], rtl: bool) -> Element:
    properties = [mark_style(), *([w("rtl")] if rtl else [])]
    if set(note.printed) == {"*"}:
        properties.append(w("vertAlign", val="baseline"))
    made = run("", properties)
    made.children += content
    return made


def _reference_to(bookmark: str, printed: str, rtl: bool) -> list[Element]:
    """Return a further mark of a note: a field that repeats the mark at the bookmark."""

    def part(child: Element) -> Element:
        made = run("", [mark_style(), *([w("rtl")] if rtl else [])])
        made.append(child)
        return made

    begin, middle, end = (w("fldChar", fldCharType=kind) for kind in ("begin", "separate", "end"))
    code = text(f" NOTEREF {bookmark} \\f \\h ", "instrText")
    return [part(child) for child in (begin, code, middle, text(printed), end)]
