"""Letters, notes verbales, draft resolutions and Council resolutions in six languages: masthead, kind, date, signature."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from pipeline.document import Document, Heading, Paragraph, Role
from pipeline.intake.importing import Imported, import_bytes
from pipeline.prepare import prepare
from pipeline.read import parse_bytes
from tests.intake.wordfile import p, word_file_of


@dataclass(frozen=True)
class Words:
    """What documents say in one language; the second name of each pair is that of the Security Council."""

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


WORDS = {
    "en": Words("United Nations", ("General Assembly", "Security Council"), "Distr.: General", "23 January 2025",
                "Original: English", "Seventy-ninth session", "Agenda item 12",
                "Letter dated 20 January 2025 from the Permanent Representative of Mali to the United Nations addressed to "
                "the Secretary-General",
                "Note verbale dated 20 January 2025 from the Permanent Mission of Mali to the United Nations addressed to "
                "the Secretary-General",
                "Mali: draft resolution", "Resolution 2768 (2025)",
                "Adopted by the Security Council at its 9840th meeting, on 20 January 2025",
                ("The General Assembly,", "The Security Council,"), "Recalling its resolution 2722 (2024),",
                "Decides to remain seized of the matter.",
                "I have the honour to transmit to you the text of the declaration of the States of the region.",
                "(Signed) Amina Diallo"),
    "fr": Words("Nations Unies", ("Assemblée générale", "Conseil de sécurité"), "Distr. générale", "23 janvier 2025",
                "Original : anglais", "Soixante-dix-neuvième session", "Point 12 de l’ordre du jour",
                "Lettre datée du 20 janvier 2025, adressée au Secrétaire général par la Représentante permanente du Mali "
                "auprès de l’Organisation des Nations Unies",
                "Note verbale datée du 20 janvier 2025, adressée au Secrétaire général par la Mission permanente du Mali",
                "Mali : projet de résolution", "Résolution 2768 (2025)",
                "Adoptée par le Conseil de sécurité à sa 9840e séance, le 20 janvier 2025",
                ("L’Assemblée générale,", "Le Conseil de sécurité,"), "Rappelant sa résolution 2722 (2024),",
                "Décide de demeurer saisie de la question.",
                "J’ai l’honneur de vous faire tenir ci-joint le texte de la déclaration des États de la région.",
                "(Signé) Amina Diallo"),
    "es": Words("Naciones Unidas", ("Asamblea General", "Consejo de Seguridad"), "Distr. general", "23 de enero de 2025",
                "Original: inglés", "Septuagésimo noveno período de sesiones", "Tema 12 del programa",
                "Carta de fecha 20 de enero de 2025 dirigida al Secretario General por la Representante Permanente de Malí "
                "ante las Naciones Unidas",
                "Nota verbal de fecha 20 de enero de 2025 dirigida al Secretario General por la Misión Permanente de Malí",
                "Malí: proyecto de resolución", "Resolución 2768 (2025)",
                "Aprobada por el Consejo de Seguridad en su 9840ª sesión, celebrada el 20 de enero de 2025",
                ("La Asamblea General,", "El Consejo de Seguridad,"), "Recordando su resolución 2722 (2024),",
                "Decide seguir ocupándose de la cuestión.",
                "Tengo el honor de transmitirle adjunto el texto de la declaración de los Estados de la región.",
                "(Firmado) Amina Diallo"),
    "ru": Words("Организация Объединенных Наций", ("Генеральная Ассамблея", "Совет Безопасности"), "Distr.: General",
                "23 January 2025", "Original: English", "Семьдесят девятая сессия", "Пункт 12 повестки дня",
                "Письмо Постоянного представителя Мали при Организации Объединенных Наций от 20 января 2025 года на имя "
                "Генерального секретаря",
                "Вербальная нота Постоянного представительства Мали от 20 января 2025 года на имя Генерального секретаря",
                "Мали: проект резолюции", "Резолюция 2768 (2025),",
                "принятая Советом Безопасности на его 9840-м заседании 20 января 2025 года",
                ("Генеральная Ассамблея,", "Совет Безопасности,"), "ссылаясь на свою резолюцию 2722 (2024),",
                "постановляет продолжать заниматься этим вопросом.",
                "Имею честь препроводить Вам текст заявления государств региона, принятого на этой неделе.",
                "(Подпись) Амина Диалло"),
    "zh-Hans": Words("联合国", ("大会", "安全理事会"), "Distr.: General", "23 January 2025", "Original: English",
                     "第七十九届会议", "议程项目12", "2025年1月20日马里常驻联合国代表给秘书长的信",
                     "2025年1月20日马里常驻联合国代表团给秘书长的普通照会", "马里：决议草案", "第2768(2025)号决议",
                     "2025年1月20日安全理事会第9840次会议通过", ("大会，", "安全理事会，"),
                     "回顾其第2722(2024)号决议，", "决定继续处理此案。", "谨随信转递该区域各国的声明文本。", "阿米娜·迪亚洛（签名）"),
    "ar": Words("الأمم المتحدة", ("الجمعية العامة", "مجلس الأمن"), "Distr.: General", "23 January 2025",
                "Original: English", "الدورة التاسعة والسبعون", "البند 12 من جدول الأعمال",
                "رسالة مؤرخة 20 كانون الثاني/يناير 2025 موجهة إلى الأمين العام من الممثلة الدائمة لمالي لدى الأمم المتحدة",
                "مذكرة شفوية مؤرخة 20 كانون الثاني/يناير 2025 موجهة إلى الأمين العام من البعثة الدائمة لمالي",
                "مالي: مشروع قرار", "القرار 2768 (2025)",
                "الذي اتخذه مجلس الأمن في جلسته 9840، المعقودة في 20 كانون الثاني/يناير 2025",
                ("إن الجمعية العامة،", "إن مجلس الأمن،"), "إذ يشير إلى قراره 2722 (2024)،",
                "يقرر أن يبقي المسألة قيد نظره.", "أتشرف بأن أحيل إليكم طيه نص إعلان دول المنطقة الذي صدر هذا الأسبوع.",
                "(توقيع) أمينة ديالو"),
}  # fmt: skip
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
    _, document, root = letter(words, words.letter)
    assert root[0].get("name") == "officialLetter"
    assert document.identity.work == "/akn/un/doc/communication/un-ga/2025-01-20/A-79-741"
    assert document.identity.expression.endswith(f"/{CODES[language]}@")
    assert titles(document) == [words.letter]
    assert {e.get("name") for e in root.iter("{*}inline")} >= {"akn4un:from", "akn4un:to"}
    assert [b.role for b in document.parts[0].blocks if isinstance(b, Paragraph)][-1] is Role.SIGNATURE
    assert document.identity.session == 79


@ALL
def test_a_note_verbale_has_its_kind_and_its_own_date(language: str) -> None:
    words = WORDS[language]
    _, document, root = letter(words, words.note)
    assert root[0].get("name") == "note"
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
