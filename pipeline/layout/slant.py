"""Italics: which texts have them, and what stands for them in a script without slant.

Reads styles, runs and languages. Gives what is slanted, and the looks of runs as they are shown.
"""

from __future__ import annotations

import re

from pipeline.document import Look, Text
from pipeline.fonts.fallback import italic_of
from pipeline.forms import Style

_WITHOUT_SLANT = re.compile("[\u0590-\u08ff\u2e80-\u9fff\uf900-\ufaff]")


def is_slanted(style: Style, language: str) -> bool:
    """Return True if a text of this style and language is italic as a whole, digits and all."""
    return style.italic and italic_of(language) == "italic"


def shown(run: Text, language: str) -> Look:
    """Return the looks of a run; for italics one with letters without slant has what `fonts.toml` says, or nothing."""
    look, instead = run.look, italic_of(language)
    if Look.ITALIC in look and instead != "italic" and _WITHOUT_SLANT.search(run.text):
        return look & ~Look.ITALIC | (Look.BOLD if instead == "bold" else Look.PLAIN)
    return look
