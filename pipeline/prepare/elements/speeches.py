"""Speeches: the speaker's name is at the head of what is said.

Reads `speech`, `question`, `answer`. Writes the words of `from` into the first paragraph after it, in bold, as records
of meetings print them.
"""

from __future__ import annotations

from lxml import etree

from pipeline.akn.names import local
from pipeline.characters.whitespace import Raw, Run
from pipeline.document import Look
from pipeline.prepare.walk.flow import BlockContext, placed
from pipeline.prepare.walk.traverse import Walker


def speech(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `speech`, `question`, `answer`: speaker and words."""
    walker.flow.close()
    here = placed(element, context)
    name: list[Raw] = []
    if element.text and element.text.strip():
        walker.text(element.text, here)
    for child in element:
        if not isinstance(child.tag, str):
            _add_words(walker, child.tail, here)
            continue
        if local(child) == "from" and not name:
            name = walker.gathered(child, here._replace(look=here.look | Look.BOLD))
        elif name and local(child) == "p":
            _opening(walker, child, here, name)
            name = []
        else:
            _alone(walker, name, here)
            name = []
            walker.visit(child, here)
        if name and child.tail and child.tail.strip():
            _alone(walker, name, here)
            name = []
        _add_words(walker, child.tail, here)
    _alone(walker, name, here)
    walker.flow.close()


def _add_words(walker: Walker, text: str | None, context: BlockContext) -> None:
    """Add words that are between the elements of a speech."""
    if text and text.strip():
        walker.text(text, context)


def _opening(walker: Walker, paragraph: etree._Element, context: BlockContext, name: list[Raw]) -> None:
    """Add the first paragraph, with the name before it."""
    here = placed(paragraph, context)
    walker.flow.open(here)
    for run in (*name, Run(" ")):
        walker.flow.add(run, here)
    walker.children(paragraph, here)
    walker.flow.close()


def _alone(walker: Walker, name: list[Raw], context: BlockContext) -> None:
    """Add a name that no paragraph follows."""
    if name:
        walker.flow.open(context)
        for run in name:
            walker.flow.add(run, context)
        walker.flow.close()
