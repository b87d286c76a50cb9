"""The languages of a work side by side, paragraph by paragraph.

Reads the passages of its texts. Gives pages of rows: a row has what corresponds in each language. Texts of one
structure correspond by place; others by kind, number and figures, in order. A long work has several pages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from markupsafe import Markup, escape

from pipeline.languages.strings import interface, languages, native_name
from pipeline.site.model import Passage, SiteText, SiteWork
from pipeline.site.pages.frame import TEXT_STYLE, Site, SitePage, described, whole_page

SCRIPT = "side.js"
LARGEST = 150_000
"""Characters of the rows of a page. Chosen: it loads at once."""
SHOWN = 2
"""Languages shown at first. Chosen: they fit beside each other on a small screen."""
_FIGURES = re.compile(r"\d{3,}")
Row = tuple[Passage | None, ...]
Signature = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SideColumn:
    """A language of the page."""

    text: SiteText
    name: str
    shown: bool


def side_pages(site: Site, work: SiteWork, passages: Callable[[str], Sequence[Passage]]) -> Iterator[tuple[str, bytes]]:
    """Yield the pages of a work in several languages; nothing for one with a single language."""
    if not work.side:
        return
    texts = _ordered(work)
    columns = [SideColumn(t, native_name(t.identity.language), n < SHOWN) for n, t in enumerate(texts)]
    parts = list(_parts(aligned([passages(text.name) for text in texts])))
    language = interface(work.model.identity.language)
    for number, rows in enumerate(parts, 1):
        address = side_page(work, number)
        page = SitePage(site, address, language, {tag: work.page(tag) for tag in languages()}, own_address=address)
        title = " – ".join(filter(None, (work.symbol, page.words.side, page.words.title)))
        yield address, whole_page(
            page, "side.html", title, described(work.model, language), work=work, text=work.model, columns=columns,
            rows=rows, number=number, count=len(parts), cell=_cell, scripts=(SCRIPT,), styles=(TEXT_STYLE,),
            place=lambda n: side_page(work, n),
        )  # fmt: skip


def side_page(work: SiteWork, number: int) -> str:
    """Return the address of one of the pages."""
    return work.side if number == 1 else f"{work.folder}/side-{number}.html"


def _ordered(work: SiteWork) -> list[SiteText]:
    """Return the newest texts, the one that stands for the work first."""
    model = next(text for text in work.latest if text.identity.language == work.model.identity.language)
    return [model, *(text for text in work.latest if text is not model)]


def aligned(texts: Sequence[Sequence[Passage]]) -> list[Row]:
    """Return the rows of texts, in the order of the first; what only another has is after the row before it."""
    model = texts[0]
    rows: list[list[Passage | None]] = [[passage, *[None] * (len(texts) - 1)] for passage in model]
    extra: dict[int, list[list[Passage | None]]] = {}
    for column, text in enumerate(texts[1:], 1):
        for own, other in _pairs(model, text):
            for index, passage in zip(own, text[other.start : other.stop], strict=False):
                rows[index][column] = passage
            for passage in text[other.start + len(own) : other.stop]:
                row: list[Passage | None] = [None] * len(texts)
                row[column] = passage
                extra.setdefault(own.stop - 1, []).append(row)
    found = [tuple(row) for row in extra.get(-1, [])]
    for index, row in enumerate(rows):
        found += [tuple(row), *(tuple(more) for more in extra.get(index, ()))]
    return found


def _pairs(model: Sequence[Passage], other: Sequence[Passage]) -> Iterator[tuple[range, range]]:
    """Yield runs of the first text with the runs of the other that correspond to them."""
    if [p.anchor for p in model] == [p.anchor for p in other] or [p.kind for p in model] == [p.kind for p in other]:
        yield range(len(model)), range(len(other))
        return
    matcher = SequenceMatcher(None, [_signature(p) for p in model], [_signature(p) for p in other], autojunk=False)
    for _, i, j, k, m in matcher.get_opcodes():
        yield range(i, j), range(k, m)


def _signature(passage: Passage) -> Signature:
    """Return what does not depend on the language: kind, number, the larger figures."""
    number = "".join(str(unicodedata.digit(c)) for c in passage.label if unicodedata.digit(c, None) is not None)
    figures = sorted({str(int(figure)) for figure in _FIGURES.findall(passage.text)}) if passage.kind == "p" else ()
    return (passage.kind, number, *figures)


def _parts(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield the rows in parts of about the largest size."""
    part: list[Row] = []
    size = 0
    for row in rows:
        size += sum(len(passage.html or passage.text) for passage in row if passage)
        part.append(row)
        if size >= LARGEST:
            yield part
            part, size = [], 0
    if part or not rows:
        yield part


def _cell(passage: Passage) -> Markup:
    """Return the words of a passage as markup, which `reading` made of escaped words."""
    return Markup(passage.html) if passage.html else escape(passage.text)  # noqa: S704
