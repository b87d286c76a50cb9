"""Comparing the files of a batch: digests of files, and hits that point into one of them.

Reads an `AknFile` (in the worker) and a list of `Digest`s (in the main process). Gives `Digest`, `Batch`, `BatchHit`.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from pipeline.akn.identifiers import Iri, clean_number
from pipeline.errors import IdentifierError
from pipeline.read import local
from pipeline.validate.model.finding import Severity
from pipeline.validate.model.passage import Passage
from pipeline.validate.model.subject import NUMBERED, AknFile, words


@dataclass(frozen=True, slots=True)
class Unit:
    """A numbered unit, note or eId holder of a file, in document order."""

    index: int
    """Position of the element in the document: the main process finds its place with it."""
    name: str
    number: str
    """Cleaned number or marker, without what languages write differently."""
    eid: str = ""
    wid: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """A document that a file cites, with what it says of it."""

    name: str
    """As `reading.citations.canonical` writes it."""
    dated: str
    """Date beside the citation, YYYY-MM-DD; "" without."""
    title: str
    """Title quoted behind the citation; "" without."""
    index: int
    """Position of the element whose block cites."""
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Digest:
    """The part of one file that is compared."""

    path: str
    work: str
    expression: str
    manifestation: str
    language: str
    original: bool
    """The Expression is not a translation: it is the master."""
    symbol: str
    content: str
    """Hash of the visible text."""
    units: tuple[Unit, ...] = ()
    notes: tuple[Unit, ...] = ()
    identifiers: tuple[Unit, ...] = ()
    """Elements with wId."""
    passages: tuple[Passage, ...] = ()
    """The text, to be laid beside other languages; () if no other file of the run is of its work."""
    dated: str = ""
    """Date of the Work, YYYY-MM-DD; "" if it is not known, or the file is validated alone."""
    title: str = ""
    cited: tuple[Cited, ...] = ()
    """Documents cited with a date or a title; () if the file is validated alone."""
    places: dict[str, int] = field(default_factory=dict)
    """Positions of the elements that a hit about the whole file points at: work, expression, manifestation, symbol."""


@dataclass(frozen=True, slots=True)
class BatchHit:
    """A difference found by a comparison: in which file, at which element."""

    path: str
    index: int
    message: str
    suggestion: str = ""
    attribute: str = ""
    offset: int = -1
    """Character of the block that the element is; -1 points at the start tag."""
    length: int = 0
    severity: Severity | None = None
    """Lighter than the rule itself; None takes the severity of the rule."""
    related: tuple[tuple[str, int, str], ...] = ()
    """Other places: path, position of the element, what is there."""


@dataclass(frozen=True, slots=True)
class Batch:
    """All digests of a run, and those of each Work."""

    digests: list[Digest]
    memo: dict[str, Any] = field(default_factory=dict, compare=False)
    """What several rules work out together."""

    @property
    def works(self) -> dict[str, list[Digest]]:
        """Files by Work IRI, files without one left out; each list in the order of the paths."""
        found: dict[str, list[Digest]] = defaultdict(list)
        for one in sorted(self.digests, key=lambda digest: digest.path):
            if one.work:
                found[one.work].append(one)
        return found


def digest(file: AknFile) -> Digest | None:
    """Return what the batch rules compare of a file; None if it has no identification."""
    main = file.main
    if main is None or main.identification is None:
        return None
    order, levels = file.order, main.known.levels
    places = {name: order[uri] for name, level in levels.items() if (uri := level.find("uri")) is not None}
    if file.symbol_elements:
        places["symbol"] = order[file.symbol_elements[0]]
    return Digest(
        path=str(file.source.path),
        work=_normal(main.known.work.uri),
        expression=_normal(main.known.expression.uri),
        manifestation=main.known.manifestation.uri,
        language=main.language,
        original=not main.known.is_translation,
        symbol=file.symbol,
        content=_content(file),
        units=tuple(_units(file)),
        notes=tuple(_notes(file)),
        identifiers=tuple(_identified(file)),
        places=places,
    )


def _normal(text: str) -> str:
    try:
        return str(Iri.normalised(text))
    except IdentifierError:
        return ""


def _content(file: AknFile) -> str:
    text = "\n".join(" ".join(block.text.split()) for block in file.blocks)
    return hashlib.sha256(text.encode()).hexdigest()


def _units(file: AknFile) -> list[Unit]:
    found = []
    for num in file.all("num"):
        parent = num.getparent()
        if parent is None or local(parent) not in NUMBERED:
            continue
        found.append(Unit(file.order[num], local(parent), clean_number(words(num)), parent.get("eId", "")))
    return found


def _notes(file: AknFile) -> list[Unit]:
    return [Unit(file.order[note], "note", note.get("marker", "")) for note in file.all("authorialNote")]


def _identified(file: AknFile) -> list[Unit]:
    return [
        Unit(file.order[element], local(element), "", element.get("eId", ""), element.get("wId", ""))
        for element in file.elements
        if element.get("wId")
    ]
