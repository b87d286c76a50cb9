"""Identification of a source: the IRIs, dates and numbers that a new expression or work is derived from.

Reads the metadata of a source. Gives `Identification`, and patches that rewrite it (guidelines A2, A5, D).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from pipeline.akn.identifiers import Iri, normalised_iri
from pipeline.errors import DocumentError
from pipeline.read import Source, akn, local
from pipeline.versions.patch import Editable, Patch


@dataclass(frozen=True)
class Identification:
    """The identification of the document as a whole (not of its parts)."""

    source: Source

    @cached_property
    def top(self) -> etree._Element:
        """The document element under the root."""
        found = [e for e in self.source.root if isinstance(e.tag, str) and local(e) != "components"]
        if not found:
            raise DocumentError("there is no document in the file", place=self.source.place(self.source.root))
        return found[0]

    @cached_property
    def meta(self) -> etree._Element:
        """Its `meta`. Raises DocumentError where there is none."""
        return self._child(self.top, "meta")

    def level(self, name: str) -> etree._Element:
        """FRBRWork, FRBRExpression or FRBRManifestation. Raises DocumentError."""
        return self._child(self._child(self.meta, "identification"), name)

    def _child(self, parent: etree._Element, name: str) -> etree._Element:
        found = parent.find(akn(name))
        if found is None:
            what = f"the metadata have no {name}, which a new version is derived from"
            raise DocumentError(what, place=self.source.place(parent))
        return found

    def uri(self, level: str) -> str:
        """FRBRuri of a level as it is written."""
        return self._child(self.level(level), "FRBRuri").get("value", "")

    @cached_property
    def work(self) -> Iri:
        """IRI of the Work, normalised. Raises IdentifierError."""
        return Iri.normalised(self.uri("FRBRWork"))

    @cached_property
    def expression(self) -> Iri:
        """IRI of the Expression, normalised. Raises IdentifierError."""
        return Iri.normalised(self.uri("FRBRExpression"))

    def addresses(self, level: str = "FRBRExpression") -> set[str]:
        """The IRI of a level, and those it had while the number was temporary (guidelines A3); normalised."""
        aliases = (e for e in self.level(level).findall(akn("FRBRalias")) if e.get("name") == "temporaryNumber")
        return {normalised_iri(self.uri(level)), *(normalised_iri(e.get("value", "")) for e in aliases)}

    @property
    def language(self) -> str:
        """ISO 639-2 code."""
        found = self.level("FRBRExpression").find(akn("FRBRlanguage"))
        return found.get("language", "") if found is not None else ""

    @property
    def symbol(self) -> str:
        """The number as printed (FRBRnumber/@showAs, else its value); "" where there is none."""
        found = self.level("FRBRWork").find(akn("FRBRnumber"))
        return str(found.get("showAs") or found.get("value", "")) if found is not None else ""

    @cached_property
    def date(self) -> str:
        """Date of the Expression, else of the Work (ISO); "" where none is real."""
        for level in ("FRBRExpression", "FRBRWork"):
            for element in self.level(level).findall(akn("FRBRdate")):
                date = element.get("date", "")
                if re.fullmatch(r"\d{4}-\d\d-\d\d", date) and date >= "1945":
                    return date
        return ""

    def identifications(self) -> Iterator[etree._Element]:
        """The identification blocks of the document and its parts."""
        return self.top.iter(akn("identification"))


def moved_iris(edit: Editable, known: Identification, old: str, new: str) -> list[Patch]:
    """Patches that put the IRI `new` where `old` stands as a whole segment, in every identification block."""
    pattern = re.compile(rf"{re.escape(old)}(?=$|[/.!~#@])" if "@" in old else rf"{re.escape(old)}(?=$|[/!~#])")
    patches = []
    for block in known.identifications():
        for element in block.iter("*"):
            if local(element) == "FRBRalias":
                continue
            for name in ("value", "href"):
                value = element.get(name)
                if value and pattern.match(value):
                    patches.append(edit.set_attribute(element, name, pattern.sub(lambda _: new, value, count=1)))
    return patches


def number_text(symbol: str) -> str:
    """The number segment of an IRI for a printed symbol (guidelines A2)."""
    return symbol.replace("/", "-").replace("\u00a0", "_").replace(" ", "_")


__all__ = ["Identification", "moved_iris", "normalised_iri", "number_text"]
