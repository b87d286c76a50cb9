"""Elements of Akoma Ntoso, and inlines written into them.

Reads inlines of the prepared document. Writes text, spans, links, notes and line breaks into an element. Neighbours
of one link are one `a`; words that the form adds are left out; links inside the document wait for the eIds (`Links`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from lxml import etree

from pipeline.document import Inline, LineBreak, Link, Look, Note, NoteMark, Tab, Text
from pipeline.read import AKN4UN

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CLASSES = ((Look.BOLD, "bold"), (Look.ITALIC, "italic"), (Look.UNDERLINE, "underline"), (Look.STRIKE, "strike"),
            (Look.SMALL_CAPS, "smallCaps"))  # fmt: skip
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EDGE = " \t\u00a0\u202f\u2009"


def akn(tag: str, /, *children: etree._Element | str | None, **attributes: str | None) -> etree._Element:
    """An element of Akoma Ntoso with children and text; None leaves an attribute or child out.

    An underscore at the end of an attribute's name is not part of it ("class_").
    """
    element = etree.Element(f"{{{AKN}}}{tag}", nsmap={None: AKN, "akn4un": AKN4UN})  # type: ignore[dict-item]
    for name, value in attributes.items():
        if value is not None:
            element.set(name.removesuffix("_"), clean(value))
    for child in children:
        if isinstance(child, str):
            say(element, child)
        elif child is not None:
            element.append(child)
    return element


def clean(text: str) -> str:
    """The text without characters that no XML file can hold."""
    return _NOT_XML.sub("", text)


def say(element: etree._Element, text: str) -> None:
    """Add text at the end of an element."""
    text = clean(text)
    if not len(element):
        element.text = (element.text or "") + text
    else:
        element[-1].tail = (element[-1].tail or "") + text


@dataclass(slots=True)
class Pen:
    """Writes inlines; knows the notes, and gathers links and anchors that the eIds will join."""

    notes: dict[str, Note]
    links: list[tuple[etree._Element, str]] = field(default_factory=list)
    """Elements with a link to an anchor of this document."""
    anchors: dict[str, etree._Element] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)
    """Ids of the notes that stand in the text."""

    def named(self, element: etree._Element, *anchors: str) -> etree._Element:
        """Remember an element as the place of anchors."""
        for anchor in anchors:
            self.anchors.setdefault(anchor, element)
        return element

    def write(self, element: etree._Element, inlines: Iterable[Inline]) -> etree._Element:
        """Write inlines at the end of `element`, without blanks at either end; the element itself."""
        for link, group in groupby(trimmed(list(inlines)), key=lambda i: i.link if isinstance(i, Text) else None):
            target = self._link(element, link) if link is not None else element
            for inline in group:
                self._inline(target, inline)
        return element

    def p(self, inlines: Iterable[Inline], **attributes: str | None) -> etree._Element:
        """A `p` of these inlines."""
        return self.write(akn("p", **attributes), inlines)

    def _link(self, element: etree._Element, link: Link) -> etree._Element:
        if link.internal:
            made = akn("ref", href=link.target)
            self.links.append((made, link.target[1:]))
        else:
            made = akn("a", href=link.target)
        element.append(made)
        return made

    def _inline(self, element: etree._Element, inline: Inline) -> None:
        if isinstance(inline, LineBreak):
            element.append(akn("eol"))
        elif isinstance(inline, Tab):
            say(element, "\t\t")
        elif isinstance(inline, NoteMark):
            self._note(element, inline.note)
        else:
            self._text(element, inline)

    def _text(self, element: etree._Element, inline: Text) -> None:
        classes = " ".join(name for flag, name in _CLASSES if flag in inline.look)
        if inline.look & (Look.RAISED | Look.LOWERED):
            element.append(akn("sup" if Look.RAISED in inline.look else "sub"))
            element = element[-1]
        if classes or inline.language:
            made = akn("span", class_=classes or "foreign")
            if inline.language:
                made.set(_LANG, inline.language)
            element.append(made)
            element = made
        say(element, inline.text)

    def _note(self, element: etree._Element, note_id: str) -> None:
        note = self.notes.get(note_id)
        if note is None:
            return
        if note_id in self.written:
            made = akn("noteRef", href=f"#{note_id}", marker=note.mark or None)
            self.links.append((made, note_id))
        else:
            self.written.add(note_id)
            blocks = [self.p((*block.label, *([Text(" ")] if block.label else ()), *block.inlines))
                      for block in note.blocks]  # fmt: skip
            made = akn("authorialNote", *(blocks or [akn("p")]), marker=note.mark or None, placement="bottom")
            self.named(made, note_id)
        element.append(made)

    def settle_links(self) -> None:
        """Give each link inside the document the eId of its place; one that leads nowhere is taken away."""
        for element, anchor in self.links:
            place = self.anchors.get(anchor)
            eid = place.get("eId") if place is not None else None
            if eid:
                element.set("href", f"#{eid}")
            else:
                unwrap(element)


def unwrap(element: etree._Element) -> None:
    """Take an element away and leave its content; one without content vanishes."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    place = parent.index(element)
    tail, children = element.tail or "", list(element)
    lead = element.text or ""
    if before is not None:
        before.tail = (before.tail or "") + lead
    else:
        parent.text = (parent.text or "") + lead
    parent.remove(element)
    for offset, child in enumerate(children):
        parent.insert(place + offset, child)
    last = children[-1] if children else before
    if last is not None:
        last.tail = (last.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail


def trimmed(inlines: Sequence[Inline]) -> list[Inline]:
    """The inlines without blanks, tabs and breaks at either end, equal neighbours merged."""
    found = [i for i in inlines if not isinstance(i, Text) or (i.text and not (i.generated and i.text.strip()))]
    for end in (0, -1):
        while found and _is_gap(found[end]):
            del found[end]
    if found and isinstance(found[0], Text):
        found[0] = _with(found[0], found[0].text.lstrip(_EDGE))
    if found and isinstance(found[-1], Text):
        found[-1] = _with(found[-1], found[-1].text.rstrip(_EDGE))
    return _merged(found)


def _is_gap(inline: Inline) -> bool:
    return isinstance(inline, LineBreak | Tab) or (isinstance(inline, Text) and not inline.text.strip(_EDGE))


def _merged(inlines: list[Inline]) -> list[Inline]:
    result: list[Inline] = []
    for inline in inlines:
        last = result[-1] if result else None
        if isinstance(inline, Text) and isinstance(last, Text) and _alike(last, inline):
            result[-1] = _with(last, last.text + inline.text)
        else:
            result.append(inline)
    return result


def _alike(one: Text, other: Text) -> bool:
    return (one.look, one.link, one.language) == (other.look, other.link, other.language)


def _with(text: Text, characters: str) -> Text:
    return Text(characters, text.look, text.link, text.language)
