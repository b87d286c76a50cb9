"""The proof of preparing: every word of the source is in the document, in order; the source XML is the oracle.

The only words of a source that a document does not show are a note's own number typed again at its beginning
(`ALLOWED`); what it shows more is marked as generated and left out of the comparison.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from copy import deepcopy
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.errors import RefusedInputError
from pipeline.prepare import prepare
from pipeline.prepare.programme import HANDLERS
from pipeline.read import Source, parse_bytes, parse_file

from .oracle import DocumentWords, SourceWords, tokens
from .samples import AKN, document

ROOT = Path(__file__).resolve().parents[2]
OWN = sorted((ROOT / "source").glob("bamako-*/*.xml"))
SHARED = sorted((ROOT.parent / "shared").glob("corpus/**/*.xml")) + sorted(
    (ROOT.parent / "shared/official").glob("*.xml")
)
SMALL = [path for path in SHARED if path.stat().st_size < 60_000] or OWN


@pytest.mark.parametrize("path", OWN + SHARED, ids=lambda path: path.stem)
def test_every_word_of_the_source_stands_in_the_document_in_order(path: Path) -> None:
    source = parse_file(path, recover=True)
    expected, found = SourceWords(source.root), DocumentWords(prepare(source))
    assert found.body == expected.body
    assert found.notes == [without_own_mark(mark, words) for mark, words in expected.notes]
    assert found.front == expected.front


@pytest.mark.parametrize("path", OWN + SHARED, ids=lambda path: path.stem)
def test_each_note_is_called_once_and_in_order(path: Path) -> None:
    document = prepare(parse_file(path, recover=True))
    called = DocumentWords(document).marks
    assert called == [note.id for note in document.notes if not note.front]


def without_own_mark(mark: str, words: list[str]) -> list[str]:
    """ALLOWED: note 7 that begins "7→Voir …" shows its number once, as its mark."""
    return words[1:] if words[:1] == [mark] and len(words) > 1 else words


NAMES = [*sorted(set(HANDLERS) - {"meta", "authorialNote"}), "tr", "td", "th", "unheardOf"]


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10_000))
def test_no_word_is_lost_whatever_the_tags(seed: int) -> None:
    choose = random.Random(seed)
    root = parse_file(choose.choice(SMALL), recover=True).root
    damaged = deepcopy(root)
    for _ in range(choose.randint(1, 6)):
        damage(damaged, choose)
    source = parse_bytes(etree.tostring(damaged), Path("damaged.xml"), recover=True)
    expected, found = letters(SourceWords(source.root)), letters(DocumentWords(prepare(source)))
    assert not expected - found


def letters(side: SourceWords | DocumentWords) -> Counter[str]:
    """Letters and figures, without those of notes that repeat their own mark."""
    notes = side.notes if isinstance(side, DocumentWords) else [without_own_mark(*note) for note in side.notes]
    return Counter("".join([*side.body, *(word for words in notes for word in words)]))


def damage(root: etree._Element, choose: random.Random) -> None:
    """One random change of structure that keeps all text: another name, a wrapper, a move, a copy, stray words."""
    tags = [e for e in root.iter(f"{{{AKN}}}*") if e is not root and not in_meta(e)]
    element = choose.choice(tags)
    kind = choose.randrange(6)
    if kind == 0:
        element.tag = f"{{{AKN}}}{choose.choice(NAMES)}"
    elif kind == 1:
        wrap(element, choose.choice(NAMES))
    elif kind == 2:
        element.attrib.clear()
    elif kind == 3:
        element.text = f"{element.text or ''} stray "
    elif kind == 4:
        element.tail = f"{element.tail or ''} stray "
    else:
        element.addnext(deepcopy(element))


def wrap(element: etree._Element, name: str) -> None:
    parent = element.getparent()
    outer = etree.Element(f"{{{AKN}}}{name}")
    outer.tail, element.tail = element.tail, None
    parent.insert(parent.index(element), outer)
    outer.append(element)


def in_meta(element: etree._Element) -> bool:
    return element.tag.endswith("}meta") or next(element.iterancestors(f"{{{AKN}}}meta"), None) is not None


@pytest.mark.parametrize("path", OWN + SHARED, ids=lambda path: path.stem)
def test_a_document_is_sound(path: Path) -> None:
    """One title, no level of the outline skipped, anchors unique and usable as ids."""
    document = prepare(parse_file(path, recover=True))
    levels = [block.level for block in document.blocks() if hasattr(block, "rank")]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    anchors = [block.anchor for block in document.blocks()]
    anchors += [note.id for note in document.notes] + [part.anchor for part in document.parts]
    assert len(set(anchors)) == len(anchors)
    assert all(re.fullmatch(r"[^\W\d][\w.\-]*", anchor) for anchor in anchors)


def test_preparing_twice_gives_the_same(root: Path) -> None:
    source: Source = parse_file(OWN[0])
    assert prepare(source) == prepare(parse_file(OWN[0]))


@pytest.mark.parametrize("name", ["num", "span", "section", "zzz", "list", "docNumber"])
def test_what_no_document_nests_is_refused_or_shown(name: str) -> None:
    inside = f"<{name}>" * 240 + "deep" + f"</{name}>" * 240
    try:
        assert "deep" in DocumentWords(document(f"<mainBody><p>{inside}</p></mainBody>")).body
    except RefusedInputError as error:
        assert "nested too deeply" in str(error)


@pytest.mark.parametrize(
    "text", ["_" * 50_000 + "x", "A/1, " * 20_000, "(1," * 20_000, "* " * 20_000 + "x", "-" * 50_000]
)
@pytest.mark.parametrize("language", ["eng", "ara"])
def test_long_runs_of_one_character_are_read_in_one_pass(text: str, language: str) -> None:
    """No pattern falls back on itself: a text of this length would otherwise not end."""
    made = document(f"<mainBody><p>{text}</p></mainBody>", language=language)
    assert DocumentWords(made).body == tokens(text)
