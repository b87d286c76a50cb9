"""Elements of a Pandoc document."""

from __future__ import annotations

import datetime

from pipeline.write.pandoc import ast
from pipeline.write.pandoc.program import pandoc


def test_attributes_without_value_are_left_out():
    assert ast.attr("a", "", "label", lang="", dir="rtl") == ["a", ["label"], [["dir", "rtl"]]]
    assert ast.is_plain(ast.attr("", "", lang=""))
    assert not ast.is_plain(ast.attr("a"))


def test_a_no_break_space_stays_in_its_word():
    assert [n.get("c") for n in ast.words("Original\u00a0: x")] == ["Original\u00a0:", None, "x"]


def test_text_with_characters_of_markup_comes_out_as_text():
    json = ast.pandoc_json([ast.para(ast.words("1. *not* [a](b) # <i> \\ $x$ @y ^2^"))])
    assert pandoc(json, "plain", datetime.date(2000, 1, 1)).decode().strip() == "1. *not* [a](b) # <i> \\ $x$ @y ^2^"


def test_metadata_without_value_are_left_out():
    assert b'"meta":{"title":' in ast.pandoc_json([], {"author": [], "title": "T", "date": ""})
