"""Assign what was not known: symbol, job number, date of distribution.

Reads a source with a temporary number (guidelines A3). Gives the same source with a minimal edit: number and every IRI
rebuilt from it, the old IRIs kept as aliases, masthead, publication and job number filled in, the notices of what is
missing taken away. Everything else stays byte by byte.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

import icu
from lxml import etree

from pipeline.akn.identifiers import Symbol
from pipeline.errors import DocumentError, IdentifierError, UsageError
from pipeline.languages.strings import letter
from pipeline.read import AKN4UN, Source, akn, local
from pipeline.versions.amend.frbr import Identification
from pipeline.versions.patch import Editable, Patch, attribute_text, content_text, patched

_LEVELS = ("FRBRWork", "FRBRExpression", "FRBRManifestation")
_JOB = re.compile(r"(\d{2}-\d{5})(?: (\([ACEFRS]\)))?")
_ISSUED = re.compile(r'<docDate\b(?=[^>]*refersTo="#dateOfIssuance")([^>]*)>[^<]*</docDate>')
# How a masthead prints the date: in French, Spanish and German in that language, else in English (as the files do).
_DATES = {"fra": ("fr", "d MMMM y"), "spa": ("es", "d 'de' MMMM 'de' y"), "deu": ("de", "d. MMMM y")}
_DATE = ("en_GB", "d MMMM y")


def assign(source: Source, symbol: str = "", job: str = "", date: str = "") -> bytes:
    """The source with what is given filled in.

    Raises UsageError where nothing is given or a value has not its form, DocumentError where the source has it already.
    """
    if not (symbol or job or date):
        raise UsageError("nothing to assign", remedy="give --symbol, --job or --date")
    work = _Assigner(source)
    patches = [
        *(work.symbol(symbol) if symbol else ()),
        *(work.job(job) if job else ()),
        *(work.date(date) if date else ()),
        *(work.publication(symbol, date) if date else ()),
    ]
    return patched(source.data, patches)


class _Assigner:
    def __init__(self, source: Source) -> None:
        self.known = Identification(source)
        self.edit = Editable(source)
        self.root = source.root

    def symbol(self, text: str) -> Iterator[Patch]:
        """Number, IRIs, aliases, masthead."""
        try:
            symbol = Symbol.parse(text)
        except IdentifierError as error:
            raise UsageError(error.what) from error
        number = self.known.level("FRBRWork").find(akn("FRBRnumber"))
        if number is None or not number.get("value", "").startswith("tmp-"):
            raise self._has("symbol", self.known.symbol)
        old = self.known.uri("FRBRWork").rstrip("/")
        new = old.rsplit("/", 1)[0] + "/" + symbol.iri_number
        yield from self._iris(old, new)
        yield from self._aliases()
        for element in self.root.iter(akn("FRBRnumber")):
            if element.get("value") == number.get("value"):
                yield self.edit.set_attribute(element, "value", symbol.iri_number)
                yield self.edit.set_attribute(element, "showAs", text)
        masthead = next(self.known.top.iter(akn("docNumber")), None)
        if masthead is not None:
            yield self._filled(masthead, "docNumber", text)
        yield from self._settled("symbol")
        for status in self.known.meta.iter(f"{{{AKN4UN}}}numberStatus"):
            yield self.edit.remove(status)

    def _iris(self, old: str, new: str) -> Iterator[Patch]:
        """The new Work in every IRI of the file; aliases stay."""
        pattern = re.compile(rf"{re.escape(old)}(?=$|[/!~#])")
        for element in self.root.iter("*"):
            if local(element) == "FRBRalias":
                continue
            for name in ("value", "href", "src"):
                value = element.get(name)
                if value and pattern.match(value):
                    yield self.edit.set_attribute(element, name, new + value[len(old) :])

    def _aliases(self) -> Iterator[Patch]:
        """The old IRI on each level of the document and its parts."""
        for block in self.known.identifications():
            for name in _LEVELS:
                level = block.find(akn(name))
                uri, this = (level.find(akn(n)) if level is not None else None for n in ("FRBRuri", "FRBRthis"))
                if uri is None or this is None:
                    continue
                main = this.get("value", "").partition("/!")[2].startswith("main")
                value = attribute_text((uri if main else this).get("value", "")).decode()
                yield self.edit.insert_after(uri, f'<FRBRalias name="temporaryNumber" value="{value}"/>')

    def job(self, number: str) -> Iterator[Patch]:
        """The job number, from which the bar code is drawn; without its letter that of the language is added."""
        found, own = _JOB.fullmatch(number), letter(self.known.language)
        if not found or not (found[2] or own):
            raise UsageError(f"“{number}” is no job number", remedy="two figures, five figures, language: 08-12345 (F)")
        number = f"{found[1]} {found[2] or f'({own})'}"
        if next(self.known.meta.iter(akn("docketNumber")), None) is not None:
            raise self._has("job number", "")
        source = self.known.meta.find(akn("identification"))
        by = source.get("source", "#encoder") if source is not None else "#encoder"
        declared = "" if "akn4un" in self.root.nsmap else f' xmlns:akn4un="{AKN4UN}"'
        block = (
            f'<presentation source="{by}"><akn4un:footerFirstPage{declared}>'
            "<akn4un:footerFirstPageLeft><akn4un:internalCode>"
            f"<docketNumber>{content_text(number).decode()}</docketNumber>"
            "</akn4un:internalCode></akn4un:footerFirstPageLeft></akn4un:footerFirstPage></presentation>"
        )
        yield self.edit.append(self.known.meta, block)
        yield from self._settled("jobNumber")

    def date(self, text: str) -> Iterator[Patch]:
        """The date of distribution, in the masthead and as the date of the Expression and its parts."""
        day = real_day(text)
        places = [e for e in self.known.top.iter(akn("placeholder")) if e.get("refersTo") == "#dateOfIssuance"]
        if not places:
            raise self._has("date of distribution", self.known.date)
        look = f' class="{places[0].get("class")}"' if places[0].get("class") else ""
        said = content_text(printed_date(day, self.known.language)).decode()
        made = f'<docDate date="{text}" refersTo="#dateOfIssuance"{look}>{said}</docDate>'
        yield self.edit.replace(places[0], made.encode())
        for block in self.known.identifications():
            for element in block.findall(f"{akn('FRBRExpression')}/{akn('FRBRdate')}"):
                if element.get("name") == "presentation":
                    yield self.edit.set_attribute(element, "date", text)
        yield from self._settled("distributionDate")

    def publication(self, symbol: str, date: str) -> Iterator[Patch]:
        """The publication block, which a temporary number has not: it needs symbol and date."""
        number = symbol or ("" if self.known.symbol.endswith("…") else self.known.symbol)
        if not number or self.known.meta.find(akn("publication")) is not None:
            return
        block = self.known.meta.find(akn("identification"))
        assert block is not None
        said = attribute_text(number).decode()
        name = attribute_text(self.known.top.get("name", "document")).decode()
        line = f'<publication date="{date}" name="{name}" showAs="{said}" number="{said}"/>'
        yield self.edit.insert_after(block, line)

    def _filled(self, element: etree._Element, name: str, text: str) -> Patch:
        """The element with its text in place of a placeholder, no longer incomplete."""
        attributes = [(str(key), str(value)) for key, value in element.attrib.items() if key != "status"]
        kept = "".join(f' {key}="{attribute_text(value).decode()}"' for key, value in attributes)
        return self.edit.replace(element, f"<{name}{kept}>{content_text(text).decode()}</{name}>".encode())

    def _settled(self, name: str) -> Iterator[Patch]:
        for element in self.known.meta.iter(f"{{{AKN4UN}}}notAssigned"):
            if element.get("name") == name:
                yield self.edit.remove(element)

    def _has(self, what: str, value: str) -> DocumentError:
        said = f": {value}" if value else ""
        source = self.known.source
        return DocumentError(f"the {what} is assigned already{said}", place=source.place(source.root))


def real_day(text: str) -> datetime.date:
    """The day of an ISO date. Raises UsageError."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"“{text}” is no date", remedy="write it as 2008-01-31") from error


def printed_date(day: datetime.date, language: str) -> str:
    """The day as a masthead prints it in a language (ISO 639-2); in French it does not break (un-format 11)."""
    locale, pattern = _DATES.get(language, _DATE)
    maker = icu.SimpleDateFormat(pattern, icu.Locale(locale))
    maker.setTimeZone(icu.TimeZone.createTimeZone("UTC"))
    moment = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
    said = str(maker.format(moment))
    return re.sub(r"^1 ", "1er ", said).replace(" ", "\u00a0", 1) if language == "fra" else said


def redated(mark_up: str, date: str, language: str) -> str:
    """A masthead with another date of distribution; without a change where it has none yet."""
    said = content_text(printed_date(real_day(date), language)).decode()

    def made(found: re.Match[str]) -> str:
        attributes = re.sub(r'\bdate="[^"]*"', f'date="{date}"', found[1])
        return f"<docDate{attributes}>{said}</docDate>"

    return _ISSUED.sub(made, mark_up)
