"""The works of a site, gathered from what was built.

Reads the results of a build and prepares each source once more (the text that search finds, and the identity). Gives
`SiteWork`s. Texts of one folder of `source/` are one work; of other files, those of one symbol, else of one IRI.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from pipeline.akn.identifiers import Iri, normalised_iri
from pipeline.distribution import naming
from pipeline.document import Document
from pipeline.errors import IdentifierError
from pipeline.library.expressions import Expression, expressions
from pipeline.library.revisions import parsed
from pipeline.prepare import prepare
from pipeline.publish.job import DocumentResult, FileResult
from pipeline.site.addresses import fit_name, unique
from pipeline.site.model import SiteFile, SiteText, SiteWork, language_order, passages

FILES = "files"
"""Folder of the site for everything that is available as a file."""


def gather(results: Iterable[DocumentResult], top: Path, recover: bool) -> list[SiteWork]:
    """Return the works of all documents that were built, newest first."""
    known = {e.path.resolve(): e for e in expressions()}
    groups: dict[str, list[SiteText]] = {}
    names: dict[str, str] = {}
    for result in results:
        if result.failure:
            continue
        expression = known.get(Path(result.source).resolve())
        document = prepare(parsed(Path(result.source), recover=recover))
        key, name = _work(document, result, expression)
        names.setdefault(key, name)
        groups.setdefault(key, []).append(_text(document, result, expression, top))
    taken: set[str] = set()
    works = [_placed(unique(names[key], taken), groups[key]) for key in sorted(groups)]
    return sorted(works, key=lambda work: (-(work.date.toordinal() if work.date else 0), work.slug))


def _work(document: Document, result: DocumentResult, expression: Expression | None) -> tuple[str, str]:
    """Return what the texts of one work share, and the work's name."""
    identity = document.identity
    if expression:
        return f"0 {expression.work}", fit_name(expression.work)
    if identity.symbol:
        symbol = "".join(identity.symbol.split())
        return f"1 {symbol}", fit_name(identity.symbol)
    if identity.work:
        iri = normalised_iri(identity.work)
        return f"2 {iri}", fit_name(iri.rpartition("/")[2])
    return f"3 {result.name}", fit_name(Path(result.name).with_suffix("").as_posix())


def _text(document: Document, result: DocumentResult, expression: Expression | None, top: Path) -> SiteText:
    """Return a text, its address not final yet: the name of its page."""
    version = _version(document, expression)
    work = expression.work if expression else Path(result.source).stem
    language = document.identity.language
    return SiteText(
        identity=document.identity,
        address=fit_name(f"{language}@{version}" if version else language),
        version=version,
        stem=expression.file_name if expression else Path(result.source).stem,
        download=naming.stem(document, work, version),
        official_address=document.imprint.address,
        files=tuple(_file(file, top) for file in result.files if file.failure is None),
        passages=tuple(p for p in passages(document) if p.text.strip()),
    )


def _version(document: Document, expression: Expression | None) -> str:
    if expression:
        return expression.expression.partition("@")[2]
    try:
        return Iri.normalised(document.identity.expression).version or ""
    except IdentifierError:
        return ""


def _file(file: FileResult, top: Path) -> SiteFile:
    address = Path(file.path).relative_to(top).as_posix()
    return SiteFile(file.format, address, file.size, file.sha256, file.pages)


def _placed(slug: str, texts: list[SiteText]) -> SiteWork:
    """Return the work with its texts in order, each at its page."""
    ordered = sorted(texts, key=_order)
    taken: set[str] = set()
    placed = [replace(t, address=f"works/{slug}/text/{unique(t.address, taken)}.html") for t in ordered]
    return SiteWork(slug, tuple(placed))


def _order(text: SiteText) -> tuple[tuple[int, str], int, str, str]:
    """Return the sorting key of a text: by language; the newest version first."""
    identity = text.identity
    return language_order(identity.language), -identity.date.toordinal(), text.version, identity.source_name
