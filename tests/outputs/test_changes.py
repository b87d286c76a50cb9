"""Words that the source marks as inserted and deleted: shown as such in every format, kept apart in comparisons."""

from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile

import pypandoc
import pytest
from openxml_audit import OpenXmlValidator

from pipeline.distribution.content import of_document, of_file
from pipeline.document import Change, Text
from pipeline.prepare import prepare
from pipeline.prove import prove
from pipeline.read import parse_bytes
from pipeline.versions.comparison.documents import compare
from pipeline.versions.redline.as_text import as_text
from pipeline.versions.redline.files import redline
from pipeline.write import FORMATS, Options, Sort
from tests.own import DOCUMENTS
from tests.prepare.samples import source

BODY = """<mainBody><paragraph eId="p1"><num>1.</num><content><p>The keeper <del>may</del><ins>shall</ins> read
<ins>it <b>daily</b></ins> and <del>log it<authorialNote marker="1"><p>In a book.</p></authorialNote></del>report.</p>
</content></paragraph></mainBody>"""
META = '<references><TLCOrganization eId="ga" href="/x" showAs="General Assembly"/></references>'


@pytest.fixture
def amended():
    return source(BODY, meta=META)


def written(made, format: str) -> bytes:
    return FORMATS[format].write(prepare(made), Options()).data


def test_prepare_keeps_what_the_source_marks(amended):
    inlines = prepare(amended).parts[0].blocks[0].inlines
    runs = [(i.text, i.change) for i in inlines if isinstance(i, Text)]
    assert ("may", Change.DELETED) in runs
    assert ("shall", Change.INSERTED) in runs
    assert ("daily", Change.INSERTED) in runs


@pytest.mark.parametrize("format", FORMATS)
def test_changes_are_in_every_format_and_proved(amended, format: str):
    data = written(amended, format)
    proof = prove(amended, data, format)
    assert proof.error() is None
    assert (proof.figures()["insertions"], proof.figures()["deletions"]) == (2, 2)
    assert of_document(prepare(amended)).agreement(of_file(data, format, "en"), FORMATS[format].agreement)


_LINK = '<ref href="https://undocs.org/en/A/RES/77/18">Assembly noting</ref>'
_NOTE = '<authorialNote marker="1"><p>See <del>that</del><ins>this</ins> one.</p></authorialNote>'


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    "text",
    [
        f"Sees <ins>{_LINK}recalling</ins> it, {_LINK} recalling it.",
        f"It <del>goes on{_NOTE}</del> and <ins>ends</ins>.",
    ],
    ids=["a link within a change", "changes in a note that is deleted"],
)
def test_changes_with_links_and_notes_in_them_are_proved(text: str, format: str):
    made = source(f"<mainBody><paragraph><content><p>{text}</p></content></paragraph></mainBody>", meta=META)
    assert prove(made, written(made, format), format).error() is None


@pytest.mark.parametrize("format", FORMATS)
def test_a_symbol_that_is_changed_is_proved(format: str):
    path = DOCUMENTS / "sc-draft" / "en" / "S_2024_9912-2499912E.xml"
    data = path.read_bytes().replace(
        b">S/2024/9912</docNumber>", b"><del>S/2023/99</del><ins>S/2024/99</ins>12</docNumber>"
    )
    made = parse_bytes(data, path)
    assert made.data.count(b"<del>") == 1
    assert prove(made, written(made, format), format).error() is None


@pytest.mark.parametrize("format", ["html", "epub", "md"])
def test_a_change_with_a_link_in_it_is_one(format: str):
    made = source(f"<mainBody><paragraph><content><p>It <ins>{_LINK} it</ins></p></content></paragraph></mainBody>")
    assert len(FORMATS[format].read(written(made, format), "en").counted(Sort.INSERTION)) == 1


@pytest.mark.parametrize(
    ("format", "shown"),
    [
        ("flow.txt", "The keeper [-may-]{+shall+} read {+it daily+} and [-log it[1]-]report."),
        ("md", "The keeper [~~may~~]{.deleted}[shall]{.inserted} read [it **daily**]{.inserted} and"),
    ],
)
def test_text_marks_words_so_that_they_cannot_be_run_together(amended, format: str, shown: str):
    assert shown in " ".join(written(amended, format).decode().split())


def test_a_text_file_says_what_its_signs_mean(amended):
    assert "[Legend: {+inserted+} [-deleted-]]" in written(amended, "txt").decode()


def test_a_page_says_changes_in_words_that_only_screen_readers_meet(amended):
    page = written(amended, "html").decode()
    hidden = '<span class="unseen" data-generated>'
    assert f'<del class="deleted">{hidden}[deleted: </span>may{hidden}]</span></del>' in page
    assert f'<ins class="inserted">{hidden}[inserted: </span>it <b>daily</b>{hidden}]</span></ins>' in page


def test_an_epub_has_the_elements_of_changes_and_their_looks(amended):
    with zipfile.ZipFile(io.BytesIO(written(amended, "epub"))) as book:
        pages = "".join(book.read(n).decode() for n in book.namelist() if n.endswith((".xhtml", ".css")))
    assert re.search(r'<del class="deleted"><span class="unseen" [^>]*>\[deleted: </span>may', pages)
    assert re.search(r'<ins class="inserted"><span class="unseen" [^>]*>\[inserted: </span>shall', pages)
    assert "del { text-decoration: line-through; }" in pages


def test_word_tracks_changes_with_author_and_the_date_of_the_document(amended, tmp_path):
    path = tmp_path / "x.docx"
    path.write_bytes(written(amended, "docx"))
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []
    with zipfile.ZipFile(path) as package:
        body = package.read("word/document.xml").decode()
    assert re.search(r'<w:del w:id="\d+" w:author="source" w:date="2025-03-05T00:00:00Z"', body)


@pytest.mark.parametrize(
    ("settled", "reading"),
    [
        ("accept", "1. The keeper shall read it daily and report."),
        ("reject", "1. The keeper may read and log it[1]report."),
    ],
)
def test_accepting_and_rejecting_all_gives_the_two_readings(amended, settled: str, reading: str):
    command = [pypandoc.get_pandoc_path(), "-f", "docx", "-t", "plain", "--wrap=none", f"--track-changes={settled}"]
    plain = subprocess.run(command, input=written(amended, "docx"), capture_output=True, check=True).stdout.decode()
    assert reading in " ".join(plain.split())


def test_an_opendocument_text_tracks_changes_too(amended):
    with zipfile.ZipFile(io.BytesIO(written(amended, "odt"))) as package:
        content = package.read("content.xml").decode()
    assert content.count("<text:changed-region ") == 4
    assert content.count("<text:change-start ") == content.count("<text:change-end ") == 2
    assert "<dc:date>2025-03-05T00:00:00</dc:date>" in content


def test_a_pdf_says_changes_in_the_descriptions_of_their_elements(amended):
    found = FORMATS["pdf"].read(written(amended, "pdf"), "en")
    assert "may" in written_descriptions(written(amended, "pdf"))["[deleted: may]"]
    assert " ".join(found.seen.split()).count("shall") == 1


def written_descriptions(data: bytes) -> dict[str, str]:
    """Return the alternative descriptions of the spans of a PDF."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = [
            str(o.Alt)
            for o in pdf.objects
            if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Span" and "/Alt" in o
        ]
    return {text: text for text in found}


def test_a_text_with_its_changes_swapped_is_another_text():
    old = "<mainBody><p>The keeper <del>may</del><ins>shall</ins> read.</p></mainBody>"
    new = "<mainBody><p>The keeper <ins>may</ins><del>shall</del> read.</p></mainBody>"
    script = compare(prepare(source(old)), prepare(source(new)))
    assert not script.equal
    assert json.loads(redline(script, "json"))["edits"][0]["kind"] == "words"
    for format in ("docx", "html", "pdf", "txt"):
        assert redline(script, format)


def test_accepting_the_changes_of_a_source_is_a_change_of_words():
    old = "<mainBody><p>The keeper <del>may</del><ins>shall</ins> read.</p></mainBody>"
    script = compare(prepare(source(old)), prepare(source("<mainBody><p>The keeper shall read.</p></mainBody>")))
    assert [(w.old, w.new) for edit in script.edits for w in edit.words] == [("~may~", "")]


def test_the_text_of_a_comparison_holds_struck_words_apart_from_those_beside_them(amended, tmp_path):
    swapped = source(BODY.replace("<del>may</del><ins>shall</ins>", "<del>shall</del><ins>may</ins>"), meta=META)
    script = compare(prepare(amended), prepare(swapped))
    assert "The keeper [-~may~shall-]{+~shall~may+} read" in as_text(script).decode()
