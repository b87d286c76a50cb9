"""No word is lost: what pandoc itself reads back from each file against the words of the source."""

from __future__ import annotations

import dataclasses

import pytest

from pipeline.prepare import prepare
from pipeline.prove import prove_words, words
from pipeline.prove.compare import compare
from pipeline.read import parse_file
from pipeline.write import FORMATS as ALL
from pipeline.write.pandoc.markdown.read import pieces_of
from pipeline.write.reading import Reading
from tests.own import DOCUMENTS

FORMATS = ("md", "epub", "odt")
SAMPLE = (
    "ga-resolution/ar/A_RES_79_902-2499902A.xml",
    "hrc-resolution/ar/A_HRC_RES_56_911A.xml",
    "ga-resolution/zh/A_RES_76_909-2199909C.xml",
    "sc-resolution/zh/S_RES_9992-2599992C.xml",
    "ga-resolution/en/A_RES_78_907-2399907E.xml",
    "sc-prst/en/S_PRST_2010_930-1099930E.xml",
    "ga-collection/fr/A_RES_77_995_A-C-2399995F.xml",
    "sc-resolution/fr/S_RES_9903-2399903F.xml",
    "ga-resolution/ru/A_RES_78_908-2399908R.xml",
    "ga-decision/ru/GA_decision_78_993_R.xml",
    "ga-resolution/es/A_RES_76_905-2299905S.xml",
    "hrc-resolution/es/A_HRC_RES_54_913S.xml",
)
"""Two of each language, of all bodies, with tables, notes, votes and reissues."""


def _losses(source, document, format, written, reread):
    expected, data = words(source), written(document, format)
    traits = dataclasses.replace(ALL[format].traits, order_floor=0.0, marks_touch=True)
    seen = Reading.of(pieces_of(reread(data, format))).seen
    again = compare(expected, seen, dataclasses.replace(ALL[format], traits=traits))
    return [*again.lost, *prove_words(expected, data, format).lost]


@pytest.mark.parametrize("format", FORMATS)
def test_every_word_of_the_own_documents_is_there(own, format, written, reread):
    for source, document in own:
        assert _losses(source, document, format, written, reread) == []


@pytest.mark.parametrize("name", SAMPLE)
def test_every_word_of_a_sample_of_all_languages_is_there(name, written, reread):
    source = parse_file(DOCUMENTS / name)
    document = prepare(source)
    assert [_losses(source, document, format, written, reread) for format in FORMATS] == [[], [], []]
