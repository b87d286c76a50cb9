"""Proofreading works in all their languages, over whole folders.

Reads AKN files. Gives a `ProofreadResult`: for each work the places at which one language says otherwise than the
others, where it cites a text of the folder with another date or title, where a link leads elsewhere; as text, JSON and
a page of HTML with the passages side by side; a run that was broken off goes on where it
stopped.
"""

from pipeline.proofread.report import render
from pipeline.proofread.result import Difference, ProofreadResult, WorkProof
from pipeline.proofread.run import proofread

__all__ = ["Difference", "ProofreadResult", "WorkProof", "proofread", "render"]

FACE = ("report",)
"""Modules that other packages may import, besides the names of this one; the rest is private."""
