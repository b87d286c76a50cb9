"""Tasks of invoke: `inv --list` shows them.

Reads the table of `pipeline.commands`: each command is a task with the same name, options and help, whose body is one
call of `run`. Gives the collection that invoke looks for.
"""

from __future__ import annotations

from inspect import Parameter, Signature
from typing import Any

from invoke.collection import Collection
from invoke.context import Context
from invoke.exceptions import Exit
from invoke.main import program
from invoke.parser.argument import Argument
from invoke.tasks import Task

from pipeline.commands import COMMANDS, Command, Option, Takes, run


class _Number(Argument):
    """An option with a number: anything else is told in one line."""

    def set_value(self, value: Any, cast: bool = True) -> None:  # noqa: ANN401 - a word of the command line
        """Take the value. Raises Exit where it is no number."""
        try:
            super().set_value(value, cast)
        except ValueError:
            raise Exit(f"pipeline: --{self.name} is not a number: {value!r}", code=2) from None


class _Place(Argument):
    """A value given by its place: invoke alone would take --help for it."""

    task = ""

    def set_value(self, value: Any, cast: bool = True) -> None:  # noqa: ANN401 - a word of the command line
        """Take the value; for --help show the options of the task and end."""
        if value in ("--help", "-h"):
            program.run(["inv", "--help", self.task])
        super().set_value(value, cast)


class _Task(Task[Any]):
    """A task whose options want their values: invoke alone lets those that may repeat go without."""

    def get_arguments(self, ignore_unknown_help: bool | None = None) -> list[Argument]:
        """The options, as the parser of invoke takes them."""
        arguments = super().get_arguments(ignore_unknown_help)
        for argument in arguments:
            if argument.kind is list:
                argument.raw_value = None
        return [self._strict(argument) for argument in arguments]

    def _strict(self, argument: Argument) -> Argument:
        if argument.kind is int:
            return _Number(names=argument.names, kind=int, default=argument.default, help=argument.help)
        if argument.positional and argument.kind is str:
            place = _Place(names=argument.names, positional=True, help=argument.help)
            place.task = self.name
            return place
        return argument


def _task(name: str, command: Command) -> _Task:
    """The task of a command: its body takes the options by keyword, as its signature tells invoke."""

    def body(_: Context, /, **options: Any) -> None:  # noqa: ANN401 - values as invoke gives them
        status = run(name, **options)
        if status:
            raise Exit(code=int(status))

    body.__signature__ = _signature(command)  # type: ignore[attr-defined]
    body.__doc__ = f"{command.help}."
    return _Task(
        body,
        name=name,
        help=command.helps(),
        positional=_keywords(command, Takes.PLACE),
        iterable=_keywords(command, Takes.MANY),
    )


def _keywords(command: Command, takes: Takes) -> list[str]:
    return [option.keyword for option in command.options if option.takes is takes]


def _signature(command: Command) -> Signature:
    """A context, then the options: those without a default first, as Python wants them."""
    parameters = sorted(map(_parameter, command.options), key=lambda option: option.default is not Parameter.empty)
    return Signature([Parameter("_", Parameter.POSITIONAL_OR_KEYWORD), *parameters])


def _parameter(option: Option) -> Parameter:
    """Without a default where the option must be given, and where invoke makes the list itself."""
    bare = option.takes in (Takes.PLACE, Takes.MANY)
    return Parameter(
        option.keyword, Parameter.POSITIONAL_OR_KEYWORD, default=Parameter.empty if bare else option.default
    )


namespace = Collection(*(_task(name, command) for name, command in COMMANDS.items()))
