"""Every reference leads to a statement in docs/spec, and every statement can be cited."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.validate import RULES
from tests.docs.books import ALONE, CLAUSES, PAGES, SPEC, anchors, broken, missing, without_code

FOLDERS = ("pipeline", "templates", "docs", "source", "tests")
SUFFIXES = {".py", ".toml", ".md", ".css", ".js", ".jinja"}


def texts(root: Path) -> list[Path]:
    """Return the files that may cite: code, data and pages of the project; not the schema, not the documents."""
    found = [path for folder in FOLDERS for path in (root / folder).rglob("*") if path.suffix in SUFFIXES]
    return sorted([*found, root / "tasks.py", root / "README.md"])


def test_every_reference_leads_to_a_statement(root: Path) -> None:
    wrong = [
        f"{path.relative_to(root)}:{fault.line}: {fault.what}"
        for path in texts(root)
        if path.name not in {"test_references.py", "style.toml"}
        for fault in broken(path.read_text("utf-8"), markdown=path.suffix == ".md")
    ]
    assert wrong == []


def test_every_clause_of_a_rule_leads_to_a_statement() -> None:
    assert RULES
    clauses = {rule.id: rule.clause for rule in RULES}
    assert {name: list(missing(clause)) for name, clause in clauses.items() if list(missing(clause))} == {}


def test_every_anchor_of_a_page_is_its_own() -> None:
    for page in SPEC.glob("*.md"):
        known = anchors(page.name)
        assert {anchor for anchor in known if known.count(anchor) > 1} == set(), page.name


def test_every_statement_shows_the_name_by_which_it_is_cited() -> None:
    for page in PAGES.values():
        text = (SPEC / page).read_text("utf-8")
        shown = dict(re.findall(r'<a id="([^"]*)"></a>`([^`]*)`', text))
        assert shown
        assert {anchor: name for anchor, name in shown.items() if anchor != name} == {}


def test_every_statement_of_a_section_bears_the_name_of_the_section() -> None:
    for page in PAGES.values():
        known = set(anchors(page))
        assert known
        lost = {name for name in known if "." in name and not name.startswith(CLAUSES) and _section(name) not in known}
        assert lost == set(), page


def _section(anchor: str) -> str:
    return anchor.rpartition(".")[0]


def test_every_link_between_the_pages_leads_somewhere() -> None:
    wrong = []
    for page in SPEC.glob("*.md"):
        for target, anchor in re.findall(r"\]\(([\w./-]*)(?:#([^)\s]+))?\)", without_code(page.read_text("utf-8"))):
            goal = (page.parent / target).resolve() if target else page
            if not goal.exists() or (anchor and goal.parent == SPEC and anchor not in anchors(goal.name)):
                wrong.append(f"{page.name}: {target}#{anchor}")
    assert wrong == []


@pytest.mark.parametrize(
    ("items", "lost"),
    [
        ("form page.1", []),
        ("form page.1, page.2, NC 4.5, 4.12, strict iri.2", []),
        ("NC 4.5-4.8, EM footnotes", []),
        ("EM", []),
        *((word, []) for word in ALONE),
        ("form page.999", ["form page.999"]),
        ("form page.1, tables.77", ["form tables.77"]),
        ("NC 4.5, 99.1", ["NC 99.1"]),
        ("NC 4.5-99.8", ["NC 4.5-99.8"]),
        ("page.1", ["page.1"]),
        ("form", ["form"]),
    ],
)
def test_items_resolve_in_the_book_that_stands_before_them(items: str, lost: list[str]) -> None:
    assert list(missing(items)) == lost


def test_a_reference_that_leads_nowhere_is_reported_with_its_line() -> None:
    (fault,) = broken("one\ntwo [form page.1]\nthree [corpus nowhere.1]\n")
    assert (fault.line, fault.what) == (3, "[corpus nowhere.1]: no 'corpus nowhere.1' in docs/spec")


def test_a_reference_that_a_line_break_divides_is_reported() -> None:
    (fault,) = broken("a rule [form\npage.1]\n")
    assert (fault.line, fault.what) == (1, "[form: a reference is on one line")


def test_examples_in_code_spans_of_a_page_are_passed_over() -> None:
    assert list(broken("`[form nowhere]` and\n```\n[form nowhere]\n```\n", markdown=True)) == []
    assert len(list(broken("[form nowhere]", markdown=True))) == 1
