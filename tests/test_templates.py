"""Every data file of templates/ is decoded into records, and a fault in any of its tables is reported with its key."""

from __future__ import annotations

import copy
import datetime
import subprocess
import sys
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest

from pipeline import data
from pipeline.akn import bodies, classes
from pipeline.data import TEMPLATES, fit
from pipeline.document import Change
from pipeline.errors import TemplateError
from pipeline.fonts import fallback
from pipeline.forms import form_named, load, select
from pipeline.intake.build import particulars
from pipeline.intake.vocabulary import limits, style_table
from pipeline.languages import strings
from pipeline.validate import RULES
from pipeline.validate.model import profiles
from pipeline.validate.report import examples, language, schematron
from pipeline.write.docx.ooxml import languages as docx_languages
from pipeline.write.html import page
from pipeline.write.pandoc.odt import styles as odt_styles
from pipeline.write.pdf.flow import changes
from pipeline.write.text import measures

FORMS = sorted(path.stem for path in (TEMPLATES / "forms").glob("*.toml"))

READERS: dict[str, Callable[[], object]] = {
    "akn/bodies.toml": bodies.issuing_bodies,
    "akn/classes.toml": classes.classes,
    "languages/*.toml": lambda: [strings.strings(tag) for tag in strings.tags()],
    "select.toml": select._rules,
    "forms/*.toml": lambda: [form_named(name) for name in FORMS],
    "fonts/fonts.toml": fallback.fonts,
    "fonts/substitutions.toml": fallback.substitutes,
    "docx/fonts.toml": docx_languages.fonts,
    "html/page.toml": page.settings,
    "pandoc/odt.toml": odt_styles.settings,
    "pdf/changes.toml": changes.change_looks,
    "text/measures.toml": measures.measures,
    "validation/profiles/*.toml": lambda: [profiles.profile(name) for name in profiles.names()],
    "validation/examples/examples.toml": examples.examples,
    "validation/messages/*.toml": lambda: [language.catalogue(tag) for tag in language.tags()[1:]],
    "validation/schematron.toml": lambda: RULES and schematron.expressions(),
    "intake/concepts.toml": particulars.concepts,
    "intake/limits.toml": limits.limits,
    "intake/styles.toml": lambda: style_table.is_known("h1"),
}
"""Who reads the files of a pattern."""

SCHEMAS = ("*.schema.json",)
"""Published for other programs; this one does not read them."""

Claims = dict[str, tuple[type, Any]]


def data_files() -> list[str]:
    found = (path for path in TEMPLATES.rglob("*") if path.suffix in (".toml", ".json"))
    names = (path.relative_to(TEMPLATES).as_posix() for path in found)
    return sorted(name for name in names if not any(fnmatch(name, other) for other in SCHEMAS))


@pytest.fixture(scope="module")
def claims() -> Iterator[Claims]:
    """Yield, by file, the type that it was decoded to while everything was read again, and its plain value."""
    found: Claims = {}

    def recorded(value: object, kind: type, path: Path, *, at: str = "", error: type[Exception] = TemplateError):
        if not at:
            found[path.relative_to(TEMPLATES).as_posix()] = kind, copy.deepcopy(value)
        return fit(value, kind, path, at=at, error=error)

    with pytest.MonkeyPatch.context() as patch:
        for module in (data, load, measures, strings):
            patch.setattr(module, "fit", recorded)
        forget()
        for reader in READERS.values():
            reader()
        yield found
    forget()


def forget() -> None:
    """Empty the caches of all modules."""
    modules = [module for name, module in sys.modules.items() if name.startswith("pipeline.")]
    for cached in {id(f): f for m in modules for f in vars(m).values() if hasattr(f, "cache_clear")}.values():
        cached.cache_clear()


def test_every_data_file_is_decoded_into_records(claims: Claims) -> None:
    assert [name for name in data_files() if name not in claims] == []


def test_every_pattern_names_a_file() -> None:
    patterns = (*READERS, *SCHEMAS)
    names = [path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*")]
    assert [pattern for pattern in patterns if not any(fnmatch(name, pattern) for name in names)] == []


def tables(value: object, keys: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the keys of every table in a value, from the outside in."""
    if isinstance(value, dict):
        yield keys
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, entry in entries:
        yield from tables(entry, (*keys, key))


@pytest.mark.parametrize("name", data_files())
def test_an_unknown_key_in_any_table_is_reported_with_file_and_key(name: str, claims: Claims) -> None:
    kind, value = claims[name]
    for keys in tables(value):
        faulty = copy.deepcopy(value)
        table = faulty
        for key in keys:
            table = table[key]
        table["odd"] = datetime.time(12)  # TOML has times, no file of the project does
        with pytest.raises(TemplateError) as caught:
            fit(faulty, kind, TEMPLATES / name)
        message = str(caught.value)
        assert name in message
        assert "odd" in message
        assert all(str(key) in message for key in keys), (keys, message)


def test_every_change_has_a_look() -> None:
    assert set(changes.change_looks()) == set(Change)


TOGETHER = """
import sys, threading
from pipeline.data import fit, read_table
from pipeline.languages.records import Strings
from pipeline.languages.strings import FOLDER

sys.setswitchinterval(1e-6)
path = FOLDER / "fr.toml"
table = read_table(path)
begin = threading.Barrier(8)
found = []

def read():
    begin.wait()
    found.append(fit(table, Strings, path))

threads = [threading.Thread(target=read) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert len(found) == 8 and all(one == found[0] for one in found)
"""


def test_threads_that_read_a_file_of_one_shape_for_the_first_time_do_not_crash(root):
    """Run in a process of its own: the fault ended it."""
    done = subprocess.run(
        [sys.executable, "-c", TOGETHER], cwd=root, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
