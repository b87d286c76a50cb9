"""Every kind of fault that a rule distinguishes, besides that of its example: found, and named in these words."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.validate import check, validate
from pipeline.validate.languages import printed_date
from pipeline.validate.report.examples import FOLDER

MODEL = (FOLDER / "model.xml").read_text("utf-8")
WORK = "/akn/un/doc/communication/un-ga/2024-03-05/A-78-9999"
NUMBERED = '<paragraph eId="att_1__para_1">'
WORDS = "<p>Le second.</p>"
NOTE = '<authorialNote eId="authorialNote_2" marker="2" placement="bottom"><p>Note seconde.</p></authorialNote>'
COVER = (MODEL[MODEL.index("    <coverPage>") : MODEL.index("    <preface>\n      <p><session")], "")
SIGNATURE = MODEL[MODEL.index("    <conclusions>") : MODEL.index("    <attachments>")]
TITLE = 'par la <inline name="akn4un:from" refersTo="#mission">Mission permanente</inline>'
CELL = "<td><p>2023</p></td>"
MOD = '<textualMod eId="textualMod_1" type="repeal">'

# Rule, what is replaced in the model (the first time it is), what the finding says.
FAULTS = [
    ("AKN-NC-009", (f'{WORK}/fra@"/>', f'{WORK}"/>'), "is an IRI of the level Work, not Expression"),
    ("AKN-NC-009", (f'{WORK}/fra@"/>', f'{WORK}-Add.1/fra@"/>'), "does not begin with"),
    (
        "AKN-NC-007",
        (f'FRBRuri value="{WORK}"', 'FRBRuri value="/akn/un/doc/communication/un-ga/2024-02-30/A-78-9999"'),
        "the date segment “2024-02-30” is not a date",
    ),
    ("AKN-NC-026", ('by="#mission"', 'by="#nobody"'), "nothing in this file has the eId “nobody” (by)"),
    ("AKN-NC-026", ('as="#author" outcome', 'as="#mission" outcome'), "as points to a <TLCOrganization>"),
    ("AKN-NC-027", ('upTo="#att_1__para_3"', 'upTo="#att_1__para_9"'), "names “att_1__para_9”, which is not an eId"),
    ("AKN-NC-027", ('from="#att_1__para_1"', 'from="#para_1"'), "begins in one part and ends in another"),
    ("AKN-NC-027", (WORDS, '<p><mref><ref href="#para_1">un</ref></mref></p>'), "an mref holds two references or more"),
    ("AKN-NC-028", (WORDS, '<p><img src="media/a.png"/></p>'), "the file “media/a.png” is not beside the document"),
    ("AKN-NC-028", (WORDS, '<p><img src="https://un.org/a.png"/></p>'), "is not a file of the package"),
    ("AKN-NC-028", (WORDS, '<p><img src=" "/></p>'), "the picture has no src"),
    (
        "AKN-NC-029",
        ('href="/akn/ontology/person/un/writer"', 'href="/akn/ontology/role/un/writer"'),
        "is of the class “role”",
    ),
    ("AKN-NC-029", ('showAs="Awa Keïta"', 'showAs=" "'), "TLCPerson has an empty showAs"),
    ("AKN4UN-003", ('contains="originalVersion"', 'contains="singleVersion"'), "the IRI is that of the first version"),
    ("AKN4UN-005", ('<workflow source="#encoder">', "<workflow>"), "<workflow> has no source"),
    (
        "AKN4UN-006",
        ('<FRBRnumber value="A-78-9999" showAs="A/78/9999"/>', '<FRBRnumber value="A-78-9999"/>'),
        "no showAs",
    ),
    ("AKN4UN-006", ('value="A-78-9999" showAs="A/78/9999"', 'value="A-78-1" showAs="A/78/9999"'), "is not made from"),
    (
        "AKN4UN-006",
        ('value="A-78-9999" showAs="A/78/9999"', 'value="A-78-1" showAs="A/78/1"'),
        "the cover prints “A/78/9999”",
    ),
    (
        "AKN4UN-007",
        ('<FRBRnumber value="A-78-9999"', '<FRBRnumber value="tmp-78-20240305-mli-1"'),
        "docNumber has no status",
    ),
    (
        "AKN4UN-007",
        ('<FRBRnumber value="A-78-9999"', '<FRBRnumber value="tmp-78-20240305-mli-1"'),
        "a publication block",
    ),
    ("AKN4UN-007", ('<FRBRnumber value="A-78-9999"', '<FRBRnumber value="tmp-1"'), "is not of the form tmp-"),
    ("AKN4UN-008", ('<docDate date="2024-03-06">', '<docDate date="">'), "the date of <docDate> is empty"),
    ("AKN4UN-008", ('<docDate date="2024-03-06">', '<docDate date="2024-02-30">'), "“2024-02-30” is not a date"),
    (
        "AKN4UN-008",
        ('<docDate date="2024-03-06">', '<docDate date="1900-01-01">'),
        "stands for an unknown date only where",
    ),
    (
        "AKN4UN-014",
        (WORDS, '<p><span xml:lang="anglais" class="italic">the end</span></p>'),
        "“anglais” is not a language tag",
    ),
    (
        "AKN4UN-014",
        (WORDS, '<p><span xml:lang="fr" class="italic">la fin</span></p>'),
        "repeats the language of the document",
    ),
    (
        "AKN4UN-015",
        ('<componentData eId="wannex" name="annex" href="#eannex" showAs="Annexe"/>', ""),
        "lists 1 of 2 parts",
    ),
    ("AKN4UN-016", ('type="generation"', 'type="amendment"'), "is “amendment”, not the generation"),
    ("AKN4UN-017", ('<source href="#para_3__mod_1"/>', '<source href="#para_3"/>'), "no textualMod has the mod"),
    ("AKN4UN-017", ('<source href="#para_3__mod_1"/>', '<source href="#para_3"/>'), "“#para_3” is not a mod"),
    ("AKN4UN-017", (MOD, MOD.replace("repeal", "insertion")), "of the type insertion needs <new>"),
    (
        "AKN4UN-101",
        ("    <mainBody>\n      <paragraph", "    <preface/>\n    <mainBody>\n      <paragraph"),
        "a second <preface>",
    ),
    (
        "AKN4UN-102",
        ('<container eId="container_1" name="masthead">', '<container eId="container_1" name="">'),
        "has no name",
    ),
    (
        "AKN4UN-109",
        (
            '<num>3.</num>\n                <content eId="att_1__para_3__content">',
            "<num>3.</num><content/></paragraph><paragraph><content>",
        ),
        "the unit “3.” is empty",
    ),
    ("AKN4UN-113", (WORDS, '<p><inline name="mark">Le second.</inline></p>'), "has no prefix akn4un:"),
    ("AKN4UN-113", (WORDS, '<p><span style="color: red">Le second.</span></p>'), "span has a style"),
    ("AKN4UN-113", (WORDS, "<p><span>Le second.</span></p>"), "span has no class"),
    ("AKN4UN-201", COVER, "there is no coverPage"),
    ("AKN4UN-202", ('<session value="78"', '<session value=""'), "session has no value"),
    ("AKN4UN-206", (">A/78/9999</docNumber>", "></docNumber>"), "the symbol is empty"),
    ("AKN4UN-206", (">A/78/9999</docNumber>", ">A/78/…</docNumber>"), "is not assigned, but docNumber has no status"),
    ("AKN4UN-207", (TITLE, "par la Mission permanente"), "the title does not mark the sender"),
    ("AKN4UN-208", (", au titre du point 12 de l’ordre du jour.", "."), "the letter names no agenda item"),
    ("AKN4UN-208", ("au titre du point 12", "au titre du point 13"), "the text names item 13, the heading item 12"),
    (
        "AKN4UN-401",
        (NOTE, NOTE.replace('marker="2"', 'marker="4"')),
        "notes 2 to 3 are missing: the marker 4 is after 1",
    ),
    ("AKN4UN-401", (NOTE, NOTE.replace('marker="2"', 'marker="1"')), "the marker 1 is repeated"),
    ("AKN4UN-402", (NOTE, NOTE.replace("Note seconde.", "…")), "the note 2 is empty"),
    ("AKN4UN-402", (NOTE, NOTE.replace(' placement="bottom"', "")), "the note 2 has no placement"),
    ("AKN4UN-402", (NOTE, NOTE.replace('"bottom"', '"side"')), "the note 2 is placed “side”"),
    ("AKN4UN-403", (f"clair{NOTE}.", f"clair.{NOTE}"), "the mark is after “.”, in this language before it"),
    (
        "AKN4UN-403",
        (f"clair{NOTE}.", f"clair{NOTE}{NOTE.replace('_2', '_3')}."),
        "two marks follow each other without a comma",
    ),
    ("AKN4UN-404", (CELL, f"{CELL}<td><p>10</p></td>"), "the row has 3 columns, the table 2"),
    ("AKN4UN-404", (CELL, '<td rowspan="2"><p>2023</p></td>'), "a cell spans more rows than the table has"),
    ("AKN4UN-406", (WORDS, '<p><a href="https://undocs.org/A/RES/55/2">résolution</a></p>'), "is linked as a web page"),
    ("AKN4UN-406", (WORDS, '<p><a href="un.org">le site</a></p>'), "“un.org” is not a web address"),
    (
        "AKN4UN-502",
        (WORDS, "<p>Le décidé.</p>".replace("é", "e\u0301")),
        "“e” and acute accent are two characters, not composed (NFC), in “décidé.”",
    ),
    ("AKN4UN-503", (WORDS, "<p/>"), "<p> is empty"),
]


@pytest.mark.parametrize(("rule", "change", "words"), FAULTS, ids=[f"{rule}: {words}" for rule, _, words in FAULTS])
def test_a_fault_is_found_and_named(rule: str, change: tuple[str, str], words: str, tmp_path: Path) -> None:
    old, new = change
    assert old in MODEL
    (tmp_path / "document.xml").write_text(MODEL.replace(old, new, 1), "utf-8")
    messages = [finding.message for finding in validate(tmp_path / "document.xml") if finding.rule == rule]
    assert any(words in message for message in messages), messages


def beside_master(tmp_path: Path, change: tuple[str, str]) -> dict[str, list[str]]:
    """Return messages by rule about the model with a change, beside the English master of the same Work."""
    start, _, rest = MODEL.partition("          <FRBRtranslation")
    master = (start + rest.partition("/>\n")[2]).replace("/fra@", "/eng@").replace('language="fra"', 'language="eng"')
    assert change[0] in MODEL
    (tmp_path / "eng.xml").write_text(master, "utf-8")
    (tmp_path / "fra.xml").write_text(MODEL.replace(*change, 1), "utf-8")
    messages: dict[str, list[str]] = {}
    for finding in check([tmp_path]).findings:
        if Path(finding.file).name == "fra.xml":
            messages.setdefault(finding.rule, []).append(finding.message)
    return messages


def test_a_wid_is_an_eid_of_the_master(tmp_path: Path) -> None:
    assert "AKN-NC-024" not in beside_master(tmp_path, (NUMBERED, NUMBERED.replace(">", ' wId="att_1__para_3">')))
    (message,) = beside_master(tmp_path, (NUMBERED, NUMBERED.replace(">", ' wId="att_1__para_7">')))["AKN-NC-024"]
    assert message.startswith("wId “att_1__para_7” is not an eId of ")


def test_another_eid_than_the_masters_wants_a_wid(tmp_path: Path) -> None:
    (message,) = beside_master(tmp_path, ("att_1__para_2__list_1__point_b", "att_1__para_2__list_1__point_c"))[
        "AKN-NC-024"
    ]
    assert message.startswith("the eId is “att_1__para_2__list_1__point_c”")
    assert message.endswith("“att_1__para_2__list_1__point_b”, and no wId says so")


def test_units_notes_and_symbols_of_the_languages_are_compared(tmp_path: Path) -> None:
    assert not {"WORK-001", "WORK-002", "AKN4UN-307"} & set(beside_master(tmp_path, ("Le second.", "La seconde.")))
    assert "1 note here, 2 in" in beside_master(tmp_path, (NOTE, ""))["WORK-001"][0]
    units = beside_master(tmp_path, ("<num>3.</num>", ""))["AKN4UN-307"]
    assert units[0].endswith("paragraph 3 is missing here")
    symbol = beside_master(tmp_path, (">A/78/9999</docNumber>", ">A/78/9998</docNumber>"))["WORK-002"]
    assert symbol[0].startswith("the symbol is “A/78/9998”")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("12月7日", "zho", (None, 12, 7)),
        ("2023 年 12 月", "zho", (2023, 12, None)),
        ("十二月", "zho", (None, None, None)),
        ("7 ديسمبر 2023", "ara", (2023, 12, 7)),
        ("7 de diciembre", "spa", (None, 12, 7)),
    ],
)
def test_of_a_printed_date_only_what_it_says_is_read(
    text: str, language: str, expected: tuple[int | None, int | None, int | None]
) -> None:
    assert printed_date(text, language) == expected
