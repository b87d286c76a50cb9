"""The command `site`.

Reads option values. Gives the web edition as a folder, and a line about it on standard output.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from pipeline.command_build import Watch, epoch_date
from pipeline.command_options import not_empty, not_negative
from pipeline.errors import ExitStatus, UsageError
from pipeline.files import counted, shown
from pipeline.publish import batch
from pipeline.publish.job import Settings, State
from pipeline.publish.plan import chosen_formats
from pipeline.write import DEFAULT_FORMATS, FORMATS

OWN_FORMATS = tuple(name for name, format in FORMATS.items() if format.published)
"""Formats of the texts of `source/`; for folders of other texts those of `build`, which are quick to make."""


def site(
    source: Sequence[str] = (),
    out: str | None = None,
    formats: str | None = None,
    base_url: str | None = None,
    jobs: int = 0,
    recover: bool = False,
    force: bool = False,
    debug: bool = False,
) -> ExitStatus:
    """Build the web edition. 1 where a document failed (the others are in it), 2 (raised) where it could not run."""
    from pipeline.site.build import build_site

    not_negative(jobs)
    not_empty(out=out)
    chosen = chosen_formats(formats or "", FORMATS, DEFAULT_FORMATS if source else OWN_FORMATS)
    settings = Settings(recover=recover, date=epoch_date())
    request = batch.Request(sources=tuple(source), out=out, formats=chosen, jobs=jobs, force=force, settings=settings)
    built = build_site(request, base(base_url), Watch(debug))
    failed = built.batch.count(State.FAILED)
    print(
        f"{shown(built.top)}: {counted(len(built.works), 'work')}, {counted(built.texts, 'text')}, "
        f"{counted(len(built.addresses), 'file')} ({built.written:,} written)"
        + (f", {counted(failed, 'document')} failed" if failed else "")
    )
    return built.batch.exit_status


def base(url: str | None) -> str:
    """The base address without its final slash, "" where none is given. Raises UsageError."""
    if url is None:
        return ""
    parts = urlsplit(url.strip())
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise UsageError(f"--base-url is no web address: {url!r}", remedy="https://example.org/folder")
    return url.strip().rstrip("/")
