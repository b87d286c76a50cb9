"""The life of a work: its lineage, and the text as it was on a day.

Reads the works of `source/`. Gives the events of a work in order, from the lifecycles of its expressions and from the
works that correct or add to it; and for a day the Expression in force [strict point-in-time].
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.akn.identification import WORK, identifications
from pipeline.akn.identifiers import normalised_iri
from pipeline.errors import DocumentError, MissingInputError, UsageError
from pipeline.files import exists
from pipeline.library.expressions import Expression, expressions, find
from pipeline.library.outside import works_of
from pipeline.read import Source, parse_file
from pipeline.versions.amend.identification import SourceIdentification
from pipeline.versions.amend.masthead import real_day

REPEATED = ("generation", "amendment", "repeal")
"""Sorts of events [strict versions.2] that every later expression repeats."""


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """One line of a lineage."""

    date: str
    what: str
    name: str
    """Short name of the expression or work, or the IRI of one that is not here."""
    detail: str = ""


def history(name: str, folder: Path | None = None) -> list[Event]:
    """Return the lineage of a work, oldest first. Raises UsageError, MissingInputError."""
    known = _named(name, folder)
    works = {e.work for e in known}
    iris = set().union(*(SourceIdentification(parse_file(e.path)).addresses(WORK) for e in known))
    events: dict[Event, None] = {}
    for expression in {e.path.resolve(): e for e in (*expressions(folder), *known)}.values():
        source = parse_file(expression.path)
        try:
            if expression.work in works:
                events |= dict.fromkeys(_own_events(expression, source))
            else:
                events |= dict.fromkeys(_dependents(expression, source, iris))
        except DocumentError:
            continue
    return _once(sorted(events))


def _named(name: str, folder: Path | None) -> list[Expression]:
    """Return the expressions of a name or IRI, or of a path: a file of `source/` stands for all of its work."""
    if not exists(name):
        return find(name, folder)
    found = [e for work in works_of([name]).values() for e in work]
    own = {e.path.resolve(): e.work for e in expressions(folder)}
    works = {own[e.path.resolve()] for e in found if e.path.resolve() in own}
    return [*(e for e in expressions(folder) if e.work in works), *(e for e in found if e.work not in works)]


def _once(events: list[Event]) -> list[Event]:
    """Return the events without those that a later expression repeats from the lifecycle of an earlier one."""
    first: dict[tuple[str, ...], Event] = {}
    for event in events:
        first.setdefault(_repeated(event), event)
    return [e for e in events if first[_repeated(e)] is e]


def _repeated(event: Event) -> tuple[str, ...]:
    """Return the key that is equal for two lines on the same event."""
    if event.what in REPEATED:
        return (event.date, event.what, event.detail)
    return (event.what, event.detail) if event.what.startswith("alias ") else (event.date, event.what, event.name)


def _own_events(expression: Expression, source: Source) -> Iterator[Event]:
    known = SourceIdentification(source)
    lifecycle = known.block_of("lifecycle")
    references = {e.get("eId"): e for e in known.metadata.iter("*") if e.get("eId")}
    rows = list(lifecycle) if lifecycle is not None else []
    for row in rows:
        cause = references.get(row.get("source", "").lstrip("#"))
        detail = cause.get("showAs", "") if cause is not None else ""
        yield Event(row.get("date", ""), row.get("type", ""), expression.name, detail)
    if not rows or known.expression.find("versionNumber") is not None:
        yield Event(known.date, "version", expression.name, known.expression.value("versionNumber", "showAs"))
    for alias in known.work.all("alias"):
        yield Event(_assigned(known), f"alias {alias.get('name', '')}", expression.name, alias.get("value", ""))


def _assigned(known: SourceIdentification) -> str:
    """Return the day on which a text had its symbol: that of its publication; never before the text."""
    publication = known.block_of("publication")
    return max(known.date, publication.get("date", "") if publication is not None else "")


def _dependents(expression: Expression, source: Source, iris: set[str]) -> Iterator[Event]:
    """Yield corrigenda and addenda to the work, and parts elsewhere that are the work."""
    known = SourceIdentification(source)
    references = known.block_of("references")
    for row in references if references is not None else ():
        if not isinstance(row.tag, str):
            continue
        href = normalised_iri(row.get("href", ""))
        sort = {"activeRef": "corrected by"}.get(row.tag.rpartition("}")[2], "")
        sort = "added to by" if row.get("name") == "addendumTo" else sort
        if sort and href in iris:
            yield Event(known.date, sort, expression.name, known.symbol)
    for level in (level for part in identifications(source.root) for level in part.levels.values()):
        for _ in iris & set(map(normalised_iri, level.aliases("autonomousWork"))):
            yield Event(known.date, "part of", expression.name, known.symbol)


def at(name: str, date: str, folder: Path | None = None) -> Expression:
    """Return the Expression of a work that was in force, and known, on a day.

    Of the expressions of one language the one with the greatest first date, then the greatest second date, neither
    after the day. Raises UsageError for no date, several languages, or a day before the work.
    """
    day = real_day(date).isoformat()
    dated = [(*_dates(e), e) for e in _named(name, folder)]
    languages = {e.expression.partition("@")[0] for _, _, e in dated}
    if len(languages) > 1:
        raise UsageError(f"{name} is here in several languages", remedy=f"give one: {', '.join(sorted(languages))}")
    official = [row for row in dated if not _unofficial(row[2])] or dated
    fit = [row for row in official if row[0] <= day and row[1] <= day]
    if not fit:
        first = min(row[0] for row in official)
        raise MissingInputError(f"{name} did not exist on {day}", remedy=f"its first version is of {first}")
    return max(fit, key=lambda row: (row[0], row[1]))[2]


def _dates(expression: Expression) -> tuple[str, str]:
    """Return the first and second date of an Expression: of its version part, else of its metadata."""
    version = expression.expression.partition("@")[2]
    parts = [p for p in version.split(";") if p[:4].isdigit()]
    first = parts[0] if parts else _begun(SourceIdentification(parse_file(expression.path)))
    return first, parts[-1] if len(parts) > 1 else first


def _begun(known: SourceIdentification) -> str:
    """Return the date of a first version: that of the Work, where distribution came later."""
    return min([d for d in (*known.work.dates, known.date) if d >= "1945"], default=known.date)


def _unofficial(expression: Expression) -> bool:
    return not (expression.expression.partition("@")[2] or "0")[0].isdigit()
