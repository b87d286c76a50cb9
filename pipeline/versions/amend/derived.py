"""Works derived from a document: what a corrigendum and an addendum take over from it.

Reads the source of the main document. Gives the bytes of the new one: masthead with the new symbol, title, metadata
[strict iri, identification, versions], and the entries of the ontology that the copied mark-up refers to.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from pipeline.akn.builder import add, copied, file_bytes, make, remove, say
from pipeline.akn.identifiers import UNASSIGNED, iri_number
from pipeline.akn.metadata import WorkMetadata, author, identification, open_particulars, publication
from pipeline.document import Document
from pipeline.languages.records.comparison import ComparisonWords
from pipeline.languages.strings import strings
from pipeline.prepare import prepare
from pipeline.read import Source, akn, local
from pipeline.versions.amend.identification import SourceIdentification
from pipeline.versions.amend.masthead import is_issue_date, redated


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
    def known(self) -> SourceIdentification:
        """Identification of the main document."""
        return SourceIdentification(self.source)

    @cached_property
    def document(self) -> Document:
        """The main document, prepared."""
        return prepare(self.source)

    @cached_property
    def words(self) -> ComparisonWords:
        """Words of the document's language."""
        return strings(self.document.identity.language).comparison

    @property
    def work(self) -> WorkMetadata:
        """Identity of the new Work."""
        main, suffix = self.known.work_iri, self.known.revision + self.suffix
        return WorkMetadata(
            type=self.type, subtype=self.subtype, actor=main.actor, number=main.number + iri_number(suffix),
            symbol=self.known.symbol + suffix, date=self.date, date_name=self.date_name,
            language=self.known.language, issued=self.date, issued_name="presentation",
        )  # fmt: skip

    def file(
        self,
        name: str,
        word: str,
        body: etree._Element,
        reference: etree._Element,
        analysis: etree._Element | None = None,
    ) -> bytes:
        """Return the new file.

        `name`: of the document element. `word`: what the document says that it is. `reference`: to the main document.
        """
        cover = self._cover()
        preface = make("preface", make("p", self._title()), make("p", make("docType", word)))
        front = [preface] if cover is None else [cover, preface]
        top = make(
            self.type, self._meta(front, reference, analysis), *front, body, name=name, contains="originalVersion"
        )
        return file_bytes(make("akomaNtoso", top), as_it_is=front[:-1])

    def _cover(self) -> etree._Element | None:
        """Return the cover page of the main document, with the new symbol and date; None if there is none."""
        found = self.known.top.find(akn("coverPage"))
        if found is None:
            return None
        cover = copied(found)
        for symbol in list(cover.iter(akn("docNumber")))[:1]:
            say(symbol, self.suffix)
        for date in filter(is_issue_date, list(cover.iter(akn("docDate")))):
            new = redated(date, self.date, self.known.language)
            new.tail = date.tail
            date.getparent().replace(date, new)  # type: ignore[union-attr]
        return cover

    def _title(self) -> etree._Element:
        """Return the title of the main document as it is written, without notes; its plain words if it has no one
        title.
        """
        plain = self.document.identity.title
        for element in self.known.top.iterfind(f"{akn('preface')}/{akn('p')}/{akn('docTitle')}"):
            twin = copied(element)
            for note in [e for e in twin.iter("*") if local(e) in ("authorialNote", "noteRef")]:
                remove(note)
            if "".join("".join(map(str, twin.itertext("*"))).split()) == "".join(plain.split()):
                return add(make("docTitle", twin.text), *twin)
        return make("docTitle", plain)

    def _meta(
        self, front: Iterable[etree._Element], reference: etree._Element, analysis: etree._Element | None
    ) -> etree._Element:
        """Return the metadata: identification, `analysis`, references with `reference` first."""
        by, work = self.known.by, self.work
        authors, found = self.known.work.all("author"), self.known.manifestation.find("author")
        editor = found if found is not None else author(by)
        # the number is, as long as that of the main document is [strict no-symbol]
        temporary = UNASSIGNED in work.symbol
        return make(
            "meta",
            identification(work, authors, editor, original=self._original(), source=by),
            None if temporary else publication(self.date, self.date_name, work.symbol, work.symbol),
            analysis,
            make("references", reference, *self._entries([*front, *authors, editor]), source=by),
            open_particulars((), temporary=True, source=by) if temporary else None,
        )

    def _original(self) -> str:
        """Return the code of the language that the main document was translated from, as its masthead is copied too; ""
        if it is not a translation.
        """
        found = self.known.expression.find("translation")
        return "" if found is None else found.get("fromLanguage", "")

    def _entries(self, text: Iterable[etree._Element]) -> list[etree._Element]:
        """Return the copies of the references of the main document that the elements point to."""
        inside = (element for part in text for element in part.iter("*"))
        named = {self.known.by, *(str(value) for element in inside for value in element.attrib.values())}
        block = self.known.block_of("references")
        entries = [] if block is None else [e for e in block if local(e).startswith("TLC")]
        return [copied(entry) for entry in entries if f"#{entry.get('eId')}" in named]
