"""The marked document: two versions in one, from which every redline is written by the ordinary writers.

Reads an `EditScript`. Gives a `Document` whose blocks, rows, notes and runs say in which version they are (`Change`).
`accepted` and `rejected` take it apart again: the new and the old version, word for word.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.document import (
    Block,
    Cell,
    Change,
    Document,
    Heading,
    Masthead,
    MastheadField,
    Note,
    Paragraph,
    Part,
    Revision,
    Row,
    Table,
)
from pipeline.versions.comparison.align import Alignment, short
from pipeline.versions.comparison.script import EditScript
from pipeline.versions.comparison.tables import match_tables
from pipeline.versions.comparison.units import (
    TITLE,
    Unit,
    block_unit,
    block_units,
    field_units,
    form_of,
    marks,
    marks_of,
)
from pipeline.versions.comparison.words import OLD_PREFIX, only, spell
from pipeline.versions.component import outlined
from pipeline.versions.names import pair_names
from pipeline.versions.redline.relinked import relinked

AUTHOR = "pipeline"
_Line = Paragraph | Heading


def marked(script: EditScript, *, date: datetime.date | None = None, summary: str = "") -> Document:
    """Return both versions as one marked document. `date` of the changes: default: that of the new version."""
    work = _Merger(script)
    parts = tuple(work.parts())
    title = tuple(work.sequence(TITLE, TITLE))
    masthead = work.masthead()
    old, new = pair_names(script.old, script.new)
    revision = Revision(
        author=AUTHOR,
        date=date or script.new.identity.date,
        old=old,
        new=new,
        summary=summary,
    )
    official = script.old.identity.official or script.new.identity.official
    identity = replace(script.new.identity, official=official)
    document = replace(
        script.new,
        identity=identity,
        title=title,
        parts=parts,
        masthead=masthead,
        notes=(),
        pictures={**script.old.pictures, **script.new.pictures},
        revision=revision,
    )
    return outlined(replace(document, notes=tuple(work.merged_notes(document))))


def _marked_alike(script: EditScript) -> dict[str, str]:
    """Return the pairs of notes that can be one note of the merged text.

    Another number is not a change where both versions count their notes: the numbering follows what is accepted. Where
    the mark is text, another mark makes the pair a note that goes and one that comes.
    """
    old, new = ({n.id: n for n in d.notes} for d in (script.old, script.new))
    counted = _counts(script.old) and _counts(script.new)
    pairs = script.note_pairs().items()
    alike = {(a, b) for a, b in pairs if old[a].printed == new[b].printed}
    numbers = {(a, b) for a, b in pairs if _brackets(old[a]) == _brackets(new[b]) is not None}
    return dict(sorted(alike | numbers if counted else alike))


def _counts(document: Document) -> bool:
    """Return True if the notes are numbered one after the other, from whatever number on."""
    marks = [n.mark for n in document.notes if not n.front and n.mark.isdecimal()]
    return bool(marks) and marks == [str(int(marks[0]) + n) for n in range(len(marks))]


def _brackets(note: Note) -> tuple[str, str] | None:
    """Return what is printed before and after a number; None for another mark."""
    before, _, after = note.printed.partition(note.mark)
    return (before, after) if note.mark.isdecimal() else None


@dataclass
class _Merger:
    script: EditScript
    notes: dict[str, str] = field(default_factory=dict)
    old: list[Unit] = field(default_factory=list)
    new: list[Unit] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.notes = _marked_alike(self.script)
        self.old, self.new = block_units(self.script.old), block_units(self.script.new)
        older = relinked(self.script, self.notes, self.old, self.new)
        if older is not self.script.old:
            self.script = replace(self.script, old=older)
            self.old = block_units(older)
        self.moves = {pair: f"move{n}" for n, pair in enumerate(self.script.blocks.moved(), 1)}

    def parts(self) -> Iterator[Part]:
        """Yield the parts of the new version in order, each part that only the old one has after the part before it."""
        script = self.script
        homes = sorted((i, j) for i, j in script.homes.items() if i != TITLE)
        i = j = 0
        for a, b in [*homes, (len(script.old.parts), len(script.new.parts))]:
            yield from (self._part(n, None) for n in range(i, a))
            yield from (self._part(None, n) for n in range(j, b))
            if a < len(script.old.parts):
                yield self._part(a, b)
            i, j = a + 1, b + 1

    def _part(self, a: int | None, b: int | None) -> Part:
        blocks = tuple(self.sequence(a, b))
        if b is not None:
            return replace(self.script.new.parts[b], blocks=blocks)
        assert a is not None
        gone = self.script.old.parts[a]
        return replace(gone, blocks=blocks, anchor=OLD_PREFIX + gone.anchor)

    def sequence(self, a: int | None, b: int | None) -> Iterator[Block]:
        """Yield the blocks of one part of both versions."""
        old = [u for u in self.old if u.part == a] if a is not None else []
        new = [u for u in self.new if u.part == b] if b is not None else []
        yield from self._merge(self.script.blocks, old, new)

    def _merge(self, found: Alignment, old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[Block]:
        back = {j: i for i, j in found.pairs.items()}
        inside = {u.index for u in new}
        staying = [u for u in old if u.index in found.pairs and found.pairs[u.index] in inside]
        staying = [u for u in staying if (u.index, found.pairs[u.index]) in found.in_place]
        rest_old, rest_new = list(old), list(new)
        for unit in [*staying, None]:
            while rest_old and rest_old[0] is not unit:
                yield from self._left(rest_old.pop(0), found)
            while rest_new and (unit is None or rest_new[0].index != found.pairs[unit.index]):
                yield from self._come(rest_new.pop(0), back)
            if unit is not None:
                yield from self._stayed(rest_old.pop(0), rest_new.pop(0))

    def _left(self, unit: Unit, found: Alignment) -> Iterator[Block]:
        """Yield what is here in the old version only: deleted, or moved from here."""
        block = _block(unit)
        if unit.index not in found.pairs:
            yield _alone(block, Change.DELETED)
            return
        other = _block(self.new[found.pairs[unit.index]])
        name = self.moves.get((unit.index, found.pairs[unit.index]), "")
        if isinstance(block, Table) or isinstance(other, Table):
            yield _alone(block, Change.DELETED)
        else:
            label = spell(block.label, other.label, self.notes, whole=True).moved_from()
            text = spell(block.inlines, other.inlines, self.notes).moved_from()
            yield replace(_old(block), label=label, inlines=text, change=Change.MOVED_FROM, move=name)

    def _come(self, unit: Unit, back: Mapping[int, int]) -> Iterator[Block]:
        """Yield what is here in the new version only: inserted, or moved to here."""
        block = _block(unit)
        if unit.index not in back:
            yield _alone(block, Change.INSERTED)
            return
        other = _block(self.old[back[unit.index]])
        name = self.moves.get((back[unit.index], unit.index), "")
        if isinstance(block, Table) or isinstance(other, Table):
            yield _alone(block, Change.INSERTED)
        else:
            label = spell(other.label, block.label, self.notes, whole=True).moved_to()
            text = spell(other.inlines, block.inlines, self.notes).moved_to()
            yield replace(block, label=label, inlines=text, change=Change.MOVED_TO, move=name)

    def _stayed(self, a: Unit, b: Unit) -> Iterator[Block]:
        old, new = _block(a), _block(b)
        if isinstance(old, Table) and isinstance(new, Table):
            yield from self._tables(old, new)
        elif not isinstance(old, Table) and not isinstance(new, Table):
            yield _line(old, new, self.notes)

    def _tables(self, old: Table, new: Table) -> Iterator[Table]:
        match = match_tables(old, new)
        if match is None:
            yield _whole(old, Change.DELETED)
            yield _whole(new, Change.INSERTED)
            return
        rows = []
        for i, j in match.rows:
            if i is not None and j is not None:
                rows.append(self._row(old.rows[i], new.rows[j]))
            elif i is not None:
                rows.append(_row(old.rows[i], Change.DELETED))
            else:
                rows.append(_row(new.rows[j or 0], Change.INSERTED))
        yield replace(new, rows=tuple(rows))

    def _row(self, old: Row, new: Row) -> Row:
        pairs = zip(old.cells, new.cells, strict=True)
        return replace(new, cells=tuple(replace(b, blocks=self.short(a.blocks, b.blocks)) for a, b in pairs))

    def short(self, old: Sequence[Paragraph], new: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
        """Return a short run of paragraphs (a cell, a note), merged."""
        if old == new:
            return tuple(new)
        before = [block_unit(n, 0, b) for n, b in enumerate(old)]
        after = [block_unit(n, 0, b) for n, b in enumerate(new)]
        found = short(before, after)
        found = Alignment(dict(found.in_place), found.in_place)
        return tuple(b for b in self._merge(found, before, after) if isinstance(b, Paragraph))

    def masthead(self) -> Masthead | None:
        """Return the fields of both versions."""
        old, new = field_units(self.script.old), field_units(self.script.new)
        if not old and not new:
            return self.script.new.masthead
        fields: list[MastheadField] = []
        pairs = sorted(self.script.fields.in_place)
        i = j = 0
        for a, b in [*pairs, (len(old), len(new))]:
            fields += [_field(u, Change.DELETED) for u in old[i:a]]
            fields += [_field(u, Change.INSERTED) for u in new[j:b]]
            if a < len(old):
                x, y = old[a].thing, new[b].thing
                assert isinstance(x, MastheadField) and isinstance(y, MastheadField)
                fields.append(replace(y, inlines=spell(x.inlines, y.inlines, self.notes).merged()))
            i, j = a + 1, b + 1
        frame = self.script.new.masthead or self.script.old.masthead
        assert frame is not None
        return replace(frame, fields=tuple(fields))

    def merged_notes(self, document: Document) -> Iterator[Note]:
        """Yield the notes in the order of their marks in the merged text; those without a mark first."""
        old = {n.id: n for n in self.script.old.notes}
        new = {n.id: n for n in self.script.new.notes}
        calls = [(m.note, m.change) for block in document.blocks() for m in marks_of(block)]
        named = dict(reversed(calls)) | {name: None for name, c in calls if c is None}
        called = [(name, named[name]) for name in dict.fromkeys(name for name, _ in calls)]
        back = {b: a for a, b in self.notes.items()}
        for name in (n for n in new if n not in named):
            stays = name in back and OLD_PREFIX + back[name] not in named
            yield self._note(old[back[name]], new[name]) if stays else _lone_note(new[name], Change.INSERTED)
        gone = (n for n in old if OLD_PREFIX + n not in named and n not in self.notes)
        yield from (_lone_note(old[name], Change.DELETED) for name in gone)
        for name, change in called:
            if change is None and name in back:
                yield self._note(old[back[name]], new[name])
            elif name in new:
                yield _lone_note(new[name], Change.INSERTED)
            else:
                yield _lone_note(old[name.removeprefix(OLD_PREFIX)], Change.DELETED)

    def _note(self, old: Note, new: Note) -> Note:
        former = old.mark if old.mark != new.mark else ""
        return replace(new, blocks=self.short(old.blocks, new.blocks), former=former)


def _block(unit: Unit) -> Block:
    assert isinstance(unit.thing, Paragraph | Heading | Table)
    return unit.thing


def _old(block: _Line) -> _Line:
    return replace(block, anchor=OLD_PREFIX + block.anchor)


def _line(old: Paragraph | Heading, new: Paragraph | Heading, notes: Mapping[str, str]) -> Paragraph | Heading:
    """Return a paragraph or heading that kept its place."""
    label = spell(old.label, new.label, notes, whole=True).merged() if old.label != new.label else new.label
    same = old.inlines == new.inlines and all(notes.get(m.note) == m.note for m in marks(new.inlines))
    text = new.inlines if same else spell(old.inlines, new.inlines, notes).merged()
    return replace(new, label=label, inlines=text, former=_former(old, new))


def _former(old: _Line, new: _Line) -> _Line | None:
    """Return the old block without its words where it was of another form."""
    keeps = [isinstance(b, Paragraph) and b.keep_with_next for b in (old, new)]
    if form_of(old) == form_of(new) and keeps[0] == keeps[1]:
        return None
    return replace(old, inlines=(), label=())


def _alone(block: Block, change: Change) -> Block:
    """Return a block that is in one version only."""
    if isinstance(block, Table):
        return _whole(block, change)
    own = block if change.is_new else _old(block)
    return replace(own, label=only(block.label, change), inlines=only(block.inlines, change), change=change)


def _whole(table: Table, change: Change) -> Table:
    anchor = table.anchor if change.is_new else OLD_PREFIX + table.anchor
    return replace(table, rows=tuple(_row(row, change) for row in table.rows), change=change, anchor=anchor)


def _row(row: Row, change: Change) -> Row:
    return replace(row, cells=tuple(_cell(cell, change) for cell in row.cells), change=change)


def _cell(cell: Cell, change: Change) -> Cell:
    blocks = tuple(b for b in (_alone(p, change) for p in cell.blocks) if isinstance(b, Paragraph))
    anchor = cell.anchor if change.is_new or not cell.anchor else OLD_PREFIX + cell.anchor
    return replace(cell, blocks=blocks, anchor=anchor)


def _field(unit: Unit, change: Change) -> MastheadField:
    assert isinstance(unit.thing, MastheadField)
    return replace(unit.thing, inlines=only(unit.thing.inlines, change))


def _lone_note(note: Note, change: Change) -> Note:
    blocks = tuple(b for b in (_alone(p, change) for p in note.blocks) if isinstance(b, Paragraph))
    return replace(note, id=note.id if change.is_new else OLD_PREFIX + note.id, blocks=blocks, change=change)
