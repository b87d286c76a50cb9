"""Texts set with less space between letters, so that they take a line less [form condensed].

Reads inlines, a style and the form's `[fitting]`. Gives the style in which they are set.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from pipeline.document import Inline
from pipeline.forms import Style
from pipeline.write.pdf.flow.typesetter import Typesetter
from pipeline.write.pdf.lines.itemize import InlineItems


def condensed(
    setting: Typesetter, inlines: Sequence[Inline], style: Style, column: float, label: InlineItems | None
) -> Style:
    """Return the style with the least taken off the space between letters that saves a line; as it is if none."""
    measures = setting.form.fitting
    steps = int(measures.condense_most / measures.condense_step + 1e-6)
    count = len(setting.trial(inlines, style, column, label))
    closer = (_spaced(setting, style, -number * measures.condense_step) for number in range(1, steps + 1))
    return next((s for s in closer if len(setting.trial(inlines, s, column, label)) < count), style)


def without_short_end(
    setting: Typesetter, inlines: Sequence[Inline], style: Style, column: float, label: InlineItems | None
) -> Style:
    """Return the style of a note, condensed if else a few characters stood alone on its last line."""
    least = setting.form.fitting.note_end
    lines = setting.trial(inlines, style, column, label) if least else []
    short = len(lines) > 1 and lines[-1].width < least
    return condensed(setting, inlines, style, column, label) if short else style


def _spaced(setting: Typesetter, style: Style, more: float) -> Style:
    return setting.derived(style, f"spaced {more:.2f}", lambda s: structs.replace(s, spacing=s.spacing + more))
