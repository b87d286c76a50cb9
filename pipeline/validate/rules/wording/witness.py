"""Identity with the witness: every word of the source is in the XML, in order, and no other (project).

Reads the text of the document and the witness that `checks.toml` names. Gives hits of AKN4UN-115, at the first word
that differs of each difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from lxml import etree

from pipeline.errors import MissingInputError, Place
from pipeline.read import AKN, local
from pipeline.validate.model.finding import Hit, Severity
from pipeline.validate.model.rule import rule
from pipeline.validate.model.subject import AknFile

_SUPERSCRIPT = re.compile(r"\^\{([^}]*)\}")
# A line of the witness that ends with a hyphen goes on in the next one: the hyphen belongs to the word.
_BROKEN = re.compile(r"(?<=\w)-[ \t]*\r?\n[ \t]*(?=\w)")
_SHOWN = 8  # words of a difference that a message quotes
"""Chosen: one line of a message."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the XML and the place of its first character."""

    text: str
    node: etree._Element
    tail: bool
    offset: int


@rule(
    "AKN4UN-115",
    Severity.ERROR,
    "n",
    "G1 4.1.7",
    "the words are those of the witness, all of them, in order",
    reads="the whole text, the witness",
    suggestion="Write the words as the witness has them, misprints included.",
)
def witness(file: AknFile) -> Iterator[Hit]:
    """Compare with the declared witness, if there is one; every kind of space and every line break is equal."""
    path = file.checks.witness
    if path is None or file.document is None:
        return
    try:
        expected = witness_words(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise MissingInputError(f"the witness cannot be read: {error}", place=Place(path)) from error
    found = list(_words(file))
    matcher = SequenceMatcher(None, [word.text for word in found], expected, autojunk=False)
    for kind, begin, end, first, last in matcher.get_opcodes():
        if kind != "equal":
            yield _hit(file, found, begin, end, expected[first:last])


def witness_words(text: str) -> list[str]:
    """Return the words of a witness: `x^{y}` stands for a superscript, a hyphen at the end of a line belongs to the
    word.
    """
    return _BROKEN.sub("-", _SUPERSCRIPT.sub(r"\1", text)).split()


def _hit(file: AknFile, found: list[_Word], begin: int, end: int, expected: list[str]) -> Hit:
    here, there = _quoted([word.text for word in found[begin:end]]), _quoted(expected)
    if not here:
        message = f"{there} of the witness is missing here"
    elif not there:
        message = f"{here} is not in the witness"
    else:
        message = f"{here} is here, the witness has {there}"
    word = found[begin] if begin < len(found) else found[-1] if found else None
    if word is None:
        return Hit(file.root, message)
    return Hit(word.node, message, offset=word.offset, tail=word.tail)


def _quoted(words: list[str]) -> str:
    shown = " ".join(words[:_SHOWN])
    return f"“{shown}{' …' if len(words) > _SHOWN else ''}”" if words else ""


def _words(file: AknFile) -> Iterator[_Word]:
    """Yield the words of the visible text in document order; words that inline elements split are joined again."""
    left_out = {e for name in file.checks.beside_witness for e in file.all(name) if e.getparent() is file.document}
    open_word: _Word | None = None
    for node, tail, text in _texts(file.document, left_out):
        if text is None:  # the border of a block, or a line break
            if open_word:
                yield open_word
            open_word = None
            continue
        for found in re.finditer(r"\S+|\s+", text):
            if found[0].isspace():
                if open_word:
                    yield open_word
                open_word = None
            elif open_word:
                open_word = _Word(open_word.text + found[0], open_word.node, open_word.tail, open_word.offset)
            else:
                open_word = _Word(found[0], node, tail, found.start())
    if open_word:
        yield open_word


_INLINE = frozenset({
    "span", "a", "b", "i", "u", "sup", "sub", "ref", "rref", "mref", "inline", "person", "organization", "role",
    "location", "event", "concept", "object", "term", "quantity", "date", "docDate", "docTitle", "docType", "docNumber",
    "docStatus", "docAuthority", "signature", "placeholder", "def", "entity", "process", "time", "abbr", "session",
    "embeddedText", "quotedText", "ins", "del", "omissis", "noteRef", "decoration", "outcome", "docProponent", "eop",
})  # fmt: skip


def _texts(
    element: etree._Element | None, left_out: set[etree._Element]
) -> Iterator[tuple[etree._Element, bool, str | None]]:
    """Yield the pieces of text in document order; None marks a border between words."""
    if element is None or element in left_out or local(element) == "meta":
        return
    inline = element.tag[len(AKN) + 2 :] in _INLINE if isinstance(element.tag, str) else True
    if not inline:
        yield element, False, None
    if isinstance(element.tag, str) and element.text:
        yield element, False, element.text
    for child in element if isinstance(element.tag, str) else ():
        yield from _texts(child, left_out)
        if child.tail:
            yield child, True, child.tail
    if not inline:
        yield element, False, None
