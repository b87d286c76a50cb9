"""A preview of copies of the project's own texts, on a free port."""

from __future__ import annotations

import shutil
import threading
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.serve.server import PreviewServer
from pipeline.serve.texts import Texts

LETTER = "letter.xml"


@dataclass
class Preview:
    folder: Path
    server: PreviewServer

    def get(self, path: str, **headers: str):
        """Return status, headers and text of an answer."""
        request = urllib.request.Request(self.server.address.rstrip("/") + path, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=300) as answer:
                return answer.status, answer.headers, answer.read().decode("utf-8")
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read().decode("utf-8")

    def events(self, path: str):
        """Yield the events of a stream as pairs of name and data, as they come."""
        with urllib.request.urlopen(self.server.address.rstrip("/") + path, timeout=300) as stream:
            name = ""
            for raw in stream:
                key, _, value = raw.decode("utf-8").rstrip("\n").partition(": ")
                if key == "event":
                    name = value
                elif key == "data":
                    yield name, value


@pytest.fixture
def preview(root, tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    shutil.copy(root / "source" / "bamako-letter" / "fra@.xml", folder / LETTER)
    server = PreviewServer(Texts((str(folder),)), 0)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield Preview(folder, server)
    server.shutdown()
    server.close()
    thread.join(60)
