"""Tests of the search index; the browser's half is tried in test_browser."""

from __future__ import annotations

import json
import re

import pytest

from pipeline.site.search import search_files, search_words, shard_count, shard_of
from tests.site.samples import make_text, make_work

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


@pytest.mark.parametrize(("texts", "shards"), [(0, 1), (50, 1), (51, 2), (100, 2), (17_963, 256)])
def test_shards_grow_with_the_number_of_texts(texts, shards):
    assert shard_count(texts) == shards


def test_all_continuations_of_a_beginning_are_in_one_shard():
    assert len({shard_of(word, 256) for word in ("re", "res", "resolution", "reaffirmant")}) == 1
    assert shard_of("安全", 256) == shard_of("安", 256)


def test_the_index_leads_from_words_to_texts_and_weighs_titles_more():
    works = [
        make_work(make_text(title="Oceans", passages=[("para_1", "Recalling oceans and rivers")])),
        make_work(make_text("fr", "Droits", passages=[("para_1", "Rappelant les oceans")]), slug="x"),
    ]
    found = dict(search_files(works))
    name, (number, words) = called(found["search/index/0.js"])
    assert (name, number) == ("shard", 0)
    assert words["rivers"] == [0, 1]
    ((first, weight), (second, other)) = zip(words["oceans"][::2], words["oceans"][1::2], strict=True)
    assert (first, second) == (0, 1)
    assert weight > other
    name, (shards, entries) = called(found["search/catalogue.js"])
    assert (name, shards) == ("catalogue", 1)
    assert entries[1][:3] == ["A/RES/80/1", "Droits", "fr"]
    assert called(found["search/texts/0.js"]) == ("passages", [0, [["para_1", "Recalling oceans and rivers"]]])


def test_line_separators_cannot_break_a_script():
    works = [make_work(make_text(passages=[("para_1", "one\u2028two")]))]
    assert "\u2028" not in dict(search_files(works))["search/texts/0.js"].decode("utf-8")
