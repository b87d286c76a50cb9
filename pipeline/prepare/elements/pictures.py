"""Pictures: `img` in the text.

Reads `img` elements and the files beside the source. Writes a `Picture` to the flow. Those of the masthead and of the
foot of page 1 (emblem, bar code, QR code, recycling mark) are the form's own and no part of the text.
"""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree

from pipeline.akn.names import text_of
from pipeline.characters.whitespace import Run, words_of
from pipeline.document import Picture, PictureFile
from pipeline.errors import RefusedInputError
from pipeline.prepare.walk.flow import BlockContext, Zone
from pipeline.prepare.walk.traverse import DocumentState, Walker
from pipeline.read.media import Media, read_media

_POINTS = {"": 0.75, "px": 0.75, "pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0}
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(px|pt|mm|cm|in|)\s*")
_NAMELESS = 16
"""Digits of the hash that name a picture without name. Chosen: 64 bits, no two pictures meet."""


def picture(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `img`: a picture in the text; in cover page and conclusions of the print a mark of the form."""
    src = (element.get("src") or "").strip()
    alt = words_of(element.get("alt") or element.get("title") or "")
    if context.zone is not Zone.COVER and (src or alt):
        shown = _picture(walker.state, element, src, alt)
        walker.flow.add(replace(shown, change=context.change) if context.change else shown, context)
    if text_of(element).strip():  # where no words belong: apart from the word before the picture
        walker.flow.add(Run(" ", generated=True), context)
    walker.children(element, context)


def _picture(state: DocumentState, element: etree._Element, src: str, alt: str) -> Picture:
    words = alt or src.rpartition("/")[2] or "—"
    try:
        media = read_media(state.source, src)
    except RefusedInputError as error:
        state.warn(f"{error.what}; its alternative text stands for it")
        return Picture("", words)
    if not alt:
        state.warn(f'the picture {src!r} has no alternative text (add alt="…")')
    key = media.sha256[:_NAMELESS]
    state.pictures[key] = PictureFile(
        data=media.data,
        media_type=media.media_type,
        width=media.width,
        height=media.height,
        source=src,
        original=media.original,
    )
    return Picture(key, words, *_size(element, media))


def _size(element: etree._Element, media: Media) -> tuple[float, float]:
    """Return the width and height in points: those of the element, else of the pixels; one alone keeps the
    proportions.
    """
    natural = (media.width * 72 / media.dots, media.height * 72 / media.dots)
    width, height = (_points(element.get(name) or "") for name in ("width", "height"))
    if width and height:
        return width, height
    if width or height:
        share = width / natural[0] if width else height / natural[1]
        return natural[0] * share, natural[1] * share
    return natural


def _points(text: str) -> float:
    """Return a length in points; 0 if there is none that can be understood."""
    match = _LENGTH.fullmatch(text)
    return float(match[1]) * _POINTS[match[2]] if match else 0.0
