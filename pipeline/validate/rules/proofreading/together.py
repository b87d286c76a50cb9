"""All languages of a work against each other: facts, and passages that only one language lacks.

Reads the passages of the files of a run. Gives hits of LANG-001 to 005.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pipeline.languages.codes import name_in
from pipeline.languages.dates import months
from pipeline.languages.strings import FALLBACK
from pipeline.validate.across.compare import PassagePlace, Slip, SlipKind, WorkText, slips
from pipeline.validate.model.batch import Batch, BatchHit, Digest
from pipeline.validate.model.finding import Severity
from pipeline.validate.model.rule import batch_rule

WARNING, NOTE = Severity.WARNING, Severity.NOTE
SURE = 0.5
"""From here on a slip is a warning; below it is a note: it may be a way of saying it.
Chosen: half of what the two passages say."""
SAYS = {
    "both": "{language} alone says {shown}, where {others} say {missing}",
    "missing": "{language} alone does not say {missing}, which {others} say",
    "present": "{language} alone says {shown}; {others} do not",
    "lost": "{missing} is missing, which is in {others}",
    "there": "{language}: {words}",
}


def all_slips(batch: Batch) -> list[Slip]:
    """Return the slips of all works of a run; worked out once for all rules."""
    if "slips" not in batch.memo:
        batch.memo["slips"] = [slip for texts in works(batch) for slip in slips(texts)]
    found: list[Slip] = batch.memo["slips"]
    return found


def works(batch: Batch) -> Iterator[list[WorkText]]:
    """Yield the texts of each work, one for each language of its commonest version."""
    for files in batch.works.values():
        by_version: dict[str, dict[str, Digest]] = defaultdict(dict)
        for one in files:
            if one.passages:
                by_version[one.expression.rpartition("@")[2]].setdefault(one.language, one)
        chosen = max(by_version.values(), key=len, default={})
        if len(chosen) > 1:
            yield [WorkText(one.path, language, one.passages) for language, one in sorted(chosen.items())]


def sentence(slip: Slip) -> str:
    """Return what differs, in plain words."""
    shown = ", ".join(_shown(slip.kind, one) for one in slip.present)
    missing = ", ".join(_shown(slip.kind, one) for one in slip.missing)
    others = _others(slip)
    key = "lost" if slip.offset < 0 else "both" if shown and missing else "missing" if missing else "present"
    return SAYS[key].format(language=name_of(slip.language), shown=shown, missing=missing, others=others)


def name_of(language: str) -> str:
    """Return the English name of a language."""
    return name_in(language, FALLBACK)


def _others(slip: Slip) -> str:
    names = [name_of(place.language) for place in slip.others]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _shown(kind: SlipKind, atom: str) -> str:
    if kind is SlipKind.MONTH and atom.isdecimal():
        return months(FALLBACK)[int(atom) - 1]
    if kind is SlipKind.FIGURE and atom.isdecimal() and len(atom) > 4:
        return f"{int(atom):,}".replace(",", "\u00a0")
    return atom.removeprefix("line:")


def _hits(batch: Batch, *kinds: SlipKind) -> Iterator[BatchHit]:
    for slip in all_slips(batch):
        if slip.kind in kinds:
            related = tuple((place.path, place.passage.index, _there(place)) for place in slip.others)
            yield BatchHit(
                slip.path,
                slip.index,
                sentence(slip),
                offset=slip.offset if slip.present else -1,
                length=slip.length,
                severity=None if slip.sure >= SURE else NOTE,
                related=related,
            )


def _there(place: PassagePlace) -> str:
    return SAYS["there"].format(language=name_of(place.language), words=_excerpt(place.passage.text))


def _excerpt(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 80 else f"{plain[:80]}…"


@batch_rule(
    "LANG-001",
    WARNING,
    "n",
    "project",
    "all languages of a work give the same figures",
    suggestion="Compare the passages and correct the language that stands alone.",
)
def figures(batch: Batch) -> Iterator[BatchHit]:
    """Compare numbers, years, days, in words or in figures, with the large numbers of each language."""
    yield from _hits(batch, SlipKind.FIGURE)


@batch_rule(
    "LANG-002",
    WARNING,
    "n",
    "project",
    "all languages of a work give the same months",
    suggestion="Compare the passages and correct the language that stands alone.",
)
def same_months(batch: Batch) -> Iterator[BatchHit]:
    """Compare months; days and years are figures (LANG-001)."""
    yield from _hits(batch, SlipKind.MONTH)


@batch_rule(
    "LANG-003",
    WARNING,
    "n",
    "project",
    "all languages of a work cite the same documents",
    suggestion="Compare the passages and correct the language that stands alone.",
)
def cited(batch: Batch) -> Iterator[BatchHit]:
    """Compare resolutions and symbols."""
    yield from _hits(batch, SlipKind.CITATION)


@batch_rule(
    "LANG-004",
    WARNING,
    "n",
    "project",
    "no paragraph, note or line of the front is missing in one language",
    suggestion="Compare the texts at this place and add what is missing.",
)
def lost(batch: Batch) -> Iterator[BatchHit]:
    """Compare what the passages say, so that the right one is named if the following ones are renumbered."""
    yield from _hits(batch, SlipKind.PARAGRAPH, SlipKind.NOTE, SlipKind.LINE)
