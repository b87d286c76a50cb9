"""Tests of the preview as a browser meets it."""

from __future__ import annotations

import json
import re
import socket
import threading

import pytest

from pipeline.cli.run import run
from pipeline.errors import ExitStatus, UsageError
from pipeline.serve import pages, server
from pipeline.serve.server import PreviewServer
from pipeline.serve.texts import Texts

SEEN = re.compile(r'data-seen="([^"]+)"')


def seen_on(page):
    return SEEN.search(page)[1]


def test_the_list_leads_to_every_text(preview):
    status, _, page = preview.get("/")
    assert status == 200
    assert 'href="/text/texts/letter.xml"' in page
    assert "A/62/…" in page


def test_a_text_is_shown_as_its_page_with_the_bar(preview):
    status, headers, page = preview.get("/text/texts/letter.xml")
    assert status == 200
    assert headers["Cache-Control"] == "no-store"
    assert 'id="att_1__para_1"' in page
    assert 'data-events="/events/texts/letter.xml"' in page


def test_a_stream_tells_the_findings_with_the_elements_they_are_about(preview):
    path = preview.folder / "letter.xml"
    path.write_text(path.read_text("utf-8").replace('href="/akn/un/act/', 'href="akn/un/act/', 1), "utf-8")
    page = preview.get("/text/texts/letter.xml")[2]
    name, data = next(preview.events(f"/events/texts/letter.xml?seen={seen_on(page)}"))
    assert name == "findings"
    rows = json.loads(data)
    assert rows
    assert all(row["severity"] in ("error", "warning", "note") and row["message"] for row in rows)
    assert any(row["within"] for row in rows)


def test_a_stream_tells_of_a_file_that_was_saved_before_it_began(preview):
    page = preview.get("/text/texts/letter.xml")[2]
    path = preview.folder / "letter.xml"
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    assert next(preview.events(f"/events/texts/letter.xml?seen={seen_on(page)}"))[0] == "changed"


def test_saving_is_announced_and_the_page_shows_the_new_words(preview):
    page = preview.get("/text/texts/letter.xml")[2]
    path = preview.folder / "letter.xml"
    stream = preview.events(f"/events/texts/letter.xml?seen={seen_on(page)}")
    assert next(stream)[0] == "findings"
    path.write_text(path.read_text("utf-8").replace("J’ai l’honneur", "J’ai le grand honneur"), "utf-8")
    assert next(event for event in stream if event[0] != "alive")[0] == "changed"
    assert "J’ai le grand honneur" in preview.get("/text/texts/letter.xml")[2]


def test_a_broken_file_gives_a_page_with_the_lines_around_the_fault_and_follows_it(preview):
    path = preview.folder / "letter.xml"
    good = path.read_text("utf-8")
    path.write_text(good.replace("</p>", "", 1), "utf-8")
    status, _, page = preview.get("/text/texts/letter.xml")
    assert status == 200
    assert "not well-formed" in page
    assert "<mark>" in page
    stream = preview.events(f"/events/texts/letter.xml?seen={seen_on(page)}")
    name, data = next(stream)
    assert name == "findings" and json.loads(data)[0]["severity"] == "error"
    path.write_text(good, "utf-8")
    assert next(event for event in stream if event[0] != "alive")[0] == "changed"
    assert 'id="att_1__para_1"' in preview.get("/text/texts/letter.xml")[2]


def test_a_bug_while_preparing_is_a_page_and_no_crash(preview, monkeypatch):
    def broken(source):
        raise KeyError("lost")

    monkeypatch.setattr("pipeline.serve.pages.prepare", broken)
    status, _, page = preview.get("/text/texts/letter.xml")
    assert status == 200
    assert "this is a bug of the pipeline: KeyError" in page
    assert preview.get("/")[0] == 200


def test_no_page_names_a_folder_of_the_machine(preview, root, monkeypatch):
    here = [str(preview.folder), str(root)]
    path = preview.folder / "letter.xml"
    good = path.read_text("utf-8")

    def answers():
        page = preview.get("/text/texts/letter.xml")[2]
        events = preview.events(f"/events/texts/letter.xml?seen={seen_on(page)}")
        return [page, next(events)[1], preview.get("/")[2], preview.get("/file/texts/letter.xml.txt")[2]]

    def clean(pages):
        return [page for page in pages if any(place in page for place in here)] == []

    path.write_text(good.replace("</p>", "", 1), "utf-8")
    broken = answers()
    assert all("letter.xml:" in page for page in (broken[0], *broken[2:]))
    assert clean(broken)
    path.write_text(good, "utf-8")

    def bug(source):
        raise KeyError(str(source.path))

    monkeypatch.setattr("pipeline.serve.pages.prepare", bug)
    monkeypatch.setattr("pipeline.serve.findings.check", lambda paths, _: bug(type("Source", (), {"path": paths[0]})))
    faulty = answers()
    assert all("KeyError" in page for page in faulty)
    assert "pipeline/serve/pages.py" in faulty[0]
    assert clean(faulty)
    monkeypatch.undo()
    path.unlink()
    assert clean([preview.get("/")[2]])


def test_other_formats_are_made_when_asked_for(preview):
    status, headers, text = preview.get("/file/texts/letter.xml.txt")
    assert status == 200
    assert headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "Consensus" in text


@pytest.mark.parametrize(
    "path", ["/text/other.xml", "/text/../../etc/passwd", "/file/texts/letter.xml.exe", "/nowhere", "/events/x"]
)
def test_what_is_not_there_is_said_to_be_missing(preview, path):
    status, _, page = preview.get(path)
    assert status == 404
    assert "There is no such text" in page


def test_a_request_under_another_name_is_refused(preview):
    status, _, page = preview.get("/", Host="example.org")
    assert status == 403
    assert "letter.xml" not in page


def test_only_this_machine_is_listened_to(preview):
    assert preview.server.server_address[0] == "127.0.0.1"


def test_a_file_that_appears_while_the_preview_runs_is_listed(preview):
    path = preview.folder / "letter.xml"
    (preview.folder / "second.xml").write_bytes(path.read_bytes())
    assert "second.xml" in preview.get("/")[2]


def test_closing_ends_open_streams(preview):
    page = preview.get("/text/texts/letter.xml")[2]
    stream = preview.events(f"/events/texts/letter.xml?seen={seen_on(page)}")
    next(stream)
    ended = threading.Event()
    threading.Thread(target=lambda: (list(stream), ended.set()), daemon=True).start()
    preview.server.stop.set()
    assert ended.wait(120)


def test_a_port_in_use_is_named(preview):
    with pytest.raises(UsageError, match="is in use"):
        PreviewServer(Texts(), preview.server.server_port)
    assert run("serve", port=preview.server.server_port) is ExitStatus.COULD_NOT_RUN


@pytest.mark.parametrize("port", [-1, 70000])
def test_a_number_that_is_not_a_port_is_refused(port):
    assert run("serve", port=port) is ExitStatus.COULD_NOT_RUN


def test_sources_that_do_not_exist_are_refused_before_the_server_starts():
    assert run("serve", source=("no-such-text",)) is ExitStatus.COULD_NOT_RUN


def test_many_requests_at_once_prepare_a_text_once(preview, monkeypatch):
    prepared = []
    own = pages.prepare

    def counted(source):
        prepared.append(source)
        return own(source)

    monkeypatch.setattr(pages, "prepare", counted)
    path = preview.folder / "letter.xml"
    path.write_bytes(path.read_bytes() + b"\n")
    answers = []
    threads = [
        threading.Thread(target=lambda: answers.append(preview.get("/text/texts/letter.xml")[0])) for _ in range(200)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(prepared), set(answers)) == (1, {200})


def test_a_connection_that_never_ends_its_request_is_closed(preview, monkeypatch):
    monkeypatch.setattr(server.PreviewHandler if hasattr(server, "PreviewHandler") else server.Handler, "timeout", 0.2)
    with socket.create_connection((server.HOST, preview.server.server_port), timeout=120) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nX-Slow: ")
        assert connection.recv(1) == b""


def test_there_are_at_most_so_many_streams(preview, monkeypatch):
    monkeypatch.setattr(preview.server, "streams", threading.BoundedSemaphore(1))
    page = preview.get("/text/texts/letter.xml")[2]
    address = f"/events/texts/letter.xml?seen={seen_on(page)}"
    stream = preview.events(address)
    next(stream)
    assert preview.get(address)[0] == 503
    stream.close()


def test_the_lines_of_a_file_outside_the_sources_are_not_shown(preview, tmp_path):
    (tmp_path / "secret.txt").write_text("<a>\nroot:secret\n</b>")
    (preview.folder / "link.xml").symlink_to(tmp_path / "secret.txt")
    assert "root:secret" not in preview.get("/text/texts/link.xml")[2]
