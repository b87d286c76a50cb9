"""The program pandoc: one call per file, without network and without files but those named here.

Reads Pandoc JSON. Gives the bytes of a file. Pandoc takes the date from SOURCE_DATE_EPOCH, which is set from the
document's own date, so that the clock plays no part.
"""

from __future__ import annotations

import datetime
import os
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from pipeline.errors import ToolError

MARKDOWN = "markdown-smart-implicit_figures"
"""The dialect of Markdown that is written and read back: every character is meant as it is, and a picture alone in
its paragraph is a picture, whose alternative text is not a caption too.
"""

_LONGEST = 120
"""Seconds after which pandoc is stopped. Chosen: far longer than any document takes."""

_MEMORY = "2G"
"""Most memory that pandoc may take for its heap."""


@cache
def _program() -> str:
    import pypandoc

    try:
        path: str = pypandoc.get_pandoc_path()
    except OSError as error:
        raise ToolError("pandoc is missing", remedy="pip install pypandoc-binary") from error
    return path


def pandoc(json: bytes, to: str, date: datetime.date, options: Sequence[str] = ()) -> bytes:
    """Return the document as `to`. Raises ToolError if pandoc fails, takes too long or answers with nothing."""
    command = [_program(), "+RTS", f"-M{_MEMORY}", "-RTS", "--sandbox", "--from=json", f"--to={to}", "--output=-"]
    return _run([*command, *options], json, date)


def read_json(data: bytes, source: str) -> bytes:
    """Return a file of the format `source` as Pandoc JSON. Raises ToolError."""
    return _run([_program(), "--sandbox", f"--from={source}", "--to=json"], data, datetime.date(1980, 1, 1))


def _run(command: Sequence[str], data: bytes, date: datetime.date) -> bytes:
    midnight = datetime.datetime.combine(date, datetime.time(), datetime.UTC)
    environment = {
        "SOURCE_DATE_EPOCH": str(int(midnight.timestamp())),
        "PATH": os.defpath,
        "LC_ALL": "C.UTF-8",
        "HOME": str(Path(_program()).parent),
    }
    try:
        done = subprocess.run(command, input=data, capture_output=True, env=environment, timeout=_LONGEST, check=False)
    except subprocess.TimeoutExpired as error:
        raise ToolError(f"pandoc was stopped after {_LONGEST} s") from error
    except OSError as error:
        raise ToolError(f"pandoc cannot be started: {error.strerror}") from error
    if done.returncode or not done.stdout:
        output = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ToolError(f"pandoc failed: {output[0] if output else f'status {done.returncode}'}")
    return done.stdout
