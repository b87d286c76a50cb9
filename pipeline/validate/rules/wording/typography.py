"""Typography per language [form typography].

Reads the text outside meta. Gives hits of AKN4UN-601 to 608: one per block and rule, at the first place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree

from pipeline.akn.identifiers import DOCUMENT_TYPES
from pipeline.languages.codes import is_east_asian
from pipeline.languages.detection import frequent_words
from pipeline.languages.strings import FALLBACK, supported, tag
from pipeline.read import local
from pipeline.validate.languages import slips, words
from pipeline.validate.model.finding import Hit, Severity
from pipeline.validate.model.rule import rule
from pipeline.validate.model.subject import AknFile, Block, raw_text
from pipeline.validate.reading.sought import Sought

WARNING, NOTE = Severity.WARNING, Severity.NOTE
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


_Slip = tuple[Sought, str, bool]
"""A pattern that must not occur, what is wrong, whether the space in it or right after it has to be a no-break one."""
DOTS: tuple[_Slip, ...] = ((Sought(re.compile(r"\.{3}")), "three dots instead of …", False),)


def _edit(match: re.Match[str], no_break: bool) -> tuple[int, str | None]:
    """Return how many characters are replaced from the match on, and by what; (0, None) if a person decides."""
    space = match.string.find(" ", match.start(), match.end() + 1) if no_break else -1
    if space < 0:
        return 0, None
    return space + 1 - match.start(), match.string[match.start() : space] + "\u00a0"


def _slipped(file: AknFile, rule: str, keep: Callable[[Block], bool] = lambda block: True) -> Iterator[Hit]:
    """Yield the slips of a rule in the blocks that `keep` accepts, as the language of each block defines them."""
    for block in _blocks(file):
        found = slips(block.part.language, rule) if block.part else ()
        if found and keep(block):
            yield from _first(block, found)


def _first(block: Block, slips: tuple[_Slip, ...]) -> Iterator[Hit]:
    """Yield one hit per block and kind of slip: the first, and how many there are."""
    text = block.text
    for sought, wrong, no_break in slips:
        if not sought.may_be_in(text):
            continue
        found = [match for match in sought.pattern.finditer(text) if not _excused(block, match)]
        if found:
            what = wrong.format(found[0][0].strip())
            more = f" ({len(found)} times in this block)" if len(found) > 1 else ""
            start = found[0].start()
            length, new = _edit(found[0], no_break)
            message = f"{what}{more}: “{block.around(start)}”"
            yield block.hit(start, message, length=length, replacement=new, safe=True)


def _excused(block: Block, match: re.Match[str]) -> bool:
    """Return True if the place is in another language, or made by a note or a raised letter that the text leaves
    out.
    """
    return _foreign(block, match.start()) or _beside_mark(block, match.start(), match.end())


def _beside_mark(block: Block, start: int, end: int) -> bool:
    """Return True if a note or a raised mark is where the match begins or ends."""
    for begin, node, tail in block.pieces:
        if start <= begin <= end and local(node) in ("authorialNote", "sup"):
            return True
        if not tail and local(node) == "sup" and begin <= start < begin + len(node.text or ""):
            return True
    return False


def _foreign(block: Block, offset: int) -> bool:
    """Return True if xml:lang says that the place is in another language than its part."""
    hit = block.hit(offset, "")
    node = hit.node.getparent() if hit.tail else hit.node
    while node is not None and local(node) not in DOCUMENT_TYPES:
        if node.get(_LANG) or _title_in_english(block, node):
            return True
        node = node.getparent()
    return _quoted_english(block, offset)


def _title_in_english(block: Block, element: etree._Element) -> bool:
    """Return True for italics that are plainly English, in a text of another language."""
    if "italic" not in (element.get("class") or "").split() or block.part is None:
        return False
    counts, own = frequent_words(raw_text(element)), supported(block.part.language)
    return own != FALLBACK and counts[FALLBACK] >= 2 and not counts[own]


def _quoted_english(block: Block, offset: int) -> bool:
    """Return True if the place is in a quoted title that is plainly English (in a text of another language)."""
    text = block.text
    outer = text.rfind("«", 0, offset)
    within = outer >= 0 and text.find("»", outer, offset) < 0
    opened = outer if within else text.rfind("“", 0, offset)
    closed = text.find("»" if within else "”", offset)
    if opened < 0 or closed < 0:
        return False
    counts = frequent_words(text[opened:closed])
    own = supported(block.part.language) if block.part else ""
    return counts[FALLBACK] >= 2 and (own == FALLBACK or not counts[own])


def _blocks(file: AknFile) -> Iterator[Block]:
    """Return blocks in one of the languages: of their part, and not marked with another xml:lang."""
    return (block for block in file.blocks if block.part is not None and block.name != "num")


def _outside_tables(block: Block) -> bool:
    return "table" not in block.above


@rule(
    "AKN4UN-601",
    WARNING,
    "n",
    "form typography.colon",
    "French: a non-breaking space before ; : ? ! » and after «, none before , and .",
    reads="text in French",
    suggestion="Write U+00A0 (or U+202F) there.",
)
def french_spaces(file: AknFile) -> Iterator[Hit]:
    """Check spaces outside numbers, times and addresses; cover and record of the vote are set by the converter."""
    yield from _slipped(file, "AKN4UN-601", lambda block: not {"coverPage", "conclusions"} & block.above)


@rule(
    "AKN4UN-602",
    WARNING,
    "n",
    "form typography.quotes",
    "French: « », “ ” inside them, no straight quotation marks",
    reads="text in French",
    suggestion="Write « and » with U+00A0 inside.",
)
def french_quotes(file: AknFile) -> Iterator[Hit]:
    """Check pairs within a block; those over several blocks are checked by TEXT-101."""
    yield from _slipped(file, "AKN4UN-602")


@rule(
    "AKN4UN-603",
    WARNING,
    "s",
    "form typography.digits",
    "the apostrophe is ’; no straight quotation marks in en, fr, es, ru",
    reads="text",
    suggestion="Write ’ (U+2019), and the quotation marks of the language.",
)
def apostrophes(file: AknFile) -> Iterator[Hit]:
    """Check quotation marks; straight ones in French are checked by AKN4UN-602."""
    yield from _slipped(file, "AKN4UN-603")


@rule(
    "AKN4UN-609",
    WARNING,
    "s",
    "form typography",
    "French: non-breaking spaces in dates and numbers",
    reads="text in French",
    suggestion="Write n° 1, 18 janvier, 1 000 with U+00A0.",
)
def french_details(file: AknFile) -> Iterator[Hit]:
    """Check everything outside tables."""
    yield from _slipped(file, "AKN4UN-609", _outside_tables)


@rule(
    "AKN4UN-604",
    WARNING,
    "n",
    "form typography.no-break",
    "French: 1er but 2e, accents on capitals, œ",
    reads="text in French",
    suggestion="Write État, œuvre, 2e.",
)
def french_letters(file: AknFile) -> Iterator[Hit]:
    """Check everything but names in other languages."""
    yield from _slipped(file, "AKN4UN-604", _outside_tables)


@rule(
    "AKN4UN-605",
    WARNING,
    "n",
    "form typography.colon",
    "English: no space before ; and :; Spanish: ¿ ? and ¡ ! in pairs",
    reads="text in English and Spanish",
    suggestion="Close what is open; take the space out.",
)
def english_spanish(file: AknFile) -> Iterator[Hit]:
    """Check details; quotation marks are checked by TEXT-101."""
    yield from _slipped(file, "AKN4UN-605")
    for block in _blocks(file):
        for closing, opening in words(block.part.language).opened.items() if block.part else ():
            at = block.text.find(closing)
            if block.text.count(closing) > block.text.count(opening) and not _foreign(block, at):
                yield block.hit(at, f"{closing} without {opening}: “{block.around(at)}”")


@rule(
    "AKN4UN-606",
    WARNING,
    "s",
    "form typography.quotes",
    "Russian: « » tight, no Latin letter inside a Cyrillic word",
    reads="text in Russian",
    suggestion="Write the Cyrillic letter; take the space out.",
)
def russian(file: AknFile) -> Iterator[Hit]:
    """Report look-alikes, which are invisible in print and lost in search."""
    yield from _slipped(file, "AKN4UN-606")


@rule(
    "AKN4UN-607",
    WARNING,
    "s",
    "form typography.comma",
    "Arabic: ، ؛ ؟ and Western digits; Chinese: full-width marks, no space between characters",
    reads="text in Arabic and Chinese",
    suggestion="Write the mark of the language.",
)
def arabic_chinese(file: AknFile) -> Iterator[Hit]:
    """Check marks beside letters of the script, not titles and cells, where a space may be a line's end."""
    yield from _slipped(file, "AKN4UN-607", _is_running)


def _is_running(block: Block) -> bool:
    if not (block.part and is_east_asian(tag(block.part.language))):
        return True
    titled = {"coverPage", "preface", "heading", "subheading"} & ({block.name, *block.above})
    return not titled and len(block.text) > 30 and _outside_tables(block)


@rule(
    "AKN4UN-608",
    NOTE,
    "s",
    "form typography.ranges",
    "… is one character; – is between numbers and as a dash",
    reads="text",
    suggestion="Write … (U+2026), – (U+2013).",
)
def marks(file: AknFile) -> Iterator[Hit]:
    """Check ranges in English and Russian (elsewhere the hyphen is right), no dash in Arabic and Chinese; no tables."""
    for block in filter(_outside_tables, file.blocks):
        yield from _first(block, DOTS)
    yield from _slipped(file, "AKN4UN-608", _outside_tables)
