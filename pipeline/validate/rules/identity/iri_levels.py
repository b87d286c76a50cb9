"""FRBRuri and FRBRthis on the three levels: form, component, language, version, format, parts [NC 4.3-4.8].

Reads the identification of each part. Gives hits of AKN-NC-009 to 015.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from pipeline.akn.identification import LEVELS
from pipeline.akn.identifiers import Iri, normalised_iri
from pipeline.errors import IdentifierError
from pipeline.languages.codes import terminology_code
from pipeline.validate.model.finding import Fixable, Hit, Severity
from pipeline.validate.model.rule import rule
from pipeline.validate.model.subject import AknFile, FilePart
from pipeline.validate.rules.identity.iris import host_of

ERROR = Severity.ERROR
_KINDS = {"FRBRWork": "work", "FRBRExpression": "expression", "FRBRManifestation": "manifestation"}
# Surface faults of an IRI, each with its name; AKN-NC-010 reports them, AKN-NC-009 leaves them to it.
_SURFACE: tuple[tuple[str, str], ...] = (
    (r"^https?:", "has a scheme and a host"),
    (r"\s", "has a space"),
    (r".//", "has an empty segment (//)"),
    (r"/$", "ends with “/”"),
)


_AS_IS = ("web", "publishedIri")


def _uris(part: FilePart) -> Iterator[tuple[str, etree._Element]]:
    """Yield (level, element) of each FRBRuri and FRBRthis."""
    for level in LEVELS:
        for name in ("FRBRuri", "FRBRthis"):
            element = part.find(level, name)
            if element is not None:
                yield level, element


@rule(
    "AKN-NC-009",
    ERROR,
    "y",
    "NC 4.5-4.8",
    "FRBRuri and FRBRthis have the form of their level, one the beginning of the other",
    reads="FRBRuri, FRBRthis",
    suggestion="Write the IRI as Work, Work + language@version, Expression + .format.",
)
def form(file: AknFile) -> Iterator[Hit]:
    """Check grammar A2; the Expression begins with the Work, the Manifestation with the Expression."""
    for part in file.parts:
        work = _stem(part.value("FRBRWork", "FRBRuri"))
        expression = _stem(part.value("FRBRExpression", "FRBRuri"))
        for level, element in _uris(part):
            value = element.get("value", "")
            if any(re.search(pattern, value) for pattern, _ in _SURFACE):
                continue
            fault = _form_fault(value, level, work, expression)
            if fault:
                yield Hit(element, fault, attribute="value", fixable=Fixable.TRIED)


def _stem(value: str) -> str:
    return value.rstrip("/")


def _form_fault(value: str, level: str, work: str, expression: str) -> str:
    try:
        iri = Iri.parse(value)
    except IdentifierError as error:
        return error.what
    if iri.level != _KINDS[level]:
        return f"“{value}” is an IRI of the level {iri.level.capitalize()}, not {_KINDS[level].capitalize()}"
    before = {"FRBRExpression": work, "FRBRManifestation": expression}.get(level, "")
    if before and not value.startswith(before):
        return f"“{value}” does not begin with “{before}”, the IRI of the level above"
    return ""


@rule(
    "AKN-NC-010",
    ERROR,
    "y",
    "NC 4.3",
    "an IRI has no final “/”, no “//”, no space and no host",
    reads="FRBRuri, FRBRthis, FRBRalias",
    suggestion="Take out what the message names.",
)
def surface(file: AknFile) -> Iterator[Hit]:
    """Report faults visible without reading the IRI; aliases of the web and of published texts are allowed."""
    for part in file.parts:
        aliases = [(level, e) for level in LEVELS for e in part.all(level, "FRBRalias") if e.get("name") not in _AS_IS]
        for _, element in [*_uris(part), *aliases]:
            value = element.get("value", "")
            for pattern, words in _SURFACE:
                if re.search(pattern, value):
                    what = f"the IRI “{value}” {words}"
                    yield Hit(element, what, attribute="value", fixable=Fixable.TRIED)
                    break


@rule(
    "AKN-NC-011",
    ERROR,
    "y",
    "NC 4.8.1",
    "FRBRthis is FRBRuri with /!component, before the format",
    reads="FRBRuri, FRBRthis",
    suggestion="Write FRBRuri, then /!main (or the part's name), then the format.",
)
def component(file: AknFile) -> Iterator[Hit]:
    """Compare the strings on each level."""
    for part in file.parts:
        for level in LEVELS:
            uri, this = part.value(level, "FRBRuri"), part.find(level, "FRBRthis")
            if this is None or not uri:
                continue
            stem, dot, extension = uri.rpartition(".") if level == "FRBRManifestation" else (uri, "", "")
            if not _is_component(this.get("value", ""), stem, dot + extension):
                clean = normalised_iri(stem)
                expected = f"{clean}/!main{dot}{extension}"
                what = f"FRBRthis is not FRBRuri with /!component (for the main part: “{expected}”)"
                yield Hit(this, what, attribute="value", fixable=Fixable.TRIED)


def _is_component(value: str, stem: str, end: str) -> bool:
    """Return True if a value is the stem, the name of a component and the end."""
    if not (value.startswith(stem) and value.endswith(end)):
        return False
    return _COMPONENT.fullmatch(value, len(stem), len(value) - len(end)) is not None


_COMPONENT = re.compile(r"/![A-Za-z][\w-]*(/[A-Za-z][\w-]*)*")


@rule(
    "AKN-NC-012",
    ERROR,
    "s",
    "G1 5.1.5",
    "the language segment is FRBRlanguage, a three-letter code of ISO 639-2/T",
    reads="FRBRlanguage, FRBRExpression/FRBRuri",
    suggestion="Write the T code (fra, zho, deu) in both places.",
)
def language(file: AknFile) -> Iterator[Hit]:
    """Check the first FRBRlanguage; whether mul and und are true cannot be seen here."""
    for part in file.parts:
        element = part.find("FRBRExpression", "FRBRlanguage")
        if element is None:
            continue
        code = element.get("language", "")
        known = terminology_code(code)
        if not re.fullmatch(r"[a-z]{3}", code) or known != code:
            instead = f"; the T code is {known}" if known != code.lower() else ""
            what = f"“{code}” is not a three-letter code of ISO 639-2/T{instead}"
            yield Hit(element, what, attribute="language", fixable=Fixable.TRIED if instead else Fixable.NO)
        uri = part.find("FRBRExpression", "FRBRuri")
        found = re.search(r"/([a-z]{2,3})[@:]", uri.get("value", "")) if uri is not None else None
        if uri is not None and found and found[1] != code:
            yield Hit(uri, f"the IRI says {found[1]}, FRBRlanguage says {code}", attribute="value")


@rule(
    "AKN-NC-013",
    ERROR,
    "n",
    "NC 4.6.1, G1 6.1.2",
    "the version part is a date of the Expression or FRBRversionNumber",
    reads="FRBRExpression/FRBRuri, FRBRdate, FRBRversionNumber",
    suggestion="Leave nothing after “@” for the first version; else write the date or the version number.",
)
def version(file: AknFile) -> Iterator[Hit]:
    """Check the version; nothing after "@" is the first version."""
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
    "AKN-NC-014",
    ERROR,
    "y",
    "NC 4.7",
    "the format of the Manifestation is FRBRformat",
    reads="FRBRManifestation/FRBRuri, FRBRformat",
    suggestion='Give <FRBRformat value="xml"/> and end the IRI with .xml.',
)
def file_format(file: AknFile) -> Iterator[Hit]:
    """Check the part after the last "."."""
    for part in file.parts:
        level, uri = part.levels.get("FRBRManifestation"), part.find("FRBRManifestation", "FRBRuri")
        if level is None or uri is None:
            continue
        given = part.find("FRBRManifestation", "FRBRformat")
        found = uri.get("value", "").rstrip("/").rpartition(".")[2]
        if given is None:
            yield Hit(level, "the Manifestation has no FRBRformat")
        elif given.get("value") != found:
            yield Hit(
                given, f"FRBRformat is “{given.get('value', '')}”, the IRI ends with “.{found}”", attribute="value"
            )


@rule(
    "AKN-NC-015",
    ERROR,
    "s",
    "NC 4.8, G3 1.8",
    "each part has its own FRBRthis, and FRBRuri and date of its host",
    reads="attachment//FRBRthis, FRBRuri, FRBRdate",
    suggestion="Name the part after “!”; repeat FRBRuri and date of the host.",
)
def parts(file: AknFile) -> Iterator[Hit]:
    """Check that names of parts are unique and nested; the rest is the host's."""
    seen: dict[str, FilePart] = {}
    for part in file.parts:
        this = part.find("FRBRWork", "FRBRthis")
        value = this.get("value", "") if this is not None else ""
        if this is not None and value in seen:
            yield Hit(this, f"“{value}” is already the FRBRthis of another part", attribute="value")
        seen[value] = part
        if part.host is not None and not part.in_components:
            yield from _unlike_host(part, host_of(part))


def _unlike_host(part: FilePart, host: FilePart) -> Iterator[Hit]:
    for name, attribute in (("FRBRuri", "value"), ("FRBRdate", "date")):
        mine, theirs = part.find("FRBRWork", name), host.value("FRBRWork", name, attribute)
        if mine is not None and theirs and mine.get(attribute) != theirs:
            yield Hit(mine, f"{name} of the part is not that of its host (“{theirs}”)", attribute=attribute)
