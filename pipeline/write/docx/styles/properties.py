"""Paragraph and run properties made of a form's measures.

Reads `Style`, `Page` and `Language`. Gives `w:pPr` and `w:rPr` children in the order of the schema. In a paragraph
that runs from right to left Word counts left indents, tabs and alignment from the right edge: nothing is mirrored here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pipeline.document import Align, Direction
from pipeline.forms import Form, Style
from pipeline.layout.cascade import IN_CELL
from pipeline.write.docx.ooxml.element import Element
from pipeline.write.docx.ooxml.languages import Language
from pipeline.write.docx.ooxml.markup import Prototypes, half_points, switch, twips, w
from pipeline.write.docx.styles.stylesheet import LETTERS, ResolvedStyle

_ALIGN = {"start": "left", "end": "right", "centre": "center", "justify": "both", "decimal": "right"}
_KERNED_FROM = 14  # half-points: pairs are kerned from 7 pt on [form page.4]
_NEVER_KERNED = ("running-head", "page-number", "job-number")  # [form widths.running]


class Changes(NamedTuple):
    """Properties in which a paragraph differs from its style, besides its setting."""

    labelled: bool = False
    align: Align | None = None
    direction: Direction = Direction.LTR
    keep_next: bool = False
    page_break: bool = False
    before: float | None = None
    """Points before the paragraph, where not the style's. Of the space after a paragraph and the space before the next
    one Word takes the larger."""
    after: float | None = None
    """Points after the paragraph, where not the style's."""
    before_given: bool = False
    """The source says the space before it; a file of this project keeps that by the attribute `w:beforeAutospacing`."""
    after_given: bool = False
    """The source says the space between it and a table below."""
    indent: float = 0.0
    """Points added to the indent."""
    end: float = 0.0
    """Points added to the indent at the end of lines."""
    at_edge: bool = False
    """It takes the full measure, as the table to which it belongs does."""
    section: Element | None = None
    """`w:sectPr` of a section that ends with this paragraph."""


def usual_space(key: str, style: Style, form: Form) -> float:
    """Return points before a paragraph of this style that follows body text: the form's spaces add up, Word's do
    not.
    """
    inside = key in IN_CELL
    return style.before + (form.style("text").after if style.before and not inside else 0.0)


def spacing(style: Style, factor: float, before: float, after: float, **given: int) -> Element:
    """Return `w:spacing`: space before and after, leading."""
    rule = "exact" if style.exact else "atLeast"
    line = twips(style.leading * factor)
    space = {"before": twips(before), "after": twips(after)}
    return w("spacing", **space, **given, line=line, lineRule=rule)


def alignment(name: str) -> Element:
    """Return `w:jc` for an alignment of the form."""
    return w("jc", val=_ALIGN[name])


def indents(
    key: str, style: Style, form: Form, *, labelled: bool, more: float = 0.0, end: float = 0.0, full: bool = False
) -> Element:
    """Return `w:ind`: the text edge and the style's offsets; a right-aligned label hangs to the left of the text.

    `full`: it takes the full measure.
    """
    full = full or key in IN_CELL
    page = form.page
    edge = 0 if full else twips(page.indent_left)
    right = 0 if full else twips(page.width - page.left - page.right) - edge - column(form)
    left = edge + twips(style.left + more)
    first = twips(style.first - style.left)
    if style.label_end is not None:
        first = -hanging(key, left, form) if labelled else twips(style.first - style.left)
    side = {"hanging": -first} if first < 0 else {"firstLine": first}
    return w("ind", left=left, right=max(0, right + twips(style.right + end)), **side)


def column(form: Form) -> int:
    """Return the width of the text column as Word counts it, in twips: without the space added after the last glyph of
    a line.
    """
    return twips(form.page.column) - twips(form.style("text").spacing)


def hanging(key: str, left: int, form: Form) -> int:
    """Return how far a right-aligned label may reach to the left of the text, in twips."""
    return twips(form.word.note_hanging) if "note" in key else left


def tabs(key: str, style: Style, form: Form) -> Element | None:
    """Return `w:tabs` of a style: those of body text, or after the stop of a right-aligned label those that follow."""
    if key in IN_CELL:
        return None
    kind = (id(form), style.label_end, key if key.startswith("contents-") else "")
    return _TABS.copy(kind, lambda: _tabs(key, style, form), form)


_TABS = Prototypes()


def _tabs(key: str, style: Style, form: Form) -> Element:
    edge = twips(form.page.indent_left)
    places = [twips(stop) for stop in form.word.tabs]
    label = [] if style.label_end is None else [edge + twips(style.label_end)]
    right = [w("tab", val="right", pos=place) for place in label]
    left = (w("tab", val="left", pos=place) for place in places if place > max(label, default=0))
    return w("tabs", *right, *left, *contents_stops(key, form))


def contents_stops(key: str, form: Form) -> list[Element]:
    """Return the tab stops of an entry of contents: the end of the dots, the end of the pages; else none."""
    if not key.startswith("contents-") or not key[-1].isdecimal():
        return []
    edge, measures = twips(form.page.indent_left), form.contents
    return [
        w("tab", val="right", leader="dot", pos=edge + twips(measures.leader_end)),
        w("tab", val="right", pos=edge + twips(measures.page_end)),
    ]


_PROPERTIES = Prototypes()


def paragraph_properties(setting: ResolvedStyle, form: Form, language: Language, changes: Changes) -> Element:
    """Return `w:pPr`: the style, and only what differs from it; the same for all paragraphs that look alike."""
    if changes.section is not None:
        return _properties(setting, form, language, changes)
    key = (setting, id(form), language.locale, changes)
    made = _PROPERTIES.shared(key, lambda: _properties(setting, form, language, changes), form)
    assert made is not None
    return made


def _properties(setting: ResolvedStyle, form: Form, language: Language, changes: Changes) -> Element:
    style, found = setting.style, setting.changed
    align = changes.align.value if changes.align else (style.align if "align" in found else None)
    given = {f"{side}Autospacing": 0 for side in ("before", "after") if getattr(changes, f"{side}_given")}
    spaced = (
        given
        or changes.before is not None
        or changes.after is not None
        or found & {"before", "after", "leading", "exact"}
    )
    before = usual_space(setting.key, style, form) if changes.before is None else changes.before
    after = style.after if changes.after is None else changes.after
    keeps = setting.word.style.keep_next
    return w(
        "pPr",
        w("pStyle", val=setting.word.id),
        w("keepNext") if (changes.keep_next or style.keep_next) and not keeps else None,
        w("pageBreakBefore") if changes.page_break else None,
        w("tabs", w("tab", val="left", pos=twips(style.text))) if "text" in found and style.text else None,
        _direction(changes.direction, language),
        spacing(style, language.words.leading, before, after, **given) if spaced else None,
        _changed_indents(setting, form, changes, found),
        alignment(align) if align else None,
        changes.section,
    )


def _direction(direction: Direction, language: Language) -> Element | None:
    """Return `w:bidi`, set on each right-to-left paragraph, and unset if only the document is right-to-left."""
    if direction is Direction.RTL:
        return w("bidi")
    return w("bidi", val=0) if language.right_to_left else None


def _changed_indents(setting: ResolvedStyle, form: Form, changes: Changes, found: frozenset[str]) -> Element | None:
    """Return `w:ind` if the paragraph's differs from its Word style's."""
    hangs = setting.word.style.label_end is not None and not changes.labelled
    more, end, full = changes.indent, changes.end, changes.at_edge
    if not (hangs or more or end or full or found & {"left", "right", "first", "label_end"}):
        return None
    return indents(setting.key, setting.style, form, labelled=changes.labelled, more=more, end=end, full=full)


def run_children(style: Style, language: Language, *, kerned: bool) -> Iterable[Element]:
    """Yield the children of the `w:rPr` of a paragraph style, with the properties of all three kinds of script."""
    yield language.fonts()
    italic = style.italic and not language.is_east_asian  # [form typography.fonts]: no italics in Chinese
    for tag, on in (("b", style.bold), ("bCs", style.bold), ("i", italic), ("iCs", italic)):
        yield switch(tag, on)
    yield w("spacing", val=twips(style.spacing))
    yield w("w", val=round(style.scale * 100))
    yield w("kern", val=_KERNED_FROM if kerned else 0)
    yield w("sz", val=half_points(style.size))
    yield w("szCs", val=half_points(style.size * language.words.size))


def is_kerned(key: str, form: Form) -> bool:
    """Return True if pairs of glyphs are kerned."""
    return form.breaking.kerning and key not in _NEVER_KERNED


def run_changes(setting: ResolvedStyle, language: Language) -> list[Element]:
    """Return the children of `w:rPr` for the runs of a paragraph whose style of the form differs from its Word
    style.
    """
    found, style = setting.changed, setting.style
    result = []
    if "bold" in found:
        result += [switch("b", style.bold), switch("bCs", style.bold)]
    if "italic" in found:
        result += [switch("i", style.italic), switch("iCs", style.italic)]
    if "size" in found:
        complex_size = style.size * language.words.size
        result += [w("sz", val=half_points(style.size)), w("szCs", val=half_points(complex_size))]
    if LETTERS in found:
        result += letters(style.spacing, style.scale)
    return result


def letters(spacing: float, scale: float) -> list[Element]:
    """Return `w:spacing` and `w:w`: points between letters, and their width."""
    return [w("spacing", val=twips(spacing)), w("w", val=round(scale * 100))]
