"""A Word file with tracked changes gives the text of today and the text before them."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from pipeline.cli.run import run
from pipeline.document import Table
from pipeline.errors import ExitStatus
from pipeline.intake.importing import Imported, import_bytes, import_former
from pipeline.intake.recognise.document import ImportHints
from pipeline.prepare import prepare
from pipeline.read import akn, parse_bytes
from tests.intake.wordfile import WordFile, p

RUN = "<w:r><w:t>{}</w:t></w:r>"
INSERTED = '<w:ins w:id="1" w:author="A">' + RUN + "</w:ins>"
DELETED = '<w:del w:id="2" w:author="A"><w:r><w:delText>{}</w:delText></w:r></w:del>'


def paragraph(inner: str, mark: str = "", properties: str = "") -> str:
    marked = f"<w:rPr><w:{mark}/></w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{properties}{marked}</w:pPr>{inner}</w:p>"


def row(words: str, mark: str = "") -> str:
    return f"<w:tr><w:trPr>{f'<w:{mark}/>' if mark else ''}</w:trPr><w:tc>{p(words)}</w:tc><w:tc>{p('x')}</w:tc></w:tr>"


BODY = (
    paragraph(RUN.format("1. Old ") + DELETED.format("dusk") + INSERTED.format("dawn") + RUN.format(" comes."))
    + paragraph(INSERTED.format("2. A new paragraph."), "ins")
    + paragraph(DELETED.format("2. A gone paragraph."), "del")
    + paragraph(RUN.format("3. Last."))
    + f"<w:tbl>{row('kept')}{row('added', 'ins')}{row('taken', 'del')}</w:tbl>"
)


def words(done: Imported) -> list[str]:
    found = []
    for block in prepare(parse_bytes(done.data, Path("t.xml"))).parts[0].blocks:
        rows = (
            [" ".join(q.text for c in r.cells for q in c.blocks) for r in block.rows]
            if isinstance(block, Table)
            else []
        )
        found += rows or [block.text]  # type: ignore[union-attr]
    return found


def both(data: bytes, tmp_path: Path) -> tuple[Imported, Imported]:
    path = tmp_path / "t.docx"
    path.write_bytes(data)
    former = import_former(path, ImportHints(language="en"))
    assert former is not None
    return import_bytes(data, path, ImportHints(language="en")), former


def test_the_text_of_today_has_the_changes_and_the_former_one_has_not(word_file: WordFile, tmp_path: Path) -> None:
    now, before = both(word_file(BODY), tmp_path)
    assert words(now) == ["1. Old dawn comes.", "2. A new paragraph.", "3. Last.", "kept x", "added x"]
    assert words(before) == ["1. Old dusk comes.", "2. A gone paragraph.", "3. Last.", "kept x", "taken x"]
    assert now.is_valid and before.is_valid


def test_both_are_expressions_of_one_work(word_file: WordFile, tmp_path: Path) -> None:
    def uris(done: Imported) -> list[str]:
        return [e.get("value") or "" for e in etree.fromstring(done.data).iter(akn("FRBRuri"))][:2]

    now, before = (uris(done) for done in both(word_file(BODY), tmp_path))
    assert now[0] == before[0] and now[1] != before[1] and before[1].endswith("@before-changes")


def test_former_looks_count_before_the_changes(word_file: WordFile, tmp_path: Path) -> None:
    changed = "<w:r><w:rPr><w:b/><w:rPrChange><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr><w:t>looks</w:t></w:r>"
    now, before = both(word_file(paragraph(RUN.format("1. The words ") + changed + INSERTED.format(" more"))), tmp_path)
    assert b'class="bold">looks' in now.data and b'class="italic">looks' in before.data


def test_the_command_writes_both_and_without_changes_one(word_file: WordFile, tmp_path: Path) -> None:
    for name, body in (("a", BODY), ("b", p("1.\tText."))):
        (tmp_path / f"{name}.docx").write_bytes(word_file(body))
        assert run("import", file=str(tmp_path / f"{name}.docx"), out=str(tmp_path / f"{name}.xml")) is ExitStatus.DONE
    assert (tmp_path / "a.before.xml").exists() and not (tmp_path / "b.before.xml").exists()
