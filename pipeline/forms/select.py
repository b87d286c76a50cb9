"""Choose the form of a document.

Reads `templates/select.toml` and the identity of a document. Gives the form of the first rule that fits.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from pipeline.data import TEMPLATES
from pipeline.document import Identity
from pipeline.errors import Place, TemplateError
from pipeline.forms.form import Form
from pipeline.forms.load import form_named, read_toml

_RULES = TEMPLATES / "select.toml"


def form_for(identity: Identity) -> Form:
    """The form of the first rule of `templates/select.toml` all of whose conditions hold."""
    for rule in _rules():
        if _fits(rule, identity):
            return form_named(rule["form"])
    raise TemplateError("no rule fits the document: the last one should have no condition", place=Place(_RULES))


@cache
def _rules() -> tuple[dict[str, Any], ...]:
    return tuple(read_toml(_RULES).get("rule", ()))


def _fits(rule: dict[str, Any], identity: Identity) -> bool:
    """Conditions: official, body, kind, language, signs (it has all), from, until (ISO dates; until excluded)."""
    day = identity.date.isoformat()
    return (
        rule.get("official", identity.official) == identity.official
        and identity.body.value in rule.get("body", [identity.body.value])
        and identity.kind.value in rule.get("kind", [identity.kind.value])
        and identity.language in rule.get("language", [identity.language])
        and identity.signs.issuperset(rule.get("signs", ()))
        and rule.get("from", day) <= day
        and ("until" not in rule or day < rule["until"])
    )
