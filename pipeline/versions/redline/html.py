"""The HTML redline: the ordinary page of a marked document, with a bar to walk through the changes, and side by side.

Reads a marked `Document`, `templates/versions/redline.css` and `.js`. Gives one page that needs no other file. Without
scripts the changes and the two columns are there, only the keys are not.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.document import Document
from pipeline.languages.records.comparison import ComparisonWords
from pipeline.languages.strings import strings, word
from pipeline.versions.redline.columns import Column, both, side_html
from pipeline.versions.redline.page import filled, read_template
from pipeline.write import PAGE, Options, writer
from pipeline.write.html.markup import attributes, element, escape

_KINDS = (("ins", "inserted", "inserted"), ("del", "deleted", "deleted"), ("del", "moved-from", "moved_from"),
          ("ins", "moved-to", "moved_to"))  # fmt: skip


def html_redline(document: Document) -> bytes:
    """Return the page of a marked document."""
    words = strings(document.identity.language).comparison
    page = writer(PAGE)(document, Options()).data.decode("utf-8")
    styles = f"<style>\n{read_template('redline.css')}</style>"
    script = f"<script>\n{read_template('redline.js')}</script>"
    return filled(page, head=styles, top=_bar(document, words), bottom=f"{_side(document, words)}\n{script}")


def _bar(document: Document, words: ComparisonWords) -> str:
    revision = document.revision
    assert revision is not None
    names = words.redline.from_to.format(old=revision.old, new=revision.new)
    legend = "".join(
        f"<li>{element(tag, escape(word(words.redline, key)), class_=name)}</li>" for tag, name, key in _KINDS
    )
    buttons = "".join(
        f'<button type="button" class="redline-needs-script"{attributes(data_do=name, aria_pressed=pressed)}>'
        f"{escape(word(words.redline, name))}</button>"
        for name, pressed in (("previous", ""), ("next", ""), ("side", "false"))
    )
    position = attributes(data_text=words.redline.position, data_none=words.redline.none, role="status")
    keys_label = escape(words.redline.keys)
    keys = f'<label class="redline-needs-script"><input type="checkbox" checked> {keys_label}</label>'
    lines = [
        f'<p class="redline-summary"><bdi>{escape(names)}</bdi><br>{escape(revision.summary)}</p>',
        f'<ul class="redline-legend"{attributes(aria_label=words.redline.legend)}>{legend}</ul>',
        buttons,
        f'<p class="redline-position"{position}></p>',
        keys,
    ]
    label = words.redline.legend
    return f'<div class="redline-bar" role="region" data-generated{attributes(aria_label=label)}>{"".join(lines)}</div>'


def _side(document: Document, words: ComparisonWords) -> str:
    """Return the two versions as the columns of a table."""
    old, new = words.redline.old, words.redline.new
    head = f'<thead><tr><th scope="col">{escape(old)}</th><th scope="col">{escape(new)}</th></tr></thead>'
    rows = "\n".join(_rows(document, old, new))
    label = words.redline.side
    table = f"<table>{head}<tbody>\n{rows}\n</tbody></table>"
    heading = f"<h1>{escape(label)}</h1>"
    return f'<section class="redline-side" data-generated{attributes(aria_label=label)}>{heading}{table}</section>'


def _rows(document: Document, old: str, new: str) -> Iterator[str]:
    for left, right in both(document):
        changed = left.changed or right.changed
        cells = (_cell(left, old, document), _cell(right, new, document))
        yield f"<tr{attributes(class_='changed' if changed else '')}>{''.join(cells)}</tr>"


def _cell(column: Column, side: str, document: Document) -> str:
    content = side_html(column, document) or '<span class="redline-empty" aria-hidden="true">–</span>'
    return f"<td{attributes(data_side=side)}>{content}</td>"
