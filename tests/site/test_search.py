"""Tests of the search index; the browser's half is tried in test_browser."""

from __future__ import annotations

import json
import re

import pytest

from pipeline.site.model import Passage
from pipeline.site.reading import extract
from pipeline.site.search.index import passages_file, segment_count, segment_files
from pipeline.site.search.words import search_words
from tests.makers import paragraph, resolution
from tests.site.samples import SIX, make_text, make_work

CALL = re.compile(r"siteSearch\.(\w+)\((.*)\);\n", re.DOTALL)


def called(data):
    """Return the name and values of the call in a file of the index."""
    name, values = CALL.fullmatch(data.decode("utf-8")).groups()
    return name, json.loads(f"[{values}]")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Réaffirmant l’Assemblée", ["reaffirmant", "l", "assemblee"]),
        ("A/RES/78/249", ["a", "res", "78", "249"]),
        ("安全理事会", ["安全", "全理", "理事", "事会"]),
        ("第2792(2025)号", ["第", "2792", "2025", "号"]),
        ("الأُمَم", ["الامم"]),
        ("Ёлки", ["елки"]),
        ("ﬁn ²", ["fin", "2"]),
    ],
)
def test_words_are_folded(text, words):
    assert list(search_words(text)) == words


@pytest.mark.parametrize(("texts", "count"), [(0, 1), (2500, 1), (2501, 2), (18_000, 8)])
def test_segments_grow_with_the_number_of_texts(texts, count):
    assert segment_count(texts) == count


def index_of(works, words):
    """Return the calls of a segment by the name of what they hand over."""
    return {values[0]: values[1] for _, data in segment_files(0, works, words) for values in [called(data)[1]]}


def test_the_index_leads_from_words_to_texts_and_heads_say_where_its_shards_begin():
    works = [make_work(*SIX), make_work(make_text("fr", "Droits", version="2"), slug="x")]
    index = index_of(works, lambda name: {"oceans": 3} if name.startswith("fr") else {"rivers": 1, "a": 2})
    assert index["0/words-0"] == {"a": [0, 2, 1, 2, 2, 2], "oceans": [3, 3, 4, 3], "rivers": [0, 1, 1, 1, 2, 1]}
    assert index["0/ends-0"] == ["oceans", "rivers"]
    head = index["0/head"]
    assert (head["words"], head["ends"], head["work"]) == (["a"], ["snaeco"], [0, 0, 0, 0, 1])
    assert head["language"] == ["ar", "zh-Hans", "en", "fr", "fr"]
    assert index["0/titles-0"][1][1][0][2] == "Droits"


def test_no_shard_is_larger_than_it_may_be_and_their_words_are_in_order():
    words = {f"word{n:06}": 1 for n in range(30_000)}
    files = list(segment_files(0, [make_work(make_text())], lambda _: words))
    assert max(len(data) for _, data in files) < 100_000
    shards = [called(data)[1][1] for address, data in files if "/words-" in address]
    assert [word for shard in shards for word in shard] == sorted(words)


def test_line_separators_cannot_break_a_script():
    _, data = passages_file(make_text(), [Passage("para_1", "p", "", "one\u2028two")])
    assert "\u2028" not in data.decode("utf-8")


def test_the_weight_of_a_word_is_larger_in_the_title():
    found = extract(resolution(paragraph("Recalling oceans and the child")), "a", "a", None).words
    assert found["child"] > found["oceans"] > 0
