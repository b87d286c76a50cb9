"""Lists of works: start pages, all documents, the values of facets, the subjects.

Reads the entries of a site. Gives pages in each language of the interface. A list has as many pages as it needs; only
those are made again whose entries have changed.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.languages.dates import day
from pipeline.languages.strings import languages, strings, word
from pipeline.site.facets import FACETS, FacetValue, list_page
from pipeline.site.model import WorkEntry
from pipeline.site.pages.frame import SCRIPT, Site, SitePage, start_page, whole_page
from pipeline.site.search.index import CATALOGUE

NEWEST = 20
"""Works on a start page. Chosen: a screen or two."""
PER_PAGE = 50
"""Works on a page of a list. Chosen: three or four screens, some 50 KB."""
SUBJECTS_PER_PAGE = 300
"""Subjects on a page. Chosen: as PER_PAGE, in three columns."""
MOST_VALUES = 60
"""Values of a facet on the page of all facets. Chosen: a screen; subjects have a list of their own."""
Written = Iterator[tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class ListPart:
    """A page of a list of works."""

    folder: str
    value: FacetValue | None
    """None for the list of all works."""
    entries: tuple[WorkEntry, ...]
    number: int
    count: int
    total: int

    def address(self, language: str, number: int = 0) -> str:
        """Return its address, or that of another page of the list."""
        return list_page(self.folder, language, number or self.number)

    def placed(self, language: str) -> Callable[[int], str]:
        """Return the function that gives the address of a page of the list by its number."""
        return lambda number: self.address(language, number)

    def title(self, language: str) -> str:
        """Return what the list is called."""
        return self.value.name(language) if self.value else strings(language).site.all


def list_parts(site: Site) -> Iterator[ListPart]:
    """Yield every page of every list of works."""
    yield from _parts("all", None, site.entries)
    for facet in FACETS:
        for value in site.facets.get(facet, ()):
            yield from _parts(f"{facet}/{value.slug}", value, value.entries)


def _parts(folder: str, value: FacetValue | None, entries: Sequence[WorkEntry]) -> Iterator[ListPart]:
    count = max(1, -(-len(entries) // PER_PAGE))
    for number in range(1, count + 1):
        own = tuple(entries[(number - 1) * PER_PAGE : number * PER_PAGE])
        yield ListPart(folder, value, own, number, count, len(entries))


def list_pages(site: Site, part: ListPart) -> Written:
    """Yield a page of a list in every language of the interface."""
    places = {tag: part.address(tag) for tag in languages()}
    for tag, address in places.items():
        page = SitePage(site, address, tag, places)
        facet = word(page.words.facets, part.value.facet) if part.value else ""
        title = " – ".join(filter(None, (part.title(tag), facet, _numbered(page, part), page.words.title)))
        years = [(year, list(group)) for year, group in groupby(part.entries, key=_year)]
        yield address, whole_page(page, "list.html", title, title, part=part, facet=facet, years=years,
                                   place=part.placed(tag))  # fmt: skip


def _year(entry: WorkEntry) -> str:
    return str(entry.date.year) if entry.date else ""


def _numbered(page: SitePage, part: ListPart) -> str:
    if part.count == 1:
        return ""
    return page.words.page_number.format(number=part.number, count=part.count)


def start_pages(site: Site, default: str) -> Written:
    """Yield every start page; `index.html` is a copy of the one in `default`."""
    places = {tag: start_page(tag) for tag in languages()}
    for tag, address in places.items():
        yield address, _start(SitePage(site, address, tag, places))
    yield "index.html", _start(SitePage(site, "index.html", default, places, own_address=places[default]))


def _start(page: SitePage) -> bytes:
    data: dict[str, object] = {
        "@context": "https://schema.org", "@type": "WebSite", "name": page.words.title, "inLanguage": page.language,
        "description": page.words.about_site,
    }  # fmt: skip
    if page.site.base:
        query = "{query}"
        target = f"{page.url}?q={query}"
        data |= {"url": page.url, "potentialAction": {"@type": "SearchAction", "target": target, "query-input": query}}
    values = {facet: page.site.facets.get(facet, [])[:MOST_VALUES] for facet in ("body", "kind", "year", "language")}
    return whole_page(
        page, "start.html", page.words.title, data=data, scripts=(SCRIPT, CATALOGUE), newest=page.site.entries[:NEWEST],
        values=values, filters=_filters(page), has_subjects=bool(page.site.facets.get("subject")),
        days=_days(page.language), facet_name=lambda key: word(page.words.facets, key),
    )  # fmt: skip


def _days(language: str) -> str:
    """Return a day of each month as the language writes it, with {day} and {year}, for the dates of results."""
    days = (day(datetime.date(2999, month, 28), language) for month in range(1, 13))
    return "|".join(one.replace("2999", "{year}").replace("28", "{day}") for one in days)


def _filters(page: SitePage) -> list[tuple[str, str, list[tuple[str, str, dict[str, str]]]]]:
    """Return the filters of the search: key, name, and for each value key, name and language of the name."""
    found = []
    for facet in ("body", "kind", "session", "year", "language"):
        values = [
            (v.value, v.name(page.language), v.own_language(page.language)) for v in page.site.facets.get(facet, ())
        ]
        found.append((facet, word(page.words.facets, facet), values))
    return found


def browse_pages(site: Site) -> Written:
    """Yield the page of all facets."""
    places = {tag: f"browse/{tag}.html" for tag in languages()}
    for tag, address in places.items():
        page = SitePage(site, address, tag, places)
        groups = []
        for facet in FACETS:
            values = site.facets.get(facet, [])
            shown = values if facet != "subject" else sorted(values, key=lambda v: (-len(v.entries), v.slug))
            more = facet == "subject" and list_page("subject", tag)
            groups.append((facet, word(page.words.facets, facet), shown[:MOST_VALUES] if more else shown, more))
        title = f"{page.words.browse} – {page.words.title}"
        yield address, whole_page(page, "browse.html", title, groups=groups)


def subject_pages(site: Site) -> Written:
    """Yield the list of all subjects, in as many pages as it needs."""
    values = site.facets.get("subject", [])
    count = max(1, -(-len(values) // SUBJECTS_PER_PAGE))
    for number in range(1, count + 1):
        own = values[(number - 1) * SUBJECTS_PER_PAGE : number * SUBJECTS_PER_PAGE]
        places = {tag: list_page("subject", tag, number) for tag in languages()}
        part = ListPart("subject", None, (), number, count, len(values))
        for tag, address in places.items():
            page = SitePage(site, address, tag, places)
            title = " – ".join(filter(None, (page.words.all_subjects, _numbered(page, part), page.words.title)))
            yield (
                address,
                whole_page(page, "subjects.html", title, title, values=own, part=part, place=part.placed(tag)),
            )


def other_pages(site: Site, default: str) -> Written:
    """Yield the pages about the site, and the one for addresses that do not exist, in all languages at once."""
    places = {tag: f"about/{tag}.html" for tag in languages()}
    for tag, address in places.items():
        page = SitePage(site, address, tag, places)
        yield address, whole_page(page, "about.html", f"{page.words.about_page} – {page.words.title}")
    starts = {tag: start_page(tag) for tag in languages()}
    page = SitePage(site, "404.html", default, starts, fixed=True)
    title = f"{page.words.not_found} – {page.words.title}"
    all_words = {tag: strings(tag).site for tag in languages()}
    yield "404.html", whole_page(page, "not-found.html", title, all_words=all_words)
