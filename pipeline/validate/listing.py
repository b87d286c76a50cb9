"""The list of rules, with one example each: what `rules` prints and `docs/rules.md` holds.

Reads the register and `templates/validation/examples.toml`. Gives Markdown.
"""

from __future__ import annotations

from pipeline.validate.rule import REGISTER, Rule


def rules_table() -> str:
    """All rules in Markdown, grouped by subject."""
    lines = ["# Rules of the validator", ""]
    for rule in sorted(REGISTER.values(), key=lambda one: one.id):
        lines += _entry(rule)
    return "\n".join(lines) + "\n"


def _entry(rule: Rule) -> list[str]:
    return [f"### {rule.id} {rule.title}", "", f"{rule.severity}; {rule.clause}", ""]
