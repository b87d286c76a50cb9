"""Footnotes, tables and citations [EM footnotes, G1 4.10-4.13].

Reads authorialNote, table, ref and a. Gives hits of AKN4UN-401 to 406.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lxml import etree

from pipeline.akn.identifiers import Iri
from pipeline.errors import IdentifierError
from pipeline.read import AKN, local
from pipeline.validate.languages import in_any
from pipeline.validate.languages import words as words_of
from pipeline.validate.model.finding import Hit, Severity
from pipeline.validate.model.rule import rule
from pipeline.validate.model.subject import AknFile, Block, raw_text, words

ERROR, WARNING = Severity.ERROR, Severity.WARNING
_PUNCTUATION = ".,;:!?،؛؟，；：。"
_RESOLUTION_NUMBER = r"[\s\u00a0]+(\d{1,4}(?:/\d{1,3}|[\s\u00a0]\((?:19|20)\d\d\)))"
_NUMBER_YEAR = re.compile(r"(?<![\d/])(\d{1,4}/\d{1,4}|\d{3,4}[\s\u00a0]\((?:19|20)\d\d\))(?![\d/])")
_UN_HOST = re.compile(r"https?://(?:undocs\.org|docs\.un\.org|daccess-ods\.un\.org|documents\.un\.org)", re.IGNORECASE)


def _notes(file: AknFile) -> list[etree._Element]:
    return [note for note in file.all("authorialNote") if note not in file.in_meta]


@rule(
    "AKN4UN-401",
    ERROR,
    "s",
    "EM footnotes",
    "note markers run from 1 (or a) through the document, each once",
    reads="authorialNote/@marker, noteRef/@marker",
    suggestion="Compare with the printed marks; correct marker, never the order of the notes.",
)
def markers(file: AknFile) -> Iterator[Hit]:
    """Check one series of numbers; letters in tables are another; asterisks are apart; notes by reference count."""
    last = 0
    places = [note for note in file.all("authorialNote", "noteRef") if note not in file.in_meta]
    for note in sorted(places, key=file.order.__getitem__):
        marker = note.get("marker", "").strip()
        if local(note) == "noteRef":
            last += marker == str(last + 1)
        elif not marker:
            yield Hit(note, "the note has no marker", attribute="marker" if "marker" in note.attrib else "")
        elif marker.isdecimal():
            if int(marker) != last + 1:
                yield Hit(note, _out_of_order(int(marker), last), attribute="marker")
            last = int(marker)


def _out_of_order(marker: int, last: int) -> str:
    stands = f"the marker {marker} is"
    if marker <= last:
        return f"the marker {marker} is repeated" if marker == last else f"{stands} after {last}"
    missing = f"note {last + 1} is" if marker == last + 2 else f"notes {last + 1} to {marker - 1} are"
    return f"{missing} missing: {stands} {f'after {last}' if last else 'as the first'}"


@rule(
    "AKN4UN-402",
    ERROR,
    "s",
    "G1 4.13",
    "a note has text, is at the bottom, and does not repeat its marker",
    reads="authorialNote",
    suggestion="Keep the mark in marker and the words in the note.",
)
def note_bodies(file: AknFile) -> Iterator[Hit]:
    """Require placement="bottom"; the marker typed into the text is dropped."""
    for note in _notes(file):
        text = " ".join(raw_text(note).split())
        marker = note.get("marker", "").strip()
        if not re.search(r"\w", text):
            yield Hit(note, f"the note {marker} is empty")
        if note.get("placement") not in ("bottom", None):
            yield Hit(note, f"the note {marker} is placed “{note.get('placement')}”", attribute="placement")
        if note.get("placement") is None:
            yield Hit(note, f"the note {marker} has no placement")
        block = next((b for p in note.iter(f"{{{AKN}}}p") if (b := file.block_of.get(p)) is not None), None)
        found = re.match(rf"\s*{re.escape(marker)}(?=[\s\u00a0]\D)", block.text) if marker and block else None
        if found and block:
            yield block.hit(found.end() - len(marker), f"the text of note {marker} repeats the marker")


@rule(
    "AKN4UN-403",
    WARNING,
    "n",
    "EM footnotes",
    "the mark is after the punctuation in en and zh, before it in fr, es, ru, ar",
    reads="authorialNote and the text beside it",
    suggestion="Move the note to the other side of the punctuation.",
)
def mark_and_punctuation(file: AknFile) -> Iterator[Hit]:
    """Check the character before and after the note; two marks are separated by a comma.

    Chinese texts of the Human Rights Council put marks on both sides: there the usage of the file itself counts.
    """
    side = words_of(file.language).note_mark
    if side == "usage" and _mixed(file):
        return
    for note in _notes(file):
        before, after = _text_before(note), (note.tail or "").lstrip("\u00a0 \n\r\t")
        follower = note.getnext()
        paired = follower is not None and local(follower) == "authorialNote" and (note.tail or "").strip() == ","
        if paired and before[-1:] in tuple(_PUNCTUATION):
            continue
        if follower is not None and local(follower) == "authorialNote" and not (note.tail or "").strip():
            yield Hit(follower, "two marks follow each other without a comma")
        if side in ("after", "usage") and after[:1] and after[0] in _PUNCTUATION and after[0] != ":":
            yield Hit(note, f"the mark is before “{after[0]}”, in this language it follows")
        elif side == "before" and before[-1:] in tuple(_PUNCTUATION) and not _abbreviated(before):
            yield Hit(note, f"the mark is after “{before[-1]}”, in this language before it")


def _mixed(file: AknFile) -> bool:
    """Return True if a fifth or more of the marks beside punctuation are before it."""
    sides = [
        (note.tail or "").lstrip()[:1] in tuple(_PUNCTUATION) and (note.tail or "").strip() != ""
        for note in _notes(file)
    ]
    return sum(sides) * 5 >= len(sides) and sum(sides) > 1


def _text_before(note: etree._Element) -> str:
    previous = note.getprevious()
    if previous is None:
        parent = note.getparent()
        return (parent.text or "").rstrip() if parent is not None else ""
    if previous.tail and previous.tail.strip():
        return previous.tail.rstrip()
    return raw_text(previous).rstrip() if local(previous) != "authorialNote" else ""


def _abbreviated(before: str) -> bool:
    """Return True if the full stop belongs to an abbreviation (« no. », "A.", "Add.")."""
    return before.endswith("..") or re.search(r"(?:^|[\s\u00a0(])[^\W\d_]{1,4}\.$", before) is not None


@rule(
    "AKN4UN-404",
    ERROR,
    "s",
    "G1 4.11",
    "the grid of a table closes",
    reads="table, tr, th, td, colspan, rowspan",
    suggestion="Correct colspan and rowspan, or add the missing cells.",
)
def grids(file: AknFile) -> Iterator[Hit]:
    """Require as many columns in every row as in the first, spans counted; no span reaches over the last row."""
    for table in file.all("table"):
        rows = [child for child in table if local(child) == "tr"]
        width: int | None = None
        below: dict[int, int] = {}
        for row in rows:
            columns = _columns(row, below)
            width = columns if width is None else width
            if columns != width:
                yield Hit(row, f"the row has {columns} columns, the table {width}")
                break
        else:
            if any(left > 0 for left in below.values()) and rows:
                yield Hit(rows[-1], "a cell spans more rows than the table has")


def _columns(row: etree._Element, below: dict[int, int]) -> int:
    """Return the number of columns of a row; `below` holds how many rows each column is still taken from above."""
    taken = {column for column, left in below.items() if left > 0}
    for column in taken:
        below[column] -= 1
    column = 0
    for cell in row:
        if local(cell) not in ("td", "th"):
            continue
        while column in taken:
            column += 1
        for _ in range(_span(cell, "colspan")):
            below[column] = _span(cell, "rowspan") - 1
            taken.add(column)
            column += 1
    return max(taken, default=-1) + 1


_MOST = 10_000
"""A wider span is counted as this: no table has so many columns or rows. Chosen: against hostile files."""


def _span(cell: etree._Element, name: str) -> int:
    text = cell.get(name, "1")
    return min(max(1, int(text[:9])), _MOST) if text.isdecimal() else 1


@rule(
    "AKN4UN-405",
    WARNING,
    "s",
    "G1 4.10",
    "number and year in the words are those of the IRI",
    reads="ref/@href, a/@href and their text",
    suggestion="Correct href, or the words if they are wrong.",
)
def cited_numbers(file: AknFile) -> Iterator[Hit]:
    """Compare words and IRI: 55/2 in the words is the number segment 55-2."""
    for element in file.all("ref"):
        found = _NUMBER_YEAR.search(words(element))
        try:
            iri = Iri.parse(element.get("href", ""))
        except IdentifierError:
            continue
        if found and iri.type == "statement":
            expected = found[1].replace("/", "-").replace("\u00a0", "_").replace(" ", "_")
            if expected not in iri.number and re.search(r"\d", iri.number):
                yield Hit(element, f"the words cite {found[1]}, the IRI {iri.number}", attribute="href")


@rule(
    "AKN4UN-406",
    WARNING,
    "y",
    "G1 4.10, 6.5",
    "a cited UN document is a ref; a is for web pages",
    reads="text, a/@href",
    suggestion="Mark the citation with ref and its IRI; web addresses begin with http.",
)
def citations(file: AknFile) -> Iterator[Hit]:
    """Report citations without ref, a for a UN document, a without a web address."""
    for element in file.all("a"):
        href = element.get("href", "")
        if _UN_HOST.match(href):
            yield Hit(element, f"the UN document “{words(element)[:30]}” is linked as a web page", attribute="href")
        elif not re.match(r"https?://\S", href):
            yield Hit(element, f"“{href}” is not a web address", attribute="href")
    if "resol" not in (file.document.get("name", "") if file.document is not None else ""):
        for block in file.blocks:
            for found in _resolution().finditer(block.text):
                if not _linked(block, found.start(1)):
                    yield block.hit(found.start(), f"the citation “{found[0]}” is not a ref")


@cache
def _resolution() -> re.Pattern[str]:
    """“resolution 79/239”, in any language."""
    return re.compile(f"(?:{in_any(lambda words: words.resolution)}){_RESOLUTION_NUMBER}", re.IGNORECASE)


def _linked(block: Block, offset: int) -> bool:
    hit = block.hit(offset, "")
    node = hit.node.getparent() if hit.tail else hit.node
    return node is not None and any(local(e) in ("ref", "rref", "a") for e in (node, *node.iterancestors()))
