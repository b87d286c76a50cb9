"""What a site is made of, as plain values: works, their texts, their files, what relates works.

Reads prepared documents. Gives `SiteWork`, `SiteText`, `SiteFile`, `Passage`, `WorkEntry`, `Relation`. Addresses are
paths from the site's top, with slashes.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from pipeline.document import Body, Direction, Identity, Kind
from pipeline.languages.strings import interface, languages, preferred
from pipeline.write import FORMATS

_T = TypeVar("_T")
MEDIA_TYPES = {
    **{name: format.plain_media_type for name, format in FORMATS.items()},
    "xml": "application/akn+xml",
    "json": "application/json",
    "zip": "application/zip",
}
_OWN = {"revision": "revision_of", "corrigendum": "corrigendum_to", "addendum": "addendum_to"}
_STAND_IN = datetime.date(1980, 1, 1)
"""The date of a text that has none [cli dates]."""
NAMES = {**{name: format.label for name, format in FORMATS.items()}, "xml": "XML (AKN4UN)", "json": "JSON"}


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file available: `address` in the site, size in bytes."""

    format: str
    address: str
    size: int
    sha256: str = ""
    pages: int | None = None
    words: int | None = None
    """Words of the source that the proof looked for in it; None if it was not proved."""
    recall: float = 0.0
    """Share of them that it found (0 to 1)."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a text by its anchor: what search finds, and a row where languages are side by side."""

    anchor: str
    kind: str
    """`h` for a heading, `p` for a paragraph, `t` for a table, `n` for a note."""
    label: str
    """The number or mark as printed, "" if it has none."""
    text: str
    """Its words, without the label."""
    html: str = ""
    """The same with its looks, as markup; "" if the words are all."""

    @property
    def whole(self) -> str:
        """Label and words."""
        return " ".join(filter(None, (self.label, self.text)))


@dataclass(frozen=True, slots=True)
class Cited:
    """A work that a text cites."""

    key: str
    """Its symbol without spaces, in capitals, or the IRI of the work."""
    shown: str = ""
    """The symbol for readers; "" for an IRI."""
    written: bool = False
    """True if the text itself writes the symbol so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteText:
    """A text: one language and version of a work."""

    identity: Identity
    address: str
    """Its page in the site."""
    version: str
    """Name of the version, "" for the first one."""
    stem: str
    """Name of its outputs without format, by which redlines name it."""
    download: str
    """Name of a downloaded file without format, after United Nations practice: `A_RES_78_249-2326263E`."""
    official_address: str
    """Where the United Nations has it; "" if that is not known."""
    files: tuple[SiteFile, ...]
    name: str = ""
    """Name of the document in the build, under which its passages are kept."""
    cites: tuple[Cited, ...] = ()

    @property
    def dated(self) -> datetime.date | None:
        """Its date; None if only the date that formats need is in."""
        return self.identity.date if self.identity.date != _STAND_IN else None

    @property
    def heading(self) -> str:
        """Its title, or what names it if it has none."""
        identity = self.identity
        return identity.title or identity.symbol_printed or identity.source_name

    @property
    def page_name(self) -> str:
        """Name of its page in the folder of the texts of its work, without format."""
        return self.address.rpartition("/")[2].removesuffix(".html")

    @property
    def data_address(self) -> str:
        """Its JSON in the site."""
        return self.address.removesuffix(".html") + ".json"

    @property
    def passages_address(self) -> str:
        """The script with its passages, for search."""
        return self.address.removesuffix(".html") + ".js"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A redline or concordance of two texts that exists in some formats."""

    kind: str
    """`redline` or `concordance`."""
    old: str
    new: str
    """Stems of the texts."""
    files: tuple[SiteFile, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """A page of the site that shows what changed from one text to another."""

    address: str
    old: str
    """Name of the older text as readers know it: its symbol, or its version."""
    new: str
    language: str
    names: tuple[str, str]
    """Names of the older and the newer text in the build."""


@dataclass(frozen=True, slots=True)
class EntryText:
    """A text as lists name it: the newest version in its language."""

    language: str
    direction: Direction
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class WorkEntry:
    """A work as lists and other works name it."""

    slug: str
    symbol: str
    date: datetime.date | None
    kind: Kind
    body: Body
    texts: tuple[EntryText, ...]

    def page(self, language: str) -> str:
        """Return its page in an interface language."""
        return f"works/{self.slug}/{language}.html"

    def text_for(self, language: str) -> EntryText:
        """Return the text that stands for it in a language, as `SiteWork.text_for`."""
        return _standing_for(language, self.texts, [text.language for text in self.texts])


@dataclass(frozen=True, slots=True)
class Relation:
    """Works that one relation leads to: `base`, `revision`, `corrigendum`, `addendum`, `cites`, `cited_by`."""

    kind: str
    entries: tuple[WorkEntry, ...]
    outside: tuple[tuple[str, str], ...] = ()
    """Symbol and official address of cited documents that are not on the site."""
    more: int = 0
    """Number of further works that are not listed."""
    own: str = ""
    """For a `base`: what the work is to it, `revision`, `corrigendum` or `addendum`; "" if more than one or another."""

    @property
    def label(self) -> str:
        """Key of its heading."""
        return _OWN.get(self.own, self.kind)


@dataclass(frozen=True)
class SiteWork:
    """A work in all its languages and versions."""

    slug: str
    texts: tuple[SiteText, ...]
    """By language in the order of the United Nations; the newest version of each first."""
    comparisons: tuple[Comparison, ...] = ()
    package: SiteFile | None = None
    """The distribution copy as a zip, where there is one of these very sources."""
    relations: tuple[Relation, ...] = ()
    changes: tuple[Changes, ...] = ()

    @property
    def official(self) -> bool:
        """True if one of its texts is a United Nations document."""
        return any(text.identity.official for text in self.texts)

    @property
    def folder(self) -> str:
        """Folder of its pages."""
        return f"works/{self.slug}"

    @property
    def side(self) -> str:
        """Page that has its languages side by side; "" if it has one language only."""
        return f"{self.folder}/side.html" if len(self.latest) > 1 else ""

    def page(self, language: str) -> str:
        """Return its page in an interface language."""
        return f"{self.folder}/{language}.html"

    def text_for(self, language: str) -> SiteText:
        """Return the text that stands for the work in a language: its own, else that of the first language
        preferred.
        """
        return _standing_for(language, self.texts, [text.identity.language for text in self.texts])

    @cached_property
    def latest(self) -> tuple[SiteText, ...]:
        """The newest version in each language."""
        found: dict[str, SiteText] = {}
        for text in self.texts:
            found.setdefault(text.identity.language, text)
        return tuple(found.values())

    @property
    def symbol(self) -> str:
        """Its symbol as printed; "" if it has none."""
        return next((t.identity.symbol_printed for t in self.texts if t.identity.symbol_printed), "")

    @cached_property
    def date(self) -> datetime.date | None:
        """The date of its newest text."""
        return max((t.dated for t in self.texts if t.dated), default=None)

    @property
    def iri(self) -> str:
        """IRI of the work; "" if its texts give none."""
        return next((t.identity.work for t in self.texts if t.identity.work), "")

    @cached_property
    def model(self) -> SiteText:
        """The text that says what the work is where one has to: kind, body, session, subjects."""
        return self.text_for("en")

    @cached_property
    def entry(self) -> WorkEntry:
        """The work as lists name it."""
        texts = (EntryText(t.identity.language, t.identity.direction, t.heading, t.address) for t in self.latest)
        identity = self.model.identity
        return WorkEntry(self.slug, self.symbol, self.date, identity.kind, identity.body, tuple(texts))


def _standing_for(language: str, texts: Sequence[_T], tags: Sequence[str]) -> _T:
    order = (language, *preferred())
    rank = {tag: n for n, tag in reversed(list(enumerate(order)))}
    ranks = [rank.get(interface(tag), len(order)) for tag in tags]
    return texts[ranks.index(min(ranks))]


def language_order(language: str) -> tuple[int, str]:
    """Return the sorting key of languages: those of the interface first, in their order."""
    same = interface(language)
    known = same.split("-")[0] == language.split("-", maxsplit=1)[0]
    return (languages().index(same) if known else len(languages()), language)


def newest_first(entries: Iterable[WorkEntry]) -> list[WorkEntry]:
    """Return works by date, the newest first, those without date last."""
    return sorted(entries, key=lambda entry: (-(entry.date.toordinal() if entry.date else 0), entry.slug))
