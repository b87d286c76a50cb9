"""How titles break: lines that are not justified."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.document import Heading, Rank, Text
from pipeline.forms import form_for
from pipeline.write import Options
from pipeline.write.pdf import write
from pipeline.write.pdf.flow import Flow
from pipeline.write.pdf.notes import NoteSetter
from pipeline.write.pdf.setting import Setting
from tests.write.pdf.write_pdf_tools import document, page_texts, paragraph


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


@pytest.mark.parametrize(("signs", "gap"), [("MercuryDocument", 12.0), ("SingleTxt", 6.0)])
def test_text_under_the_title_of_an_annex_is_set_off_as_the_form_says(signs, gap):
    title = Heading(anchor="h", rank=Rank.ANNEX_TITLE, level=3, label=(), inlines=(Text("Modalities"),))
    made = document(title, paragraph(1, "The Conference will be held in June."))
    setting = Setting(made, form_for(replace(made.identity, signs=frozenset({signs}))))
    flow = Flow(setting, NoteSetter(setting))
    flow.open(setting.tree.root)
    for block in (title, *made.parts[0].blocks[-1:]):
        flow.add(block)
    assert flow.strips[-1].gap == gap
