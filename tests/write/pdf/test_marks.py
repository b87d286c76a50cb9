"""Bar code, QR code, recycling mark."""

from __future__ import annotations

import re

import pytest
import zxingcpp
from PIL import Image

from pipeline.write.pdf.draw import marks

# Wide (1) and narrow (0) elements of Code 39 from its rule: two of five bars and one of four spaces are wide.
DIGITS = {"1": "100100001", "0": "000110100", "*": "010010100"}


def elements(operators: str) -> list[tuple[float, float]]:
    """Return the left edge and width of each rectangle."""
    return [(float(x), float(w)) for x, w in re.findall(r"^([\d.]+) 0 ([\d.]+) [\d.]+ re$", operators, re.MULTILINE)]


@pytest.mark.parametrize("digit", "01")
def test_bars_spell_start_sign_digit_and_stop_sign_in_code_39(digit: str):
    bars = elements(marks.bar_code(digit, 100.0, 10.0))
    unit = min(w for _, w in bars)
    expected = DIGITS["*"] + "0" + DIGITS[digit] + "0" + DIGITS["*"]
    found = []
    for (x, w), following in zip(bars, [*bars[1:], None], strict=True):
        found.append("1" if w > 1.5 * unit else "0")
        if following:
            found.append("1" if following[0] - x - w > 1.5 * unit else "0")
    assert "".join(found) == expected


def test_the_bar_code_is_as_wide_as_asked_for():
    x, w = elements(marks.bar_code("2520098", 96.0, 10.5))[-1]
    assert x + w == pytest.approx(96.0, abs=0.01)


def test_the_qr_code_is_read_as_its_address():
    address, size, pixels = "https://docs.un.org/en/A/RES/80/92", 54.7, 8
    page = Image.new("L", (500, 500), 255)
    for x, y, w, h in re.findall(
        r"^([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re$", marks.qr_code(address, size), re.MULTILINE
    ):
        left, top = 20 + float(x) * pixels, 20 + (size - float(y) - float(h)) * pixels
        box = (left, top, left + float(w) * pixels, top + float(h) * pixels)
        page.paste(0, tuple(map(round, box)))
    assert [code.text for code in zxingcpp.read_barcodes(page)] == [address]


def test_the_recycling_mark_has_three_arrows():
    assert marks.recycling_mark(18.0).count("\nf") == 3
