"""The QR code that all formats share."""

import pytest
import zxingcpp
from PIL import Image

from pipeline.write.qr import qr_modules

ADDRESS = "https://docs.un.org/en/A/RES/80/1"


def test_a_code_is_square_with_finder_marks_in_three_corners():
    rows = qr_modules(ADDRESS)
    assert {len(row) for row in rows} == {len(rows)}
    dark = [rows[y][x] for y, x in ((0, 0), (0, -1), (-1, 0))]
    assert dark == [True, True, True]
    assert [row[7] for row in rows[:8]] == [False] * 8


def test_another_address_gives_another_code():
    assert qr_modules(ADDRESS) != qr_modules(ADDRESS.replace("80/1", "80/2"))


@pytest.mark.parametrize(("address", "level"), [("https://docs.un.org/en/A/RES/80/1", "Q"), (ADDRESS * 2, "M")])
def test_errors_are_corrected_as_well_as_the_size_of_level_m_allows(address: str, level: str):
    rows = qr_modules(address)
    image = Image.new("L", (len(rows) + 8, len(rows) + 8), 255)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            image.putpixel((x + 4, y + 4), 0 if dark else 255)
    (code,) = zxingcpp.read_barcodes(image.resize((4 * image.width, 4 * image.height), Image.Resampling.NEAREST))
    assert (code.text, code.ec_level) == (address, level)
