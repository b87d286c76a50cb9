"""Plain text: paragraphs put together again, notes, labels, masthead."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from pipeline.document import Heading, Paragraph, Role
from pipeline.errors import MalformedError
from pipeline.intake.importing import import_bytes
from pipeline.prepare import prepare
from pipeline.prove import words
from pipeline.read import parse_bytes, parse_file
from pipeline.write import Options
from pipeline.write.text import write
from tests.intake.fidelity import masthead, notes

TEXT = """\
United Nations                                              A/RES/80/999
------------------------------------------------------------------------
General Assembly                              Distr.: General
                                              5 January 2026
========================================================================
Eightieth session
Agenda item 7


Resolution adopted by the General Assembly on 30 December 2025

80/999. Rights of
        the child
=========================

    The General Assembly,

    Recalling its resolution 44/25 of
20 November 1989,[1]

1.  Decides to:

    (a) Act without
        delay;

    (b) Report;

2.  Requests the Secretary-General to report.

                                                  68th plenary meeting
                                                      30 December 2025

------------------

[1]  United Nations, Treaty Series.
"""


def imported(text: str | bytes) -> list[tuple[str, int, str]]:
    """Role, level, and words of each block of an imported text."""
    data = text if isinstance(text, bytes) else text.encode()
    document = prepare(parse_bytes(import_bytes(data, Path("t.txt")).data, Path("t.xml")))
    found = []
    for block in document.blocks():
        assert isinstance(block, Heading | Paragraph)
        kind = block.rank.value if isinstance(block, Heading) else block.role.value
        found.append((kind, block.level, block.text.replace("\u00a0", " ")))
    return found


def test_a_typed_resolution_is_recognised() -> None:
    assert imported(TEXT) == [
        ("adoption", 0, "Resolution adopted by the General Assembly on 30 December 2025"),
        ("title", 1, "80/999. Rights of the child"),
        ("formula", 0, "The General Assembly,"),
        ("preambular", 0, "Recalling its resolution 44/25 of 20 November 1989,"),
        ("operative", 0, "1. Decides to:"),
        ("item", 1, "(a) Act without delay;"),
        ("item", 1, "(b) Report;"),
        ("operative", 0, "2. Requests the Secretary-General to report."),
        ("closing", 0, "68th plenary meeting 30 December 2025"),
    ]


def test_its_masthead_and_notes_are_read() -> None:
    document = prepare(parse_bytes(import_bytes(TEXT.encode(), Path("t.txt")).data, Path("t.xml")))
    assert dict(masthead(document))["symbol"] == "A/RES/80/999"
    assert dict(masthead(document))["agenda-item"] == "Agenda item 7"
    assert notes(document) == [("1", "United Nations, Treaty Series.")]


def test_wrapped_chinese_is_joined_without_blanks() -> None:
    assert imported("大会决定\n继续审议。\n")[-1][2] == "大会决定继续审议。"


def test_unwrapped_lines_are_paragraphs_each() -> None:
    first, second = "First " * 30 + "end.", "Second " * 30 + "end."
    assert [words for _, _, words in imported(f"{first}\n{second}\n")][-2:] == [first, second]


def test_a_western_file_is_read_with_a_doubt() -> None:
    done = import_bytes("Résolution adoptée. L’Assemblée décide.".encode("cp1252"), Path("t.txt"))
    assert any("Unicode" in doubt.met for doubt in done.doubts)
    assert "Résolution adoptée." in done.data.decode()


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(MalformedError, match="not a text file"):
        import_bytes(bytes(range(256)) * 20, Path("t.txt"))


@pytest.mark.parametrize("name", ["bamako-letter/fra@.xml", "bamako-declaration/fra@unofficial-1.xml"])
def test_every_word_of_our_own_text_files_comes_back(root: Path, name: str) -> None:
    source = parse_file(root / "source" / name)
    text = write(prepare(source), Options()).data
    again = words(parse_bytes(import_bytes(text, Path("t.txt")).data, Path("t.xml")))
    wanted = words(source)
    assert sorted(again.body_tokens + again.cover_tokens) == sorted(wanted.body_tokens + wanted.cover_tokens)


def test_roles_of_a_letter_in_text() -> None:
    assert Role.TEXT.value in {
        kind for kind, _, _ in imported("Letter dated 5 May 2020\n=======\n\nI have the honour.\n")
    }


def test_a_note_that_nothing_calls_stays_in_the_text() -> None:
    text = (
        "First paragraph.[1]\n\nSecond paragraph.\n\n[1]  Called.\n\n[1]  The same mark again.\n\n[7]  Never called.\n"
    )
    done = import_bytes(text.encode(), Path("t.txt"))
    found = words(parse_bytes(done.data, Path("t.xml")))
    assert "called" in found.note_tokens
    assert {"again", "never"} <= set(found.body_tokens)
    assert sum("nothing calls" in doubt.met for doubt in done.doubts) == 2


def test_no_word_of_the_text_files_of_the_corpus_is_lost(shared: Path) -> None:
    for path in sorted((shared / "corpus").rglob("*.xml")):
        source = parse_file(path, recover=True)
        again = words(parse_bytes(import_bytes(write(prepare(source), Options()).data, Path("t.txt")).data, path))
        wanted, found = (Counter(w.cover_tokens + w.body_tokens + w.note_tokens) for w in (words(source), again))
        assert not wanted - found, (path.name, wanted - found)
