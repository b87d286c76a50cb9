"""The title of a letter: date, addressee, sender."""

from __future__ import annotations

import pytest
from lxml import etree

from pipeline.akn.builder import make
from pipeline.intake.build.letter_title import mark_letter
from pipeline.intake.vocabulary.words import original_code

TITLES = [
    ("en", "Letter dated 5 May 2020 from the Permanent Representative of Mali addressed to the Secretary-General"),
    ("fr", "Lettre datée du 5 mai 2020, adressée au Secrétaire général par le Représentant permanent du Mali"),
    ("es", "Carta de fecha 5 de mayo de 2020 dirigida al Secretario General por el Representante de Malí"),
    ("ru", "Письмо Постоянного представителя Мали от 5 мая 2020 года на имя Генерального секретаря"),
    ("ar", "رسالة مؤرخة 5 أيار/مايو 2020 موجهة إلى الأمين العام من الممثل الدائم لمالي"),
    ("zh-Hans", "2020年5月5日马里常驻代表给秘书长的信"),
]


def _marked(text: str, language: str) -> etree._Element:
    title = make("docTitle", text)
    mark_letter(title, language, "2020-05-05")
    return title


@pytest.mark.parametrize(("language", "text"), TITLES)
def test_its_parts_are_marked_in_every_language_and_no_word_changes(language: str, text: str) -> None:
    title = _marked(text, language)
    assert {e.get("name") or etree.QName(e).localname for e in title} == {"docDate", "akn4un:to", "akn4un:from"}
    assert "".join(title.itertext()) == text


def test_another_title_and_another_date_are_left_alone() -> None:
    assert len(_marked("Rights of the child", "en")) == 0
    assert [e.get("name") for e in _marked(TITLES[0][1].replace("5 May", "6 May"), "en")] == [
        "akn4un:from",
        "akn4un:to",
    ]


def test_the_language_of_the_original_is_known_by_its_name() -> None:
    assert (original_code("[Original : anglais]", "fr"), original_code("Original: English", "en")) == ("eng", "")
