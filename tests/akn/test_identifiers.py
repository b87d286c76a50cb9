"""Identifiers are parsed or refused, and printed back unchanged."""

from __future__ import annotations

import doctest
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.akn import identifiers
from pipeline.akn.identifiers import EId, Iri, Symbol, clean_number
from pipeline.errors import IdentifierError
from pipeline.read import AKN
from tests.own import documents

WORK = "/akn/un/doc/communication/un-ga/2008-01-18/A-62-999"


def test_the_worked_examples_hold() -> None:
    assert doctest.testmod(identifiers).failed == 0


@pytest.mark.parametrize(
    ("text", "level"),
    [
        (WORK, "work"),
        (f"{WORK}/!main", "work"),
        (f"{WORK}/fra", "expression"),
        (f"{WORK}/fra@", "expression"),
        (f"{WORK}/fra@2008-01-18;2008-03-01", "expression"),
        (f"{WORK}/fra:2008-02-01", "expression"),
        (f"{WORK}/fra@/!annex/appendix", "expression"),
        (f"{WORK}/fra@/!annex~att_1__para_12->att_1__para_15", "expression"),
        (f"{WORK}/fra@/!annex#att_1__para_12", "expression"),
        (f"{WORK}/fra@.xml", "manifestation"),
        (f"{WORK}/fra@/!main.xml", "manifestation"),
        (f"{WORK}-Corr.1", "work"),
        (f"{WORK}-Corr.1/eng@.pdf", "manifestation"),
        ("/akn/un/statement/deliberation/un-ga/1948-12-10/217_A_(III)", "work"),
        ("/akn/un/act/provision/un/1945-06-26/charter", "work"),
        ("/akn/ml/act/1992-02-25", "work"),
    ],
)
def test_an_iri_of_the_convention_is_printed_back(text: str, level: str) -> None:
    iri = Iri.parse(text)
    assert str(iri) == text
    assert iri.level == level
    assert str(iri.expression).startswith(str(iri.work))


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        (f"{WORK}/", "at its end"),
        (f"{WORK}/fra@!main", "needs a “/” before it"),
        ("https://undocs.org/A/62/1", "no scheme"),
        ("/akn/un/doc/communication/un-ga//A-62-1", "empty segment"),
        ("/akn/un/doc/communication/un-ga/2008-01-18/A 62", "space"),
        ("/akn/un/doc/communication/un-ga/2008-1-18/A-62", "date"),
        ("/akn/un/letter/communication/un-ga/2008-01-18/A-62", "document type"),
        ("/akn/un/doc/2008-01-18/A-62", "subtype"),
        ("/akn/un/doc/communication/2008-01-18/A-62", "actor"),
        ("/akn/un/doc/communication/un-ga/2008-01-18", "number"),
        ("/akn/un/doc/communication/un-ga/2008/A-62", "full date"),
        ("", "begin with /akn/"),
    ],
)
def test_another_string_is_refused_with_its_cause(text: str, cause: str) -> None:
    with pytest.raises(IdentifierError, match=cause):
        Iri.parse(text)


@pytest.mark.parametrize(
    ("corpus", "convention"),
    [
        (
            "/akn/un/statement/deliberation/unga/2022-11-21/77-18/",
            "/akn/un/statement/deliberation/un-ga/2022-11-21/77-18",
        ),
        (
            "/akn/un/statement/deliberation/unsc/2023-01-30/2674-2023/eng@!main/",
            "/akn/un/statement/deliberation/un-sc/2023-01-30/2674-2023/eng@/!main",
        ),
        (
            "/akn/un/statement/deliberation/unga-hrc/2025-07-04/59-1/eng@/!main/annex.xml",
            "/akn/un/statement/deliberation/un-ga-hrc/2025-07-04/59-1/eng@/!main/annex.xml",
        ),
    ],
)
def test_the_published_form_is_read(corpus: str, convention: str) -> None:
    assert str(Iri.normalised(corpus)) == convention


@pytest.mark.parametrize("text", ["", "/", "/akn", "/akn/un/doc", "/akn/un/doc/communication", "unga"])
def test_what_is_cut_off_is_refused_in_the_published_form_too(text: str) -> None:
    with pytest.raises(IdentifierError):
        Iri.normalised(text)


LEVELS = {"FRBRWork": "work", "FRBRExpression": "expression", "FRBRManifestation": "manifestation"}


def wrong_levels(paths: Iterable[Path]) -> tuple[int, list[str]]:
    """Return (the number of IRIs in these files, those that are not read as the level that they are on)."""
    read, wrong = 0, []
    for path in paths:
        for uri in etree.parse(str(path)).iter(f"{{{AKN}}}FRBRuri", f"{{{AKN}}}FRBRthis"):
            read += 1
            if Iri.normalised(uri.get("value", "")).level != LEVELS[etree.QName(uri.getparent()).localname]:
                wrong.append(f"{path.name}: {uri.get('value')}")
    return read, wrong


def test_every_iri_in_published_form_keeps_its_level() -> None:
    read, wrong = wrong_levels(documents())
    assert wrong == []
    assert read > 300


@pytest.mark.corpus
def test_every_iri_of_published_files_keeps_its_level(reference: dict[str, Path]) -> None:
    sound = [path for name, path in reference.items() if not name.startswith("broken/")]
    read, wrong = wrong_levels(sound)
    assert wrong == []
    assert read > 500


@pytest.mark.parametrize("text", ["A/78/1–", "A/78/1–S/", "–S/2024/1", "A/78/1–S 2024", "A/78/1—"])
def test_every_symbol_of_a_joint_one_must_be_one(text: str) -> None:
    with pytest.raises(IdentifierError):
        Symbol.parse(text)


@pytest.mark.parametrize("text", ["", "1", "para_", "para__", "__para_1", "para 1", "para_13_list_point_a", "père_1"])
def test_what_is_not_an_eid_is_refused(text: str) -> None:
    with pytest.raises(IdentifierError, match="is not an eId"):
        EId.parse(text)


@given(st.lists(st.from_regex(r"[A-Za-z][A-Za-z0-9]{0,5}(_[A-Za-z0-9أ’()-]{1,4})?", fullmatch=True), min_size=1))
def test_an_eid_is_printed_back(levels: list[str]) -> None:
    text = "__".join(levels)
    assert str(EId.parse(text)) == text
    assert EId.parse(text).prefix == (EId.parse("__".join(levels[:-1])) if levels[1:] else None)


@pytest.mark.parametrize(
    ("num", "number"), [("1.", "1"), ("2 bis.", "2bis"), ("أولا -", "أولا"), ("㈠", "㈠"), ("* * *", ""), ("", "")]
)
def test_the_number_part_comes_from_the_printed_number(num: str, number: str) -> None:
    assert clean_number(num) == number


@pytest.mark.parametrize(
    ("text", "organ", "session", "year", "assigned"),
    [
        ("A/RES/78/249", "A", "78", "", True),
        ("A/62/…", "A", "62", "", False),
        ("A/RES/ES-11/3", "A", "ES-11", "", True),
        ("A/HRC/RES/59/1", "A", "59", "", True),
        ("A/DEC/77/505 B", "A", "77", "", True),
        ("S/RES/2674 (2023)", "S", "", "2023", True),
        ("S/2023/772", "S", "", "2023", True),
        ("S/PRST/2010/30*", "S", "", "2010", True),
        ("E/2024/L.4/Rev.1", "E", "", "2024", True),
        ("A/62/837–S/2008/317", "A", "62", "", True),
    ],
)
def test_symbols_of_all_organs_are_read(text: str, organ: str, session: str, year: str, assigned: bool) -> None:
    symbol = Symbol.parse(text)
    assert (str(symbol), symbol.organ, symbol.session, symbol.year, symbol.assigned) == (
        text,
        organ,
        session,
        year,
        assigned,
    )


@pytest.mark.parametrize("text", ["", "A", "78/249", "a/78/1", "A//1", "A/Corr.1/78", "A/78/ 1", "A/78/Corr.x"])
def test_what_is_not_a_symbol_is_refused(text: str) -> None:
    with pytest.raises(IdentifierError, match="is not a document symbol"):
        Symbol.parse(text)
