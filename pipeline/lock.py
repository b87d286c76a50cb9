"""One command at a time in a folder, or at a file.

Gives `locked` (a folder, by `DIR/.build.lock`) and `locked_file` (a file, by `.NAME.lock` beside it):
locks of the operating system, which end with the process however it ends. The lock file holds the number of the process
and is removed afterwards; one that a killed process has left locks nothing. File systems without locks do without.
"""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from pipeline.errors import NotReplacedError, OutputError, Place

LOCK = ".build.lock"
WAIT = 10.0
"""Seconds for which a command waits for another that rewrites the same file: that takes one or two.
Chosen: several times as long."""
_POLL = 0.02
"""Seconds between two tries. Chosen: not felt by a user."""
_WINDOWS = os.name == "nt"
_BEHIND = 1 << 30
"""The byte that is locked on Windows, which lets nobody read a locked one: far behind the number of the process.
Chosen: no file with a number is as long."""
_NO_LOCKS = frozenset({errno.ENOSYS, errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP})

Refusal = Callable[[str], OutputError]
"""The error for a reason."""


@contextlib.contextmanager
def locked(folder: Path, wait: float = 0.0, remedy: str = "choose another --out") -> Iterator[None]:
    """Hold the lock of `folder`, which is made where it is missing; wait for it as many seconds.

    `remedy`: what to do where it cannot be written.

    Raises OutputError if another command holds it or the folder cannot be written.
    """

    def busy(holder: str) -> OutputError:
        what = f"another command is writing into this folder (process {holder})"
        return OutputError(what, place=Place(folder), remedy="wait for it, or choose another --out")

    def unwritable(reason: str) -> OutputError:
        in_the_way = folder.exists() and not folder.is_dir()
        what = "this is a file, not a folder" if in_the_way else f"cannot write into this folder: {reason}"
        return OutputError(what, place=Place(folder), remedy=remedy)

    with _held(folder / LOCK, busy, unwritable, wait):
        yield


@contextlib.contextmanager
def locked_file(path: Path, wait: float = WAIT) -> Iterator[None]:
    """Hold the lock of a file to rewrite it (for a link: of the file it points to); wait for it as many seconds.

    Raises NotReplacedError if another command still holds it then, or its folder cannot be written.
    """
    real = path.resolve()

    def busy(holder: str) -> OutputError:
        what = f"another command is rewriting this file (process {holder})"
        return NotReplacedError(what, place=Place(path), remedy="run the command again when it has ended")

    def unwritable(reason: str) -> OutputError:
        what = f"cannot write into the folder of this file: {reason}"
        return NotReplacedError(what, place=Place(path), remedy="allow writing there, or rewrite a copy elsewhere")

    with _held(real.with_name(f".{real.name[:80]}.lock"), busy, unwritable, wait):
        yield


@contextlib.contextmanager
def _held(path: Path, busy: Refusal, unwritable: Refusal, wait: float) -> Iterator[None]:
    handle = _acquired(path, busy, unwritable, wait)
    try:
        with contextlib.suppress(OSError):  # a full disk: the number is only for the message
            os.truncate(handle, 0)
            os.lseek(handle, 0, os.SEEK_SET)
            os.write(handle, f"{os.getpid()}\n".encode())
        yield
    finally:
        _release(path, handle)


def _acquired(path: Path, busy: Refusal, unwritable: Refusal, wait: float) -> int:
    """Return a descriptor of the lock file that is locked and still the file of that name."""
    end = time.monotonic() + wait
    while True:
        handle = _opened(path, unwritable)
        try:
            holder = "" if _lock(handle) else _holder(handle)
        except OSError as error:
            os.close(handle)
            raise unwritable(f"it cannot be locked: {error.strerror}") from error
        if not holder and _has_name(handle, path):
            return handle
        os.close(handle)
        if holder and time.monotonic() >= end:
            raise busy(holder)
        time.sleep(_POLL if holder else 0)


def _opened(path: Path, unwritable: Refusal) -> int:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise unwritable(error.strerror or str(error)) from error


def _holder(handle: int) -> str:
    """Return the number of the process that holds the lock."""
    with contextlib.suppress(OSError):
        os.lseek(handle, 0, os.SEEK_SET)
        return os.read(handle, 32).decode("ascii", "replace").strip() or "unknown"
    return "unknown"


def _has_name(handle: int, path: Path) -> bool:
    """Return True if the lock file still has its name: whoever held the lock has not removed it meanwhile."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except OSError:
        return False


def _lock(handle: int) -> bool:
    """Lock without waiting; return False if another holds it. Raises OSError if the system refuses to lock."""
    if _WINDOWS:
        return _locking(handle, "LK_NBLCK")
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
    return True


def _locking(handle: int, what: str) -> bool:
    """Lock or free a byte as Windows does it."""
    system = import_module("msvcrt")
    try:
        os.lseek(handle, _BEHIND, os.SEEK_SET)
        system.locking(handle, getattr(system, what), 1)
    except OSError:
        return False
    return True


def _release(path: Path, handle: int) -> None:
    """Remove the lock file and free the lock; on Windows the other way round, where no open file can be removed."""
    if _WINDOWS:
        _locking(handle, "LK_UNLCK")
        os.close(handle)
    with contextlib.suppress(OSError):
        path.unlink()
    if not _WINDOWS:
        os.close(handle)
