"""Start pages and lists of all documents.

Reads the works of a site. Gives a start page with search and the newest documents, and a page that lists all of them by
issuing body, in each language of the interface.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.document import Body
from pipeline.languages.codes import direction
from pipeline.languages.strings import languages, native_name, strings
from pipeline.site.model import SiteText, SiteWork
from pipeline.site.pages.frame import SCRIPT, Site, SitePage, all_page, dated, start_page, text_attributes, whole_page
from pipeline.write.html.markup import attributes, element, escape

NEWEST = 20
"""Documents on a start page. Chosen: a screen or two."""
CATALOGUE = "search/catalogue.js"


def list_pages(site: Site, default: str) -> Iterator[tuple[str, bytes]]:
    """Yield the address and bytes of every start page and every list; `index.html` is a copy of the start page of
    `default`.
    """
    starts = {tag: start_page(tag) for tag in languages()}
    lists = {tag: all_page(tag) for tag in languages()}
    for tag in languages():
        yield starts[tag], _start(SitePage(site, starts[tag], tag, starts))
        yield lists[tag], _all(SitePage(site, lists[tag], tag, lists))
    yield "index.html", _start(SitePage(site, "index.html", default, starts, own_address=starts[default]))


def _start(page: SitePage) -> bytes:
    labels = strings(page.language).site
    newest = page.site.works[:NEWEST]
    more = f"<p><a{attributes(href=page.to(all_page(page.language)))}>{escape(labels.all)}</a></p>"
    main = "\n".join((
        element("h1", escape(labels.title)),
        element("p", escape(labels.about_site), class_="about-site"),
        _search(page),
        f'<section aria-labelledby="newest">\n<h2 id="newest">{escape(labels.newest)}</h2>\n{entries(page, newest)}\n'
        f"{more}\n</section>",
    ))  # fmt: skip
    data = {"@context": "https://schema.org", "@type": "WebSite", "name": labels.title, "inLanguage": page.language}
    return whole_page(page, labels.title, main, data=data, scripts=(SCRIPT, CATALOGUE))


def _search(page: SitePage) -> str:
    """Return the search form. Without scripts it shows a link to the list of all documents."""
    labels = strings(page.language).site
    messages = attributes(
        data_found=labels.found, data_none=labels.none, data_more=labels.more, data_top=page.to(".") + "/"
    )
    languages = sorted({t.identity.language for work in page.site.works for t in work.texts}, key=native_name)
    options = "".join(
        f"<option{attributes(value=tag, lang=tag, dir=direction(tag).value)}>{escape(native_name(tag))}</option>"
        for tag in languages
    )
    no_script = f"<a{attributes(href=page.to(all_page(page.language)))}>{escape(labels.no_script)}</a>"
    return f"""<search>
<form class="search" id="search"{messages}>
<p class="field"><label for="query">{escape(labels.search_label)}</label>
<input type="search" id="query" name="q" autocomplete="off" spellcheck="false" dir="auto" aria-describedby="found"></p>
<p class="field"><label for="language">{escape(labels.search_language)}</label>
<select id="language" name="language"><option value="">{escape(labels.any_language)}</option>{options}</select></p>
<p class="field"><button type="submit">{escape(labels.search)}</button></p>
</form>
<noscript><p>{no_script}</p></noscript>
<p id="found" role="status"></p>
<ol id="results" class="results" role="list"{attributes(aria_label=labels.search)} hidden></ol>
<p id="more" hidden><button type="button">{escape(labels.more)}</button></p>
</search>"""


def _all(page: SitePage) -> bytes:
    labels = strings(page.language).site
    groups = []
    for body in Body:
        works = [work for work in page.site.works if work.texts[0].identity.body is body]
        if works:
            name = escape(labels.bodies.get(body.value, labels.bodies["other"]))
            groups.append(
                f'<section aria-labelledby="{body.value}">\n<h2 id="{body.value}">{name}</h2>\n'
                f"{entries(page, works)}\n</section>"
            )
    main = "\n".join((element("h1", escape(labels.all)), *groups))
    return whole_page(page, f"{labels.all} – {labels.title}", main)


def entries(page: SitePage, works: Iterable[SiteWork]) -> str:
    """Return works as a list: symbol, title, date, kind, languages."""
    items = "\n".join(_entry(page, work) for work in works)
    return f'<ul class="entries" role="list">\n{items}\n</ul>'


def _entry(page: SitePage, work: SiteWork) -> str:
    labels, text = strings(page.language).site, work.text_for(page.language)
    title = f"<a{attributes(href=page.to(work.page(page.language)))}>{_title(text, page.language)}</a>"
    kind = escape(labels.kinds.get(text.identity.kind.value, labels.kinds["other"]))
    facts = "".join(element("span", fact) for fact in (dated(work, page.language), kind) if fact)
    symbol = f'<p class="symbol"><bdi dir="ltr">{escape(work.symbol)}</bdi></p>' if work.symbol else ""
    links = " ".join(text_link(page, t) for t in latest(work))
    return (
        f'<li class="entry">{symbol}<p class="entry-title">{title}</p>'
        f'<p class="facts">{facts}</p><p class="in-languages">{links}</p></li>'
    )


def _title(text: SiteText, language: str) -> str:
    other = text_attributes(text, language)
    return f"<bdi{attributes(**other)}>{escape(text.heading)}</bdi>" if other else escape(text.heading)


def latest(work: SiteWork) -> list[SiteText]:
    """Return the newest version in each language."""
    found: dict[str, SiteText] = {}
    for text in work.texts:
        found.setdefault(text.identity.language, text)
    return list(found.values())


def text_link(page: SitePage, text: SiteText) -> str:
    """Return a link to a text by the name of its language."""
    tag = text.identity.language
    place = attributes(href=page.to(text.address), hreflang=tag, lang=tag, dir=text.identity.direction.value)
    return f"<a{place}>{escape(native_name(tag))}</a>"
