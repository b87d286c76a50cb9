"""Geneva: places of masthead, heads and feet, as read off prints of 2009 and 2019 [form page-1, distances]."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pypdfium2
import pytest

from pipeline.document import Body, Direction, Document, Imprint, Masthead, MastheadRole
from pipeline.write import Options
from pipeline.write.pdf.writer import write
from tests.makers import field
from tests.write.pdf.write_pdf_tools import document, page_texts, paragraph

NEAR = 1.5
SAME = {"organization": "", "symbol": "A/HRC/43/12", "organ": "", "distribution": "Distr.: General"}
"""Fields that every masthead has, in order."""
ENGLISH = {  # the first words of a line of A/HRC/43/12: left edge, baseline
    "United": (119.7, 49.7),
    "General": (119.7, 80.1),
    "Distr.": (392.1, 78.9),
    "27": (392.1, 90.9),
    "Original": (392.1, 114.9),
    "Human": (56.6, 217.6),
    "Forty": (56.6, 230.1),
    "24": (56.6, 241.9),
    "Agenda": (56.6, 253.9),
    "Universal": (56.6, 266.1),
}
RUSSIAN = {  # A/HRC/WG.6/34/ITA/3
    "Организация": (63.9, 49.8),
    "Генеральная": (120.7, 77.6),
    "Distr.": (397.8, 78.8),
    "14": (397.8, 90.9),
    "Russian": (397.8, 102.9),
    "Original": (397.8, 114.9),
    "Совет": (56.6, 217.1),
    "Тридцать": (56.6, 229.7),
    "4–15": (56.6, 241.7),
}
FRENCH = {  # A/HRC/WG.6/7/ITA/1
    "Nations": (120.7, 63.9),
    "Assemblée": (120.7, 94.2),
    "Distr.": (396.9, 93.0),
    "16": (396.9, 105.0),
    "Français": (396.9, 117.0),
    "Original": (396.9, 129.0),
    "Conseil": (56.6, 231.3),
    "Septième": (56.6, 243.9),
}


def council(tag: str, day: str, **fields: str) -> Document:
    """Return a resolution of the Council that takes two pages."""
    made = document(*(paragraph(n, "encourages all States " * 30) for n in range(1, 12)), language=tag)
    symbol = {"symbol": "A/HRC/43/12", "symbol_printed": "A/HRC/43/12"}
    identity = replace(
        made.identity, body=Body.HUMAN_RIGHTS_COUNCIL, date=datetime.date.fromisoformat(day), running_title="A title",
        direction=Direction.LTR, **symbol,
    )  # fmt: skip
    lines = [field(MastheadRole[name.upper()], words) for name, words in {**SAME, **fields}.items() if words]
    imprint = Imprint(job_number="GE.19-13879 (E)", bar_code="1913879", address="https://undocs.org/A/HRC/43/12")
    return replace(made, identity=identity, imprint=imprint, masthead=Masthead(tuple(lines)))


def starts(data: bytes, number: int = 0) -> dict[str, tuple[float, float]]:
    """Return the left edge and baseline of the first word of each run of a page."""
    page = pypdfium2.PdfDocument(data)[number]
    text = page.get_textpage()
    found = {}
    for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
        left, bottom, right, top = item.get_bounds()
        words = text.get_text_bounded(left - 0.5, bottom - 0.5, right + 0.5, top + 0.5).split()
        if words:
            matrix = item.get_matrix()
            found.setdefault(words[0], (matrix.e, page.get_height() - matrix.f))
    return found


CASES = {
    "en": ("2019-12-27", ENGLISH, {
        "organization": "United Nations", "organ": "General Assembly", "date": "27 December 2019",
        "original": "Original: English", "subsidiary": "Human Rights Council", "session": "Forty-third session",
        "session_dates": "24 February–20 March 2020", "agenda_item": "Agenda item 6",
        "agenda_title": "Universal periodic review",
    }),
    "ru": ("2019-08-14", RUSSIAN, {
        "organization": "Организация Объединенных Наций", "organ": "Генеральная Ассамблея", "date": "14 August 2019",
        "language": "Russian", "original": "Original: English", "subsidiary": "Совет по правам человека",
        "session": "Тридцать четвертая сессия", "session_dates": "4–15 ноября 2019 года", "agenda_item": "",
    }),
    "fr": ("2009-11-16", FRENCH, {
        "organization": "Nations Unies", "organ": "Assemblée générale", "distribution": "Distr. générale",
        "date": "16 novembre 2009", "language": "Français", "original": "Original: anglais",
        "subsidiary": "Conseil des droits de l’homme", "session": "Septième session", "agenda_item": "",
    }),
}  # fmt: skip


@pytest.mark.parametrize("language", CASES)
def test_every_line_of_the_masthead_is_within_a_point_and_a_half_of_the_print(language: str):
    day, places, fields = CASES[language]
    found = starts(write(council(language, day, **fields), Options()).data)
    for word, (x, y) in places.items():
        left, baseline = next(place for start, place in found.items() if start.startswith(word))
        assert abs(left - x) <= NEAR and abs(baseline - y) <= NEAR, (word, left, baseline)


@pytest.mark.parametrize(("language", "job"), [("en", False), ("ru", True)])
def test_later_pages_have_the_symbol_alone_at_the_head_and_the_number_at_the_foot(language: str, job: bool):
    day, _, fields = CASES[language]
    text = page_texts(write(council(language, day, **fields), Options()).data)[1]
    assert "A/HRC/43/12" in text
    assert "A title" not in text
    assert ("GE.19-13879" in text) is job


@pytest.mark.parametrize(("language", "has"), [("en", True), ("fr", False)])
def test_forms_older_than_qr_codes_have_none(language: str, has: bool):
    day, _, fields = CASES[language]
    data = write(council(language, day, **fields), Options()).data
    assert (b"QR" in _descriptions(data)) is has


def _descriptions(data: bytes) -> bytes:
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        return b" ".join(
            bytes(str(item.get("/Alt", "")), "utf-8") for item in pdf.objects if isinstance(item, pikepdf.Dictionary)
        )
