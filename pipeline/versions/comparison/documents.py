"""Compare two prepared documents.

Reads two `Document`s. Gives the `EditScript`. Identity first, similarity second (`align`), word by word inside
(`words`). Positions that shift because something was inserted before them are not edits; a changed printed number is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.document import Block, Document, Heading, MastheadField, Note, Paragraph, Part, Table, plain_text
from pipeline.document.amended import with_looks
from pipeline.versions.comparison.align import Alignment, align, short
from pipeline.versions.comparison.script import Edit, EditKind, EditPlace, EditScript, What
from pipeline.versions.comparison.tables import match_tables, row_text
from pipeline.versions.comparison.tokens import squeezed
from pipeline.versions.comparison.units import (
    NO_IDS,
    TITLE,
    Unit,
    block_unit,
    block_units,
    field_units,
    form_of,
    note_units,
)
from pipeline.versions.comparison.words import WordEdit, spell

_METADATA = {
    "title": "title", "symbol": "symbol_printed", "date": "date", "kind": "kind", "language": "language",
    "official": "official", "authors": "authors", "subjects": "subjects",
}  # fmt: skip


def compare(
    old: Document, new: Document, old_ids: Mapping[str, str] = NO_IDS, new_ids: Mapping[str, str] = NO_IDS
) -> EditScript:
    """Return the edit script from `old` to `new`. `old_ids`, `new_ids`: wId by eId, where there is one."""
    old, new = with_looks(old), with_looks(new)
    homes = match_parts(old.parts, new.parts)
    before, after = block_units(old, old_ids), block_units(new, new_ids)
    blocks = align(before, after, homes)
    notes = align(note_units(old), note_units(new))
    fields = align(field_units(old), field_units(new))
    script = EditScript(old, new, homes, blocks, notes, fields, ())
    edits = (
        *_metadata_edits(old, new),
        *_field_edits(script),
        *_block_edits(script, before, after),
        *_note_edits(script),
    )
    return EditScript(old, new, homes, blocks, notes, fields, edits)


def match_parts(old: Sequence[Part], new: Sequence[Part]) -> dict[int, int]:
    """Return the index of the matching new part by that of each old one, matched by kind and text, in order."""
    found = align(_part_units(old), _part_units(new))
    homes = {TITLE: TITLE} | {i: j for i, j in found.in_place if old[i].kind == new[j].kind}
    for i, part in enumerate(old):
        rest = [j for j, other in enumerate(new) if other.kind == part.kind and j not in homes.values()]
        if i not in homes and rest and _fits(homes, i, rest[0]):
            homes[i] = rest[0]
    return homes


def _fits(homes: Mapping[int, int], i: int, j: int) -> bool:
    """Return True if i and j can be matched without crossing another match."""
    return all((a < i) == (b < j) for a, b in homes.items())


def _part_units(parts: Sequence[Part]) -> list[Unit]:
    texts = [" ".join(block_unit(0, 0, b).text for b in part.blocks[:60]) for part in parts]
    return [
        Unit(n, 0, p.kind.value, p.anchor, p.eid, p.eid or p.kind.value, p.label, text)
        for n, (p, text) in enumerate(zip(parts, texts, strict=True))
    ]


def _metadata_edits(old: Document, new: Document) -> Iterator[Edit]:
    pairs = [(name, *(_value(d, key) for d in (old, new))) for name, key in _METADATA.items()]
    pairs.append(("job number", old.imprint.job_number, new.imprint.job_number))
    for name, a, b in pairs:
        if a != b:
            yield Edit(kind=EditKind.METADATA, what=What.METADATA, name=name, old_text=a, new_text=b)


def _value(document: Document, key: str) -> str:
    value = getattr(document.identity, key)
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def _field_edits(script: EditScript) -> Iterator[Edit]:
    before, after = field_units(script.old), field_units(script.new)
    for a, b in _walk(script.fields, before, after):
        known = b or a
        assert known is not None
        if a and b:
            words = _words(a, b, script.note_pairs())
            if words:
                yield _edit(EditKind.WORDS, What.MASTHEAD, a, b, script, words=words, name=b.key)
        else:
            yield _edit(EditKind.INSERTED if b else EditKind.DELETED, What.MASTHEAD, a, b, script, name=known.key)


def _block_edits(script: EditScript, before: Sequence[Unit], after: Sequence[Unit]) -> Iterator[Edit]:
    partners = exchanges(script.blocks, before, after)
    notes = script.note_pairs()
    for a, b in _walk(script.blocks, before, after):
        if a and b:
            yield from _pair_edits(script, a, b, notes, partners.get(b.index))
        else:
            known = b or a
            assert known is not None
            yield _edit(EditKind.INSERTED if b else EditKind.DELETED, What(known.kind), a, b, script)


def _pair_edits(script: EditScript, a: Unit, b: Unit, notes: Mapping[str, str], partner: Unit | None) -> Iterator[Edit]:
    what = What(b.kind)
    if (a.index, b.index) not in script.blocks.in_place or partner:
        yield _edit(EditKind.MOVED, what, a, b, script, exchanged_with=partner.anchor if partner else "")
    elif a.label != b.label:
        yield _edit(EditKind.RENUMBERED, what, a, b, script)
    if isinstance(a.thing, Table) and isinstance(b.thing, Table):
        yield from _table_edits(script, a, b, notes)
        return
    words = _words(a, b, notes)
    if words:
        spacing = all(w.old != w.new and squeezed([w.old]) == squeezed([w.new]) for w in words)
        yield _edit(EditKind.FORM if spacing else EditKind.WORDS, what, a, b, script, words=words)
    elif _reformed(a.thing, b.thing):
        yield _edit(EditKind.FORM, what, a, b, script)


def exchanges(alignment: Alignment, old: Sequence[Unit], new: Sequence[Unit]) -> dict[int, Unit]:
    """Return the new index of each moved unit that took another's place or number, with the unit that took its own."""
    found: dict[int, Unit] = {}
    back = {j: i for i, j in alignment.pairs.items()}
    by_label = {(u.part, u.label): u for u in new if u.label}
    for i, j in alignment.moved():
        a, b = old[i], new[j]
        other = by_label.get((b.part, a.label)) if a.label else None
        candidates = [other] if other else [u for u in (_at(new, j - 1), _at(new, j + 1)) if u]
        for c in candidates:
            k = back.get(c.index)
            if k is not None and c.index != j and _crossed(a, b, old[k], c):
                found[j], found[c.index] = c, b
    return found


def _at(units: Sequence[Unit], index: int) -> Unit | None:
    return units[index] if 0 <= index < len(units) else None


def _crossed(a: Unit, b: Unit, c: Unit, d: Unit) -> bool:
    """Return True if a became b and c became d, and each took the other's number, or place if unnumbered."""
    if a.label or c.label:
        return bool(a.label and c.label) and a.label == d.label and c.label == b.label and a.label != b.label
    return abs(a.index - c.index) == 1 and (a.index - c.index) == -(b.index - d.index)


def _table_edits(script: EditScript, a: Unit, b: Unit, notes: Mapping[str, str]) -> Iterator[Edit]:
    assert isinstance(a.thing, Table) and isinstance(b.thing, Table)
    match = match_tables(a.thing, b.thing)
    if match is None:
        yield _edit(EditKind.DELETED, What.TABLE, a, None, script)
        yield _edit(EditKind.INSERTED, What.TABLE, None, b, script)
        return
    for i, j in match.rows:
        if i is not None and j is not None:
            for x, y in zip(a.thing.rows[i].cells, b.thing.rows[j].cells, strict=True):
                for old, new, words in _texts(x.blocks, y.blocks, notes):
                    yield _edit(EditKind.WORDS, What.TABLE, a, b, script, words=words, texts=(old, new))
        else:
            row = a.thing.rows[i] if i is not None else b.thing.rows[j or 0]
            kind = EditKind.DELETED if i is not None else EditKind.INSERTED
            yield _edit(kind, What.ROW, a, b, script, text=row_text(row))


def _note_edits(script: EditScript) -> Iterator[Edit]:
    for a, b in _walk(script.notes, note_units(script.old), note_units(script.new)):
        if a and b:
            assert isinstance(a.thing, Note) and isinstance(b.thing, Note)
            words = tuple(texts_edits(a.thing.blocks, b.thing.blocks, {}))
            if words:
                yield _edit(EditKind.WORDS, What.NOTE, a, b, script, words=words)
        else:
            yield _edit(EditKind.INSERTED if b else EditKind.DELETED, What.NOTE, a, b, script)


def texts_edits(old: Sequence[Block], new: Sequence[Block], notes: Mapping[str, str]) -> Iterator[WordEdit]:
    """Yield the words that differ between two short sequences of paragraphs (a cell, a note)."""
    for _, _, words in _texts(old, new, notes):
        yield from words


def _texts(
    old: Sequence[Block], new: Sequence[Block], notes: Mapping[str, str]
) -> Iterator[tuple[str, str, tuple[WordEdit, ...]]]:
    """Yield each paragraph that differs between two short sequences: its old text, its new text, its changed words."""
    before = [block_unit(n, 0, b) for n, b in enumerate(old)]
    after = [block_unit(n, 0, b) for n, b in enumerate(new)]
    for a, b in _walk(short(before, after), before, after):
        texts = tuple(_exact(unit) if unit else "" for unit in (a, b))
        if a and b:
            if words := _words(a, b, notes):
                yield texts[0], texts[1], words
            if a.label != b.label:
                yield a.label, b.label, (WordEdit(a.label, b.label, 0, 0),)
        else:
            yield texts[0], texts[1], (WordEdit(a.text if a else "", b.text if b else "", 0, 0),)


def _walk(alignment: Alignment, old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[tuple[Unit | None, Unit | None]]:
    """Yield every unit once, in the order of a merged text: pairs, what was deleted before what was inserted."""
    moved = {j: i for i, j in alignment.moved()}
    i = j = 0
    for a, b in [*sorted(alignment.in_place), (len(old), len(new))]:
        yield from ((old[n], None) for n in range(i, a) if n not in alignment.pairs)
        yield from ((old[moved[n]] if n in moved else None, new[n]) for n in range(j, b))
        if a < len(old):
            yield old[a], new[b]
        i, j = a + 1, b + 1


def _words(a: Unit, b: Unit, notes: Mapping[str, str]) -> tuple[WordEdit, ...]:
    """Return the words that differ; () for equal inlines, which are not compared word by word."""
    if a.thing is None or b.thing is None or isinstance(a.thing, Note | Table) or isinstance(b.thing, Note | Table):
        return ()
    if a.thing.inlines == b.thing.inlines:
        return ()
    return tuple(e for e in spell(a.thing.inlines, b.thing.inlines, notes).edits() if e.old or e.new)


def _reformed(a: object, b: object) -> bool:
    """Return True if two blocks with the same words differ in form or looks."""
    if not isinstance(a, Paragraph | Heading) or not isinstance(b, Paragraph | Heading):
        return False
    if form_of(a) != form_of(b):
        return True
    return a.inlines != b.inlines and spell(a.inlines, b.inlines, {}).reformed


def _edit(
    kind: EditKind, what: What, a: Unit | None, b: Unit | None, script: EditScript, *, text: str = "",
    words: tuple[WordEdit, ...] = (), exchanged_with: str = "", name: str = "", texts: tuple[str, str] | None = None,
) -> Edit:  # fmt: skip
    old = _place(a, script.old) if a else None
    new = _place(b, script.new) if b else None
    stated = texts or tuple(_exact(u) if u else "" for u in (a, b))
    if what is What.ROW:
        stated = (text if kind is EditKind.DELETED else "", text if kind is EditKind.INSERTED else "")
    return Edit(
        kind=kind, what=what, old=old, new=new, old_text=stated[0], new_text=stated[1], words=words,
        exchanged_with=exchanged_with, name=name,
    )  # fmt: skip


def _exact(unit: Unit) -> str:
    """Return the text of a unit with its own spaces; offsets of words count in it."""
    if isinstance(unit.thing, Paragraph | Heading | MastheadField):
        return plain_text(unit.thing.inlines)
    return unit.text


def _place(unit: Unit, document: Document) -> EditPlace:
    if unit.kind in ("field", "note"):
        return EditPlace(unit.anchor, unit.eid, unit.label, "", unit.index + 1)
    part = document.parts[unit.part].anchor if unit.part >= 0 else ""
    return EditPlace(unit.anchor, unit.eid, unit.label, part, unit.index + 1)
