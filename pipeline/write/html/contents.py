"""The list of contents.

Reads the headings of a document. Gives a navigation that leads to each of them; all its words are generated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.document import Block, Document, Heading, read_text
from pipeline.layout.titles import is_titled_by, number_and_words
from pipeline.write.html.context import Context
from pipeline.write.html.markup import attributes, element, escape

_LONGEST_LABEL = 16
"""Characters of a label that is beside its title ("Annex XIV"); a longer one is above it.
Chosen: the width of the column of labels."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list."""

    level: int
    anchor: str
    label: str
    text: str
    over: str = ""
    """What is on a line of its own over the text."""
    language: str = ""
    direction: str = ""


def write_contents(context: Context, fewest: int, deepest: int) -> str:
    """Return the list of headings down to level `deepest`, or '' where there are fewer than `fewest`."""
    entries = [e for e in _entries(context.document) if e.level <= deepest]
    if len(entries) < fewest:
        return ""
    title = escape(context.words.html.contents)
    return (
        f'<nav class="contents" data-generated aria-label="{title}">\n<details open>\n<summary>{title}</summary>\n'
        f"{_tree(entries)}\n</details>\n</nav>"
    )


def _entries(document: Document) -> Iterator[Entry]:
    """Yield headings below the document's title; the title of an annex joins the label before it."""
    for part in document.parts:
        before: Block | None = None
        held: Entry | None = None
        for block in part.blocks:
            if isinstance(block, Heading):
                if held and isinstance(before, Heading) and is_titled_by(before, block):
                    held = _titled(held, read_text(block.inlines))
                else:
                    if held:
                        yield held
                    held = _entry(block, part.language, part.direction)
            before = block
        if held:
            yield held


def _titled(entry: Entry, title: str) -> Entry:
    """Return an entry with its title: what it was is apart as its label, if it is long on a line of its own."""
    if entry.label or len(entry.text) > _LONGEST_LABEL:
        return replace(entry, over=entry.text, text=title)
    return replace(entry, label=entry.text, text=title)


def _entry(heading: Heading, language: str, direction: str | None) -> Entry:
    label, text = number_and_words(heading)
    return Entry(
        level=heading.level,
        anchor=heading.anchor,
        label=label,
        text=text,
        language=heading.language or language,
        direction=heading.direction or direction or "",
    )


def _tree(entries: Sequence[Entry]) -> str:
    """Return entries as nested lists; what is deeper than an entry is inside it."""
    items: list[str] = []
    start = 0
    while start < len(entries):
        level = entries[start].level
        end = next((i for i in range(start + 1, len(entries)) if entries[i].level <= level), len(entries))
        inner = _tree(entries[start + 1 : end]) if end > start + 1 else ""
        items.append(f"<li>{_line(entries[start])}{inner}</li>")
        start = end
    return '<ol role="list">\n' + "\n".join(items) + "\n</ol>"


def _line(entry: Entry) -> str:
    label = f'<span class="label">{escape(entry.label)} </span>' if entry.label else ""
    place = attributes(href=f"#{entry.anchor}", lang=entry.language, dir=entry.direction)
    over = f"{escape(entry.over)}<br>\n" if entry.over else ""
    return f"<a{place}>{label}{element('span', over + escape(entry.text), class_='entry')}</a>"
