"""Proofread the works of folders, in processes; go on where an earlier run stopped.

Reads paths of files and folders, and the state of an earlier run. Gives a `ProofreadResult`.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import msgspec

from pipeline import __version__
from pipeline.errors import DocumentError, NotAkomaNtosoError
from pipeline.lock import locked_file
from pipeline.proofread.cited import cited_by, link_rows, with_citations
from pipeline.proofread.result import Difference, ProofreadResult, QuotedPassage, UnreadFile, WorkProof
from pipeline.proofread.works import Work, grouped
from pipeline.read import parse_file
from pipeline.validate.across.compare import PassagePlace, Slip, WorkText, slips
from pipeline.validate.across.passages import passages
from pipeline.validate.model.subject import AknFile
from pipeline.validate.rules.proofreading.together import name_of, sentence
from pipeline.validate.run.locate import Locator


@dataclass(frozen=True, slots=True)
class _Entry:
    """One line of the state of a run."""

    key: str
    proof: WorkProof


def proofread(paths: Sequence[Path], jobs: int = 1, state: Path | None = None) -> ProofreadResult:
    """Compare all languages of each work below the paths, and citations with the texts cited. `jobs` 0: all cores.

    `state` is a file to which each work is added when it is done: works whose files have not changed since are taken
    from it. Raises MissingInputError, and NotReplacedError while another run writes to `state`.
    """
    found, nameless = grouped(paths)
    keys = {work.name: _key(work) for work in found}
    with _alone(state):
        known = _known(state)
        todo = [work for work in found if keys[work.name] not in known]
        for work, proof in zip(todo, _proofs(todo, jobs or os.cpu_count() or 1), strict=True):
            known[keys[work.name]] = proof
            _remember(state, keys[work.name], proof)
    proofs = with_citations([known[keys[work.name]] for work in found])
    compared = [proof for proof, work in zip(proofs, found, strict=True) if len(work.files) > 1]
    unread = [file for proof in proofs for file in proof.unread] + list(_unplaced(nameless))
    return ProofreadResult(compared, tuple(sorted(unread, key=lambda file: file.path)))


def _unplaced(files: Sequence[Path]) -> Iterator[UnreadFile]:
    """Yield the files that are damaged, or documents without identification; XML of another kind is not meant."""
    for path in files:
        try:
            parse_file(path)
        except NotAkomaNtosoError:
            continue
        except DocumentError as error:
            yield UnreadFile(str(path), error.what)
        else:
            yield UnreadFile(str(path), "its work or its language is not said at its beginning")


@contextlib.contextmanager
def _alone(state: Path | None) -> Iterator[None]:
    """Hold the lock of the state: two runs at once would add each work twice."""
    if state is None:
        yield
        return
    state.parent.mkdir(parents=True, exist_ok=True)
    with locked_file(state):
        yield


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
            unread.append(UnreadFile(str(path), error.what))
            continue
        files[language] = file
        texts.append(WorkText(str(path), language, passages(file)))
    locators = {str(file.source.path): Locator(file) for file in files.values()}
    rows = [_row(slip, locators) for slip in slips(texts)]
    if len(work.files) > 1:
        rows += [row for locator in locators.values() for row in link_rows(locator)]
    cited = tuple(one for file in files.values() if (one := cited_by(file)) is not None)
    return WorkProof(work.name, tuple(files), tuple(rows), tuple(unread), cited)


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
    for line in state.read_bytes().splitlines():
        with contextlib.suppress(msgspec.MsgspecError, ValueError):
            entry = msgspec.json.decode(line, type=_Entry)
            found[entry.key] = entry.proof
    return found


def _remember(state: Path | None, key: str, proof: WorkProof) -> None:
    if state is None:
        return
    with contextlib.suppress(UnicodeError), state.open("ab") as stream:  # a path that is not text is compared again
        stream.write(msgspec.json.encode(_Entry(key, proof)) + b"\n")
