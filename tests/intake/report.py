"""A report as a Word file, made with python-docx in the shape of the United Nations' own files.

Gives the bytes of a .docx: the masthead in a table in the head of page 1, job number in its foot, styles
by their official names, numbers typed before a tab, spacers, tables with merged cells and several rows of heads, notes.
The text is invented.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table, _Cell

STYLES = {
    "Session": "Session", "Agenda_Item_Normal": "AgendaItemNormal", "Agenda_Title_H2": "AgendaTitleH2",
    "Title_H_CH": "TitleHCH", "Title_H1": "TitleH1", "__Single Txt": "SingleTxt", "_ H _Ch": "HCh", "_ H_1": "H1",
    "_ H_2/3": "H23", "_ H_4": "H4", "footnote text": "FootnoteText", "XLarge": "XLarge", "Publication": "Publication",
    "Release Date": "ReleaseDate",
}  # fmt: skip
"""Names of the official paragraph styles, and their ids."""
SYMBOL, JOB = "A/79/981/Add.3", "25-99981"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PROPERTIES = f"{_OFFICE}/relationships/custom-properties"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_NOTES = f"{_OFFICE}/relationships/footnotes"
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TEXT: tuple[tuple[str, str, str], ...] = (
    ("_ H _Ch", "\tI.\tIntroduction", ""),
    ("", "During its consideration of the report on the financing of harbour lights, the Committee met keepers.", ""),
    ("_ H _Ch", "\tII.\tBudget performance for the period from 1 July 2023 to 30 June 2024", ""),
    ("", "By its resolution 77/981, the General Assembly appropriated an amount of $6,879,100 gross.", ""),
    ("", "The unencumbered balance amounts to $405,800, or 5.9 per cent of the appropriation.", ""),
    ("_ H_2/3", "\t\tMatters pertaining to the report of the Board of Auditors ", ""),
    ("", "The Committee also had before it the report of the Board.", "A/79/5 (Vol. II), chap. II."),
    ("_ H _Ch", "\tIII.\tProposed budget", ""),
    ("_ H_1", "\tA.\tMandate", ""),
    ("", "The mandate was established in resolution 69/981 of 29 April 2015.", ""),
    ("_ H_4", "\t\tLamps and oil ", ""),
    ("", "The Committee notes that lamps are cheaper than oil, and trusts that both will be counted.", ""),
    ("_ H_1", "\tB.\tResources", ""),
    ("", "The total requirements amount to $6,270,900.", "Including 14 vacant posts."),
    ("table", "", ""),
    ("footnote text", "\ta \tRepresents the highest authorized strength.", ""),
    ("_ H_2/3", "\t1.\tKeepers", ""),
    ("", "The Committee recommends the approval of the proposals for keepers.", ""),
    ("_ H _Ch", "\tIV.\tConclusion", ""),
    ("", "The actions to be taken by the General Assembly are set out in the report.", ""),
)
"""Style ("" for numbered text), words, and the note called at their end."""
SUMMARY = (("Appropriation for 2023/24", "$6,879,100"), ("Expenditure for 2023/24", "$6,473,300"))
ROWS = (
    ("Keepers^a^", "7 425.1", "8 320.5", "(1 814.9)", "(20.4)"),
    ("Boats", "906.4", "885.0", "21.4", "2.4"),
    ("Total", "8 331.5", "9 205.5", "(1 793.5)", "(18.0)"),
)


def report() -> bytes:
    """Return the report."""
    document = docx.Document()
    for name, identifier in STYLES.items():
        _style(document, name, identifier)
    _head(document)
    _foot(document)
    _title(document)
    notes = _Notes(document)
    _body(document, notes)
    notes.add_part()
    _properties(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _style(document: Document, name: str, identifier: str) -> None:
    if name not in {style.name for style in document.styles}:
        made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.element.set(qn("w:styleId"), identifier)


def _put(cell: _Cell, style: str, *lines: str) -> None:
    """Add a paragraph for each line, the first in this style."""
    cell.paragraphs[0].style = style
    cell.paragraphs[0].add_run(lines[0])
    for line in lines[1:]:
        cell.add_paragraph(line)


def _head(document: Document) -> None:
    """Add the masthead: two rows of a table of seven columns."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    table = section.first_page_header.add_table(2, 7, section.page_width)
    first, second = table.rows
    _put(first.cells[1], "_ H _Ch", "United Nations")
    _put(first.cells[3].merge(first.cells[6]), "Normal", SYMBOL)
    _put(second.cells[1].merge(second.cells[3]), "XLarge", "General Assembly")
    right = second.cells[5].merge(second.cells[6])
    _put(right, "Publication", "Distr.: General", "8 April 2025", "", "Original: English")
    section.header.paragraphs[0].text = f"\t{SYMBOL}"


def _foot(document: Document) -> None:
    section = document.sections[0]
    table = section.first_page_footer.add_table(1, 2, section.page_width)
    _put(table.rows[0].cells[0], "Release Date", f"{JOB} (E)    220425", f"*{JOB.replace('-', '')}*")


def _properties(document: Document) -> None:
    """Add the property that holds the job number, in a part that python-docx has no means for."""
    value = f"<vt:lpwstr>{JOB.replace('-', '')}</vt:lpwstr>"
    entry = f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="JobNo">{value}</property>'
    data = f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">{entry}</Properties>'
    package = document.part.package
    part = Part(PackURI("/docProps/custom.xml"), _PROPERTIES_TYPE, data.encode(), package)
    package.relate_to(part, _PROPERTIES)


def _title(document: Document) -> None:
    for style, text in (
        ("Session", "Seventy-ninth session"),
        ("Agenda_Item_Normal", "Agenda item 158"),
        ("Agenda_Title_H2", "Financing of harbour lights"),
        ("__Single Txt", ""),
        ("Title_H_CH", "\t\tBudget for the period from 1 July 2025 to 30\u00a0June 2026 for harbour lights"),
        ("Title_H1", "\t\tReport of the Advisory Committee on Administrative and Budgetary Questions"),
        ("__Single Txt", ""),
    ):
        document.add_paragraph(text, style)
    _filled(document.add_table(len(SUMMARY), 2), SUMMARY)


def _body(document: Document, notes: _Notes) -> None:
    number = 0
    for style, text, note in TEXT:
        document.add_paragraph("", "__Single Txt")  # a spacer, as the official files have them
        if style == "table":
            _table(document)
            continue
        number += not style
        words = text if style else f"{number}.\t{text}"
        paragraph = document.add_paragraph(words, style or "__Single Txt")
        if note:
            notes.call(paragraph, note)


def _table(document: Document) -> None:
    """Add two rows of heads, merged across and down, and rows of figures."""
    table = document.add_table(2 + len(ROWS), 5)
    heads = ("Category", "Approved (2024/25)", "Estimates (2025/26)")
    for column, words in enumerate(heads):
        _put(table.cell(0, column).merge(table.cell(1, column)), "Normal", words)
    _put(table.cell(0, 3).merge(table.cell(0, 4)), "Normal", "Variance")
    _put(table.cell(1, 3), "Normal", "Amount")
    _put(table.cell(1, 4), "Normal", "Percentage")
    for row in table.rows[:2]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    _filled(table, ROWS, first=2)


def _filled(table: Table, rows: Iterable[Sequence[str]], first: int = 0) -> None:
    for number, row in enumerate(rows, first):
        for column, words in enumerate(row):
            text, _, mark = words.rstrip("^").partition("^")
            paragraph = table.cell(number, column).paragraphs[0]
            paragraph.add_run(text)
            if mark:
                paragraph.add_run(mark).font.superscript = True


class _Notes:
    """The part of footnotes, which python-docx has no means for."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._texts: list[str] = []

    def call(self, paragraph: docx.text.paragraph.Paragraph, text: str) -> None:
        """Put a mark at the end of a paragraph."""
        self._texts.append(text)
        mark = OxmlElement("w:footnoteReference")
        mark.set(qn("w:id"), str(len(self._texts)))
        run = paragraph.add_run()
        run.font.superscript = True
        run._r.append(mark)

    def add_part(self) -> None:
        """Write the notes into the package."""
        style = '<w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        notes = "".join(
            f'<w:footnote w:id="{number}"><w:p>{style}<w:r><w:tab/></w:r>{mark}'
            f"<w:r><w:tab/><w:t>{text}</w:t></w:r></w:p></w:footnote>"
            for number, text in enumerate(self._texts, 1)
        )
        lines = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        data = f'<w:footnotes xmlns:w="{_W}">{lines}{notes}</w:footnotes>'.encode()
        part = Part(PackURI("/word/footnotes.xml"), _NOTES_TYPE, data, self._document.part.package)
        self._document.part.relate_to(part, _NOTES)
