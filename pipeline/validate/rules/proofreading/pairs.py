"""Marks in pairs: quotation marks and brackets, over the blocks of a text.

Reads the text outside meta. Gives hits of TEXT-101. A quotation of several paragraphs opens each of them again and
closes once; a bracket may close in a later point of its list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.read import local
from pipeline.validate.languages import words
from pipeline.validate.model.finding import Hit, Severity
from pipeline.validate.model.rule import rule
from pipeline.validate.model.subject import AknFile, Block

SAYS = {
    "open": "“{mark}” is opened and not closed: “{words}”",
    "close": "“{mark}” closes what was not opened: “{words}”",
}
_PAIRS = {"(": ")", "[": "]", "（": "）", "《": "》", "「": "」", "«": "»", "“": "”"}
_QUOTES = frozenset("«“《「")
_FULL = {"（": "(", "）": ")"}
_LABEL = re.compile(
    r"(?:^|[\s\u00a0,;:،、；，/–—-])(?:[\d一二三四五六七八九十]{1,3}|[A-Za-zА-Яа-яء-ي]{1,2}|[ivx]{1,5})(?:\.\d+)?$"
)
_USUAL = ("([《「", "«", "“")
"""Opening marks that are read together, unless a language has others."""
_SIGNS = re.compile(r"[()\[\]（）《》「」«»“”„]")
_SINGLE_END = re.compile(r"’(?!\w)")
_HORIZON = 40
"""Blocks within which a quotation must end. Chosen: quotations of whole texts are marked otherwise."""


@dataclass(frozen=True, slots=True)
class _Sign:
    mark: str
    block: int
    offset: int
    leading: bool
    """Whether it is the first sign of its block: a quotation that runs on opens each paragraph again."""


@rule(
    "TEXT-101",
    Severity.WARNING,
    "s",
    "project",
    "quotation marks and brackets are in pairs",
    reads="text",
    suggestion="Open or close what is missing; a quotation of several paragraphs opens each and closes once.",
)
def pairs(file: AknFile) -> Iterator[Hit]:
    """Check each part by itself, notes and cells by themselves; labels are left out."""
    for language, blocks in _runs(file):
        for marks in words(language).counted:
            yield from _odd(blocks, marks)
        for kind in words(language).pairs or _USUAL:
            yield from _unpaired(blocks, kind)


def _runs(file: AknFile) -> Iterator[tuple[str, list[Block]]]:
    """Yield (language, blocks that are read together)."""
    texts: dict[int, tuple[str, list[Block]]] = {}
    for block in file.blocks:
        part = block.part
        if part is None or block.name == "num":
            continue
        holder = _holder(block)
        if holder is not None:
            texts.setdefault(id(holder), (part.language, []))[1].append(block)
        else:
            texts.setdefault(id(part), (part.language, []))[1].append(block)
    yield from texts.values()


def _holder(block: Block) -> object | None:
    """Return the note, cell, cover or heading that is read by itself."""
    for above in block.element.iterancestors():
        if local(above) in ("authorialNote", "td", "th", "coverPage", "preface", "conclusions"):
            return above
    return None


def _signs(blocks: Sequence[Block], marks: str) -> Iterator[_Sign]:
    for n, block in enumerate(blocks):
        text = block.text
        if not _SIGNS.search(text):
            continue
        seen = len(text) - len(text.lstrip())
        for match in _SIGNS.finditer(text):
            mark = _FULL.get(match[0], match[0])
            if mark in marks:
                yield _Sign(mark, n, match.start(), match.start() <= seen + 2)


def _unpaired(blocks: Sequence[Block], kind: str) -> Iterator[Hit]:
    """Yield the signs that have no partner; `kind` are the opening marks that are read together."""
    closers = {_PAIRS[mark]: mark for mark in kind}
    waiting: list[_Sign] = []
    for sign in _signs(blocks, kind + "".join(closers)):
        while waiting and sign.block - waiting[-1].block > _HORIZON:
            yield _hit(blocks, waiting.pop(), "open")
        if sign.mark in closers and sign.mark not in kind:
            yield from _closed(blocks, waiting, sign, closers[sign.mark])
        elif sign.leading and waiting and waiting[-1].mark == sign.mark and sign.mark in _QUOTES:
            waiting[-1] = sign
        else:
            again = waiting and waiting[-1].mark == sign.mark and waiting[-1].block < sign.block
            if again and not _within_single(blocks[sign.block].text[: sign.offset]):
                yield _hit(blocks, waiting.pop(), "open")
            waiting.append(sign)
    yield from (_hit(blocks, sign, "open") for sign in waiting)


def _within_single(before: str) -> bool:
    """Return True if a single quotation mark is open: a double one behind it is within both."""
    return before.count("‘") > len(_SINGLE_END.findall(before))


def _closed(blocks: Sequence[Block], waiting: list[_Sign], sign: _Sign, opener: str) -> Iterator[Hit]:
    if any(one.mark == opener for one in waiting):
        while waiting[-1].mark != opener:
            yield _hit(blocks, waiting.pop(), "open")
        waiting.pop()
    elif not (opener == "(" and _LABEL.search(blocks[sign.block].text[: sign.offset])):
        yield _hit(blocks, sign, "close")


def _odd(blocks: Sequence[Block], marks: str) -> Iterator[Hit]:
    """Yield signs without partner in Arabic, where files write ”…“ and “…”, and turn brackets round."""
    waiting: _Sign | None = None
    for n, block in enumerate(blocks):
        places = [m.start() for m in re.finditer(f"[{re.escape(marks)}]", block.text) if not _leads(block, m)]
        if len(places) % 2 == 0:
            continue
        waiting = _Sign(block.text[places[-1]], n, places[-1], False) if waiting is None else None
    if waiting is not None:
        yield _hit(blocks, waiting, "open")


def _leads(block: Block, match: re.Match[str]) -> bool:
    """Return True if it is the bracket of a label at the beginning of the block: “1)”."""
    return match[0] == ")" and len(block.text[: match.start()].strip()) <= 3 and "(" not in block.text[: match.start()]


def _hit(blocks: Sequence[Block], sign: _Sign, what: str) -> Hit:
    block = blocks[sign.block]
    message = SAYS[what].format(mark=sign.mark, words=block.around(sign.offset))
    return block.hit(sign.offset, message, length=1)
