"""Say what an import could not know of a document: its kind, and the body that issued it.

Reads a source in whose metadata they are "not assigned" [strict no-symbol]. Gives the same source with a minimal edit:
element, name and subtype of the kind, the body as author, every IRI rebuilt from both, the old IRI kept as an alias.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from pipeline.akn.bodies import issuing_bodies, short_names
from pipeline.akn.builder import make
from pipeline.akn.classes import document_class, kind_named
from pipeline.akn.identification import is_alias
from pipeline.akn.metadata import alias
from pipeline.akn.names import local
from pipeline.errors import DocumentError, UsageError
from pipeline.read import AKN4UN, Source, akn
from pipeline.read.patch import Editable, Patch, patched
from pipeline.versions.amend.identification import SourceIdentification

_PARTS = frozenset(("annex", "appendix"))
"""Names of the documents attached to another, which are of its class [strict classes]."""


def classified(source: Source, kind: str = "", body: str = "", *, known_address: bool = True) -> bytes:
    """Return the source with its kind (a key of the classes) and its body (a short name, such as "hrc") filled in.

    `known_address`: the old IRI stays as an alias. Raises UsageError for an unknown value, DocumentError if the source
    has it already.
    """
    work = _Classifier(source, kind, body)
    patches = [
        *(work.kind() if kind else ()),
        *(work.body() if body else ()),
        *work.iris(),
        *(work.aliases() if known_address else ()),
    ]
    return patched(source.data, patches)


class _Classifier:
    def __init__(self, source: Source, kind: str, body: str) -> None:
        self.known = SourceIdentification(source)
        self.edit = Editable(source)
        self.made = document_class(kind) if kind else None
        if body and body not in short_names():
            raise UsageError(f"--body {body!r} is not a body", remedy=f"one of: {', '.join(short_names())}")
        self.actor = short_names().get(body, "")

    def kind(self) -> Iterator[Patch]:
        """Yield element, name and subtype of the kind, for the document and what is attached to it."""
        assert self.made is not None
        yield from self._open("kind", kind_named(self.known.top.get("name", "")))
        old = local(self.known.top)
        yield self.edit.set_attribute(self.known.top, "name", self.made.name)
        inner = (e for e in self.known.top.iter(akn(old)) if e.get("name") in _PARTS)
        for element in (self.known.top, *inner):
            yield from self.edit.renamed(element, self.made.element)
        for part in self.known.parts():
            for subtype in part.work.all("subtype"):
                yield self.edit.set_attribute(subtype, "value", self.made.subtype)
            for date in part.work.all("date"):
                yield self.edit.set_attribute(date, "name", self.made.date)

    def body(self) -> Iterator[Patch]:
        """Yield the body as author, and the reference to it."""
        yield from self._open("body", self.known.work_iri.actor)
        eid = self.actor.split("-")[0] + "".join(part.capitalize() for part in self.actor.split("-")[1:])
        for part in self.known.parts():
            for level in (part.work, part.expression):
                for author in level.all("author"):
                    if author.get("as") == "#issuingBody":
                        yield self.edit.set_attribute(author, "href", f"#{eid}")
        references = self.known.block_of("references")
        if references is not None and not any(e.get("eId") == eid for e in references):
            words = issuing_bodies()[self.actor].name
            organ = make("TLCOrganization", href=f"/akn/ontology/organization/un/{self.actor}", showAs=words)
            organ.set("eId", eid)
            yield self.edit.append(references, organ)

    def iris(self) -> Iterator[Patch]:
        """Yield the new Work in every IRI of the file; aliases stay."""
        old = self.known.work.uri.rstrip("/")
        pattern = re.compile(rf"{re.escape(old)}(?=$|[/!~#])")
        for element in self.known.origin.root.iter("*"):
            for name in ("value", "href", "src") if not is_alias(element) else ():
                value = element.get(name)
                if value and pattern.match(value):
                    yield self.edit.set_attribute(element, name, self._new() + value[len(old) :])

    def aliases(self) -> Iterator[Patch]:
        """Yield the old IRI on each level of the document and its parts."""
        reason = "temporaryNumber" if self.known.number.startswith("tmp-") else "publishedIri"
        for part in self.known.parts():
            for level in part.levels.values():
                uri = level.find("uri")
                if uri is not None and level.find("this") is not None:
                    main = level.this.partition("/!")[2].startswith("main")
                    yield self.edit.insert_after(uri, alias(reason, level.uri if main else level.this))

    def _new(self) -> str:
        """Return the IRI of the Work: type, subtype and body are its third, fourth and fifth segments."""
        head, akn_, country, type_, subtype, actor, *rest = self.known.work.uri.rstrip("/").split("/")
        if self.made is not None:
            type_, subtype = self.made.element, self.made.subtype
        return "/".join((head, akn_, country, type_, subtype, self.actor or actor, *rest))

    def _open(self, name: str, value: str) -> Iterator[Patch]:
        """Yield the removal of the notice that something is not assigned. Raises DocumentError if there is none."""
        found = [e for e in self._notices() if e.get("name") == name]
        if not found:
            source = self.known.origin
            raise DocumentError(f"the {name} is assigned already: {value}", place=source.place(source.root))
        yield from map(self.edit.remove, found)

    def _notices(self) -> Iterator[etree._Element]:
        yield from self.known.metadata.iter(f"{{{AKN4UN}}}notAssigned")
