"""Output for machines: what `--json` prints, one document on standard output.

Reads the results of commands. Gives JSON with the schemas `templates/cli/COMMAND.schema.json`, explained in
docs/json.md. A schema changes its number if a key is taken away or changes its meaning; new keys may come at any time.
"""

from __future__ import annotations

import json
from typing import Any

from pipeline import __version__
from pipeline.cli.terminal import write_utf8
from pipeline.publish.batch import Batch
from pipeline.publish.job import DocumentResult, Failure, FileResult, State

Facts = dict[str, Any]


def show(command: str, **facts: Any) -> None:  # noqa: ANN401 - what JSON holds
    """Print the document of a command, in UTF-8."""
    write_utf8()
    print(json.dumps({"format": f"undocs-{command}/1", "undocs": __version__, **facts}, ensure_ascii=False, indent=1))


def of_batch(batch: Batch) -> Facts:
    """Return the facts of a build."""
    return {
        "out": batch.out,
        "seconds": round(batch.seconds, 3),
        "totals": {str(state): batch.count(state) for state in State},
        "passed_over": batch.passed_over,
        "documents": [_of_document(result) for result in batch.results],
    }


def _of_document(result: DocumentResult) -> Facts:
    return {
        "document": result.name,
        "source": result.source,
        "source_sha256": result.source_sha256,
        "state": str(result.state),
        "warnings": list(result.warnings),
        "error": _of_failure(result.failure),
        "files": [_of_file(file) for file in result.files],
    }


def _of_file(file: FileResult) -> Facts:
    return {
        "format": file.format,
        "path": file.path,
        "state": str(file.state),
        "sha256": file.sha256 or None,
        "bytes": file.size,
        "pages": file.pages,
        "warnings": list(file.warnings),
        "proof": file.proof or None,
        "error": _of_failure(file.failure),
    }


def _of_failure(failure: Failure | None) -> Facts | None:
    if failure is None:
        return None
    return {"kind": failure.kind, "message": failure.message, "lost_words": failure.lost_words}
