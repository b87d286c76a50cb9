"""Inlines of the prepared document, written into elements of Akoma Ntoso.

Writes text, spans, links, notes and line breaks into an element. Neighbours with the same link are one `a`. Words that
the form adds are left out. Links within the document are set when eIds are known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from lxml import etree

from pipeline.akn.builder import make, say, unwrap
from pipeline.akn.names import local
from pipeline.document import Inline, Letters, LineBreak, Link, Look, Note, NoteMark, Picture, Tab, Text

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CLASSES = ((Look.BOLD, "bold"), (Look.ITALIC, "italic"), (Look.UNDERLINE, "underline"), (Look.STRIKE, "strike"),
            (Look.SMALL_CAPS, "smallCaps"))  # fmt: skip
_PIXEL = 0.75
"""Points. A pixel of CSS (CSS Values and Units, section 6.2)."""
_EDGE = " \t\u00a0\u202f\u2009"


@dataclass(slots=True)
class InlineWriter:
    """Writes inlines. Knows the notes, and keeps the links and anchors that are set when eIds are known."""

    notes: dict[str, Note]
    links: list[tuple[etree._Element, str]] = field(default_factory=list)
    """Elements with a link to an anchor of this document."""
    anchors: dict[str, etree._Element] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)
    """Ids of the notes that are written into the text."""
    letters: bool = False
    """True in a paragraph, whose letters keep their spacing."""

    def named(self, element: etree._Element, *anchors: str) -> etree._Element:
        """Register an element under anchors, and return it."""
        for anchor in anchors:
            self.anchors.setdefault(anchor, element)
        return element

    def write(self, element: etree._Element, inlines: Iterable[Inline]) -> etree._Element:
        """Write inlines at the end of `element`, without spaces at either end, and return it."""
        for link, group in groupby(trimmed(list(inlines)), key=lambda i: i.link if isinstance(i, Text) else None):
            target = self._link(element, link) if link is not None else element
            for inline in group:
                self._inline(target, inline)
        return element

    def p(self, inlines: Iterable[Inline], **attributes: str | None) -> etree._Element:
        """Return a `p` of these inlines, with the spacing of letters that the source has."""
        self.letters = True
        made = self.write(make("p", **attributes), inlines)
        self.letters = False
        return made

    def _link(self, element: etree._Element, link: Link) -> etree._Element:
        if link.internal:
            made = make("ref", href=link.target)
            self.links.append((made, link.target[1:]))
        else:
            made = make("a", href=link.target)
        element.append(made)
        return made

    def _inline(self, element: etree._Element, inline: Inline) -> None:
        if isinstance(inline, LineBreak):
            element.append(make("eol"))
        elif isinstance(inline, Tab):
            say(element, "\t\t")
        elif isinstance(inline, NoteMark):
            self._note(element, inline.note)
        elif isinstance(inline, Picture):
            if not inline.file:
                element.append(make("placeholder", inline.words, status="unknown"))
                return
            sides = (str(round(side / _PIXEL)) if side else None for side in (inline.width, inline.height))
            element.append(
                make("img", src=inline.file, alt=inline.alt, **dict(zip(("width", "height"), sides, strict=True)))
            )
        else:
            self._text(element, inline)

    def _text(self, element: etree._Element, inline: Text) -> None:
        if not inline.text.strip() and not inline.look & (Look.UNDERLINE | Look.STRIKE):
            say(element, inline.text)
            return
        classes = " ".join(name for flag, name in _CLASSES if flag in inline.look)
        if inline.look & (Look.RAISED | Look.LOWERED):
            element.append(make("sup" if Look.RAISED in inline.look else "sub"))
            element = element[-1]
        style = letters_css(inline.letters) if self.letters else None
        if classes or inline.language or style:
            made = make("span", class_=classes or ("foreign" if inline.language else None), style=style)
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
            made = make("noteRef", href=f"#{note_id}", marker=note.mark or None)
            self.links.append((made, note_id))
        else:
            self.written.add(note_id)
            blocks = [self.p((*block.label, *([Text(" ")] if block.label else ()), *block.inlines))
                      for block in note.blocks]  # fmt: skip
            made = make("authorialNote", *(blocks or [make("p")]), marker=note.mark or None, placement="bottom")
            self.named(made, note_id)
        element.append(made)

    def settle_links(self) -> None:
        """Set each link within the document to the eId of its target, or of the element around that. Remove links
        without target.
        """
        for element, anchor in self.links:
            place = self.anchors.get(anchor)
            around = (place, *place.iterancestors()) if place is not None else ()
            eid = next(filter(None, (one.get("eId") for one in around)), None)
            if eid:
                element.set("href", f"#{eid}")
            elif local(element) != "tocItem":
                unwrap(element)


def trimmed(inlines: Sequence[Inline]) -> list[Inline]:
    """Return the inlines without spaces, tabs and breaks at either end, equal neighbours merged."""
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
    return (one.look, one.link, one.language, one.letters) == (other.look, other.link, other.language, other.letters)


def _with(text: Text, characters: str) -> Text:
    return Text(characters, text.look, text.link, text.language, letters=text.letters)


def letters_css(letters: Letters | None) -> str | None:
    """Return the spacing and width of letters as CSS [strict presentation.8]; None if there is none."""
    return f"letter-spacing:{letters.spacing:g}pt;font-stretch:{round(letters.scale * 100):d}%" if letters else None
