"""Identification of a source that another text is derived from.

Reads the metadata of a source. Gives `SourceIdentification`, in which nothing is missing, and patches that put other
IRIs in place [strict iri, identification, versions].
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from lxml import etree

from pipeline.akn.identification import EXPRESSION, WORK, Identification, document_element, identifications
from pipeline.akn.identifiers import Iri
from pipeline.akn.metadata import ENCODER
from pipeline.akn.names import local
from pipeline.errors import DocumentError
from pipeline.read import Source
from pipeline.read.patch import Editable, Patch

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_REVISION = re.compile(r"rev_(\d+)")
_FIRST = "1945"
"""Earlier dates stand for none."""
SYMBOL = "symbolOfRevision"
"""Name of the alias that gives a revision the address of its own symbol."""
FORMER_ADDRESSES = frozenset({"temporaryNumber", "publishedIri"})
"""Reasons for which an Expression has another address."""


class SourceIdentification(Identification):
    """The identification of a source, with metadata, Work and Expression; the Manifestation may be missing."""

    def __init__(self, origin: Source) -> None:
        """Read the identification. Raises DocumentError if something is missing that a new text is derived from."""
        self.origin = origin
        top = document_element(origin.root)
        if top is None:
            raise DocumentError("there is no document in the file", place=origin.place(origin.root))
        super().__init__(top)
        self.top = top
        self.metadata = self._needed(self.meta, "meta", top)
        block = self._needed(self.block, "identification", self.metadata)
        for name in (WORK, EXPRESSION):
            level = self._needed(self.levels[name].element, name, block)
            self._needed(self.levels[name].find("uri"), "IRI", level)

    def _needed(self, found: etree._Element | None, name: str, parent: etree._Element) -> etree._Element:
        if found is None:
            what = f"the metadata have no {name}, which a new version is derived from"
            raise DocumentError(what, place=self.origin.place(parent))
        return found

    @cached_property
    def work_iri(self) -> Iri:
        """IRI of the Work, normalised. Raises IdentifierError."""
        return Iri.normalised(self.work.uri)

    @cached_property
    def expression_iri(self) -> Iri:
        """IRI of the Expression, normalised. Raises IdentifierError."""
        return Iri.normalised(self.expression.uri)

    @cached_property
    def date(self) -> str:
        """Date of the Expression, else of the Work (ISO); "" if none is real."""
        return next((date for date in self.dates if _DAY.fullmatch(date) and date >= _FIRST), "")

    @property
    def revision(self) -> str:
        """ "/Rev.1" for a revision, as its symbol ends; "" for any other text."""
        return f"/Rev.{self.revision_number}" if self.revision_number else ""

    @property
    def revision_number(self) -> int:
        """Its number as a revision; 0 for any other text."""
        found = _REVISION.fullmatch(self.expression.value("versionNumber"))
        return int(found[1]) if found else 0

    @property
    def printed_symbol(self) -> str:
        """The symbol as the text prints it: that of the Work, "/Rev.n" behind it for a revision."""
        return self.symbol if self.symbol.endswith(self.revision) else self.symbol + self.revision

    @property
    def by(self) -> str:
        """Reference to whoever the metadata come from."""
        return self.source or ENCODER

    def parts(self) -> Iterator[Identification]:
        """Yield the identifications of the document and its parts."""
        return identifications(self.top)

    def block_of(self, name: str) -> etree._Element | None:
        """Return a block of the metadata: `lifecycle`; None if there is none."""
        return next((block for block in self.metadata if local(block) == name), None)

    def last_of(self, *names: str) -> etree._Element:
        """Return the last of these blocks that the metadata have; one of them is the identification."""
        return [block for block in self.metadata if local(block) in names][-1]

    def next_id(self, stem: str) -> str:
        """Return the next free eId of a kind of metadata: `eref_2`."""
        taken = {element.get("eId") for element in self.metadata.iter("*")}
        number = 1
        while f"{stem}_{number}" in taken:
            number += 1
        return f"{stem}_{number}"


def moved_iris(edit: Editable, known: SourceIdentification, old: str, new: str) -> Iterator[Patch]:
    """Yield the patches that put the IRI `new` where `old` is as a whole segment, in every identification."""
    pattern = re.compile(rf"{re.escape(old)}(?=$|[/.!~#@])" if "@" in old else rf"{re.escape(old)}(?=$|[/!~#])")
    for part in known.parts():
        for element in part.fields():
            for name in ("value", "href"):
                value = element.get(name)
                if value and pattern.match(value):
                    yield edit.set_attribute(element, name, pattern.sub(lambda _: new, value, count=1))


def without_former_addresses(edit: Editable, known: SourceIdentification) -> Iterator[Patch]:
    """Yield the patches that take the other addresses of a text away, which stay with the text that it is made of.

    Those of the Work stay in both: an address of an Expression leads to one text for ever.
    """
    for part in known.parts():
        for level in (part.expression, part.manifestation):
            for alias in level.all("alias"):
                if alias.get("name") in FORMER_ADDRESSES:
                    yield edit.remove(alias)
