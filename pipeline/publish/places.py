"""Places in the source of what writers remark on.

Reads a `Source` and a remark. Gives the remark as a warning with file, line and column.
"""

from __future__ import annotations

from lxml import etree

from pipeline.document import Remark
from pipeline.read import Source


def located(source: Source, remark: Remark) -> str:
    """Return a remark with the place of its block; unchanged if the source has no such block."""
    element = _by_name(source.root, remark.eid) if remark.eid else _by_words(source.root, remark.begins)
    return remark.what if element is None else f"{source.place(element)}: {remark.what}"


def _by_name(root: etree._Element, eid: str) -> etree._Element | None:
    return next((element for element in root.iter("*") if element.get("eId") == eid), None)


def _by_words(root: etree._Element, begins: str) -> etree._Element | None:
    """Return the first table that begins with these words; a table may have no eId."""
    beginning = "".join(begins.split())
    tables = root.iter("{*}table") if beginning else ()
    return next((t for t in tables if "".join("".join(map(str, t.itertext())).split()).startswith(beginning)), None)
