"""Build a site: the files of all texts by `publish`, then the pages around them.

Reads a `Request`. Gives a `Built`. Files that have not changed are neither built (`publish` compares hashes) nor
written again; pages of texts that no longer exist are removed. A folder that holds anything but a site is refused.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.distribution.copies import HOME
from pipeline.errors import DocumentError, OutputError, Place
from pipeline.files import part_of, write_whole
from pipeline.languages.strings import interface, languages, preferred
from pipeline.library.expressions import project
from pipeline.lock import LOCK, locked
from pipeline.publish import batch
from pipeline.publish.job import DocumentResult, FileResult, State
from pipeline.publish.record import REPORT
from pipeline.site.assets import assets
from pipeline.site.comparisons import Taken, read_file, with_comparisons
from pipeline.site.gather import FILES, gather
from pipeline.site.model import SiteWork
from pipeline.site.packages import with_packages
from pipeline.site.pages.feeds import feeds, sitemap
from pipeline.site.pages.frame import Site, all_page, start_page
from pipeline.site.pages.lists import list_pages
from pipeline.site.pages.permanent import permanent_pages
from pipeline.site.pages.text import text_page
from pipeline.site.pages.work import work_pages
from pipeline.site.search import search_files
from pipeline.write import PAGE

LISTING = ".site-files"
"""List of the files of the site, one address a line, so that the next run can remove those it no longer has."""


@dataclass(frozen=True, slots=True)
class Built:
    """Result: folder, batch that built the files, works, addresses of all files, number of files written."""

    top: Path
    batch: batch.Batch
    works: tuple[SiteWork, ...]
    addresses: tuple[str, ...]
    written: int

    @property
    def texts(self) -> int:
        """Number of texts."""
        return sum(len(work.texts) for work in self.works)


def build_site(request: batch.Request, base: str = "", watch: batch.Watcher = lambda *_: None) -> Built:
    """Build the site of the sources of `request` in `request.out` (default: `dist/site`).

    Raises UsageError, MissingInputError, OutputError, and DocumentError if no text could be built: then no page is
    written, and an earlier site stays. Failures of single documents are in `Built.batch`.
    """
    top = Path(request.out) if request.out else project() / "dist" / "site"
    _known(top)  # a folder of somebody else gets no lock either
    made = [folder for folder in (top / FILES, top, *top.parents) if not folder.exists()]
    with locked(top):
        built = _built(request, top, base, watch)
    if built is None:
        raise _nothing_to_show(top, made)
    return built


def _nothing_to_show(top: Path, made: Sequence[Path]) -> DocumentError:
    """Return the error for a site without a text; nothing is left of the folders that were made for it."""
    new = top in made
    with contextlib.suppress(OSError):
        if new:
            (top / FILES / REPORT).unlink()
        for folder in made:
            folder.rmdir()
    what = "no text could be built, so no site is written" if new else "no text could be built; the site stays as it is"
    return DocumentError(what, place=Place(top), remedy="fix what is reported above")


def _built(request: batch.Request, top: Path, base: str, watch: batch.Watcher) -> Built | None:
    """Build the site in its locked folder; return None, with no page written, if no text could be built."""
    known = _known(top)
    _remove_leftovers(top)
    formats = request.formats if PAGE in request.formats else (*request.formats, PAGE)
    done = batch.build(dataclasses.replace(request, out=str(top / FILES), formats=formats, keep_stale=True), watch)
    with_sources, sources = _with_sources(done, top)
    if not with_sources:
        return None
    dist = project() / "dist"
    works, taken = with_comparisons(gather(with_sources, top, request.settings.recover), dist / "versions")
    works, packages = with_packages(works, dist / HOME)
    site = Site(tuple(works), base)
    kept = {file.address for work in works for text in work.texts for file in text.files}
    addresses: set[str] = set()
    written = 0
    listing = _Listing(top / LISTING, known)
    for address, data in _everything(site, top, {**sources, **taken, **packages}):
        addresses.add(address)
        listing.add(address)
        written += _write(top / address, data)
    _remove(top, known - addresses - kept)
    listed = tuple(sorted(addresses | kept))
    _write(top / LISTING, ("\n".join(listed) + "\n").encode())
    return Built(top, done, site.works, listed, written)


class _Listing:
    """The list of what the site consists of, one address longer before each new file: a run that is killed leaves no
    file that the next one does not know.
    """

    def __init__(self, path: Path, known: set[str]) -> None:
        self.path, self.known = path, set(known)

    def add(self, address: str) -> None:
        """Add an address that is not in the list. Raises OutputError."""
        if address in self.known:
            return
        self.known.add(address)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8") as stream:
                stream.write(f"{address}\n")
        except OSError as error:
            remedy = "free disk space or choose another --out"
            raise OutputError(f"cannot write: {error.strerror}", place=Place(self.path), remedy=remedy) from error


def _remove_leftovers(top: Path) -> None:
    """Remove temporary files that a killed run has left in the site; `top` is locked."""
    for part in top.rglob(".*.part") if (top / LISTING).is_file() else ():
        if part_of(part.name):
            with contextlib.suppress(OSError):
                part.unlink()


def _known(top: Path) -> set[str]:
    """Return the addresses of an earlier site in the folder. Raises OutputError if it holds anything else."""
    try:
        if (top / LISTING).is_file():
            return set((top / LISTING).read_text(encoding="utf-8").splitlines())
        strange = top.is_dir() and any(p.name not in (FILES, LOCK) for p in top.iterdir())
    except OSError as error:
        raise OutputError(f"cannot read: {error.strerror}", place=Place(top)) from error
    if strange:
        raise OutputError(
            "this folder is not empty and holds no site", place=Place(top), remedy="choose another --out, or empty it"
        )
    return set()


def _with_sources(done: batch.Batch, top: Path) -> tuple[list[DocumentResult], Taken]:
    """Return the results with the XML added to their files, and the source path by its address in the site."""
    results: list[DocumentResult] = []
    taken: Taken = {}
    for result in done.results:
        page = next((f for f in result.files if f.format == PAGE and f.state is not State.FAILED), None)
        if result.failure or page is None:
            continue
        path = Path(page.path.removesuffix(".html") + ".xml")
        source = Path(result.source)
        file = FileResult("xml", str(path), State.BUILT, sha256=result.source_sha256, size=len(read_file(source)))
        results.append(dataclasses.replace(result, files=(*result.files, file)))
        taken[path.relative_to(top).as_posix()] = source
    return results, taken


def _everything(site: Site, top: Path, taken: Taken) -> Iterator[tuple[str, bytes]]:
    """Yield the address and bytes of every file except those that `publish` wrote."""
    yield from assets()
    for address, path in taken.items():
        yield address, read_file(path)
    yield from list_pages(site, _default(site))
    for work in site.works:
        yield from work_pages(site, work)
        for text in work.texts:
            page = next(file.address for file in text.files if file.format == PAGE)
            yield text.address, text_page(site, work, text, read_file(top / page))
    yield from permanent_pages(site)
    yield from search_files(site.works)
    yield from feeds(site)
    yield from sitemap(site, _mapped(site))


def _default(site: Site) -> str:
    """Return the language of the start page: that of most texts; of two with as many, the first of `preferred`."""
    counts = Counter(interface(text.identity.language) for work in site.works for text in work.texts)
    return min(preferred(), key=lambda tag: (-counts[tag], preferred().index(tag)))


def _mapped(site: Site) -> Iterator[tuple[str, datetime.date | None]]:
    """Yield pages for the sitemap with their dates."""
    newest = max((work.date for work in site.works if work.date), default=None)
    for tag in languages():
        yield start_page(tag), newest
        yield all_page(tag), newest
    for work in site.works:
        yield from ((work.page(tag), work.date) for tag in languages())
        yield from ((text.address, text.dated) for text in work.texts)


def _write(path: Path, data: bytes) -> bool:
    """Write the file unless it already has these bytes; return True if it was written."""
    with contextlib.suppress(OSError):
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
    write_whole(path, data, lasting=False)
    return True


def _remove(top: Path, addresses: set[str]) -> None:
    """Remove files of an earlier site, then the folders that this leaves empty; nothing outside `top`."""
    inside = top.resolve()
    for address in sorted(addresses):
        path = top / address
        if not path.resolve().is_relative_to(inside) or not path.is_file():
            continue
        with contextlib.suppress(OSError):
            path.unlink()
            for folder in path.parents:
                if folder == top or any(folder.iterdir()):
                    break
                folder.rmdir()
