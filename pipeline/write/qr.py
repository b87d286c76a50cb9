"""The QR code of an address, made once for all formats of a document.

Reads an address. Gives rows of modules, True for dark, without a quiet zone. Error correction is level M, or better
where a code of the same size can hold it (ISO/IEC 18004).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

_LEVELS = "MQH"
"""Levels of error correction, from the least (ISO/IEC 18004, 6.5)."""

Modules = tuple[tuple[bool, ...], ...]
"""Rows of a code from the top, modules from the left."""


@lru_cache(maxsize=4)
def qr_modules(address: str) -> Modules:
    """Return the rows of the code from the top, modules from the left."""
    images = (_image(address, level) for level in _LEVELS)
    best = next(images)
    for better in images:
        if len(better) > len(best):
            break
        best = better
    side = len(best)
    pixels = best.tobytes()
    return tuple(tuple(not pixel for pixel in pixels[at : at + side]) for at in range(0, side * side, side))


def _image(address: str, level: str) -> memoryview:
    """Return a code of one level, a byte for each module: 0 for dark."""
    import zxingcpp  # only for a document that has an address

    code = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level=level)
    image: Any = code.to_image(scale=1, add_quiet_zones=False)  # a buffer, which its types do not say
    return memoryview(image)
