"""The text writer: plain text for terminals and mail, wrapped at 76 columns or one paragraph per line.

Reads a `Document` and `templates/text/`. Gives UTF-8 with line feeds, in logical order, without control characters, no
space at the end of a line, one line feed at the end of the file.
"""

from pipeline.write.format import Agreement, Format, Traits
from pipeline.write.reading import Sort

_SHOWS = frozenset((Sort.MARK, Sort.QUOTE, Sort.INSERTION, Sort.DELETION))
"""Text has no tables, notes and links but their words; in wrapped text columns part the words of a picture."""

FORMATS = (
    Format(
        name="txt",
        label="TXT",
        media_type="text/plain; charset=utf-8",
        writer="pipeline.write.text.file:write",
        reader="pipeline.write.text.read:read",
        inert="pipeline.write.text.inert:inert",
        traits=Traits(order_floor=0.0, columns=True, shows=_SHOWS),
        agreement=Agreement.LETTERS,
        default=True,
        previewed=True,
        redlines=True,
        other_names=("text", "plain"),
    ),
    Format(
        name="flow.txt",
        label="TXT (flow)",
        media_type="text/plain; charset=utf-8",
        writer="pipeline.write.text.file:write_flow",
        reader="pipeline.write.text.read:read",
        inert="pipeline.write.text.inert:inert",
        traits=Traits(order_floor=0.999, shows=_SHOWS | {Sort.PICTURE}),
        agreement=Agreement.WORDS,
        published=False,
    ),
)
