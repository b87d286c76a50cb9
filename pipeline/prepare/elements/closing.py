"""The end of a document [corpus closing]: meetings and dates, printed votes, signatures.

Reads `conclusions`. Opens closing blocks: meeting and date on lines of their own, each outcome of a vote as a block.
"""

from __future__ import annotations

import re

from lxml import etree

from pipeline.akn.names import local, text_of
from pipeline.characters.whitespace import Run
from pipeline.document import LineBreak, Role
from pipeline.prepare.elements.body import block
from pipeline.prepare.elements.inlines import dated, through
from pipeline.prepare.walk.flow import BlockContext, Zone, eid_of
from pipeline.prepare.walk.traverse import Walker

_COUNTED = frozenset("123456789[]")
_LETTER = re.compile("[A-Za-z\u00c0-\u024f\u0400-\u04ff]$")


def conclusions(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `conclusions`: closing lines, unless an element inside says something else."""
    walker.flow.close()
    walker.children(element, context._replace(zone=Zone.CLOSING, eid=eid_of(element, context), section=False, level=0))
    walker.flow.close()


def _on_own_line(walker: Walker, context: BlockContext) -> None:
    """Begin a new line before a meeting or date, where the open line has words already."""
    current = walker.flow.current
    if context.zone is Zone.CLOSING and context.role is None and current is not None and current.runs:
        walker.flow.add(LineBreak(), context)


def meeting(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `location`, `event`, `inline name="adoptionMeeting"`: the meeting, on its own line in the conclusions."""
    _on_own_line(walker, context)
    through(walker, element, context)


def closing_inline(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `inline` in the conclusions: the one with the meeting is on a line of its own."""
    (meeting if "eeting" in (element.get("name") or "") else through)(walker, element, context)


def closing_date(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `docDate`: in the conclusions its own line; elsewhere set off from a word it touches ("on<docDate>")."""
    _on_own_line(walker, context)
    last = walker.flow.current.runs[-1:] if walker.flow.current is not None else []
    if last and isinstance(last[0], Run) and _LETTER.search(last[0].text):
        walker.flow.add(Run(" ", generated=True), context)
    dated(walker, element, context)


def outcome(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `outcome`: the sentence about the vote; inside it, for each way of voting, a label and the names."""
    inner = context.role in (Role.OUTCOME, Role.VOTE_NAMES)
    role = Role.VOTE_LABEL if inner else Role.OUTCOME
    if not inner and not set(text_of(element)) & _COUNTED:
        walker.state.warn("the vote in the conclusions holds zeros only; it is shown as it is")
    block(walker, element, context._replace(role=role, continued=False))


def vote_names(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `organization`: inside an outcome the names of those who voted so; elsewhere two that touch are apart."""
    if context.role is Role.VOTE_LABEL:
        block(walker, element, context._replace(role=Role.VOTE_NAMES))
        return
    last = walker.flow.current.runs[-1:] if walker.flow.current is not None else []
    touches = bool(last) and isinstance(last[0], Run) and not last[0].text[-1:].isspace()
    if touches and _follows(element, "organization"):
        walker.flow.add(Run(" ", generated=True), context)
    through(walker, element, context)


def signature(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `signature`: one signature of a signature block."""
    if walker.flow.current is not None and walker.flow.current.context.role is Role.SIGNATURE:
        if _follows(element, "signature"):  # it has a line of its own
            walker.flow.add(LineBreak(), context)
        through(walker, element, context)
    elif walker.flow.current is not None:
        walker.flow.current.context = walker.flow.current.context._replace(role=Role.SIGNATURE)
        through(walker, element, context)
    else:
        block(walker, element, context._replace(role=Role.SIGNATURE))


def _follows(element: etree._Element, name: str) -> bool:
    """Return True for an element right after one of this name, with no word between."""
    before = element.getprevious()
    return before is not None and local(before) == name and not (before.tail or "").strip()
