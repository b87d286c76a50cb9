"""Pages that show what changed from one version of a text to the next, or from a document to its revision.

Reads the two sources. Gives the redline as a page of the site, with the ways back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.library.revisions import parsed
from pipeline.prepare import prepare
from pipeline.site.model import Changes, SiteWork
from pipeline.site.pages.frame import Site, common
from pipeline.site.pages.text import text_page, without_head
from pipeline.site.rendering import render
from pipeline.versions import compare
from pipeline.versions.redline.files import redline
from pipeline.versions.redline.page import filled
from pipeline.write import PAGE


def changes_pages(site: Site, work: SiteWork, sources: Mapping[str, str], recover: bool) -> Iterator[tuple[str, bytes]]:
    """Yield the pages of a work; `sources`: paths by the names of the texts in the build."""
    for change in work.changes:
        yield from _page(site, work, change, sources, recover)


def _page(
    site: Site, work: SiteWork, change: Changes, sources: Mapping[str, str], recover: bool
) -> Iterator[tuple[str, bytes]]:
    old, new = (prepare(parsed(Path(sources[name]), recover=recover)) for name in change.names)
    html, style, sheet = without_head(redline(compare(old, new), PAGE).decode("utf-8"))
    yield style, sheet
    text = next(text for text in work.texts if text.name == change.names[1])
    page = text_page(site, work, text, change.address)
    title = page.words.redline.format(old=change.old, new=change.new)
    given = {**common(page), "work": work, "text": text, "change": change, "style": style, "title": title}
    head = render("changes-head.html", **given, description=f"{title} – {text.heading}")
    yield change.address, filled(html, head=head, top=render("changes-bar.html", **given), bottom="")
