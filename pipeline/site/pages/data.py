"""The JSON of a text: what its page says, for programs. Explained in docs/json.md.

Reads a `SiteText` with its passages. Gives bytes. Addresses are absolute if the site has a base, else from its top.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from pipeline import __version__
from pipeline.site import citing
from pipeline.site.addresses import absolute, permanent
from pipeline.site.model import MEDIA_TYPES, Passage, Relation, SiteFile, SiteText, SiteWork
from pipeline.site.pages.frame import Site

FORMAT = "undocs-text/1"
Value = dict[str, object]


def text_data(site: Site, work: SiteWork, text: SiteText, passages: Iterable[Passage]) -> tuple[str, bytes]:
    """Return the address and bytes of the JSON of a text."""
    identity = text.identity
    value: Value = {
        "format": FORMAT,
        "undocs": __version__,
        "symbol": identity.symbol,
        "title": identity.title,
        "language": identity.language,
        "direction": identity.direction.value,
        "date": text.dated.isoformat() if text.dated else None,
        "body": identity.body.value,
        "kind": identity.kind.value,
        "session": identity.session,
        "subjects": list(identity.subjects),
        "version": text.version,
        "official": identity.official,
        "not_assigned": list(identity.unassigned),
        "work": identity.work,
        "expression": identity.expression,
        "source_sha256": identity.source_sha256,
        "page": _to(site, text.address),
        "permanent": _to(site, permanent(work)),
        "official_address": text.official_address,
        "citation": citing.in_a_line(text),
        "files": [_file(site, file) for file in text.files],
        "languages": {other.identity.language: _to(site, other.data_address) for other in work.latest},
        "related": {relation.kind: _related(site, relation) for relation in work.relations},
        "passages": [{"anchor": p.anchor, "kind": _KINDS[p.kind], "label": p.label, "text": p.text} for p in passages],
    }
    return text.data_address, (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8")


_KINDS = {"h": "heading", "p": "paragraph", "t": "table", "n": "note"}


def _to(site: Site, address: str) -> str:
    return absolute(site.base, address) if site.base and address else address


def _file(site: Site, file: SiteFile) -> Value:
    return {
        "format": file.format,
        "type": MEDIA_TYPES.get(file.format, ""),
        "address": _to(site, file.address),
        "bytes": file.size,
        "sha256": file.sha256,
        "pages": file.pages,
        "proof": None if file.words is None else {"words": file.words, "recall": file.recall},
    }


def _related(site: Site, relation: Relation) -> list[Value]:
    entries: list[Value] = [{"symbol": entry.symbol, "page": _to(site, entry.page("en"))} for entry in relation.entries]
    return entries + [{"symbol": symbol, "official_address": address} for symbol, address in relation.outside]
