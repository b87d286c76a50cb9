"""A parsed file as rules see it: indexes, parts with their identification, blocks of text.

Reads a `Source`. Gives `AknFile`; everything is looked up once and shared by all rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree

from pipeline.akn.identification import Identification
from pipeline.akn.identifiers import DOCUMENT_TYPES
from pipeline.read import AKN, Source, local
from pipeline.validate.model.finding import Fixable, Hit
from pipeline.validate.model.project import DocumentChecks

# Elements that hold running text; what is in one of them is one block.
BLOCK_NAMES = frozenset({
    "p", "num", "heading", "subheading", "crossHeading", "listIntroduction", "listWrapUp", "block", "caption",
    "longTitle", "tocItem",
})  # fmt: skip
# Elements inside a block whose text belongs to another block.
OWN_BLOCKS = BLOCK_NAMES | {
    "authorialNote", "embeddedStructure", "quotedStructure", "popup", "subFlow", "remark",
}  # fmt: skip
NUMBERED = frozenset({
    "paragraph", "subparagraph", "section", "subsection", "point", "indent", "alinea", "item", "article", "chapter",
    "title", "part", "division", "clause", "list", "sublist", "recital", "citation", "level",
})  # fmt: skip


@dataclass(slots=True)
class Block:
    """Running text of one element, notes left out, and where each piece of it is."""

    element: etree._Element
    text: str
    pieces: list[tuple[int, etree._Element, bool]]
    above: frozenset[str] = frozenset()
    """Local names of all ancestors of the element."""
    part: FilePart | None = None
    """The part that the element belongs to."""
    name: str = ""
    """Local name of the element."""

    def hit(
        self,
        offset: int,
        message: str,
        suggestion: str = "",
        *,
        length: int = 0,
        replacement: str | None = None,
        safe: bool = False,
    ) -> Hit:
        """Return a hit at a character of the block, covering `length` characters as far as they are one piece of text.

        `safe`: the replacement needs no judgement, `--fix` may write it.
        """
        begin, node, tail = self.pieces[0] if self.pieces else (0, self.element, False)
        for piece in self.pieces:
            if piece[0] > offset:
                break
            begin, node, tail = piece
        whole = length <= len((node.tail if tail else node.text) or "") - (offset - begin)
        return Hit(
            node,
            message,
            suggestion,
            offset=offset - begin,
            tail=tail,
            length=length if whole else 0,
            replacement=replacement if whole else None,
            fixable=Fixable.NO if replacement is None or not whole else Fixable.SAFE if safe else Fixable.OFFERED,
        )

    def left(self, offset: int) -> int:
        """Return how many characters there are from `offset` to the end of its piece of text."""
        ends = [begin for begin, _, _ in self.pieces if begin > offset]
        return (ends[0] if ends else len(self.text)) - offset

    def around(self, offset: int) -> str:
        """Return the words around a character, 30 characters to either side, cut between words."""
        begin = self.text.rfind(" ", 0, max(0, offset - 30)) + 1
        end = self.text.find(" ", min(len(self.text), offset + 30))
        return " ".join(self.text[begin : end if end >= 0 else len(self.text)].split())


@dataclass
class FilePart:
    """A document with a meta of its own: the root document, an annex, a component."""

    element: etree._Element
    host: FilePart | None = None
    eid: str = ""
    """eId of the attachment or component it is in; "" for the root document."""
    in_components: bool = False

    @cached_property
    def known(self) -> Identification:
        """Its identification, read field by field."""
        return Identification(self.element)

    @property
    def identification(self) -> etree._Element | None:
        """The element `identification`."""
        return self.known.block

    @cached_property
    def levels(self) -> dict[str, etree._Element]:
        """The elements of Work, Expression and Manifestation, as far as they are there."""
        return {name: level.element for name, level in self.known.levels.items() if level.element is not None}

    def find(self, level: str, name: str) -> etree._Element | None:
        """Return the first element `name` (FRBR…) of a level, None if there is none."""
        return self.known.levels[level].find(name.removeprefix("FRBR"))

    def all(self, level: str, name: str) -> list[etree._Element]:
        """Return all elements `name` (FRBR…) of a level."""
        return self.known.levels[level].all(name.removeprefix("FRBR"))

    def value(self, level: str, name: str, attribute: str = "value") -> str:
        """Return the attribute of the first element `name` (FRBR…) of a level; "" if there is none."""
        return self.known.levels[level].value(name.removeprefix("FRBR"), attribute)

    @property
    def language(self) -> str:
        """Code of the language, three letters; "" if none is given."""
        return self.known.language

    @property
    def meta(self) -> etree._Element | None:
        """The meta element."""
        return self.known.meta


class AknFile:
    """One file under validation."""

    def __init__(self, source: Source, checks: DocumentChecks | None = None) -> None:
        """Index a source. `checks` is what the project declares about this document (default: nothing)."""
        self.source = source
        self.root = source.root
        self.checks = checks or DocumentChecks()
        self.read: dict[tuple[str, etree._Element], Any] = {}
        """What rules read out of the blocks, by kind and element: each is read once."""
        self.elements = list(source.root.iter(f"{{{AKN}}}*"))
        self._by_name: dict[str, list[etree._Element]] = defaultdict(list)
        cut = len(AKN) + 2
        for element in self.elements:
            self._by_name[element.tag[cut:]].append(element)

    def all(self, *names: str) -> list[etree._Element]:
        """Return the elements of these names; of several names in the order of the names."""
        if len(names) == 1:
            return self._by_name.get(names[0], [])
        return [element for name in names for element in self._by_name.get(name, ())]

    def in_order(self, names: Iterable[str]) -> list[etree._Element]:
        """Return the elements of these names in document order."""
        found = [known for name in names if (known := self._by_name.get(name))]
        if len(found) < 2:
            return found[0] if found else []
        return sorted((element for known in found for element in known), key=self.order.__getitem__)

    def names(self, beginning: str) -> list[str]:
        """Return the names of elements in the file that begin so."""
        return [name for name in self._by_name if name.startswith(beginning)]

    @cached_property
    def order(self) -> dict[etree._Element, int]:
        """Position of each element in the document."""
        return {element: n for n, element in enumerate(self.elements)}

    @cached_property
    def document(self) -> etree._Element | None:
        """The document under the root; None if the root holds none."""
        return next((child for child in self.root if local(child) in DOCUMENT_TYPES), None)

    @cached_property
    def parts(self) -> list[FilePart]:
        """The root document and every part with a meta of its own, in document order."""
        found: list[FilePart] = []
        by_element: dict[etree._Element, FilePart] = {}
        for element in self.in_order(DOCUMENT_TYPES):
            if local(element.getparent()) in ("akomaNtoso", "attachment", "component"):
                part = _part(element, by_element)
                by_element[element] = part
                found.append(part)
        return found

    @cached_property
    def main(self) -> FilePart | None:
        """The root document's part."""
        return self.parts[0] if self.parts else None

    @cached_property
    def _part_of(self) -> dict[etree._Element, FilePart]:
        return {part.element: part for part in self.parts}

    def part(self, element: etree._Element) -> FilePart | None:
        """Return the part an element belongs to."""
        node: etree._Element | None = element
        while node is not None:
            found = self._part_of.get(node)
            if found is not None:
                return found
            node = node.getparent()
        return self.main

    @cached_property
    def language(self) -> str:
        """Language of the document, three letters; "" if none is given."""
        return self.main.language if self.main else ""

    @cached_property
    def in_meta(self) -> set[etree._Element]:
        """All elements inside a meta."""
        return {element for meta in self.all("meta") for element in meta.iter()}

    @cached_property
    def blocks(self) -> list[Block]:
        """Blocks of text outside meta, in document order."""
        hidden = self.in_meta
        names = {f"{{{AKN}}}{name}" for name in BLOCK_NAMES}
        found = [_block(element) for element in self.elements if element.tag in names and element not in hidden]
        known: dict[etree._Element | None, tuple[frozenset[str], FilePart | None]] = {}
        for block in found:
            parent = block.element.getparent()
            if parent not in known:
                known[parent] = frozenset(ancestors(block.element)), self.part(block.element)
            block.above, block.part = known[parent]
        return found

    @cached_property
    def block_of(self) -> dict[etree._Element, Block]:
        """Block of each element that has one."""
        return {block.element: block for block in self.blocks}

    @cached_property
    def by_eid(self) -> dict[str, etree._Element]:
        """First element of each eId."""
        found: dict[str, etree._Element] = {}
        for element in self.elements:
            eid = element.get("eId")
            if eid and eid not in found:
                found[eid] = element
        return found

    @cached_property
    def cover(self) -> etree._Element | None:
        """coverPage of the root document."""
        return None if self.document is None else self.document.find(f"{{{AKN}}}coverPage")

    @cached_property
    def symbol_elements(self) -> list[etree._Element]:
        """docNumber elements of the cover that print the symbol."""
        numbers = [] if self.cover is None else list(self.cover.iter(f"{{{AKN}}}docNumber"))
        return [number for number in numbers if number.get("refersTo") == "#symbol"] or numbers[:1]

    @cached_property
    def symbol(self) -> str:
        """Symbol on the cover; "" if there is none."""
        return words(self.symbol_elements[0]) if self.symbol_elements else ""


def _part(element: etree._Element, known: dict[etree._Element, FilePart]) -> FilePart:
    parent = element.getparent()
    host = next((known[above] for above in element.iterancestors() if above in known), None)
    holder = local(parent)
    eid = parent.get("eId", "") if parent is not None and holder != "akomaNtoso" else ""
    return FilePart(element, host, eid, in_components=any(local(a) == "components" for a in element.iterancestors()))


def _block(element: etree._Element) -> Block:
    pieces: list[tuple[int, etree._Element, bool]] = []
    texts: list[str] = []
    length = 0
    for node, tail, text in _pieces(element):
        pieces.append((length, node, tail))
        texts.append(text)
        length += len(text)
    return Block(element, "".join(texts), pieces, name=local(element))


def _pieces(element: etree._Element) -> Iterator[tuple[etree._Element, bool, str]]:
    """Yield the pieces of running text: (node, whether it is the node's tail, text)."""
    if not isinstance(element.tag, str):
        return
    if element.text:
        yield element, False, element.text
    for child in element:
        if isinstance(child.tag, str):
            name = local(child)
            if name in ("eol", "br"):
                yield child, False, "\n"
            elif name not in OWN_BLOCKS:
                yield from _pieces(child)
        if child.tail:
            yield child, True, child.tail


def words(element: etree._Element) -> str:
    """Return the text of an element with runs of spaces as one space, notes left out."""
    return " ".join("".join(text for _, _, text in _pieces(element)).split())


def raw_text(element: etree._Element) -> str:
    """Return all text of an element as written, notes included; "" for a comment."""
    return "".join(map(str, element.itertext())) if isinstance(element.tag, str) else ""


def ancestors(element: etree._Element) -> set[str]:
    """Return the local names of all ancestors."""
    return {local(above) for above in element.iterancestors()}
