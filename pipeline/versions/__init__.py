"""Versions: compare, redline, correct, lay side by side.

Reads prepared documents and sources. Gives the edit script of two documents and its renderings, concordances, and the
edits that make one expression from another (corrigendum, revision, assignment).
"""

from pipeline.versions.compare import compare
from pipeline.versions.marked import marked
from pipeline.versions.script import Edit, EditScript, Kind, Place, What
from pipeline.versions.settle import accepted, rejected

__all__ = ["Edit", "EditScript", "Kind", "Place", "What", "accepted", "compare", "marked", "rejected"]
