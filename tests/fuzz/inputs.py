"""Inputs for the whole build, by number: the same number gives the same bytes.

Reads the project's own texts, the invented documents, and published ones where they are. Gives `Input`s: documents
made up, files with a changed tree, files with changed bytes, files in other encodings or with declarations, files with
pictures beside them; or, apart from these, documents that the schema calls valid.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tests.own import broken, documents
from tests.published import sample

from . import made, mutate, outside, valid

ROOT = Path(__file__).resolve().parents[2]
_BATCH = 40
"""Inputs that are made together."""
_OUTSIDE = ("encoding", "declared", "pictures")
"""Kinds of the last inputs of a batch, in turn."""
_PLAIN = 28
"""Inputs of a batch before those."""
_LARGEST = 120_000
"""A larger file is always cut down first."""


@dataclass(frozen=True, slots=True)
class Input:
    """One input: its number and kind, what it was made from, its bytes."""

    number: int
    kind: str
    name: str
    data: bytes
    beside: dict[str, bytes] = field(default_factory=dict)
    """Files beside it, by path."""


def texts() -> list[Path]:
    """Return the files that are mutated: the project's own and the invented ones; published ones where they are."""
    return [*sorted((ROOT / "source").glob("*/*.xml")), *documents(), *broken(), *sample()]


def inputs(seed: int, begin: int, end: int, paths: list[Path]) -> Iterator[Input]:
    """Yield the inputs with these numbers."""
    for batch in range(begin // _BATCH, -(-end // _BATCH)):
        first = batch * _BATCH
        yield from (i for i in _batch(seed, first, paths) if begin <= i.number < end)


def written(begin: int, end: int) -> Iterator[Input]:
    """Yield valid documents, as authors write them, with these numbers as their seeds."""
    yield from (Input(number, "valid", "", valid.valid(number)) for number in range(begin, end))


def _batch(seed: int, first: int, paths: list[Path]) -> list[Input]:
    """Return a quarter made up, the rest changed trees and changed bytes, and at the end what comes in other ways."""
    choose = random.Random(f"{seed} {first}")
    made_up = made.made(choose.getrandbits(32), _BATCH // 4)
    found = [("made", "", data) for data in made_up]
    while len(found) < _PLAIN:
        path = choose.choice(paths)
        kind = choose.choice(("tree", "tree", "bytes"))
        found.append((kind, path.name, _mutated(kind, path, choose)))
    plain = [Input(first + n, kind, name, data) for n, (kind, name, data) in enumerate(found)]
    return [*plain, *_from_outside(seed, first, paths)]


def _from_outside(seed: int, first: int, paths: list[Path]) -> Iterator[Input]:
    """Yield the last inputs of a batch; what they are does not hang on those before."""
    choose = random.Random(f"{seed} {first} outside")
    sound = [path for path in paths if _file(path)[1]]
    for number in range(_PLAIN, _BATCH):
        path, kind = choose.choice(sound), _OUTSIDE[number % len(_OUTSIDE)]
        data, beside = mutate.cut(_file(path)[0], choose), {}
        if kind == "pictures":
            data, beside = outside.illustrated(data, choose)
        else:
            data = (outside.encoded if kind == "encoding" else outside.declared)(data, choose)
        yield Input(first + number, kind, path.name, data, beside)


def _mutated(kind: str, path: Path, choose: random.Random) -> bytes:
    data, sound = _file(path)
    if sound and (len(data) > _LARGEST or choose.random() < 0.8):
        data = mutate.cut(data, choose)
    if kind == "bytes" or not sound:
        return mutate.of_bytes(data, choose, choose.choice((1, 1, 2, 3, 8)))
    return mutate.of_tree(data, choose, choose.choice((1, 2, 4, 8, 20)))


@cache
def _file(path: Path) -> tuple[bytes, bool]:
    """Return the bytes of a file, and whether it is well-formed."""
    from lxml import etree

    data = path.read_bytes()
    try:
        etree.fromstring(data)
    except etree.XMLSyntaxError:
        return data, False
    return data, True
