"""Choose the form of a document.

Reads `templates/select.toml` and the identity of a document. Gives the form of the first rule that fits.
"""

from __future__ import annotations

import datetime
from functools import cache

from msgspec import field

from pipeline.akn.classes import classes
from pipeline.data import TEMPLATES, Record, decode
from pipeline.document import Body, Identity
from pipeline.errors import Place, TemplateError
from pipeline.forms.form import Form
from pipeline.forms.load import form_named

_RULES = TEMPLATES / "select.toml"


class SelectionRule(Record, frozen=True, kw_only=True):
    """A rule of `select.toml`: a form, and the conditions under which a document takes it; empty ones always hold."""

    form: str
    official: bool | None = None
    body: tuple[Body, ...] = ()
    kind: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    signs: frozenset[str] = frozenset()
    """The document has all of these."""
    without: frozenset[str] = frozenset()
    """The document has none of these."""
    since: datetime.date = field(name="from", default=datetime.date.min)
    until: datetime.date = datetime.date.max
    """The first day on which the rule holds no longer."""

    def fits(self, identity: Identity) -> bool:
        """Return True if all conditions hold."""
        return (
            self.official in (None, identity.official)
            and (not self.body or identity.body in self.body)
            and (not self.kind or identity.kind in self.kind)
            and (not self.language or identity.language in self.language)
            and self.signs <= identity.signs
            and self.without.isdisjoint(identity.signs)
            and self.since <= identity.date < self.until
        )


class Rules(Record, frozen=True, kw_only=True):
    """The file `select.toml`."""

    rule: tuple[SelectionRule, ...]


def form_for(identity: Identity) -> Form:
    """Return the form of the first rule of `templates/select.toml` all of whose conditions hold."""
    for rule in _rules():
        if rule.fits(identity):
            return form_named(rule.form)
    raise TemplateError("no rule fits the document: the last one should have no condition", place=Place(_RULES))


@cache
def _rules() -> tuple[SelectionRule, ...]:
    rules = decode(_RULES, Rules).rule
    unknown = {kind for rule in rules for kind in rule.kind} - set(classes())
    if unknown:
        raise TemplateError(f"rule.kind: no kind of document: {', '.join(sorted(unknown))}", place=Place(_RULES))
    return rules
