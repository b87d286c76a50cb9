"""Plain text: paragraphs put together again, notes, labels, masthead."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from pipeline.document import Heading, Paragraph, Role, Table
from pipeline.errors import MalformedError
from pipeline.intake.importing import import_bytes
from pipeline.prepare import prepare
from pipeline.prove import words
from pipeline.read import parse_bytes, parse_file
from pipeline.write import Options
from pipeline.write.text.file import write
from tests.intake.fidelity import masthead, notes
from tests.own import broken, documents
from tests.published import sample

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
    """Return the role, level, and words of each block of an imported text."""
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


def test_wrapped_chinese_is_joined_without_spaces() -> None:
    assert imported("大会决定\n继续审议。\n")[-1][2] == "大会决定继续审议。"


def test_unwrapped_lines_are_paragraphs_each() -> None:
    first, second = "First " * 30 + "end.", "Second " * 30 + "end."
    assert [words for _, _, words in imported(f"{first}\n{second}\n")][-2:] == [first, second]


def test_a_western_file_is_read_with_a_doubt() -> None:
    done = import_bytes("Résolution adoptée. L’Assemblée décide.".encode("cp1252"), Path("t.txt"))
    assert any("Unicode" in doubt.met for doubt in done.doubts)
    assert "Résolution adoptée." in done.data.decode()


def test_what_is_not_text_is_refused() -> None:
    with pytest.raises(MalformedError, match="not a text file"):
        import_bytes(bytes(range(256)) * 20, Path("t.txt"))


@pytest.mark.parametrize("name", ["bamako-letter/fra@.xml", "bamako-declaration/fra@unofficial-1.xml"])
def test_every_word_of_our_own_text_files_comes_back(root: Path, name: str) -> None:
    source = parse_file(root / "source" / name)
    text = write(prepare(source), Options()).data
    again = words(parse_bytes(import_bytes(text, Path("t.txt")).data, Path("t.xml")))
    expected = words(source)
    assert sorted(again.body_tokens + again.cover_tokens) == sorted(expected.body_tokens + expected.cover_tokens)


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


def lost_in_text(path: Path) -> Counter[str]:
    """Return the words of a source that are missing where its text file is imported."""
    source = parse_file(path, recover=True)
    again = words(parse_bytes(import_bytes(write(prepare(source), Options()).data, Path("t.txt")).data, path))
    expected, found = (Counter(w.cover_tokens + w.body_tokens + w.note_tokens) for w in (words(source), again))
    return expected - found


@pytest.mark.parametrize("path", [*documents(), *broken()], ids=lambda path: path.stem)
def test_no_word_of_a_text_file_is_lost(path: Path) -> None:
    assert lost_in_text(path) == {}


@pytest.mark.corpus
def test_no_word_of_text_files_of_published_documents_is_lost() -> None:
    assert {path.name: lost for path in sample() if (lost := lost_in_text(path))} == {}


RULE = "-" * 60
COLUMNS = f"""\
80/999. Budget
==============

    The General Assembly,

1.  Approves the following amounts:

{RULE}
Section                                    Amount (United
                                           States dollars)
{RULE}
1  Policy and direction of the
   Organization                                   86 769 400

2  Political affairs                             839 094 400
{RULE}
   Total                                         925 863 800
{RULE}

2.  Requests a report.
"""


def _cells(text: str) -> list[list[str]]:
    document = prepare(parse_bytes(import_bytes(text.encode(), Path("t.txt")).data, Path("t.xml")))
    table = next(block for block in document.blocks() if isinstance(block, Table))
    return [[" ".join(p.text for p in cell.blocks).replace("\u00a0", " ") for cell in row.cells] for row in table.rows]


def test_a_table_between_rules_is_read_by_its_columns() -> None:
    assert _cells(COLUMNS) == [
        ["", "Section", "Amount (United States dollars)"],
        ["1", "Policy and direction of the Organization", "86 769 400"],
        ["2", "Political affairs", "839 094 400"],
        ["", "Total", "925 863 800"],
    ]


RECORDS = f"""\
80/999. Posts
=====

Text before.

{RULE}
Office | Level
{RULE}
Legal
    Affairs | P-4
| P-3
{RULE}

End.
"""


def test_a_table_of_records_is_read_by_its_sign() -> None:
    assert _cells(RECORDS) == [["Office", "Level"], ["Legal Affairs", "P-4"], ["", "P-3"]]


def test_short_lines_by_themselves_are_headings_and_many_in_a_row_are_not() -> None:
    text = "80/999. Title\n=====\n\n1.  Decides:\n\nScope of the plan\n\n2.  Requests.\n\n"
    names = "Ann Other\n\nBen Other\n\nCem Other\n\nDan Other"
    found = imported(f"{text}Members are:\n\n{names}\n\nThe end.\n")
    assert [words for kind, _, words in found if kind == "h23"] == ["Scope of the plan"]


def test_notes_in_round_brackets_are_read_under_their_rule_alone() -> None:
    text = "A/80/1\n\n80/999. Title\n=====\n\nSee the report(1) and paragraph 2 (1).\n\n-------------\n\n(1)  A/80/5.\n"
    document = prepare(parse_bytes(import_bytes(text.encode(), Path("t.txt")).data, Path("t.xml")))
    assert notes(document) == [("1", "A/80/5.")]
    assert "paragraph 2 (1)." in "".join(block.text for block in document.blocks() if isinstance(block, Paragraph))


AT_RIGHT = " " * 44
VOTE = f"""\
A/RES/80/999

80/999. Title
=====

1.  Decides.

{AT_RIGHT}68th plenary meeting
{AT_RIGHT}30 May 2025

[Adopted by 2 votes to 1:

In favour: France, Mali]
"""
LETTER = f"""\
Letter dated 5 May 2020
=======

I have the honour.

{AT_RIGHT}(Signed) A. Diallo

{RULE}

Annex to the letter dated 5 May 2020 from the Permanent Representative
of Mali

More.
"""


def test_a_recorded_vote_is_read() -> None:
    assert [kind for kind, _, _ in imported(VOTE)][-3:] == ["outcome", "vote-label", "vote-names"]


def test_a_signature_and_the_line_of_an_annex_that_goes_on_are_read() -> None:
    assert [kind for kind, _, _ in imported(LETTER)] == ["title", "text", "signature", "annex-label", "text"]
