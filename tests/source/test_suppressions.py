"""Every suppression names a unit that exists, what is there, and why it stays."""

from __future__ import annotations

import re
import tomllib

from tests.source.source_texts import DECLARATION, LETTER, SOURCE, blocks, find, parse, spaces, words_of

FILES = {"bamako-letter/fra@": LETTER, "bamako-declaration/fra@unofficial-1": DECLARATION}


def entries(kind: str) -> list[dict[str, str]]:
    found = tomllib.loads((SOURCE / "suppressions.toml").read_text("utf-8"))[kind]
    assert found
    return found


def text_at(document: str, at: str) -> str:
    root = parse(FILES[document])
    units = find(root, f"//*[@eId='{at}']") if at else [root]
    assert len(units) == 1, (document, at)
    return spaces(" ".join(words_of(b) for b in blocks(units[0])))


def test_each_suppression_is_one_finding_at_one_place() -> None:
    seen = set()
    for entry in entries("suppression"):
        assert {"document", "rule", "at", "text", "reason"} <= set(entry)
        assert re.fullmatch(r"AKN(4UN|-NC)-\d{3}", entry["rule"]) and len(entry["reason"]) > 40
        key = (entry["document"], entry["rule"], entry["at"], entry["reason"])
        assert key not in seen
        seen.add(key)
        text = text_at(entry["document"], entry["at"])
        if entry["rule"] in {
            "AKN4UN-204",
            "AKN4UN-601",
            "AKN4UN-603",
            "AKN4UN-604",
            "AKN4UN-608",
            "AKN4UN-609",
            "AKN4UN-112",
        }:
            assert entry["text"] in text, (entry["at"], entry["text"])
    assert len(seen) > 100


def test_kept_misprints_are_there() -> None:
    for entry in entries("sic"):
        assert {"document", "at", "text", "reason"} <= set(entry)
        assert entry["text"] in text_at(entry["document"], entry["at"]) and entry["reason"]


def test_every_straight_apostrophe_and_bare_semicolon_is_listed() -> None:
    listed = {(e["document"], e["rule"], e["at"]) for e in entries("suppression")}
    for document, rule, mark in (
        ("bamako-declaration/fra@unofficial-1", "AKN4UN-603", r"\w'\w"),
        ("bamako-letter/fra@", "AKN4UN-601", r"\w;"),
    ):
        for block in blocks(parse(FILES[document])):
            if re.search(mark, words_of(block)):
                unit = next(a.get("eId") for a in block.iterancestors() if a.find("{*}num") is not None)
                assert (document, rule, unit) in listed, unit
