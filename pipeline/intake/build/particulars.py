"""What identifies a new document, as metadata: what is known, what is not assigned, references.

Reads `Particulars` and the finished text. Gives `meta` for the document and for its parts. Nothing is invented: an
unknown number is a temporary one, and what else is unknown is "not assigned" [strict identification, no-symbol].
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from lxml import etree
from msgspec import field

from pipeline.akn.builder import make
from pipeline.akn.classes import ElementClass, collection, document_class
from pipeline.akn.metadata import (
    ENCODER,
    MAIN,
    WorkMetadata,
    author,
    identification,
    imprint,
    open_particulars,
    publication,
)
from pipeline.data import Record, decode
from pipeline.intake.vocabulary.style_table import FOLDER

UNKNOWN_DATE = "1900-01-01"
_SERIES = "Documents of the United Nations"
_POINTERS = ("refersTo", "as", "by", "source", "href")


class Concept(Record, frozen=True, kw_only=True):
    """A concept that a text may refer to: class of its TLC element, last part of its IRI, words."""

    kind: Literal["concept", "event", "organization", "person", "role"] = field(name="class")
    id: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """Identity of a document."""

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
    """ISO 639-2/T of the language in which it was written, if that is another one."""
    issued: str = ""
    """Date of distribution, ISO; "" if not assigned."""
    version: str = ""
    job_number: str = ""
    assigned: bool = True
    official: bool = True
    """False for a text that may not be a document of the United Nations."""
    missing: tuple[str, ...] = ()
    """What is not known: "kind", "body", "date", "language"."""
    collected: bool = False
    """True for the collection that holds several documents of this kind."""
    parts: tuple[tuple[str, Particulars], ...] = ()
    """Particulars of the parts that are documents of their own, by anchor."""

    @property
    def document_class(self) -> ElementClass:
        """Class of the document as [strict classes] write it. Raises UsageError for an unknown kind."""
        return collection() if self.collected else document_class(self.kind)

    @property
    def work(self) -> WorkMetadata:
        """Identity of the document."""
        made = self.document_class
        return WorkMetadata(
            type=made.element, subtype=made.subtype, actor=self.actor, number=self.number, symbol=self.symbol,
            date=self.date, date_name=made.date, language=self.language, version=self.version,
            official=self.official,
            issued=self.issued or self.date, issued_name="publication" if self.issued else "presentation",
        )  # fmt: skip

    @property
    def organ(self) -> str:
        """eId of the reference to the issuing body: "unGa"."""
        head, *rest = self.actor.split("-")
        return head + "".join(part.capitalize() for part in rest)


def meta(
    card: Particulars, component: str, text: Iterable[etree._Element], host: str = "", whole: str = ""
) -> etree._Element:
    """Return `meta` of a component. `text`: its elements, whose references are declared. `host`: eId prefix of a part.
    `whole`: IRI of the Work that contains this document of its own.
    """
    main = component == MAIN and not whole
    authors, editor = [author(f"#{card.organ}", "#issuingBody")], author(ENCODER, "#editor")
    made = make("meta", identification(card.work, authors, editor, component=component, original=card.original))
    if main and card.assigned and card.issued:
        made.append(
            publication(card.issued, "documents of the United Nations", card.symbol, "Documents of the United Nations")
        )
    references = make("references", source=ENCODER)
    made.append(references)
    if main:
        _main_references(references, card)
        if not card.assigned or card.missing:
            made.append(open_particulars(card.missing, temporary=not card.assigned))
        if card.job_number:
            made.append(imprint(card.job_number))
    else:
        above = _above(component)
        references.append(make("attachmentOf", href=f"{whole or card.work.iri}/!{above}", showAs=above))
    for element in (made, *text):
        _declare(references, element, host)
    return made


def _main_references(references: etree._Element, card: Particulars) -> None:
    if card.organ not in concepts():
        organ = make("TLCOrganization", href=f"/akn/ontology/organization/un/{card.actor}", showAs=card.actor)
        organ.set("eId", card.organ)
        references.append(organ)
    references.append(make("original", href=card.work.iri, showAs=card.title or card.symbol or card.number))


def _above(component: str) -> str:
    """Return the component that this one is attached to."""
    head, _, _ = component.rpartition("/")
    return head or MAIN


def _declare(references: etree._Element, element: etree._Element, host: str) -> None:
    """Add a TLC reference for everything to which an element and its content refer, each once.

    An eId occurs once in a file, so a part declares only what has its own prefix; the text refers to the declarations
    of the document.
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
    made = make(tag, href=f"/akn/ontology/{found.kind}/un/{found.id}", showAs=found.words)
    made.set("eId", eid)
    return made


@cache
def concepts() -> dict[str, Concept]:
    """Return the concepts to which a text may refer, by eId."""
    return decode(FOLDER / "concepts.toml", dict[str, Concept])
