"""Hashes of files that are remembered from run to run, so that a file is read again only if it may hold other bytes.

Reads the attributes of files, and files. Gives hashes. As in git's index a file counts as unchanged while its device,
inode, size and both of its times are those with which it was read: a file that is put back with its old time of
modification has a new time of change (ctime). A file that was young then is not remembered: a second change could have
had the same times. A file at an address or a git revision is always read, and so is every file on Windows, which does
not record when a file was changed.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable

from pipeline.publish import storage

Known = tuple[int, int, int, int, int, str]
"""Device, inode, size, times of modification and of change in nanoseconds; hash. No path: a site may be published."""
_COARSEST = 2_000_000_000
"""Nanoseconds that a file must be old. Chosen: the coarsest clock of a file system in use, that of FAT."""
_TELLS = os.name != "nt"
"""True if the system records when a file was changed; on Windows this time is that of its making."""


class Hashes:
    """The hashes of files, and what is remembered of them."""

    def __init__(self, known: Iterable[Known] = ()) -> None:
        self._known = {one[:2]: one for one in known}
        self._seen: dict[tuple[int, int], Known] = {}

    def of(self, address: str) -> str:
        """Return the hash of a file's bytes, as `storage.digest`."""
        attributes = _attributes(address)
        if not attributes:
            return storage.digest(address)
        known = self._known.get(attributes[:2])
        if known is None or known[:-1] != attributes:
            return self._read(address, attributes)
        self._seen[attributes[:2]] = known
        return known[-1]

    def remembered(self) -> list[Known]:
        """Return what is known of the files that were asked for."""
        return list(self._seen.values())

    def _read(self, address: str, attributes: tuple[int, int, int, int, int]) -> str:
        begun, digest = time.time_ns(), storage.digest(address)
        if digest and max(attributes[3:]) + _COARSEST < begun and _attributes(address) == attributes:
            known = self._known[attributes[:2]] = self._seen[attributes[:2]] = (*attributes, digest)
            return known[-1]
        return digest


def _attributes(address: str) -> tuple[int, int, int, int, int] | None:
    """Return what shows that a file of this machine has changed; None if nothing shows it."""
    if not _TELLS or storage.remote(address):
        return None
    try:
        found = os.stat(address)
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
