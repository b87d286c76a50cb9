"""Several decisions or resolutions in one file: a collection of documents, and each as a file of its own."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
from lxml import etree

from pipeline.document import Heading, PartKind
from pipeline.errors import ExitStatus
from pipeline.intake.importing import Imported, Separate, import_bytes
from pipeline.intake.recognise.document import ImportHints
from pipeline.intake.vocabulary.words import numbered
from pipeline.prepare import prepare
from pipeline.read import parse_bytes
from pipeline.validate import validate
from pipeline.write import Options, writer
from tests.intake.test_word_kinds import WORDS, masthead
from tests.intake.wordfile import p, word_file_of

OPENERS = {
    "en": ("Decision 6/CMA.3", "Resolution 7/CMA.3"),
    "fr": ("Décision 6/CMA.3", "Résolution 7/CMA.3"),
    "es": ("Decisión 6/CMA.3", "Resolución 7/CMA.3"),
    "ru": ("Решение 6/CMA.3", "Резолюция 7/CMA.3"),
    "zh-Hans": ("第6/CMA.3号决定", "第7/CMA.3号决议"),
    "ar": ("المقرر 6/CMA.3", "القرار 7/CMA.3"),
}
ANNEX = {"en": "Annex", "fr": "Annexe", "es": "Anexo", "ru": "Приложение", "zh-Hans": "附件", "ar": "مرفق"}
END = '<w:jc w:val="right"/>'
NOTE = '<w:r><w:footnoteReference w:id="{}"/></w:r></w:p>'


def one(language: str, opener: str, day: str, number: int) -> str:
    """Return a decision: number, title, formula, recital, two paragraphs, the second with a note, and its day."""
    words = WORDS[language]
    noted = p(f"2.\t{words.body}").replace("</w:p>", NOTE.format(number))
    text = (
        p(opener) + p(words.body.rstrip(".。")) + p(words.formulas[0]) + p(words.recital) + p(f"1.\t{words.decision}")
    )
    return text + noted + p(day, END)


def file_of(language: str, *, before: str = "") -> bytes:
    """Return a Word file of two documents; the first has an annex, whose numbers begin again."""
    first, second = OPENERS[language]
    words = WORDS[language]
    annex = p(ANNEX[language], '<w:jc w:val="center"/>') + p(f"1.\t{words.body}")
    body = masthead(words, "FCCC/PA/CMA/2021/10", "") + before
    body += one(language, first, words.day, 2) + annex + one(language, second, words.day, 3)
    notes = "".join(f'<w:footnote w:id="{n}">{p(f"A/79/{n}.")}</w:footnote>' for n in (2, 3))
    return word_file_of(body, footnotes=notes)


def imported(language: str, *, split: bool = False, before: str = "") -> Imported:
    hints = ImportHints(language=language, split=split)
    return import_bytes(file_of(language, before=before), Path("several.docx"), hints)


@pytest.mark.parametrize("language", OPENERS)
def test_two_documents_are_a_collection_of_two_each_with_its_own_numbers(language: str) -> None:
    done = imported(language)
    root = etree.fromstring(done.data)
    inside = [e[0] for e in root.iterfind("{*}components/{*}component")]
    assert root[0].get("name", "").startswith("publication")
    assert [e.get("name") for e in inside] == ["decision", "resolution"]
    assert ["".join(e.find("{*}preface/{*}p/{*}docNumber").itertext()) for e in inside] == list(OPENERS[language])
    assert [len(e.findall("{*}mainBody/{*}paragraph")) for e in inside] == [2, 2]
    assert [len(e.findall("{*}attachments/{*}attachment")) for e in inside] == [1, 0]
    assert done.is_valid and not done.errors


@pytest.mark.parametrize("language", OPENERS)
def test_each_document_has_number_kind_and_day_of_its_own(language: str) -> None:
    root = etree.fromstring(imported(language).data)
    works = [e.get("value") for e in root.iterfind("{*}components/{*}component/*/{*}meta//{*}FRBRWork/{*}FRBRuri")]
    stem = "/akn/un/statement/deliberation/un/2025-01-23"
    assert works[0] == f"{stem}/6-CMA.3" and works[-1] == f"{stem}/7-CMA.3"


def test_the_titles_of_the_documents_are_titles_and_those_above_them_are_of_the_whole() -> None:
    before = p("Report of the Conference of the Parties")
    done = imported("en", before=before)
    document = prepare(parse_bytes(done.data, Path("several.xml")))
    assert [part.kind for part in document.parts] == [PartKind.COMPONENT, PartKind.ANNEX, PartKind.COMPONENT]
    headings = [b.text for b in document.parts[0].blocks if isinstance(b, Heading)]
    assert headings == ["Decision 6/CMA.3", WORDS["en"].body.rstrip(".")]
    assert [b.text for b in document.title] == ["Report of the Conference of the Parties"]


def test_text_before_the_first_document_is_kept_apart() -> None:
    done = imported("en", before=p("The texts below were adopted in Bamako."))
    root = etree.fromstring(done.data)
    inside = [e[0] for e in root.iterfind("{*}components/{*}component")]
    assert len(inside) == 3 and done.arrived[0].is_whole
    assert "adopted in Bamako" in "".join(inside[0].itertext())
    assert not done.errors


def test_a_list_of_the_numbers_before_the_documents_opens_none() -> None:
    done = imported("en", before="".join(map(p, OPENERS["en"])))
    root = etree.fromstring(done.data)
    names = [e[0].findtext("{*}preface//{*}docNumber") for e in root.iterfind("{*}components/{*}component")]
    assert names == list(OPENERS["en"]) and done.arrived[0].is_whole


@pytest.mark.parametrize("lines", [1, 0])
def test_one_decision_is_not_a_collection(lines: int) -> None:
    body = masthead(WORDS["en"], "FCCC/PA/CMA/2021/10", "") + one("en", "Decision 6/CMA.3", "", 2) * lines
    done = import_bytes(word_file_of(body + p("As decided in decision 7/CMA.3.")), Path("one.docx"))
    assert b"documentCollection" not in done.data


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Decision 6/CMA.3", ("decision", "6/CMA.3")),
        ("Decision 78/401", ("decision", "78/401")),
        ("Resolution 2720 (2023)", ("resolution", "2720 (2023)")),
        ("Resolution S-27/1", ("resolution", "S-27/1")),
        ("Resolution 78/8 A", ("resolution", "78/8 A")),
        ("Draft resolution A/80/L.5", ("draft-resolution", "A/80/L.5")),
        ("Decision 6/CMA.3 was adopted", None),
        ("Decision 6/CMA.3,", None),
        ("Decision 6/CMA.3 of 2021", None),
        ("Decision-making", None),
        ("Resolution 1", None),
        ("In decision 6/CMA.3", None),
    ],
)
def test_kind_and_number_alone_open_a_document(line: str, found: tuple[str, str] | None) -> None:
    assert numbered(line, "en") == found


@pytest.mark.parametrize("language", OPENERS)
def test_split_gives_each_document_for_itself(language: str) -> None:
    done = imported(language, split=True)
    assert list(done.separate) == ["6-CMA.3", "7-CMA.3"]
    for number, one in done.separate.items():
        document = prepare(parse_bytes(one.data, Path("alone.xml")))
        assert document.identity.symbol_printed.replace("/", "-") == number
        assert [note.printed.strip("()") for note in document.notes] == ["1"]
    alone = [one.data for one in done.separate.values()]
    first, second = (prepare(parse_bytes(data, Path("alone.xml"))) for data in alone)
    assert [len(document.parts) for document in (first, second)] == [2, 1]


def test_each_separate_document_is_validated_as_the_whole_is() -> None:
    done = imported("en", split=True)
    rules = [{f.rule for f in validate(parse_bytes(one.data, Path("a.xml")))} for one in done.separate.values()]
    assert [{f.rule for f in one.findings} for one in done.separate.values()] == rules
    assert all("AKN4UN-206" not in found for found in rules)
    broken = dataclasses.replace(done.findings[0], rule="AKN-NC-001")
    assert done.is_valid
    assert not dataclasses.replace(done, separate={"6-CMA.3": Separate(b"", (broken,))}).is_valid


def test_a_resolution_of_a_known_body_has_its_symbol() -> None:
    words = WORDS["en"]
    body = masthead(words, "A/80/49", "") + "".join(
        p(opener) + p("Oceans") + p(words.formulas[0]) + p(words.recital) + p(f"1.\t{words.decision}")
        for opener in ("Resolution 80/1", "Decision 80/402")
    )
    done = import_bytes(word_file_of(body), Path("several.docx"), ImportHints(language="en", split=True))
    assert list(done.separate) == ["A-RES-80-1", "A-DEC-80-402"]
    assert b'<docNumber refersTo="#symbol">A/RES/80/1</docNumber>' in done.separate["A-RES-80-1"].data


def test_a_decision_and_a_resolution_with_one_number_are_two_files() -> None:
    words = WORDS["en"]
    body = masthead(words, "FCCC/PA/CMA/2021/10", "") + "".join(
        p(opener) + p(title) + p(words.formulas[0]) + p(words.recital) + p(f"1.\t{words.decision}")
        for opener, title in (("Decision 1/CMA.3", "Oceans"), ("Resolution 1/CMA.3", "Thanks to the hosts"))
    )
    done = import_bytes(word_file_of(body), Path("several.docx"), ImportHints(language="en", split=True))
    assert list(done.separate) == ["1-CMA.3", "resolution-1-CMA.3"]
    assert b"Thanks to the hosts" in done.separate["resolution-1-CMA.3"].data


def test_without_the_option_nothing_is_split() -> None:
    assert imported("en").separate == {}
    assert not dataclasses.asdict(ImportHints())["split"]


def test_the_command_writes_a_file_for_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from pipeline.cli.run import run

    source, out = tmp_path / "several.docx", tmp_path / "out.xml"
    source.write_bytes(file_of("en"))
    assert run("import", file=str(source), out=str(out), split=True) is ExitStatus.DONE
    assert {path.name for path in tmp_path.glob("out.*.xml")} == {"out.6-CMA.3.xml", "out.7-CMA.3.xml"}
    line = r"out\.7-CMA\.3\.xml: one of the documents, as a file of its own: \d+ errors?\n"
    assert re.search(line, capsys.readouterr().out)


def test_the_command_says_where_there_is_nothing_to_split(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from pipeline.cli.run import run

    source = tmp_path / "one.docx"
    source.write_bytes(word_file_of(p("Text.")))
    assert run("import", file=str(source), out=str(tmp_path / "out.xml"), split=True) is ExitStatus.DONE
    assert "One document: nothing to split" in capsys.readouterr().out


@pytest.mark.parametrize("language", OPENERS)
def test_a_collection_comes_back_from_its_word_file_as_the_same_xml(language: str) -> None:
    first = imported(language)
    made = writer("docx")(prepare(parse_bytes(first.data, Path("several.xml"))), Options()).data
    again = import_bytes(made, Path("several.docx"))
    texts = (done.data.decode().replace("\u00a0", " ") for done in (first, again))
    assert len({re.sub('<akn4un:pageBreak for="[^"]*"/>', "", text) for text in texts}) == 1  # the form begins pages


def test_what_is_said_of_the_looks_of_one_document_is_not_said_of_the_others() -> None:
    first, second = OPENERS["en"]
    broken = one("en", second, "", 3).replace("<w:p><w:pPr></w:pPr><w:r><w:t xml:space=\"preserve\">2.",
                                              "<w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:t>2.")  # fmt: skip
    body = masthead(WORDS["en"], "FCCC/PA/CMA/2021/10", "") + one("en", first, "", 2) + broken
    done = import_bytes(word_file_of(body), Path("several.docx"))
    assert "pageBreakBefore" in broken and b'pageBreak for="#para_2"' not in done.data


def test_the_kind_of_a_collection_is_that_of_its_first_document_unless_it_is_given() -> None:
    done = imported("en")
    assert b'name="publicationDecision"' in done.data and not [d for d in done.doubts if "kind" in d.met]
    given = import_bytes(file_of("en"), Path("several.docx"), ImportHints(language="en", kind="resolution"))
    assert b'name="publicationResolution"' in given.data
