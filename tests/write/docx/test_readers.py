"""What other programs read: pandoc, python-docx, LibreOffice."""

import io
import json
import re
import subprocess
from itertools import pairwise

import docx
import pypandoc
import pytest

from tests.own import DOCUMENTS

SAMPLES = (
    "ga-resolution/en/A_RES_79_902-2499902E.xml",
    "ga-resolution/ar/A_RES_79_902-2499902A.xml",
    "ga-resolution/zh/A_RES_79_902-2499902C.xml",
    "ga-resolution/es/A_RES_76_905-2299905S.xml",
)
_MARKS = re.compile("[\u200e\u200f\u0640]")


def tokens(text):
    return re.findall(r"\w", _MARKS.sub("", text))


def own_words(package, words):
    """Return the words of the body in order, without those of the notes."""
    return tokens(" ".join(words(p) for p in package.body("//w:body//w:p")))


def pandoc_words(path):
    """Return the words that pandoc finds in the body: its own marks of notes and descriptions of pictures left out."""
    text = pypandoc.convert_file(str(path), "json", format="docx")
    found = []

    def walk(node):
        if isinstance(node, dict):
            if node.get("t") in ("Note", "Image"):
                return
            if node.get("t") == "Table":
                walk(node["c"][2:])
                return
            if node.get("t") == "Str":
                found.append(node["c"])
            walk(node.get("c", ()))
        elif isinstance(node, list):
            for child in node:
                walk(child)

    walk(json.loads(text)["blocks"])
    return tokens(" ".join(found))


@pytest.mark.parametrize("name", SAMPLES)
def test_pandoc_reads_the_words_of_documents_in_published_form_in_order(make, tmp_path, name):
    package = make.opened(DOCUMENTS / name)
    (tmp_path / "sample.docx").write_bytes(package.data)
    assert pandoc_words(tmp_path / "sample.docx") == own_words(package, make.words)


def test_pandoc_reads_the_words_of_our_own_texts_in_order(letter, declaration, make, tmp_path):
    for package in (letter, declaration):
        (tmp_path / "text.docx").write_bytes(package.data)
        assert pandoc_words(tmp_path / "text.docx") == own_words(package, make.words)


def test_pandoc_finds_headings_at_their_levels(letter, tmp_path):
    (tmp_path / "letter.docx").write_bytes(letter.data)
    text = pypandoc.convert_file(str(tmp_path / "letter.docx"), "markdown", extra_args=["--wrap=none"])
    levels = [len(line.split(" ")[0]) for line in text.splitlines() if line.startswith("#")]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_python_docx_opens_the_file(letter):
    document = docx.Document(io.BytesIO(letter.data))
    assert document.core_properties.language == "fr"
    assert document.sections[0].different_first_page_header_footer
    assert any(p.style.name == "__Single Txt" for p in document.paragraphs)


@pytest.fixture(scope="module")
def saved(make, tmp_path_factory):
    """Return a document opened by LibreOffice and saved as a Word file again; before and after."""
    folder = tmp_path_factory.mktemp("office")
    package = make.opened(DOCUMENTS / "ga-resolution" / "fr" / "A_RES_79_904-2599904F.xml")
    (folder / "sample.docx").write_bytes(package.data)
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "docx",
               "--outdir", str(folder / "out"), str(folder / "sample.docx")]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=900)
    return package, make.Package((folder / "out" / "sample.docx").read_bytes())


@pytest.mark.libreoffice
def test_text_styles_notes_and_bookmarks_survive_libreoffice(saved, make):
    before, after = saved
    assert own_words(after, make.words) == own_words(before, make.words)
    names = {"__Single Txt", "Title_H1", "_ H_2/3", "Session", "Adoption_Title", "footnote text", "Table_Body"}
    kept = set(after.xpath("word/styles.xml", "//w:style/w:name/@w:val"))
    assert {name.casefold() for name in names} <= {name.casefold() for name in kept}
    used = after.body("//w:pStyle/@w:val")
    assert used.count("SingleTxt") == before.body("//w:pStyle/@w:val").count("SingleTxt") > 0
    assert len(after.body("//w:footnoteReference")) == len(before.body("//w:footnoteReference")) > 0
    assert set(before.body("//w:bookmarkStart/@w:name")) <= set(after.body("//w:bookmarkStart/@w:name"))
