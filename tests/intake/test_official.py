"""The United Nations' own Word file: real styles, masthead in the head of page 1, tables with spans."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pipeline.document import Document, Heading, Rank, Table
from pipeline.intake.importing import Imported, import_file
from pipeline.prepare import prepare
from pipeline.prove import prove
from pipeline.read import Source, parse_bytes
from tests.intake.fidelity import labels, masthead


@cache
def imported(shared: Path) -> tuple[Imported, Source, Document]:
    """The import of the file, and the document prepared of it."""
    done = import_file(shared / "official" / "A_80_604_Add.3.docx")
    source = parse_bytes(done.data, Path("A_80_604_Add.3.xml"))
    return done, source, prepare(source)


def test_it_is_valid_and_its_number_and_dates_are_known(shared: Path) -> None:
    done, _, document = imported(shared)
    assert done.is_valid
    assert document.identity.work == "/akn/un/doc/paper/un-ga/2026-04-08/A-80-604-Add.3"
    assert document.imprint.job_number == "26-04950 (E)"
    assert document.identity.session == 80


def test_its_masthead_is_read_from_the_head_of_page_1(shared: Path) -> None:
    _, _, document = imported(shared)
    assert masthead(document) == [
        ("agenda-item", "Agenda item 158"),
        ("agenda-title", "Financing of the United Nations Mission for the Referendum in Western Sahara"),
        ("date", "8 April 2026"),
        ("distribution", "Distr.: General"),
        ("organ", "General Assembly"),
        ("organization", "United Nations"),
        ("original", "Original: English"),
        ("session", "Eightieth session"),
        ("symbol", "A/80/604/Add.3"),
    ]


def test_its_paragraphs_run_on_and_its_headings_have_their_ranks(shared: Path) -> None:
    _, _, document = imported(shared)
    numbers = [label for label in labels(document) if label.rstrip(".").isdecimal()]
    text = [n for n in numbers if n not in ("1.", "2.", "3.")] + ["1.", "2.", "3."]
    assert len({*text}) == max(int(n.rstrip(".")) for n in numbers)
    chapters = [b.text for b in document.blocks() if isinstance(b, Heading) and b.rank is Rank.CHAPTER]
    assert [c.split()[0] for c in chapters if c[0] in "IV"] == [
        "I.", "II.", "III.", "IV.", "V.", "VI."
    ]  # fmt: skip


def test_its_tables_and_notes_are_there(shared: Path) -> None:
    done, _, document = imported(shared)
    assert sum(isinstance(block, Table) for block in document.blocks()) == 8
    assert [note.mark for note in document.notes] == ["1", "2"]
    assert not any("style" in doubt.met for doubt in done.doubts)


def test_every_word_of_the_import_is_in_the_file(shared: Path) -> None:
    _, source, _ = imported(shared)
    data = (shared / "official" / "A_80_604_Add.3.docx").read_bytes()
    lost = {word.word for word in prove(source, data, "docx").lost}
    heads = "United Nations General Assembly A/80/604/Add.3 Distr.: General 8 April 2026 Original: English"
    assert all(word.lower() in heads.lower() or word.isdigit() for word in lost), lost
