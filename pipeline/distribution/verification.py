"""Verification: whether a distribution copy is what it says.

Reads a folder or a zip. Gives a `Verdict`: sound, not proved or not sound, every fault with its file, and in words what
was compared and what was not. A copy is sound only if everything in it was built again from the XML inside and is the
same to the byte; sums, signature and statements alone prove nothing, since whoever changes a file can make them again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pipeline.distribution import signature
from pipeline.distribution.copies import verifier, verifiers
from pipeline.distribution.earlier import THREE_HASHES
from pipeline.distribution.expressions import Checked, Manner, check_expression, check_in_folder
from pipeline.distribution.files import CopyFiles, Files, files_of
from pipeline.distribution.manifest import (
    FORMAT,
    MANIFEST,
    SIGNATURE,
    SUMS,
    VERIFIER,
    Table,
    files_listed,
    is_as_written,
    made_with,
    manifest_of_set,
    manifest_of_work,
    read_table,
    sha256,
    sums_of,
    work,
)
from pipeline.distribution.sets.entries import Entry, SetWork, works_of
from pipeline.distribution.sets.front import SET, VOLUME, CheckedFront, check_front
from pipeline.distribution.sets.make import parts_of
from pipeline.distribution.statements import differences
from pipeline.errors import DocumentError, MissingInputError, Place, visible
from pipeline.files import counted
from pipeline.write import FORMATS


class CheckState(StrEnum):
    """Verdict on a copy, in one word."""

    SOUND = "sound"
    """Built again from the XML inside, and the same to the byte."""
    UNPROVED = "unproved"
    """Nothing speaks against it, but nothing was built again."""
    NOT_SOUND = "not sound"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of a file."""

    file: str
    what: str

    def __str__(self) -> str:
        return visible(f"{self.file}: {self.what}")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Faults, and what a reader should know beside them."""

    faults: tuple[Fault, ...]
    notes: tuple[str, ...]
    files: int
    compared: tuple[str, ...] = ()
    """What was compared, in words."""
    unproved: str = ""
    """Why nothing was built again; "" if everything was."""

    @property
    def state(self) -> CheckState:
        """Verdict: whether the copy is sound."""
        if self.faults:
            return CheckState.NOT_SOUND
        return CheckState.UNPROVED if self.unproved else CheckState.SOUND


def verify(path: Path, key: Path | None = None, rebuild: bool = True) -> Verdict:
    """Check a copy. Raises MissingInputError if there is none, and as `signature` if the key is invalid."""
    copy = files_of(path)
    if SUMS not in copy.files and MANIFEST not in copy.files:
        what = f"not a distribution copy: it contains neither {SUMS} nor {MANIFEST}"
        raise MissingInputError(what, place=Place(path), remedy="`dist` puts copies into dist/copies/")
    return _Verification(copy, key, rebuild).verdict()


class _Verification:
    """One copy on its way to a verdict."""

    def __init__(self, copy: CopyFiles, key: Path | None, rebuild: bool) -> None:
        self.files: Files = copy.files
        self.folder = copy.folder
        self.key = key
        self.rebuild = rebuild
        self.notes: list[str] = []
        self.compared: list[str] = []

    def verdict(self) -> Verdict:
        faults = [*self._sums(), *self._signature()]
        try:
            table = read_table(self.files[MANIFEST]) if MANIFEST in self.files else None
        except DocumentError as error:
            return self._given([*faults, Fault(MANIFEST, str(error))], "the manifest cannot be read")
        if table is None:
            return self._given([*faults, Fault(MANIFEST, "is missing")], "there is no manifest")
        why = self._why_not(table)
        faults += [*self._strangers(table), *self._verifier(table), *self._expressions(table, rebuild=not why)]
        return self._given(faults, why)

    def _given(self, faults: list[Fault], why: str) -> Verdict:
        return Verdict(
            tuple(dict.fromkeys(faults)), tuple(self.notes), len(self.files), tuple(self.compared), why
        )  # fmt: skip

    def _why_not(self, table: Table) -> str:
        """Return why nothing is built again; "" if everything is."""
        earlier = f"its manifest is of the earlier form {table['format']}" if table["format"] != FORMAT else ""
        versions = self._other_versions(table)
        rebuild = "" if self.rebuild or versions or earlier else "--no-rebuild was given"
        return visible("; ".join(filter(None, (versions, earlier, rebuild))))

    def _other_versions(self, table: Table) -> str:
        """Return which versions of program and libraries made the copy; "" for those that are here."""
        theirs, here = table["made_with"], made_with()
        names = sorted(name for name in {**here, **theirs} if theirs.get(name) != here.get(name))
        if "pipeline" in names:
            names = ["pipeline"]  # its libraries may be others, too
        if names:
            versions = ", ".join(
                f"{name} {theirs.get(name) or 'none'} (here {here.get(name) or 'none'})" for name in names
            )
            return f"the manifest says that it was made with other versions: {versions}"
        return ""

    def _sums(self) -> Iterator[Fault]:
        if SUMS not in self.files:
            yield Fault(SUMS, "is missing")
            return
        listed: dict[str, str] = {}
        for line in self.files[SUMS].decode("utf-8", "replace").splitlines():
            digest, _, name = line.partition("  ")
            listed[name] = digest
        held = {name: sha256(self.files[name]) for name in self.files if name not in (SUMS, SIGNATURE)}
        yield from (Fault(name, "is missing") for name in listed if name not in held)
        for name, digest in held.items():
            if name not in listed:
                yield Fault(name, f"is not listed in {SUMS}")
            elif digest != listed[name]:
                yield Fault(name, f"is not the file that {SUMS} lists: its bytes differ")
        if set(listed) == set(held) and self.files[SUMS] != sums_of(held):
            yield Fault(SUMS, "is not written as `dist` writes it: a line is changed, doubled or in another place")
        self.compared.append(f"the sums of {counted(len(held), 'file')} with {SUMS}")

    def _signature(self) -> Iterator[Fault]:
        if self.key is None:
            if SIGNATURE in self.files:
                self.notes.append(f"{SIGNATURE} was not checked: no --key given")
            return
        if SIGNATURE not in self.files:
            yield Fault(SIGNATURE, "is missing, so nothing is signed")
        elif not signature.is_signed(self.files.get(SUMS, b""), self.files[SIGNATURE], self.key):
            yield Fault(SIGNATURE, f"is not a signature of {SUMS} by this key")
        else:
            self.compared.append(f"the signature of {SUMS} with the key")

    def _strangers(self, table: Table) -> Iterator[Fault]:
        """Yield the files that no statement covers, and the folder in a zip."""
        known = {file["path"] for file in files_listed(table)}
        for name in self.files:
            if name not in known and name not in (MANIFEST, SUMS, SIGNATURE, VERIFIER):
                yield Fault(name, f"is not listed in {MANIFEST}")
        if self.folder and self.folder != table["name"]:
            yield Fault(MANIFEST, f"names the copy “{table['name']}”, and the folder in the zip is “{self.folder}”")

    def _verifier(self, table: Table) -> Iterator[Fault]:
        """verify.py is run by those who have nothing else: it must be one that a version has handed out."""
        own = table["made_with"].get("pipeline") == made_with()["pipeline"]
        data = self.files.get(VERIFIER, b"")
        if data != verifier() and (own or sha256(data) not in verifiers()):
            yield Fault(VERIFIER, "is not the one that this version hands out" if own else "is of no known version")
        else:
            self.compared.append(f"{VERIFIER} with the one that is handed out")

    def _expressions(self, table: Table, *, rebuild: bool) -> Iterator[Fault]:
        sort = table.get("set", {}).get("sort", "")
        formats = () if sort == VOLUME else tuple(FORMATS)
        manner = Manner(rebuild, formats, str(table.get("base_url", "")), whole=sort != SET)
        checked = [self._expression(table, one, manner) for one in table["expressions"]]
        for one in checked:
            yield from (Fault(file, what) for file, what in one.faults)
        front = CheckedFront()
        if all(one.table and one.document for one in checked):
            works = _works(table, checked) if sort else []
            front = check_front(self.files, table, works, rebuild=rebuild) if sort else front
            yield from (Fault(file, what) for file, what in front.faults)
            yield from self._statements(table, checked, works, front)
        self.compared += _counted([*checked, front], rebuild=rebuild)

    def _expression(self, table: Table, one: Table, manner: Manner) -> Checked:
        if "set" in table:
            return check_in_folder(self.files, one, manner)
        return check_expression(self.files, one, table["name"], manner)

    def _statements(
        self, table: Table, checked: list[Checked], works: list[SetWork], front: CheckedFront
    ) -> Iterator[Fault]:
        """Yield the manifest with the one that the XML inside and the files give."""
        derived = self._derived(table, checked, works, front)
        same = table["made_with"] == derived["made_with"]
        if not same:
            derived["made_with"] = table["made_with"]
        derived["format"] = table["format"]
        missing = front.missing.union(*(one.missing for one in checked))
        found = [Fault(MANIFEST, what) for what in differences(table, derived, missing, same_version=same)]
        yield from found
        if not found and not missing and not is_as_written(self.files[MANIFEST]):
            yield Fault(
                MANIFEST, "is not written as `dist` writes it, so that programs may read other statements in it"
            )
        self.compared.append("every statement of the manifest with the XML inside and the files")
        self._note_unprovable(table, checked)

    def _derived(
        self, table: Table, checked: list[Checked], works: list[SetWork], front: CheckedFront
    ) -> Table:  # fmt: skip
        """Return the manifest that the XML inside and the files give."""
        name, base_url, key = table["name"], str(table.get("base_url", "")), self._key_named(table)
        if works:
            described = {"title": table["set"]["title"], "sort": table["set"]["sort"]}
            return manifest_of_set(name, described, parts_of(works), front.tables, base_url, key)
        first = next(one.document for one in checked if one.document)
        expressions = [one.table for one in checked if one.table]
        return manifest_of_work(name, work(first.identity), expressions, base_url, key)

    def _key_named(self, table: Table) -> str:
        """Return the fingerprint that the manifest must name; "" for a copy without signature."""
        if SIGNATURE not in self.files:
            return ""
        named = table.get("signature")
        key = str(named.get("key", "")) if isinstance(named, dict) else ""
        return signature.fingerprint(self.key) if self.key else key or "of no key"

    def _note_unprovable(self, table: Table, checked: list[Checked]) -> None:
        """Note the statements that no text confirms: only a signature vouches for them."""
        if table["format"] == THREE_HASHES:
            self.notes.append("the hashes of words and of letters, which manifests no longer have, were not compared")
        if table.get("base_url"):
            self.notes.append("base_url was not compared: no text says where a copy is")
        if "set" in table:
            title = visible(str(table["set"]["title"]))
            self.notes.append(f"the title “{title}” and which texts are in the set were not compared: no text says so")
        elif not any(one.document and one.document.identity.symbol for one in checked):
            self.notes.append(f"the name “{visible(table['name'])}” was not compared: the text has no symbol")


def _works(table: Table, checked: list[Checked]) -> list[SetWork]:
    """Return the works of a set, as the XML inside and the files have them."""
    folders = [one["folder"] for one in table["expressions"]]
    return works_of(
        Entry(folder, one.document, one.table)
        for folder, one in zip(folders, checked, strict=True)
        if one.document and one.table
    )


def _counted(checked: Sequence[Checked | CheckedFront], *, rebuild: bool) -> Iterator[str]:
    read, built = (sum(numbers) for numbers in zip(*((one.read, one.same) for one in checked), strict=True))
    if rebuild:
        yield f"{counted(built, 'file')} with what building again from the XML inside gives: the bytes"
    else:
        yield f"the text of {counted(read, 'file')} with the XML inside"
        yield f"{counted(read, 'file')} with what may be in them: no scripts, actions, outside parts, unmarked content"
