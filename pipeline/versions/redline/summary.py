"""A comparison in one sentence: "12 paragraphs changed, 2 moved, 1 added."

Reads an `EditScript`. Gives a sentence in any language of `templates/languages`.
"""

from __future__ import annotations

from pipeline.languages.strings import counted, strings, word
from pipeline.versions.comparison.script import EditKind, EditScript, What

_PARAGRAPHS = (
    ("changed", EditKind.WORDS), ("moved", EditKind.MOVED), ("added", EditKind.INSERTED), ("deleted", EditKind.DELETED),
    ("renumbered", EditKind.RENUMBERED),
)  # fmt: skip
_OTHERS = (("headings", (What.HEADING,)), ("notes", (What.NOTE,)), ("tables", (What.TABLE, What.ROW)),
           ("masthead", (What.MASTHEAD,)))  # fmt: skip


def summary(script: EditScript, language: str = "en") -> str:
    """Return one sentence; what has not happened is not mentioned."""
    words = strings(language).comparison
    changed = [(key, number) for key, number in counts(script).items() if number and key != "metadata"]
    parts = [counted(getattr(words.summary, key), number, language) for key, number in changed]
    names = words.summary.join.join(word(words.fields, e.name) for e in script.edits if e.kind is EditKind.METADATA)
    if names:
        parts.append(counted(words.summary.metadata, 2, language, names=names))
    if not parts:
        return words.summary.none
    return words.summary.join.join(parts) + words.summary.end


def counts(script: EditScript) -> dict[str, int]:
    """Return the number of things changed, by the keys of the sentence; headings, notes and tables count once
    each.
    """
    found = script.count()
    result = {key: found[kind, What.PARAGRAPH] for key, kind in _PARAGRAPHS}
    for key, whats in _OTHERS:
        edits = [e for e in script.edits if e.what in whats and e.kind is not EditKind.FORM]
        result[key] = len({(e.old and e.old.anchor, e.new and e.new.anchor, e.name) for e in edits})
    result["form"] = sum(number for (kind, _), number in found.items() if kind is EditKind.FORM)
    result["metadata"] = found[EditKind.METADATA, What.METADATA]
    return result
