"""Running heads and feet.

Reads identity and imprint of a document. Gives the header and footer parts of odd, even and first pages: symbol and
title over a rule, page number of the number of pages (fields), job number, and on page 1 the bar code and the QR code
[form running, foot]; on all pages the notice of a provisional document. The height of heads and feet is what sets the
text area, in Word as in LibreOffice, which gives a page one set of margins: a head reaches down to the first line of
text, the foot of page 1 up to the last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.document import Align, Direction, Text
from pipeline.forms import Form
from pipeline.languages.strings import strings
from pipeline.layout.running import Title, head_title
from pipeline.layout.titles import tied
from pipeline.write.docx.body.masthead import HEADER_LINE, no_padding
from pipeline.write.docx.ooxml.element import Element, root
from pipeline.write.docx.ooxml.languages import Language
from pipeline.write.docx.ooxml.markup import eighths, text, twips, w
from pipeline.write.docx.ooxml.parts import FOOTER, HEADER, Part
from pipeline.write.docx.ooxml.pictures import Anchor, add_picture, bar_code, drawing, qr_code, recycling_mark
from pipeline.write.docx.styles.properties import Changes, paragraph_properties
from pipeline.write.docx.styles.stylesheet import StyleSheet
from pipeline.write.docx.text.paragraphs import paragraph
from pipeline.write.docx.text.runs import run, runs
from pipeline.write.docx.text.story import Story

_HEAD_RULE = 0.25
"""Points. Chosen: the thinnest line of Word, in place of the form's."""
_HEAD_AFTER = 4.0
"""Points below the line of the head. Chosen: puts the rule at the place of the form in Word."""
_FOOT_TAIL = 2.8  # below the bar code
"""Chosen: puts the foot at the place of the form in Word."""
_FOOT_LINE = 9.5  # below page number and job number
"""Chosen: puts the foot at the place of the form in Word."""
_JOB_BASELINE = 9.6  # of the job number's line, from its top
"""Chosen: puts the number at the place of the form in Word."""
_WORDS_ROOM, _WORDS_GAP = 130.0, 3.0  # of the words beside the recycling mark
"""Chosen: holds the words in the six languages."""
_JOB_LINE, _BAR_ABOVE = 12.0, 4.0
"""Points of the job number's line, and above the bar code. Chosen: puts both at the places of the form in Word."""
_QR_RIGHT = 60.0  # from the paper's edge
"""Chosen: puts the code at the place of the form in Word."""
_QR_ABOVE = 28.8  # from the top of the job number's line
"""Chosen: puts the code at the place of the form in Word."""


HeadCell = tuple[list[Element], float]
"""Symbol or title of a head: its runs, and the width of its cell in points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningParts:
    """The parts of one document, by Word's names: "default" (odd pages), "even", "first"."""

    headers: dict[str, Part]
    footers: dict[str, Part]


def running(story: Story) -> RunningParts:
    """Return the heads and feet of the document of `story`; a text that is not a UN document has page numbers only."""
    cells = head_cells(story) if story.document.identity.official else ()
    heads = {
        "even": part("header1", "hdr", [*notice(story), *_head(story, cells)]),
        "default": part("header2", "hdr", [*notice(story), *_head(story, cells[::-1])]),
        "first": part("header3", "hdr", [*notice(story), empty_line(story, HEADER_LINE)]),
    }
    feet = {
        "even": part("footer1", "ftr", _foot(story, outer_first=True)),
        "default": part("footer2", "ftr", _foot(story, outer_first=False)),
        "first": _first_foot(story),
    }
    return RunningParts(headers=heads, footers=feet)


def part(name: str, tag: str, children: Sequence[Element]) -> Part:
    """Return a head (`hdr`) or foot (`ftr`) as a part of the package."""
    return Part(f"/word/{name}.xml", HEADER if tag == "hdr" else FOOTER, root(tag, *children))


def notice(story: Story, form: Form | None = None) -> list[Element]:
    """Return what every page of a provisional document says of itself, in a frame that takes no space from the page."""
    identity = story.document.identity
    words = strings(identity.language).text.provisional_notice(identity.unassigned)
    if not words:
        return []
    setting, page = story.sheet.setting("running-head"), (form or story.form).page
    made = paragraph(setting, story, Changes(direction=story.direction), [run(words)])
    top = story.form.running.notice_y - setting.style.leading
    place = {"x": twips(page.left), "y": twips(top), "w": twips(page.measure)}
    made.properties.insert(1, w("framePr", wrap="around", vAnchor="page", hAnchor="page", **place))
    made.properties.append(w("jc", val="center"))
    return [made]


def empty_line(story: Story, height: float) -> Element:
    """Return an empty line of an exact height: the one paragraph that Word wants at the end of a head or foot."""
    return _empty_line(story.sheet, story.language, story.direction, twips(height))


@lru_cache(maxsize=256)
def _empty_line(sheet: StyleSheet, language: Language, direction: Direction, height: int) -> Element:
    changes = Changes(direction=direction)
    made = w("p", paragraph_properties(sheet.setting("running-head"), sheet.form, language, changes))
    spacing = w("spacing", before=0, after=0, line=height, lineRule="exact")
    made.properties.insert(1 + (direction is Direction.RTL), spacing)
    return made.fix()


def _head(story: Story, cells: Sequence[HeadCell]) -> list[Element]:
    """Return the symbol and the title in their order on the page, a rule below; down to the first line of text."""
    page, measures = story.form.page, story.sheet.measures
    tail = page.top - page.header - measures.head_row + measures.head_extra
    if not cells:
        return [empty_line(story, max(HEADER_LINE, measures.head_row + tail))]
    height = w("trHeight", val=twips(measures.head_row), hRule="exact")
    made = [
        w("tc", _cell_properties(twips(width), "bottom"), head_line(story, runs, _HEAD_AFTER, at_end=n == 1))
        for n, (runs, width) in enumerate(cells)
    ]  # fmt: skip
    widths = [width for _, width in cells]
    table = _two_cells(story, made, [w("trPr", w("cantSplit"), height)], widths, ruled=True)
    return [table, empty_line(story, max(HEADER_LINE, tail))]


def head_cells(story: Story) -> list[HeadCell]:
    """Return the symbol, which is at the outer edge of a page, and the title, each as runs and with its width in
    points.
    """
    title = _title(story)
    symbol = 2 * story.sheet.measures.head_title - title.width
    return [(_runs(story, story.document.identity.symbol_printed), symbol), (_runs(story, title.text), title.width)]


def _runs(story: Story, words: str) -> list[Element]:
    setting = story.sheet.setting("running-head")
    parts = tied([Text(words)]) if story.form.style("title").last_words > 1 else [Text(words)]
    return runs(parts, story, story.direction, setting) if words else []


def _title(story: Story) -> Title:
    """Return the title as the form has space for it."""
    found = head_title(story.document.identity, story.form, story.language.words.size)
    wider = found.width > story.form.running.title_width
    return found if wider else Title(found.text, story.sheet.measures.head_title)


def head_line(story: Story, content: Sequence[Element], after: float, *, at_end: bool) -> Element:
    """Return the runs of symbol or title as a paragraph, this far above the rule."""
    made = paragraph(story.sheet.setting("running-head"), story, Changes(direction=story.direction), content)
    properties = made.properties
    properties.append(w("spacing", after=twips(after)))
    properties.append(w("jc", val="right" if at_end else "left"))
    return made


def _foot(story: Story, *, outer_first: bool) -> list[Element]:
    """Return the page number at the outer edge, job number at the inner one."""
    width = twips(story.sheet.measures.head_title)
    made = [w("tc", _cell_properties(width, "top"), line) for line in foot_lines(story, outer_first=outer_first)]
    return [_two_cells(story, made, [], ruled=False), empty_line(story, _FOOT_LINE)]


def foot_lines(story: Story, *, outer_first: bool) -> list[Element]:
    """Return the page number and job number as paragraphs in their order on the page, the second at the end edge."""
    number = _page_number(story)
    job = story.document.imprint.job_number.split(" ")[0]
    shown = story.form.running.job and story.document.identity.official
    inner = [run(job)] if job and shown else []
    cells = [("page-number", number), ("job-number", inner)]
    made = []
    for n, (key, content) in enumerate(cells if outer_first else cells[::-1]):
        line = paragraph(story.sheet.setting(key), story, Changes(direction=story.direction), content)
        line.properties.append(w("jc", val="right" if n == 1 else "left"))
        made.append(line)
    return made


def _two_cells(
    story: Story, cells: Sequence[Element], row: Sequence[Element], widths: Sequence[float] = (), *, ruled: bool
) -> Element:  # fmt: skip
    """Return a table of two cells over the full measure, the first at the right in a right-to-left document."""
    width = twips(story.sheet.measures.head_title)
    columns = [twips(points) for points in widths] or [width, width]
    grid = w("tblGrid", *(w("gridCol", w=points) for points in columns))
    return w("tbl", _table_properties(width, story.direction, ruled=ruled), grid, w("tr", *row, *cells))


@lru_cache(maxsize=64)
def _table_properties(width: int, direction: Direction, *, ruled: bool) -> Element:
    rule = w("bottom", val="single", sz=eighths(_HEAD_RULE), space=0, color="auto")
    return w(
        "tblPr",
        w("bidiVisual") if direction is Direction.RTL else None,
        w("tblW", w=2 * width, type="dxa"),
        w("tblInd", w=0, type="dxa"),
        w("tblBorders", rule) if ruled else None,
        w("tblLayout", type="fixed"),
        no_padding(),
    ).fix()


@lru_cache(maxsize=256)
def _cell_properties(width: int, align: str) -> Element:
    return w("tcPr", w("tcW", w=width, type="dxa"), w("vAlign", val=align)).fix()


def _page_number(story: Story) -> list[Element]:
    """Return the page and the number of pages ("2/13") as fields [form running.4]; the page alone in Geneva.

    See [form geneva.number].
    """
    total = [run("/"), *_field("NUMPAGES")] if story.form.running.totals else []
    return [*_field("PAGE"), *total]


@cache
def _field(code: str) -> tuple[Element, ...]:
    """Return a field with its parts as runs of their own, as Word writes it; Word fills in the number."""
    begin, middle, end = (w("fldChar", fldCharType=kind) for kind in ("begin", "separate", "end"))
    parts = (begin, text(f" {code} ", "instrText"), middle, text("1"), end)
    return tuple(w("r", part).fix() for part in parts)


def _first_foot(story: Story) -> Part:
    """Return the foot of page 1: job number over its bar code at the left, the QR code at the right."""
    page, imprint = story.form.page, story.document.imprint
    footer = part("footer3", "ftr", [])
    height = max(page.bottom, page.bottom_first) - page.footer
    official = story.document.identity.official
    if not official or not (imprint.job_number or _has_qr(story)):
        footer.root.append(empty_line(story, height if official else HEADER_LINE))
        return footer
    bar = story.form.foot.bar_code.height + _BAR_ABOVE
    space = story.form.foot.job_y - _JOB_BASELINE - (page.height - page.footer - height)
    rest = height - space - _JOB_LINE - bar
    if rest < 0 or space < 0:
        space, rest = max(0.0, height - _JOB_LINE - bar - _FOOT_TAIL), _FOOT_TAIL
    if _has_qr(story):
        space = max(space, _QR_ABOVE)  # the code is in the foot, not over the text
    words = [_recycle_words(story.sheet, story.language, story.direction)] if imprint.job_number else []
    lines = [_job_line(story, footer, space), _bar_line(story, footer, bar), empty_line(story, max(1.0, rest))]
    footer.root.children += [*words, *lines]
    return footer


def _job_line(story: Story, footer: Part, before: float) -> Element:
    """Return the job number in full, with the QR code placed from it; it runs from left to right in every language."""
    imprint = story.document.imprint
    content = [run(imprint.job_number)] if imprint.job_number else []
    if imprint.job_number:
        content.insert(0, _recycling_mark(story, footer))
    if _has_qr(story):
        content.insert(0, _qr(story, footer, before))
    indent = story.form.foot.job_x - story.form.page.left
    align = Align.END if story.direction is Direction.RTL else None
    changes = Changes(before=before, indent=max(0.0, indent), align=align)
    return paragraph(story.sheet.setting("job-number-first"), story, changes, content)


def _has_qr(story: Story) -> bool:
    return story.form.foot.qr and bool(story.document.imprint.address)


def _qr(story: Story, footer: Part, before: float) -> Element:
    size, width = story.form.foot.qr_code.width, story.form.page.width
    left = _QR_RIGHT if story.direction is Direction.RTL else width - _QR_RIGHT - size
    address = story.document.imprint.address
    relation = add_picture(footer, "qr-code", qr_code(address))
    alt = story.language.print.qr_code.format(address=address)
    anchor = Anchor(left=left, below=before - _QR_ABOVE)
    return w("r", drawing(relation, size, size, alt, story.bookmarks.drawing(), anchor))


def _recycling_mark(story: Story, footer: Part) -> Element:
    box = story.form.foot.recycle
    left = story.form.page.width - box.x - box.width if story.direction is Direction.RTL else box.x
    relation = add_picture(footer, "recycle", recycling_mark())
    alt = " ".join(story.language.print.recycle.split())
    place = Anchor(left=left, below=box.y, relative="page")
    return w("r", drawing(relation, box.width, box.height, alt, story.bookmarks.drawing(), place))


@lru_cache(maxsize=128)
def _recycle_words(sheet: StyleSheet, language: Language, direction: Direction) -> Element:
    """Return the words beside the recycling mark, in a frame that takes no space from the foot."""
    form = sheet.form
    style, lines = form.style("recycle"), language.print.recycle.split("\n")
    box = form.foot.recycle
    rtl = direction is Direction.RTL
    left = form.page.width - box.x + _WORDS_GAP if rtl else box.x - _WORDS_GAP - _WORDS_ROOM
    top = box.y + (box.height - len(lines) * style.leading) / 2
    looks = [w("b"), w("bCs"), w("sz", val=round(2 * style.size)), w("szCs", val=round(2 * style.size))]
    properties = paragraph_properties(sheet.setting("job-number"), form, language, Changes(direction=direction))
    made = w("p", properties, run("\n".join(lines), [*looks, *([w("rtl")] if rtl else [])]))
    place = {"x": twips(left), "y": twips(top), "w": twips(_WORDS_ROOM)}
    made.properties.insert(1, w("framePr", wrap="around", vAnchor="page", hAnchor="page", **place))
    made.properties.append(w("jc", val="right"))
    return made.fix()


def _bar_line(story: Story, footer: Part, height: float) -> Element:
    imprint, box = story.document.imprint, story.form.foot.bar_code
    made = empty_line(story, height).copy()
    if imprint.bar_code:
        relation = add_picture(footer, "bar-code", bar_code(imprint.bar_code))
        alt = story.language.words.bar_code.format(job=imprint.job_number or imprint.bar_code)
        made.properties.append(w("ind", left=twips(max(0.0, box.x - story.form.page.left))))
        made.append(w("r", drawing(relation, box.width, box.height, alt, story.bookmarks.drawing())))
    return made
