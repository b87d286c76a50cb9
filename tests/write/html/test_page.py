"""The page as a whole: landmarks, headings, ids, contents, notes, metadata."""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import replace

import pytest
from lxml import html

from pipeline.document import Direction, Document, Heading, LineBreak, Paragraph, Part, PartKind, Rank, Role, Text
from pipeline.prepare import prepare
from pipeline.read import parse_file
from pipeline.write import Options
from pipeline.write.html.page import write
from tests.own import documents

LOADING = "//@src | //@srcset | //@poster | //link/@href | //object/@data | //iframe/@src | //form/@action"


def ids(tree):
    return tree.xpath("//@id")


def test_the_page_has_one_of_each_landmark(page, resolution):
    tree = page(resolution)
    counts = [len(tree.xpath(path)) for path in ("//header", "//nav", "//main", "//main/article", "//footer")]
    assert counts == [1, 1, 1, 1, 1]
    assert not tree.xpath("//main//header | //main//footer"), "in main they would be no landmarks"


def test_the_skip_link_leads_to_the_main_element(page, resolution):
    tree = page(resolution)
    first = tree.xpath("//body//a")[0]
    assert first.get("class") == "skip"
    assert first.get("href") == "#" + tree.xpath("//main/@id")[0]


def test_there_is_one_h1_and_no_level_is_skipped(page, resolution):
    levels = [int(tag.tag[1]) for tag in page(resolution).xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))


def test_a_document_without_title_has_an_h1_marked_as_generated(page, resolution):
    headings = page(replace(resolution, title=())).xpath("//h1")
    assert len(headings) == 1
    assert headings[0].get("data-generated") is not None


def test_a_second_heading_of_level_one_becomes_an_h2(page, resolution):
    twice = replace(resolution, title=(*resolution.title, replace(resolution.title[0], anchor="title_2")))
    tree = page(twice)
    assert len(tree.xpath("//h1")) == 1
    assert tree.xpath("//*[@id='title_2']")[0].tag == "h2"


def test_every_id_is_unique_and_every_inner_link_arrives(page, resolution):
    tree = page(resolution)
    assert len(ids(tree)) == len(set(ids(tree)))
    assert {href[1:] for href in tree.xpath("//a/@href") if href.startswith("#")} <= set(ids(tree))


def test_every_block_can_be_linked_to_by_its_anchor(page, resolution):
    expected = {block.anchor for block in resolution.blocks()} | {part.anchor for part in resolution.parts}
    assert expected <= set(ids(page(resolution)))


def test_a_heading_can_be_linked_to_by_its_further_names(page, resolution):
    part = resolution.parts[0]
    blocks = tuple(replace(b, aliases=("sec_1_num",)) if b.anchor == "sec_1" else b for b in part.blocks)
    (place,) = page(replace(resolution, parts=(replace(part, blocks=blocks),))).xpath("//*[@id='sec_1_num']")
    assert place.getparent().get("id") == "sec_1" and not place.text_content()


def test_an_eid_that_repeats_is_kept_beside_the_anchor(page, resolution):
    main = resolution.parts[0]
    odd = replace(main.blocks[3], anchor="comp_1__para_1")
    tree = page(replace(resolution, parts=(replace(main, blocks=(odd,)),)))
    assert tree.xpath("//*[@id='comp_1__para_1']/@data-eid") == ["para_1"]


def test_the_contents_list_every_heading_below_the_title_with_an_annex_and_its_title_as_one(page, resolution):
    links = page(resolution).xpath("//nav//a")
    assert [link.get("href") for link in links] == ["#sec_1", "#sec_2", "#sec_2__1", "#att_1__label"]
    assert [link.text_content() for link in links][0::3] == ["I. First section", "Annex List of States"]


def test_a_number_on_a_line_of_its_own_is_the_label_of_its_entry(page, resolution):
    main = resolution.parts[0]
    own = Heading(anchor="own", rank=Rank.FIRST, level=2, inlines=(Text("IV"), LineBreak(), Text("Governance")))
    bare = (Heading(anchor="bare", rank=Rank.SECOND, level=2, inlines=(Text("V"),)),
            Heading(anchor="bare_title", rank=Rank.SECOND, level=2, inlines=(Text("Follow-up"),)))  # fmt: skip
    tree = page(replace(resolution, parts=(replace(main, blocks=(*main.blocks, own, *bare)),)))
    entries = {a.get("href"): [s.text_content().strip() for s in a.xpath("span")] for a in tree.xpath("//nav//a")}
    assert (entries["#own"], entries["#bare"]) == (["IV", "Governance"], ["V", "Follow-up"])
    assert "#bare_title" not in entries


def test_the_contents_have_every_level(page, resolution):
    main = resolution.parts[0]
    deep = tuple(
        Heading(anchor=f"l{n}", rank=Rank.FOURTH, level=n, inlines=(Text(f"Level {n} of it"),)) for n in (4, 5, 6)
    )
    tree = page(replace(resolution, parts=(replace(main, blocks=(*main.blocks, *deep)),)))
    assert {"#l4", "#l5", "#l6"} <= set(tree.xpath("//nav//a/@href"))


def test_a_break_of_the_print_leaves_a_space_on_narrow_screens(page, resolution):
    words = "Resolution adopted by the General Assembly on 21 December 2020"
    adoption = Paragraph(anchor="adopted", role=Role.ADOPTION, inlines=(Text(words),))
    (shown,) = page(replace(resolution, title=(adoption, *resolution.title))).xpath("//*[@id='adopted']")
    assert shown.text_content() == words
    assert shown.xpath("br/@class") == ["printed"]


def test_a_short_document_has_no_contents(page, resolution):
    assert not page(replace(resolution, parts=resolution.parts[1:])).xpath("//nav")


def test_a_note_called_twice_leads_back_to_both_marks(page, resolution):
    tree = page(resolution)
    marks = tree.xpath("//a[@role='doc-noteref'][@href='#note_1']/@id")
    assert len(marks) == 2
    assert tree.xpath("//li[@id='note_1']//a[@role='doc-backlink']/@href") == [f"#{mark}" for mark in marks]
    assert all(label for label in tree.xpath("//a[@role='doc-backlink']/@aria-label"))


def test_end_notes_stand_in_their_section_and_front_notes_in_the_masthead(page, resolution):
    tree = page(resolution)
    assert tree.xpath("//*[@role='doc-endnotes']//li/@id") == ["note_1", "note_2"]
    assert tree.xpath("//header//li/@id") == ["note_0"]


def test_a_note_keeps_all_its_paragraphs(page, resolution):
    text = page(resolution).xpath("//li[@id='note_1']")[0].text_content()
    assert "A/80/1." in text
    assert "Second paragraph." in text


def test_items_are_native_lists_with_their_labels_as_text(page, resolution):
    tree = page(resolution)
    lists = tree.xpath("//*[@id='main']//ol")
    assert [one.get("role") for one in lists] == ["list", "list"]
    assert [label.text.strip() for label in tree.xpath("//*[@id='main']//li/p/span[@class='label']")] == [
        "(a)",
        "(i)",
        "(b)",
    ]
    assert tree.xpath("//ol/li/ol/li/p/@id") == ["para_1__a__i"]


def test_an_annex_is_a_section_named_by_its_heading(page, resolution):
    section = page(resolution).xpath("//section[@id='att_1']")[0]
    assert section.get("aria-labelledby") == "att_1__label"
    assert "new-page" in section.get("class")


def test_headings_and_numbered_paragraphs_have_a_named_permalink_without_words(page, resolution):
    links = page(resolution).xpath("//a[@class='permalink']")
    targets = {link.get("href") for link in links}
    assert {"#title", "#sec_1", "#para_1", "#para_1__a", "#pre_1"} <= targets
    assert all(link.get("aria-label") and not link.text_content() for link in links)


def test_the_page_loads_nothing_and_needs_no_script(page, resolution):
    tree = page(resolution)
    assert tree.xpath(LOADING) == []
    assert tree.xpath("//script/@type") == ["application/ld+json"]
    style = tree.xpath("string(//style)")
    assert not re.search(r"url\(|@import|https?:", style)


def test_metadata_say_what_the_document_is(page, resolution):
    tree = page(resolution)
    table = json.loads(tree.xpath("string(//script)"))
    assert table["@type"] == "Legislation"
    assert table["legislationIdentifier"] == "A/RES/80/1"
    assert table["legislationDate"] == "2025-12-05"
    assert tree.xpath("//meta[@name='source.sha256']/@content") == ["ab" * 32]
    assert tree.xpath("string(//title)") == "A/RES/80/1 – Rights of the child"


def test_a_provisional_document_says_so_and_gives_no_date(page, resolution):
    identity = replace(resolution.identity, unassigned=("symbol", "date"), symbol="", symbol_printed="A/80/…")
    tree = page(replace(resolution, identity=identity))
    assert "symbol, date" in tree.xpath("string(//*[@class='status'])")
    assert tree.xpath("//meta[@name='provisional']/@content") == ["symbol, date"]
    assert not tree.xpath("//meta[@name='dcterms.date']")


def test_a_finished_document_has_no_status_notice(page, resolution):
    assert not page(resolution).xpath("//*[@class='status']")


def test_what_the_page_adds_is_declared_and_the_rest_is_the_documents_own(page, resolution):
    tree = page(resolution)
    for element in tree.xpath("//*[@data-generated] | //head"):
        element.drop_tree()
    masthead = "United Nations A/RES/80/1* General Assembly Distr.: General Eightieth session"
    masthead += " * Reissued for technical reasons."
    text = "80/1. Rights of the child The General Assembly, Recalling its resolution,12"
    text += " I. First section 1. Decides to act;1"
    rest = "(a) first; (i) inner; (b) second. II. Second section Subsection 55th meeting 5 December 2025"
    annex = "Annex List of States 1. States of the region. 1 A/80/1. Second paragraph. 2 A/80/2."
    assert tree.text_content().split() == f"{masthead} {text} {rest} {annex}".split()


def test_an_arabic_page_runs_from_right_to_left_with_arabic_interface_words(page, resolution):
    identity = replace(resolution.identity, language="ar", direction=Direction.RTL)
    tree = page(replace(resolution, identity=identity))
    assert (tree.get("lang"), tree.get("dir")) == ("ar", "rtl")
    assert tree.xpath("string(//a[@class='skip'])") == "الانتقال إلى النص"


def test_a_part_in_another_language_says_so(page, resolution):
    part = replace(resolution.parts[1], language="ar", direction=Direction.RTL)
    section = page(replace(resolution, parts=(resolution.parts[0], part))).xpath("//section")[0]
    assert (section.get("lang"), section.get("dir")) == ("ar", "rtl")


def test_a_text_without_masthead_has_no_banner(page, resolution):
    bare = replace(resolution, masthead=None, notes=resolution.notes[1:])
    assert not page(bare).xpath("//header")


def test_the_masthead_sets_the_first_component_of_the_symbol_apart_without_parting_the_word(page, resolution):
    symbol = page(resolution).xpath("//p[@class='symbol']")[0]
    assert symbol.text_content() == "A/RES/80/1*"
    assert symbol.xpath("string(.//*[@class='series'])") == "A"


def test_the_same_document_gives_the_same_bytes(resolution):
    assert write(resolution, Options()).data == write(resolution, Options()).data


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.stem)
def test_documents_in_the_form_of_published_ones_make_sound_pages(path):
    document = prepare(parse_file(path))
    tree = html.document_fromstring(write(document, Options()).data.decode("utf-8"))
    assert len(ids(tree)) == len(set(ids(tree)))
    assert {href[1:] for href in tree.xpath("//a/@href") if href.startswith("#")} <= set(ids(tree))
    assert len(tree.xpath("//h1")) == 1
    assert len(tree.xpath("//a[@role='doc-noteref']")) >= sum(not n.front for n in document.notes)


def test_a_heading_between_items_ends_the_lists(page, resolution):
    block = Heading(anchor="between", rank=Rank.SECOND, level=3, inlines=(Text("Between"),))
    main = resolution.parts[0]
    blocks = (*main.blocks[:5], block, *main.blocks[5:7])
    part = Part(kind=PartKind.MAIN, anchor="main", blocks=blocks)
    tree = page(Document(identity=resolution.identity, parts=(part,)))
    assert tree.xpath("//h3/parent::*/@id") == ["main"]
    assert main.blocks[4].role is Role.ITEM


def test_a_text_of_no_united_nations_document_does_not_name_them_as_source(page, resolution):
    assert page(resolution).xpath("string(//footer)").strip() == "Source: United Nations. Unofficial copy."
    other = replace(resolution, identity=replace(resolution.identity, official=False))
    assert not page(other).xpath("//footer")


def test_without_masthead_the_contents_follow_the_title(page, resolution):
    tree = page(replace(resolution, masthead=None))
    order = [e.tag for e in tree.xpath("//h1 | //nav | //h2")]
    assert order[:3] == ["h1", "nav", "h2"]
    assert not tree.xpath("//nav//h1")
    assert tree.xpath("//main//nav"), "the contents are in the article, under its title"
