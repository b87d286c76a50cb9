"""Whether an EPUB is inert: nothing in it runs, and nothing in it is fetched.

Reads the bytes of a file as a zip of parts. Gives what is not inert, in words.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from lxml import etree

from pipeline.packing import xml_part
from pipeline.unpacking import unzipped
from pipeline.write.html.inert import faults_of_page, faults_of_style
from pipeline.write.parts import instructions, pictures

_PARTS = re.compile(
    r"mimetype|META-INF/container\.xml|META-INF/com\.apple\.ibooks\.display-options\.xml"
    r"|EPUB/(?:content\.opf|nav\.xhtml|toc\.ncx|styles/[\w.-]+\.css|text/[\w.-]+\.xhtml|media/[\w.-]+\.(?:png|jpe?g|svg))"
)
_TYPES = frozenset((
    "application/xhtml+xml", "text/css", "application/x-dtbncx+xml", "image/png", "image/jpeg", "image/svg+xml",
))  # fmt: skip
_ACTIVE = frozenset(("scripted", "remote-resources", "switch"))


def inert(data: bytes, source: bytes = b"") -> Iterator[str]:
    """Yield what in an EPUB is not inert; `source` plays no part. Raises ValueError if it is damaged."""
    parts = unzipped(data)
    for name, content in parts.items():
        if not _PARTS.fullmatch(name):
            yield f"the part {name!r:.80}"
        elif name.endswith(".xhtml"):
            yield from (f"{name}: {what}" for what in _page(name, content, frozenset(parts)))
        elif name.endswith(".css"):
            yield from (f"{name}: {what}" for what in faults_of_style(content.decode("utf-8")))
        elif name.endswith((".opf", ".ncx", ".xml")):
            root = xml_part(content)
            yield from instructions(name, root)
            yield from _package(name, root, parts) if name.endswith(".opf") else ()
        elif name == "mimetype" and content != b"application/epub+zip":
            yield f"the type {content[:60]!r}"
        elif "/media/" in name:
            yield from pictures(name, content)


def _page(name: str, content: bytes, parts: frozenset[str]) -> Iterator[str]:
    folder = posixpath.dirname(name)

    def leads(address: str) -> bool:
        return address.startswith("#") or posixpath.normpath(f"{folder}/{address.partition('#')[0]}") in parts

    return faults_of_page(content, leads)


def _package(name: str, root: etree._Element, parts: dict[str, bytes]) -> Iterator[str]:
    """Yield what the list of parts says: each is here, of a known type, and without properties of what runs."""
    folder = posixpath.dirname(name)
    for item in root.iter("{*}item"):
        place = posixpath.normpath(f"{folder}/{item.get('href', '')}")
        if place not in parts or item.get("media-type") not in _TYPES or item.get("media-overlay"):
            yield f"{name}: the entry {item.get('href', '')!r:.80}"
        if set((item.get("properties") or "").split()) & _ACTIVE:
            yield f"{name}: {item.get('href', '')!r:.80} runs or reaches out"
    for item in root.iter("{*}itemref"):
        if item.get("linear", "yes") != "yes":
            yield f"{name}: the chapter {item.get('idref', '')!r:.80} is out of the order of reading"
    for element in root.iter("{*}bindings", "{*}link", "{*}collection"):
        yield f"{name}: the element {etree.QName(element).localname}"
