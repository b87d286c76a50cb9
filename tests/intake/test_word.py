"""The reader of Word files: runs, notes, links, fields, tracked changes, tables."""

from __future__ import annotations

from pathlib import Path

from pipeline.characters.whitespace import Run
from pipeline.document import LineBreak, Look, NoteMark, Tab
from pipeline.intake.model.manuscript import RawDocument, RawLine, RawTable
from pipeline.intake.word.reader import read_word
from tests.intake.wordfile import WordFile, p, style, word_file_of


def read(data: bytes) -> RawDocument:
    """Return the manuscript of a file."""
    return read_word(data, Path("t.docx"))


def first(data: bytes) -> RawLine:
    """Return its first line."""
    line = read(data).pieces[0]
    assert isinstance(line, RawLine)
    return line


def met(data: bytes) -> list[str]:
    """Return what its doubts are about."""
    return [doubt.met for doubt in read(data).doubts.found]


def test_looks_come_from_runs_and_character_styles(word_file: WordFile) -> None:
    styles = '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
    body = ('<w:p><w:r><w:rPr><w:i/></w:rPr><w:t>a</w:t></w:r>'
            '<w:r><w:rPr><w:rStyle w:val="Strong"/></w:rPr><w:t>b</w:t></w:r><w:r><w:rPr><w:rStyle w:val="Strong"/>'
            '<w:b w:val="0"/><w:vertAlign w:val="superscript"/></w:rPr>'
            '<w:t>c</w:t></w:r></w:p>')  # fmt: skip
    looks = [run.look for run in first(word_file(body, styles=styles)).runs if isinstance(run, Run)]
    assert looks == [Look.ITALIC, Look.BOLD, Look.RAISED]


def test_special_characters_are_characters(word_file: WordFile) -> None:
    body = ('<w:p><w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:sym w:font="Symbol" w:char="F0B7"/>'
            '<w:tab/><w:br/><w:br w:type="page"/></w:r></w:p>')  # fmt: skip
    line = first(word_file(body))
    assert line.text == "a\u2011b•\t "
    assert sum(isinstance(run, LineBreak) for run in line.runs) == 1
    assert not any(isinstance(run, Tab) for run in line.runs)


def test_tracked_changes_count_as_accepted_and_are_doubts(word_file: WordFile) -> None:
    body = ('<w:p><w:r><w:t>old </w:t></w:r><w:del w:id="1"><w:r><w:delText>gone </w:delText></w:r></w:del>'
            '<w:ins w:id="2"><w:r><w:t>new</w:t></w:r></w:ins></w:p>')  # fmt: skip
    assert first(word_file(body)).text == "old new"
    assert sorted(met(word_file(body))) == ["tracked changes: deleted words", "tracked changes: inserted words"]


def test_a_deleted_end_of_paragraph_joins_two(word_file: WordFile) -> None:
    gone = '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>one </w:t></w:r></w:p>'
    manuscript = read(word_file(gone + p("two")))
    assert [piece.text for piece in manuscript.pieces if isinstance(piece, RawLine)] == ["one two"]


def test_fields_give_their_result_and_links_their_address(word_file: WordFile) -> None:
    def run(inner: str) -> str:
        return f"<w:r>{inner}</w:r>"

    def mark(kind: str) -> str:
        return run(f'<w:fldChar w:fldCharType="{kind}"/>')

    code = run('<w:instrText> HYPERLINK "https://docs.un.org/A/1" </w:instrText>')
    field = mark("begin") + code + mark("separate") + run("<w:t>A/1</w:t>") + mark("end")
    link = f'<w:hyperlink r:id="rId9">{run("<w:t>A/2</w:t>")}</w:hyperlink>'
    line = first(word_file(f"<w:p>{field}{link}</w:p>", links={"rId9": "https://docs.un.org/A/2"}))
    found = [(r.text, r.link.target if r.link else "") for r in line.runs if isinstance(r, Run)]
    assert found == [("A/1", "https://docs.un.org/A/1"), ("A/2", "https://docs.un.org/A/2")]


def test_notes_have_the_mark_that_word_prints_or_their_own(word_file: WordFile) -> None:
    def call(number: int, own: str = "") -> str:
        flag = ' w:customMarkFollows="1"' if own else ""
        mark = f"<w:t>{own}</w:t>" if own else ""
        return f'<w:r><w:rPr><w:rStyle w:val="M"/></w:rPr><w:footnoteReference{flag} w:id="{number}"/>{mark}</w:r>'

    head = '<w:r><w:rPr><w:rStyle w:val="M"/></w:rPr><w:footnoteRef/></w:r>'
    note = '<w:footnote w:id="{}"><w:p>' + head + "<w:r><w:tab/><w:t>{}</w:t></w:r></w:p></w:footnote>"
    styles = '<w:style w:type="character" w:styleId="M"><w:name w:val="footnote reference"/></w:style>'
    section = '<w:sectPr><w:footnotePr><w:numStart w:val="4"/></w:footnotePr></w:sectPr>'
    body = f"<w:p>{call(2)}{call(5, '*')}{call(3)}</w:p>{section}"
    manuscript = read(
        word_file(
            body, styles=styles, footnotes=note.format(2, "Two.") + note.format(3, "Three.") + note.format(5, "Five.")
        )
    )
    assert [(r.mark, r.lines[0].text.strip()) for r in manuscript.remarks] == [
        ("4", "Two."),
        ("*", "Five."),
        ("5", "Three."),
    ]
    line = manuscript.pieces[0]
    assert isinstance(line, RawLine)
    assert [type(run) for run in line.runs] == [NoteMark] * 3


def test_a_called_note_that_is_missing_is_a_doubt(word_file: WordFile) -> None:
    assert met(word_file('<w:p><w:r><w:footnoteReference w:id="7"/></w:r></w:p>')) == ["a note without text"]


def test_styles_are_known_by_name_or_by_what_they_are_based_on(word_file: WordFile) -> None:
    styles = ('<w:style w:type="paragraph" w:styleId="a1"><w:name w:val="_ H_2/3"/></w:style>'
              '<w:style w:type="paragraph" w:styleId="b2"><w:name w:val="My Heading"/><w:basedOn w:val="a1"/></w:style>'
              '<w:style w:type="paragraph" w:styleId="c3"><w:name w:val="Odd"/></w:style>')  # fmt: skip
    data = word_file(p("A", style("a1")) + p("B", style("b2")) + p("C", style("c3")), styles=styles)
    assert [piece.style for piece in read(data).pieces if isinstance(piece, RawLine)] == ["h23", "h23", "odd"]


def test_cells_over_rows_and_columns_are_one_cell(word_file: WordFile) -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"

    merge, more, span = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    table = (f'<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>{cell("head", span)}</w:tr>'
             f'<w:tr>{cell("tall", merge)}{cell("a")}</w:tr>'
             f'<w:tr>{cell("", more)}{cell("b")}</w:tr></w:tbl>')  # fmt: skip
    grid = read(word_file(table)).pieces[0]
    assert isinstance(grid, RawTable)
    assert grid.heads == 1
    assert [[(c.columns, c.rows, len(c.lines)) for c in row] for row in grid.rows] == [
        [(2, 1, 1)],
        [(1, 2, 1), (1, 1, 1)],
        [(1, 1, 1)],
    ]


def test_words_of_a_text_box_are_kept(word_file: WordFile) -> None:
    box = f"<w:p><w:r><w:pict><w:txbxContent>{p('boxed')}</w:txbxContent></w:pict></w:r></w:p>"
    data = word_file(box)
    assert [piece.text for piece in read(data).pieces if isinstance(piece, RawLine)] == ["", "boxed"]
    assert met(data) == ["a text box"]


def test_raised_brackets_around_the_mark_of_a_note_are_not_text() -> None:
    """Arabic prints "(1)": Word files have the brackets as text, at the mark and in the note."""
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{}</w:t></w:r>'
    call = f'{raised.format("(")}<w:r><w:footnoteReference w:id="2"/></w:r>{raised.format(")")}'
    marked = f"{raised.format('(')}<w:r><w:footnoteRef/></w:r>{raised.format(')')}"
    own = f"<w:p>{marked}<w:r><w:t xml:space='preserve'> Tide.</w:t></w:r></w:p>"
    body = f"<w:p><w:r><w:t>Lamps</w:t></w:r>{call}<w:r><w:t> burn.</w:t></w:r></w:p>"
    manuscript = read(word_file_of(body, footnotes=f'<w:footnote w:id="2">{own}</w:footnote>'))
    assert "".join(run.text for run in first(word_file_of(body)).runs if isinstance(run, Run)) == "Lamps burn."
    assert manuscript.remarks[0].lines[0].text.strip() == "Tide."
