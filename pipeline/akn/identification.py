"""Who a document is [strict iri, metadata]: its identification, read field by field.

Reads the metadata of one document element. Gives `Identification` with three levels, Work, Expression and
Manifestation; a field that is not there is empty. This is the one reader of the elements FRBR…; `akn.metadata` is the
one writer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from pipeline.akn.identifiers import normalised_iri
from pipeline.akn.names import AKN, local

WORK, EXPRESSION, MANIFESTATION = LEVELS = ("FRBRWork", "FRBRExpression", "FRBRManifestation")
URI, THIS = IRI_FIELDS = ("FRBRuri", "FRBRthis")
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

    def first(self, *names: str) -> etree._Element | None:
        """Return the first field, in document order, that has one of these names; None if there is none."""
        tags = {f"{_PREFIX}{name}" for name in names}
        return next((field for field in (() if self.element is None else self.element) if local(field) in tags), None)

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
        """Return other IRIs that are given for a reason: `temporaryNumber`, `autonomousWork`; as they are written."""
        return [alias.get("value", "") for alias in self.all("alias") if alias.get("name") == name]

    @property
    def iris(self) -> set[str]:
        """Every IRI of the level, those of its component and its aliases included; as they are written."""
        return {field.get("value", "") for name in ("this", "uri", "alias") for field in self.all(name)}

    def _tag(self, name: str) -> str:
        """Return the qualified name of a field, in the namespace of the level."""
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
        """Reference to the agent that the metadata come from (`#encoder`)."""
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
        values = [level.value("authoritative") for level in (self.work, self.expression)]
        return "false" not in map(str.strip, (*values, self.expression.value("translation", "authoritative")))

    def fields(self) -> Iterator[etree._Element]:
        """Yield every element of the identification but the aliases, which keep what they say."""
        for element in self.block.iter("*") if self.block is not None else ():
            if not is_alias(element):
                yield element

    def addresses(self, level: str = EXPRESSION) -> set[str]:
        """Return the IRI of a level, and those it had while the number was temporary [strict no-symbol]; normalised."""
        found = self.levels[level]
        return {normalised_iri(iri) for iri in (found.uri, *found.aliases("temporaryNumber"))}


_GLIMPSES = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (
        rb"<FRBRWork\b.*?<FRBRuri\s[^>]*?value=[\"']([^\"']*)",
        rb"<FRBRExpression\b.*?<FRBRuri\s[^>]*?value=[\"']([^\"']*)",
        rb"<FRBRlanguage\s[^>]*?language=[\"']([^\"']*)",
    )
)


def glimpse(head: bytes) -> tuple[str, str, str]:
    """Return IRI of the Work, IRI of the Expression and language from the first bytes of a file, without parsing it.

    For sorting many files quickly; "" for what the bytes do not say in the usual way.
    """
    found = (pattern.search(head) for pattern in _GLIMPSES)
    work, expression, language = (match[1].decode("utf-8", "replace") if match else "" for match in found)
    return work, expression, language


_PLAIN_WORK = re.compile(
    rb"""<FRBRWork[\s>](?:(?!<FRBRExpression).)*?<FRBRuri\s[^>]*?\bvalue\s*=\s*(?:"([^"&]*)"|'([^'&]*)')""", re.DOTALL
)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_HIDING = re.compile(rb"<!(?:--|\[)")
"""Begins what is not an element though it may look like one."""


def plain_work(head: bytes) -> str:
    """Return the IRI of the Work from the first bytes of a file; "" if they leave any doubt, unlike `glimpse`."""
    data = _COMMENT.sub(b"", head)
    found = _PLAIN_WORK.search(data)
    if found is None or _HIDING.search(data, 0, found.end()):
        return ""
    try:
        return (found[1] or found[2] or b"").decode("utf-8")
    except UnicodeDecodeError:
        return ""


def numbers(root: etree._Element) -> Iterator[str]:
    """Yield the numbers of all Works of a file, those of its attachments included."""
    yield from (element.get("value", "") for element in root.iter(f"{{{AKN}}}{_PREFIX}number"))


def is_alias(element: etree._Element) -> bool:
    """Return True if an element gives another IRI of a level, which stays when the IRI changes."""
    return local(element) == f"{_PREFIX}alias"


def document_element(root: etree._Element) -> etree._Element | None:
    """Return the document under the root; None if the root holds none."""
    return next((child for child in root if isinstance(child.tag, str) and local(child) != "components"), None)


def identifications(document: etree._Element) -> Iterator[Identification]:
    """Yield the identifications of a document and of all parts in it that have one."""
    for block in document.iter("{*}identification"):
        meta = block.getparent()
        yield Identification(meta.getparent() if meta is not None else None)


def attachments(root: etree._Element) -> Iterator[tuple[etree._Element, Identification]]:
    """Yield every attachment under `root`, at any depth, with the identification of the document in it."""
    for element in root.iter("{*}attachment"):
        yield element, Identification(next((child for child in element if isinstance(child.tag, str)), None))


def _child(parent: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first child of a name, in the namespace of its parent."""
    if parent is None:
        return None
    tag = str(parent.tag)
    return parent.find(f"{tag[: tag.rfind('}') + 1]}{name}")
