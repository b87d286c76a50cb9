"""Tracked changes: what the source marks as inserted and deleted, as OpenDocument has it.

Reads the content that pandoc gives, in which such words are in spans of two styles, and who made the changes. Gives
it with marks of tracked changes in their place (OpenDocument 1.3, part 3, clause 5.5): word processors underline what
is inserted, strike what is deleted, say so to screen readers, and accept or reject it.
"""

from __future__ import annotations

from lxml import etree

from pipeline.document import Change, Revision
from pipeline.write.pandoc.odt.elements import element, qname

_STYLES = {Change.INSERTED.value: "insertion", Change.DELETED.value: "deletion"}
_STYLE = "text:style-name"


def track(root: etree._Element, revision: Revision) -> None:
    """Turn the spans of changes into tracked changes, each with the author and date of `revision`."""
    body = root.find(f".//{qname('office:text')}")
    spans = [span for span in root.iter(qname("text:span")) if _is_change(span) and not _goes_with_another(span)]
    if body is None or not spans:
        return
    regions = element("text:tracked-changes", text__track_changes="false")
    for number, span in enumerate(spans, 1):
        regions.append(_region(span, f"change{number}", revision))
    body.insert(0, regions)


def _is_change(element: etree._Element) -> bool:
    return element.get(qname(_STYLE)) in _STYLES


def _goes_with_another(span: etree._Element) -> bool:
    """Return True for words of a note that is inserted or deleted itself."""
    return any(map(_is_change, span.iterancestors(qname("text:span"))))


def _region(span: etree._Element, name: str, revision: Revision) -> etree._Element:
    """Return the record of a change, whose marks take the place of its span."""
    kind = _STYLES[str(span.get(qname(_STYLE)))]
    made = element(f"text:{kind}", _information(revision))
    region = element("text:changed-region", made, text__id=name)
    region.set("{http://www.w3.org/XML/1998/namespace}id", name)
    if kind == "insertion":
        start, end = (element(f"text:change-{edge}", text__change_id=name) for edge in ("start", "end"))
        _replace(span, start, *_content(span), end)
        return region
    paragraph = next(span.iterancestors(qname("text:p"), qname("text:h")))
    made.append(element("text:p", text__style_name=paragraph.get(qname(_STYLE))))
    made[-1].text = span.text
    made[-1].extend(list(span))
    _replace(span, element("text:change", text__change_id=name))
    return region


def _information(revision: Revision) -> etree._Element:
    creator, date = element("dc:creator"), element("dc:date")
    creator.text, date.text = revision.author, f"{revision.date.isoformat()}T00:00:00"
    return element("office:change-info", creator, date)


def _content(span: etree._Element) -> list[etree._Element]:
    """Return the children of a span; its first words in a span without style."""
    first = element("text:span")
    first.text = span.text
    return [*([first] if span.text else []), *span]


def _replace(span: etree._Element, *others: etree._Element) -> None:
    """Put elements in the place of a span; what follows it stays."""
    parent = span.getparent()
    assert parent is not None
    others[-1].tail = span.tail
    place = parent.index(span)
    parent[place : place + 1] = others
