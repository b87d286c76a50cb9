"""A ReportLab canvas that writes tagged content.

Reads pieces and slots. Gives content streams in which everything is either marked content of a structure element or
an artifact, links with their place in the structure tree, and the page objects' further keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any, cast

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from pipeline.write.pdf.file.objects import PdfFile, Raw, Stream, text_string
from pipeline.write.pdf.file.tags import Annot, Elem, Slot, Tree
from pipeline.write.pdf.lines.ink import TextState

_PAGE_KEYS = ("StructParents", "Tabs")


class TagCanvas(Canvas):
    """Draws in points from the upper left corner: y grows downwards."""

    def __init__(self, width: float, height: float, tree: Tree, file: PdfFile, pages: int) -> None:
        """Begin a file. `pages` is the number of pages that will be drawn."""
        super().__init__(BytesIO(), pagesize=(width, height), invariant=1, pageCompression=1)
        self._doc = file
        self.height = height
        self.tree = tree
        self.pages = pages
        self.page = 0
        self._reset()

    _code: list[str]
    _pagesize: tuple[float, float]

    def _reset(self) -> None:
        self._open: Slot | None = None
        self._in_text = False
        self._artifact = False
        self._mcid = 0
        self._state: TextState | None = None
        self._annotations: list[int] = []
        self._images: list[int] = []

    def _make_preamble(self) -> None:
        """Leave the preamble empty: ReportLab would set unembedded Helvetica here."""
        self._preamble = ""

    def _setAnnotations(self, page: Any) -> None:  # noqa: ANN401  (ReportLab's page)
        page.__NoDefault__ = [*page.__NoDefault__, *_PAGE_KEYS]
        page.StructParents = self.page
        page.Tabs = pdfdoc.PDFName("S")
        page.Annots = pdfdoc.PDFArray([pdfdoc.PDFObjectReference(f"A{n}") for n in self._annotations])
        if not self._annotations:
            page.Annots = None
        page.Contents = Stream(page.stream.encode("latin-1"))
        if self._images:
            images = "".join(f"/Im{n} {n} 0 R" for n in dict.fromkeys(self._images))
            page.XObjects = f"<<{images}>>"

    def begin_page(self, width: float, height: float) -> None:
        """Draw what follows on a page of this size."""
        self.setPageSize((width, height))
        self.height = height

    @contextmanager
    def on_its_side(self) -> Iterator[None]:
        """Draw what is inside as on the upright page that was turned clockwise to make this one."""
        self.close()
        width, height = self._pagesize
        self._code.append(f"q 0 -1 1 0 0 {height:g} cm")
        self._state, self.height = None, width
        yield
        self.close()
        self._code.append("Q")
        self._state, self.height = None, height

    def end_page(self) -> None:
        """Close the page."""
        self.close()
        self.showPage()
        self.page += 1
        self._reset()

    def mark(self, slot: Slot) -> None:
        """Begin text of this slot's element."""
        if self._open is slot:
            return
        if self._artifact:
            self._begin_text()
            return
        if self._open is not None:
            self._code.append("EMC")
        self._begin_text()
        self._code.append(f"/{slot.elem.kind} <</MCID {self._mcid}>>BDC")
        slot.marks.append((self.page, self._mcid))
        self._mcid += 1
        self._open = slot

    def close(self) -> None:
        """End marked content and text."""
        if self._open is not None:
            self._code.append("EMC")
            self._open = None
        self._end_text()

    @contextmanager
    def artifact(self, kind: str = "") -> Iterator[None]:
        """Mark what is drawn inside as no content; `kind` "Pagination" for running heads and feet."""
        self.close()
        self._code.append(f"/Artifact <</Type/{kind}>>BDC" if kind else "/Artifact BMC")
        self._artifact = True
        yield
        self._artifact = False
        self._end_text()
        self._code.append("EMC")

    @property
    def is_artifact(self) -> bool:
        """True while what is drawn is not content."""
        return self._artifact

    @contextmanager
    def figure(self, slot: Slot) -> Iterator[None]:
        """Mark what is drawn inside as graphic content of this slot's element."""
        self.close()
        self._code.append(f"/{slot.elem.kind} <</MCID {self._mcid}>>BDC")
        slot.marks.append((self.page, self._mcid))
        self._mcid += 1
        yield
        self._code.append("EMC")

    def image(self, number: int, x: float, y: float, width: float, height: float) -> None:
        """Draw the image object of this number, its upper left corner at x, y; inside `figure`."""
        self._images.append(number)
        self._end_text()
        self._code.append(f"q {width:g} 0 0 {height:g} {x:g} {self.height - y - height:g} cm /Im{number} Do Q")

    def in_figure(self, begins: bool) -> None:
        """Begin text that is part of the figure that is open."""
        self._artifact = begins
        if not begins:
            self._end_text()

    def _begin_text(self) -> None:
        if not self._in_text:
            self._code.append("BT")
            self._in_text = True

    def _end_text(self) -> None:
        if self._in_text:
            self._code.append("ET")
            self._in_text = False

    def state(self, state: TextState) -> None:
        """Set what differs from what is set."""
        old = self._state
        if old is state:
            return
        code = self._code
        if old is None or old.font != state.font or old.size != state.size:
            code.append(f"/{state.font} {state.size:g} Tf")
        if old is None or old.scale != state.scale:
            code.append(f"{state.scale * 100:g} Tz")
        if old is None or old.spacing != state.spacing or old.scale != state.scale:
            code.append(f"{state.spacing / state.scale:.5g} Tc")
        if old is None or old.rise != state.rise:
            code.append(f"{state.rise:g} Ts")
        if old is None or old.colour != state.colour:
            code.append("{:g} {:g} {:g} rg".format(*state.colour))
        self._state = state

    def at(self, x: float, y: float) -> None:
        """Continue text with its baseline here."""
        self._code.append(f"1 0 0 1 {x:.6g} {self.height - y:.6g} Tm")

    def show(self, codes: Iterable[str]) -> None:
        """Show pieces of the state that is set."""
        self._code.append(f"[{''.join(codes)}]TJ")

    def text(self, slot: Slot, state: TextState, codes: str, x: float, y: float) -> None:
        """Show text of one slot and state with its baseline here."""
        if self._open is not slot:
            self.mark(slot)
        self._code.append(f"1 0 0 1 {x:.6g} {self.height - y:.6g} Tm")
        if self._state is not state:
            self.state(state)
        self._code.append(f"[{codes}]TJ")

    def raw(self, operators: str) -> None:
        """Write operators as they are."""
        self._code.append(operators)

    def rule(self, x: float, y: float, length: float, width: float) -> None:
        """Draw a horizontal rule from x, its middle at y; inside `artifact`."""
        self._code.append(f"{x:.6g} {self.height - y - width / 2:.6g} {length:.6g} {width:g} re f")

    def upright(self, x: float, y: float, length: float, width: float) -> None:
        """Draw a vertical rule down from y, its middle at x; inside `artifact`."""
        self._code.append(f"{x - width / 2:.6g} {self.height - y - length:.6g} {width:g} {length:.6g} re f")

    def black(self) -> None:
        """Fill in black outside text."""
        if self._state is not None and self._state.colour != (0.0, 0.0, 0.0):
            self._code.append("0 0 0 rg")
            self._state = None

    def link(self, slot: Slot, target: str, text: str, box: tuple[float, float, float, float]) -> None:
        """Add a link annotation over `box` (left, top, right, bottom) that belongs to the slot's Link element.

        `target` is a URI or `#name` of a destination; `text` describes it. What has no Link element, as words that
        the form adds have none, is not a link.
        """
        elem = next((e for e in _ancestors(slot) if e.kind == "Link"), None)
        if self._artifact or elem is None:
            return
        left, top, right, bottom = box
        rect = f"{left:.6g} {self.height - bottom:.6g} {right:.6g} {self.height - top:.6g}"
        if target.startswith("#"):
            action = f"/A<</S/GoTo/D{text_string(target[1:])}>>"
        else:
            action = f"/A<</S/URI/URI{text_string(target)}>>"
        key = self.pages + len(self.tree.annotations)
        self.tree.annotations.append(elem)
        annotation = Raw(
            f"<</Type/Annot/Subtype/Link/Rect[{rect}]/Border[0 0 0]/F 4/Contents{text_string(text)}"
            f"/StructParent {key}{action}>>"
        )
        cast("Any", self._doc).Reference(annotation, f"A{key}")
        number = self._doc.objects.add(annotation)
        self._annotations.append(key)
        elem.kids.append(Annot(self.page, number))


def _ancestors(slot: Slot) -> Iterator[Elem]:
    elem: Elem | None = slot.elem
    while elem is not None:
        yield elem
        elem = elem.parent
