"""The commands `completion` and `manual`, made from the table of commands."""

from __future__ import annotations

import sys

from pipeline.cli import completion as completions
from pipeline.cli import manual as manuals
from pipeline.cli.run import PROGRAM
from pipeline.cli.table import COMMANDS, INSTALLED
from pipeline.errors import ExitStatus


def completion(*, shell: str) -> ExitStatus:
    """Print the script that completes command lines in a shell."""
    sys.stdout.write(completions.script(shell, PROGRAM, INSTALLED))
    return ExitStatus.DONE


def manual(*, format: str) -> ExitStatus:
    """Print the manual: a man page of what is installed, or docs/commands.md of everything."""
    sys.stdout.write(manuals.manual(format, PROGRAM, INSTALLED if format == "man" else COMMANDS))
    return ExitStatus.DONE
