"""Tests of the search index; the browser's half is tried in test_browser."""

from __future__ import annotations

import json
import re

import pytest

from pipeline.site.model import Passage
from pipeline.site.reading import extract
from pipeline.site.search.index import head_files, part_count, passages_file, title_files
from pipeline.site.search.postings import by_beginning, by_end, end_shards, postings, word_shards
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


@pytest.mark.parametrize(("texts", "count"), [(0, 1), (300, 1), (301, 2), (18_000, 64)])
def test_parts_grow_with_the_number_of_texts(texts, count):
    assert part_count(texts) == count


def read_back(texts):
    """Return part, text and weight of each posting in a string, as the browser reads it."""
    found, part, number, weight, more = [], 0, 0, 1, 0
    for sign in texts:
        if sign == "!":
            part, number, weight, more = more, 0, 1, 0
        elif sign.isdigit():
            more = more * 10 + int(sign)
        elif sign.islower():
            weight = ord(sign) - ord("a") + 1
        else:
            number += more * 26 + ord(sign) - ord("A") + 1
            more = 0
            found.append((part, number - 1, weight))
    return found


def test_a_string_of_postings_says_which_texts_have_a_word_and_how_much_it_weighs():
    texts = [{"a": 1}, {"a": 3, "oceans": 19}, *[{}] * 700, {"a": 3, "oceans": 1}]
    found = postings(texts)
    assert found == {"a": "AcA26Y", "oceans": "sBa26Y"}
    assert read_back(f"5!{found['a']}") == [(5, 0, 1), (5, 1, 3), (5, 702, 3)]


def test_words_are_in_ranges_of_those_that_begin_alike():
    found = {"cat": "A", "cup": "A", "мир": "A", "和平": "A", "和解": "A"}
    ranges = by_beginning(found, whole=False)
    assert ranges[ord("c")] == {"cat": "A", "cup": "A"}
    assert ranges[ord("м")] == {"мир": "A"}
    assert ranges[ord("和") & ~0xFF] == {"和平": "A", "和解": "A"}
    assert by_beginning(found, whole=True) == {0: found}
    assert by_end(["oceans", "ocean", "cat"], whole=False) == {ord("s"): ["oceans"], ord("n"): ["ocean"]}


def test_no_shard_is_larger_than_it_may_be_and_their_words_are_in_order():
    many = {f"word{n:06}": "A" for n in range(30_000)}
    shards = list(word_shards((part, many) for part in (0, 1)))
    assert max(len(json.dumps(shard)) for shard in shards) < 64_000
    assert [word for shard in shards for word in shard] == sorted(many)
    assert all(texts == "0!A1!A" for shard in shards for texts in shard.values())


def test_a_word_of_very_many_texts_has_several_shards_which_begin_with_it():
    common = [(part, {"and": "A" * 300, "an": "A", "ant": "A"}) for part in range(400)]
    shards = list(word_shards(common))
    assert [list(shard) for shard in shards] == [["an"], ["and"], ["and"], ["and", "ant"]]
    whole = "".join(shard.get("and", "") for shard in shards)
    assert read_back(whole) == [(part, number, 1) for part in range(400) for number in range(300)]


def test_words_by_their_ends_are_there_once():
    assert list(end_shards([(0, ["oceans", "rivers"]), (1, ["oceans"])])) == [["oceans", "rivers"]]


def test_a_head_says_what_works_are_filtered_by_and_of_which_languages_their_texts_are():
    works = [make_work(*SIX), make_work(make_text("fr", "Droits", version="2"), slug="x")]
    files = dict(head_files(0, [works[:1], works[1:]]))
    head = called(files["search/head-0.js"])[1][1]
    assert (head["first"], head["works"]) == (0, [1, 1])
    assert head["languages"] == [["ar zh-Hans en fr", "fr"], [0, 1]]
    assert (head["slug"], head["names"]) == (["A-RES-80-1", "x"], [["ar zh-Hans en fr", "fr@2"], [0, 1]])
    assert head["kind"] == [[works[0].model.identity.kind.value], [0, 0]]
    titles = called(dict(title_files(3, works))["search/titles/3-0.js"])[1]
    assert titles == ["titles/3-0", [[[t.identity.direction, t.heading] for t in SIX], [["ltr", "Droits"]]]]


def test_line_separators_cannot_break_a_script():
    _, data = passages_file(make_text(), [Passage("para_1", "p", "", "one\u2028two")])
    assert "\u2028" not in data.decode("utf-8")


def test_the_weight_of_a_word_is_larger_in_the_title():
    found = extract(resolution(paragraph("Recalling oceans and the child")), "a", "a", None).words
    assert found["child"] > found["oceans"] > 0
