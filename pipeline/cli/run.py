"""Runs a command: the one place where exceptions become an exit status and a message.

Reads the name of a command and the values of its options as the user gave them. Gives an exit status.
"""

from __future__ import annotations

import sys
import traceback
from io import TextIOWrapper
from typing import Any

from pipeline.cli.table import COMMANDS
from pipeline.errors import ExitStatus, PipelineError

PROGRAM = "undocs"
"""Name of the console command, at the beginning of its messages."""

_CANNOT = ExitStatus.COULD_NOT_RUN


def run(name: str, /, *, debug: bool = False, **given: Any) -> ExitStatus:  # noqa: ANN401 - values as the user gave them
    """Run a command; turn every exception into one line on standard error and an exit status [cli exit-status.one]."""
    _escape_unencodable_output()
    try:
        command = COMMANDS[name]
        values = command.values(given)
        values["debug"] = debug
        if not command.handles_bugs:
            del values["debug"]
        status = command.function()(**values)
        sys.stdout.flush()
        return status
    except PipelineError as error:
        return _report(str(error), error.exit_status, error, debug)
    except BrokenPipeError:  # the reader of our output has gone, as `| head` does
        sys.stdout = None
        return ExitStatus.DONE
    except KeyboardInterrupt:
        return _report("interrupted; what is finished is kept; run the command again to go on", _CANNOT, None, debug)
    except Exception as error:
        return _report(f"this is a bug: {_one_line(error)}; --debug shows the traceback", _CANNOT, error, debug)


def _escape_unencodable_output() -> None:
    """Escape what the terminal cannot show (a file name outside UTF-8), instead of ending the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _report(message: str, status: ExitStatus, error: BaseException | None, debug: bool) -> ExitStatus:
    if debug and error is not None:
        traceback.print_exception(error)
    print(f"{PROGRAM}: {message}", file=sys.stderr)
    return status


def _one_line(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".replace("\n", " ")
