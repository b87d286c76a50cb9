"""Who a document is (guidelines A2 to A6): its identification, read field by field.

Reads the metadata of one document element. Gives `Identification` with three levels, Work, Expression and
Manifestation; a field that is not there is empty. This is the one reader of the elements FRBR…; `akn.metadata` is the
one writer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from pipeline.akn.identifiers import normalised_iri
from pipeline.akn.names import local

WORK, EXPRESSION, MANIFESTATION = LEVELS = ("FRBRWork", "FRBRExpression", "FRBRManifestation")
IRI_FIELDS = ("FRBRuri", "FRBRthis")
"""The elements of a level that give its IRI, and that of its component."""
_PREFIX = "FRBR"


@dataclass(frozen=True, slots=True)
class Level:
    """Work, Expression or Manifestation of a document. Fields are named without the prefix: `uri` is FRBRuri."""

    element: etree._Element | None

    def find(self, name: str) -> etree._Element | None:
        """Return the first field of a name; None if there is none."""
        return None if self.element is None else self.element.find(self._tag(name))

    def all(self, name: str) -> list[etree._Element]:
        """Return every field of a name."""
        return [] if self.element is None else self.element.findall(self._tag(name))

    def value(self, name: str, attribute: str = "value") -> str:
        """Return an attribute of the first field of a name as it is written; "" if there is none."""
        found = self.find(name)
        return "" if found is None else found.get(attribute, "")

    @property
    def this(self) -> str:
        """IRI of the component, as it is written."""
        return self.value("this")

    @property
    def uri(self) -> str:
        """IRI of the level, as it is written."""
        return self.value("uri")

    @property
    def dates(self) -> list[str]:
        """Every date, as it is written."""
        return [date.get("date", "") for date in self.all("date")]

    def aliases(self, name: str) -> list[str]:
        """Other IRIs that are given for a reason: `temporaryNumber`, `autonomousWork`; as they are written."""
        return [alias.get("value", "") for alias in self.all("alias") if alias.get("name") == name]

    @property
    def iris(self) -> set[str]:
        """Every IRI of the level, those of its component and its aliases included; as they are written."""
        return {field.get("value", "") for name in ("this", "uri", "alias") for field in self.all(name)}

    def _tag(self, name: str) -> str:
        """Qualified name of a field, in the namespace of the level."""
        tag = str(self.element.tag) if self.element is not None else ""
        return f"{tag[: tag.rfind('}') + 1]}{_PREFIX}{name}"


class Identification:
    """The identification of a document, or of a part with metadata of its own."""

    def __init__(self, document: etree._Element | None) -> None:
        """`document`: the element that holds `meta`."""
        self.document = document

    @cached_property
    def meta(self) -> etree._Element | None:
        """Its metadata."""
        return _child(self.document, "meta")

    @cached_property
    def block(self) -> etree._Element | None:
        """Its element `identification`."""
        return _child(self.meta, "identification")

    @cached_property
    def levels(self) -> dict[str, Level]:
        """The three levels by the names of their elements, `LEVELS`."""
        return {name: Level(_child(self.block, name)) for name in LEVELS}

    @property
    def work(self) -> Level:
        """The Work."""
        return self.levels[WORK]

    @property
    def expression(self) -> Level:
        """The Expression."""
        return self.levels[EXPRESSION]

    @property
    def manifestation(self) -> Level:
        """The Manifestation."""
        return self.levels[MANIFESTATION]

    @property
    def source(self) -> str:
        """Who the metadata come from: a reference (`#encoder`)."""
        return self.block.get("source", "") if self.block is not None else ""

    @cached_property
    def language(self) -> str:
        """Code of the language of the Expression, as it is written."""
        return self.expression.value("language", "language")

    @property
    def number(self) -> str:
        """Number segment of the IRI."""
        return self.work.value("number")

    @property
    def symbol(self) -> str:
        """The number as printed, else as the IRI has it."""
        return self.work.value("number", "showAs") or self.number

    @property
    def dates(self) -> list[str]:
        """The dates of the Expression, then those of the Work, as they are written."""
        return [*self.expression.dates, *self.work.dates]

    @property
    def is_translation(self) -> bool:
        """True if the Expression says what it was translated from."""
        return self.expression.find("translation") is not None

    @property
    def is_authoritative(self) -> bool:
        """False if Work, Expression or translation says so."""
        said = [level.value("authoritative") for level in (self.work, self.expression)]
        return "false" not in map(str.strip, (*said, self.expression.value("translation", "authoritative")))

    def addresses(self, level: str = EXPRESSION) -> set[str]:
        """Return the IRI of a level, and those it had while the number was temporary (guidelines A3); normalised."""
        found = self.levels[level]
        return {normalised_iri(iri) for iri in (found.uri, *found.aliases("temporaryNumber"))}


def document_element(root: etree._Element) -> etree._Element | None:
    """Return the document under the root; None if the root holds none."""
    return next((child for child in root if isinstance(child.tag, str) and local(child) != "components"), None)


def attachments(root: etree._Element) -> Iterator[tuple[etree._Element, Identification]]:
    """Yield every attachment under `root`, at any depth, with the identification of the document in it."""
    for element in root.iter("{*}attachment"):
        yield element, Identification(next((child for child in element if isinstance(child.tag, str)), None))


def _child(parent: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of a name, in the namespace of its parent."""
    if parent is None:
        return None
    tag = str(parent.tag)
    return parent.find(f"{tag[: tag.rfind('}') + 1]}{name}")
