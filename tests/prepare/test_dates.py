"""Dates in titles stay together."""

from __future__ import annotations

import pytest

from pipeline.languages.patterns import patterns

TITLES = {
    "en": ("Resolution adopted on 30 December 2025", "30 December 2025"),
    "fr": ("Résolution adoptée le 1er décembre 2023", "1er décembre 2023"),
    "es": ("Resolución aprobada el 19 de septiembre de 2025", "19 de septiembre de 2025"),
    "ru": ("Резолюция, принятая 7 декабря 2023 года", "7 декабря 2023 года"),
    "ar": ("قرار اتخذته الجمعية العامة في 22 كانون الأول/ديسمبر 2023", "22 كانون الأول/ديسمبر 2023"),
    "de": ("Resolution, verabschiedet am 7. Dezember 2023", "7. Dezember 2023"),
}


@pytest.mark.parametrize("name", TITLES)
def test_a_date_is_found_whole_in_each_patterns(name):
    title, date = TITLES[name]
    assert [match.group() for match in patterns(name).date.finditer(title)] == [date]


@pytest.mark.parametrize("title", ["Resolution 80/1 of the General Assembly", "The 12 Marchers", "80/12 March"])
def test_what_is_not_a_date_is_left(title):
    assert not patterns("en").date.search(title.replace("80/12", "A80"))
