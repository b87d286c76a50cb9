"""The QR code that all formats share."""

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
