"""The time of an import grows with the length of the file, not with its square; measured in time of the processor."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.intake.importing import import_bytes
from pipeline.intake.word.reader import read_word
from tests.intake.wordfile import p, style, word_file_of

FEW, FACTOR, MOST = 120, 4, 9.0
"""Units of the smaller file, how many times longer the other is, and the growth that is let pass.
Chosen: a square gives 16, a line 4."""
ENDING = '<w:sectPr><w:type w:val="continuous"/></w:sectPr>'
HEADS = '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="_ H_1"/></w:style>'
CALL = '<w:r><w:footnoteReference w:id="{}"/></w:r>'


def sections(count: int) -> bytes:
    return word_file_of("".join(p(f"Paragraph {n} on the tide.", ENDING) for n in range(count)))


def headings(count: int) -> bytes:
    pairs = (p(f"{n}. Lamp {n}", style("H1")) + p(f"Its keeper {n} was heard.") for n in range(1, count))
    return word_file_of("".join(pairs), styles=HEADS)


def notes(count: int) -> bytes:
    texts = (f"<w:p><w:r><w:t>Tide {n}</w:t></w:r>{CALL.format(n)}</w:p>" for n in range(2, count))
    made = (f'<w:footnote w:id="{n}">{p(f"Note {n} on it.")}</w:footnote>' for n in range(2, count))
    return word_file_of("".join(texts), footnotes="".join(made))


def rows(count: int) -> bytes:
    made = (f"<w:tr><w:tc>{p(f'Harbour {n}')}</w:tc><w:tc>{p(str(n))}</w:tc></w:tr>" for n in range(count))
    return word_file_of(f"<w:tbl>{''.join(made)}</w:tbl>")


def items(count: int) -> bytes:
    made = (p("1.\tDecides that:") + p("(a)\tLamps are lit;") + p("(i)\tTides are read;") for _ in range(count // 3))
    return word_file_of("".join(made))


def seconds(work: Callable[[bytes, Path], object], data: bytes) -> float:
    """Return the least time of the processor of two runs."""
    times = []
    for _ in range(2):
        begun = time.process_time()
        work(data, Path("long.docx"))
        times.append(time.process_time() - begun)
    return min(times)


@pytest.mark.parametrize("made", [sections, headings, notes, rows, items])
def test_an_import_takes_time_in_proportion_to_its_file(made: Callable[[int], bytes]) -> None:
    seconds(import_bytes, made(9))  # what is loaded once
    assert seconds(import_bytes, made(FEW * FACTOR)) < MOST * seconds(import_bytes, made(FEW))


def test_reading_many_sections_takes_time_in_proportion_to_their_number() -> None:
    assert seconds(read_word, sections(2000)) < MOST * seconds(read_word, sections(500))
