"""How titles break: lines that are not justified."""

from __future__ import annotations

import pytest

from pipeline.document import Heading, Rank, Text
from pipeline.write import Options
from pipeline.write.pdf import write
from tests.write.pdf.write_pdf_tools import document, page_texts


def last_lines(title: str) -> list[str]:
    """The lines of a heading set alone."""
    heading = Heading(anchor="h", rank=Rank.SECOND, level=2, label=(), inlines=(Text(title),))
    (page, *_) = page_texts(write(document(heading), Options()).data)
    found = [line.strip() for line in page.split("\n")]
    start = next(n for n, line in enumerate(found) if line.startswith("Opening"))
    end = next(n for n, line in enumerate(found) if line.endswith("Tribunals"))
    return found[start : end + 1]


@pytest.mark.parametrize("count", range(6, 26))
def test_no_title_ends_in_a_line_of_one_word(count):
    lines = last_lines(" ".join(["Opening", *["financing"] * count, "Criminal Tribunals"]))
    assert len(lines) == 1 or " " in lines[-1]
    assert " ".join(lines).split() == ["Opening", *["financing"] * count, "Criminal", "Tribunals"]


def test_a_word_tied_to_the_last_by_a_no_break_blank_is_company_enough():
    widths = {
        len(last_lines(" ".join(["Opening", *["financing"] * count, "for Criminal\u00a0Tribunals"]))[-1].split())
        for count in range(6, 16)
    }
    assert 2 in widths
