"""Tests of the plan: which inputs, which outputs, what is refused before anything is written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.errors import MissingInputError, OutputError, UsageError
from pipeline.library.expressions import project
from pipeline.publish.job import BuildSettings
from pipeline.publish.plan import plan
from tests.publish.building import akn


def planned(*sources, out, formats=("txt",)):
    return plan([str(s) for s in sources], str(out), formats, BuildSettings())


def outputs(found, out):
    return [Path(path).relative_to(out).as_posix() for job in found.jobs for _, path in job.outputs]


@pytest.fixture
def tree(tmp_path):
    """Return a folder with two documents, one of them in a folder within."""
    (tmp_path / "in" / "x").mkdir(parents=True)
    (tmp_path / "in" / "x" / "y.xml").write_text(akn("y"))
    (tmp_path / "in" / "z.v1.XML").write_text(akn("z"))
    (tmp_path / "in" / "readme.txt").write_text("no")
    return tmp_path


def test_the_outputs_of_a_folder_mirror_it(tree):
    found = planned(tree / "in", out=tree / "out", formats=("pdf", "flow.txt"))
    assert outputs(found, tree / "out") == ["x/y.pdf", "x/y.flow.txt", "z.v1.pdf", "z.v1.flow.txt"]


def test_the_output_of_a_single_file_stands_in_the_folder_itself(tree):
    assert outputs(planned(tree / "in" / "x" / "y.xml", out=tree / "out"), tree / "out") == ["y.txt"]


def test_files_that_are_not_xml_are_passed_over_and_counted(tree):
    assert planned(tree / "in", out=tree / "out").passed_over == 1


def test_hidden_files_and_the_output_folder_are_not_input(tree):
    (tree / "in" / ".git").mkdir()
    (tree / "in" / ".git" / "a.xml").write_text(akn("a"))
    (tree / "in" / "out").mkdir()
    (tree / "in" / "out" / "b.xml").write_text(akn("b"))
    assert outputs(planned(tree / "in", out=tree / "in" / "out"), tree / "in" / "out") == ["x/y.txt", "z.v1.txt"]


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null"])
def test_a_device_given_by_name_cannot_be_built(tree, path):
    with pytest.raises(MissingInputError, match="not a file"):
        planned(path, out=tree / "out")


def test_a_file_given_by_name_that_may_not_be_read_cannot_be_built(tree, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.R_OK)
    with pytest.raises(MissingInputError, match="cannot read: Permission denied"):
        planned(tree / "in" / "x" / "y.xml", out=tree / "out")


def test_a_file_given_twice_is_built_once(tree):
    path = tree / "in" / "x" / "y.xml"
    assert len(planned(path, path, out=tree / "out").jobs) == 1


def test_two_inputs_that_would_meet_in_one_output_are_refused(tree):
    (tree / "in" / "x" / "y.XML").write_text(akn("other"))
    with pytest.raises(OutputError, match="two inputs would meet") as caught:
        planned(tree / "in", out=tree / "out")
    assert caught.value.exit_status == 2
    assert not (tree / "out").exists()


def test_files_of_two_folders_that_would_meet_are_refused(tree):
    (tree / "other").mkdir()
    (tree / "other" / "y.xml").write_text(akn("other"))
    with pytest.raises(OutputError, match=r"y\.xml and .*y\.xml"):
        planned(tree / "in" / "x", tree / "other", out=tree / "out")


def test_formats_of_two_inputs_that_would_meet_are_refused(tree):
    (tree / "in" / "x" / "y.flow.xml").write_text(akn("other"))
    with pytest.raises(OutputError, match="two inputs would meet"):
        planned(tree / "in", out=tree / "out", formats=("txt", "flow.txt"))


def test_an_output_that_would_be_the_folder_of_another_is_refused(tree):
    (tree / "in" / "x" / "y.txt").mkdir()
    (tree / "in" / "x" / "y.txt" / "w.xml").write_text(akn("w"))
    with pytest.raises(OutputError, match="two inputs would meet"):
        planned(tree / "in", out=tree / "out")


@pytest.mark.parametrize("missing", ["nowhere", "no-work/eng@"])
def test_a_source_that_does_not_exist_is_refused(tmp_path, missing):
    with pytest.raises(MissingInputError, match=missing):
        planned(missing, out=tmp_path)


def test_a_source_without_value_is_refused(tmp_path):
    with pytest.raises(UsageError, match="--source has no value"):
        planned("", out=tmp_path)


def test_a_folder_without_xml_is_refused(tmp_path):
    with pytest.raises(MissingInputError, match="no XML file"):
        planned(tmp_path, out=tmp_path / "out")


def test_our_texts_go_to_a_folder_for_each_work_and_expression(root):
    found = plan([], None, ("pdf",), BuildSettings())
    assert outputs(found, root / "dist") == [
        "bamako-declaration/fra@unofficial-1/bamako-declaration.fra@unofficial-1.pdf",
        "bamako-letter/fra@/bamako-letter.fra.pdf",
    ]


@pytest.mark.parametrize(
    "name",
    ["bamako-letter", "bamako-letter/fra@", "bamako-letter/fra@.xml", "source/bamako-letter/fra@.xml"],
)
def test_a_text_of_ours_is_known_by_work_name_short_name_and_path(root, name, monkeypatch):
    monkeypatch.chdir(root)
    found = plan([name], None, ("pdf",), BuildSettings())
    assert outputs(found, root / "dist") == ["bamako-letter/fra@/bamako-letter.fra.pdf"]


def test_a_text_of_ours_is_known_by_its_iri(root):
    from pipeline.read import akn as name
    from pipeline.read import parse_file

    tree = parse_file(root / "source/bamako-letter/fra@.xml").root
    iri = tree.find(f".//{name('FRBRExpression')}/{name('FRBRuri')}").get("value")
    assert [job.name for job in plan([iri], None, ("pdf",), BuildSettings()).jobs] == ["bamako-letter/fra@"]


def test_without_an_output_folder_others_texts_are_mirrored_below_dist_of_the_working_folder(tree, monkeypatch):
    monkeypatch.chdir(tree)
    found = plan(["in"], None, ("pdf",), BuildSettings())
    assert found.out == str(tree / "dist")
    assert outputs(found, tree / "dist") == ["in/x/y.pdf", "in/z.v1.pdf"]
    alone = plan(["in/x/y.xml"], None, ("pdf",), BuildSettings())
    assert outputs(alone, tree / "dist") == ["y/y.pdf"], "never loose in dist/"


def test_the_working_folder_itself_is_mirrored_by_its_name_without_its_dist(tree, monkeypatch):
    (tree / "in" / "dist").mkdir()
    (tree / "in" / "dist" / "copy.xml").write_text(akn("copy"))
    monkeypatch.chdir(tree / "in")
    found = plan(["."], None, ("pdf",), BuildSettings())
    assert outputs(found, tree / "in" / "dist") == ["in/x/y.pdf", "in/z.v1.pdf"]


def test_two_folders_of_one_name_keep_their_documents_apart_or_are_refused(tree, monkeypatch):
    (tree / "other" / "in").mkdir(parents=True)
    (tree / "other" / "in" / "w.xml").write_text(akn("w"))
    monkeypatch.chdir(tree)
    found = plan(["in", "other/in"], None, ("pdf",), BuildSettings())
    assert [job.name for job in found.jobs] == ["in/w.xml", "in/x/y.xml", "in/z.v1.XML"]
    (tree / "other" / "in" / "z.v1.xml").write_text(akn("w"))
    with pytest.raises(OutputError, match="two inputs would meet"):
        plan(["in", "other/in"], None, ("pdf",), BuildSettings())


def test_outside_the_checkout_nothing_is_written_into_it(tree, root, monkeypatch):
    monkeypatch.chdir(tree)
    assert project() == tree
    monkeypatch.chdir(root / "docs")
    assert project() == root


def test_a_folder_of_source_is_its_work_wherever_its_path_begins(root):
    found = plan([str(root / "source" / "bamako-letter")], None, ("pdf",), BuildSettings())
    assert outputs(found, root / "dist") == ["bamako-letter/fra@/bamako-letter.fra.pdf"]


@pytest.mark.parametrize(("name", "meant"), [("bamako-leter", "bamako-letter"), ("source/bamako-leter", "")])
def test_a_name_that_is_unknown_has_the_nearest_one(root, name, meant, monkeypatch):
    monkeypatch.chdir(root)
    meant = meant or "source/bamako-letter"
    with pytest.raises(MissingInputError, match=rf"\(did you mean {meant}\?\)"):
        plan([name], None, ("pdf",), BuildSettings())
