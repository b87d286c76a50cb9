"""The record of a build: `build-report.json`, and the journal that becomes it.

Reads and writes `DIR/build-report.json`, the one file that may differ between equal builds, and
`DIR/.build-journal.jsonl`, one line per finished document while a build runs: what an interrupted build has done is
not done again. The report has one line per document too. It names files as they lie in the sources and outputs: it
holds no path of the machine. A record that is missing or damaged counts as empty: then all is built.
"""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

from pipeline.errors import MissingInputError, OutputError, Place
from pipeline.files import to_do
from pipeline.publish import storage
from pipeline.publish.job import DocumentResult, Failure, FileResult
from pipeline.publish.public import Places, places, public, source_name

REPORT = "build-report.json"
JOURNAL = ".build-journal.jsonl"
EARLIER = "earlier"
"""State in the report of a document that another build into this folder dealt with, and this one did not."""
_VERSION = 2
"""1 held paths of the machine: such a report counts as none, and all is built.
Chosen: counted up with each change of the format."""
_EVERY = 60.0
"""Seconds. Chosen: little is lost if a run is killed, and little is sent."""

Entry = dict[str, Any]


class OutputRecord:
    """Record of the outputs in one folder, by document."""

    def __init__(self, out: str) -> None:
        self.out = out
        self.documents: dict[str, Entry] = {}
        self._journal: TextIO | None = None
        self._saved = time.monotonic()

    @classmethod
    def load(cls, out: str) -> OutputRecord:
        """Return the record of `out`: its report, and over it the journal of a build that was cut off."""
        record = cls(out)
        with contextlib.suppress(MissingInputError, ValueError, KeyError, TypeError, AttributeError):
            report = json.loads(storage.read(storage.join(out, REPORT)))
            if report["version"] == _VERSION:
                record.documents = {entry["document"]: entry for entry in report["documents"]}
        if storage.remote(out):
            return record
        with contextlib.suppress(OSError):
            for line in (Path(out) / JOURNAL).read_text(encoding="utf-8", errors="replace").splitlines():
                with contextlib.suppress(ValueError, KeyError, TypeError):
                    entry = json.loads(line)
                    record.documents[entry["document"]] = entry
        return record

    def warnings(self, document: str, source: str) -> tuple[str, ...]:
        """Return the warnings of a document, with its source as it is called now."""
        known = self.documents.get(document, {}).get("warnings", ())
        own = source_name(source, document) if known else ""
        return tuple(f"{source}{w.removeprefix(own)}" if w.startswith(f"{own}:") else w for w in known)

    def file(self, document: str, format: str) -> Entry:
        """Return what is known of one output; empty if nothing is."""
        found = self.documents.get(document, {}).get("formats", {}).get(format, {})
        return found if isinstance(found, dict) else {}

    def note(self, result: DocumentResult, keys: dict[str, str]) -> None:
        """Put a finished document into the record and the journal. Raises OutputError."""
        entry = self._entry(result, keys)
        self.documents[result.name] = entry
        if storage.remote(self.out):
            self._now_and_then()
            return
        try:
            if self._journal is None:
                self._journal = (Path(self.out) / JOURNAL).open("a", encoding="utf-8")
            self._journal.write(json.dumps(entry, ensure_ascii=True) + "\n")
            self._journal.flush()
        except OSError as error:
            place = Place(Path(self.out) / JOURNAL)
            remedy = f"{to_do(error)}, or choose another --out"
            raise OutputError(f"cannot write: {error.strerror}", place=place, remedy=remedy) from error

    def keep(self, result: DocumentResult) -> None:
        """Say of a document that this build had nothing to do for it."""
        entry = self.documents[result.name]
        formats = entry["formats"]
        for file in result.files:
            formats[file.format] = {**formats[file.format], "state": str(file.state)}
        source = source_name(result.source, result.name)
        self.documents[result.name] = {**entry, "state": str(result.state), "source": source}

    def _entry(self, result: DocumentResult, keys: dict[str, str]) -> Entry:
        """Return a result as JSON; outputs of formats that were not asked for this time stay known."""
        before = self.documents.get(result.name, {}).get("formats", {})
        formats = dict(before) if isinstance(before, dict) else {}
        known = places(result.source, result.name, self.out)
        for file in result.files:
            formats[file.format] = self._file_entry(file, keys.get(file.format, ""), known)
        if result.failure:
            formats = {}
        return {
            "document": result.name,
            "source": source_name(result.source, result.name),
            "source_sha256": result.source_sha256,
            "state": str(result.state),
            "seconds": round(result.seconds, 4),
            "warnings": [public(warning, known) for warning in result.warnings],
            "error": _public_failure(result.failure, known),
            "formats": formats,
        }

    def _file_entry(self, file: FileResult, key: str, known: Places) -> Entry:
        inside = file.path.removeprefix(storage.join(self.out, ""))
        return {
            "path": inside.lstrip("/\\").replace("\\", "/"),
            "state": str(file.state),
            "key": key,
            "sha256": file.sha256,
            "bytes": file.size,
            "pages": file.pages,
            "seconds": round(file.seconds, 4),
            "warnings": [public(warning, known) for warning in file.warnings],
            "proof": file.proof or None,
            "error": _public_failure(file.failure, known),
        }

    def set_aside(self, built: Iterable[str]) -> int:
        """Mark the documents that this build did not deal with, and return their number.

        So the totals of a report, one for each state, add up to the documents of its list.
        """
        others = self.documents.keys() - set(built)
        for name in others:
            self.documents[name] = {**self.documents[name], "state": EARLIER}
        return len(others)

    def save(self, facts: Entry) -> None:
        """Write the report and remove the journal. Raises OutputError."""
        head = json.dumps({"version": _VERSION, **facts}, ensure_ascii=True)[:-1]
        lines = ",\n".join(json.dumps(self.documents[name], ensure_ascii=True) for name in sorted(self.documents))
        self.close()
        storage.write(storage.join(self.out, REPORT), f'{head}, "documents": [\n{lines}\n]}}\n'.encode())
        if not storage.remote(self.out):
            (Path(self.out) / JOURNAL).unlink(missing_ok=True)

    def _now_and_then(self) -> None:
        """Write the whole report from time to time to a remote address, at which a file cannot be added to."""
        if time.monotonic() - self._saved > _EVERY:
            self._saved = time.monotonic()
            self.save({})

    def close(self) -> None:
        """Close the journal, which stays where it is."""
        if self._journal is not None:
            with contextlib.suppress(OSError):
                self._journal.close()
            self._journal = None


def _public_failure(failure: Failure | None, known: Places) -> Entry | None:
    """Return a failure without paths of this machine: the report may lie on a site."""
    if failure is None:
        return None
    entry = asdict(failure)
    return entry | {key: public(entry[key], known) for key in ("message", "traceback")}
