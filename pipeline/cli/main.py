"""The console command `undocs NAME …`, also `python -m pipeline NAME …`.

Reads the command line. Gives an exit status.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from pipeline import __version__, cycles
from pipeline.cli.run import PROGRAM, guarded, run
from pipeline.errors import ExitStatus, UsageError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name; the exit status is the command's, 2 for a wrong command line."""
    cycles.for_a_command()
    words = list(sys.argv[1:] if arguments is None else arguments)
    return guarded(lambda: _answered(words))


def _answered(words: Sequence[str]) -> ExitStatus:
    """Handle a command line and return the exit status. Raises UsageError."""
    if words[:1] in (["-V"], ["--version"]):
        print(f"{PROGRAM} {__version__}")
        return ExitStatus.DONE
    from pipeline.cli.table import INSTALLED  # and all that is below: not needed for the version
    from pipeline.cli.words import HELP, read

    if not words or words[0] in (*HELP, "--list"):
        print(_help())
        return ExitStatus.DONE if words else ExitStatus.COULD_NOT_RUN
    _refuse_tasks(words[0])
    call = read(words, INSTALLED)[0]
    if call.help:
        print(_help(call.name))
        return ExitStatus.DONE
    return run(call.name, **call.values)


def _help(name: str = "") -> str:
    """Return the help of a command, or of the program."""
    from pipeline.cli import help
    from pipeline.cli.table import INSTALLED

    return help.of_command(PROGRAM, name, INSTALLED[name]) if name else help.of_program(PROGRAM, INSTALLED)


def _refuse_tasks(name: str) -> None:
    """Raise UsageError for a command that needs the project's own folder."""
    from pipeline.cli.table import COMMANDS, INSTALLED

    if name in COMMANDS and name not in INSTALLED:
        raise UsageError(f"{name!r} works only in a checkout of the project", remedy=f"run `inv {name}` there")
