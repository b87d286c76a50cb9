"""Tests of a whole site: what is there, that nothing leads nowhere or to other hosts, that it stays the same."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import zipfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree, html

from pipeline.cli.run import run
from pipeline.errors import ExitStatus, OutputError
from pipeline.languages.strings import languages, strings
from pipeline.site.pages.frame import Site
from pipeline.site.pages.work import work_pages
from pipeline.site.state import SiteState
from tests.site.samples import build

HASH = {"build-report.json", ".site-state"}
SHEET_URL = re.compile(r"url\(|@import")


def files(top):
    """Return the hash of every file but the report by its path."""
    return {
        path.relative_to(top).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(top.rglob("*"))
        if path.is_file() and path.name not in HASH
    }


def pages(top):
    found = [path for path in sorted(top.rglob("*.html")) if "files" not in path.relative_to(top).parts]
    assert len(found) > 5
    return found


def tree(path):
    return html.fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def test_every_kind_of_page_is_there(built):
    names = {path.relative_to(built.top).as_posix() for path in pages(built.top)}
    assert {"index.html", *(f"{tag}.html" for tag in languages()), *(f"all/{tag}.html" for tag in languages())} <= names
    assert {f"works/bamako-letter/{tag}.html" for tag in languages()} <= names
    assert "works/bamako-letter/text/fr.html" in names
    assert "works/bamako-declaration/text/fr@unofficial-1.html" in names
    iri = "akn/un/doc/communication/un-ga/2008-01-18/tmp-62-20080118-mli-1"
    assert {f"{iri}/index.html", f"{iri}/fra@/index.html"} <= names


def test_every_link_of_every_page_leads_to_a_file_and_an_anchor_of_the_site(built):
    ids = {path: {e.get("id") for e in tree(path).iter() if e.get("id")} for path in pages(built.top)}
    dead = []
    for path in ids:
        for element, _, target, _ in tree(path).iterlinks():
            parts = urlsplit(target)
            if parts.scheme or element.get("rel") in ("canonical", "alternate") or element.get("property"):
                continue
            goal = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if (
                (goal.is_dir() and element.tag != "form")
                or not goal.exists()
                or (parts.fragment and unquote(parts.fragment) not in ids.get(goal, {parts.fragment}))
            ):
                dead.append(f"{path.name}: {target}")
    assert dead == []


def test_no_page_style_or_script_loads_anything_from_another_host(built):
    for path in pages(built.top):
        for element, attribute, target, _ in tree(path).iterlinks():
            loads = attribute in ("src", "srcset", "poster", "data") or (
                element.tag == "link" and element.get("rel") == "stylesheet"
            )
            own = target.startswith("https://example.org/edition/")  # of the page for addresses that do not exist
            assert not loads or own or not urlsplit(target).scheme, f"{path}: {target}"
    for path in [*built.top.glob("*.css"), *built.top.glob("*.js")]:
        text = path.read_text("utf-8")
        assert not SHEET_URL.search(text)
        assert "fetch(" not in text
        assert "http" not in re.sub(r"(?m)^\s*(//|/\*).*$", "", text)


def test_every_page_has_one_h1_one_main_a_language_and_a_skip_link_first(built):
    for path in pages(built.top):
        page = tree(path)
        assert page.get("lang")
        assert len(page.findall(".//main")) == 1, path
        assert len(page.findall(".//h1")) == 1, path
        first = page.find(".//body").findall(".//a")[0]
        assert first.get("class") == "skip"
        assert page.get_element_by_id(first.get("href")[1:]).tag == "main"


def test_ids_are_unique_on_every_page(built):
    for path in pages(built.top):
        ids = [e.get("id") for e in tree(path).iter() if e.get("id")]
        assert len(ids) == len(set(ids)), path


def test_anchors_of_a_text_are_the_eids_of_its_source(built, root):
    source = etree.parse(root / "source" / "bamako-letter" / "fra@.xml")
    eids = {e.get("eId") for e in source.iter("{*}paragraph") if e.get("eId")}
    page = tree(built.top / "works/bamako-letter/text/fr.html")
    assert eids
    assert eids <= {e.get("id") for e in page.iter()}


def test_the_words_of_a_text_are_those_of_the_page_that_was_proved(built):
    def words(path):
        page = tree(path)
        for element in page.xpath("//*[@data-generated] | //style | //script"):
            element.drop_tree()
        return page.find(".//body").text_content().split()

    proved = built.top / "files/bamako-letter/fra@.html"
    assert words(built.top / "works/bamako-letter/text/fr.html") == words(proved)


def test_canonical_addresses_are_absolute_with_a_base_and_relative_without(built, tmp_path):
    page = tree(built.top / "works/bamako-letter/fr.html")
    assert (
        page.find(".//link[@rel='canonical']").get("href") == "https://example.org/edition/works/bamako-letter/fr.html"
    )
    bare = build(tmp_path / "bare")
    page = tree(bare.top / "works/bamako-letter/fr.html")
    assert page.find(".//link[@rel='canonical']").get("href") == "fr.html"
    assert not (bare.top / "sitemap.xml").exists()


def test_every_page_has_a_description_and_the_words_that_messengers_show(built):
    for path in pages(built.top):
        page = tree(path)
        (description,) = page.xpath("//head/meta[@name='description']/@content")
        shown = {meta.get("property"): meta.get("content") for meta in page.xpath("//head/meta[@property]")}
        assert description, path
        assert shown["og:description"] == description
        assert shown["og:title"]
        assert shown["og:url"].startswith("https://example.org/edition/")
    about = tree(built.top / "works/bamako-letter/text/fr.html").xpath("//meta[@name='description']/@content")[0]
    assert about.startswith("A/62/… · Lettre datée du 18")
    assert about.endswith(" · Lettre · 18 janvier 2008")


def test_a_start_page_says_that_its_copies_are_unofficial(built):
    for tag in languages():
        (about,) = tree(built.top / f"{tag}.html").find_class("about-site")
        assert about.text_content().startswith(strings(tag).site.about_site)


def test_without_a_base_no_page_names_an_address_for_messengers(tmp_path):
    page = tree(build(tmp_path / "bare").top / "en.html")
    assert page.xpath("//meta[@property='og:url']") == []
    assert page.xpath("//meta[@property='og:title']/@content") == [strings("en").site.title]


def test_machines_read_the_work_as_legislation(built):
    page = tree(built.top / "works/bamako-letter/fr.html")
    data = json.loads(page.find(".//script[@type='application/ld+json']").text)
    assert data["@type"] == "Legislation"
    assert data["inLanguage" if "inLanguage" in data else "legislationDate"] == "2008-01-18"
    assert data["creativeWorkStatus"] == "Provisional"
    (text,) = data["workExample"]
    assert text["inLanguage"] == "fr"
    hashes = files(built.top)
    for file in text["encoding"]:
        address = unquote(file["contentUrl"].removeprefix("https://example.org/edition/"))
        assert hashes[address] == file["sha256"]


def test_two_builds_give_the_same_bytes(built, tmp_path):
    again = build(tmp_path / "again", base="https://example.org/edition")
    assert files(again.top) == files(built.top)


def test_an_unchanged_site_is_not_written_again(tmp_path):
    first = build(tmp_path / "site")
    assert first.written == len(first.addresses) - 2  # all but the two pages that publishing wrote
    assert build(tmp_path / "site").written == 0


def test_pages_of_a_text_that_is_gone_are_removed_and_other_files_stay(root, tmp_path):
    source = tmp_path / "in"
    source.mkdir()
    for name in ("bamako-letter/fra@.xml", "bamako-declaration/fra@unofficial-1.xml"):
        shutil.copy(root / "source" / name, source / name.replace("/", "-"))
    first = build(tmp_path / "site", str(source))
    (tmp_path / "site" / "note.txt").write_text("mine")
    (source / "bamako-letter-fra@.xml").unlink()
    second = build(tmp_path / "site", str(source))
    gone = set(first.addresses) - set(second.addresses)
    assert any(address.startswith("works/tmp-62-20080118-mli-1/") for address in gone)
    assert not [address for address in gone if (tmp_path / "site" / address).exists()]
    assert not (tmp_path / "site" / "works" / "tmp-62-20080118-mli-1").exists()
    assert (tmp_path / "site" / "note.txt").read_text() == "mine"


def test_a_folder_that_holds_anything_else_is_refused_and_left_alone(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.txt").write_text("mine")
    with pytest.raises(OutputError, match="holds no site"):
        build(tmp_path / "site")
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["thesis.txt"]


def test_a_first_run_that_is_broken_off_is_gone_on_with_and_its_leftovers_are_removed(tmp_path, monkeypatch):
    def broken(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("pipeline.site.build.write_index", broken)
        with pytest.raises(KeyboardInterrupt):
            build(tmp_path / "site")
    left = tmp_path / "site" / "works" / ".index.html.abcdefgh.part"
    left.write_text("half")
    whole = build(tmp_path / "site")
    assert not left.exists()
    assert set(whole.addresses) >= {"index.html"}
    assert not [path for path in (tmp_path / "site").iterdir() if path.name.endswith(".lock")]


def test_a_state_knows_whether_the_run_before_came_to_its_end(tmp_path):
    path = tmp_path / "state"
    with SiteState(path) as state:
        assert state.interrupted
    with SiteState(path) as state:
        assert not state.interrupted
    state = SiteState(path)
    state.save()  # and no end
    with SiteState(path) as state:
        assert state.interrupted


def test_a_document_that_fails_leaves_the_others_in_the_site(root, tmp_path):
    source = tmp_path / "in"
    source.mkdir()
    shutil.copy(root / "source/bamako-letter/fra@.xml", source / "good.xml")
    (source / "bad.xml").write_text("<akomaNtoso>")
    status = run("site", source=(str(source),), out=str(tmp_path / "site"), formats="html")
    assert status is ExitStatus.FINDINGS
    assert (tmp_path / "site" / "works/tmp-62-20080118-mli-1/text/fr.html").is_file()


@pytest.mark.parametrize("url", ["", "example.org", "ftp://example.org", "https://", "https://example.org/?a=b"])
def test_a_base_that_is_not_a_web_address_is_refused(url):
    assert run("site", base_url=url) is ExitStatus.COULD_NOT_RUN


def test_redlines_that_exist_are_linked_from_the_works_they_are_about(tmp_path):
    from pipeline.site.comparisons import with_comparisons
    from tests.site.samples import SIX, make_work

    folder = tmp_path / "versions"
    folder.mkdir()
    for name in (
        "A_RES_80_1.en--A_RES_80_1.fr.concordance.html",
        "A_RES_80_1.en--other.redline.docx",
        "x--y.redline.html",
    ):
        (folder / name).write_text("x")
    (work,), taken = with_comparisons([make_work(*SIX)], folder)
    assert [(c.kind, c.old, c.new) for c in work.comparisons] == [
        ("concordance", "A_RES_80_1.en", "A_RES_80_1.fr"),
        ("redline", "A_RES_80_1.en", "other"),
    ]
    assert {Path(path).name for path in taken} == {path.name for path in taken.values()}
    assert "files/versions/A_RES_80_1.en--other.redline.docx" in taken


def test_no_file_of_a_site_names_a_folder_of_the_machine(tmp_path, root):
    source = tmp_path / "in"
    (source / "letters").mkdir(parents=True)
    text = (root / "source" / "bamako-letter" / "fra@.xml").read_text("utf-8")
    (source / "letters" / "good.xml").write_text(text, "utf-8")
    (source / "letters" / "invalid.xml").write_text(text.replace("<mainBody", '<mainBody nonsense="1"'), "utf-8")
    (source / "broken.xml").write_text(text[:900], "utf-8")
    site = build(tmp_path / "site", str(source), base="https://example.org")
    assert site.texts == 2
    here = [str(place).encode() for place in (tmp_path, root, Path.home())]
    found = [p.name for p in (tmp_path / "site").rglob("*") if p.is_file() and any(h in p.read_bytes() for h in here)]
    assert found == []
    assert "letters/invalid.xml:" in (tmp_path / "site" / "files" / "build-report.json").read_text("utf-8")


def test_the_copies_that_dist_has_made_are_on_the_site(tmp_path, root, monkeypatch):
    monkeypatch.setattr("pipeline.site.build.project", lambda: tmp_path)
    source = tmp_path / "text.xml"
    shutil.copy(root / "source" / "bamako-letter" / "fra@.xml", source)
    table = {"expressions": [{"source": {"sha256": hashlib.sha256(source.read_bytes()).hexdigest()}}]}
    (tmp_path / "dist" / "copies").mkdir(parents=True)
    with zipfile.ZipFile(tmp_path / "dist" / "copies" / "letter.zip", "w") as package:
        package.writestr("letter/manifest.json", json.dumps(table))
    site = build(tmp_path / "site", str(source))
    assert "files/packages/letter.zip" in site.addresses


def test_a_distribution_copy_is_linked_from_its_work_only_while_it_is_of_the_same_sources(tmp_path):
    from pipeline.site.packages import with_packages
    from tests.site.samples import SIX, make_text, make_work

    def copy(name, *hashes):
        with zipfile.ZipFile(tmp_path / name, "w") as package:
            table = {"expressions": [{"source": {"sha256": value}} for value in hashes]}
            package.writestr(f"{name}/manifest.json", json.dumps(table))

    copy("right.zip", "a1", "b2")
    copy("older.zip", "a1", "c3")
    (tmp_path / "broken.zip").write_bytes(b"no zip")
    whole = make_work(make_text(source_sha256="a1"), make_text("fr", source_sha256="b2"))
    works, taken = with_packages([whole, make_work(*SIX, slug="x")], tmp_path)
    assert works[0].package.address == "files/packages/right.zip"
    assert works[1].package is None
    assert taken == {"files/packages/right.zip": tmp_path / "right.zip"}
    found = html.fromstring(dict(work_pages(Site(), works[0]))["works/A-RES-80-1/fr.html"])
    assert found.find(".//p[@class='package']/a").get("href") == "../../files/packages/right.zip"


@pytest.mark.parametrize("words", ["", "<akomaNtoso", "<html/>"])
def test_a_site_of_which_no_text_can_be_built_is_not_written(tmp_path, capsys, words):
    (tmp_path / "a.xml").write_text(words, encoding="utf-8")
    assert run("site", source=[str(tmp_path / "a.xml")], out=str(tmp_path / "new" / "site")) is ExitStatus.FINDINGS
    assert "no text could be built, so no site is written" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["a.xml"]


def test_a_site_stays_as_it_is_while_its_only_text_cannot_be_built(root, tmp_path, capsys):
    text = tmp_path / "a.xml"
    text.write_bytes((root / "source" / "bamako-letter" / "fra@.xml").read_bytes())
    before = files(build(tmp_path / "site", str(text)).top)
    text.write_bytes(text.read_bytes()[:9000])
    assert run("site", source=[str(text)], out=str(tmp_path / "site"), formats="html") is ExitStatus.FINDINGS
    assert "no text could be built; the site stays as it is" in capsys.readouterr().err
    assert files(tmp_path / "site") == before


def test_a_text_that_cannot_be_built_any_more_leaves_the_site_with_its_files(root, tmp_path):
    names = [f"source/bamako-{one}/fra@{more}.xml" for one, more in (("letter", ""), ("declaration", "unofficial-1"))]
    texts = tmp_path / "in"
    texts.mkdir()
    for number, name in enumerate(names):
        (texts / f"{number}.xml").write_bytes((root / name).read_bytes())
    assert "files/0.html" in files(build(tmp_path / "site", str(texts)).top)
    (texts / "0.xml").write_text("<cut", encoding="utf-8")
    left = files(build(tmp_path / "site", str(texts)).top)
    assert "files/0.html" not in left and "files/1.html" in left
