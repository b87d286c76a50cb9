"""The measures of a form besides its page and styles, one record for each table of its file.

Gives the classes that `load` fills from `templates/forms/*.toml`. All lengths are points. `*_y` are
baselines, from the upper edge of the paper; `*_x` are counted from its start edge.
"""

from __future__ import annotations

from pipeline.data import Record


class Box(Record, frozen=True, kw_only=True, array_like=True):
    """A rectangle on the paper, as an array: left edge, upper edge, width, height."""

    x: float
    y: float
    width: float
    height: float


class RulingMeasures(Record, frozen=True, kw_only=True, array_like=True):
    """A horizontal rule over the full measure, as an array: y of its middle, width."""

    y: float
    width: float


class BreakingMeasures(Record, frozen=True, kw_only=True):
    """`[breaking]`: lines and pages."""

    compression: float
    """The largest share of a space by which spaces may shrink."""
    ratio: float
    """A word is taken onto the line only if stretching without it would be this many times the shrinking."""
    kerning: bool
    orphans: int
    widows: int
    tab: float
    """Distance of default tab stops."""
    no_break_after: str
    """Characters after which no line ends."""


class FlowMeasures(Record, frozen=True, kw_only=True):
    """`[flow]`: first and last baselines of the text, and spaces between blocks."""

    first_baseline: float
    first_baseline_masthead: float
    """On page 1, below the masthead."""
    last_baseline: float
    last_baseline_first: float
    """On page 1."""
    last_baseline_notes: float
    """Less the height of the notes."""
    last_baseline_notes_first: float
    closing_takes: int
    """A last paragraph of up to so many lines goes with the closing lines as a whole."""
    under_masthead: float
    """From the last field to a title block that brings no space of its own."""
    under_annex_title: float
    """At least so much from the title of an annex to its text."""
    heading_at_top: float
    """How much lower than text a heading is at the head of a page."""
    frame_title_at_top: float
    """How much lower than text the title of a frame is there."""
    same_rank_gap: float
    """Between the number of a section or division and its title or name."""
    close_annexes: tuple[str, ...] = ()
    """Kinds of documents in which titles of annexes are right under "Annex" if none takes more than one line."""


class NoteMeasures(Record, frozen=True, kw_only=True):
    """`[notes]`: footnotes and their separator."""

    last_baseline: float
    last_baseline_first: float
    separator_above: float
    """From the separator to the first baseline of the notes."""
    separator_x: float
    separator_length: float
    separator_width: float


class MarkMeasures(Record, frozen=True, kw_only=True):
    """`[marks]`: note marks in text of the size `body`."""

    body: float
    size: float
    rise: float
    spacing: float


class SmallCapitalMeasures(Record, frozen=True, kw_only=True):
    """`[small_capitals]`: `share` of the size of capitals."""

    share: float


class LinkMeasures(Record, frozen=True, kw_only=True):
    """`[links]`: colour of links that lead outside (red, green, blue; 0 to 1)."""

    colour: tuple[float, float, float]


class MastheadMeasures(Record, frozen=True, kw_only=True):
    """`[masthead]`: places of the fields at the head of page 1."""

    name_x: float
    organization_y: float
    symbol_x: float
    """Where the name of the organization wraps."""
    symbol_y: float
    organ_y: float
    name_room: float
    """A longer name of the organization begins at `long_name_x`."""
    long_name_x: float
    language_gap: float
    """Space before the language of a translation; the line of the original alone is always one line further down."""
    block_x: float
    """The block of distribution, date and languages."""
    block_y: float
    rules: tuple[RulingMeasures, RulingMeasures]
    emblem: Box


class RunningMeasures(Record, frozen=True, kw_only=True):
    """`[running]`: running heads and feet, from page 2 on."""

    notice_y: float
    """The notice of a provisional document."""
    head_y: float
    title_width: float
    title_lines: int
    """Lines of the title, at most: a longer title gets more width, then it is cut."""
    rule_y: float
    rule: float
    """Width of the rule under the head."""
    number_y: float
    title: bool
    """Heads say the title of the document besides its symbol."""
    job: bool
    """Feet say the job number."""
    totals: bool
    """Page numbers say the number of pages ("2/13")."""
    job_y: float
    divisions: bool = False
    """Heads say part and section of a budget ("Part IV", "Section 13") in place of symbol and title."""
    parts: bool = False
    """Heads of a volume say its title, and at the end edge the part that the page is of."""


class LandscapeMeasures(Record, frozen=True, kw_only=True):
    """`[landscape]`: pages turned on their side; margins as such a page is read.

    Heads and feet stay where they are on the sheet, so they run down its sides: their `*_y` are counted as on an
    upright page.
    """

    left: float
    right: float
    top: float
    bottom: float
    first_baseline: float
    head_y: float
    rule_y: float
    rule: float
    number_y: float
    job_y: float


class FootMeasures(Record, frozen=True, kw_only=True):
    """`[foot]`: job number and marks at the foot of page 1."""

    job_x: float
    job_y: float
    bar_code: Box
    recycle: Box
    recycle_words: float
    """Width of the words beside the recycling mark, at least."""
    qr_code: Box
    qr: bool
    """False in forms older than QR codes."""


class EndRuleMeasures(Record, frozen=True, kw_only=True):
    """`[end_rule]`: the short rule after the last line."""

    length: float
    width: float
    below: float
    """From the last baseline."""
    least: float
    """The same where a note or the foot of the page leaves less room; it is as far from these."""


class ContentsMeasures(Record, frozen=True, kw_only=True):
    """`[contents]`: dots and pages of a list of contents, in points from the text edge."""

    leader_end: float
    """Where the dots end, whose grid begins there."""
    leader_step: float
    """From dot to dot."""
    page_end: float
    """End edge of the pages."""


class TableMeasures(Record, frozen=True, kw_only=True):
    """`[table]`: padding, spaces and rules of tables and boxes."""

    pad_first: float
    """Left padding of the first column."""
    pad_left: float
    """Left padding of the other columns."""
    pad_figures: float
    """Padding of cells whose text is at their end."""
    pad_right: float
    box_pad: float
    box_top: float
    """Above the text of the first row of a box."""
    box_before: float
    box_after: float
    ruled: float
    """Space above or below the text of a body row that has a rule there."""
    spacer: float
    """Height of an empty row under the head."""
    total_indent: float
    before: float
    before_heading: float
    """Between a heading and a table."""
    after: float
    """After a table, also after its notes."""
    after_notes: float
    """Between a table and its notes."""
    split: float
    """Taller rows are divided between pages."""
    rule: float
    rule_thick: float
    smallest: float
    """Size of the type of a table that does not fit in its own size, at least."""
    smaller_step: float
    """By how much its type is made smaller at a time."""
    enlarged_from: float
    """Size of the smallest type that is larger where the source asks for larger type."""
    most_leading: float
    """Leading of such type at most."""
    tight: float
    """Share of the padding that is left at the sides of cells where the smallest type does not fit either."""


class WordMeasures(Record, frozen=True, kw_only=True):
    """`[word]`: what only the Word file needs."""

    compatibility: int
    """Version of Word whose layout is used (15: Word 2013)."""
    tab: float
    tabs: tuple[float, ...]
    masthead_columns: tuple[float, float, float, float, float, float]
    masthead_rows: tuple[float, float]
    masthead_gap: float
    """From the lower rule to the session line."""
    symbol_lowered: float
    emblem_width: float
    emblem_height: float
    head_row: float
    """The row of the running head, its rule at the bottom."""
    head_extra: float
    """What the running head takes beyond the top margin."""
    head_title: float
    """Where the title in the running head wraps."""
    note_hanging: float
    first_block_before: float
    """At least so much above the first block below the masthead."""
    separator_left: float
    separator_count: int
    """Underscores of the separator of footnotes."""
    separator_size: float


class FittingMeasures(Record, frozen=True, kw_only=True):
    """`[fitting]`: how text is fitted that runs over page 1 by little; not at all by default."""

    take_in: float = 0.0
    """How much closer than its leading a line of body text may be on a page that is the only one, at most."""
    condense: int = 0
    """In a text with boxes, a last page of up to so many lines is saved by condensing paragraphs that end in a short
    line."""
    condense_step: float = 0.05
    condense_most: float = 0.2
    """By how much the space between letters may be less in such a paragraph: step by step, until it saves a line."""
    note_end: float = 0.0
    """A note whose last line is narrower is condensed, so that it takes a line less."""
    short_line: float = 60.0
    """Width of a last line that counts as short."""
