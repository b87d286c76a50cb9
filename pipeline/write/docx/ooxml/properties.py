"""Properties of the file: title, language, dates, symbol, job number, hash of the source, what is provisional.

Reads identity, masthead and imprint of a document. Gives the parts of core and custom properties, and the document
variables under the names of the UN's own files. No clock: dates are the document's.
"""

from __future__ import annotations

import datetime

from docx.opc.constants import CONTENT_TYPE
from docx.opc.coreprops import CoreProperties
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.oxml.coreprops import CT_CoreProperties
from lxml import etree

from pipeline.document import Document, MastheadRole, plain_text
from pipeline.languages.strings import strings
from pipeline.write.docx.ooxml.element import Element
from pipeline.write.docx.ooxml.markup import w
from pipeline.write.docx.ooxml.parts import xml_part

_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST = 2
"""Number of the first property (ISO/IEC 29500-1, 22.3: 0 and 1 are reserved)."""
_LONGEST = 255
"""Characters of a property (a limit of Word)."""
_NOON = datetime.time(12, 0)


def core_properties(document: Document) -> CorePropertiesPart:
    """Return the part of core properties (ISO 29500-2, clause 11)."""
    identity = document.identity
    content_type = CONTENT_TYPE.OPC_CORE_PROPERTIES
    part = xml_part(CorePropertiesPart, "/docProps/core.xml", content_type, CT_CoreProperties.new())
    properties = CoreProperties(part.element)
    words = strings(identity.language).text
    day = datetime.datetime.combine(max(identity.date, datetime.date(1980, 1, 1)), _NOON)
    properties.title = identity.title[:_LONGEST]
    properties.subject = identity.symbol_printed[:_LONGEST]
    properties.author = "; ".join(identity.authors)[:_LONGEST]
    properties.keywords = "; ".join(identity.subjects)[:_LONGEST]
    properties.language = identity.language
    properties.category = identity.kind.value
    properties.identifier = (identity.expression or identity.work)[:_LONGEST]
    properties.comments = _comment(document)
    properties.content_status = words.provisional_notice(identity.unassigned)[:_LONGEST]
    properties.created = properties.modified = day
    properties.revision = 1
    return part


def custom_properties(document: Document) -> Part:
    """Return the part of custom properties: names of the UN's own files where they have one."""
    blob = etree.tostring(_custom(variables(document)), xml_declaration=True, encoding="UTF-8", standalone=True)
    return Part(PackURI("/docProps/custom.xml"), CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, blob)


def document_variables(document: Document) -> Element:
    """Return `w:docVars`: what the UN's macros and fields read."""
    names = ("Symbol1", "JobNo", "Session1", "Agenda1", "Agenda Title1", "Title1")
    found = {name: value for name, value in variables(document).items() if name in names}
    if document.imprint.job_number:
        found |= {"jobn": document.imprint.job_number, "FooterJN": document.imprint.job_number.split(" ")[0]}
    return w("docVars", *(w("docVar", name=name, val=value) for name, value in sorted(found.items())))


def variables(document: Document) -> dict[str, str]:
    """Return the name and value of every custom property; what is not assigned is left out."""
    identity = document.identity
    found = {
        "Symbol1": identity.symbol,
        "JobNo": document.imprint.bar_code,
        "Language": identity.language,
        "DocType": identity.kind.value,
        "Session1": _field(document, MastheadRole.SESSION),
        "Agenda1": _field(document, MastheadRole.AGENDA_ITEM),
        "Agenda Title1": _field(document, MastheadRole.AGENDA_TITLE),
        "Title1": identity.title,
        "Work": identity.work,
        "Expression": identity.expression,
        "Source": identity.source_name,
        "SourceSHA256": identity.source_sha256,
        "NotAssigned": ", ".join(identity.unassigned),
    }
    return {name: value for name, value in found.items() if value}


def _comment(document: Document) -> str:
    words = strings(document.identity.language).text
    notices = [words.source(document.identity.official), words.recovered if document.identity.recovered else ""]
    return " ".join(filter(None, notices))[:_LONGEST]


def _field(document: Document, role: MastheadRole) -> str:
    fields = document.masthead.of(role) if document.masthead else ()
    return "; ".join(plain_text(field.inlines) for field in fields)


def _custom(values: dict[str, str]) -> etree._Element:
    root = etree.Element(f"{{{_CUSTOM}}}Properties", nsmap={None: _CUSTOM, "vt": _TYPES})  # type: ignore[dict-item]
    for number, (name, value) in enumerate(values.items(), _FIRST):
        entry = etree.SubElement(root, f"{{{_CUSTOM}}}property", fmtid=_FORMAT, pid=str(number), name=name)
        etree.SubElement(entry, f"{{{_TYPES}}}lpwstr").text = value
    return root
