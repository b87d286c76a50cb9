"""Valid documents made up: the schema finds nothing, and every format has every word, table and note of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.read import parse_bytes
from pipeline.validate.model.schema import schema_hits

from .inputs import written
from .judge import Judge
from .valid import valid

SEEDS = range(8)


def test_what_is_made_is_valid_and_the_same_for_the_same_seed():
    assert [valid(seed) for seed in SEEDS] == [valid(seed) for seed in SEEDS]
    assert len({valid(seed) for seed in SEEDS}) == len(SEEDS)
    assert all(not [*schema_hits(parse_bytes(valid(seed), Path("valid.xml")).root)] for seed in range(40))


def test_what_is_made_has_what_authors_write():
    made = b"".join(valid(seed) for seed in SEEDS)
    names = (b"rowspan=", b"colspan=", b"<blockList", b"<authorialNote", b"<ins>", b"<del>", b"<embeddedStructure")
    assert [name for name in names if name not in made] == []
    assert re.search(rb"<td[^>]*><table", made)


@pytest.mark.parametrize("one", [*written(SEEDS.start, SEEDS.stop)], ids=lambda one: str(one.number))
def test_every_format_has_every_word_of_a_valid_document(one, tmp_path):
    verdict = Judge(tmp_path, limit=60.0, valid=True)(one.data)
    assert (verdict.outcome, verdict.faults) == ("built", [])
