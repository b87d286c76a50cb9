"""Citations against the texts that they cite, where these are among the files of the run.

Reads the citations of each file with the date and the quoted title beside them, and date and title of each file. Gives
hits of TEXT-004 and TEXT-005.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher

from pipeline.validate.model.batch import Batch, BatchHit, Cited, Digest
from pipeline.validate.model.finding import Severity
from pipeline.validate.model.rule import batch_rule
from pipeline.validate.model.subject import AknFile, Block, words
from pipeline.validate.reading.citations import canonical
from pipeline.validate.rules.proofreading.printed_dates import citations_in, dated, dates_in, own_date

WARNING = Severity.WARNING
SAYS = {
    "TEXT-004": "{name} is dated {own} in {path}, here {cited}",
    "TEXT-005": "the title of {name} is “{own}” in {path}, here “{cited}”",
    "there": "date of the text: {own}",
    "title-there": "title of the text: {own}",
}
_SAME_TEXT_DAYS = 300
"""Nearer dates mean one text: a number of the Assembly is also one of the Human Rights Council, decades apart.
Chosen: less than a year, since numbers begin again with each session."""
_TITLE = re.compile(r"[^“«„《\"]{0,60}[“«„《\"][\s\u00a0]*([^“”«»„《》\"]{12,400}?)[\s\u00a0]*[”»“》\"]")
_MARK = re.compile(r"\(\d*\)|\[\d*\]|\W+")
_LIKE = 0.8
"""From this likeness on, a quoted text is the title with a slip; below it, the quotation is something else.
Chosen: four fifths of the title."""


def with_citations(file: AknFile, found: Digest) -> Digest:
    """Return the digest with what TEXT-004 and TEXT-005 compare."""
    titles = list(file.all("docTitle"))
    named = [e for e in titles if e.get("refersTo") == "#resolutionTitle"]
    title = words((named or titles)[0]) if titles else ""
    cited = tuple(one for block in file.blocks for one in _cited(file, block))
    return replace(found, dated=own_date(file), title=" ".join(title.split()), cited=cited)


def _cited(file: AknFile, block: Block) -> Iterator[Cited]:
    found = citations_in(file, block)
    days = dict(dated(block, found, dates_in(file, block))) if found else {}
    for one in found:
        day = days.get(one)
        quoted = _TITLE.match(block.text, one.end)
        title = " ".join(quoted[1].split()) if quoted else ""
        if title or (day is not None and day.exists):
            iso = day.iso if day is not None and day.exists else ""
            yield Cited(one.name, iso, title, file.order[block.element], one.begin, one.end - one.begin)


def texts(batch: Batch) -> dict[str, list[Digest]]:
    """Return the files of a run by the name under which they are cited; worked out once for both rules."""
    if "texts" not in batch.memo:
        found: dict[str, list[Digest]] = defaultdict(list)
        for one in sorted(batch.digests, key=lambda digest: digest.path):
            if one.symbol and one.dated:
                found[canonical(one.symbol)].append(one)
        batch.memo["texts"] = dict(found)
    known: dict[str, list[Digest]] = batch.memo["texts"]
    return known


def _apart(first: str, second: str) -> int:
    return abs((date.fromisoformat(first) - date.fromisoformat(second)).days)


@batch_rule(
    "TEXT-004",
    WARNING,
    "n",
    "project",
    "a citation gives the date of the text that it cites, where that is among the files",
    suggestion="Open the text cited and correct the date, or the number.",
)
def cited_date(batch: Batch) -> Iterator[BatchHit]:
    """Compare dates; no file of the number may have the date, and one must be of about the same time."""
    known = texts(batch)
    for one in batch.digests:
        for cited in one.cited:
            yield from _wrong_date(one, cited, known.get(cited.name, ()))


def _wrong_date(one: Digest, cited: Cited, candidates: Iterable[Digest]) -> Iterator[BatchHit]:
    files = list(candidates)
    if not cited.dated or any(file.dated == cited.dated for file in files):
        return
    near = [file for file in files if _apart(file.dated, cited.dated) < _SAME_TEXT_DAYS]
    if near:
        own = next((file for file in near if file.language == one.language), near[0])
        message = SAYS["TEXT-004"].format(name=cited.name, own=own.dated, path=own.path, cited=cited.dated)
        there = (own.path, own.places.get("symbol", 0), SAYS["there"].format(own=own.dated))
        yield _hit(one, cited, message, there)


@batch_rule(
    "TEXT-005",
    WARNING,
    "n",
    "project",
    "a citation quotes the title of the text that it cites as it is, where that is among the files",
    suggestion="Open the text cited and correct the title, or the number.",
)
def cited_title(batch: Batch) -> Iterator[BatchHit]:
    """Compare titles in one language, word by word; a part of a title, or another quotation, is left alone."""
    known = texts(batch)
    for one in batch.digests:
        for cited in one.cited:
            if cited.title:
                yield from _wrong_title(one, cited, known.get(cited.name, ()))


def _wrong_title(one: Digest, cited: Cited, candidates: Iterable[Digest]) -> Iterator[BatchHit]:
    same = [file for file in candidates if file.title and file.language == one.language]
    if not same or any(_part_of(cited.title, file.title) for file in same):
        return
    own = max(same, key=lambda file: _likeness(cited.title, file.title))
    if _likeness(cited.title, own.title) >= _LIKE:
        message = SAYS["TEXT-005"].format(name=cited.name, own=own.title, path=own.path, cited=cited.title)
        there = (own.path, own.places.get("symbol", 0), SAYS["title-there"].format(own=own.title))
        yield _hit(one, cited, message, there)


def _plain(title: str) -> str:
    return f" {' '.join(_MARK.sub(' ', title).casefold().split())} "


def _part_of(quoted: str, title: str) -> bool:
    mine, theirs = _plain(quoted), _plain(title)
    return mine in theirs or theirs in mine


def _likeness(first: str, second: str) -> float:
    return SequenceMatcher(None, _plain(first), _plain(second), autojunk=False).ratio()


def _hit(one: Digest, cited: Cited, message: str, there: tuple[str, int, str]) -> BatchHit:
    return BatchHit(one.path, cited.index, message, offset=cited.offset, length=cited.length, related=(there,))
