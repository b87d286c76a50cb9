"""The manual: a man page, and docs/commands.md.

Reads the table of commands. Gives text. Both say the same as the help of the commands, in full and in one place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline import __version__
from pipeline.cli.help import ABOUT, described, spelled
from pipeline.cli.options import Command, Group, Option
from pipeline.cli.words import usage

FORMS = ("man", "markdown")

_STATUS = (
    ("0", "done, nothing to report"),
    ("1", "done, with findings of severity error, failed documents or lost words"),
    ("2", "could not run: invalid option, missing or unreadable input, output that cannot be written"),
)

_VARIABLES = (
    ("SOURCE_DATE_EPOCH", "date inside outputs, in seconds since 1970 (default: the date of the text)"),
    ("NO_COLOR", "if set, findings have no colours"),
    ("TERM", "if dumb, there are no colours and no progress bar"),
    ("COLUMNS", "width of tables and help (default: that of the terminal, else 80)"),
    ("UNDOCS_LANG", "language of reports if `--lang` is not given: en, fr"),
)

_HEAD = """\
# Commands

Made from the table of commands by `undocs manual --format markdown`; do not edit. The contract of the commands is
[spec/command-line.md](spec/command-line.md).

{about}

`undocs NAME …` is the console command; in a checkout `inv NAME …` does the same, and has the commands of the last group
too. Arguments before the options are known by their place, or follow the name of their option. Names of formats,
profiles and kinds are read in any case of letters. `-h` is help everywhere.
"""


def manual(form: str, program: str, table: Mapping[str, Command]) -> str:
    """Return the manual as a man page or as Markdown."""
    lines = _man(program, table) if form == "man" else _markdown(program, table)
    return "\n".join(lines) + "\n"


def _groups(table: Mapping[str, Command]) -> dict[Group, list[str]]:
    """Return the names of commands by group, in the order of the table."""
    groups: dict[Group, list[str]] = {}
    for name, command in table.items():
        groups.setdefault(command.group, []).append(name)
    return groups


# --- Markdown


def _markdown(program: str, table: Mapping[str, Command]) -> Iterator[str]:
    yield _HEAD.format(about=ABOUT)
    yield from _markdown_table("exit status", "meaning", _STATUS)
    yield from _markdown_table("variable", "meaning", [(f"`{name}`", text) for name, text in _VARIABLES])
    for group, names in _groups(table).items():
        yield f"## {group}\n"
        for name in names:
            called = "inv" if table[name].in_checkout_only else program
            yield f"### {name}\n\n{table[name].help}.\n\n```\n{called} {usage(name, table[name])}\n```\n"
            rows = [(f"`{_written(option)}`", described(option)) for option in table[name].options]
            yield from _markdown_table("option", "", rows)


def _written(option: Option) -> str:
    return f"{option.metavar}, {spelled(option)}" if option.plain else spelled(option)


def _markdown_table(left: str, right: str, rows: list[tuple[str, str]] | tuple[tuple[str, str], ...]) -> Iterator[str]:
    yield f"| {left} | {right} |\n|---|---|"
    for first, second in rows:
        yield f"| {first} | {_cell(second)} |"
    yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


# --- man


def _man(program: str, table: Mapping[str, Command]) -> Iterator[str]:
    yield f'.TH {program.upper()} 1 "" "{program} {__version__}" "User Commands"'
    yield f".SH NAME\n{program} \\- {_roff(ABOUT[:1].lower() + ABOUT[1:].rstrip('.'))}"
    yield f".SH SYNOPSIS\n.B {program}\n.I COMMAND\n[arguments] [options]"
    yield f".SH DESCRIPTION\n{_roff(ABOUT)}\nNames of formats, profiles and kinds are read in any case of letters."
    for group, names in _groups(table).items():
        yield f".SH {_roff(group.upper())}"
        for name in names:
            yield f'.SS "{_roff(usage(name, table[name]))}"\n{_roff(table[name].help)}.'
            for option in table[name].options:
                yield f".TP\n.B {_roff(_written(option))}\n{_roff(described(option))}"
    yield from _man_list("EXIT STATUS", _STATUS)
    yield from _man_list("ENVIRONMENT", _VARIABLES)


def _man_list(title: str, rows: tuple[tuple[str, str], ...]) -> Iterator[str]:
    yield f".SH {title}"
    for name, text in rows:
        yield f".TP\n.B {name}\n{_roff(text)}"


def _roff(text: str) -> str:
    """Return a text in which no character means something to roff."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("…", "\\[u2026]")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped
