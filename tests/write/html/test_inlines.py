"""Runs, links, marks, breaks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.document import Change, Direction, Inline, LineBreak, Link, Look, NoteMark, Paragraph, Role, Tab, Text


@pytest.fixture
def written(page, resolution):
    """Return the paragraph made of some inlines."""

    def build(*inlines: Inline):
        block = Paragraph(anchor="p", role=Role.TEXT, inlines=inlines)
        return page(replace(resolution, parts=(replace(resolution.parts[0], blocks=(block,)),))).xpath("//*[@id='p']")[
            0
        ]

    return build


def test_a_link_over_several_looks_is_one_link(written):
    link = Link("https://docs.un.org/en/A/RES/78/1")
    found = written(Text("78", link=link), Text("/", look=Look.BOLD, link=link), Text("1", link=link), Text(".")).xpath(
        ".//a"
    )
    assert [a.text_content() for a in found] == ["78/1"]


def test_a_passage_over_several_looks_is_one_isolate(written):
    ltr = Direction.LTR
    words = (
        Text("United Nations, ", isolate=ltr),
        Text("Treaty Series", Look.ITALIC, isolate=ltr),
        Text(", vol. 1", isolate=ltr),
    )
    found = written(*words, Text(" و "), Text("A/1", isolate=ltr)).findall("bdi")
    assert [(one.get("dir"), one.text_content()) for one in found] == [
        ("ltr", "United Nations, Treaty Series, vol. 1"),
        ("ltr", "A/1"),
    ]
    assert found[0].find("i").text == "Treaty Series"


@pytest.mark.parametrize(("path", "tag"), [("en", "en"), ("sp", "es"), ("ch", "zh"), ("ar", "ar")])
def test_a_link_to_a_document_says_its_language(written, path, tag):
    link = written(Text("x", link=Link(f"https://undocs.org/{path}/A/1"))).xpath(".//a")[0]
    assert (link.get("hreflang"), link.get("rel")) == (tag, "external")


def test_a_link_inside_the_document_is_not_external(written):
    link = written(Text("x", link=Link("#para_1"))).xpath(".//a")[0]
    assert link.get("rel") is None


def test_looks_combine(written):
    tree = written(Text("a", look=Look.BOLD | Look.ITALIC | Look.RAISED))
    assert tree.xpath("string(.//b/i/sup)") == "a"


def test_small_capitals_change_the_look_and_keep_the_letters(written):
    span = written(Text("radley", look=Look.SMALL_CAPS)).xpath(".//span[@class='small-caps']")[0]
    assert span.text == "radley"


def test_an_isolated_run_has_its_own_direction(written):
    run = written(Text("A/78/1", isolate=Direction.LTR, language="en")).xpath(".//bdi")[0]
    assert (run.get("dir"), run.get("lang"), run.text) == ("ltr", "en", "A/78/1")


def test_a_date_is_marked_only_where_it_is_one(written):
    tree = written(Text("5 May", date="2025-05-05"), Text("never", date="2025-13-01"))
    assert tree.xpath(".//time/@datetime") == ["2025-05-05"]


def test_generated_characters_are_declared(written):
    assert written(Text("x", generated=True)).xpath("string(.//*[@data-generated])") == "x"


def test_breaks_and_tabs_part_words(written):
    assert written(Text("a"), LineBreak(), Text("b"), Tab(), Text("c")).text_content().split() == ["a", "b", "c"]


def test_a_mark_without_note_is_left_out(written):
    assert not written(Text("a"), NoteMark("nothing")).xpath(".//sup")


def test_a_marked_document_shows_insertions_and_deletions(written):
    tree = written(
        Text("old", change=Change.DELETED), Text("new", change=Change.INSERTED), Text("here", change=Change.MOVED_TO)
    )
    assert tree.xpath("string(.//del)") == "old"
    assert [ins.text for ins in tree.xpath(".//ins")] == ["new", "here"]


def test_brackets_around_italics_are_roman(page, resolution):
    inlines = (Text("[on the report ("), Text("A/80/1", link=Link("https://example.org/a")), Text(")]"))
    block = Paragraph(anchor="p", role=Role.ORIGIN, inlines=inlines)
    made = page(replace(resolution, parts=(replace(resolution.parts[0], blocks=(block,)),))).get_element_by_id("p")
    assert [span.text_content() for span in made.xpath(".//span[@class='roman']")] == ["[", "]"]
    assert made.text_content() == "[on the report (A/80/1)]"


@pytest.mark.parametrize(
    ("look", "tag"),
    [
        (Look.BOLD, "b"),
        (Look.ITALIC, "i"),
        (Look.UNDERLINE, "u"),
        (Look.STRIKE, "s"),
        (Look.RAISED, "sup"),
        (Look.LOWERED, "sub"),
    ],
)
def test_each_look_is_its_own_element(written, look, tag):
    assert [child.tag for child in written(Text("word", look=look))] == [tag]


@pytest.mark.parametrize("number", ["25 634 100", "100 634 25"])
def test_a_number_in_groups_is_never_parted(written, number):
    found = written(Text(f"a sum of {number} dollars")).xpath(".//span[@class='number']")
    assert [span.text_content() for span in found] == [number]
