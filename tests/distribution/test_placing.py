"""A copy in the place of an earlier one: nothing else is touched, and a kill at any point loses nothing."""

from __future__ import annotations

import json
import os
import sys
import zipfile
from pathlib import Path

import pytest

from pipeline.distribution import placing
from pipeline.distribution.manifest import FORMAT, of_archive
from pipeline.distribution.placing import Target
from pipeline.errors import OutputError

IRI = "/akn/un/doc/letter/mali/2008-01-18/a-62-658"


def files_of(version: str, name: str = "A_62_658", iri: str = IRI, **more: str) -> dict[str, bytes]:
    """Return a small copy: its files name the version, and each version has other files."""
    texts = {f"{name}_{version}.txt": version, f"{name}.pdf": version, **more}
    table = {
        "format": FORMAT,
        "name": name,
        "work": {"iri": iri, "symbol": "A/62/658"},
        "made_with": {"pipeline": "1"},
        "expressions": [{"files": [{"path": path} for path in texts]}],
    }
    own = {"SHA256SUMS": version, "verify.py": "", "manifest.json": json.dumps(table)}
    return {path: text.encode() for path, text in (texts | own).items()}


@pytest.fixture
def target(tmp_path: Path) -> Target:
    return Target(tmp_path, "A_62_658", frozenset({IRI}))


def seen(folder: Path) -> dict[str, bytes] | None:
    """Return the files of a folder; None if there is no folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.is_dir() else None


def test_only_the_files_of_the_new_copy_are_there_afterwards(target: Target) -> None:
    target.put(files_of("old"))
    target.put(files_of("new"))
    assert seen(target.folder) == files_of("new")
    with zipfile.ZipFile(target.archive) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            f"A_62_658/{path}": data for path, data in files_of("new").items()
        }
    assert sorted(path.name for path in target.out.iterdir()) == ["A_62_658", "A_62_658.zip"]


STRANGERS = {
    "a folder with some manifest": {"manifest.json": b'{"name": "an app"}', "app.js": b"x"},
    "a manifest that is not JSON": {"manifest.json": b"{"},
    "a manifest in which numbers are names": {
        "manifest.json": files_of("old")["manifest.json"].replace(b'"A_62_658.pdf"', b"1")
    },
    "a folder without manifest": {"letter.txt": b"x"},
    "an empty folder": {},
    "the copy of another work": files_of("old", iri="/akn/un/another"),
    "the copy of another name": files_of("old", name="A_62_659"),
    "a copy with a strange file": files_of("old") | {"notes.docx": b"mine"},
}


@pytest.mark.parametrize("files", STRANGERS.values(), ids=STRANGERS)
def test_a_folder_that_is_not_a_copy_of_this_work_stays_as_it_is(target: Target, files: dict[str, bytes]) -> None:
    target.folder.mkdir()
    for name, data in files.items():
        (target.folder / name).write_bytes(data)
    for attempt in (target.check, lambda: target.put(files_of("new"))):
        with pytest.raises(OutputError, match=r"A_62_658: (already exists|is the copy of another|holds what)"):
            attempt()
    assert seen(target.folder) == files
    assert [path.name for path in target.out.iterdir()] == ["A_62_658"]


@pytest.mark.parametrize("files", STRANGERS.values(), ids=STRANGERS)
def test_a_zip_that_is_not_a_copy_of_this_work_stays_as_it_is(target: Target, files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(target.archive, "w") as archive:
        for name, data in files.items():
            archive.writestr(f"A_62_658/{name}", data)
    before = target.archive.read_bytes()
    with pytest.raises(OutputError, match=r"A_62_658\.zip: (already exists|is the copy of another|holds what)"):
        target.put(files_of("new"))
    assert target.archive.read_bytes() == before
    assert [path.name for path in target.out.iterdir()] == ["A_62_658.zip"]


@pytest.mark.parametrize("name", ["A_62_658", "A_62_658.zip"])
@pytest.mark.parametrize("kind", ["file", "link", "dead link", "folder"])
def test_a_file_or_a_link_in_the_place_of_a_copy_stays(target: Target, name: str, kind: str) -> None:
    (target.out / "elsewhere").mkdir()
    place = target.out / name
    if kind == "file":
        place.write_bytes(b"x")
    elif kind == "folder":
        place.mkdir()
    else:
        place.symlink_to(target.out / ("elsewhere" if kind == "link" else "nowhere"))
    with pytest.raises(OutputError, match=f"{name}: already exists"):
        target.put(files_of("new"))
    assert place.is_symlink() == ("link" in kind)
    assert sorted(path.name for path in target.out.iterdir()) == sorted([name, "elsewhere"])


def test_a_folder_inside_a_copy_and_a_link_of_a_listed_name_are_strange(target: Target) -> None:
    target.put(files_of("old"))
    (target.folder / "A_62_658.pdf").unlink()
    (target.folder / "A_62_658.pdf").symlink_to(target.archive)
    (target.folder / "drafts").mkdir()
    with pytest.raises(OutputError, match=r"did not put there: A_62_658\.pdf, drafts"):
        target.check()


def test_of_many_strange_files_three_are_named(target: Target) -> None:
    target.put(files_of("old"))
    for number in range(5):
        (target.folder / f"z{number}").write_bytes(b"")
    with pytest.raises(OutputError, match="did not put there: z0, z1, z2 and 2 more"):
        target.check()


def test_what_windows_of_folders_leave_behind_is_not_strange(target: Target) -> None:
    target.put(files_of("old"))
    for name in (".DS_Store", "Thumbs.db", "desktop.ini"):
        (target.folder / name).write_bytes(b"")
    target.put(files_of("new"))
    assert seen(target.folder) == files_of("new")


def test_a_file_put_into_the_old_copy_while_the_new_one_is_made_stays(target: Target, monkeypatch) -> None:
    target.put(files_of("old"))
    write = Target._write

    def slow(self, files):
        write(self, files)
        (target.folder / "notes.docx").write_text("mine")

    monkeypatch.setattr(Target, "_write", slow)
    with pytest.raises(OutputError, match=r"notes\.docx"):
        target.put(files_of("new"))
    assert seen(target.folder) == files_of("old") | {"notes.docx": b"mine"}
    assert not (target.out / ".A_62_658.new").exists()


@pytest.fixture(params=["one step", "two steps"])
def steps(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the names exchanged in one step, as Linux can, and in two, as elsewhere."""
    if request.param == "two steps":
        monkeypatch.setattr(placing, "_exchanged", lambda *_: False)
    elif sys.platform != "linux":
        pytest.skip("only Linux exchanges two names in one step")
    return str(request.param)


def test_a_full_disk_leaves_the_old_copy(target: Target, steps: str, monkeypatch: pytest.MonkeyPatch) -> None:
    target.put(files_of("old"))
    before = target.archive.read_bytes()

    def full(path, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(placing, "write_whole", full)
    with pytest.raises(OutputError, match="No space left on device"):
        target.put(files_of("new"))
    assert (seen(target.folder), target.archive.read_bytes()) == (files_of("old"), before)


def test_a_name_that_the_system_does_not_give_leaves_the_old_copy(target: Target, monkeypatch) -> None:
    target.put(files_of("old"))
    rename = Path.rename

    def refused(self, to):
        if self.name == ".A_62_658.new":
            raise PermissionError(13, "Access is denied")
        return rename(self, to)

    monkeypatch.setattr(placing, "_exchanged", lambda *_: False)
    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(OutputError, match="Access is denied"):
        target.put(files_of("new"))
    assert seen(target.folder) == files_of("old")
    assert sorted(path.name for path in target.out.iterdir()) == ["A_62_658", "A_62_658.zip"]


def _killed_at(number: int, target: Target) -> bool:
    """Put the new copy in a process that is killed at its n-th touch of the disk; True if it had so many."""
    child = os.fork()
    if child == 0:
        count = 0

        def touch(event: str, _: tuple[object, ...]) -> None:
            nonlocal count
            if event in ("open", "ctypes.dlsym") or event.startswith(("os.", "shutil.")):
                count += 1
                if count == number:
                    os._exit(9)

        sys.addaudithook(touch)
        try:
            target.put(files_of("new"))
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process to be killed")
def test_a_kill_at_any_point_leaves_one_of_the_two_copies_whole(target: Target, steps: str) -> None:
    number = gaps = 0
    target.put(files_of("old"))
    while _killed_at(number := number + 1, target):
        found = seen(target.folder)
        if found is None:
            gaps += 1
            assert steps == "two steps"
            found = seen(target.out / ".A_62_658.old")
        assert found in (files_of("old"), files_of("new"))
        assert of_archive(target.archive)[1] is not None
        target.recover()
        target.check()
        assert seen(target.folder) in (files_of("old"), files_of("new"))
        assert sorted(path.name for path in target.out.iterdir()) == ["A_62_658", "A_62_658.zip"]
        target.put(files_of("old"))
    assert number > 30
    assert gaps <= 1
    assert seen(target.folder) == files_of("new")
