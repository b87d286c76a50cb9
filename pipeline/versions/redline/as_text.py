"""The edit script as plain text.

Reads an `EditScript`. Gives one paragraph per edit: where, what happened, and the words with [- -] around what was and
{+ +} around what is, as word differences are written everywhere.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from pipeline.document import Document
from pipeline.languages.records.comparison import ComparisonWords
from pipeline.languages.strings import strings, word
from pipeline.versions.comparison.script import Edit, EditKind, EditPlace, EditScript, What
from pipeline.versions.comparison.words import WordEdit
from pipeline.versions.redline.summary import summary

_WIDTH = 76
"""Columns of the text. Chosen: 80, less the signs of quotations in mail."""
_AROUND = 40
"""Characters shown around a change. Chosen: half a line on either side."""


def as_text(script: EditScript, language: str = "en") -> bytes:
    """Return the whole script; lines of at most 76 characters."""
    words = strings(language).comparison
    head = [f"--- {_name(script.old)}", f"+++ {_name(script.new)}", "", *_wrapped(summary(script, language), "")]
    body = [line for edit in script.edits for line in ("", *_edit(edit, words))]
    return ("\n".join([*head, *body]) + "\n").encode()


def _name(document: Document) -> str:
    identity = document.identity
    return "  ".join(filter(None, (identity.expression or identity.source_name, identity.symbol_printed)))


def _edit(edit: Edit, words: ComparisonWords) -> Iterator[str]:
    head = f"{word(words.edits, edit.what.value)} {_where(edit, words)}".strip()
    happened = word(words.edits, (EditKind.WORDS if edit.kind is EditKind.METADATA else edit.kind).value)
    if edit.exchanged_with and edit.old:
        happened = words.edits.exchanged.format(label=edit.old.label or edit.exchanged_with)
    yield f"@ {head}: {happened}"
    if edit.kind in (EditKind.INSERTED, EditKind.DELETED):
        before, after = ("{+", "+}") if edit.kind is EditKind.INSERTED else ("[-", "-]")
        yield from _wrapped(f"{before}{edit.new_text or edit.old_text}{after}")
    elif edit.kind is EditKind.METADATA:
        old = f"[-{edit.old_text}-]" if edit.old_text else ""
        new = f"{{+{edit.new_text}+}}" if edit.new_text else ""
        yield from _wrapped(f"{old} {new}".strip())
    for change in edit.words:
        yield from _wrapped(_shown(change, edit.old_text))


def _where(edit: Edit, words: ComparisonWords) -> str:
    if edit.what in (What.METADATA, What.MASTHEAD):
        return word(words.fields, edit.name)
    old, new = _place(edit.old), _place(edit.new)
    return new if old == new or not old else old if not new else f"{old} → {new}"


def _place(place: EditPlace | None) -> str:
    return place.label or place.eid or place.anchor if place else ""


def _shown(change: WordEdit, text: str) -> str:
    """Return the change between the words around it."""
    squeezed = " ".join(text[max(0, change.old_at - _AROUND) : change.old_at].split(" "))
    before = squeezed.split(" ", 1)[-1] if change.old_at > _AROUND else squeezed
    rest = text[change.old_end :][:_AROUND]
    after = rest.rsplit(" ", 1)[0] if len(rest) == _AROUND else rest
    old = f"[-{change.old}-]" if change.old else ""
    new = f"{{+{change.new}+}}" if change.new else ""
    return f"{'…' if change.old_at > _AROUND else ''}{before}{old}{new}{after}{'…' if len(rest) == _AROUND else ''}"


def _wrapped(text: str, indent: str = "  ") -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False
    )
