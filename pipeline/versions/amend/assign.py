"""Assign what was not known: symbol, job number, date of distribution, original language.

Reads a source with a temporary number [strict no-symbol]. Gives the same source with a minimal edit: number and every
IRI rebuilt from it, the old IRIs kept as aliases, masthead, publication and job number filled in, the notices of what
is missing taken away. Everything else stays byte by byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.akn.builder import make
from pipeline.akn.identification import Identification, identifications, is_alias
from pipeline.akn.identifiers import UNASSIGNED, Symbol, iri_number
from pipeline.akn.metadata import alias, imprint, publication, translation
from pipeline.errors import DocumentError, IdentifierError, UsageError
from pipeline.languages.codes import bcp47, name_in, primary, terminology_code
from pipeline.languages.strings import letter, strings
from pipeline.read import AKN4UN, Source, akn
from pipeline.read.patch import Editable, Patch, patched
from pipeline.versions.amend.identification import SYMBOL, SourceIdentification
from pipeline.versions.amend.masthead import ISSUED, printed_date, real_day, with_text

_ORIGINAL = "akn4un:originalLanguage"
"""Name of the words that say in which language a text was written."""
_JOB = re.compile(r"(\d{2}-\d{5})(?: (\([ACEFRS]\)))?")


def assign(source: Source, symbol: str = "", job: str = "", date: str = "", original: str = "") -> bytes:
    """Return the source with what is given filled in.

    Raises UsageError if nothing is given or a value is malformed, DocumentError if the source has it already.
    """
    if not (symbol or job or date or original):
        raise UsageError("nothing to assign", remedy="give --symbol, --job, --date or --original")
    work = _Assigner(source)
    patches = [
        *(work.symbol(symbol) if symbol else ()),
        *(work.job(job) if job else ()),
        *(work.date(date) if date else ()),
        *(work.publication(symbol, date or work.issued()) if date or symbol else ()),
        *(work.original(original, symbol) if original else ()),
    ]
    return patched(source.data, patches)


class _Assigner:
    def __init__(self, source: Source) -> None:
        self.known = SourceIdentification(source)
        self.edit = Editable(source)
        self.root = source.root

    def symbol(self, text: str) -> Iterator[Patch]:
        """Assign number, IRIs, aliases, masthead."""
        base = text.removesuffix(self.known.revision)
        printed = base + self.known.revision
        try:
            symbol = Symbol.parse(base)
        except IdentifierError as error:
            raise UsageError(error.what, remedy=error.remedy or "for example A/62/658") from error
        temporary = self.known.number
        if not temporary.startswith("tmp-"):
            raise self._has("symbol", self.known.symbol)
        old = self.known.work.uri.rstrip("/")
        yield from self._iris(old, old.rsplit("/", 1)[0] + "/" + symbol.iri_number)
        for part in self.known.parts():
            yield from self._aliases(part)
        for number in (n for part in identifications(self.root) for n in part.work.all("number")):
            if number.get("value") == temporary:
                yield self.edit.set_attribute(number, "value", symbol.iri_number)
                yield self.edit.set_attribute(number, "showAs", base)
        masthead = next(self.known.top.iter(akn("docNumber")), None)
        if masthead is not None:
            yield self.edit.replace(masthead, with_text(masthead, printed))
        for own in self.known.expression.all("alias"):
            if own.get("name") == SYMBOL:
                iri = old.rsplit("/", 1)[0] + "/" + iri_number(printed)
                yield self.edit.set_attribute(own, "value", iri)
        yield from self._settled("symbol")
        for status in self.known.metadata.iter(f"{{{AKN4UN}}}numberStatus"):
            yield self.edit.remove(status)

    def _iris(self, old: str, new: str) -> Iterator[Patch]:
        """Yield the new Work in every IRI of the file; aliases stay."""
        pattern = re.compile(rf"{re.escape(old)}(?=$|[/!~#])")
        for element in self.root.iter("*"):
            if is_alias(element):
                continue
            for name in ("value", "href", "src"):
                value = element.get(name)
                if value and pattern.match(value):
                    yield self.edit.set_attribute(element, name, new + value[len(old) :])

    def _aliases(self, part: Identification) -> Iterator[Patch]:
        """Yield the old IRI on each level of the document or of a part."""
        for level in part.levels.values():
            uri = level.find("uri")
            if uri is None or level.find("this") is None:
                continue
            main = level.this.partition("/!")[2].startswith("main")
            yield self.edit.insert_after(uri, alias("temporaryNumber", level.uri if main else level.this))

    def job(self, number: str) -> Iterator[Patch]:
        """Yield the job number, from which the bar code is drawn; without its letter that of the language is added."""
        found, own = _JOB.fullmatch(number), letter(self.known.language)
        if not found or not (found[2] or own):
            raise UsageError(
                f"“{number}” is not a job number", remedy="as in 08-12345 (F), the letter for the language"
            )
        if next(self.known.metadata.iter(akn("docketNumber")), None) is not None:
            raise self._has("job number", "")
        printed = f"{found[1]} {found[2] or f'({own})'}"
        yield self.edit.append(self.known.metadata, imprint(printed, self.known.by))
        yield from self._settled("jobNumber")

    def date(self, text: str) -> Iterator[Patch]:
        """Yield the date of distribution, in the masthead and as the date of the Expression and its parts."""
        day = real_day(text)
        places = [e for e in self.known.top.iter(akn("placeholder")) if e.get("refersTo") == ISSUED]
        if not places:
            raise self._has("date of distribution", self.known.date)
        printed, look = printed_date(day, self.known.language), places[0].get("class") or None
        yield self.edit.replace(places[0], make("docDate", printed, date=text, refersTo=ISSUED, class_=look))
        for part in self.known.parts():
            for element in part.expression.all("date"):
                if element.get("name") == "presentation":
                    yield self.edit.set_attribute(element, "date", text)
        yield from self._settled("distributionDate")

    def issued(self) -> str:
        """Return the date of distribution that the masthead has; "" while it has none."""
        dates = (e.get("date", "") for e in self.known.top.iter(akn("docDate")) if e.get("refersTo") == ISSUED)
        return next(filter(None, dates), "")

    def publication(self, symbol: str, date: str) -> Iterator[Patch]:
        """Yield the publication block, which a temporary number has not: it needs symbol and date."""
        given = symbol.removesuffix(self.known.revision) + self.known.revision if symbol else ""
        number = given or ("" if UNASSIGNED in self.known.symbol else self.known.printed_symbol)
        if not number or not date or self.known.block_of("publication") is not None:
            return
        name = self.known.top.get("name", "document")
        yield self.edit.insert_after(self.known.last_of("identification"), publication(date, name, number, number))

    def original(self, language: str, symbol: str) -> Iterator[Patch]:
        """Yield the language that the text was written in (a tag): in its line, and as FRBRtranslation."""
        cover = self.known.top.find(akn("coverPage"))
        lines = [e for e in (cover.iter(akn("inline")) if cover is not None else ()) if e.get("name") == _ORIGINAL]
        line = next((e for e in lines if e.find(akn("placeholder")) is not None), None)
        if line is None:
            raise self._has("original language", "".join(map(str, lines[0].itertext())) if lines else "")
        own, code = bcp47(self.known.language), terminology_code(language)
        names = strings(own).names.get(primary(language), (name_in(primary(language), own),))
        yield self.edit.replace(line, with_text(line, names[0]))
        expression = self.known.expression
        behind = expression.find("language")
        if code != self.known.language and expression.find("translation") is None and behind is not None:
            work = self.known.work.uri.rstrip("/")
            if symbol:
                work = work.rsplit("/", 1)[0] + "/" + iri_number(symbol.removesuffix(self.known.revision))
            yield self.edit.insert_after(behind, translation(work, code))
        yield from self._settled("originalLanguage")

    def _settled(self, name: str) -> Iterator[Patch]:
        for element in self.known.metadata.iter(f"{{{AKN4UN}}}notAssigned"):
            if element.get("name") == name:
                yield self.edit.remove(element)

    def _has(self, what: str, value: str) -> DocumentError:
        value_shown = f": {value}" if value else ""
        source = self.known.origin
        return DocumentError(f"the {what} is assigned already{value_shown}", place=source.place(source.root))
