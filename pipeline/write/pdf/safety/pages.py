"""The content of a page of a PDF: every mark on it is an artifact or has a tag.

Reads the objects of a file. Gives what is wrong on a page, in words: an operator that this project does not write, a
mark outside marked content, an artifact that could cover text, or one whose words no tag has (running heads apart),
text that is moved off the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from pipeline.write.pdf.safety.objects import PdfObjects
from pipeline.write.pdf.safety.syntax import Ref, Value, operations

_SHOWS = frozenset(("TJ", "Do", "f", "S"))
_PLAIN = frozenset(("BT", "ET", "Tc", "Ts", "Tm", "re", "q", "Q", "cm", "m", "l"))
_ARTIFACT, _RUNNING, _REVERSED = "Artifact", "Pagination", "ReversedChars"
_THIN = 4.0
"""Points: a filled artifact with longer sides could cover text; rules are thinner.
Chosen: thicker than every rule of the forms."""

_PALE = 0.8
"""Least of red, green and blue from which on letters are hard to see on paper. Chosen: light grey; no form has it."""

_LEAST = 2.0
"""Least size in points, and least width in per cent, of type. Chosen: far below what any form sets."""


@dataclass(slots=True)
class Texts:
    """The texts of all pages: artifacts may repeat text, as heads of a table that goes on do, and add nothing."""

    page: int = 0
    """The page that is being read."""
    tagged: set[bytes] = field(default_factory=set)
    repeated: dict[bytes, int] = field(default_factory=dict)
    """What artifacts show, with the first page that has it."""

    def faults(self) -> Iterator[str]:
        """Yield the artifacts that say what no tag has."""
        for codes, page in self.repeated.items():
            if codes not in self.tagged:
                yield f"p. {page}: an artifact of text that is nowhere else"


def faults_of_page(objects: PdfObjects, number: int, tags: set[int], texts: Texts) -> Iterator[str]:
    """Yield the faults of the page with this object number; `tags`: marked content that the structure holds.

    What the page shows is added to `texts`.
    """
    own = objects.values[number]
    content = own.get("Contents")
    if not isinstance(content, Ref) or content not in objects.streams:
        yield "it has no content, or content in pieces"
        return
    if own.get("Rotate", 0.0) != 0.0:
        yield "it is turned"
    page = _Page(tags, texts, _sides(own.get("MediaBox")))
    for operator, before in operations(objects.streams[content]):
        yield from page.operator(operator, before)
    if page.marks:
        yield "a mark has no end"


def _sides(box: Value) -> tuple[float, float]:
    """Return the width and height of a page; 0 for one whose box does not begin in the corner."""
    numbers = [side for side in box if isinstance(side, float)] if isinstance(box, list) else []
    return (numbers[2], numbers[3]) if len(numbers) == 4 and numbers[:2] == [0.0, 0.0] else (0.0, 0.0)


class _Page:
    """The marks that are open while the operators of a page are read."""

    def __init__(self, tags: set[int], texts: Texts, sides: tuple[float, float]) -> None:
        self.tags, self.texts, self.sides = tags, texts, sides
        self.moved: list[bool] = [False]
        """Whether coordinates are moved, from the page itself to the innermost saved state."""
        self.pale: list[bool] = [False]
        """Whether the colour is nearly that of the paper, as `moved` for the states."""
        self.outside = False
        """True if the next text begins off the page."""
        self.marks: list[str] = []
        """The tags of the marked content that is open, from the outside in."""
        self.running = False
        self.thick = 0.0
        """The shorter side of the thickest rectangle or line that is not drawn yet."""
        self.does: dict[str, Callable[[list[Value]], Iterator[str]]] = {
            "BMC": self._begin, "BDC": self._begin, "EMC": self._end, "re": self._thickness, "w": self._thickness,
            "q": self._save, "Q": self._restore, "cm": self._move, "Tm": self._place, "rg": self._colour,
            "Tf": self._size, "Tz": self._size,
        }  # fmt: skip

    def operator(self, name: str, before: list[Value]) -> Iterator[str]:
        """Yield what is wrong with an operator."""
        if name in self.does:
            yield from self.does[name](before)
        elif name in _SHOWS:
            yield from self._show(name, before)
        elif name not in _PLAIN:
            yield f"the operator {name[:20]}"

    def _begin(self, before: list[Value]) -> Iterator[str]:
        tag, more = (str(before[0]), before[1:]) if before else ("", [])
        kind = more[0] if more and isinstance(more[0], dict) else {}
        if tag == _REVERSED and not more and self.marks:
            self.marks.append(tag)
            return
        if self.marks:
            yield "a mark within a mark"
        self.marks.append(tag)
        self.running = kind.get("Type") == _RUNNING
        if tag != _ARTIFACT and kind.get("MCID") not in self.tags:
            yield f"a mark /{tag[:20]} that is not in the structure of the document"

    def _end(self, before: list[Value]) -> Iterator[str]:
        if not self.marks:
            yield "a mark that ends without beginning"
            return
        self.marks.pop()

    def _save(self, _: list[Value]) -> Iterator[str]:
        self.moved.append(self.moved[-1])
        self.pale.append(self.pale[-1])
        yield from ()

    def _restore(self, _: list[Value]) -> Iterator[str]:
        if len(self.moved) == 1:
            yield "a state that is restored without being saved"
            return
        self.moved.pop()
        self.pale.pop()

    def _move(self, _: list[Value]) -> Iterator[str]:
        """Note that coordinates are moved, as they are for a picture and never for text."""
        if len(self.moved) == 1:
            yield "the page is moved or made smaller"
        self.moved[-1] = True

    def _colour(self, before: list[Value]) -> Iterator[str]:
        """Note whether letters would not stand out from the paper."""
        self.pale[-1] = min((part for part in before if isinstance(part, float)), default=0.0) > _PALE
        yield from ()

    def _size(self, before: list[Value]) -> Iterator[str]:
        """Yield a size or a width in per cent of type that nobody could read."""
        if not before or not isinstance(before[-1], float) or before[-1] < _LEAST:
            yield "letters too small to be read"

    def _place(self, before: list[Value]) -> Iterator[str]:
        """Note whether text begins off the page."""
        x, y = (
            side if isinstance(side, float) else -1.0 for side in (before[-2:] if len(before) > 1 else (-1.0, -1.0))
        )
        self.outside = not (0 <= x <= self.sides[0] and 0 <= y <= self.sides[1])
        yield from ()

    def _thickness(self, before: list[Value]) -> Iterator[str]:
        sides = [abs(side) for side in before[-2:] if isinstance(side, float)]
        self.thick = max(self.thick, min(sides, default=0.0))
        yield from ()

    def _show(self, name: str, before: list[Value]) -> Iterator[str]:
        """Yield a mark on the page."""
        artifact = _ARTIFACT in self.marks
        if not self.marks:
            yield "something is shown that neither is an artifact nor has a tag"
        elif artifact and name != "TJ" and (name == "Do" or self.thick > _THIN):
            yield "an artifact that could cover text"
        elif name == "TJ" and (self.outside or self.moved[-1]):
            yield "text that is moved off its place"
        elif name == "TJ" and self.pale[-1]:
            yield "text in the colour of the paper"
        elif name == "TJ":
            pieces = before[0] if before and isinstance(before[0], list) else []
            codes = b"".join(piece for piece in pieces if isinstance(piece, bytes))
            if not artifact:
                self.texts.tagged.add(codes)
            elif not self.running:
                self.texts.repeated.setdefault(codes, self.texts.page)
        if name in ("f", "S"):
            self.thick = 0.0
