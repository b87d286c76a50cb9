"""A part of a document as Akoma Ntoso: preface, preamble, main body, conclusions.

Reads the blocks of a part. Gives its elements in the order of the schema. The first lines of an annex are its preface;
a formula and the paragraphs up to the first operative one are the preamble; meeting, date, vote, signature and place at
the end are the conclusions.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from pipeline.akn.builder import make
from pipeline.akn.names import local
from pipeline.document import Block, Heading, Inline, Paragraph, Rank, Role, Table, Text
from pipeline.intake.build.body import BodyBuilder, is_numbered
from pipeline.intake.build.inlines import InlineWriter
from pipeline.intake.build.tables import table_element

_OPENING = frozenset((Rank.ANNEX_LABEL, Rank.ANNEX_TITLE, Rank.TITLE, Rank.COMPONENT_LABEL))
_OPENING_ROLES = frozenset((Role.ORIGINAL_LANGUAGE, Role.NOTICE))
_CLOSING = frozenset((Role.CLOSING, Role.OUTCOME, Role.VOTE_LABEL, Role.VOTE_NAMES, Role.SIGNATURE, Role.PLACE_DATE))
_SILENT = frozenset((Role.RULE, Role.DECORATION))
_NUMBERED = frozenset((Role.OPERATIVE, Role.NUMBERED))
_IN_PREAMBLE = frozenset((Role.PREAMBULAR, Role.FORMULA))
_DATED = frozenset((Role.SIGNATURE, Role.PLACE_DATE))


def part_elements(blocks: Sequence[Block], pen: InlineWriter, *, headed: bool) -> list[etree._Element]:
    """Return the elements of a part after its metadata. `headed`: its first lines may be a preface."""
    begin = _opening(blocks) if headed else 0
    end = _ending(blocks, begin)
    middle = begin + _preamble(blocks[begin:end])
    made: list[etree._Element] = []
    if headed:
        made.append(preface(blocks[:begin], pen))
    if middle > begin:
        made.append(_preamble_element(blocks[begin:middle], pen))
    text = blocks[middle:end]
    alone = not any(isinstance(b, Paragraph) and is_numbered(b) for b in text)
    made.append(BodyBuilder(pen, alone=alone).build(text))
    if end < len(blocks):
        made.append(_conclusions(blocks[end:], pen))
    return made


def preface(blocks: Sequence[Block], pen: InlineWriter) -> etree._Element:
    """Return `preface` of the lines at the head of a document or part."""
    made = make("preface")
    for block in blocks:
        if isinstance(block, Heading):
            made.append(title_line(block, pen))
        elif isinstance(block, Paragraph):
            made.append(pen.named(_preface_line(block, pen), block.anchor))
    if not len(made):
        made.append(make("p", status="undefined"))
    return made


def title_line(block: Heading, pen: InlineWriter) -> etree._Element:
    """Return `p` for a heading at the head: word of an annex, letter of a part, number and title."""
    line = pen.named(make("p"), block.anchor, *block.aliases)
    if block.rank is Rank.ANNEX_LABEL:
        line.append(
            pen.write(make("docType", refersTo="#typeOfDocument"), (*block.label, *_gap(block), *block.inlines))
        )
        return line
    if block.rank is Rank.COMPONENT_LABEL:
        line.append(pen.write(make("docNumber"), (*block.label, *_gap(block), *block.inlines)))
        return line
    if block.label:
        line.append(pen.write(make("docNumber"), block.label))
        line[-1].tail = " "
    large = "HCh" if block.rank is Rank.CHAPTER else None
    line.append(pen.write(make("docTitle", class_=large), block.inlines))
    return line


def _gap(block: Heading) -> tuple[Inline, ...]:
    return (Text(" "),) if block.label and block.inlines else ()


def _preface_line(block: Paragraph, pen: InlineWriter) -> etree._Element:
    if block.role is Role.NOTICE:
        return make("p", pen.write(make("docStatus", refersTo="#statusOfText"), block.inlines))
    if block.role is Role.ORIGINAL_LANGUAGE:
        name = "akn4un:originalLanguage"
        return make("p", pen.write(make("inline", name=name, refersTo="#originalLanguage"), block.inlines))
    if block.role is Role.SPONSORS:
        return make("p", pen.write(make("docTitle", refersTo="#sponsors"), block.inlines))
    return pen.p((*block.label, *([Text(" ")] if block.label else ()), *block.inlines))


def _opening(blocks: Sequence[Block]) -> int:
    for number, block in enumerate(blocks):
        if isinstance(block, Heading) and block.rank in _OPENING:
            continue
        if isinstance(block, Paragraph) and block.role in _OPENING_ROLES:
            continue
        return number
    return len(blocks)


def _ending(blocks: Sequence[Block], begin: int) -> int:
    """Return the number of the first block of the conclusions: closing blocks at the end, with drawn rules."""
    end = len(blocks)
    while end > begin:
        block = blocks[end - 1]
        if not isinstance(block, Paragraph) or block.role not in _CLOSING | _SILENT:
            break
        end -= 1
    while end < len(blocks) and blocks[end].role in _SILENT:  # type: ignore[union-attr]
        end += 1
    return end


def _preamble(blocks: Sequence[Block]) -> int:
    """Return how many blocks the preamble has: up to the last preambular one before the first numbered paragraph."""
    last = 0
    for number, block in enumerate(blocks, 1):
        if isinstance(block, Paragraph) and block.role in _NUMBERED:
            break
        if (isinstance(block, Paragraph) and block.role in _IN_PREAMBLE) or (
            last == number - 1 and last and isinstance(block, Paragraph) and block.role in (Role.ITEM, Role.ITEM_TEXT)
        ):
            last = number
    return last


def _preamble_element(blocks: Sequence[Block], pen: InlineWriter) -> etree._Element:
    made = make("preamble")
    lists: list[etree._Element] = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.role is Role.ITEM and len(made):
            _preamble_item(made[-1], lists, block, pen)
            continue
        if isinstance(block, Paragraph) and block.role is Role.ITEM_TEXT and 0 < block.level <= len(lists):
            lists[block.level - 1][-1].append(pen.named(pen.p(block.inlines), block.anchor))
            continue
        lists.clear()
        made.append(_preamble_block(block, pen))
    return made


def _preamble_block(block: Block, pen: InlineWriter) -> etree._Element:
    if isinstance(block, Table):
        return make("container", table_element(block, pen), name="akn4un:table")
    words = (*block.label, *([Text("\t")] if block.label else ()), *block.inlines)
    if isinstance(block, Heading):
        line = pen.write(make("block", name="akn4un:subheading"), words)
        return pen.named(make("container", line, name="akn4un:heading"), block.anchor)
    if block.role is Role.FORMULA:
        return pen.named(make("formula", pen.p(words), name="akn4un:enactingAuthority"), block.anchor)
    return pen.named(make("container", pen.p(words), name="akn4un:recital"), block.anchor)


def _preamble_item(holder: etree._Element, lists: list[etree._Element], block: Paragraph, pen: InlineWriter) -> None:
    """Add an item to a preamble: `blockList` in the container of its paragraph; deeper lists within each other."""
    level = max(1, block.level)
    del lists[level:]
    while len(lists) < level:
        owner = lists[-1][-1] if lists and len(lists[-1]) else holder
        owner.append(make("blockList"))
        lists.append(owner[-1])
        if len(lists) < level:
            lists[-1].append(make("item"))
    item = make("item", pen.write(make("num"), block.label) if block.label else None, pen.p(block.inlines))
    lists[-1].append(pen.named(item, block.anchor))


def _conclusions(blocks: Sequence[Block], pen: InlineWriter) -> etree._Element:
    made = make("conclusions")
    holder: etree._Element | None = None
    before = ""
    for block in blocks:
        assert isinstance(block, Paragraph)
        if block.role is Role.VOTE_LABEL or block.role is Role.VOTE_NAMES:
            _vote(made, block, pen)
            continue
        name = _container(block.role)
        if holder is None or name != before or block.role not in _DATED:
            holder = make("container", name=name)
            made.append(holder)
        before = name
        holder.append(pen.named(_closing_line(block, pen), block.anchor))
    return made


def _container(role: Role) -> str:
    if role is Role.SIGNATURE:
        return "signature"
    if role is Role.PLACE_DATE:
        return "placeAndDate"
    return "vote" if role is Role.OUTCOME else "adoption"


def _closing_line(block: Paragraph, pen: InlineWriter) -> etree._Element:
    words = (*block.label, *([Text(" ")] if block.label else ()), *block.inlines)
    if block.role is Role.SIGNATURE:
        return make("p", pen.write(make("signature"), words))
    if block.role is Role.OUTCOME:
        return make("p", pen.write(make("outcome"), words))
    return pen.p(words)


def _vote(made: etree._Element, block: Paragraph, pen: InlineWriter) -> None:
    """Add the label of a vote to its outcome, with the names of those who voted so."""
    outcomes = [e for e in made.iter() if local(e) == "outcome"]
    first = outcomes[0] if outcomes else None
    if first is None:
        made.append(make("container", make("p", make("outcome")), name="vote"))
        first = next(e for e in made.iter() if local(e) == "outcome")
    if block.role is Role.VOTE_LABEL:
        first.append(pen.named(pen.write(make("outcome"), block.inlines), block.anchor))
        return
    inner = [e for e in first if local(e) == "outcome"]
    (inner[-1] if inner else first).append(
        pen.named(pen.write(make("organization", refersTo="#memberStates"), block.inlines), block.anchor)
    )
