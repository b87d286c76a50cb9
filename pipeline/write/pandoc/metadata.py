"""Metadata of the files that pandoc writes.

Reads the identity of a document. Gives names and values as pandoc's writers of Markdown, EPUB and ODT know them.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Direction, Identity

Metadata = dict[str, str | Sequence[str]]


def title_of(identity: Identity) -> str:
    """Return the symbol and title, or what of them there is."""
    symbol = identity.symbol or identity.symbol_printed
    return " – ".join(filter(None, (symbol, identity.title))) or identity.source_name or identity.language


def metadata(identity: Identity) -> Metadata:
    """Return the title, identifier, language, direction, authors, subjects, date."""
    return {
        "title": title_of(identity),
        "identifier": identity.expression or identity.symbol or identity.source_name,
        "lang": identity.language,
        "dir": "rtl" if identity.direction is Direction.RTL else "",
        "author": list(identity.authors),
        "subject": list(identity.subjects),
        "date": identity.date.isoformat(),
    }
