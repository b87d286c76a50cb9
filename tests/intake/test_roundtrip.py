"""DOCX → AKN → DOCX: what comes back equal, on the project's own texts and on the corpus."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from pipeline.prepare.walk.traverse import local
from pipeline.prove import prove, words
from pipeline.write import Options
from pipeline.write.docx.writer import write
from tests.intake.fidelity import RoundTrip, Share, masthead, round_trip

OWN = ("bamako-letter/fra@.xml", "bamako-declaration/fra@unofficial-1.xml")
GOAL = 0.99
_UNITS = ("paragraph", "point", "title", "section", "attachment", "list")


@cache
def own(root: Path, name: str) -> RoundTrip:
    """The round trip of one of the project's own texts."""
    return round_trip(root / "source" / name)


@cache
def corpus(shared: Path) -> tuple[RoundTrip, ...]:
    """The round trips of every published file."""
    files = sorted([*(shared / "corpus").rglob("*.xml"), *(shared / "official").glob("*.xml")])
    assert files
    return tuple(round_trip(path) for path in files)


@pytest.mark.parametrize("name", OWN)
def test_every_paragraph_number_and_note_of_our_texts_comes_back(root: Path, name: str) -> None:
    done = own(root, name)
    for found in (done.paragraphs, done.numbers, done.notes):
        assert found.equal == found.of
    assert masthead(done.again) == masthead(done.document)
    assert done.structure.value >= GOAL


@pytest.mark.parametrize("name", OWN)
def test_our_texts_come_back_valid_and_identified(root: Path, name: str) -> None:
    done = own(root, name)
    assert done.imported.is_valid
    assert done.again.identity.work == done.document.identity.work
    assert done.again.identity.expression == done.document.identity.expression
    assert done.again.identity.kind == done.document.identity.kind
    assert done.again.identity.title == done.document.identity.title


@pytest.mark.parametrize("name", OWN)
def test_numbered_units_come_back_under_their_eids(root: Path, name: str) -> None:
    done = own(root, name)
    wanted, found = ([e.get("eId") for e in s.root.iter("*") if isinstance(e.tag, str) and local(e) in _UNITS]
                     for s in (done.source, done.again_source))  # fmt: skip
    assert len(set(wanted) & set(found)) / len(set(wanted)) >= GOAL


@pytest.mark.parametrize("name", OWN)
def test_the_word_file_made_of_the_import_has_every_word_of_the_source(root: Path, name: str) -> None:
    done = own(root, name)
    assert prove(done.source, write(done.again, Options()).data, "docx").recall == 1.0
    assert prove(done.again_source, done.word, "docx").recall == 1.0


def test_the_same_word_file_gives_the_same_bytes(root: Path) -> None:
    path = root / "source" / OWN[1]
    assert round_trip(path).imported.data == round_trip(path).imported.data


def test_the_corpus_comes_back(shared: Path) -> None:
    totals = {name: Share(0, 0) for name in ("paragraphs", "numbers", "notes", "structure")}
    for done in corpus(shared):
        totals = {name: total + getattr(done, name) for name, total in totals.items()}
    assert totals["paragraphs"].value >= 0.999, totals
    assert totals["numbers"].value >= 0.999, totals
    assert totals["notes"].value == 1.0, totals
    assert totals["structure"].value >= 0.98, totals


def test_every_import_of_the_corpus_is_valid_against_the_schema(shared: Path) -> None:
    assert [done.source.path.name for done in corpus(shared) if not done.imported.is_valid] == []


def test_mastheads_of_the_corpus_come_back(shared: Path) -> None:
    lost = [done.source.path.name for done in corpus(shared) if masthead(done.again) != masthead(done.document)]
    assert lost == []


def test_no_word_of_the_corpus_is_lost(shared: Path) -> None:
    for done in corpus(shared):
        wanted = words(done.source)
        found = words(done.again_source)
        assert sorted(found.note_tokens) == sorted(wanted.note_tokens), done.source.path.name
        proof = prove(done.source, write(done.again, Options()).data, "docx")
        assert proof.recall == 1.0, (done.source.path.name, proof.lost[:3])
