"""Inlines as HTML.

Reads runs, note marks, breaks and tabs. Gives phrasing content; note marks are entered in the context's account.
"""

from __future__ import annotations

import base64
import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby

from pipeline.characters.digits import marked
from pipeline.document import Change, Inline, LineBreak, Link, Look, NoteMark, Picture, Text
from pipeline.layout.cascade import shown
from pipeline.write.html.context import Context
from pipeline.write.html.markup import attributes, element, escape

_LOOKS = (
    (Look.RAISED, "<sup>", "</sup>"),
    (Look.LOWERED, "<sub>", "</sub>"),
    (Look.SMALL_CAPS, '<span class="small-caps">', "</span>"),
    (Look.STRIKE, "<s>", "</s>"),
    (Look.UNDERLINE, "<u>", "</u>"),
    (Look.ITALIC, "<i>", "</i>"),
    (Look.BOLD, "<b>", "</b>"),
)
_BREAK = "<br>\n"
_PRINTED_BREAK = ' <br class="printed">'
"""A break that only a column as wide as that of the print has; on a narrow screen the space is left."""
_TAB = '<span class="tab"> </span>'
"""A column gap: wide on the page, a space for readers of the text alone."""
_NUMBER = r'<span class="number">\g<0></span>'
"""A number in groups, which no line parts."""
_SAFE_TARGET = re.compile(r"(?:https?://[^\s/]|mailto:[^\s]|#[^\s]|\./[^\s/.])[^\s]*", re.IGNORECASE)
"""What a link may lead to; `./` leads into the folder of the page itself, which only contents of sets do."""
_UN_TARGET = re.compile(r"https?://(?:docs\.un|undocs)\.org/(ar|zh|ch|en|fr|ru|es|sp)/", re.IGNORECASE)
_OLD_TAGS = {"ch": "zh", "sp": "es"}  # [form symbols.4]


def write_inlines(context: Context, inlines: Sequence[Inline]) -> str:
    """Return the inlines in order; runs of one link, or of one change of the source, become one."""
    if context.says_changes:
        groups = groupby(inlines, key=lambda inline: inline.change)
        return "".join(_change_element(context, change, _grouped(context, list(group))) for change, group in groups)
    return _grouped(context, inlines)


def _change_element(context: Context, change: Change | None, content: str) -> str:
    """Return what the source marks as inserted or deleted, said in words to those who do not see the line along it."""
    if change is None or not content:
        return content
    words = context.words.comparison.redline
    opens, closes = (_unseen(f"[{words.inserted if change.is_new else words.deleted}: "), _unseen("]"))
    return element("ins" if change.is_new else "del", f"{opens}{content}{closes}", class_=change.value)


def _unseen(words: str) -> str:
    return element("span", escape(words), class_="unseen", data_generated=True)


def _grouped(context: Context, inlines: Sequence[Inline]) -> str:
    if not any(isinstance(inline, Text) and (inline.link or inline.isolate) for inline in inlines):
        return "".join([_one(context, inline) for inline in inlines])
    groups = groupby(inlines, key=lambda inline: inline.link if isinstance(inline, Text) else None)
    return "".join([_linked(link, "".join(_passages(context, group))) for link, group in groups])


def _passages(context: Context, inlines: Iterable[Inline]) -> Iterator[str]:
    """Yield inlines of one link; neighbours isolated in one direction are in one isolate, which keeps their order."""
    for isolate, group in groupby(inlines, key=lambda inline: inline.isolate if isinstance(inline, Text) else None):
        runs = [*group]
        if isolate is None or len(runs) == 1:
            yield from (_one(context, run) for run in runs)
            continue
        bare = (replace(run, isolate=None) for run in runs if isinstance(run, Text))
        yield element("bdi", "".join(_one(context, run) for run in bare), dir=isolate.value)


def _one(context: Context, inline: Inline) -> str:
    change = None if inline.change is None or context.says_changes else inline.change
    if isinstance(inline, Text):
        return _changed(_run(inline, shown(inline, inline.language or context.language)), change)
    if isinstance(inline, NoteMark):
        return _changed(_mark(context, inline), change)
    if isinstance(inline, Picture):
        return _changed(_picture(context, inline), change)
    if isinstance(inline, LineBreak):
        return _PRINTED_BREAK if inline.printed else _BREAK
    return _TAB


def _picture(context: Context, picture: Picture) -> str:
    """Return a picture inside the page, at most as wide as its column; without a file its words."""
    file = context.document.pictures.get(picture.file)
    if file is None:
        return element("span", escape(picture.words), class_="no-picture")
    address = f"data:{file.media_type};base64,{base64.b64encode(file.data).decode()}"
    width, height = (round(points / 0.75) for points in (picture.width, picture.height))
    return f"<img{attributes(src=address, alt=picture.alt, width=width, height=height)}>"


def _changed(content: str, change: Change | None) -> str:
    """Return a run of a marked document: new as insertion, old as deletion; a move is named in the class."""
    if change is None or not content:
        return content
    return element("ins" if change.is_new else "del", content, class_=change.value)


def _run(run: Text, looks: Look) -> str:
    """Return a run: looks innermost, then date, language and isolation."""
    text = marked(escape(run.text), _NUMBER)
    if looks is not Look.PLAIN:
        before, after = _around(looks)
        text = f"{before}{text}{after}"
    if run.date and _is_date(run.date):
        text = element("time", text, datetime=run.date)
    if run.isolate:
        text = element("bdi", text, dir=run.isolate.value, lang=run.language)
    elif run.language:
        text = element("span", text, lang=run.language)
    return element("span", text, data_generated=True) if run.generated else text


@cache
def _around(looks: Look) -> tuple[str, str]:
    """Return the tags before and after a run of these looks."""
    found = [(before, after) for look, before, after in _LOOKS if look in looks]
    return "".join(before for before, _ in reversed(found)), "".join(after for _, after in found)


def _is_date(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).year > 0
    except ValueError:
        return False


def _mark(context: Context, mark: NoteMark) -> str:
    """Return the place where a note is called. A mark without a note (which prepare never gives) is left out."""
    note = context.notes.get(mark.note)
    if note is None:
        return ""
    link = element("a", escape(note.printed), id=context.call(note.id), href=f"#{note.id}", role="doc-noteref")
    return f'<sup class="mark">{link}</sup>'


def _linked(link: Link | None, content: str) -> str:
    """Return `content` as a link, if its target is one that a page may lead to; else plainly."""
    if link is None or not content or not _SAFE_TARGET.fullmatch(link.target):
        return content
    language = _UN_TARGET.match(link.target)
    tag = language.group(1).lower() if language else ""
    rel = "" if link.internal else "external"
    return f"<a{attributes(href=link.target, rel=rel, hreflang=_OLD_TAGS.get(tag, tag))}>{content}</a>"
