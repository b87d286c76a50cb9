"""One build at a time in a folder.

Reads nothing. Gives `locked`: a lock of the operating system on `DIR/.build.lock`, which ends with the process however
it ends. The file is removed when the build is over.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import OutputError, Place

LOCK = ".build.lock"


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of `folder`, which is made where it is missing.

    Raises OutputError where another build holds it or the folder cannot be written.
    """
    path = folder / LOCK
    handle = _acquired(path)
    try:
        with contextlib.suppress(OSError):  # a full disk: the number is only for the message
            os.truncate(handle, 0)
            os.write(handle, f"{os.getpid()}\n".encode())
        yield
    finally:
        with contextlib.suppress(OSError):
            path.unlink()
        os.close(handle)


def _acquired(path: Path) -> int:
    """A descriptor of the lock file that is locked and still the file of that name."""
    while True:
        handle = _opened(path)
        try:
            _lock(handle)
        except BlockingIOError:
            with os.fdopen(handle, encoding="ascii", errors="replace") as stream:
                holder = stream.read().strip()
            what = f"another build is writing into this folder (process {holder or 'unknown'})"
            raise OutputError(what, place=Place(path.parent), remedy="wait for it, or choose another --out") from None
        with contextlib.suppress(OSError):
            if os.path.samestat(os.fstat(handle), path.stat()):
                return handle
        os.close(handle)


def _opened(path: Path) -> int:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        what = f"cannot write into this folder: {error.strerror}"
        raise OutputError(what, place=Place(path.parent), remedy="choose another --out") from error


def _lock(handle: int) -> None:
    """Lock without waiting; where the system has no such lock (not POSIX), do without."""
    try:
        import fcntl
    except ImportError:
        return
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
