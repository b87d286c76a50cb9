"""The page of a text: the page that the HTML writer made, with what leads through the site.

Reads the built page, whose words are proved. Gives it with a bar above (languages, versions, formats, search) and below
what relates to it, how it was checked and how to cite it; its styles are in a sheet of their own, which the texts of a
form share. All that is added is marked as generated. Anchors stay what they are: eIds.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from urllib.parse import quote

from pipeline.languages.strings import interface, word
from pipeline.site import citing
from pipeline.site.addresses import text_iri_page
from pipeline.site.model import SiteFile, SiteText, SiteWork
from pipeline.site.pages.frame import Site, SitePage, common, described
from pipeline.site.rendering import render
from pipeline.versions.redline.page import filled
from pipeline.write import PAGE

_STYLE = re.compile(r"<style>\n(.*?)</style>", re.DOTALL)
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_WHOLE = 0.99995
"""Share of the words found that counts as all. Chosen: 100.00 % when printed with two decimals."""


def text_pages(site: Site, work: SiteWork, text: SiteText, built: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the style sheet and the page of a text from the page the writer made of it."""
    page = text_page(site, work, text)
    given = {**common(page), "work": work, "text": text}
    html, style, sheet = without_head(built.decode("utf-8"))
    yield style, sheet
    title = " – ".join(filter(None, (text.identity.symbol_printed, text.heading, page.words.title)))
    head = render("text-head.html", **given, style=style, title=title, description=described(text, page.language),
                  permanent=text_iri_page(text), pdf=_pdf(text), authors=citing.authors(text))  # fmt: skip
    top = render("text-bar.html", **given, others=_others(text, work))
    bottom = render("text-foot.html", **given, proofs=list(_proofs(text, page)), cite=_cite(site, text),
                    relation_name=lambda relation: word(page.words.relations, relation.label))  # fmt: skip
    yield text.address, filled(html, head=head, top=top, bottom=bottom)


def text_page(site: Site, work: SiteWork, text: SiteText, address: str = "") -> SitePage:
    """Return a page in the language of a text, its own if no address is given."""
    language = interface(text.identity.language)
    places = {interface(other.identity.language): other.address for other in work.latest}
    return SitePage(site, address or text.address, language, places, official=text.identity.official)


def without_head(html: str) -> tuple[str, str, bytes]:
    """Return a page of the writer without its title and style sheet, the sheet's address, and the sheet."""
    found = _STYLE.search(html)
    sheet = (found[1] if found else "").encode("utf-8")
    address = f"style/{hashlib.sha256(sheet).hexdigest()[:12]}.css"
    return _TITLE.sub("", _STYLE.sub("", html, count=1), count=1), address, sheet


def _pdf(text: SiteText) -> str:
    return next((file.address for file in text.files if file.format == "pdf"), "")


def _others(text: SiteText, work: SiteWork) -> list[SiteText]:
    """Return the versions in the language of the text, if there are several."""
    same = [other for other in work.texts if other.identity.language == text.identity.language]
    return same if len(same) > 1 else []


def _proofs(text: SiteText, page: SitePage) -> Iterator[tuple[SiteFile, str]]:
    """Yield each file with what the proof found, in words."""
    words = page.words
    for file in text.files:
        if file.format == "xml":
            yield file, words.proof_source
        elif file.words is None:
            yield file, words.proof_none
        elif file.recall >= _WHOLE:
            yield file, words.proof_all.format(count=file.words)
        else:
            yield file, words.proof_part.format(count=file.words, share=f"{100 * file.recall:.2f}")


def _cite(site: Site, text: SiteText) -> dict[str, str]:
    """Return the citation as a line, and as files in links."""
    address = site.canonical("", text.address) if site.base else ""
    return {
        "line": citing.in_a_line(text),
        "ris": f"data:application/x-research-info-systems;charset=utf-8,{quote(citing.ris(text, address))}",
        "bibtex": f"data:application/x-bibtex;charset=utf-8,{quote(citing.bibtex(text, address))}",
    }


def built_page(text: SiteText) -> str:
    """Return the address of the page that the writer made."""
    return next(file.address for file in text.files if file.format == PAGE)


def source_page(text: SiteText) -> str:
    """Return the address of its XML."""
    return next(file.address for file in text.files if file.format == "xml")
