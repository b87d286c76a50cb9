"""Redlines: the marked document in Word, PDF and HTML.

Reads an `EditScript`. Gives the bytes of a file. Word and PDF are written by the ordinary writers from the marked
document; the HTML page gets a bar with summary, legend and keys, and the two versions side by side.
"""

from __future__ import annotations

import datetime
from dataclasses import replace

from pipeline.document import Change, Document, Paragraph, Role, Text
from pipeline.errors import UsageError
from pipeline.languages.strings import strings, word
from pipeline.versions.comparison.script import EditScript
from pipeline.versions.redline.as_json import as_json
from pipeline.versions.redline.as_text import as_text
from pipeline.versions.redline.html import html_redline
from pipeline.versions.redline.marked import marked
from pipeline.versions.redline.summary import summary
from pipeline.write import PAGE, REDLINES, Options, writer

JSON = "json"


def formats() -> tuple[str, ...]:
    """Return the formats of a comparison."""
    return (*REDLINES, JSON)


def redline(script: EditScript, format: str, *, date: datetime.date | None = None) -> bytes:
    """Return the comparison in a format. `date`: of the tracked changes, if not the new version's. Raises
    UsageError.
    """
    if format == JSON:
        return as_json(script)
    if format == "txt":
        return as_text(script, script.new.identity.language)
    if format not in formats():
        raise UsageError(f"there is no format {format!r} of a comparison", remedy=f"one of {', '.join(formats())}")
    sentence = summary(script, script.new.identity.language)
    document = marked(script, date=date, summary=sentence)
    if format == PAGE:
        return html_redline(document)
    if format == "pdf":
        document = replace(document, title=(_notice(document), *document.title))
    return writer(format)(document, Options()).data


def _notice(document: Document) -> Paragraph:
    """Return what a printed redline says above its text: from which version to which, the summary, the signs used."""
    words, revision = strings(document.identity.language).comparison, document.revision
    assert revision is not None
    names = words.redline.from_to.format(old=revision.old, new=revision.new)
    signs = [Text(word(words.redline, c.value), change=c, generated=True) for c in Change]
    legend = [inline for sign in signs for inline in (Text("  ", generated=True), sign)]
    notice = Text(f"{names}. {revision.summary}", generated=True)
    return Paragraph(anchor="redline-notice", role=Role.NOTICE, inlines=(notice, *legend))
