"""Sets and volumes: many documents in one package."""

from __future__ import annotations

import datetime
import json
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace

import jsonschema
import pytest

from pipeline.cli.run import run
from pipeline.distribution.copies import CopyOptions
from pipeline.distribution.manifest import SUMS, as_bytes, sums
from pipeline.distribution.sets import SET, VOLUME, SetRequest, make_set
from pipeline.distribution.sets.entries import Entry, by_item, natural, running, works_of
from pipeline.distribution.sets.pages import SetFacts, contents, read_me
from pipeline.distribution.sets.volume import volume
from pipeline.distribution.verification import CheckState, verify
from pipeline.document import Direction, Heading, MastheadField, MastheadRole, NoteMark, Table, Text, plain_text
from pipeline.errors import DocumentError, ExitStatus, LostWordsError, OutputError
from pipeline.intake.new import NewDocument, skeleton
from pipeline.library.outside import works_of as works_in
from pipeline.prepare import prepare
from pipeline.read import parse_file
from pipeline.write import seen

TITLE = "Resolutions: the 80th session"
NAME = "Resolutions_the_80th_session"


@pytest.fixture(scope="session")
def texts(tmp_path_factory, root):
    """Return a folder with a resolution in three languages, another one, and the letter."""
    folder = tmp_path_factory.mktemp("texts")
    for symbol, languages in (("A/RES/80/10", ("en", "fr", "ar")), ("A/RES/80/9", ("en",))):
        for language in languages:
            order = NewDocument(
                kind="resolution",
                language=language,
                date=datetime.date(2025, 12, 1),
                symbol=symbol,
                title=f"Title of {symbol}",
            )
            (folder / f"{symbol.replace('/', '_')}.{language}.xml").write_bytes(skeleton(order))
    shutil.copy(root / "source" / "bamako-letter" / "fra@.xml", folder / "fra@.xml")
    return folder


@pytest.fixture(scope="session")
def made(texts, tmp_path_factory, keys):
    """Return a set and a volume of these texts, signed."""
    out = tmp_path_factory.mktemp("sets")
    wish = CopyOptions(out, key=keys["own"], jobs=1)
    titles = ((SET, TITLE), (VOLUME, f"{TITLE}, volume"))
    return {sort: make_set(SetRequest(title, sort, works_in([str(texts)])), wish) for sort, title in titles}


@pytest.fixture
def entries(texts):
    """Return the texts as entries of a set, without files."""
    works = works_in([str(texts)])
    return [Entry(work, prepare(parse_file(one.path)), {"files": []}) for work, every in works.items() for one in every]


def test_a_set_has_a_folder_for_each_work_and_its_own_pages_beside_them(made):
    copy = made[SET]
    assert (copy.name, {name for name in copy.files if "/" not in name}) == (
        NAME,
        {"READ-ME.html", "COVER.pdf", "manifest.json", "SHA256SUMS", "SHA256SUMS.sig", "verify.py"}
        | {f"CONTENTS_{letter}.{format}" for letter in "AEF" for format in ("html", "pdf")},
    )
    folders = {name.partition("/")[0] for name in copy.files if "/" in name}
    assert folders == {"A_RES_80_10", "A_RES_80_9", "doc-2008-01-18-tmp-62-20080118-mli-1"}
    with zipfile.ZipFile(copy.archive) as archive:
        assert {f"{NAME}/{name}": data for name, data in copy.files.items()} == {
            name: archive.read(name) for name in archive.namelist()
        }


@pytest.mark.parametrize("sort", [SET, VOLUME])
def test_the_manifest_of_a_set_follows_the_schema_and_lists_every_file(made, root, sort):
    schema = json.loads((root / "templates" / "distribution" / "manifest.schema.json").read_text(encoding="utf-8"))
    table = json.loads(made[sort].files["manifest.json"])
    assert [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(table)] == []
    listed = [file["path"] for file in (*table["files"], *(f for e in table["expressions"] for f in e["files"]))]
    assert len(listed) == len(set(listed))
    assert set(listed) | {"manifest.json", "SHA256SUMS", "SHA256SUMS.sig", "verify.py"} == set(made[sort].files)


@pytest.mark.parametrize("sort", [SET, VOLUME])
def test_a_set_is_sound_when_everything_in_it_is_built_again(made, keys, sort):
    verdict = verify(made[sort].archive, keys["own.pub"])
    assert (verdict.state, verdict.faults) == (CheckState.SOUND, ())
    assert any("title" in note for note in verdict.notes)


def test_the_verifier_inside_finds_a_set_intact(made):
    done = subprocess.run(
        [sys.executable, "-I", "verify.py"], cwd=made[SET].folder, check=False, capture_output=True, text=True
    )
    assert (done.returncode, ": intact, " in done.stdout) == (0, True)


@pytest.mark.parametrize(
    ("name", "old", "new", "rebuild"),
    [
        ("CONTENTS_E.html", b"Documents: 3", b"Documents: 4", False),
        ("READ-ME.html", b"Documents: 3", b"Documents: 4", False),
        ("READ-ME.html", b"./CONTENTS_E.html", b"javascript:alert(1)", False),
        ("CONTENTS_E.html", b"</main>", b"<script>alert(1)</script></main>", False),
        ("CONTENTS_E.html", b"<body", b"<body ", True),
    ],
)
def test_a_page_of_a_set_that_was_changed_is_named(made, tmp_path, name, old, new, rebuild):
    folder = shutil.copytree(made[SET].folder, tmp_path / NAME)
    data = (folder / name).read_bytes()
    assert old in data
    (folder / name).write_bytes(data.replace(old, new))
    _put_right(folder, name)
    verdict = verify(folder, rebuild=rebuild)
    assert verdict.state is CheckState.NOT_SOUND
    assert {fault.file for fault in verdict.faults} <= {name, "manifest.json"}


def _put_right(folder, name):
    """Correct sums and manifest, as someone would who hides a change."""
    import hashlib

    data = (folder / name).read_bytes()
    table = json.loads((folder / "manifest.json").read_bytes())
    for file in (*table["files"], *(f for e in table["expressions"] for f in e["files"])):
        if file["path"] == name:
            file |= {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    (folder / "manifest.json").write_bytes(as_bytes(table))
    held = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    listed = {path: content for path, content in held.items() if path not in (SUMS, f"{SUMS}.sig")}
    (folder / SUMS).write_bytes(sums(listed))


def test_a_file_that_is_missing_from_a_set_is_named_once(made, tmp_path):
    folder = shutil.copytree(made[SET].folder, tmp_path / NAME)
    (folder / "COVER.pdf").unlink()
    (folder / "A_RES_80_9" / "A_RES_80_9_E.txt").unlink()
    faults = [str(fault) for fault in verify(folder, rebuild=False).faults]
    assert faults == ["A_RES_80_9/A_RES_80_9_E.txt: is missing", "COVER.pdf: is missing"]


def test_a_set_made_again_is_the_same_to_the_byte_and_takes_the_place_of_the_earlier_one(made, texts, tmp_path, keys):
    shutil.copytree(made[VOLUME].folder, tmp_path / made[VOLUME].name)
    request = SetRequest(f"{TITLE}, volume", VOLUME, works_in([str(texts)]))
    again = make_set(request, CopyOptions(tmp_path, key=keys["own"]))
    assert again.archive.read_bytes() == made[VOLUME].archive.read_bytes()


def test_a_set_takes_the_place_of_nothing_but_itself(made, texts, tmp_path):
    folder = shutil.copytree(made[SET].folder, tmp_path / NAME)
    with pytest.raises(OutputError, match="is the copy of another work"):
        make_set(SetRequest("Resolutions (the 80th session)", SET, works_in([str(texts)])), CopyOptions(tmp_path))
    (folder / "A_RES_80_9" / "notes.txt").write_text("mine")
    with pytest.raises(OutputError, match=r"did not put there: A_RES_80_9/notes\.txt"):
        make_set(SetRequest(TITLE, SET, works_in([str(texts)])), CopyOptions(tmp_path))
    assert (folder / "A_RES_80_9" / "notes.txt").read_text() == "mine"


def test_texts_of_one_symbol_are_one_document_whatever_works_they_name(texts, tmp_path):
    name = "A_RES_80_9.fr.xml"
    order = NewDocument(
        kind="resolution", language="fr", date=datetime.date(2024, 1, 1), symbol="A/RES/80/9", title="Titre"
    )
    (tmp_path / name).write_bytes(skeleton(order))
    works = works_in([str(texts / "A_RES_80_9.en.xml"), str(tmp_path / name)])
    assert len(works) == 2
    copy = make_set(SetRequest(TITLE, SET, works), CopyOptions(tmp_path / "out", jobs=1))
    assert {path.partition("/")[0] for path in copy.files if "/" in path} == {"A_RES_80_9"}
    assert len(copy.manifest["works"]) == 1
    [note] = copy.notes
    assert "A_RES_80_9: its texts have one symbol but name several works" in note and name in note
    assert "Documents: 1" in copy.files["CONTENTS_E.html"].decode()
    assert verify(copy.archive).state is CheckState.SOUND


def test_every_text_that_cannot_be_built_is_named_and_there_is_no_set(texts, tmp_path, monkeypatch):
    def lost(data, format, document, content):
        raise LostWordsError(f"lost in {document.identity.symbol}")

    monkeypatch.setattr("pipeline.distribution.copies.proved", lost)
    works = works_in([str(texts / "A_RES_80_9.en.xml"), str(texts / "A_RES_80_10.en.xml")])
    message = "2 texts of the set cannot be built: lost in A/RES/80/10; lost in A/RES/80/9"
    with pytest.raises(DocumentError, match=message):
        make_set(SetRequest(TITLE, SET, works), CopyOptions(tmp_path / "out", jobs=1))
    assert list((tmp_path / "out").glob("*")) == []


def test_the_contents_go_by_organ_agenda_item_and_symbol_in_the_order_of_numbers(entries):
    works = works_of(entries)
    assert [work.leading.symbol for work in running(works)] == ["A/62/…", "A/RES/80/9", "A/RES/80/10"]
    groups = [[[w.leading.symbol for w in found] for _, found in items] for _, items in by_item(works)]
    assert ["A/RES/80/9", "A/RES/80/10"] in [symbols for items in groups for symbols in items]
    assert sorted(["b 10", "b 9", "", "a 100"], key=natural) == ["a 100", "b 9", "b 10", ""]


def test_an_agenda_item_goes_by_its_number_whether_it_is_one_or_several(entries):
    items = ("Agenda item 163 (b)", "Agenda items 13 and 72", "", "Agenda item 22")
    works = [_with_item(entries[0], item, number) for number, item in enumerate(items)]
    [(_, found)] = list(by_item(works_of(works)))
    assert [leader.leading.item for leader, _ in found] == [
        "Agenda items 13 and 72",
        "Agenda item 22",
        "Agenda item 163 (b)",
        "",
    ]


def _with_item(entry, item, number):
    masthead = entry.document.masthead
    fields = [one for one in masthead.fields if one.role is not MastheadRole.AGENDA_ITEM]
    added = [MastheadField(role=MastheadRole.AGENDA_ITEM, inlines=(Text(item),))] if item else []
    document = replace(entry.document, masthead=replace(masthead, fields=(*fields, *added)))
    return Entry(f"work_{number}", document, entry.table)


def test_letters_of_languages_in_the_read_me_keep_their_order_in_arabic(entries):
    page = read_me(SetFacts(TITLE, NAME, works_of(entries)))
    runs = [i for p in page.paragraphs() if p.anchor.startswith("read_me_A") for i in p.inlines if isinstance(i, Text)]
    assert [run.text for run in runs if run.isolate is Direction.LTR and run.text.endswith(")")] == [
        "A\u00a0(العربية)",
        "E\u00a0(English)",
        "F\u00a0(Français)",
    ]


def test_contents_speak_their_language_and_mark_the_language_of_a_title_in_another(entries):
    facts = SetFacts(TITLE, NAME, works_of(entries))
    page = contents(facts, "ar", screen=True)
    tables = [block for block in page.blocks() if isinstance(block, Table)]
    titles = [cell.blocks[0].inlines[0] for table in tables for row in table.rows[1:] for cell in row.cells[1:2]]
    assert {(run.language, run.isolate.value if run.isolate else "") for run in titles} >= {
        ("en", "ltr"),
        ("fr", "ltr"),
    }
    assert page.identity.language == "ar"


def test_links_of_contents_lead_to_files_that_are_there(made):
    copy = made[SET]
    for page in ("READ-ME.html", "CONTENTS_E.html", "CONTENTS_A.html"):
        links = re.findall(r'href="\./([^"#]+)"', copy.files[page].decode())
        assert links
        assert {link for link in links if link not in copy.files} == set()


def test_contents_in_print_link_only_where_the_address_is_known(entries):
    held = {"files": [{"format": "xml", "path": "A_RES_80_9/x y.xml"}]}
    works = works_of([Entry(one.folder, one.document, held) for one in entries])
    plain, placed = (
        {run.link.target for run in _runs(contents(SetFacts(TITLE, NAME, works, base), "en", screen=False)) if run.link}
        for base in ("", "https://example.org/sets/")
    )
    assert (plain, placed) == (set(), {"https://example.org/sets/A_RES_80_9/x%20y.pdf"})


def _runs(document):
    return [i for p in document.paragraphs() for i in p.inlines if hasattr(i, "link")]


def test_a_volume_holds_every_word_of_its_texts(made, entries):
    copy = made[VOLUME]
    for language, letter in (("en", "E"), ("fr", "F"), ("ar", "A")):
        data = copy.files[f"{copy.name}_{letter}.epub"]
        words = " ".join(seen(data, "epub", language).split())
        for entry in (one for one in entries if one.identity.language == language):
            for block in (*entry.document.masthead.fields, *entry.document.blocks()):
                if not isinstance(block, Table):
                    assert " ".join(plain_text(block.inlines).split()) in words


def test_page_numbers_in_a_volume_are_those_of_the_pages(made, entries):
    from pypdfium2 import PdfDocument

    copy = made[VOLUME]
    pages = [page.get_textpage().get_text_range() for page in PdfDocument(copy.files[f"{copy.name}_E.pdf"])]
    listed = dict(re.findall(r"(A/RES/80/\d+)[^\n]*?\s(\d+)(?:\s|$)", pages[1]))
    assert set(listed) == {"A/RES/80/9", "A/RES/80/10"}
    assert all(symbol in pages[int(number) - 1][:80].split() for symbol, number in listed.items())


def test_every_later_page_of_a_volume_names_the_volume_and_the_text_that_is_on_it(made):
    from pypdfium2 import PdfDocument

    copy = made[VOLUME]
    pdf = PdfDocument(copy.files[f"{copy.name}_E.pdf"])
    pages = [page.get_textpage().get_text_range() for page in pdf]
    heads = [" ".join(words.split())[:80] for words in pages]
    assert not heads[0].startswith(f"{TITLE}, volume {TITLE}")
    assert heads[1].startswith(f"{TITLE}, volume Contents")
    named = [re.match(rf"{re.escape(TITLE)}, volume (\S+)", head) for head in heads[2:]]
    assert all(named)
    assert [one[1] for one in named if one and one[1].startswith("A/")] == ["A/RES/80/9", "A/RES/80/10"]
    bookmarks = {mark.get_title(): mark.get_dest().get_index() for mark in pdf.get_toc() if mark.get_dest()}
    assert {heads[bookmarks[symbol]].split(" ")[5] for symbol in ("A/RES/80/9", "A/RES/80/10")} == {
        "A/RES/80/9",
        "A/RES/80/10",
    }


def test_in_a_volume_links_notes_and_headings_keep_to_their_text(entries):
    texts = [one for one in entries if one.identity.language == "fr"]
    whole = volume(SetFacts(TITLE, NAME, works_of(entries)), "fr", texts, None)
    anchors = [block.anchor for block in whole.blocks()]
    assert len(anchors) == len(set(anchors))
    marks = [i.note for b in whole.blocks() if not isinstance(b, Table) for i in b.inlines if isinstance(i, NoteMark)]
    assert {note.id for note in whole.notes} >= set(marks)
    levels = [block.level for block in whole.blocks() if isinstance(block, Heading)]
    assert levels[0] == 1 and set(levels[1:]) <= set(range(2, 7))


def test_the_command_makes_a_set_and_refuses_what_does_not_go_together(texts, tmp_path, capsys):
    source = [str(texts / "A_RES_80_9.en.xml")]
    assert run("dist", source=source, set="One", volume="One", out=str(tmp_path)) is ExitStatus.COULD_NOT_RUN
    assert "different titles" in capsys.readouterr().err
    assert run("dist", source=source, volume="One", out=str(tmp_path)) is ExitStatus.DONE
    assert f"{tmp_path / 'One.zip'}: " in capsys.readouterr().out
