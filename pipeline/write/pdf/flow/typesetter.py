"""What is the same for every text of one document: form, inks, structure tree, links.

Reads inlines and styles. Gives spans with their ink and their place in the structure tree, and set paragraphs.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from unicodedata import combining

from pipeline.document import (
    Block,
    Change,
    Direction,
    Document,
    Inline,
    LineBreak,
    Link,
    Newspaper,
    NoteMark,
    Picture,
    Tab,
    Text,
)
from pipeline.document import Look as RunLook
from pipeline.document.pictures import apart, has_pictures
from pipeline.forms import Form, Style
from pipeline.languages.strings import strings
from pipeline.layout.cascade import is_slanted, lettered, shown
from pipeline.layout.landscape import columned, turned
from pipeline.layout.places import places
from pipeline.layout.titles import bracketed, joined
from pipeline.write.pdf.draw.images import picture_object
from pipeline.write.pdf.draw.painter import Target
from pipeline.write.pdf.file.objects import PdfFile
from pipeline.write.pdf.file.tags import Elem, Slot, Tree
from pipeline.write.pdf.flow.changes import change_looks
from pipeline.write.pdf.lines.breaks import BreakRule
from pipeline.write.pdf.lines.ink import BLACK, FontContext, TextLook, TextStyle
from pipeline.write.pdf.lines.itemize import MARK, PICTURE, InlineItems, TextSpan, glued, units, within
from pipeline.write.pdf.lines.known import KnownTexts
from pipeline.write.pdf.lines.paragraph import Breaking, Image, TextLine, set_lines

_HYPHENS = "-\u2010"
_BRACKETS = re.compile(r"([\[\]])")
_ISOLATES = {Direction.LTR: "\u2066", Direction.RTL: "\u2067"}
_END_ISOLATE = "\u2069"
_LOOSER: tuple[tuple[str | None, bool], ...] = (("/", False), (None, False), (None, True))
"""After what a line may end if a column is too narrow for a word, and whether in numbers."""
_LINES = {
    new: f"<</O/Layout/TextDecorationType/{kind}>>" for new, kind in ((True, "Underline"), (False, "LineThrough"))
}
_BOLD, _ITALIC, _UNDERLINE, _STRIKE = map(int, (RunLook.BOLD, RunLook.ITALIC, RunLook.UNDERLINE, RunLook.STRIKE))
_RAISED, _LOWERED, _SMALL_CAPS = map(int, (RunLook.RAISED, RunLook.LOWERED, RunLook.SMALL_CAPS))
_CHANGES = {change: 1 << (8 + n) for n, change in enumerate(Change)}
"""Changes of a marked document as further bits of a run's look."""


class Typesetter:
    """Sets the texts of one document."""

    def __init__(self, document: Document, form: Form) -> None:
        """Begin with nothing set; the structure tree has its root."""
        self.document, self.form = document, form
        self.turned = turned(form, rtl=document.identity.direction is Direction.RTL)
        """The form for what is on landscape pages."""
        self._landscape = places(document, form).landscape
        self._columned: dict[tuple[bool, Newspaper], Form] = {}
        self.file = PdfFile()
        self.tree = Tree(self.file.objects)
        self.inks = FontContext()
        self.links: dict[Slot, Target] = {}
        self.pictures: dict[Slot, Image] = {}
        """Pictures that are in lines of text."""
        self.language = document.identity.language
        self.rtl = document.identity.direction is Direction.RTL
        measures = form.breaking
        rule = BreakRule(measures.compression, measures.ratio)
        self.breaking = Breaking(rule, measures.tab, measures.orphans, measures.widows)
        self._no_break_after = measures.no_break_after
        self.words = strings(self.language).print
        self._printed = {note.id: note.printed for note in document.notes}
        self._derived: dict[tuple[int, str], tuple[Style, Style]] = {}
        self._marked: set[str] = set()
        self._new_marks: list[str] = []
        self._measuring, self._known = False, KnownTexts()
        self._own_changes = document.revision is not None and document.revision.own
        self._images: dict[str, int] = {}
        self._inks_of: dict[tuple[int, int, str, str], tuple[Style, TextStyle]] = {}

    def lies(self, block: Block) -> bool:
        """Return True for a block on a landscape page."""
        return block.anchor in self._landscape

    def side(self, block: Block) -> Form:
        """Return the form of the page on which a block is, upright or landscape, or of its column there."""
        lies = self.lies(block)
        page = self.turned if lies else self.form
        if block.newspaper is None:
            return page
        return self._columned.setdefault((lies, block.newspaper), columned(page, block.newspaper))

    def image(self, key: str) -> int:
        """Return the number of the object of a picture, made once."""
        if key not in self._images:
            self._images[key] = picture_object(self.file.objects, self.document.pictures[key])
        return self._images[key]

    def apart(self, inlines: Sequence[Inline]) -> tuple[Sequence[Inline], tuple[Picture, ...]]:
        """Return words and pictures; what cannot be drawn stays among the words."""
        if not has_pictures(inlines):
            return inlines, ()
        known = self.document.pictures
        return apart([Text(i.words) if isinstance(i, Picture) and i.file not in known else i for i in inlines])

    def picture(self, picture: Picture, elem: Elem, width: float, height: float, align: str = "centre") -> TextLine:
        """Return a picture on a line of its own, a `Figure` in `elem`, no larger than the space given."""
        figure = elem.child("Figure")
        figure.alt = picture.alt
        size = picture.fitted(width, height)
        share = {"centre": 0.5, "end": 1.0}.get(align, 0.0)
        image = Image(self.image(picture.file), figure.slot(), *size, picture.change)
        return TextLine.of_picture(image, (width - size[0]) * share)

    def paragraph(
        self,
        inlines: Sequence[Inline],
        style: Style,
        elem: Elem,
        *,
        column: float,
        label: InlineItems | None = None,
        direction: Direction | None = None,
        language: str = "",
        align: str = "",
        whole: bool = False,
        reserve: float = 0.0,
    ) -> list[TextLine]:
        """Return the lines of a text in `elem`; one line if `whole`; over the column by `reserve` where that saves a
        line.
        """
        rtl = self.rtl if direction is None else direction is Direction.RTL
        if align in ("", "start", "end") and rtl != self.rtl:
            align = {"": _mirrored(style.align), "start": "end", "end": "start"}[align]
        given = None if direction is None else rtl
        room = column - style.left - style.right
        if style.by_sense:
            inlines = joined(inlines, self.language)
        if style.last_words > 1:
            inlines = bracketed(inlines)
        text = self.units(inlines, style, elem, rtl=given, language=language, room=math.inf if whole else room)
        if whole:
            text = glued(text)
        words = style.last_words if style.last_words > 1 and not _ends_joined(inlines) else 1
        lines = set_lines(text, style, column, self.breaking, label, align, words)
        if reserve and len(lines) > 1:
            wider = set_lines(text, style, column + reserve, self.breaking, label, align, words)
            return wider if len(wider) < len(lines) else lines
        return lines

    def trial(
        self, inlines: Sequence[Inline], style: Style, column: float, label: InlineItems | None
    ) -> list[TextLine]:
        """Return the lines of a text; nothing is added to the document."""
        self._measuring = True
        text = self.units(inlines, style, Elem("P"))
        self._measuring = False
        return set_lines(text, style, column, self.breaking, label)

    def units(
        self,
        inlines: Iterable[Inline],
        style: Style,
        elem: Elem,
        *,
        rtl: bool | None = None,
        language: str = "",
        room: float = math.inf,
    ) -> InlineItems:
        """Return the units of a text in `elem`; one wider than `room` is broken after slashes, else anywhere, numbers
        last.
        """
        language = language or self.language
        spans = self._spans(inlines, style, elem, language)
        rtl = self.rtl if rtl is None else rtl
        never = self._no_break_after + (_HYPHENS if style.whole_words else "")
        result = self._known.units(spans, (language, rtl, never), measuring=self._measuring)
        more = set[int]()
        for loose, numbers in _LOOSER:
            if max(result.widths, default=0.0) <= room:
                break
            more.update(within(spans, result, room, loose))
            result = units(spans, language, rtl, never, more, numbers)
        result.linked = any(s.slot in self.links or s.width or s.ink.look.rule for s in spans)
        return result

    def _spans(self, inlines: Iterable[Inline], style: Style, elem: Elem, language: str) -> list[TextSpan]:
        """Return the spans of the inlines, their elements added below `elem` in order."""
        spans: list[TextSpan] = []
        plain: Slot | None = None
        link: tuple[Link, Elem] | None = None
        for inline in inlines:
            if isinstance(inline, LineBreak | Tab):
                plain = plain or elem.slot()
                spans.append(
                    TextSpan("\n" if isinstance(inline, LineBreak) else "\t", self._ink(style, 0, "", language), plain)
                )
            elif isinstance(inline, NoteMark):
                spans.append(self._mark(inline, style, elem, language))
                plain = link = None
            elif isinstance(inline, Picture) and inline.in_line and inline.file in self.document.pictures:
                spans.append(self._small_picture(inline, style, elem, language))
                plain = link = None
            elif isinstance(inline, Picture):  # one that is not drawn: its words stand for it
                plain = plain or elem.slot()
                spans += self._text(Text(inline.words, change=inline.change), style, plain, language)
            else:
                if inline.link is None:
                    link = None
                elif link is None or link[0] is not inline.link:
                    link = (inline.link, elem.child("Link"))
                home = link[1] if link else elem
                if inline.change and self._own_changes:
                    slot, plain = self._change_element(home, inline).slot(), None
                elif inline.generated and not inline.text.isspace():  # its title marks it as not the source's
                    made = elem.child("Span", inline.language)
                    made.title, slot, plain = "generated", made.slot(), None
                elif link or inline.language:
                    slot = (home.child("Span", inline.language) if inline.language else home).slot()
                    plain = None
                else:
                    slot = plain = plain or elem.slot()
                spans += self._text(inline, style, slot, inline.language or language)
        return spans

    def _small_picture(self, picture: Picture, style: Style, elem: Elem, language: str) -> TextSpan:
        """Return a picture in its line, a `Figure` in `elem`."""
        figure = elem.child("Figure")
        figure.alt = picture.alt
        slot = figure.slot()
        if not self._measuring:
            self.pictures[slot] = Image(self.image(picture.file), slot, picture.width, picture.height)
        return TextSpan(PICTURE, self._ink(style, 0, "", language), slot, width=picture.width)

    def _change_element(self, home: Elem, inline: Text) -> Elem:
        """Return the element of a run that the source marks as inserted or deleted; its description says so."""
        assert inline.change is not None
        words = strings(self.language).comparison.redline
        elem = home.child("Span", inline.language)
        elem.title = inline.change.value
        elem.alt = f"[{words.inserted if inline.change.is_new else words.deleted}: {inline.text}]"
        elem.attributes = _LINES[inline.change.is_new]
        return elem

    def _text(self, inline: Text, style: Style, slot: Slot, language: str) -> list[TextSpan]:
        if inline.link is not None and not self._measuring:
            self.links[slot] = (inline.link.target, inline.text)
        text = inline.text.replace("\n", " ").replace("\t", " ").replace(MARK, "")
        if (letters := inline.letters) is not None:
            style = self.derived(style, f"{letters}", lambda s: lettered(s, letters))
        if inline.isolate is not None:
            text = f"{_ISOLATES[inline.isolate]}{text}{_END_ISOLATE}"
        kind = "link" if inline.link is not None and not inline.link.internal else ""
        look = int(shown(inline, language)) | (_CHANGES[inline.change] if inline.change else 0)
        if style.italic and ("[" in text or "]" in text):  # brackets around italics are roman: [form styles.21]
            return [
                TextSpan(part, self._ink(style, look, "roman" if part in "[]" else kind, language), slot)
                for part in _BRACKETS.split(text)
                if part
            ]
        if look & _SMALL_CAPS:
            full = look & ~_SMALL_CAPS
            return [
                TextSpan(part, self._ink(style, look if small else full, kind, language), slot)
                for part, small in _cases(text)
            ]
        return [TextSpan(text, self._ink(style, look, kind, language), slot)] if text else []

    def _mark(self, mark: NoteMark, style: Style, elem: Elem, language: str) -> TextSpan:
        """Return a note mark: Reference with a link to the note; the first mark of a note is where a way back leads."""
        printed = self._printed.get(mark.note, "")
        kind = "mark" * bool(printed.strip("*"))  # asterisks are as large as the text: [form notes.11]
        ink = self._ink(style, _CHANGES[mark.change] if mark.change else 0, kind, language)
        if self._measuring:
            return TextSpan(MARK, ink, elem.slot(), mark.note, printed)
        reference = elem.child("Reference")
        if mark.note not in self._marked:
            self._new_marks.append(mark.note)
        slot = reference.child("Link").slot()
        self.links[slot] = (f"#{mark.note}", printed)
        self._marked.add(mark.note)
        return TextSpan(MARK, ink, slot, mark.note, printed)

    def new_marks(self) -> list[str]:
        """Return the ids of the notes whose first mark was set since the last call."""
        found, self._new_marks = self._new_marks, []
        return found

    def measured(self, inlines: Iterable[Inline], style: Style) -> tuple[float, float]:
        """Return the width of the longest unit of a text and of all of it on one line; nothing is added to the
        document.
        """
        self._measuring = True
        text = self.units(inlines, style, Elem("P"))
        self._measuring = False
        return max(text.widths, default=0.0), text.width

    def mixed(self, parts: Iterable[tuple[Iterable[Inline], Style]], elem: Elem) -> InlineItems:
        """Return the units of a text in several styles; runs from left to right."""
        spans = [s for inlines, style in parts for s in self._spans(inlines, style, elem, self.language)]
        result = units(spans, self.language, False, self._no_break_after)
        result.linked = any(s.slot in self.links for s in spans)
        return result

    def label(
        self, label: tuple[Inline, ...], style: Style, elem: Elem, direction: Direction | None = None
    ) -> InlineItems:
        """Return a label with the space that sets it off from the text."""
        rtl = None if direction is None else direction is Direction.RTL
        return self.units((*label, Text(" ", generated=True)), style, elem, rtl=rtl)

    def derived(self, style: Style, name: str, change: Callable[[Style], Style]) -> Style:
        """Return a changed style; the same one for the same change."""
        key = (id(style), name)
        if key not in self._derived:
            self._derived[key] = (style, change(style))
        return self._derived[key][1]

    def _ink(self, style: Style, look: int, kind: str, language: str) -> TextStyle:
        key = (id(style), look, kind, language)
        found = self._inks_of.get(key)
        if found is None:
            found = self._inks_of[key] = (style, self._make_ink(style, look, kind, language))  # keeps the style alive
        return found[1]

    def _make_ink(self, style: Style, look: int, kind: str, language: str) -> TextStyle:
        """Return the ink of a run: the style's with the run's look; `kind`: "mark", "link" (leads outside), "roman" or
        "".
        """
        marks = self.form.marks
        kerning = self.form.breaking.kerning
        bold = style.bold or bool(look & _BOLD)
        italic = (is_slanted(style, language) or bool(look & _ITALIC)) and kind != "roman"
        colour = self.form.links.colour if kind == "link" else BLACK
        rule = "under" if look & _UNDERLINE else "strike" if look & _STRIKE else ""
        for change, bit in _CHANGES.items():
            if look & bit:
                colour, rule = change_looks()[change].colour, change_looks()[change].rule
        size, scale, spacing, rise = style.size, style.scale, style.spacing, 0.0
        if kind == "mark":
            share = style.size / marks.body
            size, scale, spacing, rise = marks.size * share, 1.0, marks.spacing, marks.rise * share
            bold = italic = False
        elif look & (_RAISED | _LOWERED):
            share = style.size / marks.body
            size, rise = marks.size * share, marks.rise * share
            rise = rise if look & _RAISED else -rise / 2
        capitals = bool(look & _SMALL_CAPS)
        size *= self.form.small_capitals.share if capitals else 1.0
        red, green, blue = colour
        return self.inks.ink(
            TextLook(size, scale, spacing, bold, italic, rise, (red, green, blue), language, kerning, rule, capitals)
        )


def _cases(text: str) -> list[tuple[str, bool]]:
    """Return the text cut into lower-case letters (True) and the rest, in order; a combining mark goes with its
    letter.
    """
    parts: list[tuple[str, bool]] = []
    for char in text:
        small = parts[-1][1] if parts and combining(char) else char.islower()
        if parts and parts[-1][1] == small:
            parts[-1] = parts[-1][0] + char, small
        else:
            parts.append((char, small))
    return parts


def _ends_joined(inlines: Sequence[Inline]) -> bool:
    """Return True for a text whose last word is tied to the one before by a no-break space: it is never alone on a
    line.
    """
    text = "".join(i.text for i in inlines if isinstance(i, Text)).rstrip(" ")
    return "\u00a0" in text[text.rfind(" ") + 1 :]


def _mirrored(align: str) -> str:
    return {"start": "end", "end": "start"}.get(align, align)
