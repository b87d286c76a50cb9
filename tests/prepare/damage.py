"""Damage done to a source on purpose: to its tree, with all text kept, or to its bytes. Same seed, same damage."""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from pipeline.prepare.elements.handlers import HANDLERS
from tests.prepare.samples import AKN

NAMES = [*sorted(set(HANDLERS) - {"meta"}), "tr", "td", "th", "thead", "unheardOf"]
SPACES = [" ", "\t", "\n", "\u00a0", "\u202f", "\u200b", "\u3000", "\u2028", "\r\n", "\t\t", "\n\t\n", "\u202b", "\x85"]
WORDS = ["إن الجمعية", "一二三", "Зона", "000 12 34", "II.", "I", "B ", "一 ", "ألف - ", "附件二", "Annex II",
         "(a) ", "*", "___", "[", "“", "أولا ", "\u0308", "😀", "한글", "١٢٣", "Table 1", "* * *", "1 -\t"]  # fmt: skip
ATTRIBUTES = ["colspan", "rowspan", "class", "name", "eId", "refersTo", "href", "marker", "date", "value", "status",
              "{http://un.org/akn4un}data-width-type", "{http://un.org/akn4un}data-borders-info",
              "{http://www.w3.org/XML/1998/namespace}lang"]  # fmt: skip
VALUES = ["", "0", "-1", "999999999", "1e9", "#", "#para_1", "é", "'", "{}", "[[[[", "٣", "http://x.y/ z", "a" * 5000,
          "0001-01-01", "2025-13-45", "bold bold", "H1", "FootnoteText", "\u200f", "signature", "annex"]  # fmt: skip
BYTES = [b"<p>", b"</p>", b"<num>1.</num>", b"&amp;", b"&#0;", b"<table>", b"</content>", b"\xff\xfe", b"<![CDATA[x]]>",
         b"<!--", b"-->", b"<?x y?>", "附件".encode()]  # fmt: skip


def damaged_tree(root: etree._Element, choose: random.Random, times: int) -> etree._Element:
    """Return a copy of the tree with that many changes; no character of it is taken away."""
    copy = deepcopy(root)
    for _ in range(times):
        elements = [e for e in copy.iter(f"{{{AKN}}}*") if e is not copy and not in_meta(e)]
        choose.choice(_KINDS)(choose.choice(elements), elements, choose)
    return copy


def damaged_bytes(data: bytes, choose: random.Random, times: int) -> bytes:
    """Return the bytes with that many changes: cut, doubled, overwritten, tags put in or taken out."""
    for _ in range(times):
        begin = choose.randrange(len(data))
        end = min(len(data), begin + choose.randint(1, 200))
        tag = data.find(b"<", begin), data.find(b">", begin)
        data = choose.choice((
            data[:begin] + data[end:],
            data[:begin] + data[begin:end] + data[begin:],
            data[:begin] + bytes([choose.randrange(256)]) + data[begin + 1 :],
            data[:begin] + choose.choice(BYTES) + data[begin:],
            data[: tag[0]] + data[tag[1] + 1 :] if 0 < tag[0] < tag[1] else data,
        )) or b" "  # fmt: skip
    return data


def in_meta(element: etree._Element) -> bool:
    return element.tag.endswith("}meta") or next(element.iterancestors(f"{{{AKN}}}meta"), None) is not None


def _rename(element: etree._Element, _: list[etree._Element], choose: random.Random) -> None:
    element.tag = f"{{{AKN}}}{choose.choice(NAMES)}"


def _wrap(element: etree._Element, _: list[etree._Element], choose: random.Random) -> None:
    parent = element.getparent()
    outer = etree.Element(f"{{{AKN}}}{choose.choice(NAMES)}")
    outer.tail, element.tail = element.tail, None
    parent.insert(parent.index(element), outer)
    outer.append(element)


def _bare(element: etree._Element, _: list[etree._Element], choose: random.Random) -> None:
    element.attrib.clear()


def _label(element: etree._Element, _: list[etree._Element], choose: random.Random) -> None:
    element.set(choose.choice(ATTRIBUTES), choose.choice(VALUES))


def _write(element: etree._Element, _: list[etree._Element], choose: random.Random) -> None:
    stray = choose.choice(WORDS + SPACES)
    if choose.random() < 0.5:
        element.tail = f"{element.tail or ''}{stray}"
        return
    text = element.text or ""
    place = choose.randint(0, len(text))
    element.text = text[:place] + stray + text[place:]


def _double(element: etree._Element, _: list[etree._Element], choose: random.Random) -> None:
    element.addnext(deepcopy(element))


def _move(element: etree._Element, elements: list[etree._Element], choose: random.Random) -> None:
    target = choose.choice(elements)
    if target is not element and element not in target.iterancestors():
        target.insert(choose.randint(0, len(target)), element)


def _comment(element: etree._Element, _: list[etree._Element], choose: random.Random) -> None:
    made = etree.Comment("x") if choose.random() < 0.5 else etree.ProcessingInstruction("x", "y")
    element.insert(choose.randint(0, len(element)), made)


_KINDS: tuple[Callable[[etree._Element, list[etree._Element], random.Random], None], ...] = (
    _rename, _wrap, _bare, _label, _write, _double, _move, _comment,
)  # fmt: skip
