"""What every output says is what the witness says: word for word, mark for mark, in order, nothing more.

Needs nothing but the project's own texts, so it is never skipped.
"""

from __future__ import annotations

import difflib
import re

import pytest

from tests.outputs.reading import FORMATS, MASTHEAD, NAMES, TITLE, output, text_of, witness

_WORD = re.compile(r"\w+|[^\w\s]")


def differences(expected: str, found: str) -> list[tuple[list[str], list[str]]]:
    """Return the words and marks that one has and the other has not, place by place."""
    a, b = _WORD.findall(expected), _WORD.findall(found)
    changes = difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    return [(a[i:j], b[k:m]) for kind, i, j, k, m in changes if kind != "equal"]


@pytest.mark.parametrize("format", FORMATS)
def test_the_declaration_reads_as_its_witness(format):
    found = text_of(output("declaration", format), format)
    assert len(witness("declaration")) > 30_000
    assert differences(witness("declaration"), found) == []


@pytest.mark.parametrize("format", FORMATS)
def test_the_letter_reads_as_its_witness_after_masthead_and_title(format):
    head, title, text = text_of(output("letter", format), format).partition(TITLE)
    assert title, "the title of the letter is not there"
    assert sorted(_WORD.findall(head)) == sorted(_WORD.findall(" ".join(MASTHEAD)))
    assert len(witness("letter")) > 40_000
    assert differences(witness("letter"), text) == []


@pytest.mark.parametrize("format", [f for f in FORMATS if f != "pdf"])
@pytest.mark.parametrize("name", NAMES)
def test_spaces_are_those_of_the_witness(name, format):
    """Character for character; in PDF spaces are made from distances, so only words and marks can be compared."""
    text = text_of(output(name, format), format).partition(TITLE)[2 if name == "letter" else 0].strip()
    assert text == witness(name)


@pytest.mark.parametrize("format", FORMATS)
def test_the_reader_of_these_tests_sees_a_lost_a_changed_and_a_moved_word(format):
    found = text_of(output("declaration", format), format)
    lost = found.replace("Monterrey", "", 1)
    assert differences(witness("declaration"), lost) == [(["Monterrey"], [])]
    changed = found.replace("Monterrey", "Monterey", 1)
    assert differences(witness("declaration"), changed) == [(["Monterrey"], ["Monterey"])]
    assert differences(witness("declaration"), f"{found[100:]} {found[:100]}")
