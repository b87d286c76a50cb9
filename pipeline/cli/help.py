"""The help of the command line.

Reads the table of commands. Gives text, wrapped to the width of the terminal.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping

from pipeline.cli.options import Command, Option
from pipeline.cli.terminal import width
from pipeline.cli.words import usage

ABOUT = "Publish United Nations documents from Akoma Ntoso (AKN4UN) XML, with proof that no word was lost."
_HELP = ("-h, --help", "show this help")


def of_program(program: str, table: Mapping[str, Command]) -> str:
    """Return the list of commands, by group."""
    lines = [f"usage: {program} COMMAND [arguments] [options]", "", *textwrap.wrap(ABOUT, width())]
    left = max(map(len, table))
    for group in dict.fromkeys(command.group for command in table.values()):
        rows = [(name.ljust(left), f"{command.help}.") for name, command in table.items() if command.group is group]
        lines += ["", f"{group}:", *_columns(rows)]
    more = f"{program} COMMAND --help shows the options of a command"
    return "\n".join([*lines, "", more])


def of_command(program: str, name: str, command: Command) -> str:
    """Return what a command does, and its arguments and options."""
    lines = [f"usage: {program} {usage(name, command)}", "", *textwrap.wrap(f"{command.help}.", width())]
    places = [
        (option.metavar, f"{described(option)}; also --{option.name}") for option in command.options if option.plain
    ]
    others = [(spelled(option), described(option)) for option in command.options if not option.plain]
    if places:
        lines += ["", "arguments:", *_columns(places)]
    return "\n".join([*lines, "", "options:", *_columns([*others, _HELP])])


def spelled(option: Option) -> str:
    """Return an option as it is written: `-o, --out DIR`."""
    flags = ", ".join(reversed(option.flags))
    return f"{flags} {option.metavar}".strip()


def described(option: Option) -> str:
    """Return the help of an option with its choices and its default."""
    known = option.known()
    choices = f": {', '.join(known)}" if known else ""
    value = "" if callable(option.default) and option.shown else option.default_value()
    default = option.shown or (",".join(value) if isinstance(value, tuple) else str(value or ""))
    rest = [*(["may repeat"] if option.many else []), *([f"default: {default}"] if default else [])]
    return f"{option.help}{choices}" + (f" ({'; '.join(rest)})" if rest else "")


def _columns(rows: Iterable[tuple[str, str]]) -> list[str]:
    """Return two columns, the second wrapped to what the first leaves of the terminal."""
    pairs = list(rows)
    left = max(len(first) for first, _ in pairs) + 4
    lines = []
    for first, second in pairs:
        wrapped = textwrap.wrap(second, max(20, width() - left)) or [""]
        lines.append(f"  {first:{left - 2}}{wrapped[0]}")
        lines += [" " * left + line for line in wrapped[1:]]
    return lines
