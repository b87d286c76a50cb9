"""The runs of a paragraph in a Word file.

Reads the children of `w:p`. Gives runs with look, link and language, marks of notes at their places, names of
bookmarks, and text boxes. Fields give their result, and tracked changes count as accepted; changes are doubts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from lxml import etree

from pipeline.characters.whitespace import Raw, Run
from pipeline.document import LineBreak, Link, Look, NoteMark, Picture
from pipeline.intake.model.doubts import Doubts
from pipeline.intake.word.drawings.pictures import depth
from pipeline.intake.word.markup import R, W, child, is_on, is_word, name, switch, value
from pipeline.intake.word.spacing import letters_of_run
from pipeline.intake.word.styles import Styles
from pipeline.prepare.walk.links import target

_LOOKS = (("b", Look.BOLD), ("i", Look.ITALIC), ("strike", Look.STRIKE), ("smallCaps", Look.SMALL_CAPS))
_COMPLEX_LOOKS = (("bCs", Look.BOLD), ("iCs", Look.ITALIC), ("strike", Look.STRIKE), ("smallCaps", Look.SMALL_CAPS))
"""Of text in a complex script, such as Arabic (ISO 29500-1, 17.3.2.2)."""
_COMPLEX = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_OF_FIELDS = frozenset(("fldChar", "instrText"))
_RAISED = {"superscript": Look.RAISED, "subscript": Look.LOWERED}
_INSIDE = frozenset(("ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "dir", "bdo", "oMath", "oMathPara"))
_GONE = frozenset(("del", "moveFrom"))
_HYPERLINK = re.compile(
    r'HYPERLINK\s+(?:\\l\s+"(?P<inside>[^"]+)"|"(?P<outside>[^"]+)"(?:\s+\\l\s+"(?P<part>[^"]+)")?)'
)
_SIGNS = {"F0B7": "•", "F0A7": "▪", "F02D": "–", "F0B0": "°", "F0B1": "±", "F0D7": "×", "F0A3": "≤", "F0B3": "≥"}
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_BOX = f"{{{W}}}txbxContent"


@dataclass(slots=True)
class File:
    """State that all paragraphs of a file share."""

    styles: Styles
    doubts: Doubts
    language: str
    """Locale of the file ("fr-FR"); only runs in another language name theirs."""
    note: Callable[[str, str, str], str]
    """Registers a note that is called: kind, id and custom mark; returns the id of its `RawNote`."""
    pictures: Callable[[etree._Element, str], Iterable[Picture]]
    """Returns the pictures in a drawing at a place."""
    addresses: dict[str, str] = field(default_factory=dict)
    """Addresses of links in this part, by relationship id."""


@dataclass(slots=True)
class Gathered:
    """Content of a paragraph."""

    runs: list[Raw] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    break_before: bool = False
    """True if a page begins with the paragraph."""
    break_after: bool = False
    """True if a page begins after the paragraph."""
    depth: float | None = None
    """Points from the top of the paragraph down to a drawing anchored to it; None without one."""
    head: str = ""
    """Of a note: the characters of the mark at its beginning."""


@dataclass(slots=True)
class _Field:
    """An open field: its instruction, and whether its result has begun."""

    code: str = ""
    result: bool = False


class RunReader:
    """Reads the paragraphs of one story. A field may extend over several of them."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._fields: list[_Field] = []
        self._place = ""
        self._style = ""
        self.out = Gathered()

    def read(self, paragraph: etree._Element, place: str) -> Gathered:
        """Return the content of a paragraph."""
        self.out, self._place = Gathered(), place
        self._style = value(child(paragraph, "pPr", "pStyle"))
        self._all(paragraph, None)
        return self.out

    def _all(self, elements: Iterable[etree._Element], link: Link | None) -> None:
        for element in elements:
            if element.tag == _CHOICE:
                self._all(list(element)[:1], link)
            else:
                self._one(element, name(element), link)

    def _one(self, element: etree._Element, tag: str, link: Link | None) -> None:
        if tag == "r" and is_word(element):
            self._run(element, link)
        elif tag == "bookmarkStart":
            self._bookmark(value(element, "name"))
        elif tag in _GONE:
            self._changed("deleted words", "left out")
        elif tag == "hyperlink":
            self._all(element, self._hyperlink(element) or link)
        elif tag == "fldSimple":
            self._all(element, _field_link(value(element, "instr")) or link)
        elif tag == "oMath":
            self._math(element)
        elif tag == "subDoc":
            self._file.doubts.add(self._place, "another file inside this one", "left out")
        elif tag in _INSIDE or tag == "Choice":
            if tag in ("ins", "moveTo"):
                self._changed("inserted words", "kept")
            self._all(element, link)

    def _changed(self, met: str, chosen: str) -> None:
        self._file.doubts.add(self._place, f"tracked changes: {met}", f"{chosen}, as if the change were accepted")

    def _bookmark(self, label: str) -> None:
        if label and not label.startswith("_"):
            self.out.bookmarks.append(label)

    def _math(self, element: etree._Element) -> None:
        words = "".join(t.text or "" for t in element.iter(_MATH))
        self._file.doubts.add(self._place, "a formula", "its characters in a row", words)
        self._add(Run(words))

    def _hyperlink(self, element: etree._Element) -> Link | None:
        inside = value(element, "anchor")
        outside = self._file.addresses.get(element.get(f"{{{R}}}id") or "", "")
        return _link(outside, inside)

    def _run(self, element: etree._Element, link: Link | None) -> None:
        properties = child(element, "rPr")
        style = value(child(properties, "rStyle"))
        if self._is_hidden(properties, style):
            self._hidden(element)
            return
        link = self._field_link() or link
        marking = self._file.styles.is_character(style, "note")
        made = Run("", self._look(element, properties, style), link, self._language(properties),
                   generated=self._file.styles.is_character(style, "generated"),
                   letters=letters_of_run(element, self._style, self._file.styles))  # fmt: skip
        if marking and self._marks(element):
            return
        if marking:
            made = made._replace(look=made.look | Look.RAISED)
        for part in element:
            self._part(part, name(part), made)

    def _is_hidden(self, properties: etree._Element | None, style: str) -> bool:
        """Return True for text that Word neither shows nor prints, by the run, its style or the paragraph's style."""
        levels = [*self._levels(properties, style), *self._file.styles.run_properties(self._style)]
        return next((s for p in levels if (s := switch(child(p, "vanish"))) is not None), False)

    def _hidden(self, element: etree._Element) -> None:
        """Leave hidden text out, but follow fields that begin or end in it."""
        words = "".join(t.text or "" for t in element.iter(f"{{{W}}}t"))
        if words.strip():
            self._file.doubts.add(self._place, "hidden text", "left out", words)
        for part in element:
            if name(part) in _OF_FIELDS:
                self._part(part, name(part), Run(""))

    def _marks(self, element: etree._Element) -> bool:
        """Take a run with the mark of a note and brackets around it. Return False if the run has no mark."""
        words = "".join(t.text or "" for t in element.iter(f"{{{W}}}t"))
        for part in element:
            tag = name(part)
            if tag in ("footnoteReference", "endnoteReference"):
                self._call(part, tag, words)
                return True
            if tag in ("footnoteRef", "endnoteRef"):
                self.out.head += words
                return True
        return False

    def _call(self, reference: etree._Element, tag: str, words: str) -> None:
        custom = words.strip() if is_on(reference, "customMarkFollows") else ""
        self._add(NoteMark(self._file.note(tag.removesuffix("Reference"), value(reference, "id"), custom)))

    def _part(self, part: etree._Element, tag: str, made: Run) -> None:
        if tag == "t":
            self._add(made._replace(text=part.text or ""))
        elif tag in ("tab", "ptab"):
            self._add(made._replace(text="\t", generated=False))
        elif tag in ("br", "cr"):
            if value(part, "type") in ("", "textWrapping"):
                self._add(LineBreak())
            elif value(part, "type") == "page":
                self._page_break()
        elif tag == "noBreakHyphen":
            self._add(made._replace(text="\u2011"))
        elif tag == "sym":
            self._add(made._replace(text=self._sign(value(part, "char").upper())))
        elif tag == "fldChar":
            self._field(value(part, "fldCharType"))
        elif tag == "instrText":
            if self._fields:
                self._fields[-1].code += part.text or ""
        elif tag in ("footnoteReference", "endnoteReference"):
            following = part.getnext()
            self._call(part, tag, (following.text or "") if following is not None and name(following) == "t" else "")
        elif part.tag == _CHOICE:
            self._drawn(_best(part))
        elif tag in ("drawing", "pict", "object"):
            self._drawn(part)

    def _page_break(self) -> None:
        """Note a page break: before the paragraph if no words precede it, else after it."""
        if any(isinstance(run, Run) and run.text.strip() for run in self.out.runs):
            self.out.break_after = True
        else:
            self.out.break_before = True

    def _drawn(self, element: etree._Element) -> None:
        boxes = list(element.iter(_BOX))
        self.out.boxes.extend(boxes)
        if boxes:
            self._file.doubts.add(self._place, "a text box", "its words as paragraphs after this one")
            return
        for picture in self._file.pictures(element, self._place):
            self._add(picture)
            self.out.depth = depth(element)

    def _sign(self, code: str) -> str:
        sign = _SIGNS.get(code, "")
        if not sign:
            self._file.doubts.add(self._place, f"a sign of a symbol font ({code})", "□")
        return sign or "□"

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].result = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _field_link(self) -> Link | None:
        links = (_field_link(f.code) for f in reversed(self._fields) if f.result)
        return next((link for link in links if link is not None), None)

    def _add(self, raw: Raw) -> None:
        if self._fields and not self._fields[-1].result:
            return
        self.out.runs.append(raw)

    def _language(self, properties: etree._Element | None) -> str:
        """Return the language of a run as BCP 47; "" for the language of the file, whatever the dialect."""
        mark = child(properties, "lang")
        rtl = switch(child(properties, "rtl"))
        found = value(mark, "bidi") if rtl else value(mark)
        own = self._file.language.split("-")[0].lower()
        primary = found.split("-")[0].lower()
        return "" if not found or primary in (own, "x", "") else primary

    def _levels(self, properties: etree._Element | None, style: str) -> list[etree._Element]:
        """Return the properties of a run: its own, then those of its character style."""
        levels = [properties] if properties is not None else []
        return levels + (self._file.styles.run_properties(style) if style else [])

    def _look(self, element: etree._Element, properties: etree._Element | None, style: str) -> Look:
        look = Look.PLAIN
        levels = self._levels(properties, style)
        for tag, flag in _COMPLEX_LOOKS if _is_complex(element, levels) else _LOOKS:
            switched = next((s for p in levels if (s := switch(child(p, tag))) is not None), False)
            look |= flag if switched else Look.PLAIN
        line = next((value(u) for p in levels if (u := child(p, "u")) is not None), "none")
        if line != "none" and not self._file.styles.is_character(style, "link"):
            look |= Look.UNDERLINE
        raised = next((value(v) for p in levels if (v := child(p, "vertAlign")) is not None), "")
        return look | _RAISED.get(raised, Look.PLAIN)


def _is_complex(element: etree._Element, levels: list[etree._Element]) -> bool:
    """Return True for a run in a complex script: it says so, or its characters are of one."""
    switches = (s for tag in ("rtl", "cs") for p in levels if (s := switch(child(p, tag))) is not None)
    return any(switches) or any(_COMPLEX.search(t.text or "") for t in element.iter(f"{{{W}}}t"))


def _best(alternatives: etree._Element) -> etree._Element:
    """Return the first alternative, or the fallback if only that one holds a picture, such as that of a chart or
    diagram.
    """
    first = alternatives[0] if len(alternatives) else alternatives
    known = {name(e) for e in first.iter()} & {"pic", "imagedata", "txbxContent"}
    shown = [e for e in alternatives if {name(inner) for inner in e.iter()} & {"pic", "imagedata"}]
    return first if known or not shown else shown[-1]


def _field_link(code: str) -> Link | None:
    match = _HYPERLINK.search(code)
    return _link(match["outside"] or "", match["inside"] or "") if match else None


def _link(outside: str, inside: str) -> Link | None:
    if outside:
        address = target(outside)
        return Link(address) if address else None
    return Link(f"#{inside}") if inside else None
