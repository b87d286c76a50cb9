"""The QR code of an address, made once for all formats of a document.

Reads an address. Gives rows of modules, True for dark, without a quiet zone. Error correction is level M, or better
where a code of the same size can hold it. The mask is the one that ISO/IEC 18004, 7.8.3 asks for: segno lays the code
out, and all eight masks are judged here on numbers of one bit a module, which takes a tenth of the time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

import segno
from segno import consts

_MASKS: tuple[Callable[[int, int], bool], ...] = (
    lambda y, x: (y + x) % 2 == 0,
    lambda y, x: y % 2 == 0,
    lambda y, x: x % 3 == 0,
    lambda y, x: (y + x) % 3 == 0,
    lambda y, x: (y // 2 + x // 3) % 2 == 0,
    lambda y, x: y * x % 2 + y * x % 3 == 0,
    lambda y, x: (y * x % 2 + y * x % 3) % 2 == 0,
    lambda y, x: ((y + x) % 2 + y * x % 3) % 2 == 0,
)
"""Data mask patterns by row and column (ISO/IEC 18004, table 10)."""

_DATA = (consts.TYPE_DATA_DARK, consts.TYPE_DATA_LIGHT)
_PATTERNS = (consts.TYPE_FINDER_PATTERN_DARK, consts.TYPE_ALIGNMENT_PATTERN_DARK, consts.TYPE_TIMING_DARK)
"""The dark modules that are there when the masks are judged."""

_GAP = "0000"
"""Light modules between two rows: a finder pattern at the edge of a code has light beside it."""

_FINDER = re.compile("1011101(?:(?=0000)|(?<=00001011101))")
_DIGITS = bytes.maketrans(b"\0\1", b"01")


@lru_cache(maxsize=4)
def qr_modules(address: str) -> tuple[tuple[bool, ...], ...]:
    """Rows of the code from the top, modules from the left."""
    made = segno.make(address, error="m", micro=False, mask=0)
    version, level = int(made.version), str(made.error)
    frame = _frame(version)
    data = _number(row.translate(_DIGITS).decode() for row in made.matrix) & frame.data ^ frame.masks[0]
    mask = min(range(8), key=lambda n: _penalty(data ^ frame.masks[n] | frame.patterns, frame))
    code = data ^ frame.masks[mask] | _finished(version, level, mask)
    rows = _digits(code, frame)
    return tuple(
        tuple(digit == "1" for digit in rows[at : at + frame.size]) for at in range(0, len(rows), frame.stride)
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all codes of a version share: the side of the square, and numbers of one bit a module."""

    size: int
    data: int
    """The modules that hold data."""
    patterns: int
    """Dark modules of finder, alignment and timing patterns."""
    masks: tuple[int, ...]
    pairs: int
    """The modules with another one before them in the row."""

    @property
    def stride(self) -> int:
        """Bits from a module to the one below it."""
        return self.size + len(_GAP)


@lru_cache(maxsize=40)
def _frame(version: int) -> _Frame:
    made = segno.make("0", version=version, micro=False, mask=0)
    kinds = [list(row) for row in made.matrix_iter(border=0, verbose=True)]
    size = len(kinds)

    def where(test: Callable[[int, int], bool]) -> int:
        return _number("".join("01"[test(y, x)] for x in range(size)) for y in range(size))

    last = (8, size - 9)  # segno calls this module of data one of the format
    data = where(lambda y, x: kinds[y][x] in _DATA or (y, x) == last)
    patterns = where(lambda y, x: kinds[y][x] in _PATTERNS)
    masks = tuple(where(mask) & data for mask in _MASKS)
    return _Frame(size, data, patterns, masks, where(lambda y, x: x > 0))


@lru_cache(maxsize=64)
def _finished(version: int, level: str, mask: int) -> int:
    """The dark modules that are no data: the patterns, and what says version, level and mask."""
    made = segno.make("0", version=version, error=level, mask=mask, micro=False, boost_error=False)
    return _number(row.translate(_DIGITS).decode() for row in made.matrix) & ~_frame(version).data


def _number(rows: Iterable[str]) -> int:
    """Rows of the digits 0 and 1 as one number, a gap between each two."""
    return int(_GAP.join(rows), 2)


def _digits(code: int, frame: _Frame) -> str:
    return format(code, f"0{frame.stride * frame.size - len(_GAP)}b")


def _penalty(code: int, frame: _Frame) -> int:
    """Points of a masked code, the fewer the better (ISO/IEC 18004, table 11)."""
    stride = frame.stride
    rows = _digits(code, frame)
    columns = _GAP.join([rows[x::stride] for x in range(frame.size)])
    alike, alike_below = _alike(code, frame), _alike(int(columns, 2), frame)
    blocks = alike & alike >> stride & ~(code ^ code >> stride)
    finders = sum(len(_FINDER.findall(f"{_GAP}{lines}{_GAP}")) for lines in (rows, columns))
    balance = int(abs(code.bit_count() / frame.size**2 * 100 - 50) / 5)
    return _runs(alike) + _runs(alike_below) + 3 * blocks.bit_count() + 40 * finders + 10 * balance


def _alike(code: int, frame: _Frame) -> int:
    """The modules that are as the one before them in the row."""
    return ~(code ^ code >> 1) & frame.pairs


def _runs(alike: int) -> int:
    """Points of five and more modules of one colour in a row: two less than there are."""
    fives = alike & alike >> 1 & alike >> 2 & alike >> 3
    return fives.bit_count() + 2 * (fives & ~(fives >> 1)).bit_count()
