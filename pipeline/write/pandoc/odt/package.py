"""What is put right in an OpenDocument text after pandoc.

Reads the bytes of the file that pandoc gives and what the converter found. Gives the same with our styles and metadata,
heading styles, marks of notes, cells covered by spans, languages of runs, and the zip in a fixed order.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field

from lxml import etree

from pipeline import __version__
from pipeline.document import Document, Picture
from pipeline.forms import Form
from pipeline.packing import xml_part, zipped
from pipeline.write.pandoc.epub.package import MIMETYPE, in_order
from pipeline.write.pandoc.metadata import title_of
from pipeline.write.pandoc.odt.elements import document_root, element, points, qname
from pipeline.write.pandoc.odt.styles import Variant, language_attributes, settings, styles_xml


@dataclass(slots=True)
class Finds:
    """Things that the converter met and pandoc cannot express, in document order."""

    variants: dict[str, Variant] = field(default_factory=dict)
    headings: list[str] = field(default_factory=list)
    """Style names of the headings."""
    tables: list[str] = field(default_factory=list)
    """`masthead`, `box` or `table`."""
    pictures: list[Picture] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    """Printed marks of the native notes, by id."""


def finished(data: bytes, document: Document, form: Form, finds: Finds) -> bytes:
    """Return the file as it is published: `mimetype` first and stored, then the others by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["content.xml"] = _content(parts["content.xml"], finds)
    parts["styles.xml"] = styles_xml(document, form, finds.variants)
    parts["meta.xml"] = _meta(document)
    return zipped(in_order(parts), stored=[MIMETYPE])


def _content(data: bytes, finds: Finds) -> bytes:
    root = xml_part(data)
    for heading, style in zip(root.iter(qname("text:h")), finds.headings, strict=True):
        heading.set(qname("text:style-name"), style)
    _mark_notes(root, list(finds.notes.values()))
    for frame, picture in zip(root.iter(qname("draw:frame")), finds.pictures, strict=True):
        _describe(frame, picture)
    _add_cell_styles(root)
    for table, kind in zip(_outer_tables(root), finds.tables, strict=True):
        _cover(table)
        _dress(table, kind)
    for properties in root.iter(qname("style:text-properties")):
        _name_language(properties)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _describe(frame: etree._Element, picture: Picture) -> None:
    """Give a picture the alternative text that pandoc leaves out, and its size in points."""
    frame.set(qname("text:anchor-type"), "as-char")
    frame.set(qname("svg:width"), points(picture.width))
    frame.set(qname("svg:height"), points(picture.height))
    title = etree.SubElement(frame, qname("svg:title"))
    title.text = picture.alt


def _outer_tables(root: etree._Element) -> list[etree._Element]:
    return list(root.iter(qname("table:table")))


def _mark_notes(root: etree._Element, marks: list[str]) -> None:
    """Give a note the mark of the print where counting does not give it."""
    count = 0
    for citation, mark in zip(root.iter(qname("text:note-citation")), marks, strict=True):
        if mark == str(count + 1):
            count += 1
        else:
            citation.set(qname("text:label"), mark)
        citation.text = mark


def _cover(table: etree._Element) -> None:
    """Put in the cells that a span covers, which pandoc leaves out and OpenDocument wants."""
    width = len(table.findall(f".//{qname('table:table-column')}"))
    covered: dict[tuple[int, int], bool] = {}
    for index, row in enumerate(table.iter(qname("table:table-row"))):
        column = 0
        for cell in list(row):
            column = _skip(row, cell, covered, index, column)
            across = int(cell.get(qname("table:number-columns-spanned"), "1"))
            down = int(cell.get(qname("table:number-rows-spanned"), "1"))
            covered |= {(index + d, column + a): True for d in range(down) for a in range(across) if d or a}
            column += 1
        while column < width and (index, column) in covered:
            row.append(element("table:covered-table-cell"))
            column += 1


def _skip(
    row: etree._Element, cell: etree._Element, covered: dict[tuple[int, int], bool], index: int, column: int
) -> int:
    """Cover the places before `cell`; return the column in which it is."""
    while (index, column) in covered:
        row.insert(row.index(cell), element("table:covered-table-cell"))
        column += 1
    return column


def _add_cell_styles(root: etree._Element) -> None:
    """Add the looks of cells: rules of the masthead, of heads, of frames."""
    automatic = root.find(qname("office:automatic-styles"))
    assert automatic is not None
    tables, masthead = settings().tables, settings().masthead
    looks = {
        "masthead1": {"fo__border": "none", "fo__border_bottom": _rule(masthead.thin)},
        "masthead2": {"fo__border": "none", "fo__border_bottom": _rule(masthead.thick)},
        "box": {"fo__border": _rule(tables.rule)},
        "head": {
            "fo__border": "none",
            "fo__border_top": _rule(tables.rule),
            "fo__border_bottom": _rule(tables.head),
        },
        "last": {"fo__border": "none", "fo__border_bottom": _rule(tables.head)},
    }
    for name, look in looks.items():
        properties = element("style:table-cell-properties", fo__padding=points(tables.padding), **look)
        automatic.append(element("style:style", properties, style__name=f"cell-{name}", style__family="table-cell"))


def _rule(width: float) -> str:
    return f"{points(width)} solid #000000"


def _dress(table: etree._Element, kind: str) -> None:
    """Set the looks of the cells of one table."""
    rows = list(table.iter(qname("table:table-row")))
    heads = set(table.iterfind(f"{qname('table:table-header-rows')}/{qname('table:table-row')}"))
    table.set(qname("table:name"), f"{kind}-{table.get(qname('table:name'), '')}")
    for number, row in enumerate(rows, 1):
        look = "head" if row in heads else "last" if number == len(rows) else ""
        look = {"masthead": f"masthead{number}", "box": "box"}.get(kind, look)
        for cell in row.iterfind(qname("table:table-cell")) if look else ():
            cell.set(qname("table:style-name"), f"cell-{look}")


def _name_language(style: etree._Element) -> None:
    """Put the language of a run into the slot of its script."""
    language = style.attrib.pop(qname("fo:language"), "")
    style.attrib.pop(qname("fo:country"), "")
    if language:
        for key, value in language_attributes(str(language)).items():
            style.set(qname(key.replace("__", ":").replace("_", "-")), value)


def _meta(document: Document) -> bytes:
    """Return the title, language, authors, subjects, date."""
    identity = document.identity
    midnight = f"{identity.date.isoformat()}T00:00:00"
    fields = [
        ("meta:generator", f"pipeline/{__version__}"),
        ("dc:title", title_of(identity)),
        ("dc:language", identity.language),
        *(("meta:initial-creator", author) for author in identity.authors[:1]),
        *(("meta:keyword", subject) for subject in identity.subjects),
        ("meta:creation-date", midnight),
        ("dc:date", midnight),
    ]
    root = document_root("document-meta")
    meta = element("office:meta")
    for name, value in fields:
        made = element(name)
        made.text = value
        meta.append(made)
    root.append(meta)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
