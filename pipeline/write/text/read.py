"""Plain text read back.

Reads UTF-8. Gives a `Reading`. Plain text has no structure: its notices are in brackets, its colophon is the last
line, both known by their wording; so of plain text only the words can be compared, not their order.
"""

from __future__ import annotations

import re

from pipeline.languages.records import Strings
from pipeline.languages.strings import strings
from pipeline.write.reading import Parts, Reading, Sort

_BRACKETED = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])+)\]")
_MARKED = re.compile(r"\[([^\s\[\]-][^\s\[\]]{0,5})\]|\(([^\s()]{1,6})\)")
"""Marks of notes, in square brackets, in Arabic in round ones."""
_SIGNS = {
    Sort.INSERTION: (re.compile(r"\{\+"), re.compile(r"\+\}")),
    Sort.DELETION: (re.compile(r"\[-"), re.compile(r"-\]")),
}
"""Signs at which a change begins and ends."""
_LEGEND = re.compile(r"\[[^\[\]{}]*\{\+[^+]*\+\}\s+\[-[^-]*-\]\]")
"""What says at the head of the file what its signs mean."""


def read(data: bytes, language: str = "en") -> Reading:
    """Return the reading of a text file; `language` is BCP 47: that of the notices."""
    text = data.decode("utf-8")
    return Reading(lambda: text, lambda: _parts(text, language), counts=lambda sort: _counted(text, sort))


def _counted(text: str, sort: Sort) -> list[str]:
    """Return what is in the text of one kind, by its signs."""
    if sort is Sort.PICTURE:
        return _BRACKETED.findall(text)
    if sort is Sort.MARK:
        return [one or other for one, other in _MARKED.findall(text)]
    return _changes(_LEGEND.sub("", text, count=1), *_SIGNS[sort]) if sort in _SIGNS else []


def _changes(text: str, begin: re.Pattern[str], end: re.Pattern[str]) -> list[str]:
    """Return the text of each change: those in columns side by side end in the order in which they begin."""
    ends = end.finditer(text)
    found: list[str] = []
    for opened in begin.finditer(text):
        closed = next((sign for sign in ends if sign.start() >= opened.end()), None)
        if closed is not None:
            found.append(text[opened.end() : closed.start()])
    return found


def _parts(text: str, language: str) -> Parts:
    """Return all of it as text, without notices and colophon."""
    own = "\n".join(text.splitlines())
    for notice in _notices(strings(language)):
        own = notice.sub("\n", own, count=1)
    return Parts((), own, ())


def _notices(words: Strings) -> list[re.Pattern[str]]:
    """Return the notices at the head of the file and the colophon at its end, wrapped at any space."""
    text, legend = words.text, f"{words.comparison.redline.legend}: {{what}}"
    head = [rf"\A\s*{_wrapped(f'[{notice}]')}" for notice in (text.provisional, text.recovered, legend)]
    return [re.compile(pattern) for pattern in (*head, rf"{_wrapped(text.colophon)}\s*\Z")]


def _wrapped(text: str) -> str:
    """Return a pattern for the text with line ends anywhere between its characters; `{what}` stands for anything."""
    parts = text.split("{what}")
    found = [r"\s*".join(re.escape(c) for c in part if not c.isspace()) for part in parts]
    return r"[^\]]*?".join(found)
