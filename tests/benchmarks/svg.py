"""Plots as SVG: lines over two logarithmic axes.

Reads a `Plot`. Gives SVG text that reads well on light and dark ground. Lines differ by dashes and by marks, not by
colour alone, and each has its name at its end.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from tests.benchmarks.result import Line, Plot, figure

_WIDTH, _HEIGHT = 760, 440
_LEFT, _RIGHT, _TOP, _BOTTOM = 80, 150, 46, 56
_LOOKS = (
    ("#1f6fb4", ""), ("#c2571a", "8 4"), ("#2c8a4b", "2 4"), ("#8a4bb0", "10 3 2 3"), ("#b03a5b", "5 5"),
    ("#6b6b6b", "1 6"),
)  # fmt: skip
_NAME_HEIGHT = 15
_FACE = 'role="img" aria-labelledby="title description" font-family="sans-serif" font-size="12"'


@dataclass(frozen=True, slots=True)
class _Axis:
    """A logarithmic axis from `low` to `high`, drawn from pixel `start` to pixel `end`."""

    low: float
    high: float
    start: float
    end: float

    @classmethod
    def over(cls, values: list[float], start: float, end: float) -> _Axis:
        """Return the axis that holds these values; its ends are powers of ten."""
        low, high = (10.0 ** round_(math.log10(value)) for round_, value in
                     ((math.floor, min(values)), (math.ceil, max(values))))  # fmt: skip
        return cls(low, high if high > low else low * 10, start, end)

    def at(self, value: float) -> float:
        """Return the pixel of a value."""
        share = math.log10(value / self.low) / math.log10(self.high / self.low)
        return self.start + share * (self.end - self.start)

    def ticks(self) -> Iterator[float]:
        """Yield the powers of ten."""
        for power in range(round(math.log10(self.low)), round(math.log10(self.high)) + 1):
            yield 10.0**power


def svg(plot: Plot) -> str:
    """Return the plot as a whole file, with a title and a description for those who cannot see it."""
    points = [point for line in plot.lines for point in line.points]
    across = _Axis.over([x for x, _ in points], _LEFT, _WIDTH - _RIGHT)
    up = _Axis.over([y for _, y in points], _HEIGHT - _BOTTOM, _TOP)
    described = "; ".join(f"{line.name}: {_in_words(line)}" for line in plot.lines)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" {_FACE}>',
        f'<title id="title">{escape(plot.title)}</title>',
        f'<desc id="description">{escape(described)}</desc>',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
        f'<text x="{_LEFT}" y="26" font-size="15" fill="#222222">{escape(plot.title)}</text>',
        *_grid(across, up, plot),
        *_lines(plot, across, up),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _in_words(line: Line) -> str:
    return ", ".join(f"{figure(y)} at {figure(x)}" for x, y in line.points)


def _grid(across: _Axis, up: _Axis, plot: Plot) -> Iterator[str]:
    """Yield lines at powers of ten with their figures, and what the axes are."""
    for value in across.ticks():
        x = across.at(value)
        yield f'<path d="M{x:.1f} {_TOP}V{_HEIGHT - _BOTTOM}" stroke="#dddddd"/>'
        yield f'<text x="{x:.1f}" y="{_HEIGHT - _BOTTOM + 18}" text-anchor="middle" fill="#444444">{value:,g}</text>'
    for value in up.ticks():
        y = up.at(value)
        yield f'<path d="M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}" stroke="#dddddd"/>'
        yield f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end" fill="#444444">{value:,g}</text>'
    middle = (_LEFT + _WIDTH - _RIGHT) / 2
    yield f'<text x="{middle:.0f}" y="{_HEIGHT - 14}" text-anchor="middle" fill="#222222">{escape(plot.x)}</text>'
    turned = f'transform="rotate(-90 20 {_HEIGHT / 2:.0f})"'
    yield f'<text x="20" y="{_HEIGHT / 2:.0f}" text-anchor="middle" fill="#222222" {turned}>{escape(plot.y)}</text>'


def _lines(plot: Plot, across: _Axis, up: _Axis) -> Iterator[str]:
    """Yield each line with its marks; names at the ends, pushed apart where they would touch."""
    places: dict[int, float] = {}
    lowest = -math.inf
    ends = sorted((up.at(line.points[-1][1]), number) for number, line in enumerate(plot.lines))
    for y, number in ends:
        lowest = places[number] = max(y, lowest + _NAME_HEIGHT)
    for number, line in enumerate(plot.lines):
        colour, dashes = _LOOKS[number % len(_LOOKS)]
        pixels = [(across.at(x), up.at(y)) for x, y in line.points]
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in pixels)
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        yield f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"{dashed}/>'
        for x, y in pixels:
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>'
        name = escape(line.name)
        yield f'<text x="{_WIDTH - _RIGHT + 10}" y="{places[number] + 4:.1f}" fill="{colour}">{name}</text>'
