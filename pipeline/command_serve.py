"""The command `serve`.

Reads option values. Gives a preview on the loopback address until it is interrupted.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from pipeline.errors import ExitStatus, UsageError

PORT = 8000


def serve(port: int = 0, source: Sequence[str] = ()) -> ExitStatus:
    """Serve the preview. Raises UsageError for a port that is not to be had, and for sources that are none."""
    from pipeline.serve.server import Server
    from pipeline.serve.texts import Texts

    if not 0 <= port <= 65535:
        raise UsageError(f"there is no port {port}", remedy="1 to 65535")
    texts = Texts(source)
    first = next(iter(texts.paths().values()))
    server = Server(texts, port or PORT)
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
