"""Letters, notes verbales, drafts, Council resolutions in six languages: masthead, kind, date, signature."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from pipeline.document import Document, Heading, Paragraph, Role
from pipeline.intake.importing import Imported, import_bytes
from pipeline.prepare import prepare
from pipeline.read import parse_bytes
from pipeline.write import Options
from pipeline.write.docx.writer import write
from tests.intake.report import report
from tests.intake.wordfile import p, word_file_of


@dataclass(frozen=True)
class Words:
    """Words of documents in one language; the second name of each pair is that of the Security Council."""

    organization: str
    organs: tuple[str, str]
    distribution: str
    day: str
    original: str
    session: str
    item: str
    letter: str
    note: str
    draft: str
    number: str
    adopted: str
    formulas: tuple[str, str]
    recital: str
    decision: str
    body: str
    signed: str


_TABLES = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text("utf-8"))
WORDS = {language: Words(**table) for language, table in _TABLES.items()}
LINES = {"fr": "Français", "es": "Español", "ru": "Russian", "zh-Hans": "Chinese", "ar": "Arabic"}
"""The language of the text, which translations print."""
CODES = {"en": "eng", "fr": "fra", "es": "spa", "ru": "rus", "zh-Hans": "zho", "ar": "ara"}


def bold(text: str) -> str:
    return f'<w:p><w:r><w:rPr><w:b/><w:bCs/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def masthead(words: Words, symbol: str, organ: str) -> str:
    """Return the masthead as a table of the body, as the templates of most duty stations have it."""

    def cell(*lines: str) -> str:
        return f"<w:tc>{''.join(map(p, lines))}</w:tc>"

    language = next(tag for tag, one in WORDS.items() if one is words)
    right = (words.distribution, words.day, *filter(None, [LINES.get(language, "")]), words.original)
    rows = (cell("") + cell(words.organization) + cell(symbol), cell("") + cell(organ) + cell(*right))
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def imported(body: str) -> tuple[Imported, Document, etree._Element]:
    done = import_bytes(word_file_of(body), Path("t.docx"))
    assert done.is_valid and not done.errors, done.errors
    return done, prepare(parse_bytes(done.data, Path("t.xml"))), etree.fromstring(done.data)


def letter(words: Words, title: str) -> tuple[Imported, Document, etree._Element]:
    below = p(words.session) + p(words.item) + bold(title)
    return imported(masthead(words, "A/79/741", words.organs[0]) + below + p(words.body) + p(words.signed))


def titles(document: Document) -> list[str]:
    return [b.text.replace("\u00a0", " ") for b in document.title if isinstance(b, Heading | Paragraph)]


ALL = pytest.mark.parametrize("language", list(WORDS))


@ALL
def test_a_letter_has_its_kind_its_own_date_sender_and_signature(language: str) -> None:
    words = WORDS[language]
    done, document, root = letter(words, words.letter)
    assert root[0].get("name") == "officialLetter"
    assert document.identity.work == "/akn/un/doc/communication/un-ga/2025-01-20/A-79-741"
    assert document.identity.expression.endswith(f"/{CODES[language]}@")
    assert titles(document) == [words.letter]
    assert {e.get("name") for e in root.iter("{*}inline")} >= {"akn4un:from", "akn4un:to"}
    assert [b.role for b in document.parts[0].blocks if isinstance(b, Paragraph)][-1] is Role.SIGNATURE
    assert document.identity.session == 79
    assert all(row.is_whole for row in done.arrived), done.arrived


@ALL
def test_a_note_verbale_has_its_kind_and_its_own_date(language: str) -> None:
    words = WORDS[language]
    _, document, root = letter(words, words.note)
    assert root[0].get("name") == "noteVerbale"
    assert document.identity.work == "/akn/un/doc/communication/un-ga/2025-01-20/A-79-741"
    assert titles(document) == [words.note]


@ALL
def test_a_draft_resolution_has_its_kind_sponsors_preamble_and_paragraphs(language: str) -> None:
    words = WORDS[language]
    body = masthead(words, "A/79/L.41", words.organs[0]) + p(words.session) + p(words.item) + bold(words.draft)
    body += p(words.formulas[0]) + p(words.recital) + p(f"1.\t{words.decision}")
    _, document, root = imported(body)
    assert root[0].get("name") == "resolutionDraft"
    assert document.identity.work == "/akn/un/statement/deliberation/un-ga/2025-01-23/A-79-L.41"
    roles = [b.role for b in document.parts[0].blocks if isinstance(b, Paragraph)]
    assert roles == [Role.FORMULA, Role.PREAMBULAR, Role.OPERATIVE]


@ALL
def test_a_resolution_of_the_council_has_the_date_of_its_adoption(language: str) -> None:
    words = WORDS[language]
    body = masthead(words, "S/RES/2768 (2025)", words.organs[1]) + bold(words.number) + bold(words.adopted)
    body += p(words.formulas[1]) + p(words.recital) + p(f"1.\t{words.decision}")
    _, document, root = imported(body)
    assert root[0].get("name") == "resolution"
    assert document.identity.work == "/akn/un/statement/deliberation/un-sc/2025-01-20/S-RES-2768_(2025)"
    assert words.number in titles(document)[0] and words.adopted in " ".join(titles(document))
    roles = [b.role for b in document.parts[0].blocks if isinstance(b, Paragraph)]
    assert roles == [Role.FORMULA, Role.PREAMBULAR, Role.OPERATIVE]


def again(done: Imported) -> Imported:
    """Return what the Word file made of an import gives when it is imported."""
    made = write(prepare(parse_bytes(done.data, Path("t.xml"))), Options()).data
    return import_bytes(made, Path("t.docx"))


def plain(done: Imported) -> str:
    """Return the XML; the print holds words together with no-break spaces that the text need not have."""
    return done.data.decode().replace("\u00a0", " ")


@ALL
def test_a_letter_comes_back_from_its_word_file_as_the_same_xml(language: str) -> None:
    words = WORDS[language]
    done, _, _ = letter(words, words.letter)
    assert plain(again(done)) == plain(done)


@ALL
def test_a_resolution_of_the_council_comes_back_as_the_same_xml(language: str) -> None:
    words = WORDS[language]
    body = masthead(words, "S/RES/2768 (2025)", words.organs[1]) + bold(words.number) + bold(words.adopted)
    body += p(words.formulas[1]) + p(words.recital) + p(f"1.\t{words.decision}")
    done, _, _ = imported(body)
    assert plain(again(done)) == plain(done)


def test_a_report_with_tables_comes_back_as_the_same_xml() -> None:
    done = import_bytes(report(), Path("t.docx"))
    assert plain(again(done)) == plain(done)
