"""Lineage: what a work is a revision, corrigendum or addendum of, what it cites, and what cites it.

Reads works. Gives them with their `Relation`s, and with the places of the pages that show what changed from one version
to the next, and from a document to its revision.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from urllib.parse import quote

from pipeline.akn.identifiers import PUBLISHED, Iri, Symbol
from pipeline.errors import IdentifierError
from pipeline.languages.strings import interface, strings
from pipeline.site.addresses import fit_name
from pipeline.site.lineage.cited import cited_key, symbol_order
from pipeline.site.model import Changes, Cited, Relation, SiteText, SiteWork, WorkEntry, newest_first

MOST = 60
"""Works listed for a relation. Chosen: a screen or two; a resolution may be cited by hundreds."""
_KINDS = {"Rev": "revision", "Corr": "corrigendum", "Add": "addendum"}
ORDER = ("base", "revision", "corrigendum", "addendum", "cites", "cited_by")


@dataclass(frozen=True, slots=True)
class _Index:
    """The works by what names them."""

    keys: dict[str, SiteWork]
    """By symbol as citations are compared, and by IRI."""
    family: dict[str, list[tuple[str, SiteWork]]]
    """By symbol, the works whose symbol has one suffix more, with the name of that suffix."""
    cites: dict[str, list[Cited]]
    """By slug, what the work cites."""
    citing: dict[str, list[SiteWork]]
    """By slug of the cited work."""


def with_lineage(works: Sequence[SiteWork]) -> list[SiteWork]:
    """Return the works with what relates them."""
    index = _index(works)
    return [_related(work, index) for work in works]


def _index(works: Sequence[SiteWork]) -> _Index:
    keys: dict[str, SiteWork] = {}
    family: dict[str, list[tuple[str, SiteWork]]] = {}
    for work in works:
        for key in _own_keys(work):
            keys.setdefault(key, work)
        for symbol in _symbols(work):
            if symbol.suffixes and symbol.parent is not None:
                suffix = symbol.suffixes[-1][0]
                family.setdefault(cited_key(str(symbol.parent)), []).append((suffix, work))
    cites = {work.slug: _cites(work) for work in works}
    citing: dict[str, list[SiteWork]] = {}
    for work in works:
        for slug in dict.fromkeys(cited.slug for one in cites[work.slug] if (cited := keys.get(one.key))):
            citing.setdefault(slug, []).append(work)
    return _Index(keys, family, cites, citing)


def _own_keys(work: SiteWork) -> Iterator[str]:
    yield from (cited_key(str(symbol)) for symbol in _symbols(work))
    for text in work.texts:
        try:
            yield str(Iri.normalised(text.identity.work).work)
        except IdentifierError:
            continue


def _symbols(work: SiteWork) -> tuple[Symbol, ...]:
    return _joint(work.model.identity.symbol)


@lru_cache(maxsize=65_536)
def _joint(symbol: str) -> tuple[Symbol, ...]:
    """Return the symbols that a document has at once; none of other words."""
    try:
        return tuple(Symbol.parse(symbol).joint) if symbol else ()
    except IdentifierError:
        return ()


def _cites(work: SiteWork) -> list[Cited]:
    """Return what the texts of a work cite, each once, as the text that stands for the work writes it, else another."""
    texts = (work.model, *work.latest)
    found = {one.key: one for written in (False, True) for text in reversed(texts) for one in text.cites
             if one.written is written}  # fmt: skip
    return list(found.values())


def _related(work: SiteWork, index: _Index) -> SiteWork:
    found: dict[str, list[WorkEntry]] = {kind: [] for kind in ORDER}
    for symbol in _symbols(work):
        base = index.keys.get(cited_key(str(symbol.parent))) if symbol.parent is not None else None
        if base and base.slug != work.slug:
            found["base"].append(base.entry)
        for suffix, other in index.family.get(cited_key(str(symbol)), ()):
            if suffix in _KINDS and other.slug != work.slug:
                found[_KINDS[suffix]].append(other.entry)
    found["cited_by"] = [other.entry for other in index.citing.get(work.slug, ()) if other.slug != work.slug]
    outside = []
    for one in index.cites[work.slug]:
        cited = index.keys.get(one.key)
        if cited is None and one.shown:
            outside.append(one)
        elif cited is not None and cited.slug != work.slug:
            found["cites"].append(cited.entry)
    outside.sort(key=lambda one: symbol_order(one.key))
    relations = tuple(_relations(work, found, outside))
    return replace(work, relations=relations, changes=tuple(_changes(work, index)))


def _relations(work: SiteWork, found: dict[str, list[WorkEntry]], outside: list[Cited]) -> Iterator[Relation]:
    for kind in ORDER:
        entries = list({entry.slug: entry for entry in newest_first(found[kind])}.values())
        strange = tuple((one.shown, _official(one.shown)) for one in outside[:MOST]) if kind == "cites" else ()
        more = max(0, len(entries) - MOST) + (max(0, len(outside) - MOST) if kind == "cites" else 0)
        if entries or strange:
            yield Relation(kind, tuple(entries[:MOST]), strange, more, _own(work) if kind == "base" else "")


def _own(work: SiteWork) -> str:
    """Return what a work is to the document that it belongs to; "" if its symbols say more than one thing."""
    suffixes = {symbol.suffixes[-1][0] for symbol in _symbols(work) if symbol.suffixes}
    return _KINDS.get(suffixes.pop(), "") if len(suffixes) == 1 else ""


@lru_cache(maxsize=65_536)
def _official(symbol: str) -> str:
    """Return where the United Nations has a document by its symbol."""
    return f"{PUBLISHED}{quote(''.join(symbol.split()), safe='/()')}"


def _changes(work: SiteWork, index: _Index) -> Iterator[Changes]:
    """Yield the pages that compare versions of the work, and the work with the document that it revises."""
    for language in dict.fromkeys(text.identity.language for text in work.texts):
        versions = [text for text in work.texts if text.identity.language == language]
        for new, old in pairwise(versions):
            yield _change(work, old, new, language, versions)
    for old_work in _revised(work, index):
        for new in work.latest:
            language = new.identity.language
            former = next((text for text in old_work.latest if text.identity.language == language), None)
            if former is not None:
                address = f"{work.folder}/changes/{fit_name(language)}.html"
                yield Changes(address, old_work.symbol, work.symbol, language, (former.name, new.name))


def _change(work: SiteWork, old: SiteText, new: SiteText, language: str, versions: Sequence[SiteText]) -> Changes:
    labels = strings(interface(language)).site
    names = [labels.version.format(name=text.version or "1") for text in (old, new)]
    place = f"{work.folder}/changes/{fit_name(language)}-{versions.index(new) + 1}.html"
    return Changes(place, names[0], names[1], language, (old.name, new.name))


def _revised(work: SiteWork, index: _Index) -> Iterable[SiteWork]:
    """Return the work that this one is a revision of, if the site has it: the revision before it, else the document."""
    for symbol in _symbols(work):
        if not symbol.suffixes or symbol.suffixes[-1][0] != "Rev" or symbol.parent is None:
            continue
        number = symbol.suffixes[-1][1]
        names = [*(f"{symbol.parent}/Rev.{n}" for n in range(number - 1, 0, -1)), str(symbol.parent)]
        found = next((index.keys[cited_key(name)] for name in names if cited_key(name) in index.keys), None)
        if found is not None and found.slug != work.slug:
            return [found]
    return []
