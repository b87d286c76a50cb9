"""Entries of contents as `tocItem` [strict contents].

Reads paragraphs of the role CONTENTS. Gives their elements: label and words separated by a tab, the page as an `inline`
that formats with pages replace, and the address of the heading, which is set when eIds are known.
"""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from pipeline.akn.builder import make, say
from pipeline.akn.contents import NOWHERE, PAGE, is_page
from pipeline.akn.names import local
from pipeline.document import Paragraph, Text, plain_text
from pipeline.intake.build.inlines import InlineWriter


def page_element(page: str) -> etree._Element:
    """Return the element of a page number, or of the word above the page numbers."""
    return make("inline", page, name=PAGE)


def is_list_of_contents(content: etree._Element) -> bool:
    """Return True for a `content` with a list of contents, or with the word above its page numbers."""
    last = content[-1] if len(content) else None
    if local(content) != "content" or last is None:
        return False
    return local(last) == "toc" or (len(last) == 1 and local(last) == "p" and is_page(last[0]))


def entry_element(block: Paragraph, pen: InlineWriter) -> etree._Element:
    """Return `tocItem` of an entry."""
    made = make("tocItem", href=NOWHERE, level=str(block.level))
    if block.label:
        say(made, f"{plain_text(block.label).strip()}\t\t")
    words = pen.write(make("p"), tuple(replace(i, link=None) if isinstance(i, Text) else i for i in block.inlines))
    say(made, words.text or "")
    made.extend(words)
    if block.target:
        pen.links.append((made, block.target))
        if block.page:
            say(made, " ")
            made.append(page_element(block.page))
    return pen.named(made, block.anchor)
