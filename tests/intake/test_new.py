"""Skeletons: valid in the strict form, the same bytes each time, every gap a placeholder."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from lxml import etree

from pipeline.akn.classes import kinds_with_skeleton
from pipeline.errors import UsageError
from pipeline.intake.new import NewDocument, skeleton
from pipeline.languages.strings import tags
from pipeline.prepare import prepare
from pipeline.read import akn, parse_bytes
from pipeline.validate import Severity, check, validate

DAY = datetime.date(2026, 1, 31)


@pytest.mark.parametrize("symbol", ["A/80/L.5", ""], ids=["with symbol", "without symbol"])
@pytest.mark.parametrize("kind", kinds_with_skeleton())
@pytest.mark.parametrize("language", tags())
def test_a_skeleton_passes_the_strict_profile(kind: str, language: str, symbol: str, tmp_path: Path) -> None:
    path = tmp_path / "new.xml"
    path.write_bytes(skeleton(NewDocument(kind=kind, language=language, date=DAY, symbol=symbol)))
    report = check([path])
    assert [f for f in report.findings if f.severity is Severity.ERROR] == []
    assert report.exit_status == 0


@pytest.mark.parametrize("kind", kinds_with_skeleton())
def test_without_symbol_the_missing_number_is_a_warning(kind: str) -> None:
    made = parse_bytes(skeleton(NewDocument(kind=kind, language="fra", date=DAY)), Path("new.xml"))
    assert "AKN4UN-007" in {f.rule for f in validate(made) if f.severity is Severity.WARNING}
    document = prepare(made)
    assert document.identity.unassigned[0] == "symbol"
    assert document.identity.symbol_printed == "A/80/…"


def test_the_same_order_gives_the_same_bytes() -> None:
    order = NewDocument(kind="letter", language="ar", date=DAY)
    assert skeleton(order) == skeleton(order)


def test_everything_in_brackets_is_a_placeholder() -> None:
    for kind in kinds_with_skeleton():
        root = etree.fromstring(skeleton(NewDocument(kind=kind, language="es", date=DAY)))
        for element in root.iter("*"):
            words = (element.text or "", *(child.tail or "" for child in element))
            assert element.tag == akn("placeholder") or not any("[" in text for text in words)


def test_the_title_given_is_the_title() -> None:
    made = skeleton(NewDocument(kind="note", language="en", date=DAY, title="Note by the Board"))
    assert prepare(parse_bytes(made, Path("n.xml"))).identity.title == "Note by the Board"


@pytest.mark.parametrize(
    "order",
    [NewDocument(kind="poem", language="en", date=DAY), NewDocument(kind="letter", language="tlh", date=DAY),
     NewDocument(kind="letter", language="en", date=DAY, symbol="not a symbol")],
)  # fmt: skip
def test_what_cannot_be_made_is_refused(order: NewDocument) -> None:
    with pytest.raises(UsageError):
        skeleton(order)


def test_an_arabic_letter_names_the_month_twice_as_in_print() -> None:
    text = skeleton(NewDocument(kind="letter", language="ar", date=DAY)).decode("utf-8")
    assert "31 كانون الثاني/يناير 2026" in text
