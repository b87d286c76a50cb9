"""Validation: what is wrong in a document, where, why, and how to mend it.

Reads AKN files and the rules' data (`source/schema/`, `templates/validation/`, `checks.toml`, `suppressions.toml`).
Gives a `Report` of `Finding`s with place, rule, plain words, clause and suggestion; text, JSON, SARIF and JUnit of it;
the conformance report; mended files. Layers: well-formedness, schema, naming convention, references and metadata,
editorial rules, typography, expressions of one work against each other, identity with the witness.
"""

from pipeline.validate import rules as _rules
from pipeline.validate.finding import Finding, Severity
from pipeline.validate.listing import rules_table
from pipeline.validate.mend import Mended, fix
from pipeline.validate.render import FORMATS, conformance, render
from pipeline.validate.rule import REGISTER, Rule
from pipeline.validate.run import Report, check, validate, xml_files

RULES: tuple[Rule, ...] = tuple(rule for _, rule in sorted(REGISTER.items()))
"""All rules, by id."""

del _rules

__all__ = [
    "FORMATS", "RULES", "Finding", "Mended", "Report", "Rule", "Severity", "check", "conformance", "fix", "render",
    "rules_table", "validate", "xml_files",
]  # fmt: skip
