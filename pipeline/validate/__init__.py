"""Validation: what is wrong in a document, where, why, and how to fix it.

Reads AKN files and the rules' data (`source/schema/`, `templates/validation/`, `checks.toml`, `suppressions.toml`).
Gives a `Report` of `Finding`s with place, rule, plain words, clause and suggestion; text, JSON, SARIF and JUnit of it;
the conformance report; fixed files. Layers: well-formedness, schema, naming convention, references and metadata,
editorial rules, typography, expressions of one work against each other, identity with the witness. The names are
imported at their first use: a build needs the schema but not the rules.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.validate.fixes.files import FixedFile, fix
    from pipeline.validate.model.finding import Finding, Severity
    from pipeline.validate.model.rule import Rule
    from pipeline.validate.report.listing import RULES, rules_table
    from pipeline.validate.report.schematron import schematron
    from pipeline.validate.run.files import Report, check, validate, xml_files

_MODULES = {
    "model.finding": ("Finding", "Severity"),
    "report.listing": ("RULES", "rules_table"),
    "report.schematron": ("schematron",),
    "fixes.files": ("FixedFile", "fix"),
    "model.rule": ("Rule",),
    "run.files": ("Report", "check", "validate", "xml_files"),
}
"""Module of each name."""

__all__ = [
    "RULES", "Finding", "FixedFile", "Report", "Rule", "Severity", "check", "fix", "rules_table", "schematron",
    "validate", "xml_files",
]  # fmt: skip


def __getattr__(name: str) -> object:
    """Return one of the names above."""
    for module, names in _MODULES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


FACE = (
    "across.compare",
    "across.passages",
    "fixes.quick",
    "model.batch",
    "model.finding",
    "model.profiles",
    "model.rule",
    "model.schema",
    "model.settings",
    "model.subject",
    "report.language",
    "report.render",
    "report.selection",
    "rules.proofreading.cited_texts",
    "rules.proofreading.cross_references",
    "rules.proofreading.together",
    "run.engine",
    "run.files",
    "run.locate",
)
"""Modules that other packages may import, besides the names of this one; the rest is private."""
