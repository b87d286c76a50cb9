"""Redlines: the marked document in Word, PDF and HTML.

Reads an `EditScript`. Gives the bytes of a file. Word and PDF are written by the ordinary writers from the marked
document; the HTML page gets a bar with summary, legend and keys, and the two versions side by side.
"""

from __future__ import annotations

import datetime

from pipeline.errors import UsageError
from pipeline.versions.as_json import as_json
from pipeline.versions.as_text import as_text
from pipeline.versions.html_redline import html_redline
from pipeline.versions.marked import marked
from pipeline.versions.script import EditScript
from pipeline.versions.summary import summary
from pipeline.write import Options, writer

FORMATS = ("docx", "html", "pdf", "txt", "json")


def redline(script: EditScript, format: str, *, date: datetime.date | None = None) -> bytes:
    """The comparison in a format. `date`: of the tracked changes, if not the new version's. Raises UsageError."""
    if format == "json":
        return as_json(script)
    if format == "txt":
        return as_text(script, script.new.identity.language)
    if format not in FORMATS:
        raise UsageError(f"there is no format {format!r} of a comparison", remedy=f"one of {', '.join(FORMATS)}")
    said = summary(script, script.new.identity.language)
    document = marked(script, date=date, summary=said)
    if format == "html":
        return html_redline(document)
    return writer(format)(document, Options()).data
