"""Pictures: each is on a line of its own, below the text of its paragraph, but for those no higher than a line.

Reads the inlines of a paragraph. Gives its words apart from its pictures. `prepare` puts pictures after the words: one
inside a line of text would tear the line apart. A picture as high as a line, or lower (a sign, an icon), stays in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.document.inlines import Inline, Picture, Text


def has_pictures(inlines: Sequence[Inline]) -> bool:
    """Return True if a picture is among the inlines."""
    return Picture in map(type, inlines)


def apart(inlines: Sequence[Inline]) -> tuple[tuple[Inline, ...], tuple[Picture, ...]]:
    """Return the inlines without pictures, and the pictures, both in order; a space is left where two would meet.

    Pictures no higher than a line are among the words.
    """
    if not has_pictures(inlines):
        return tuple(inlines), ()
    words: list[Inline] = []
    pictures: list[Picture] = []
    for inline in inlines:
        if isinstance(inline, Picture) and not inline.in_line:
            pictures.append(inline)
            continue
        before = words[-1] if words else None
        meet = isinstance(before, Text) and isinstance(inline, Text) and before.text.endswith(" ")
        if pictures and meet and isinstance(inline, Text) and inline.text.startswith(" "):
            words.append(replace(inline, text=inline.text[1:]))
        else:
            words.append(inline)
    return tuple(words), tuple(pictures)
