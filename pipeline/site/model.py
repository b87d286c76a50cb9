"""What a site is made of, as plain values: works, their texts, their files.

Reads prepared documents. Gives `SiteWork`, `SiteText`, `SiteFile`, `SearchPassage`. Addresses are paths from the
site's top, with slashes.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.document import Document, Heading, Identity, Paragraph, Table
from pipeline.languages.strings import interface, languages, preferred
from pipeline.write import FORMATS

MEDIA_TYPES = {
    **{name: format.plain_media_type for name, format in FORMATS.items()},
    "xml": "application/akn+xml",
    "json": "application/json",
    "zip": "application/zip",
}
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


@dataclass(frozen=True, slots=True)
class SearchPassage:
    """A stretch of text that search can find: a paragraph, heading, table or note by its anchor."""

    anchor: str
    text: str


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
    passages: tuple[SearchPassage, ...]

    @property
    def dated(self) -> datetime.date | None:
        """Its date; None if only the date that formats need is in."""
        return self.identity.date if self.identity.date != _STAND_IN else None

    @property
    def heading(self) -> str:
        """Its title, or what names it if it has none."""
        identity = self.identity
        return identity.title or identity.symbol_printed or identity.source_name


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
class SiteWork:
    """A work in all its languages and versions."""

    slug: str
    texts: tuple[SiteText, ...]
    """By language in the order of the United Nations; the newest version of each first."""
    comparisons: tuple[Comparison, ...] = ()
    package: SiteFile | None = None
    """The distribution copy as a zip, where there is one of these very sources."""

    @property
    def official(self) -> bool:
        """True if one of its texts is a United Nations document."""
        return any(text.identity.official for text in self.texts)

    @property
    def folder(self) -> str:
        """Folder of its pages."""
        return f"works/{self.slug}"

    def page(self, language: str) -> str:
        """Return its page in an interface language."""
        return f"{self.folder}/{language}.html"

    def text_for(self, language: str) -> SiteText:
        """Return the text that stands for the work in a language: its own, else that of the first language
        preferred.
        """
        order = (language, *preferred())
        rank = {tag: n for n, tag in reversed(list(enumerate(order)))}
        return min(self.texts, key=lambda text: rank.get(interface(text.identity.language), len(order)))

    @property
    def symbol(self) -> str:
        """Its symbol as printed; "" if it has none."""
        return next((t.identity.symbol_printed for t in self.texts if t.identity.symbol_printed), "")

    @property
    def date(self) -> datetime.date | None:
        """The date of its newest text."""
        return max((t.dated for t in self.texts if t.dated), default=None)

    @property
    def iri(self) -> str:
        """IRI of the work; "" if its texts give none."""
        return next((t.identity.work for t in self.texts if t.identity.work), "")


def language_order(language: str) -> tuple[int, str]:
    """Return the sorting key of languages: those of the interface first, in their order."""
    same = interface(language)
    known = same.split("-")[0] == language.split("-", maxsplit=1)[0]
    return (languages().index(same) if known else len(languages()), language)


def passages(document: Document) -> Iterator[SearchPassage]:
    """Yield what can be found in a document, in reading order, notes last."""
    for block in document.blocks():
        if isinstance(block, Heading | Paragraph):
            yield SearchPassage(block.anchor, block.text)
        elif isinstance(block, Table):
            cells = (p.text for row in block.rows for cell in row.cells for p in cell.blocks)
            yield SearchPassage(block.anchor, " ".join(filter(None, cells)))
    for note in document.notes:
        yield SearchPassage(note.id, " ".join(p.text for p in note.blocks))
