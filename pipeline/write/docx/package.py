"""The package: static parts made once, and the bytes of the file.

Reads `templates/docx/default-settings.xml` and `default-theme.xml`. Gives the parts that every document of a form and
language shares, and a
ZIP file that is the same for the same parts: sorted, no times, the content types first (ISO 29500-2).
"""

from __future__ import annotations

from functools import lru_cache

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml.parser import parse_xml
from docx.package import Package
from lxml import etree

from pipeline.document import Document
from pipeline.packing import zipped
from pipeline.write.docx.ooxml.element import qualified, root
from pipeline.write.docx.ooxml.languages import FOLDER, Language
from pipeline.write.docx.ooxml.markup import twips
from pipeline.write.docx.ooxml.parts import MarkupPart, xml_part
from pipeline.write.docx.ooxml.properties import document_variables
from pipeline.write.docx.styles.part import font_table, styles
from pipeline.write.docx.styles.stylesheet import StyleSheet

_SETTINGS = FOLDER / "default-settings.xml"
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_DEFAULTS = {"rels": CONTENT_TYPE.OPC_RELATIONSHIPS, "xml": CONTENT_TYPE.XML, "png": CONTENT_TYPE.PNG}
_SHARED = ("word/styles.xml", "word/theme/theme1.xml", "word/fontTable.xml")
"""Parts without a word of the document."""
_COMPATIBILITY = "compatibilityMode"


def new_package(sheet: StyleSheet, language: Language, document: Document) -> tuple[Package, MarkupPart]:
    """Return a package with styles, fonts and settings, and the part of the document, without a body."""
    package = Package()
    part = MarkupPart("/word/document.xml", CONTENT_TYPE.WML_DOCUMENT_MAIN, root("document"), package)
    package.relate_to(part, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    part.relate_to(_styles_part(sheet, language), RELATIONSHIP_TYPE.STYLES)
    part.relate_to(_fonts_part(), RELATIONSHIP_TYPE.FONT_TABLE)
    part.relate_to(_theme_part(), RELATIONSHIP_TYPE.THEME)
    part.relate_to(_settings_part(sheet, language, document), RELATIONSHIP_TYPE.SETTINGS)
    return package, part


def file_bytes(package: Package) -> bytes:
    """Return the ZIP file of a package."""
    parts = sorted(package.iter_parts(), key=lambda part: str(part.partname))
    members = {"_rels/.rels": _bytes(package.rels.xml)}
    for part in parts:
        members[part.partname.membername] = part.blob
        if len(part.rels):
            members[part.partname.rels_uri.membername] = _bytes(part.rels.xml)
    return zipped([("[Content_Types].xml", _content_types(parts)), *sorted(members.items())], shared=_SHARED)


def _content_types(parts: list[Part]) -> bytes:
    types = etree.Element(f"{{{_CONTENT_TYPES}}}Types", nsmap={None: _CONTENT_TYPES})  # type: ignore[dict-item]
    for extension, kind in sorted(_DEFAULTS.items()):
        etree.SubElement(types, f"{{{_CONTENT_TYPES}}}Default", Extension=extension, ContentType=kind)
    for part in parts:
        if part.content_type != _DEFAULTS.get(part.partname.ext):
            name = {"PartName": str(part.partname), "ContentType": part.content_type}
            etree.SubElement(types, f"{{{_CONTENT_TYPES}}}Override", **name)
    return _bytes(types)


def _bytes(xml: etree._Element | str | bytes) -> bytes:
    if isinstance(xml, bytes):
        return xml
    if isinstance(xml, str):
        return xml.encode("utf-8")
    return etree.tostring(xml, xml_declaration=True, encoding="UTF-8", standalone=True)


@lru_cache(maxsize=128)
def _styles_part(sheet: StyleSheet, language: Language) -> Part:
    """Return the styles, as bytes: the same for every document of a form, a language and levels of headings."""
    return Part(PackURI("/word/styles.xml"), CONTENT_TYPE.WML_STYLES, styles(sheet, language).file())


@lru_cache(maxsize=1)
def _fonts_part() -> Part:
    return Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, font_table().file())


@lru_cache(maxsize=1)
def _theme_part() -> Part:
    """Return the theme: nothing refers to it, but Word wants one."""
    return Part(PackURI("/word/theme/theme1.xml"), CONTENT_TYPE.OFC_THEME, (FOLDER / "default-theme.xml").read_bytes())


def _settings_part(sheet: StyleSheet, language: Language, document: Document) -> XmlPart:
    """Return the settings: those of the file in the templates, with the form's and the document's own."""
    settings = parse_xml(_settings_file())
    for entry in settings.iter(qualified("w:compatSetting")):
        if entry.get(qualified("w:name")) == _COMPATIBILITY:
            entry.set(qualified("w:val"), str(sheet.measures.compatibility))
    for stop in settings.iter(qualified("w:defaultTabStop")):
        stop.set(qualified("w:val"), str(twips(sheet.measures.tab)))
    for fonts in settings.iter(qualified("w:themeFontLang")):
        own, mark = parse_xml(root("settings", document_variables(document), language.mark()).xml())
        fonts.attrib.update(mark.attrib)
        fonts.addprevious(own)
    return xml_part(XmlPart, "/word/settings.xml", CONTENT_TYPE.WML_SETTINGS, settings)


@lru_cache(maxsize=1)
def _settings_file() -> bytes:
    return _SETTINGS.read_bytes()
