"""Proofread the works of folders, in processes; go on where an earlier run stopped.

Reads paths of files and folders, and the state of an earlier run. Gives a `ProofreadResult`.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path

from pipeline import __version__
from pipeline.errors import DocumentError, ExitStatus
from pipeline.proofread.works import Work, works
from pipeline.read import parse_file
from pipeline.validate.across.compare import PassagePlace, Slip, WorkText, slips
from pipeline.validate.across.passages import passages
from pipeline.validate.model.subject import AknFile
from pipeline.validate.rules.proofreading.together import SURE, name_of, sentence
from pipeline.validate.run.locate import Locator


@dataclass(frozen=True, slots=True)
class QuotedPassage:
    """A passage of one language, at its place."""

    language: str
    path: str
    line: int
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One place at which a language says otherwise than the others."""

    sure: float
    kind: str
    message: str
    present: tuple[str, ...]
    missing: tuple[str, ...]
    here: QuotedPassage
    others: tuple[QuotedPassage, ...]

    @property
    def differs(self) -> bool:
        """True if it is worth an editor's time at once; else it may be a way of saying it."""
        return self.sure >= SURE


@dataclass(frozen=True, slots=True)
class WorkProof:
    """Findings in one work."""

    work: str
    languages: tuple[str, ...]
    rows: tuple[Difference, ...] = ()
    unread: tuple[str, ...] = ()
    """Files that could not be read, each with the reason."""


@dataclass(frozen=True, slots=True)
class ProofreadResult:
    """The result of a run."""

    works: list[WorkProof] = field(default_factory=list)

    @property
    def rows(self) -> list[tuple[WorkProof, Difference]]:
        """All rows, the surest first, then by work."""
        found = [(work, row) for work in self.works for row in work.rows]
        return sorted(found, key=lambda pair: (-pair[1].sure, pair[0].work, pair[1].here.path, pair[1].here.line))

    @property
    def exit_status(self) -> ExitStatus:
        """FINDINGS where a language differs, else DONE."""
        return ExitStatus.FINDINGS if any(row.differs for _, row in self.rows) else ExitStatus.DONE


def proofread(paths: Sequence[Path], jobs: int = 1, state: Path | None = None) -> ProofreadResult:
    """Compare all languages of each work below the paths. `jobs` 0 takes one process per core.

    `state` is a file to which each work is added when it is done: works whose files have not changed since are taken
    from it. Raises MissingInputError.
    """
    found = works(paths)
    known = _known(state)
    keys = {work.name: _key(work) for work in found}
    todo = [work for work in found if keys[work.name] not in known]
    for work, proof in zip(todo, _proofs(todo, jobs or os.cpu_count() or 1), strict=True):
        known[keys[work.name]] = proof
        _remember(state, keys[work.name], proof)
    return ProofreadResult([known[keys[work.name]] for work in found])


def _proofs(todo: Sequence[Work], jobs: int) -> Iterator[WorkProof]:
    if jobs <= 1 or len(todo) <= 1:
        yield from map(proof_of, todo)
        return
    with ProcessPoolExecutor(max_workers=min(jobs, len(todo))) as pool:
        yield from pool.map(proof_of, todo)


def proof_of(work: Work) -> WorkProof:
    """Compare the languages of one work. A file that cannot be read is named and left out."""
    files: dict[str, AknFile] = {}
    texts, unread = [], []
    for language, path in work.files:
        try:
            file = AknFile(parse_file(path))
        except DocumentError as error:
            unread.append(f"{path}: {error.what}")
            continue
        files[str(path)] = file
        texts.append(WorkText(str(path), language, passages(file)))
    locators = {path: Locator(file) for path, file in files.items()}
    rows = tuple(_row(slip, locators) for slip in slips(texts))
    return WorkProof(work.name, tuple(text.language for text in texts), rows, tuple(unread))


def _row(slip: Slip, locators: dict[str, Locator]) -> Difference:
    others = tuple(_passage(place, locators) for place in slip.others)
    nowhere = QuotedPassage(name_of(slip.language), slip.path, 1, "", "")
    here = nowhere if slip.here is None else _passage(slip.here, locators)
    return Difference(slip.sure, slip.kind.value, sentence(slip), slip.present, slip.missing, here, others)


def _passage(place: PassagePlace, locators: dict[str, Locator]) -> QuotedPassage:
    element = locators[place.path].file.elements[place.passage.index]
    line = element.sourceline if isinstance(element.sourceline, int) else 0
    text = " ".join(place.passage.text.split())
    return QuotedPassage(name_of(place.language), place.path, line, place.passage.label, text)


def _key(work: Work) -> str:
    """Return the hash of all files of a work and of the program: a change of either is a new work."""
    whole = hashlib.sha256(f"{__version__} {work.name}".encode())
    for language, path in work.files:
        whole.update(f"{language} {path}".encode("utf-8", "surrogateescape"))
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def _known(state: Path | None) -> dict[str, WorkProof]:
    """Return the works of an earlier run; a line that is broken off, as the last one may be, is left out."""
    found: dict[str, WorkProof] = {}
    if state is None or not state.exists():
        return found
    for line in state.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            entry = json.loads(line)
            found[entry["key"]] = _work_proof(entry["proof"])
        except (ValueError, KeyError, TypeError):
            continue
    return found


def _work_proof(entry: dict[str, object]) -> WorkProof:
    rows = entry["rows"]
    assert isinstance(rows, list)
    return WorkProof(
        work=str(entry["work"]),
        languages=tuple(map(str, _list(entry["languages"]))),
        rows=tuple(_row_of(row) for row in rows),
        unread=tuple(map(str, _list(entry["unread"]))),
    )


def _row_of(entry: dict[str, object]) -> Difference:
    here, others = entry["here"], entry["others"]
    assert isinstance(here, dict) and isinstance(others, list)
    return Difference(
        sure=float(str(entry["sure"])),
        kind=str(entry["kind"]),
        message=str(entry["message"]),
        present=tuple(map(str, _list(entry["present"]))),
        missing=tuple(map(str, _list(entry["missing"]))),
        here=QuotedPassage(**here),
        others=tuple(QuotedPassage(**other) for other in others),
    )


def _list(value: object) -> list[object]:
    assert isinstance(value, list)
    return value


def _remember(state: Path | None, key: str, proof: WorkProof) -> None:
    if state is None:
        return
    state.parent.mkdir(parents=True, exist_ok=True)
    with state.open("a", encoding="utf-8", errors="replace") as stream:
        stream.write(json.dumps({"key": key, "proof": asdict(proof)}, ensure_ascii=False) + "\n")
