"""What contradicts the life of a document is refused with the reason, and nothing is written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.errors import MissingInputError, NotReplacedError, PipelineError
from pipeline.library.expressions import find
from pipeline.read import akn, parse_bytes, parse_file
from pipeline.validate import check
from pipeline.versions.amend.history import at, history
from pipeline.versions.life import steps
from tests.versions.test_life_machine import letter, worded

OLD = "/akn/un/doc/communication/un-ga/2008-01-18/tmp-62-20080118-mli-1/fra@"
ASSIGNED = ("A/62/9999", "08-99999 (F)", "2008-01-25")
MISPRINT = ("à l’exercer leurs droits", "à exercer leurs droits")
SECOND = ("solennel", "très solennel")


@pytest.fixture
def text(works: Path) -> Path:
    """Return the letter, in a folder of works."""
    return works / "bamako-letter" / "fra@.xml"


def changed(path: Path, pair: tuple[str, str]):
    data = path.read_bytes().replace(*(words.encode() for words in pair), 1)
    return parse_bytes(data, path.with_name("new.xml"))


def corrected(path: Path, number: int, date: str, pair=MISPRINT) -> Path:
    """Return the corrected text after a corrigendum was made and applied."""
    corrigendum = steps.correct(parse_file(path), changed(path, pair), number, date).path
    return steps.apply(parse_file(corrigendum)).path


def works_in(path: Path) -> set[str]:
    """Return the Work IRIs of all texts in the folder of a text."""
    return {
        parse_file(p).root.find(f".//{akn('FRBRWork')}/{akn('FRBRuri')}").get("value")
        for p in path.parent.glob("*.xml")
    }


def test_the_old_address_leads_to_the_old_text_after_a_revision_and_a_correction(text, works):
    steps.assign(text, *ASSIGNED)
    fixed = corrected(text, 1, "2008-02-05")
    steps.revise(parse_file(fixed), 1, "2008-02-10")
    assert [e.path for e in find(OLD, works)] == [text]


def test_the_order_of_steps_makes_the_same_work(text):
    revised = steps.revise(parse_file(text), 1, "2008-02-10").path
    steps.assign(text, "A/62/9999")
    steps.assign(revised, "A/62/9999/Rev.1")
    assert works_in(text) == {"/akn/un/doc/communication/un-ga/2008-01-18/A-62-9999"}
    data = revised.read_text("utf-8")
    assert ">A/62/9999/Rev.1</docNumber>" in data
    assert 'name="symbolOfRevision" value="/akn/un/doc/communication/un-ga/2008-01-18/A-62-9999-Rev.1"' in data


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        (("A/63/700",), "is of session 63, and the text is of session 62"),
        (("A/62/…",), "not a whole symbol"),
        (("A/RES/62/7",), "the symbol of a resolution, and this text is a letter"),
        (("S/2008/37",), "the symbol of another body"),
        (("A/62/700/Rev.1",), "the symbol of Rev.1, and this text is not a revision"),
        (("A/62/700/Corr.1",), "the symbol of a corrigendum"),
        (("A/C.3/62/7",), "does not complete the symbol of the text, A/62/…"),
        (("", "08-99999 (E)"), "a text in another language"),
        (("", "", "2007-01-01"), "is before the text itself"),
        (("", "", "0001-01-01"), "is before the text itself"),
    ],
)
def test_what_contradicts_the_text_is_not_assigned(text, values, reason):
    before = text.read_bytes()
    with pytest.raises(PipelineError, match=re.escape(reason)):
        steps.assign(text, *values)
    assert text.read_bytes() == before


def test_a_symbol_that_another_work_has_is_not_assigned(text, works):
    other = works / "other" / "fra@.xml"
    other.parent.mkdir()
    other.write_bytes(text.read_bytes().replace(b"mli-1", b"mli-2"))
    steps.assign(other, "A/62/700")
    with pytest.raises(PipelineError, match="has this symbol already"):
        steps.assign(text, "A/62/700")


def test_two_texts_of_one_work_have_one_symbol(text):
    revised = steps.revise(parse_file(text), 1, "2008-02-10").path
    steps.assign(text, "A/62/700")
    with pytest.raises(PipelineError, match="is the same Work and has the symbol A/62/700"):
        steps.assign(revised, "A/62/701/Rev.1")


@pytest.mark.parametrize(
    ("number", "date", "reason"),
    [(1, "2008-03-01", "there is a Rev.1"), (3, "2008-03-01", "there is no Rev.2"), (2, "2007-02-12", "would be older"),
     (2, "2008-02-10", "of the same day")],
)  # fmt: skip
def test_revisions_follow_each_other_by_number_and_date(text, number, date, reason):
    revised = steps.revise(parse_file(text), 1, "2008-02-10").path
    with pytest.raises(PipelineError, match=reason):
        steps.revise(parse_file(revised), number, date)


def test_only_the_latest_version_is_revised_and_corrected(text):
    steps.revise(parse_file(text), 1, "2008-02-10")
    with pytest.raises(PipelineError, match=r"is revised by .* already"):
        steps.revise(parse_file(text), 2, "2008-03-01")
    with pytest.raises(PipelineError, match=r"is corrected by .* already"):
        steps.correct(parse_file(text), changed(text, MISPRINT), 1, "2008-03-01")


def test_corrigenda_follow_each_other_and_are_not_older_than_their_text(text):
    for number, date, reason in ((7, "2008-02-01", "no Corr.6"), (1, "2001-01-01", "older than its text")):
        with pytest.raises(PipelineError, match=reason):
            steps.correct(parse_file(text), changed(text, MISPRINT), number, date)
    fixed = corrected(text, 1, "2008-02-05")
    with pytest.raises(PipelineError, match=r"there is a Corr\.1"):
        steps.correct(parse_file(fixed), changed(fixed, SECOND), 1, "2008-02-07")


def test_the_second_corrigendum_keeps_the_date_of_the_first(text, works):
    fixed = corrected(text, 1, "2008-02-05")
    again = corrected(fixed, 2, "2008-02-07", SECOND)
    assert again.name == "fra@2008-01-18;2008-02-05;2008-02-07.xml"
    assert at("bamako-letter", "2008-02-06", works).path == fixed
    assert at("bamako-letter", "2008-02-07", works).path == again


def test_a_corrigendum_of_a_revision_has_the_symbol_of_the_revision(text):
    steps.assign(text, *ASSIGNED)
    revised = steps.revise(parse_file(text), 1, "2008-02-10").path
    made = steps.correct(parse_file(revised), changed(revised, MISPRINT), 1, "2008-02-15").path
    assert made.parent.name == "bamako-letter-rev-1-corr-1"
    assert b">A/62/9999/Rev.1/Corr.1</docNumber>" in made.read_bytes()


def test_a_corrigendum_that_deletes_a_paragraph_gives_a_valid_text(text):
    steps.assign(text, *ASSIGNED)
    data = text.read_text("utf-8")
    gone = re.search(r'<paragraph eId="att_1__para_30".*?</paragraph>', data, re.DOTALL)[0]
    new = parse_bytes(data.replace(gone, "").encode(), text.with_name("new.xml"))
    made = steps.apply(parse_file(steps.correct(parse_file(text), new, 1, "2008-02-05").path)).path
    found = {f.rule for f in check([made]).findings if f.severity == "error"}
    assert found <= {"AKN4UN-301"}, "only the gap in the numbers that the corrigendum wants"


def test_a_revision_of_an_assigned_text_is_not_reported_for_its_symbol(text):
    steps.assign(text, *ASSIGNED)
    steps.revise(parse_file(text), 1, "2008-02-10")
    found = {f.rule for f in check(sorted(text.parent.glob("*.xml"))).findings}
    assert "WORK-002" not in found


def test_a_corrigendum_is_neither_revised_nor_added_to_nor_corrected(text):
    path = steps.correct(parse_file(text), changed(text, MISPRINT), 1, "2008-02-05").path
    source = parse_file(path)
    for step in (steps.revise, steps.addendum):
        with pytest.raises(PipelineError, match="is a corrigendum"):
            step(source, 1, "2008-03-01")


def test_history_dates_an_alias_not_before_its_text(text, works):
    steps.assign(text, *ASSIGNED)
    events = [e for e in history("bamako-letter", works) if e.what == "alias temporaryNumber"]
    assert [e.date for e in events] == ["2008-01-25"]


def test_undo_takes_back_one_step_after_the_other(text, works):
    first = text.read_bytes()
    steps.assign(text, *ASSIGNED)
    second = text.read_bytes()
    revised = steps.revise(parse_file(text), 1, "2008-02-10").path
    assert steps.undo(text) == ("revise", revised)
    assert (text.read_bytes(), revised.exists()) == (second, False)
    assert steps.undo(text) == ("assign", text)
    assert text.read_bytes() == first
    assert not (works / ".steps").exists()
    with pytest.raises(MissingInputError, match="no step"):
        steps.undo(text)


def test_undo_leaves_a_text_alone_that_was_edited_since(text):
    revised = steps.revise(parse_file(text), 1, "2008-02-10").path
    revised.write_bytes(revised.read_bytes() + b"\n")
    with pytest.raises(NotReplacedError, match="was changed after the step revise"):
        steps.undo(text)
    assert revised.exists()


def test_a_step_that_was_noted_and_killed_is_passed_over(text, monkeypatch):
    steps.assign(text, "A/62/9999")
    with monkeypatch.context() as patch:
        patch.setattr(steps, "write_new", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            steps.revise(parse_file(text), 1, "2008-02-10")
    assert steps.undo(text)[0] == "assign"


def test_the_original_language_is_assigned_in_words_and_metadata(text):
    steps.assign(text, original="en")
    data = text.read_text("utf-8")
    assert ">anglais</inline>" in data
    assert 'FRBRtranslation href="/akn/un/doc/communication/un-ga/2008-01-18/tmp-62-20080118-mli-1/eng@" ' in data
    assert 'notAssigned name="originalLanguage"' not in data
    with pytest.raises(PipelineError, match="original language is assigned already"):
        steps.assign(text, original="fr")


def test_a_text_without_lifecycle_and_analysis_gets_them_in_their_order(works):
    path = works / "decision" / "fra@.xml"
    path.parent.mkdir()
    path.write_bytes(letter())
    new = parse_bytes(worded(path.read_bytes(), 1), path.with_name("new.xml"))
    made = steps.apply(parse_file(steps.correct(parse_file(path), new, 1, "2008-02-05").path)).path
    assert {f.rule for f in check([made]).findings if f.severity == "error"} <= {"AKN4UN-007"}


def test_a_corrected_text_keeps_the_day_that_its_address_says(text):
    fixed = corrected(text, 1, "2008-02-05")
    with pytest.raises(PipelineError, match="says that it is of 2008-01-18"):
        steps.assign(fixed, date="2008-01-24")


def test_what_is_derived_from_a_translation_is_a_translation(text):
    steps.assign(text, *ASSIGNED, original="en")
    made = [steps.addendum(parse_file(text), 1, "2008-02-10").path]
    made.append(steps.correct(parse_file(text), changed(text, MISPRINT), 1, "2008-02-05").path)
    for path in made:
        assert 'fromLanguage="eng"' in path.read_text("utf-8")
        assert "AKN4UN-010" not in {finding.rule for finding in check([path], profile_name="strict").findings}
