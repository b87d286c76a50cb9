"""Metadata of a document [strict identification]: identification and the blocks that say what is assigned.

Reads who a document is. Gives elements of `meta`. This is the one writer of the elements FRBR…; `akn.identification` is
the one reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from pipeline.akn.builder import copied, make, make_own

ENCODER = "#encoder"
"""Reference to whoever made the mark-up."""
MAIN = "main"
"""Name of the component that is the document itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkMetadata:
    """The identity of a new document, the same for all of its components."""

    type: str
    """Name of the element under the root."""
    subtype: str
    actor: str
    """Issuing body as an IRI has it: "un-ga"."""
    number: str
    """Number segment of the IRI."""
    symbol: str
    """The number as printed."""
    date: str
    """Date of the Work, ISO."""
    date_name: str
    language: str
    """ISO 639-2/T code of the Expression."""
    issued: str
    """Date of Expression and Manifestation, ISO."""
    issued_name: str
    version: str = ""
    """Version segment of the IRI; "" for the first version."""
    official: bool = True
    """False for a text that nothing says the United Nations issued."""

    @property
    def iri(self) -> str:
        """IRI of the Work."""
        return f"/akn/un/{self.type}/{self.subtype}/{self.actor}/{self.date}/{self.number}"

    @property
    def expression(self) -> str:
        """IRI of the Expression."""
        return f"{self.iri}/{self.language}@{self.version}"


def identification(
    work: WorkMetadata,
    authors: Sequence[etree._Element],
    editor: etree._Element,
    *,
    component: str = MAIN,
    original: str = "",
    source: str = ENCODER,
) -> etree._Element:
    """Return the `identification` of a component ("main", "annex/appendix").

    `authors`, `editor`: the FRBRauthor elements of WorkMetadata and Expression, and of the Manifestation; they are
    copied. `original`: code of the language that the component was translated from; "" if it is not a translation.
    """
    version = version_number(work.version, work.version) if work.version else None
    return make(
        "identification",
        make("FRBRWork", *_names(work.iri, component), dated(work.date, work.date_name), *map(copied, authors),
             make("FRBRcountry", value="un"), make("FRBRsubtype", value=work.subtype),
             make("FRBRnumber", value=work.number, showAs=work.symbol or work.number)),
        make("FRBRExpression", *_names(work.expression, component), dated(work.issued, work.issued_name),
             *map(copied, authors), version, None if work.official else make("FRBRauthoritative", value="false"),
             make("FRBRlanguage", language=work.language),
             translation(work.iri, original, component) if original else None),
        make("FRBRManifestation", *_names(work.expression, component, ".xml"), dated(work.issued, "markup"),
             copied(editor), make("FRBRformat", value="xml")),
        source=source,
    )  # fmt: skip


def _names(iri: str, component: str, format: str = "") -> tuple[etree._Element, etree._Element]:
    return make("FRBRthis", value=f"{iri}/!{component}{format}"), make("FRBRuri", value=f"{iri}{format}")


def translation(work: str, original: str, component: str = MAIN) -> etree._Element:
    """Return what says that a text is a translation: IRI of its Work, code of the language translated from."""
    part = "" if component == MAIN else f"/!{component}"
    return make("FRBRtranslation", href=f"{work}/{original}@{part}", fromLanguage=original, by="#un",
                authoritative="true")  # fmt: skip


def author(href: str, role: str | None = None) -> etree._Element:
    """Return the author of a level: references to who it is and to its role."""
    return make("FRBRauthor", href=href, as_=role)


def dated(date: str, name: str) -> etree._Element:
    """Return a date of a level (ISO) with what it is the date of: `correction`."""
    return make("FRBRdate", date=date, name=name)


def version_number(value: str, printed: str) -> etree._Element:
    """Return the version number of an Expression."""
    return make("FRBRversionNumber", value=value, showAs=printed)


def alias(name: str, iri: str) -> etree._Element:
    """Return another IRI of a level, with the reason why it is known: `temporaryNumber`."""
    return make("FRBRalias", name=name, value=iri)


def publication(date: str, name: str, number: str, printed: str) -> etree._Element:
    """Return the block that says where and when a text was published."""
    return make("publication", date=date, name=name, showAs=printed, number=number)


def open_particulars(missing: Sequence[str], *, temporary: bool, source: str = ENCODER) -> etree._Element:
    """Return the block that says what is not known of a document, and that its number is temporary.

    `missing`: names such as "kind", "body", "date", "language" [strict no-symbol].
    """
    status = make_own("numberStatus", "temporary") if temporary else None
    names = (make_own("notAssigned", name=name, status="unknown") for name in missing)
    return make("proprietary", status, *names, source=source)


def imprint(job_number: str, source: str = ENCODER) -> etree._Element:
    """Return the foot of page 1, which holds the job number, as published files have it.

    See [corpus metadata.presentation].
    """
    code = make_own("internalCode", make("docketNumber", job_number))
    return make("presentation", make_own("footerFirstPage", make_own("footerFirstPageLeft", code)), source=source)
