"""Whether a page of HTML is inert: nothing in it runs, and nothing in it is fetched.

Reads the bytes of a page, sign by sign: what one browser takes for a comment and another for a script is refused before
either is asked. Gives what is not inert, in words. Elements that do nothing by themselves pass, whatever they hold.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

_ELEMENTS = frozenset((
    "a", "article", "aside", "b", "bdi", "blockquote", "body", "br", "caption", "cite", "code", "col",
    "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "footer", "h1", "h2",
    "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "i", "img", "ins", "kbd", "li", "link", "main", "mark",
    "meta", "nav", "ol", "p", "pre", "q", "s", "section", "small", "span", "strong", "style", "sub", "summary", "sup",
    "table", "tbody", "td", "tfoot", "th", "thead", "time", "title", "tr", "u", "ul", "wbr",
))  # fmt: skip
_ADDRESSES = frozenset(("href", "src", "cite", "xlink:href"))
_ACTIVE = frozenset((
    "action", "archive", "background", "classid", "codebase", "data", "dynsrc", "formaction", "http-equiv", "is",
    "longdesc", "manifest", "ping", "poster", "profile", "srcdoc", "srcset", "usemap", "xml:base",
))  # fmt: skip
_TOKEN = re.compile(
    r"""<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?P<attributes>(?:\s+[\w:.-]+(?:="[^"]*")?)*)\s*/?>|[^<]+""",
    re.ASCII,
)
_ATTRIBUTE = re.compile(r'([\w:.-]+)(?:="([^"]*)")?', re.ASCII)
_OPENING = re.compile(r'(?:\ufeff)?(?:<\?xml version="1\.0" encoding="(?:UTF|utf)-8"\?>\s*)?(?:<!DOCTYPE html>)?\s*')
_DATA, _DATA_END = '<script type="application/ld+json">', "</script>"
_WEB = re.compile(r"(?:https?://|mailto:)[\w]", re.ASCII)
_PICTURE = re.compile(r"data:image/(?:png|jpeg);base64,[A-Za-z0-9+/=\s]*\Z", re.ASCII)
_STYLE = re.compile(
    r"@import|url\s*\(|expression\s*\(|(?<![\w-])behaviou?r\s*:|-moz-binding|src\s*\(|\\|</", re.IGNORECASE
)
_QUOTED = re.compile(r'"(?:[^"\\\n]|\\[0-9A-Fa-f]{1,6} )*"')
"""A string of a style sheet, as this project writes it."""
_REFERENCE = re.compile(r"&(?:#|(?!amp;|lt;|gt;|quot;|apos;|nbsp;)\w)", re.ASCII)

Leads = Callable[[str], bool]
"""True for a place inside the same file."""


def inert(data: bytes, source: bytes = b"") -> Iterator[str]:
    """Yield what in a page is not inert; `source` plays no part. Raises ValueError for what is not UTF-8."""
    yield from faults_of_page(data, lambda address: address.startswith("#"))


def faults_of_page(data: bytes, leads: Leads) -> Iterator[str]:
    """Yield the faults of a page of HTML or XHTML of which `leads` says what else it may refer to."""
    text = data.decode("utf-8")
    opening = _OPENING.match(text)
    at = opening.end() if opening else 0
    while at < len(text):
        if text.startswith(_DATA, at):
            end = text.find(_DATA_END, at)
            yield from _data(text[at + len(_DATA) : end] if end >= 0 else "")
            at = end + len(_DATA_END) if end >= 0 else len(text)
            continue
        token = _TOKEN.match(text, at)
        if token is None:
            yield f"mark-up that is read in more than one way: {_short(text[at:])}"
            return
        at = token.end()
        if token["name"] and not token["end"]:
            yield from _tag(token["name"], token["attributes"], leads)
            if token["name"] == "style":
                end = text.find("</style>", at)
                yield from faults_of_style(text[at:end] if end >= 0 else text[at:])
                at = end if end >= 0 else len(text)


def _data(text: str) -> Iterator[str]:
    """Yield what is wrong with data for search engines."""
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        yield "a script that is not plain data"
    if "<" in text:
        yield "mark-up in the data for search engines"


def _tag(name: str, attributes: str, leads: Leads) -> Iterator[str]:
    if name not in _ELEMENTS:
        yield f"the element <{name}>"
    known = {key.lower(): value for key, value in _ATTRIBUTE.findall(attributes)}
    for key, value in known.items():
        if key in _ADDRESSES:
            if not _is_harmless(name, key, _plain(value), leads):
                yield f"<{name} {key}={_short(value)}>"
        elif key == "style" or (key == "content" and "url" in value.lower() and "http-equiv" in known):
            yield from faults_of_style(_plain(value))
        elif key == "charset" and value.lower() != "utf-8":
            yield f"<{name} {key}={_short(value)}>"
        elif key.startswith("on") or key in _ACTIVE:
            yield f"<{name} {key}=…>"


def _is_harmless(name: str, key: str, address: str, leads: Leads) -> bool:
    """Return True for an address that a reader may follow, or that is part of the same file."""
    if name == "a" and key == "href" and _WEB.match(address):
        return True
    return leads(address) or (name == "img" and key == "src" and bool(_PICTURE.match(address)))


def _plain(value: str) -> str:
    """Return a value as a browser has it; one with other references than the five of XML is not an address."""
    if _REFERENCE.search(value):
        return "\0"
    for name, char in (("lt", "<"), ("gt", ">"), ("quot", '"'), ("apos", "'"), ("nbsp", "\u00a0"), ("amp", "&")):
        value = value.replace(f"&{name};", char)
    return value


def faults_of_style(text: str) -> Iterator[str]:
    """Yield what in a style sheet fetches or runs."""
    text = _QUOTED.sub('""', text)
    found = _STYLE.search(text)
    if found:
        yield f"a style that reaches out of the page: {_short(text[found.start() :])}"


def _short(text: str) -> str:
    return repr(" ".join(text[:80].split())[:60])
