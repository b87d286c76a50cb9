"""One expression of a copy, checked: its XML read, its files compared with it or built again.

Reads the files of a copy and what the manifest says of an expression. Gives `Checked`: faults, and the expression as
the XML and the files have it, from which the manifest can be made again.
"""

from __future__ import annotations

import contextlib
import datetime
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline.akn.identifiers import Iri, Symbol
from pipeline.distribution import naming
from pipeline.distribution.content import Content, of_document, of_file
from pipeline.distribution.copies import build, pictures_of, prepared
from pipeline.distribution.files import Below, Files
from pipeline.distribution.links import other_links
from pipeline.distribution.manifest import MANIFEST, BuiltExpression, BuiltFile, Table
from pipeline.distribution.manifest import expression as manifest_of
from pipeline.distribution.naming import PICTURES
from pipeline.document import Document
from pipeline.errors import DocumentError, IdentifierError, PipelineError
from pipeline.publish.job import BuildSettings
from pipeline.read.media import inside
from pipeline.write import FORMATS, Agreement, not_inert, page_count

Statement = Mapping[str, Any]


@dataclass(slots=True)
class Checked:
    """Result of checking an expression."""

    faults: list[tuple[str, str]] = field(default_factory=list)
    """Files, each with what is wrong with it."""
    table: Table | None = None
    """What XML and files say, as a manifest says it; None if the XML cannot be read."""
    document: Document | None = None
    """The document of the XML: of a set without its text."""
    missing: set[str] = field(default_factory=set)
    """Files that the manifest names and the copy has not."""
    read: int = 0
    """Files whose text was compared."""
    same: int = 0
    """Files that building again gives to the byte."""


@dataclass(frozen=True, slots=True)
class Manner:
    """Manner in which the expressions of a copy are checked."""

    rebuild: bool
    """Build their files again."""
    formats: tuple[str, ...] = tuple(FORMATS)
    """Formats that each expression has besides the XML; none in a volume."""
    base_url: str = ""
    whole: bool = True
    """Keep the whole document of each, not only its head."""


def check_expression(files: Files, expression: Statement, name: str, manner: Manner) -> Checked:
    """Check one expression of a copy of this name; in a set, `files` are those in the folder of its work."""
    checked = Checked()
    own = next((f["path"] for f in expression["files"] if f["format"] == "xml"), "")
    if own not in files:
        checked.faults.append((own or MANIFEST, "the XML is missing, so nothing can be compared with it"))
        return checked
    try:
        with tempfile.TemporaryDirectory() as scratch:
            _Expression(files, expression, own, Path(scratch), checked, manner).check(name)
    except PipelineError as error:
        checked.faults.append((own, str(error)))
    return checked


def check_in_folder(files: Files, expression: Statement, manner: Manner) -> Checked:
    """Check one expression of a set; `files` are all those of the set."""
    folder = expression["folder"]
    lead = f"{folder}/"
    inside = Below(files, lead)
    own = [{**file, "path": file["path"].removeprefix(lead)} for file in expression["files"]]
    checked = check_expression(inside, {**expression, "files": own}, folder, manner)
    placed = {name: f"{lead}{name}" for name in (*inside, *(file["path"] for file in own))}
    checked.faults = [(placed.get(name, name), what) for name, what in checked.faults]
    checked.missing = {placed[name] for name in checked.missing}
    return checked


class _Expression:
    """An expression laid out in a folder of its own."""

    def __init__(
        self, files: Files, statement: Statement, own: str, scratch: Path, checked: Checked, manner: Manner
    ) -> None:
        self.files, self.statement, self.own, self.scratch, self.checked = files, statement, own, scratch, checked
        self.manner = manner
        self.source = scratch / "source" / _file_name(statement["source"]["name"])

    def check(self, name: str) -> None:
        """Fill in what is found. Raises what reading and building raise."""
        self._lay_out()
        settings = BuildSettings(
            recover=self.statement["recovered"], date=datetime.date.fromisoformat(self.statement["date"])
        )
        document = prepared(self.source, settings)
        stem = self._stem(document, name)
        if self.manner.rebuild:
            self._build_again(document, stem, settings)
        else:
            self._compare(document, stem)
            self._check_date(settings)
        self.checked.document = document if self.manner.whole else head(document)
        if self.source.name != self.statement["source"]["name"]:
            self._fault(MANIFEST, "the name of the source is not a name of a file")

    def _fault(self, file: str, what: str) -> None:
        self.checked.faults.append((file, what))

    def _lay_out(self) -> None:
        """Write the XML and its pictures. Raises RefusedInputError for a picture whose name leads elsewhere."""
        self.source.parent.mkdir()
        self.source.write_bytes(self.files[self.own])
        for file in self.statement["files"]:
            if file["format"] in PICTURES and file["path"] in self.files:
                path = inside(self.source, file["path"])
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(self.files[file["path"]])

    def _stem(self, document: Document, name: str) -> str:
        """Return the name that the files of this document have in a copy of this name, whatever the manifest says."""
        if not document.identity.symbol and _is_symbol_like(name):
            self._fault(MANIFEST, f"names the copy “{name}”, as a document with that symbol, and the text has none")
        folder = naming.folder([document], name)
        if document.identity.symbol and folder != name:
            self._fault(MANIFEST, f"names the copy “{name}”, and by its symbol it is “{folder}”")
        known = Path(self.own).stem
        stems = [naming.stem(document, name, version) for version in self._versions(document)]
        return known if known in stems else stems[0]

    def _versions(self, document: Document) -> list[str]:
        """Return the version as the IRI has it, and as the name of the source has it."""
        found = [self.source.stem.partition("@")[2]]
        with contextlib.suppress(IdentifierError):
            found.insert(0, Iri.normalised(document.identity.expression).version or "")
        return found

    def _build_again(self, document: Document, stem: str, settings: BuildSettings) -> None:
        again = build(self.source, document, stem, self.scratch, settings, self.manner.formats)
        held = [file for file in again.files if file.path in self.files or self._miss(file.path)]
        for file in held:
            if self.files.get(file.path) == file.data:
                self.checked.same += 1
            elif file.path in self.files:
                self._fault(file.path, "is not what building it again gives: the bytes differ")
        files = (replace(file, data=self.files.get(file.path, file.data)) for file in held)
        self._say(replace(again, files=tuple(files)))

    def _say(self, built: BuiltExpression) -> None:
        self.checked.table = manifest_of(built, self.manner.base_url, self.statement.get("folder", ""))

    def _miss(self, path: str) -> bool:
        """Report a missing file that the manifest names; return True if the manifest does not name it either."""
        named = any(file["path"] == path for file in self.statement["files"])
        if named:
            self._fault(path, "is missing")
            self.checked.missing.add(path)
        return not named

    def _compare(self, document: Document, stem: str) -> None:
        content = of_document(document)
        found = [self._file(format, f"{stem}.{format}", document, content) for format in self.manner.formats]
        own = [BuiltFile("xml", f"{stem}.xml", self.files[self.own], hashed=True), *pictures_of(document)]
        built = tuple(file for file in [*found, *own] if file is not None)
        self._say(BuiltExpression(document, built, content.hash))

    def _file(self, format: str, path: str, document: Document, content: Content) -> BuiltFile | None:
        """Return a file as it is found; None if it is not there."""
        if path not in self.files:
            self._miss(path)
            return None
        data, hashed = self.files[path], self._is_hashed(path)
        try:
            found = of_file(data, format, self.statement["language"])
            agreement = content.agreement(found, FORMATS[format].agreement)
            if agreement is None:
                self._fault(path, _other_text(found, content, format))
            else:
                hashed = agreement is Agreement.SEQUENCE
            for sign in found.added_signs(content):
                self._fault(path, f"has a sign that strikes letters out or turns them over, and the XML not: {sign}")
            for address in other_links(data, format, document, self.files[self.own]):
                self._fault(path, f"has a link that the XML has not: {address}")
            for what in not_inert(data, format, self.files[self.own]):
                self._fault(path, f"holds what no document has: {what}")
            self.checked.read += 1
            return BuiltFile(format, path, data, hashed, page_count(data, format))
        except DocumentError as error:
            self._fault(path, str(error))
            return BuiltFile(format, path, data, hashed)

    def _is_hashed(self, path: str) -> bool:
        """Return True if the manifest gives the file a content hash: asked of one whose text cannot be compared."""
        return any("content" in file for file in self.statement["files"] if file["path"] == path)

    def _check_date(self, settings: BuildSettings) -> None:
        """Report a date of the manifest that is neither the document's nor in any of its PDFs."""
        own = prepared(self.source, BuildSettings(recover=settings.recover)).identity.date
        if settings.date == own or "pdf" not in self.manner.formats:
            return
        mark = f"<xmp:CreateDate>{settings.date}T".encode()
        if not any(mark in data for name, data in self.files.items() if name.endswith(".pdf")):
            self._fault(MANIFEST, f"says that the date is {settings.date}: it is {own}, and no file has another")


def _other_text(found: Content, expected: Content, format: str) -> str:
    """Return what is wrong with a file whose text is another."""
    words = found.difference(expected)
    fault = f"its text is not that of the XML (compared by {FORMATS[format].agreement.value})"
    return f"{fault}: {words}" if words else fault


def head(document: Document) -> Document:
    """Return the document without its text: what sets and manifests say of it."""
    return replace(document, parts=(), title=(), notes=(), pictures={})


def _is_symbol_like(name: str) -> bool:
    """Return True for a name that a reader would take for that of a document with a symbol."""
    try:
        Symbol.parse(name.replace("_", "/"))
    except IdentifierError:
        return False
    return True


def _file_name(name: str) -> str:
    """Return the last part of a name that a manifest gives, if it is a name: a copy may come from anyone."""
    last = PurePosixPath(name).name
    return "source.xml" if last in ("", "..") or "\0" in last or len(last.encode()) > 200 else last
