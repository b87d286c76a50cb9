"""Marked documents: accepting all gives the new version, rejecting all the old one, word for word and note for note."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from pipeline.document import Change, Document, Text, plain_text
from pipeline.prepare import prepare
from pipeline.read import parse_file
from pipeline.versions import EditKind, accepted, compare, marked, rejected
from pipeline.versions.comparison.units import form_of, marks_of, paragraphs_of
from tests.own import DOCUMENTS
from tests.versions.editing import edited, reformed

FILES = (
    "ga-resolution/en/A_RES_79_902-2499902E.xml",
    "ga-resolution/fr/A_RES_75_904-2199904F.xml",
    "ga-resolution/ar/A_RES_78_903-2399903A.xml",
    "ga-resolution/zh/A_RES_76_909-2199909C.xml",
    "ga-resolution/ru/A_RES_78_908-2399908R.xml",
    "ga-collection/es/GA_decision_78_991_A_and_B_S.xml",
    "hrc-resolution/es/A_HRC_RES_54_913S.xml",
    "sc-resolution/fr/S_RES_9903-2399903F.xml",
)


def content_of(document: Document) -> tuple[object, ...]:
    """Return everything a reader reads: masthead, labels and texts in order, notes at their marks."""
    fields = [plain_text(f.inlines) for f in document.masthead.fields] if document.masthead else []
    lines, notes = [], []
    for block in document.blocks():
        lines += [(plain_text(p.label), plain_text(p.inlines)) for p in paragraphs_of(block)]
        notes += ["|".join(p.text for p in document.note(m.note).blocks) for m in marks_of(block)]
    everything = sorted("|".join(p.text for p in n.blocks) for n in document.notes)
    return fields, lines, notes, everything


def looks(document: Document) -> list[object]:
    """Return what is not words: the form of each block, the look and the outside link of each run, the marks of
    notes.
    """
    found: list[object] = []
    for block in document.blocks():
        for line in paragraphs_of(block):
            runs = [i for i in line.inlines if isinstance(i, Text)]
            links = [i.link.target if i.link and not i.link.internal else "" for i in runs]
            letters = [(letter, i.look, link) for i, link in zip(runs, links, strict=True) for letter in i.text]
            found.append((form_of(line), letters))
    return [*found, sorted(note.mark for note in document.notes)]


def proves(old: Document, new: Document) -> Document:
    document = marked(compare(old, new))
    assert content_of(accepted(document)) == content_of(new)
    assert content_of(rejected(document)) == content_of(old)
    anchors = [b.anchor for b in document.blocks()]
    assert len(anchors) == len(set(anchors))
    return document


@pytest.mark.parametrize("name", FILES)
def test_looks_and_links_are_those_of_either_version(name):
    document = prepare(parse_file(DOCUMENTS / name))
    copy = reformed(document, 3)
    both = marked(compare(document, copy))
    assert looks(accepted(both)) == looks(copy)
    assert looks(rejected(both)) == looks(document) != looks(copy)


def test_another_look_alone_is_a_change_of_form(official):
    edits = compare(official, reformed(official, 3)).edits
    assert edits
    assert {edit.kind for edit in edits} == {EditKind.FORM}


def test_the_two_french_texts_come_apart_again(official, unofficial):
    document = proves(official, unofficial)
    moves = [b.move for b in document.blocks() if b.change is Change.MOVED_TO]
    assert moves == [b.move for b in document.blocks() if b.change is Change.MOVED_FROM] == ["move1"]


def test_a_document_against_itself_has_no_marks(official):
    document = marked(compare(official, official))
    assert document.parts == official.parts
    assert document.notes == official.notes


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("seed", [1, 2])
def test_edited_copies_come_apart_again(name, seed):
    document = prepare(parse_file(DOCUMENTS / name))
    proves(document, edited(document, seed))


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "zh", "ar"])
def test_documents_with_little_in_common_come_apart_again(language):
    paths = sorted(DOCUMENTS.glob(f"*/{language}/*.xml"))[:6]
    documents = [prepare(parse_file(Path(p))) for p in paths]
    for old, new in itertools.pairwise(documents):
        proves(old, new)


def test_author_date_and_names_are_those_of_the_versions(official, unofficial):
    revision = marked(compare(official, unofficial), summary="Said.").revision
    assert revision is not None
    assert revision.date == unofficial.identity.date
    assert revision.old == "A/62/… (fra)"
    assert revision.new == "bamako-ministerial-consensus (fra@unofficial-1)"
    assert revision.summary == "Said."
