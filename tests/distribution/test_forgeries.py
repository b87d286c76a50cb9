"""Forged copies: none is called sound, with building again or without."""

from __future__ import annotations

import io
import json
import re
import shutil
import struct
import zipfile

import pytest

from pipeline.distribution.copies import CopyOptions, make_copy
from pipeline.distribution.manifest import as_bytes
from pipeline.distribution.verification import CheckState, verify
from pipeline.errors import MissingInputError
from pipeline.library.outside import works_of
from pipeline.packing import zipped
from tests.distribution import disguises, forgeries
from tests.distribution.forgeries import in_earlier_form, make_good
from tests.own import DOCUMENTS

SEEN, UNSEEN = forgeries.SEEN | disguises.SEEN, forgeries.UNSEEN | disguises.UNSEEN


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    """Return a copy of a short document with symbol and job number."""
    ((work, expressions),) = works_of([str(DOCUMENTS / "sc-draft" / "en" / "S_2024_9912-2499912E.xml")]).items()
    return make_copy(work, expressions, CopyOptions(tmp_path_factory.mktemp("original")))


@pytest.fixture
def forged(original, tmp_path):
    """Return a folder with the copy, to be forged."""
    return shutil.copytree(original.folder, tmp_path / original.name)


def test_the_copy_itself_is_sound_and_without_building_again_unproved(original):
    assert verify(original.archive).state is CheckState.SOUND
    assert verify(original.folder, rebuild=False).state is CheckState.UNPROVED


@pytest.mark.parametrize("name", SEEN)
def test_a_forgery_that_can_be_seen_is_not_sound_without_building_again(forged, name):
    SEEN[name](forged)
    make_good(forged)
    verdict = verify(forged, rebuild=False)
    assert verdict.state is CheckState.NOT_SOUND
    assert not [fault for fault in verdict.faults if "bytes differ" in fault.what], "the sums are right"


@pytest.mark.parametrize("name", UNSEEN)
def test_a_forgery_that_cannot_be_seen_is_never_called_sound_without_building_again(forged, name):
    UNSEEN[name](forged)
    make_good(forged)
    verdict = verify(forged, rebuild=False)
    assert verdict.state is CheckState.UNPROVED
    assert verdict.unproved


@pytest.mark.parametrize("name", [*SEEN, *UNSEEN])
def test_no_forgery_is_called_sound_with_building_again(forged, name):
    {**SEEN, **UNSEEN}[name](forged)
    make_good(forged)
    expected = CheckState.UNPROVED if name == "manifest: versions" else CheckState.NOT_SOUND
    assert verify(forged).state is expected


def test_a_copy_of_another_version_is_unproved_and_says_why(forged):
    table = in_earlier_form(json.loads((forged / "manifest.json").read_bytes()))
    table["made_with"] = {"pipeline": "0.1.0", "lxml": "6.0.0"}
    (forged / "manifest.json").write_bytes(as_bytes(table))
    make_good(forged)
    verdict = verify(forged)
    assert (verdict.faults, verdict.state) == ((), CheckState.UNPROVED)
    assert "pipeline 0.1.0 (here " in verdict.unproved
    assert verdict.unproved.endswith("; its manifest is of the earlier form un-distribution/1")
    assert any("hashes of words and of letters" in note for note in verdict.notes)
    assert any("the text of 8 files" in what for what in verdict.compared)


def test_the_earlier_form_of_the_manifest_alone_leaves_a_copy_unproved(forged):
    table = in_earlier_form(json.loads((forged / "manifest.json").read_bytes()))
    (forged / "manifest.json").write_bytes(as_bytes(table))
    make_good(forged)
    verdict = verify(forged)
    assert (verdict.faults, verdict.state) == ((), CheckState.UNPROVED)
    assert verdict.unproved == "its manifest is of the earlier form un-distribution/1"


@pytest.mark.parametrize(
    "change",
    [
        lambda e: e["content"].update(sequence="0" * 64),
        lambda e: e["content"].pop("sequence"),
        lambda e: e["files"][0]["content"].update(sha256="0" * 64),
        lambda e: e["files"][0].update(content="0" * 64),
        lambda e: e["files"][0]["content"].pop("basis"),
    ],
)
def test_a_manifest_of_the_earlier_form_that_says_something_else_is_not_sound(forged, change):
    table = in_earlier_form(json.loads((forged / "manifest.json").read_bytes()))
    change(table["expressions"][0])
    (forged / "manifest.json").write_bytes(as_bytes(table))
    make_good(forged)
    assert verify(forged).state is CheckState.NOT_SOUND


def _in_zip(original, *, name="", more=()):
    top = name or original.name
    return zipped([*((f"{top}/{path}", data) for path, data in sorted(original.files.items())), *more])


def _streamed(original):
    """Return a zip whose entries have their lengths behind them, as programs write it that cannot go back."""
    out = io.BytesIO()
    with zipfile.ZipFile(Endless(out), "w") as archive:
        for path, data in original.files.items():
            archive.writestr(f"{original.name}/{path}", data)
    return out.getvalue()


class Endless:
    """A stream that cannot go back."""

    def __init__(self, out):
        self.write, self.flush = out.write, out.flush


def _large(original):
    """Return a zip in the form for large files (zip64)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, data in original.files.items():
            with archive.open(f"{original.name}/{path}", "w", force_zip64=True) as entry:
                entry.write(data)
    return out.getvalue()


def _overlapping(original):
    """Return a zip in whose directory two entries lie at the same place."""
    data = _in_zip(original)
    at = [found.start() for found in re.finditer(b"PK\1\2", data)]
    return data[: at[1] + 42] + data[at[0] + 42 : at[0] + 46] + data[at[1] + 46 :]


def _unmarked(original):
    """Return a zip with a name beyond ASCII that is not marked as UTF-8."""
    data = _in_zip(original, more=[(f"{original.name}/é.txt", b"more")])
    marked = struct.pack("<H", 1 << 11)
    return data.replace(b"PK\1\2\x14\0\x14\0" + marked, b"PK\1\2\x14\0\x14\0\0\0").replace(
        b"PK\3\4\x14\0" + marked, b"PK\3\4\x14\0\0\0"
    )


def _doubled(original):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, data in [*original.files.items(), next(iter(original.files.items()))]:
            archive.writestr(f"{original.name}/{path}", data)
    return out.getvalue()


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    "make",
    [
        lambda o: b"MZ" + _in_zip(o),
        lambda o: _in_zip(o) + b"more",
        lambda o: _in_zip(o)[:-2] + b"\x04\x00more",
        _doubled,
        _streamed,
        _large,
        _overlapping,
        _unmarked,
        lambda o: _in_zip(o).replace(b"/manifest.json", b"/manifest.jsom", 1),
        lambda o: _in_zip(o)[:-22] + struct.pack("<4sQ44x", b"PK\6\6", 44) + _in_zip(o)[-22:],
        lambda o: _in_zip(o)[:-22] + struct.pack("<4sLQL", b"PK\6\7", 0, 0, 1) + _in_zip(o)[-22:],
    ],
)
def test_a_zip_that_two_programs_could_read_otherwise_is_refused(original, tmp_path, make):
    path = tmp_path / "copy.zip"
    path.write_bytes(make(original))
    with pytest.raises(MissingInputError, match="not a sound zip"):
        verify(path, rebuild=False)


def test_another_folder_in_the_zip_and_a_file_beside_it_are_found(original, tmp_path):
    (tmp_path / "a.zip").write_bytes(_in_zip(original, name="A_RES_1_1"))
    (tmp_path / "b.zip").write_bytes(_in_zip(original, more=[(f"{original.name}/x/y.txt", b"more")]))
    assert any("the folder in the zip is" in f.what for f in verify(tmp_path / "a.zip", rebuild=False).faults)
    assert any(f.file == "x/y.txt" for f in verify(tmp_path / "b.zip", rebuild=False).faults)


def test_a_copy_with_a_link_in_it_is_refused(forged, tmp_path):
    (tmp_path / "elsewhere.txt").write_text("x")
    (forged / "link.txt").symlink_to(tmp_path / "elsewhere.txt")
    with pytest.raises(MissingInputError, match="no links"):
        verify(forged, rebuild=False)
