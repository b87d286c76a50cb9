"""Damages to written files: one picture, mark, note, row, cell, link, quotation mark or change less than there was.

Gives `DAMAGES`: for each format named functions from the bytes of a file to those of the same file with something taken
out. Words stay wherever the thing can go without them, so that nothing but a count can miss it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pikepdf
from lxml import etree

Damage = Callable[[bytes], bytes]

NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "h": "http://www.w3.org/1999/xhtml",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
}


def dropped(element: etree._Element) -> None:
    """Take an element out with all that is in it; what follows it stays."""
    parent, tail = element.getparent(), element.tail or ""
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def unwrapped(element: etree._Element) -> None:
    """Take an element out; what is in it stays."""
    parent = element.getparent()
    place = parent.index(element)
    hull = etree.Element("hull")
    hull.text, hull.tail = element.text, element.tail
    children = [*element]
    for number, child in enumerate(children):
        parent.insert(place + number, child)
    if children:
        children[-1].tail = (children[-1].tail or "") + (element.tail or "")
        text, element.tail = element.text or "", None
    else:
        text, element.tail = (element.text or "") + (element.tail or ""), None
    before = parent[place - 1] if place else None
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    parent.remove(element)


def page(path: str, change: Callable[[etree._Element], None]) -> Damage:
    """Change the first element of a page that is found by this path."""

    def damage(data: bytes) -> bytes:
        root = etree.fromstring(data, etree.HTMLParser(encoding="utf-8"))
        change(root.xpath(path)[0])
        return etree.tostring(root, encoding="utf-8", method="html", doctype="<!DOCTYPE html>")

    return damage


def package(part: str, path: str, change: Callable[[etree._Element], None]) -> Damage:
    """Change the first element in the parts of a zip whose names match."""

    def damage(data: bytes) -> bytes:
        buffer, done = io.BytesIO(), False
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
            for name in old.namelist():
                content = old.read(name)
                if not done and re.search(part, name):
                    root = etree.fromstring(content)
                    if found := root.xpath(path, namespaces=NAMES):
                        change(found[0])
                        content, done = etree.tostring(root, encoding="utf-8", xml_declaration=True), True
                new.writestr(name, content)
        assert done, path
        return buffer.getvalue()

    return damage


def replaced(pattern: str, by: str) -> Damage:
    """Exchange what a pattern finds first in a text file."""

    def damage(data: bytes) -> bytes:
        text, count = re.subn(pattern, by, data.decode("utf-8"), count=1, flags=re.DOTALL)
        assert count, pattern
        return text.encode("utf-8")

    return damage


def unquoted(element: etree._Element) -> None:
    element.text = (element.text or "").replace("“", "", 1)


def document(change: Callable[[pikepdf.Pdf], None]) -> Damage:
    """Change the objects of a PDF."""

    def damage(data: bytes) -> bytes:
        buffer = io.BytesIO()
        with pikepdf.open(io.BytesIO(data)) as pdf:
            change(pdf)
            pdf.save(buffer)
        return buffer.getvalue()

    return damage


def without_element(kind: str, number: int = 0) -> Damage:
    """Take an element out of the structure tree of a PDF; what it shows stays on the page."""

    def change(pdf: pikepdf.Pdf) -> None:
        found = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == f"/{kind}"]
        parent = found[number].P
        kids = parent.K if isinstance(parent.K, pikepdf.Array) else pikepdf.Array([parent.K])
        left = [kid for kid in kids if not (hasattr(kid, "objgen") and kid.objgen == found[number].objgen)]
        parent.K = pikepdf.Array(left)

    return document(change)


def _no_picture(pdf: pikepdf.Pdf) -> None:
    for sheet in pdf.pages:
        operations = list(pikepdf.parse_content_stream(sheet))
        kept = [o for o in operations if str(o.operator) != "Do"]
        if len(kept) < len(operations):
            sheet.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
            return


def _no_annotation(pdf: pikepdf.Pdf) -> None:
    for sheet in pdf.pages:
        outside = [a for a in sheet.get("/Annots", []) if "/URI" in a.get("/A", {})]
        if outside:
            sheet.Annots = pikepdf.Array([a for a in sheet.Annots if a.objgen != outside[0].objgen])
            return


def _no_title(value: str) -> Damage:
    def change(pdf: pikepdf.Pdf) -> None:
        found = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and str(o.get("/T", "")) == value]
        del found[0].T

    return document(change)


def _in_first_text(element: etree._Element, sign: str) -> None:
    """Take a sign out of the first text of an element that has it."""
    for inner in element.iter():
        for name in ("text", "tail"):
            if sign in (getattr(inner, name) or ""):
                setattr(inner, name, getattr(inner, name).replace(sign, "", 1))
                return


_HTML: dict[str, Damage] = {
    "picture": page("//img", dropped),
    "the bytes of a picture": page("//img", lambda e: e.set("src", "")),
    "note mark": page("//sup[@class='mark']", dropped),
    "note": page("//div[@class='notes']//li[last()]", dropped),
    "row": page("//tbody/tr[1]", dropped),
    "empty cell": page("//td[not(normalize-space())][not(.//img)]", dropped),
    "link": page("//a[starts-with(@href, 'https://example.org/tides')]", unwrapped),
    "quotation mark": page("//p[contains(., 'for “dawn”')]/text()/..", lambda e: _in_first_text(e, "“")),
    "insertion": page("//ins", unwrapped),
    "deletion": page("//del", unwrapped),
    "table": page("//table", lambda e: e.getparent().replace(e, _as_division(e))),
}


def _as_division(table: etree._Element) -> etree._Element:
    """Return the words of a table in paragraphs."""
    division = etree.Element("div")
    for block in table.iter("p"):
        copy = etree.SubElement(division, "p")
        copy.text = "".join(block.itertext())
        copy.extend(block.iter("img"))
    return division


_DOCX: dict[str, Damage] = {
    "picture": package(r"document\.xml$", "//w:drawing[.//@descr='Red buoy']", dropped),
    "note mark": package(r"document\.xml$", "//w:footnoteReference", dropped),
    "note": package(r"footnotes\.xml$", "//w:footnote[last()]", dropped),
    "row": package(r"document\.xml$", "//w:tbl[last()]//w:tr[2]", dropped),
    "empty cell": package(r"document\.xml$", "//w:tbl[last()]//w:tr[3]/w:tc[3]", dropped),
    "link": package(r"document\.xml$", "//w:hyperlink", unwrapped),
    "quotation mark": package(r"document\.xml$", "//w:t[contains(., '“')]", unquoted),
    "insertion": package(r"document\.xml$", "//w:ins[w:r]", unwrapped),
    "deletion": package(r"document\.xml$", "//w:del[w:r]", unwrapped),
    "table": package(r"document\.xml$", "//w:tbl[last()]", dropped),
}
_ODT: dict[str, Damage] = {
    "picture": package(r"content\.xml$", "//draw:frame", dropped),
    "note mark": package(r"content\.xml$", "//text:note", dropped),
    "row": package(r"content\.xml$", "//table:table[last()]/table:table-row[1]", dropped),
    "empty cell": package(r"content\.xml$", "//table:table[last()]/table:table-row[2]/table:table-cell[3]", dropped),
    "link": package(r"content\.xml$", "//text:a", unwrapped),
    "quotation mark": package(r"content\.xml$", "//text:p[contains(., 'for “dawn')]", lambda e: _in_first_text(e, "“")),
    "insertion": package(r"content\.xml$", "//text:change-start", dropped),
    "deletion": package(r"content\.xml$", "//text:changed-region[text:deletion]", dropped),
    "table": package(r"content\.xml$", "//table:table[last()]", dropped),
}
_EPUB: dict[str, Damage] = {
    "picture": package(r"ch\d+\.xhtml$", "//h:img", dropped),
    "note mark": package(r"ch\d+\.xhtml$", "//h:a[contains(@class, 'noteref')]", unwrapped),
    "note": package(r"ch\d+\.xhtml$", "//h:aside[last()]", dropped),
    "row": package(r"ch\d+\.xhtml$", "//h:tbody/h:tr[1]", dropped),
    "empty cell": package(r"ch\d+\.xhtml$", "//h:td[not(node())]", dropped),
    "link": package(r"ch\d+\.xhtml$", "//h:a[starts-with(@href, 'https')]", unwrapped),
    "insertion": package(r"ch\d+\.xhtml$", "//h:ins", unwrapped),
    "deletion": package(r"ch\d+\.xhtml$", "//h:del", unwrapped),
}
_PDF: dict[str, Damage] = {
    "picture": document(_no_picture),
    "note mark": without_element("Reference"),
    "note": without_element("Note"),
    "row": without_element("TR", 1),
    "empty cell": without_element("TD", 5),
    "link": document(_no_annotation),
    "insertion": _no_title("inserted"),
    "deletion": _no_title("deleted"),
    "table": without_element("Table"),
}
_MD: dict[str, Damage] = {
    "picture": replaced(r"!\[Curve of a tide over two days\]\([^)]*\)\{[^}]*\}", "[Curve of a tide over two days]"),
    "note mark": replaced(r"gauge\[\^1\]", "gauge"),
    "link": replaced(r"\[the tables of the tides\]\([^)]*\)", "the tables of the tides"),
    "quotation mark": replaced("for “dawn", "for dawn"),
    "insertion": replaced(r"\[shall\]\{\.inserted\}", " shall"),
    "deletion": replaced(r"\[~~may~~\]\{\.deleted\}", "may "),
    "row": replaced(r"\| Lagado [^\n]*\n\+[-+]+\n", ""),
}
_TEXT: dict[str, Damage] = {
    "quotation mark": replaced("for “dawn", "for dawn"),
    "insertion": replaced(r"\{\+shall\+\}", " shall"),
    "deletion": replaced(r"\[-may-\]", "may "),
    "note mark": replaced(r"gauge\[1\]", "gauge"),
}
DAMAGES: dict[str, dict[str, Damage]] = {
    "html": _HTML, "docx": _DOCX, "odt": _ODT, "epub": _EPUB, "pdf": _PDF, "md": _MD, "txt": _TEXT, "flow.txt": _TEXT,
}  # fmt: skip
