"""Which files of a run may be of one work: only their texts are laid beside each other.

Reads the beginnings of files. Gives the files that have company. It is a guess that may only err on the side of work:
where the work of a file is not plain from its bytes, all files have company.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from pathlib import Path

from pipeline.akn.identification import plain_work
from pipeline.akn.identifiers import normalised_iri

_BEGINNING = 1 << 16
"""Bytes in which the identification is looked for. Chosen: ten times where it is found."""


def with_company(files: Collection[Path]) -> frozenset[Path]:
    """Return the files that may be of one work with another one."""
    works = {file: _work(file) for file in files}
    if not all(works.values()):
        return frozenset(files)
    number = Counter(works.values())
    return frozenset(file for file, work in works.items() if number[work] > 1)


def _work(file: Path) -> str:
    """Return the IRI of the work of a file as the comparison takes it; "" if it is not plain."""
    try:
        with file.open("rb") as stream:
            return normalised_iri(plain_work(stream.read(_BEGINNING)))
    except OSError:
        return ""
