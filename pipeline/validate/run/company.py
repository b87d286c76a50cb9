"""Which files of a run may be of one work: only their texts are laid beside each other.

Reads the beginnings of files. Gives the files that have company. It is a guess that may only err on the side of work:
where the work of a file is not plain from its bytes, all files have company.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from pathlib import Path

from pipeline.akn.identifiers import normalised_iri

_BEGINNING = 1 << 16
"""Bytes in which the identification is looked for. Chosen: ten times where it is found."""
_WORK = re.compile(
    rb"""<FRBRWork[\s>](?:(?!<FRBRExpression).)*?<FRBRuri\s[^>]*?\bvalue\s*=\s*(?:"([^"&]*)"|'([^'&]*)')""", re.DOTALL
)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_HIDING = re.compile(rb"<!(?:--|\[)")
"""Begins what is not an element though it may look like one."""


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
            data = _COMMENT.sub(b"", stream.read(_BEGINNING))
    except OSError:
        return ""
    found = _WORK.search(data)
    if found is None or _HIDING.search(data, 0, found.end()):
        return ""
    try:
        return normalised_iri((found[1] or found[2] or b"").decode("utf-8"))
    except UnicodeDecodeError:
        return ""
