"""Works of a folder compared in all their languages: order, status, going on after a break, the page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.errors import ExitStatus, MissingInputError
from pipeline.proofread import proofread, render, run
from pipeline.proofread.report import proof_in
from tests.validate.works import HEAD, text, work

SAID = {
    "eng": "Decides to appropriate 28,063,300 dollars;",
    "fra": "Décide d’ouvrir un crédit de 28\u00a0063\u00a0300 dollars\u00a0;",
    "rus": "постановляет ассигновать 28 063 300 долларов;",
}


def texts(**changed: str) -> dict[str, str]:
    return {code: text(code, ["A/75/100", sentence, "A/75/200"]) for code, sentence in {**SAID, **changed}.items()}


def another(words: str) -> str:
    return words.replace("75-999", "75-998")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    work(tmp_path / "texts" / "one", texts(fra="Décide d’ouvrir un crédit de 23\u00a0063\u00a0300 dollars\u00a0;"))
    work(tmp_path / "texts" / "two", {code: another(words) for code, words in texts().items()})
    return tmp_path / "texts"


def test_each_work_is_compared_and_the_difference_has_its_passages(folder: Path) -> None:
    proof = proofread([folder])
    assert [(one.work[-6:], len(one.rows)) for one in proof.works] == [("75-998", 0), ("75-999", 1)]
    row = proof.rows[0][1]
    assert (row.here.language, row.present, row.missing) == ("French", ("23063300",), ("28063300",))
    assert {one.language for one in row.others} == {"English", "Russian"}
    assert proof.exit_status is ExitStatus.FINDINGS
    assert proofread([folder / "two"]).exit_status is ExitStatus.DONE


def test_the_report_names_place_and_both_passages(folder: Path) -> None:
    lines = render(proofread([folder])).splitlines()
    assert lines[0].startswith(f"{folder / 'one' / 'fra.xml'}:")
    assert "French alone says 23\u00a0063\u00a0300" in lines[0]
    assert lines[2].strip().startswith("English (")
    assert lines[-1] == "2 works: 1 difference, 0 to look at"


def test_the_page_shows_the_passages_side_by_side_and_marks_the_figures(folder: Path) -> None:
    page = render(proofread([folder]), "html")
    assert "<mark>23 063 300</mark>" in page
    assert "<mark>28,063,300</mark>" in page
    assert '<td lang="fr" dir="ltr">' in page


def test_processes_find_what_one_process_finds(folder: Path) -> None:
    assert proofread([folder], 2) == proofread([folder], 1)


def test_a_run_goes_on_where_it_was_broken_off(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    original = run.proof_of
    monkeypatch.setattr(run, "proof_of", lambda one: done.append(one.name) or original(one))
    state = tmp_path / "state.jsonl"
    first = proofread([folder], 1, state)
    with state.open("a", encoding="utf-8") as stream:
        stream.write('{"key": "broken off')
    assert proofread([folder], 1, state) == first
    assert len(done) == 2
    one = folder / "two" / "rus.xml"
    one.write_text(one.read_text("utf-8").replace("28 063 300", "28 063 309"), "utf-8")
    assert len(proofread([folder], 1, state).rows) == 2
    assert len(done) == 3


def test_a_file_that_cannot_be_read_is_named_and_fails_the_run(folder: Path) -> None:
    assert proofread([folder / "two"]).exit_status is ExitStatus.DONE
    (folder / "two" / "rus.xml").write_text(another(texts()["rus"]).replace("</statement>", ""), "utf-8")
    assert proofread([folder / "two"]).exit_status is ExitStatus.FINDINGS
    (folder / "one" / "fra.xml").write_text(texts()["fra"].replace("</statement>", ""), "utf-8")
    assert "fra.xml" in proofread([folder]).unread[0].path
    with pytest.raises(MissingInputError):
        proofread([folder / "nowhere"])


def test_a_file_damaged_before_it_says_what_it_is_is_named_in_every_report(folder: Path) -> None:
    (folder / "two" / "rus.xml").write_text(another(texts()["rus"]).partition("<FRBRuri")[0], "utf-8")
    (folder / "two" / "spa.xml").write_text("<akomaNtoso xmlns='http://docs.oasis-open.org/legaldocml/ns/akn/3.0'/>")
    (folder / "two" / "build.xml").write_text("<project/>")
    proof = proofread([folder / "two"])
    assert [Path(file.path).name for file in proof.unread] == ["rus.xml", "spa.xml"]
    assert proof.exit_status is ExitStatus.FINDINGS
    for form in ("text", "html", "json", "sarif", "github"):
        assert ("rus.xml" in render(proof, form), "build.xml" in render(proof, form)) == (True, False), form
    assert "son œuvre ou sa langue" in render(proof, "text", "fr")


def test_a_damaged_file_of_one_language_is_named_too(folder: Path) -> None:
    (folder / "two" / "fra.xml").unlink()
    (folder / "two" / "rus.xml").unlink()
    english = folder / "two" / "eng.xml"
    english.write_text(english.read_text("utf-8").replace("</statement>", ""), "utf-8")
    assert [Path(file.path).name for file in proofread([folder / "two"]).unread] == ["eng.xml"]


def test_sarif_has_a_result_for_each_difference_with_the_places_of_the_other_languages(folder: Path) -> None:
    [run_] = json.loads(render(proofread([folder]), "sarif"))["runs"]
    [result] = run_["results"]
    assert (result["ruleId"], result["level"]) == ("LANG-001", "warning")
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].endswith("one/fra.xml")
    assert len(result["relatedLocations"]) == 2
    assert "28 063 300" in result["relatedLocations"][1]["message"]["text"]
    assert [rule["id"] for rule in run_["tool"]["driver"]["rules"]] == ["LANG-001"]


def test_sarif_in_french_has_french_titles_advice_and_names_of_languages(folder: Path) -> None:
    english, french = (json.loads(render(proofread([folder]), "sarif", tag))["runs"][0] for tag in ("en", "fr"))
    assert render_rows(folder)[0][1:] in french["results"][0]["message"]["text"]
    assert french["results"][0]["message"] != english["results"][0]["message"]
    assert french["results"][0]["relatedLocations"][0]["message"]["text"].startswith("anglais\u00a0: ")
    ours, theirs = (run_["tool"]["driver"]["rules"][0] for run_ in (french, english))
    assert ours["shortDescription"] != theirs["shortDescription"] and ours["help"] != theirs["help"]


def render_rows(folder: Path) -> list[str]:
    """Return the messages of a proof in French."""
    return [row.message for _, row in proof_in(proofread([folder]), "fr").rows]


CITED = """<coverPage><p><docNumber refersTo="#symbol">A/RES/75/12</docNumber></p></coverPage>
<preface><p><docTitle refersTo="#resolutionTitle">Promoting peace and sustainable development</docTitle></p></preface>
<mainBody><paragraph eId="para_1"><content><p>Decides.</p></content></paragraph></mainBody></statement></akomaNtoso>"""


@pytest.fixture
def citing(tmp_path: Path) -> Path:
    """Return a folder of a work in two languages that cites a text there with a wrong day, and has a wrong link."""
    linked = '<a href="https://undocs.org/en/A/RES/74/142">75/168</a>'
    recital = {
        "eng": f"Recalling its resolutions 75/12 of 15 November 2020 and {linked};",
        "fra": "Rappelant ses résolutions 75/12 du 5 novembre 2020 et 75/168\u00a0;",
    }
    work(tmp_path / "texts" / "citing", {code: text(code, [words]) for code, words in recital.items()})
    cited = HEAD.format("eng").replace("2020-12-31", "2020-11-05").replace("75-999", "75-12") + CITED
    (tmp_path / "texts" / "cited.xml").write_text(cited, "utf-8")
    return tmp_path / "texts"


def test_a_citation_is_compared_with_the_text_cited_wherever_it_is_in_the_folder(citing: Path, tmp_path: Path) -> None:
    state = tmp_path / "state.jsonl"
    first = proofread([citing], 1, state)
    assert [one.work[-6:] for one in first.works] == ["75-999"]
    rows = {row.kind: row for _, row in first.rows}
    assert "2020-11-05" in rows["cited date"].message and "2020-11-15" in rows["cited date"].message
    assert [Path(one.path).name for one in rows["cited date"].others] == ["cited.xml"]
    assert rows["cited date"].here.text.startswith("Recalling its resolutions 75/12")
    assert proofread([citing], 1, state) == first
    cited = citing / "cited.xml"
    cited.write_text(cited.read_text("utf-8").replace("2020-11-05", "2020-11-15"), "utf-8")
    changed = [row.here.language for _, row in proofread([citing], 1, state).rows if row.kind == "cited date"]
    assert (rows["cited date"].here.language, changed) == ("English", ["French"])


def test_a_link_that_leads_elsewhere_than_its_words_say_is_a_row(citing: Path) -> None:
    proof = proofread([citing])
    (row,) = (row for _, row in proof.rows if row.kind == "link")
    assert row.message == "the words name 75/168, the link leads to 74/142"
    assert row.here.text == "75/168" and row.here.line > 1
    assert "the words name 75/168" in render(proof, "html")
    ids = {result["ruleId"] for result in json.loads(render(proof, "sarif"))["runs"][0]["results"]}
    assert {"TEXT-004", "TEXT-023"} <= ids
