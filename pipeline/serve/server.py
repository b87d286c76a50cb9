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
from pipeline.serve.pages import (
    Offers,
    Shown,
    beside_page,
    error_text,
    list_page,
    message_page,
    text_file,
    text_page,
)
from pipeline.serve.prints import NO_PRINTS, VS_CODE, Prints, place_in_editor, read_print
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
    "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
_POLICY_OF_PRINT = "frame-ancestors 'self'"
"""A browser shows a PDF with a page of its own, which a stricter policy would keep from its own style."""


class PreviewServer(ThreadingHTTPServer):
    """The server; `stop` ends its streams."""

    daemon_threads = True

    def __init__(self, texts: Texts, port: int, prints: Prints = NO_PRINTS, editor: str = VS_CODE) -> None:
        """Listen on a port of the loopback address, any free one for 0. `editor`: address that opens a place of a
        source, "" for none. Raises UsageError if the port is unavailable.
        """
        self.texts, self.prints, self.editor = texts, prints, editor
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
        answers = {
            "": self._list, "text": self._text, "file": self._file, "events": self._events, "beside": self._beside,
            "print": self._print, "open": self._open,
        }  # fmt: skip
        answer = answers.get(kind)
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
            offers = Offers(bool(self.server.editor), self.server.prints.of(path) is not None)
            self._send_page(text_page(name, path, offers))

    def _beside(self, name: str) -> None:
        path = self.server.texts.path(name)
        if path is None or self.server.prints.of(path) is None:
            self._missing(name)
        else:
            self._send_page(beside_page(name))

    def _print(self, name: str) -> None:
        """Send the official print of a text."""
        path = self.server.texts.path(name.removesuffix(".pdf"))
        found = self.server.prints.of(path) if path else None
        if found is None:
            self._missing(name)
            return
        try:
            self._send(read_print(found), "application/pdf", policy=_POLICY_OF_PRINT)
        except PipelineError as error:
            message = public(str(error), {str(found): found.name})
            self._send_page(message_page("This print cannot be shown", message), HTTPStatus.INTERNAL_SERVER_ERROR)

    def _open(self, name: str) -> None:
        """Send the browser on to the editor. The path of the source is in this answer only, never in a page."""
        path = self.server.texts.path(name)
        asked = parse_qs(urlsplit(self.path).query)
        line, column = (asked.get(key, ["1"])[0] for key in ("line", "column"))
        if path is None or not self.server.editor or not (line.isdecimal() and column.isdecimal()):
            self._missing(name)
            return
        self._head("text/plain; charset=utf-8", HTTPStatus.FOUND)
        self.send_header("Location", place_in_editor(self.server.editor, path, int(line), int(column)))
        self.send_header("Content-Length", "0")
        self.end_headers()

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

    def _send(self, data: bytes, kind: str, status: int = HTTPStatus.OK, policy: str = _POLICY) -> None:
        self._head(kind, status, policy)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _head(self, kind: str, status: int = HTTPStatus.OK, policy: str = _POLICY) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Content-Security-Policy", policy)

    def log_message(self, format: str, *args: object) -> None:
        """Do not log requests."""
