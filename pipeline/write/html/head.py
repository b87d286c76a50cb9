"""The head of the page: title, metadata, style sheet.

Reads the identity of a document. Gives the `head` element; metadata as `meta` elements and as JSON-LD of
schema.org/Legislation.
"""

from __future__ import annotations

from pipeline import __version__
from pipeline.document import Identity
from pipeline.write.html.context import Context
from pipeline.write.html.markup import attributes, element, escape, json_script


def page_title(identity: Identity) -> str:
    """Return what a browser shows: symbol and title, or what of them there is."""
    symbol = identity.symbol or identity.symbol_printed
    return " – ".join(filter(None, (symbol, identity.title))) or identity.source_name or identity.language


def write_head(context: Context) -> tuple[str, str]:
    """Return what of the head is before and after the style sheet. Nothing in it makes a browser ask for another
    file.
    """
    identity = context.document.identity
    lines = [
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        element("title", escape(page_title(identity))),
        '<meta name="color-scheme" content="light dark">',
        *(f"<meta{attributes(name=name, content=value)}>" for name, value in _metadata(identity) if value),
        "<style>\n",
    ]
    data = f'<script type="application/ld+json">\n{json_script(_legislation(context))}\n</script>'
    return "<head>\n" + "\n".join(lines), f"</style>\n{data}\n</head>"


def _metadata(identity: Identity) -> list[tuple[str, str]]:
    return [
        ("generator", f"un-document-pipeline {__version__}"),
        ("author", ", ".join(identity.authors)),
        ("keywords", ", ".join(identity.subjects)),
        ("dcterms.identifier", identity.symbol),
        ("dcterms.date", "" if "date" in identity.unassigned else identity.date.isoformat()),
        ("dcterms.language", identity.language),
        ("akn.work", identity.work),
        ("akn.expression", identity.expression),
        ("source.name", identity.source_name),
        ("source.sha256", identity.source_sha256),
        ("provisional", ", ".join(identity.unassigned)),
        ("recovered", "true" if identity.recovered else ""),
    ]


def _legislation(context: Context) -> dict[str, object]:
    identity = context.document.identity
    table: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "name": identity.title,
        "legislationIdentifier": identity.symbol,
        "identifier": identity.work,
        "legislationDate": "" if "date" in identity.unassigned else identity.date.isoformat(),
        "legislationType": identity.kind.value,
        "inLanguage": identity.language,
        "about": list(identity.subjects),
        "sameAs": context.document.imprint.address,
        "creativeWorkStatus": "Provisional" if identity.unassigned else "",
    }
    return {key: value for key, value in table.items() if value}
