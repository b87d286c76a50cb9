"""Revisions, addenda, assignment, lineage, the text as it was on a day; names and relations of texts."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from pipeline.cli.run import run
from pipeline.data import SCHEMA
from pipeline.document import Rank
from pipeline.errors import DocumentError, ExitStatus, MissingInputError, UsageError
from pipeline.library.expressions import find
from pipeline.library.sources import side
from pipeline.prepare import prepare
from pipeline.read import AKN, AKN4UN, Source, akn, parse_bytes, parse_file
from pipeline.validate import check
from pipeline.versions import compare
from pipeline.versions.amend.apply import apply, apply_to
from pipeline.versions.amend.assign import assign
from pipeline.versions.amend.corrigendum import corrigendum
from pipeline.versions.amend.history import at, history
from pipeline.versions.amend.masthead import printed_date, real_day
from pipeline.versions.amend.revise import addendum, revision
from pipeline.versions.comparison.relation import related
from pipeline.versions.life import steps
from tests.own import DOCUMENTS
from tests.versions.test_life_machine import deleted

MISPRINT = ("à l’exercer leurs droits", "à exercer leurs droits")


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMA / "akomantoso30.xsd"))


def read(data: bytes):
    return parse_bytes(data, Path("made.xml"))


def test_a_revision_has_symbol_version_and_event_and_the_old_words(letter, schema):
    data, name = revision(letter, 1, "2008-03-01")
    source = read(data)
    assert schema.validate(source.root), schema.error_log
    document = prepare(source)
    assert name == "fra@2008-03-01.xml"
    assert document.identity.expression.endswith("/fra@2008-03-01")
    assert document.identity.symbol_printed == "A/62/…/Rev.1"
    version = source.root.find(f".//{akn('FRBRversionNumber')}")
    assert (version.get("value"), version.get("showAs")) == ("rev_1", "Rev.1")
    kinds = {(e.what.value, e.name) for e in compare(prepare(letter), document).edits}
    assert kinds <= {("metadata", "symbol"), ("metadata", "date"), ("masthead", "symbol")}


def test_the_revision_of_a_revision_has_one_suffix(letter):
    first, _ = revision(letter, 1, "2008-03-01")
    second, name = revision(read(first), 2, "2008-04-01")
    assert name == "fra@2008-04-01.xml"
    assert prepare(read(second)).identity.symbol_printed == "A/62/…/Rev.2"
    assert second.count(b"FRBRversionNumber") == 1


def test_an_addendum_is_a_work_of_its_own(letter, schema):
    data, _ = addendum(letter, 1, "2008-03-01")
    source = read(data)
    assert schema.validate(source.root), schema.error_log
    document = prepare(source)
    assert document.identity.symbol_printed == "A/62/…/Add.1"
    assert document.identity.work.endswith("/2008-03-01/tmp-62-20080118-mli-1-Add.1")
    assert [b.text for b in document.blocks()][1:] == ["Additif", "…"]


@pytest.mark.parametrize("make", [revision, addendum])
def test_numbers_begin_at_1(letter, make):
    with pytest.raises(UsageError, match="1 or more"):
        make(letter, 0)


def test_assigning_fills_in_symbol_job_number_and_date(letter, schema):
    source = read(assign(letter, "A/62/658", "08-21234 (F)", "2008-01-29"))
    assert schema.validate(source.root), schema.error_log
    document = prepare(source)
    assert document.identity.unassigned == ()
    assert document.identity.symbol == "A/62/658"
    assert (document.imprint.job_number, document.imprint.bar_code) == ("08-21234 (F)", "0821234")
    assert "29\u00a0janvier 2008" in [f.inlines[0].text for f in document.masthead.fields]


def test_the_temporary_iri_stays_as_alias_and_is_found(letter):
    old = "/akn/un/doc/communication/un-ga/2008-01-18/tmp-62-20080118-mli-1"
    data = assign(letter, symbol="A/62/658")
    root = read(data).root
    aliases = [e.get("value") for e in root.iter(akn("FRBRalias")) if e.get("name") == "temporaryNumber"]
    assert {old, f"{old}/fra@", f"{old}/fra@.xml"} <= set(aliases)
    bare = data.replace(b'name="temporaryNumber" value="', b"")
    assert not [e for e in read(data).root.iter("*") if e.tag != akn("FRBRalias") and old in str(dict(e.attrib))]
    assert bare != data


def test_assigning_leaves_the_text_alone(letter):
    before, after = prepare(letter), prepare(read(assign(letter, symbol="A/62/658")))
    assert [b.text for b in before.blocks()] == [b.text for b in after.blocks()]


def test_assigning_twice_is_refused(letter):
    with pytest.raises(DocumentError, match="assigned already"):
        assign(read(assign(letter, symbol="A/62/658")), symbol="A/62/659")


@pytest.mark.parametrize(
    ("values", "message"),
    [({}, "nothing to assign"), ({"symbol": "62.658"}, "not a document symbol"), ({"job": "123"}, "not a job number"),
     ({"date": "2008-13-01"}, "is not a date")],
)  # fmt: skip
def test_values_without_their_form_are_refused(letter, values, message):
    with pytest.raises(UsageError, match=message):
        assign(letter, **values)


@pytest.mark.parametrize(
    ("language", "expected"),
    [("fra", "1er\u00a0mai 2008"), ("eng", "1 May 2008"), ("spa", "1 de mayo de 2008"), ("deu", "1. Mai 2008"),
     ("ara", "1 May 2008"), ("zho", "1 May 2008")],
)  # fmt: skip
def test_dates_are_printed_as_mastheads_print_them(language, expected):
    assert printed_date(real_day("2008-05-01"), language) == expected


def test_a_day_finds_the_version_that_was_in_force_and_known(works, letter):
    folder = works / "bamako-letter"
    (folder / "fra@2008-01-18;2008-02-15.xml").write_bytes((folder / "fra@.xml").read_bytes())
    (folder / "fra@2008-03-01.xml").write_bytes(revision(letter, 1, "2008-03-01")[0])
    corrected, revised = "fra@2008-01-18;2008-02-15", "fra@2008-03-01"
    days = {"2008-01-18": "fra@", "2008-02-14": "fra@", "2008-02-15": corrected, "2008-02-29": corrected}
    days |= {"2008-03-01": revised, "2030-01-01": revised}
    assert {day: at("bamako-letter", day, works).expression for day in days} == days


def test_a_day_before_the_work_is_refused(works):
    with pytest.raises(MissingInputError, match="did not exist"):
        at("bamako-letter", "2001-01-01", works)
    with pytest.raises(UsageError, match="is not a date"):
        at("bamako-letter", "yesterday", works)


def test_the_lineage_names_versions_corrigenda_and_parts(works, letter, changed):
    path = works / "bamako-letter-corr-1" / "fra@.xml"
    path.parent.mkdir()
    path.write_bytes(corrigendum(letter, changed(MISPRINT), 1, "2008-02-15"))
    events = [(e.date, e.what, e.name) for e in history("bamako-letter", works)]
    assert events == [
        ("2008-01-18", "generation", "bamako-letter/fra@"),
        ("2008-02-15", "corrected by", "bamako-letter-corr-1/fra@"),
    ]
    assert ("2008-01-18", "part of", "bamako-letter/fra@") in [
        (e.date, e.what, e.name) for e in history("bamako-declaration", works)
    ]


def test_the_annex_is_compared_with_the_work_it_is():
    a, b = related(side("bamako-letter/fra@"), side("bamako-declaration/fra@unofficial-1"))
    assert (a.part, b.part) == ("att_1", "")
    a, b = related(side("bamako-declaration/fra@unofficial-1"), side("bamako-letter/fra@"))
    assert (a.part, b.part) == ("", "att_1")


def test_works_that_nothing_relates_are_refused():
    other = DOCUMENTS / "ga-resolution" / "fr" / "A_RES_79_901-2499901F.xml"
    with pytest.raises(UsageError, match="nothing relates"):
        related(side("bamako-letter/fra@"), side(str(other)))


def test_a_text_may_be_named_by_git_revision(root, monkeypatch, tmp_path):
    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
        subprocess.run(["git", *identity, *arguments], cwd=tmp_path, check=True, capture_output=True)

    text = (root / "source" / "bamako-declaration" / "fra@unofficial-1.xml").read_bytes()
    (tmp_path / "text.xml").write_bytes(text)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "text.xml").write_bytes(text)
    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "first")
    (tmp_path / "text.xml").write_bytes(text.replace("la démocratie".encode(), "la République".encode()))
    monkeypatch.setattr("pipeline.library.revisions.project", lambda: tmp_path)
    assert side("HEAD:text.xml").source.data == text
    with pytest.raises(MissingInputError, match="no such file or revision"):
        side("HEAD:other.xml")
    for missing in ("v9:text.xml", "HEAD:folder"):
        with pytest.raises(MissingInputError, match="no such file or revision"):
            side(missing)


def test_commands_refuse_bad_input_with_status_2_and_write_nothing(works, capsys):
    letter = str(works / "bamako-letter" / "fra@.xml")
    before = sorted(works.rglob("*"))
    assert run("diff", old="nothing-of-this-name", new=letter) is ExitStatus.COULD_NOT_RUN
    assert run("diff", old=letter, new="", out=str(works)) is ExitStatus.COULD_NOT_RUN
    assert run("diff", old=letter, new=letter, formats="odt", out=str(works)) is ExitStatus.COULD_NOT_RUN
    assert run("corrigendum", old=letter, new=letter, number=1) is ExitStatus.COULD_NOT_RUN
    assert run("revise", name=letter, number=0) is ExitStatus.COULD_NOT_RUN
    assert run("apply", corrigendum=letter) is ExitStatus.FINDINGS
    assert sorted(works.rglob("*")) == before
    assert "Traceback" not in capsys.readouterr().err


def test_a_correction_goes_through_the_commands_from_end_to_end(works, letter, changed, capsys):
    new = works / "new.xml"
    new.write_bytes(changed(MISPRINT).data)
    old = works / "bamako-letter" / "fra@.xml"
    correction = works / "bamako-letter-corr-1" / "fra@.xml"
    values = {"old": str(old), "new": str(new), "number": 1, "date": "2008-02-15", "out": str(correction)}
    assert run("corrigendum", **values) is ExitStatus.DONE
    assert run("apply", corrigendum=str(correction)) is ExitStatus.DONE
    result = works / "bamako-letter" / "fra@2008-01-18;2008-02-15.xml"
    assert compare(prepare(parse_file(new)), prepare(parse_file(result))).equal
    assert run("apply", corrigendum=str(correction)) is ExitStatus.COULD_NOT_RUN, "an expression is never overwritten"
    assert old.read_bytes() == letter.data
    assert "already" in capsys.readouterr().err


def test_diff_and_concordance_write_their_files(works, capsys):
    names = {"old": str(works / "bamako-letter" / "fra@.xml"),
             "new": str(works / "bamako-declaration" / "fra@unofficial-1.xml")}  # fmt: skip
    out = works / "out"
    assert run("diff", **names, formats="txt,json", out=str(out)) is ExitStatus.DONE
    both = {"a": names["old"], "b": names["new"]}
    assert run("concordance", **both, formats="json", out=str(out)) is ExitStatus.FINDINGS
    stem = "bamako-letter.fra--bamako-declaration.fra@unofficial-1"
    kinds = ("concordance.json", "redline.json", "redline.txt")
    assert sorted(p.name for p in out.iterdir()) == [f"{stem}.{kind}" for kind in kinds]
    assert "79 paragraphs changed, 2 moved" in capsys.readouterr().out


def errors(path: Path) -> set[str]:
    """Return the rules of the validator that find an error in a new file beside the project's own texts."""
    return {f.rule for f in check([path]).findings if f.severity.value == "error"}


@pytest.mark.parametrize("assigned", [False, True])
@pytest.mark.parametrize("what", ["corrigendum", "applied", "revision", "addendum"])
def test_what_is_made_of_the_letter_has_no_error_but_its_temporary_number(letter, tmp_path, what, assigned):
    old = read(assign(letter, "A/62/700", "08-21234", "2008-01-25")) if assigned else letter
    new = read(old.data.replace(*(text.encode() for text in MISPRINT)))
    path = tmp_path / "made.xml"
    correction = corrigendum(old, new, 1, "2008-02-15")
    made = {
        "corrigendum": lambda: correction,
        "applied": lambda: apply_to(read(correction), old).data,
        "revision": lambda: revision(old, 1, "2008-03-01")[0],
        "addendum": lambda: addendum(old, 1, "2008-03-15")[0],
    }
    path.write_bytes(made[what]())
    assert errors(path) - {"AKN-NC-016"} == set()


def test_a_published_text_has_its_own_date_and_publication_in_what_is_made_of_it(letter):
    old = read(assign(letter, "A/62/700", "08-21234 (F)", "2008-01-25"))
    new = read(old.data.replace(*(text.encode() for text in MISPRINT)))
    for data, symbol, words in (
        (corrigendum(old, new, 1, "2008-02-15"), "A/62/700/Corr.1", "15\u00a0février 2008"),
        (addendum(old, 1, "2008-03-15")[0], "A/62/700/Add.1", "15\u00a0mars 2008"),
        (revision(old, 1, "2008-03-01")[0], "A/62/700/Rev.1", "1er\u00a0mars 2008"),
    ):
        source = read(data)
        document = prepare(source)
        assert source.root.find(f".//{akn('publication')}").get("showAs") == symbol
        assert words in [f.inlines[0].text for f in document.masthead.fields]
        assert document.imprint.job_number == ""


def test_the_word_below_the_title_is_a_heading(letter, changed):
    for data, word in (
        (corrigendum(letter, changed(MISPRINT), 1), "Rectificatif"),
        (addendum(letter, 1)[0], "Additif"),
    ):
        [heading] = [b for b in prepare(read(data)).blocks() if b.text == word]
        assert heading.rank is Rank.FIRST


def test_a_job_number_without_its_letter_gets_that_of_the_language(letter):
    assert b"<docketNumber>08-21234 (F)</docketNumber>" in assign(letter, job="08-21234")


def test_a_corrigendum_of_the_temporary_number_is_found_and_listed_after_assignment(works, letter, changed):
    path = works / "bamako-letter-corr-1" / "fra@.xml"
    path.parent.mkdir()
    path.write_bytes(corrigendum(letter, changed(MISPRINT), 1, "2008-02-15"))
    text = works / "bamako-letter" / "fra@.xml"
    text.write_bytes(assign(letter, "A/62/700", "08-21234", "2008-01-25"))
    assert apply(parse_file(path)).corrected == text
    assert ("corrected by", "bamako-letter-corr-1/fra@") in [(e.what, e.name) for e in history("bamako-letter", works)]


def test_a_lineage_tells_each_event_once(works, letter):
    (works / "bamako-letter" / "fra@2008-03-01.xml").write_bytes(revision(letter, 1, "2008-03-01")[0])
    assert [e.what for e in history("bamako-letter", works)] == ["generation", "amendment", "version"]


def test_a_text_distributed_late_stood_from_the_day_of_its_work(works, letter):
    (works / "bamako-letter" / "fra@.xml").write_bytes(assign(letter, date="2008-01-25"))
    assert at("bamako-letter", "2008-01-18", works).expression == "fra@"


def test_a_corrected_copy_from_elsewhere_has_its_corrigendum_beside_the_old_text(works, changed):
    copy = works.parent / "elsewhere" / "corrected.xml"
    copy.parent.mkdir()
    copy.write_bytes(changed(MISPRINT).data)
    old = str(works / "bamako-letter" / "fra@.xml")
    assert run("corrigendum", old=old, new=str(copy), number=1, date="2008-02-15") is ExitStatus.DONE
    assert (works / "bamako-letter-corr-1" / "fra@.xml").is_file()


def test_the_text_of_a_day_is_never_written_over_a_text(works, monkeypatch, letter):
    folder = works / "bamako-letter"
    other = folder / "fra@2008-03-01.xml"
    other.write_bytes(revision(letter, 1, "2008-03-01")[0])
    before = other.read_bytes()
    monkeypatch.setattr("pipeline.versions.amend.history.find", lambda name, _: find(name, works))
    assert run("at", work="bamako-letter", date="2008-01-20", out=str(other)) is ExitStatus.COULD_NOT_RUN
    assert other.read_bytes() == before
    assert run("at", work="bamako-letter", date="2008-01-20", out=str(works / "new.xml")) is ExitStatus.DONE


@pytest.mark.parametrize("command", ["assign", "revise", "addendum", "corrigendum"])
def test_a_text_whose_vocabulary_has_a_prefix_is_carried_on_in_its_own_names(letter, schema, command):
    def prefixed(data: bytes) -> Source:
        text = re.sub(r"<(/?)(?=[A-Za-z]\w*[\s/>])", r"<\1a:", data.decode("utf-8"))
        return read(text.replace("xmlns=", "xmlns:a=", 1).encode())

    source = prefixed(letter.data)
    assert source.root.prefix == "a"
    new = {
        "assign": lambda: assign(source, "A/62/658", "08-12345 (F)", "2008-01-31"),
        "revise": lambda: revision(source, 1, "2008-03-01")[0],
        "addendum": lambda: addendum(source, 1, "2008-03-01")[0],
        "corrigendum": lambda: corrigendum(source, prefixed(letter.data.replace(*map(str.encode, MISPRINT))), 1),
    }[command]()
    made = read(new)
    assert schema.validate(made.root), schema.error_log
    assert {etree.QName(e).namespace for e in made.root.iter("*")} <= {AKN, AKN4UN}


def test_corrections_that_leave_nothing_of_a_text_are_refused_before_they_are_written(letter, tmp_path):
    """The only paragraph of an addendum deleted left a body without text, which is not valid."""
    path = tmp_path / "source" / "letter-add-1" / "fra@.xml"
    path.parent.mkdir(parents=True)
    path.write_bytes(addendum(letter, 1, "2008-03-01")[0])
    old = parse_file(path)
    new = parse_bytes(deleted(old.data), tmp_path / "new.xml")
    assert new.data != old.data
    with pytest.raises(DocumentError, match="after these corrections nothing is left in <mainBody>"):
        steps.correct(old, new, 1, "2008-03-02")
    assert list(tmp_path.rglob("*.xml")) == [path]
