"""The package: static parts made once, and the bytes of the file.

Reads `templates/docx/default-settings.xml` and `default-theme.xml`. Gives the parts that every document of a form and
language shares, and a
ZIP file that is the same for the same parts: sorted, no times, the content types first (ISO 29500-2).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from docx.opc.part import Part as PackagePart
from docx.opc.rel import Relationships
from docx.package import Package
from lxml import etree

from pipeline.document import Document
from pipeline.packing import xml_part, zipped
from pipeline.write.docx.ooxml.element import DECLARATION, Element, qualified, root
from pipeline.write.docx.ooxml.languages import FOLDER, Language
from pipeline.write.docx.ooxml.markup import twips
from pipeline.write.docx.ooxml.parts import (
    DOCUMENT,
    FONTS,
    PNG,
    RELATIONS,
    SETTINGS,
    STYLES,
    THEME,
    XML,
    Part,
)
from pipeline.write.docx.ooxml.properties import document_variables
from pipeline.write.docx.styles.part import font_table, styles
from pipeline.write.docx.styles.stylesheet import StyleSheet

_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_DEFAULTS = {"png": PNG.content, "rels": RELATIONS, "xml": XML}
_SHARED = (
    "[Content_Types].xml", "_rels/.rels", "word/_rels/footer3.xml.rels", "word/fontTable.xml", "word/header3.xml",
    "word/media/emblem.png", "word/media/recycle.png", "word/media/rule.png", "word/styles.xml",
    "word/theme/theme1.xml",
)  # fmt: skip
"""Parts without a word of the document, but for the notice on the first page of what is provisional."""
_COMPATIBILITY = "compatibilityMode"
_MOST = 128
"""Files of relationships that are kept. Chosen: more kinds than there are of documents without links."""
_KNOWN: dict[tuple[object, ...], bytes] = {}


def new_package(sheet: StyleSheet, language: Language, document: Document) -> tuple[Package, Part]:
    """Return a package with styles, fonts and settings, and the part of the document, without a body."""
    package = Package()
    part = Part("/word/document.xml", DOCUMENT, root("document"))
    add_part(package, part)
    part.to(_styles_part(sheet, language))
    part.to(_fonts_part())
    part.to(_theme_part())
    part.to(_settings_part(sheet, language, document))
    return package, part


def add_part(package: Package, part: Part) -> None:
    """Add a part to which the package itself leads."""
    package.relate_to(part, part.kind.relation)


def file_bytes(package: Package) -> bytes:
    """Return the ZIP file of a package."""
    parts = {str(part.partname): part for part in _parts(package.rels)}
    files: dict[str, bytes] = {"_rels/.rels": _relations("", package.rels)}
    for part in parts.values():
        files[part.partname.membername] = part.blob
        if len(part.rels):
            files[part.partname.rels_uri.membername] = _relations(part.partname, part.rels)
    types = _content_types(tuple(sorted((name, part.content_type) for name, part in parts.items())))
    return zipped([("[Content_Types].xml", types), *sorted(files.items())], shared=_SHARED)


def _parts(relations: Relationships) -> Iterator[PackagePart]:
    """Yield all parts of a package: nothing leads back. `Package.iter_parts` leaves them in a cycle of objects."""
    for relation in relations.values():
        if not relation.is_external:
            yield relation.target_part
            yield from _parts(relation.target_part.rels)


def _relations(home: str, relations: Relationships) -> bytes:
    """Return the relationships of a part; most documents have the same."""
    key = (home, *[(r.rId, r.target_ref if r.is_external else r.target_part.partname) for r in relations.values()])
    found = _KNOWN.get(key)
    if found is None:
        if len(_KNOWN) >= _MOST:
            _KNOWN.clear()
        xml: str | bytes = relations.xml  # bytes, though its hint says otherwise
        found = _KNOWN[key] = xml.encode() if isinstance(xml, str) else xml
    return found


@lru_cache(maxsize=128)
def _content_types(parts: tuple[tuple[str, str], ...]) -> bytes:
    """Return the part with the types of all parts, whose names and types these are."""
    defaults = [_entry("Default", Extension=name, ContentType=kind) for name, kind in _DEFAULTS.items()]
    others = [_entry("Override", PartName=name, ContentType=kind) for name, kind in parts
              if kind != _DEFAULTS.get(name.rpartition(".")[2])]  # fmt: skip
    return Element("Types", {"xmlns": _CONTENT_TYPES}, [*defaults, *others]).file()


def _entry(tag: str, **attributes: str) -> Element:
    return Element(tag, attributes, [])


@lru_cache(maxsize=128)
def _styles_part(sheet: StyleSheet, language: Language) -> Part:
    """Return the styles, as bytes: the same for every document of a form, a language and levels of headings."""
    return Part("/word/styles.xml", STYLES, styles(sheet, language).file())


@lru_cache(maxsize=1)
def _fonts_part() -> Part:
    return Part("/word/fontTable.xml", FONTS, font_table().file())


@lru_cache(maxsize=1)
def _theme_part() -> Part:
    """Return the theme: nothing refers to it, but Word wants one."""
    return Part("/word/theme/theme1.xml", THEME, (FOLDER / "default-theme.xml").read_bytes())


def _settings_part(sheet: StyleSheet, language: Language, document: Document) -> Part:
    """Return the settings: those of the form and the language, with the document's own."""
    before, after = _settings(sheet, language)
    return Part("/word/settings.xml", SETTINGS, f"{before}{document_variables(document).xml()}{after}".encode())


@lru_cache(maxsize=128)
def _settings(sheet: StyleSheet, language: Language) -> tuple[str, str]:
    """Return what is before and after the variables of a document in the file of the templates, as the form has it."""
    settings = xml_part((FOLDER / "default-settings.xml").read_bytes())
    for entry in settings.iter():
        entry.text, entry.tail = (entry.text or "").strip() or None, (entry.tail or "").strip() or None
        if entry.get(qualified("w:name")) == _COMPATIBILITY:
            entry.set(qualified("w:val"), str(sheet.measures.compatibility))
    for stop in settings.iter(qualified("w:defaultTabStop")):
        stop.set(qualified("w:val"), str(twips(sheet.measures.tab)))
    for fonts in settings.iter(qualified("w:themeFontLang")):
        fonts.attrib.update({qualified(name): value for name, value in language.mark().attributes.items()})
    before, mark, after = etree.tostring(settings, encoding="unicode").partition("<w:themeFontLang")
    return DECLARATION + before, mark + after
