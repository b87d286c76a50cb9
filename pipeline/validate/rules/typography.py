"""Typography per language (un-format 11).

Reads the text outside meta. Gives hits of AKN4UN-601 to 608: one per block and rule, at the first place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.read import local
from pipeline.read.identifiers import DOCUMENT_TYPES
from pipeline.validate.finding import Hit, Severity
from pipeline.validate.rule import rule
from pipeline.validate.subject import AknFile, Block, ancestors

WARNING, NOTE = Severity.WARNING, Severity.NOTE
_NB = "\u00a0\u202f"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class _Slip:
    """A pattern that must not occur, and what is wrong with it."""

    pattern: re.Pattern[str]
    what: str


def _slips(*rows: tuple[str, str]) -> tuple[_Slip, ...]:
    return tuple(_Slip(re.compile(pattern), what) for pattern, what in rows)


FRENCH_BLANKS = _slips(
    (rf"(?<=[^\s{_NB}:;?!«(\[.…])[;?!»](?![/\w])", "no blank before “{0}”"),
    (rf"(?<=[^\s{_NB}:/\d(\[])(?<!https)(?<!http):(?!/)", "no blank before “{0}”"),
    (rf"«(?![{_NB}])", "no non-breaking blank after “{0}”"),
    (r"(?<=\S) [;:?!»]", "a breaking blank before “{0}”"),
    (rf"(?<=[\w»)])[\s{_NB}]+[,.](?![\d.…])(?=\s|$)", "a blank before “{0}”"),
)
FRENCH_QUOTES = _slips((r"\"", "a straight quotation mark instead of « »"))
APOSTROPHES = _slips((r"(?<=[^\W\d_])'(?=[^\W\d_])", "a straight apostrophe instead of ’"))
STRAIGHT_QUOTES = _slips((r"\"", "a straight quotation mark"))
FRENCH_DETAILS = _slips(
    (r"\bn[°o] ?(?=\d)", "“{0}” is not followed by a non-breaking blank"),
    (
        r"\b\d{1,2} (?=(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\b)",
        "a breaking blank between day and month",
    ),
    (r"(?<![\d,])\d{1,3} (?=\d{3}(?!\d))", "a breaking blank in a number"),
    (r"\b(?:2|3|4|5|6|7|8|9|\d\d+)er\b", "“er” is for the first only"),
    (
        r"\b(?:Etats?|Ecoles?|Eglises?|Egalité|Energie|Etude|Evaluation|Economi\w+|Education)\b"
        r"|(?:^|(?<=[.»]\s))A(?= (?:cet|la|ce|cette|l’|l'))",
        "no accent on the capital in “{0}”",
    ),
    (r"\b[Oo]euvres?\b|\b[Cc]oeur\b|\b[Ss]oeurs?\b|\b[Vv]oeux?\b", "“oe” instead of “œ” in “{0}”"),
)
ENGLISH = _slips((rf"(?<=\w)[\s{_NB}]+[;:](?=\s|$)", "a blank before “{0}”"))
RUSSIAN = _slips(
    (rf"«[\s{_NB}]|[\s{_NB}]»", "a blank inside « »"),
    (r"(?<=[\u0400-\u04FF])[A-Za-z]|(?<=[A-Za-z])[\u0400-\u04FF]", "a Latin letter in a Cyrillic word: “{0}”"),
)
ARABIC = _slips(
    (r"(?<=[\u0620-\u064A])[,;?]", "a Latin “{0}” instead of the Arabic mark"),
    (r"[٠-٩]", "the digit {0}: Western digits are used"),
)
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
CHINESE = _slips(
    (rf"(?<=[{_HAN}])[,;:?!](?=[{_HAN}]|$)", "a half-width “{0}” instead of the full-width mark"),
    (rf"(?<=[{_HAN}]) +(?=[{_HAN}])", "a blank between Chinese characters"),
)
MARKS = _slips(
    (r"\.{3}", "three dots instead of …"),
    (r"(?<=[A-Za-z\s(]\d{4})-(?=\d{4}\b(?!/))", "a hyphen instead of – between numbers"),
    (r"(?<=[\w,]) - (?=\w)", "a hyphen between blanks instead of –"),
)


def _first(blocks: list[Block], slips: tuple[_Slip, ...]) -> Iterator[Hit]:
    """One hit per block and kind of slip: the first, and how many there are."""
    for block in blocks:
        for slip in slips:
            found = [match for match in slip.pattern.finditer(block.text) if not _foreign(block, match.start())]
            if found:
                what = slip.what.format(found[0][0].strip())
                more = f" ({len(found)} times in this block)" if len(found) > 1 else ""
                start = found[0].start()
                yield block.hit(start, f"{what}{more}: “{block.around(start)}”")


def _foreign(block: Block, offset: int) -> bool:
    """Whether xml:lang says that the place is in another language than its part."""
    hit = block.hit(offset, "")
    node = hit.node.getparent() if hit.tail else hit.node
    while node is not None and local(node) not in DOCUMENT_TYPES:
        if node.get(_LANG):
            return True
        node = node.getparent()
    return False


def _blocks(file: AknFile, *languages: str) -> list[Block]:
    """Blocks in one of the languages: of their part, and not marked with another xml:lang."""
    found = []
    wanted = {part.element for part in file.parts if part.language in languages}
    if not wanted:
        return []
    for block in file.blocks:
        part = file.part(block.element)
        if part is not None and part.element in wanted and local(block.element) != "num":
            found.append(block)
    return found


@rule(
    "AKN4UN-601",
    WARNING,
    "n",
    "un-format 11",
    "French: a non-breaking blank before ; : ? ! » and after «, none before , and .",
    reads="text in French",
    suggestion="Write U+00A0 (or U+202F) there.",
)
def french_blanks(file: AknFile) -> Iterator[Hit]:
    """Not in numbers, times and addresses."""
    yield from _first(_blocks(file, "fra"), FRENCH_BLANKS)


@rule(
    "AKN4UN-602",
    WARNING,
    "n",
    "un-format 11",
    "French: « » in pairs, “ ” inside them, no straight quotation marks",
    reads="text in French",
    suggestion="Write « and » with U+00A0 inside.",
)
def french_quotes(file: AknFile) -> Iterator[Hit]:
    """Paired in the block; a quotation that runs on opens each block anew."""
    blocks = _blocks(file, "fra")
    yield from _first(blocks, FRENCH_QUOTES)
    for block in blocks:
        opened, closed = block.text.count("«"), block.text.count("»")
        if closed > opened and not block.text.strip().startswith("»"):
            at = block.text.rfind("»")
            yield block.hit(at, f"» without «: “{block.around(at)}”")


@rule(
    "AKN4UN-603",
    WARNING,
    "s",
    "un-format 11",
    "the apostrophe is ’; no straight quotation marks in en, fr, es, ru",
    reads="text",
    suggestion="Write ’ (U+2019), and the quotation marks of the language.",
)
def apostrophes(file: AknFile) -> Iterator[Hit]:
    """Straight quotation marks in French are the business of AKN4UN-602."""
    yield from _first(_blocks(file, "fra", "spa", "rus", "eng", "deu"), APOSTROPHES)
    yield from _first(_blocks(file, "eng", "spa", "rus"), STRAIGHT_QUOTES)


@rule(
    "AKN4UN-604",
    WARNING,
    "s",
    "un-format 11",
    "French: non-breaking blanks in dates and numbers, 1er, accents on capitals, œ",
    reads="text in French",
    suggestion="Write n° 1, 18 janvier, 1 000 with U+00A0; État, œuvre.",
)
def french_details(file: AknFile) -> Iterator[Hit]:
    """What French typography asks for inside words and numbers."""
    yield from _first([b for b in _blocks(file, "fra") if "table" not in ancestors(b.element)], FRENCH_DETAILS)


@rule(
    "AKN4UN-605",
    WARNING,
    "n",
    "un-format 11",
    "English: no blank before ; and :; English and Spanish: “ ” and ¿ ? ¡ ! in pairs",
    reads="text in English and Spanish",
    suggestion="Close what is open; take the blank out.",
)
def english_spanish(file: AknFile) -> Iterator[Hit]:
    """A quotation that runs on over paragraphs opens each anew and closes once."""
    yield from _first(_blocks(file, "eng"), ENGLISH)
    for block in _blocks(file, "eng", "spa"):
        if block.text.count("”") > block.text.count("“") + _outer_quotations(block):
            at = block.text.rfind("”")
            yield block.hit(at, f"” without “: “{block.around(at)}”")
    for block in _blocks(file, "spa"):
        for closing, opening in (("?", "¿"), ("!", "¡")):
            if block.text.count(closing) > block.text.count(opening):
                at = block.text.find(closing)
                yield block.hit(at, f"{closing} without {opening}: “{block.around(at)}”")


def _outer_quotations(block: Block) -> int:
    """1 where a quotation may have begun in an earlier block: the last mark ends the text."""
    return 1 if re.search(r"”[\s.,;]*$", block.text) else 0


@rule(
    "AKN4UN-606",
    WARNING,
    "s",
    "un-format 11",
    "Russian: « » tight, no Latin letter inside a Cyrillic word",
    reads="text in Russian",
    suggestion="Write the Cyrillic letter; take the blank out.",
)
def russian(file: AknFile) -> Iterator[Hit]:
    """Look-alikes are invisible in print and lost in search."""
    yield from _first(_blocks(file, "rus"), RUSSIAN)


@rule(
    "AKN4UN-607",
    WARNING,
    "s",
    "un-format 11",
    "Arabic: ، ؛ ؟ and Western digits; Chinese: full-width marks, no blank between characters",
    reads="text in Arabic and Chinese",
    suggestion="Write the mark of the language.",
)
def arabic_chinese(file: AknFile) -> Iterator[Hit]:
    """Marks beside letters of the script only."""
    yield from _first(_blocks(file, "ara"), ARABIC)
    yield from _first(_blocks(file, "zho"), CHINESE)


@rule(
    "AKN4UN-608",
    NOTE,
    "s",
    "un-format 11",
    "… is one character; – stands between numbers and as a dash",
    reads="text",
    suggestion="Write … (U+2026), – (U+2013).",
)
def marks(file: AknFile) -> Iterator[Hit]:
    """In all languages; table cells use hyphens of their own."""
    blocks = [block for block in file.blocks if "table" not in ancestors(block.element)]
    yield from _first(blocks, MARKS)
