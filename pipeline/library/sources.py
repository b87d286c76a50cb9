"""Texts by their names: what a user may give as OLD and NEW.

Reads files, `source/` and git. Gives `Side`s: a path, the short name or IRI of an expression, the IRI of a component
(`…/fra@/!annex`), or a file at a git revision (`HEAD~3:source/…`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from pipeline.akn.identification import Identification, attachments, document_element
from pipeline.akn.identifiers import Iri, normalised_iri
from pipeline.document import Document
from pipeline.errors import (
    DocumentError,
    IdentifierError,
    MalformedError,
    MissingInputError,
    Place,
    UsageError,
)
from pipeline.files import is_file, is_folder
from pipeline.library.expressions import find
from pipeline.library.revisions import AtRevision, at_revision
from pipeline.prepare import prepare
from pipeline.read import Source, parse_bytes, parse_file
from pipeline.read.formats import other_format
from pipeline.versions.component import component

_TO_GIVE = "give a text in Akoma Ntoso XML: a path, a name from `list`, an IRI or REV:path"
_TO_IMPORT = "`import` makes Akoma Ntoso XML of it"
_IMPORTED = ("a Word file",)
_UNFIT = re.compile(r"[^\w.@~^+-]+")


@dataclass(frozen=True)
class Side:
    """A text as the user named it."""

    name: str
    file_name: str
    """Name in the names of outputs: `bamako-letter.fra`."""
    source: Source
    part: str = ""
    """eId of the component meant; "" for the whole text."""

    @cached_property
    def document(self) -> Document:
        """The text, or the component meant, prepared."""
        whole = prepare(self.source)
        return component(whole, self.part) if self.part else whole

    @cached_property
    def work(self) -> str:
        """IRI of the Work (of the component's own, where it is known as one), normalised; "" if there is none."""
        if self.part:
            return next((alias for eid, alias in autonomous(self.source) if eid == self.part), "")
        return normalised_iri(Identification(document_element(self.source.root)).work.uri)

    @cached_property
    def first_ids(self) -> dict[str, str]:
        """The wId of every eId that has one: what the unit was called in the master expression [strict eid.6]."""
        found = (e for e in self.source.root.iter("*") if e.get("wId") and e.get("eId"))
        return {e.get("eId", ""): e.get("wId", "") for e in found}

    def narrowed(self, part: str) -> Side:
        """Return the same text, only this component meant."""
        return Side(self.name, self.file_name, self.source, part)


def side(name: str) -> Side:
    """Return the text that a name stands for.

    Raises UsageError for an empty name or one that stands for several texts, MissingInputError for one that stands for
    nothing or for something that cannot be read as Akoma Ntoso.
    """
    if not name or not name.strip():
        raise UsageError("the name of a text is empty", remedy="give a path, a name from `list`, an IRI or REV:path")
    path = Path(name)
    if is_file(path):
        return Side(name, _file_name(path), _read(path, partial(parse_file, path), partial(_beginning, path)))
    if is_folder(path):
        raise MissingInputError("this is a folder", place=Place(path), remedy="give one file of it")
    revision = at_revision(name)
    return _at_revision(name, revision) if revision else _expression(name)


def _expression(name: str) -> Side:
    """Return an expression of `source/` by short name or IRI."""
    expression, part = name, ""
    if name.lstrip("/").startswith("akn/"):
        try:
            iri = Iri.normalised(name)
        except IdentifierError as error:
            raise UsageError(error.what) from error
        expression, part = str(iri.expression), iri.component
    found = find(expression)
    if len(found) > 1:
        names = ", ".join(e.name for e in found)
        raise UsageError(f"“{name}” stands for several texts", remedy=f"give one of {names}")
    path = found[0].path
    source = _read(path, partial(parse_file, path), partial(_beginning, path))
    eid = "" if part in ("", "main") else _component(source, part, name)
    return Side(name, found[0].file_name, source, eid)


def _component(source: Source, part: str, name: str) -> str:
    """Return the eId of the attachment that a component IRI names."""
    for attachment, known in attachments(source.root):
        if normalised_iri(known.work.this).endswith(f"/!{part}"):
            return attachment.get("eId", "")
    raise MissingInputError(f"the text has no component “!{part}”: {name}", place=Place(source.path))


def _at_revision(name: str, at: AtRevision) -> Side:
    """Return a file as it was at a git revision. Raises MissingInputError, ToolError."""
    data = at.read()
    source = _read(Path(name), partial(parse_bytes, data, Path(name)), lambda: data)
    return Side(name, file_name_at(at), source)


def file_name_at(at: AtRevision) -> str:
    """Return the name of outputs for a file at a revision: `bamako-letter.fra@HEAD~3`."""
    return _UNFIT.sub("-", f"{_file_name(Path(at.path))}@{at.revision}")


def _read(path: Path, parse: Callable[[], Source], beginning: Callable[[], bytes]) -> Source:
    """Return a source. Raises MissingInputError if it is not one: nothing can be done without it (commands: status
    2).
    """
    try:
        return parse()
    except DocumentError as error:
        what, place, remedy = error.what, error.place, error.remedy
        known = other_format(beginning())
        if known:
            what, place = f"this is {known}, not Akoma Ntoso XML", Place(path)
            remedy = _TO_IMPORT if known in _IMPORTED else _TO_GIVE
        elif isinstance(error, MalformedError):
            plain = place is not None and (place.line, place.column) == (1, 1)
            remedy = _TO_GIVE if plain else "fix the file; `validate --fix` corrects some faults"
        raise MissingInputError(what, place=place, remedy=remedy or _TO_GIVE) from error


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4096)


def _file_name(path: Path) -> str:
    """Return the name of outputs for a file: with its folder for an expression of a work."""
    stem = path.stem
    if re.fullmatch(r"[a-z]{3}@[^/]*", stem):
        stem = f"{path.resolve().parent.name}.{stem.removesuffix('@')}"
    return _UNFIT.sub("-", stem)


def autonomous(source: Source) -> list[tuple[str, str]]:
    """Return the attachments that are Works of their own [strict translations]: eId and the Work's IRI."""
    return [
        (attachment.get("eId", ""), normalised_iri(iri))
        for attachment, known in attachments(source.root)
        for iri in known.work.aliases("autonomousWork")
    ]
