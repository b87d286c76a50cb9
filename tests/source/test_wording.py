"""What the XML says is what the witness says: every word and every mark, in order."""

from __future__ import annotations

import difflib
import hashlib
import re

import pytest

from tests.source.source_texts import (
    DECLARATION,
    LETTER,
    SOURCE,
    TEXTS,
    WITNESS,
    blocks,
    find,
    local,
    parse,
    read_source,
    read_witness,
    spaces,
    supplied,
    words_of,
)

SUMS = {
    "un-letter-2008-01-18-fr.txt": "530d3ae74e88f7adf799b5d22673ff0224f0391fc4005fbee2fa836ddc17a459",
    "unofficial-translation-fr.txt": "73d9901d32f5e458267323a6b70ed18aa691b648a2e0a3edee1edbfea033b3a6",
}


def first_difference(a: str, b: str) -> str:
    for i, (x, y) in enumerate(zip(a, b, strict=False)):
        if x != y:
            return f"at character {i}: witness …{a[max(0, i - 40) : i + 40]!r}, source …{b[max(0, i - 40) : i + 40]!r}"
    return f"lengths {len(a)} and {len(b)}: {a[len(b) :][:80]!r} {b[len(a) :][:80]!r}"


@pytest.mark.parametrize("name", SUMS)
def test_the_witness_is_untouched(name: str) -> None:
    assert hashlib.sha256((SOURCE / "witness" / name).read_bytes()).hexdigest() == SUMS[name]
    assert SUMS[name] in (SOURCE / "witness" / "README.md").read_text("utf-8")


@pytest.mark.parametrize("text", TEXTS, ids=lambda p: p.parent.name)
def test_every_character_of_the_witness_is_there_in_order(text) -> None:
    witness, source = read_witness(WITNESS[text]), read_source(text)
    assert len(witness) > 30_000, "the witness was not read"
    assert source == witness, first_difference(witness, source)


@pytest.mark.parametrize("text", TEXTS, ids=lambda p: p.parent.name)
def test_words_and_marks_counted_apart(text) -> None:
    """The same comparison by tokens, so that a lost word is named, not only located."""
    token = re.compile(r"\w+|[^\w\s]")
    a, b = token.findall(read_witness(WITNESS[text])), token.findall(read_source(text))
    changes = [c for c in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes() if c[0] != "equal"]
    assert not changes, [(op, a[i:j], b[k:m]) for op, i, j, k, m in changes[:5]]
    assert len(a) > 5_000


def test_misprints_of_the_witness_are_kept() -> None:
    letter, declaration = read_source(LETTER), read_source(DECLARATION)
    for words in ("à l’exercer leurs droits", "démocratie (2003) , où", "intra-africaine"):
        assert words in letter
    for words in (
        "emplois décentés",
        "inter - civilisationnel",
        "4ème Conférence",
        "A cet effet",
        "en oeuvrant",
        "Nous sommes résolu à",
        "en Europe ;",
    ):
        assert words in declaration


def test_words_joined_over_a_line_end() -> None:
    letter = read_source(LETTER)
    assert "procès-verbaux" in letter and "vis-à-vis des institutions" in letter
    assert not re.search(r"\w- \w", letter)


def test_page_breaks_of_the_print_are_not_paragraphs() -> None:
    root = parse(DECLARATION)
    for n, words in (
        (13, "par les initiatives"),
        (22, "de sécurité sociale"),
        (53, "et les droits de l'homme, le commerce"),
    ):
        paragraphs = find(root, f"//a:paragraph[@eId='para_{n}']/a:content/a:p")
        assert len(paragraphs) == 1 and words in words_of(paragraphs[0])


def test_signature_function_first() -> None:
    signature = find(parse(LETTER), "//a:signature")
    assert [spaces(words_of(s)) for s in signature] == ["La Chargée d’affaires par intérim (Signé) Ami Diallo"]


def test_superscript_of_the_witness() -> None:
    assert [s.text for s in find(parse(DECLARATION), "//a:sup")] == ["ème"]


NBSP = "\u00a0"


@pytest.mark.parametrize("text", TEXTS, ids=lambda p: p.parent.name)
def test_non_breaking_spaces_stand_where_french_needs_them(text) -> None:
    for block in blocks(parse(text)):
        words = words_of(block)
        assert not re.search(r" [:;?!»]|« ", words), words
        # and only there: before a mark, after «, or between day and month
        for at in (m.start() for m in re.finditer("[\u00a0\u202f]", words)):
            around = words[max(0, at - 1)] + words[at + 1]
            assert re.fullmatch(r".[:;?!»]|«.|\d[a-zéû]", around), words[max(0, at - 20) : at + 20]


def test_day_and_month_of_the_letter_stay_together() -> None:
    months = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    for block in blocks(parse(LETTER)):
        assert not re.search(rf"\d ({months})", words_of(block))


@pytest.mark.parametrize("text", TEXTS, ids=lambda p: p.parent.name)
def test_layout_adds_no_spaces(text) -> None:
    """Blocks carry no layout: no line end, tab, doubled or outer space; above them there is no text at all."""
    root = parse(text)
    for block in blocks(root):
        words = words_of(block).replace(NBSP, " ")
        assert words == words.strip() and "  " not in words and "\n" not in words and "\t" not in words, words
    held = {"p", "num", "heading"}
    for element in root.iter():
        if local(element) in held or any(local(a) in held for a in element.iterancestors()):
            continue
        if any(local(a) == "meta" for a in (element, *element.iterancestors())):
            continue
        assert not (element.text or "").strip() and not (element.tail or "").strip(), element.tag


def test_what_is_supplied_is_this_and_no_more() -> None:
    root = parse(LETTER)
    got = [spaces(words_of(b)) for b in blocks(root) if supplied(b, root)]
    assert got == [
        "Nations Unies",
        "A/62/…",
        "Assemblée générale",
        "Distr. générale",
        "…",
        "Français",
        "Original : …",
        "Soixante-deuxième session",
        "Point 12 de l’ordre du jour",
        "Lettre datée du 18 janvier 2008, adressée au Secrétaire général par la Chargée d’affaires par intérim "
        "de la Mission permanente du Mali auprès de l’Organisation des Nations Unies",
    ]


def test_the_unofficial_text_has_no_form_of_the_united_nations() -> None:
    root = parse(DECLARATION)
    assert not find(root, "//a:coverPage|//a:session|//a:docNumber|//a:docAuthority")
    assert [spaces(words_of(p)) for p in find(root, "/a:akomaNtoso/a:doc/a:preface/a:p")] == [
        "TRADUCTION NON OFFICIELLE",
        "Le Consensus de Bamako sur la démocratie, le développement et la réduction de la pauvreté.",
    ]
