"""Tasks of invoke: `inv --list` shows them.

Reads the table of `pipeline.cli`: each command is a task with the same name, options and help, whose body is one
call of `run`. Gives the collection that invoke looks for. The command line is read by `pipeline.cli.words` before
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

from pipeline.cli import help
from pipeline.cli.options import Command, Option
from pipeline.cli.run import PROGRAM, guarded, run
from pipeline.cli.table import COMMANDS
from pipeline.cli.words import read
from pipeline.errors import ExitStatus, UsageError


def _task(name: str, command: Command) -> Task[Any]:
    """Return the task of a command: its body takes the options by keyword, as its signature says to invoke."""

    def body(_: Context, /, **options: Any) -> None:  # noqa: ANN401 - values as invoke gives them
        status = run(name, **options)
        if status:
            raise Exit(code=int(status))

    body.__signature__ = _signature(command)  # type: ignore[attr-defined]
    body.__doc__ = f"{command.help}."
    helps = {option.name: option.help for option in command.options}
    many = [option.keyword for option in command.options if option.many]
    return Task(body, name=name, help=helps, positional=[], iterable=many, auto_shortflags=False)


def _signature(command: Command) -> Signature:
    """Return a context, then the options: those without a default first, as Python wants them."""
    parameters = sorted(map(_parameter, command.options), key=lambda option: option.default is not Parameter.empty)
    return Signature([Parameter("_", Parameter.POSITIONAL_OR_KEYWORD), *parameters])


def _parameter(option: Option) -> Parameter:
    """Return a parameter without default if invoke makes the list itself, else with one that says "not given"."""
    default = Parameter.empty if option.many else None if option.takes_value else False
    return Parameter(option.keyword, Parameter.POSITIONAL_OR_KEYWORD, default=default)


def _read_command_line() -> None:
    """Put the name of its option before each plain argument, as invoke has no argument that may be left out.

    Raises Exit for help, and with status 2 for anything that is not a command line; invoke's own status would be 1.
    """
    if not hasattr(program, "core"):  # imported, not run
        return
    try:
        if _wants_list():
            _end(help.of_program("inv", COMMANDS))
        asked = program.args.help.value
        calls = read([asked, "--help"] if isinstance(asked, str) else program.core.unparsed, COMMANDS, several=True)
    except UsageError as error:
        raise Exit(f"{PROGRAM}: {error}", code=int(error.exit_status)) from error
    for call in calls:
        if call.help:
            known = COMMANDS.get(call.name)
            _end(help.of_command("inv", call.name, known) if known else help.of_program("inv", COMMANDS))
    program.core.unparsed[:] = [word for call in calls for word in call.words(COMMANDS[call.name])]


def _wants_list() -> bool:
    """Return True for `inv --list`; other forms of the list are invoke's own. Raises UsageError for a part of it."""
    asked, form = program.args.list.value, program.args["list-format"].value
    if isinstance(asked, str):
        raise UsageError(f"there is no group of tasks {asked!r}", remedy="inv --list lists all")
    return bool(asked) and form == "flat"


def _end(text: str) -> None:
    """Print a text and end. Raises Exit."""

    def action() -> ExitStatus:
        print(text)
        return ExitStatus.DONE

    raise Exit(code=int(guarded(action)))


namespace = Collection(*(_task(name, command) for name, command in COMMANDS.items()))
_read_command_line()
