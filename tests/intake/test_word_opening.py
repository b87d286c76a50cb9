"""What is before the text of a Word file: masthead in a table or typed, notes to it, foreign lines, titles."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.document import Document, Heading, MastheadRole, Paragraph, Role
from pipeline.intake.importing import Imported, import_bytes
from pipeline.intake.vocabulary.sessions import session_number
from pipeline.prepare import prepare
from pipeline.read import parse_bytes
from tests.intake.test_word_kinds import WORDS
from tests.intake.wordfile import WordFile, p, style, word_file_of

ENGLISH = ("United Nations", "A/78/900", "General Assembly", "Distr.: General", "9 April 2024", "Original: English")
ARABIC = ("الأمم المتحدة", "A/78/900", "الجمعية العامة", "Distr.: General", "9 April 2024", "Original: English")
FRENCH = ("Nations Unies", "A/78/900", "Assemblée générale", "Distr. générale", "9 avril 2024", "Original : anglais")
TEXT = {
    "en": "The Secretary-General has the honour to transmit the report of the Commission on the work of its session.",
    "fr": "Le Secrétaire général a l’honneur de transmettre le rapport de la Commission sur les travaux de sa session.",
    "ar": "يتشرف الأمين العام بأن يحيل إلى الجمعية العامة تقرير اللجنة عن أعمال دورتها التي عقدت في هذا العام.",
}
FIELDS = {"organization", "symbol", "organ", "distribution", "date", "original"}


STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/></w:style>'
    for name in ("Session", "AgendaItemNormal", "AgendaTitleH2", "TitleHCH", "TitleH1", "HCh", "SingleTxt")
)


def imported(data: bytes, name: str = "t.docx") -> tuple[Imported, Document]:
    """Return an import, and the document prepared of it."""
    done = import_bytes(data, Path(name))
    assert done.is_valid
    return done, prepare(parse_bytes(done.data, Path("t.xml")))


def bold(text: str) -> str:
    """Return a paragraph in bold."""
    runs = "<w:tab/>".join(f"<w:t>{piece}</w:t>" for piece in text.split("\t"))
    return f"<w:p><w:r><w:rPr><w:b/></w:rPr>{runs}</w:r></w:p>"


def fields(document: Document) -> dict[str, str]:
    """Return the fields of the masthead."""
    assert document.masthead is not None
    found = {field.role.value: "" for field in document.masthead.fields}
    for field in document.masthead.fields:
        found[field.role.value] += "".join(getattr(inline, "text", "") for inline in field.inlines)
    return found


def titles(document: Document) -> list[str]:
    """Return the lines of the title block."""
    found = [block.text for block in document.title if isinstance(block, Heading | Paragraph)]
    return [text.replace("\u00a0", " ") for text in found]


@pytest.mark.parametrize(("language", "lines"), [("en", ENGLISH), ("fr", FRENCH), ("ar", ARABIC)])
@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4, 5), (1, 0, 3, 4, 5, 2), (2, 0, 1, 5, 4, 3)])
def test_a_masthead_in_paragraphs_is_read_in_any_order(
    word_file: WordFile, language: str, lines: tuple[str, ...], order: tuple[int, ...]
) -> None:
    _, document = imported(word_file("".join(p(lines[n]) for n in order) + p(TEXT[language]) * 3))
    assert set(fields(document)) == FIELDS
    assert document.identity.symbol == "A/78/900"
    assert fields(document)["organization"] == lines[0] and fields(document)["organ"] == lines[2]
    assert document.identity.work.endswith("/un-ga/2024-04-09/A-78-900")


def test_fields_in_one_paragraph_are_parted_at_tabs_and_line_breaks(word_file: WordFile) -> None:
    right = "<w:br/>".join(f"<w:t>{text}</w:t>" for text in ENGLISH[3:])
    body = p("United Nations\tA/78/900") + p("General Assembly") + f"<w:p><w:r>{right}</w:r></w:p>" + p(TEXT["en"])
    assert set(fields(imported(word_file(body))[1])) == FIELDS


def geneva() -> str:
    """Return a masthead as a table of the body, and what is below it, without any style."""

    def cell(*lines: str) -> str:
        return f"<w:tc>{''.join(map(p, lines))}</w:tc>"

    rows = ((("",), ("United Nations",), ("A/HRC/RES/55/3",)), (("",), ("General Assembly",), ENGLISH[3:]))
    table = "".join(f"<w:tr>{''.join(cell(*lines) for lines in row)}</w:tr>" for row in rows)
    return f"<w:tbl>{table}</w:tbl>" + bold("Human Rights Council") + p("Fifty-fifth session") + p("Agenda item 3")


def test_a_masthead_in_a_table_of_the_body_is_read_with_body_session_and_titles(word_file: WordFile) -> None:
    body = (geneva() + bold("Resolution adopted by the Human Rights Council on 3 April 2024")
            + bold("55/3.\tPromotion of cultural rights") + p("The Human Rights Council,")
            + p("Recalling its resolution 49/7,") + p("1.\tDecides to remain seized of the matter."))  # fmt: skip
    _, document = imported(word_file(body))
    below = {"subsidiary": "Human Rights Council", "session": "Fifty-fifth session", "agenda-item": "Agenda item 3"}
    assert {role: fields(document)[role] for role in below} == below
    assert document.identity.work == "/akn/un/statement/deliberation/un-ga-hrc/2024-04-03/A-HRC-RES-55-3"
    assert titles(document) == [
        "Resolution adopted by the Human Rights Council on 3 April 2024", "55/3. Promotion of cultural rights",
    ]  # fmt: skip
    assert document.title[0].role is Role.ADOPTION  # type: ignore[union-attr]


def test_the_title_of_an_agenda_item_stands_between_item_and_title(word_file: WordFile) -> None:
    body = (
        geneva() + bold("Promotion and protection of rights") + bold("Report of the High Commissioner") + p(TEXT["en"])
    )
    _, document = imported(word_file(body))
    assert fields(document)["agenda-title"] == "Promotion and protection of rights"
    assert titles(document) == ["Report of the High Commissioner"]


def head(foreign: str = "", mark: str = "") -> str:
    """Return a masthead and the lines of an official report, with a foreign line between them."""
    lines = "".join(map(p, (ENGLISH[0], f"A/78/900{mark}", *ENGLISH[2:])))
    return (lines + p("Eightieth session", style("Session")) + p("Agenda item 148", style("AgendaItemNormal")) + foreign
            + p("Administrative aspects", style("AgendaTitleH2")) + p("Budget performance", style("TitleHCH"))
            + p("Report of the Secretary-General", style("TitleH1")) + p("Introduction", style("HCh"))
            + p("1.\tFirst paragraph.", style("SingleTxt")))  # fmt: skip


BOX = f"<w:p><w:r><w:pict><w:txbxContent>{p('Please recycle')}</w:txbxContent></w:pict></w:r></w:p>"


@pytest.mark.parametrize("foreign", [p("E"), BOX, p("For action") + p("by the Committee"), bold("Advance copy")])
def test_a_foreign_line_does_not_end_the_front_matter(word_file: WordFile, foreign: str) -> None:
    _, plain = imported(word_file(head(), styles=STYLES))
    done, document = imported(word_file(head(foreign), styles=STYLES))
    assert fields(document) == fields(plain) and titles(document) == titles(plain)
    assert any(doubt.met == "a line between masthead and titles" for doubt in done.doubts)
    words = " ".join(block.text for block in document.blocks() if isinstance(block, Heading | Paragraph))
    assert all(word in words for word in ("E", "Please recycle", "For action") if word in foreign)


@pytest.mark.parametrize(
    ("mark", "typed"), [("*", "* Reissued on 16 March 2026."), ("**", "\t**\tReissued on 16 March 2026.")]
)
def test_a_reissue_note_is_a_note_to_the_symbol_that_has_its_asterisks(
    word_file: WordFile, mark: str, typed: str
) -> None:
    done, document = imported(word_file(head(p(typed), mark), styles=STYLES))
    assert document.identity.symbol == "A/78/900"
    assert [(n.mark, n.blocks[0].text) for n in document.notes] == [(mark, "Reissued on 16 March 2026.")]
    assert titles(document)[0] == "Budget performance"
    assert any("asterisks" in doubt.met for doubt in done.doubts)


def test_a_reissue_note_that_nothing_calls_is_a_note_to_page_1(word_file: WordFile) -> None:
    _, document = imported(word_file(head(p("* Reissued on 16 March 2026.")), styles=STYLES))
    assert [(note.front, "Reissued" in note.blocks[0].text) for note in document.notes] == [(True, True)]
    assert not any("Reissued" in block.text for part in document.parts for block in part.blocks
                   if isinstance(block, Paragraph))  # fmt: skip


def test_a_masthead_pasted_as_plain_text_is_read_to_its_end() -> None:
    text = ("United Nations\nA/78/900\nGeneral Assembly\nDistr.: General\n\n9 April 2024\n\nOriginal: English\n\n"
            "Letter dated 8 April 2024 from the Permanent Representative of Mali to the United Nations addressed to "
            "the Secretary-General\n\nI have the honour to transmit a statement.\n")  # fmt: skip
    _, document = imported(text.encode(), "t.txt")
    assert set(fields(document)) == FIELDS
    assert document.identity.work == "/akn/un/doc/communication/un-ga/2024-04-08/A-78-900"
    assert titles(document)[0].startswith("Letter dated 8 April 2024 from")


def test_two_fields_alone_are_not_masthead(word_file: WordFile) -> None:
    _, document = imported(word_file(p("United Nations") + p("The General Assembly met on 9 April 2024 in New York.")))
    assert document.masthead is None or not document.masthead.of(MastheadRole.SYMBOL)


def test_a_body_that_nothing_names_is_not_invented(word_file: WordFile) -> None:
    done, document = imported(word_file(p(TEXT["en"])))
    assert "/un/1900-01-01/" in document.identity.work and b"General Assembly" not in done.data
    assert any(doubt.met == "the body that issued it is not named" for doubt in done.doubts)


@pytest.mark.parametrize("language", WORDS)
def test_the_number_of_a_session_is_read_from_its_words(language: str) -> None:
    assert session_number(WORDS[language].session, language) == 79


@pytest.mark.parametrize(
    ("text", "number"), [("55th session", 55), ("Resumed seventy-first session", 71), ("Session", None), ("", None)]
)
def test_the_number_of_a_session_is_in_figures_in_words_or_nowhere(text: str, number: int | None) -> None:
    assert session_number(text, "en") == number


def test_a_text_without_fields_of_page_1_has_no_cover_and_its_session_has_a_number() -> None:
    styles = (("Ses", "Session"), ("HCh", "_ H _Ch"))
    named = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>' for key, name in styles
    )
    body = p("Eightieth session", style("Ses")) + p("I.\tIntroduction", style("HCh")) + p("1.\tLamps are lit.")
    done = import_bytes(word_file_of(body, styles=named), Path("t.docx"))
    assert b"<coverPage" not in done.data and b'<session value="80"' in done.data
    assert not [error for error in done.errors if "AKN4UN-503" in error or "AKN4UN-202" in error]
