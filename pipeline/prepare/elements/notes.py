"""Notes [corpus notes]: `authorialNote` in the text, and the reader's notes that hide in `meta/notes`.

Reads note elements. Gives `Note`s with the mark as the source has it, and writes the place of the mark to the flow.
Dropped are a note's own mark typed again at its beginning ("7→Voir …" in note 7) and the empty "()" of Arabic notes,
which the printed mark fills.
"""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree

from pipeline.akn.names import local
from pipeline.characters.whitespace import Raw, Run, normalise, plain
from pipeline.document import Look, Note, NoteMark, Paragraph, Role, Text, plain_text
from pipeline.prepare.blocks.resolve import plainly
from pipeline.prepare.elements import inlines
from pipeline.prepare.walk.flow import BlockContext, Zone
from pipeline.prepare.walk.traverse import DocumentState, Walker

_EMPTY_BRACKETS = re.compile(r"[ \t\v\u00a0]*\([ \t\v\u00a0]*\)[ \t\v\u00a0]*")

_GAPS = ("\t", "\v")
"""What is between a typed mark and its note."""


def authorial_note(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `authorialNote`: a footnote at the place where it is called."""
    state = walker.state
    mark = " ".join((element.get("marker") or "").split()) or _made_mark(state)
    anchor = state.anchors.claim(element.get("eId") or "", "note")
    place = len(state.notes)
    blocks, typed = _blocks(walker, element, context, mark, anchor)
    printed = f"({mark})" if state.arabic and mark and mark.strip("*") else mark
    note = Note(id=anchor, mark=mark, printed=printed, blocks=blocks, eid=element.get("eId") or "", typed=typed)
    note = replace(note, change=context.change) if context.change else note
    state.notes.insert(place, note)
    state.placed[note.eid] = anchor
    walker.flow.add(NoteMark(anchor, context.change), context)


def note_reference(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `noteRef`: the place of a note that is elsewhere; without such a note its mark, as it is printed."""
    state = walker.state
    eid = (element.get("href") or "").removeprefix("#")
    if note := state.waiting.pop(eid, None):
        state.notes.append(note)
        state.placed[eid] = note.id
    if eid and eid in state.placed:
        walker.flow.add(NoteMark(state.placed[eid], context.change), context)
        walker.children(element, context)
    else:
        inlines.note_reference(walker, element, context)


def _made_mark(state: DocumentState) -> str:
    """Return the mark of a note to which the source gives none: as many asterisks as no other note has."""
    mark = "*"
    while mark in state.marks:
        mark += "*"
    state.marks.add(mark)
    return mark


def _blocks(
    walker: Walker, element: etree._Element, context: BlockContext, mark: str, anchor: str
) -> tuple[tuple[Paragraph, ...], bool]:
    """Return the note's paragraphs, and whether the source typed the mark as text, which the mark now stands for."""
    aside = walker.fresh()
    inside = BlockContext(zone=Zone.MAIN, eid=f"{anchor}__p", language=context.language, change=context.change)
    aside.children(element, inside)
    aside.flow.close()
    aside.flow.flush()
    drafts = [piece for piece in aside.flow.pieces if hasattr(piece, "runs")]
    typed = False
    if drafts:
        before = plain(drafts[0].runs)
        drafts[0].runs = _without_mark(drafts[0].runs, mark)
        typed = bool(mark) and before.count(mark) > plain(drafts[0].runs).count(mark)
    return tuple(_run_on(paragraph) for paragraph in plainly(walker.state, aside.flow.pieces)), typed


def _run_on(paragraph: Paragraph) -> Paragraph:
    """Return a paragraph of a note whose number is part of its text: beside a note is its mark only."""
    if not paragraph.label:
        return paragraph
    gap = (Text(" "),) if paragraph.inlines else ()
    return replace(paragraph, label=(), inlines=(*paragraph.label, *gap, *paragraph.inlines))


def _without_mark(runs: list[Raw], mark: str) -> list[Raw]:
    """Return the note's text without the empty brackets or its own mark at the beginning."""
    runs = normalise(runs)
    text = plain(runs)
    match = _EMPTY_BRACKETS.match(text)
    end = match.end() if match else _typed(text, mark)
    if not match and text[end - 1 : end] not in _GAPS and not _raised(runs, mark):
        return runs
    return _from(runs, end) if 0 < end < len(text) else runs


def _typed(text: str, mark: str) -> int:
    """Return where the mark typed at the beginning of a note ends, with its brackets and the gap after it; 0 if
    there is none.
    """
    if not mark.isdigit():
        return 0
    begin = text.startswith("(")
    end = begin + len(mark)
    if not text.startswith(mark, begin):
        return 0
    closed = end + text.startswith(")", end)
    following = text[closed : closed + 1]
    if following.isdecimal():
        return end if closed > end else 0
    return closed + 1 if following in _GAPS else closed


def _raised(runs: list[Raw], mark: str) -> bool:
    first = runs[0] if runs else None
    return isinstance(first, Run) and bool(first.look & Look.RAISED) and first.text.strip(" ()\t") == mark


def _from(runs: list[Raw], begin: int) -> list[Raw]:
    """Return the runs from character `begin` on."""
    rest: list[Raw] = []
    at = 0
    for run in runs:
        size = len(run.text) if isinstance(run, Run) else len(plain([run]))
        if not isinstance(run, Run):
            rest.append(run)
        elif at + size > begin:
            rest.append(run._replace(text=run.text[max(0, begin - at) :]))
        at += size
    return rest


def front_notes(walker: Walker, meta: etree._Element | None) -> None:
    """Add the notes for the reader in `meta/notes` ("*→Reissued for technical reasons …") to page 1, once.

    See [corpus metadata.notes].
    """
    if meta is None or meta in walker.state.noted:
        return
    walker.state.noted.add(meta)
    for notes in meta:
        if not isinstance(notes.tag, str) or local(notes) != "notes":
            continue
        for element in notes:
            if isinstance(element.tag, str):
                _front_note(walker, element)


def metadata(walker: Walker, element: etree._Element, _: BlockContext) -> None:
    """Handle `meta`: no words to print but its notes, also those of a document within a document."""
    front_notes(walker, element)


def notes_in_text(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `notes` outside the metadata, as a damaged file may have them; what else is there is text."""
    walker.stray(element, element.text, context)
    for child in element:
        if isinstance(child.tag, str) and local(child) == "note":
            _front_note(walker, child)
        elif isinstance(child.tag, str):
            walker.visit(child, context)
        walker.stray(element, child.tail, context)


def _front_note(walker: Walker, element: etree._Element) -> None:
    state: DocumentState = walker.state
    aside = walker.fresh()
    anchor = state.anchors.claim(element.get("eId") or "", "note")
    aside.children(element, BlockContext(zone=Zone.FRONT, eid=f"{anchor}__p"))
    aside.flow.close()
    aside.flow.flush()
    blocks = plainly(state, aside.flow.pieces, role=Role.TEXT, split=True)
    if not blocks:
        return
    eid = element.get("eId") or ""
    mark = plain_text(blocks[0].label)
    if eid in state.called:
        mark = state.called[eid] or mark or _made_mark(state)
        printed = f"({mark})" if state.arabic and mark.strip("*") else mark
        state.waiting[eid] = Note(id=anchor, mark=mark, printed=printed, blocks=blocks, eid=eid)
    else:
        state.notes.append(Note(id=anchor, mark=mark, printed=mark, blocks=blocks, eid=eid, front=True))


def uncalled(state: DocumentState) -> None:
    """Make front notes of notes whose place was never met, so that nothing is lost."""
    state.notes += [replace(note, front=True) for note in state.waiting.values()]
    state.waiting.clear()
