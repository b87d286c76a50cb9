"""The words of a command line, read alike for the console command and for invoke.

Reads words and a table of commands. Gives `Call`s: a command, and the values of its options as they were typed. Raises
UsageError for anything that is not a command or option, with the name most like it.
"""

from __future__ import annotations

import glob
import os
from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.cli.options import Command, Option
from pipeline.errors import UsageError
from pipeline.files import exists
from pipeline.nearest import nearest

HELP = ("-h", "--help")

_HELP = "help"
"""A word that is read as a command: `undocs help build`."""

_OPTIONS = ("--help", "--list", "--version")
"""Options that are before a command, of the console command or of invoke."""


@dataclass(frozen=True, slots=True)
class Call:
    """A command and the values that it was given, by keyword; or the wish to see its help, "" for the program's."""

    name: str
    values: dict[str, Any] = field(default_factory=dict)
    help: bool = False

    def words(self, command: Command) -> Iterator[str]:
        """Yield the same call with every value behind the name of its option."""
        yield self.name
        for option in command.options:
            value = self.values.get(option.keyword)
            if value is True:
                yield f"--{option.name}"
            elif value is not None:
                yield from (f"--{option.name}={one}" for one in (value if isinstance(value, list) else [value]))


def read(words: Sequence[str], table: Mapping[str, Command], *, several: bool = False) -> list[Call]:
    """Return the calls in the words; with `several`, the name of a command begins the next call. Raises UsageError."""
    rest = deque(words)
    calls = []
    while rest:
        word = rest.popleft()
        if word.lower() == _HELP and _HELP not in table:
            return [Call(_command(rest.popleft(), table) if rest else "", help=True)]
        name = _command(word, table, rest)
        calls.append(_Reader(name, table[name], table if several else ()).read(rest))
    return calls


def _command(word: str, table: Mapping[str, Command], rest: Collection[str] = ()) -> str:
    """Return the name of the command that a word is, in any case of letters. Raises UsageError."""
    for name in (word, word.lower()):
        if name in table:
            return name
    if word.startswith("-"):
        behind = next((f"the command comes first: {name} {word}" for name in rest if name in table), "")
        remedy = nearest(word, _OPTIONS) or behind or "see --help"
        raise UsageError(f"there is no option {word!r}", remedy=remedy)
    if exists(word):
        raise UsageError(
            f"{word!r} is a file or folder, not a command", remedy=f"the command comes first: build {word}"
        )
    meant = f"did you mean --{word}?" if f"--{word}" in _OPTIONS else nearest(word, (*table, _HELP))
    raise UsageError(f"there is no command {word!r}", remedy=meant or "see --help")


class _Reader:
    """Reads the words that belong to one command."""

    def __init__(self, name: str, command: Command, stops: Collection[str]) -> None:
        self.name = name
        self.command = command
        self.stops = stops
        self.flags = {flag: option for option in command.options for flag in option.flags}
        self.values: dict[str, Any] = {}
        self.plain: list[str] = []
        """Words without the name of an option; which is whose is known at the end."""

    def read(self, rest: deque[str]) -> Call:
        """Take words up to the next command. Raises UsageError."""
        while rest and not (rest[0] in self.stops and len(self.plain) >= len(self._missing())):
            word = rest.popleft()
            if word in HELP:
                rest.clear()
                return Call(self.name, help=True)
            if word == "--":
                self.plain.extend(rest)
                rest.clear()
            elif word.startswith("-") and word != "-":
                self._option(word, rest)
            else:
                self.plain.append(word)
        for word in self.plain:
            self._place(word)
        if missing := self._missing():
            known = missing[0].known()
            remedy = f"choose from {', '.join(known)}" if known else f"usage: {usage(self.name, self.command)}"
            raise UsageError(f"{self.name}: {missing[0].metavar} is missing", remedy=remedy)
        return Call(self.name, self.values)

    def _missing(self) -> list[Option]:
        """Return the required places that no option has filled yet."""
        return [o for o in self.command.options if o.plain and o.required and o.keyword not in self.values]

    def _option(self, word: str, rest: deque[str]) -> None:
        name, assigned, value = word.partition("=")
        option = self.flags.get(name)
        if option is None:
            remedy = nearest(name, self.flags) or f"see {self.name} --help"
            raise UsageError(f"{self.name} has no option {name}", remedy=remedy)
        if not option.takes_value:
            if assigned:
                raise UsageError(f"{name} takes no value")
            self.values[option.keyword] = True
            return
        if not assigned:
            if not rest or rest[0].startswith("--"):
                raise UsageError(f"{name} has no value", remedy=f"expected {option.help}")
            value = rest.popleft()
        if option.listed and rest and rest[0].lower() in option.known() and not exists(rest[0]):
            raise UsageError(f"{name} takes one list", remedy=f"with commas: {name} {value},{rest[0]}")
        self._keep(option, value)

    def _place(self, word: str) -> None:
        """Keep a word for the first place that is free. Raises UsageError if there is none."""
        free = [*self._missing(), *(o for o in self.command.options if o.plain and self._is_open(o))]
        if not free:
            remedy = self._meant(word) or f"usage: {usage(self.name, self.command)}"
            raise UsageError(f"{self.name}: unexpected argument {word!r}", remedy=remedy)
        self._keep(free[0], word)

    def _meant(self, word: str) -> str:
        """Return the option that a word without a place may be meant for; "" for none."""
        out = self.flags.get("--out")
        if out and out.required and out.keyword not in self.values:
            return f"for the output: --out {word}"
        return nearest(word, [*self.flags, *self.stops])

    def _is_open(self, option: Option) -> bool:
        return option.many or option.keyword not in self.values

    def _keep(self, option: Option, value: str) -> None:
        if option.many:
            self.values.setdefault(option.keyword, []).extend(_expanded(value) if option.plain else [value])
        elif option.keyword in self.values:
            remedy = "give it once, with commas between the values" if option.listed else "give it once"
            raise UsageError(f"{self.name}: --{option.name} is given twice", remedy=remedy)
        else:
            self.values[option.keyword] = _expanded(value)[0] if option.plain else value


def _expanded(value: str) -> list[str]:
    """Return the paths that a word stands for, as a shell expands `~` and `*.xml`: those of Windows leave it to us.

    A word that no file fits stays as it is.
    """
    if os.path.lexists(value):
        return [value]
    path = os.path.expanduser(value) if value.startswith(("~/", "~\\")) else value  # noqa: PTH111 - which may raise
    return (sorted(glob.glob(path)) if glob.has_magic(path) else []) or [path]  # noqa: PTH207 - has no absolute patterns


def usage(name: str, command: Command) -> str:
    """Return the form of a command line: `diff OLD NEW [options]`."""
    return " ".join([name, *(_place(option) for option in command.options if option.plain), "[options]"])


def _place(option: Option) -> str:
    name = f"{option.metavar} ..." if option.many else option.metavar
    return name if option.required else f"[{name}]"
