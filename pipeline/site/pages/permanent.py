"""Permanent addresses: pages that lead on.

Reads works. Gives for every symbol and IRI a page that leads to the text of the reader's language, at the eId in the
fragment (`symbol/A/RES/78/249/#para_3`, `?lang=fr#para_3`), or without a fragment to the page of the work. Without
scripts the page lists the texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.languages.strings import interface, languages, native_name, strings
from pipeline.site.addresses import symbol_pages, text_iri_page, work_iri_pages
from pipeline.site.model import SiteText, SiteWork
from pipeline.site.pages.frame import Site, SitePage, dated, described, whole_page
from pipeline.site.pages.lists import latest
from pipeline.write.html.markup import attributes, element, escape

SCRIPT = "permanent.js"


def permanent_pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the address and bytes of every page that leads on; an address that two works claim lists both and leads to
    none.
    """
    claims: dict[str, list[tuple[SiteWork, tuple[SiteText, ...]]]] = {}
    for work in site.works:
        for address in (*symbol_pages(work), *work_iri_pages(work)):
            claims.setdefault(address, []).append((work, tuple(latest(work))))
        for text in work.texts:
            place = text_iri_page(text)
            if place:
                claims.setdefault(place, []).append((work, (text,)))
    for address in sorted(claims):
        yield address, _page(site, address, _merged(claims[address]))


def _merged(claims: Iterable[tuple[SiteWork, tuple[SiteText, ...]]]) -> list[tuple[SiteWork, tuple[SiteText, ...]]]:
    """Return the claims, those of one work together (expressions without version share their IRI)."""
    found: dict[str, tuple[SiteWork, tuple[SiteText, ...]]] = {}
    for work, texts in claims:
        before = found.get(work.slug, (work, ()))[1]
        found[work.slug] = (work, tuple(dict.fromkeys((*before, *texts))))
    return list(found.values())


def _page(site: Site, address: str, claims: list[tuple[SiteWork, tuple[SiteText, ...]]]) -> bytes:
    work, texts = claims[0]
    language = interface(texts[0].identity.language if len(texts) == 1 else work.text_for("en").identity.language)
    others = {tag: work.page(tag) for tag in languages()}
    whole = len(texts) > 1 or texts == tuple(latest(work))
    own = work.page(language) if whole and len(claims) == 1 else texts[0].address
    page = SitePage(site, address, language, others, own_address=own, official=any(w.official for w, _ in claims))
    name = address.partition("/")[2].removesuffix("/index.html")
    name = work.symbol if address.startswith("symbol/") and work.symbol else f"/akn/{name}"
    lead = strings(language).site.leads.format(name=name)
    lists = "\n".join(_choices(page, one, some, whole) for one, some in claims)
    single = "" if len(claims) > 1 else "true"
    leads = f'<div class="leads"{attributes(data_leads=single)}>\n<p>{escape(lead)}</p>\n{lists}\n</div>'
    main = f'<h1><bdi dir="ltr">{escape(name)}</bdi></h1>\n{leads}'
    about = described(work.text_for(language), language)
    return whole_page(page, name, main, scripts=(SCRIPT,), description=about)


def _choices(page: SitePage, work: SiteWork, texts: tuple[SiteText, ...], whole: bool) -> str:
    """Return the texts, and the page about the work in the same language for those who ask for no passage."""
    items = "\n".join(f"<li>{_choice(page, work, text, whole)}</li>" for text in texts)
    return f'<ul class="choices" role="list">\n{items}\n</ul>'


def _choice(page: SitePage, work: SiteWork, text: SiteText, whole: bool) -> str:
    tag = text.identity.language
    about = page.to(work.page(interface(tag))) if whole else page.to(text.address)
    place = attributes(
        href=page.to(text.address), hreflang=tag, lang=tag, dir=text.identity.direction.value, data_about=about
    )
    name = f"{native_name(tag)}: {text.heading}"
    date = dated(text, page.language)
    return f"<a{place}>{escape(name)}</a>" + (element("span", f" {date}", class_="facts") if date else "")
