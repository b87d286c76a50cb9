"""Texts given by path, wherever they are: files and folders as works and expressions.

Reads the identification of each file. Gives `Expression`s by work, as the texts of `source/` have them: files of one
Work are together, each under the language and version that its own IRI names.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipeline.akn.identification import Identification, document_element
from pipeline.akn.identifiers import Iri
from pipeline.errors import IdentifierError, MissingInputError, OutputError, Place
from pipeline.files import exists
from pipeline.library.expressions import Expression, expressions, find
from pipeline.library.revisions import at_revision, parsed


def works_of(names: Iterable[str]) -> dict[str, list[Expression]]:
    """Return what names, IRIs, files and folders stand for, by work.

    A name or IRI stands for its whole work, a folder for every XML file in it, a file of `source/` for itself. Raises
    MissingInputError for a name or folder without a text, OutputError for two files of one version of a work,
    DocumentError for a file that cannot be read.
    """
    own = {e.path.resolve(): e for e in expressions()}
    works: dict[str, dict[Path, Expression]] = {}
    for name in names:
        path = Path(name)
        known = None if exists(path) or at_revision(name) else {e.work for e in find(name)}
        found = [e for e in own.values() if e.work in known] if known is not None else _below(path, own)
        for expression in found:
            works.setdefault(expression.work, {})[expression.path.resolve()] = expression
    for work in works.values():
        _refuse_doubles(work.values())
    return {name: sorted(works[name].values()) for name in sorted(works)}


def _below(path: Path, own: dict[Path, Expression]) -> list[Expression]:
    """Return the text of a file, or those of every XML file below a folder, hidden ones left out."""
    files = [path]
    if path.is_dir():
        files = sorted(p for p in path.rglob("*") if p.suffix.lower() == ".xml" and not _is_hidden(p, path))
    if not files:
        raise MissingInputError("there is no XML file in this folder", place=Place(path))
    return [own.get(file.resolve()) or _outside(file) for file in files]


def _is_hidden(path: Path, top: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(top).parts)


def _outside(path: Path) -> Expression:
    """Return a file as an expression: of the Work and version that it names, else of a work named after the file."""
    root = parsed(path).root
    try:
        iri = Iri.normalised(Identification(document_element(root)).expression.this)
    except IdentifierError:
        return Expression(path.stem, "", path)
    version = f"{iri.language}@{iri.version or ''}" if iri.language else ""
    return Expression(f"{iri.type}-{iri.date}-{iri.number}" if iri.number else path.stem, version, path)


def _refuse_doubles(work: Iterable[Expression]) -> None:
    """Raise OutputError if two files are the same version of a work: their copies would have one name."""
    seen: dict[str, Path] = {}
    for expression in work:
        if expression.expression in seen:
            what = f"this is the same version of a work as {seen[expression.expression]}"
            raise OutputError(what, place=Place(expression.path), remedy="give one of them")
        seen[expression.expression] = expression.path
