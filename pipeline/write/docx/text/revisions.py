"""Tracked changes: the marks of a marked document as Word's own revisions.

Reads the `Change` of runs, paragraphs and rows. Gives `Revisions`, which wraps runs in `w:ins`, `w:del`, `w:moveFrom`
or `w:moveTo`, marks paragraph marks and rows, brackets what has moved, and keeps the old properties of what is
otherwise in either version (`w:rPrChange`, `w:pPrChange`). Accepting all revisions in a word processor gives the new
version, rejecting all the old one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from pipeline.document import Change, Inline, Revision
from pipeline.write.docx.ooxml.element import Element
from pipeline.write.docx.ooxml.markup import text, w

_TAGS = {
    Change.INSERTED: "ins",
    Change.DELETED: "del",
    Change.MOVED_FROM: "moveFrom",
    Change.MOVED_TO: "moveTo",
}
_DELETED_TEXT = {"t": "delText", "instrText": "delInstrText"}


class RevisionNumbers(Protocol):
    """Source of ids that no other mark of the package has."""

    def number(self) -> int:
        """Return the next id."""


class Revisions:
    """The revisions of one document; without a `Revision` nothing is ever marked."""

    def __init__(self, revision: Revision | None, numbers: RevisionNumbers) -> None:
        self._revision = revision
        self._numbers = numbers

    def runs(self, elements: Iterable[Element], change: Change | None) -> list[Element]:
        """Return runs with their mark; another element (a bookmark's ends) is left unmarked, `w:dir` is marked
        inside.
        """
        elements = list(elements)
        if change is None or self._revision is None:
            return elements
        result: list[Element] = []
        for element in elements:
            name = element.local
            if name == "r":
                result.append(self._wrapped(element, change))
            elif name in ("dir", "bdo"):
                element.children = self.runs(element, change)
                result.append(element)
            else:
                result.append(element)
        return result

    def paragraph(self, element: Element, change: Change | None, move: str = "") -> Element:
        """Return the paragraph with its mark (pilcrow) inserted, deleted or moved; a move is bracketed under its
        name.
        """
        if change is None or self._revision is None:
            return element
        properties = element.properties
        marks = properties.own("w:rPr")
        if marks is None:
            marks = w("rPr")
            after = [properties.find(f"w:{tag}") for tag in ("sectPr", "pPrChange")]
            place = min((properties.index(e) for e in after if e is not None), default=len(properties))
            properties.insert(place, marks)
        marks.insert(0, self._mark(_TAGS[change]))
        if move and change in (Change.MOVED_FROM, Change.MOVED_TO):
            self._bracket(element, _TAGS[change], move)
        return element

    def reformed(self, properties: Element, before: Element) -> None:
        """Track that properties (`w:pPr`, `w:tcPr`) were these before; do nothing if they were the same."""
        if self._revision is None or properties.xml() == before.xml():
            return
        made = self._mark(f"{properties.local}Change")
        made.append(before)
        properties.append(made)

    def look(self, before: Element | None) -> Element:
        """Return `w:rPrChange` of a run whose properties were these (`w:rPr`); None: it had none."""
        made = self._mark("rPrChange")
        made.append(w("rPr") if before is None else before)
        return made

    def section(self, before: Element) -> Element:
        """Return `w:sectPrChange` of a section whose properties were these (`w:sectPr`, without heads and feet)."""
        made = self._mark("sectPrChange")
        made.append(before)
        return made

    def row(self, properties: Element, change: Change | None) -> None:
        """Mark a row in its `w:trPr`; a row that has moved counts as deleted here and inserted there."""
        if change is not None and self._revision is not None:
            properties.append(self._mark("ins" if change.is_new else "del"))

    def _wrapped(self, element: Element, change: Change) -> Element:
        made = self._mark(_TAGS[change])
        made.append(_deleted(element) if change is Change.DELETED else element)
        return made

    def _bracket(self, element: Element, tag: str, move: str) -> None:
        start = self._mark(f"{tag}RangeStart")
        start.set("w:name", move)
        element.insert(1, start)
        element.append(w(f"{tag}RangeEnd", id=start.get("w:id")))

    def _mark(self, tag: str) -> Element:
        assert self._revision is not None
        date = f"{self._revision.date.isoformat()}T00:00:00Z"
        return w(tag, id=self._numbers.number(), author=self._revision.author, date=date)


def _deleted(run: Element) -> Element:
    """Return a run whose text is that of a deletion."""
    children = (
        text(child.text, _DELETED_TEXT[child.local]) if child.local in _DELETED_TEXT else child for child in run
    )
    return Element(run.tag, run.attributes, list(children))


def change_of_all(inlines: Sequence[Inline]) -> Change | None:
    """Return the change that all inlines share, for what is or falls with them (the tab after a label); else
    None.
    """
    changes = set(_changes(inlines))
    if len(changes) == 1:
        return changes.pop()
    for tests in (True, False):
        if changes and all(c is not None and c.is_new is tests for c in changes):
            return Change.INSERTED if tests else Change.DELETED
    return None


def _changes(inlines: Iterable[Inline]) -> Iterator[Change | None]:
    return (inline.change for inline in inlines)
