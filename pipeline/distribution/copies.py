"""Distribution copies: the folder and the zip of a work.

Reads the expressions of a work. Writes into the output folder `NAME/` with the files of every expression,
`manifest.json`, `SHA256SUMS`, `verify.py` and, with a key, a signature; and `NAME.zip` with the same. A lock keeps two
runs from writing into one folder.
"""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.akn.identification import numbers
from pipeline.data import TEMPLATES
from pipeline.distribution import manifest as manifests
from pipeline.distribution import naming, signature
from pipeline.distribution.content import Content, of_document, of_file
from pipeline.distribution.manifest import BuiltExpression, BuiltFile
from pipeline.distribution.placing import Target, refuse_meetings
from pipeline.document import Document
from pipeline.errors import DocumentError, LostWordsError, Place, TemplateError
from pipeline.files import counted
from pipeline.library.expressions import Expression
from pipeline.library.revisions import parsed
from pipeline.lock import locked
from pipeline.prepare import prepare
from pipeline.publish import storage
from pipeline.publish.job import BuildSettings, DocumentResult, Job
from pipeline.publish.one_document import build_document
from pipeline.read import akn
from pipeline.validate import validate
from pipeline.write import FORMATS, Agreement

_TEMPORARY = "tmp-"


@dataclass(frozen=True, slots=True)
class CopyOptions:
    """Options of the copies; `key` signs them, `final` refuses provisional documents and those with errors."""

    out: Path
    settings: BuildSettings = dataclasses.field(default_factory=BuildSettings)
    key: Path | None = None
    final: bool = False
    base_url: str = ""
    jobs: int = 0
    """Processes that build a set; 0 for chosen automatically."""
    profile: str = "strict"
    """Rules by which a final document has no error."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A work handed out."""

    name: str
    folder: Path
    archive: Path
    state: str
    missing: tuple[str, ...]
    files: Mapping[str, bytes]
    """By path; of a set they are read from the folder when they are asked for."""
    manifest: manifests.Table
    notes: tuple[str, ...] = ()
    """What was found odd on the way, in words."""


@dataclass(frozen=True, slots=True)
class _Planned:
    """A work before its copy is made."""

    work: str
    expressions: Sequence[Expression]
    documents: Sequence[Document]
    target: Target


def make_copy(work: str, expressions: Sequence[Expression], wish: CopyOptions) -> Copy:
    """Return the copies of one work. Raises as `make_copies`."""
    (copy,) = make_copies({work: expressions}, wish)
    return copy


def make_copies(works: Mapping[str, Sequence[Expression]], wish: CopyOptions) -> Iterator[Copy]:
    """Build, prove, and put together the copies of works, given with their expressions, one after the other.

    Before anything is written, two works with the same name are refused, and a folder or file in the place of a copy
    that is not an earlier copy. Raises DocumentError, OutputError, and the errors of `signature`.
    """
    key = signature.own_fingerprint(wish.key) if wish.key else ""
    plan = [_planned(work, expressions, wish) for work, expressions in works.items()]
    refuse_meetings((one.work, one.target) for one in plan)
    with locked(wish.out):
        for one in plan:
            one.target.recover()
            one.target.check()
        for one in plan:
            yield _made(one, wish, key)


def _planned(work: str, expressions: Sequence[Expression], wish: CopyOptions) -> _Planned:
    documents = [prepared(e.path, wish.settings) for e in expressions]
    if wish.final:
        refuse_unfinished(expressions, documents, wish.profile)
    iris = frozenset(document.identity.work for document in documents)
    return _Planned(work, expressions, documents, Target(wish.out, naming.folder(documents, work), iris))


def _made(plan: _Planned, wish: CopyOptions, key: str) -> Copy:
    built = []
    with tempfile.TemporaryDirectory() as scratch:
        for expression, document in zip(plan.expressions, plan.documents, strict=True):
            stem = naming.stem(document, plan.work, expression.expression.partition("@")[2])
            built.append(build(expression.path, document, stem, Path(scratch), wish.settings))
    target = plan.target
    table = manifests.manifest(target.name, built, wish.base_url, key)
    files = _all_files(table, built, wish.key)
    target.put(files)
    missing = dict.fromkeys(key for document in plan.documents for key in document.identity.unassigned)
    return Copy(target.name, target.folder, target.archive, table["state"], tuple(missing), files, table)


def prepared(path: Path, settings: BuildSettings) -> Document:
    """Return the document of a source file, with the date in the settings if they have one."""
    document = prepare(parsed(path, recover=settings.recover))
    if settings.date is None:
        return document
    return document.dated(settings.date)


def build(
    source: Path,
    document: Document,
    stem: str,
    scratch: Path,
    settings: BuildSettings,
    formats: Iterable[str] = tuple(FORMATS),
) -> BuiltExpression:
    """Return the files of one expression in these formats, each read back and compared with the document.

    Raises DocumentError if one cannot be built, LostWordsError if its content is not that of the document.
    """
    return gathered(build_document(job_of(source, stem, scratch, settings, formats)), source, document, stem)


def job_of(source: Path, stem: str, scratch: Path, settings: BuildSettings, formats: Iterable[str]) -> Job:
    """Return the job that builds an expression in these formats into a folder."""
    outputs = tuple((format, str(scratch / f"{stem}.{format}")) for format in formats)
    return Job(source.name, str(source), outputs, settings)


def gathered(result: DocumentResult, source: Path, document: Document, stem: str) -> BuiltExpression:
    """Return what a job built, read back and compared with the document. Raises as `build`."""
    for failure in result.failures():
        raise DocumentError(failure.message)
    content = of_document(document)
    files = []
    for made in result.files:
        data = Path(made.path).read_bytes()
        hashed = proved(data, made.format, document, content) is Agreement.SEQUENCE
        files.append(BuiltFile(made.format, f"{stem}.{made.format}", data, hashed, made.pages))
    own = BuiltFile("xml", f"{stem}.xml", storage.read(str(source)), hashed=True)
    return BuiltExpression(document, (*files, own, *pictures_of(document)), content.hash)


def pictures_of(document: Document) -> list[BuiltFile]:
    """Return the pictures of the XML, each once, under the name that the XML gives it."""
    return [
        BuiltFile(naming.picture_format(file), file.source, file.original or file.data, hashed=False)
        for file in {file.source: file for file in document.pictures.values()}.values()
    ]


def proved(data: bytes, format: str, document: Document, content: Content) -> Agreement:
    """Return how closely a file agrees with the content of its document. Raises LostWordsError if too little."""
    found = of_file(data, format, document.identity.language)
    agreement = content.agreement(found, FORMATS[format].agreement)
    if agreement is None:
        what = f"{format}: the content read back from the file is not that of the document"
        raise LostWordsError(what, place=Place(document.identity.source_name))
    return agreement


def refuse_unfinished(expressions: Sequence[Expression], documents: Sequence[Document], profile: str) -> None:
    """Raise DocumentError for a document whose number or date is not assigned, that leaves something open, or in which
    the validator finds an error by the rules of `profile`.
    """
    for expression, document in zip(expressions, documents, strict=True):
        missing = list(document.identity.unassigned)
        if missing or (missing := list(_open_places(expression.path))):
            what = f"{expression.name} is provisional, so there is no final copy; not assigned: {', '.join(missing)}"
            raise DocumentError(what, remedy="run `assign` to supply them; complete open places of the text in the XML")
    for expression in expressions:
        _refuse_errors(expression, profile)


def _refuse_errors(expression: Expression, profile: str) -> None:
    found = [one for one in validate(parsed(expression.path), profile) if one.severity == "error"]
    if found:
        first = f"{found[0].rule} {found[0].message}"
        what = f"{expression.name} has {counted(len(found), 'error')}, so there is no final copy; first: {first}"
        place = Place(str(expression.path), found[0].line, found[0].column)
        raise DocumentError(what, place=place, remedy="run `validate` to see all of them, and correct the XML")


def _open_places(path: Path) -> Iterator[str]:
    """Yield what is open in a text: a temporary number, the original language, placeholders with their places."""
    source = parsed(path)
    temporary = (number for number in numbers(source.root) if number.startswith(_TEMPORARY))
    yield from dict.fromkeys(f"number {number}" for number in temporary)
    for element in source.root.iter(akn("placeholder")):
        parent = element.getparent()
        original = parent is not None and parent.get("name") == "akn4un:originalLanguage"
        words = " ".join("".join(map(str, element.itertext())).split())
        yield "original language" if original else f"“{words}” ({source.place(element)})"


def _all_files(table: manifests.Table, built: Iterable[BuiltExpression], key: Path | None) -> dict[str, bytes]:
    """Return every file of the folder, by path."""
    files = {file.path: file.data for expression in built for file in expression.files}
    return files | statements_on(files, table, key)


def statements_on(files: Mapping[str, bytes], table: manifests.Table, key: Path | None) -> dict[str, bytes]:
    """Return the files that go with the others of a copy: manifest, verifier, sums, and with a key the signature."""
    own = {manifests.MANIFEST: manifests.as_bytes(table), manifests.VERIFIER: verifier()}
    own[manifests.SUMS] = manifests.sums(files, own)
    if key:
        own[manifests.SIGNATURE] = signature.sign(own[manifests.SUMS], key)
    return own


def verifier() -> bytes:
    """Return the program that goes with every copy. Raises TemplateError."""
    return _template("verify.py")


def verifiers() -> frozenset[str]:
    """Return the hashes of the programs that released versions have handed out. Raises TemplateError."""
    lines = _template("verifiers.txt").decode("utf-8").splitlines()
    return frozenset(line.split()[0] for line in lines if line and not line.startswith("#"))


def _template(name: str) -> bytes:
    path = TEMPLATES / "distribution" / name
    try:
        return path.read_bytes()
    except OSError as error:
        raise TemplateError(f"cannot read: {error.strerror}", place=Place(path)) from error
