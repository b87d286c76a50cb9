"""Spaces and marks at the wrong place, in the words of a language.

Reads the table [validate] of a language. Gives expressions by what is wrong.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.validate.languages import compiled, words
from pipeline.validate.reading.sought import Sought

_NO_SPACE = re.compile(
    r"([,;.،؛])(?:(?<=[^\W\d_]{2}[,;])(?=[^\W\d_]{2})|(?<=[а-яa-zà-ÿ]{3}\.)(?=[A-ZА-ЯÀ-Ý][а-яa-zà-ÿ]{2})"
    r"|(?<=[ء-ي]{2}[،؛])(?=[ء-ي]{2}))"
)
_DOUBLE_MARK = re.compile(r"([,;:.،؛，；：。、])(?:(?<!\.)[ \u00a0]?\1|(?<=\.)(?<![.\d]\.)\.(?!\.))")
_INSIDE = Sought(re.compile(r"([(\[“])[ \u00a0](?=\w)|(?<=\w)[ \u00a0]([)\]”])"))
"""In these three the mark is first, so that `re` leaps from mark to mark."""


@cache
def misplaced(language: str) -> tuple[tuple[str, Sought], ...]:
    """Return what is wrong with spaces and marks, and how it is found: a group is the mark."""
    known = words(language)
    before, after, twice = (Sought(one) for one in (compiled(known.space_before), _NO_SPACE, _DOUBLE_MARK))
    inside = (("inside", _INSIDE),) if known.tight else ()
    return (("before", before), ("after", after), ("twice", twice), *inside)
