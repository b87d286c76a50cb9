"""Tests of what is made from the table of commands: manual and completion."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from pipeline.cli.completion import SHELLS, script
from pipeline.cli.manual import manual
from pipeline.cli.run import run
from pipeline.cli.table import COMMANDS, INSTALLED
from pipeline.errors import ExitStatus


def test_the_page_of_commands_is_current(root):
    page = (root / "docs" / "commands.md").read_text("utf-8")
    assert page == manual("markdown", "undocs", COMMANDS), "run `undocs manual --format markdown > docs/commands.md`"


def test_the_manual_names_every_variable_that_the_program_reads(root):
    read = re.compile(r"""environ(?:\.get\(|\[)["']([A-Z_]+)""")
    found = {name for path in (root / "pipeline").rglob("*.py") for name in read.findall(path.read_text("utf-8"))}
    assert "UNDOCS_LANG" in found
    of_python = {"PYTHONIOENCODING"}
    assert found - of_python <= set(re.findall(r"`([A-Z_]+)`", manual("markdown", "undocs", COMMANDS)))


@pytest.mark.parametrize("form", ["man", "markdown"])
def test_the_manual_names_every_command_and_option(form):
    text = manual(form, "undocs", INSTALLED).replace("\\-", "-")
    for name, command in INSTALLED.items():
        assert name in text
        assert all(f"--{option.name}" in text for option in command.options)


def test_the_man_page_is_one():
    if shutil.which("groff") is None:
        pytest.skip("groff is not installed: `apt-get install groff` has it")
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww"], input=manual("man", "undocs", INSTALLED), capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert done.stderr == ""
    assert "EXIT STATUS" in re.sub(r".\x08", "", done.stdout)


def completed(words, position):
    """Return what bash offers for the word at a position."""
    lines = [
        script("bash", "undocs", INSTALLED),
        f"COMP_WORDS=({' '.join(words)}); COMP_CWORD={position}; _undocs; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
    ]
    done = subprocess.run(["bash", "-c", "\n".join(lines)], capture_output=True, text=True, check=True)
    return done.stdout.split()


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["undocs", "bui"], ["build"]),
        (["undocs", "build", "--fo"], ["--formats", "--force"]),
        (["undocs", "validate", "--profile", "c"], ["corpus"]),
        (["undocs", "new", "let"], ["letter"]),
        (["undocs", "build", "no-such"], []),
    ],
)
def test_bash_completes_commands_options_and_choices(words, offered):
    if shutil.which("bash") is None:
        pytest.skip("bash is not installed")
    assert completed(words, len(words) - 1) == offered


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_can_read_their_script(shell, tmp_path):
    text = script(shell, "undocs", INSTALLED)
    assert all(name in text for name in INSTALLED)
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    (tmp_path / "script").write_text(text, "utf-8")
    subprocess.run([shell, "-n", str(tmp_path / "script")], check=True)


@pytest.mark.parametrize("shell", SHELLS)
def test_the_command_prints_the_script(shell, capsys):
    assert run("completion", shell=shell.upper()) is ExitStatus.DONE
    assert "undocs" in capsys.readouterr().out
