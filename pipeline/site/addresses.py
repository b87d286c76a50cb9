"""Addresses in the site: names of folders and pages, links between them, permanent addresses.

Reads symbols, IRIs and names. Gives paths from the site's top, made of characters that every file system and server
takes. Permanent: `symbol/A/RES/78/249/` (symbols without spaces, as docs.un.org writes them) and `akn/un/…/` (IRI of
work and expression, [strict iri]); behind them an eId as fragment, `symbol/A/RES/78/249/#para_3`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

from pipeline.akn.identifiers import Symbol, normalised_iri
from pipeline.errors import IdentifierError
from pipeline.site.model import SiteText, SiteWork

_UNFIT = re.compile(r"[^\w.@~-]+", re.ASCII)
_SAFE_IN_LINKS = "/@()~!;,"
LONGEST = 120
"""Characters of a name: a file system takes 255 bytes. Chosen: leaves room for suffixes in any encoding."""
_SEGMENT = rf"[\w@~()!;,+-][\w.@~()!;,+-]{{0,{LONGEST - 1}}}(?<!\.)"
_PATH = re.compile(rf"{_SEGMENT}(?:/{_SEGMENT})*", re.ASCII)


def fit_name(text: str) -> str:
    """Return `text` as a name: "S/RES/2674 (2023)" gives "S-RES-2674-2023". "-" if nothing fits."""
    return _UNFIT.sub("-", text.replace("…", "-")).strip("-.")[:LONGEST].rstrip("-.") or "-"


def unique(name: str, taken: set[str]) -> str:
    """Return `name`, with a number behind it if it is taken, and enter it; upper and lower case count as one."""
    found, number = name, 1
    while found.casefold() in taken:
        number += 1
        found = f"{name}-{number}"
    taken.add(found.casefold())
    return found


def link(page: str, target: str) -> str:
    """Return the link from a page to a target, both paths from the top; a fragment of the target stays."""
    path, sign, fragment = target.partition("#")
    return _relative(page.rpartition("/")[0], path) + sign + fragment


@lru_cache(maxsize=65_536)
def _relative(folder: str, path: str) -> str:
    """Return the link from a folder to a path, quoted: a site has hundreds of links on a page, most of them again."""
    here, there = folder.split("/") if folder else [], [part for part in path.split("/") if part not in ("", ".")]
    same = next((n for n, (a, b) in enumerate(zip(here, there, strict=False)) if a != b), min(len(here), len(there)))
    relative = "/".join([".."] * (len(here) - same) + there[same:]) or "."
    return quote(relative, safe=_SAFE_IN_LINKS)


def absolute(base: str, target: str) -> str:
    """Return the target under the base address."""
    return f"{base.rstrip('/')}/{quote(target, safe=_SAFE_IN_LINKS)}"


def symbol_pages(work: SiteWork) -> list[str]:
    """Return the permanent pages of a work by its symbols, joint ones each; none while the symbol is not assigned."""
    found: dict[str, None] = {}
    for text in work.texts:
        for symbol in _symbols(text.identity.symbol):
            page = _page("symbol", symbol.rstrip("*").replace(" ", "").replace("\u00a0", ""))
            if page:
                found.setdefault(page)
    return list(found)


@lru_cache(maxsize=65_536)
def _symbols(text: str) -> tuple[str, ...]:
    try:
        return tuple(str(symbol) for symbol in Symbol.parse(text).joint) if text else ()
    except IdentifierError:
        return (text,)


def work_iri_pages(work: SiteWork) -> list[str]:
    """Return the permanent pages of a work by the IRIs of the work."""
    return list(dict.fromkeys(p for t in work.texts if (p := _iri_page(t.identity.work))))


def text_iri_page(text: SiteText) -> str:
    """Return the permanent page of a text by the IRI of the expression; "" if it has none that can be a path."""
    return _iri_page(text.identity.expression)


def permanent(work: SiteWork) -> str:
    """Return the permanent page of a work: by symbol, else by IRI, else ""."""
    return next(iter([*symbol_pages(work), *work_iri_pages(work)]), "")


@lru_cache(maxsize=65_536)
def _iri_page(iri: str) -> str:
    path = normalised_iri(iri)
    return _page("akn", path.removeprefix("/akn/")) if path.startswith("/akn/") else ""


def _page(top: str, path: str) -> str:
    """Return `top/path/index.html`, "" if a part of the path could not be a folder's name, or would lead out."""
    return f"{top}/{path}/index.html" if _PATH.fullmatch(path) else ""
