"""The texts of benchmarks: long documents that the pipeline reads, and the same text for the peers."""

from pathlib import Path

import pytest

from pipeline.document import Heading, Table
from pipeline.prepare import prepare
from pipeline.read import parse_bytes
from pipeline.validate.model.schema import is_valid
from tests.benchmarks import peers, texts


@pytest.fixture(autouse=True)
def own_texts(monkeypatch):
    """Yield the project's own texts, whatever lies beside the checkout."""
    monkeypatch.setattr(texts, "has_corpus", lambda: False)
    caches = (texts.files, texts._by_language)
    for cached in caches:
        cached.cache_clear()
    yield
    for cached in caches:
        cached.cache_clear()


def made(count, table=""):
    return parse_bytes(texts.document("fr", texts.paragraphs("fr", count), table), Path("made.xml"))


def test_the_projects_own_texts_are_enough():
    assert texts.languages() == ("fr",)
    assert len(texts.files()) == 2


def test_a_document_has_as_many_numbered_paragraphs_as_asked_for_and_is_valid():
    source = made(60)
    assert is_valid(source.root)
    blocks = list(prepare(source).blocks())
    assert [b.label[0].text for b in blocks if not isinstance(b, Table) and b.label][-1] == "60."
    assert sum(isinstance(b, Heading) and b.level > 1 for b in blocks) == 3


def test_more_paragraphs_than_there_are_begin_again():
    number = texts.number_of_paragraphs("fr")
    many = texts.paragraphs("fr", number + 2)
    assert many[number:] == many[:2]


def test_a_table_has_the_cells_asked_for():
    source = made(1, texts.table(120))
    assert is_valid(source.root)
    tables = [b for b in prepare(source).blocks() if isinstance(b, Table)]
    assert sum(len(row.cells) for row in tables[0].rows) == 120


def test_files_are_taken_evenly_from_the_list():
    files = [Path(f"{n}.xml") for n in range(10)]
    assert texts.spread(files, 3) == [Path("0.xml"), Path("3.xml"), Path("6.xml")]
    assert texts.spread(files, 99) == files


def test_peers_are_given_every_word_of_the_text():
    document = prepare(made(3, texts.table(12)))
    parts = list(peers.pieces(document))
    page, markup = peers.html(parts, "fr"), peers.typst_markup(parts, "fr")
    for text in texts.paragraphs("fr", 3):
        first = max(text.split(), key=len)
        assert first in markup
        assert first.replace("'", "&#x27;") in page
    assert page.count("<td>") == 12
    assert "#table(columns: 6, " in markup


def test_text_of_typst_is_a_string_whatever_it_holds():
    assert peers.typst_markup([("p", '#let x = "a\\b" $')], "fr").endswith('#"#let x = \\"a\\\\b\\" $"\n')
