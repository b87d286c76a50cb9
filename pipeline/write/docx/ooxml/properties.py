"""Properties of the file: title, language, dates, symbol, job number, hash of the source, what is provisional.

Reads identity, masthead and imprint of a document. Gives the parts of core and custom properties, and the document
variables under the names of the UN's own files. No clock: dates are the document's.
"""

from __future__ import annotations

import datetime

from pipeline.document import Document, MastheadRole, plain_text
from pipeline.languages.strings import strings
from pipeline.write.docx.ooxml.element import DECLARATION, Element, escaped
from pipeline.write.docx.ooxml.markup import w
from pipeline.write.docx.ooxml.parts import CORE, CUSTOM, Part

_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST = 2
"""Number of the first property (ISO/IEC 29500-1, 22.3: 0 and 1 are reserved)."""
_LONGEST = 255
"""Characters of a property (a limit of Word)."""
_EARLIEST = datetime.date(1980, 1, 1)
"""The earliest date that a file has. From the ZIP APPNOTE, 4.4.6."""
_CORE = (
    'cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
_DATED = 'xsi:type="dcterms:W3CDTF"'


def core_properties(document: Document) -> Part:
    """Return the part of core properties (ISO 29500-2, clause 11)."""
    identity = document.identity
    words = strings(identity.language).text
    found = {
        "dc:title": identity.title,
        "dc:subject": identity.symbol_printed,
        "dc:creator": "; ".join(identity.authors),
        "cp:keywords": "; ".join(identity.subjects),
        "dc:language": identity.language,
        "cp:category": identity.kind.value,
        "dc:identifier": identity.expression or identity.work,
        "dc:description": _comment(document),
        "cp:contentStatus": words.provisional_notice(identity.unassigned),
    }
    entries = [f"<{name}>{escaped(value[:_LONGEST])}</{name}>" for name, value in found.items()]
    day = max(identity.date, _EARLIEST).isoformat()
    dates = [f"<dcterms:{name} {_DATED}>{day}T12:00:00Z</dcterms:{name}>" for name in ("created", "modified")]
    inside = "".join((*entries, *dates, "<cp:revision>1</cp:revision>"))
    return Part("/docProps/core.xml", CORE, f"{DECLARATION}<{_CORE}>{inside}</cp:coreProperties>".encode())


def custom_properties(document: Document) -> Part:
    """Return the part of custom properties: names of the UN's own files where they have one."""
    entries = [
        Element("property", {"fmtid": _FORMAT, "pid": str(number), "name": name}, [Element("vt:lpwstr", {}, [], value)])
        for number, (name, value) in enumerate(variables(document).items(), _FIRST)
    ]
    properties = Element("Properties", {"xmlns": _CUSTOM, "xmlns:vt": _TYPES}, entries)
    return Part("/docProps/custom.xml", CUSTOM, properties.file())


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
