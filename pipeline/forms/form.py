"""A form: page, styles and measures.

Gives the classes that `load` fills from `templates/forms/*.toml`. All lengths are points; horizontal
positions of a style are offsets from the text edge, counted in the direction of the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pipeline.data import Record
from pipeline.forms.measures import (
    BreakingMeasures,
    ContentsMeasures,
    EndRuleMeasures,
    FittingMeasures,
    FlowMeasures,
    FootMeasures,
    LandscapeMeasures,
    LinkMeasures,
    MarkMeasures,
    MastheadMeasures,
    NoteMeasures,
    RunningMeasures,
    SmallCapitalMeasures,
    TableMeasures,
    WordMeasures,
)

AGENDA_TITLES = "agenda-titles"
"""Name of the style of the title of an agenda item that is one of several."""


class Page(Record, frozen=True, kw_only=True):
    """The page and the column of text on it."""

    width: float
    height: float
    left: float
    """From the paper's edge to the full measure (masthead, running heads, wide tables)."""
    right: float
    indent_left: float
    """From the full measure to the text edge."""
    indent_right: float
    top: float
    """Top margin as a word processor counts it."""
    bottom: float
    bottom_first: float
    header: float
    """From the paper's edge to the running head."""
    footer: float
    column: float
    """Width of the text column as the line breaker counts it: the last glyph's added space counted."""

    @property
    def text_left(self) -> float:
        """x of the text edge."""
        return self.left + self.indent_left

    @property
    def measure(self) -> float:
        """Width of the full measure."""
        return self.width - self.left - self.right


class Style(Record, frozen=True, kw_only=True):
    """The look of a role, rank or masthead field."""

    size: float
    leading: float
    exact: bool = True
    """Leading is exact; else at least."""
    scale: float = 1.0
    """Horizontal scaling of glyphs."""
    spacing: float = 0.0
    """Added after every glyph."""
    bold: bool = False
    italic: bool = False
    align: Literal["start", "end", "centre", "justify"] = "start"
    left: float = 0.0
    """Where following lines begin."""
    right: float = 0.0
    """From the end edge of the text column."""
    first: float = 0.0
    """Where the first line (or its label) begins; from the text edge like `left`."""
    text: float | None = None
    """Where the text after a label begins; None: one space after the label."""
    label_end: float | None = None
    """Right edge of a right-aligned label (heading numbers, note numbers); None: the label begins at `first`."""
    before: float = 0.0
    after: float = 0.0
    keep_next: bool = False
    keep_lines: bool = False
    last_words: int = 1
    """The least number of words on the last line of several, where lines are not justified."""
    even: float = 0.0
    """Lines are evened out if they are not justified and the last of several is under this share of the column."""
    by_sense: bool = False
    """No line ends in a word that belongs to the next one (`joined` in the table [print] of its language)."""
    whole_words: bool = False
    """No line ends after a hyphen."""
    break_before: bool = False
    """The block opens a page."""
    word: str = ""
    """Name of the style in Word, as UN editors know it."""
    word_id: str = ""
    word_base: str = ""
    """Name of the Word style it is based on ("Heading 1" for headings)."""


class Measures(Record, frozen=True, kw_only=True):
    """Measures in the file of a form and in those that it extends: a field for each table."""

    page: Page
    styles: Mapping[str, Style]
    """By role, rank or masthead field, with the level or the kind of document where it matters."""
    breaking: BreakingMeasures
    flow: FlowMeasures
    notes: NoteMeasures
    marks: MarkMeasures
    small_capitals: SmallCapitalMeasures
    links: LinkMeasures
    masthead: MastheadMeasures
    running: RunningMeasures
    landscape: LandscapeMeasures
    foot: FootMeasures
    contents: ContentsMeasures
    end_rule: EndRuleMeasures
    table: TableMeasures
    word: WordMeasures
    fitting: FittingMeasures = FittingMeasures()


class Form(Measures, frozen=True, kw_only=True):
    """The measures of a form and its name."""

    name: str

    def style(self, *keys: str) -> Style:
        """Return the style of the first key that the form has, the most specific first. Raises KeyError if it has
        none.
        """
        for key in keys:
            if key in self.styles:
                return self.styles[key]
        raise KeyError(f"form {self.name} has no style {' / '.join(keys)}")
