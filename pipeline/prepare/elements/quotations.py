"""Quotations: the marks that the source gives as attributes (`startQuote`, `endQuote`, `inlineQuote`).

Reads `quotedText`, `embeddedText`, `quotedStructure`, `embeddedStructure`. Writes their text with the marks around it,
as the clause on amendments of the standard asks: only the marks show which words are those of another text.
A mark that the source has typed into the text as well is written once.
"""

from __future__ import annotations

from lxml import etree

from pipeline.akn.names import local
from pipeline.characters.whitespace import Raw, Run, plain
from pipeline.prepare.elements.body import walked
from pipeline.prepare.elements.inlines import through
from pipeline.prepare.walk.flow import BlockContext, Draft
from pipeline.prepare.walk.traverse import Walker

_SPACE = " \t\r\n\u00a0"


def quoted_text(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `quotedText`, `embeddedText`: words of another text inside a line."""
    begin, end = _marks(walker, element)
    if begin:
        walker.text(begin, context)
    through(walker, element, context)
    if end:
        walker.text(end, context)


def quoted_structure(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `quotedStructure`, `embeddedStructure`: blocks of another text, set off."""
    walker.flow.close()
    first = len(walker.flow.pieces)
    walked(walker, element, context._replace(quoted=True, continued=False))
    drafts = [piece for piece in walker.flow.pieces[first:] if isinstance(piece, Draft)]
    begin, end = _marks(walker, element)
    if drafts:
        again = _given(walker, element, "inlineQuote")
        _mark_each(drafts[1:] if element.get("startQuote") else drafts, again)
        _mark(drafts, begin, end)
    elif len(walker.flow.pieces) > first:  # a table alone: its marks are above and below it
        around = context._replace(quoted=True, continued=False)
        walker.flow.pieces[first:first] = [Draft(around, [Run(begin)])] if begin else []
        walker.flow.pieces += [Draft(around, [Run(end)])] if end else []


def _marks(walker: Walker, element: etree._Element) -> tuple[str, str]:
    """Return the marks to put before and after an element; "" for one that is typed in its text."""
    words = _typed(element).strip(_SPACE)
    begin, end = (_given(walker, element, name) for name in ("startQuote", "endQuote"))
    return "" if words.startswith(begin) else begin, "" if words.endswith(end) else end


def _typed(element: etree._Element) -> str:
    """Return the characters that the source has in an element, without its notes."""
    text = element.text or ""
    for child in element:
        text += (_typed(child) if local(child) not in ("authorialNote", "") else "") + (child.tail or "")
    return text


def _given(walker: Walker, element: etree._Element, name: str) -> str:
    """Return a mark that the source gives; one with letters or figures would run into the words, and is left out."""
    mark = element.get(name) or ""
    if any(char.isalnum() for char in mark):
        walker.state.warn(f"{name}={mark!r} is not a mark of quotation, and is left out")
        return ""
    return mark


def _mark_each(drafts: list[Draft], again: str) -> None:
    """Put a mark before each block that does not begin with it."""
    for draft in drafts if again else ():
        home = draft.label or draft.runs
        if not plain(home).lstrip(_SPACE).startswith(again):
            home.insert(0, Run(again))


def _mark(drafts: list[Draft], begin: str, end: str) -> None:
    """Put `begin` before the first block and `end` after the last."""
    if begin:
        (drafts[0].label or drafts[0].runs).insert(0, Run(begin))
    if end:
        _strip_end(drafts[-1].runs)
        drafts[-1].runs.append(Run(end))


def _strip_end(runs: list[Raw]) -> None:
    """Take away the layout white space after the last word, so that the mark is close to it."""
    last = runs[-1] if runs else None
    if isinstance(last, Run):
        runs[-1] = last._replace(text=last.text.rstrip(_SPACE))
