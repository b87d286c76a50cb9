"""What the site calls a document: its kind as the XML has it, or as its title says it where the name is a loose one."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.akn.classes import OTHER, kind_meant
from pipeline.prepare import prepare
from pipeline.read import parse_bytes
from pipeline.site.lineage.relations import with_lineage
from pipeline.site.pages.frame import Site
from pipeline.site.pages.work import work_pages
from pipeline.site.reading import extract
from tests.publish.building import akn
from tests.site.test_lineage import named


def kind(title, *, name="officialLetter", language="eng"):
    """Return the kind on the card of a document with this title."""
    data = akn("A text").replace("statement", "doc").replace('name="resolution"', f'name="{name}"')
    data = data.replace("A title", title).replace('language="eng"', f'language="{language}"')
    return str(extract(prepare(parse_bytes(data.encode(), Path("a.xml"))), "a", "a", None).card.identity.kind)


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Note verbale dated 3 May 2024 from the Permanent Mission of Atlantis", "eng"),
        ("Notes verbales datées des 3 et 4 mai 2024", "fra"),
        ("Nota verbal de fecha 3 de mayo de 2024", "spa"),
        ("Вербальная нота Постоянного представительства", "rus"),
        ("مذكرة شفوية مؤرخة 3 أيار/مايو 2024", "ara"),
        ("2024年5月3日亚特兰蒂斯常驻代表团的普通照会", "zho"),
    ],
)
def test_a_note_verbale_that_is_named_a_letter_is_called_a_note_verbale(title, language):
    assert kind(title, language=language) == "note-verbale"


@pytest.mark.parametrize(
    "title", ["Letter dated 3 May 2024", "On a report", "Resolution of 3 May", "Report of the Board"]
)
def test_a_letter_stays_a_letter_unless_its_title_names_another_communication(title):
    assert kind(title) == "letter"


@pytest.mark.parametrize("name", ["report", "progressReport", "councilReport", "conferenceReport", "meetingReport"])
def test_every_name_of_a_report_is_a_report(name):
    assert kind("Use of the sea", name=name) == "report"


def test_a_document_of_no_known_name_is_called_what_its_title_or_symbol_says():
    assert kind("Report of the Secretary-General", name="document") == "report"
    assert kind("Note by the Secretariat", name="paper") == "note"
    assert kind_meant(OTHER, "RES", lambda _: False) == "resolution"
    assert kind("Use of the sea", name="document") == OTHER


def test_a_declared_kind_is_not_doubted():
    assert kind("Report of the Secretary-General", name="note") == "note"


def heading(symbol):
    """Return what is above the document to which a work belongs."""
    work = next(work for work in with_lineage([named("A/80/5"), named(symbol)]) if work.symbol == symbol)
    page = dict(work_pages(Site(), work))[work.page("en")].decode()
    return page.partition('id="related-base">')[2].partition("<")[0]


def test_the_page_of_a_work_says_what_it_is_to_its_document():
    assert heading("A/80/5/Rev.1") == "Revision of"
    assert heading("A/80/5/Corr.1") == "Corrigendum to"
    assert heading("A/80/5/Add.1") == "Addendum to"
