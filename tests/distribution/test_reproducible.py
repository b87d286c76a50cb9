"""The same bytes on every machine: whatever zlib, hash order, locale, time zone and folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from pipeline.distribution.copies import FORMATS
from pipeline.write import Options, writer

_LETTER = Path(__file__).resolve().parents[2] / "source" / "bamako-letter" / "fra@.xml"
_CODE = "import sys; from pipeline.cli.run import run; sys.exit(run('dist', work=(sys.argv[2],), out=sys.argv[1]))"


@pytest.mark.parametrize("format", FORMATS)
def test_no_format_is_compressed_by_the_zlib_of_the_system(documents, format, monkeypatch):
    expected = writer(format)(documents[1], Options(attachment=b"<a/>")).data

    def refuse(*arguments, **options):
        raise AssertionError("compressed by the system's zlib")

    monkeypatch.setattr(zlib, "compress", refuse)
    monkeypatch.setattr(zlib, "compressobj", refuse)
    assert writer(format)(documents[1], Options(attachment=b"<a/>")).data == expected


def test_another_hash_order_locale_time_zone_and_folder_give_the_same_zip(root, tmp_path):
    made = []
    for seed, locale, zone in (("1", "C.UTF-8", "UTC"), ("2", "C", "Asia/Tokyo")):
        out = tmp_path / f"out-{seed}"
        out.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone, "PYTHONPATH": str(root)}
        environment.pop("SOURCE_DATE_EPOCH", None)
        command = [sys.executable, "-c", _CODE, str(out), str(_LETTER)]
        subprocess.run(command, cwd=out, env=environment, check=True, capture_output=True)
        made.append(next(out.glob("*.zip")).read_bytes())
    assert made[0] == made[1]
