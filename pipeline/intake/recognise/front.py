"""Recognises the fields of the masthead.

Reads the lines at the head of page 1 and those before the title. Gives fields by their style, by the bookmarks of this
project's own files, or by their words ("Distr.", "Original", a symbol, a date).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import MastheadField, MastheadRole, NoteMark, Text, plain_text
from pipeline.intake.model import clues
from pipeline.intake.model.lines import has_words, labelled_line, unemphasized
from pipeline.intake.model.manuscript import RawDocument, RawLine, RawTable
from pipeline.intake.recognise.opening import is_symbol
from pipeline.intake.vocabulary.dates import iso_date
from pipeline.intake.vocabulary.style_table import field_of
from pipeline.intake.vocabulary.words import opens_title, organ_named, says, speaks_of
from pipeline.languages.names import language_named
from pipeline.languages.strings import letter

_SESSION_BLOCK = frozenset((
    MastheadRole.SESSION, MastheadRole.SUBSIDIARY, MastheadRole.SESSION_DATES, MastheadRole.COMMITTEE,
    MastheadRole.AGENDA_ITEM, MastheadRole.AGENDA_TITLE, MastheadRole.DOCUMENT_TYPE, MastheadRole.OTHER,
))  # fmt: skip
_OPEN = "…"
_ORDER = tuple(MastheadRole)
"""The fields in the order of page 1."""
_PLAIN = ("", "text", "normal")
"""Styles from which no field follows."""
_SHORT, _LONGEST = 60, 300
"""Most characters of a session or agenda line, and of a title. Chosen: as in `opening` and `headings`."""


class HeadReader:
    """Recognises the masthead of one file."""

    def __init__(self, manuscript: RawDocument, language: str) -> None:
        self._manuscript = manuscript
        self._language = language
        self._seen: set[MastheadRole] = set()
        self._last: MastheadRole | None = None
        self._placed = {remark.id for remark in manuscript.remarks if remark.front}
        self.loose: list[str] = sorted(self._placed)
        """Ids of the notes of the masthead that nothing in the XML calls."""

    def fields(self) -> tuple[list[MastheadField], int]:
        """Return the fields, and how many lines of the text belong to them."""
        found = [self._field(line, self._upper(line)) for line in self._manuscript.masthead if has_words(line)]
        if not self._manuscript.is_own:
            found.sort(key=lambda field: _ORDER.index(field.role))
        taken = 0
        pieces = self._manuscript.pieces
        for number, piece in enumerate(pieces, 1):
            if not isinstance(piece, RawLine):
                break
            if not has_words(piece):
                continue
            following = (p for p in pieces[number:] if not isinstance(p, RawLine) or has_words(p))
            role = self._below(piece, next(following, None))
            if role is None:
                break
            found.append(self._field(piece, role))
            taken = number
        return found, taken

    def _field(self, line: RawLine, role: MastheadRole) -> MastheadField:
        self._seen.add(role)
        self._last = role
        made = labelled_line(unemphasized(line) if line.style in _PLAIN else line)
        words = (*made.label, *((Text(" "),) if made.label else ()), *made.inlines)
        called = role is not MastheadRole.SYMBOL  # there the form itself calls the notes that nothing calls
        self.loose += [i.note for i in words if isinstance(i, NoteMark) and i.note not in self._placed and not called]
        kept = tuple(i for i in words if not isinstance(i, NoteMark) or i.note in self._placed or called)
        if self._manuscript.is_own:  # what its masthead has in English, the form says
            kept = tuple(replace(i, language="") if isinstance(i, Text) else i for i in kept)
        anchor = line.bookmarks[0] if line.bookmarks else f"masthead-{role.value}-{len(self._seen)}"
        return MastheadField(role=role, inlines=kept, anchor=anchor)

    def _upper(self, line: RawLine) -> MastheadRole:
        """Return the field in a line at the head of page 1."""
        text = " ".join(line.text.split())
        field = line.masthead or clues.field_of(line.bookmarks)
        if field is not None:
            return field
        by_style = field_of(line.style)
        if by_style is MastheadRole.LANGUAGE or by_style is None or by_style is MastheadRole.DISTRIBUTION:
            return self._by_words(text, by_style)
        return by_style

    def _by_words(self, text: str, by_style: MastheadRole | None) -> MastheadRole:
        if says("original", text, self._language):
            return MastheadRole.ORIGINAL
        if says("organization", text, self._language) and MastheadRole.ORGANIZATION not in self._seen:
            return MastheadRole.ORGANIZATION
        if is_symbol(text.rstrip("*")):
            return MastheadRole.SYMBOL
        if iso_date(text, self._language) or text == _OPEN:
            return MastheadRole.DATE
        if language_named(text):
            return MastheadRole.LANGUAGE
        if by_style is not None:
            return by_style
        if says("distribution", text, self._language):
            return MastheadRole.DISTRIBUTION
        if organ_named(text) and MastheadRole.ORGAN not in self._seen:
            return MastheadRole.ORGAN
        if MastheadRole.ORGANIZATION not in self._seen:
            return MastheadRole.ORGANIZATION
        if len(text) < _SHORT and says("agenda", text, self._language):
            return MastheadRole.AGENDA_ITEM
        if len(text) < _SHORT and self._is_session(text):
            return MastheadRole.SESSION
        self._manuscript.doubts.add("masthead", "a line of unknown kind", "a line of its own", text)
        return MastheadRole.OTHER

    def _below(self, line: RawLine, following: RawLine | RawTable | None) -> MastheadRole | None:
        """Return the field in a line between the head of page 1 and the title; None if the text begins there.
        `following`: the next line or table.
        """
        field = clues.field_of(line.bookmarks)
        if field is not None:
            return field
        role = field_of(line.style)
        text = " ".join(line.text.split())
        if role is MastheadRole.SESSION and not speaks_of("session", text, self._language):
            return MastheadRole.SUBSIDIARY if organ_named(text) else MastheadRole.SESSION
        if role in _SESSION_BLOCK:
            return role
        if self._manuscript.masthead and role is None and line.style in _PLAIN:
            return self._below_by_words(text, following)
        return None

    def _below_by_words(self, text: str, following: RawLine | RawTable | None) -> MastheadRole | None:
        """Return the field in a line without style, in the usual order: body, session and its dates, agenda item and
        its title.
        """
        if len(text) < _SHORT and says("agenda", text, self._language):
            return MastheadRole.AGENDA_ITEM
        if len(text) < _SHORT and self._is_session(text) and MastheadRole.SESSION not in self._seen:
            return MastheadRole.SESSION
        if self._last is MastheadRole.SESSION and len(text) < _SHORT and re.search(r"\d{4}", text):
            return MastheadRole.SESSION_DATES
        after = " ".join(following.text.split()) if isinstance(following, RawLine) else ""
        if not self._seen & _SESSION_BLOCK and self._is_body(text, after):
            return MastheadRole.SUBSIDIARY
        if self._last is MastheadRole.AGENDA_ITEM and self._is_title(after) and not self._is_title(text):
            return MastheadRole.AGENDA_TITLE
        return None

    def _is_session(self, text: str) -> bool:
        return speaks_of("session", text, self._language)

    def _is_body(self, text: str, after: str) -> bool:
        """Return True for the name of a body, above its session or alone."""
        known = len(text) < _SHORT and organ_named(text) and not re.search(r"\d", text)
        named = says("body", text, self._language) and not self._is_title(text)
        return bool(known or named) or (len(text) < _LONGEST and len(after) < _SHORT and self._is_session(after))

    def _is_title(self, text: str) -> bool:
        return 0 < len(text) <= _LONGEST and opens_title(text, self._language)


def job_number(properties: dict[str, str], language: str) -> str:
    """Return the job number as printed, "26-04950 (E)", from the properties of the file; "" if there is none."""
    digits = "".join(re.findall(r"\d", properties.get("JobNo", "")))
    if len(digits) != 7:
        return ""
    return f"{digits[:2]}-{digits[2:]} ({letter(language) or 'E'})"


def field_text(fields: Sequence[MastheadField], role: MastheadRole) -> str:
    """Return the words of the first field with a role; "" if there is none."""
    return next((" ".join(plain_text(f.inlines).split()) for f in fields if f.role is role), "")
