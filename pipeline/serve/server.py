"""The server of the preview: pages, files, and for each open page a stream of events.

Reads requests from this machine only. Gives answers; no answer is kept by a browser. A page's stream sends it once what
the validator says (`findings`), and as soon as its file has changed (`changed`).
"""

from __future__ import annotations

import errno
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from pipeline.errors import PipelineError, UsageError
from pipeline.publish.public import public
from pipeline.serve.findings import findings_of
from pipeline.serve.pages import Shown, error_text, list_page, message_page, text_file, text_page
from pipeline.serve.texts import Texts, stamp, wait_for_change
from pipeline.site.model import MEDIA_TYPES

HOST = "127.0.0.1"
MOST_STREAMS = 50
"""Most streams at once, each of an open page. Chosen: more pages than anyone opens; each holds a thread."""
_HEARTBEAT = 5.0
"""Seconds after which a silent stream says that it lives, and finds out whether anybody listens.
Chosen: shorter than the time after which proxies close a connection."""
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class PreviewServer(ThreadingHTTPServer):
    """The server; `stop` ends its streams."""

    daemon_threads = True

    def __init__(self, texts: Texts, port: int) -> None:
        """Listen on a port of the loopback address, any free one for 0. Raises UsageError if it is unavailable."""
        self.texts = texts
        self.stop = threading.Event()
        self.streams = threading.BoundedSemaphore(MOST_STREAMS)
        try:
            super().__init__((HOST, port), Handler)
        except OverflowError as error:
            raise UsageError(f"there is no port {port}", remedy="1 to 65535") from error
        except OSError as error:
            used = error.errno == errno.EADDRINUSE
            what = f"port {port} is in use" if used else f"cannot listen on port {port}: {error.strerror}"
            raise UsageError(what, remedy="choose another --port") from error

    @property
    def address(self) -> str:
        """The address of the list of texts."""
        return f"http://{HOST}:{self.server_port}/"

    def close(self) -> None:
        """End all streams and free the port."""
        self.stop.set()
        self.server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """Ignore a reader that goes away in the middle of an answer."""


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: PreviewServer
    protocol_version = "HTTP/1.1"
    timeout = 15.0
    """Seconds within which a request must come, and after which a connection that says nothing is closed."""

    def do_GET(self) -> None:
        """Answer by the first part of the path."""
        if not self._from_here():
            self._send_page(message_page("Not from here", "This preview answers only to its own address."), 403)
            return
        path = unquote(urlsplit(self.path).path)
        kind, _, name = path.lstrip("/").partition("/")
        answer = {"": self._list, "text": self._text, "file": self._file, "events": self._events}.get(kind)
        if answer is None:
            self._missing(path)
        else:
            answer(name)

    do_HEAD = do_GET

    def _from_here(self) -> bool:
        """Return True for requests that name this machine: a page elsewhere cannot read texts through a name of its
        own.
        """
        port = self.server.server_port
        return self.headers.get("Host", "") in (f"{HOST}:{port}", f"localhost:{port}")

    def _list(self, name: str) -> None:
        try:
            self._send_page(list_page(self.server.texts.paths()))
        except PipelineError as error:
            self._send_page(message_page("No texts", public(str(error), {})), 500)

    def _text(self, name: str) -> None:
        path = self.server.texts.path(name)
        if path is None:
            self._missing(name)
        else:
            self._send_page(text_page(name, path))

    def _file(self, name: str) -> None:
        stem, _, format = name.rpartition(".")
        path = self.server.texts.path(stem)
        if path is None or format not in MEDIA_TYPES:
            self._missing(name)
            return
        try:
            data = text_file(path, format).data
        except Exception as error:
            self._send_page(message_page("This file cannot be made", error_text(error, stem, path)), 500)
        else:
            kind = MEDIA_TYPES[format]
            self._send(data, f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)

    def _events(self, name: str) -> None:
        """Send the stream of a page until its reader goes away or the server stops."""
        path = self.server.texts.path(name)
        if path is None:
            self._missing(name)
            return
        if not self.server.streams.acquire(blocking=False):
            self._send_page(message_page("Too many pages", "Close pages of the preview that are open."), 503)
            return
        try:
            self._stream(path)
        finally:
            self.server.streams.release()

    def _stream(self, path: Path) -> None:
        self._head("text/event-stream")
        self.end_headers()
        self.close_connection = True
        if self.command == "HEAD":
            return
        seen = parse_qs(urlsplit(self.path).query).get("seen", [""])[0]
        if stamp(path) == seen:
            self._event("findings", findings_of(path))
        self._follow(path, seen)

    def _follow(self, path: Path, seen: str) -> None:
        while not self.server.stop.is_set():
            now = wait_for_change(path, seen, self.server.stop, _HEARTBEAT)
            if now != seen:
                self._event("changed", now)
                return
            self._event("alive", "")

    def _event(self, name: str, data: str) -> None:
        self.wfile.write(f"event: {name}\ndata: {data}\n\n".encode())
        self.wfile.flush()

    def _missing(self, name: str) -> None:
        self._send_page(message_page("There is no such text", name), 404)

    def _send_page(self, shown: Shown, status: int = HTTPStatus.OK) -> None:
        self._send(shown.page, "text/html; charset=utf-8", status)

    def _send(self, data: bytes, kind: str, status: int = HTTPStatus.OK) -> None:
        self._head(kind, status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _head(self, kind: str, status: int = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Content-Security-Policy", _POLICY)

    def log_message(self, format: str, *args: object) -> None:
        """Do not log requests."""
