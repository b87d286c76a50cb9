"""Tests of single pages, addresses, feeds and words of the site."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace

import pytest
from lxml import etree, html

from pipeline.document import Kind
from pipeline.languages.codes import direction
from pipeline.languages.dates import day
from pipeline.languages.strings import languages, strings
from pipeline.site.addresses import fit_name, link, permanent, symbol_pages, text_iri_page, unique, work_iri_pages
from pipeline.site.facets import by_work, facets
from pipeline.site.model import Relation
from pipeline.site.pages.feeds import feed, newest_texts, sitemap
from pipeline.site.pages.frame import Site
from pipeline.site.pages.lists import list_pages, list_parts, other_pages, start_pages
from pipeline.site.pages.permanent import claims, permanent_page
from pipeline.site.pages.work import work_pages
from tests.site.samples import SIX, make_text, make_work

ATOM = "{http://www.w3.org/2005/Atom}"
WORK = make_work(*SIX)


def site_of(*works, base=""):
    found = facets(works)
    return Site(tuple(work.entry for work in works), base, found, by_work(found))


def permanent_pages(*works):
    return [permanent_page(site_of(*works), address, claimed) for address, claimed in claims(works).items()]


SITE = site_of(WORK)


@pytest.mark.parametrize("kind", ["report", "note", "note-verbale", "budget", "letter", "draft-decision"])
def test_a_kind_has_its_name_and_its_list_in_six_languages(kind):
    work = make_work(make_text(kind=Kind(kind), styled_as="other"))
    for language in ("ar", "zh-Hans", "en", "fr", "ru", "es"):
        name = strings(language).site.kinds[kind]
        assert name != strings(language).site.kinds["other"]
        (value,) = facets([work])["kind"]
        assert (value.name(language), value.page(language)) == (name, f"kind/{kind}/{language}.html")
        assert name in page(f"works/A-RES-80-1/{language}.html", work_pages(site_of(work), work)).text_content()


def page(address, pages):
    return html.fromstring(dict(pages)[address], parser=html.HTMLParser(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("S/RES/2674 (2023)", "S-RES-2674-2023"),
        ("A/62/…", "A-62"),
        ("../../etc", "etc"),
        ("", "-"),
        ("x" * 300, "x" * 120),
        ("منظمة", "-"),
    ],
)
def test_names_fit_every_file_system(text, name):
    assert fit_name(text) == name


def test_names_that_differ_by_case_only_are_kept_apart():
    taken = set()
    assert [unique("A-1", taken), unique("a-1", taken), unique("A-1", taken)] == ["A-1", "a-1-2", "A-1-3"]


def test_links_are_relative_quoted_and_keep_their_fragment():
    assert link("works/x/fr.html", "works/y/text/fr@v 1.html#para_3") == "../y/text/fr@v%201.html#para_3"
    assert link("index.html", "works/x/fr.html") == "works/x/fr.html"


@pytest.mark.parametrize(
    ("symbol", "pages"),
    [
        ("A/RES/78/249", ["symbol/A/RES/78/249/index.html"]),
        ("S/RES/2674 (2023)", ["symbol/S/RES/2674(2023)/index.html"]),
        ("A/62/837–S/2008/317", ["symbol/A/62/837/index.html", "symbol/S/2008/317/index.html"]),
        ("A/../../x", []),
        ("", []),
    ],
)
def test_permanent_pages_follow_the_symbol_as_docs_un_org_writes_it(symbol, pages):
    assert symbol_pages(make_work(make_text(symbol=symbol))) == pages


def test_permanent_pages_follow_the_iris_in_their_strict_form():
    assert work_iri_pages(WORK) == ["akn/un/statement/deliberation/un-ga/2025-12-05/80-1/index.html"]
    assert text_iri_page(SIX[3]) == "akn/un/statement/deliberation/un-ga/2025-12-05/80-1/fra@/index.html"


@pytest.mark.parametrize(
    "iri", ["/akn/../../etc/passwd", "/akn/a//b", "/akn/a/./b", "http://example.org/akn/x", "/akn/a\\b"]
)
def test_an_iri_cannot_lead_out_of_the_site(iri):
    assert work_iri_pages(make_work(make_text(work=iri))) == []


def test_a_work_without_symbol_and_iri_has_no_permanent_address():
    assert permanent(make_work(make_text(symbol="", work=""))) == ""


def test_a_permanent_page_lists_every_language_and_leads_on():
    found = page("symbol/A/RES/80/1/index.html", permanent_pages(WORK))
    assert found.find(".//div[@data-leads]").get("data-leads") == "true"
    links = found.findall(".//ul[@class='choices']//a")
    assert [a.get("hreflang") for a in links] == ["ar", "zh-Hans", "en", "fr"]
    assert links[3].get("href") == "../../../../../works/A-RES-80-1/text/fr.html"
    assert links[3].get("data-about") == "../../../../../works/A-RES-80-1/fr.html"


def test_a_permanent_page_names_each_day_in_the_language_of_its_text():
    found = page("symbol/A/RES/80/1/index.html", permanent_pages(WORK))
    rows = [" ".join(row.text_content().split()) for row in found.findall(".//ul[@class='choices']/li")]
    assert rows[1:] == [
        "中文 – 儿童权利 2025年12月5日",
        "English – Rights of the child 5 December 2025",
        "Français – Droits de l’enfant 5 décembre 2025",
    ]


def test_an_address_that_does_not_exist_is_said_in_every_language():
    found = page("404.html", other_pages(SITE, "en"))
    heads = {head.getparent().get("lang"): head.text for head in found.findall(".//main//h2")}
    assert heads == {tag: strings(tag).site.not_found for tag in languages() if tag != "en"}
    assert found.find(".//section[@lang='ar']").get("dir") == "rtl"
    assert [a.get("href") for a in found.findall(".//section[@lang='zh-Hans']//a")] == [
        "zh-Hans.html",
        "all/zh-Hans.html",
    ]


@pytest.mark.parametrize(
    ("language", "pages", "outside"),
    [
        ("en", "2 p., 40 KB", "site: "),
        ("zh-Hans", "2页，40 KB", "收录："),
        ("fr", "2 p., 40 Ko", "site\u00a0: "),
        ("ar", "2 ص، 40", "الموقع: "),
    ],
)
def test_between_facts_is_what_the_language_has(language, pages, outside):
    work = replace(WORK, relations=(Relation("cites", (), (("A/9", "https://docs.un.org/A/9"),)),))
    found = page(f"works/A-RES-80-1/{language}.html", work_pages(site_of(work), work))
    assert found.find(".//span[@class='size']").text_content().startswith(pages)
    assert f"{outside}A/9" in found.find(".//p[@class='elsewhere']").text_content()


def test_an_address_that_two_works_claim_leads_to_none_of_them():
    found = page("symbol/A/RES/80/1/index.html", permanent_pages(WORK, make_work(make_text(), slug="other")))
    assert found.find(".//div[@class='leads']").get("data-leads") is None
    assert len(found.findall(".//ul[@class='choices']")) == 2


@pytest.mark.parametrize("language", languages())
def test_a_work_page_speaks_its_language_and_gives_each_text_in_its_own(language):
    found = page(f"works/A-RES-80-1/{language}.html", work_pages(SITE, WORK))
    assert found.get("lang") == language
    assert found.get("dir") == direction(language).value
    text = " ".join(found.text_content().split())
    assert strings(language).site.texts in text
    assert day(datetime.date(2025, 12, 5), language) in text
    foreign = [e for e in found.xpath("//p[@class='text-title']/bdi") if e.get("lang")]
    assert {e.get("lang") for e in foreign} == {"ar", "zh-Hans", "en", "fr"} - {language}
    assert all(e.get("dir") == direction(e.get("lang")).value for e in foreign)


def test_a_work_page_offers_every_file_of_every_text():
    found = page("works/A-RES-80-1/en.html", work_pages(SITE, WORK))
    hrefs = {a.get("href") for a in found.xpath("//ul[@class='files']//a[@download]")}
    assert hrefs == {f"../../{file.address}" for text in SIX for file in text.files}


def test_a_work_page_says_that_a_text_is_provisional_or_unofficial():
    text = make_text(unassigned=("symbol",), official=False)
    found = page("works/A-RES-80-1/en.html", work_pages(SITE, make_work(text)))
    status = found.find(".//div[@class='status']").text_content()
    assert "symbol" in status
    assert strings("en").site.unofficial in status


def test_older_versions_stay_with_their_own_pages():
    work = make_work(make_text(version="2"), make_text())
    found = page("works/A-RES-80-1/en.html", work_pages(SITE, work))
    assert [e.get("href") for e in found.xpath("//p[@class='reading']/a")] == ["text/en@2.html", "text/en.html"]
    assert strings("en").site.version.format(name="2") in found.text_content()


def test_markup_in_titles_and_subjects_stays_text():
    text = make_text(title='<b>"&', subjects=("<script>x</script>",))
    site = site_of(make_work(text))
    lists = [page for part in list_parts(site) for page in list_pages(site, part)]
    for _, data in [*work_pages(site, make_work(text)), *start_pages(site, "en"), *lists]:
        assert b"<script>x" not in data
        assert b'<b>"' not in data


def test_eli_names_work_expressions_and_formats():
    found = page("works/A-RES-80-1/en.html", work_pages(SITE, WORK))
    article = found.find(".//article")
    assert article.get("typeof") == "LegalResource"
    assert article.get("vocab") == "http://data.europa.eu/eli/ontology#"
    assert len(found.xpath("//*[@property='is_realized_by'][@typeof='LegalExpression']")) == 4
    assert len(found.xpath("//*[@property='is_embodied_by'][@typeof='Format']")) == 8
    languages = found.xpath("//*[@property='language']/@resource")
    assert languages[3].endswith("/language/FRA")


def test_the_start_page_is_copied_as_index_in_the_language_of_most_texts():
    pages = dict(start_pages(SITE, "fr"))
    index = html.fromstring(pages["index.html"])
    assert index.get("lang") == "fr"
    assert index.find(".//link[@rel='canonical']").get("href") == "fr.html"


def feeds(site, work):
    """Return the bytes of every feed by its address."""
    return dict(file for language, texts in newest_texts([work]).items() for file in feed(site, language, texts))


def test_a_feed_has_an_entry_per_text_with_dates_of_the_documents():
    found = feeds(site_of(WORK, base="https://example.org"), WORK)
    root = etree.fromstring(found["feeds/all.atom"])
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == 4
    assert root.find(f"{ATOM}updated").text == "2025-12-05T00:00:00Z"
    ids = [entry.find(f"{ATOM}id").text for entry in entries]
    assert len(set(ids)) == 4
    assert all(name.startswith("urn:uuid:") for name in ids)
    assert {e.find(f"{ATOM}link[@rel='alternate']").get("href") for e in entries} == {
        f"https://example.org/{text.address}" for text in SIX
    }
    assert len(etree.fromstring(found["feeds/fr.atom"]).findall(f"{ATOM}entry")) == 1


def test_the_newest_come_first_and_a_text_without_date_last():
    new, old, none = (
        make_text(title=str(n), expression=f"/akn/{n}", date=datetime.date(year, 1, 1))
        for n, year in ((1, 2025), (2, 2001), (3, 1980))
    )
    root = etree.fromstring(feeds(SITE, make_work(old, none, new))["feeds/all.atom"])
    titles = [entry.find(f"{ATOM}title").text for entry in root.findall(f"{ATOM}entry")]
    assert [title[-1] for title in titles] == ["1", "2", "3"]


def test_a_sitemap_needs_a_base_and_is_parted_at_fifty_thousand():
    places = [(f"p{n}.html", None) for n in range(50_001)]
    assert list(sitemap(SITE, places)) == []
    found = dict(sitemap(replace(SITE, base="https://example.org"), places))
    assert set(found) == {"sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "robots.txt"}
    assert etree.fromstring(found["sitemap.xml"]).tag.endswith("sitemapindex")
    assert b"https://example.org/p50000.html" in found["sitemap-2.xml"]


def test_json_in_pages_cannot_end_its_script():
    text = make_text(title="</script><b>")
    pages = list(work_pages(SITE, make_work(text)))
    assert pages
    for _, data in pages:
        assert b"</script><b>" not in data
        found = html.fromstring(data).find(".//script[@type='application/ld+json']")
        assert json.loads(found.text)["name"] == "</script><b>"


@pytest.mark.parametrize("official", [True, False])
def test_only_pages_about_united_nations_documents_name_them_as_source(official):
    texts = tuple(replace(text, identity=replace(text.identity, official=official)) for text in WORK.texts)
    work = replace(WORK, texts=texts)
    for address, made in (*work_pages(SITE, work), *permanent_pages(work)):
        if not address.endswith(".html"):
            continue
        (foot,) = html.fromstring(made).xpath("//footer")
        assert len(foot.xpath("./p[not(a)]")) == int(official), address
