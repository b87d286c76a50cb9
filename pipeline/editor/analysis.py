"""One open text: its findings, fixes, and the units by eId.

Reads the text as it is in the editor. Gives an `Analysis`; lines and columns count from 0,
columns in the code units of UTF-16, as editors count.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lxml import etree

from pipeline.errors import DocumentError
from pipeline.read import Source, local, parse_bytes
from pipeline.read.spans import Spans
from pipeline.validate.fixes.quick import with_fixes
from pipeline.validate.model.finding import Finding
from pipeline.validate.model.profiles import profile
from pipeline.validate.model.rule import REGISTER
from pipeline.validate.model.subject import AknFile, words
from pipeline.validate.run.engine import validate_bytes

Spot = tuple[int, int]
"""Line and column as an editor counts them."""
_SHOWN = frozenset({
    "paragraph", "section", "article", "chapter", "part", "title", "division", "point", "attachment", "component",
    "recital", "container", "formula", "preamble", "mainBody", "authorialNote", "table",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class OutlineSymbol:
    """A unit of the text: its eId, its beginning, where it is, what is inside."""

    name: str
    detail: str
    begin: Spot
    end: Spot
    children: list[OutlineSymbol] = field(default_factory=list)


@dataclass(frozen=True)
class Analysis:
    """A text under a profile."""

    text: str
    path: Path
    profile_name: str = "strict"

    @cached_property
    def findings(self) -> list[Finding]:
        """Findings of the validator, each with the edits that settle it."""
        found = validate_bytes(
            self.text.encode("utf-8", "surrogatepass"), self.path, profile(self.profile_name)
        ).findings
        return with_fixes(found, self._source) if self._source is not None else found

    @cached_property
    def _source(self) -> Source | None:
        try:
            return parse_bytes(self.text.encode("utf-8", "surrogatepass"), self.path)
        except DocumentError:
            return None

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def spot(self, line: int, column: int) -> Spot:
        """Return a place of a finding as an editor counts it; the beginning of the text for a finding without a
        place.
        """
        if line < 1:
            return 0, 0
        words_before = self._lines[line - 1][: max(0, column - 1)] if line <= len(self._lines) else ""
        return line - 1, len(words_before.encode("utf-16-le")) // 2

    def span(self, finding: Finding) -> tuple[Spot, Spot]:
        """Return where a finding begins and ends: to the end of the word where only its beginning is known."""
        begin = self.spot(finding.line, finding.column)
        if finding.end_line:
            return begin, self.spot(finding.end_line, finding.end_column)
        rest = self._lines[begin[0]][max(0, finding.column - 1) :] if begin[0] < len(self._lines) else ""
        length = next((n for n, c in enumerate(rest) if c.isspace() and n), len(rest)) or 1
        return begin, self.spot(finding.line, finding.column + length)

    def at(self, line: int, column: int) -> list[Finding]:
        """Return the findings whose span covers a spot."""
        return [one for one in self.findings if self.span(one)[0] <= (line, column) <= self.span(one)[1]]

    def hover(self, line: int, column: int) -> str:
        """Return the rules behind the findings at a spot, in Markdown; "" if there is none."""
        found = {one.rule: one for one in self.at(line, column)}
        return "\n\n---\n\n".join(_rule(one) for one in found.values())

    @cached_property
    def symbols(self) -> list[OutlineSymbol]:
        """The units of the text, by eId."""
        if self._source is None:
            return []
        spans = Spans(self._source.data, self._source.root)
        document = AknFile(self._source).document
        return self._below(document, spans) if document is not None else []

    def _below(self, element: etree._Element, spans: Spans) -> list[OutlineSymbol]:
        found: list[OutlineSymbol] = []
        for child in element:
            if not isinstance(child.tag, str) or local(child) == "meta":
                continue
            inside = self._below(child, spans)
            span = spans.node(child)
            if local(child) in _SHOWN and child.get("eId") and span is not None:
                begin, end = spans.position(span.begin), spans.position(span.end)
                name = child.get("eId", "")
                found.append(OutlineSymbol(name, words(child)[:60], self.spot(*begin), self.spot(*end), inside))
            else:
                found += inside
        return found


def _rule(finding: Finding) -> str:
    rule = REGISTER[finding.rule]
    return f"**{rule.id}** {rule.title} ({rule.clause})\n\n{finding.message}\n\n{finding.suggestion}"


__all__ = ["Analysis", "OutlineSymbol", "Spot"]
