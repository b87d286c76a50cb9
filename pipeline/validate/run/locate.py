"""Places of hits: line, column, eId and printed number as users see them.

Reads an `AknFile` and the hits of rules. Gives `Finding`s.
"""

from __future__ import annotations

from lxml import etree

from pipeline.read import local
from pipeline.read.spans import Spans
from pipeline.validate.model.finding import Finding, Fix, Hit, Related, Severity
from pipeline.validate.model.rule import Rule
from pipeline.validate.model.subject import NUMBERED, AknFile, words


class Locator:
    """Turns hits into findings: line, column, eId, printed number. The file is searched only when there are hits."""

    def __init__(self, file: AknFile) -> None:
        """Set the validated file."""
        self.file = file
        self._known: Spans | None = None

    @property
    def spans(self) -> Spans:
        """Byte offsets of the file's nodes."""
        if self._known is None:
            self._known = Spans(self.file.source.data, self.file.root)
        return self._known

    def finding(self, rule: Rule, hit: Hit, severity: Severity) -> Finding:
        """Return the hit as users see it."""
        begin, end = self._bytes(hit)
        line, column = self._shown(hit.node, begin)
        end_line, end_column = self.spans.position(end) if end is not None else (0, 0)
        around = eids_around(hit)
        return Finding(
            file=str(self.file.source.path),
            line=line,
            column=column,
            eid=around[0] if around else "",
            number=nearest_number(hit.node),
            rule=rule.id,
            severity=severity,
            message=hit.message,
            clause=rule.clause,
            suggestion=hit.suggestion or rule.suggestion,
            within=around,
            end_line=end_line,
            end_column=end_column,
            related=tuple(self._related(element, what) for element, what in hit.related),
            fixes=self._fixes(hit, begin, end),
            fixable=hit.fixable,
        )

    def place(self, hit: Hit) -> tuple[int, int]:
        """Return the line and column of what the hit points at."""
        return self._shown(hit.node, self._bytes(hit)[0])

    def _bytes(self, hit: Hit) -> tuple[int | None, int | None]:
        """Return offsets in bytes where what the hit points at begins and ends."""
        if hit.attribute:
            found = self.spans.attribute(hit.node, hit.attribute)
            if found:
                return found[0], found[2] + 1
        elif hit.offset >= 0 and (byte := self.spans.text(hit.node, hit.offset, hit.tail)) is not None:
            end = self.spans.text(hit.node, hit.offset + hit.length, hit.tail) if hit.length else None
            return byte, end
        span = self.spans.node(hit.node)
        return (span.begin, span.inner) if span else (None, None)

    def _shown(self, node: etree._Element, byte: int | None) -> tuple[int, int]:
        line = node.sourceline
        return self.spans.position(byte) if byte is not None else (line if isinstance(line, int) else 0, 0)

    def _related(self, element: etree._Element, what: str) -> Related:
        line, column = self.place(Hit(element, what))
        return Related(str(self.file.source.path), line, column, what)

    def _fixes(self, hit: Hit, begin: int | None, end: int | None) -> tuple[Fix, ...]:
        if hit.replacement is None or not hit.length or begin is None or end is None:
            return ()
        return (Fix(*self.spans.position(begin), *self.spans.position(end), hit.replacement),)


def eids_around(hit: Hit) -> tuple[str, ...]:
    """Return the eIds of the element that holds what the hit points at and of all around it, from the inside out."""
    element = hit.node.getparent() if hit.tail else hit.node
    found = []
    while element is not None:
        if isinstance(element.tag, str) and element.get("eId"):
            found.append(str(element.get("eId")))
        element = element.getparent()
    return tuple(found)


def nearest_number(node: etree._Element) -> str:
    """Return the printed number of the nearest numbered unit around the node."""
    element: etree._Element | None = node
    while element is not None:
        if local(element) in NUMBERED:
            num = next((child for child in element if local(child) == "num"), None)
            if num is not None:
                return words(num)
        element = element.getparent()
    return ""
