"""Escaping: no text can become markup, wherever it is."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from pipeline.write import Options
from pipeline.write.html.markup import attributes, css_string, escape, json_script, without_controls
from pipeline.write.html.page import write

HOSTILE = [
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "</script><script>alert(1)//",
    '" onmouseover="alert(1)',
    "'><svg/onload=alert(1)>",
    "&lt;b&gt; &amp; &#x3c;",
    "<!-- --> ]]> <![CDATA[",
    "{what} {mark} %s",
]
text_of_any_kind = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=40)


@given(text_of_any_kind)
def test_escaped_text_is_read_back_unchanged(text):
    fragment = html.fragment_fromstring(f"<p{attributes(title=text)}>{escape(text)}</p>")
    assert fragment.get("title") == text
    assert fragment.text_content() == text


@given(text_of_any_kind)
def test_json_in_a_script_cannot_end_it_and_is_read_back_unchanged(text):
    script = json_script({"name": text})
    assert "<" not in script
    assert json.loads(script) == {"name": text}


@given(text_of_any_kind)
def test_a_css_string_cannot_end_the_string_or_the_sheet(text):
    inner = css_string(text)[1:-1]
    assert not set(inner) & set('"<>\n\r{}@')


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_in_every_place_of_the_page(with_text, text):
    tree = html.document_fromstring(write(with_text(text), Options()).data.decode("utf-8"))
    assert not tree.xpath("//img | //svg | //b//script | //body//script | //@onmouseover | //@onerror | //@onload")
    assert len(tree.xpath("//script")) == 1
    assert text in tree.xpath("string(//h1)")
    assert text in tree.xpath("string(//nav)")
    assert text in tree.xpath("string(//*[@role='doc-endnotes'])")
    assert json.loads(tree.xpath("string(//script)"))["name"] == text


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//host/x", "http:///x"]
)
def test_a_link_that_leads_nowhere_safe_is_written_as_text(page, resolution, target):
    from dataclasses import replace

    from pipeline.document import Link, Paragraph, Role, Text

    block = Paragraph(anchor="p", role=Role.TEXT, inlines=(Text("words", link=Link(target)),))
    tree = page(replace(resolution, parts=(replace(resolution.parts[0], blocks=(block,)),)))
    assert not tree.xpath("//*[@id='p']//a")
    assert tree.xpath("string(//*[@id='p'])") == "words"


def test_characters_that_html_forbids_are_dropped_and_others_kept():
    assert without_controls("a\x00\x0b\x85\ufffe\u00a0\n\tb") == "a\u00a0\n\tb"


def test_attributes_without_value_are_left_out():
    assert (
        attributes(id="", lang=None, hidden=True, class_="x", aria_label='a"b')
        == ' hidden class="x" aria-label="a&quot;b"'
    )
