"""Marks drawn as vectors: bar code, QR code, recycling mark.

Reads digits and addresses. Gives rectangles and paths as content stream operators, from the lower left corner.
"""

from __future__ import annotations

import io
import math
import re

from pipeline.write.qr import qr_modules

_WIDE, _NARROW = 2.5, 1.0
"""Widths of bars in modules (Code 39, ISO/IEC 16388: ratio 2 to 3)."""
_CODE39 = {  # bar and space widths, alternately; w is wide (ISO/IEC 16388)
    "0": "nnnwwnwnn", "1": "wnnwnnnnw", "2": "nnwwnnnnw", "3": "wnwwnnnnn", "4": "nnnwwnnnw", "5": "wnnwwnnnn",
    "6": "nnwwwnnnn", "7": "nnnwnnwnw", "8": "wnnwnnwnn", "9": "nnwwnnwnn", "*": "nwnnwnwnn", "-": "nwnnnnwnw",
}  # fmt: skip


_DARK = re.compile(b"\1+")
"""Dark modules beside each other."""


def bar_code(digits: str, width: float, height: float) -> str:
    """Return the Code 39 bars of `digits` between its start and stop signs, as filled rectangles of this size."""
    text = f"*{''.join(c for c in digits if c in _CODE39)}*"
    modules = math.fsum(math.fsum(_WIDE if w == "w" else _NARROW for w in _CODE39[c]) + _NARROW for c in text) - _NARROW
    unit, x, parts = width / modules, 0.0, []
    for char in text:
        for number, kind in enumerate(_CODE39[char]):
            wide = unit * (_WIDE if kind == "w" else _NARROW)
            if number % 2 == 0:
                parts.append(f"{x:.3f} 0 {wide:.3f} {height:g} re")
            x += wide
        x += unit * _NARROW
    return "\n".join([*parts, "f"])


def qr_code(address: str, size: float) -> str:
    """Return a QR code of `address` as filled rectangles, a square of this size without quiet zone."""
    matrix = qr_modules(address)
    unit, parts = size / len(matrix), []
    for y, row in enumerate(matrix, 1):
        bottom = size - y * unit
        for run in _DARK.finditer(bytes(row)):
            x, end = run.span()
            parts.append(f"{x * unit:.3f} {bottom:.3f} {(end - x) * unit:.3f} {unit:.3f} re")
    return "\n".join([*parts, "f"])


def recycling_mark(size: float) -> str:
    """Return three arrows that chase each other, in a square of this size."""
    out = io.StringIO()
    centre, radius = size / 2, size * 0.36
    out.write(f"{size * 0.09:.2f} w\n")
    for number in range(3):
        begin = math.radians(90 + 120 * number)
        turn = math.radians(-80)
        points = [begin + turn * step / 6 for step in range(7)]
        for step, angle in enumerate(points):
            x, y = centre + radius * math.cos(angle), centre + radius * math.sin(angle)
            out.write(f"{x:.2f} {y:.2f} {'l' if step else 'm'}\n")
        out.write("S\n")
        tip = begin + math.radians(-112)
        ends = [(radius, tip), (radius * 1.4, begin + turn), (radius * 0.6, begin + turn)]
        for step, (reach, angle) in enumerate(ends):
            x, y = centre + reach * math.cos(angle), centre + reach * math.sin(angle)
            out.write(f"{x:.2f} {y:.2f} {'l' if step else 'm'}\n")
        out.write("f\n")
    return out.getvalue().rstrip()
