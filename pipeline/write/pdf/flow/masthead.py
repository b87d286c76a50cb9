"""The masthead of page 1 and its two rules, the foot of page 1.

Reads the masthead of a document and the form's `[masthead]`. Gives lines at fixed places and their elements.
Places: [form masthead, page-1].
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.document import MastheadField, MastheadRole
from pipeline.forms import Style
from pipeline.layout.masthead import LANGUAGES, language_space, symbol_parts
from pipeline.write.pdf.draw.canvas import TagCanvas
from pipeline.write.pdf.draw.images import EMBLEM, emblem_object
from pipeline.write.pdf.file.tags import Elem, Slot
from pipeline.write.pdf.flow.typesetter import Typesetter
from pipeline.write.pdf.lines.paragraph import TextLine, set_lines


@dataclass(slots=True)
class Fixed:
    """A line at its place: text edge from the start edge of the paper, baseline."""

    line: TextLine
    edge: float
    y: float
    anchor: str = ""


class MastheadSetter:
    """Sets the fields of a masthead that have fixed places."""

    def __init__(self, setting: Typesetter, home: Elem) -> None:
        """Set the element below which others are added (`home`)."""
        self._setting = setting
        self._home = home
        self._places = setting.form.masthead
        self._block_y = self._places.block_y
        self._original_begun = False
        self._organization_y = self._places.organization_y
        self._organ_y = self._places.organ_y
        self._symbol_y = self._places.symbol_y
        self.lines: list[Fixed] = []
        self.notes: list[str] = []
        """Ids of the notes called in them."""
        self._emblem: Slot | None = None
        if setting.document.masthead is not None and setting.document.masthead.emblem and EMBLEM.is_file():
            figure = home.child("Figure")
            figure.alt = setting.words.emblem
            figure.attributes = f"<</O/Layout/Placement/Block/BBox[{self._emblem_box()}]>>"
            self._emblem = figure.slot()

    def _emblem_place(self) -> tuple[float, float, float, float]:
        """Return the left edge, upper edge, width and height of the emblem's slot."""
        page, box = self._setting.form.page, self._places.emblem
        x = page.width - box.x - box.width if self._setting.rtl else box.x
        return x, box.y, box.width, box.height

    def _emblem_box(self) -> str:
        x, y, width, height = self._emblem_place()
        top = self._setting.form.page.height - y
        return f"{x:g} {top - height:g} {x + width:g} {top:g}"

    def draw_emblem(self, canvas: TagCanvas) -> None:
        """Draw the emblem if the user has supplied one; else its slot stays empty."""
        if self._emblem is not None:
            number = emblem_object(self._setting.file.objects, EMBLEM)
            with canvas.figure(self._emblem):
                canvas.image(number, *self._emblem_place())

    def add(self, field: MastheadField) -> None:
        """Set a field."""
        elem = self._home.child("P", field.language)
        style = self._setting.form.style(field.role.value)
        if field.role is MastheadRole.SYMBOL:
            self._symbol(field, style, elem)
        elif field.role is MastheadRole.ORGANIZATION:
            places = self._places
            long = self._setting.measured(field.inlines, style)[1] > places.name_room
            x = places.long_name_x if long else places.name_x
            self._organization_y = self._set(field, style, elem, x, self._organization_y, places.symbol_x)
        elif field.role is MastheadRole.ORGAN:
            self._organ_y = self._set(field, style, elem, self._places.name_x, self._organ_y, self._places.block_x)
        else:
            self._in_block(field, style, elem)

    def _in_block(self, field: MastheadField, style: Style, elem: Elem) -> None:
        """Set a line of the block at the right."""
        if field.role in LANGUAGES and not self._original_begun:
            self._original_begun = True
            self._block_y += language_space(field, self._places.language_gap, style.leading)
        end = self._setting.form.page.width - self._setting.form.page.right
        self._block_y = self._set(field, style, elem, self._places.block_x, self._block_y, end)

    def _set(self, field: MastheadField, style: Style, elem: Elem, x: float, y: float, end: float) -> float:
        """Set the field's lines from x on, the first at y; return the baseline of the line after them."""
        lines = self._setting.paragraph(
            field.inlines, style, elem, column=end - x, direction=field.direction, language=field.language
        )
        for line in lines:
            self.lines.append(Fixed(line, x, y, field.anchor if line is lines[0] else ""))
            y += style.leading
        return y

    def _symbol(self, field: MastheadField, style: Style, elem: Elem) -> None:
        """Set the symbol: its first component large, its end at the end edge of the full measure."""
        page = self._setting.form.page
        first, rest = symbol_parts(field.inlines)
        large = self._setting.form.style("symbol-first", "symbol")
        units = self._setting.mixed((((first,) if first else (), large), (rest, style)), elem)
        x = self._places.name_x
        for line in set_lines(units, style, page.width - page.right - x, self._setting.breaking, None, "end"):
            self.lines.append(Fixed(line, x, self._symbol_y, field.anchor))
            self._symbol_y += style.leading
