"""References: links, pointers inside the file, pictures, ontology entries [NC 4.10, 4.11, G1 5.8].

Reads href, src, refersTo, as, by, source and their like. Gives hits of AKN-NC-025 to 029.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from pipeline.akn.identifiers import Iri
from pipeline.errors import IdentifierError
from pipeline.read import local
from pipeline.validate.model.finding import Fixable, Hit, Severity
from pipeline.validate.model.rule import rule
from pipeline.validate.model.subject import AknFile

ERROR = Severity.ERROR
_ONTOLOGY = re.compile(r"/akn/ontology/([a-z][A-Za-z]*)/[\w.-]+(?:/[^\s/]+)+")
_LOCAL = re.compile(r"#\S+|![A-Za-z][\w-]*(?:/[A-Za-z][\w-]*)*(?:/?~\S+)?(?:\.[a-z]{3,4})?|/?~\S+")
# Elements whose href may be a web address: `a` is a web link, the other names where a cited document can be read.
_WEB = frozenset({"a", "alternativeReference", "img"})
# Attributes that point to an eId of the file.
_POINTERS = (
    "refersTo",
    "as",
    "by",
    "source",
    "start",
    "end",
    "period",
    "for",
    "from",
    "upTo",
    "outcome",
    "actor",
    "speaker",
)
_AGENTS = ("TLCPerson", "TLCOrganization")
# Which elements a pointer may lead to ([G1 5.8] and the types of the schema); any element if nothing is said.
_TARGETS: dict[str, tuple[str, ...]] = {
    "as": ("TLCRole",),
    "by": (*_AGENTS, "TLCRole"),
    "start": ("eventRef",),
    "end": ("eventRef",),
    "period": ("temporalGroup",),
}
_SOURCE_TARGETS = {
    "eventRef": ("original", "passiveRef", "activeRef", "jurisprudence", "attachmentOf", "TLCReference"),
    "*": _AGENTS,
}
# The class segment of an ontology IRI that is not the element's name without TLC.
_CLASSES = {"TLCReference": ("reference", "concept")}
_RANGE = re.compile(r"~([^\s.#>]+)->([^\s.#>]+)")


@rule(
    "AKN-NC-025",
    ERROR,
    "y",
    "NC 4.10, P2 3",
    "href and src (not on a) are an IRI, #eId, !component or ~portion",
    reads="@href, @src",
    suggestion="Write the IRI of the cited document, or # and the eId; web addresses belong on a.",
)
def links(file: AknFile) -> Iterator[Hit]:
    """Require grammar A2, or an ontology IRI."""
    for element in file.elements:
        href = element.get("href")
        if href is None or local(element) in _WEB:
            continue
        if _LOCAL.fullmatch(href) or _ONTOLOGY.fullmatch(href):
            continue
        try:
            Iri.parse(href)
        except IdentifierError as error:
            yield Hit(element, f"href of <{local(element)}>: {error.what}", attribute="href")


@rule(
    "AKN-NC-026",
    ERROR,
    "y",
    "G1 5.8",
    "what “#…” points to exists in the file and is of the right kind",
    reads="refersTo, as, by, source, start, end, period, href",
    suggestion="Add the entry to references, or correct the pointer.",
)
def pointers(file: AknFile) -> Iterator[Hit]:
    """Check pointers to roles, agents, events, periods, and any eId."""
    for element in file.elements:
        for name, value in element.items():
            if name in _POINTERS:
                for one in str(value).split():
                    fault = _pointer_fault(file, element, str(name), one)
                    if fault:
                        fixable = Fixable.NO if one.startswith("#") else Fixable.TRIED
                        yield Hit(element, fault, attribute=name, fixable=fixable)
                        break
            elif name == "href" and str(value).startswith("#") and (eid := str(value)[1:]) not in file.by_eid:
                yield Hit(element, f"nothing in this file has the eId “{eid}”", attribute="href")


def _pointer_fault(file: AknFile, element: etree._Element, name: str, value: str) -> str:
    if not value.startswith("#"):
        if name in ("from", "upTo", "source") and value.startswith(("/", "~", "!")):
            return ""
        return "" if name == "outcome" or not value else f"{name}=“{value}” is not a pointer: “#” is missing"
    target = file.by_eid.get(value[1:])
    if target is None:
        return f"nothing in this file has the eId “{value[1:]}” ({name})"
    allowed = _TARGETS.get(name, ())
    if name == "source":
        allowed = _SOURCE_TARGETS.get(local(element), _SOURCE_TARGETS["*"] if _in_meta_block(element) else ())
    if allowed and local(target) not in allowed:
        return f"{name} points to a <{local(target)}>; it needs {' or '.join(allowed)}"
    return ""


def _in_meta_block(element: etree._Element) -> bool:
    return local(element.getparent()) == "meta"


@rule(
    "AKN-NC-027",
    ERROR,
    "-",
    "G1 4.10, NC 4.8.4",
    "both ends of a range exist, in one part and in order; mref has two refs",
    reads="rref, mref, ~portion",
    suggestion="Correct the ends of the range; use ref for a single reference.",
)
def ranges(file: AknFile) -> Iterator[Hit]:
    """Check from and upTo of rref, portions a->b, mref."""
    for element in file.all("rref"):
        ends = [element.get(name, "") for name in ("from", "upTo")]
        if all(end.startswith("#") for end in ends):
            yield from _range_hit(file, element, ends[0][1:], ends[1][1:], "upTo")
    for element in file.all("ref"):
        found = _RANGE.search(element.get("href", ""))
        if found and element.get("href", "").startswith(("~", "/~", "#")):
            yield from _range_hit(file, element, found[1], found[2], "href")
    for element in file.all("mref"):
        if sum(1 for child in element.iter() if local(child) in ("ref", "rref")) < 2:
            yield Hit(element, "an mref holds two references or more")


def _range_hit(file: AknFile, element: etree._Element, first: str, last: str, attribute: str) -> Iterator[Hit]:
    begin, end = file.by_eid.get(first), file.by_eid.get(last)
    if begin is None or end is None:
        missing = first if begin is None else last
        yield Hit(element, f"the range names “{missing}”, which is not an eId of this file", attribute=attribute)
    elif file.part(begin) is not file.part(end):
        yield Hit(element, "the range begins in one part and ends in another", attribute=attribute)
    elif file.order[begin] >= file.order[end]:
        yield Hit(element, "the range ends before it begins", attribute=attribute)


@rule(
    "AKN-NC-028",
    ERROR,
    "y",
    "NC 4.3, 4.8.3",
    "a picture is a file of the package",
    reads="img/@src",
    suggestion="Put the file beside the document (media/…) and name it in src.",
)
def pictures(file: AknFile) -> Iterator[Hit]:
    """Check that src is not empty, has no scheme and no host, and that the file exists."""
    for element in file.all("img"):
        source = element.get("src", "")
        where = "src" if element.get("src") is not None else ""
        if not source.strip():
            yield Hit(element, "the picture has no src", attribute=where)
        elif re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|/", source):
            yield Hit(element, f"“{source}” is not a file of the package", attribute=where)
        elif not _is_file(file.source.path.parent / source):
            yield Hit(element, f"the file “{source}” is not beside the document", attribute=where)


def _is_file(path: Path) -> bool:
    try:
        return bool(path.is_file())
    except (OSError, ValueError):  # a name that no file can have
        return False


@rule(
    "AKN-NC-029",
    ERROR,
    "y",
    "NC 4.11",
    "a TLC entry has an ontology IRI of its own class, and showAs",
    reads="TLC*/@href, @showAs",
    suggestion="Write /akn/ontology/{class}/un/{name}, the class as in the element's name.",
)
def ontology(file: AknFile) -> Iterator[Hit]:
    """Compare the class segment with the class of the element."""
    for element in file.in_order(file.names("TLC")):
        name = local(element)
        if element.get("name") == "addendumTo" and element.get("href", "").startswith("/akn/un/"):
            continue  # a document, as an addendum names the one it adds to [strict addendum]
        found = _ONTOLOGY.fullmatch(element.get("href", ""))
        classes = _CLASSES.get(name, (name[3:].lower(),))
        if found is None:
            yield Hit(element, f"“{element.get('href', '')}” is not an ontology IRI", attribute="href")
        elif found[1].lower() not in classes:
            yield Hit(element, f"the IRI is of the class “{found[1]}”, the element is a {name}", attribute="href")
        elif not element.get("showAs", "").strip():
            yield Hit(element, f"{name} has an empty showAs", attribute="showAs")
