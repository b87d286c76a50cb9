"""The help of the command line.

Reads the table of `pipeline.commands`. Gives text, wrapped to the width of the terminal.
"""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Iterable, Mapping

from pipeline.command_line import usage
from pipeline.commands import Command, Option, Takes

_WIDEST = 100


def of_program(program: str, table: Mapping[str, Command]) -> str:
    """Return the list of commands."""
    return "\n".join(
        [
            f"usage: {program} COMMAND [arguments] [options]",
            "",
            "Publish documents from Akoma Ntoso (AKN4UN) XML.",
            "",
            *_columns((name, f"{command.help}.") for name, command in table.items()),
            "",
            f"{program} COMMAND --help shows the options of a command, {program} --version the version.",
        ]
    )


def show(text: str) -> None:
    """Print to standard output, or to nobody if the reader has gone, as `| head` does."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - for what Python itself flushes at its end


def of_command(program: str, name: str, command: Command) -> str:
    """Return what a command does, and its arguments and options."""
    lines = [f"usage: {program} {usage(name, command)}", "", f"{command.help}."]
    places = [o for o in command.options if o.takes is Takes.PLACE or o.plain]
    if places:
        lines += ["", "arguments, by place or behind their name:"]
        lines += _columns((_spelled(option), option.help) for option in places)
    others = [(_spelled(option), option.help) for option in command.options if option not in places]
    lines += ["", "options:", *_columns([*others, ("-h, --help", "show this help")])]
    return "\n".join(lines)


def _spelled(option: Option) -> str:
    value = {Takes.NOTHING: "", Takes.NUMBER: " N"}.get(option.takes, f" {option.name.upper()}")
    return f"--{option.name}{value}"


def _columns(rows: Iterable[tuple[str, str]]) -> list[str]:
    """Return two columns, the second wrapped to what the first leaves of the terminal."""
    pairs = list(rows)
    left = max(len(first) for first, _ in pairs) + 4
    width = max(20, min(_WIDEST, shutil.get_terminal_size().columns) - left)
    lines = []
    for first, second in pairs:
        wrapped = textwrap.wrap(second, width) or [""]
        lines.append(f"  {first:{left - 2}}{wrapped[0]}")
        lines += [" " * left + line for line in wrapped[1:]]
    return lines
