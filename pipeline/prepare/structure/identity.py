"""Who and what the document is: class, body, symbol, dates, language, imprint.

See [corpus skeletons, iri, metadata, masthead].

Reads the metadata and the masthead of the source. Gives `Identity` and `Imprint`; nothing is invented, what is not
assigned yet is said so.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from lxml import etree

from pipeline.akn.classes import collection, kind_named
from pipeline.akn.identification import Identification
from pipeline.akn.names import local, text_of
from pipeline.document import Body, Kind
from pipeline.read import AKN4UN, akn

_OPEN = ("kind", "body", "date", "language")
_EARLIEST = datetime.date(1980, 1, 1)
_ACTORS = {"unga-hrc": Body.HUMAN_RIGHTS_COUNCIL, "un-ga-hrc": Body.HUMAN_RIGHTS_COUNCIL,
           "unsc": Body.SECURITY_COUNCIL, "un-sc": Body.SECURITY_COUNCIL, "sc": Body.SECURITY_COUNCIL,
           "unga": Body.GENERAL_ASSEMBLY, "un-ga": Body.GENERAL_ASSEMBLY, "ga": Body.GENERAL_ASSEMBLY}  # fmt: skip


def elements(parent: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    """Yield the child elements of these names, in order."""
    if parent is not None:
        for child in parent:
            if isinstance(child.tag, str) and local(child) in names:
                yield child


def child(parent: etree._Element | None, *path: str) -> etree._Element | None:
    """Return the first element at this path of child names."""
    for name in path:
        parent = next(elements(parent, name), None)
    return parent


def value(element: etree._Element | None, attribute: str = "value") -> str:
    """Return an attribute without spaces around it; "" if there is none."""
    return (element.get(attribute) or "").strip() if element is not None else ""


class Metadata:
    """The metadata block of a document, read field by field."""

    def __init__(self, top: etree._Element) -> None:
        self.top = top
        self.identification = Identification(top)
        self.meta = self.identification.meta

    def language_code(self) -> str:
        """Return the code of the language that the source states; "" if there is none."""
        return self.identification.language.strip()

    def date(self) -> datetime.date:
        """Return the date of the Expression, else of the Work; dummy and early dates count as 1980-01-01
        [cli dates].
        """
        dates = (real_date(text.strip()) for text in self.identification.dates)
        return next((date for date in dates if date is not None), _EARLIEST)

    def kind(self) -> Kind:
        """Return the kind of the document, from the name of its element; a collection is what its first component
        is.
        """
        name = self.top.get("name") or ""
        if local(self.top) == "documentCollection":
            holder = child(self.top.getparent(), "components", "component")
            inner = next((c for c in holder if isinstance(c.tag, str)), None) if holder is not None else None
            name = (inner.get("name") or "") if inner is not None else name.removeprefix(collection().name)
        return Kind(kind_named(name))

    def body(self, symbol: str) -> Body:
        """Return the issuing body, from the IRI, else from the symbol."""
        parts = self.identification.work.uri.strip().split("/")
        for part in parts:
            if part in _ACTORS:
                return _ACTORS[part]
        for start, body in (("A/HRC/", Body.HUMAN_RIGHTS_COUNCIL), ("A/", Body.GENERAL_ASSEMBLY)):
            if symbol.startswith(start):
                return body
        return Body.SECURITY_COUNCIL if symbol.startswith("S/") else Body.OTHER

    def named_title(self) -> str:
        """Return the title in the metadata: the alias `title`, else `original/@showAs`; "" if there is neither."""
        known = self.identification
        titles = [title.strip() for level in (known.expression, known.work) for title in level.aliases("title")]
        originals = [value(o, "showAs") for o in elements(child(self.meta, "references"), "original")]
        return next(filter(None, (*titles, *originals)), "")

    def job_number(self) -> str:
        """Return the job number as printed, "23-26263 (E)"."""
        found = child(self.meta, "presentation")
        for element in found.iter() if found is not None else ():
            if isinstance(element.tag, str) and local(element) == "docketNumber":
                return " ".join(text_of(element).split())
        return ""

    def missing(self) -> tuple[str, ...]:
        """Return what the metadata says that nobody knows: kind, body, date, language [strict no-symbol]."""
        given = self.meta.iter(f"{{{AKN4UN}}}notAssigned") if self.meta is not None else ()
        names = {value(element, "name") for element in given}
        return tuple(name for name in _OPEN if name in names)

    def subjects(self) -> tuple[str, ...]:
        """Return subject terms, each once, without agenda items and titles."""
        found: dict[str, None] = {}
        for block in elements(self.meta, "classification"):
            for keyword in elements(block, "keyword"):
                if keyword.get("refersTo") in ("agenda", "title") or (keyword.get("showAs") or "").startswith("sdg_"):
                    continue
                term = value(keyword, "showAs").replace("_", " ") or value(keyword)
                if term:
                    found.setdefault(term)
        return tuple(found)

    def addresses(self) -> dict[str, str]:
        """Return the web address of a reference by its eId (analysis/otherReferences/alternativeReference), in every
        part and beside the document.
        """
        found = self.top.getroottree().iter(akn("alternativeReference"))
        return {value(e, "for").lstrip("#"): value(e, "href") for e in found}

    def authors(self) -> tuple[str, ...]:
        """Return the names of the authors of the Work, where the references give one."""
        names = {value(e, "eId"): value(e, "showAs") for e in elements(child(self.meta, "references"),
                 "TLCOrganization", "TLCPerson", "TLCRole")}  # fmt: skip
        found = (names.get(value(a, "href").lstrip("#"), "") for a in self.identification.work.all("author"))
        return tuple(dict.fromkeys(name for name in found if name))


def real_date(text: str) -> datetime.date | None:
    """Return the date in an ISO string; None for empty, impossible, dummy and early ones."""
    try:
        date = datetime.date.fromisoformat(text[:10])
    except ValueError:
        return None
    return date if date >= _EARLIEST else None


def bar_code(job_number: str) -> str:
    """Return the digits of the bar code: those before the language letter."""
    return "".join(re.findall(r"\d", job_number.split("(", maxsplit=1)[0]))
