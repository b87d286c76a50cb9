"""Elements of WordprocessingML while a part is being written.

Gives `Element`, a plain tree with the few methods that the writer needs. Word files have some thousand elements: lxml
takes 6 microseconds to make one and to put it into another, this tree 1.5 to make and to write it
(docs/benchmarks/tried.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
NAMESPACES = {"w": W, "r": R, "wp": WP, "a": A, "pic": PIC}

DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
"""What begins each part."""
_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_VALUE = _TEXT | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})
_MARKED = frozenset('&<>"\r\n\t')


def qualified(name: str) -> str:
    """Return a name with a prefix of `NAMESPACES` ("w:p") in Clark notation, as lxml has it."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


class Element:
    """An element: its name and the names of its attributes with the prefixes of `NAMESPACES` ("w:pPr")."""

    __slots__ = ("attributes", "children", "fixed", "tag", "text")

    def __init__(
        self, tag: str, attributes: dict[str, str], children: list[Element], text: str = "", fixed: str = ""
    ) -> None:
        """Take the parts as they are; an element has children or text. `fixed`: what it is as XML, if it stays so."""
        self.tag = tag
        self.attributes = attributes
        self.children = children
        self.text = text
        self.fixed = fixed
        """This element as XML, if it stays as it is: it may then be part of several others."""

    @property
    def local(self) -> str:
        """The name without its prefix."""
        return self.tag.rpartition(":")[2]

    def __len__(self) -> int:
        """Return the number of children."""
        return len(self.children)

    def __bool__(self) -> bool:
        """Return True for every element, also one without children."""
        return True

    def __iter__(self) -> Iterator[Element]:
        """Yield the children."""
        return iter(self.children)

    def __getitem__(self, place: int) -> Element:
        """Return the child at a place."""
        return self.children[place]

    @property
    def properties(self) -> Element:
        """The first child, which has the properties of a paragraph or a cell, as one that can be changed."""
        first = self.children[0]
        if first.fixed:
            first = self.children[0] = first.copy()
        return first

    def get(self, name: str) -> str | None:
        """Return the value of an attribute; None without it."""
        return self.attributes.get(name)

    def set(self, name: str, value: str) -> None:
        """Give an attribute its value."""
        assert not self.fixed
        self.attributes[name] = value

    def append(self, child: Element) -> None:
        """Add a child at the end. Unlike with lxml a child of another element stays there, too."""
        assert not self.fixed
        self.children.append(child)

    def insert(self, place: int, child: Element) -> None:
        """Put a child before the one at a place."""
        assert not self.fixed
        self.children.insert(place, child)

    def index(self, child: Element) -> int:
        """Return the place of a child."""
        return next(n for n, own in enumerate(self.children) if own is child)

    def find(self, *path: str) -> Element | None:
        """Return the first child of this name, then its first of the next name; None if there is none."""
        found: Element | None = self
        for tag in path:
            found = next((child for child in found if child.tag == tag), None) if found else None
        return found

    def iter(self, tag: str) -> Iterator[Element]:
        """Yield this element and all in it, in order, that have this name."""
        if self.tag == tag:
            yield self
        for child in self.children:
            yield from child.iter(tag)

    def fix(self) -> Element:
        """Return this element, which from now on stays as it is with all that is in it."""
        if not self.fixed:
            for child in self.children:
                child.fix()
            self.fixed = self.xml()
        return self

    def copy(self) -> Element:
        """Return an equal element that can be changed; its children are the same ones."""
        return Element(self.tag, self.attributes.copy(), self.children.copy(), self.text)

    def own(self, tag: str) -> Element | None:
        """Return the first child of this name as one that can be changed; None if there is none."""
        assert not self.fixed
        for place, child in enumerate(self.children):
            if child.tag == tag:
                self.children[place] = child.copy() if child.fixed else child
                return self.children[place]
        return None

    def xml(self) -> str:
        """Return the element as XML, without declarations of namespaces."""
        if self.fixed:
            return self.fixed
        parts: list[str] = []
        self._put(parts.append)
        return "".join(parts)

    def file(self) -> bytes:
        """Return the bytes of a part that this element opens."""
        return f"{DECLARATION}{self.xml()}".encode()

    def _put(self, put: Callable[[str], None]) -> None:
        head = self.tag
        for name, value in self.attributes.items():
            plain = value.isalnum() or _MARKED.isdisjoint(value)
            head += f' {name}="{value if plain else value.translate(_VALUE)}"'
        if self.children:
            put(f"<{head}>")
            for child in self.children:
                put(child.fixed) if child.fixed else child._put(put)
            put(f"</{self.tag}>")
        else:
            put(f"<{head}>{escaped(self.text)}</{self.tag}>" if self.text else f"<{head}/>")


def escaped(text: str) -> str:
    """Return the characters of a text as XML."""
    marked = "&" in text or "<" in text or ">" in text or "\r" in text
    return text.translate(_TEXT) if marked else text


def root(tag: str, /, *children: Element | None) -> Element:
    """Return `w:tag` that opens a part: all prefixes are declared on it."""
    declared = {f"xmlns:{prefix}": name for prefix, name in NAMESPACES.items()}
    return Element(f"w:{tag}", declared, [child for child in children if child is not None])
