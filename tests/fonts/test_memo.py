"""Values kept once they are made."""

from __future__ import annotations

from pipeline.fonts.memo import Memo


def test_a_value_is_made_once():
    made: list[str] = []
    memo: Memo[str, str] = Memo(lambda key: made.append(key) or key.upper())
    assert [*map(memo.__getitem__, ["a", "b", "a"])] == ["A", "B", "A"]
    assert made == ["a", "b"]
