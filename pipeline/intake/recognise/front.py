"""The head of a document: fields of the masthead.

Reads the lines at the head of page 1 and those before the title. Gives fields by style, by what the bookmarks of this
project's own files say, or by their words ("Distr.", "Original", a symbol, a date).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.akn.identifiers import Symbol
from pipeline.document import MastheadField, MastheadRole, NoteMark, Text, plain_text
from pipeline.errors import IdentifierError
from pipeline.intake.model import clues
from pipeline.intake.model.lines import has_words, settled
from pipeline.intake.model.manuscript import Line, Manuscript
from pipeline.intake.vocabulary.dates import iso_date
from pipeline.intake.vocabulary.style_table import field_of
from pipeline.intake.vocabulary.words import organ_named, says, speaks_of
from pipeline.languages.names import language_named
from pipeline.languages.strings import letter

_SESSION_BLOCK = frozenset((
    MastheadRole.SESSION, MastheadRole.SUBSIDIARY, MastheadRole.SESSION_DATES, MastheadRole.COMMITTEE,
    MastheadRole.AGENDA_ITEM, MastheadRole.AGENDA_TITLE, MastheadRole.DOCUMENT_TYPE, MastheadRole.OTHER,
))  # fmt: skip
_OPEN = "…"


class HeadReader:
    """Reads the masthead of one manuscript."""

    def __init__(self, manuscript: Manuscript, language: str) -> None:
        self._manuscript = manuscript
        self._language = language
        self._seen: set[MastheadRole] = set()
        self.loose: list[str] = []
        """Ids of the notes that the masthead calls."""

    def fields(self) -> tuple[list[MastheadField], int]:
        """The fields, and how many pieces of the text belong to them."""
        found = [self._field(line, self._upper(line)) for line in self._manuscript.masthead if has_words(line)]
        taken = 0
        for number, piece in enumerate(self._manuscript.pieces, 1):
            if not isinstance(piece, Line):
                break
            if not has_words(piece):
                continue
            role = self._below(piece)
            if role is None:
                break
            found.append(self._field(piece, role))
            taken = number
        return found, taken

    def _field(self, line: Line, role: MastheadRole) -> MastheadField:
        self._seen.add(role)
        made = settled(line)
        words = (*made.label, *((Text(" "),) if made.label else ()), *made.inlines)
        self.loose += [i.note for i in words if isinstance(i, NoteMark)]
        kept = tuple(i for i in words if not isinstance(i, NoteMark))
        anchor = line.bookmarks[0] if line.bookmarks else f"masthead-{role.value}-{len(self._seen)}"
        return MastheadField(role=role, inlines=kept, anchor=anchor)

    def _upper(self, line: Line) -> MastheadRole:
        """What a line at the head of page 1 is."""
        text = " ".join(line.text.split())
        said = line.masthead or clues.field_of(line.bookmarks)
        if said is not None:
            return said
        by_style = field_of(line.style)
        if by_style is MastheadRole.LANGUAGE or by_style is None or by_style is MastheadRole.DISTRIBUTION:
            return self._by_words(text, by_style)
        return by_style

    def _by_words(self, text: str, by_style: MastheadRole | None) -> MastheadRole:
        if says("original", text, self._language):
            return MastheadRole.ORIGINAL
        if is_symbol(text):
            return MastheadRole.SYMBOL
        if iso_date(text, self._language) or text == _OPEN:
            return MastheadRole.DATE
        if language_named(text):
            return MastheadRole.LANGUAGE
        if by_style is not None:
            return by_style
        if says("distribution", text, self._language):
            return MastheadRole.DISTRIBUTION
        if MastheadRole.ORGANIZATION not in self._seen:
            return MastheadRole.ORGANIZATION
        if organ_named(text) and MastheadRole.ORGAN not in self._seen:
            return MastheadRole.ORGAN
        self._manuscript.doubts.add("masthead", "a line of unknown kind", "a line of its own", text)
        return MastheadRole.OTHER

    def _below(self, line: Line) -> MastheadRole | None:
        """What a line between masthead and title is; None where the text begins."""
        said = clues.field_of(line.bookmarks)
        if said is not None:
            return said
        role = field_of(line.style)
        text = " ".join(line.text.split())
        if role is MastheadRole.SESSION and not speaks_of("session", text, self._language):
            return MastheadRole.SUBSIDIARY if organ_named(text) else MastheadRole.SESSION
        if role in _SESSION_BLOCK:
            return role
        if self._manuscript.masthead and role is None and line.style in ("", "text", "normal"):
            if speaks_of("session", text, self._language) and len(text) < 60 and MastheadRole.SESSION not in self._seen:
                return MastheadRole.SESSION
            if says("agenda", text, self._language) and len(text) < 60:
                return MastheadRole.AGENDA_ITEM
        return None


def is_symbol(text: str) -> bool:
    """True for a document symbol, one whose number is open ("A/62/…") included."""
    if not re.match(r"[A-Z]+/", text) or len(text) > 60:
        return False
    try:
        Symbol.parse(text)
    except IdentifierError:
        return False
    return True


def job_number(properties: dict[str, str], language: str) -> str:
    """The job number as printed, "26-04950 (E)", from the property of the file; "" where there is none."""
    digits = "".join(re.findall(r"\d", properties.get("JobNo", "")))
    if len(digits) != 7:
        return ""
    return f"{digits[:2]}-{digits[2:]} ({letter(language) or 'E'})"


def field_text(fields: Sequence[MastheadField], role: MastheadRole) -> str:
    """The words of the first field of a role; "" where there is none."""
    return next((" ".join(plain_text(f.inlines).split()) for f in fields if f.role is role), "")
