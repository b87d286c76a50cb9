"""The part of the schema that documents need: whether a document is valid is known in a tenth of the time.

Reads the schema's file and trees. Gives a compiled schema that says of a tree what the whole one says, valid
or not; what is wrong with it only the whole one knows. libxml2 needs most of its time for elements that the document
does not have: on the letter of `source/` 22 ms for the part, 470 ms for the whole (processor time, busy machine). It
needs most of its memory for them too: 2 of 12 MiB are left.

Left out is what nothing in the tree can meet: the content of elements that it does not have, types that no other
element has, and such elements where they are one choice of several. They may still be named where they are required.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from operator import attrgetter
from pathlib import Path

from lxml import etree

_XSD = "{http://www.w3.org/2001/XMLSchema}"
_ELEMENT, _TYPE, _CHOICE = (f"{_XSD}{name}" for name in ("element", "complexType", "choice"))
_DERIVED = (f"{_XSD}extension", f"{_XSD}restriction")
_INSTANCE = {"xsi": "http://www.w3.org/2001/XMLSchema-instance"}


_tag = attrgetter("tag")


class GrowingPart:
    """The part that the trees of a process need: compiled again, for all so far, if one has elements that are new."""

    def __init__(self, file: Path, most: int) -> None:
        """Compile nothing yet, and never more often than `most` times."""
        self.file, self.most = file, most
        self._names: frozenset[str] = frozenset()
        self._part: etree.XMLSchema | None = None

    def of(self, root: etree._Element) -> etree.XMLSchema | None:
        """Return the part for a tree; None if only the whole will do, or was worth it sooner."""
        if root.xpath("boolean(//@xsi:*)", namespaces=_INSTANCE):  # a document that names types itself
            return None
        names = frozenset(map(_tag, root.getroottree().iter("*")))
        if names <= self._names:
            return self._part
        if not self.most:
            return None
        self.most -= 1
        self._names |= names
        self._part = _compiled(self.file, {name.rpartition("}")[2] for name in self._names})
        return self._part


def _compiled(file: Path, names: Collection[str]) -> etree.XMLSchema | None:
    try:
        schema = etree.parse(str(file), etree.XMLParser(no_network=True))
        _reduce(schema.getroot(), names)
        return etree.XMLSchema(schema)
    except (OSError, etree.XMLSyntaxError, etree.XMLSchemaParseError):
        return None


def _reduce(schema: etree._Element, names: Collection[str]) -> None:
    """Take out of a schema what no element of these names can meet."""
    for element in schema.iterchildren(_ELEMENT):
        if element.get("name") not in names:
            if "type" in element.attrib:
                del element.attrib["type"]
            _remove(element)
    types = {str(kind.get("name")): kind for kind in schema.iterchildren(_TYPE)}
    for name in types.keys() - _needed(schema, types):
        schema.remove(types[name])
    for choice in schema.iter(_CHOICE):
        unmet = [one for one in choice.iterchildren(_ELEMENT) if _is_unmet(one, names)]
        others = len(choice) - len(unmet)
        _remove(choice, unmet if others else unmet[1:])


def _needed(schema: etree._Element, types: dict[str, etree._Element]) -> set[str]:
    """Return the names of the types that what is left of the elements, and the groups, are made of."""
    needed: set[str] = set()
    found = set(_mentioned(child for child in schema if child.tag != _TYPE))
    while found:
        needed |= found
        found = set(_mentioned(types[name] for name in found if name in types)) - needed
    return needed


def _mentioned(parts: Iterable[etree._Element]) -> Iterator[str]:
    for part in parts:
        for node in part.iter(_ELEMENT, *_DERIVED):
            yield from (name for name in (node.get("base"), node.get("type")) if name)


def _is_unmet(element: etree._Element, names: Collection[str]) -> bool:
    """Return True for a choice that has to be one element, and one that the tree does not have."""
    name = element.get("ref")
    return name is not None and name not in names and element.get("minOccurs") != "0"


def _remove(parent: etree._Element, children: Iterable[etree._Element] | None = None) -> None:
    for child in list(parent if children is None else children):
        parent.remove(child)
