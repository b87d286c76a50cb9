"""Fixes are minimal edits; what would need a judgement is refused with its reason."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.cli.run import run
from pipeline.errors import ExitStatus
from pipeline.read import parse_file
from pipeline.validate import check, fix, validate
from pipeline.validate.fixes.edits import bare_text
from pipeline.validate.model.finding import Fixable
from pipeline.validate.model.schema import is_valid
from pipeline.validate.report.examples import FOLDER
from tests.own import BROKEN, documents

MODEL = (FOLDER / "model.xml").read_text("utf-8")

# Rule, mark-up of the model, the faulty mark-up in its place. Fixing gives the model back, byte for byte.
FIXABLE = [
    ("AKN-NC-010", 'A-78-9999/fra@/!main"/>', 'A-78-9999/fra@/!main/"/>'),
    ("AKN-NC-009", "A-78-9999/fra@/!main", "A-78-9999/fra@!main"),
    ("AKN-NC-012", '<FRBRlanguage language="fra"/>', '<FRBRlanguage language="fre"/>'),
    ("AKN-NC-026", 'by="#mission"', 'by="mission"'),
    ("AKN4UN-005", '<workflow source="#encoder">', '<workflow source="encoder">'),
    ("AKN4UN-501", "<p>Le second.</p>", "<p>Le  second. </p>"),
    ("AKN4UN-502", "<p>Le second.</p>", "<p>Le se\u00adcond.</p>"),
    (
        "AKN4UN-505",
        '<span class="italic">Signé</span>',
        '<span class="italic">Si</span><span class="italic">gné</span>',
    ),
    ("AKN4UN-601", "<p>Le premier\u00a0;</p>", "<p>Le premier ;</p>"),
    ("AKN4UN-609", "6\u00a0mars 2024", "6 mars 2024"),
]
MALFORMED = [
    ("a wrong end tag", "</num>\n                <content", "</nom>\n                <content"),
    ("a missing end tag", "</doc>\n      </attachment>\n    </attachments>\n  </doc>", "  </doc>"),
    ("a repeated attribute", 'marker="2"', 'marker="2" marker="2"'),
]


def fixed(text: str, folder: Path) -> tuple[str, list[str], list[str]]:
    """Return (the file after fixing, what was done, what was refused)."""
    file = folder / "document.xml"
    file.write_text(text, encoding="utf-8", newline="")
    result = fix([file])[0]
    assert bool(result.difference) == (file.read_bytes().decode() != text)
    return file.read_bytes().decode(), list(result.applied), list(result.refused)


@pytest.mark.parametrize(("rule", "right", "wrong"), FIXABLE, ids=[one[0] for one in FIXABLE])
def test_a_mechanical_fault_is_fixed_and_nothing_else_changes(
    rule: str, right: str, wrong: str, tmp_path: Path
) -> None:
    assert right in MODEL
    faulty = MODEL.replace(right, wrong, 1)
    (tmp_path / "faulty.xml").write_text(faulty, "utf-8")
    assert rule in {finding.rule for finding in validate(tmp_path / "faulty.xml")}
    after, applied, refused = fixed(faulty, tmp_path)
    assert after == MODEL
    assert applied
    assert refused == []


@pytest.mark.parametrize(("rule", "right", "wrong"), FIXABLE, ids=[one[0] for one in FIXABLE])
def test_a_finding_says_that_it_will_be_fixed_and_which_words_by_what(
    rule: str, right: str, wrong: str, tmp_path: Path
) -> None:
    (tmp_path / "faulty.xml").write_text(MODEL.replace(right, wrong, 1), "utf-8")
    found = next(f for f in validate(tmp_path / "faulty.xml") if f.rule == rule and f.fixable is not Fixable.NO)
    of_text = rule in {"AKN4UN-501", "AKN4UN-502", "AKN4UN-601", "AKN4UN-609"}
    assert found.fixable is (Fixable.SAFE if of_text else Fixable.TRIED)
    assert bool(found.fixes) is of_text


@pytest.mark.parametrize(
    ("rule", "wrong", "fixable"),
    [
        ("AKN4UN-502", "<p>Le se\ue000cond.</p>", Fixable.NO),
        ("AKN4UN-502", "<p>Le se\u0301cond.</p>", Fixable.OFFERED),
        ("AKN4UN-601", "<p>Le second; etc.</p>", Fixable.NO),
    ],
)
def test_what_a_person_has_to_decide_is_left_and_said_so(
    rule: str, wrong: str, fixable: Fixable, tmp_path: Path
) -> None:
    faulty = MODEL.replace("<p>Le second.</p>", wrong, 1)
    (tmp_path / "faulty.xml").write_text(faulty, "utf-8")
    assert [f.fixable for f in validate(tmp_path / "faulty.xml") if f.rule == rule] == [fixable]
    assert fixed(faulty, tmp_path) == (faulty, [], [])


@pytest.mark.parametrize(("right", "wrong"), [one[1:] for one in MALFORMED], ids=[one[0] for one in MALFORMED])
def test_a_malformed_file_becomes_valid_with_the_same_words(right: str, wrong: str, tmp_path: Path) -> None:
    assert right in MODEL
    after, applied, refused = fixed(MODEL.replace(right, wrong, 1), tmp_path)
    assert bare_text(after.encode()) == bare_text(MODEL.encode())
    assert (len(applied) > 0, refused) == (True, [])
    assert validate(tmp_path / "document.xml") == []


def test_line_ends_and_odd_spacing_stay_as_they_are(tmp_path: Path) -> None:
    odd = MODEL.replace("\n", "\r\n").replace('eId="para_2"', "eId = 'para_2'")
    after, applied, _ = fixed(odd.replace("<p>Le second.</p>", "<p>Le second. </p>"), tmp_path)
    assert after == odd
    assert len(applied) == 1


def test_a_repeated_eid_gets_the_next_free_number(tmp_path: Path) -> None:
    text = MODEL.replace('<authorialNote eId="authorialNote_2"', '<authorialNote eId="authorialNote_1"')
    after, applied, refused = fixed(text, tmp_path)
    assert after == MODEL
    assert (len(applied), refused) == (1, [])


def test_an_eid_that_something_points_to_is_not_renumbered(tmp_path: Path) -> None:
    text = MODEL.replace('<paragraph eId="para_2">', '<paragraph eId="para_1">')
    after, applied, refused = fixed(text, tmp_path)
    assert (after, applied) == (text, [])
    assert "which of the two is meant cannot be known" in refused[0]


def test_a_missing_date_is_not_invented(tmp_path: Path) -> None:
    text = MODEL.replace('<FRBRdate date="2024-03-10" name="markup"/>', '<FRBRdate name="markup"/>', 1)
    after, _, refused = fixed(text, tmp_path)
    assert after == text
    assert "the value of date is not in the file, and none is invented" in refused[0]


def test_two_values_of_one_attribute_are_not_chosen_between(tmp_path: Path) -> None:
    text = MODEL.replace('marker="2"', 'marker="2" marker="3"')
    after, _, refused = fixed(text, tmp_path)
    assert after == text
    assert "which is true cannot be known" in refused[0]


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    once, _, _ = fixed(MODEL.replace("<p>Le second.</p>", "<p>Le  second. </p>"), tmp_path)
    twice, applied, _ = fixed(once, tmp_path)
    assert (twice, applied) == (once, [])


def test_what_a_suppression_keeps_is_not_fixed(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "source", tmp_path / "source")
    (tmp_path / "pyproject.toml").touch()
    assert [one.applied for one in fix([tmp_path / "source"])] == [(), ()]


# Broken files that can be fixed without inventing a value; the others need a date, a name, or another order.
CAN_BE_FIXED = {
    "A_RES_75_921-2199921C.xml",
    "A_RES_77_922-2299922F.xml",
    "A_RES_77_922-2299922S.xml",
    "S_PRST_2001_926-0199926E.xml",
    "S_PRST_2005_928-0599928E.xml",
    "S_RES_9929_(2021)-G.xml",
}


def test_of_the_twelve_broken_files_six_are_fixed_and_validate(tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    shutil.copytree(BROKEN, folder, copy_function=shutil.copyfile)  # which may be read-only
    results = {Path(one.path).name: one for one in fix([folder], "corpus")}
    assert len(results) == 12
    assert {name for name, one in results.items() if one.applied} == CAN_BE_FIXED
    assert all(one.refused for name, one in results.items() if name not in CAN_BE_FIXED)
    assert any("the tags could be fixed" in refusal for refusal in results["S_PRST_2004_927-0499927E.xml"].refused)
    levels = {Path(r.path).name: r.levels for r in check([folder], "corpus").results}
    assert {name for name, one in levels.items() if one and one.valid} == CAN_BE_FIXED
    for name in results:
        before, after = (BROKEN / name).read_bytes(), (folder / name).read_bytes()
        assert bare_text(before) == bare_text(after)
        assert (before == after) == (name not in CAN_BE_FIXED)


@pytest.mark.parametrize("path", [p for p in documents() if "letter" not in p.parts], ids=lambda path: path.stem)
def test_fixed_files_in_published_form_stay_valid_and_keep_their_words(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / path.name
    shutil.copyfile(path, copy)
    assert fix([copy])[0].applied
    assert is_valid(parse_file(copy).root)
    assert bare_text(copy.read_bytes()) == bare_text(path.read_bytes())


FAULTY = MODEL.replace("<p>Le second.</p>", "<p>Le  second. </p>", 1)


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    path = tmp_path / "faulty.xml"
    path.write_bytes(FAULTY.encode())
    return path


def test_what_an_editor_saves_while_a_file_is_fixed_stays_and_is_said(faulty: Path, monkeypatch) -> None:
    from pipeline import files

    def saved(old: Path, new: Path) -> None:
        old.write_bytes(b"an editor's")

    monkeypatch.setattr(files, "_copy_rights", saved)
    (result,) = fix([faulty])
    assert faulty.read_bytes() == b"an editor's"
    assert (result.difference, result.unwritten) == ("", True)
    assert "changed meanwhile" in result.refused[0]


def test_a_file_that_another_command_rewrites_meanwhile_is_fixed_as_that_leaves_it(faulty: Path, monkeypatch) -> None:
    """Both read it at once: the second must not write what it made of the first reading."""
    from pipeline.validate.fixes import files

    planned, other = files._planned, FAULTY.replace("Le premier", "Le tout premier", 1)

    def overtaken(path, chosen):
        plan = planned(path, chosen)
        monkeypatch.setattr(files, "_planned", planned)
        path.write_bytes(other.encode())
        return plan

    monkeypatch.setattr(files, "_planned", overtaken)
    fix([faulty])
    assert faulty.read_bytes().decode() == MODEL.replace("Le premier", "Le tout premier", 1)


def test_a_read_only_file_is_named_and_the_others_are_fixed(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = Path(shutil.copyfile(faulty, faulty.with_name("other.xml")))
    faulty.chmod(0o444)
    assert run("validate", source=[str(faulty.parent)], fix=True) is ExitStatus.FINDINGS
    assert "faulty.xml: not fixed: this file is read-only" in capsys.readouterr().err
    assert faulty.read_bytes().decode() == FAULTY
    assert other.read_bytes().decode() == MODEL


def test_a_file_without_a_fault_may_be_read_only_in_a_read_only_folder(tmp_path: Path) -> None:
    path = tmp_path / "shut" / "model.xml"
    path.parent.mkdir()
    path.write_bytes(MODEL.encode())
    path.chmod(0o444)
    path.parent.chmod(0o555)
    assert fix([path])[0].refused == ()


def test_fixing_keeps_permissions_and_links(faulty: Path) -> None:
    faulty.chmod(0o600)
    link = faulty.with_name("link.xml")
    link.symlink_to(faulty.name)
    fix([link])
    assert link.is_symlink()
    assert faulty.read_bytes().decode() == MODEL
    assert faulty.stat().st_mode & 0o777 == 0o600


def test_a_published_iri_that_is_corrected_stays_as_an_alias(tmp_path: Path) -> None:
    old = "/akn/un/doc/communication/un-ga/2024-03-05/A-78-9999/"
    uri = f'<FRBRuri value="{old}"/>'
    file = tmp_path / "document.xml"
    file.write_text(MODEL.replace(uri.replace('/"', '"'), uri, 1), "utf-8")
    fix([file])
    after = file.read_text("utf-8")
    lines = [line.strip() for line in after.splitlines()]
    at = lines.index(uri.replace('/"', '"'))
    assert lines[at + 1] == f'<FRBRalias name="publishedIri" value="{old}"/>'
    assert is_valid(parse_file(file).root)
    assert [finding.rule for finding in validate(file)] == []
    assert fix([file])[0].difference == ""
