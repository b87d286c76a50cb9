"""The console script `pipeline NAME …`, also `python -m pipeline NAME …`.

Reads the command line. Gives an exit status. Names, options and help are those of `pipeline.commands`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from pipeline import __version__, command_help
from pipeline.command_line import HELP, read
from pipeline.commands import COMMANDS, run
from pipeline.errors import ExitStatus, UsageError

PROGRAM = "pipeline"


def main(arguments: Sequence[str] | None = None) -> int:
    """Do the command that the arguments name; the exit status is the command's, 2 for a wrong command line."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or words[0] in HELP:
        command_help.show(command_help.of_program(PROGRAM, COMMANDS))
        return ExitStatus.DONE if words else ExitStatus.COULD_NOT_RUN
    if words[0] in ("-V", "--version"):
        print(f"{PROGRAM} {__version__}")
        return ExitStatus.DONE
    try:
        call = read(words, COMMANDS)[0]
    except UsageError as error:
        print(f"{PROGRAM}: {error}", file=sys.stderr)
        return error.exit_status
    if call.help:
        command_help.show(command_help.of_command(PROGRAM, call.name, COMMANDS[call.name]))
        return ExitStatus.DONE
    return run(call.name, **call.values)


if __name__ == "__main__":
    sys.exit(main())
