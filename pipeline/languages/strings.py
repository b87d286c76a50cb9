"""The strings of each language, from its one data file: `templates/languages/<tag>.toml`.

Reads the files, each once and when it is first asked for. Gives `Strings`, and which languages there are. A language is
added by adding its file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.data import TEMPLATES, Record, fit, read_table
from pipeline.errors import Place, TemplateError
from pipeline.languages.codes import bcp47, is_singular, name_in, primary
from pipeline.languages.records import Strings

FOLDER = TEMPLATES / "languages"
FALLBACK = "en"
"""The language that replaces one without a file; its file is the model of the others."""
_BY_NAME = ("site.kinds", "site.bodies", "recognise.organs")
"""Tables that have a key for each thing they name: the same in every language."""
_NEEDED = {"site.kinds": {"other"}}
"""Keys of such a table that every language needs, if not all: a kind without a name is shown as any other document."""


@cache
def tags() -> tuple[str, ...]:
    """Return the tags of all languages that have a file, sorted."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def supported(code: str) -> str:
    """Return the tag of the file for an ISO 639 code or a BCP 47 tag; "" if there is none.

    The most specific file is taken ("zh-Hans-CN", "zh-Hans", "zh"), else that of another form of the language.

    >>> supported("zho"), supported("zh-TW"), supported("en-GB"), supported("swa")
    ('zh-Hans', 'zh-Hans', 'en', '')
    """
    parts = bcp47(code).split("-")
    candidates = ("-".join(parts[:n]) for n in range(len(parts), 0, -1))
    variants = (tag for tag in tags() if primary(tag) == parts[0])
    return next((tag for tag in candidates if tag in tags()), next(variants, ""))


def tag(code: str) -> str:
    """Return the tag by which the project knows a language: that of its file, else the BCP 47 tag.

    >>> tag("zho"), tag("fre"), tag("por"), tag("")
    ('zh-Hans', 'fr', 'pt', 'und')
    """
    return supported(code) or bcp47(code)


def interface(code: str) -> str:
    """Return the tag of the language for the program's own words beside a text: that of the text, else English."""
    return supported(code) or FALLBACK


def strings(code: str) -> Strings:
    """Return the strings of a language; the English ones for a language without a file.

    Raises TemplateError if a file has an unknown or missing key or an invalid value.
    """
    return _read(interface(code))


@cache
def _read(tag: str) -> Strings:
    path = FOLDER / f"{tag}.toml"
    table = read_table(path)
    found = fit(table, Strings, path)
    if tag != FALLBACK:
        _check_names(table, _english(), path)
    return found


@cache
def _english() -> dict[str, Any]:
    """Return the table that says which names every language has."""
    return read_table(FOLDER / f"{FALLBACK}.toml")


def _check_names(table: Mapping[str, Any], model: Mapping[str, Any], path: Path) -> None:
    """Raise TemplateError if a table of names lacks a key that the English one has, or has another."""
    for name in _BY_NAME:
        own, english = _inner(table, name), _inner(model, name)
        needed = _NEEDED.get(name, english.keys())
        for what, keys in (("missing", needed - own.keys()), ("unknown", own.keys() - english.keys())):
            if keys:
                raise TemplateError(f"{what} key in [{name}]: {', '.join(sorted(keys))}", place=Place(path))


def _inner(table: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    for key in name.split("."):
        table = table[key]
    return table


@cache
def languages() -> tuple[str, ...]:
    """Return the tags in the order of the United Nations: by English name, the official ones first.

    >>> languages()
    ('ar', 'zh-Hans', 'en', 'fr', 'ru', 'es', 'de')
    """
    return tuple(sorted(tags(), key=lambda one: (not _read(one).language.official, name_in(one, FALLBACK))))


@cache
def preferred() -> tuple[str, ...]:
    """Return the tags in the order in which a language stands in for another.

    >>> preferred()
    ('en', 'fr', 'es', 'ru', 'zh-Hans', 'ar', 'de')
    """
    return tuple(sorted(tags(), key=lambda one: (_read(one).language.preference, one)))


def native_name(code: str) -> str:
    """Return what a language calls itself, with a capital as in a list.

    >>> native_name("fr"), native_name("zh-Hans"), native_name("ru"), native_name("pt")
    ('Français', '中文', 'Русский', 'Português')
    """
    name = name_in(code, code)
    return name[:1].upper() + name[1:]


def official(code: str) -> bool:
    """Return True for one of the six official languages."""
    return bool(supported(code)) and strings(code).language.official


def letter(code: str) -> str:
    """Return the language letter of job numbers; "" for a language without a file."""
    return strings(code).language.letter if supported(code) else ""


def word(table: Record, key: str) -> str:
    """Return the words in a table for a key that is known only at run time: "moved-from", "job number".

    >>> word(strings("en").comparison.fields, "job number")
    'job number'
    """
    found = getattr(table, key.replace(" ", "_").replace("-", "_"))
    assert isinstance(found, str)
    return found


def counted(forms: Sequence[str], n: int, code: str, **values: object) -> str:
    """Return the singular (the first form) or plural (the last) for a number, as the language uses them.

    >>> counted(("{n} titre", "{n} titres"), 0, "fr"), counted(("{n} heading", "{n} headings"), 0, "en")
    ('0 titre', '0 headings')
    """
    return forms[0 if is_singular(n, code) else -1].format(n=n, **values)
