"""Rejects the tracked changes of a Word file.

Changes the tree of a part to its state before them: inserted runs, paragraphs and rows are removed, deleted ones are
back, former properties count (ISO 29500-1, 17.13.5).
"""

from __future__ import annotations

from lxml import etree

from pipeline.akn.builder import unwrap
from pipeline.intake.word.markup import W, name

_ADDED = ("ins", "moveTo")
_TAKEN = ("del", "moveFrom")
_FORMER = {f"{{{W}}}delText": f"{{{W}}}t", f"{{{W}}}delInstrText": f"{{{W}}}instrText"}
_OLD = ("rPrChange", "pPrChange")
_PROPERTIES = ("rPr", "trPr")


def is_tracked(root: etree._Element | None) -> bool:
    """Return True if insertions or deletions of words, paragraphs or rows are tracked."""
    tags = [f"{{{W}}}{tag}" for tag in (*_ADDED, *_TAKEN)]
    return root is not None and next(root.iter(*tags), None) is not None


def reject(root: etree._Element) -> None:
    """Reject all tracked changes in a tree."""
    for tag in _OLD:
        for change in list(root.iter(f"{{{W}}}{tag}")):
            _restore(change)
    for mark in [e for tag in _ADDED for e in root.iter(f"{{{W}}}{tag}")]:
        _without(mark)
    for mark in [e for tag in _TAKEN for e in root.iter(f"{{{W}}}{tag}")]:
        _back(mark)
    for text in list(root.iter(*_FORMER)):
        text.tag = _FORMER[str(text.tag)]


def _restore(change: etree._Element) -> None:
    """Replace the properties by the former ones."""
    holder = change.getparent()
    former = next((e for e in change if isinstance(e.tag, str)), None)
    if holder is None:
        return
    marks = [e for e in holder if name(e) in (*_ADDED, *_TAKEN) or (name(holder) == "pPr" and name(e) == "rPr")]
    holder[:] = [*marks, *(list(former) if former is not None else [])]


def _without(mark: etree._Element) -> None:
    """Remove an insertion: runs, a row, or the end of a paragraph, which then continues in the next one."""
    holder = mark.getparent()
    if holder is None:
        return
    if name(holder) not in _PROPERTIES:
        holder.remove(mark)
    elif name(holder) == "trPr":
        row = holder.getparent()
        table = row.getparent() if row is not None else None
        if row is not None and table is not None:
            table.remove(row)
    else:
        mark.tag = f"{{{W}}}gone"


def _back(mark: etree._Element) -> None:
    """Restore a deletion."""
    holder = mark.getparent()
    if holder is not None and name(holder) in _PROPERTIES:
        holder.remove(mark)
    else:
        unwrap(mark)
