"""What a site remembers from run to run, so that only what has changed is made again.

Reads and writes `.site-state` in the folder of the site: of each text what `reading` keeps of it, of each group of
pages its fingerprint and files, of each part of the index for search its postings, of sources and built files their
hashes. Like the report of a build it may differ
between equal sites. A state that is damaged, or was written by another version of the program, counts as empty.
"""

from __future__ import annotations

import contextlib
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import msgspec

from pipeline.errors import OutputError, Place
from pipeline.publish.hashes import Known
from pipeline.site.model import Passage
from pipeline.site.reading import Card, Extract, decoded, encoded

STATE = ".site-state"
Files = list[tuple[str, int]]
"""Addresses and sizes."""
Range = tuple[str, int]
"""A range of the index for search: its kind (`words`, `ends`) and number."""
_T = TypeVar("_T")
_Digests = list[tuple[str, int, bytes]]
_ENDED = 1
"""Number in the file of a run that came to its end. Chosen: a new file has 0."""
_TABLES = """
PRAGMA journal_mode = MEMORY;
PRAGMA synchronous = OFF;
CREATE TABLE IF NOT EXISTS texts (name TEXT PRIMARY KEY, key TEXT, card BLOB, passages BLOB, words BLOB);
CREATE TABLE IF NOT EXISTS groups (name TEXT PRIMARY KEY, key TEXT, files BLOB);
CREATE TABLE IF NOT EXISTS parts (number INTEGER PRIMARY KEY, key TEXT, digests BLOB);
CREATE TABLE IF NOT EXISTS postings (kind TEXT, range INTEGER, part INTEGER, found BLOB);
CREATE INDEX IF NOT EXISTS postings_of_range ON postings (kind, range, part);
CREATE INDEX IF NOT EXISTS postings_of_part ON postings (part);
CREATE TABLE IF NOT EXISTS starts (name TEXT PRIMARY KEY, starts BLOB);
CREATE TABLE IF NOT EXISTS hashes (number INTEGER PRIMARY KEY, known BLOB);
"""


class SiteState:
    """The state of a site; its folder is locked by the caller."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._cards: dict[str, tuple[str, bytes]] | None = None
        """Of each text the key and the card as the last run left them, read when the first is asked for."""
        self._files: dict[str, tuple[str, bytes]] | None = None
        """Of each group of pages the key and the files, likewise: one question in place of thousands."""
        self.interrupted = True
        """True unless the run before this one came to its end: files may be left of it."""
        try:
            self._open()
        except sqlite3.DatabaseError:
            with contextlib.suppress(OSError):
                path.unlink()
            with self._writing():
                self._open()

    def _open(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._base = sqlite3.connect(self._path)
        self._base.executescript(_TABLES)
        self._base.execute("SELECT name, key, card, passages, words FROM texts LIMIT 1")
        self.interrupted = self._base.execute("PRAGMA user_version").fetchone()[0] != _ENDED
        self._base.execute("PRAGMA user_version = 0")
        self._base.commit()

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        """Raise OutputError for what the file system, or the file, refuses."""
        try:
            yield
        except sqlite3.Error as error:
            remedy = "free disk space, remove this file or choose another --out"
            raise OutputError(f"cannot write: {error}", place=Place(self._path), remedy=remedy) from error

    def __enter__(self) -> SiteState:
        """Return the state itself."""
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        """Save and close it."""
        with self._writing():
            if kind is None:
                self._base.execute(f"PRAGMA user_version = {_ENDED}")
            self._base.commit()
            self._base.close()

    def save(self) -> None:
        """Save what has been noted so far."""
        with self._writing():
            self._base.commit()

    def card(self, name: str, key: str) -> Card | None:
        """Return what is kept of a text; None if nothing is under this key."""
        if self._cards is None:
            with self._writing():
                found = self._base.execute("SELECT name, key, card FROM texts")
                self._cards = {name: (known, card) for name, known, card in found}
        known, card = self._cards.get(name, ("", b""))
        with contextlib.suppress(msgspec.MsgspecError, ValueError, TypeError):
            return decoded(card, Card) if known == key else None
        return None

    def keep(self, name: str, key: str, found: Extract) -> None:
        """Note what is kept of a text."""
        packed = (zlib.compress(encoded(value), 1) for value in (found.passages, found.words))
        with self._writing():
            values = (name, key, encoded(found.card), *packed)
            self._base.execute("INSERT OR REPLACE INTO texts VALUES (?, ?, ?, ?, ?)", values)

    def passages(self, name: str) -> tuple[Passage, ...]:
        """Return the passages of a text that was kept."""
        row = self._row("SELECT passages FROM texts WHERE name = ?", name)
        return decoded(zlib.decompress(row[0]), tuple[Passage, ...]) if row else ()

    def words(self, name: str) -> dict[str, int]:
        """Return the words of a text that was kept, with their weights."""
        row = self._row("SELECT words FROM texts WHERE name = ?", name)
        return decoded(zlib.decompress(row[0]), dict[str, int]) if row else {}

    def keep_hashes(self, known: list[Known]) -> None:
        """Remember these, and no others."""
        with self._writing():
            self._base.execute("INSERT OR REPLACE INTO hashes VALUES (1, ?)", (encoded(known),))

    def files(self, group: str, key: str) -> Files | None:
        """Return the files of a group of pages; None if it was not made, or under another key."""
        if self._files is None:
            with self._writing():
                found = self._base.execute("SELECT name, key, files FROM groups")
                self._files = {name: (known, files) for name, known, files in found}
        known, files = self._files.get(group, ("", b""))
        return decoded(files, Files) if known == key else None

    def note(self, group: str, key: str, files: Files) -> None:
        """Note the files of a group of pages."""
        with self._writing():
            self._base.execute("INSERT OR REPLACE INTO groups VALUES (?, ?, ?)", (group, key, encoded(files)))

    def part(self, number: int, key: str) -> dict[Range, bytes] | None:
        """Return by range what stands for the postings of a part; None if none are kept under this key."""
        with self._writing():
            row = self._base.execute("SELECT digests FROM parts WHERE number = ? AND key = ?", (number, key)).fetchone()
        return {(kind, one): digest for kind, one, digest in decoded(row[0], _Digests)} if row else None

    def keep_part(self, number: int, key: str, digests: Mapping[Range, bytes], postings: Mapping[Range, bytes]) -> None:
        """Note the postings of a part by range, and what stands for them."""
        known = encoded([(*one, digest) for one, digest in digests.items()])
        rows = [(*one, number, zlib.compress(found, 1)) for one, found in postings.items()]
        with self._writing():
            self._base.execute("DELETE FROM postings WHERE part = ?", (number,))
            self._base.executemany("INSERT INTO postings VALUES (?, ?, ?, ?)", rows)
            self._base.execute("INSERT OR REPLACE INTO parts VALUES (?, ?, ?)", (number, key, known))

    def forget_parts(self, count: int) -> None:
        """Forget every part from this number on."""
        with self._writing():
            self._base.execute("DELETE FROM parts WHERE number >= ?", (count,))
            self._base.execute("DELETE FROM postings WHERE part >= ?", (count,))

    def kept(self, one: Range, kind: type[_T]) -> Iterator[tuple[int, _T]]:
        """Yield the parts that have postings in a range, with these."""
        query = "SELECT part, found FROM postings WHERE kind = ? AND range = ? ORDER BY part"
        with self._writing():
            for part, found in self._base.execute(query, one):
                yield part, decoded(zlib.decompress(found), kind)

    def starts(self, group: str) -> list[str]:
        """Return what the shards of a range begin with."""
        row = self._row("SELECT starts FROM starts WHERE name = ?", group)
        return decoded(row[0], list[str]) if row else []

    def keep_starts(self, group: str, starts: list[str]) -> None:
        """Note what the shards of a range begin with."""
        with self._writing():
            self._base.execute("INSERT OR REPLACE INTO starts VALUES (?, ?)", (group, encoded(starts)))

    def forget(self, texts: Iterable[str], groups: Iterable[str]) -> None:
        """Forget every text and group but these."""
        named = set(groups)
        with self._writing():
            for table, kept in (("texts", set(texts)), ("groups", named), ("starts", named)):
                known = {name for (name,) in self._base.execute(f"SELECT name FROM {table}")}
                gone = [(name,) for name in known - kept]
                self._base.executemany(f"DELETE FROM {table} WHERE name = ?", gone)

    def _row(self, query: str, *values: str) -> tuple[bytes, ...] | None:
        with self._writing():
            found = self._base.execute(query, values).fetchone()
        return found if found is None else tuple(found)


def known_hashes(path: Path) -> list[Known]:
    """Return what the state at `path` remembers of files; nothing, and no file is made, if there is none."""
    with contextlib.suppress(sqlite3.Error, msgspec.MsgspecError):
        with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as base:
            row = base.execute("SELECT known FROM hashes").fetchone()
        return decoded(row[0], list[Known]) if row else []
    return []
