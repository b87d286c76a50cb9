"""Versions: compare, redline, correct, lay side by side.

Reads prepared documents and sources. Gives the edit script of two documents and its renderings, concordances, and the
edits that make one expression from another (corrigendum, revision, assignment).
"""

from pipeline.versions.comparison.documents import compare
from pipeline.versions.comparison.script import Edit, EditKind, EditPlace, EditScript, What
from pipeline.versions.redline.accept import accepted, rejected
from pipeline.versions.redline.marked import marked

__all__ = ["Edit", "EditKind", "EditPlace", "EditScript", "What", "accepted", "compare", "marked", "rejected"]

FACE = (
    "amend.history",
    "comparison.relation",
    "component",
    "concordance.document",
    "concordance.facts",
    "concordance.parity",
    "concordance.rows",
    "life.steps",
    "redline.files",
    "redline.page",
    "redline.summary",
)
"""Modules that other packages may import, besides the names of this one; the rest is private."""
