"""Tests of what the preview offers besides the text: the official print, the editor, search, suggestions."""

from __future__ import annotations

import http.client
import json
import re
from urllib.parse import quote

import pytest

from pipeline.cli.run import run
from pipeline.errors import ExitStatus, MissingInputError, UsageError
from pipeline.serve.prints import NO_EDITOR, VS_CODE, Prints, editor_address, place_in_editor

TEXT, PRINT = "/text/texts/letter.xml", b"%PDF-1.7 the print\n"


@pytest.fixture
def with_print(preview, tmp_path):
    path = tmp_path / "official.pdf"
    path.write_bytes(PRINT)
    preview.server.prints = Prints(path)
    return preview


def raw(preview, path):
    """Return status, headers and bytes of an answer; redirects are not followed."""
    connection = http.client.HTTPConnection("127.0.0.1", preview.server.server_port, timeout=120)
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.headers, answer.read()


def first_findings(preview):
    page = preview.get(TEXT)[2]
    seen = re.search(r'data-seen="([^"]+)"', page)[1]
    return json.loads(next(preview.events(f"/events/texts/letter.xml?seen={seen}"))[1])


def test_a_text_with_a_print_leads_to_both_next_to_each_other(with_print):
    assert 'href="/beside/texts/letter.xml"' in with_print.get(TEXT)[2]
    status, headers, page = with_print.get("/beside/texts/letter.xml")
    assert status == 200
    assert re.findall(r'<iframe src="([^"]+)" title="([^"]+)"', page) == [
        (TEXT, "Text"),
        ("/print/texts/letter.xml.pdf#view=FitH&amp;navpanes=0", "Official print"),
    ]
    assert "frame-src 'self'" in headers["Content-Security-Policy"]


def test_the_print_is_sent_as_it_is_to_frames_of_the_preview_only(with_print):
    status, headers, data = raw(with_print, "/print/texts/letter.xml.pdf")
    assert (status, headers["Content-Type"], data) == (200, "application/pdf", PRINT)
    assert headers["Content-Security-Policy"] == "frame-ancestors 'self'"


@pytest.mark.parametrize("path", ["/beside/texts/letter.xml", "/print/texts/letter.xml.pdf", "/print/../official.pdf"])
def test_without_a_print_nothing_is_offered(preview, path):
    assert "Beside the print" not in preview.get(TEXT)[2]
    assert preview.get(path)[0] == 404


def test_a_folder_gives_each_text_the_print_of_its_name(preview, tmp_path):
    folder = tmp_path / "prints"
    folder.mkdir()
    (folder / "letter.pdf").write_bytes(PRINT)
    prints = Prints(folder)
    prints.check(2)
    assert prints.of(preview.folder / "letter.xml") == folder / "letter.pdf"
    assert prints.of(preview.folder / "other.xml") is None


def test_a_print_that_is_overwritten_by_something_else_is_a_message(with_print, tmp_path):
    (tmp_path / "official.pdf").write_bytes(b"<html>")
    status, _, page = with_print.get("/print/texts/letter.xml.pdf")
    assert status == 500
    assert "official.pdf is not a PDF" in page and str(tmp_path) not in page


def test_prints_that_cannot_be_shown_are_refused_before_the_server_starts(tmp_path, capsys):
    (tmp_path / "a.pdf").write_bytes(b"no print")
    with pytest.raises(UsageError, match="is not a PDF"):
        Prints(tmp_path / "a.pdf")
    with pytest.raises(MissingInputError, match="no such print"):
        Prints(tmp_path / "b.pdf")
    (tmp_path / "a.pdf").write_bytes(PRINT)
    with pytest.raises(UsageError, match="one print, and there are 2 texts"):
        Prints(tmp_path / "a.pdf").check(2)
    assert run("serve", beside=str(tmp_path / "b.pdf")) is ExitStatus.COULD_NOT_RUN
    assert "b.pdf" in capsys.readouterr().err


def test_findings_carry_line_column_and_suggestion(preview):
    path = preview.folder / "letter.xml"
    path.write_text(path.read_text("utf-8").replace('href="/akn/un/act/', 'href="akn/un/act/', 1), "utf-8")
    rows = first_findings(preview)
    assert all(row["line"] >= 1 and row["place"] == f"{row['line']}:{row['column']}" for row in rows)
    assert any(row["suggestion"] for row in rows)
    lines = path.read_text("utf-8").splitlines()
    assert any('"akn/un/act/' in lines[row["line"] - 1] for row in rows)


def test_a_file_that_is_not_well_formed_has_a_finding_with_its_line(preview):
    path = preview.folder / "letter.xml"
    path.write_text(path.read_text("utf-8").replace("</p>", "", 1), "utf-8")
    [row] = first_findings(preview)
    assert row["line"] > 1 and row["place"].startswith(f"{row['line']}:")


def test_a_place_opens_in_the_editor_and_no_page_names_the_path(preview):
    page = preview.get(TEXT)[2]
    assert 'data-open="/open/texts/letter.xml"' in page
    assert str(preview.folder) not in page
    status, headers, data = raw(preview, "/open/texts/letter.xml?line=12&column=5")
    path = quote(str((preview.folder / "letter.xml").resolve()))
    assert (status, headers["Location"], data) == (302, f"vscode://file{path}:12:5", b"")


@pytest.mark.parametrize("path", ["/open/other.xml?line=1", "/open/texts/letter.xml?line=x", "/open/../../etc/passwd"])
def test_only_places_of_the_texts_open(preview, path):
    assert raw(preview, path)[0] == 404


def test_without_an_editor_there_are_no_links_to_it(preview):
    preview.server.editor = editor_address(NO_EDITOR)
    assert "data-open" not in preview.get(TEXT)[2]
    assert raw(preview, "/open/texts/letter.xml?line=1")[0] == 404


def test_another_editor_has_its_own_address(tmp_path):
    assert editor_address(None) == VS_CODE
    address = editor_address("idea://open?file={path}&line={line}")
    assert place_in_editor(address, tmp_path / "a b.xml", 3, 1).endswith("a%20b.xml&line=3")


@pytest.mark.parametrize(
    "given", ["code", "vscode://file", "javascript://{path}", "x://{path}{row}", "x://{path", "{path}"]
)
def test_addresses_that_open_no_file_are_refused(given):
    with pytest.raises(UsageError, match="--editor"):
        editor_address(given)
