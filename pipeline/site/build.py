"""Build a site: the files of all texts by `publish`, then the pages around them.

Reads a `Request`. Gives a `Built`. Pages are written as they are made. Files that have not changed are neither built
(`publish` compares hashes) nor made nor written again; pages of texts that no longer exist are removed.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline import cycles
from pipeline.distribution.naming import HOME
from pipeline.errors import DocumentError, Place
from pipeline.languages.strings import interface, languages, preferred
from pipeline.library.expressions import project
from pipeline.lock import locked
from pipeline.publish import batch, fingerprint
from pipeline.publish.hashes import Hashes, Known
from pipeline.publish.job import DocumentResult, FileResult, State
from pipeline.publish.record import REPORT
from pipeline.site.assets import assets
from pipeline.site.comparisons import Taken, read_file, with_comparisons
from pipeline.site.facets import by_work, facets
from pipeline.site.gather import FILES, gather
from pipeline.site.lineage.relations import with_lineage
from pipeline.site.model import SiteWork, WorkEntry
from pipeline.site.output import Output, Written, known_files, remove_leftovers
from pipeline.site.packages import with_packages
from pipeline.site.pages import lists
from pipeline.site.pages.changes import changes_pages
from pipeline.site.pages.data import text_data
from pipeline.site.pages.feeds import feed, newest_texts, open_search, sitemap
from pipeline.site.pages.frame import Site, start_page
from pipeline.site.pages.permanent import Claims, claims, owned, permanent_page
from pipeline.site.pages.side import side_pages
from pipeline.site.pages.text import built_page, source_page, text_pages
from pipeline.site.pages.work import work_pages
from pipeline.site.reading import encoded
from pipeline.site.search.index import passages_file
from pipeline.site.search.making import write_index
from pipeline.site.state import STATE, SiteState, known_hashes
from pipeline.write import PAGE


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


@dataclass(frozen=True, slots=True)
class _Run:
    """The site, its folder and what a run has gathered to make pages from."""

    site: Site
    top: Path
    works: Sequence[SiteWork]
    state: SiteState
    sources: Mapping[str, str]
    """Paths of the sources by the names of the texts in the build."""
    hashes: Mapping[str, str]
    """Hashes of the sources by these names."""
    recover: bool
    claims: Claims
    marks: Mapping[str, bytes]
    """Hashes of the entries of works by their slugs: the same work is in many lists."""

    def marked(self, entries: Iterable[WorkEntry]) -> list[bytes]:
        """Return what stands for works in what a page is made from."""
        return [self.marks[entry.slug] for entry in entries]


@cycles.searched_again()
def build_site(request: batch.Request, base: str = "", watch: batch.Watcher = lambda *_: None) -> Built:
    """Build the site of the sources of `request` in `request.out` (default: `dist/site`).

    Raises UsageError, MissingInputError, OutputError, and DocumentError if no text could be built: then no page is
    written, and an earlier site stays. Failures of single documents are in `Built.batch`.
    """
    top = Path(request.out) if request.out else project() / "dist" / "site"
    known_files(top)  # a folder of somebody else gets no lock either
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
    known, hashes = known_files(top), Hashes(known_hashes(top / STATE))
    formats = request.formats if PAGE in request.formats else (*request.formats, PAGE)
    own = dataclasses.replace(request, out=str(top / FILES), formats=formats, keep_stale=True)
    done = batch.build(own, watch, hashes.of)
    results = _with_sources(done)
    if not results:
        return None
    with SiteState(top / STATE) as state:
        if state.interrupted:
            remove_leftovers(top)
        state.keep_hashes(_remembered(done, hashes))
        with cycles.left_out():
            run, taken = _gathered(results, top, base, request.settings.recover, state)
        in_feeds = [run.site.has_texts_in(tag) for tag in languages()]  # every page names its feed
        output = Output(top, state, known, f"{fingerprint.of_program()}\n{base}\n{run.recover}\n{in_feeds}")
        _write_pages(run, output, taken)
        kept = {file.address for work in run.works for text in work.texts for file in text.files}
        listed = output.finish(run.sources, kept)
    return Built(top, done, tuple(run.works), listed, output.written)


def _remembered(done: batch.Batch, hashes: Hashes) -> list[Known]:
    """Return what the next run needs to know of sources and files, also of those that were built just now."""
    for result in done.results:
        if result.state is State.BUILT:
            for path in (result.source, *(file.path for file in result.files)):
                hashes.of(path)
    return hashes.remembered()


def _gathered(
    results: Sequence[DocumentResult], top: Path, base: str, recover: bool, state: SiteState
) -> tuple[_Run, Taken]:
    """Return all that pages are made from, and the files that are taken over."""
    works, taken = _works(gather(results, top, recover, state, fingerprint.of_program()))
    site, paths = _site(works, base), {result.name: result.source for result in results}
    hashes = {result.name: result.source_sha256 for result in results}
    marks = {entry.slug: hashlib.sha256(encoded(entry)).digest() for entry in site.entries}
    return _Run(site, top, works, state, paths, hashes, recover, claims(works), marks), taken


def _works(gathered: list[SiteWork]) -> tuple[list[SiteWork], Taken]:
    """Return the works with all that is known of them, and the files that are taken over."""
    dist = project() / "dist"
    works, taken = with_comparisons(with_lineage(gathered), dist / "versions")
    works, packages = with_packages(works, dist / HOME)
    return works, {**taken, **packages}


def _site(works: Sequence[SiteWork], base: str) -> Site:
    found = facets(works)
    return Site(tuple(work.entry for work in works), base, found, by_work(found))


def _with_sources(done: batch.Batch) -> list[DocumentResult]:
    """Return the results with the XML added to their files."""
    results: list[DocumentResult] = []
    for result in done.results:
        page = next((f for f in result.files if f.format == PAGE and f.state is not State.FAILED), None)
        if result.failure or page is None:
            continue
        path = page.path.removesuffix(".html") + ".xml"
        file = FileResult("xml", path, State.BUILT, sha256=result.source_sha256, size=_size(result.source))
        results.append(dataclasses.replace(result, files=(*result.files, file)))
    return results


def _size(source: str) -> int:
    """Return the bytes of a source, which may be one at a git revision."""
    try:
        return os.stat(source).st_size
    except OSError:
        return len(read_file(Path(source)))


def _write_pages(run: _Run, output: Output, taken: Taken) -> None:
    """Write every file except those that `publish` wrote."""
    site = run.site
    default = _default(run.works)
    output.put(assets())
    output.put((address, read_file(path)) for address, path in taken.items())
    values = [(one.facet, one.value, one.slug, len(one.entries)) for facet in site.facets.values() for one in facet]
    shown = (default, values, run.marked(site.entries[: lists.NEWEST]))
    output.group("start", shown, _common_pages, site, default)
    for part in lists.list_parts(site):
        name = part.value.value if part.value else ""
        made_from = (part.folder, name, run.marked(part.entries), part.number, part.count, part.total)
        output.group(f"list {part.folder} {part.number}", made_from, lists.list_pages, site, part)
    own = owned(run.claims)
    keys = {}
    for work in run.works:
        places = own.get(work.slug, [])
        facts = _made_from(run, work, places)
        keys[work.slug] = output.group(f"work {work.slug}", facts, _work_files, run, work, places)
    write_index(run.works, keys, run.state, output)
    for language, texts in newest_texts(run.works).items():
        output.group(f"feed {language}", texts, feed, site, language, texts)
    output.put((*open_search(site, default), *sitemap(site, _mapped(run))))


def _common_pages(site: Site, default: str) -> Written:
    """Yield the pages that are the site's and not a work's: start pages, lists of all facets and subjects."""
    yield from lists.start_pages(site, default)
    yield from lists.other_pages(site, default)
    yield from lists.browse_pages(site)
    yield from lists.subject_pages(site)


def _made_from(run: _Run, work: SiteWork, places: Sequence[str]) -> object:
    """Return the values that the pages of a work are made from."""
    values = [(value.facet, value.value, value.slug) for value in run.site.values.get(work.slug, ())]
    fields = {field.name: getattr(work, field.name) for field in dataclasses.fields(work)}
    fields["relations"] = [(one.label, run.marked(one.entries), one.outside, one.more) for one in work.relations]
    claimed = [
        [(run.marks[other.slug], [t.address for t in texts]) for other, texts in run.claims[place]] for place in places
    ]
    compared = [run.hashes[name] for change in work.changes for name in change.names]
    return (fields, values, places, claimed, compared)


def _work_files(run: _Run, work: SiteWork, places: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the pages of a work and of its texts."""
    site = run.site
    yield from work_pages(site, work)
    for text in work.texts:
        yield from text_pages(site, work, text, read_file(run.top / built_page(text)))
        yield source_page(text), read_file(Path(run.sources[text.name]))
        passages = run.state.passages(text.name)
        yield passages_file(text, passages)
        yield text_data(site, work, text, passages)
    yield from side_pages(site, work, run.state.passages)
    yield from changes_pages(site, work, run.sources, run.recover)
    for place in places:
        yield permanent_page(site, place, run.claims[place])


def _default(works: Sequence[SiteWork]) -> str:
    """Return the language of the start page: that of most texts; of two with as many, the first of `preferred`."""
    counts = Counter(interface(text.identity.language) for work in works for text in work.texts)
    return min(preferred(), key=lambda tag: (-counts[tag], preferred().index(tag)))


def _mapped(run: _Run) -> Iterator[tuple[str, datetime.date | None]]:
    """Yield pages for the sitemap with their dates."""
    newest = max((work.date for work in run.works if work.date), default=None)
    for tag in languages():
        yield from ((page, newest) for page in (start_page(tag), f"browse/{tag}.html", f"about/{tag}.html"))
        yield from ((part.address(tag), None) for part in lists.list_parts(run.site))
    for work in run.works:
        yield from ((work.page(tag), work.date) for tag in languages())
        yield from ((text.address, text.dated) for text in work.texts)
        yield from ((work.side, work.date) for _ in range(bool(work.side)))
