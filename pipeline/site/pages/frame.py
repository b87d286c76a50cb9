"""The frame of a page of the site: head, languages, search field's place, foot.

Reads words and addresses. Gives whole pages and the parts that pages share. Every link stays in the site or leads to
where the United Nations has the text; nothing is loaded from another host.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline import __version__
from pipeline.document import Body
from pipeline.languages.codes import direction
from pipeline.languages.dates import day
from pipeline.languages.strings import languages, native_name, strings
from pipeline.site.addresses import absolute, link
from pipeline.site.model import SiteText, SiteWork
from pipeline.write.html.markup import attributes, element, escape, json_script, without_controls

STYLE, BAR_STYLE, SCRIPT = "site.css", "bar.css", "site.js"
CONTENT = "content"


@dataclass(frozen=True, slots=True)
class Site:
    """Data that all pages of the site share."""

    works: tuple[SiteWork, ...]
    base: str = ""
    """Base address without final slash; "" if the site does not know where it will be."""

    def canonical(self, page: str, target: str) -> str:
        """Return the address by which a page is known: absolute under the base, else relative."""
        return absolute(self.base, target) if self.base else link(page, target)


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

    def to(self, target: str) -> str:
        """Return a link to a target of the site."""
        return link(self.address, target)


def start_page(language: str) -> str:
    """Return the address of the start page in a language."""
    return f"{language}.html"


def feed_address(site: Site, language: str) -> str:
    """Return the feed of documents in a language; the one of all if there is none in it."""
    here = any(t.identity.language == language for work in site.works for t in work.texts)
    return f"feeds/{language}.atom" if here else "feeds/all.atom"


def whole_page(
    page: SitePage,
    title: str,
    main: str,
    *,
    data: object = None,
    scripts: tuple[str, ...] = (),
    description: str = "",
) -> bytes:
    """Return a whole page: `main` is markup, `data` what machines read (JSON-LD), `description` what search engines
    and messengers show of it (default: what the site is).
    """
    labels = strings(page.language).site
    opening = f"<html{attributes(lang=page.language, dir=direction(page.language).value)}>"
    skip = f'<a class="skip" href="#{CONTENT}">{escape(labels.skip)}</a>'
    calls = "".join(f"<script{attributes(src=page.to(name), defer=True)}></script>\n" for name in scripts)
    body = (
        f'<body class="site">\n{skip}\n<div class="sheet">\n{_header(page)}\n'
        f'<main id="{CONTENT}" tabindex="-1">\n{main}\n</main>\n{_footer(page)}\n</div>\n</body>'
    )
    head = _head(page, title, description or labels.about_site, data, calls)
    return finished(f"<!DOCTYPE html>\n{opening}\n{head}\n{body}\n</html>\n")


def finished(page: str) -> bytes:
    """Return the bytes of a page."""
    return without_controls(page).encode("utf-8")


def _head(page: SitePage, title: str, description: str, data: object, calls: str) -> str:
    own = page.site.canonical(page.address, page.own_address or page.address)
    lines = [
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        element("title", escape(title)),
        '<meta name="color-scheme" content="light dark">',
        f'<meta name="generator" content="un-document-pipeline {__version__}">',
        *previewed(page.site, page.language, page.own_address or page.address, title, description),
        f"<link{attributes(rel='stylesheet', href=page.to(STYLE))}>",
        f"<link{attributes(rel='canonical', href=own)}>",
        *(
            f"<link{attributes(rel='alternate', hreflang=tag, href=page.site.canonical(page.address, place))}>"
            for tag, place in page.others.items()
            if tag != page.language
        ),
        _feed_link(page),
    ]
    if data is not None:
        lines.append(f'<script type="application/ld+json">\n{json_script(data)}\n</script>')
    return "<head>\n" + "\n".join(lines) + f"\n{calls}</head>"


def previewed(site: Site, language: str, address: str, title: str, description: str) -> Iterator[str]:
    """Yield what search engines and messengers show of a page: its description, and OpenGraph's words for it."""
    name = strings(language).site.title
    kind = "article" if address.startswith("works/") else "website"
    yield f"<meta{attributes(name='description', content=description)}>"
    words = {"title": title, "description": description, "type": kind, "site_name": name if name != title else ""}
    words["url"] = absolute(site.base, address) if site.base else ""
    yield from (f"<meta{attributes(property=f'og:{key}', content=value)}>" for key, value in words.items() if value)


def described(text: SiteText, language: str) -> str:
    """Return a text in one line: symbol, title, issuing body, kind, date."""
    own, identity = strings(language), text.identity
    labels = own.site
    body = labels.bodies.get(identity.body.value, "") if identity.body is not Body.OTHER else ""
    kind = labels.kinds.get(identity.kind.value, labels.kinds["other"])
    date = day(text.dated, language) if text.dated else ""
    return " · ".join(dict.fromkeys(filter(None, (identity.symbol_printed, text.heading, body, kind, date))))


def _feed_link(page: SitePage) -> str:
    target = page.to(feed_address(page.site, page.language))
    title = strings(page.language).site.feed
    return f"<link{attributes(rel='alternate', type='application/atom+xml', title=title, href=target)}>"


def _header(page: SitePage) -> str:
    labels = strings(page.language).site
    home = (
        f'<p class="site-name"><a{attributes(href=page.to(start_page(page.language)))}>{escape(labels.title)}</a></p>'
    )
    items = "\n".join(f"<li>{_language_link(page, tag)}</li>" for tag in languages())
    nav = f'<nav{attributes(aria_label=labels.languages)}>\n<ul class="languages" role="list">\n{items}\n</ul>\n</nav>'
    return f'<header class="site-head">\n{home}\n{nav}\n</header>'


def _language_link(page: SitePage, tag: str) -> str:
    here = "true" if tag == page.language else ""
    place = attributes(
        href=page.to(page.others[tag]), hreflang=tag, lang=tag, dir=direction(tag).value, aria_current=here
    )
    return f"<a{place}>{escape(native_name(tag))}</a>"


def _footer(page: SitePage) -> str:
    labels = strings(page.language).site
    said_of_source = strings(page.language).text.source(page.official)
    source = element("p", escape(said_of_source)) + "\n" if said_of_source else ""
    places = ((all_page(page.language), labels.all), (feed_address(page.site, page.language), labels.feed))
    links = " · ".join(f"<a{attributes(href=page.to(place))}>{escape(name)}</a>" for place, name in places)
    return f'<footer class="colophon">\n{source}<p>{links}</p>\n</footer>'


def all_page(language: str) -> str:
    """Return the address of the list of all documents in a language."""
    return f"all/{language}.html"


def text_attributes(text: SiteText, language: str) -> dict[str, str]:
    """Return the language and direction of a text's own words on a page in `language`, where they differ."""
    own = text.identity.language
    return {"lang": own, "dir": text.identity.direction.value} if own != language else {}


def dated(text_or_work: SiteText | SiteWork, language: str) -> str:
    """Return the date in words, "" if there is none."""
    date = text_or_work.dated if isinstance(text_or_work, SiteText) else text_or_work.date
    return f'<time datetime="{date.isoformat()}">{escape(day(date, language))}</time>' if date else ""
