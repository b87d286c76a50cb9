"""Tracked changes settled by the rules of the format (ECMA-376 part 1, 17.13.5): an independent reader of the package.

Reads a Word file. Gives what a reader sees with all changes accepted or rejected: each paragraph with its properties,
its runs with theirs, their links by address, notes at their marks, rows and cells. Ids and bookmarks are left out.
"""

from __future__ import annotations

import copy
import re
import zipfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_NEW, _OLD = ("ins", "moveTo"), ("del", "moveFrom")
_CHANGES = {f"{W}{name}" for name in ("rPrChange", "pPrChange", "tcPrChange", "sectPrChange", "tblPrChange")}
_BRACKETS = {f"{W}{kind}Range{end}" for kind in ("moveFrom", "moveTo") for end in ("Start", "End")}
_PLAIN = {f"{W}delText": f"{W}t", f"{W}delInstrText": f"{W}instrText"}


class Reading:
    """One reading of a Word file: all changes accepted, or all rejected."""

    def __init__(self, path: Path, *, accept: bool) -> None:
        gone, kept = (_OLD, _NEW) if accept else (_NEW, _OLD)
        self._gone = {f"{W}{name}" for name in gone}
        self._kept = {f"{W}{name}" for name in kept}
        self._accept = accept
        with zipfile.ZipFile(path) as package:
            self._body, self._links = self._part(package, "document")
            notes, self._note_links = self._part(package, "footnotes")
        self._notes = {note.get(f"{W}id"): note for note in notes}

    def _part(self, package: zipfile.ZipFile, name: str) -> tuple[etree._Element, dict[str, str]]:
        root = etree.fromstring(package.read(f"word/{name}.xml"))
        self._settle(root)
        rels = f"word/_rels/{name}.xml.rels"
        found = etree.fromstring(package.read(rels)) if rels in package.namelist() else ()
        return root, {r.get("Id"): r.get("Target") for r in found}

    def _settle(self, root: etree._Element) -> None:
        for element in list(root.iter(*_CHANGES)):
            self._restore(element)
        for row in list(root.iter(f"{W}tr")):
            if row.find(f"{W}trPr") is not None and any(row.find(f"{W}trPr/{name}") is not None for name in self._gone):
                row.getparent().remove(row)
        for element in list(root.iter(*self._gone)):
            if element.getparent().tag != f"{W}rPr":
                element.getparent().remove(element)
        for element in [e for e in root.iter(*self._kept) if e.getparent().tag not in (f"{W}rPr", f"{W}trPr")]:
            parent = element.getparent()
            place = parent.index(element)
            parent[place : place + 1] = list(element)
        for paragraph in list(root.iter(f"{W}p")):
            if any(paragraph.find(f"{W}pPr/{W}rPr/{name}") is not None for name in self._gone):
                self._join(paragraph)
        for element in list(root.iter(f"{W}tbl")):
            if element.find(f"{W}tr") is None:
                element.getparent().remove(element)

    @staticmethod
    def _join(paragraph: etree._Element) -> None:
        """Join a paragraph without its mark to the next one, whose beginning it is."""
        left = [
            child for child in paragraph[1:] if child.tag == f"{W}r" or (child.tag == f"{W}hyperlink" and len(child))
        ]
        following = paragraph.getnext()
        if left and following is not None and following.tag == f"{W}p":
            following[1:1] = left
        if not left or (following is not None and following.tag == f"{W}p"):
            paragraph.getparent().remove(paragraph)

    def _restore(self, change: etree._Element) -> None:
        """Restore properties as they were, if changes are rejected; what the format never tracks with them stays."""
        properties = change.getparent()
        properties.remove(change)
        if self._accept:
            return
        untracked = {f"{W}rPr", f"{W}sectPr", f"{W}headerReference", f"{W}footerReference"}
        stays = [child for child in properties if child.tag in untracked]
        properties[:] = [*(c for c in stays if c.tag.endswith("Reference")), *change[0],
                         *(c for c in stays if not c.tag.endswith("Reference"))]  # fmt: skip

    def story(self) -> list[object]:
        """Return everything in order."""
        return [self._block(e, self._links) for e in self._body[0] if e.tag in (f"{W}p", f"{W}tbl", f"{W}sectPr")]

    def _block(self, element: etree._Element, links: dict[str, str]) -> object:
        if element.tag == f"{W}sectPr":
            return [_canonical(child) for child in element if not child.tag.endswith("Reference")]
        if element.tag == f"{W}tbl":
            cells = [[c for c in row if c.tag == f"{W}tc"] for row in element if row.tag == f"{W}tr"]
            blocks = (f"{W}p", f"{W}tbl")
            return [[[self._block(b, links) for b in c if b.tag in blocks] for c in row] for row in cells]
        properties = element.find(f"{W}pPr")
        own = [_canonical(child) for child in properties if child.tag not in (f"{W}rPr", f"{W}sectPr")]
        own[0] = re.sub(r'L\d(?=")', "", own[0])  # the level of a heading, which depends on the headings around it
        runs = [row for row in self._runs(element, links, "") if row[0]]
        joined = [(key, "".join(r[0] for r in rows)) for key, rows in groupby(runs, key=lambda row: row[1:])]
        return own, joined

    def _runs(self, parent: etree._Element, links: dict[str, str], link: str) -> Iterator[tuple[str, str, str]]:
        for child in parent:
            if child.tag == f"{W}hyperlink":
                outside = links.get(child.get(f"{R}id"), "")
                yield from self._runs(child, links, outside or "#")
            elif child.tag == f"{W}r":
                looks = child.find(f"{W}rPr")
                own = [c for c in looks if not c.get(f"{W}hint")] if looks is not None else []  # a hint is not a look
                look = "".join(sorted(map(_canonical, own)))
                yield "".join(self._characters(child)), look, link
            elif child.tag == f"{W}sdt":
                yield "[control]", "", ""

    def _characters(self, run: etree._Element) -> Iterator[str]:
        for child in run:
            name = child.tag.removeprefix(W)
            if child.tag in (f"{W}t", f"{W}delText"):
                yield re.sub("[\u200e\u200f]", "", child.text or "")  # direction marks at the ends of runs
            elif name == "footnoteReference":
                note = self._notes[child.get(f"{W}id")]
                custom = child.get(f"{W}customMarkFollows") or ""
                yield f"[note {custom} {[self._block(p, self._note_links) for p in note]}]"
            elif name not in ("rPr", "instrText", "delInstrText"):
                yield f"[{name}]"


def _canonical(element: etree._Element) -> str:
    plain = copy.deepcopy(element)
    for bracket in list(plain.iter(*_BRACKETS)):
        bracket.getparent().remove(bracket)
    return etree.tostring(plain, method="c14n", exclusive=True).decode()
