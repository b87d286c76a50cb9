"""The words of a command line, for the console script and for invoke alike.

Reads words and the table of `pipeline.commands`. Gives `Call`s: a command, and the values of its options as they were
typed. Plain words are the values of the options that take them by place. Raises UsageError for everything else, with
the nearest name that there is.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.commands import Command, Option, Takes
from pipeline.errors import UsageError

HELP = ("-h", "--help")

_OPTIONS = ("--help", "--list", "--version")
"""Options that stand before a command, of the console script or of invoke."""


@dataclass(frozen=True, slots=True)
class Call:
    """A command and the values that it was given, by keyword; or the wish to see its help."""

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
    """Return the calls in the words; with `several`, the name of a command begins the next call."""
    rest = deque(words)
    calls = []
    while rest:
        word = rest.popleft()
        if word not in table:
            kind, names = ("option", _OPTIONS) if word.startswith("-") else ("command", table)
            raise UsageError(f"there is no {kind} {word!r}", remedy=nearest(word, names, "see --help"))
        calls.append(_Reader(word, table[word], table if several else ()).read(rest))
    return calls


def nearest(word: str, names: Iterable[str], otherwise: str = "") -> str:
    """Return the question for the name most like the word, or `otherwise` if none is like it."""
    from difflib import get_close_matches

    by_lower = {name.lower(): name for name in names}
    found = get_close_matches(word.lower(), by_lower, n=1, cutoff=0.6)
    return f"did you mean {by_lower[found[0]]}?" if found else otherwise


class _Reader:
    """Reads the words that belong to one command."""

    def __init__(self, name: str, command: Command, stops: Collection[str]) -> None:
        self.name = name
        self.command = command
        self.stops = stops
        self.flags = {f"--{option.name}": option for option in command.options}
        self.values: dict[str, Any] = {}

    def read(self, rest: deque[str]) -> Call:
        """Take words up to the next command. Raises UsageError."""
        while rest and not (rest[0] in self.stops and not self._missing()):
            word = rest.popleft()
            if word in HELP:
                rest.clear()
                return Call(self.name, help=True)
            if word == "--":
                while rest:
                    self._plain(rest.popleft())
            elif word.startswith("-") and word != "-":
                self._option(word, rest)
            else:
                self._plain(word)
        if missing := self._missing():
            raise UsageError(f"{self.name} wants {missing[0].name.upper()}", remedy=usage(self.name, self.command))
        return Call(self.name, self.values)

    def _missing(self) -> list[Option]:
        return [o for o in self.command.options if o.takes is Takes.PLACE and o.keyword not in self.values]

    def _option(self, word: str, rest: deque[str]) -> None:
        name, assigned, value = word.partition("=")
        option = self.flags.get(name)
        if option is None:
            remedy = nearest(name, self.flags, f"see {self.name} --help")
            raise UsageError(f"{self.name} has no option {name}", remedy=remedy)
        if option.takes is Takes.NOTHING:
            if assigned:
                raise UsageError(f"{name} takes no value")
            self.values[option.keyword] = True
            return
        if not assigned:
            if not rest or rest[0].startswith("--"):
                raise UsageError(f"{name} has no value", remedy=option.help)
            value = rest.popleft()
        self._keep(option, value)

    def _plain(self, word: str) -> None:
        """Keep a word for the first place that is free. Raises UsageError if there is none."""
        free = [*self._missing(), *(o for o in self.command.options if o.takes is Takes.MANY and o.plain)]
        if not free:
            remedy = nearest(word, [*self.flags, *self.stops], usage(self.name, self.command))
            raise UsageError(f"{self.name} does not take the argument {word!r}", remedy=remedy)
        self._keep(free[0], word)

    def _keep(self, option: Option, value: str) -> None:
        if option.takes is Takes.MANY:
            self.values.setdefault(option.keyword, []).append(value)
        elif option.takes is Takes.NUMBER:
            self.values[option.keyword] = _number(option, value)
        else:
            self.values[option.keyword] = value


def _number(option: Option, value: str) -> int:
    try:
        return int(value)
    except ValueError as error:
        raise UsageError(f"--{option.name} is not a number: {value!r}") from error


def usage(name: str, command: Command) -> str:
    """Return the form of a command line: `diff OLD NEW [options]`."""
    places = [option.name.upper() for option in command.options if option.takes is Takes.PLACE]
    many = [f"[{option.name.upper()} …]" for option in command.options if option.takes is Takes.MANY and option.plain]
    return " ".join([name, *places, *many, "[options]"])
