"""Spaces, characters, repetitions [G1 4.16, corpus inlines.3, characters].

Reads the text outside meta. Gives hits of AKN4UN-501 to 505.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from pipeline.read import local
from pipeline.validate.model.finding import Fixable, Hit, Severity
from pipeline.validate.model.rule import rule
from pipeline.validate.model.subject import AknFile, words

ERROR, WARNING = Severity.ERROR, Severity.WARNING
_ENDS = re.compile(r"^[ \t]+|[ \t]+$")
_DOUBLED = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)")
_FORBIDDEN = re.compile("[\u00ad\ufeff\u200b\ufffd\u0080-\u009f\ue000-\uf8ff\U000f0000-\U0010ffff]")
_NAMES = {
    "\u00ad": "a soft hyphen", "\ufeff": "a byte order mark", "\u200b": "a space without width",
    "\ufffd": "a character that was lost in conversion (U+FFFD)",
}  # fmt: skip
_WITHOUT_WIDTH = "\u00ad\ufeff\u200b"
_NOT_EMPTY = ("p", "span", "a", "heading", "container", "ref", "inline", "docTitle")
_REPEATED = 40  # characters from which a repeated block is a finding
"""Chosen: shorter ones repeat by nature ("Adopted without a vote")."""


@rule(
    "AKN4UN-501",
    WARNING,
    "y",
    "G1 4.16.2",
    "no space or tab at the ends of a block, none doubled inside",
    reads="p, num, heading",
    suggestion="Take the spaces out; indents are a matter of style.",
)
def spaces(file: AknFile) -> Iterator[Hit]:
    """Report spaces that are not line breaks of the file."""
    for block in file.blocks:
        text = block.text
        found = _ENDS.search(text) if "\n" not in text else None
        found = found or _DOUBLED.search(text)
        if found and text.strip():
            doubled = found.start() > 0 and found.end() < len(text)
            where = "doubled" if doubled else "at the end of the block"
            where = "at the beginning of the block" if not found.start() else where
            yield block.hit(
                found.start(),
                f"a space {where}: “{_excerpt(text, found.start())}”",
                length=len(found[0]) if doubled else min(len(found[0]), block.left(found.start())),
                replacement=" " if doubled else "",
                safe=True,
            )


def _excerpt(text: str, offset: int) -> str:
    return " ".join(text[max(0, offset - 15) : offset + 20].split())


@rule(
    "AKN4UN-502",
    ERROR,
    "s",
    "corpus characters",
    "no soft hyphen, byte order mark, private or lost character; composed letters (NFC)",
    reads="text",
    suggestion="Remove the character, or write the one that is meant; compose accents with their letters.",
)
def characters(file: AknFile) -> Iterator[Hit]:
    """Report the first place of each block."""
    for block in file.blocks:
        text = block.text
        if text.isascii():
            continue
        found = _FORBIDDEN.search(text)
        if found:
            name = _NAMES.get(found[0], f"the character U+{ord(found[0]):04X}")
            what = f"{name} is in “{_excerpt(text, found.start())}”"
            without_width = found[0] in _WITHOUT_WIDTH
            yield block.hit(found.start(), what, length=1, replacement="" if without_width else None, safe=True)
        elif (offset := _decomposed(text)) is not None:
            yield block.hit(offset, _uncomposed(text, offset), length=2, replacement=_composed(text, offset))


def _composed(text: str, offset: int) -> str:
    return unicodedata.normalize("NFC", text[offset : offset + 2])


def _uncomposed(text: str, offset: int) -> str:
    """Return the names of letter and mark, since on a screen the two look like one letter."""
    mark = unicodedata.name(text[offset + 1], "a mark").removeprefix("COMBINING ").lower()
    begin = max(text.rfind(" ", 0, offset), text.rfind("\u00a0", 0, offset)) + 1
    word = unicodedata.normalize("NFC", re.split(r"\s", text[begin:], maxsplit=1)[0])
    return f"“{text[offset]}” and {mark} are two characters, not composed (NFC), in “{word}”"


def _decomposed(text: str) -> int | None:
    """Return the offset of the first letter that composes with the mark after it; the order of marks (Arabic) does not
    count.
    """
    if unicodedata.is_normalized("NFC", text):
        return None
    for n, (letter, mark) in enumerate(pairwise(text)):
        if unicodedata.combining(mark) and len(unicodedata.normalize("NFC", letter + mark)) == 1:
            return n
    return None


@rule(
    "AKN4UN-503",
    ERROR,
    "s",
    "G1 4",
    "nothing is empty",
    reads="p, span, a, heading, container",
    suggestion="Remove the empty element; write the text, or a placeholder.",
)
def empty(file: AknFile) -> Iterator[Hit]:
    """Report empty elements; a cell may be empty."""
    hidden = file.in_meta
    for element in file.all(*_NOT_EMPTY):
        if element in hidden or len(element) or (element.text or "").strip():
            continue
        if local(element) == "p" and local(element.getparent()) in ("td", "th"):
            continue
        if element.get("status") is None:
            yield Hit(element, f"<{local(element)}> is empty")


@rule(
    "AKN4UN-504",
    ERROR,
    "s",
    "project",
    "nothing occurs twice in a row",
    reads="text",
    suggestion="Remove the second one, if the source has it once.",
)
def repeated(file: AknFile) -> Iterator[Hit]:
    """Report a block of 40 characters or more equal to the one before it."""
    before = ""
    for block in file.blocks:
        if block.name == "num" or {"table", "authorialNote"} & block.above:
            continue
        text = " ".join(block.text.split())
        if len(text) >= _REPEATED and text == before:
            yield Hit(block.element, f"the same text occurs twice in a row: “{text[:40]}…”")
        if text:
            before = text


@rule(
    "AKN4UN-505",
    WARNING,
    "y",
    "corpus inlines.3",
    "no touching span, a or ref with the same attributes",
    reads="span, a, ref",
    suggestion="Join the two: they split a word or a link.",
)
def touching(file: AknFile) -> Iterator[Hit]:
    """Report inline elements that touch, with nothing between them."""
    for element in file.all("span", "a", "ref"):
        following = element.getnext()
        if following is None or element.tail or following.tag != element.tag:
            continue
        if _attributes(element) == _attributes(following):
            what = f"“{words(element)[-15:]}|{words(following)[:15]}” is split between two {local(element)}s"
            yield Hit(following, what, fixable=Fixable.TRIED)


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(n): str(value) for n, value in element.attrib.items() if n not in ("eId", "wId", "GUID")}
