"""The measures file."""

from __future__ import annotations

import pytest

from pipeline.document import MastheadRole, Rank, Role
from pipeline.errors import TemplateError
from pipeline.write.text import measures as module


def test_every_style_of_the_file_is_a_role_a_rank_or_a_note():
    known = {*(r.value for r in Role), *(r.value for r in Rank), *(r.value for r in MastheadRole), "note"}
    assert set(module.measures().styles) <= known


def test_items_stand_one_step_further_in_for_each_level_but_never_too_far():
    measures = module.measures()
    assert [measures.style("item", level=level).first for level in (1, 2, 3)] == [4, 8, 12]
    assert measures.style("item", level=500).first == measures.deepest


@pytest.mark.parametrize("text", ["width = 76", "not toml", "[default]\nfirst = 1\n"])
def test_a_faulty_file_is_a_template_error(tmp_path, monkeypatch, text):
    path = tmp_path / "measures.toml"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(module, "_PATH", path)
    module.measures.cache_clear()
    with pytest.raises(TemplateError):
        module.measures()
    module.measures.cache_clear()
