"""What is on every page: running heads and feet, and the foot of page 1.

Reads identity and imprint of a document and the form's `[running]` and `[foot]`. Draws artifacts on later pages, and on
every page the notice of a provisional document; on page 1 the job number as text, bar code and QR code as figures with
a description. Places: [form running].
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext

from pipeline.document import Direction, PartKind, Text, plain_text
from pipeline.forms import Style
from pipeline.languages.strings import strings, word
from pipeline.layout.landscape import heads
from pipeline.layout.running import Title, divisions, running_title
from pipeline.layout.titles import bracketed
from pipeline.write.pdf.draw import marks
from pipeline.write.pdf.draw.canvas import TagCanvas
from pipeline.write.pdf.draw.painter import Painter
from pipeline.write.pdf.file.tags import Elem, Slot
from pipeline.write.pdf.flow.typesetter import Typesetter
from pipeline.write.pdf.lines.itemize import InlineItems
from pipeline.write.pdf.lines.paragraph import TextLine, set_lines
from pipeline.write.pdf.pages.paginate import FilledPage


class RunningHeads:
    """Draws what is on every page of one document."""

    def __init__(self, setting: Typesetter, home: Elem) -> None:
        """Add the foot of page 1 below `home`: make this after everything else of the tree."""
        self._setting = setting
        self._form = setting.form
        self._forms = {False: setting.form, True: heads(setting.form)}
        self._identity, self._imprint = setting.document.identity, setting.document.imprint
        self._scratch = Elem("Artifact")
        self._words = setting.words
        self._job: list[TextLine] = []
        self._figures: dict[str, Slot] = {}
        foot = setting.form.foot
        self._boxes = {"bar_code": foot.bar_code, "recycle": foot.recycle, "qr_code": foot.qr_code}
        if self._identity.official:
            self._prepare_foot(home)

    def _prepare_foot(self, home: Elem) -> None:
        imprint = self._imprint
        if imprint.job_number:
            text = Text(imprint.job_number, isolate=Direction.LTR)
            style = self._form.style("job-number-first")
            self._job = self._setting.paragraph((text,), style, home.child("P"), column=200.0)
        entries: tuple[tuple[str, str, dict[str, str]], ...] = (
            ("bar_code", imprint.bar_code, {"number": imprint.job_number}),
            ("recycle", imprint.job_number, {}),
            ("qr_code", imprint.address if self._form.foot.qr else "", {"address": imprint.address}),
        )
        for key, shown, values in entries:
            if shown:
                figure = home.child("Figure")
                figure.alt = " ".join(word(self._words, key).format(**values).split())
                figure.attributes = f"<</O/Layout/Placement/Block/BBox[{self._box(key)}]>>"
                self._figures[key] = figure.slot()

    def _place(self, key: str) -> tuple[float, float, float, float]:
        """Return the left edge, upper edge, width and height of a mark, from the upper left corner of the paper."""
        box = self._boxes[key]
        x = self._form.page.width - box.x - box.width if self._setting.rtl else box.x
        return x, box.y, box.width, box.height

    def _box(self, key: str) -> str:
        x, y, width, height = self._place(key)
        top = self._form.page.height - y
        return f"{x:g} {top - height:g} {x + width:g} {top:g}"

    def prepare(self, pages: Sequence[FilledPage]) -> None:
        """Shape everything that pages 2 and on need, so that fonts know all their glyphs before they are written."""
        notice = strings(self._identity.language).text.provisional_notice(self._identity.unassigned)
        self._notice_units = self._units(notice, "running-head")
        if len(pages) > 1:
            self._symbol_units = self._units(self._identity.symbol_printed, "running-head")
            self._title = self._running_title()
            self._divisions = self._division_units()
            self._parts = [self._units(label, "running-head") for label in self._labels(pages)]
            self._job_units = self._units(self._imprint.job_number.partition(" ")[0], "job-number")

    def _labels(self, pages: Sequence[FilledPage]) -> Iterator[str]:
        """Yield for each page the label of the part that it is of, where the form has it in heads."""
        parts = self._setting.document.parts if self._form.running.parts else ()
        labels = {part.anchor: part.label for part in parts if part.kind is PartKind.COMPONENT}
        label = ""
        for page in pages if labels else ():
            anchors = (name for placed in page.strips if not placed.again for name in placed.strip.anchors)
            label = next((labels[name] for name in anchors if name in labels), label)
            yield label

    def _division_units(self) -> list[tuple[InlineItems, InlineItems]]:
        """Return number and name of part and section, where the form has them in heads."""
        found = divisions(self._setting.document) if self._form.running.divisions else None
        return [(self._units(d.number, "running-head"), self._units(d.name, "running-head")) for d in found or ()]

    def _running_title(self) -> Title:
        """Return the title as the form has space for it."""
        style = self._form.style("running-head")

        def lines(text: str, width: float) -> int:
            return len(self._lines(self._title_units(text), style, "start", width))

        title = self._identity.running_title if self._form.running.title else ""
        if self._form.running.parts:
            title = self._identity.title
        return running_title(title, self._symbol_units.width, self._form, lines)

    def draw(self, painter: Painter, number: int, total: int, *, turned: bool) -> None:
        """Draw what is on page `number`; on a landscape page it runs down the sides, as the upright page has it."""
        self._form = self._forms[turned]
        with painter.on_its_side() if turned else nullcontext():
            if number == 1:
                self._first_page(painter)
            else:
                self._later_page(painter, number, total)

    def _first_page(self, painter: Painter) -> None:
        """Draw the foot of page 1."""
        canvas, foot = painter.canvas, self._form.foot
        self._notice(painter)
        for line in self._job:
            painter.line(line, foot.job_x, foot.job_y)
        shapes = {
            "bar_code": lambda w, h: marks.bar_code(self._imprint.bar_code, w, h),
            "recycle": lambda w, h: marks.recycling_mark(h),
            "qr_code": lambda w, h: marks.qr_code(self._imprint.address, w),
        }
        for key, slot in self._figures.items():
            x, y, width, height = self._place(key)
            with canvas.figure(slot):
                canvas.black()
                canvas.raw(f"q 1 0 0 1 {x:g} {self._form.page.height - y - height:g} cm")
                canvas.raw(shapes[key](width, height))
                canvas.raw("Q")
                if key == "recycle":
                    self._recycle_words(painter, y + height)

    def _recycle_words(self, painter: Painter, y: float) -> None:
        """Draw the words beside the recycling mark, as part of the figure, whose description says them."""
        style, foot = self._form.style("recycle"), self._form.foot
        lines = [self._units(words, "recycle") for words in self._words.recycle.split("\n")]
        room = max(foot.recycle_words, *(units.width for units in lines))
        start = foot.recycle.x - room - 3  # from the start edge, as the painter counts
        y -= 5 + (len(lines) - 1) * style.leading / 2
        painter.canvas.in_figure(True)
        for number, units in enumerate(lines):
            for line in self._lines(units, style, "end", room):
                painter.line(line, start, y + number * style.leading)
        painter.canvas.in_figure(False)

    def _later_page(self, painter: Painter, number: int, total: int) -> None:
        """Draw the head and foot of page `number`."""
        canvas, running = painter.canvas, self._form.running
        self._notice(painter)
        even = number % 2 == 0
        with canvas.artifact("Pagination"):
            if self._parts:
                self._part_head(painter, self._parts[number - 1])
            if self._identity.official:
                self._head(painter, even)
                if running.job:
                    self._line(painter, self._job_units, "job-number", "start" if not even else "end", running.job_y)
            shown = f"{number}/{total}" if running.totals else str(number)
            pages = self._units(shown, "page-number")
            self._line(painter, pages, "page-number", "start" if even else "end", running.number_y)

    def _notice(self, painter: Painter) -> None:
        """Draw what every page of a provisional document says of itself."""
        with painter.canvas.artifact("Pagination"):
            self._line(painter, self._notice_units, "running-head", "centre", self._form.running.notice_y)

    def _head(self, painter: Painter, even: bool) -> None:
        running, page = self._form.running, self._form.page
        if self._divisions:
            self._division_head(painter, *self._divisions[0 if even else 1])
        else:
            self._named_head(painter, even)
        painter.canvas.black()
        painter.canvas.rule(page.left, running.rule_y, page.measure, running.rule)

    def _part_head(self, painter: Painter, label: InlineItems) -> None:
        """Draw the title of a volume at the start edge, the label of a part at the end edge."""
        running, page = self._form.running, self._form.page
        self._line(painter, self._units(self._title.text, "running-head"), "running-head", "start", running.head_y)
        self._line(painter, label, "running-head", "end", running.head_y)
        painter.canvas.black()
        painter.canvas.rule(page.left, running.rule_y, page.measure, running.rule)

    def _division_head(self, painter: Painter, number: InlineItems, name: InlineItems) -> None:
        """Draw the number of a part or section at the margin, its name at the text edge."""
        page, running, style = self._form.page, self._form.running, self._form.style("running-head")
        self._line(painter, number, "running-head", "start", running.head_y)
        lines = self._lines(name, style, "start", page.measure - page.indent_left)
        for back, line in enumerate(reversed(lines)):
            painter.line(line, page.left + page.indent_left, running.head_y - back * style.leading)

    def _named_head(self, painter: Painter, even: bool) -> None:
        """Draw the symbol at the outer edge, the title at the inner one."""
        running, page = self._form.running, self._form.page
        style = self._form.style("running-head")
        self._line(painter, self._symbol_units, "running-head", "start" if even else "end", running.head_y)
        if self._title.text:
            text, width = self._title
            units = self._title_units(text)
            words = 1 if self._bracketed(text) != text else self._form.style("title").last_words
            lines = self._lines(units, style, "end" if even else "start", width, words)
            start = page.width - page.right - width if even else page.left
            for back, line in enumerate(reversed(lines)):
                painter.line(line, start, running.head_y - back * style.leading)

    def _line(self, painter: Painter, units: InlineItems, style: str, align: str, y: float) -> None:
        """Draw one line at the start or end edge of the full measure."""
        page = self._form.page
        for line in self._lines(units, self._form.style(style), align, page.measure):
            painter.line(line, page.left, y)

    def _title_units(self, text: str) -> InlineItems:
        return self._units(self._bracketed(text), "running-head")

    def _bracketed(self, text: str) -> str:
        """Return the title with the words of brackets at its end held together, as in the title itself."""
        held = self._form.style("title").last_words > 1
        return plain_text(bracketed((Text(text),))) if held else text

    def _units(self, text: str, style: str) -> InlineItems:
        parts = (Text(text, isolate=Direction.LTR if _is_ltr(text) else None),) if text else ()
        return self._setting.units(parts, self._form.style(style), self._scratch)

    def _lines(self, units: InlineItems, style: Style, align: str, width: float, last_words: int = 1) -> list[TextLine]:
        breaking = self._setting.breaking
        return set_lines(units, style, width, breaking, None, align, last_words) if units.widths else []


def _is_ltr(text: str) -> bool:
    """Return True for symbols and numbers, which run from left to right in every language."""
    return text.isascii()


def draw_masthead_rules(canvas: TagCanvas, setting: Typesetter) -> None:
    """Draw the two rules of the masthead."""
    page, places = setting.form.page, setting.form.masthead
    with canvas.artifact():
        canvas.black()
        for rule in places.rules:
            canvas.rule(page.left, rule.y, page.measure, rule.width)
