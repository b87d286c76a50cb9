"""The record of hashes in dist/MANIFEST."""

from __future__ import annotations

from pipeline.distribution.record import lines, record


def test_the_files_built_here_are_those_recorded(copies, root):
    """Record a change of the outputs that is meant with `inv dist --record`."""
    recorded = (root / "dist" / "MANIFEST").read_text(encoding="utf-8").splitlines()
    assert lines(copies.values()) == recorded


def test_the_record_has_every_built_file_but_none_that_tells_versions(copies, tmp_path):
    record(tmp_path / "MANIFEST", copies.values())
    text = (tmp_path / "MANIFEST").read_text(encoding="utf-8")
    assert len(text.splitlines()) == 2 * 9
    assert "  bamako-letter/bamako-letter_F.pdf\n" in text
    assert "manifest.json" not in text and "SHA256SUMS" not in text


def test_recording_one_work_keeps_what_is_recorded_of_the_others(copies, tmp_path):
    path = tmp_path / "MANIFEST"
    record(path, copies.values())
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.replace("bamako-letter_F.pdf", "bamako-letter_F_of_long_ago.pdf"), encoding="utf-8")
    record(path, [copies["bamako-letter"]], every=False)
    assert path.read_text(encoding="utf-8") == whole
    record(path, [copies["bamako-letter"]])
    assert "bamako-declaration" not in path.read_text(encoding="utf-8")
