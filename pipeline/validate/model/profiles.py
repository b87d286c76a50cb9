"""Profiles: which severity a rule has for whom.

Reads `templates/validation/profiles/*.toml`. Gives `Profile`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from pipeline.data import TEMPLATES, Record, decode
from pipeline.errors import UsageError
from pipeline.validate.model.rule import Habit, Rule

FOLDER = TEMPLATES / "validation" / "profiles"
OFF = "off"
Treatment = Literal["error", "warning", "note", "off", "summary"]
"""Treatment of the findings of a rule: their severity, "off", or "summary": one note per file and rule."""


class Override(Record, frozen=True, kw_only=True):
    """Severity that a profile gives one rule, and the reason."""

    severity: Treatment
    reason: str


class ProfileFile(Record, frozen=True, kw_only=True):
    """A file of the folder `profiles`."""

    title: str
    habits: Mapping[Habit, Treatment] = {}
    rule: Mapping[str, Override] = {}


@dataclass(frozen=True, slots=True)
class Profile:
    """A named set of severities.

    `habits` says the treatment of rules from which the published files deviate [strict habits]. `severity`
    overrides single rules, with the reason in `reasons`.
    """

    name: str
    title: str
    habits: Mapping[Habit, Treatment] = field(default_factory=dict)
    severity: Mapping[str, Treatment] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)

    def treatment(self, rule: Rule) -> Treatment:
        """Return the treatment of the findings of a rule."""
        return self.severity.get(rule.id) or self.habits.get(rule.habit) or rule.severity.value


@lru_cache(maxsize=8)
def profile(name: str) -> Profile:
    """Return the profile of that name. Raises UsageError for an unknown one, TemplateError for a broken file."""
    if name not in names():
        raise UsageError(f"there is no profile “{name}”", remedy="choose from: " + ", ".join(names()))
    found = decode(FOLDER / f"{name}.toml", ProfileFile)
    return Profile(
        name=name,
        title=found.title,
        habits=found.habits,
        severity={rule: override.severity for rule, override in found.rule.items()},
        reasons={rule: override.reason for rule, override in found.rule.items()},
    )


def names() -> list[str]:
    """Return the names of all profiles."""
    return sorted(file.stem for file in FOLDER.glob("*.toml"))
