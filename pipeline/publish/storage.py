"""Where sources and outputs are: paths of this machine, or addresses that fsspec knows (`s3://…`, `memory://…`).

Reads and writes bytes at an address; a source may be a file at a git revision too (`HEAD~3:source/…`). A file appears
whole or not at all: under a temporary name that is then renamed, or by the commit of fsspec's transaction. fsspec is
an optional extra and loaded for an address only.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import posixpath
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import MissingInputError, OutputError, Place, ToolError
from pipeline.files import exists as exists_here
from pipeline.files import is_folder as is_folder_here
from pipeline.files import write_whole
from pipeline.library.revisions import at_revision

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

if sys.platform == "win32":
    from pathlib import WindowsPath as _Path
else:
    from pathlib import PosixPath as _Path

_ADDRESS = "://"


class Address(_Path):
    """An address where a path is wanted, to be named in messages: two slashes stay two, on Windows too."""

    def __str__(self) -> str:
        """Return the address as it was given."""
        return super().__str__().replace("\\", "/").replace(":/", "://", 1)


def remote(address: str) -> bool:
    """Return True for an address, False for a path."""
    return _ADDRESS in address


def join(folder: str, name: str) -> str:
    """Return the address of `name` (with `/`, no part of it empty or only dots) in `folder`."""
    return _beginning(folder) + (name if os.sep == "/" or remote(folder) else name.replace("/", os.sep))


@lru_cache(maxsize=64)
def _beginning(folder: str) -> str:
    """Return what is before the name of each file in a folder."""
    if remote(folder):
        return f"{folder.rstrip('/')}/"
    path = str(Path(folder))
    return "" if path == os.curdir else os.path.join(path, "")  # noqa: PTH118 - with a separator behind it


def name_of(address: str) -> str:
    """Return the file name at the end of an address."""
    return posixpath.basename(address.rstrip("/")) if remote(address) else os.path.basename(address)  # noqa: PTH119


def write(address: str, data: bytes) -> None:
    """Write a whole file. Raises OutputError."""
    if not remote(address):
        write_whole(Path(address), data)
        return
    system, path = _system(address)
    with _translated_errors(address, OutputError, "cannot write"):
        system.makedirs(system._parent(path), exist_ok=True)
        with system.transaction, system.open(path, "wb") as stream:
            stream.write(data)


def read(address: str, at_most: int | None = None) -> bytes:
    """Return the bytes of a file, no more than `at_most` of one at an address. Raises MissingInputError."""
    if remote(address):
        system, path = _system(address)
        with _translated_errors(address, MissingInputError, "cannot read"):
            size = system.size(path) if at_most is not None else None
            whole = at_most is None or (size is not None and size <= at_most)  # a range over the end may be refused
            data: bytes = system.cat_file(path) if whole else system.cat_file(path, 0, at_most)
            return data
    with _translated_errors(address, MissingInputError, "cannot read"):
        revision = at_revision(address)
        return revision.read() if revision else Path(address).read_bytes()


def digest(address: str) -> str:
    """Return the hash of a file's bytes; empty if it cannot be read, or is a device or pipe that may never end."""
    try:
        if remote(address) or at_revision(address):
            return hashlib.sha256(read(address)).hexdigest()
        if not Path(address).is_file():
            return ""
        with Path(address).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, MissingInputError):
        return ""


def remove(address: str) -> None:
    """Remove a file; nothing happens where that is refused."""
    with contextlib.suppress(OSError):
        if remote(address):
            system, path = _system(address)
            system.rm_file(path)
        else:
            Path(address).unlink()


def is_folder(address: str) -> bool:
    """Return True for a folder that exists. Raises MissingInputError if the address cannot be asked."""
    if not remote(address):
        return is_folder_here(address)
    system, path = _system(address)
    with _translated_errors(address, MissingInputError, "cannot read"):
        return bool(system.isdir(path))


def exists(address: str) -> bool:
    """Return True for a file or folder that exists. Raises MissingInputError if the address cannot be asked."""
    if not remote(address):
        return exists_here(address)
    system, path = _system(address)
    with _translated_errors(address, MissingInputError, "cannot read"):
        return bool(system.exists(path))


def require_readable(address: str) -> None:
    """Raise MissingInputError if a path is not a file or may not be read; a remote address is checked when read."""
    if remote(address):
        return
    if revision := at_revision(address):
        revision.read()
        return
    if not Path(address).is_file():
        raise MissingInputError("not a file", place=Place(address))
    if not os.access(Path(address), os.R_OK):
        raise MissingInputError(f"cannot read: {os.strerror(errno.EACCES)}", place=Place(address))


def files(folder: str, skipped: str | None) -> Iterator[str]:
    """Yield the names of all files below `folder`, with `/`, in order; without hidden ones and without the folder
    `skipped`.

    Raises MissingInputError for a folder that cannot be read.
    """
    yield from _remote_files(folder, skipped) if remote(folder) else _local_files(folder, skipped)


def _local_files(folder: str, skipped: str | None) -> Iterator[str]:
    def unreadable(error: OSError) -> None:
        raise MissingInputError(f"cannot read: {error.strerror}", place=Place(error.filename)) from error

    left_out = Path(skipped).resolve() if skipped and not remote(skipped) else None
    for where, folders, names in os.walk(folder, onerror=unreadable):
        here = Path(where)
        inside = f"{here.relative_to(folder).as_posix()}/".removeprefix("./")
        folders[:] = sorted(f for f in folders if not f.startswith(".") and (here / f).resolve() != left_out)
        for name in sorted(names):
            if not name.startswith("."):
                yield f"{inside}{name}"


def _remote_files(folder: str, skipped: str | None) -> Iterator[str]:
    system, top = _system(folder)
    left_out = _system(skipped)[1].rstrip("/") + "/" if skipped and remote(skipped) else None
    with _translated_errors(folder, MissingInputError, "cannot read"):
        found = sorted(system.find(top))
    for path in found:
        inside = path[len(top.rstrip("/")) + 1 :]
        hidden = any(part.startswith(".") for part in inside.split("/"))
        if not hidden and not (left_out and path.startswith(left_out)):
            yield inside


def _system(address: str) -> tuple[AbstractFileSystem, str]:
    """Return the file system of an address, and the path in it. Raises ToolError if fsspec or its part is missing."""
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        remedy = "pip install 'un-document-pipeline[cluster]'"
        raise ToolError(f"fsspec is needed for {address}", remedy=remedy) from error
    try:
        found: tuple[Any, str] = url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise ToolError(f"this kind of address cannot be used: {error}", place=Place(address)) from error
    return found


@contextlib.contextmanager
def _translated_errors(address: str, kind: type[MissingInputError | OutputError], what: str) -> Iterator[None]:
    """Translate file-system errors. Remote stores raise their own exception types, so all are
    caught.
    """
    try:
        yield
    except OSError as error:
        raise kind(f"{what}: {error.strerror or error}", place=Place(address)) from error
    except Exception as error:
        if not remote(address):
            raise
        raise kind(f"{what}: {type(error).__name__}: {error}", place=Place(address)) from error
