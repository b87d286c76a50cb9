"""Pixels of a picture as every format shows them alike: upright, eight bits a channel, plain colours.

Reads a picture that Pillow has opened. Gives PNG bytes, the same on every machine, where the file itself would be shown
otherwise by one format than by the next.
"""

from __future__ import annotations

import struct
import zlib

from PIL import Image, ImageOps

from pipeline.packing import zlib_compressed

_PLAIN = frozenset(("1", "L", "LA", "P", "PA", "RGB", "RGBA"))
_ORIENTATION = 0x0112
"""The tag Orientation (Exif 2.32)."""
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def normal(image: Image.Image) -> bytes | None:
    """Return the picture as PNG if it is turned by its metadata, or has colours or depths that some programs lack;
    None for one that can stay as it is.
    """
    turned = image.getexif().get(_ORIENTATION, 1) not in (0, 1)
    if image.mode in _PLAIN and not turned:
        return None
    upright = ImageOps.exif_transpose(image) if turned else image
    return _encoded(_shallow(upright))


def _shallow(image: Image.Image) -> Image.Image:
    """Return the picture with eight bits a channel."""
    if image.mode.startswith("I"):
        scaled = image.convert("I").point(lambda value: value / 256)
        return scaled.convert("L").convert("RGB")
    return image.convert("RGBA" if "A" in image.mode or "transparency" in image.info else "RGB")


def _encoded(image: Image.Image) -> bytes:
    """Return RGB or RGBA as PNG (ISO/IEC 15948), its rows without a filter."""
    raw, step = image.tobytes(), image.width * len(image.getbands())
    rows = b"".join(b"\0" + raw[at : at + step] for at in range(0, len(raw), step))
    header = struct.pack(">IIBBBBB", image.width, image.height, 8, 6 if image.mode == "RGBA" else 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib_compressed(rows)), (b"IEND", b""))
    return _SIGNATURE + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
