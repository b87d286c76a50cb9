"""What machines read about a work: JSON-LD of schema.org/Legislation.

Reads a `SiteWork`. Gives a JSON value: the work, its texts as `workExample`, their files as `encoding`.
"""

from __future__ import annotations

from pipeline.site.addresses import permanent, symbol_pages, work_iri_pages
from pipeline.site.model import MEDIA_TYPES, SiteFile, SiteText, SiteWork
from pipeline.site.pages.frame import SitePage

_LANGUAGES = "http://publications.europa.eu/resource/authority/language/"
Value = dict[str, object]


def authority_language(code: str) -> str:
    """Return the language in the European Union's list, as ELI names languages; "" without a code."""
    return _LANGUAGES + code.upper() if code else ""


def legislation(page: SitePage, work: SiteWork) -> Value:
    """Return the work for search engines; addresses absolute where the site has a base."""
    text = work.text_for(page.language)
    identity = text.identity
    site = page.site
    places = [*symbol_pages(work), *work_iri_pages(work)]
    own = permanent(work) or work.page(page.language)
    return _filled({
        "@context": "https://schema.org",
        "@type": "Legislation",
        "@id": site.canonical(page.address, own) if site.base else work.iri,
        "url": site.canonical(page.address, page.own_address or page.address),
        "name": text.heading,
        "identifier": work.iri,
        "legislationIdentifier": identity.symbol,
        "legislationType": identity.kind.value,
        "legislationDate": work.date.isoformat() if work.date else "",
        "creativeWorkStatus": "Provisional" if identity.unassigned else "",
        "about": list(identity.subjects),
        "sameAs": [*(site.canonical(page.address, p) for p in places if p != own), *_official(work)],
        "workExample": [_text(page, t) for t in work.texts],
    })  # fmt: skip


def _official(work: SiteWork) -> list[str]:
    return list(dict.fromkeys(t.official_address for t in work.texts if t.official_address))


def _text(page: SitePage, text: SiteText) -> Value:
    identity = text.identity
    return _filled({
        "@type": "Legislation",
        "name": text.heading,
        "inLanguage": identity.language,
        "version": text.version,
        "identifier": identity.expression,
        "legislationLegalValue": "" if identity.official else "UnofficialLegalValue",
        "url": page.site.canonical(page.address, text.address),
        "encoding": [_file(page, file) for file in text.files],
    })  # fmt: skip


def _file(page: SitePage, file: SiteFile) -> Value:
    return _filled({
        "@type": "LegislationObject",
        "encodingFormat": MEDIA_TYPES.get(file.format, ""),
        "contentUrl": page.site.canonical(page.address, file.address),
        "contentSize": str(file.size),
        "sha256": file.sha256,
    })  # fmt: skip


def _filled(value: Value) -> Value:
    return {key: entry for key, entry in value.items() if entry}
