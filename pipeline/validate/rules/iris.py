"""IRIs of the identification (NC 4, guidelines A2 and A5): FRBRuri and FRBRthis of every part on three levels.

Reads the identification of each part. Gives hits of AKN-NC-003 to 015 and 030.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from lxml import etree

from pipeline.errors import IdentifierError
from pipeline.read import local
from pipeline.read.identifiers import Iri, normalised_iri
from pipeline.validate.finding import Hit, Severity
from pipeline.validate.rule import rule
from pipeline.validate.subject import LEVELS, AknFile, Part

ERROR = Severity.ERROR
_KINDS = {"FRBRWork": "work", "FRBRExpression": "expression", "FRBRManifestation": "manifestation"}
# ISO 639-2/B codes and the T code that stands for each here.
_BIBLIOGRAPHIC = {"fre": "fra", "chi": "zho", "ger": "deu", "dut": "nld", "gre": "ell", "cze": "ces", "per": "fas"}
# Surface faults of an IRI, each with its name; AKN-NC-010 reports them, AKN-NC-009 leaves them to it.
_SURFACE: tuple[tuple[str, str], ...] = (
    (r"^https?:", "has a scheme and a host"),
    (r"\s", "has a blank"),
    (r".//", "has an empty segment (//)"),
    (r"/$", "ends with “/”"),
)
# What another identification scheme must have in the file to count as equivalent (NC 4.12), besides an alias.
_EQUIVALENT = (
    ("FRBRWork", "FRBRsubtype"),
    ("FRBRWork", "FRBRnumber"),
    ("FRBRWork", "FRBRdate"),
    ("FRBRWork", "FRBRauthor"),
    ("FRBRWork", "FRBRcountry"),
    ("FRBRManifestation", "FRBRformat"),
)


def _uris(part: Part) -> Iterator[tuple[str, etree._Element]]:
    """(level, element) of each FRBRuri and FRBRthis."""
    for level in LEVELS:
        for name in ("FRBRuri", "FRBRthis"):
            element = part.find(level, name)
            if element is not None:
                yield level, element


def _segments(part: Part) -> list[str]:
    """Segments of the Work's FRBRuri: ["", "akn", country, type, subtype, actor, date, number]; [] without one."""
    return normalised_iri(part.value("FRBRWork", "FRBRuri")).split("/") if part.value("FRBRWork", "FRBRuri") else []


def _segment_hit(part: Part, place: int, message: str) -> Iterator[Hit]:
    """A hit at the Work's FRBRuri if it has a segment at that place; the message may quote it as {found}."""
    uri = part.find("FRBRWork", "FRBRuri")
    segments = _segments(part)
    if uri is not None and segments:
        found = segments[place] if len(segments) > place else ""
        yield Hit(uri, message.format(found=found), attribute="value")


@rule(
    "AKN-NC-003", ERROR, "n", "G1 5.1.1", "FRBRcountry is un, and so is the second part of the IRI",
    reads="FRBRcountry, FRBRWork/FRBRuri", suggestion="Write <FRBRcountry value=\"un\"/> and /akn/un/… in the IRI.",
)  # fmt: skip
def country(file: AknFile) -> Iterator[Hit]:
    """The jurisdiction."""
    for part in file.parts:
        element = part.find("FRBRWork", "FRBRcountry")
        if element is not None and element.get("value") != "un":
            yield Hit(element, f"FRBRcountry is “{element.get('value', '')}”, not “un”", attribute="value")
        segments = _segments(part)
        if segments and segments[1:3] != ["akn", "un"]:
            yield from _segment_hit(part, 2, "the IRI does not begin with /akn/un/")


@rule(
    "AKN-NC-004", ERROR, "s", "NC 4.5", "the type segment of the IRI is the name of the document element",
    reads="FRBRWork/FRBRuri, akomaNtoso/*", suggestion="Name the element under the root in the third segment.",
)  # fmt: skip
def type_segment(file: AknFile) -> Iterator[Hit]:
    """Parts take the type of their host."""
    for part in file.parts:
        if not _segments(part):
            continue
        owner = part.element if part.host is None or part.in_components else _host(part).element
        if _segments(part)[3:4] != [local(owner)]:
            yield from _segment_hit(part, 3, f"the type segment is “{{found}}”, the document is a <{local(owner)}>")


def _host(part: Part) -> Part:
    """The document whose IRI the part carries."""
    while part.host is not None and not part.in_components:
        part = part.host
    return part


@rule(
    "AKN-NC-005", ERROR, "y", "NC 4.5, G1 5.1.8", "the subtype segment is FRBRsubtype, else the name of the document",
    reads="FRBRWork/FRBRuri, FRBRsubtype, @name", suggestion="Give FRBRsubtype, and the same word in the IRI.",
)  # fmt: skip
def subtype_segment(file: AknFile) -> Iterator[Hit]:
    """FRBRsubtype decides."""
    for part in file.parts:
        wanted = part.value("FRBRWork", "FRBRsubtype") or part.element.get("name", "")
        if _segments(part) and _segments(part)[4:5] != [wanted]:
            yield from _segment_hit(part, 4, f"the subtype segment is “{{found}}”, the subtype is “{wanted}”")


@rule(
    "AKN-NC-006", ERROR, "y", "G1 6.1.1", "the actor segment is the end of the reference of a Work author",
    reads="FRBRWork/FRBRauthor, TLC*/@href", suggestion="Let FRBRauthor point (#eId) to the TLC entry of the actor.",
)  # fmt: skip
def actor_segment(file: AknFile) -> Iterator[Hit]:
    """FRBRauthor is "#" + eId of a TLC element, whose href ends with the actor of the IRI."""
    for part in file.parts:
        authors = part.all("FRBRWork", "FRBRauthor")
        actors = []
        for author in authors:
            target = author.get("href", "")
            if not target.startswith("#"):
                yield Hit(author, f"the author “{target}” is no reference (#eId)", attribute="href")
            elif (entry := file.by_eid.get(target[1:])) is not None:
                actors.append(entry.get("href", "").rpartition("/")[2])
        found = _segments(part)[5:6]
        if actors and found and found[0] not in actors:
            yield from _segment_hit(part, 5, f"the actor segment is “{{found}}”, the authors are {', '.join(actors)}")


@rule(
    "AKN-NC-007", ERROR, "s", "NC 4.5, G1 5.1.3", "the date segment is a date of the Work, full and real",
    reads="FRBRWork/FRBRdate, FRBRWork/FRBRuri", suggestion="Write the date of FRBRdate (YYYY-MM-DD) in the IRI.",
)  # fmt: skip
def date_segment(file: AknFile) -> Iterator[Hit]:
    """One of the Work's FRBRdate values."""
    for part in file.parts:
        dates = [element.get("date", "") for element in part.all("FRBRWork", "FRBRdate")]
        found = (_segments(part)[6:7] or [""])[0]
        if not _segments(part):
            continue
        if not is_date(found):
            yield from _segment_hit(part, 6, "the date segment “{found}” is no date")
        elif found not in dates:
            yield from _segment_hit(part, 6, f"the date segment is {{found}}, FRBRdate is {', '.join(dates) or 'empty'}")


def is_date(text: str) -> bool:
    """Whether a string is a full, existing date."""
    try:
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


@rule(
    "AKN-NC-008", ERROR, "y", "NC 4.5, G1 5.1.4", "the number segment is FRBRnumber, or FRBRname",
    reads="FRBRnumber, FRBRname, FRBRWork/FRBRuri", suggestion="Give FRBRnumber, and the same value in the IRI.",
)  # fmt: skip
def number_segment(file: AknFile) -> Iterator[Hit]:
    """The number as FRBRnumber has it."""
    for part in file.parts:
        known = [e.get("value", "") for n in ("FRBRnumber", "FRBRname") for e in part.all("FRBRWork", n)]
        segments = _segments(part)
        if segments and segments[7:8] != [""] and not set(segments[7:8]) & set(known):
            what = f"FRBRnumber is {known[0]}" if known else "there is no FRBRnumber"
            yield from _segment_hit(part, 7, f"the number segment is “{{found}}”, {what}")


@rule(
    "AKN-NC-009", ERROR, "y", "NC 4.5-4.8", "FRBRuri and FRBRthis have the form of their level, one the beginning of the other",
    reads="FRBRuri, FRBRthis", suggestion="Write the IRI as Work, Work + language@version, Expression + .format.",
)  # fmt: skip
def form(file: AknFile) -> Iterator[Hit]:
    """Grammar A2; the Expression begins with the Work, the Manifestation with the Expression."""
    for part in file.parts:
        work = _stem(part.value("FRBRWork", "FRBRuri"))
        expression = _stem(part.value("FRBRExpression", "FRBRuri"))
        for level, element in _uris(part):
            value = element.get("value", "")
            if any(re.search(pattern, value) for pattern, _ in _SURFACE):
                continue
            fault = _form_fault(value, level, work, expression)
            if fault:
                yield Hit(element, fault, attribute="value")


def _stem(value: str) -> str:
    return value.rstrip("/")


def _form_fault(value: str, level: str, work: str, expression: str) -> str:
    try:
        iri = Iri.parse(value)
    except IdentifierError as error:
        return error.what
    if iri.level != _KINDS[level]:
        return f"“{value}” is the IRI of a {iri.level.capitalize()}, not of a {_KINDS[level].capitalize()}"
    before = {"FRBRExpression": work, "FRBRManifestation": expression}.get(level, "")
    if before and not value.startswith(before):
        return f"“{value}” does not begin with “{before}”, the IRI of the level above"
    return ""


@rule(
    "AKN-NC-010", ERROR, "y", "NC 4.3", "an IRI has no final “/”, no “//”, no blank and no host",
    reads="FRBRuri, FRBRthis, FRBRalias", suggestion="Take out what the message names.",
)  # fmt: skip
def surface(file: AknFile) -> Iterator[Hit]:
    """Faults that can be seen without reading the IRI; a web alias may have a host."""
    for part in file.parts:
        aliases = [(level, e) for level in LEVELS for e in part.all(level, "FRBRalias") if e.get("name") != "web"]
        for _, element in [*_uris(part), *aliases]:
            value = element.get("value", "")
            for pattern, words in _SURFACE:
                if re.search(pattern, value):
                    yield Hit(element, f"the IRI “{value}” {words}", attribute="value")
                    break


@rule(
    "AKN-NC-011", ERROR, "y", "NC 4.8.1", "FRBRthis is FRBRuri with /!component, before the format",
    reads="FRBRuri, FRBRthis", suggestion="Write FRBRuri, then /!main (or the part's name), then the format.",
)  # fmt: skip
def component(file: AknFile) -> Iterator[Hit]:
    """String comparison on each level."""
    for part in file.parts:
        for level in LEVELS:
            uri, this = part.value(level, "FRBRuri"), part.find(level, "FRBRthis")
            if this is None or not uri:
                continue
            stem, dot, extension = uri.rpartition(".") if level == "FRBRManifestation" else (uri, "", "")
            pattern = re.escape(stem) + r"/![A-Za-z][\w-]*(/[A-Za-z][\w-]*)*" + re.escape(dot + extension)
            if not re.fullmatch(pattern, this.get("value", "")):
                wanted = f"{stem}/!main{dot}{extension}"
                yield Hit(
                    this, f"FRBRthis is not FRBRuri with /!component (for the main part: “{wanted}”)", attribute="value"
                )


@rule(
    "AKN-NC-012", ERROR, "s", "G1 5.1.5", "the language segment is FRBRlanguage, a three-letter code of ISO 639-2/T",
    reads="FRBRlanguage, FRBRExpression/FRBRuri", suggestion="Write the T code (fra, zho, deu) in both places.",
)  # fmt: skip
def language(file: AknFile) -> Iterator[Hit]:
    """The first FRBRlanguage; mul and und only if true, which cannot be seen here."""
    for part in file.parts:
        element = part.find("FRBRExpression", "FRBRlanguage")
        if element is None:
            continue
        code = element.get("language", "")
        if not re.fullmatch(r"[a-z]{3}", code) or code in _BIBLIOGRAPHIC:
            instead = f"; the T code is {_BIBLIOGRAPHIC[code]}" if code in _BIBLIOGRAPHIC else ""
            yield Hit(element, f"“{code}” is no three-letter code of ISO 639-2/T{instead}", attribute="language")
        uri = part.find("FRBRExpression", "FRBRuri")
        found = re.search(r"/([a-z]{2,3})[@:]", uri.get("value", "")) if uri is not None else None
        if uri is not None and found and found[1] != code:
            yield Hit(uri, f"the IRI says {found[1]}, FRBRlanguage says {code}", attribute="value")


@rule(
    "AKN-NC-013", ERROR, "n", "NC 4.6.1, G1 6.1.2", "the version part is a date of the Expression or FRBRversionNumber",
    reads="FRBRExpression/FRBRuri, FRBRdate, FRBRversionNumber",
    suggestion="Leave nothing after “@” for the first version; else write the date or the version number.",
)  # fmt: skip
def version(file: AknFile) -> Iterator[Hit]:
    """Nothing after "@" is the first version."""
    for part in file.parts:
        uri = part.find("FRBRExpression", "FRBRuri")
        found = re.search(r"/[a-z]{3}@([^/!]*)", uri.get("value", "")) if uri is not None else None
        if uri is None or not found or not found[1]:
            continue
        dates = {element.get("date", "") for element in part.all("FRBRExpression", "FRBRdate")}
        known = dates | {part.value("FRBRExpression", "FRBRversionNumber")}
        for one in found[1].split(";"):
            if one not in known:
                yield Hit(uri, f"the version “{one}” is neither a FRBRdate nor FRBRversionNumber", attribute="value")


@rule(
    "AKN-NC-014", ERROR, "y", "NC 4.7", "the format of the Manifestation is FRBRformat",
    reads="FRBRManifestation/FRBRuri, FRBRformat", suggestion="Give <FRBRformat value=\"xml\"/> and end the IRI with .xml.",
)  # fmt: skip
def file_format(file: AknFile) -> Iterator[Hit]:
    """What stands after the last "."."""
    for part in file.parts:
        level, uri = part.levels.get("FRBRManifestation"), part.find("FRBRManifestation", "FRBRuri")
        if level is None or uri is None:
            continue
        given = part.find("FRBRManifestation", "FRBRformat")
        found = uri.get("value", "").rstrip("/").rpartition(".")[2]
        if given is None:
            yield Hit(level, "the Manifestation has no FRBRformat")
        elif given.get("value") != found:
            yield Hit(given, f"FRBRformat is “{given.get('value', '')}”, the IRI ends with “.{found}”", attribute="value")


@rule(
    "AKN-NC-015", ERROR, "s", "NC 4.8, G3 1.8", "each part has its own FRBRthis, and FRBRuri and date of its host",
    reads="attachment//FRBRthis, FRBRuri, FRBRdate", suggestion="Name the part after “!”; repeat FRBRuri and date of the host.",
)  # fmt: skip
def parts(file: AknFile) -> Iterator[Hit]:
    """Names of parts are unique and nested; the rest is the host's."""
    seen: dict[str, Part] = {}
    for part in file.parts:
        this = part.find("FRBRWork", "FRBRthis")
        value = this.get("value", "") if this is not None else ""
        if this is not None and value in seen:
            yield Hit(this, f"“{value}” is already the FRBRthis of another part", attribute="value")
        seen[value] = part
        if part.host is not None and not part.in_components:
            yield from _unlike_host(part, _host(part))


def _unlike_host(part: Part, host: Part) -> Iterator[Hit]:
    for name, attribute in (("FRBRuri", "value"), ("FRBRdate", "date")):
        mine, theirs = part.find("FRBRWork", name), host.value("FRBRWork", name, attribute)
        if mine is not None and theirs and mine.get(attribute) != theirs:
            yield Hit(mine, f"{name} of the part is not that of its host (“{theirs}”)", attribute=attribute)


@rule(
    "AKN-NC-030", Severity.NOTE, "y", "NC 4.12", "another identification scheme meets the conditions of NC 4.12",
    reads="FRBRWork, FRBRManifestation, FRBRalias", suggestion="Use the naming convention, or add what the message names.",
)  # fmt: skip
def equivalent(file: AknFile) -> Iterator[Hit]:
    """Only where the Work IRI is not of the naming convention: alias on three levels, or all elements of NC 4.12."""
    part = file.main
    if part is None or part.identification is None:
        return
    try:
        Iri.parse(part.value("FRBRWork", "FRBRuri"))
        return
    except IdentifierError:
        pass
    aliased = all(part.find(level, "FRBRalias") is not None for level in LEVELS)
    missing = [name for level, name in _EQUIVALENT if part.find(level, name) is None]
    if missing and not aliased:
        words = ", ".join(missing)
        yield Hit(
            part.identification, f"the IRIs are not of the naming convention, and for an equivalent one is missing: {words}"
        )
