"""The console command `undocs NAME …`, also `python -m pipeline NAME …`.

Reads the command line. Gives an exit status.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from pipeline import __version__
from pipeline.cli import help
from pipeline.cli.run import PROGRAM, guarded, run
from pipeline.cli.table import COMMANDS, INSTALLED
from pipeline.cli.words import HELP, Call, read
from pipeline.errors import ExitStatus, UsageError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name; the exit status is the command's, 2 for a wrong command line."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    return guarded(lambda: _answered(words))


def _answered(words: Sequence[str]) -> ExitStatus:
    """Answer a command line. Raises UsageError."""
    if not words or words[0] in (*HELP, "--list"):
        print(help.of_program(PROGRAM, INSTALLED))
        return ExitStatus.DONE if words else ExitStatus.COULD_NOT_RUN
    if words[0] in ("-V", "--version"):
        print(f"{PROGRAM} {__version__}")
        return ExitStatus.DONE
    _refuse_tasks(words[0])
    call = read(words, INSTALLED)[0]
    if call.help:
        print(_help(call))
        return ExitStatus.DONE
    return run(call.name, **call.values)


def _help(call: Call) -> str:
    if not call.name:
        return help.of_program(PROGRAM, INSTALLED)
    return help.of_command(PROGRAM, call.name, INSTALLED[call.name])


def _refuse_tasks(name: str) -> None:
    """Raise UsageError for a command that needs the project's own folder."""
    if name in COMMANDS and name not in INSTALLED:
        raise UsageError(f"{name!r} works only in a checkout of the project", remedy=f"run `inv {name}` there")
