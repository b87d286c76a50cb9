"""Concordances: every paragraph finds the one that says the same, and what differs is flagged."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from dataclasses import replace

import pytest

from pipeline.document import Direction, Document, Paragraph, Table, Text, plain_text
from pipeline.library.sources import side
from pipeline.prepare import prepare
from pipeline.read import parse_file
from pipeline.versions.concordance.document import as_dict, as_document, rendered
from pipeline.versions.concordance.facts import differences, facts
from pipeline.versions.concordance.pairing import pair
from pipeline.versions.concordance.parity import parity
from pipeline.versions.concordance.rows import RowState, concordance
from tests import makers
from tests.own import DOCUMENTS

SIX = {"en": "E", "fr": "F", "es": "S", "ru": "R", "zh": "C", "ar": "A"}


@pytest.fixture(scope="module")
def french(official, unofficial):
    return concordance(official, unofficial)


@pytest.fixture(scope="module")
def six() -> dict[str, Document]:
    """Return A/RES/79/901 in the six languages."""
    folder = DOCUMENTS / "ga-resolution"
    paths = {code: folder / code / f"A_RES_79_901-2499901{letter}.xml" for code, letter in SIX.items()}
    return {code: prepare(parse_file(path)) for code, path in paths.items()}


def key(row) -> str:
    if row.left.kind == "heading":
        return "title"
    return row.left.label.rstrip(".") or "place-date"


def test_all_78_paragraphs_are_paired_as_a_reader_pairs_them(french, by_hand):
    pairs = {row.left.label.rstrip("."): row.right.label.rstrip(".") for row in french.rows if row.left and row.right}
    expected = {str(n): str(by_hand["pairs"].get(str(n), n)) for n in range(1, 79)}
    assert {k: v for k, v in pairs.items() if k} == expected


def test_35_and_36_are_reported_as_exchanged_and_nothing_else_as_moved(french):
    moved = {row.left.label: (row.state, row.with_label) for row in french.rows if row.left and row.state in (
        RowState.MOVED, RowState.EXCHANGED)}  # fmt: skip
    assert moved == {"35.": (RowState.EXCHANGED, "35."), "36.": (RowState.EXCHANGED, "36.")}


def test_differing_figures_and_dates_are_those_a_reader_has_listed(french, by_hand):
    found = {}
    for row in french.rows:
        for difference in row.facts:
            if difference.what == "figures":
                found[key(row)] = {"official": list(difference.left), "unofficial": list(difference.right)}
            if difference.what == "dates":
                left, right = (
                    set().union(*(set(d.split("-")) for d in s)) for s in (difference.left, difference.right)
                )
                found[key(row)] = {"official": sorted(left - right), "unofficial": sorted(right - left)}
    assert found == by_hand["figures"]


def test_instruments_cited_are_the_same(french, by_hand):
    assert not by_hand["instruments"]
    assert not [d for row in french.rows for d in row.facts if d.what == "instruments"]


def test_the_headings_are_paired_too(french):
    heads = [row for row in french.rows if row.left and row.left.kind == "heading" and row.left.part == 0]
    assert len(heads) == 11
    assert all(row.right for row in heads)


class Shuffled:
    """The unofficial text with paragraphs exchanged, dropped and joined, and what a concordance must then say."""

    def __init__(self, document: Document, seed: int) -> None:
        dice = random.Random(seed)
        blocks = list(document.parts[0].blocks)
        places = [n for n, b in enumerate(blocks) if isinstance(b, Paragraph) and b.label]
        origin = {n: [self._official(blocks[n])] for n in places}
        texts = {n: blocks[n].inlines for n in places}
        chosen = dice.sample(places, 14)
        for i, j in zip(chosen[0:6:2], chosen[1:6:2], strict=True):
            texts[i], texts[j], origin[i], origin[j] = texts[j], texts[i], origin[j], origin[i]
        gone = set(chosen[6:9])
        self.dropped = {o for n in gone for o in origin[n]}
        for n in chosen[9:]:
            if n + 1 in origin and n + 1 not in chosen:
                texts[n] = (*texts[n], Text(" "), *texts[n + 1])
                origin[n] = origin[n] + origin[n + 1]
                gone.add(n + 1)
        self.origins: dict[str, list[str]] = {}
        made = []
        for n, block in enumerate(blocks):
            if n in gone:
                continue
            if n in origin:
                label = f"{len(self.origins) + 1}."
                self.origins[label] = origin[n]
                name = f"para_{label[:-1]}"
                made.append(replace(block, inlines=texts[n], label=(Text(label),), eid=name, anchor=name))
            else:
                made.append(block)
        self.document = replace(document, parts=(replace(document.parts[0], blocks=tuple(made)),))

    @staticmethod
    def _official(block: Paragraph) -> str:
        label = plain_text(block.label)
        return {"35.": "36.", "36.": "35."}.get(label, label)


@pytest.mark.parametrize("seed", range(40))
def test_exchanged_dropped_and_joined_paragraphs_are_found(official, unofficial, seed):
    case = Shuffled(unofficial, seed)
    found = pair(official, case.document)
    label = {u.label: u.index for u in found.left if u.part == 0 and u.label}
    faults = []
    for unit in found.right:
        if unit.label:
            origins = [label[o] for o in case.origins[unit.label]]
            own = found.back.get(unit.index)
            joined = [i for i, near in found.joined_left.items() if near == own]
            if own not in origins or sorted([own, *joined]) != sorted(origins):
                faults.append((unit.label, case.origins[unit.label]))
    paired = {found.left[i].label for i in found.alignment.pairs if found.left[i].part == 0}
    assert not faults
    assert not paired & case.dropped


@pytest.mark.parametrize("code", ["fr", "es", "ru", "zh", "ar"])
def test_the_language_versions_of_a_resolution_agree(six, code):
    found = concordance(six["en"], six[code])
    assert found.agrees, [(row.state, row.facts) for row in found.rows if row.facts or row.state is not RowState.SAME]
    assert len(found.rows) == 16


@pytest.mark.parametrize("code", ["en", "es", "ru", "zh", "ar"])
def test_the_language_versions_of_a_letter_agree(code):
    """But for the line that names the original's language, which the original itself does not have."""
    french, other = (prepare(parse_file(DOCUMENTS / "letter" / c / f"A_78_961-{SIX[c]}.xml")) for c in ("fr", code))
    differing = [r for r in concordance(french, other).rows if r.facts or r.state is not RowState.SAME]
    assert [r.left.text.split()[0] for r in differing] == (["[Original"] if code == "en" else [])


def test_parity_of_the_six_languages(six):
    measured = parity(list(six.values()))
    assert [m.language for m in measured] == ["en", "fr", "es", "ru", "zh-Hans", "ar"]
    assert all(m.equal for m in measured), [(m.language, m.against) for m in measured if not m.equal]
    assert measured[0].counts["numbers"] == 4  # 79/901 and paragraphs 1 to 3; items have letters


def test_parity_tells_what_is_missing(six):
    french = six["fr"]
    part = french.parts[0]
    short = replace(french, parts=(replace(part, blocks=part.blocks[:-2]), *french.parts[1:]))
    [_, measured] = parity([six["en"], short])
    assert not measured.equal
    assert measured.against["paragraphs"] == ("-2",)


def test_a_figure_that_a_version_has_otherwise_is_flagged(six):
    spanish = six["es"]
    blocks = list(spanish.parts[0].blocks)
    place = next(n for n, b in enumerate(blocks) if "2025" in b.text)
    text = blocks[place].text.replace("2025", "2026")
    blocks[place] = replace(blocks[place], inlines=(Text(text),), label=())
    wrong = replace(spanish, parts=(replace(spanish.parts[0], blocks=tuple(blocks)), *spanish.parts[1:]))
    flagged = [row for row in concordance(six["en"], wrong).rows if row.facts]
    assert len(flagged) == 1
    assert "2026" in " ".join(flagged[0].facts[0].right)


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        (("en", "on 3 May 1991"), ("fr", "le 3 mai 1991"), []),
        (("en", "on 3 May 1991"), ("ru", "3 мая 1991 года"), []),
        (("en", "on 3 May 1991"), ("zh-Hans", "1991年5月3日"), []),
        (("en", "on 30 June 2025"), ("ar", "في 30 حزيران/يونيه 2025"), []),
        (("en", "on 30 June 2025"), ("es", "el 30 de junio de 2024"), [("dates", ("2025-06-30",), ("2024-06-30",))]),
        (("en", "356,413,100 dollars"), ("fr", "356\u00a0413\u00a0100 dollars"), []),
        (("en", "51,268,200 dollars"), ("ar", "200 268 51 دولارا"), []),
        (("en", "59 members"), ("es", "cincuenta y nueve miembros"), []),
        (("fr", "(2003)"), ("fr", "(2005)"), [("figures", ("2003",), ("2005",))]),
        (("en", "resolution 60/251"), ("fr", "résolution A/RES/60/251"), []),
        (("fr", "la quatrième Conférence"), ("fr", "la 4ème Conférence"), []),
    ],
)
def test_facts_are_the_same_in_whatever_way_a_language_writes_them(one, two, expected):
    left, right = (facts((Text(text),), language) for language, text in (one, two))
    found = [(d.what, d.left, d.right) for d in differences(left, right, names=one[0] == two[0])]
    assert found == expected


def test_the_arabic_column_runs_from_right_to_left(six):
    document = as_document(concordance(six["en"], six["ar"]), parity([six["en"], six["ar"]]))
    table = next(b for b in document.blocks() if isinstance(b, Table))
    cells = [row.cells for row in table.rows if not row.header]
    assert all(p.direction is Direction.RTL and p.language == "ar" for row in cells for p in row[1].blocks)
    assert all(p.direction is None for row in cells for p in row[0].blocks)


def test_tables_of_the_texts_stay_tables_between_the_rows():
    own = makers.table(("State", "Amount"), ("Mali", "92 383"))
    blocks = (makers.paragraph("Before it.", anchor="a"), own, makers.paragraph("After it.", anchor="b"))
    left, right = makers.document(*blocks), makers.document(*blocks)
    made = as_document(concordance(left, right), parity([left, right]))
    tables = {b.anchor: b for b in made.blocks() if isinstance(b, Table)}
    assert list(tables) == ["rows", "row-2-0", "row-2-1", "rows-2", "parity-table"]
    stated = [[p.text for cell in row.cells for p in cell.blocks] for row in tables["row-2-1"].rows]
    assert stated == [["State", "Amount"], ["Mali", "92 383"]]
    anchors = [p.anchor for p in made.paragraphs()]
    assert len(anchors) == len(set(anchors))


@pytest.mark.parametrize("format", ["html", "docx", "pdf"])
def test_the_concordance_is_written_in_every_format(french, official, unofficial, format):
    first = rendered(french, parity([official, unofficial]), format)
    assert first == rendered(french, parity([official, unofficial]), format)
    assert len(first) > 20_000


def test_json_holds_every_row(french, official, unofficial):
    table = as_dict(french, parity([official, unofficial]))
    assert len(table["rows"]) == len(french.rows)
    assert json.loads(rendered(french, parity([official, unofficial]), "json")) == json.loads(json.dumps(table))


def test_a_text_may_be_named_by_component():
    iri = "/akn/un/doc/communication/un-ga/2008-01-18/tmp-62-20080118-mli-1/fra@/!annex"
    assert side(iri).part == "att_1"


def test_two_texts_in_one_language_share_no_anchor(french, official, unofficial):
    html = rendered(french, parity([official, unofficial]), "html").decode()
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) > 200
    assert [i for i, times in Counter(ids).items() if times > 1] == []


def test_old_resolutions_are_cited_alike_in_every_script():
    english = facts((Text("its resolution 973 (X) of 15 December 1955"),), "en")
    arabic = facts((Text("قرارها 973 (د-10) المؤرخ 15 كانون الأول/ديسمبر 1955"),), "ar")
    assert english.instruments == arabic.instruments == {"973(X)": 1}
    assert differences(english, arabic, names=False) == []
    assert [d.what for d in differences(english, facts((Text("973 (د-11)"),), "ar"), names=False)] == [
        "dates", "instruments",
    ]  # fmt: skip
