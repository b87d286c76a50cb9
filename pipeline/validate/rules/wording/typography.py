"""Typography per language [form typography].

Reads the text outside meta. Gives hits of AKN4UN-601 to 608: one per block and rule, at the first place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.akn.identifiers import DOCUMENT_TYPES
from pipeline.read import local
from pipeline.validate.languages import FREQUENT
from pipeline.validate.model.finding import Hit, Severity
from pipeline.validate.model.rule import rule
from pipeline.validate.model.subject import AknFile, Block

WARNING, NOTE = Severity.WARNING, Severity.NOTE
_NB = "\u00a0\u202f"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class _Slip:
    """A pattern that must not occur, and what is wrong with it."""

    pattern: re.Pattern[str]
    what: str
    no_break: bool = False
    """The space in it, or right after it, has to be a no-break space."""

    def edit(self, match: re.Match[str]) -> tuple[int, str | None]:
        """Return how many characters are replaced from the match on, and by what; (0, None) if a person decides."""
        space = match.string.find(" ", match.start(), match.end() + 1) if self.no_break else -1
        if space < 0:
            return 0, None
        return space + 1 - match.start(), match.string[match.start() : space] + "\u00a0"


def _slips(*rows: tuple[str, str] | tuple[str, str, bool]) -> tuple[_Slip, ...]:
    return tuple(_Slip(re.compile(pattern), *rest) for pattern, *rest in rows)


FRENCH_BLANKS = _slips(
    (rf"(?<=[^\s{_NB}:;?!«(\[.…])(?<![A-Z]{{2}})[;?!»](?![/\w])", "no space before “{0}”"),
    (rf"(?<=[^\s{_NB}:/\d(\[])(?<!https)(?<!http):(?![/\w])", "no space before “{0}”"),
    (rf"«(?![{_NB}])", "no non-breaking space after “{0}”", True),
    (r"(?<=\S) [;:?!»]", "a breaking space before “{0}”", True),
    (rf"(?<=[\w»)])[\s{_NB}]+[,.](?![\d.…])(?=\s|$)", "a space before “{0}”"),
)
FRENCH_QUOTES = _slips((r"\"", "a straight quotation mark instead of « »"))
APOSTROPHES = _slips((r"(?<=[^\W\d_])'(?=[^\W\d_])", "a straight apostrophe instead of ’"))
STRAIGHT_QUOTES = _slips((r"\"", "a straight quotation mark"))
FRENCH_DETAILS = _slips(
    (r"\bn[°o] ?(?=\d)", "“{0}” is not followed by a non-breaking space", True),
    (
        r"\b\d{1,2} (?=(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\b)",
        "a breaking space between day and month",
        True,
    ),
    (r"(?<![\d,])\d{1,3} (?=\d{3}(?!\d))", "a breaking space in a number", True),
)
_UNACCENTED = r"Etats?|Ecoles?|Eglises?|Egalité|Energie|Etude|Evaluation|Economi\w+|Education"
FRENCH_LETTERS = _slips(
    (r"\b(?:2|3|4|5|6|7|8|9|\d\d+)er\b", "“er” is for the first only"),
    (rf"(?<![A-Z]\w\w\w\w )(?<!al )\b(?:{_UNACCENTED})\b(?! [A-Z])", "no accent on the capital in “{0}”"),
    (r"(?:^|(?<=[.»]\s))A(?= (?:cet|la|ce|cette|l’|l'))", "no accent on the capital in “{0}”"),
    (r"\b[Oo]euvres?\b|\b[Cc]oeur\b|\b[Ss]oeurs?\b|\b[Vv]oeux?\b", "“oe” instead of “œ” in “{0}”"),
)
ENGLISH = _slips((rf"(?<=\w)[\s{_NB}]+[;:](?=\s|$)", "a space before “{0}”"))
RUSSIAN = _slips(
    (rf"«[\s{_NB}]|[\s{_NB}]»", "a space inside « »"),
    (r"(?<=[\u0400-\u04FF])[A-Za-z]|[A-Za-z](?=[\u0400-\u04FF])", "the Latin letter “{0}” in a Cyrillic word"),
)
ARABIC = _slips(
    (r"(?<=[\u0620-\u064A])[,;?]", "a Latin “{0}” instead of the Arabic mark"),
    (r"[٠-٩]", "the digit {0}: Western digits are used"),
)
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
CHINESE = _slips(
    (rf"(?<=[{_HAN}])[,;:?!](?=[{_HAN}]|$)", "a half-width “{0}” instead of the full-width mark"),
    (rf"(?<=[{_HAN}]) +(?=[{_HAN}])", "a space between Chinese characters"),
)
DOTS = _slips((r"\.{3}", "three dots instead of …"))
RANGES = _slips((r"(?<=[A-Za-z\u0400-\u04ff\s(]\d{4})-(?=\d{4}\b(?!/))", "a hyphen instead of – between numbers"))
DASHES = _slips((r"(?<=[\w,]) - (?=\w)", "a hyphen between spaces instead of –"))


def _first(blocks: list[Block], slips: tuple[_Slip, ...]) -> Iterator[Hit]:
    """Yield one hit per block and kind of slip: the first, and how many there are."""
    for block in blocks:
        for slip in slips:
            found = [match for match in slip.pattern.finditer(block.text) if not _excused(block, match)]
            if found:
                what = slip.what.format(found[0][0].strip())
                more = f" ({len(found)} times in this block)" if len(found) > 1 else ""
                start = found[0].start()
                length, new = slip.edit(found[0])
                message = f"{what}{more}: “{block.around(start)}”"
                yield block.hit(start, message, length=length, replacement=new, safe=True)


def _excused(block: Block, match: re.Match[str]) -> bool:
    """Return True if the place is in another language, or made by a note or a raised letter that the text leaves
    out.
    """
    return _foreign(block, match.start()) or _beside_mark(block, match.start(), match.end())


def _beside_mark(block: Block, start: int, end: int) -> bool:
    """Return True if a note or a raised mark stands where the match begins or ends."""
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
        if node.get(_LANG):
            return True
        node = node.getparent()
    return _quoted_english(block.text, offset)


def _quoted_english(text: str, offset: int) -> bool:
    """Return True if the place stands in a quoted title that is plainly English (in a text of another language)."""
    opened = max(text.rfind("«", 0, offset), text.rfind("“", 0, offset))
    closed = next((n for n in range(offset, len(text)) if text[n] in "»”"), -1)
    if opened < 0 or closed < 0:
        return False
    quoted = set(re.findall(r"[a-z]+", text[opened:closed].lower()))
    return len(quoted & FREQUENT["eng"]) >= 2 and not quoted & FREQUENT["fra"]


def _blocks(file: AknFile, *languages: str) -> list[Block]:
    """Return blocks in one of the languages: of their part, and not marked with another xml:lang."""
    found = []
    elements = {part.element for part in file.parts if part.language in languages}
    if not elements:
        return []
    for block in file.blocks:
        part = block.part
        if part is not None and part.element in elements and local(block.element) != "num":
            found.append(block)
    return found


@rule(
    "AKN4UN-601",
    WARNING,
    "n",
    "form typography.colon",
    "French: a non-breaking space before ; : ? ! » and after «, none before , and .",
    reads="text in French",
    suggestion="Write U+00A0 (or U+202F) there.",
)
def french_blanks(file: AknFile) -> Iterator[Hit]:
    """Check spaces outside numbers, times and addresses; cover and record of the vote are set by the converter."""
    blocks = [b for b in _blocks(file, "fra") if not {"coverPage", "conclusions"} & b.above]
    yield from _first(blocks, FRENCH_BLANKS)


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
    yield from _first(_blocks(file, "fra"), FRENCH_QUOTES)


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
    yield from _first(_blocks(file, "fra", "spa", "rus", "eng", "deu"), APOSTROPHES)
    yield from _first(_blocks(file, "eng", "spa", "rus"), STRAIGHT_QUOTES)


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
    yield from _first([b for b in _blocks(file, "fra") if "table" not in b.above], FRENCH_DETAILS)


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
    yield from _first([b for b in _blocks(file, "fra") if "table" not in b.above], FRENCH_LETTERS)


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
    yield from _first(_blocks(file, "eng"), ENGLISH)
    for block in _blocks(file, "spa"):
        for closing, opening in (("?", "¿"), ("!", "¡")):
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
    yield from _first(_blocks(file, "rus"), RUSSIAN)


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
    yield from _first(_blocks(file, "ara"), ARABIC)
    yield from _first([b for b in _outside_tables(file, "zho") if _is_running(b)], CHINESE)


def _is_running(block: Block) -> bool:
    titled = {"coverPage", "preface", "heading", "subheading"} & ({local(block.element), *block.above})
    return not titled and len(block.text) > 30


@rule(
    "AKN4UN-608",
    NOTE,
    "s",
    "form typography.ranges",
    "… is one character; – stands between numbers and as a dash",
    reads="text",
    suggestion="Write … (U+2026), – (U+2013).",
)
def marks(file: AknFile) -> Iterator[Hit]:
    """Check ranges in English and Russian (elsewhere the hyphen is right), no dash in Arabic and Chinese; no tables."""
    blocks = [block for block in file.blocks if "table" not in block.above]
    yield from _first(blocks, DOTS)
    yield from _first(_outside_tables(file, "eng", "rus"), RANGES)
    yield from _first(_outside_tables(file, "eng", "fra", "spa", "rus", "deu"), DASHES)


def _outside_tables(file: AknFile, *languages: str) -> list[Block]:
    return [block for block in _blocks(file, *languages) if "table" not in block.above]
