"""Facets: the issuing bodies, kinds, sessions, years, subjects and languages by which works are found.

Reads works. Gives for each facet its values, and for each value its works, the newest first.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.document import Body
from pipeline.languages.codes import direction
from pipeline.languages.strings import native_name, strings
from pipeline.site.addresses import fit_name, unique
from pipeline.site.model import SiteWork, WorkEntry, language_order

FACETS = ("body", "kind", "session", "year", "subject", "language")
_LONGEST_SUBJECT = 300
"""Characters of a subject that has a page. Chosen: longer ones are sentences."""


@dataclass(slots=True)
class FacetValue:
    """A value of a facet: what it is called and the works that have it."""

    facet: str
    value: str
    """As the works have it: `ga`, `79`, "RIGHTS OF THE CHILD"."""
    slug: str = ""
    """Its folder in that of the facet."""
    entries: list[WorkEntry] = field(default_factory=list)

    def name(self, language: str) -> str:
        """Return what it is called in an interface language."""
        labels = strings(language).site
        if self.facet == "body":
            return labels.bodies.get(self.value, labels.bodies["other"])
        if self.facet == "kind":
            return labels.kinds.get(self.value, labels.kinds["other"])
        if self.facet == "session":
            body, _, number = self.value.partition("-")
            return labels.session.format(body=labels.bodies.get(body, labels.bodies["other"]), number=number)
        if self.facet == "language":
            return native_name(self.value)
        return self.value or labels.undated

    def own_language(self, language: str) -> dict[str, str]:
        """Return language and direction of the name, where they are not those of the page."""
        if self.facet != "language" or self.value == language:
            return {}
        return {"lang": self.value, "dir": direction(self.value).value}

    def page(self, language: str, number: int = 1) -> str:
        """Return the address of one of its pages."""
        return list_page(f"{self.facet}/{self.slug}", language, number)


def list_page(folder: str, language: str, number: int = 1) -> str:
    """Return the address of a page of a list that has several."""
    return f"{folder}/{language}.html" if number == 1 else f"{folder}/{language}-{number}.html"


Facets = dict[str, list[FacetValue]]


def facets(works: Iterable[SiteWork]) -> Facets:
    """Return the values of each facet in the order in which they are listed."""
    found: dict[str, dict[str, FacetValue]] = {facet: {} for facet in FACETS}
    for work in works:
        for facet, value in dict.fromkeys((f, v) for f, v in _values(work)):
            known = found[facet].setdefault(_alike(facet, value), FacetValue(facet, value))
            known.entries.append(work.entry)
    return {facet: _placed(facet, values.values()) for facet, values in found.items()}


def by_work(found: Facets) -> dict[str, list[FacetValue]]:
    """Return the values of each work by its slug."""
    values: dict[str, list[FacetValue]] = {}
    for value in (value for one in found.values() for value in one):
        for entry in value.entries:
            values.setdefault(entry.slug, []).append(value)
    return values


def subjects(work: SiteWork) -> list[str]:
    """Return the subjects of a work that have a page, each once."""
    found: dict[str, str] = {}
    for subject in work.model.identity.subjects:
        name = " ".join(subject.split())
        if name and len(name) <= _LONGEST_SUBJECT:
            found.setdefault(_alike("subject", name), name)
    return list(found.values())


def _values(work: SiteWork) -> Iterator[tuple[str, str]]:
    """Yield the facets of a work with its values."""
    identity = work.model.identity
    yield "body", identity.body.value
    yield "kind", identity.kind.value
    if identity.session is not None:
        yield "session", f"{identity.body.value}-{identity.session}"
    yield "year", str(work.date.year) if work.date else ""
    yield from (("subject", name) for name in subjects(work))
    for text in work.latest:
        yield "language", text.identity.language


def _alike(facet: str, value: str) -> str:
    """Return what is equal for two values that are one: subjects differ by capitals from file to file."""
    return unicodedata.normalize("NFKC", value).casefold() if facet == "subject" else value


def _placed(facet: str, values: Iterable[FacetValue]) -> list[FacetValue]:
    """Return the values in order, each with its own folder."""
    ordered = sorted(values, key=lambda one: _order(facet, one))
    taken: set[str] = set()
    for one in ordered:
        one.slug = unique(fit_name(one.value.lower() or "undated"), taken)
    return ordered


def _order(facet: str, one: FacetValue) -> tuple[object, ...]:
    if facet == "body":
        return ([body.value for body in Body].index(one.value), one.value)
    if facet == "language":
        return language_order(one.value)
    if facet == "year":
        return (-int(one.value or 0), one.value)
    if facet == "session":
        body, _, number = one.value.partition("-")
        return ([b.value for b in Body].index(body), -int(number))
    if facet == "kind":
        return (one.value == "other", one.value)
    return (unicodedata.normalize("NFKD", one.value).casefold(), one.value)
