"""Words that a writer adds to a document, per language.

Reads the tables [html] and [text] of `templates/languages/*.toml`. Gives `Wording`. A missing, unknown or wrong key is
a `TemplateError`. Other tables of these files belong to other readers and are left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pipeline.data import TEMPLATES
from pipeline.errors import Place, TemplateError
from pipeline.forms.load import read_toml

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_LANGUAGES = TEMPLATES / "languages"
_FALLBACK = "en"
_T = TypeVar("_T", bound="DataclassInstance")


@dataclass(frozen=True, slots=True)
class HtmlWords:
    """Interface words of the HTML page. `{mark}`, `{name}`, `{number}` stand for what is filled in."""

    skip: str
    contents: str
    notes: str
    back: str
    permalink: str
    table: str


@dataclass(frozen=True, slots=True)
class TextWords:
    """Words about the copy itself, in HTML and text. `{what}` stands for what is filled in."""

    provisional: str
    recovered: str
    colophon: str
    separator: str
    unassigned: Mapping[str, str]
    """By the key in `Identity.unassigned`: "symbol", "date", "job number"."""

    def source(self, official: bool) -> str:
        """The line on where the text comes from; '' for a text that is no United Nations document."""
        return self.colophon if official else ""

    def provisional_notice(self, unassigned: Iterable[str]) -> str:
        """The notice on a document of which `unassigned` is not assigned; '' where everything is."""
        names = [self.unassigned.get(key, key) for key in unassigned]
        return self.provisional.format(what=self.separator.join(names)) if names else ""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language; `language` is the file they come from, English where a language has none."""

    language: str
    html: HtmlWords
    text: TextWords


@cache
def wording(language: str) -> Wording:
    """The words for a BCP 47 tag, the most specific file first: "zh-Hans-CN", "zh-Hans", "zh".

    Where there is none: those of another form of the language, else the English ones.
    Raises TemplateError where a file is missing a key, has one too many or one that is no text.
    """
    parts = language.split("-")
    tags = ["-".join(parts[:n]) for n in range(len(parts), 0, -1)]
    path = next((p for t in tags if (p := _LANGUAGES / f"{t}.toml").is_file()), None) or _kindred(parts[0])
    return read_wording(path, read_toml(path))


def _kindred(primary: str) -> Path:
    """The first file of another form of the same language ("zh-Hans" for "zh-TW"), else the English one."""
    return next(iter(sorted(_LANGUAGES.glob(f"{primary}-*.toml"))), _LANGUAGES / f"{_FALLBACK}.toml")


def read_wording(path: Path, table: Mapping[str, Any]) -> Wording:
    """The words in the table of a language file; `path` is named in errors."""
    html, text = _words(HtmlWords, table, "html", path), _words(TextWords, table, "text", path)
    return Wording(language=path.stem, html=html, text=text)


def _words(kind: type[_T], table: Mapping[str, Any], name: str, path: Path) -> _T:
    """The table `name` as a `kind`: exactly its keys, each a text or (unassigned) a table of texts."""
    values = table.get(name)
    if not isinstance(values, dict):
        raise TemplateError(f"the table [{name}] is missing", place=Place(path))
    expected = {f.name for f in fields(kind)}
    odd = sorted(expected ^ set(values))
    if odd:
        raise TemplateError(f"missing or unknown key in [{name}]: {', '.join(odd)}", place=Place(path))
    for key, value in values.items():
        _check(key, value, name, path)
    return kind(**values)


def _check(key: str, value: object, name: str, path: Path) -> None:
    texts = list(value.values()) if isinstance(value, dict) and key == "unassigned" else [value]
    if not all(isinstance(t, str) and t for t in texts):
        raise TemplateError(f"[{name}] {key} should be a text", place=Place(path))
