"""Links inside the old version, led to where their targets are in the marked document.

Reads an `EditScript` and the notes that are one note in both versions. Gives the old version: a link to what kept its
place leads to the new version's anchor, a link to anything else to the old one's own; one to nowhere is taken off.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.document import Document, Heading, Inline, Paragraph, Table, Text
from pipeline.document.rewrite import rewritten
from pipeline.versions.comparison.script import EditScript
from pipeline.versions.comparison.units import Unit, paragraphs_of
from pipeline.versions.comparison.words import OLD_PREFIX


def relinked(script: EditScript, notes: Mapping[str, str], before: Sequence[Unit], after: Sequence[Unit]) -> Document:
    """Return the old version. `notes` maps ids of old notes to new ones; `before`, `after`: the blocks of both
    versions.
    """
    if not any(_is_link_inside(i) for unit in before for i in _inlines(unit)):
        return script.old
    targets = _targets(script, notes, before, after)

    def lead(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(_led(i, targets) if _is_link_inside(i) else i for i in inlines)

    return rewritten(script.old, lead)


def _inlines(unit: Unit) -> tuple[Inline, ...]:
    blocks = paragraphs_of(unit.thing) if isinstance(unit.thing, Paragraph | Heading | Table) else ()
    return tuple(i for block in blocks for i in block.inlines)


def _is_link_inside(inline: Inline) -> bool:
    return isinstance(inline, Text) and inline.link is not None and inline.link.internal


def _led(inline: Inline, targets: Mapping[str, str]) -> Inline:
    assert isinstance(inline, Text) and inline.link is not None
    target = targets.get(inline.link.target[1:])
    return replace(inline, link=replace(inline.link, target=f"#{target}") if target else None)


def _targets(
    script: EditScript, notes: Mapping[str, str], before: Sequence[Unit], after: Sequence[Unit]
) -> dict[str, str]:
    """Return the anchors of the old version, and what they are called in the marked document."""
    found = {n.id: notes.get(n.id, OLD_PREFIX + n.id) for n in script.old.notes}
    for number, part in enumerate(script.old.parts):
        home = script.homes.get(number)
        found[part.anchor] = script.new.parts[home].anchor if home is not None else OLD_PREFIX + part.anchor
    for unit in before:
        stays = (unit.index, script.blocks.pairs.get(unit.index, -1)) in script.blocks.in_place
        name = after[script.blocks.pairs[unit.index]].anchor if stays else OLD_PREFIX + unit.anchor
        aliases = unit.thing.aliases if isinstance(unit.thing, Paragraph | Heading | Table) else ()
        found |= dict.fromkeys((unit.anchor, *aliases), name)
    return found
