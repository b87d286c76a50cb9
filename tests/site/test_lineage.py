"""What relates works: citations both ways, revisions, corrigenda, addenda, and what changed between them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.document import Link, Text
from pipeline.languages.strings import languages, strings, word
from pipeline.site.lineage.cited import cited, spaced, symbol_order
from pipeline.site.lineage.relations import MOST, with_lineage
from pipeline.site.model import Cited
from tests.makers import paragraph, resolution
from tests.site.samples import make_text, make_work


def linked(words: str, target: str, iri: str = "") -> Text:
    return Text(words, link=Link(target, iri))


def named(symbol, *texts, **more):
    """Return a work of one symbol; its texts are in English if none are given."""
    made = texts or (make_text(symbol=symbol, symbol_printed=symbol, work="", expression="", **more),)
    return make_work(*made, slug=symbol.replace("/", "-"))


def related(works):
    """Return, by symbol and relation, the symbols of the works that it leads to."""
    return {
        (work.symbol, relation.kind): [entry.symbol for entry in relation.entries]
        for work in with_lineage(works)
        for relation in work.relations
    }


def test_a_text_cites_under_the_symbol_that_it_writes():
    place = "https://docs.un.org/en/A/73/12(PartI)"
    text = paragraph(("See ", linked("A/73/12 ", place), linked("(Part I)", place), " of 2018"))
    assert cited(resolution(text)) == (Cited("A/73/12(PARTI)", "A/73/12 (Part I)", written=True),)


def test_a_text_that_writes_a_number_only_cites_under_the_symbol_of_the_address():
    text = paragraph((linked("2765 (2024)", "https://undocs.org/en/S/RES/2765(2024)"), " and ", linked("it", "#p")))
    assert cited(resolution(text)) == (Cited("S/RES/2765(2024)", "S/RES/2765 (2024)"),)


def test_what_one_paragraph_writes_whole_and_another_in_part_is_cited_once_and_whole():
    place = "https://undocs.org/A/79/6(Sect.2)"
    text = [paragraph((linked("Sect. 2", place),)), paragraph((linked("A/79/6 (Sect. 2)", place),))]
    assert [one.shown for one in cited(resolution(*text))] == ["A/79/6 (Sect. 2)"]


def test_a_text_does_not_cite_itself_nor_addresses_of_others():
    places = ("https://docs.un.org/A/RES/80/1", "https://example.org/A/1", "mailto:a@example.org")
    assert cited(resolution(*(paragraph((linked("x", place),)) for place in places))) == ()


@pytest.mark.parametrize(
    ("address", "symbol"),
    [
        ("A/73/12(PartI)", "A/73/12 (Part I)"),
        ("A/79/6(Sect.27)/Corr.1", "A/79/6 (Sect. 27)/Corr.1"),
        ("S/RES/2765(2024)", "S/RES/2765 (2024)"),
        ("A/C.6/65/SR.10", "A/C.6/65/SR.10"),
    ],
)
def test_a_symbol_of_an_address_gets_its_spaces(address, symbol):
    assert spaced(address) == symbol


def test_symbols_are_in_the_order_of_their_numbers():
    symbols = ["A/79/6", "A/9/60", "A/79/10", "E/1"]
    assert sorted(symbols, key=symbol_order) == ["A/9/60", "A/79/6", "A/79/10", "E/1"]


def test_citations_lead_both_ways_and_out_of_the_site():
    works = with_lineage([
        named("A/RES/80/7", cites=(Cited("A/RES/80/8", "A/RES/80/8"), Cited("A/9(PARTI)", "A/9 (Part I)", True))),
        named("A/RES/80/8"),
    ])  # fmt: skip
    assert related(works) == {("A/RES/80/7", "cites"): ["A/RES/80/8"], ("A/RES/80/8", "cited_by"): ["A/RES/80/7"]}
    (relation,) = works[0].relations
    assert relation.outside == (("A/9 (Part I)", "https://docs.un.org/A/9(PartI)"),)


def test_a_citation_by_iri_leads_to_the_work_and_one_of_an_unknown_iri_nowhere():
    iri = "/akn/un/statement/deliberation/un-ga/2025-12-05/80-1"
    works = [make_work(make_text()), named("A/RES/80/9", cites=(Cited(iri), Cited(f"{iri}1")))]
    assert related(works)["A/RES/80/9", "cites"] == ["A/RES/80/1"]
    assert with_lineage(works)[1].relations[0].outside == ()


def test_the_name_of_a_citation_is_that_of_the_text_that_stands_for_the_work():
    key = "A/9(PARTI)"
    texts = (
        make_text("ar", cites=(Cited(key, "A/9 (الجزء الأول)", True),)),
        make_text(cites=(Cited(key, "A/9 (Part I)", True),)),
    )
    (work,) = with_lineage([make_work(*texts)])
    assert work.relations[0].outside[0][0] == "A/9 (Part I)"


def test_revisions_corrigenda_and_addenda_are_those_of_their_document():
    symbols = ["A/80/5", "A/80/5/Rev.1", "A/80/5/Rev.1/Corr.1", "A/80/5/Corr.2", "A/80/5/Add.3", "A/80/50/Corr.1"]
    found = related([named(symbol) for symbol in symbols])
    assert found["A/80/5", "revision"] == ["A/80/5/Rev.1"]
    assert found["A/80/5", "corrigendum"] == ["A/80/5/Corr.2"]
    assert found["A/80/5", "addendum"] == ["A/80/5/Add.3"]
    assert found["A/80/5/Rev.1", "corrigendum"] == ["A/80/5/Rev.1/Corr.1"]
    assert {found[symbol, "base"][0] for symbol in symbols[1:] if (symbol, "base") in found} == {
        "A/80/5",
        "A/80/5/Rev.1",
    }
    assert not [key for key in found if key[0] == "A/80/50/Corr.1"]


@pytest.mark.parametrize(
    ("symbol", "heading"),
    [
        ("A/80/5/Rev.1", "Revision of"),
        ("A/80/5/Corr.2", "Corrigendum to"),
        ("A/80/5/Add.3", "Addendum to"),
        ("A/80/5/Amend.1", "Belongs to"),
        ("A/80/5/Corr.2–S/2025/1/Add.1", "Belongs to"),
    ],
)
def test_a_work_says_what_it_is_to_the_document_that_it_belongs_to(symbol, heading):
    work = next(one for one in with_lineage([named("A/80/5"), named(symbol)]) if one.symbol == symbol)
    (relation,) = work.relations
    assert (relation.kind, word(strings("en").site.relations, relation.label)) == ("base", heading)


def test_every_language_tells_a_revision_a_corrigendum_and_an_addendum_apart():
    for language in languages():
        words = strings(language).site.relations
        assert len({words.base, words.revision_of, words.corrigendum_to, words.addendum_to}) == 4, language


def test_a_relation_lists_so_many_works_and_says_how_many_more_there_are():
    works = [named("A/RES/80/7"), *(named(f"A/80/{n}", cites=(Cited("A/RES/80/7", "x"),)) for n in range(MOST + 5))]
    (relation,) = with_lineage(works)[0].relations
    assert (len(relation.entries), relation.more) == (MOST, 5)


def test_a_revision_is_compared_with_the_revision_before_it_in_each_language_of_both():
    def texts(symbol, *languages):
        more = {"symbol": symbol, "symbol_printed": symbol, "work": "", "expression": ""}
        return (replace(make_text(language, **more), name=f"{symbol} {language}") for language in languages)

    works = [
        named("A/80/5", *texts("A/80/5", "en", "fr")),
        named("A/80/5/Rev.1", *texts("A/80/5/Rev.1", "en", "fr")),
        named("A/80/5/Rev.3", *texts("A/80/5/Rev.3", "en", "es")),
    ]
    changes = {work.symbol: work.changes for work in with_lineage(works)}
    assert changes["A/80/5"] == ()
    assert [(one.old, one.language) for one in changes["A/80/5/Rev.1"]] == [("A/80/5", "en"), ("A/80/5", "fr")]
    (third,) = changes["A/80/5/Rev.3"]
    assert third.names == ("A/80/5/Rev.1 en", "A/80/5/Rev.3 en")
