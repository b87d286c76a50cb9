"""Mutations of a source, to its tree or to its bytes. The same `random.Random` gives the same mutation.

Reads the bytes of a well-formed file. Gives the bytes of another: `cut` takes a small document out of a large one,
`of_tree` changes elements, attributes and text, `of_bytes` anything. Words may go and come: what the mutated file says
is what must come out.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from pipeline.prepare.elements.handlers import HANDLERS

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
NAMES = [*sorted(HANDLERS), "tr", "td", "th", "thead", "tbody", "rp", "unheardOf", "math"]
TYPES = ["statement", "doc", "act", "bill", "debate", "debateReport", "judgment", "amendment", "amendmentList",
         "documentCollection", "officialGazette", "portion"]  # fmt: skip

ODD = [
    "\u00a0", "\u202f", "\u2009", "\u3000", "\u2028", "\u2029", "\u0085", "\t", "\r", "\n", "\u00ad", "\u200b",
    "\u200c", "\u200d", "\u2060", "\ufeff", "\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e",
    "\u2066", "\u2067", "\u2068", "\u2069", "\u061c", "\u0308", "\u0301\u0323", "\u0610", "\u064b", "\u0640",
    "\u20dd", "\u0488", "\u1dc4", "\ufe0f", "\ufe00", "\ufffd", "\ufffc", "\uf06f", "\ue000", "😀", "👩‍👩‍👧", "🇺🇳",
    "𝐀", "𝔸", "𠀀", "𪜀", "𞤀", "𐎀", "\U000e0041", "\U0010fffd", "ﬁ", "ﷺ", "ﻻ", "﷽", "№", "㏇", "㈠", "①", "Ⅷ", "½", "²",
    "ª", "º", "ß", "İ", "ı", "ŉ", "ǰ", "ΐ", "ﬃ", "ｱ", "㌀", "K", "Å", "עברית", "देवनागरी", "ภาษาไทย", "한국어",
    "ქართული", "Ελληνικά", "ᠮᠣᠩᠭᠣᠯ", "བོད་ཡིག", "አማርኛ", "தமிழ்", "⠓⠊", "إن", "الجمعية", "العامة", "١٢٣", "۴۵", "一二三",
    "〇", "々", "ー", "「", "」", "Зона", "a\u0301", "e\u0323\u0302",
]  # fmt: skip
"""Characters and words that a layout may stumble over: spaces, marks, controls, letters of many scripts."""

PHRASES = [
    "000 566 10", "1.", "1 -\t", "(a) ", "(a)\t", "a) ", "II.", "I", "B ", "ألف - ", "أولا ", "附件二", "Annex II",
    "Annexe", "*", "**\t", "___", "_" * 60, "* * *", "[", "]", "“", "”", "«\u00a0", "’1‘", "㈠\t", "–\t", "•\t", "[1]",
    "Table 1", "1 " * 300, "x" * 90, "W" * 60, "999999999999999999999999", "-0", "1,000,000.00", "1e308",
    "https://undocs.org/en/A/RES/77/18", "A/RES/77/18", "S/RES/2674 (2023)", "<b>", "&amp;", "]]>", "--", "\\", "{}",
    "%s", "$x$", "| a | b |", "# x", "~~x~~", "![x](y)", "^1^", "[^1]", ":::", "```", "<!-- x -->", " \u202e321\u202c ",
]  # fmt: skip
NAMED = [
    "colspan", "rowspan", "class", "name", "eId", "wId", "refersTo", "href", "src", "marker", "date", "value", "status",
    "placement", "showAs", "title", "style", "number", "width", "border", "startQuote", "endQuote", "for", "language",
    "{http://un.org/akn4un}data-width-type", "{http://un.org/akn4un}data-borders-info",
    "{http://un.org/akn4un}data-justification", "{http://www.w3.org/XML/1998/namespace}lang",
    "{http://www.w3.org/XML/1998/namespace}space",
]  # fmt: skip
VALUES = [
    "", " ", "0", "-1", "1", "2", "3", "7", "999999999", "99999999999999999999999", "1e9", "1.5", "NaN", "٣", "½", "#",
    "#para_1", "para_1", "é", "'", '"', "{}", "[[[[", '{"Top": null}', '{"Top": {"Style": "single", "Size": "x"}}',
    "http://x.y/ z", "javascript:alert(1)", "mailto:x", "about:blank", "//", "file:///C:/", "http://[", "a" * 5000,
    "0001-01-01", "2025-13-45", "2025-02-28", "bold", "bold italic", "underline underline", "H1", "HCh", "FootnoteText",
    "SingleTxt", "MercuryDocument", "upperRight", "preamble", "#preamble", "#symbol", "#publisher", "#adoption",
    "signature", "annex", "table", "subheading", "masthead", "ara", "zho", "fra", "ar", "zh-Hans", "he", "xx",
    "\u200f", "*", "1 * * *", "iv", "۱", "1699-dxa", "580-pct", "0-auto", "-5-dxa", "99999999-dxa", "Center", "Both",
]  # fmt: skip
BYTES = [
    b"<p>", b"</p>", b"<num>1.</num>", b"&amp;", b"&#0;", b"&#x1F600;", b"&#xD800;", b"&nosuch;", b"<table>",
    b"</content>", b"</akomaNtoso>", b"\xff\xfe", b"\xef\xbb\xbf", b"\x00", b"\x1b[31m", b"<![CDATA[x]]>", b"<![CDATA[",
    b"<!--", b"-->", b"<?x y?>", b"<?xml version='1.0'?>", b"<!DOCTYPE a>", b'xmlns="x"', b"xmlns:a='b' ", b"a:b=''",
    "附件".encode(), b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"<", b">", b"&", b'"', b"'", b"=",
]  # fmt: skip

Change = Callable[[etree._Element, list[etree._Element], random.Random], None]


def cut(data: bytes, choose: random.Random) -> bytes:
    """Return the file with most of its text left out, at random: as a rule some twenty blocks stay."""
    root = etree.fromstring(data)
    blocks = [e for e in root.iter(f"{{{AKN}}}paragraph", f"{{{AKN}}}container", f"{{{AKN}}}tr") if not _in_meta(e)]
    kept = set(choose.sample(blocks, min(len(blocks), choose.randint(3, 25))))
    around = {a for block in kept for a in block.iterancestors()} | {b for k in kept for b in k.iter()}
    for block in blocks:
        if block not in kept and block not in around:
            block.getparent().remove(block)
    return etree.tostring(root)


def of_tree(data: bytes, choose: random.Random, times: int) -> bytes:
    """Return the file with that many changes of its tree."""
    root = etree.fromstring(data)
    for _ in range(times):
        elements = [
            e for e in root.iter(f"{{{AKN}}}*") if e is not root and (not _in_meta(e) or choose.random() < 0.05)
        ]
        if elements:
            choose.choice(CHANGES)(choose.choice(elements), elements, choose)
    return etree.tostring(root, encoding=choose.choice(("UTF-8", "UTF-8", "UTF-8", "UTF-16", "ASCII")))


def of_bytes(data: bytes, choose: random.Random, times: int) -> bytes:
    """Return the bytes with that many changes: cut, doubled, overwritten, tags put in or taken out."""
    for _ in range(times):
        data = _changed(data, choose) or b" "
    return data


def _changed(data: bytes, choose: random.Random) -> bytes:
    begin = choose.randrange(len(data))
    end = min(len(data), begin + choose.choice((1, 1, 2, 8, 40, 200, 2000)))
    opens, closes = data.find(b"<", begin), data.find(b">", begin)
    match choose.randrange(7):
        case 0:
            return data[:begin] + data[end:]
        case 1:
            return data[:begin] + data[begin:end] + data[begin:]
        case 2:
            return data[:begin] + bytes([data[begin] ^ 1 << choose.randrange(8)]) + data[begin + 1 :]
        case 3:
            return data[:begin] + choose.choice(BYTES) + data[begin:]
        case 4:
            return data[:opens] + data[closes + 1 :] if 0 < opens < closes else data
        case 5:
            return data[:begin] if choose.random() < 0.2 else data[:begin] + choose.randbytes(3) + data[begin:]
        case _:
            other = choose.randrange(len(data))
            return data[:begin] + data[other : other + 100] + data[end:]


def _in_meta(element: etree._Element) -> bool:
    return element.tag.endswith("}meta") or next(element.iterancestors(f"{{{AKN}}}meta"), None) is not None


def _akn(name: str, text: str = "") -> etree._Element:
    made = etree.Element(f"{{{AKN}}}{name}")
    made.text = text or None
    return made


def _remove(element: etree._Element, _: list[etree._Element], choose: random.Random) -> None:
    element.getparent().remove(element)


def _double(element: etree._Element, _: list[etree._Element], choose: random.Random) -> None:
    if len(element) < 200:
        element.addnext(deepcopy(element))


def _move(element: etree._Element, elements: list[etree._Element], choose: random.Random) -> None:
    target = choose.choice(elements)
    if target is not element and element not in target.iterancestors():
        target.insert(choose.randint(0, len(target)), element)


def _rename(element: etree._Element, _: list[etree._Element], choose: random.Random) -> None:
    element.tag = f"{{{AKN}}}{choose.choice(NAMES)}"


def _retype(element: etree._Element, _: list[etree._Element], choose: random.Random) -> None:
    top = next(element.getroottree().getroot().iterchildren("*"), element)
    top.tag = f"{{{AKN}}}{choose.choice(TYPES)}"


def _foreign(element: etree._Element, _: list[etree._Element], choose: random.Random) -> None:
    element.tag = choose.choice(("{http://www.w3.org/1999/xhtml}p", "{urn:x}y", "bare", "{http://un.org/akn4un}z"))


def _wrap(element: etree._Element, _: list[etree._Element], choose: random.Random) -> None:
    parent = element.getparent()
    outer = _akn(choose.choice(NAMES))
    outer.tail, element.tail = element.tail, None
    parent.insert(parent.index(element), outer)
    outer.append(element)


def _unwrap(element: etree._Element, _: list[etree._Element], choose: random.Random) -> None:
    parent = element.getparent()
    at = parent.index(element)
    for number, child in enumerate(list(element)):
        parent.insert(at + number, child)
    parent.remove(element)


def _swap(element: etree._Element, elements: list[etree._Element], choose: random.Random) -> None:
    other = choose.choice(elements)
    mine, theirs = dict(element.attrib), dict(other.attrib)
    for one, values in ((element, theirs), (other, mine)):
        one.attrib.clear()
        one.attrib.update(values)


def _bare(element: etree._Element, _: list[etree._Element], choose: random.Random) -> None:
    element.attrib.clear()


def _label(element: etree._Element, _: list[etree._Element], choose: random.Random) -> None:
    element.set(choose.choice(NAMED), choose.choice(VALUES))


def _silence(element: etree._Element, _: list[etree._Element], choose: random.Random) -> None:
    element.text = choose.choice(("", " ", "\r\n  ", "\u00a0"))


def _empty(element: etree._Element, _: list[etree._Element], choose: random.Random) -> None:
    tail = element.tail
    element.clear(keep_tail=False)
    element.tail = tail


def _write(element: etree._Element, _: list[etree._Element], choose: random.Random) -> None:
    stray = "".join(
        choose.choice((choose.choice(ODD), choose.choice(PHRASES), " ")) for _ in range(choose.randint(1, 4))
    )
    if choose.random() < 0.3:
        element.tail = f"{element.tail or ''}{stray}"
        return
    text = element.text or ""
    place = choose.randint(0, len(text))
    element.text = text[:place] + stray + text[place:]


def _shuffle(element: etree._Element, _: list[etree._Element], choose: random.Random) -> None:
    children = list(element)
    choose.shuffle(children)
    element.extend(children)


def _nested_list(element: etree._Element, _: list[etree._Element], choose: random.Random) -> None:
    top = inner = _akn("list")
    for depth in range(choose.randint(1, 15)):
        point = _akn(choose.choice(("point", "sublist", "item", "indent", "list")))
        point.append(_akn("num", choose.choice(("(a)", "1.", "–", "", "㈠", "ألف"))))
        point.append(_akn(choose.choice(("content", "intro", "p")), f"level {depth}"))
        inner.append(point)
        inner = _akn(choose.choice(("list", "sublist", "blockList")))
        point.append(inner)
    element.insert(choose.randint(0, len(element)), top)


def _table(element: etree._Element, _: list[etree._Element], choose: random.Random) -> None:
    element.insert(choose.randint(0, len(element)), _made_table(choose, choose.randint(1, 3)))


def _made_table(choose: random.Random, depth: int) -> etree._Element:
    table = _akn("table")
    for row in range(choose.randint(0, 6)):
        line = etree.SubElement(table, f"{{{AKN}}}tr")
        for column in range(choose.choice((0, 1, 1, 2, 3, 5, 12))):
            cell = etree.SubElement(line, f"{{{AKN}}}{choose.choice(('td', 'td', 'td', 'th'))}")
            if choose.random() < 0.2:
                cell.set(choose.choice(("colspan", "rowspan")), choose.choice(("2", "3", "0", "-1", "999999", "x")))
            if depth > 1 and choose.random() < 0.15:
                cell.append(_made_table(choose, depth - 1))
            elif choose.random() < 0.9:
                word = choose.choice((f"cell {row} {column}", "12 345", "", choose.choice(ODD), choose.choice(PHRASES)))
                cell.append(_akn("p", word))
    return table


def _note(element: etree._Element, _: list[etree._Element], choose: random.Random) -> None:
    note = _akn("authorialNote")
    if choose.random() < 0.9:
        note.set("marker", choose.choice(("1", "2", "*", "1 * * *", "", "a", "99999", "()", "\u200f")))
    if choose.random() < 0.9:
        note.append(_akn("p", choose.choice(("\t\tSee A/80/505.", "", "1\tSee", "\t()\tانظر", choose.choice(ODD)))))
    element.insert(choose.randint(0, len(element)), note)


def _many(element: etree._Element, _: list[etree._Element], choose: random.Random) -> None:
    name = choose.choice(NAMES)
    for number in range(choose.choice((10, 50, 300))):
        element.append(_akn(name, choose.choice(("", f"x{number}", " "))))


def _deep(element: etree._Element, _: list[etree._Element], choose: random.Random) -> None:
    name = choose.choice(NAMES)
    for _n in range(choose.choice((5, 30, 200, 400))):
        element.insert(0, inner := _akn(name, choose.choice(("", "in "))))
        element = inner


def _comment(element: etree._Element, _: list[etree._Element], choose: random.Random) -> None:
    made = etree.Comment("x") if choose.random() < 0.5 else etree.ProcessingInstruction("x", "y")
    made.tail = choose.choice(("", "after", " "))
    element.insert(choose.randint(0, len(element)), made)


def _split(element: etree._Element, _: list[etree._Element], choose: random.Random) -> None:
    """Cut a word by an inline element, as the converter does it."""
    text = element.text or ""
    at = choose.randint(0, len(text))
    inner = _akn(choose.choice(("span", "a", "sup", "sub", "b", "ref", "inline", "ins", "del", "placeholder")))
    end = min(len(text), at + choose.randint(0, 6))
    inner.text, inner.tail, element.text = text[at:end], text[end:], text[:at]
    element.insert(0, inner)


CHANGES: tuple[Change, ...] = (
    _remove, _double, _move, _move, _rename, _rename, _retype, _foreign, _wrap, _wrap, _unwrap, _swap, _bare, _label,
    _label, _silence, _empty, _write, _write, _write, _shuffle, _nested_list, _table, _note, _many, _deep, _comment,
    _split, _split,
)  # fmt: skip
"""What may happen to an element; what is more likely occurs twice."""
