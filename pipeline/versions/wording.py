"""Words of comparisons, concordances and corrigenda, per language.

Reads `templates/versions/<language>.toml`. Gives `Words`. Every file has the tables and keys of the English one; one
that is missing, unknown or no text is a `TemplateError`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.data import TEMPLATES
from pipeline.errors import Place, TemplateError
from pipeline.forms.load import read_toml

FOLDER = TEMPLATES / "versions"
_FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language."""

    language: str
    tables: Mapping[str, Mapping[str, Any]]

    def say(self, table: str, key: str, **values: object) -> str:
        """The words of a key, `{name}` filled in."""
        found = self.tables[table][key]
        assert isinstance(found, str)
        return found.format(**values) if values else found

    def field(self, name: str) -> str:
        """What a field of the metadata or of the masthead is called."""
        return self.say("fields", name.replace(" ", "_").replace("-", "_"))

    def count(self, table: str, key: str, n: int, **values: object) -> str:
        """The words for a number: the first form for one, the last for any other (0 and 1 in French)."""
        forms = self.tables[table][key]
        one = n == 1 or (n == 0 and self.language == "fr")
        found: str = forms[0 if one else -1]
        return found.format(n=n, **values)


@cache
def words_of(language: str) -> Words:
    """The words for a BCP 47 tag, the most specific file first, then English. Raises TemplateError."""
    parts = language.split("-")
    tags = ["-".join(parts[:n]) for n in range(len(parts), 0, -1)]
    tag = next((t for t in tags if (FOLDER / f"{t}.toml").is_file()), "zh-Hans" if parts[0] == "zh" else _FALLBACK)
    path = FOLDER / f"{tag}.toml"
    table = read_toml(path)
    if tag != _FALLBACK:
        _check(path, table, words_of(_FALLBACK).tables)
    return Words(tag, table)


def _check(path: Path, table: Mapping[str, Any], model: Mapping[str, Mapping[str, Any]]) -> None:
    for name, keys in model.items():
        own = table.get(name)
        odd = sorted(set(keys) ^ set(own)) if isinstance(own, dict) else ["the whole table"]
        if odd:
            raise TemplateError(f"missing or unknown key in [{name}]: {', '.join(odd)}", place=Place(path))
        for key, value in keys.items():
            if own is None or not isinstance(own[key], type(value)):
                raise TemplateError(f"[{name}] {key} is of another sort than in English", place=Place(path))
