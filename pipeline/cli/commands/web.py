"""The commands `site` and `serve`.

Reads the values of options. Gives the web edition as a folder, and a preview on this machine's own address.
"""

from __future__ import annotations

import signal
import threading
from pathlib import Path
from types import FrameType

from pipeline.cli.commands.build import Watch
from pipeline.cli.values import epoch_date
from pipeline.errors import ExitStatus
from pipeline.files import counted, shown
from pipeline.publish import batch
from pipeline.publish.job import BuildSettings, State
from pipeline.write import DEFAULT_FORMATS, FORMATS

OWN_FORMATS = tuple(name for name, format in FORMATS.items() if format.published)
"""Formats of the texts of `source/`; for folders of other texts those of `build`, which are quick to make."""


def site(
    *,
    source: tuple[str, ...],
    out: str | None,
    formats: tuple[str, ...] | None,
    base_url: str | None,
    jobs: int,
    recover: bool,
    force: bool,
    debug: bool,
) -> ExitStatus:
    """Build the web edition. 1 if a document failed (the others are in it), 2 (raised) if it could not run."""
    from pipeline.site.build import build_site

    chosen = formats or (DEFAULT_FORMATS if source else OWN_FORMATS)
    settings = BuildSettings(recover=recover, date=epoch_date())
    request = batch.Request(sources=source, out=out, formats=chosen, jobs=jobs, force=force, settings=settings)
    built = build_site(request, base_url or "", Watch(debug))
    failed = built.batch.count(State.FAILED)
    print(
        f"{shown(built.top)}: {counted(len(built.works), 'work')}, {counted(built.texts, 'text')}, "
        f"{counted(len(built.addresses), 'file')} ({built.written:,} written)"
        + (f", {counted(failed, 'document')} failed" if failed else "")
    )
    return built.batch.exit_status


def serve(*, source: tuple[str, ...], port: int, beside: Path | None, editor: str | None) -> ExitStatus:
    """Serve the preview until it is interrupted.

    Raises UsageError if the port is unavailable or an option does not go with the texts, MissingInputError if a source
    or print does not exist.
    """
    from pipeline.serve.prints import Prints, editor_address
    from pipeline.serve.server import PreviewServer
    from pipeline.serve.texts import Texts

    texts, prints = Texts(source), Prints(beside)
    paths = texts.paths()
    prints.check(len(paths))
    first = next(iter(paths.values()))
    server = PreviewServer(texts, port, prints, editor_address(editor))
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        print(f"{server.address} (Ctrl-C ends)", flush=True)
        threading.Thread(target=_warm, args=(first,), daemon=True).start()
        server.serve_forever(poll_interval=0.1)
    except KeyboardInterrupt:
        print("ended")
    finally:
        signal.signal(signal.SIGTERM, before)
        server.close()
    return ExitStatus.DONE


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _warm(path: Path) -> None:
    """Load what the first page needs before it is asked for."""
    from pipeline.serve.findings import findings_of
    from pipeline.serve.pages import text_page

    text_page("", path)
    findings_of(path)
