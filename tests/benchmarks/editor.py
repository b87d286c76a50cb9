"""Measure how long an editor waits for findings: `python -m tests.benchmarks.editor FILE… [--times 10]`.

Starts the language server as an editor does, opens each file, types a letter into it, and waits for the findings of
that version. Prints the median in processor time of the server and in elapsed time, for opening and for typing.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

START = "from pipeline.editor.server import server; server('corpus').start_io()"
_CLOCK = os.sysconf("SC_CLK_TCK")


class Client:
    """A language client over pipes, as small as measuring needs it."""

    def __init__(self) -> None:
        """Start the server and shake hands."""
        self._process = subprocess.Popen([sys.executable, "-c", START], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.send("initialize", {"processId": None, "rootUri": None, "capabilities": {}}, number=1)
        self._until(lambda message: message.get("id") == 1)
        self.send("initialized", {})

    def send(self, method: str, params: dict[str, Any], number: int | None = None) -> None:
        """Send a notification, or a request with a number."""
        message = {"jsonrpc": "2.0", "method": method, "params": params} | ({} if number is None else {"id": number})
        data = json.dumps(message).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self._process.stdin.flush()

    def findings(self, uri: str) -> list[Any]:
        """Return the next findings that the server publishes for a file."""
        name = "textDocument/publishDiagnostics"
        found = self._until(lambda one: one.get("method") == name and one["params"]["uri"] == uri)
        diagnostics: list[Any] = found["params"]["diagnostics"]
        return diagnostics

    def _until(self, expected: Any) -> dict[str, Any]:
        while not expected(message := self._read()):
            pass
        return message

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        length = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        return message

    def seconds(self) -> float:
        """Return the processor time that the server has taken (Linux)."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _CLOCK

    def close(self) -> None:
        """End the server."""
        self._process.terminate()
        self._process.wait()


def waits(client: Client, file: Path, times: int) -> tuple[list[float], list[float]]:
    """Return processor and elapsed seconds: of opening the file first, then of each letter typed into it."""
    uri, text = file.resolve().as_uri(), file.read_text("utf-8")
    at = text.rindex("</p>")
    processor, elapsed = [], []
    for version in range(1, times + 2):
        before, began = client.seconds(), time.perf_counter()
        typed = f"{text[:at]}{'a' * (version - 1)}{text[at:]}"
        if version == 1:
            document = {"uri": uri, "languageId": "xml", "version": 1, "text": typed}
            client.send("textDocument/didOpen", {"textDocument": document})
        else:
            changed = {"uri": uri, "version": version}
            client.send("textDocument/didChange", {"textDocument": changed, "contentChanges": [{"text": typed}]})
        client.findings(uri)
        elapsed.append(time.perf_counter() - began)
        processor.append(client.seconds() - before)
    return processor, elapsed


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a row for each file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--times", type=int, default=10)
    chosen = parser.parse_args(arguments)
    client = Client()
    print("| file | KiB | opening, processor s | a letter, processor s | a letter, elapsed s |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for file in chosen.files:
        processor, elapsed = waits(client, file, chosen.times)
        size = file.stat().st_size // 1024
        typing = f"{median(processor[1:]):.2f} | {median(elapsed[1:]):.2f}"
        print(f"| {file.name} | {size} | {processor[0]:.2f} | {typing} |")
    client.close()


if __name__ == "__main__":
    main()
