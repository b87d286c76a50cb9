"""All rules, one module per subject; importing this package registers them.

Gives nothing but the entries in `pipeline.validate.model.rule.REGISTER`.
"""

from pipeline.validate.rules.identity import batches, eids, expressions, iri_levels, iris, metadata, references
from pipeline.validate.rules.proofreading import (
    cited_texts,
    cross_references,
    front_lines,
    pairs,
    printed_dates,
    slips,
    states,
    together,
)
from pipeline.validate.rules.structure import elements as structure
from pipeline.validate.rules.structure import letters, level1, masthead, notes, numbering
from pipeline.validate.rules.wording import characters, typography, witness

__all__ = [
    "batches", "characters", "cited_texts", "cross_references", "eids", "expressions", "front_lines", "iri_levels",
    "iris", "letters", "level1", "masthead", "metadata", "notes", "numbering", "pairs", "printed_dates", "references",
    "slips", "states", "structure", "together", "typography", "witness",
]  # fmt: skip
