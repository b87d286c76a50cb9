"""Files of one work against each other: IRIs, eIds, units, notes, symbols [NC 4.2, 5.5, EM paragraphs].

Reads the digests of all files of a run. Gives hits of AKN-NC-016 and 024, AKN4UN-011 and 307, WORK-001 and WORK-002.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

from pipeline.files import counted
from pipeline.validate.model.batch import Batch, BatchHit, Digest, Unit
from pipeline.validate.model.finding import Severity
from pipeline.validate.model.rule import batch_rule

_REVISION = re.compile(r"/Rev\.\d+$")
ERROR, WARNING = Severity.ERROR, Severity.WARNING


def _at(one: Digest, level: str, message: str, attribute: str = "value") -> BatchHit:
    return BatchHit(one.path, one.places.get(level, 0), message, attribute=attribute)


@batch_rule(
    "AKN-NC-016",
    ERROR,
    "s",
    "NC 4.2",
    "one file per Manifestation IRI, one text per Expression IRI",
    suggestion="Give each text an Expression IRI of its own; keep one file of each.",
)
def one_file(batch: Batch) -> Iterator[BatchHit]:
    """Report a copy, which has the same Manifestation; another text under the same Expression is worse."""
    manifestations: dict[str, Digest] = {}
    expressions: dict[str, Digest] = {}
    for one in sorted(batch.digests, key=lambda digest: digest.path):
        first = manifestations.setdefault(one.manifestation, one) if one.manifestation else one
        if first is not one:
            yield _at(one, "FRBRManifestation", f"the Manifestation IRI is also that of {first.path}")
        first = expressions.setdefault(one.expression, one) if one.expression else one
        if first is not one and first.content != one.content:
            yield _at(one, "FRBRExpression", f"another text with the same Expression IRI is in {first.path}")


@batch_rule(
    "AKN4UN-011",
    ERROR,
    "s",
    "NC 4.6",
    "two texts of a Work in one language differ in the version part",
    suggestion="Give the later one a date or a version number after “@”.",
)
def versions(batch: Batch) -> Iterator[BatchHit]:
    """Compare versions: “fra” and “fra@” are the same."""
    for files in batch.works.values():
        seen: dict[tuple[str, str], Digest] = {}
        for one in files:
            version = one.expression.rpartition("/")[2].partition("@")[2]
            first = seen.setdefault((one.language, version), one)
            if first is not one and first.content != one.content:
                yield _at(one, "FRBRExpression", f"{first.path} is the same version in the same language")


@batch_rule(
    "AKN-NC-024",
    ERROR,
    "-",
    "NC 5.5.2, 5.5.3",
    "wId occurs once, only where it differs from eId, and is the eId of the master",
    suggestion="Write wId only where the master Expression has another eId, with that value.",
)
def work_identifiers(batch: Batch) -> Iterator[BatchHit]:
    """Check each wId in its file, and against the master if it is in the batch."""
    for one in batch.digests:
        seen: set[str] = set()
        for unit in one.identifiers:
            if unit.wid == unit.eid:
                yield BatchHit(one.path, unit.index, f"wId “{unit.wid}” repeats eId", attribute="wId")
            elif unit.wid in seen:
                yield BatchHit(one.path, unit.index, f"wId “{unit.wid}” occurs a second time", attribute="wId")
            seen.add(unit.wid)
    for files in batch.works.values():
        master = next((one for one in files if one.original), None)
        for one in files if master else ():
            if master is not None and one is not master:
                yield from _against_master(one, master)


def _against_master(one: Digest, master: Digest) -> Iterator[BatchHit]:
    known = {unit.eid for unit in master.units}
    for unit in one.identifiers:
        if known and unit.wid not in known and any(u.eid == unit.eid for u in one.units):
            yield BatchHit(one.path, unit.index, f"wId “{unit.wid}” is not an eId of {master.path}", attribute="wId")
    if not any(unit.wid for unit in one.identifiers) and len(one.units) == len(master.units):
        for mine, theirs in zip(one.units, master.units, strict=True):
            if (
                mine.name == theirs.name
                and mine.eid != theirs.eid
                and mine.eid
                and theirs.eid
                and one.language != master.language
            ):
                yield BatchHit(
                    one.path,
                    mine.index,
                    f"the eId is “{mine.eid}”, in {master.path} “{theirs.eid}”, and no wId says so",
                    attribute="eId",
                )
                return


def _languages(files: list[Digest]) -> list[Digest]:
    """Return one file per language and version: what can be compared; [] if there are fewer than two."""
    chosen: dict[tuple[str, str], Digest] = {}
    for one in files:
        version = one.expression.rpartition("/")[2].partition("@")[2]
        chosen.setdefault((version, one.language), one)
    by_version: dict[str, list[Digest]] = defaultdict(list)
    for (version, _), one in chosen.items():
        by_version[version].append(one)
    found = max(by_version.values(), key=len, default=[])
    return found if len(found) > 1 else []


def _numbers(one: Digest) -> list[Unit]:
    """Return paragraphs with a number in figures: what all languages write alike."""
    return [unit for unit in one.units if unit.name == "paragraph" and unit.number.isdecimal()]


def _notes(one: Digest) -> list[Unit]:
    return list(one.notes)


@batch_rule(
    "AKN4UN-307",
    WARNING,
    "s",
    "EM paragraphs",
    "all languages of a Work have the same numbered paragraphs",
    suggestion="Compare the two texts at this place: a paragraph is missing, doubled or numbered otherwise.",
)
def same_units(batch: Batch) -> Iterator[BatchHit]:
    """Report the first difference of each file."""
    for files in batch.works.values():
        chosen = _languages(files)
        if chosen:
            yield from _compared([one for one in chosen if _numbers(one)], _numbers, "paragraph")


@batch_rule(
    "WORK-001",
    WARNING,
    "s",
    "EM footnotes",
    "all languages of a Work have the same notes",
    suggestion="Compare the two texts at this note.",
)
def same_notes(batch: Batch) -> Iterator[BatchHit]:
    """Report the first difference of each file."""
    for files in batch.works.values():
        chosen = _languages(files)
        if chosen:
            yield from _compared(chosen, _notes, "note")


def _compared(files: list[Digest], units: Callable[[Digest], list[Unit]], noun: str) -> Iterator[BatchHit]:
    """Yield what the files that differ from most of the others lack; of two files the one that has less."""
    counts = Counter(len(units(one)) for one in files)
    most = max(counts.items(), key=lambda entry: (entry[1], entry[0]), default=(0, 0))
    if len(counts) < 2 or (most[1] * 2 <= len(files) and len(files) > 2):
        return
    usual = [one for one in files if len(units(one)) == most[0]]
    reference = next((one for one in usual if one.language == "eng"), usual[0])
    theirs = units(reference)
    for one in files:
        mine = units(one)
        if len(mine) != most[0]:
            numbers = Counter(unit.number for unit in theirs) - Counter(unit.number for unit in mine)
            lost = next((unit for unit in theirs if unit.number in numbers), None)
            what = f"; {noun} {lost.number} is missing here" if lost is not None and len(mine) < most[0] else ""
            at = max(
                (unit.index for unit in mine if lost and _before(unit, lost)), default=mine[0].index if mine else 0
            )
            message = f"{counted(len(mine), noun)} here, {most[0]} in {_most(usual)}{what}"
            yield BatchHit(one.path, at, message, related=_there(reference, lost, noun))


def _there(reference: Digest, lost: Unit | None, noun: str) -> tuple[tuple[str, int, str], ...]:
    return ((reference.path, lost.index, f"{noun} {lost.number}"),) if lost is not None else ()


def _before(unit: Unit, lost: Unit) -> bool:
    return unit.number.isdecimal() and lost.number.isdecimal() and int(unit.number) < int(lost.number)


def _most(files: list[Digest]) -> str:
    return files[0].path if len(files) == 1 else ", ".join(sorted(one.language for one in files))


@batch_rule(
    "WORK-002",
    WARNING,
    "s",
    "form symbols",
    "all expressions of a Work print the same symbol",
    suggestion="Correct the symbol, or the Work IRI.",
)
def same_symbol(batch: Batch) -> Iterator[BatchHit]:
    """Compare without spaces, the asterisks of a reissue, and the "/Rev.n" of a revision, which is the same Work."""
    for files in batch.works.values():
        with_symbol = [one for one in files if one.symbol]
        for one in with_symbol[1:]:
            if _bare(one.symbol) != _bare(with_symbol[0].symbol):
                what = f"the symbol is “{one.symbol}”, in {with_symbol[0].path} “{with_symbol[0].symbol}”"
                yield _at(one, "symbol", what, attribute="")


def _bare(symbol: str) -> str:
    return _REVISION.sub("", "".join(symbol.split()).rstrip("*"))
