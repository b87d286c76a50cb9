"""Metadata of a new document (guidelines A): identification, publication, references, what is not assigned.

Reads `Particulars` and the finished text. Gives `meta` for the document and for its parts. Nothing is invented: a
number not known is a temporary one (guidelines A3), a date not known is 1900-01-01.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from lxml import etree
from msgspec import field

from pipeline.akn.classes import ElementClass, collection, document_class
from pipeline.data import Record, decode
from pipeline.intake.build.elements import akn
from pipeline.intake.vocabulary.style_table import FOLDER
from pipeline.read import AKN4UN

UNKNOWN_DATE = "1900-01-01"
_POINTERS = ("refersTo", "as", "by", "source", "href")


class Concept(Record, frozen=True, kw_only=True):
    """What a text may refer to: class of its TLC element, last part of its IRI, words."""

    kind: Literal["concept", "event", "organization", "person", "role"] = field(name="class")
    id: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What identifies a document."""

    kind: str
    """Key of `templates/akn/classes.toml`."""
    language: str
    """ISO 639-2/T."""
    actor: str
    """Issuing body as an IRI has it: "un-ga"."""
    number: str
    """Number segment of the IRI."""
    symbol: str
    """The number in print: "A/62/…"."""
    date: str
    """Date of the Work, ISO."""
    title: str
    original: str = ""
    """ISO 639-2/T of the language it was written in, where that is said to be another one."""
    issued: str = ""
    """Date of distribution, ISO; "" where not assigned."""
    version: str = ""
    job_number: str = ""
    assigned: bool = True
    collected: bool = False
    """True for the collection that holds several documents of the kind."""

    @property
    def document_class(self) -> ElementClass:
        """How guidelines A1 write the class. Raises UsageError for an unknown kind."""
        return collection() if self.collected else document_class(self.kind)

    @property
    def work(self) -> str:
        """IRI of the Work."""
        made = self.document_class
        return f"/akn/un/{made.element}/{made.subtype}/{self.actor}/{self.date}/{self.number}"

    @property
    def expression(self) -> str:
        """IRI of the Expression."""
        return f"{self.work}/{self.language}@{self.version}"

    @property
    def organ(self) -> str:
        """eId of the reference to the issuing body: "unGa"."""
        head, *rest = self.actor.split("-")
        return head + "".join(part.capitalize() for part in rest)


def identification(card: Particulars, component: str) -> etree._Element:
    """`identification` of a component ("main", "annex", "annex/appendix")."""
    made = card.document_class
    day = card.issued or card.date
    authors = [akn("FRBRauthor", href=f"#{card.organ}", as_="#issuingBody")]
    editor = akn("FRBRauthor", href="#encoder", as_="#editor")
    inside = "" if component == "main" else f"/!{component}"
    origin = akn("FRBRtranslation", href=f"{card.work}/{card.original}@{inside}", fromLanguage=card.original, by="#un",
                 authoritative="true")  # fmt: skip
    version = akn("FRBRversionNumber", value=card.version, showAs=card.version) if card.version else None
    return akn(
        "identification",
        akn("FRBRWork", *_names(card.work, f"/!{component}", ""), akn("FRBRdate", date=card.date, name=made.date),
            *authors, akn("FRBRcountry", value="un"), akn("FRBRsubtype", value=made.subtype),
            akn("FRBRnumber", value=card.number, showAs=card.symbol or card.number)),
        akn("FRBRExpression", *_names(card.expression, f"/!{component}", ""),
            akn("FRBRdate", date=day, name="publication" if card.issued else "presentation"),
            akn("FRBRauthor", href=f"#{card.organ}", as_="#issuingBody"), version,
            akn("FRBRlanguage", language=card.language), origin if card.original else None),
        akn("FRBRManifestation", *_names(card.expression, f"/!{component}", ".xml"),
            akn("FRBRdate", date=day, name="markup"), editor, akn("FRBRformat", value="xml")),
        source="#encoder",
    )  # fmt: skip


def _names(iri: str, component: str, format: str) -> list[etree._Element]:
    return [akn("FRBRthis", value=f"{iri}{component}{format}"), akn("FRBRuri", value=f"{iri}{format}")]


def meta(card: Particulars, component: str, text: Iterable[etree._Element], host: str = "") -> etree._Element:
    """`meta` of a component. `text`: its elements; what they refer to is declared. `host`: eId prefix of a part."""
    main = component == "main"
    made = akn("meta", identification(card, component))
    if main and card.assigned and card.issued:
        made.append(akn("publication", date=card.issued, name="documents of the United Nations",
                        showAs="Documents of the United Nations", number=card.symbol))  # fmt: skip
    references = akn("references", source="#encoder")
    made.append(references)
    if main:
        _main_references(references, card)
        status = [] if card.assigned else [_own("numberStatus", "temporary")]
        if status:
            made.append(akn("proprietary", *status, source="#encoder"))
        if card.job_number:
            made.append(_presentation(card.job_number))
    else:
        references.append(akn("attachmentOf", href=f"{card.work}/!{_above(component)}", showAs=_above(component)))
    for element in (made, *text):
        _declare(references, element, host)
    return made


def _main_references(references: etree._Element, card: Particulars) -> None:
    if card.organ not in concepts():
        organ = akn("TLCOrganization", href=f"/akn/ontology/organization/un/{card.actor}", showAs=card.actor)
        organ.set("eId", card.organ)
        references.append(organ)
    references.append(akn("original", href=card.work, showAs=card.title or card.symbol or card.number))


def _above(component: str) -> str:
    """The component that this one is attached to."""
    head, _, _ = component.rpartition("/")
    return head or "main"


def _own(tag: str, text: str) -> etree._Element:
    element = etree.Element(f"{{{AKN4UN}}}{tag}")
    element.text = text
    return element


def _presentation(job_number: str) -> etree._Element:
    """The foot of page 1 as published files have it (akn4un-profile 4)."""
    code = _own("internalCode", "")
    code.text = None
    code.append(akn("docketNumber", job_number))
    left, foot = _own("footerFirstPageLeft", ""), _own("footerFirstPage", "")
    left.text = foot.text = None
    left.append(code)
    foot.append(left)
    return akn("presentation", foot, source="#encoder")


def _declare(references: etree._Element, element: etree._Element, host: str) -> None:
    """A TLC reference for everything that the element and what is in it point to, each once, in a part of its own too.

    An eId stands once in a file: a part says with its prefix what it declares; the text points to the document's.
    """
    known = {e.get("eId") for e in references}
    for each in element.iter():
        for name in _POINTERS:
            pointer = (each.get(name) or "") if isinstance(each.tag, str) else ""
            target = pointer.removeprefix("#") if pointer.startswith("#") else ""
            if target and target in concepts() and target not in known and not host:
                known.add(target)
                references.append(_reference(target))


def _reference(eid: str) -> etree._Element:
    found = concepts()[eid]
    tag = f"TLC{found.kind.capitalize()}"
    made = akn(tag, href=f"/akn/ontology/{found.kind}/un/{found.id}", showAs=found.words)
    made.set("eId", eid)
    return made


@cache
def concepts() -> dict[str, Concept]:
    """What a text may refer to, by eId."""
    return decode(FOLDER / "concepts.toml", dict[str, Concept])
