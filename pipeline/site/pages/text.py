"""The page of a text: the page that the HTML writer made, with a bar that leads through the site.

Reads the built page, whose words are proved. Gives it with the bar, canonical link and links to languages and formats;
all that is added is marked as generated. Anchors stay what they are: eIds.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.languages.codes import direction
from pipeline.languages.strings import interface, native_name, strings
from pipeline.site.addresses import link, text_iri_page
from pipeline.site.model import MEDIA_TYPES, NAMES, SiteText, SiteWork
from pipeline.site.pages.frame import BAR_STYLE, Site, described, previewed, start_page
from pipeline.site.pages.lists import latest
from pipeline.versions.redline.page import filled
from pipeline.write import PAGE
from pipeline.write.html.markup import attributes, element, escape

ANCHOR_SCRIPT = "anchors.js"


def text_page(site: Site, work: SiteWork, text: SiteText, built: bytes) -> bytes:
    """Return the page of a text from the page the writer made of it."""
    head = "\n".join(_head(site, work, text))
    return filled(built.decode("utf-8"), head=head, top=_bar(work, text), bottom="")


def _head(site: Site, work: SiteWork, text: SiteText) -> Iterator[str]:
    language = interface(text.identity.language)
    yield from previewed(site, language, text.address, text.heading, described(text, language))
    yield f"<link{attributes(rel='stylesheet', href=link(text.address, BAR_STYLE))}>"
    yield f"<link{attributes(rel='canonical', href=site.canonical(text.address, text.address))}>"
    for other in latest(work):
        tag = other.identity.language
        place = attributes(rel="alternate", hreflang=tag, href=site.canonical(text.address, other.address))
        yield f"<link{place}>"
    for file in text.files:
        kind = MEDIA_TYPES.get(file.format)
        if kind and file.format != PAGE:
            yield f"<link{attributes(rel='alternate', type=kind, href=link(text.address, file.address))}>"
    place = text_iri_page(text)
    if place:
        yield f'<meta name="permanent"{attributes(content=site.canonical(text.address, place))}>'
    yield f"<script{attributes(src=link(text.address, ANCHOR_SCRIPT), defer=True)}></script>"


def _bar(work: SiteWork, text: SiteText) -> str:
    """Return ways to the start, the work, the other languages, the files."""
    language = interface(text.identity.language)
    labels = strings(language).site
    home = _link(text, start_page(language), labels.home)
    about = _link(text, work.page(language), labels.about)
    languages = "".join(f"<li>{_language(text, other)}</li>" for other in latest(work) if len(latest(work)) > 1)
    files = "".join(f"<li>{_file(text, n)}</li>" for n in range(len(text.files)))
    version = _newer(work, text)
    lists = (
        f'<ul class="site-bar-ways" role="list"><li>{home}</li><li>{about}</li>{version}</ul>',
        f'<ul class="site-bar-languages" role="list"{attributes(aria_label=labels.search_language)}>{languages}</ul>'
        if languages
        else "",
        f'<ul class="site-bar-files" role="list"{attributes(aria_label=labels.formats)}>{files}</ul>' if files else "",
    )
    place = attributes(aria_label=labels.title, lang=language, dir=direction(language).value)
    return f'<nav class="site-bar" data-generated{place}>\n' + "\n".join(filter(None, lists)) + "\n</nav>"


def _link(text: SiteText, target: str, name: str) -> str:
    return f"<a{attributes(href=link(text.address, target))}>{escape(name)}</a>"


def _language(text: SiteText, other: SiteText) -> str:
    tag = other.identity.language
    same = "true" if tag == text.identity.language else ""
    place = attributes(
        href=link(text.address, other.address), hreflang=tag, lang=tag, dir=other.identity.direction.value,
        aria_current=same,
    )  # fmt: skip
    return f"<a{place}>{escape(native_name(tag))}</a>"


def _file(text: SiteText, number: int) -> str:
    file = text.files[number]
    place = attributes(
        href=link(text.address, file.address), type=MEDIA_TYPES.get(file.format, ""),
        download=f"{text.download}.{file.format}",
    )  # fmt: skip
    return f"<a{place}>{escape(NAMES.get(file.format, file.format))}</a>"


def _newer(work: SiteWork, text: SiteText) -> str:
    """Return a word on the version, where the language has several."""
    same = [t for t in work.texts if t.identity.language == text.identity.language]
    if len(same) < 2:
        return ""
    labels = strings(interface(text.identity.language)).site
    items = (
        element("strong", escape(labels.version.format(name=t.version or "1"))) if t is text
        else _link(text, t.address, labels.version.format(name=t.version or "1"))
        for t in same
    )  # fmt: skip
    return "".join(f"<li>{item}</li>" for item in items)
