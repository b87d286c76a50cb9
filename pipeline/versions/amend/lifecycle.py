"""The lifecycle of a text that another is made of: the event that made the new one, and what caused it.

Reads the identification of a source. Gives patches [strict versions.2]. A text without lifecycle gets one that begins
with its generation.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.akn.builder import make
from pipeline.read import akn, local
from pipeline.read.patch import Editable, Patch
from pipeline.versions.amend.identification import SourceIdentification

BEFORE_LIFECYCLE = ("identification", "publication", "classification")
"""Parts of the metadata that are before the lifecycle."""
_BEFORE_REFERENCES = (*BEFORE_LIFECYCLE, "lifecycle", "workflow", "analysis", "temporalData")
_LEADING = ("original", "passiveRef")
_FIRST = "1945"
"""Earlier dates stand for none."""


def amended(
    edit: Editable, known: SourceIdentification, date: str, cause: etree._Element | None = None
) -> Iterator[Patch]:
    """Yield the patches for an amendment on a day.

    `cause`: the reference to the document that caused it, which is added; without one, the work itself has.
    """
    references, lifecycle = known.block_of("references"), known.block_of("lifecycle")
    original = references.find(akn("original")) if references is not None else None
    own = original.get("eId", "") if original is not None else known.next_id("original")
    entries = []
    if original is None and (cause is None or lifecycle is None):
        entries.append(make("original", eId=own, href=str(known.work_iri), showAs=known.symbol))
    if cause is not None:
        entries.append(cause)
    source = own if cause is None else cause.get("eId", "")
    if lifecycle is not None:
        event = make("eventRef", eId=known.next_id("eref"), date=date, type="amendment", source=f"#{source}")
        yield edit.append(lifecycle, event)
    else:
        events = (_event(1, _begun(known), "generation", own), _event(2, date, "amendment", source))
        yield edit.insert_after(known.last_of(*BEFORE_LIFECYCLE), make("lifecycle", *events, source=known.by))
    yield from _referred(edit, known, entries, references)


def _event(number: int, date: str, kind: str, source: str) -> etree._Element:
    return make("eventRef", eId=f"eref_{number}", date=date, type=kind, source=f"#{source}")


def _begun(known: SourceIdentification) -> str:
    """Return the day on which a text came to be."""
    return min((day for day in (*known.work.dates, known.date) if day >= _FIRST), default=known.date)


def _referred(
    edit: Editable, known: SourceIdentification, entries: list[etree._Element], references: etree._Element | None
) -> Iterator[Patch]:
    """Yield the patches that put entries at the head of the references, which are made if there are none."""
    if not entries:
        return
    if references is None:
        yield edit.insert_after(known.last_of(*_BEFORE_REFERENCES), make("references", *entries, source=known.by))
        return
    leading = [e for e in references if local(e) in _LEADING]
    if leading:
        yield edit.insert_after(leading[-1], *entries)
    elif len(references):
        yield edit.insert_before(references[0], *entries)
    else:
        yield edit.append(references, *entries)
