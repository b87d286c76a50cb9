"""Names after United Nations practice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.distribution import naming
from pipeline.document import Imprint


def _document(documents, **identity):
    return replace(documents[0], identity=replace(documents[0].identity, **identity))


def test_symbol_job_number_and_language_make_the_name(documents):
    document = replace(_document(documents, symbol="A/RES/78/100"), imprint=Imprint(bar_code="2324979"))
    assert naming.stem(document, "work", "") == "A_RES_78_100-2324979F"
    assert naming.stem(document, "work", "v2") == "A_RES_78_100-2324979F_v2"


def test_without_job_number_a_low_line_stands_before_the_letter(documents):
    assert naming.stem(_document(documents, symbol="A/62/999 (Part I)"), "work", "") == "A_62_999_Part_I_F"


def test_without_symbol_the_work_gives_the_name(documents):
    assert naming.stem(_document(documents, symbol=""), "bamako-letter", "") == "bamako-letter_F"
    assert naming.folder(documents, "bamako-letter") == "bamako-letter"


@pytest.mark.parametrize(("tag", "letter"), [("zh-Hans", "C"), ("ar", "A"), ("de", "G"), ("pt", "pt")])
def test_each_language_has_its_letter(tag, letter):
    assert naming.language_letter(tag) == letter


def test_a_name_holds_no_path(documents):
    assert naming.stem(_document(documents, symbol="../../etc"), "w", "") == "etc_F"
