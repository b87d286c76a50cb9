"""The rules exported as Schematron say what the program says: of every example, and of whole documents."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from lxml import etree, isoschematron

from pipeline.library.expressions import expressions as sources
from pipeline.validate import check, schematron
from pipeline.validate.report.examples import examples
from pipeline.validate.report.schematron import expressions

_REPORT = "{http://purl.oclc.org/dsdl/svrl}"
RULES = sorted(expressions())


@cache
def _schema() -> isoschematron.Schematron:
    return isoschematron.Schematron(etree.fromstring(schematron().encode()), store_report=True)


def _reported(path: Path) -> set[str]:
    """Return the rules that the schema reports in a file."""
    schema = _schema()
    schema.validate(etree.parse(path))
    failed = schema.validation_report.iter(f"{_REPORT}failed-assert")
    return {one.findtext(f"{_REPORT}text", "").partition(":")[0] for one in failed}


def _found(path: Path) -> set[str]:
    """Return the rules of the schema that the program reports in a file."""
    return {one.rule for one in check([path], "strict").findings} & {*RULES}


@pytest.mark.parametrize("rule", RULES)
def test_the_example_of_a_rule_is_judged_alike(rule: str, tmp_path: Path) -> None:
    example = examples()[rule]
    for name, files, reported in (("good", example.good_files, False), ("bad", example.bad_files, True)):
        path = tmp_path / f"{name}.xml"
        path.write_text(files["model.xml"], "utf-8")
        assert (rule in _reported(path)) is reported, name
        assert _reported(path) == _found(path), name


@pytest.mark.parametrize("path", [one.path for one in sources()], ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_whole_documents_are_judged_alike(path: Path) -> None:
    assert _reported(path) == _found(path)


def _data() -> list[Path]:
    """Return the documents of the test data that are well-formed."""
    return [path for path in sorted((Path(__file__).parents[1] / "data").rglob("*.xml")) if _well_formed(path)]


def _well_formed(path: Path) -> bool:
    try:
        etree.parse(path)
    except etree.XMLSyntaxError:
        return False
    return True


@pytest.mark.parametrize("path", _data(), ids=lambda path: path.stem)
def test_documents_of_every_kind_are_judged_alike(path: Path) -> None:
    assert _reported(path) == _found(path)
