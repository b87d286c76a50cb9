"""Imports as a user sees them: errors, doubts, the report; and files nobody would write."""

from __future__ import annotations

import contextlib
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.cli.run import run
from pipeline.errors import ExitStatus, MissingInputError, PipelineError, UsageError
from pipeline.intake.importing import import_bytes, import_file
from pipeline.intake.recognise.document import ImportHints
from pipeline.prepare import prepare
from pipeline.read import parse_bytes
from pipeline.write import Options
from pipeline.write.docx.writer import write
from tests.intake.wordfile import WordFile, archive, p, style, word_file_of

PATH = Path("text.docx")
FEW = settings(max_examples=40, suppress_health_check=list(HealthCheck))
STYLES = ("SingleTxt", "H1", "HCh", "TitleH1", "Session", "FootnoteText", "TableTitle", "Closing_Meeting", "Quote",
          "VoteLabel", "SignatureBlock", "Notice", "AdoptionTitle", "Heading3", "Unheard-of", "")  # fmt: skip
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="<&>"), max_size=60)
LINES = st.lists(st.tuples(st.sampled_from(STYLES), st.sampled_from(("", "1.\t", "(a)\t", "(i)\t", "–\t", "*\t", "I.\t",
                 "Annex", "\t\t", "[")), WORDS), max_size=14)  # fmt: skip


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.pdf").write_bytes(b"%PDF-1.7")
    with pytest.raises(UsageError, match=r"\.docx or \.txt"):
        import_file(written(tmp_path / "text.pdf", b"%PDF-1.7"))
    with pytest.raises(UsageError, match=r"a\.xml: this is XML already \(`validate` and `build` take it"):
        import_file(written(tmp_path / "a.xml", b"<akomaNtoso/>"))
    with pytest.raises(MissingInputError, match="this is a folder"):
        import_file(tmp_path)


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError):
        import_file(tmp_path / "none.docx")


def test_unknown_styles_and_guesses_are_doubts(word_file: WordFile) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="Odd"><w:name w:val="Odd"/></w:style>'
    done = import_bytes(word_file(p("Some text.", style("Odd")), styles=styles), PATH)
    found = {doubt.met for doubt in done.doubts}
    assert {"the unknown style “odd”", "there is no symbol", "its kind is not known", "no date was found"} <= found


OPEN = ("kind", "body", "date", "language")


def test_what_nothing_says_is_left_open_and_valid(word_file: WordFile) -> None:
    done = import_bytes(word_file(p("Zzyx qwrt plmb.")), PATH)
    document = prepare(parse_bytes(done.data, PATH))
    assert document.identity.unassigned == OPEN
    assert document.identity.language == "und"
    assert b'<doc name="document"' in done.data and b"progressReport" not in done.data
    assert done.errors == []


def test_a_text_that_nothing_calls_a_document_of_the_united_nations_is_not_an_official_one(word_file: WordFile) -> None:
    done = import_bytes(word_file(p("Dear colleagues, the cake is in the kitchen and it is for all of you.")), PATH)
    document = prepare(parse_bytes(done.data, PATH))
    assert not document.identity.official and document.masthead is None
    assert b"General Assembly" not in done.data
    assert any("nothing says that this is a document of the United Nations" in doubt.met for doubt in done.doubts)


@pytest.mark.parametrize(
    ("words", "language", "name"),
    [("Report of the Secretary-General", "en", "progressReport"), ("تقرير الأمين العام", "ar", "progressReport"),
     ("Proposed programme budget for 2027", "en", "budgetaryDocument"), ("秘书长的报告", "zh", "progressReport"),
     ("Rapport du Secrétaire général", "fr", "progressReport"), ("Informe del Secretario", "es", "progressReport"),
     ("Доклад Генерального секретаря", "ru", "progressReport"), ("Note by the Secretary-General", "en", "note"),
     ("Note verbale dated 3 May 2024 from Malta", "en", "noteVerbale"), ("مذكرة شفوية", "ar", "noteVerbale"),
     ("Notes verbales datées du 3 mai 2024", "fr", "noteVerbale"), ("Nota verbal", "es", "noteVerbale"),
     ("Вербальная нота", "ru", "noteVerbale"), ("马耳他的普通照会", "zh", "noteVerbale")],
)  # fmt: skip
def test_a_report_or_a_note_is_known_by_its_title(word_file: WordFile, words: str, language: str, name: str) -> None:
    done = import_bytes(word_file(p(words, style("Title")) + p("1.\t… 2027.")), PATH, ImportHints(language=language))
    assert f'<doc name="{name}"'.encode() in done.data
    assert "kind" not in prepare(parse_bytes(done.data, PATH)).identity.unassigned


def test_the_user_may_say_what_the_file_does_not(word_file: WordFile) -> None:
    wishes = ImportHints(kind="letter", language="fr", symbol="A/62/658", date="2008-01-18")
    done = import_bytes(word_file(p("Texte.")), PATH, wishes)
    document = prepare(parse_bytes(done.data, PATH))
    assert document.identity.work == "/akn/un/doc/communication/un-ga/2008-01-18/A-62-658"
    assert document.identity.language == "fr"


def test_an_invalid_kind_is_reported_with_the_valid_ones(word_file: WordFile) -> None:
    with pytest.raises(
        UsageError, match=r"'banana' is not a kind of document \(one of: draft-resolution, draft-decision, "
    ):
        import_bytes(word_file(p("Text")), PATH, ImportHints(kind="banana"))


def test_the_report_lists_doubts_and_errors(word_file: WordFile) -> None:
    report = import_bytes(word_file(p("Text | with *signs*.")), PATH).report("text.xml")
    assert report.startswith("# Import of text.docx\n")
    other = "a symbol that the file does not show: --symbol"
    assert f"| masthead | there is no symbol | a temporary number | {other} |" in report
    assert "## What arrived: everything\n" in report
    assert "| words | 3 | 3 |" in report
    assert "## Errors of the strict profile: " in report


def test_annexes_become_attachments_in_one_another(word_file: WordFile) -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{s}"><w:name w:val="{s}"/></w:style>' for s in ("H23", "TitleHCH")
    )
    body = p("Letter dated 5 May 2020", style("TitleHCH")) + p("Text.") + p("Annex I", style("H23"))
    body += p("Its title", style("H23")) + p("1.\tNumbered.") + p("Appendix", style("H23")) + p("More.")
    done = import_bytes(word_file(body, styles=styles), PATH, ImportHints(language="en"))
    document = prepare(parse_bytes(done.data, PATH))
    assert [part.kind.value for part in document.parts] == ["main", "annex", "appendix"]
    assert b'eId="att_1__para_1"' in done.data
    assert b'eId="att_1__att_1"' in done.data


def test_links_inside_the_file_lead_to_eids(word_file: WordFile) -> None:
    link = '<w:p><w:hyperlink w:anchor="here"><w:r><w:t>see below</w:t></w:r></w:hyperlink></w:p>'
    lost = '<w:p><w:hyperlink w:anchor="nowhere"><w:r><w:t>lost link</w:t></w:r></w:hyperlink></w:p>'
    mark = '<w:p><w:bookmarkStart w:id="1" w:name="here"/><w:r><w:t>1.</w:t><w:tab/><w:t>Text.</w:t></w:r></w:p>'
    data = import_bytes(word_file(link + lost + mark), PATH, ImportHints(language="en")).data
    assert b'<ref href="#para_1" eId="ref_1">see below</ref>' in data
    assert b"<p>lost link</p>" in data


def test_the_command_writes_the_xml_and_its_doubts(word_file: WordFile, tmp_path: Path) -> None:
    source, out = tmp_path / "text.docx", tmp_path / "out.xml"
    source.write_bytes(word_file(p("Text.")))
    assert run("import", file=str(source), out=str(out)) is ExitStatus.DONE
    assert out.read_bytes().startswith(b"<?xml")
    assert (tmp_path / "out.xml.doubts.md").read_text().startswith("# Import of text.docx")
    assert run("import", file=str(source), out=str(out)) is ExitStatus.COULD_NOT_RUN


def test_the_command_new_needs_a_date_and_writes_a_skeleton(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    out = tmp_path / "letter.xml"
    assert run("new", kind="letter", out=str(out)) is ExitStatus.COULD_NOT_RUN
    assert run("new", kind="letter", out=str(out), date="2026-01-31", language="fr") is ExitStatus.DONE
    assert "Lettre datée du".encode() in out.read_bytes()


@FEW
@given(LINES)
def test_whatever_its_styles_a_file_gives_valid_xml_that_prepares(rows: list[tuple[str, str, str]]) -> None:
    done = import_bytes(_styled(rows), PATH)
    assert done.is_valid, [f.message for f in done.findings if f.rule == "AKN-NC-001"][:2]
    prepare(parse_bytes(done.data, PATH))


@FEW
@given(st.binary(max_size=400))
def test_bytes_of_no_meaning_give_an_error_of_the_project(data: bytes) -> None:
    for suffix in (".docx", ".txt"):
        with contextlib.suppress(PipelineError):
            import_bytes(data, Path(f"x{suffix}"))


@FEW
@given(st.data())
def test_a_damaged_word_file_gives_a_document_or_an_error_of_the_project(data: st.DataObject) -> None:
    whole = bytearray(_styled([("H1", "I.\t", "Heading"), ("SingleTxt", "1.\t", "Text")]))
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(PipelineError):
        import_bytes(bytes(whole), PATH)


@FEW
@given(st.data())
def test_a_word_file_with_shuffled_xml_gives_a_document_or_an_error_of_the_project(data: st.DataObject) -> None:
    """Parts of our own file cut and put together again: tags stay, their order and values do not."""
    files = _own_parts()
    name = data.draw(st.sampled_from(sorted(files)))
    text = files[name].decode("utf-8", "replace")
    begin, end = sorted(data.draw(st.integers(0, len(text))) for _ in range(2))
    files = {**files, name: (text[:begin] + text[end:]).encode()}
    with contextlib.suppress(PipelineError):
        import_bytes(archive(files), PATH)


@FEW
@given(st.text(max_size=500))
def test_any_text_gives_valid_xml(text: str) -> None:
    with contextlib.suppress(PipelineError):
        done = import_bytes(text.encode("utf-8", "replace"), Path("t.txt"))
        assert done.is_valid, [f.message for f in done.findings if f.rule == "AKN-NC-001"][:2]


def _styled(rows: list[tuple[str, str, str]]) -> bytes:
    names = "".join(f'<w:style w:type="paragraph" w:styleId="{s}"><w:name w:val="{s}"/></w:style>' for s in STYLES if s)
    body = "".join(p(label + words, style(name) if name else "") for name, label, words in rows)
    return word_file_of(body, styles=names)


def _own_parts() -> dict[str, bytes]:
    data = _styled([("TitleH1", "", "Title"), ("SingleTxt", "1.\t", "Text"), ("SingleTxt", "(a)\t", "Item")])
    source = parse_bytes(import_bytes(data, PATH).data, PATH)
    with zipfile.ZipFile(io.BytesIO(write(prepare(source), Options()).data)) as package:
        return {name: package.read(name) for name in package.namelist()}
