"""The works of a site, gathered from what was built.

Reads the results of a build, and prepares each source of which the state of the site does not know enough. Gives
`SiteWork`s. Texts of one folder of `source/` are one work; of other files, those of one symbol, else of one IRI.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.library.expressions import Expression, expressions
from pipeline.library.revisions import parsed
from pipeline.prepare import prepare
from pipeline.publish.job import DocumentResult, FileResult
from pipeline.site.addresses import fit_name, unique
from pipeline.site.model import SiteFile, SiteText, SiteWork, language_order
from pipeline.site.reading import Card, extract
from pipeline.site.state import SiteState

FILES = "files"
"""Folder of the site for everything that is available as a file."""
_SAVED_EVERY = 500
"""Texts after which the state is saved. Chosen: a run that is killed has little to do again."""


def gather(
    results: Iterable[DocumentResult], top: Path, recover: bool, state: SiteState, program: str
) -> list[SiteWork]:
    """Return the works of all documents that were built, newest first; `program` stands for the program's code."""
    groups: dict[str, list[SiteText]] = {}
    names: dict[str, str] = {}
    for result, card in _cards(results, recover, state, program):
        key, name = card.work
        names.setdefault(key, fit_name(name))
        groups.setdefault(key, []).append(_text(card, result, top))
    taken: set[str] = set()
    works = [_placed(unique(names[key], taken), groups[key]) for key in sorted(groups)]
    return sorted(works, key=lambda work: (-(work.date.toordinal() if work.date else 0), work.slug))


def _cards(
    results: Iterable[DocumentResult], recover: bool, state: SiteState, program: str
) -> Iterator[tuple[DocumentResult, Card]]:
    """Yield what the site says of each text."""
    known = {e.path.resolve(): e for e in expressions()}
    names = {path.name for path in known}
    for number, result in enumerate(results, 1):
        if result.failure:
            continue
        source = result.source
        own = os.path.basename(source) in names or os.path.islink(source)  # noqa: PTH114, PTH119 - of thousands
        expression = known.get(Path(source).resolve()) if own else None
        parts = (program, result.name, result.source_sha256, recover, expression.name if expression else "")
        key = hashlib.sha256("\n".join(map(str, parts)).encode("utf-8", "surrogateescape")).hexdigest()
        yield result, state.card(result.name, key) or _read(result, expression, recover, state, key)
        if number % _SAVED_EVERY == 0:
            state.save()


def _read(result: DocumentResult, expression: Expression | None, recover: bool, state: SiteState, key: str) -> Card:
    document = prepare(parsed(Path(result.source), recover=recover))
    found = extract(document, result.name, Path(result.source).stem, expression)
    state.keep(result.name, key, found)
    return found.card


def _text(card: Card, result: DocumentResult, top: Path) -> SiteText:
    """Return a text, its address not final yet: the name of its page."""
    language = card.identity.language
    return SiteText(
        identity=card.identity,
        address=fit_name(f"{language}@{card.version}" if card.version else language),
        version=card.version,
        stem=card.stem,
        download=card.download,
        official_address=card.official_address,
        files=tuple(_file(file, top) for file in result.files if file.failure is None),
        name=result.name,
        cites=card.cites,
    )


def _file(file: FileResult, top: Path) -> SiteFile:
    address = file.path.removeprefix(f"{top}{os.sep}").replace(os.sep, "/")
    words = int(file.proof["words"]) if "words" in file.proof else None
    return SiteFile(file.format, address, file.size, file.sha256, file.pages, words, file.proof.get("recall", 0.0))


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
