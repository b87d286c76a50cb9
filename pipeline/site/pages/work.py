"""The page of a work: every language and version, every format, comparisons, what is known of it.

Reads a `SiteWork`. Gives its page in each language of the interface, with RDFa of the European Legislation Identifier
in the page (LegalResource, LegalExpression, Format) and JSON-LD in its head.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pipeline.languages.strings import interface, languages, native_name, strings
from pipeline.site.addresses import permanent
from pipeline.site.model import MEDIA_TYPES, NAMES, Comparison, SiteFile, SiteText, SiteWork
from pipeline.site.pages.frame import Site, SitePage, dated, described, text_attributes, whole_page
from pipeline.site.pages.metadata import authority_language, legislation
from pipeline.write.html.markup import attributes, element, escape

_ELI = "http://data.europa.eu/eli/ontology#"
_IANA = "http://www.iana.org/assignments/media-types/"
_MOST_SUBJECTS = 40
"""Subjects shown. Chosen: a screen."""


def work_pages(site: Site, work: SiteWork) -> Iterator[tuple[str, bytes]]:
    """Yield the address and bytes of a work's pages; `index.html` is a copy of the page in the language of its first
    text.
    """
    places = {tag: work.page(tag) for tag in languages()}
    for tag in languages():
        yield places[tag], _page(SitePage(site, places[tag], tag, places, official=work.official), work)
    default = interface(work.text_for("en").identity.language)
    index = f"{work.folder}/index.html"
    own = places[default]
    yield index, _page(SitePage(site, index, default, places, own_address=own, official=work.official), work)


def _page(page: SitePage, work: SiteWork) -> bytes:
    labels, text = strings(page.language).site, work.text_for(page.language)
    about = page.site.canonical(page.address, permanent(work) or work.page(page.language))
    own = text_attributes(text, page.language)
    heading = f"<h1{attributes(property='title', **own)}>{escape(text.heading)}</h1>"
    symbol = (
        f'<p class="symbol"><bdi dir="ltr" property="id_local">{escape(work.symbol)}</bdi></p>' if work.symbol else ""
    )
    notices = _notices(text, page.language)
    parts = (symbol, heading, notices, _texts(page, work), _comparisons(page, work), _details(page, work, text))
    inner = "\n".join(filter(None, parts))
    main = (
        f'<article class="work"{attributes(vocab=_ELI, typeof="LegalResource", resource=about)}>\n{inner}\n</article>'
    )
    title = " – ".join(filter(None, (work.symbol, text.heading, labels.title)))
    return whole_page(page, title, main, data=legislation(page, work), description=described(text, page.language))


def _notices(text: SiteText, language: str) -> str:
    """Return what a reader has to know first: provisional, unofficial."""
    labels = strings(language).text
    notice = labels.provisional_notice(text.identity.unassigned)
    unofficial = "" if text.identity.official else strings(language).site.unofficial
    lines = "".join(element("p", escape(line)) for line in (notice, unofficial) if line)
    return f'<div class="status">{lines}</div>' if lines else ""


def _texts(page: SitePage, work: SiteWork) -> str:
    """Return the texts by language, each version with its formats."""
    labels = strings(page.language).site
    groups = []
    for language, texts in groupby(work.texts, key=lambda text: text.identity.language):
        versions = "\n".join(_text(page, text) for text in texts)
        groups.append(f"<li>\n<h3{attributes(lang=language)}>{escape(native_name(language))}</h3>\n{versions}\n</li>")
    items = "\n".join(groups)
    return _section("texts", labels.texts, f'<ul class="texts" role="list">\n{items}\n</ul>{_package(page, work)}')


def _package(page: SitePage, work: SiteWork) -> str:
    """Return the distribution copy, where there is one."""
    if work.package is None:
        return ""
    labels, file = strings(page.language).site, work.package
    place = attributes(href=page.to(file.address), type=MEDIA_TYPES["zip"], download=True)
    size = labels.size.format(count=max(1, round(file.size / 1000)))
    return (
        f'\n<p class="package"><a{place}>{escape(labels.package)}</a> <span class="size">ZIP, {escape(size)}</span></p>'
    )


def _section(name: str, title: str, content: str) -> str:
    return f'<section aria-labelledby="{name}">\n<h2 id="{name}">{escape(title)}</h2>\n{content}\n</section>'


def _text(page: SitePage, text: SiteText) -> str:
    """Return a text: its title, what is known of it, the way to its page, its files."""
    labels, identity = strings(page.language).site, text.identity
    title = f"<bdi{attributes(property='title', **text_attributes(text, page.language))}>{escape(text.heading)}</bdi>"
    version = labels.version.format(name=text.version) if text.version else ""
    facts = (dated(text, page.language), escape(version), "" if identity.official else escape(labels.unofficial))
    name = native_name(identity.language) + (f", {text.version}" if text.version else "")
    place = page.to(text.address)
    read = attributes(href=place, hreflang=identity.language, aria_label=f"{labels.read}: {name}")
    files = "".join(f"<li>{_file(page, text, file)}</li>" for file in text.files)
    language = f'<span property="language"{attributes(resource=authority_language(identity.language_code))}></span>'
    resource = attributes(property="is_realized_by", typeof="LegalExpression", resource=place)
    lines = (
        f'<div class="text"{resource}>{language}',
        element("p", title, class_="text-title"),
        element("p", "".join(element("span", fact) for fact in facts if fact), class_="facts"),
        f'<p class="reading"><a{read}>{escape(labels.read)}</a></p>',
        f'<ul class="files" role="list"{attributes(aria_label=f"{labels.formats}: {name}")}>{files}</ul>\n</div>',
    )
    return "\n".join(lines)


def _file(page: SitePage, text: SiteText, file: SiteFile) -> str:
    """Return a link to a file, with its size; in RDFa an embodiment of the text."""
    labels = strings(page.language).site
    size = labels.size.format(count=max(1, round(file.size / 1000)))
    pages = labels.pages.format(count=file.pages) if file.pages else ""
    about = ", ".join(filter(None, (pages, size)))
    name = NAMES.get(file.format, file.format)
    kind = MEDIA_TYPES.get(file.format, "")
    place = attributes(
        href=page.to(file.address), type=kind, hreflang=text.identity.language,
        download=f"{text.download}.{file.format}",
        property="is_embodied_by", typeof="Format",
    )  # fmt: skip
    form = f'<span property="format"{attributes(resource=_IANA + kind)}></span>' if kind else ""
    return f'<a{place}>{form}{escape(name)}</a> <span class="size">{escape(about)}</span>'


def _comparisons(page: SitePage, work: SiteWork) -> str:
    """Return the redlines and concordances that exist."""
    if not work.comparisons:
        return ""
    labels = strings(page.language).site
    items = "\n".join(f"<li>{_comparison(page, c)}</li>" for c in work.comparisons)
    return _section("comparisons", labels.comparisons, f'<ul class="comparisons" role="list">\n{items}\n</ul>')


def _comparison(page: SitePage, comparison: Comparison) -> str:
    labels = strings(page.language).site
    pattern = labels.redline if comparison.kind == "redline" else labels.concordance
    name = pattern.format(old=comparison.old, new=comparison.new)
    links = "".join(
        f"<li><a{attributes(href=page.to(f.address), type=MEDIA_TYPES.get(f.format, ''))}>"
        f"{escape(NAMES.get(f.format, f.format))}</a></li>"
        for f in comparison.files
    )
    shown = escape(pattern).format(old=_isolated(comparison.old), new=_isolated(comparison.new))
    return f'<p>{shown}</p><ul class="files" role="list"{attributes(aria_label=name)}>{links}</ul>'


def _isolated(name: str) -> str:
    """Return a name that is in words of either direction."""
    return f'<bdi dir="ltr">{escape(name)}</bdi>'


def _details(page: SitePage, work: SiteWork, text: SiteText) -> str:
    labels = strings(page.language).site
    rows = "\n".join(
        f"<div><dt>{escape(name)}</dt><dd>{value}</dd></div>" for name, value in _facts(page, work, text) if value
    )
    return _section("details", labels.details, f"<dl>\n{rows}\n</dl>")


def _facts(page: SitePage, work: SiteWork, text: SiteText) -> Iterator[tuple[str, str]]:
    labels, identity = strings(page.language).site, text.identity
    yield labels.symbol, f'<bdi dir="ltr">{escape(work.symbol)}</bdi>' if work.symbol else ""
    date = dated(work, page.language)
    yield labels.date, date.replace("<time ", '<time property="date_document" ', 1)
    yield labels.body, escape(labels.bodies.get(identity.body.value, "")) if identity.body.value != "other" else ""
    yield labels.kind, escape(labels.kinds.get(identity.kind.value, labels.kinds["other"]))
    subjects = "".join(f"<li>{escape(s)}</li>" for s in identity.subjects[:_MOST_SUBJECTS])
    yield labels.subjects, f'<ul class="subjects" role="list" dir="auto">{subjects}</ul>' if subjects else ""
    yield labels.work, f'<bdi dir="ltr" class="iri">{escape(work.iri)}</bdi>' if work.iri else ""
    place = permanent(work)
    shown = page.site.canonical(page.address, place) if page.site.base else place.removesuffix("index.html")
    yield (
        labels.permanent,
        f'<a{attributes(href=page.to(place))}><bdi dir="ltr">{escape(shown)}</bdi></a>' if place else "",
    )
