"""Files as they were at a git revision, named `REV:path` (`HEAD~3:source/…`) [cli names.accepted].

Reads git. Gives bytes and sources. A file or folder that is really called so goes before; the letter of a drive
(`C:\\…`) does not name a revision.
"""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import MissingInputError, ToolError
from pipeline.files import exists
from pipeline.library.expressions import project
from pipeline.read import Source, parse_bytes, parse_file

_NAME = re.compile(r"(?![A-Za-z]:[\\/])(?!/akn)(?P<revision>[^:\s-][^:\s]*):(?!//)(?P<path>[^:]+)")
_SECONDS = 60
"""Seconds after which git is stopped. Chosen: far longer than reading one file takes."""


@dataclass(frozen=True, slots=True)
class AtRevision:
    """A path at a revision; the path counts from the top of the repository, or with `./` from here."""

    revision: str
    path: str

    def read(self) -> bytes:
        """Return the bytes of the file. Raises MissingInputError, ToolError."""
        found = _git("cat-file", "blob", f"{self.revision}:{self.path}")
        if found.returncode:
            output = found.stderr.decode("utf-8", "replace").strip().splitlines()
            reason = output[-1].removeprefix("fatal: ") if output else "git gives no reason"
            remedy = "`git log` shows revisions; the path counts from the top of the repository"
            raise MissingInputError(f"no such file or revision: {self}: {reason}", remedy=remedy)
        return found.stdout

    def today(self) -> Path:
        """Return the path at which the file is, or would be, in the work tree. Raises ToolError."""
        if self.path.startswith("."):
            return project() / self.path
        return Path(os.fsdecode(_git("rev-parse", "--show-toplevel").stdout).strip()) / self.path

    def __str__(self) -> str:
        """Return the name as it is given."""
        return f"{self.revision}:{self.path}"


def at_revision(name: str | Path) -> AtRevision | None:
    """Return the file at a revision that a name stands for; None for any other name, and for what exists."""
    found = _NAME.fullmatch(str(name).replace(os.sep, "/"))
    return AtRevision(found["revision"], found["path"]) if found and not exists(name) else None


def parsed(path: Path, *, recover: bool = False) -> Source:
    """Return the source of a path, which may be one at a revision. Raises as `read.parse_file`, and ToolError."""
    revision = at_revision(path)
    return parse_bytes(revision.read(), path, recover=recover) if revision else parse_file(path, recover=recover)


def _git(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            ["git", *arguments], cwd=project(), capture_output=True, check=False, timeout=_SECONDS
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ToolError("git cannot be run", remedy="install git, or give paths") from error
