"""The console script `pipeline NAME …`, also `python -m pipeline NAME …`.

Reads the command line. Gives an exit status. Names, options and help are those of `pipeline.commands`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from pipeline import __version__
from pipeline.commands import COMMANDS, Command, Option, Takes, run


def main(arguments: Sequence[str] | None = None) -> int:
    """Do the command that the arguments name; the exit status is the command's, 2 for a wrong command line."""
    values = vars(_parser().parse_args(arguments))
    return int(run(values.pop("command"), **values))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="pipeline", description="Publish documents from Akoma Ntoso (AKN4UN) XML.")
    parser.add_argument("--version", action="version", version=f"pipeline {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="NAME", required=True)
    for name, command in COMMANDS.items():
        _describe(commands.add_parser(name, help=command.help, description=command.help), command)
    return parser


def _describe(parser: argparse.ArgumentParser, command: Command) -> None:
    for option in command.options:
        _add(parser, option)


def _add(parser: argparse.ArgumentParser, option: Option) -> None:
    flag, keyword = f"--{option.name}", option.keyword
    match option.takes:
        case Takes.NOTHING:
            parser.add_argument(flag, dest=keyword, action="store_true", help=option.help)
        case Takes.MANY:
            parser.add_argument(flag, dest=keyword, action="append", default=[], metavar="VALUE", help=option.help)
        case Takes.NUMBER:
            parser.add_argument(flag, dest=keyword, type=int, default=0, metavar="N", help=option.help)
        case Takes.PLACE:
            parser.add_argument(keyword, metavar=option.name.upper(), help=option.help)
        case Takes.VALUE:
            parser.add_argument(flag, dest=keyword, default=None, metavar="VALUE", help=option.help)


if __name__ == "__main__":
    sys.exit(main())
