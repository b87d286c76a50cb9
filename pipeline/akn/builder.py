"""Elements of Akoma Ntoso: made, laid out in lines, written as a file or as a piece of one.

Reads names, text and attributes. Gives elements, and their bytes. This is the one place where mark-up is written; a
file that exists is changed by `read.patch`, which takes elements from here.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Collection, Iterator, Mapping

from lxml import etree

from pipeline.akn.names import AKN, AKN4UN, local

Child = etree._Element | str | None
"""What an element is made of: an element, text, or nothing."""
_NAMESPACES = {None: AKN, "akn4un": AKN4UN}
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINES = frozenset(("p", "num", "heading", "caption", "block", "crossHeading"))
"""Elements that hold a line of text: white space inside them counts."""
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'


def make(tag: str, /, *children: Child, **attributes: str | None) -> etree._Element:
    """Return an element of Akoma Ntoso; None leaves a child or an attribute out.

    An underscore at the end of an attribute's name is not part of it (`class_`).
    """
    return _made(AKN, tag, children, attributes)


def make_own(tag: str, /, *children: Child, **attributes: str | None) -> etree._Element:
    """Return an element of the vocabulary of AKN4UN; see `make`."""
    return _made(AKN4UN, tag, children, attributes)


def _made(
    namespace: str, tag: str, children: tuple[Child, ...], attributes: Mapping[str, str | None]
) -> etree._Element:
    element = etree.Element(f"{{{namespace}}}{tag}", nsmap=_NAMESPACES)  # type: ignore[arg-type]
    for name, value in attributes.items():
        if value is not None:
            element.set(name.removesuffix("_"), clean(value))
    return add(element, *children)


def add(element: etree._Element, *children: Child) -> etree._Element:
    """Add elements and text at the end of an element; return it."""
    for child in children:
        if isinstance(child, str):
            say(element, child)
        elif child is not None:
            element.append(child)
    return element


def clean(text: str) -> str:
    """Return the text without characters that no XML file can hold."""
    return _NOT_XML.sub("", text)


def say(element: etree._Element, text: str) -> None:
    """Add text at the end of an element."""
    text = clean(text)
    if not len(element):
        element.text = (element.text or "") + text
    else:
        element[-1].tail = (element[-1].tail or "") + text


def copied(element: etree._Element) -> etree._Element:
    """Return a copy of an element, without the text behind it."""
    twin = copy.deepcopy(element)
    twin.tail = None
    return twin


def unwrap(element: etree._Element) -> None:
    """Take an element away and leave its content; one without content vanishes."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    place = parent.index(element)
    tail, children = element.tail or "", list(element)
    _append_text(parent, before, element.text or "")
    parent.remove(element)
    for offset, child in enumerate(children):
        parent.insert(place + offset, child)
    _append_text(parent, children[-1] if children else before, tail)


def remove(element: etree._Element) -> None:
    """Take an element away with its content; the text behind it stays."""
    parent = element.getparent()
    if parent is not None:
        _append_text(parent, element.getprevious(), element.tail or "")
        parent.remove(element)


def _append_text(parent: etree._Element, before: etree._Element | None, text: str) -> None:
    """Add text behind a child, or at the beginning of the parent."""
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def file_bytes(root: etree._Element, *, as_it_is: Collection[etree._Element] = ()) -> bytes:
    """Return the bytes of a finished tree: elements that hold elements only on lines of their own.

    `as_it_is`: elements inside which no white space changes.
    """
    etree.cleanup_namespaces(root, keep_ns_prefixes=["akn4un"])
    for element in _holders(root, as_it_is):
        inner = "\n" + "  " * (1 + sum(1 for _ in element.iterancestors()))
        element.text = inner
        for child in element:
            child.tail = inner
        element[-1].tail = inner[:-2]
    return _DECLARATION + etree.tostring(root, encoding="UTF-8") + b"\n"


def _holders(root: etree._Element, as_it_is: Collection[etree._Element]) -> Iterator[etree._Element]:
    """Yield the elements that hold only elements, outside every line of text."""
    stack = [root]
    while stack:
        element = stack.pop()
        own = element.tag[1 : len(AKN4UN) + 1] == AKN4UN
        held = element in as_it_is or local(element) in _LINES or own
        if held or not len(element) or (element.text or "").strip():
            continue
        yield element
        stack.extend(child for child in element if isinstance(child.tag, str))


def piece(element: etree._Element, scope: Mapping[str | None, str]) -> str:
    """Return an element as text that may be where the namespaces of `scope` are declared, by prefix."""
    around = etree.Element("around", nsmap=dict(scope))  # type: ignore[arg-type]
    around.append(copied(element))
    etree.cleanup_namespaces(around, keep_ns_prefixes=[prefix for prefix in scope if prefix])
    text = etree.tostring(around, encoding="unicode")
    return text[text.index(">") + 1 : text.rindex("</")]
