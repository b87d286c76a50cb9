"""Kind and body that an import could not know are assigned once, and never against what the text says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from pipeline.akn.bodies import issuing_bodies, short_names
from pipeline.cli.run import run
from pipeline.errors import DocumentError, ExitStatus, PipelineError, UsageError
from pipeline.intake.importing import import_bytes
from pipeline.intake.recognise.document import ImportHints
from pipeline.prepare import prepare
from pipeline.read import parse_file
from pipeline.validate import validate
from pipeline.versions.life import steps
from tests.intake.wordfile import p, word_file_of

BODY = p("Tides of the coast.") + p("1.\tLamps are lit.") + p("Annex", "<w:pageBreakBefore/>") + p("1.\tTides.")


def text_of(folder: Path, symbol: str = "", kind: str = "") -> Path:
    """Return an import of which neither kind nor body is known, unless a symbol or an option says them."""
    hints = ImportHints(language="en", symbol=symbol, kind=kind, date="2025-01-20")
    path = folder / "text.xml"
    path.write_bytes(import_bytes(word_file_of(BODY), Path("text.docx"), hints).data)
    return path


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """Return a text of which neither kind nor body is known."""
    return text_of(tmp_path)


def errors(path: Path) -> set[str]:
    return {finding.rule for finding in validate(parse_file(path)) if finding.severity.value == "error"}


def test_both_are_open_after_the_import(text: Path) -> None:
    assert {"kind", "body"} <= set(prepare(parse_file(text)).identity.unassigned)


@pytest.mark.parametrize(
    ("kind", "element", "subtype"),
    [("resolution", "statement", "deliberation"), ("letter", "doc", "communication"), ("report", "doc", "paper")],
)
def test_the_kind_is_assigned_with_element_name_subtype_and_address(
    text: Path, kind: str, element: str, subtype: str
) -> None:
    before = errors(text)
    steps.assign(text, kind=kind)
    root = etree.parse(text).getroot()
    identity = prepare(parse_file(text)).identity
    assert etree.QName(root[0]).localname == element
    assert identity.work.startswith(f"/akn/un/{element}/{subtype}/un/2025-01-20/")
    assert identity.kind == kind and "kind" not in identity.unassigned and "body" in identity.unassigned
    assert errors(text) <= before


@pytest.mark.parametrize("body", short_names())
def test_every_body_that_the_project_knows_can_be_assigned(text: Path, body: str) -> None:
    steps.assign(text, body=body)
    known = prepare(parse_file(text)).identity
    assert f"/{short_names()[body]}/" in known.work and "body" not in known.unassigned
    organs = etree.parse(text).getroot().iter("{*}TLCOrganization")
    organ = next(e for e in organs if (e.get("href") or "").endswith(f"/{short_names()[body]}"))
    assert organ.get("showAs") == issuing_bodies()[short_names()[body]].name


def test_the_body_is_assigned_with_author_reference_and_address(text: Path) -> None:
    before = errors(text)
    steps.assign(text, body="sc")
    identity = prepare(parse_file(text)).identity
    assert "/un-sc/" in identity.work and "body" not in identity.unassigned and identity.body.value == "sc"
    authors = etree.parse(text).getroot().iter("{*}FRBRAuthor", "{*}FRBRauthor")
    assert {a.get("href") for a in authors if a.get("as") == "#issuingBody"} == {"#unSc"}
    assert errors(text) <= before | {"AKN4UN-201"}  # a document of a known body has a cover


def test_the_old_address_still_leads_to_the_text(text: Path) -> None:
    old = prepare(parse_file(text)).identity.work
    steps.assign(text, kind="report", body="ga")
    aliases = [e.get("value") for e in etree.parse(text).getroot().iter("{*}FRBRalias")]
    assert old in aliases


def test_kind_body_and_symbol_are_assigned_together_or_one_after_another(tmp_path: Path) -> None:
    works = []
    for name, calls in (
        ("a", [{"symbol": "A/RES/79/7", "kind": "resolution", "body": "ga"}]),
        ("b", [{"kind": "resolution"}, {"body": "ga"}, {"symbol": "A/RES/79/7"}]),
    ):
        (tmp_path / name).mkdir()
        path = text_of(tmp_path / name)
        for call in calls:
            steps.assign(path, **call)
        works.append(prepare(parse_file(path)).identity.work)
    assert works == ["/akn/un/statement/deliberation/un-ga/2025-01-20/A-RES-79-7"] * 2


@pytest.mark.parametrize(
    ("symbol", "values", "reason"),
    [
        ("A/RES/79/7", {"kind": "decision"}, "is the symbol of a resolution, not of a decision"),
        ("A/79/7", {"body": "sc"}, "A/79/7 is the symbol of another body than un-sc"),
        ("A/HRC/58/7", {"body": "ga"}, "A/HRC/58/7 is the symbol of another body than un-ga"),
        ("", {"symbol": "A/RES/79/7"}, "give --kind resolution too"),
        (
            "",
            {"symbol": "A/RES/79/7", "kind": "decision"},
            "is the symbol of a resolution, and this text is a decision",
        ),
        ("", {"symbol": "S/2025/7", "body": "ga", "kind": "letter"}, "is the symbol of another body"),
    ],
)
def test_what_contradicts_the_symbol_is_refused(
    tmp_path: Path, symbol: str, values: dict[str, str], reason: str
) -> None:
    path = text_of(tmp_path, symbol)
    before = path.read_bytes()
    with pytest.raises(PipelineError, match=re.escape(reason)):
        steps.assign(path, **values)
    assert path.read_bytes() == before


def test_what_is_assigned_is_not_assigned_again(text: Path) -> None:
    steps.assign(text, kind="report", body="ga")
    for values in ({"kind": "letter"}, {"body": "sc"}):
        with pytest.raises(DocumentError, match="is assigned already"):
            steps.assign(text, **values)


def test_an_unknown_body_is_refused(text: Path) -> None:
    with pytest.raises(UsageError, match="one of: hrc, ga, sc, ecosoc, secretariat"):
        steps.assign(text, body="un")


def test_the_command_shows_the_difference(text: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("assign", name=str(text), kind="report", body="hrc") is ExitStatus.DONE
    shown = capsys.readouterr().out
    assert '-  <doc name="document"' in shown or "+  <doc name=" in shown
    assert "un-ga-hrc" in text.read_text("utf-8")
