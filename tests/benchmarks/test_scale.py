"""Repeated texts are other documents; a site and a batch that loses a worker are whole."""

from __future__ import annotations

import pytest

from pipeline.prepare import prepare
from pipeline.read import parse_file
from tests.benchmarks import scale
from tests.own import DOCUMENTS


@pytest.fixture(scope="module")
def files():
    return sorted(DOCUMENTS.rglob("*.xml"))[:3]


def test_repeated_texts_have_symbols_of_their_own_and_are_otherwise_the_same(files, tmp_path):
    written = scale.write_sources(tmp_path, files, 7)
    found = [prepare(parse_file(path)).identity for path in written]
    assert len({(one.symbol, one.language) for one in found}) == 7
    assert len({one.work for one in found}) == len({one.symbol for one in found})
    assert [one.title for one in found[3:6]] == [one.title for one in found[:3]]
    assert written[0].read_bytes() == files[0].read_bytes()


def test_a_year_stays_behind_the_number():
    data = b'<docNumber>S/RES/2555 (2020)</docNumber><FRBRthis value="/akn/un/x/unsc/2020-12-18/2555-2020/!main/"/>'
    assert scale.again(data, 7) == (
        b'<docNumber>S/RES/72555 (2020)</docNumber><FRBRthis value="/akn/un/x/unsc/2020-12-18/72555-2020/!main/"/>'
    )


def test_a_site_is_measured(files, tmp_path, capsys):
    assert scale.site(tmp_path, files, 4, ["--formats", "html"]) == 0
    printed = capsys.readouterr().out
    assert "site of 4 texts: status 0" in printed
    assert "again, one text changed: status 0" in printed
    assert "largest pages:" in printed


def test_a_batch_that_loses_a_worker_is_whole(files, tmp_path, capsys):
    pytest.importorskip("distributed", reason="Dask is not installed (extra `cluster`)")
    assert scale.cluster(tmp_path, files, 480, ["--jobs", "2"]) == 0  # enough to be seen while it goes on
    assert "outputs missing: 0" in capsys.readouterr().out
