"""Works derived from a document: what a corrigendum and an addendum take over from it.

Reads the source of the main document. Gives the pieces of the new one's mark-up: masthead with the new symbol, title,
identification (guidelines A2, A5, D), and the entries of the ontology that the copied mark-up refers to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pipeline.document import Document
from pipeline.languages.records.comparison import ComparisonWords
from pipeline.languages.strings import strings
from pipeline.prepare import prepare
from pipeline.read import Source, akn, local
from pipeline.versions.amend.assign import redated
from pipeline.versions.amend.frbr import Identification, number_text
from pipeline.versions.patch import Editable, attribute_text, content_text

NAMESPACES = 'xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0" xmlns:akn4un="http://un.org/akn4un"'
_DOC_NUMBER = re.compile(r"(<docNumber\b[^>]*>)(.*?)(</docNumber>)", re.DOTALL)
_NOTES = re.compile(r"<authorialNote\b.*?</authorialNote>|<noteRef\b[^>]*/>|<noteRef\b.*?</noteRef>", re.DOTALL)


@dataclass(frozen=True)
class Derived:
    """A new Work beside `source`: its symbol is that of the source with `suffix` ("/Corr.1")."""

    source: Source
    suffix: str
    type: str
    subtype: str
    date: str
    date_name: str

    @cached_property
    def known(self) -> Identification:
        """Identification of the main document."""
        return Identification(self.source)

    @cached_property
    def edit(self) -> Editable:
        """The main document with its byte spans."""
        return Editable(self.source)

    @cached_property
    def document(self) -> Document:
        """The main document, prepared."""
        return prepare(self.source)

    @cached_property
    def words(self) -> ComparisonWords:
        """ComparisonWords of the document's language."""
        return strings(self.document.identity.language).comparison

    @property
    def symbol(self) -> str:
        """Printed symbol of the new Work."""
        return f"{self.known.symbol}{self.suffix}"

    @property
    def iri(self) -> str:
        """IRI of the new Work."""
        work = self.known.work
        return f"/akn/un/{self.type}/{self.subtype}/{work.actor}/{self.date}/{work.number}{number_text(self.suffix)}"

    def cover(self) -> str:
        """The cover page of the main document, with the new symbol and date; "" where there is none."""
        cover = self.known.top.find(akn("coverPage"))
        if cover is None:
            return ""
        raw = self.edit.raw(cover).decode("utf-8")
        raw = _DOC_NUMBER.sub(lambda m: f"{m[1]}{m[2]}{self.suffix}{m[3]}", raw, count=1)
        raw = redated(raw, self.date, self.known.language)
        return f"    {raw}\n"

    def front(self, word: str) -> str:
        """The preface: title of the main document, and what this document is."""
        said = content_text(word).decode()
        return (
            f"    <preface>\n      <p><docTitle>{self.title}</docTitle></p>\n      <p><docType>{said}</docType></p>\n"
            "    </preface>\n"
        )

    @cached_property
    def title(self) -> str:
        """The title of the main document as it is written, without notes; its plain words where it has no one title."""
        plain = self.document.identity.title
        for element in self.known.top.findall(f"{akn('preface')}/{akn('p')}/{akn('docTitle')}"):
            span = self.edit.span(element)
            raw = _NOTES.sub("", self.source.data[span.inner : span.close].decode("utf-8"))
            words = re.sub(r"<[^>]*>", " ", raw).split()
            if "".join(words) == "".join(content_text(plain).decode().split()):
                return raw
        return content_text(plain).decode()

    def meta(self, analysis: str, reference: str) -> str:
        """The metadata: identification, `analysis` as it is, references with `reference` first."""
        used = self.cover() + self.title + "".join(self._authors()) + self.encoder() + f'"{self.by()}"'
        status = "" if "…" not in self.symbol else self._status()
        body = f"{self._identification()}{self._publication()}{analysis}{self._references(used, reference)}{status}"
        return f"    <meta>\n{body}    </meta>\n"

    def by(self) -> str:
        """Who makes the mark-up."""
        block = self.known.meta.find(akn("identification"))
        return (block.get("source", "") if block is not None else "") or "#encoder"

    def encoder(self) -> str:
        """The author of the Manifestation, as it is written."""
        found = self.known.level("FRBRManifestation").find(akn("FRBRauthor"))
        return self.edit.raw(found).decode("utf-8") if found is not None else f'<FRBRauthor href="{self.by()}"/>'

    def _authors(self) -> Iterator[str]:
        for author in self.known.level("FRBRWork").findall(akn("FRBRauthor")):
            yield self.edit.raw(author).decode("utf-8")

    def _identification(self) -> str:
        iri, expression = self.iri, f"{self.iri}/{self.known.language}@"
        symbol = attribute_text(self.symbol).decode()
        number = iri.rsplit("/", 1)[1]
        work = [
            '<FRBRcountry value="un"/>',
            f'<FRBRsubtype value="{self.subtype}"/>',
            f'<FRBRnumber value="{number}" showAs="{symbol}"/>',
        ]
        tongue = [f'<FRBRlanguage language="{self.known.language}"/>']
        return (
            f'      <identification source="{self.by()}">\n'
            + self._level("FRBRWork", f"{iri}/!main", iri, self.date_name, work)
            + self._level("FRBRExpression", f"{expression}/!main", expression, "presentation", tongue)
            + self._level(
                "FRBRManifestation", f"{expression}/!main.xml", f"{expression}.xml", "markup",
                ['<FRBRformat value="xml"/>'],
            )
            + "      </identification>\n"
        )  # fmt: skip

    def _publication(self) -> str:
        """The publication block; "" while the number is temporary (guidelines A3)."""
        if "…" in self.symbol:
            return ""
        symbol = attribute_text(self.symbol).decode()
        return f'      <publication date="{self.date}" name="{self.date_name}" showAs="{symbol}" number="{symbol}"/>\n'

    def _level(self, name: str, this: str, uri: str, date_name: str, more: list[str]) -> str:
        authors = [self.encoder()] if name == "FRBRManifestation" else list(self._authors())
        first = [f'<FRBRthis value="{this}"/>', f'<FRBRuri value="{uri}"/>']
        lines = [*first, f'<FRBRdate date="{self.date}" name="{date_name}"/>', *authors, *more]
        inner = "".join(f"          {line}\n" for line in lines)
        return f"        <{name}>\n{inner}        </{name}>\n"

    def _references(self, used: str, reference: str) -> str:
        """`reference`, and the entries that the copied mark-up refers to."""
        names = set(re.findall(r'"#([^"]+)"', used))
        block = self.known.meta.find(akn("references"))
        entries = [] if block is None else [e for e in block if isinstance(e.tag, str) and local(e).startswith("TLC")]
        copied = [self.edit.raw(entry).decode("utf-8") for entry in entries if entry.get("eId") in names]
        lines = "".join(f"        {entry}\n" for entry in (reference, *copied))
        return f'      <references source="{self.by()}">\n{lines}      </references>\n'

    def _status(self) -> str:
        """The number is temporary as long as that of the main document is."""
        status = "<akn4un:numberStatus>temporary</akn4un:numberStatus>"
        return f'      <proprietary source="{self.by()}">\n        {status}\n      </proprietary>\n'
