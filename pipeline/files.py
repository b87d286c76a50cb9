"""Files that appear whole or not at all.

Reads nothing. Gives `write_whole`, the only way in which the project writes an output file, and how messages
name and count files: `shown`, `counted`.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from pipeline.errors import OutputError, Place


def shown(path: Path) -> str:
    """A path as a message names it: from here where it lies below, else whole."""
    absolute = path.absolute()
    return str(absolute.relative_to(Path.cwd())) if absolute.is_relative_to(Path.cwd()) else str(path)


def counted(number: int, thing: str) -> str:
    """A number with its noun, whose plural ends in "s": "1 file", "2,000 files"."""
    return f"{number:,} {thing}" + ("" if number == 1 else "s")


def write_whole(path: Path, data: bytes, *, lasting: bool = True) -> None:
    """Write `data` to `path` under a temporary name in the same folder, then rename.

    `lasting`: also after a power failure, which costs the time until the disk has it. Raises `OutputError` where the
    folder cannot be made or written, or the disk is full; no part of the file is left.
    """
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name[:80]}.", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            if lasting:
                os.fsync(stream.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        os.replace(temporary, path)
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        raise OutputError(
            f"cannot write: {error.strerror or error}",
            place=Place(path),
            remedy="free disk space or choose another --out",
        ) from error


def _umask() -> int:
    """The process's umask, read from the system where it can be read without changing it."""
    try:
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("Umask:"):
                return int(line.split()[1], 8)
    except OSError:
        pass
    return 0o022
