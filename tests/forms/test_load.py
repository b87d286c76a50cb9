"""Forms are read from their files, each over the one it extends; a faulty file is named with its key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import structs

from pipeline.data import TEMPLATES
from pipeline.errors import TemplateError
from pipeline.forms import form_named, load

BASE = (TEMPLATES / "forms" / "new-york.toml").read_text(encoding="utf-8")
FORMS = sorted(path.stem for path in (TEMPLATES / "forms").glob("*.toml"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch) -> Iterator[Path]:
    """Yield a folder of forms with the New York form as `base`."""
    monkeypatch.setattr(load, "_FORMS", tmp_path)
    (tmp_path / "base.toml").write_text(BASE, encoding="utf-8")
    form_named.cache_clear()
    yield tmp_path
    form_named.cache_clear()


def read(folder: Path, text: str):
    (folder / "own.toml").write_text(text, encoding="utf-8")
    return form_named.__wrapped__("own")


def test_there_are_forms_and_each_can_be_read():
    assert len(FORMS) > 3
    assert [form_named(name).name for name in FORMS] == FORMS


def test_a_form_takes_from_the_form_it_extends_what_it_does_not_say(folder):
    base = form_named.__wrapped__("base")
    own = read(folder, 'extends = "base"\n[page]\ntop = 1.0\n[table]\nrule = 9.0\n')
    assert own.page.top == 1.0
    assert own.page.bottom == base.page.bottom
    assert own.table == structs.replace(base.table, rule=9.0)
    assert own.table.rule != base.table.rule
    assert own.styles == base.styles


def test_a_style_takes_from_its_base_what_it_does_not_say(folder):
    own = read(folder, 'extends = "base"\n[styles.mine]\nbase = "item-2"\nfirst = 1.0\n')
    assert own.styles["mine"].first == 1.0
    assert own.styles["mine"].left == own.styles["item-2"].left != own.styles["text"].left


def test_the_style_of_the_first_key_is_taken(folder):
    own = read(folder, 'extends = "base"\n')
    assert own.style("no such", "text", "item-1") is own.styles["text"]
    with pytest.raises(KeyError, match="form own has no style no such / neither"):
        own.style("no such", "neither")


def test_text_edge_and_measure_follow_from_the_margins(folder):
    page = read(folder, 'extends = "base"\n[page]\nwidth = 500.0\nleft = 50.0\nright = 30.0\nindent_left = 7.0\n').page
    assert (page.text_left, page.measure) == (57.0, 420.0)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[page", "own.toml: not TOML"),
        ('extends = "none"', "none.toml: cannot read: No such file"),
        ('extends = "base"\n[page]\ntopp = 1.0', r"own.toml: unknown key in \[page\]: topp"),
        ('extends = "base"\n[styles.text]\nsise = 1.0', r"own.toml: unknown key in \[styles.text\]: sise"),
        ("[page]\ntop = 1.0", r"own.toml: missing key in \[page\]: width"),
        ('extends = "base"\n[foot]\nbar_kode = 1.0', r"own.toml: unknown key in \[foot\]: bar_kode"),
        ('extends = "base"\n[feet]\n', r"own.toml: unknown key: feet"),
        ('extends = "base"\nname = "other"', r"own.toml: unknown key: name"),
        ('extends = "base"\n[foot]\nbar_code = [1.0, 2.0, 3.0]', r"own.toml: foot.bar_code: expected array"),
        ('extends = "base"\n[word]\ntab = "wide"', r"own.toml: word.tab: expected float, got string"),
        ('extends = "base"\n[styles.text]\nalign = "left"', r"own.toml: styles.text.align: invalid enum value 'left'"),
        ('extends = "base"\n[styles]\ntext = 1', r"own.toml: styles.text: expected table, got integer"),
        ('extends = "own"', "own.toml: a form cannot extend 'own'"),
        ("extends = 1", "own.toml: a form cannot extend 1"),
        ('extends = "base"\n[styles.a]\nbase = "b"\n[styles.b]\nbase = "a"', r"\[styles.[ab]\] has the base '[ab]'"),
        ('extends = "base"\n[styles.a]\nbase = "none"', r"\[styles.a\] has the base 'none'"),
    ],
)
def test_a_faulty_form_is_named_with_its_key(folder, text, words):
    with pytest.raises(TemplateError, match=words):
        read(folder, text)


@pytest.mark.parametrize("table", [t for t in tomllib.loads(BASE) if t != "styles"])
def test_a_missing_key_is_reported_in_every_table_of_a_form(folder, table):
    tables = tomllib.loads(BASE)
    key = next(iter(tables[table]))
    text = re.sub(rf"(?ms)(^\[{table}\].*?)^{key} = .*?$", r"\1", BASE, count=1)
    with pytest.raises(TemplateError, match=rf"own.toml: missing key in \[{table}\]: {key}"):
        read(folder, text)


def test_a_fault_in_a_form_that_is_extended_is_reported_where_it_is(folder):
    (folder / "base.toml").write_text(f"{BASE}\nodd = 1\n", encoding="utf-8")
    with pytest.raises(TemplateError, match=r"base.toml: unknown key in \[word\]: odd"):
        read(folder, 'extends = "base"\n')


def test_none_leaves_out_what_the_base_of_a_style_says(folder: Path):
    form = read(folder, 'extends = "base"\n[styles.own]\nbase = "h23"\nlabel_end = "none"\n')
    assert form.style("h23").label_end is not None
    assert form.style("own").label_end is None
