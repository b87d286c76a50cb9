"""The proof of preparing: every word of the source is in the document, in order; the source XML is the oracle.

The only words of a source that a document does not show are a note's own number typed again at its beginning
(`ALLOWED`); what it shows more is marked as generated and left out of the comparison.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.document import Heading
from pipeline.errors import PipelineError
from pipeline.prepare import prepare
from pipeline.read import Source, parse_bytes, parse_file
from tests.own import broken, documents
from tests.prepare.damage import damaged_bytes, damaged_tree
from tests.prepare.oracle import DocumentWords, SourceWords, tokens
from tests.prepare.samples import document
from tests.published import sample

ROOT = Path(__file__).resolve().parents[2]
OWN = sorted((ROOT / "source").glob("bamako-*/*.xml"))
IN_PUBLISHED_FORM = [*documents(), *broken()]


def faults(path: Path) -> list[str]:
    """Return what is wrong with the document prepared of a file; nothing if all is well."""
    source = parse_file(path, recover=True)
    document = prepare(source)
    expected, found = SourceWords(source.root), DocumentWords(document)
    called = [note.id for note in document.notes if not note.front]
    checks = {
        "words or their order": found.body == expected.body,
        "words of notes": found.notes == [without_own_mark(mark, words) for mark, words in expected.notes],
        "words of notes of the metadata": found.front == expected.front,
        "a note not called once, or out of order": found.marks == called,
    }
    return [fault for fault, holds in checks.items() if not holds]


@pytest.mark.parametrize("path", OWN + IN_PUBLISHED_FORM, ids=lambda path: path.stem)
def test_every_word_of_the_source_stands_in_the_document_in_order_and_each_note_is_called_once(path: Path) -> None:
    assert faults(path) == []


@pytest.mark.corpus
def test_no_word_of_published_files_is_lost_and_each_note_is_called_once() -> None:
    assert {path.name: found for path in sample() if (found := faults(path))} == {}


def without_own_mark(mark: str, words: list[str]) -> list[str]:
    """Return the words without repeated marks: note 7 that begins "7→Voir …" shows its number once, as its mark."""
    return words[1:] if words[:1] == [mark] and len(words) > 1 else words


@settings(max_examples=60, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10_000))
def test_no_word_is_lost_whatever_is_done_to_the_tree(seed: int) -> None:
    choose = random.Random(seed)
    root = parse_file(choose.choice(IN_PUBLISHED_FORM), recover=True).root
    damaged = damaged_tree(root, choose, choose.randint(1, 12))
    source = parse_bytes(etree.tostring(damaged), Path("damaged.xml"), recover=True)
    _sound(source)


@settings(max_examples=40, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10_000))
def test_damaged_bytes_are_refused_or_shown_whole(seed: int) -> None:
    choose = random.Random(seed)
    data = damaged_bytes(choose.choice(IN_PUBLISHED_FORM).read_bytes(), choose, choose.randint(1, 5))
    try:
        source = parse_bytes(data, Path("damaged.xml"), recover=True)
    except PipelineError:
        return
    _sound(source)


def _sound(source: Source) -> None:
    """Assert that nothing is lost, there is one title, no level is skipped, no anchor given twice."""
    made = prepare(source)
    assert not letters(SourceWords(source.root)) - letters(DocumentWords(made))
    levels = [block.level for block in made.blocks() if isinstance(block, Heading)]
    assert levels.count(1) == 1 and all(after <= before + 1 for before, after in pairwise(levels))
    anchors = [*(b.anchor for b in made.blocks()), *(p.anchor for p in made.parts), *(n.id for n in made.notes)]
    assert len(set(anchors)) == len(anchors)


def letters(side: SourceWords | DocumentWords) -> Counter[str]:
    """Return letters and figures, without those of notes that repeat their own mark."""
    notes = side.notes if isinstance(side, DocumentWords) else [without_own_mark(*note) for note in side.notes]
    return Counter("".join([*side.body, *(word for words in notes for word in words)]))


@pytest.mark.parametrize("path", OWN + IN_PUBLISHED_FORM, ids=lambda path: path.stem)
def test_a_document_is_sound(path: Path) -> None:
    assert_sound(path)


@pytest.mark.corpus
def test_published_files_make_sound_documents() -> None:
    for path in sample():
        assert_sound(path)


def assert_sound(path: Path) -> None:
    """Assert one title, no level of the outline skipped, anchors unique and usable as ids."""
    document = prepare(parse_file(path, recover=True))
    levels = [block.level for block in document.blocks() if hasattr(block, "rank")]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    anchors = [block.anchor for block in document.blocks()]
    anchors += [note.id for note in document.notes] + [part.anchor for part in document.parts]
    assert len(set(anchors)) == len(anchors)
    assert all(re.fullmatch(r"[^\W\d][\w.\-]*", anchor) for anchor in anchors)


def test_preparing_twice_gives_the_same() -> None:
    source: Source = parse_file(OWN[0])
    assert prepare(source) == prepare(parse_file(OWN[0]))


@pytest.mark.parametrize("name", ["num", "span", "section", "zzz", "list", "docNumber", "preamble", "container"])
def test_what_no_document_nests_is_shown_as_deep_as_a_file_may_go(name: str) -> None:
    inside = f"<{name}>" * 90 + "deep" + f"</{name}>" * 90
    assert "deep" in DocumentWords(document(f"<mainBody><p>{inside}</p></mainBody>")).body


@pytest.mark.parametrize(
    "text", ["_" * 50_000 + "x", "A/1, " * 20_000, "(1," * 20_000, "* " * 20_000 + "x", "-" * 50_000]
)
@pytest.mark.parametrize("language", ["eng", "ara"])
def test_long_runs_of_one_character_are_read_in_one_pass(text: str, language: str) -> None:
    """No pattern falls back on itself: a text of this length would otherwise not end."""
    made = document(f"<mainBody><p>{text}</p></mainBody>", language=language)
    assert DocumentWords(made).body == tokens(text)
