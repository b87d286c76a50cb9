"""Metadata of a PDF: document information, XMP, output intent, attachment.

Reads the identity of a document. Gives objects and the texts of dictionaries; XMP and document information agree.
"""

from __future__ import annotations

from functools import cache
from html import escape

from pipeline.data import TEMPLATES
from pipeline.document import Identity
from pipeline.packing import zlib_compressed
from pipeline.write.pdf.file.objects import Objects, Raw, Stream, name, text_string

_PRODUCER = "un-document-pipeline"
_ICC = TEMPLATES / "icc" / "sRGB2014.icc"
_NOUGHT = "00:00:00Z"

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>{creators}{subjects}</rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:CreatorTool>{producer}</xmp:CreatorTool></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdf:Producer>{producer}</pdf:Producer>{keywords}</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def information(identity: Identity) -> str:
    """Return the document information dictionary."""
    date = f"(D:{identity.date:%Y%m%d}000000Z)"
    parts = [f"/Title{text_string(identity.title)}/Producer{text_string(_PRODUCER)}/Creator{text_string(_PRODUCER)}"]
    if identity.authors:
        parts.append(f"/Author{text_string(', '.join(identity.authors))}")
    if identity.subjects:
        parts.append(f"/Keywords{text_string(', '.join(identity.subjects))}")
    return f"<<{''.join(parts)}/CreationDate{date}/ModDate{date}>>"


def xmp(identity: Identity) -> Stream:
    """Return the XMP packet: PDF/A-3a and PDF/UA-1, title, author, language, dates. Uncompressed, as PDF/A wants it."""
    author = escape(", ".join(identity.authors))  # one entry: it has to equal the document information
    creators = f"<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>" if author else ""
    listed = "".join(f"<rdf:li>{escape(s)}</rdf:li>" for s in identity.subjects)
    text = _XMP.format(
        title=escape(identity.title),
        language=escape(identity.language),
        creators=creators,
        subjects=f"<dc:subject><rdf:Bag>{listed}</rdf:Bag></dc:subject>" if listed else "",
        keywords=f"<pdf:Keywords>{escape(', '.join(identity.subjects))}</pdf:Keywords>" if listed else "",
        date=f"{identity.date.isoformat()}T{_NOUGHT}",
        producer=_PRODUCER,
    )
    return Stream(text.encode("utf-8"), {"Type": "/Metadata", "Subtype": "/XML"}, compress=False)


@cache
def _profile() -> bytes:
    """Return the colour profile of every document, compressed."""
    return zlib_compressed(_ICC.read_bytes())


def output_intent(objects: Objects) -> str:
    """Return the array of output intents: sRGB."""
    profile = objects.add(Stream(_profile(), {"N": "3", "Filter": "/FlateDecode"}, compress=False))
    return (
        "[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)"
        f"/RegistryName(http://www.color.org)/DestOutputProfile {profile} 0 R>>]"
    )


def attachment(objects: Objects, identity: Identity, data: bytes) -> tuple[int, str]:
    """Return the source attached: number of its file specification, and its name."""
    file_name = identity.source_name or "source.xml"
    date = f"(D:{identity.date:%Y%m%d}000000Z)"
    keys = {
        "Type": "/EmbeddedFile",
        "Subtype": name("application/xml"),
        "Params": f"<</Size {len(data)}/ModDate{date}>>",
    }
    stream = objects.add(Stream(data, keys))
    shown = text_string(file_name)
    number = objects.add(
        Raw(
            f"<</Type/Filespec/F{shown}/UF{shown}/AFRelationship/Source/Desc(Akoma Ntoso source)"
            f"/EF<</F {stream} 0 R/UF {stream} 0 R>>>>"
        )
    )
    return number, file_name
