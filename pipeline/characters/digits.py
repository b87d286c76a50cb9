"""Numbers in groups that a line must not part.

Reads text. Finds the numbers that the writers keep whole: where its groups were on two lines a number could not be
read, in right-to-left text they would even change places.
"""

from __future__ import annotations

import re

_GROUPED = re.compile(r"(?<![^\s(])(?:\d{3}(?: \d{3})* \d{1,3}|\d{1,3}(?: \d{3})+)(?!\d)")
MAYBE_NUMBER = re.compile(r" (?<=\d )\d")
"""Found in every text with a number in groups, and much sooner not found."""


def numbers(text: str) -> list[re.Match[str]]:
    """Return the numbers in groups set off by spaces, in either order ("56 126 600", in Arabic texts "600 126 56")."""
    return list(_GROUPED.finditer(text)) if MAYBE_NUMBER.search(text) else []


def held(text: str, space: str) -> str:
    """Return the text with `space` for the spaces in its numbers in groups."""
    return _GROUPED.sub(lambda number: number[0].replace(" ", space), text) if MAYBE_NUMBER.search(text) else text


def marked(text: str, template: str) -> str:
    r"""Return the text with its numbers in groups as `template` has them (``\g<0>`` is the number)."""
    return _GROUPED.sub(template, text) if MAYBE_NUMBER.search(text) else text
