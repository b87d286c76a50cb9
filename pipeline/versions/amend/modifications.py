"""Modifications: what makes one source of another, as instructions that can be printed and carried out.

Reads two sources of one work. Gives `Modification`s on eIds: words for words inside one text node, an element for an
element, an element inserted or repealed. Old words are quoted with as many of their neighbours as make them unique in
their element: whoever carries the instruction out needs no position. Metadata are not compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lxml import etree
from rapidfuzz.distance import Indel

from pipeline.errors import DocumentError
from pipeline.read import Source, local
from pipeline.versions.comparison.tokens import tokens


class Sort(StrEnum):
    """Sorts of textual modification [strict modifications.1]."""

    SUBSTITUTION = "substitution"
    REPLACEMENT = "replacement"
    INSERTION = "insertion"
    REPEAL = "repeal"


@dataclass(frozen=True, slots=True)
class Modification:
    """One instruction. `target` is an eId of the old source; "" if no element around the words has one."""

    sort: Sort
    target: str
    pos: str = ""
    """For an insertion: `after` or `before` the target, or at its `start`."""
    old: str = ""
    new: str = ""
    structure: tuple[etree._Element, ...] = ()
    """For a replacement or insertion: the new element, of the new source."""


_UNITS = frozenset({
    "content", "intro", "wrapUp", "heading", "subheading", "crossHeading", "paragraph", "subparagraph", "point",
    "indent", "alinea", "section", "subsection", "division", "title", "part", "chapter", "article", "clause", "rule",
    "hcontainer", "list", "sublist", "item", "blockList", "listIntroduction", "listWrapUp", "table", "container",
    "formula", "recital", "citation", "authorialNote",
})  # fmt: skip
"""Elements that a corrigendum may replace as a whole."""
_NOT_COMPARED = frozenset({"meta"})
_FEWEST = 2
"""Words of context on either side of a quotation, where there are so many.
Chosen: a word alone may be in many places."""


def modifications(old: Source, new: Source) -> list[Modification]:
    """Return what makes `new` of `old`. Raises DocumentError if that cannot be said on eIds."""
    return _Comparer(old, new).run()


class _Comparer:
    def __init__(self, old: Source, new: Source) -> None:
        self.old, self.new = old, new
        self.named: defaultdict[str, list[etree._Element]] = defaultdict(list)
        for element in old.root.iter("*"):
            self.named[element.get("eId", "")].append(element)
        self.found: list[Modification] = []
        self.replaced: set[str] = set()

    def run(self) -> list[Modification]:
        self._element(self.old.root, self.new.root)
        return self.found

    def _element(self, a: etree._Element, b: etree._Element) -> None:
        """Compare two elements that are one."""
        if local(a) in _NOT_COMPARED or _same(a, b):
            return
        mine, theirs = _children(a), _children(b)
        if [_key(c) for c in mine] == [_key(c) for c in theirs] and _attributes(a) == _attributes(b):
            self._text(a, False, b, False)
            for x, y in zip(mine, theirs, strict=True):
                self._element(x, y)
                self._text(x, True, y, True)
        elif _all_named(mine) and _all_named(theirs) and not _mixed(a) and _attributes(a) == _attributes(b):
            self._members(a, mine, theirs)
        else:
            self._replace(a, b)

    def _members(
        self, parent: etree._Element, mine: Sequence[etree._Element], theirs: Sequence[etree._Element]
    ) -> None:
        """Compare named siblings: elements come and go."""
        before: etree._Element | None = None
        steps = Indel.opcodes([_key(c) for c in mine], [_key(c) for c in theirs])
        for step in steps:
            gone, come = mine[step.src_start : step.src_end], theirs[step.dest_start : step.dest_end]
            if step.tag == "equal":
                for x, y in zip(gone, come, strict=True):
                    self._element(x, y)
            elif step.tag == "delete":
                self.found += [Modification(Sort.REPEAL, c.get("eId", "")) for c in gone]
            else:
                for element in come:
                    self._insert(parent, before, element)
                continue
            before = gone[-1]

    def _insert(self, parent: etree._Element, before: etree._Element | None, element: etree._Element) -> None:
        target = before if before is not None else parent
        pos = "after" if before is not None else "start"
        if not target.get("eId"):
            raise self._refusal(parent)
        self.found.append(Modification(Sort.INSERTION, target.get("eId", ""), pos, structure=(element,)))

    def _replace(self, a: etree._Element, b: etree._Element) -> None:
        """Replace the nearest unit around an element whose structure has changed, as a whole."""
        while not (a.get("eId") and local(a) in _UNITS):
            up, other = a.getparent(), b.getparent()
            if up is None or other is None:
                raise self._refusal(a)
            a, b = up, other
        target = a.get("eId", "")
        if target in self.replaced:
            return
        self.replaced.add(target)
        inside = {e.get("eId") for e in a.iter("*")}
        self.found = [m for m in self.found if m.target not in inside or not m.target]
        self.found.append(Modification(Sort.REPLACEMENT, target, structure=(b,)))

    def _text(self, a: etree._Element, tail: bool, b: etree._Element, other_tail: bool) -> None:
        """Replace the words that differ in one text node."""
        one, two = (a.tail if tail else a.text) or "", (b.tail if other_tail else b.text) or ""
        if one == two or (not one.strip() and not two.strip()):
            return
        home = a.getparent() if tail else a
        target = home
        while target is not None and not target.get("eId"):
            target = target.getparent()
        eid = target.get("eId", "") if target is not None else ""
        scope = self.named[eid] if eid else [self.old.root]
        if eid in self.replaced:
            return
        try:
            self.found += [Modification(Sort.SUBSTITUTION, eid, old=x, new=y) for x, y in _quotations(one, two, scope)]
        except LookupError:
            assert home is not None
            self._replace(home, b.getparent() if other_tail else b)  # type: ignore[arg-type]

    def _refusal(self, element: etree._Element) -> DocumentError:
        return DocumentError(
            f"the change in <{local(element)}> is in no element with an eId, so no corrigendum can name it",
            place=self.old.place(element),
            remedy="make a revision instead",
        )


def _children(element: etree._Element) -> list[etree._Element]:
    return [c for c in element if isinstance(c.tag, str)]


def _key(element: etree._Element) -> tuple[str, str]:
    return local(element), element.get("eId", "")


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(k): str(v) for k, v in element.attrib.items()}


def _all_named(elements: Sequence[etree._Element]) -> bool:
    return all(e.get("eId") for e in elements)


def _mixed(element: etree._Element) -> bool:
    return bool((element.text or "").strip()) or any((c.tail or "").strip() for c in element)


def _same(a: etree._Element, b: etree._Element) -> bool:
    return etree.tostring(a, method="c14n", with_tail=False) == etree.tostring(b, method="c14n", with_tail=False)


def texts(scope: etree._Element) -> Iterator[tuple[etree._Element, bool, str]]:
    """Yield the text nodes of an element in order: node, whether its tail, characters. Metadata have none."""
    if local(scope) in _NOT_COMPARED:
        return
    if scope.text:
        yield scope, False, scope.text
    for child in scope:
        if isinstance(child.tag, str):
            yield from texts(child)
        if child.tail:
            yield child, True, child.tail


def _quotations(old: str, new: str, scope: Sequence[etree._Element]) -> list[tuple[str, str]]:
    """Return the pairs of quotations that make `new` of `old`; LookupError if none is unique in all elements of
    `scope`.

    Several elements have one eId where components repeat them [corpus eid.4].
    """
    mine, theirs = tokens(old), tokens(new)
    steps = [s for s in Indel.opcodes(mine, theirs) if s.tag != "equal"]
    spans = [[s.src_start, s.src_end, s.dest_start, s.dest_end] for s in steps]
    return [_quoted(mine, theirs, span) for span in _unique(_widened(spans, mine, theirs), mine, theirs, scope)]


def _widened(spans: list[list[int]], mine: Sequence[str], theirs: Sequence[str]) -> list[list[int]]:
    """Return spans with some words around them; those that meet become one."""
    for span in spans:
        for _ in range(_FEWEST):
            _widen(span, mine, theirs)
    return _merged(spans)


def _widen(span: list[int], mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Widen a span by a word on either side, with spaces and signs; return False if there is none."""
    grown = False
    while span[0] > 0 and span[2] > 0 and mine[span[0] - 1] == theirs[span[2] - 1]:
        span[0], span[2] = span[0] - 1, span[2] - 1
        grown = True
        if mine[span[0]][0].isalnum():
            break
    while span[1] < len(mine) and span[3] < len(theirs) and mine[span[1]] == theirs[span[3]]:
        span[1], span[3] = span[1] + 1, span[3] + 1
        grown = True
        if mine[span[1] - 1][0].isalnum():
            break
    return grown


def _merged(spans: list[list[int]]) -> list[list[int]]:
    result: list[list[int]] = []
    for span in sorted(spans):
        if result and span[0] <= result[-1][1]:
            last = result[-1]
            last[1], last[3] = max(last[1], span[1]), max(last[3], span[3])
        else:
            result.append(span)
    return result


def _unique(
    spans: list[list[int]], mine: Sequence[str], theirs: Sequence[str], scope: Sequence[etree._Element]
) -> list[list[int]]:
    """Return spans widened until the old words of each are once in the elements."""
    nodes = [text for element in scope for _, _, text in texts(element)]
    while True:
        poor = [s for s in spans if sum(t.count(_quoted(mine, theirs, s)[0] or "\0") for t in nodes) != 1]
        if not poor:
            return spans
        grown = [_widen(s, mine, theirs) for s in poor]
        if not any(grown):
            raise LookupError
        spans = _merged(spans)


def _quoted(mine: Sequence[str], theirs: Sequence[str], span: Sequence[int]) -> tuple[str, str]:
    """Return the old and the new words of a span, without spaces at their ends that both have."""
    old, new = "".join(mine[span[0] : span[1]]), "".join(theirs[span[2] : span[3]])
    while old[:1].isspace() and old[:1] == new[:1]:
        old, new = old[1:], new[1:]
    while old[-1:].isspace() and old[-1:] == new[-1:]:
        old, new = old[:-1], new[:-1]
    return old, new
