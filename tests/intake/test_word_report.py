"""A report in the shape of the official Word files: masthead in the head of page 1, merged cells, notes."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pipeline.document import Document, Heading, Rank, Table
from pipeline.intake.importing import Imported, import_bytes
from pipeline.prepare import prepare
from pipeline.prove import prove
from pipeline.read import Source, parse_bytes
from tests.intake import report
from tests.intake.fidelity import labels, masthead, notes


@cache
def imported() -> tuple[bytes, Imported, Source, Document]:
    """Return the file, its import, and the document prepared of it."""
    data = report.report()
    done = import_bytes(data, Path("report.docx"))
    source = parse_bytes(done.data, Path("report.xml"))
    return data, done, source, prepare(source)


def test_it_is_valid_and_its_number_and_dates_are_known() -> None:
    _, done, _, document = imported()
    assert done.is_valid
    assert document.identity.work == "/akn/un/doc/paper/un-ga/2025-04-08/A-79-981-Add.3"
    assert document.imprint.job_number == f"{report.JOB} (E)"
    assert document.identity.session == 79


def test_its_masthead_is_read_from_the_head_of_page_1() -> None:
    assert masthead(imported()[-1]) == [
        ("agenda-item", "Agenda item 158"),
        ("agenda-title", "Financing of harbour lights"),
        ("date", "8 April 2025"),
        ("distribution", "Distr.: General"),
        ("organ", "General Assembly"),
        ("organization", "United Nations"),
        ("original", "Original: English"),
        ("session", "Seventy-ninth session"),
        ("symbol", report.SYMBOL),
    ]


def test_its_paragraphs_run_on_and_its_headings_have_their_ranks() -> None:
    document = imported()[-1]
    numbers = [label for label in labels(document) if label.rstrip(".").isdecimal()]
    assert numbers == ["1.", "2.", "3.", "4.", "5.", "6.", "7.", "1.", "8.", "9."]
    found = [(b.rank, b.text.split()[0]) for b in document.blocks() if isinstance(b, Heading)]
    assert [word for rank, word in found if rank is Rank.CHAPTER] == ["I.", "II.", "III.", "IV."]
    assert [word for rank, word in found if rank is Rank.SUBTITLE] == ["Report"]
    assert [word for rank, word in found if rank is Rank.FIRST] == ["A.", "B."]
    assert [word for rank, word in found if rank is Rank.SECOND] == ["Matters", "1."]


def test_its_tables_and_notes_are_there() -> None:
    _, done, _, document = imported()
    summary, budget = (block for block in document.blocks() if isinstance(block, Table))
    assert len(summary.rows) == 2
    assert [row.header for row in budget.rows] == [True, True, False, False, False]
    spans = {(cell.row_span, cell.column_span) for row in budget.rows for cell in row.cells}
    assert spans == {(1, 1), (2, 1), (1, 2)}
    assert notes(document) == [("1", "A/79/5 (Vol. II), chap. II."), ("2", "Including 14 vacant posts.")]
    assert not any("style" in doubt.met for doubt in done.doubts)


def test_every_word_of_the_import_is_in_the_file() -> None:
    data, _, source, _ = imported()
    lost = {word.word for word in prove(source, data, "docx").lost}
    heads = "United Nations General Assembly Distr.: General 8 April 2025 Original: English " + report.SYMBOL
    assert all(word.lower() in heads.lower() or word.isdigit() for word in lost), lost
