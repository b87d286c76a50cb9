"""Verification: each kind of damage is found and named."""

from __future__ import annotations

import json
import shutil
import zipfile

import pytest

from pipeline.distribution.manifest import as_bytes
from pipeline.distribution.verification import CheckState, verify
from pipeline.errors import MissingInputError

HTML, TEXT = "bamako-letter_F.html", "bamako-letter_F.txt"


def _faults(folder, key=None, rebuild=False):
    return [str(fault) for fault in verify(folder, key, rebuild).faults]


def test_a_sound_copy_has_no_fault_as_folder_or_as_zip_wherever_it_stands(copies, keys, tmp_path):
    for copy in copies.values():
        zipped = shutil.copy(copy.archive, tmp_path / "elsewhere.zip")
        assert _faults(copy.folder, keys["own.pub"]) == []
        assert _faults(tmp_path / zipped, keys["own"]) == []


def test_building_again_from_the_xml_inside_gives_the_same_bytes(copies, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert _faults(copies["bamako-declaration"].archive, rebuild=True) == []


@pytest.mark.parametrize("name", [HTML, "bamako-letter_F.pdf", "manifest.json", "verify.py", "bamako-letter_F.xml"])
def test_one_flipped_byte_is_found(letter, name):
    data = bytearray((letter / name).read_bytes())
    data[len(data) // 2] ^= 1
    (letter / name).write_bytes(data)
    assert any(fault.startswith(f"{name}: ") and "bytes differ" in fault for fault in _faults(letter))


def test_a_missing_file_and_one_too_many_are_found(letter, keys):
    (letter / TEXT).unlink()
    (letter / "SHA256SUMS.sig").unlink()
    (letter / "more.txt").write_text("more")
    assert _faults(letter, keys["own.pub"]) == [
        f"{TEXT}: is missing",
        "more.txt: is not listed in SHA256SUMS",
        "SHA256SUMS.sig: is missing, so nothing is signed",
        "more.txt: is not listed in manifest.json",
        "manifest.json: signature is “{'algorithm': 'Ed25519', 'file': 'SHA256SUMS.sig', 'signs': …”, "
        "which nothing in the copy says",
    ]


@pytest.mark.parametrize(("name", "way"), [(HTML, "sequence"), (TEXT, "letters"), ("bamako-letter_F.md", "sequence")])
def test_one_changed_word_with_corrected_sums_is_found(letter, put_sums_right, keys, name, way):
    text = (letter / name).read_text(encoding="utf-8")
    (letter / name).write_text(text.replace("solennel", "temporel", 1), encoding="utf-8")
    assert text.count("solennel")
    put_sums_right(letter, name)
    assert _faults(letter) == [
        f"{name}: its text is not that of the XML (compared by {way}): too much: “temporel”; missing: “solennel”"
    ]
    assert "SHA256SUMS.sig: is not a signature of SHA256SUMS by this key" in _faults(letter, keys["own.pub"])


def test_one_changed_word_in_a_word_file_with_corrected_sums_is_found(letter, put_sums_right):
    path = letter / "bamako-letter_F.docx"
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert b"Millennium" not in parts["word/document.xml"]
    parts["word/document.xml"] = parts["word/document.xml"].replace("Déclarons".encode(), "Décidons".encode(), 1)
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    put_sums_right(letter, path.name)
    assert _faults(letter) == [
        f"{path.name}: its text is not that of the XML (compared by sequence): "
        "too much: “décidons”; missing: “déclarons”"
    ]


def test_a_word_changed_in_the_xml_is_found_in_every_other_file(letter, put_sums_right):
    path = letter / "bamako-letter_F.xml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("solennel", "temporel", 1), encoding="utf-8")
    put_sums_right(letter, path.name)
    faults = _faults(letter)
    assert any(fault.startswith("manifest.json: expressions[0].content is") for fault in faults)
    assert sum("its text is not that of the XML" in fault for fault in faults) == 8


def test_a_changed_look_with_corrected_sums_is_found_by_building_again(letter, put_sums_right):
    text = (letter / HTML).read_text(encoding="utf-8")
    (letter / HTML).write_text(text.replace("<style>", "<style>p{color:red}", 1), encoding="utf-8")
    put_sums_right(letter, HTML)
    assert verify(letter, rebuild=False).state is CheckState.UNPROVED
    assert f"{HTML}: is not what building it again gives: the bytes differ" in _faults(letter, rebuild=True)


def test_a_wrong_key_is_found(copies, keys):
    signed, named = _faults(copies["bamako-letter"].folder, keys["other.pub"])
    assert signed == "SHA256SUMS.sig: is not a signature of SHA256SUMS by this key"
    assert named.startswith("manifest.json: signature.key is ")


def test_a_signature_without_key_is_noted(copies):
    assert "SHA256SUMS.sig was not checked: no --key given" in verify(copies["bamako-letter"].folder).notes


def test_a_manifest_that_is_invalid_is_a_fault(letter, put_sums_right):
    for text, words in (("{}", "cannot be read"), ('{"format": "other/9"}', "other/9"), ("no json", "cannot be read")):
        (letter / "manifest.json").write_text(text)
        put_sums_right(letter)
        assert any(fault.startswith("manifest.json: ") and words in fault for fault in _faults(letter))


def test_a_file_added_with_its_sum_and_another_verifier_are_found(letter, put_sums_right):
    (letter / "verify.py").write_text("print('sound')")
    (letter / "annex.txt").write_text("more")
    put_sums_right(letter)
    assert _faults(letter) == [
        "annex.txt: is not listed in manifest.json",
        "verify.py: is not the one that this version hands out",
    ]


@pytest.mark.parametrize(
    "damage",
    [
        lambda e: e.pop("date"),
        lambda e: e.update(date="soon"),
        lambda e: e.update(recovered="no"),
        lambda e: e.update(files=None),
        lambda e: e["files"][0].update(size="1"),
        lambda e: e["files"][0].update(format="exe"),
        lambda e: e["files"][0].update(content=1),
        lambda e: e["source"].pop("name"),
        lambda e: e.update(content=[]),
    ],
)
def test_a_manifest_that_lacks_what_is_needed_is_a_fault_and_no_crash(letter, put_sums_right, damage):
    table = json.loads((letter / "manifest.json").read_text(encoding="utf-8"))
    damage(table["expressions"][0])
    (letter / "manifest.json").write_text(json.dumps(table), encoding="utf-8")
    put_sums_right(letter)
    assert [fault.startswith("manifest.json: cannot be read") for fault in _faults(letter)] == [True]


@pytest.mark.parametrize("name", ["..", "../../up.xml", "a\0b", "", "/up.xml", "x" * 300])
def test_the_name_of_the_source_in_a_strangers_manifest_is_never_a_path(letter, put_sums_right, name):
    table = json.loads((letter / "manifest.json").read_text(encoding="utf-8"))
    table["expressions"][0]["source"]["name"] = name
    (letter / "manifest.json").write_bytes(as_bytes(table))
    put_sums_right(letter)
    assert "manifest.json: the name of the source is not a name of a file" in _faults(letter)


def test_other_versions_of_libraries_leave_a_copy_unproved(letter, put_sums_right):
    table = json.loads((letter / "manifest.json").read_text(encoding="utf-8"))
    table["made_with"]["lxml"] = "1.0"
    (letter / "manifest.json").write_bytes(as_bytes(table))
    put_sums_right(letter)
    verdict = verify(letter)
    assert (verdict.faults, verdict.state) == ((), CheckState.UNPROVED)
    assert "other versions: lxml 1.0 (here " in verdict.unproved


def test_a_manifest_in_another_hand_is_a_fault(letter, put_sums_right):
    table = json.loads((letter / "manifest.json").read_text(encoding="utf-8"))
    (letter / "manifest.json").write_text(json.dumps(table), encoding="utf-8")
    put_sums_right(letter)
    assert any("is not written as" in fault for fault in _faults(letter))


def test_what_is_not_a_copy_is_refused(tmp_path):
    with pytest.raises(MissingInputError, match="cannot read"):
        verify(tmp_path / "none.zip")
    (tmp_path / "odd.zip").write_bytes(b"PK odd")
    with pytest.raises(MissingInputError, match="not a sound zip"):
        verify(tmp_path / "odd.zip")


def test_a_zip_of_unreasonable_size_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("pipeline.unpacking.Unzipped.__init__.__defaults__", (10,))
    with zipfile.ZipFile(tmp_path / "big.zip", "w") as archive:
        archive.writestr("a", b"x" * 11)
    with pytest.raises(MissingInputError, match="too large"):
        verify(tmp_path / "big.zip")


def test_a_folder_that_is_not_a_copy_is_reported(tmp_path):
    (tmp_path / "letter.pdf").write_bytes(b"%PDF")
    with pytest.raises(MissingInputError, match="not a distribution copy"):
        verify(tmp_path)
