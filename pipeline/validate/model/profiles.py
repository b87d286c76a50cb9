"""Profiles: which severity a rule has for whom.

Reads `templates/validation/profiles/*.toml`. Gives `Profile`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.data import TEMPLATES
from pipeline.errors import Place, TemplateError, UsageError
from pipeline.validate.model.finding import Severity
from pipeline.validate.model.rule import Rule

FOLDER = TEMPLATES / "validation" / "profiles"
OFF = "off"


@dataclass(frozen=True, slots=True)
class Profile:
    """A named set of severities.

    `habits` says what becomes of rules from which the published files deviate (guidelines E, column C): a severity,
    "off", or "summary": one note per file and rule. `severity` overrides single rules, with the reason in `reasons`.
    """

    name: str
    title: str
    habits: dict[str, str] = field(default_factory=dict)
    severity: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)

    def treatment(self, rule: Rule) -> str:
        """`error`, `warning`, `note`, `off` or `summary` for a rule."""
        return self.severity.get(rule.id) or self.habits.get(rule.habit) or rule.severity.value


@lru_cache(maxsize=8)
def profile(name: str) -> Profile:
    """The profile of that name. Raises UsageError for an unknown one, TemplateError for a broken file."""
    if name not in names():
        raise UsageError(f"there is no profile “{name}”", remedy="choose from: " + ", ".join(names()))
    file = FOLDER / f"{name}.toml"
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        overrides = table.get("rule", {})
        return Profile(
            name=name,
            title=str(table["title"]),
            habits={habit: _treatment(value) for habit, value in table.get("habits", {}).items()},
            severity={rule: _treatment(entry["severity"]) for rule, entry in overrides.items()},
            reasons={rule: str(entry["reason"]) for rule, entry in overrides.items()},
        )
    except (OSError, tomllib.TOMLDecodeError, KeyError, ValueError) as error:
        raise TemplateError(f"the profile does not fit its form: {error}", place=Place(file)) from error


def _treatment(value: object) -> str:
    permitted = (*(severity.value for severity in Severity), OFF, "summary")
    if value not in permitted:
        raise ValueError(f"{value!r} is not one of {', '.join(permitted)}")
    return str(value)


def names() -> list[str]:
    """Names of all profiles."""
    return sorted(file.stem for file in FOLDER.glob("*.toml"))
