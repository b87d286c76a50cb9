"""Options and commands: their names, what they take, and the check of every value.

Reads values as the user gave them, from a command line or from Python. Gives values as the functions of the commands
take them, or a UsageError that names the option and says what it expects. A value that is required, empty or wrong is
found here and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass
from enum import StrEnum
from keyword import iskeyword
from typing import Any

from pipeline.errors import ExitStatus, UsageError
from pipeline.nearest import nearest


class Group(StrEnum):
    """Heading under which a command is in lists."""

    TEXTS = "Look at texts and check them"
    PUBLISH = "Publish"
    COMPARE = "Compare"
    LIFE = "The life of a document"
    BEGIN = "Begin a document, or bring one in"
    PROGRAM = "This program"
    CHECKOUT = "Work on the program (only in a checkout)"


@dataclass(frozen=True, slots=True)
class Option:
    """An option `--name VALUE`; its keyword in Python has underscores."""

    name: str
    help: str
    _: KW_ONLY
    metavar: str = ""
    """Name of the value in help; empty for an option that takes none."""
    many: bool = False
    """True if the option may repeat; its value is a tuple."""
    plain: bool = False
    """True if the value may be without the option's name."""
    required: bool = False
    short: str = ""
    """One letter."""
    choices: tuple[str, ...] | Callable[[], tuple[str, ...]] = ()
    """Values of the option, upper or lower case; a function if they are loaded only when needed."""
    listed: bool = False
    """True if the value is a comma-separated list of choices; it becomes a tuple."""
    also: Callable[[], Mapping[str, str]] | None = None
    """Other words for choices, in small letters, that a message knows: "word" for docx."""
    read: Callable[[Option, Any], Any] | None = None
    """Turns a value into what the command takes. Raises UsageError."""
    default: Any = None
    """Value if the option is not given; a function if it is loaded only when needed."""
    shown: str = ""
    """The default as help shows it, if the value itself does not say it."""

    @property
    def keyword(self) -> str:
        """Name of the keyword argument: `from` is a word of Python, so its keyword is `from_`."""
        name = self.name.replace("-", "_")
        return f"{name}_" if iskeyword(name) else name

    @property
    def takes_value(self) -> bool:
        """True unless the option is a switch."""
        return bool(self.metavar)

    @property
    def flags(self) -> tuple[str, ...]:
        """Spellings of the option: `--out`, `-o`."""
        return (f"--{self.name}", *([f"-{self.short}"] if self.short else []))

    def known(self) -> tuple[str, ...]:
        """Return the choices; empty if any value may be given."""
        return self.choices() if callable(self.choices) else self.choices

    def default_value(self) -> Any:  # noqa: ANN401 - a value of the option's own type
        """Return the value that stands for an option that is not given."""
        if self.default is not None:
            return self.default() if callable(self.default) else self.default
        return () if self.many else None if self.takes_value else False

    def value(self, given: Any) -> Any:  # noqa: ANN401 - a value as the user gave it
        """Return the value that the command takes for the one given, None standing for none. Raises UsageError."""
        if given is None or (self.many and not given and given != ""):
            if self.required:
                name = self.metavar if self.plain else f"--{self.name}"
                raise UsageError(f"{name} is missing", remedy=f"expected {self.help}")
            return self.default_value()
        if not self.takes_value:
            return bool(given)
        if self.many:
            return tuple(self._one(value) for value in ([given] if isinstance(given, str) else given))
        return self._one(given)

    def _one(self, given: Any) -> Any:  # noqa: ANN401
        if isinstance(given, str) and not given.strip(" ,"):
            raise UsageError(f"--{self.name} has no value", remedy=f"expected {self.help}")
        if self.listed:
            parts = re.split(r"[,;\s]+", given) if isinstance(given, str) else given
            return tuple(dict.fromkeys(self._choice(part.strip()) for part in parts if part.strip()))
        if self.choices:
            given = self._choice(given)
        return self.read(self, given) if self.read else given

    def _choice(self, given: str) -> str:
        """Return the choice that is meant, whatever its case. Raises UsageError, with the choice most like it."""
        known = self.known()
        by_lower = {choice.lower(): choice for choice in known}
        if given.lower() not in by_lower:
            other = (self.also() if self.also else {}).get(given.lower())
            meant = f"did you mean {other}?" if other else nearest(given, known)
            remedy = f"{meant} choose from {', '.join(known)}".strip()
            raise UsageError(f"--{self.name}: unknown value {given!r}", remedy=remedy)
        return by_lower[given.lower()]


@dataclass(frozen=True, slots=True)
class Command:
    """A command: where it is in lists, its help of one line, its options, and the function that does it."""

    group: Group
    help: str
    options: tuple[Option, ...]
    does: str
    """`module:function` in `pipeline.cli.commands`."""
    _: KW_ONLY
    handles_bugs: bool = False
    """True if the command handles unexpected errors itself and needs the --debug flag."""

    @property
    def in_checkout_only(self) -> bool:
        """True for the commands that need the project's own folder."""
        return self.group is Group.CHECKOUT

    def values(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return the value of every option by keyword. Raises UsageError."""
        return {option.keyword: option.value(given.get(option.keyword)) for option in self.options}

    def function(self) -> Callable[..., ExitStatus]:
        """Import and return the implementing function."""
        from importlib import import_module

        module, _, name = self.does.partition(":")
        function: Callable[..., ExitStatus] = getattr(import_module(f"pipeline.cli.commands.{module}"), name)
        return function
