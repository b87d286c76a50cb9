"""Corrigenda: written from two versions in official form; carried out, they give the new version word for word."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from pipeline.data import SCHEMA
from pipeline.errors import DocumentError, MissingInputError, UsageError
from pipeline.prepare import prepare
from pipeline.read import Source, akn, parse_bytes, parse_file
from pipeline.versions import compare
from pipeline.versions.amend.apply import apply, apply_to
from pipeline.versions.amend.corrigendum import corrigendum
from pipeline.versions.amend.modifications import Sort, modifications
from tests.own import DOCUMENTS

MISPRINT = ("à l’exercer leurs droits", "à exercer leurs droits")
NEW_PARAGRAPH = (
    '              <paragraph eId="att_1__para_36">',
    '              <paragraph eId="att_1__para_35bis"><num>35 bis.</num><content eId="att_1__para_35bis__content">'
    '<p>Un &amp; deux.</p></content></paragraph>\n              <paragraph eId="att_1__para_36">',
)
CASES = {
    "a misprint": [MISPRINT],
    "a figure that stands more than once": [("Convention des Nations Unies contre la corruption</ref> (2003)",
                                             "Convention des Nations Unies contre la corruption</ref> (2005)")],
    "words inside a reference": [("Charte des Nations Unies</ref>", "Charte de l’ONU</ref>")],
    "several at once": [MISPRINT, ("en 2005", "en 2006"), ("(2006)", "(2007)")],
    "a paragraph more": [NEW_PARAGRAPH],
    "a change of structure": [("<p>Nous, participants", "<p><i>Nous</i>, participants")],
    "words without an identifier": [("Lettre datée du <docDate", "Lettre du <docDate")],
    "signs of XML": [("leurs droits et responsabilités", "leurs droits &lt;&amp; responsabilités")],
    "a kind of space": [("17\u00a0novembre 2007</date>", "17 novembre 2007</date>")],
}  # fmt: skip


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMA / "akomantoso30.xsd"))


def written(old: Source, new: Source) -> Source:
    return parse_bytes(corrigendum(old, new, 1, "2008-02-15"), Path("corrigendum.xml"))


def lines(source: Source) -> list[str]:
    return [block.text for block in prepare(source).blocks()]


def test_the_official_form_names_the_place_and_the_words(letter, changed):
    assert lines(written(letter, changed(MISPRINT)))[1:] == [
        "Rectificatif",
        "Annexe, paragraphe 42",
        "Au lieu de «\u00a0indépendants à l’exercer leurs\u00a0», lire «\u00a0indépendants à exercer leurs\u00a0»",
    ]


def test_each_place_is_a_reference_into_the_corrected_document(letter, changed):
    """Two corrections of one paragraph are under one reference, the third under its own."""
    source = written(letter, changed(MISPRINT, ("en 2005", "en 2006")))
    body = next(source.root.iter(akn("amendmentBody")))
    tags = [etree.QName(e).localname for e in body if isinstance(e.tag, str)]
    assert tags == ["amendmentReference", "amendmentContent"] * (len(tags) // 2)
    base = "/akn/un/doc/communication/un-ga/2008-01-18/tmp-62-20080118-mli-1/fra@/"
    links = [next(e.iter(akn("affectedDocument"))) for e in body.iter(akn("amendmentReference"))]
    assert [link.get("href") for link in links][-1] == f"{base}!annex#att_1__para_42__content"
    assert "".join(links[-1].itertext()) == "Annexe, paragraphe 42"
    places = [place for place in lines(source) if "Au lieu de" not in place][2:]
    assert places == ["".join(link.itertext()) for link in links]
    assert len(places) == len(set(places))


def test_symbol_iri_and_masthead_are_those_of_corr_1(letter, changed):
    source = written(letter, changed(MISPRINT))
    document = prepare(source)
    assert document.identity.symbol_printed == "A/62/…/Corr.1"
    assert document.identity.work.endswith("/2008-02-15/tmp-62-20080118-mli-1-Corr.1")
    assert document.identity.work.startswith("/akn/un/amendment/modification/un-ga/")
    assert source.root[0].get("name") == "corrigendum"


@pytest.mark.parametrize("case", CASES)
def test_applying_gives_the_new_version_word_for_word(letter, changed, schema, case):
    new = changed(*CASES[case])
    correction = written(letter, new)
    assert schema.validate(correction.root), schema.error_log
    done = apply_to(correction, letter)
    result = parse_bytes(done.data, Path("result.xml"))
    assert schema.validate(result.root), schema.error_log
    assert compare(prepare(new), prepare(result)).equal


def test_applying_changes_nothing_but_the_words_and_the_metadata(letter, changed):
    done = apply_to(written(letter, changed(MISPRINT)), letter)
    old, new = letter.data.decode().splitlines(), done.data.decode().splitlines()
    in_text = [line for line in set(new) - set(old) if "<p>" in line]
    assert len(in_text) == 1
    assert "à exercer leurs droits" in in_text[0]


def test_the_new_expression_tells_of_its_correction(letter, changed):
    done = apply_to(written(letter, changed(MISPRINT)), letter)
    root = parse_bytes(done.data, Path("result.xml")).root
    top = root[0]
    assert done.file_name == "fra@2008-01-18;2008-02-15.xml"
    assert top.get("contains") == "singleVersion"
    uri = top.find(f".//{akn('FRBRExpression')}/{akn('FRBRuri')}").get("value")
    assert uri.endswith("/fra@2008-01-18;2008-02-15")
    assert [e.get("type") for e in top.iter(akn("eventRef"))] == ["generation", "amendment"]
    [mod] = top.iter(akn("textualMod"))
    assert mod.getparent().tag == akn("passiveModifications")
    assert mod.find(akn("destination")).get("href") == "#att_1__para_42__content"
    [reference] = top.iter(akn("passiveRef"))
    assert reference.get("href").endswith("-Corr.1")


def test_old_words_are_quoted_with_neighbours_until_they_are_unique(letter, changed):
    [change] = modifications(letter, changed(("la démocratie dans toutes", "la Démocratie dans toutes")))
    assert change.sort is Sort.SUBSTITUTION
    target = next(e for e in letter.root.iter("*") if e.get("eId") == change.target)
    assert "".join(target.itertext()).count(change.old) == 1


def test_a_corrigendum_that_has_been_applied_does_not_fit_again(letter, changed):
    correction = written(letter, changed(MISPRINT))
    corrected = parse_bytes(apply_to(correction, letter).data, Path("corrected.xml"))
    with pytest.raises(DocumentError, match=r"does not fit.*does not say"):
        apply_to(correction, corrected)


def test_a_corrigendum_of_another_text_does_not_fit(letter, changed, root):
    other = parse_file(root / "source" / "bamako-declaration" / "fra@unofficial-1.xml")
    with pytest.raises(DocumentError, match="does not fit"):
        apply_to(written(letter, changed(MISPRINT)), other)


def test_versions_of_different_works_have_no_corrigendum(letter, root):
    other = parse_file(root / "source" / "bamako-declaration" / "fra@unofficial-1.xml")
    with pytest.raises(DocumentError, match="not two versions of one text"):
        corrigendum(letter, other, 1)


def test_equal_versions_have_no_corrigendum(letter):
    with pytest.raises(UsageError, match="do not differ"):
        corrigendum(letter, letter, 1)


def test_what_is_not_a_corrigendum_is_refused(letter):
    with pytest.raises(DocumentError, match="not a corrigendum"):
        apply(letter)


def test_a_corrigendum_without_its_text_is_refused(tmp_path, letter, changed):
    data = corrigendum(letter, changed(MISPRINT), 1, "2008-02-15").replace(b"mli-1/fra@", b"mli-9/fra@")
    path = tmp_path / "corr" / "fra@.xml"
    path.parent.mkdir()
    path.write_bytes(data)
    with pytest.raises(MissingInputError, match="not here"):
        apply(parse_file(path))


def test_the_text_to_correct_is_found_beside_the_corrigendum(works, changed, letter):
    path = works / "bamako-letter-corr-1" / "fra@.xml"
    path.parent.mkdir()
    path.write_bytes(corrigendum(letter, changed(MISPRINT), 1, "2008-02-15"))
    assert apply(parse_file(path)).corrected == works / "bamako-letter" / "fra@.xml"


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("en/A_RES_79_902-2499902E.xml", "Fund", "Funds", "For “"),
        ("es/A_RES_79_902-2499902S.xml", "Fondo", "Fondos", "Donde dice “"),
        ("ru/A_RES_79_902-2499902R.xml", "Фонда", "Фондов", "Вместо «"),
        ("zh/A_RES_79_902-2499902C.xml", "清单", "名单", "将“"),
        ("ar/A_RES_79_902-2499902A.xml", "المصابيح", "المصابح", "يستعاض عن ”"),
    ],
)
def test_documents_in_published_form_are_corrected_in_their_language(schema, name, old, new, expected):
    source = parse_file(DOCUMENTS / "ga-resolution" / name)
    body = source.data.index(b"<mainBody")
    place = source.data.find(old.encode(), body)
    assert place > 0
    data = source.data[:place] + new.encode() + source.data[place + len(old.encode()) :]
    changed = parse_bytes(data, Path("changed.xml"))
    correction = parse_bytes(corrigendum(source, changed, 1), Path("corrigendum.xml"))
    assert schema.validate(correction.root), schema.error_log
    assert any(line.startswith(expected) for line in lines(correction))
    result = parse_bytes(apply_to(correction, source).data, Path("result.xml"))
    assert compare(prepare(changed), prepare(result)).equal
