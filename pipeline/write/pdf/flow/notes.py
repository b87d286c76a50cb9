"""Footnotes: set once, placed on the page of their mark.

Reads the notes of the document. Gives their lines and heights, and their Note elements right after the element that
calls them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from pipeline.document import Link, Note, Picture, Text
from pipeline.document import Look as RunLook
from pipeline.write.pdf.file.tags import Elem
from pipeline.write.pdf.flow.condensing import without_short_end
from pipeline.write.pdf.flow.typesetter import Typesetter
from pipeline.write.pdf.lines.paragraph import TextLine, rise
from pipeline.write.pdf.pages.paginate import LineBox

_SHARE = 0.3
"""Share of the paper's height that a picture in a note may take. Chosen: text stays on the page."""
_BELOW = 2.0
"""Points below it. Chosen: less than a line."""


class NoteSetter:
    """Sets the notes of one document."""

    def __init__(self, setting: Typesetter) -> None:
        """Collect the notes, which are set when `after` is reported where they are called."""
        self._setting = setting
        self._notes = {note.id: note for note in setting.document.notes}
        self._style = setting.form.style("note")
        self.strips: dict[str, list[LineBox]] = {}

    @property
    def heights(self) -> dict[str, list[float]]:
        """Heights of the lines of each note set so far."""
        return {note: [s.up + s.down for s in strips] for note, strips in self.strips.items()}

    def after(self, elem: Elem) -> None:
        """Set the notes whose first marks were set since the last call; their elements follow `elem`."""
        for note in self._setting.new_marks():
            if note in self._notes and elem.parent is not None:
                self._set(self._notes[note], elem.parent)

    def front(self, elem: Elem, called: Collection[str] = ()) -> list[str]:
        """Set below `elem` the notes that page 1 always has: front notes, and those `called` there; their ids."""
        front = [note for note in self._notes.values() if note.front or note.id in called]
        for note in front:
            if note.id not in self.strips:
                self._set(note, elem)
        return [note.id for note in front]

    def _pictures(self, pictures: Iterable[Picture], home: Elem) -> Iterator[LineBox]:
        """Yield the pictures of a note, each on a line of its own."""
        page = self._setting.form.page
        for picture in pictures:
            line = self._setting.picture(picture, home, page.column, page.height * _SHARE)
            assert line.image is not None
            yield LineBox(line.image.height, _BELOW, [(line, page.text_left, 0.0)])

    def _set(self, note: Note, home: Elem) -> None:
        setting, style = self._setting, self._style
        elem = home.child("Note")
        elem.identifier = f"note-{note.id}"
        setting.inks.place = note.id
        strips: list[LineBox] = []
        edge, up = setting.form.page.text_left, rise(style)
        for number, block in enumerate(note.blocks):
            opens = number == 0 and bool(note.printed)
            mark = elem.child("Lbl") if opens else elem
            paragraph = elem.child("P", block.language)
            label = None
            if opens:
                raised = RunLook.RAISED if note.printed.strip("()").isdigit() else RunLook.PLAIN
                back = Link(f"#mark-{note.id}")
                label = setting.units((Text(note.printed, raised, back), Text(" ", generated=True)), style, mark)
            words, pictures = setting.apart((*block.label, *block.inlines) if block.label else block.inlines)
            column = setting.form.page.column
            lines = setting.paragraph(
                words,
                without_short_end(setting, words, style, column, label),
                paragraph,
                column=column,
                label=label,
                direction=block.direction,
                language=block.language,
            )
            strips += _strips(lines, edge, up, style.leading - up)
            strips += self._pictures(pictures, paragraph)
        if strips:
            strips[0].anchors.append(note.id)
        self.strips[note.id] = strips
        for inner in setting.new_marks():  # a note called in a note is right below it
            if inner in self._notes and inner not in self.strips:
                self._set(self._notes[inner], home)
                strips += self.strips.pop(inner)


def _strips(lines: Iterable[TextLine], edge: float, up: float, down: float) -> list[LineBox]:
    return [LineBox(up, down, [(line, edge, 0.0)]) for line in lines]
