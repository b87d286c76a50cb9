"""The QR code of an address, made once for all formats of a document.

Reads an address. Gives rows of modules, True for dark, without a quiet zone. Error correction is level M, or better
where a code of the same size can hold it (ISO/IEC 18004).
"""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=4)
def qr_modules(address: str) -> tuple[tuple[bool, ...], ...]:
    """Return the rows of the code from the top, modules from the left."""
    import segno  # loads a client of the web: only for a document that has an address

    matrix = segno.make(address, error="m", micro=False).matrix
    return tuple(tuple(module == 1 for module in row) for row in matrix)
