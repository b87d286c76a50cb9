"""The list of rules, with one example each: what `rules` prints and `docs/rules.md` holds.

Reads the register of rules, the profiles and the examples. Gives Markdown.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import pipeline.validate.run.engine  # noqa: F401 - registers all rules
from pipeline.errors import UsageError
from pipeline.validate.model.profiles import Profile, names, profile
from pipeline.validate.model.rule import REGISTER, Rule
from pipeline.validate.report.examples import Example, examples

# Headings of the list, in its order, by the module of a rule.
SUBJECTS = {
    "engine": "Files and suppressions",
    "level1": "Level 1: well-formed and valid",
    "iris": "Segments of the Work IRI",
    "iri_levels": "IRIs of Work, Expression and Manifestation",
    "eids": "eId",
    "references": "References",
    "metadata": "Metadata",
    "expressions": "Expressions",
    "elements": "Structure",
    "witness": "Identity with the witness",
    "masthead": "Masthead, dates, votes",
    "letters": "Letters",
    "numbering": "Numbering and headings",
    "notes": "Notes, tables, citations",
    "characters": "Spaces and characters",
    "typography": "Typography",
    "printed_dates": "Proofreading: dates and citations",
    "front_lines": "Proofreading: the lines of front and end",
    "cross_references": "Proofreading: references and links",
    "pairs": "Proofreading: marks in pairs",
    "slips": "Proofreading: slips of typing",
    "states": "Proofreading: States and votes",
    "together": "Proofreading: languages together",
    "cited_texts": "Proofreading: texts that are cited",
    "batches": "Files of one work",
}
_HEAD = """# Rules of the validator

Written by `inv rules`; do not edit. Rules AKN-NC and AKN4UN rest on [clauses](spec/profile-rules.md#clauses); FILE,
PROJ, TEXT, VOTE and WORK are the project's own. Each has a severity in every profile; `summary` is one note per file.
Published files deviate: y nearly all, s some, n hardly any, - not applicable.
"""


RULES: tuple[Rule, ...] = tuple(rule for _, rule in sorted(REGISTER.items()))
"""All rules, by id."""


def rules_table(select: Sequence[str] = ()) -> str:
    """Return all rules in Markdown, grouped by subject, each with an example that is reported and one that is not.

    `select`: beginnings of the identifiers of the rules that are wanted, without the head then. Raises UsageError if no
    rule begins so.
    """
    known, profiles = examples(), [profile(name) for name in names()]
    order = list(SUBJECTS)
    rules = sorted(_chosen(select), key=lambda rule: (order.index(rule.subject), rule.id))
    lines = [] if select else [_HEAD]
    for subject, group in groupby(rules, key=lambda rule: rule.subject):
        lines += [f"## {SUBJECTS[subject]}", ""]
        for rule in group:
            lines += _entry(rule, known.get(rule.id), profiles)
    return "\n".join(lines).rstrip() + "\n"


def _chosen(select: Sequence[str]) -> list[Rule]:
    """Return the rules whose identifiers begin so, in any case of letters; all for none. Raises UsageError."""
    begins = tuple(one.upper() for one in select)
    for one in begins:
        if not any(identifier.startswith(one) for identifier in REGISTER):
            raise UsageError(f"no rule begins with “{one}”", remedy="`rules` lists them")
    return [rule for rule in REGISTER.values() if not begins or rule.id.startswith(begins)]


def _entry(rule: Rule, example: Example | None, profiles: list[Profile]) -> list[str]:
    severities = ", ".join(f"{one.name} {one.treatment(rule)}" for one in profiles)
    lines = [
        f"### {rule.id}: {rule.title}",
        "",
        f"{severities}. Clause: {rule.clause}. Published files deviate: {rule.habit}. Reads: {rule.reads}.",
        "",
        f"What to do: {rule.suggestion}",
        "",
    ]
    reasons = [f"In the profile {one.name}: {one.reasons[rule.id]}" for one in profiles if rule.id in one.reasons]
    lines += [line for reason in reasons for line in (reason, "")]
    if example is not None and example.bad != example.good:
        shown = example.bad or "(nothing)"
        lines += ["Reported:", "", "```xml", shown, "```", "", "Accepted:", "", "```xml", example.good, "```", ""]
    elif example is not None and example.file in example.bad_files and not example.file.endswith(".xml"):
        lines += ["Reported:", "", "```toml", example.bad_files[example.file].rstrip(), "```", ""]
    return lines
