"""Bar code, QR code and the other pictures."""

import io
import struct
import zlib

import pytest
from PIL import Image

from pipeline.write.docx.ooxml.pictures import bar_code, dot, drawing, png, qr_code, recycling_mark, transparent_pixel
from pipeline.write.qr import qr_modules


def pixels(data):
    return Image.open(io.BytesIO(data))


def test_a_bar_code_has_start_digits_and_stop():
    image = pixels(bar_code("2520098"))
    signs, narrow, wide = 9, 6, 3
    assert image.width == signs * (narrow + wide * 3 + 1) * 2
    assert image.convert("L").getpixel((0, 0)) == 0


def test_the_bars_say_the_digits():
    image = pixels(bar_code("7")).convert("L")
    row = [image.getpixel((x, 0)) for x in range(0, image.width, 2)]
    runs, last = [], None
    for value in row:
        if value == last:
            runs[-1] += 1
        else:
            runs.append(1)
        last = value
    seven = runs[10:19]
    assert seven == [1, 1, 1, 3, 1, 1, 3, 1, 3]


def test_pictures_are_the_same_each_time():
    assert bar_code("2520098") == bar_code("2520098")
    first = qr_code("https://docs.un.org/en/A/RES/80/1")
    qr_modules.cache_clear()
    assert qr_code("https://docs.un.org/en/A/RES/80/1") == first


def test_a_qr_code_is_square_and_has_its_three_corners():
    image = pixels(qr_code("https://docs.un.org/en/A/RES/80/1")).convert("L")
    assert image.width == image.height
    assert [image.getpixel(p) for p in ((0, 0), (image.width - 1, 0), (0, image.height - 1))] == [0, 0, 0]


def test_the_recycling_mark_has_three_arrows_around_an_empty_middle():
    image = pixels(recycling_mark()).convert("L")
    middle, third = image.width // 2, image.rotate(120, fillcolor=255)
    assert image.getpixel((middle, middle)) == 255 and image.getpixel((middle + 4, 16)) == 0
    differing = sum(a != b for a, b in zip(image.tobytes(), third.tobytes(), strict=True))
    assert differing < 0.03 * image.width * image.height


def test_the_emblems_place_is_transparent():
    assert pixels(transparent_pixel()).convert("RGBA").getpixel((0, 0))[3] == 0
    assert pixels(dot()).convert("L").getpixel((0, 0)) == 0


@pytest.mark.parametrize("data", [bar_code("1"), dot(), transparent_pixel()])
def test_every_chunk_has_its_checksum(data):
    place = 8
    while place < len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        kind, content = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        assert struct.unpack(">I", data[place + 8 + length : place + 12 + length])[0] == zlib.crc32(kind + content)
        place += 12 + length


def test_a_picture_without_words_is_marked_as_decoration():
    plain, described = drawing("rId1", 10, 10, "", 1), drawing("rId1", 10, 10, "A picture", 2)
    assert list(plain.iter("adec:decorative"))
    assert not list(described.iter("adec:decorative"))


def test_rows_are_padded_to_bytes():
    assert pixels(png([b"\x80"], 1)).size == (1, 1)
