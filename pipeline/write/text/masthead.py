"""The masthead as text.

Reads the `Masthead`. Gives its two columns between two rules, then session and agenda [form masthead]; in the unwrapped
form a line for each field.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from pipeline.document import Masthead, MastheadRole
from pipeline.layout.masthead import ABOVE, BLOCK, below
from pipeline.write.text.lines import display_width, padded, wrap
from pipeline.write.text.setting import TextLayout, one_line


def set_masthead(setting: TextLayout, masthead: Masthead) -> None:
    """Add the masthead."""
    matter = [setting.text(f.inlines) for f in below(masthead)]
    if setting.flow:
        texts = [*_texts(setting, masthead, *ABOVE), *matter]
        setting.add(one_line(text) for text in texts)
        return
    width = setting.measures.width
    left = _texts(setting, masthead, MastheadRole.ORGANIZATION)
    right = _texts(setting, masthead, MastheadRole.SYMBOL)
    setting.add(_beside(setting, left, [" ".join(right)] if right else [], "end"))
    setting.add([setting.thin_rule()], 0)
    organs = _texts(setting, masthead, MastheadRole.ORGAN)
    setting.add(_beside(setting, organs, _texts(setting, masthead, *BLOCK), "start"), 0)
    setting.add([setting.measures.thick * width], 0)
    setting.add([line for text in matter for line in wrap(text, width, width)], 0)


def _texts(setting: TextLayout, masthead: Masthead, *roles: MastheadRole) -> list[str]:
    return [setting.text(f.inlines) for f in masthead.of(*roles)]


def _beside(setting: TextLayout, left: Sequence[str], right: Sequence[str], align: str) -> list[str]:
    """Return two columns side by side: the second at its place, further left where it needs space; else one below the
    other.
    """
    width, measures = setting.measures.width, setting.measures.masthead
    need = max(map(display_width, (part for text in right for part in text.split("\n"))), default=0)
    start = min(measures.block, width - need)
    room = start - measures.gap
    if room < width // 4:
        return [line for text in (*left, *right) for line in wrap(text, width, width)]
    first = [line for text in left for line in wrap(text, room, room)]
    second = [padded(line, width - start, align) for text in right for line in text.split("\n")]
    return [padded(a, start) + b for a, b in zip_longest(first, second, fillvalue="")]
