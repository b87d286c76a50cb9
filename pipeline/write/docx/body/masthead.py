"""The masthead: the table at the head of page 1, and the session block below it.

Reads the masthead of a document. Gives the table with the geometry of the UN's own file (column widths, exact row
heights, a rule of 0.5 pt and one of 1.5 pt, the place of the emblem; [form masthead]) and the paragraphs below it.

Where it is, and why. The UN's file keeps this table in the first-page header. Screen readers pass over headers,
Word's PDF export marks them as artifacts, other readers of Word files drop them, and Word allows no footnote there:
organ, symbol, distribution and date would not exist for such readers. So the same table opens the *body*, in a section
of its own whose top margin is the header's distance: on paper nothing differs, and the masthead is read first, is
searched, exported and can carry its asterisk notes. The section after it goes on on the same page with the margins of
the form. Running heads, which only repeat the symbol and the title, stay in headers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from pipeline.document import Direction, Inline, Masthead, MastheadField, MastheadRole, NoteMark, Text, plain_text
from pipeline.layout.masthead import BLOCK, LANGUAGES, in_print, language_space, symbol_parts
from pipeline.layout.titles import tied
from pipeline.write.docx.ooxml.element import Element
from pipeline.write.docx.ooxml.markup import eighths, half_points, twips, w
from pipeline.write.docx.ooxml.pictures import add_picture, drawing, transparent_pixel
from pipeline.write.docx.styles.properties import Changes
from pipeline.write.docx.text.paragraphs import bookmarked, paragraph
from pipeline.write.docx.text.revisions import change_of_all
from pipeline.write.docx.text.runs import run, run_properties, runs
from pipeline.write.docx.text.story import Story

HEADER_LINE = 2.85
"""Height of the empty line in the first-page header, which Word wants; no header of LibreOffice is lower than 1 mm.
The first row is lower by as much. Chosen: 1 mm."""
_BEFORE_SPACING = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "bidi")
_RULE_ABOVE, _RULE_BELOW = 0.5, 1.5
"""Points between a rule and the text. Chosen: puts the rules at the places of the form in Word."""
# [form masthead.4]; below row 1, above the rest
_SPACE = {"row": 4.0, "organ": 5.45, "distribution": 12.0, "emblem": 6.0}


def masthead_table(masthead: Masthead, story: Story, uncalled: Sequence[str]) -> Element:
    """Return `w:tbl` of the masthead. Notes that nothing calls (`uncalled`) are called at the symbol."""
    columns = [twips(width) for width in story.sheet.measures.masthead_columns]
    heights = story.sheet.measures.masthead_rows
    organ = ", ".join(plain_text(f.inlines) for f in masthead.of(MastheadRole.ORGAN))
    words = story.language.words.masthead.format(organ=organ, symbol=story.document.identity.symbol_printed)
    properties = _table_properties(story, columns, words)
    if story.document.revision is not None:
        organ, symbol = (_former_words(masthead, role) for role in (MastheadRole.ORGAN, MastheadRole.SYMBOL))
        former = story.language.words.masthead.format(organ=organ, symbol=symbol)
        story.revisions.reformed(properties, _table_properties(story, columns, former))
    first = _row(heights[0] - HEADER_LINE, _first_row(masthead, story, columns, uncalled))
    second = _row(heights[1], _second_row(masthead, story, columns))
    return w("tbl", properties, w("tblGrid", *(w("gridCol", w=width) for width in columns)), first, second)


def _former_words(masthead: Masthead, role: MastheadRole) -> str:
    """Return what the old version of a marked masthead has in the fields of a role."""
    fields = ([i for i in f.inlines if i.change is None or not i.change.is_new] for f in masthead.of(role))
    return ", ".join(filter(None, map(plain_text, fields)))


def _table_properties(story: Story, columns: Sequence[int], words: str) -> Element:
    return w(
        "tblPr",
        w("bidiVisual") if story.direction is Direction.RTL else None,
        w("tblW", w=sum(columns), type="dxa"),
        w("tblInd", w=0, type="dxa"),
        w("tblLayout", type="fixed"),
        no_padding(),
        w("tblLook", val="0000", firstRow=0, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=0),
        w("tblDescription", val=words),
    )


@cache
def no_padding() -> Element:
    """Return `w:tblCellMar` of a table whose text is at the edges of its cells."""
    return w("tblCellMar", *(w(side, w=0, type="dxa") for side in ("top", "left", "bottom", "right"))).fix()


def field_paragraph(field: MastheadField, story: Story, changes: Changes) -> Element:
    """Return a field as a paragraph of its own style."""
    setting = story.sheet.setting(field.role.value)
    direction = field.direction or story.direction
    inlines = _marked(field)
    if field.role is MastheadRole.AGENDA_TITLE and story.form.style("title").last_words > 1:
        inlines = tied(inlines)
    content = bookmarked(field.anchor, runs(inlines, story, direction, setting), story)
    made = paragraph(setting, story, _with(changes, direction), content)
    return story.revisions.paragraph(made, change_of_all(field.inlines))


def _marked(field: MastheadField) -> tuple[Inline, ...]:
    """Return the inlines of a field, those without a language in the language of the field."""
    if not field.language:
        return field.inlines
    return tuple(
        replace(i, language=field.language) if isinstance(i, Text) and not i.language else i for i in field.inlines
    )


def _with(changes: Changes, direction: Direction) -> Changes:
    return Changes(direction=direction, before=changes.before, section=changes.section)


def _row(height: float, cells: Sequence[Element]) -> Element:
    return w("tr", w("trPr", w("cantSplit"), w("trHeight", val=twips(height), hRule="exact")), *cells)


def _first_row(masthead: Masthead, story: Story, columns: list[int], uncalled: Sequence[str]) -> list[Element]:
    """Return the row with "United Nations" at the left, the symbol at the right."""
    space = {"bottom": _RULE_ABOVE}
    names = [field_paragraph(f, story, Changes()) for f in masthead.of(MastheadRole.ORGANIZATION)]
    symbols = [_symbol(f, story, uncalled) for f in masthead.of(MastheadRole.SYMBOL)]
    return [
        _cell(story, columns[:1], [], space, valign="bottom"),
        _cell(story, columns[1:4], _spaced(names, after=_SPACE["row"]), space, valign="bottom"),
        _cell(story, columns[4:], _spaced(symbols, single=True, after=_SPACE["row"]), space, valign="bottom"),
    ]


def _second_row(masthead: Masthead, story: Story, columns: list[int]) -> list[Element]:
    """Return the place of the emblem, the organ, and distribution, date and languages."""
    space = {"top": _RULE_ABOVE, "bottom": _RULE_BELOW}
    emblem = [_emblem(story)] if masthead.emblem else []
    organs = [field_paragraph(f, story, Changes()) for f in masthead.of(MastheadRole.ORGAN)]
    return [
        _cell(story, columns[:1], emblem, space),
        _cell(story, columns[1:4], _spaced(organs, before=_SPACE["organ"]), space),
        _cell(story, columns[4:5], [], space),
        _cell(story, columns[5:], list(_distribution(masthead, story)), space),
    ]


def _distribution(masthead: Masthead, story: Story) -> Iterator[Element]:
    """Yield distribution, date and languages."""
    first, languages = True, False
    for field in in_print(masthead.of(*BLOCK)):
        opens = field.role in LANGUAGES and not languages
        gap = story.form.masthead.language_gap
        space = language_space(field, gap, _SPACE["distribution"]) if opens else 0.0
        before = _SPACE["distribution"] if first else space or None
        yield field_paragraph(field, story, Changes(before=before))
        first, languages = False, languages or opens


def _spaced(paragraphs: list[Element], *, single: bool = False, **space: float) -> list[Element]:
    """Return the paragraphs with space `before` the first or `after` the last, in points, which has `single` spacing:
    an exact line would cut the large component of a symbol.
    """
    line: dict[str, str | int | None] = {"line": 240, "lineRule": "auto"} if single else {}
    for name, points in space.items():
        if paragraphs:
            properties = paragraphs[0 if name == "before" else -1].properties
            place = sum(1 for child in properties if child.local in _BEFORE_SPACING)
            properties.insert(place, w("spacing", **{name: twips(points)}, **line))
    return paragraphs


def _cell(
    story: Story, columns: list[int], paragraphs: list[Element], rules: dict[str, float], valign: str = "top"
) -> Element:
    properties = _cell_properties(tuple(columns), tuple(rules.items()), valign)
    return w("tc", properties, *(paragraphs or [_nothing(story)]))


@lru_cache(maxsize=256)
def _cell_properties(columns: tuple[int, ...], rules: tuple[tuple[str, float], ...], valign: str) -> Element:
    borders = [w(side, val="single", sz=eighths(width), space=0, color="auto") for side, width in rules]
    return w(
        "tcPr",
        w("tcW", w=sum(columns), type="dxa"),
        w("gridSpan", val=len(columns)) if len(columns) > 1 else None,
        w("tcBorders", *borders),
        w("vAlign", val=valign),
    ).fix()


def _nothing(story: Story) -> Element:
    """Return the paragraph that Word wants in a cell without text."""
    return paragraph(story.sheet.setting("distribution"), story, Changes(direction=story.direction), [])


def _symbol(field: MastheadField, story: Story, uncalled: Sequence[str]) -> Element:
    """Return the symbol, its first component large [form styles.4], all of it lowered."""
    setting = story.sheet.setting("symbol")
    large, rest = symbol_parts(field.inlines)
    rest = _not_isolated(rest)
    size = half_points(story.form.style("symbol-first", "symbol").size)
    first = [run(large.text, [w("sz", val=size), w("szCs", val=size)])] if large else []
    first = story.revisions.runs(first, large.change if large else None)
    marks = (NoteMark(i, story.document.note(i).change) for i in uncalled)
    content = [*first, *runs([*rest, *marks], story, Direction.LTR, setting)]
    content = [_lowered(one, story.sheet.measures.symbol_lowered) for one in content]
    changes = Changes(direction=story.direction)
    return paragraph(setting, story, changes, bookmarked(field.anchor, content, story))


def _lowered(element: Element, points: float) -> Element:
    """Return an element, its runs lowered each by itself: in the style LibreOffice would make them smaller, too."""
    if element.tag != "w:r":
        if element.fixed:
            return element
        inside = [_lowered(child, points) for child in element]
        return Element(element.tag, element.attributes, inside, element.text)
    found = element.find("w:rPr")
    made = run_properties([*(() if found is None else found), w("position", val=-half_points(points))])
    return w("r", made, *(child for child in element if child is not found))


def _not_isolated(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """Return the inlines, the first without an isolate of its own: the whole symbol runs from left to right."""
    first, *others = inlines or (None,)
    return (replace(first, isolate=None), *others) if isinstance(first, Text) else tuple(inlines)


def _emblem(story: Story) -> Element:
    """Return the place of the emblem: a picture of nothing in a picture control, which an editor fills
    [form emblem.1].
    """
    measures = story.sheet.measures
    relation = add_picture(story.part, "emblem", transparent_pixel())
    number = story.bookmarks.drawing()
    size = (measures.emblem_width, measures.emblem_height)
    picture = w("r", drawing(relation, *size, story.language.words.emblem, number))
    control = w(
        "sdtPr", w("alias", val=story.language.words.emblem), w("tag", val="emblem"), w("id", val=number), w("picture")
    )
    content = w("sdt", control, w("sdtContent", picture))
    space = w("spacing", before=twips(_SPACE["emblem"]), line=240, lineRule="auto")  # an exact line would cut it
    rtl = w("bidi") if story.direction is Direction.RTL else None
    return w("p", w("pPr", w("pStyle", val=story.sheet.setting("distribution").word.id), rtl, space), content)
