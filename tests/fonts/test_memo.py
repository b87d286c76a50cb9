"""Values kept once they are made."""

from __future__ import annotations

from pipeline.fonts.memo import KeyedDefaultDict


def test_a_value_is_made_once():
    made: list[str] = []
    memo: KeyedDefaultDict[str, str] = KeyedDefaultDict(lambda key: made.append(key) or key.upper())
    assert [*map(memo.__getitem__, ["a", "b", "a"])] == ["A", "B", "A"]
    assert made == ["a", "b"]
