"""Recognises the masthead of a plain text, and what this project's text files add.

Reads the first stretches. Gives the lines of the masthead with their fields, and how many stretches they take.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.characters.whitespace import Run
from pipeline.document import MastheadRole
from pipeline.intake.model.manuscript import RawLine
from pipeline.intake.recognise.opening import is_symbol, names_field
from pipeline.intake.text.blocks import Stretch
from pipeline.intake.vocabulary.words import organ_named, says, speaks_of
from pipeline.languages.strings import strings

_COLUMNS = re.compile(r"(?<=\S) {3,}(?=\S)")
_MOST = 8
"""Blocks in which the masthead is looked for. Chosen: the fields of a masthead."""
_LONGEST = 90
"""Characters of a line of the masthead. Chosen: longer lines are text."""
_SHORT = 60
"""Characters of the name of an organ or session. Chosen: as in `recognise.front`."""
_WRAPPED = 56
"""Characters of a line that continues on the next one, at least. Chosen: most of the width of a masthead's column."""


@dataclass(slots=True)
class Head:
    """The masthead of a text."""

    lines: list[RawLine] = field(default_factory=list)
    blocks: int = 0
    """Number of stretches in it."""


def masthead(blocks: Sequence[Stretch], language: str) -> Head:
    """Return the masthead if the first lines have a symbol among them; else an empty one."""
    head = Head()
    symbols = (n for n, block in enumerate(blocks[:_MOST]) if any(map(is_symbol, _pieces(block))))
    if next(symbols, None) is None:
        return head
    agenda = False
    for number, block in enumerate(blocks[:_MOST], 1):
        if block.rule:
            continue
        if any(len(piece) > _LONGEST for piece in _pieces(block)) or (block.underline and not _in_columns(block)):
            break
        if not _is_head(block, head, language):
            break
        agenda = _take(head, block, language, agenda)
        head.blocks = number
    return head


def _take(head: Head, block: Stretch, language: str, agenda: bool) -> bool:
    """Add the lines of a stretch. Return True after the agenda item, whose title may have several lines."""
    below = any(line.masthead in (MastheadRole.SESSION, MastheadRole.SUBSIDIARY) for line in head.lines)
    before = ""
    for piece in _pieces(block):
        role = _session_block(piece, language, agenda, _has_symbol(head), below)
        if role is MastheadRole.AGENDA_TITLE and len(before) > _WRAPPED and head.lines[-1].masthead is role:
            head.lines[-1].runs.append(Run(f" {piece}"))
        else:
            head.lines.append(RawLine(runs=[Run(piece)], place=f"line {block.number}", masthead=role))
        before = piece
        agenda = agenda or role is MastheadRole.AGENDA_ITEM
        below = below or role in (MastheadRole.SESSION, MastheadRole.SUBSIDIARY)
    return agenda


def _in_columns(block: Stretch) -> bool:
    return any(_COLUMNS.search(line.strip()) for line in block.lines)


def _has_symbol(head: Head) -> bool:
    return any(is_symbol(line.text) for line in head.lines)


def _is_head(block: Stretch, head: Head, language: str) -> bool:
    """Return True while a stretch is part of the masthead: up to the symbol, then what belongs below it."""
    if not _has_symbol(head):
        return True
    pieces = _pieces(block)
    if _in_columns(block) or _is_organ(pieces):
        return True
    marked = (names_field(p, language) or says("agenda", p, language) for p in pieces)
    return any(marked) or any(speaks_of("session", p, language) and len(p) < _SHORT for p in pieces)


def _is_organ(pieces: Sequence[str]) -> bool:
    """Return True for the name of an organ on a line of its own."""
    name = pieces[0] if len(pieces) == 1 else ""
    return bool(name and len(name) < _SHORT and re.fullmatch(r"[^\d,،，]+", name) and organ_named(name))


def _pieces(block: Stretch) -> list[str]:
    return [piece.strip() for line in block.lines for piece in _COLUMNS.split(line.strip()) if piece.strip()]


def _session_block(text: str, language: str, agenda: bool, known: bool, below: bool) -> MastheadRole | None:
    """Return the field in a line of the session block: subsidiary body, session, dates, agenda item, title; None if its
    words decide. `known`: the symbol was read before. `below`: the block under the masthead has begun.
    """
    if agenda:
        return MastheadRole.AGENDA_TITLE
    if says("agenda", text, language):
        return MastheadRole.AGENDA_ITEM
    if speaks_of("session", text, language) and not is_symbol(text):
        return MastheadRole.SESSION
    if known and organ_named(text) == "un-ga-hrc":
        return MastheadRole.SUBSIDIARY
    return MastheadRole.SESSION_DATES if below and re.search(r"\d{4}", text) else None


def words_of_the_form(block: Stretch, language: str) -> bool:
    """Return True for text that this project's text files add: colophon, notice of a provisional text."""
    text = " ".join(" ".join(block.lines).split())
    words = strings(language).text
    provisional = words.provisional.partition("{")[0].strip()
    return text in (words.colophon, f"[{words.recovered}]") or (
        text.startswith(f"[{provisional}") and text.endswith("]") and bool(provisional)
    )
