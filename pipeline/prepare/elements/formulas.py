"""Formulas: presentation MathML in linear form.

Reads `math`. Gives runs inside one line: fractions with a slash, roots with their sign, raised and lowered parts as
such. What the vocabulary has beyond that is written as its words in order, so that nothing is lost.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from pipeline.akn.names import local
from pipeline.characters.whitespace import Raw, Run
from pipeline.document import Look
from pipeline.prepare.elements.body import flowing
from pipeline.prepare.walk.flow import BlockContext
from pipeline.prepare.walk.traverse import Walker

_MATHML = "http://www.w3.org/1998/Math/MathML"
_SPACED = frozenset("=+−-±×÷·<>≤≥≠≈∈∪∩→⇒∧∨")
"""Operators with a space on both sides."""
_ANNOTATIONS = frozenset(("annotation", "annotation-xml"))
_TAKEN = {
    "mfrac": 2, "msup": 2, "msub": 2, "msubsup": 3, "mover": 2, "munder": 2, "munderover": 3, "mroot": 2,
}  # fmt: skip
"""How many children a shape has; further ones are written after it."""
_COMPOUND = frozenset(("mrow", "mfrac", "mtable", "mstyle"))


def formula(walker: Walker, element: etree._Element, context: BlockContext) -> None:
    """Handle `math`: one formula, in the line that it is in or in a line of its own; what holds other elements than
    those of MathML is not a formula, and read as text.
    """
    if any(isinstance(e.tag, str) and etree.QName(e).namespace != _MATHML for e in element.iter()):
        flowing(walker, element, context)
        return
    own_line = walker.flow.current is None
    if own_line:
        walker.flow.open(context)
    for run in runs_of(element, context.look):
        walker.flow.add(run._replace(change=context.change) if isinstance(run, Run) else run, context)
    if own_line:
        walker.flow.close()


def runs_of(element: etree._Element, look: Look = Look.PLAIN) -> list[Raw]:
    """Return an element of MathML as runs; `look` is that of the text around it."""
    name = local(element)
    if name in _SHAPES:
        parts = _children(element)
        beyond = [run for child in parts[_TAKEN.get(name, len(parts)) :] for run in runs_of(child, look)]
        return [*_SHAPES[name](element, look), *beyond, *_words(_stray(element), look)]
    if len(element) == 0:
        return _token(name, " ".join((element.text or "").split()), look)
    runs = _words(element.text, look)
    for child in element:
        if isinstance(child.tag, str) and local(child) not in _ANNOTATIONS:
            runs += runs_of(child, look)
        runs += _words(child.tail, look)
    return runs


def _stray(element: etree._Element) -> str:
    """Return the characters right inside an element that should hold elements only."""
    return " ".join(filter(None, (element.text, *(child.tail for child in element))))


def _words(text: str | None, look: Look) -> list[Raw]:
    """Return the characters that are not layout."""
    return [Run(f" {' '.join(text.split())} ", look)] if text and text.strip() else []


def _token(name: str, text: str, look: Look) -> list[Raw]:
    if name == "mspace":
        text = " "
    elif name == "mo" and text in _SPACED:
        text = f" {text} "
    return [Run(text, look | Look.ITALIC if name == "mi" and len(text) == 1 else look)] if text else []


def _children(element: etree._Element) -> list[etree._Element]:
    """Return the children, without the other notations that an annotation repeats the formula in."""
    return [c for c in element if isinstance(c.tag, str) and local(c) not in _ANNOTATIONS]


def _grouped(element: etree._Element, look: Look) -> list[Raw]:
    """Return a part in brackets where it has more than one term."""
    runs = runs_of(element, look)
    terms = len(_children(element))
    if local(element) not in _COMPOUND or (terms < 2 and local(element) != "mfrac"):
        return runs
    return [Run("(", look), *runs, Run(")", look)]


def _fraction(element: etree._Element, look: Look) -> list[Raw]:
    above, below = _parts(element, 2)
    return [*_grouped_or_none(above, look), Run("/", look), *_grouped_or_none(below, look)]


def _scripts(*looks: Look) -> Callable[[etree._Element, Look], list[Raw]]:
    """Return the handler of a base with scripts, each with its look."""

    def handle(element: etree._Element, look: Look) -> list[Raw]:
        base, *scripts = _parts(element, len(looks) + 1)
        runs = _grouped_or_none(base, look)
        for script, raised in zip(scripts, looks, strict=True):
            runs += runs_of(script, look | raised) if script is not None else []
        return runs

    return handle


def _root(element: etree._Element, look: Look) -> list[Raw]:
    inside = [run for child in _children(element) for run in runs_of(child, look)]
    return [Run("√(", look), *inside, Run(")", look)]


def _degree_root(element: etree._Element, look: Look) -> list[Raw]:
    base, degree = _parts(element, 2)
    runs = runs_of(degree, look | Look.RAISED) if degree is not None else []
    return [*runs, Run("√(", look), *(runs_of(base, look) if base is not None else []), Run(")", look)]


def _fenced(element: etree._Element, look: Look) -> list[Raw]:
    opens, closes = element.get("open", "("), element.get("close", ")")
    mark = (element.get("separators", ",").strip() or ",")[:1]
    runs: list[Raw] = [Run(opens, look)]
    for number, child in enumerate(_children(element)):
        runs += [Run(f"{mark} ", look)] if number else []
        runs += runs_of(child, look)
    return [*runs, Run(closes, look)]


def _table(element: etree._Element, look: Look) -> list[Raw]:
    """Return rows with semicolons between, cells with commas, in square brackets."""
    runs: list[Raw] = [Run("[", look)]
    for number, row in enumerate(_children(element)):
        runs += [Run("; ", look)] if number else []
        for place, cell in enumerate(_children(row)):
            runs += [Run(", ", look)] if place else []
            runs += runs_of(cell, look)
        runs += _words(_stray(row) if len(row) else row.text, look)
    return [*runs, Run("]", look)]


def _parts(element: etree._Element, count: int) -> list[etree._Element | None]:
    """Return the first `count` children; None for one that is missing."""
    found: list[etree._Element | None] = [*_children(element)]
    return [*found, *([None] * count)][:count]


def _grouped_or_none(element: etree._Element | None, look: Look) -> list[Raw]:
    return _grouped(element, look) if element is not None else []


_SHAPES: dict[str, Callable[[etree._Element, Look], list[Raw]]] = {
    "mfrac": _fraction,
    "msup": _scripts(Look.RAISED),
    "msub": _scripts(Look.LOWERED),
    "msubsup": _scripts(Look.LOWERED, Look.RAISED),
    "mover": _scripts(Look.RAISED),
    "munder": _scripts(Look.LOWERED),
    "munderover": _scripts(Look.LOWERED, Look.RAISED),
    "msqrt": _root,
    "mroot": _degree_root,
    "mfenced": _fenced,
    "mtable": _table,
}
