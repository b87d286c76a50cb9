"""Tests of the command line: names, exit statuses, messages."""

from __future__ import annotations

import inspect
import io
import os
import re
import subprocess
import sys

import pytest

from pipeline.cli.main import main
from pipeline.cli.options import Command, Group
from pipeline.cli.run import run
from pipeline.cli.table import COMMANDS
from pipeline.errors import ExitStatus, MalformedError, Place, UsageError
from tests.docs.patterns import patterns


def call(root, *arguments, module=("pipeline",), **env):
    return subprocess.run(
        [sys.executable, "-m", *module, *map(str, arguments)],
        cwd=root,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def inv(root, *arguments, **env):
    return call(root, *arguments, module=("invoke",), **env)


@pytest.fixture(scope="module")
def tasks(root):
    """Return the tasks of invoke, by name."""
    import importlib.util

    spec = importlib.util.spec_from_file_location("tasks", root / "tasks.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.namespace.tasks


def test_corpus_clones_what_it_is_asked_to_and_counts_the_documents(root, tmp_path):
    for command in (["init", "-q", "work"], ["clone", "-q", "--bare", "work", "GAresolutions.git"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True, capture_output=True)
    done = inv(root, "corpus", "--from", tmp_path / "GAresolutions.git", "--out", tmp_path / "out")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{tmp_path / 'out' / 'GAresolutions'}: 0 XML files\n"


def test_corpus_asks_for_an_address(root, tmp_path):
    done = inv(root, "corpus", "--out", tmp_path / "out")
    assert (done.returncode, "URL is missing" in done.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_the_tasks_of_invoke_are_the_commands(tasks):
    assert set(tasks) == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_task_has_the_options_and_the_help_of_its_command(tasks, name):
    parameters = list(inspect.signature(tasks[name].body).parameters.values())[1:]
    assert sorted(p.name for p in parameters) == sorted(option.keyword for option in COMMANDS[name].options)
    assert tasks[name].__doc__ == COMMANDS[name].help + "."
    assert tasks[name].help == {option.name: option.help for option in COMMANDS[name].options}
    many = [option.keyword for option in COMMANDS[name].options if option.many]
    assert list(tasks[name].iterable or []) == many


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_takes_the_options_that_it_names(name):
    parameters = inspect.signature(COMMANDS[name].function()).parameters.values()
    named = {option.keyword for option in COMMANDS[name].options}
    assert {p.name for p in parameters} == (named if COMMANDS[name].handles_bugs else named - {"debug"})
    assert all(p.kind is p.KEYWORD_ONLY and p.default is p.empty for p in parameters), "defaults belong to the table"


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_and_option_has_a_help_of_one_line(name):
    texts = [COMMANDS[name].help, *(option.help for option in COMMANDS[name].options)]
    assert all(text and "\n" not in text and len(text) < 100 for text in texts)
    assert not re.search(r"\b(without|none)\b", " ".join(texts))
    assert not [pattern.id for pattern in patterns() if pattern.kind == "prose" and any(pattern.found(" ".join(texts)))]


@pytest.fixture
def does(monkeypatch):
    """Make `build` do something else."""

    def install(action):
        command = Command(Group.PUBLISH, "x", (), "unused:unused")
        monkeypatch.setattr(Command, "function", lambda self: action)
        monkeypatch.setitem(COMMANDS, "build", command)

    return install


def raising(error):
    def action():
        raise error

    return action


def test_an_error_of_the_project_is_one_line_with_place_and_remedy(does, capsys):
    does(raising(MalformedError("not well-formed", place=Place("a.xml", 3, 4), remedy="fix it")))
    assert run("build") == ExitStatus.FINDINGS
    assert capsys.readouterr().err == "undocs: a.xml:3:4: not well-formed (fix it)\n"


def test_an_unusable_option_cannot_run(does, capsys):
    does(raising(UsageError("no")))
    assert run("build") == ExitStatus.COULD_NOT_RUN
    assert capsys.readouterr().err == "undocs: no\n"


def test_any_other_exception_is_a_bug_reported_in_one_line(does, capsys):
    does(raising(ValueError("two\nlines")))
    assert run("build") == ExitStatus.COULD_NOT_RUN
    assert capsys.readouterr().err == "undocs: this is a bug: ValueError: two lines; --debug shows the traceback\n"


def test_debug_shows_the_traceback_of_a_bug(does, capsys):
    does(raising(ValueError("x")))
    assert run("build", debug=True) == ExitStatus.COULD_NOT_RUN
    assert "Traceback" in capsys.readouterr().err


def test_an_interruption_is_reported(does, capsys):
    does(raising(KeyboardInterrupt()))
    assert run("build") == ExitStatus.COULD_NOT_RUN
    assert "interrupted" in capsys.readouterr().err


def test_a_reader_that_has_gone_is_not_a_fault(root):
    script = f"{sys.executable} -m pipeline rules | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], cwd=root, capture_output=True, text=True, check=False)
    assert (done.stdout.splitlines()[-1], done.stderr) == ("0", "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["build", "--source", "nowhere", "--out", "x"], "no such file, folder or text: nowhere"),
        (["build", "--source", "", "--out", "x"], "--source has no value"),
        (["build", "--formats", "doc"], "--formats: unknown value 'doc' (did you mean docx? choose from pdf, docx"),
        (["build", "--formats", ","], "--formats has no value"),
        (["build", "--formats", ""], "--formats has no value"),
        (["build", "--out", ""], "--out has no value"),
        (["build", "--jobs", "-1"], "--jobs: expected a whole number from 0, found '-1'"),
        (["validate", "--source", ""], "--source has no value"),
        (["validate", "--source", "nowhere"], "no such file, folder or text: nowhere"),
        (["validate", "--format", "yaml"], "--format: unknown value 'yaml' (choose from text,"),
        (["validate", "--format", ""], "--format has no value"),
        (["validate", "--profile", "loose"], "--profile: unknown value 'loose' (choose from strict, corpus)"),
        (["serve", "--port", "99999"], "--port: expected a whole number from 1 to 65535, found '99999'"),
        (["at", "bamako-letter", "--date", "2010-13-45"], "--date: expected a date such as 2026-01-31, found"),
        (["at", "bamako-letter"], "--date is missing (expected the day)"),
        (["site", "--base-url", "here"], "--base-url: expected a web address such as https://example.org/folder"),
        (
            ["new", "poem", "--out", "x.xml"],
            "--kind: unknown value 'poem' (choose from draft-resolution, resolution, decision, letter, note, report)",
        ),
        (["import", "a.docx"], "--out is missing"),
        (["bench"], "'bench' works only in a checkout of the project (run `inv bench` there)"),
    ],
)
def test_what_cannot_run_has_status_two_and_one_line(capsys, arguments, message):
    assert main(arguments) == 2
    printed = capsys.readouterr().err
    assert message in printed
    assert printed.count("\n") == 1


def test_a_date_that_is_not_a_number_cannot_run(monkeypatch, capsys):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert main(["build"]) == 2
    assert "SOURCE_DATE_EPOCH is not a number of seconds: 'yesterday'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("value", "expected"), [("", None), ("0", "1980-01-01"), ("1000000000", "2001-09-09"), ("86399", "1980-01-01")]
)
def test_the_date_of_source_date_epoch_is_never_before_1980(monkeypatch, value, expected):
    from pipeline.cli.values import epoch_date

    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    found = epoch_date()
    assert (str(found) if found else None) == expected


@pytest.mark.parametrize("caller", [call, inv])
def test_both_command_lines_give_the_status_and_message_of_the_command(root, caller, tmp_path):
    done = caller(root, "build", "--source", "nowhere", "--out", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("undocs: no such file, folder or text: nowhere")


WRONG = {
    ("biuld",): "there is no command 'biuld' (did you mean build?)",
    ("--hlep",): "there is no option '--hlep' (did you mean --help?)",
    ("build", "--fromats", "pdf"): "build has no option --fromats (did you mean --formats?)",
    ("build", "-s", "x"): "build has no option -s (see build --help)",
    ("build", "--source"): "--source has no value",
    ("validate", "--source", "--profile", "corpus"): "--source has no value",
    ("dist", "--work"): "--work has no value",
    ("build", "--jobs", "many"): "--jobs: expected a whole number from 0, found 'many'",
    ("build", "--force=yes"): "--force takes no value",
    ("diff", "one"): "diff: NEW is missing (usage: diff OLD NEW [options])",
    ("history", "one", "two"): "history: unexpected argument 'two'",
}


@pytest.mark.parametrize("arguments", WRONG)
@pytest.mark.parametrize("caller", [call, inv])
def test_a_wrong_command_line_ends_with_status_two_and_says_what_was_meant(root, caller, arguments):
    done = caller(root, *arguments)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert WRONG[arguments] in done.stderr


@pytest.mark.parametrize("caller", [call, inv])
def test_a_file_is_a_plain_argument_before_or_after_the_options(root, caller, tmp_path):
    file = root / "source" / "bamako-declaration" / "fra@unofficial-1.xml"
    assert caller(root, "validate", file).returncode == 0
    assert caller(root, "build", "--formats", "txt", "--out", tmp_path / "a", file).returncode == 0
    assert caller(root, "build", file, "--formats=txt", "--out", tmp_path / "b").returncode == 0
    assert [p.name for p in tmp_path.glob("*/*.txt")] == ["fra@unofficial-1.txt"] * 2


def test_the_console_command_takes_several_files(root, tmp_path):
    names = ("bamako-declaration", "bamako-letter")
    done = call(root, "build", names[0], "--formats", "txt", names[1], "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_dir() and not p.name.startswith(".")) == list(names)


def test_a_plain_word_that_is_the_name_of_a_task_is_that_task(root):
    done = inv(root, "validate", "bamako-declaration", "list")
    assert done.returncode == 0, done.stderr
    assert "bamako-letter/fra@" in done.stdout


@pytest.mark.parametrize("caller", [call, inv])
def test_both_command_lines_build_a_text_of_ours(root, caller, tmp_path):
    done = caller(root, "build", "--source", "bamako-declaration", "--out", tmp_path, "--formats", "txt,html")
    assert done.returncode == 0, done.stderr
    assert "1 document in " in done.stdout
    names = sorted(p.name for p in (tmp_path / "bamako-declaration").iterdir())
    assert names == ["fra@unofficial-1.html", "fra@unofficial-1.txt"]


def test_a_malformed_source_has_status_one(root, tmp_path):
    (tmp_path / "a.xml").write_text("<a>")
    done = call(root, "build", "--source", tmp_path / "a.xml", "--out", tmp_path / "out")
    assert done.returncode == 1
    assert done.stderr.startswith(f"error: {tmp_path}/a.xml:1:")


def test_the_list_names_each_text(root):
    done = call(root, "list", COLUMNS="100")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("text ")
    assert -1 < done.stdout.index("\nbamako-declaration/") < done.stdout.index("\nbamako-letter/fra@")


def test_the_list_of_tasks_reads_like_a_table_of_contents(root):
    done = inv(root, "--list")
    assert done.returncode == 0
    assert all(f"  {name} " in done.stdout for name in COMMANDS)


def test_the_command_line_answers_without_loading_the_writers(printed):
    script = (
        "import sys, pipeline.cli.main as m\n"
        "try: m.main(['--help'])\n"
        "except SystemExit: pass\n"
        "print([n for n in ('lxml', 'reportlab', 'docx', 'icu') if n in sys.modules])"
    )
    assert printed(script)[-1] == "[]"


def test_the_version_is_shown_without_loading_the_table_of_commands(printed):
    script = (
        "import sys, pipeline.cli.main as m\n"
        "m.main(['--version'])\n"
        "print([n for n in ('dataclasses', 'pathlib', 'msgspec', 'pipeline.cli.table') if n in sys.modules])"
    )
    assert printed(script)[-1] == "[]"


def test_a_command_does_not_look_for_cycles_of_objects_when_it_ends(printed):
    script = (
        "from pipeline.cli.main import main; main(['--version'])\n"
        "class Held:\n    def __del__(self): print('searched')\n"
        "held = Held(); held.itself = held; del held\n"
    )
    assert "searched" not in printed(script)


@pytest.mark.parametrize("arguments", [(), ("--format", "json"), ("--report",)])
def test_validate_has_the_status_of_its_findings(tmp_path, capsys, root, arguments):
    text = (root / "source" / "bamako-declaration" / "fra@unofficial-1.xml").read_text("utf-8")
    (tmp_path / "a.xml").write_text(text.replace('eId="para_2"', 'eId="para_1"', 1), "utf-8")
    assert main(["validate", "--source", str(tmp_path / "a.xml"), *arguments]) == 1
    assert capsys.readouterr().out
    assert main(["validate", "--source", "bamako-declaration", *arguments]) == 0


def test_validate_fixes_what_it_can_and_shows_the_difference(tmp_path, capsys):
    from pipeline.validate.report.examples import FOLDER

    model = (FOLDER / "model.xml").read_text("utf-8")
    (tmp_path / "a.xml").write_text(model.replace("<p>Le second.</p>", "<p>Le  second. </p>", 1), "utf-8")
    assert main(["validate", "--source", str(tmp_path / "a.xml"), "--fix"]) == 0
    printed = capsys.readouterr().out
    assert "<p>Le  second. </p>\n" in printed and "<p>Le second.</p>\n" in printed
    assert (tmp_path / "a.xml").read_text("utf-8") == model


def test_standard_input_is_validated_beside_files(tmp_path, capsys, monkeypatch, root):
    data = (root / "source" / "bamako-declaration" / "fra@unofficial-1.xml").read_bytes()
    (tmp_path / "a.xml").write_bytes(data)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data.replace(b'eId="para_2"', b'eId="para_1"'))))
    assert main(["validate", "a.xml", "-", "--min-severity", "error"]) == 1
    found = {line.split(":")[0] for line in capsys.readouterr().out.splitlines()}
    assert "-" in found and found <= {"-", "a.xml"}
    assert main(["validate", "-", "--fix"]) == 2
    assert "- cannot be corrected in its place" in capsys.readouterr().err


def test_a_folder_of_results_that_cannot_be_used_is_not_passed_over_in_silence(tmp_path, capsys, root):
    own, text = tmp_path / "own", str(root / "source" / "bamako-letter" / "fra@.xml")
    own.write_text("kept", "utf-8")
    assert main(["validate", text, "--cache", str(own)]) == 2
    assert "this is a file, not a folder (choose another --cache)" in capsys.readouterr().err
    assert own.read_text("utf-8") == "kept"
    assert main(["validate", text, "--cache", str(own / "below")]) == 0
    assert "no result can be kept here" in capsys.readouterr().err
    assert main(["validate", text, "--cache", str(tmp_path / "new")]) == 0
    assert not capsys.readouterr().err and any((tmp_path / "new").rglob("*.msgpack"))


@pytest.mark.parametrize(
    "words", [("verify", "--help"), ("diff", "a", "-h"), ("build", "-h"), ("serve", "--port", "1", "-h")]
)
@pytest.mark.parametrize("caller", [call, inv])
def test_a_command_shows_its_options_for_help_whatever_it_must_be_given(root, caller, words):
    done = caller(root, *words)
    assert (done.returncode, done.stderr) == (0, "")
    assert f" {words[0]} " in done.stdout.splitlines()[0]
    assert all(f"--{option.name}" in done.stdout for option in COMMANDS[words[0]].options)


def test_the_help_of_a_task_may_be_asked_for_before_its_name(root):
    assert inv(root, "--help", "build").stdout == inv(root, "build", "--help").stdout
    assert inv(root, "--help", "biuld").returncode == 2


@pytest.mark.parametrize(("variable", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_findings_have_no_colours_if_none_are_wanted(root, tmp_path, capsys, monkeypatch, variable, value):
    text = (root / "source" / "bamako-declaration" / "fra@unofficial-1.xml").read_text("utf-8")
    (tmp_path / "a.xml").write_text(text.replace('eId="para_2"', 'eId="para_1"', 1), "utf-8")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    run("validate", source=[str(tmp_path / "a.xml")], format="human")
    assert "\x1b[" in capsys.readouterr().out
    monkeypatch.setenv(variable, value)
    run("validate", source=[str(tmp_path / "a.xml")], format="human")
    plain = capsys.readouterr().out
    assert plain and "\x1b" not in plain
