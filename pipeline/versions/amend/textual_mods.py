"""Modifications as they are in the metadata [strict modifications.1].

Reads what is changed and where. Gives `textualMod` elements: of a corrigendum, which orders a change, and of the text
that it corrects, which has undergone one; and quoted elements with eIds of their own.
"""

from __future__ import annotations

from lxml import etree

from pipeline.akn.builder import copied, make
from pipeline.versions.amend.modifications import Modification, Sort


def mod_id(number: int) -> str:
    """Return the eId of an instruction in a corrigendum: `mod_1`."""
    return f"mod_{number}"


def quotation(number: int, which: int) -> str:
    """Return the eId of quoted words: the old ones are the first, the new ones the second."""
    return f"{mod_id(number)}__qtext_{which}"


def structure(number: int) -> str:
    """Return the eId of a quoted element."""
    return f"{mod_id(number)}__qstr_1"


def active_mod(number: int, change: Modification, address: str) -> etree._Element:
    """Return a modification as it is in the corrigendum: place, old and new words in its own text."""
    pos = "inside" if change.sort is Sort.SUBSTITUTION else change.pos or None
    old, new = _quoted(change, number, "#")
    return _textual_mod(
        number, change.sort, source=f"#{mod_id(number)}", destination=address, pos=pos,
        old=address if change.sort is Sort.REPEAL else old, new=new,
    )  # fmt: skip


def passive_mod(number: int, change: Modification, order: int, by: str, text: str, target: str) -> etree._Element:
    """Return a modification as it is in the corrected text.

    `number`: of all modifications of the text; `order`: of the instruction in the corrigendum. `by`, `text`: IRIs of
    the corrigendum and of its Expression. `target`: what is changed.
    """
    old, new = _quoted(change, order, f"{text}#")
    repealed = f"{text}#{mod_id(order)}" if change.sort is Sort.REPEAL else old
    return _textual_mod(number, change.sort, source=by, destination=target, pos=None, old=repealed, new=new)


def _quoted(change: Modification, number: int, stem: str) -> tuple[str | None, str | None]:
    """Return references to the old and the new words or element; None if the change has none."""
    if change.sort is Sort.SUBSTITUTION:
        return f"{stem}{quotation(number, 1)}", f"{stem}{quotation(number, 2)}"
    return None, None if change.sort is Sort.REPEAL else f"{stem}{structure(number)}"


def _textual_mod(
    number: int, sort: Sort, *, source: str, destination: str, pos: str | None, old: str | None, new: str | None
) -> etree._Element:
    name = f"textualMod_{number}"
    return make(
        "textualMod",
        make("source", eId=f"{name}__source", href=source),
        make("destination", eId=f"{name}__destination", href=destination, pos=pos),
        make("old", eId=f"{name}__old", href=old) if old else None,
        make("new", eId=f"{name}__new", href=new) if new else None,
        eId=name, type=sort.value,
    )  # fmt: skip


def nested(element: etree._Element, prefix: str) -> etree._Element:
    """Return a copy as it is in a quoted structure: its eIds under the structure's."""
    twin = copied(element)
    for inner in twin.iter("*"):
        if eid := inner.get("eId"):
            inner.set("eId", prefix + eid)
    return twin


def unnested(element: etree._Element, prefix: str) -> etree._Element:
    """Return a copy as it is in the text: its eIds without that prefix."""
    twin = copied(element)
    for inner in twin.iter("*"):
        if eid := inner.get("eId"):
            inner.set("eId", eid.removeprefix(prefix))
    return twin
