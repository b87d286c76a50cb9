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
from pipeline.document import Document, Newspaper, Picture
from pipeline.forms import Form
from pipeline.packing import xml_part, zipped
from pipeline.write.pandoc.epub.package import MIMETYPE, in_order
from pipeline.write.pandoc.metadata import title_of
from pipeline.write.pandoc.odt.changes import track
from pipeline.write.pandoc.odt.elements import document_root, element, points, qname
from pipeline.write.pandoc.odt.end import body_of, end_rule
from pipeline.write.pandoc.odt.styles import Variant, language_attributes, styles_xml
from pipeline.write.pandoc.odt.tables import TableDress, Wardrobe

_MANIFEST = "META-INF/manifest.xml"
_META_ENTRY = b'<manifest:file-entry manifest:media-type="application/xml" manifest:full-path="meta.xml" />'
_SETTINGS_ENTRY = _META_ENTRY.replace(b"meta.xml", b"settings.xml")
_SPACES = ("AddParaTableSpacing", "AddParaTableSpacingAtStart", "AddParaSpacingToTableCells", "TableRowKeep")
"""Settings by which spaces of neighbours add up, as those of the form are meant, and rows stay with the next."""
_SETTINGS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<office:document-settings'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0" xmlns:ooo="http://openoffice.org/2004/office"'
    ' office:version="1.3"><office:settings><config:config-item-set config:name="ooo:configuration-settings">'
    + "".join(
        f'<config:config-item config:name="{name}" config:type="boolean">true</config:config-item>' for name in _SPACES
    )
    + "</config:config-item-set></office:settings></office:document-settings>"
).encode()


@dataclass(slots=True)
class Finds:
    """Things that the converter met and pandoc cannot express, in document order."""

    variants: dict[str, Variant] = field(default_factory=dict)
    headings: list[str] = field(default_factory=list)
    """Style names of the headings."""
    tables: list[TableDress] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    """Printed marks of the native notes, by id."""
    newspapers: list[Newspaper] = field(default_factory=list)
    """The columns of the sections."""
    landscape: bool = False
    """True if there are landscape pages."""


def finished(data: bytes, document: Document, form: Form, finds: Finds) -> bytes:
    """Return the file as it is published: `mimetype` first and stored, then the others by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["content.xml"] = _content(parts["content.xml"], finds, document, form)
    parts["styles.xml"] = styles_xml(document, form, finds.variants, landscape=finds.landscape)
    parts["meta.xml"] = _meta(document)
    parts["settings.xml"] = _SETTINGS
    parts[_MANIFEST] = parts[_MANIFEST].replace(_META_ENTRY, _META_ENTRY + _SETTINGS_ENTRY)
    return zipped(in_order(parts), stored=[MIMETYPE])


def _content(data: bytes, finds: Finds, document: Document, form: Form) -> bytes:
    root = xml_part(data)
    for heading, style in zip(root.iter(qname("text:h")), finds.headings, strict=True):
        heading.set(qname("text:style-name"), style)
    _mark_notes(root, list(finds.notes.values()))
    for frame, picture in zip(root.iter(qname("draw:frame")), finds.pictures, strict=True):
        _describe(frame, picture)
    automatic = root.find(qname("office:automatic-styles"))
    assert automatic is not None
    automatic.extend(_columns(number, columns) for number, columns in enumerate(finds.newspapers, 1))
    wardrobe = Wardrobe(automatic)
    for table, dress in zip(list(root.iter(qname("table:table"))), finds.tables, strict=True):
        wardrobe.dress(table, dress)
    for properties in root.iter(qname("style:text-properties")):
        _name_language(properties)
    if document.identity.official:
        end_rule(body_of(root), automatic, form)
    if document.revision is not None:
        track(root, document.revision)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _columns(number: int, newspaper: Newspaper) -> etree._Element:
    """Return the style of the n-th section of columns, which are as short as they can be."""
    columns = element("style:columns", fo__column_count=str(newspaper.columns), fo__column_gap=points(newspaper.space))
    balanced = element("style:section-properties", columns, text__dont_balance_text_columns="false")
    return element("style:style", balanced, style__name=f"Columns{number}", style__family="section")


def _describe(frame: etree._Element, picture: Picture) -> None:
    """Give a picture the alternative text that pandoc leaves out, and its size in points."""
    frame.set(qname("text:anchor-type"), "as-char")
    frame.set(qname("svg:width"), points(picture.width))
    frame.set(qname("svg:height"), points(picture.height))
    title = etree.SubElement(frame, qname("svg:title"))
    title.text = picture.alt


def _mark_notes(root: etree._Element, marks: list[str]) -> None:
    """Give a note the mark of the print where counting does not give it."""
    count = 0
    for citation, mark in zip(root.iter(qname("text:note-citation")), marks, strict=True):
        if mark == str(count + 1):
            count += 1
        else:
            citation.set(qname("text:label"), mark)
        citation.text = mark


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
