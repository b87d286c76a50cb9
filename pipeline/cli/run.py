"""Runs a command: the one place where exceptions become an exit status and a message.

Reads the name of a command and the values of its options as the user gave them. Gives an exit status.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from typing import Any

from pipeline.cli.terminal import give_up_output, is_of_output, make_streams_usable
from pipeline.errors import ExitStatus, PipelineError

PROGRAM = "undocs"
"""Name of the console command, at the beginning of its messages."""

_CANNOT = ExitStatus.COULD_NOT_RUN


def run(name: str, /, *, debug: bool = False, **given: Any) -> ExitStatus:  # noqa: ANN401 - values as the user gave them
    """Run a command; the values are checked first."""

    def action() -> ExitStatus:
        from pipeline.cli.table import COMMANDS

        command = COMMANDS[name]
        values = command.values(given)
        if command.handles_bugs:
            values["debug"] = debug
        else:
            values.pop("debug", None)
        return command.function()(**values)

    return guarded(action, debug=debug)


def guarded(action: Callable[[], ExitStatus], *, debug: bool = False) -> ExitStatus:
    """Run an action; turn every exception into one line on standard error and an exit status [cli exit-status.one]."""
    make_streams_usable()
    try:
        status = action()
        sys.stdout.flush()
        return status
    except PipelineError as error:
        return _report(str(error), error.exit_status, error, debug)
    except BrokenPipeError:  # the reader of the output has gone, as `| head` does
        give_up_output()
        return ExitStatus.DONE
    except KeyboardInterrupt:
        return _report("interrupted; what is finished is kept; run the command again to go on", _CANNOT, None, debug)
    except Exception as error:
        if is_of_output(error):
            give_up_output()
            return _report(f"cannot write to standard output: {_reason(error)}", _CANNOT, error, debug)
        return _report(f"this is a bug: {_one_line(error)}; --debug shows the traceback", _CANNOT, error, debug)


def _report(message: str, status: ExitStatus, error: BaseException | None, debug: bool) -> ExitStatus:
    if debug and error is not None:
        import traceback

        traceback.print_exception(error)
    with contextlib.suppress(OSError):  # a closed or full standard error: the status is all that is left
        print(f"{PROGRAM}: {message}", file=sys.stderr)
    return status


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def _one_line(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".replace("\n", " ")
