"""Rules of masthead and running head: where the prints have them [form masthead.3, masthead.5, running.1]."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pypdfium2
import pytest
from pypdfium2 import raw

from pipeline.write import Options
from pipeline.write.pdf.writer import write
from tests.write.pdf.write_pdf_tools import document, paragraph


def edges(page: pypdfium2.PdfPage) -> list[tuple[float, float]]:
    """Return upper and lower edge of the wide rules in the upper third of a page, from the top of the paper."""
    bounds = [o.get_bounds() for o in page.get_objects() if o.type == raw.FPDF_PAGEOBJ_PATH]
    height = page.get_height()
    return sorted((height - top, height - low) for left, low, right, top in bounds if right - left > 400 < low)


@pytest.mark.parametrize("day", [datetime.date(2024, 5, 6), datetime.date(2025, 12, 5)])
def test_rules_are_where_the_prints_have_them(day: datetime.date) -> None:
    made = document(*(paragraph(n, "Decides so;") for n in range(1, 60)))
    data = write(replace(made, identity=replace(made.identity, date=day)), Options()).data
    first, second, *_ = (edges(page) for page in pypdfium2.PdfDocument(data))
    assert first == [pytest.approx(pair, abs=0.06) for pair in ((64.8, 65.28), (208.92, 210.38))]
    assert second == [pytest.approx((64.8, 65.04), abs=0.06)]
