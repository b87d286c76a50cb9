"""Which step may follow which, and with what: the one place where a life that contradicts itself is refused.

Reads a text, its relatives, and the step asked for. Raises `UsageError` with the reason. Steps and texts:

| | assign | revise | corrigendum | apply | addendum |
|---|---|---|---|---|---|
| first version, revision, corrected text | yes | the latest | the latest | by its corrigendum | yes |
| corrigendum | yes | no | no | to its text, in order | no |
| addendum | yes | yes | yes | by its corrigendum | no |
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.akn.bodies import body_of_symbol, issuing_bodies, short_names
from pipeline.akn.classes import document_class, kind_named, kind_of_series
from pipeline.akn.identifiers import UNASSIGNED, Symbol, normalised_actor
from pipeline.errors import IdentifierError, UsageError
from pipeline.languages.strings import letter
from pipeline.read import AKN4UN
from pipeline.versions.life.texts import Kind, Lineage, Text

_OWN = frozenset({Kind.ORIGINAL, Kind.REVISION, Kind.CORRECTED})
_REVISED = _OWN | {Kind.ADDENDUM}
_SUFFIX = re.compile(r"/Rev\.(\d+)$")
_FIRST = "1945"
_JOB = re.compile(r"\d{2}-\d{5}(?: \(([ACEFRSG])\))?")


def _refused(why: str, remedy: str = "") -> UsageError:
    return UsageError(why, remedy=remedy)


# ------------------------------------------------------------------ versions


def may_revise(family: Lineage, text: Text, number: int, date: str) -> None:
    """Raise UsageError unless a revision of this number and date may follow the text."""
    if text.kind not in _REVISED:
        raise _refused(f"{text.name} is {text.kind}, which is not revised", "correct it by a further corrigendum")
    _is_latest(family, text, "revised")
    last = max((t.revision for t in family.versions(text.known.language)), default=text.revision)
    if number <= last:
        raise _refused(f"there is a Rev.{number} of this text already", f"the next revision is Rev.{last + 1}")
    if number != last + 1:
        raise _refused(f"there is no Rev.{number - 1} of this text yet", f"the next revision is Rev.{last + 1}")
    _not_before(date, text, "a revision")
    if text.days and date == text.days[0]:
        raise _refused(f"{text.name} is of the same day, {date}, so that both would have one address")


def may_correct(family: Lineage, text: Text, number: int, date: str) -> None:
    """Raise UsageError unless a corrigendum of this number and date may be made to the text."""
    if text.kind not in _REVISED:
        raise _refused(f"{text.name} is {text.kind}, which no corrigendum corrects")
    _is_latest(family, text, "corrected")
    others = family.corrigenda(text)
    _next("Corr", number, others)
    _not_before(date, text, "a corrigendum")
    _not_before_others(date, others, "a corrigendum")


def may_apply(family: Lineage, text: Text, corrigendum: Text) -> None:
    """Raise UsageError unless the corrigendum may be applied to the text now."""
    if corrigendum.kind is not Kind.CORRIGENDUM:
        raise _refused(f"{corrigendum.name} is {corrigendum.kind}, not a corrigendum")
    if text.corrections >= corrigendum.number > 0:
        raise _refused(f"Corr.{corrigendum.number} is in {text.name} already")
    if corrigendum.number > text.corrections + 1:
        raise _refused(
            f"Corr.{corrigendum.number - 1} is not in {text.name} yet", "apply the corrigenda in their order"
        )
    _is_latest(family, text, "corrected")
    _not_before(corrigendum.known.date, text, "a corrigendum")


def may_add(family: Lineage, text: Text, number: int, date: str) -> None:
    """Raise UsageError unless an addendum of this number and date may be made to the text."""
    if text.kind not in _OWN:
        raise _refused(f"{text.name} is {text.kind}, to which nothing is added")
    others = family.addenda(text)
    _next("Add", number, others)
    _not_before(date, text, "an addendum")
    _not_before_others(date, others, "an addendum")


def _is_latest(family: Lineage, text: Text, done: str) -> None:
    versions = family.versions(text.known.language)
    own = (text.revision, text.corrections)
    later = [t for t in versions if (t.revision, t.corrections) > own]
    if later and text.path.resolve() != later[-1].path.resolve():
        raise _refused(f"{text.name} is {done} by {later[0].name} already", f"the latest version is {later[-1].name}")


def _next(what: str, number: int, others: Iterable[Text]) -> None:
    """Numbers run from 1 without gaps."""
    taken = {t.number for t in others}
    following = max(taken, default=0) + 1
    if number in taken:
        raise _refused(f"there is a {what}.{number} already", f"the next one is {what}.{following}")
    if number != following:
        raise _refused(f"there is no {what}.{number - 1} yet", f"the next one is {what}.{following}")


def _not_before(date: str, text: Text, what: str) -> None:
    if text.date and date < text.date:
        raise _refused(f"{what} of {date} would be older than its text, {text.name}, which is of {text.date}")


def _not_before_others(date: str, others: list[Text], what: str) -> None:
    if others and date < others[-1].known.date:
        before = others[-1]
        raise _refused(f"{what} of {date} would be older than the one before, {before.name}, of {before.known.date}")


# ------------------------------------------------------------------ what is assigned


def may_assign(family: Lineage, text: Text, symbol: str, job: str, date: str) -> None:
    """Raise UsageError if symbol, job number or date contradict the text or its relatives."""
    if symbol:
        _symbol(family, text, symbol)
    found = _JOB.fullmatch(job)
    own = letter(text.known.language)
    if found and found[1] and own and found[1] != own:
        raise _refused(
            f"“{job}” is the job number of a text in another language: this text is in {text.known.language}",
            f"its job number ends with ({own})",
        )
    if date:
        _date(family, text, date)


def may_classify(text: Text, kind: str, body: str) -> None:
    """Raise UsageError if kind or body contradict the symbol that a text has."""
    known = _SUFFIX.sub("", text.symbol)
    try:
        symbol = Symbol.parse(known) if known else None
    except IdentifierError:
        symbol = None
    if symbol is None:
        return
    meant = kind_of_series(symbol.series) if symbol.series else ""
    if kind and meant and kind != meant:
        raise _refused(f"{symbol} is the symbol of a {meant}, not of a {kind}", f"give --kind {meant}")
    actor, own = short_names().get(body, ""), body_of_symbol(str(symbol))
    if actor and own and own != actor:
        raise _refused(f"{symbol} is the symbol of another body than {actor}")


def _open(text: Text) -> set[str]:
    """Return what the metadata of a text say is not assigned: "kind", "body"."""
    return {e.get("name", "") for e in text.known.metadata.iter(f"{{{AKN4UN}}}notAssigned")}


def _symbol(family: Lineage, text: Text, given: str) -> None:
    try:
        symbol = Symbol.parse(given)
    except IdentifierError as error:
        raise _refused(error.what) from error
    if UNASSIGNED in given:
        raise _refused(f"“{given}” is not a whole symbol: “{UNASSIGNED}” stands for a number", "give the number")
    _kind_fits(text, symbol)
    _organ_fits(text, symbol)
    _suffixes_fit(text, symbol)
    _printed_fits(text, given)
    for other in family.texts:
        known = _SUFFIX.sub("", other.symbol)
        if known and known != _SUFFIX.sub("", given):
            raise _refused(f"{other.name} is the same Work and has the symbol {known}", f"assign {known}")


def _kind_fits(text: Text, symbol: Symbol) -> None:
    """Raise UsageError if the series in the symbol is of another kind of document: A/RES/62/7 is a resolution."""
    own = kind_named(text.known.top.get("name", ""))
    meant = kind_of_series(symbol.series) if symbol.series else ""
    if meant and own != meant and text.kind in _OWN:
        remedy = f"give --kind {meant} too" if "kind" in _open(text) else ""
        raise _refused(f"{symbol} is the symbol of a {meant}, and this text is a {own}", remedy)
    series = document_class(own).series if own != "other" else ()
    if series and text.kind in _OWN and symbol.series not in series:
        raise _refused(f"{symbol} is not the symbol of a {own}", f"its series is {' or '.join(series)}")


def _organ_fits(text: Text, symbol: Symbol) -> None:
    actor, own = normalised_actor(text.known.work_iri.actor), body_of_symbol(str(symbol))
    if own and actor in issuing_bodies() and own != actor:
        raise _refused(f"{symbol} is the symbol of another body: the text is of {actor}")
    session = next((e.get("value", "") for e in text.known.top.iter("{*}session") if e.get("value")), "")
    if session and symbol.session and symbol.session.removeprefix("ES-").removeprefix("S-") != session:
        raise _refused(f"{symbol} is of session {symbol.session}, and the text is of session {session}")


def _suffixes_fit(text: Text, symbol: Symbol) -> None:
    """Raise UsageError for a wrong suffix: a main document has none, any other document that of its kind."""
    suffixes = [s for s in symbol.suffixes if s[0] in ("Add", "Corr", "Rev")]
    revision = [n for name, n in suffixes if name == "Rev"][-1:] if suffixes and suffixes[-1][0] == "Rev" else []
    if revision and revision[0] != text.revision:
        what = f"Rev.{text.revision}" if text.revision else "not a revision"
        raise _refused(f"{symbol} is the symbol of Rev.{revision[0]}, and this text is {what}")
    last = next((s for s in reversed(suffixes) if s[0] != "Rev"), None)
    expected = {Kind.CORRIGENDUM: "Corr", Kind.ADDENDUM: "Add"}.get(text.kind)
    if expected and last != (expected, text.number):
        raise _refused(f"{symbol} is not the symbol of {expected}.{text.number}, which this text is")
    if not expected and last and last[0] == "Corr":
        raise _refused(f"{symbol} is the symbol of a corrigendum, and this text is {text.kind}")


def _printed_fits(text: Text, given: str) -> None:
    """Raise UsageError unless the symbol completes the printed one: “A/62/…” may become A/62/658."""
    printed = text.known.symbol
    if UNASSIGNED not in printed:
        return
    pattern = re.escape(printed).replace(re.escape(UNASSIGNED), r"[^/]+")
    if not re.fullmatch(rf"{pattern}(?:/Rev\.\d+)?", given):
        raise _refused(f"{given} does not complete the symbol of the text, {printed}")


def _date(family: Lineage, text: Text, date: str) -> None:
    begun = max((d for d in text.known.work.dates if d >= _FIRST), default="")
    if date < _FIRST or date < begun:
        raise _refused(f"{date} is before the text itself, which is of {begun or 'a later day'}")
    if text.days and date != text.days[0]:
        raise _refused(f"the address of {text.name} says that it is of {text.days[0]}", f"give --date {text.days[0]}")
    for other in family.versions(text.known.language):
        if other.revision > text.revision and other.days and date > other.days[0]:
            raise _refused(f"{date} is after {other.name}, which revises this text")
        if other.corrections > text.corrections and other.revision == text.revision and date > other.days[-1]:
            raise _refused(f"{date} is after {other.name}, which corrects this text")
