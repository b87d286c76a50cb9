"""Files that appear whole or not at all.

Gives `write_whole`, the only way in which the project writes an output file, `replace_whole`, the only way in which it
rewrites a source, `remove_leftovers` of killed runs, `read_file`, what a path is (`exists`, `is_file`, `is_folder`),
and how messages name and count files: `shown`, `counted`.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pipeline.errors import MissingInputError, NotReplacedError, OutputError, Place, visible
from pipeline.nearest import nearest_path

_PART = re.compile(r"\.(.+)\.[a-z0-9_]{8}\.part")
"""Temporary names; their middle is the beginning of the file's name."""
_LONGEST = 80
"""Characters of a file's name in its temporary name: with 255 bytes a name is as long as it may be.
Chosen: leaves room for the rest of the temporary name in any encoding."""


def shown(path: Path) -> str:
    """Return a path as a message names it: from here where it lies below, else whole."""
    absolute = path.absolute()
    return visible(str(absolute.relative_to(Path.cwd()) if absolute.is_relative_to(Path.cwd()) else path))


def counted(number: int, thing: str) -> str:
    """Return a number with its noun, whose plural ends in "s": "1 file", "2,000 files"."""
    return f"{number:,} {thing}" + ("" if number == 1 else "s")


def exists(path: str | Path) -> bool:
    """Return True for a file or folder that exists.

    Unlike the method of `Path`, which raises OSError for it, a name that the system refuses is not a file.
    """
    return os.path.exists(path)  # noqa: PTH110


def is_file(path: str | Path) -> bool:
    """Return True for a file that exists; as `exists`."""
    return os.path.isfile(path)  # noqa: PTH113


def is_folder(path: str | Path) -> bool:
    """Return True for a folder that exists; as `exists`."""
    return os.path.isdir(path)  # noqa: PTH112


def read_file(path: Path) -> bytes:
    """Return the bytes of a file. Raises MissingInputError if it is not there or cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        what = f"cannot read: {error.strerror or error}"
        raise MissingInputError(what, place=Place(path), remedy=nearest_path(path)) from error


def part_of(name: str) -> str:
    """Return the beginning of the name of the file for which a temporary name is; "" for any other name."""
    found = _PART.fullmatch(name)
    return found[1] if found else ""


def remove_leftovers(paths: Iterable[Path]) -> None:
    """Remove what killed runs have left of these files under temporary names; what another run is writing now stays.

    If the system has no locks, nothing is known of other runs, and nothing is removed.
    """
    names: dict[Path, set[str]] = {}
    for path in paths:
        names.setdefault(path.parent, set()).add(path.name[:_LONGEST])
    for folder, begins in names.items():
        for part in folder.glob(".*.part") if is_folder(folder) else ():
            if part_of(part.name) in begins:
                _remove_unused(part)


def _remove_unused(part: Path) -> None:
    """Remove a temporary file unless a run has it open."""
    with contextlib.suppress(OSError):
        handle = os.open(part, os.O_RDWR)
        try:
            if _lock(handle):
                part.unlink()
        finally:
            os.close(handle)


def _lock(handle: int) -> bool:
    """Lock an open file for as long as it is open; return False if the system has no locks.

    Raises BlockingIOError if another has it.
    """
    try:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise
    except (ImportError, OSError):
        return False
    return True


def write_whole(path: Path, data: bytes | Iterable[bytes], *, lasting: bool = True) -> None:
    """Write `data`, whole or in pieces, to `path` under a temporary name in the same folder, then rename.

    `lasting`: also after a power failure, which costs the time until the disk has it. Raises `OutputError` where the
    folder cannot be made or written, or the disk is full; no part of the file is left.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _put(path, data, lambda temporary: temporary.chmod(0o666 & ~_umask()), lasting)
    except OSError as error:
        raise OutputError(
            f"cannot write: {error.strerror or error}",
            place=Place(path),
            remedy=f"{to_do(error)}, or write to another folder",
        ) from error


def to_do(error: OSError) -> str:
    """Return what to do about a file that cannot be written."""
    return "free disk space" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "allow writing there"


def write_new(path: Path, data: bytes) -> None:
    """Write `data` to a path if nothing is, whole or not at all.

    Raises OutputError if something is there, also if it came meanwhile, and as `write_whole`.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(path):
            raise FileExistsError
        remove_leftovers([path])
        _put(path, data, lambda temporary: temporary.chmod(0o666 & ~_umask()), lasting=True, place=_link)
    except FileExistsError as error:
        what = "this file exists and is not overwritten"
        raise OutputError(what, place=Place(path), remedy="choose another --out") from error
    except OSError as error:
        remedy = f"{to_do(error)}, or choose another --out"
        raise OutputError(f"cannot write: {error.strerror or error}", place=Place(path), remedy=remedy) from error


def _link(temporary: Path, path: Path) -> None:
    """Give a finished file its name, if nothing has it; where the system has no hard links, in two steps."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        temporary.rename(path)
    else:
        temporary.unlink()


def replace_whole(path: Path, before: bytes, after: bytes) -> None:
    """Write `after` in the place of a file that holds `before`: with its permissions; a link stays a link.

    Raises NotReplacedError if the file may not be written, has a second name (a hard link) or does not hold
    `before`, OutputError if the folder cannot be written or the disk is full; then the file stays as it is.
    """
    try:
        real = path.resolve(strict=True)
        _refuse_fixed(path, real.stat())
        remove_leftovers([real])

        def like_the_old_one(temporary: Path) -> None:
            _copy_rights(real, temporary)
            if real.read_bytes() != before:
                what = "this file was changed meanwhile, so nothing is written"
                raise NotReplacedError(what, place=Place(path), remedy="run the command again")

        _put(real, after, like_the_old_one, lasting=True)
    except OSError as error:
        remedy = "free disk space, allow writing in its folder, or close the file in other programs"
        raise OutputError(f"cannot write: {error.strerror or error}", place=Place(path), remedy=remedy) from error


def _refuse_fixed(path: Path, status: os.stat_result) -> None:
    """Raise NotReplacedError for a file that may not be written, and for one that has two names."""
    if not status.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(path, os.W_OK):
        raise NotReplacedError("this file is read-only", place=Place(path), remedy="allow writing, or rewrite a copy")
    if status.st_nlink > 1:
        what = "this file has a second name (a hard link), which would keep the old text"
        raise NotReplacedError(what, place=Place(path), remedy="rewrite a copy of it")


def _copy_rights(old: Path, new: Path) -> None:
    """Give a new file owner, permissions and attributes of the old one as the system allows, but not its time."""
    status = old.stat()
    if hasattr(os, "chown"):
        with contextlib.suppress(OSError):
            os.chown(new, status.st_uid, status.st_gid)
    shutil.copystat(old, new)
    os.utime(new)


def _put(
    path: Path,
    data: bytes | Iterable[bytes],
    ready: Callable[[Path], None],
    lasting: bool,
    place: Callable[[Path, Path], None] | None = None,
) -> None:
    """Write a temporary file, let `ready` see it, rename it to `path`; nothing is left of it where that fails."""
    with _temporary(path) as (handle, temporary):
        with os.fdopen(handle, "wb") as stream:
            stream.writelines((data,) if isinstance(data, bytes) else data)
            stream.flush()
            if lasting:
                os.fsync(stream.fileno())
        ready(temporary)
        (place or os.replace)(temporary, path)


@contextlib.contextmanager
def _temporary(path: Path) -> Iterator[tuple[int, Path]]:
    """Give an open file beside `path`, to be closed there, which is locked to the end so that no other run removes it;
    it is gone if anything fails.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:_LONGEST]}.", suffix=".part", dir=path.parent)
    mark = _marked(handle)
    try:
        if os.fstat(handle).st_nlink == 0:  # another run took it for a leftover before it was locked
            os.close(handle)
            raise OSError(errno.EAGAIN, "another command is cleaning up in this folder")
        yield handle, Path(name)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    finally:
        if mark >= 0:
            os.close(mark)


def _marked(handle: int) -> int:
    """Return a second descriptor by which an open file stays locked; -1 on a system that renames no open file."""
    if os.name == "nt":
        return -1
    with contextlib.suppress(BlockingIOError):
        _lock(handle)
    return os.dup(handle)


def _umask() -> int:
    """Return the process's umask, read from the system where it can be read without changing it."""
    try:
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("Umask:"):
                return int(line.split()[1], 8)
    except OSError:
        pass
    return 0o022
