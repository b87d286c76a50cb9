"""Clones of public repositories, for the tests and benchmarks that read many published documents.

Reads the network, when it is called and never otherwise. Gives one folder for each repository. Of a repository only the
newest state is fetched; nothing in it is run, no submodule followed, no link made, no end of line changed.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import OutputError, ToolError, UsageError

SETTINGS = {
    "protocol.allow": "never",
    "protocol.https.allow": "always",
    "protocol.ssh.allow": "always",
    "protocol.file.allow": "always",
    "core.autocrlf": "false",
    "core.hooksPath": os.devnull,
    "core.symlinks": "false",
    "http.lowSpeedLimit": "1000",
    "http.lowSpeedTime": "60",
}
"""Settings of git for a clone: which addresses it takes, files as they are, an end if nothing comes any more."""


def fetch(addresses: Sequence[str], out: Path) -> list[Path]:
    """Clone repositories into a folder and return the folder of each.

    An address is one that git takes over https or ssh, or a folder. A folder that is in `out` under the name of a
    repository is kept as it is. A clone appears whole or not at all. Raises UsageError for an address of another kind
    and for two of one name, OutputError if `out` cannot be written, ToolError if git is missing or fails.
    """
    named = {name_of(address): address for address in addresses}
    if len(named) != len(addresses):
        raise UsageError("two addresses end in the same name", remedy="fetch one of them into a folder of its own")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{out} cannot be made: {error.strerror}") from error
    return [_cloned(address, out / name) for name, address in named.items()]


def name_of(address: str) -> str:
    """Return the name of a repository: the last part of its address, without `.git`. Raises UsageError if it has
    none.
    """
    known = re.match(r"https://[^/]|ssh://[^-/]|file:///|[\w.]+@[\w.]+:[^-]", address) or Path(address).is_dir()
    name = re.split(r"[/:\\]", address.rstrip("/\\"))[-1].removesuffix(".git")
    if not known or address.startswith("-") or not re.fullmatch(r"\w[\w.-]*", name):
        raise UsageError(
            f"“{address}” is not a repository", remedy="give an address that begins with https://, or a folder"
        )
    return name


def _cloned(address: str, folder: Path) -> Path:
    """Return the folder; a clone if there is none yet."""
    if folder.exists():
        return folder
    source = Path(address).resolve().as_uri() if Path(address).is_dir() else address
    with tempfile.TemporaryDirectory(prefix=".fetching-", dir=folder.parent) as scratch:
        made = Path(scratch) / folder.name
        _git("clone", "--quiet", "--depth=1", "--single-branch", "--no-tags", "--template=", "--", source, str(made))
        try:
            made.replace(folder)
        except OSError as error:
            raise OutputError(f"{folder} cannot be written: {error.strerror}") from error
    return folder


def _git(*arguments: str) -> None:
    settings = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
    environment = os.environ | {"GIT_TERMINAL_PROMPT": "0", "GIT_LFS_SKIP_SMUDGE": "1", "LC_ALL": "C"}
    try:
        done = subprocess.run(
            ["git", *settings, *arguments],
            env=environment,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
    except FileNotFoundError as error:
        raise ToolError("git is not installed", remedy="install it; it clones the repositories") from error
    if done.returncode:
        printed = [line for line in done.stderr.splitlines() if line.strip()] or ["it said nothing"]
        raise ToolError(f"git could not clone {arguments[-2]}: {printed[-1]}", remedy="check the address")
