"""Tests of a build: what is built, what is left as it is, what is reported."""

from __future__ import annotations

import json
import os
from collections import Counter

import pytest

from pipeline.errors import OutputError
from pipeline.lock import locked
from pipeline.publish import batch
from pipeline.publish.batch import Request
from pipeline.publish.job import BuildSettings, State
from pipeline.publish.record import JOURNAL, REPORT
from tests.publish.building import akn, folder_of, hashes, left_over, report, states


def listed(folder):
    """Return how many documents of a report have each state, as its list says."""
    return Counter(states(folder / "out").values())


@pytest.fixture
def made(tmp_path):
    """Return a folder of three documents, built once as text."""
    folder_of(tmp_path / "in", 3)
    again(tmp_path)
    return tmp_path


def again(folder, **changes):
    options = {"sources": (str(folder / "in"),), "out": str(folder / "out"), "formats": ("txt",), "jobs": 1}
    return batch.build(Request(**{**options, **changes}))


def built(done):
    return [result.name for result in done.results if result.state is State.BUILT]


def test_a_build_leaves_its_outputs_and_its_report_and_nothing_else(made):
    assert sorted(p.name for p in (made / "out").iterdir()) == [REPORT, "doc-00.txt", "doc-01.txt", "doc-02.txt"]


def test_the_report_says_for_each_document_and_format_what_came_of_it(made):
    found = report(made / "out")
    assert found["totals"] == {"built": 3, "unchanged": 0, "failed": 0, "earlier": 0}
    entry = found["documents"][0]["formats"]["txt"]
    text = (made / "out" / "doc-00.txt").read_bytes()
    assert (entry["path"], entry["state"], entry["bytes"]) == ("doc-00.txt", "built", len(text))
    assert entry["sha256"] == hashes(made / "out")["doc-00.txt"]
    assert entry["proof"]["recall"] == 1


def test_what_has_not_changed_is_not_built_again(made):
    done = again(made)
    assert (built(done), done.count(State.UNCHANGED), done.exit_status) == ([], 3, 0)


def test_a_changed_source_is_built_again_and_only_that(made):
    (made / "in" / "doc-01.xml").write_text(akn("Something else"))
    assert built(again(made)) == ["doc-01.xml"]
    assert "Something else" in (made / "out" / "doc-01.txt").read_text()


def test_a_touched_source_is_not_built_again(made):
    path = made / "in" / "doc-01.xml"
    path.write_bytes(path.read_bytes())
    assert built(again(made)) == []


def test_a_deleted_output_is_built_again(made):
    before = hashes(made / "out")
    (made / "out" / "doc-02.txt").unlink()
    assert built(again(made)) == ["doc-02.xml"]
    assert hashes(made / "out") == before


def test_an_altered_output_is_built_again(made):
    before = hashes(made / "out")
    (made / "out" / "doc-02.txt").write_text("altered")
    assert built(again(made)) == ["doc-02.xml"]
    assert hashes(made / "out") == before


def test_only_the_missing_format_is_built(made):
    done = again(made, formats=("txt", "html"))
    assert {file.format: file.state for file in done.results[0].files} == {"txt": "unchanged", "html": "built"}


def test_the_record_of_formats_not_asked_for_is_kept(made):
    again(made, formats=("html",))
    assert built(again(made, formats=("txt", "html"))) == []


def test_force_builds_all(made):
    assert len(built(again(made, force=True))) == 3


@pytest.mark.parametrize("settings", [BuildSettings(recover=True), BuildSettings(strict_glyphs=True)])
def test_other_settings_build_again(made, settings):
    assert len(built(again(made, settings=settings))) == 3


def test_what_was_built_without_proof_is_built_again_when_a_proof_is_wanted(tmp_path):
    folder_of(tmp_path / "in", 1)
    again(tmp_path, settings=BuildSettings(proof=False))
    assert built(again(tmp_path, settings=BuildSettings(proof=False))) == []
    assert built(again(tmp_path)) == ["doc-00.xml"]


def test_a_damaged_report_counts_as_none(made):
    (made / "out" / REPORT).write_text("{")
    assert len(built(again(made))) == 3


@pytest.mark.parametrize("content", ["[]", '{"version": 1, "documents": [1]}', '{"version": 1, "documents": {}}', "7"])
def test_a_report_of_another_form_counts_as_none(made, content):
    (made / "out" / REPORT).write_text(content)
    assert len(built(again(made))) == 3


def test_a_cut_off_journal_line_is_passed_over(made):
    record = report(made / "out")["documents"]
    (made / "out" / REPORT).unlink()
    (made / "out" / JOURNAL).write_text(json.dumps(record[0]) + "\n" + json.dumps(record[1])[:50])
    assert built(again(made)) == ["doc-01.xml", "doc-02.xml"]


def test_a_malformed_file_is_named_with_place_and_cause_while_the_rest_is_built(made):
    (made / "in" / "doc-01.xml").write_text(akn("x").replace("</p></content>", "</content>"))
    done = again(made)
    assert states(made / "out") == {"doc-00.xml": "unchanged", "doc-01.xml": "failed", "doc-02.xml": "unchanged"}
    message = done.results[1].failure.message
    assert f"{made / 'in' / 'doc-01.xml'}:1:" in message
    assert "not well-formed" in message
    assert done.exit_status == 1


def test_the_outputs_of_a_source_that_can_no_longer_be_built_are_taken_away(made):
    (made / "in" / "doc-01.xml").write_text("<a>")
    again(made)
    assert not (made / "out" / "doc-01.txt").exists()


def test_a_file_that_no_build_wrote_is_never_taken_away(made):
    (made / "in" / "doc-01.xml").write_text("<a>")
    (made / "out" / "doc-01.txt").write_text("written by someone else")
    again(made)
    assert (made / "out" / "doc-01.txt").read_text() == "written by someone else"


def test_a_malformed_file_is_built_when_recovery_is_asked_for(made):
    (made / "in" / "doc-01.xml").write_text(akn("kept").replace("</p></content>", "</content>"))
    done = again(made, settings=BuildSettings(recover=True))
    assert done.exit_status == 0
    assert any("recovered" in warning for warning in done.results[1].warnings)


def test_xml_that_is_not_akoma_ntoso_is_reported(made):
    (made / "in" / "other.xml").write_text("<html/>")
    done = again(made)
    assert done.exit_status == 1
    assert "not akomaNtoso" in done.results[-1].failure.message


def test_an_invalid_document_is_built_with_a_warning(made):
    (made / "in" / "doc-01.xml").write_text(akn("text").replace("<num>1.</num>", '<num wrong="x">1.</num>'))
    done = again(made)
    assert (done.exit_status, done.results[1].state) == (0, State.BUILT)
    assert any("not valid" in warning and "doc-01.xml:1:" in warning for warning in done.results[1].warnings)


def test_warnings_of_what_is_up_to_date_are_still_reported(made):
    (made / "in" / "doc-01.xml").write_text(akn("text").replace("<num>1.</num>", '<num wrong="x">1.</num>'))
    first = again(made).results[1].warnings
    assert again(made).results[1].warnings == first != ()


def test_remains_of_a_killed_build_are_removed_and_other_hidden_files_are_not(made):
    (made / "out" / ".doc-00.txt.abcd_123.part").write_text("half")
    (made / "out" / ".mine.part").write_text("a user's own")
    again(made)
    assert left_over(made / "out") == [".mine.part"]


def test_a_folder_into_which_another_build_writes_is_refused(made):
    with locked(made / "out"), pytest.raises(OutputError, match="another command is writing into this folder"):
        again(made)


def test_a_lost_word_keeps_the_file_from_being_published(made, monkeypatch):
    import pipeline.write

    right = pipeline.write.writer

    def careless(format):
        def write(document, options):
            done = right(format)(document, options)
            return pipeline.write.Written(done.data.replace(b"matter", b""), done.pages, done.warnings)

        return write

    monkeypatch.setattr(pipeline.write, "writer", careless)
    done = again(made, force=True)
    failure = done.results[0].files[0].failure
    assert (done.exit_status, failure.kind) == (1, "LostWordsError")
    assert "1 word is lost: «matter»" in failure.message
    assert not (made / "out" / "doc-00.txt").exists()
    done = again(made, force=True, settings=BuildSettings(proof=False))
    assert (done.exit_status, (made / "out" / "doc-00.txt").exists()) == (0, True)


def test_the_watcher_hears_of_each_document_that_is_built(made):
    seen = []
    batch.build(
        Request((str(made / "in"),), str(made / "out"), ("txt",), 1, force=True),
        lambda done, total, result: seen.append((done, total, result.name)),
    )
    assert seen == [(1, 3, "doc-00.xml"), (2, 3, "doc-01.xml"), (3, 3, "doc-02.xml")]


def test_a_pipe_in_a_folder_fails_and_the_rest_is_built(tmp_path):
    (tmp_path / "in").mkdir()
    os.mkfifo(tmp_path / "in" / "pipe.xml")
    (tmp_path / "in" / "a.xml").write_text(akn("Decides"))
    done = batch.build(Request(sources=(str(tmp_path / "in"),), out=str(tmp_path / "out"), formats=("txt",), jobs=1))
    assert {r.name: str(r.state) for r in done.results} == {"a.xml": "built", "pipe.xml": "failed"}
    assert done.exit_status == 1


def test_what_a_stopped_worker_leaves_is_removed_when_the_build_ends(tmp_path, monkeypatch):
    """The death of one worker ends the others, perhaps while they write."""
    folder_of(tmp_path / "in", 2)
    right = batch.pool.run

    def run(jobs, workers):
        yield from right(jobs, workers)
        (tmp_path / "out" / ".doc-01.txt.abcd1234.part").write_bytes(b"half")

    monkeypatch.setattr(batch.pool, "run", run)
    assert again(tmp_path).exit_status == 0
    assert left_over(tmp_path / "out") == []


def test_the_totals_of_a_report_are_those_of_its_list_with_failed_skipped_and_recovered_documents(made):
    (made / "in" / "doc-01.xml").write_text(akn("Decides on another matter;").replace("</p>", "</q>", 1))
    (made / "in" / "doc-02.xml").write_text("")
    (made / "in" / "notes.txt").write_text("passed over")
    again(made, settings=BuildSettings(recover=True))
    found = report(made / "out")
    assert found["totals"] == {"built": 2, "unchanged": 0, "failed": 1, "earlier": 0}
    assert {state: number for state, number in found["totals"].items() if number} == listed(made)
    assert found["passed_over"] == 1
    assert any("recovered" in warning for entry in found["documents"] for warning in entry["warnings"])


def test_documents_of_earlier_builds_into_the_same_folder_are_counted_as_such(made):
    again(made, sources=(str(made / "in" / "doc-01.xml"),))
    found = report(made / "out")
    assert found["totals"] == {"built": 0, "unchanged": 1, "failed": 0, "earlier": 2}
    assert {state: number for state, number in found["totals"].items() if number} == listed(made)
    done = again(made)
    assert (built(done), report(made / "out")["totals"]["earlier"]) == ([], 0), "what is known of them is not lost"
