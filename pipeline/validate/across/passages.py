"""A file as passages that can be laid beside those of another language.

Reads an `AknFile`. Gives `Passage`s in the order of the text: lines of the front by their role, recitals, paragraphs,
points, cells, notes, lines of the end, each with what it says that does not depend on the language.
"""

from __future__ import annotations

import re

from lxml import etree

from pipeline.akn.identifiers import clean_number
from pipeline.read import local
from pipeline.validate.across.facts import atoms
from pipeline.validate.model.passage import Passage
from pipeline.validate.model.subject import AknFile, Block, words

_TYPED = re.compile(r"[\s\u00a0]*(\d{1,3})[\s\u00a0]*[.–—-][\s\u00a0\t]")


def passages(file: AknFile) -> tuple[Passage, ...]:
    """Return the passages of a file; labels belong to the passage behind them."""
    found: list[Passage] = []
    number = ""
    for block in file.blocks:
        name = block.name
        if name == "num":
            number = clean_number(words(block.element))
            continue
        text = block.text
        if not text.strip():
            continue
        kind = _kind(file, block)
        found.append(_passage(file, block, kind, number))
        number = ""
    return tuple(found)


def _passage(file: AknFile, block: Block, kind: str, number: str) -> Passage:
    part = block.part
    language = (part.language if part else "") or file.language
    if kind == "note":
        number = _marker(block.element)
    elif not number and (typed := _TYPED.match(block.text)):
        number = typed[1]
    eid = next((str(e.get("eId")) for e in (block.element, *block.element.iterancestors()) if e.get("eId")), "")
    label = f"{kind} {number}".strip() if kind != "line" else kind
    return Passage(file.order[block.element], kind, number, label, block.text, atoms(block.text, language), eid)


_HOLDERS = {
    "authorialNote": "note", "td": "cell", "th": "cell", "point": "point", "indent": "point", "item": "point",
    "paragraph": "paragraph", "subparagraph": "paragraph",
}  # fmt: skip


def _kind(file: AknFile, block: Block) -> str:
    if block.name in ("heading", "subheading", "crossHeading"):
        return "heading"
    for above in block.element.iterancestors():
        name = local(above)
        if name in _HOLDERS:
            return _HOLDERS[name]
        if name == "preamble":
            return "recital"
        if name in ("coverPage", "preface", "conclusions"):
            return f"line:{_role(block.element)}"
    return "text"


_ROLES = frozenset({
    "docNumber", "docDate", "docTitle", "docProponent", "docAuthority", "docStatus", "session", "event", "inline",
    "vote",
})  # fmt: skip


def _role(element: etree._Element) -> str:
    """Return what a line of front or end is: name or refersTo of the first element in it that says so."""
    for child in element.iter():
        if not isinstance(child.tag, str) or child is element:
            continue
        name = child.get("name", "") or child.get("refersTo", "").removeprefix("#")
        if local(child) in _ROLES:
            return f"{local(child)} {name}".strip() if local(child) != "docProponent" else "docProponent"
    return local(element)


def _marker(element: etree._Element) -> str:
    note = next((above for above in element.iterancestors() if local(above) == "authorialNote"), None)
    return "" if note is None else note.get("marker", "")
