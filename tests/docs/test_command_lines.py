"""Every command line that a page shows can be read: its command, its options and their choices exist."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.cli import words
from pipeline.cli.table import COMMANDS, INSTALLED
from pipeline.errors import UsageError

PAGES = ("*.md", "docs/*.md", "docs/spec/README.md", "source/README.md", "tests/data/README.md")
LEFT_OUT = {"CHANGELOG.md", "commands.md", "mistakes.md", "rules.md", "style.md"}
"""Pages of the past, made from the program itself, or with examples of what not to write."""
_SPAN = re.compile(r"`((?:\.venv/bin/)?(?:inv|undocs) [^`\n]*)`")
_BLOCK = re.compile(r"^(?:eval |.*&& )?((?:inv|undocs) .*)$", re.MULTILINE)
_FENCED = re.compile(r"```\w*\n(.*?)```", re.DOTALL)
_READERS_OWN = ("DATE",)
"""Stand-ins of a page for a value of the reader, where the program takes a date, a number or a choice."""


def lines(text: str) -> Iterator[str]:
    """Yield the command lines of a page: in code spans, and in blocks of code."""
    yield from _SPAN.findall(_FENCED.sub("", text))
    for block in _FENCED.findall(text):
        yield from _BLOCK.findall(block)


def readable(line: str) -> None:
    """Read a command line, and the values of its options unless they stand for a value of the reader.

    Raises UsageError for a line that would end with status 2. A bare name ("inv verify") is passed over.
    """
    plain = re.sub(r"\$\([^)]*\)", "DIR", line).replace("[", "").replace("]", "")
    program, *rest = shlex.split(re.split(r" [|>&;] ?|\)\"", plain)[0])
    table = INSTALLED if program == "undocs" else COMMANDS
    if len(rest) == 1 or rest[0].isupper() or rest[0].startswith("-"):
        return
    for call in words.read(rest[:-1] if rest[-1] == "…" else rest, table, several=program != "undocs"):
        for option in () if call.help else table[call.name].options:
            if call.values.get(option.keyword) not in _READERS_OWN:
                option.value(call.values.get(option.keyword))


def pages(root: Path) -> list[Path]:
    return sorted(path for pattern in PAGES for path in root.glob(pattern) if path.name not in LEFT_OUT)


def test_every_command_line_of_a_page_can_be_read(root: Path) -> None:
    wrong = []
    for page in pages(root):
        for line in lines(page.read_text("utf-8")):
            try:
                readable(line)
            except UsageError as error:
                wrong.append(f"{page.relative_to(root)}: {line}: {error}")
    assert wrong == []


def test_the_readme_has_commands_and_a_wrong_one_is_found(root: Path) -> None:
    assert len(list(lines((root / "README.md").read_text("utf-8")))) > 40
    for wrong in (
        "inv biuld FILE",
        "inv build --fromats pdf",
        "undocs bench --peers",
        "inv corrigendum A B",
        "inv build --formats doc",
    ):
        with pytest.raises(UsageError):
            readable(wrong)
