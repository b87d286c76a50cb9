"""What all pages of the site share: the site as a whole, a page and its links, words about a text.

Reads words and addresses. Gives `Site`, `SitePage`, and whole pages from templates. Every link stays in the site or
leads to where the United Nations has the text; nothing is loaded from another host.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from markupsafe import Markup

from pipeline import __version__
from pipeline.document import Body
from pipeline.languages.dates import day
from pipeline.languages.records.pages import SiteWords
from pipeline.languages.strings import languages, strings
from pipeline.site.addresses import absolute, link
from pipeline.site.facets import Facets, FacetValue
from pipeline.site.model import MEDIA_TYPES, NAMES, EntryText, SiteText, WorkEntry
from pipeline.site.rendering import page_bytes, render

STYLE, SCRIPT, TEXT_STYLE, TEXT_SCRIPT = "site.css", "search.js", "text.css", "text.js"
ICON = "favicon.svg"
OPEN_SEARCH = "opensearch.xml"
FEED = "feeds/all.atom"


@dataclass(frozen=True, slots=True)
class Site:
    """Data that all pages of the site share."""

    entries: tuple[WorkEntry, ...] = ()
    """All works, the newest first."""
    base: str = ""
    """Base address without final slash; "" if the site does not know where it will be."""
    facets: Facets = field(default_factory=dict)
    values: Mapping[str, Sequence[FacetValue]] = field(default_factory=dict)
    """By the slug of a work, the values of facets that it has."""
    entries_shown: dict[tuple[str, str, int], Markup] = field(default_factory=dict, compare=False)
    """Entries of lists that were made, by slug, language and number of folders above the page."""

    def canonical(self, page: str, target: str) -> str:
        """Return the address by which a page is known: absolute under the base, else relative."""
        return absolute(self.base, target) if self.base else link(page, target)

    def has_texts_in(self, language: str) -> bool:
        """Return True if a text of the site is in the language."""
        return any(value.value == language for value in self.facets.get("language", ()))


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page of the interface: where it is, in which language, and where it is in the others."""

    site: Site
    address: str
    language: str
    others: Mapping[str, str]
    """Address by interface language, its own included."""
    own_address: str = ""
    """The address it is known by, where it is a copy of that page."""
    official: bool = True
    """False if all that it shows is not a United Nations document: then it names no such source."""
    fixed: bool = False
    """True if its links must be whole, since it is shown under other addresses."""

    def to(self, target: str) -> str:
        """Return a link to a target of the site."""
        return absolute(self.site.base, target) if self.fixed and self.site.base else link(self.address, target)

    def canonical(self, target: str = "") -> str:
        """Return the address by which a target is known, that of the page itself if none is given."""
        return self.site.canonical(self.address, target or self.own_address or self.address)

    @property
    def url(self) -> str:
        """Its whole address; "" if the site has no base."""
        return absolute(self.site.base, self.own_address or self.address) if self.site.base else ""

    @property
    def words(self) -> SiteWords:
        """The words of its interface."""
        return strings(self.language).site

    @property
    def source(self) -> str:
        """The line on where its texts come from; "" if they are not United Nations documents."""
        return strings(self.language).text.source(self.official)

    @property
    def feed(self) -> str:
        """The feed of documents in its language; the one of all if there is none in it."""
        return feed_address(self.site, self.language)


def feed_address(site: Site, language: str) -> str:
    """Return the feed of documents in a language; the one of all if there is none in it."""
    return f"feeds/{language}.atom" if site.has_texts_in(language) else FEED


def start_page(language: str) -> str:
    """Return the address of the start page in a language."""
    return f"{language}.html"


def whole_page(page: SitePage, template: str, title: str, description: str = "", **values: object) -> bytes:
    """Return a page made from a template; `description` is what search engines and messengers show of it (default:
    what the site is).
    """
    about = description or page.words.about_site
    return page_bytes(render(template, **common(page), title=title, description=about, **values))


def common(page: SitePage) -> dict[str, object]:
    """Return what every template is given."""
    return {
        "page": page,
        "words": page.words,
        "version": __version__,
        "languages": languages(),
        "start": start_page,
        "kind_name": kind_name,
        "titled": titled,
        "names": NAMES,
        "media_types": MEDIA_TYPES,
        "kilobytes": kilobytes,
        "entry": partial(_entry, page),
    }


def _entry(page: SitePage, entry: WorkEntry) -> Markup:
    """Return a work as lists show it. It is in a score of lists, so it is made once for all lists of a depth."""
    key = (entry.slug, page.language, page.address.count("/"))
    known = page.site.entries_shown.get(key)
    if known is None:
        known = Markup(render("entry.html", page=page, work=entry, kind_name=kind_name, titled=titled))  # noqa: S704
        page.site.entries_shown[key] = known
    return known


def kilobytes(size: int) -> int:
    """Return a size in kilobytes, 1 at least."""
    return max(1, round(size / 1000))


def kind_name(kind: str, language: str) -> str:
    """Return the name of a kind of document."""
    kinds = strings(language).site.kinds
    return kinds.get(kind, kinds["other"])


def titled(text: SiteText | EntryText, language: str) -> dict[str, str]:
    """Return the language and direction of a text's own words on a page in `language`, where they differ."""
    known = text if isinstance(text, EntryText) else text.identity
    return {"lang": known.language, "dir": known.direction.value} if known.language != language else {}


def described(text: SiteText, language: str) -> str:
    """Return a text in one line: symbol, title, issuing body, kind, date."""
    own, identity = strings(language), text.identity
    body = own.site.bodies.get(identity.body.value, "") if identity.body is not Body.OTHER else ""
    date = day(text.dated, language) if text.dated else ""
    parts = (identity.symbol_printed, text.heading, body, kind_name(identity.kind.value, language), date)
    return " · ".join(dict.fromkeys(filter(None, parts)))
