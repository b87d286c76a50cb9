"""Whether a PDF is inert and whole: nothing in it runs, and everything on its pages is an artifact or has a tag.

Reads the bytes of a file, and the XML from which it was made. Gives what is wrong, in words. What this project does not
write is refused: an entry of a dictionary, an operator of a page, an action, an object that belongs to nothing, an
attached file that is not the XML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.write.pdf.safety.objects import PdfObjects, objects_of
from pipeline.write.pdf.safety.pages import Texts, faults_of_page
from pipeline.write.pdf.safety.syntax import Ref, Value

_KEYS = frozenset((
    "A", "AF", "AFRelationship", "Alt", "Annots", "Ascent", "Author", "BaseFont", "BitsPerComponent", "Border",
    "CIDSystemInfo", "CIDToGIDMap", "CapHeight", "ColSpan", "ColorSpace", "Contents", "Count", "CreationDate",
    "Creator", "D", "DW", "Desc", "DescendantFonts", "Descent", "Dest", "DestOutputProfile", "Dests",
    "DisplayDocTitle", "E", "EF", "EmbeddedFiles", "Encoding", "F", "Filter", "First", "Flags", "Font", "FontBBox",
    "FontDescriptor", "FontFile2", "FontName", "Headers", "Height", "ID", "IDTree", "Info", "ItalicAngle", "K",
    "Keywords", "Kids", "Lang", "Last", "Length", "Length1", "Limits", "ListNumbering", "MCID", "MarkInfo", "Marked",
    "MediaBox", "Metadata", "ModDate", "N", "Names", "Next", "Nums", "O", "Obj", "Ordering", "Outlines",
    "OutputConditionIdentifier", "OutputIntents", "P", "PageLabels", "PageMode", "Pages", "Params", "Parent",
    "ParentTree", "Pg", "Placement", "Prev", "ProcSet", "Producer", "Rect", "Registry", "RegistryName", "Resources",
    "Root", "Rotate", "RowSpan", "S", "Scope", "Size", "StemV", "StructParent", "StructParents", "StructTreeRoot",
    "Subject", "Subtype", "Supplement", "T", "Tabs", "Title", "ToUnicode", "Trans", "Type", "UF", "URI",
    "ViewerPreferences", "W", "Width", "XObject", "BBox", "Summary",
))  # fmt: skip
_RESOURCE = re.compile(r"(?:F|Im)\d+")
_CATALOG = {"PageMode": ("UseNone", "UseOutlines")}
_ACTIONS = ("URI", "GoTo")
_WEB = re.compile(rb"(?:https?://|mailto:)\S", re.IGNORECASE)


def inert(data: bytes, source: bytes = b"") -> Iterator[str]:
    """Yield what in a PDF is active, without a tag, or not of this project. Raises ValueError if it is damaged.

    `source`: the XML, which is the only file that may be attached.
    """
    objects = objects_of(data)
    yield from _unknown_entries(objects)
    yield from _strays(objects)
    yield from _catalog(objects)
    yield from _attached(objects, source)
    for number, value in objects.values.items():
        if isinstance(value, dict) and value.get("Type") == "Annot":
            yield from _annotation(objects, value)
        if isinstance(value, dict) and value.get("Subtype") == "Form":
            yield f"the object {number} is a page within the page"
    yield from _pages(objects)


def _unknown_entries(objects: PdfObjects) -> Iterator[str]:
    found: dict[str, None] = {}
    for value in objects.values.values():
        for key in _keys(value):
            if key not in _KEYS and not _RESOURCE.fullmatch(key):
                found.setdefault(key)
    for key in found:
        yield f"the entry /{key[:40]}"


def _keys(value: Value) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from _keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner)


def _strays(objects: PdfObjects) -> Iterator[str]:
    """Yield the objects that belong to nothing, as those of a former version do."""
    seen: set[int] = set()
    waiting: list[Value] = [objects.trailer]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Ref):
            if value not in seen:
                seen.add(int(value))
                waiting.append(objects.resolved(value))
        elif isinstance(value, dict):
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
    for number in sorted(set(objects.values) - seen - objects.holders):
        yield f"the object {number} belongs to nothing"


def _catalog(objects: PdfObjects) -> Iterator[str]:
    """Yield names in the catalogue that lead to anything but places and the attached file, and actions on opening."""
    catalog = _dictionary(objects, objects.trailer.get("Root"))
    names = _dictionary(objects, catalog.get("Names"))
    for key in sorted(set(names) - {"Dests", "EmbeddedFiles"}):
        yield f"the names /{key[:40]}"
    for key, known in _CATALOG.items():
        if catalog.get(key, known[0]) not in known:
            yield f"the entry /{key} of the catalogue"


def _dictionary(objects: PdfObjects, value: Value) -> dict[str, Value]:
    found = objects.resolved(value)
    return found if isinstance(found, dict) else {}


def _attached(objects: PdfObjects, source: bytes) -> Iterator[str]:
    streams = [n for n, v in objects.values.items() if isinstance(v, dict) and v.get("Type") == "EmbeddedFile"]
    named = {int(e) for v in objects.values.values() for e in _embedded(v)}
    if len(streams) > 1 or not named <= set(streams):
        yield "more than one attached file"
    for number in {*streams, *named}:
        if objects.streams.get(number) != source:
            yield "an attached file that is not the XML"


def _embedded(value: Value) -> Iterator[int]:
    """Yield the streams of the files that a file specification names."""
    if isinstance(value, dict) and isinstance(value.get("EF"), dict):
        yield from (stream for stream in value["EF"].values() if isinstance(stream, Ref))


def _annotation(objects: PdfObjects, value: dict[str, Value]) -> Iterator[str]:
    if value.get("Subtype") != "Link":
        yield f"an annotation of the type {value.get('Subtype')!s:.40}"
    action = _dictionary(objects, value.get("A"))
    kind = action.get("S")
    if kind not in _ACTIONS:
        yield f"an action of the type {kind!s:.40}"
    elif kind == "URI" and not _WEB.match(action.get("URI", b"")):
        yield "a link that leads neither to the web nor to a mail address"


def _pages(objects: PdfObjects) -> Iterator[str]:
    tags = _tags(objects)
    pages = [n for n, v in objects.values.items() if isinstance(v, dict) and v.get("Type") == "Page"]
    texts = Texts()
    for count, number in enumerate(sorted(pages), 1):
        texts.page = count
        for what in faults_of_page(objects, number, tags.get(number, set()), texts):
            yield f"p. {count}: {what}"
    yield from texts.faults()


def _tags(objects: PdfObjects) -> dict[int, set[int]]:
    """Return the numbers of marked content that the structure holds, by the number of the page."""
    found: dict[int, set[int]] = {}
    for value in objects.values.values():
        if isinstance(value, dict) and "S" in value and "P" in value:
            kids = value.get("K", [])
            for kid in kids if isinstance(kids, list) else [kids]:
                inner = kid if isinstance(kid, dict) else {}
                mark = inner.get("MCID", kid)
                page = inner.get("Pg", value.get("Pg"))
                if isinstance(mark, float) and isinstance(page, Ref):
                    found.setdefault(int(page), set()).add(int(mark))
    return found
