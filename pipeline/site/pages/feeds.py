"""Feeds of new documents, and with a base address the map of the site for search engines.

Reads works. Gives Atom feeds (one of all documents, one per language), `sitemap.xml` in parts of 50,000 addresses, and
`robots.txt`. Dates are those of the documents: the same documents give the same feed on any day.
"""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from pipeline.languages.strings import interface, languages, strings
from pipeline.site.addresses import link
from pipeline.site.model import MEDIA_TYPES, SiteFile, SiteText, SiteWork
from pipeline.site.pages.frame import FEED, OPEN_SEARCH, Site, SitePage, common, start_page
from pipeline.site.rendering import page_bytes, render
from pipeline.write import FORMATS
from pipeline.write.html.markup import attributes, element, escape, without_controls

NEWEST = 100
"""Entries of a feed. Chosen: what readers of feeds fetch at once."""
_ENCLOSED = frozenset(name for name, format in FORMATS.items() if format.enclosed)
_EPOCH = datetime.date(1980, 1, 1)
_PART = 50_000
"""Addresses that one sitemap may hold (sitemaps.org)."""
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


def newest_texts(works: Iterable[SiteWork]) -> dict[str, list[SiteText]]:
    """Return the texts of each feed by the language of the feed, the newest first; "" for the feed of all."""
    found: dict[str, list[SiteText]] = defaultdict(list)
    for text in sorted((t for work in works for t in work.texts), key=_newest_first):
        for feed_of in ("", text.identity.language):
            if len(found[feed_of]) < NEWEST:
                found[feed_of].append(text)
    return found


def _newest_first(text: SiteText) -> tuple[int, str]:
    return -(text.dated or _EPOCH).toordinal(), text.address


def feed(site: Site, language: str, texts: Sequence[SiteText]) -> Iterator[tuple[str, bytes]]:
    """Yield the feed of documents in a language, of all for ""."""
    address = f"feeds/{language}.atom" if language else FEED
    yield address, _feed(site, address, language or "en", texts)


def _feed(site: Site, address: str, language: str, texts: Sequence[SiteText]) -> bytes:
    labels = strings(interface(language)).site
    start = start_page(interface(language))
    newest = max((t.dated or _EPOCH for t in texts), default=_EPOCH)
    head = [
        element("id", _name(f"{site.base}/{address}")),
        element("title", escape(f"{labels.title} – {labels.newest}")),
        element("updated", _moment(newest)),
        element("author", element("name", "United Nations")),
        f"<link{attributes(rel='alternate', type='text/html', href=_to(site, address, start))}/>",
    ]
    if site.base:
        head.append(f"<link{attributes(rel='self', type='application/atom+xml', href=_to(site, address, address))}/>")
    entries = [_entry(site, address, text) for text in texts]
    opening = f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">'
    return _bytes(_XML + "\n".join([opening, *head, *entries, "</feed>"]) + "\n")


def _entry(site: Site, address: str, text: SiteText) -> str:
    identity = text.identity
    title = " – ".join(filter(None, (identity.symbol_printed, identity.title))) or text.heading
    page = attributes(
        rel="alternate", type="text/html", hreflang=identity.language, href=_to(site, address, text.address)
    )
    parts = [
        element("id", _name(identity.expression + identity.source_name)),
        f'<title xml:lang="{escape(identity.language)}">{escape(title)}</title>',
        element("updated", _moment(text.dated or _EPOCH)),
        f"<link{page}/>",
        *(_enclosure(site, address, file) for file in text.files if file.format in _ENCLOSED),
        *(f"<category{attributes(term=subject)}/>" for subject in identity.subjects[:10]),
    ]
    return "<entry>" + "\n".join(parts) + "</entry>"


def _enclosure(site: Site, address: str, file: SiteFile) -> str:
    place = _to(site, address, file.address)
    return f"<link{attributes(rel='enclosure', type=MEDIA_TYPES[file.format], length=file.size, href=place)}/>"


def _name(text: str) -> str:
    """Return a name for an entry that depends on nothing but what it names."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, text)}"


def _moment(date: datetime.date) -> str:
    return f"{date.isoformat()}T00:00:00Z"


def _to(site: Site, address: str, target: str) -> str:
    return site.canonical(address, target) if site.base else link(address, target)


def sitemap(site: Site, pages: Iterable[tuple[str, datetime.date | None]]) -> Iterator[tuple[str, bytes]]:
    """Yield the sitemap and `robots.txt` for pages with their dates; nothing if the site has no base address."""
    if not site.base:
        return
    left = iter(pages)
    names: list[str] = []
    while part := list(islice(left, _PART)):
        names.append(f"sitemap-{len(names) + 1}.xml")
        yield names[-1], _sitemap("urlset", (_address(site, place, date) for place, date in part))
    places = (element("sitemap", element("loc", escape(site.canonical("", name)))) for name in names)
    yield "sitemap.xml", _sitemap("sitemapindex", places)
    yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {site.canonical('', 'sitemap.xml')}\n".encode()


def _address(site: Site, place: str, date: datetime.date | None) -> str:
    changed = element("lastmod", date.isoformat()) if date else ""
    return element("url", element("loc", escape(site.canonical("", place))) + changed)


def _sitemap(name: str, lines: Iterable[str]) -> bytes:
    opening = f'<{name} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return _bytes(_XML + "\n".join([opening, *lines, f"</{name}>"]) + "\n")


def _bytes(text: str) -> bytes:
    return without_controls(text).encode("utf-8")


def open_search(site: Site, language: str) -> Iterator[tuple[str, bytes]]:
    """Yield the description by which browsers add the site's search; nothing if the site has no base address."""
    if site.base:
        places = {tag: start_page(tag) for tag in languages()}
        page = SitePage(site, OPEN_SEARCH, language, places)
        yield OPEN_SEARCH, page_bytes(render("opensearch.xml", **common(page)))
