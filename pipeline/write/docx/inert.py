"""Whether a Word file is inert: nothing in it runs, and nothing in it is fetched.

Reads the bytes of a file as a zip of parts. Gives what is not inert, in words: parts, relationships, elements and
fields that no document of this project has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from pipeline.packing import xml_part
from pipeline.unpacking import unzipped
from pipeline.write.parts import instructions, may_have_changes, pictures

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(?:core|custom|app)\.xml|word/theme/theme1\.xml"
    r"|word/(?:document|fontTable|footnotes|endnotes|numbering|settings|styles|header\d+|footer\d+)\.xml"
    r"|word/_rels/(?:document|footnotes|endnotes|header\d+|footer\d+)\.xml\.rels|word/media/[\w.-]+\.(?:png|jpe?g|svg)"
)
_RELATIONSHIPS = frozenset((
    "officeDocument", "core-properties", "custom-properties", "extended-properties", "styles", "fontTable", "theme",
    "settings", "footnotes", "endnotes", "numbering", "image", "hyperlink", "header", "footer",
))  # fmt: skip
_ACTIVE = frozenset((
    "altChunk", "attachedTemplate", "object", "OLEObject", "control", "subDoc", "movie", "mailMerge", "dataSource",
    "src", "headerSource", "linkToQuery", "externalData", "oleObj", "macro", "dde", "frameset", "frame", "script",
    "customXml", "dataBinding", "webPublishItems", "saveThroughXslt", "linkStyles", "vmlDrawing", "pict", "audioFile",
    "videoFile", "wavAudioFile", "quickTimeFile", "hlinkClick", "hlinkHover", "hlinkMouseOver", "contentPart",
    "smartTag", "webExtension", "AlternateContent",
    "documentProtection", "numPr", "sym", "textbox", "txbx", "recipientData", "vanish", "webHidden", "specVanish",
))  # fmt: skip
"""Elements, by local name, that run, fetch, hide words, or bring a text that no part shows."""
_CHANGES = frozenset(("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "rPrChange", "pPrChange"))
"""Tracked changes: in a file of a text in whose XML nothing is inserted or deleted, they strike out what is valid."""
_ROOTS = {"document": "document", "header": "hdr", "footer": "ftr", "footnotes": "footnotes", "endnotes": "endnotes",
          "styles": "styles", "settings": "settings", "numbering": "numbering", "fontTable": "fonts"}  # fmt: skip
"""Root of each part of Word by its name: another one could be opened as the document itself."""
_FIELDS = frozenset(("PAGE", "PAGEREF", "NUMPAGES", "NOTEREF"))
_WEB = re.compile(r"(?:https?://|mailto:)\S")
_CONTENT_TYPES = re.compile(r"macro|activex|oleobject|vba|template|controlproperties", re.IGNORECASE)


def inert(data: bytes, source: bytes = b"") -> Iterator[str]:
    """Yield what in a Word file is not inert. Raises ValueError if it is damaged.

    `source`: the XML; if it has no insertion and no deletion, the file has no tracked changes.
    """
    changes = frozenset() if may_have_changes(source) else _CHANGES
    for name, content in unzipped(data).items():
        if not _PARTS.fullmatch(name):
            yield f"the part {name!r:.80}"
        elif name.endswith(".rels"):
            yield from _relationships(name, xml_part(content))
        elif name == "[Content_Types].xml":
            yield from _content_types(xml_part(content))
        elif name.endswith(".xml"):
            yield from _part(name, xml_part(content), _ACTIVE | changes)
        else:
            yield from pictures(name, content)


def _part(name: str, root: etree._Element, refused: frozenset[str]) -> Iterator[str]:
    """Yield what is wrong with a part of XML; `refused`: elements, by local name."""
    expected = (
        _ROOTS.get(name.rpartition("/")[2].removesuffix(".xml").rstrip("0123456789")) if "word/" in name else None
    )
    if expected and root.tag not in (f"{_W}{expected}", expected):
        yield f"{name}: it begins with <{etree.QName(root).localname}>"
    yield from instructions(name, root)
    yield from _elements(name, root, refused)


def _relationships(name: str, root: etree._Element) -> Iterator[str]:
    for relation in (child for child in root if isinstance(child.tag, str)):
        kind = relation.get("Type", "").rpartition("/")[2]
        target, outside = relation.get("Target", ""), relation.get("TargetMode") == "External"
        if kind not in _RELATIONSHIPS:
            yield f"{name}: a relationship of the type {kind!r:.60}"
        elif kind == "officeDocument" and target.lstrip("/") != "word/document.xml":
            yield f"{name}: the document is said to be {target!r:.80}"
        elif _leads_out(kind, target) if outside else (":" in target or ".." in target):
            yield f"{name}: a {kind} that leads out of the file: {target!r:.80}"


def _leads_out(kind: str, target: str) -> bool:
    """Return True for what is fetched from outside, not followed by a reader."""
    return kind != "hyperlink" or not _WEB.match(target)


def _content_types(root: etree._Element) -> Iterator[str]:
    for entry in root.iter("*"):
        kind = entry.get("ContentType", "")
        if _CONTENT_TYPES.search(kind):
            yield f"a part of the type {kind!r:.80}"


def _elements(name: str, root: etree._Element, refused: frozenset[str]) -> Iterator[str]:
    for element in root.iter("*"):
        local = etree.QName(element).localname
        if local in refused and element.get(f"{_W}val") not in ("0", "false"):
            yield f"{name}: the element {local}"
        elif local == "fldSimple" and not _is_known(element.get(f"{_W}instr", "")):
            yield f"{name}: a field {element.get(f'{_W}instr', '')!r:.60}"
    for paragraph in root.iter(f"{_W}p"):
        yield from _fields(name, paragraph)


def _fields(name: str, paragraph: etree._Element) -> Iterator[str]:
    """Yield fields in pieces: their code runs from the begin of a field to its middle or its end."""
    code: list[str] | None = None
    for element in paragraph.iter(f"{_W}fldChar", f"{_W}instrText", f"{_W}delInstrText"):
        kind = element.get(f"{_W}fldCharType")
        if kind is None:
            if code is None:
                yield f"{name}: a field without beginning"
            else:
                code.append(element.text or "")
        elif kind == "begin":
            if code:
                yield f"{name}: a field within a field"
            code = []
        elif code is not None:
            if not _is_known("".join(code)):
                yield f"{name}: a field {''.join(code)!r:.60}"
            code = None


def _is_known(code: str) -> bool:
    """Return True for the fields that this project writes: they count pages and repeat the marks of notes."""
    words = code.split()
    return bool(words) and words[0].upper() in _FIELDS
