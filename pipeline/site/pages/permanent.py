"""Permanent addresses: pages that lead on.

Reads works. Gives for every symbol and IRI a page that leads to the text of the reader's language, at the eId in the
fragment (`symbol/A/RES/78/249/#para_3`, `?lang=fr#para_3`), or without a fragment to the page of the work. Without
scripts the page lists the texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.languages.strings import interface, languages
from pipeline.site.addresses import symbol_pages, text_iri_page, work_iri_pages
from pipeline.site.model import SiteText, SiteWork
from pipeline.site.pages.frame import Site, SitePage, described, whole_page

SCRIPT = "permanent.js"
Claim = tuple[SiteWork, tuple[SiteText, ...]]
Claims = Mapping[str, Sequence[Claim]]


def claims(works: Iterable[SiteWork]) -> dict[str, list[Claim]]:
    """Return, by permanent address, the works that claim it with the texts to which it leads."""
    found: dict[str, list[Claim]] = {}
    for work in works:
        for address in (*symbol_pages(work), *work_iri_pages(work)):
            found.setdefault(address, []).append((work, work.latest))
        for text in work.texts:
            place = text_iri_page(text)
            if place:
                found.setdefault(place, []).append((work, (text,)))
    return found


def owned(found: Claims) -> dict[str, list[str]]:
    """Return, by the slug of a work, the permanent addresses whose page is made with those of this work."""
    addresses: dict[str, list[str]] = {}
    for address in sorted(found):
        addresses.setdefault(found[address][0][0].slug, []).append(address)
    return addresses


def permanent_page(site: Site, address: str, claimed: Sequence[Claim]) -> tuple[str, bytes]:
    """Return the page of an address; one that several works claim lists all and leads to none."""
    merged = _merged(claimed)
    work, texts = merged[0]
    language = interface((texts[0] if len(texts) == 1 else work.model).identity.language)
    others = {tag: work.page(tag) for tag in languages()}
    whole = len(texts) > 1 or texts == work.latest
    own = work.page(language) if whole and len(merged) == 1 else texts[0].address
    page = SitePage(site, address, language, others, own_address=own, official=any(w.official for w, _ in merged))
    name = address.partition("/")[2].removesuffix("/index.html")
    name = work.symbol if address.startswith("symbol/") and work.symbol else f"/akn/{name}"
    return address, whole_page(
        page, "permanent.html", name, described(work.text_for(language), language), name=name, claims=merged,
        whole=whole, scripts=(SCRIPT,), interface=interface,
    )  # fmt: skip


def _merged(claimed: Iterable[Claim]) -> list[Claim]:
    """Return the claims, those of one work together (expressions without version share their IRI)."""
    found: dict[str, Claim] = {}
    for work, texts in claimed:
        before = found.get(work.slug, (work, ()))[1]
        found[work.slug] = (work, tuple(dict.fromkeys((*before, *texts))))
    return list(found.values())
