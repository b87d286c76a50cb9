"""What is put right in an EPUB after pandoc.

Reads the bytes of the file that pandoc gives. Gives the same with direction and title on every page, the heading of
level 1 at its place, attributes on the paragraphs themselves, and the zip in a fixed order.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from pipeline.document import Direction, Identity
from pipeline.packing import Entry, xml_part, zipped
from pipeline.write.pandoc.metadata import title_of

_X = "{http://www.w3.org/1999/xhtml}"
_EPUB = "{http://www.idpf.org/2007/ops}"
_DOCTYPE = b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
_MODIFIED = re.compile(rb'(?<=<meta property="dcterms:modified">)\d{4}-\d\d-\d\d')
MIMETYPE = "mimetype"
_CHANGES = {"inserted": "ins", "deleted": "del"}


def finished(data: bytes, identity: Identity, style_sheet: bytes) -> bytes:
    """Return the file as it is published, with this style sheet: `mimetype` first and stored, then the others by
    name.
    """
    title, direction = title_of(identity), identity.direction
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for name, part in parts.items():
        if name.endswith(".xhtml"):
            parts[name] = _page(part, name.rsplit("/", 1)[-1], title, direction)
        elif name.endswith(".css"):  # in its sandbox pandoc takes no style sheet
            parts[name] = style_sheet
        elif name.endswith(".opf"):  # nor does it know the date
            parts[name] = _MODIFIED.sub(identity.date.isoformat().encode(), part)
    return zipped(in_order(parts), stored=[MIMETYPE])


def in_order(parts: dict[str, bytes]) -> Iterator[Entry]:
    """Yield the parts of a package of EPUB or OpenDocument as both formats want them."""
    yield MIMETYPE, parts[MIMETYPE]
    yield from sorted((name, data) for name, data in parts.items() if name != MIMETYPE)


def _page(data: bytes, name: str, title: str, direction: Direction) -> bytes:
    root = xml_part(data)
    if direction is Direction.RTL:
        root.set("dir", "rtl")
    for element in root.iter(f"{_X}title"):
        element.text = title
    for link in root.iter(f"{_X}a"):
        link.set("href", link.get("href", "").removeprefix(name))
    _place_title(root)
    for anchor in list(root.iterfind(f".//{_X}nav//{_X}span")):
        if len(anchor) == 0 and not anchor.text:
            _dissolve(anchor)
    for run in root.iter(f"{_X}span"):
        if (kind := run.get("class", "")) in _CHANGES:
            run.tag = f"{_X}{_CHANGES[kind]}"
    for section in root.iter(f"{_X}section"):
        _bare(section)
    for division in list(root.iter(f"{_X}div")):
        _hand_down(division)
    return _DOCTYPE + etree.tostring(root, encoding="utf-8") + b"\n"


def _place_title(root: etree._Element) -> None:
    """Put the heading that pandoc had first where the document has it."""
    place = root.find(f".//{_X}div[@class='place-of-title']")
    heading = root.find(f".//{_X}h1")
    if place is None or heading is None:
        return
    parent = place.getparent()
    assert parent is not None
    heading.tail = place.tail
    parent.replace(place, heading)


def _bare(section: etree._Element) -> None:
    """Leave a section the class of its level: the look that pandoc gives it is that of its heading alone."""
    section.set("class", " ".join(name for name in section.get("class", "").split() if name.startswith("level")))


def _dissolve(anchor: etree._Element) -> None:
    """Take an empty element away; what follows it stays."""
    parent, before = anchor.getparent(), anchor.getprevious()
    assert parent is not None
    if before is not None:
        before.tail = (before.tail or "") + (anchor.tail or "")
    else:
        parent.text = (parent.text or "") + (anchor.tail or "")
    parent.remove(anchor)


def _hand_down(division: etree._Element) -> None:
    """Give the attributes of a division around one paragraph to the paragraph, of one around a note to an `aside`."""
    if division.get(f"{_EPUB}type") == "footnote":
        division.tag = f"{_X}aside"
    classes = division.get("class", "").split()
    if not {"p", "field"} & set(classes[:1]) or len(division) != 1:
        return
    paragraph = division[0]
    for key, value in division.attrib.items():
        paragraph.set(key, value)
    paragraph.set("class", " ".join(c for c in classes if c != "p"))
    paragraph.tail = division.tail
    parent = division.getparent()
    assert parent is not None
    parent.replace(division, paragraph)
