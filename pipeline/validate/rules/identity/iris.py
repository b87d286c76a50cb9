"""Segments of the Work IRI against the metadata [NC 4.5, 4.12, strict iri, identification].

Reads the identification of each part. Gives hits of AKN-NC-003 to 008 and 030; 009 to 015 are in `iri_levels`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pipeline.akn.identification import LEVELS
from pipeline.akn.identifiers import Iri, normalised_iri
from pipeline.errors import IdentifierError
from pipeline.read import local
from pipeline.validate.model.finding import Hit, Severity
from pipeline.validate.model.rule import rule
from pipeline.validate.model.subject import AknFile, FilePart

ERROR = Severity.ERROR
# What another identification scheme must have in the file to count as equivalent [NC 4.12], besides an alias.
_EQUIVALENT = (
    ("FRBRWork", "FRBRsubtype"),
    ("FRBRWork", "FRBRnumber"),
    ("FRBRWork", "FRBRdate"),
    ("FRBRWork", "FRBRauthor"),
    ("FRBRWork", "FRBRcountry"),
    ("FRBRManifestation", "FRBRformat"),
)


def _segments(part: FilePart) -> list[str]:
    """Return the segments of the Work's FRBRuri: ["", "akn", country, type, subtype, actor, date, number]; [] without
    one.
    """
    return normalised_iri(part.value("FRBRWork", "FRBRuri")).split("/") if part.value("FRBRWork", "FRBRuri") else []


def _segment_hit(part: FilePart, place: int, message: str, suggestion: str = "") -> Iterator[Hit]:
    """Yield a hit at the Work's FRBRuri if it has a segment at that place; the message may quote it as {found}."""
    uri = part.find("FRBRWork", "FRBRuri")
    segments = _segments(part)
    if uri is not None and segments:
        found = segments[place] if len(segments) > place else ""
        yield Hit(uri, message.format(found=found), suggestion, attribute="value")


@rule(
    "AKN-NC-003",
    ERROR,
    "n",
    "G1 5.1.1",
    "FRBRcountry is un, and so is the second part of the IRI",
    reads="FRBRcountry, FRBRWork/FRBRuri",
    suggestion='Write <FRBRcountry value="un"/> and /akn/un/… in the IRI.',
)
def country(file: AknFile) -> Iterator[Hit]:
    """Check the jurisdiction."""
    for part in file.parts:
        element = part.find("FRBRWork", "FRBRcountry")
        if element is not None and element.get("value") != "un":
            yield Hit(element, f"FRBRcountry is “{element.get('value', '')}”, not “un”", attribute="value")
        segments = _segments(part)
        if segments and segments[1:3] != ["akn", "un"]:
            yield from _segment_hit(part, 2, "the IRI does not begin with /akn/un/")


@rule(
    "AKN-NC-004",
    ERROR,
    "s",
    "NC 4.5",
    "the type segment of the IRI is the name of the document element",
    reads="FRBRWork/FRBRuri, akomaNtoso/*",
    suggestion="Name the element under the root in the third segment.",
)
def type_segment(file: AknFile) -> Iterator[Hit]:
    """Check the type; parts take the type of their host."""
    for part in file.parts:
        if not _segments(part):
            continue
        owner = part.element if part.host is None or part.in_components else host_of(part).element
        if _segments(part)[3:4] != [local(owner)]:
            yield from _segment_hit(part, 3, f"the type segment is “{{found}}”, the document is a <{local(owner)}>")


def host_of(part: FilePart) -> FilePart:
    """Return the document whose IRI the part carries."""
    while part.host is not None and not part.in_components:
        part = part.host
    return part


@rule(
    "AKN-NC-005",
    ERROR,
    "y",
    "NC 4.5, G1 5.1.8",
    "the subtype segment is FRBRsubtype, else the name of the document",
    reads="FRBRWork/FRBRuri, FRBRsubtype, @name",
    suggestion="Give FRBRsubtype, and the same word in the IRI.",
)
def subtype_segment(file: AknFile) -> Iterator[Hit]:
    """Compare with FRBRsubtype, which decides."""
    for part in file.parts:
        subtype = part.value("FRBRWork", "FRBRsubtype") or part.element.get("name", "")
        if _segments(part) and _segments(part)[4:5] != [subtype]:
            yield from _segment_hit(part, 4, f"the subtype segment is “{{found}}”, the subtype is “{subtype}”")


@rule(
    "AKN-NC-006",
    ERROR,
    "y",
    "G1 6.1.1",
    "the actor segment is the end of the reference of a Work author",
    reads="FRBRWork/FRBRauthor, TLC*/@href",
    suggestion="Let FRBRauthor point (#eId) to the TLC entry of the actor.",
)
def actor_segment(file: AknFile) -> Iterator[Hit]:
    """Check that FRBRauthor is "#" + eId of a TLC element, whose href ends with the actor of the IRI."""
    for part in file.parts:
        authors = part.all("FRBRWork", "FRBRauthor")
        actors = []
        for author in authors:
            target = author.get("href", "")
            if not target.startswith("#"):
                yield Hit(author, f"the author “{target}” is not a reference (#eId)", attribute="href")
            elif (entry := file.by_eid.get(target[1:])) is not None:
                actors.append(entry.get("href", "").rpartition("/")[2])
        found = _segments(part)[5:6]
        if actors and found and found[0] not in actors:
            yield from _segment_hit(part, 5, f"the actor segment is “{{found}}”, the authors are {', '.join(actors)}")


@rule(
    "AKN-NC-007",
    ERROR,
    "s",
    "NC 4.5, G1 5.1.3",
    "the date segment is a date of the Work, full and real",
    reads="FRBRWork/FRBRdate, FRBRWork/FRBRuri",
    suggestion="Write the date of FRBRdate (YYYY-MM-DD) in the IRI.",
)
def date_segment(file: AknFile) -> Iterator[Hit]:
    """Check that the date is one of the Work's FRBRdate values."""
    for part in file.parts:
        dates = [element.get("date", "") for element in part.all("FRBRWork", "FRBRdate")]
        found = (_segments(part)[6:7] or [""])[0]
        if not _segments(part):
            continue
        if not is_date(found):
            yield from _segment_hit(part, 6, "the date segment “{found}” is not a date")
        elif found not in dates:
            yield from _date_hit(part, dates)


_STAND_INS = ("0001-01-01", "1900-01-01")
"""Dates that published files write where the date is not known."""


def _date_hit(part: FilePart, dates: list[str]) -> Iterator[Hit]:
    if dates and all(one in _STAND_INS for one in dates):
        what = f"the date segment is {{found}}, FRBRdate is {dates[0]}, which stands for an unknown date"
        yield from _segment_hit(part, 6, what, "Correct FRBRdate; the date in the IRI stays, if it is the Work's.")
    else:
        what = f"the date segment is {{found}}, FRBRdate is {', '.join(dates) or 'empty'}"
        yield from _segment_hit(part, 6, what)


def is_date(text: str) -> bool:
    """Return True if a string is a full, existing date."""
    try:
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


@rule(
    "AKN-NC-008",
    ERROR,
    "y",
    "NC 4.5, G1 5.1.4",
    "the number segment is FRBRnumber, or FRBRname",
    reads="FRBRnumber, FRBRname, FRBRWork/FRBRuri",
    suggestion="Give FRBRnumber, and the same value in the IRI.",
)
def number_segment(file: AknFile) -> Iterator[Hit]:
    """Compare the number with FRBRnumber."""
    for part in file.parts:
        known = [e.get("value", "") for n in ("FRBRnumber", "FRBRname") for e in part.all("FRBRWork", n)]
        segments = _segments(part)
        if segments and segments[7:8] != [""] and not set(segments[7:8]) & set(known):
            what = f"FRBRnumber is {known[0]}" if known else "there is no FRBRnumber"
            yield from _segment_hit(part, 7, f"the number segment is “{{found}}”, {what}")


@rule(
    "AKN-NC-030",
    Severity.NOTE,
    "y",
    "NC 4.12",
    "another identification scheme meets the conditions of NC 4.12",
    reads="FRBRWork, FRBRManifestation, FRBRalias",
    suggestion="Use the naming convention, or add what the message names.",
)
def equivalent(file: AknFile) -> Iterator[Hit]:
    """Check alias on three levels, or all elements of [NC 4.12], if the Work IRI is not of the naming convention."""
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
            part.identification,
            f"the IRIs are not of the naming convention, and for an equivalent one is missing: {words}",
        )
