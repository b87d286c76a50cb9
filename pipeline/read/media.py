"""Pictures beside a source: PNG, JPEG and SVG files that its `img` elements name.

Reads the path of a source and `src`. Gives the bytes of a checked PNG or JPEG. A picture is named by a relative path
inside the folder of the source (`FILE.media/NAME.png`); nothing else is opened and nothing is fetched. SVG is drawn as
pixels, with the fonts of this project only, so that every machine draws the same.
"""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from lxml import etree
from PIL import Image, UnidentifiedImageError

from pipeline.data import TEMPLATES
from pipeline.errors import PipelineError, Place, RefusedInputError
from pipeline.gate import parsed
from pipeline.read.pixels import normal

LARGEST = 20 * 1024 * 1024
"""Most bytes of a picture's file. Chosen: far beyond a picture of a document, against hostile files."""
MOST_PIXELS = 50_000_000
"""Most pixels of a picture. Chosen: a page at 600 dots an inch has 35 million."""
SCALE = 3.0
"""Pixels for each pixel that an SVG asks for: about 288 dots an inch, as print wants it. Chosen: sharp in print."""
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_KINDS = {"PNG": "image/png", "JPEG": "image/jpeg"}
_OUTSIDE = re.compile(
    rb"(?i)(?:href|src)\s*=\s*[\"'](?!#|data:)|url\(\s*[\"']?(?!#|data:)|@import|<script|<foreignObject"
)
"""What would make an SVG depend on other files, or run."""


@dataclass(frozen=True, slots=True)
class Media:
    """A picture that was read: bytes ready for files, its type, its size in pixels, the hash of its source file."""

    data: bytes
    media_type: str
    width: int
    height: int
    sha256: str
    dots: float
    """Dots an inch, by which pixels become points."""
    original: bytes = b""
    """The bytes of the file, if they are others."""


def read_media(source: Path, src: str) -> Media:
    """Read the picture that `src` names beside `source`.

    Raises RefusedInputError for an address, a path out of the folder, a file over the limits, and for what is no
    picture that can be shown.
    """
    path = inside(source, src)
    try:
        if path.stat().st_size > LARGEST:
            raise RefusedInputError(f"the picture {src!r} is larger than {LARGEST >> 20} MiB", place=Place(source))
        data = path.read_bytes()
    except OSError as error:
        raise RefusedInputError(f"the picture {src!r} cannot be read: {error.strerror}", place=Place(source)) from error
    return checked(data, src, source)


def inside(source: Path, src: str) -> Path:
    """Return the path of a picture. Raises RefusedInputError if it is not inside the folder of the source."""
    name = PurePosixPath(src)
    if not src or _SCHEME.match(src) or ".." in name.parts or "\\" in src or "\0" in src:
        raise RefusedInputError(f"the picture {src!r} is not a file beside the source", place=Place(source))
    folder = source.parent.resolve()
    path = (folder / name).resolve()
    if not path.is_relative_to(folder):
        raise RefusedInputError(f"the picture {src!r} leads out of the folder of the source", place=Place(source))
    return path


def checked(data: bytes, src: str, source: Path) -> Media:
    """Return the picture in these bytes. Raises RefusedInputError as `read_media`."""
    key = hashlib.sha256(data).hexdigest()
    if _is_svg(data):
        drawn = _opened(_drawn(data, src, source), src, source, key, 96.0 * SCALE)
        return replace(drawn, original=data)
    return _opened(data, src, source, key, None)


def _opened(data: bytes, src: str, source: Path, key: str, dots: float | None) -> Media:
    try:
        with Image.open(io.BytesIO(data), formats=tuple(_KINDS)) as image:
            if image.width * image.height > MOST_PIXELS:
                raise RefusedInputError(f"the picture {src!r} has too many pixels", place=Place(source))
            given = image.info.get("dpi", (96.0, 96.0))[0]
            image.load()
            shown = normal(image)
            if shown is not None:
                return replace(_opened(shown, src, source, key, dots or float(given) or 96.0), original=data)
            kind = _KINDS[str(image.format)]
            return Media(data, kind, image.width, image.height, key, dots or float(given) or 96.0)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise RefusedInputError(_unread(data, src), place=Place(source)) from error


def _unread(data: bytes, src: str) -> str:
    """Return what is said of a picture that cannot be read, with what to do about drawings of Windows."""
    if data[40:44] == b" EMF" or data[:4] in (b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00"):
        return (
            f"the picture {src!r} is a drawing of Windows (EMF, WMF), which nothing here reads: save it as SVG or PNG"
        )
    return f"the picture {src!r} is not a PNG, JPEG or SVG that can be read"


def _refuse_large(root: etree._Element | None, src: str, source: Path) -> None:
    """Raise RefusedInputError for an SVG that asks for more pixels than a picture may have."""
    if root is None:
        return
    box = [float(number) for number in _NUMBER.findall(root.get("viewBox", ""))]
    sizes = [_NUMBER.match(root.get(name, "")) for name in ("width", "height")]
    wide, high = (
        float(given[0]) if given else (box[2 + place] if len(box) == 4 else 0.0) for place, given in enumerate(sizes)
    )
    if wide * high * SCALE * SCALE > MOST_PIXELS:
        raise RefusedInputError(f"the picture {src!r} has too many pixels", place=Place(source))


def _is_svg(data: bytes) -> bool:
    return b"<svg" in data[:2000]


def _drawn(data: bytes, src: str, source: Path) -> bytes:
    """Return an SVG as PNG. Raises RefusedInputError if it is malformed, or reaches for other files."""
    import resvg_py

    if _OUTSIDE.search(data):
        raise RefusedInputError(f"the picture {src!r} refers to other files or holds scripts", place=Place(source))
    try:
        _refuse_large(parsed(data)[0], src, source)
        drawn: bytes = resvg_py.svg_to_bytes(
            svg_string=data.decode("utf-8"),
            zoom=SCALE,
            skip_system_fonts=True,
            font_dirs=[str(TEMPLATES / "fonts")],
            background="#ffffff",
        )
    except (PipelineError, etree.XMLSyntaxError, ValueError) as error:
        raise RefusedInputError(f"the picture {src!r} cannot be drawn: {error}", place=Place(source)) from error
    return bytes(drawn)
