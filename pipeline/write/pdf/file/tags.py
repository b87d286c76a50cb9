"""The structure tree of a tagged PDF.

Gives `Elem`, a structure element, and `Tree`. Elements and their slots are made in reading order while
the document is prepared; drawing fills the slots with (page, marked-content number). So page breaks and notes at the
foot of a page keep the tree in reading order, and parts of a split paragraph share their element.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.write.pdf.file.objects import Objects, Own, PdfFile, Raw, text_string


class Slot:
    """Place in an element's children for one run of content."""

    __slots__ = ("elem", "marks")

    def __init__(self, elem: Elem) -> None:
        """Begin without a mark."""
        self.elem = elem
        self.marks: list[tuple[int, int]] = []


class Annot:
    """Place in an element's children for a link annotation: the number of its object."""

    __slots__ = ("number", "page")

    def __init__(self, page: int, number: int) -> None:
        """Set the page, counted from 0."""
        self.page, self.number = page, number


class Elem(Own):
    """A structure element; `attributes` is the text of its /A entry."""

    def __init__(self, kind: str, parent: Elem | None = None) -> None:
        """Add the element to its parent's children at once: make elements in reading order."""
        self.kind = kind
        self.parent = parent
        self.kids: list[Elem | Slot | Annot] = []
        self.language = self.alt = self.identifier = self.attributes = self.title = ""
        self.number = 0
        if parent is not None:
            parent.kids.append(self)

    def slot(self) -> Slot:
        """Return a new place for content at the end of the children."""
        slot = Slot(self)
        self.kids.append(slot)
        return slot

    def child(self, kind: str, language: str = "") -> Elem:
        """Return a new child element."""
        elem = Elem(kind, self)
        elem.language = language
        return elem

    def used(self) -> bool:
        """Return True if something was drawn in it or below it."""
        return any(bool(k.marks) if isinstance(k, Slot) else isinstance(k, Annot) or k.used() for k in self.kids)

    def format(self, document: PdfFile) -> bytes:
        """Return the element's dictionary; `Tree.finish` has set the numbers."""
        return self.text.encode("latin-1")

    text = ""


class Tree:
    """The structure tree of one document."""

    def __init__(self, objects: Objects) -> None:
        """Begin the tree. `root` is the Document element."""
        self._objects = objects
        self.root = Elem("Document")
        self.annotations: list[Elem] = []
        """Owner of each link annotation, by its key in the parent tree."""

    def finish(self, pages: list[int]) -> int:
        """Return the number of the StructTreeRoot, everything formatted; `pages` are the numbers of the page
        objects.
        """
        live = list(_live(self.root))
        for elem in live:
            elem.number = self._objects.add(elem)
        root = Raw(lambda: "")
        root_number = self._objects.add(root)
        parents: list[dict[int, int]] = [{} for _ in pages]
        for elem in live:
            _format(elem, pages, root_number, parents)
        parent_tree = self._parent_tree(parents)
        names = self._id_tree(live)
        for elem in live:
            elem.kids.clear()  # they know their parents, and would wait for Python's search for cycles
        root._text = f"<</Type/StructTreeRoot/K {self.root.number} 0 R/ParentTree {parent_tree} 0 R{names}>>"
        return root_number

    def _parent_tree(self, parents: list[dict[int, int]]) -> int:
        entries = []
        for key, owners in enumerate(parents):
            if owners:
                refs = " ".join(f"{owners[mcid]} 0 R" for mcid in range(len(owners)))
                entries.append(f"{key}[{refs}]")
        first = len(parents)
        entries += [f"{first + i} {elem.number} 0 R" for i, elem in enumerate(self.annotations)]
        return self._objects.add(Raw(f"<</Nums[{' '.join(entries)}]>>"))

    def _id_tree(self, live: list[Elem]) -> str:
        ids = sorted((e.identifier.encode("utf-8"), e.number) for e in live if e.identifier)
        if not ids:
            return ""
        pairs = " ".join(f"<{i.hex()}> {n} 0 R" for i, n in ids)
        limits = f"<{ids[0][0].hex()}> <{ids[-1][0].hex()}>"
        leaf = self._objects.add(Raw(f"<</Limits[{limits}]/Names[{pairs}]>>"))
        return f"/IDTree<</Kids[{leaf} 0 R]>>"


def _live(elem: Elem) -> Iterator[Elem]:
    """Yield the elements in reading order, those in which nothing was drawn left out."""
    elem.kids = [k for k in elem.kids if (k.marks if isinstance(k, Slot) else isinstance(k, Annot) or _keep(k))]
    yield elem
    for kid in elem.kids:
        if isinstance(kid, Elem):
            yield from _live(kid)


def _keep(elem: Elem) -> bool:
    """Return True if the element has content or is a cell: empty cells hold the table's grid."""
    return elem.kind in ("TD", "TH", "TR") or elem.used()


def _format(elem: Elem, pages: list[int], root: int, parents: list[dict[int, int]]) -> None:
    """Set the element's text and enter its content into the parent tree."""
    home = next((k.marks[0][0] if isinstance(k, Slot) else k.page for k in elem.kids if not isinstance(k, Elem)), None)
    kids = []
    for kid in elem.kids:
        if isinstance(kid, Elem):
            kids.append(f"{kid.number} 0 R")
        elif isinstance(kid, Annot):
            kids.append(f"<</Type/OBJR/Pg {pages[kid.page]} 0 R/Obj {kid.number} 0 R>>")
        else:
            for page, mcid in kid.marks:
                parents[page][mcid] = elem.number
                kids.append(str(mcid) if page == home else f"<</Type/MCR/Pg {pages[page]} 0 R/MCID {mcid}>>")
    above = elem.parent.number if elem.parent is not None else root
    parts = [f"<</S/{elem.kind}/P {above} 0 R"]
    if home is not None:
        parts.append(f"/Pg {pages[home]} 0 R")
    if kids:
        parts.append(f"/K {kids[0]}" if len(kids) == 1 else f"/K[{' '.join(kids)}]")
    parts += [f"/{key}{text_string(value)}" for key, value in (("Lang", elem.language), ("Alt", elem.alt)) if value]
    if elem.identifier:
        parts.append(f"/ID<{elem.identifier.encode('utf-8').hex()}>")
    if elem.title:
        parts.append(f"/T{text_string(elem.title)}")
    if elem.attributes:
        parts.append(f"/A{elem.attributes}")
    elem.text = "".join(parts) + ">>"
