"""All rules, one module per subject; importing this package registers them.

Reads nothing. Gives nothing but the entries in `pipeline.validate.rule.REGISTER`.
"""

from pipeline.validate.rules import (
    batches,
    characters,
    eids,
    expressions,
    iri_levels,
    iris,
    letters,
    level1,
    masthead,
    metadata,
    notes,
    numbering,
    references,
    structure,
    typography,
    witness,
)

__all__ = [
    "batches", "characters", "eids", "expressions", "iri_levels", "iris", "letters", "level1", "masthead", "metadata",
    "notes", "numbering", "references", "structure", "typography", "witness",
]  # fmt: skip
