"""The OASIS schema of 2018, and its complaints in plain words.

Reads `source/schema/akomantoso30.xsd`, compiled once per process. Gives a `Hit` per complaint of libxml2, at the
element or attribute it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from lxml import etree

from pipeline.data import SCHEMA
from pipeline.errors import Place, TemplateError
from pipeline.read import local
from pipeline.validate.model.finding import Fixable, Hit
from pipeline.validate.model.schema_part import GrowingPart

_FILE = "akomantoso30.xsd"
_FIXABLE = ("step", "heading", "subheading")
"""Elements that are taken out or lifted where that makes a file valid."""
_MOST = 30
"""Times that a part of the schema is compiled before the whole is.
Chosen: 89 documents of the United Nations need 16; as many as this cost about twice as much as the whole."""
_PART = GrowingPart(SCHEMA / _FILE, _MOST)
_SHOWN = 8  # names of permitted elements that a message lists
"""Chosen: one line of a message."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A complaint of libxml2, and the program's own words for it, with groups of the pattern filled in."""

    pattern: re.Pattern[str]
    words: str
    advice: str
    refusal: str = ""
    """Why `--fix` leaves the fault."""


_MOVED = "it would have to move, and with it the order of the text"
_SENTENCES = (
    _Sentence(
        re.compile(r"This element is not expected\. Expected is (?:one of )?\( (?P<list>.*) \)"),
        "<{element}> is not allowed here; allowed: {list}",
        "Move <{element}> to where the schema allows it, or use an element that is allowed here.",
        _MOVED,
    ),
    _Sentence(
        re.compile(r"This element is not expected"),
        "<{element}> is not allowed here: nothing may follow at this place",
        "Move <{element}> to where the schema allows it.",
        _MOVED,
    ),
    _Sentence(
        re.compile(r"Missing child element\(s\)\. Expected is (?:one of )?\( (?P<list>.*) \)"),
        "<{element}> is not complete; it still needs: {list}",
        "Add what is missing.",
        "{list} cannot be made up",
    ),
    _Sentence(
        re.compile(r"The attribute '(?P<name>[^']+)' is required but missing"),
        "<{element}> has no attribute {name}, which the schema requires",
        "Add {name} with its true value; an invented one is worse than a missing one.",
        "the value of {name} is not in the file, and none is invented",
    ),
    _Sentence(
        re.compile(r"The attribute '(?P<name>[^']+)' is not allowed"),
        "<{element}> must not have the attribute {name}",
        "Remove the attribute {name}, or use the element that has it.",
    ),
    _Sentence(
        re.compile("Character content other than whitespace is not allowed because the content type is 'element-only'"),
        "text is directly in <{element}>, which holds elements only",
        "Put the text into a <p> or another element that holds text.",
        "what the text belongs to has to be decided",
    ),
    _Sentence(
        re.compile(r"Character content is not allowed, because the content type is empty"),
        "<{element}> must be empty, but there is text in it",
        "Move the text out of <{element}>.",
    ),
    _Sentence(
        re.compile(
            r"Duplicate key-sequence \['(?P<value>.*)'\] in unique identity-constraint "
            r"'(?:\{[^}]*\})?(?P<name>\w+)[\w-]*'"
        ),
        "{name} “{value}” occurs twice in the document",
        "Give each element an eId of its own.",
        "something points to it or its number is printed, and which of the two is meant cannot be known",
    ),
    _Sentence(
        re.compile(r"\[facet 'enumeration'\] The value '(?P<value>.*)' is not an element of the set \{(?P<list>.*)\}"),
        "the value “{value}” is not one of the permitted ones: {list}",
        "Choose one of the permitted values.",
    ),
    _Sentence(
        re.compile(r"\[facet 'pattern'\] The value '(?P<value>.*)' is not accepted by the pattern"),
        "the value “{value}” has not the form that the schema asks for",
        "Write the value in the required form.",
    ),
    _Sentence(
        re.compile(r"\[facet '(?:minLength|length|maxLength)'\] The value '(?P<value>.*)' has a length"),
        "the value “{value}” is too short or too long",
        "Write a value of the required length.",
    ),
    _Sentence(
        re.compile(
            r"'(?P<value>.*)' is not a valid value of the (?:union|atomic|list|local)[\w ]* type "
            r"'(?P<type>[^']+)'"
        ),
        "the value “{value}” is not a {type}",
        "Write a valid {type}.",
    ),
    _Sentence(
        re.compile(r"No matching global (?:element )?declaration available"),
        "<{element}> is not a root element of Akoma Ntoso",
        "The root is akomaNtoso in the namespace of Akoma Ntoso 3.0.",
    ),
    _Sentence(
        re.compile(r"No match found for key-sequence \['(?P<value>.*)'\]"),
        "“{value}” refers to nothing in this document",
        "Correct the reference.",
    ),
)  # fmt: skip
# Types of the schema in plain words.
_TYPES = {
    "date": "full date (YYYY-MM-DD)",
    "xsd:date": "full date (YYYY-MM-DD)",
    "xs:date": "full date (YYYY-MM-DD)",
    "xsd:dateTime": "date with time",
    "xs:dateTime": "date with time",
    "xs:boolean": "true or false",
    "xs:integer": "whole number",
    "xs:anyURI": "web address or IRI",
    "xs:language": "language code",
    "noWhiteSpace": "value without spaces",
    "eIdRef": "reference (#eId)",
    "agentRef": "reference (#eId) to a person or organization",
}
# A step of a path that names an element with a prefix: the prefix may be declared anywhere.
_PREFIXED = re.compile(r"/[\w.-]+:([\w.-]+)")


@lru_cache(maxsize=1)
def compiled() -> etree.XMLSchema:
    """Return the schema, compiled. Raises TemplateError if its file is missing or broken."""
    try:
        return etree.XMLSchema(etree.parse(str(SCHEMA / _FILE), etree.XMLParser(no_network=True)))
    except (OSError, etree.XMLSyntaxError, etree.XMLSchemaParseError) as error:
        raise TemplateError(f"the schema cannot be used: {error}", place=Place(SCHEMA / _FILE)) from error


def is_valid(root: etree._Element) -> bool:
    """Return True if the tree is valid against the schema (OASIS level 1)."""
    return _passes_its_part(root) or bool(compiled().validate(root.getroottree()))


def schema_hits(root: etree._Element) -> Iterator[Hit]:
    """Yield one hit per complaint of the schema, at the right element or attribute."""
    if _passes_its_part(root):
        return
    schema = compiled()
    tree = root.getroottree()
    try:
        if schema.validate(tree):
            return
    except etree.XMLSchemaValidateError:  # libxml2 gives up on a tree made of a badly broken file
        yield Hit(root, "the file is too broken to be compared with the schema", "Fix what is not well-formed first.")
        return
    seen: set[tuple[str, str]] = set()
    entries: Iterable[etree._LogEntry] = schema.error_log  # type: ignore[assignment]  # the stubs lack it
    for entry in entries:
        hit = _hit(entry, root, tree)
        key = (str(entry.path), hit.attribute or hit.message)
        if key not in seen:  # libxml2 often says the same of a value twice (facet, then type)
            seen.add(key)
            yield hit


def _passes_its_part(root: etree._Element) -> bool:
    """Return True for a tree that is valid against the part of the schema that it needs; False if that is not known.

    Unless the process has compiled the whole schema: that pays for a fault.
    """
    if compiled.cache_info().currsize:
        return False
    part = _PART.of(root)
    try:
        return part is not None and part.validate(root.getroottree())
    except etree.XMLSchemaValidateError:
        return False


def _hit(entry: etree._LogEntry, root: etree._Element, tree: etree._ElementTree) -> Hit:
    element = _element(entry, root, tree)
    message, advice, refusal = plain_words(str(entry.message))
    fixable = Fixable.TRIED if local(element) in _FIXABLE else Fixable.NO
    hit = Hit(element, message, advice, fixable=fixable, refusal=refusal)
    found = re.match(r"Element '[^']*', attribute '(?:\{[^}]*\})?([^']+)'", str(entry.message))
    attribute = found[1] if found else "eId" if "Duplicate key-sequence" in str(entry.message) else ""
    named = re.search(r"The attribute '([^']+)' is not allowed", str(entry.message))
    attribute = named[1] if named else attribute
    if attribute and element.get(attribute) is not None:
        return replace(hit, attribute=attribute)
    return _at_stray_text(hit) if "Character content" in str(entry.message) else hit


def _at_stray_text(hit: Hit) -> Hit:
    """Return the hit at the first character of text directly in the element."""
    element = hit.node
    for node, tail, text in [(element, False, element.text), *((child, True, child.tail) for child in element)]:
        if text and text.strip():
            excerpt = " ".join(text.split())[:40]
            message = f"{hit.message}: “{excerpt}”"
            return replace(hit, node=node, message=message, offset=len(text) - len(text.lstrip()), tail=tail)
    return hit


def _element(entry: etree._LogEntry, root: etree._Element, tree: etree._ElementTree) -> etree._Element:
    path = _PREFIXED.sub(r"/*[local-name()='\1']", str(entry.path or ""))
    try:
        found = tree.xpath(path) if path else []
    except etree.XPathError:
        found = []
    return found[0] if isinstance(found, list) and found and isinstance(found[0], etree._Element) else root


def plain_words(message: str) -> tuple[str, str, str]:
    """Return libxml2's sentence about a schema fault as (message, advice, why it is not fixed) in plain words.

    >>> plain_words("Element '{http://x}step': The attribute 'by' is required but missing.")[0]
    '<step> has no attribute by, which the schema requires'
    """
    short = re.sub(r"\{[^}]*\}(?=[\w*])", "", message) if "facet 'enumeration'" not in message else message
    head = re.match(r"Element '(?:\{[^}]*\})?(?P<element>[^']+)'(?:, attribute '(?P<attribute>[^']+)')?: ", short)
    element = head["element"] if head else ""
    where = f"attribute {head['attribute']} of <{element}>: " if head and head["attribute"] else ""
    rest = short[head.end() :] if head else short
    for sentence in _SENTENCES:
        found = sentence.pattern.search(rest)
        if found:
            values = _values(element, found)
            if where and ": The attribute" in short:
                where = ""
            message = where + sentence.words.format(**values)
            return message, sentence.advice.format(**values), sentence.refusal.format(**values)
    return where + rest.strip(), "See the schema of Akoma Ntoso 3.0.", ""


def _values(element: str, found: re.Match[str]) -> dict[str, str]:
    values = {"element": element, **{name: value or "" for name, value in found.groupdict().items()}}
    if "list" in values:
        names = [name.strip().strip("'") for name in values["list"].split(",")]
        names = list(dict.fromkeys(names))
        values["list"] = ", ".join(names[:_SHOWN]) + (f" … ({len(names)} in all)" if len(names) > _SHOWN else "")
    if "type" in values:
        name = values["type"]
        values["type"] = _TYPES.get(name, _TYPES.get(name.rpartition(":")[2], name))
    return values


def name_of(element: etree._Element) -> str:
    """Return `<p>` for an element p: as messages write it."""
    return f"<{local(element)}>"
