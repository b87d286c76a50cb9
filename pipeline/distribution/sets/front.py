"""The files of a set itself, written and checked.

Reads the facts of a set. Gives its files (cover, contents, read-me, or volumes) as the manifest names them, and what is
wrong with those of a copy. They are made of what the texts say, so they can be made again from the texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.distribution.content import of_document, of_file
from pipeline.distribution.copies import proved
from pipeline.distribution.files import Files
from pipeline.distribution.manifest import BuiltFile, Table, file_table
from pipeline.distribution.naming import language_letter
from pipeline.distribution.sets.entries import Entry, SetWork, languages_of, running
from pipeline.distribution.sets.pages import READ_ME, SetFacts, contents, contents_name, cover, read_me
from pipeline.distribution.sets.volume import volume
from pipeline.document import Document
from pipeline.errors import DocumentError
from pipeline.write import FORMATS, PAGE, PRINT, Agreement, Options, Written, not_inert, page_count, writer

SET, VOLUME = "set", "volume"
"""Sorts of sets."""
_EPUB = "epub"
_LOOKS = 3
"""Most times that a volume is set until its page numbers are those of its pages. Chosen: passes converge."""


@dataclass(frozen=True, slots=True)
class FrontFile:
    """A file of a set: its path, and the document that it shows."""

    path: str
    format: str
    document: Document
    written: Written

    def built(self) -> BuiltFile:
        """Return the file, read back and compared. Raises LostWordsError."""
        agreement = proved(self.written.data, self.format, self.document, of_document(self.document))
        return BuiltFile(self.format, self.path, self.written.data, agreement is Agreement.SEQUENCE, self.written.pages)


def front_files(sort: str, facts: SetFacts) -> Iterator[FrontFile]:
    """Yield the files of a set, one after the other. Raises as the writers do."""
    yield from _volumes(facts) if sort == VOLUME else _pages(facts)


def table_of(file: FrontFile, built: BuiltFile, base_url: str) -> Table:
    """Return what the manifest says of a file."""
    return file_table(built, of_document(file.document).hash, base_url)


def _pages(facts: SetFacts) -> Iterator[FrontFile]:
    yield _written(READ_ME, PAGE, read_me(facts))
    yield _written("COVER", PRINT, cover(facts))
    for language in languages_of(facts.works):
        for format in (PAGE, PRINT):
            document = contents(facts, language, screen=format == PAGE)
            yield _written(contents_name(language), format, document)


def _written(stem: str, format: str, document: Document) -> FrontFile:
    return FrontFile(f"{stem}.{format}", format, document, writer(format)(document, Options()))


def _volumes(facts: SetFacts) -> Iterator[FrontFile]:
    """Yield a PDF and an EPUB for each language."""
    for language in languages_of(facts.works):
        texts = [text for work in running(facts.works) for text in work.texts if text.identity.language == language]
        stem = f"{facts.name}_{language_letter(language)}"
        yield _paged(stem, facts, language, texts)
        yield _written(stem, _EPUB, volume(facts, language, texts, None))


def _paged(stem: str, facts: SetFacts, language: str, texts: Sequence[Entry]) -> FrontFile:
    """Return the PDF of a volume: set again with the page numbers that were found, until they are right."""
    starts: dict[str, int] = {}
    for _ in range(_LOOKS):
        document = volume(facts, language, texts, starts)
        written = writer(PRINT)(document, Options())
        found = {name: page for name, page in written.starts.items() if name.startswith("text_") and "__" not in name}
        if found == starts:
            break
        starts = found
    return FrontFile(f"{stem}.{PRINT}", PRINT, document, written)


@dataclass(slots=True)
class CheckedFront:
    """Result of checking the files of a set itself."""

    faults: list[tuple[str, str]] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    """What the texts and the files say of them, as a manifest says it."""
    missing: set[str] = field(default_factory=set)
    read: int = 0
    same: int = 0


def check_front(files: Files, table: Table, works: list[SetWork], *, rebuild: bool) -> CheckedFront:
    """Compare the files of a set itself with what its texts give; `rebuild`: to the byte."""
    checked = CheckedFront()
    facts = SetFacts(table["set"]["title"], table["name"], works, str(table.get("base_url", "")))
    listed = {file["path"] for file in table["files"]}
    for file in front_files(table["set"]["sort"], facts):
        if file.path not in files:
            checked.missing.add(file.path)
            if file.path in listed:
                checked.faults.append((file.path, "is missing"))
                continue
            checked.faults.append((file.path, "is missing, and the manifest does not list it"))
            continue
        data = files[file.path]
        built = _built_again(checked, file, data) if rebuild else _compared(checked, file, data)
        checked.tables.append(table_of(file, built, facts.base_url))
    return checked


def _built_again(checked: CheckedFront, file: FrontFile, data: bytes) -> BuiltFile:
    """Return a file as it is found, compared to the byte with what the texts give."""
    if data == file.written.data:
        checked.same += 1
    else:
        checked.faults.append((file.path, "is not what building it again gives: the bytes differ"))
    return replace(file.built(), data=data)


def _compared(checked: CheckedFront, file: FrontFile, data: bytes) -> BuiltFile:
    """Return a file as it is found, its text compared with what the texts give."""
    content, agreement, pages = of_document(file.document), None, file.written.pages
    try:
        found = of_file(data, file.format, file.document.identity.language)
        agreement = content.agreement(found, FORMATS[file.format].agreement)
        pages = page_count(data, file.format)
        checked.read += 1
        if agreement is None:
            words = found.difference(content)
            what = "its text is not that of the set"
            checked.faults.append((file.path, f"{what}: {words}" if words else what))
        faults = not_inert(_bare(data, file.format), file.format, b"")
        checked.faults += [(file.path, f"holds what no document has: {what}") for what in faults]
    except DocumentError as error:
        checked.faults.append((file.path, str(error)))
    return BuiltFile(file.format, file.path, data, agreement is Agreement.SEQUENCE, pages)


def _bare(data: bytes, format: str) -> bytes:
    """Return a page with its links to files of the set leading into the page: no other document has such links."""
    return data.replace(b'href="./', b'href="#') if format == PAGE else data
