"""The page of a work: every language and version, every format, comparisons, lineage, what is known of it.

Reads a `SiteWork`. Gives its page in each language of the interface, with RDFa of the European Legislation Identifier
in the page (LegalResource, LegalExpression, Format) and JSON-LD in its head.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pipeline.languages.strings import interface, languages, strings, word
from pipeline.site.addresses import permanent
from pipeline.site.model import SiteText, SiteWork
from pipeline.site.pages.frame import Site, SitePage, described, whole_page
from pipeline.site.pages.metadata import authority_language, legislation

_MOST_SUBJECTS = 40
"""Subjects shown. Chosen: a screen."""


def work_pages(site: Site, work: SiteWork) -> Iterator[tuple[str, bytes]]:
    """Yield the address and bytes of a work's pages; `index.html` is a copy of the page in the language of its first
    text.
    """
    places = {tag: work.page(tag) for tag in languages()}
    for tag in languages():
        yield places[tag], _page(SitePage(site, places[tag], tag, places, official=work.official), work)
    default = interface(work.model.identity.language)
    index = f"{work.folder}/index.html"
    own = places[default]
    yield index, _page(SitePage(site, index, default, places, own_address=own, official=work.official), work)


def _page(page: SitePage, work: SiteWork) -> bytes:
    text = work.text_for(page.language)
    title = " – ".join(filter(None, (work.symbol, text.heading, page.words.title)))
    return whole_page(
        page, "work.html", title, described(text, page.language),
        work=work, text=text, data=legislation(page, work), notices=_notices(text, page.language),
        groups=[(tag, list(texts)) for tag, texts in groupby(work.texts, key=lambda text: text.identity.language)],
        about=page.canonical(permanent(work) or work.page(page.language)), place=permanent(work),
        authority=authority_language, values=page.site.values.get(work.slug, ()), most_subjects=_MOST_SUBJECTS,
        relation_name=lambda relation: word(page.words.relations, relation.label),
        facet_name=lambda key: word(page.words.facets, key),
    )  # fmt: skip


def _notices(text: SiteText, language: str) -> list[str]:
    """Return what a reader has to know first: provisional, unofficial."""
    notice = strings(language).text.provisional_notice(text.identity.unassigned)
    unofficial = "" if text.identity.official else strings(language).site.unofficial
    return [line for line in (notice, unofficial) if line]
