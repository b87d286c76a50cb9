"""DOCX → AKN → DOCX: what comes back equal, on the project's own texts and on documents in published form."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from pipeline.akn.names import local
from pipeline.prove import prove, words
from pipeline.write import Options
from pipeline.write.docx.writer import write
from tests.intake.fidelity import RoundTrip, Share, masthead, round_trip
from tests.own import broken, documents
from tests.published import sample

OWN = ("bamako-letter/fra@.xml", "bamako-declaration/fra@unofficial-1.xml")
GOAL = 0.99
_UNITS = ("paragraph", "point", "title", "section", "attachment", "list")


@cache
def own(root: Path, name: str) -> RoundTrip:
    """Return the round trip of one of the project's own texts."""
    return round_trip(root / "source" / name)


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
    expected, found = ([e.get("eId") for e in s.root.iter("*") if isinstance(e.tag, str) and local(e) in _UNITS]
                     for s in (done.source, done.again_source))  # fmt: skip
    assert len(set(expected) & set(found)) / len(set(expected)) >= GOAL


@pytest.mark.parametrize("name", OWN)
def test_the_word_file_made_of_the_import_has_every_word_of_the_source(root: Path, name: str) -> None:
    done = own(root, name)
    assert prove(done.source, write(done.again, Options()).data, "docx").recall == 1.0
    assert prove(done.again_source, done.word, "docx").recall == 1.0


def test_the_same_word_file_gives_the_same_bytes(root: Path) -> None:
    path = root / "source" / OWN[1]
    assert round_trip(path).imported.data == round_trip(path).imported.data


def shares(trips: Iterable[RoundTrip]) -> dict[str, float]:
    """Return which share of paragraphs, numbers, notes and of the structure came back."""
    totals = {name: Share(0, 0) for name in ("paragraphs", "numbers", "notes", "structure")}
    for done in trips:
        totals = {name: total + getattr(done, name) for name, total in totals.items()}
    return {name: total.value for name, total in totals.items()}


def faults(done: RoundTrip) -> list[str]:
    """Return what must not be otherwise in any document: valid, its masthead the same, no word lost."""
    proof = prove(done.source, write(done.again, Options()).data, "docx")
    checks = {
        "not valid": done.imported.is_valid,
        "another masthead": masthead(done.again) == masthead(done.document),
        "words of notes": sorted(words(done.again_source).note_tokens) == sorted(words(done.source).note_tokens),
        f"words lost: {proof.lost[:3]}": proof.recall == 1.0,
    }
    return [fault for fault, holds in checks.items() if not holds]


@cache
def in_published_form() -> tuple[RoundTrip, ...]:
    """Return the round trips of all invented documents."""
    return tuple(round_trip(path) for path in (*documents(), *broken()))


@cache
def of_published() -> tuple[RoundTrip, ...]:
    """Return the round trips of published files."""
    return tuple(round_trip(path) for path in sample())


def test_documents_in_the_form_of_published_ones_come_back() -> None:
    found = shares(in_published_form())
    assert found["notes"] == found["numbers"] == 1.0
    assert found["paragraphs"] >= 0.999 and found["structure"] >= 0.98, found


def test_imports_of_documents_in_the_form_of_published_ones_are_valid_and_whole() -> None:
    assert {d.source.path.name: found for d in in_published_form() if (found := faults(d))} == {}


@pytest.mark.corpus
def test_published_documents_come_back() -> None:
    found = shares(of_published())
    assert found["notes"] == 1.0
    assert found["paragraphs"] >= 0.999 and found["numbers"] >= 0.999 and found["structure"] >= 0.98, found


@pytest.mark.corpus
def test_imports_of_published_documents_are_valid_and_whole() -> None:
    assert {d.source.path.name: found for d in of_published() if (found := faults(d))} == {}
