"""Tasks of invoke: `inv --list` shows them.

Reads the table of `pipeline.commands`: each command is a task with the same name, options and help, whose body is one
call of `run`. Gives the collection that invoke looks for. The command line is read by `pipeline.command_line` before
invoke reads it, so that files may be plain arguments, and a wrong word has the same answer as in the console script.
"""

from __future__ import annotations

from inspect import Parameter, Signature
from typing import Any

from invoke.collection import Collection
from invoke.context import Context
from invoke.exceptions import Exit
from invoke.main import program
from invoke.tasks import Task

from pipeline import command_help
from pipeline.command_line import read
from pipeline.commands import COMMANDS, Command, Option, Takes, run
from pipeline.errors import ExitStatus, UsageError


def _task(name: str, command: Command) -> Task[Any]:
    """The task of a command: its body takes the options by keyword, as its signature tells invoke."""

    def body(_: Context, /, **options: Any) -> None:  # noqa: ANN401 - values as invoke gives them
        status = run(name, **options)
        if status:
            raise Exit(code=int(status))

    body.__signature__ = _signature(command)  # type: ignore[attr-defined]
    body.__doc__ = f"{command.help}."
    many = [option.keyword for option in command.options if option.takes is Takes.MANY]
    return Task(body, name=name, help=command.helps(), positional=[], iterable=many, auto_shortflags=False)


def _signature(command: Command) -> Signature:
    """A context, then the options: those without a default first, as Python wants them."""
    parameters = sorted(map(_parameter, command.options), key=lambda option: option.default is not Parameter.empty)
    return Signature([Parameter("_", Parameter.POSITIONAL_OR_KEYWORD), *parameters])


def _parameter(option: Option) -> Parameter:
    """Without a default where invoke makes the list itself."""
    default = Parameter.empty if option.takes is Takes.MANY else option.default
    return Parameter(option.keyword, Parameter.POSITIONAL_OR_KEYWORD, default=default)


def _read_command_line() -> None:
    """Put the name of its option before each plain argument, as invoke has no argument that may be left out.

    Raises Exit for help, and with status 2 for what is no command line; invoke's own status would be 1.
    """
    if not hasattr(program, "core"):  # imported, not run
        return
    try:
        if _wants_list():
            _end(command_help.of_program("inv", COMMANDS))
        asked = program.args.help.value
        calls = read([asked, "--help"] if isinstance(asked, str) else program.core.unparsed, COMMANDS, several=True)
    except UsageError as error:
        raise Exit(f"pipeline: {error}", code=int(error.exit_status)) from error
    for call in calls:
        if call.help:
            _end(command_help.of_command("inv", call.name, COMMANDS[call.name]))
    program.core.unparsed[:] = [word for call in calls for word in call.words(COMMANDS[call.name])]


def _wants_list() -> bool:
    """Return True for `inv --list`; other forms of the list are invoke's own. Raises UsageError for a part of it."""
    asked, form = program.args.list.value, program.args["list-format"].value
    if isinstance(asked, str):
        raise UsageError(f"there is no group of tasks {asked!r}", remedy="inv --list lists all")
    return bool(asked) and form == "flat"


def _end(text: str) -> None:
    command_help.show(text)
    raise Exit(code=ExitStatus.DONE)


namespace = Collection(*(_task(name, command) for name, command in COMMANDS.items()))
_read_command_line()
