"""The texts of a set, in the order of its contents.

Reads heads of documents (identity, masthead) and what the manifest says of their files. Gives `Entry`s, by organ and
session, then by agenda item, then by symbol; or, as a volume runs, by symbol at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.distribution.manifest import Table
from pipeline.document import Body, Document, Identity, MastheadRole, plain_text
from pipeline.languages.strings import languages, preferred, strings

_FIGURES = re.compile(r"(\d+)")
_SMALL = 1 << 30
"""Stands for a session or agenda item that is not known: such texts come last. Chosen: above every one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A text of a set: its document (without the text, where that is not needed), folder and files."""

    folder: str
    document: Document
    table: Table
    """What the manifest says of it."""

    @property
    def identity(self) -> Identity:
        """Identity of the document."""
        return self.document.identity

    @property
    def symbol(self) -> str:
        """The symbol as printed; the name of the folder if there is none."""
        return self.identity.symbol_printed or self.folder

    @property
    def title(self) -> str:
        """The title; the symbol if there is none."""
        return self.identity.title or self.symbol

    def field(self, *roles: MastheadRole) -> str:
        """Return the words of the first of these roles that the masthead has; "" for none."""
        fields = self.document.masthead.fields if self.document.masthead else ()
        found = (plain_text(f.inlines) for role in roles for f in fields if f.role is role)
        return " ".join(next(found, "").split())

    @property
    def issued(self) -> str:
        """Organ and session as the masthead prints them: what a group of texts has in common."""
        organ = self.field(MastheadRole.SUBSIDIARY, MastheadRole.ORGAN)
        session = self.field(MastheadRole.SESSION)
        both = strings(self.identity.language).set.issued.format(organ=organ, session=session)
        return both if organ and session else organ or session

    @property
    def item(self) -> str:
        """Number of the agenda item as printed."""
        return self.field(MastheadRole.AGENDA_ITEM)

    def path(self, format: str) -> str:
        """Return the path of its file in a format, beside its XML, whether that is there or missing from a copy."""
        own = next((file["path"] for file in self.table["files"] if file["format"] == "xml"), "")
        return f"{own.removesuffix('.xml')}.{format}"


@dataclass(frozen=True, slots=True)
class SetWork:
    """A work of a set with its texts, in the order of the languages."""

    texts: tuple[Entry, ...]

    def in_language(self, language: str) -> Entry:
        """Return the text in this language, else in the one that stands in for it."""
        order = (language, *preferred())
        return min(self.texts, key=lambda text: _place(order, text.identity.language))

    @property
    def leading(self) -> Entry:
        """The text by which the work is placed, whatever the language of a page."""
        return self.in_language("")


def works_of(entries: Iterable[Entry]) -> list[SetWork]:
    """Return the works, their texts by language and name."""
    ordered = sorted(entries, key=lambda one: (one.folder, _place(languages(), one.identity.language), str(one.table)))
    return [SetWork(tuple(texts)) for _, texts in groupby(ordered, key=lambda one: one.folder)]


def by_item(works: Iterable[SetWork]) -> Iterator[tuple[SetWork, list[tuple[SetWork, list[SetWork]]]]]:
    """Yield groups of one organ and session, each with its agenda items and their works; a group and an item are
    given by the first work in them, which says their words in any language.
    """
    ordered = sorted(works, key=lambda work: (*_issue(work), _item(work), *_number(work)))
    for _, group in groupby(ordered, key=_issue):
        members = list(group)
        items = [list(one) for _, one in groupby(members, key=lambda work: work.leading.item)]
        yield members[0], [(one[0], one) for one in items]


def running(works: Iterable[SetWork]) -> list[SetWork]:
    """Return works as they follow each other in a volume: by organ, session and symbol."""
    return sorted(works, key=lambda work: (*_issue(work), *_number(work)))


def languages_of(works: Sequence[SetWork]) -> list[str]:
    """Return the languages of the texts, in the order of the United Nations."""
    found = {text.identity.language for work in works for text in work.texts}
    return sorted(found, key=lambda one: (_place(languages(), one), one))


def main_language(works: Sequence[SetWork]) -> str:
    """Return the language in which a page for all is: the one of the set that stands in for the others."""
    return min(languages_of(works), key=lambda one: (_place(preferred(), one), one))


def natural(words: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key by which "A/77/9" is before "A/77/10", and what has no words last."""
    parts = (part for part in _FIGURES.split(words.casefold()) if part)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts) or ((2, 0, ""),)


def _issue(work: SetWork) -> tuple[int, int, str]:
    identity = work.leading.identity
    session = _SMALL if identity.session is None else identity.session
    return list(Body).index(identity.body), session, work.leading.issued


def _item(work: SetWork) -> tuple[int, tuple[tuple[int, int, str], ...]]:
    """Return the place of an agenda item: by its first number, whether it says "item 9" or "items 9 and 12"."""
    first = _FIGURES.search(work.leading.item)
    return int(first[0]) if first else _SMALL, natural(work.leading.item)


def _number(work: SetWork) -> tuple[tuple[tuple[int, int, str], ...], str]:
    return natural(work.leading.symbol), work.leading.folder


def _place(order: Sequence[str], language: str) -> int:
    return order.index(language) if language in order else len(order)
