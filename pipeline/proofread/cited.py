"""Citations against the texts cited, which may be in other works of the folder; links against their words.

Reads `AknFile`s, and what the files of a run cite. Gives rows: the passage that cites, beside it the text cited.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.errors import DocumentError
from pipeline.proofread.result import Difference, QuotedPassage, WorkProof
from pipeline.read import parse_file
from pipeline.validate.model.batch import Batch, BatchHit, Digest, digest
from pipeline.validate.model.finding import Hit
from pipeline.validate.model.subject import AknFile, words
from pipeline.validate.rules.proofreading import cited_texts
from pipeline.validate.rules.proofreading.cross_references import link_targets
from pipeline.validate.rules.proofreading.together import name_of
from pipeline.validate.run.locate import Locator

DATE, TITLE, LINK = "cited date", "cited title", "link"
"""Kinds of rows that compare a text with what it cites."""


def cited_by(file: AknFile) -> Digest | None:
    """Return what a file cites, and the date and title under which others cite it; None if it is not identified."""
    found = digest(file)
    if found is None:
        return None
    return cited_texts.with_citations(file, replace(found, units=(), notes=(), identifiers=()))


def link_rows(locator: Locator) -> Iterator[Difference]:
    """Yield the links of a file that do not lead where their words say."""
    for hit in link_targets(locator.file):
        passage = QuotedPassage(name_of(locator.file.language), *_place(hit, locator), "", words(hit.node))
        yield Difference(1.0, LINK, hit.message, (), (), passage, ())


def _place(hit: Hit, locator: Locator) -> tuple[str, int]:
    return str(locator.file.source.path), locator.place(hit)[0]


def with_citations(proofs: Sequence[WorkProof]) -> list[WorkProof]:
    """Return the works with a row for each citation whose date or title is not that of the text cited."""
    found: dict[str, list[Difference]] = {}
    batch = Batch([one for proof in proofs for one in proof.cited])
    for kind, rule in ((DATE, cited_texts.cited_date), (TITLE, cited_texts.cited_title)):
        for hit in rule(batch):
            if (row := _row(kind, hit)) is not None:
                found.setdefault(hit.path, []).append(row)
    return [
        replace(proof, rows=(*proof.rows, *(row for one in proof.cited for row in found.get(one.path, ()))))
        for proof in proofs
    ]


def _row(kind: str, hit: BatchHit) -> Difference | None:
    """Return the row of a hit; None if a file cannot be read any more."""
    try:
        here = _passage(hit.path, hit.index)
        others = tuple(_passage(path, index) for path, index, _ in hit.related)
    except DocumentError:
        return None
    return Difference(1.0, kind, hit.message, (), (), here, others)


def _passage(path: str, index: int) -> QuotedPassage:
    file = AknFile(parse_file(Path(path)))
    element = file.elements[index]
    block = file.block_of.get(element)
    line = element.sourceline if isinstance(element.sourceline, int) else 0
    text = " ".join((block.text if block is not None else words(element)).split())
    return QuotedPassage(name_of(file.language), path, line, "", text)
