"""The sections of a Word file: the masthead's, then one for each stretch of upright or landscape pages, or of columns.

Reads a document and its heads and feet. Gives `w:sectPr`, each for the place where its section ends, in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from pipeline.document import Direction, Newspaper
from pipeline.write.docx.body.running import RunningParts
from pipeline.write.docx.body.turned import turned_running
from pipeline.write.docx.ooxml.element import Element
from pipeline.write.docx.ooxml.markup import twips, w
from pipeline.write.docx.text.story import Story

_HEAD_SPACE = 28.8
"""From the edge of a landscape page to the empty line of its head or foot, whose text floats beside it.
Chosen: puts the head at the place of the form in Word."""
_LATER = ("even", "default")


class Sections:
    """The sections of one document."""

    def __init__(self, story: Story, running: RunningParts, has_masthead: bool) -> None:
        """Take the heads and feet of upright pages as `running`."""
        self._story, self._running = story, running
        self._has_masthead = has_masthead
        self._count = 0
        self._columns: Newspaper | None = None

    def masthead(self) -> Element:
        """Return the section of the masthead, which opens page 1 right under the head."""
        top = self._story.form.page.header
        return self._section(
            self._upright(top), self._references(self._running, ("even", "default", "first")), first=True
        )

    def ended(self, *, turned: bool, newspaper: Newspaper | None = None, goes_on: bool = False) -> Element:
        """Return the section of the stretch that ends now: of landscape pages if `turned`, in columns if `newspaper`
        says so; with `goes_on` it began on the page of the one before.
        """
        self._count += 1
        self._columns = newspaper
        page = self._landscape() if turned else self._upright(self._story.form.page.top)
        if goes_on or (self._count == 1 and self._has_masthead and not turned):
            return self._section(page, kind="continuous")
        running = self._turned if turned else self._running
        if self._count == 1 and not self._has_masthead:
            references = [*self._references(running, _LATER), *self._references(self._running, ("first",))]
            return self._section(page, references, first=True)
        return self._section(page, self._references(running, _LATER), kind="nextPage")

    @cached_property
    def _turned(self) -> RunningParts:
        return turned_running(self._story)

    def _section(
        self, page: Sequence[Element], references: Iterable[Element] = (), *, kind: str = "",
        first: bool = False,
    ) -> Element:  # fmt: skip
        """Return a section; with `first` its first page has a head and a foot of its own."""
        story = self._story

        def properties(start: int) -> list[Element | None]:
            return [
                _numbering(start),
                w("type", val=kind) if kind else None,
                *page,
                _columns(self._columns),
                w("titlePg") if first else None,
                w("bidi") if story.direction is Direction.RTL else None,
            ]

        new, old = (story.calls.numbering.start, story.calls.numbering.former_start) if story.calls else (1, 1)
        tracked = None if new == old else story.revisions.section(w("sectPr", *properties(old)))
        return w("sectPr", *references, *properties(new), tracked)

    def _upright(self, top: float) -> list[Element]:
        page = self._story.form.page
        margins = {"top": top, "right": page.right, "bottom": page.bottom, "left": page.left,
                   "header": page.header, "footer": page.footer, "gutter": 0.0}  # fmt: skip
        return [w("pgSz", w=twips(page.width), h=twips(page.height)), _margins(margins)]

    def _landscape(self) -> list[Element]:
        page, places = self._story.form.page, self._story.form.landscape
        margins = {"top": places.top, "right": places.right, "bottom": places.bottom, "left": places.left,
                   "header": _HEAD_SPACE, "footer": _HEAD_SPACE, "gutter": 0.0}  # fmt: skip
        return [w("pgSz", w=twips(page.height), h=twips(page.width), orient="landscape"), _margins(margins)]

    def _references(self, running: RunningParts, names: Sequence[str]) -> Iterable[Element]:
        """Yield references to the heads and feet of these kinds of pages."""
        for tag, parts in (("headerReference", running.headers), ("footerReference", running.footers)):
            for name in names:
                element = w(tag, type=name)
                element.set("r:id", self._story.part.to(parts[name]))
                yield element


def _columns(newspaper: Newspaper | None) -> Element:
    if newspaper is None:
        return w("cols", space=720)
    return w("cols", num=newspaper.columns, space=twips(newspaper.space))


def _margins(margins: dict[str, float]) -> Element:
    return w("pgMar", **{name: twips(points) for name, points in margins.items()})


def _numbering(start: int) -> Element | None:
    """`w:footnotePr` where the notes do not begin at 1: the same in every section, as Word's dialogue writes it."""
    return w("footnotePr", w("numStart", val=start)) if start != 1 else None
