"""Text of a PDF read back: characters that pdfium gives in halves."""

from __future__ import annotations

import pytest

from pipeline.prepare import prepare
from pipeline.write import Options, seen, structured, writer
from tests.prove.samples import body

ADLAM, HAN, NAME = "\U0001e900\U0001e901", "\U0002a700\U00020000", "\u0627\u0644\u0639\u0627\u0645\u0629"


@pytest.mark.parametrize("read", [seen, structured])
def test_characters_beyond_the_first_plane_are_whole_beside_right_to_left_words(read):
    sample = body(f"<p>{NAME} {HAN}</p><p>\U0001f600 {NAME}</p>")
    text = read(writer("pdf")(prepare(sample), Options()).data, "pdf", "")
    assert HAN in text
    assert "\U0001f600" in text


def test_right_to_left_characters_beyond_the_first_plane_are_whole():
    text = seen(writer("pdf")(prepare(body(f"<p>{NAME} {ADLAM}</p>")), Options()).data, "pdf", "")
    assert set(ADLAM) <= set(text)
