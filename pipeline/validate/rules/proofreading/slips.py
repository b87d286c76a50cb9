"""Slips of typing and of files: dummy text, mojibake, doubled words, spaces and marks, missing ends, foreign passages.

Reads the text outside meta. Gives hits of TEXT-102 to 107.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from lxml import etree

from pipeline.akn.identifiers import clean_number
from pipeline.languages.codes import terminology_code
from pipeline.languages.detection import frequent_words
from pipeline.languages.strings import supported
from pipeline.read import local
from pipeline.validate.languages import compiled, in_any, is_latin, words
from pipeline.validate.model.finding import Hit, Severity
from pipeline.validate.model.rule import rule
from pipeline.validate.model.subject import AknFile, Block, ancestors, raw_text
from pipeline.validate.model.subject import words as words_of
from pipeline.validate.reading.spaces import misplaced

WARNING = Severity.WARNING
SAYS = {
    "TEXT-102": "dummy text: “{words}”",
    "mojibake": "“{words}” was read in a wrong encoding{meant}",
    "lost": "“{words}” has lost a letter to “?”",
    "entity": "“{words}” is mark-up that has become text",
    "TEXT-104": "“{word}” occurs twice",
    "before": "a space before “{mark}”: “{words}”",
    "after": "no space after “{mark}”: “{words}”",
    "twice": "“{mark}” occurs twice: “{words}”",
    "inside": "a space inside “{mark}”: “{words}”",
    "end": "no mark ends the paragraph: “…{words}”",
    "stop": "the last paragraph ends with “{mark}”, not with a full stop",
    "foreign": "the passage is in {language}: “{words}”",
}
_DUMMY = re.compile(
    r"(?<![(\w])(?:xxx+|X{4,}|TODO|TBD|FIXME|[Ll]orem [Ii]psum)\b|(?<![(\w])(?<!\b[IVXLa-z] )"
    r"\bXXX\b(?![)\w])(?!-\d| ?\()"
)
_DUMMY_SIGNS = ("xxx", "XXX", "TODO", "TBD", "FIXME", "orem")
_WINDOWS = (
    "\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018\u2019\u201c\u201d\u2022"
    "\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178"
)
_HIGH = rf"[\u0080-\u00bf{_WINDOWS}]"
_MOJIBAKE = re.compile(
    rf"[ÃÂ][\u00a1-\u00bf](?=\w|\s|$|[.,;)])|Ã(?:{_HIGH})|â€[\u0080-\u00bf{_WINDOWS}]|(?:[ÐÑ]{_HIGH}){{2,}}|(?:[ØÙ]{_HIGH}){{2,}}"
    rf"|(?:[åäæçèéã]{_HIGH}{_HIGH}){{2,}}|(?:[РС][\u0080-\u00bfЃѓ‚„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—™љ›њќћџ°±Ііґµ¶·ё№є»јЅѕї]){{3,}}"
)
_SUSPECT = re.compile(
    rf"[ÃÂâÐÑØÙåäæçèéãРС][\u0080-\u009f\u00a1-\u00aa\u00ac-\u00ba\u00bc-\u00bf{_WINDOWS}ЃѓЉЊЌЋЏђљњќћџ°Ііґё№єјЅѕї]"
)
_LOST = re.compile(r"(?<=[a-zà-ÿа-я])\?(?=[a-zà-ÿа-я])")
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|nbsp|#\d+|#x[0-9A-Fa-f]+);|</?(?:span|p|b|i|a|br)(?:\s[^<>]*)?/?>")
_TWICE = re.compile(r"(?<![\w’'-])([^\W\d_]{2,})[ \u00a0\n]+(\1)(?![\w’'-])", re.IGNORECASE)
_CLOSES_WORD = re.compile(r"[\w)”»]")
_ENDS = ".;:,。；：，،؛…!?！？—–"
_UNITS = ("paragraph", "subparagraph", "point", "indent", "item")
_FIRST = frozenset("aiأа")
"""Numbers of the first point of a list, in any script."""
_MIN_FOREIGN = 6
"""Frequent words of another language that make a passage foreign. Chosen: names and titles have fewer."""
_LATIN_RUN = re.compile(r"(?:[A-Za-zÀ-ÿ’',;-]+[ \u00a0\n]+){7,}[A-Za-zÀ-ÿ]+")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_QUOTED = [re.compile(p) for p in (r"«[^»]*»", r"[“„”][^”“]*[”“]", r"《[^》]*》", r"https?://\S+")]


def _text_blocks(file: AknFile) -> Iterator[Block]:
    return (block for block in file.blocks if block.name != "num")


def _language(file: AknFile, block: Block) -> str:
    part = block.part
    return (part.language if part else "") or file.language


@cache
def _before_roman() -> re.Pattern[str]:
    """Return a word for a division, in any language."""
    return re.compile(rf"(?:{in_any(lambda words: words.division)})\S*[\s\u00a0]$", re.IGNORECASE)


@rule(
    "TEXT-102",
    Severity.ERROR,
    "n",
    "G1 4",
    "no dummy text is left",
    reads="text",
    suggestion="Write the text, or a placeholder.",
)
def dummy(file: AknFile) -> Iterator[Hit]:
    """Report dummy text, except in placeholder and omissis; XXX in brackets or after a division is a Roman number."""
    for block in file.blocks:
        found = _DUMMY.search(block.text) if any(sign in block.text for sign in _DUMMY_SIGNS) else None
        if found is None or _before_roman().search(block.text[: found.start()]):
            continue
        hit = block.hit(found.start(), SAYS["TEXT-102"].format(words=found[0]), length=len(found[0]))
        holder = hit.node.getparent() if hit.tail else hit.node
        if holder is not None and not {local(holder), *ancestors(holder)} & {"placeholder", "omissis"}:
            yield hit


@rule(
    "TEXT-103",
    WARNING,
    "n",
    "corpus characters",
    "every character is the one that was meant",
    reads="text",
    suggestion="Compare with the original and write the letter that was lost.",
)
def mojibake(file: AknFile) -> Iterator[Hit]:
    """Report UTF-8 read as a code page of one byte, letters that became “?”, entities and tags that became text."""
    for block in file.blocks:
        text = block.text
        if not text.isascii() and _SUSPECT.search(text) and (found := _MOJIBAKE.search(text)):
            yield _garbled(block, found)
        elif (
            "?" in text
            and (found := _LOST.search(text))
            and "/" not in text[max(0, found.start() - 60) : found.end() + 20]
        ):
            yield block.hit(found.start(), SAYS["lost"].format(words=_word(text, found.start())), length=1)
        elif ("&" in text or "<" in text) and (found := _ENTITY.search(text)):
            yield block.hit(found.start(), SAYS["entity"].format(words=found[0]), length=len(found[0]))


def _garbled(block: Block, found: re.Match[str]) -> Hit:
    word = _word(block.text, found.start())
    meant = _fixed(word)
    message = SAYS["mojibake"].format(words=word, meant=f": “{meant}”?" if meant else "")
    begin = block.text.rfind(word, 0, found.end() + len(word))
    return block.hit(begin, message, length=len(word), replacement=meant or None)


def _word(text: str, offset: int) -> str:
    begin = re.search(r"\S*$", text[:offset])
    end = re.match(r"\S*", text[offset:])
    return (begin[0] if begin else "") + (end[0] if end else "")


def _fixed(word: str) -> str:
    """Return the word as it was meant; "" if that cannot be known."""
    for code in ("cp1252", "latin-1", "cp1251"):
        try:
            return word.encode(code).decode("utf-8")
        except UnicodeError:
            continue
    return ""


@rule(
    "TEXT-104",
    WARNING,
    "n",
    "project",
    "no word occurs twice in a row",
    reads="text",
    suggestion="Take one of the two out.",
)
def doubled(file: AknFile) -> Iterator[Hit]:
    """Report doubled words of letters, except those that a language doubles rightly."""
    for block in _text_blocks(file):
        known = words(_language(file, block))
        if "table" in block.above or not (known.doubled or _may_double(block.text)):
            continue
        for found in (compiled(known.doubled) if known.doubled else _TWICE).finditer(block.text):
            if found[1].lower() not in known.doubled_rightly and not found[2][:1].isupper():
                yield block.hit(
                    found.start(), SAYS["TEXT-104"].format(word=found[1]), length=len(found[0]), replacement=found[1]
                )
                break


def _may_double(text: str) -> bool:
    words = text.lower().split()
    return any(map(str.startswith, words[1:], words))


@rule(
    "TEXT-105",
    WARNING,
    "n",
    "form typography",
    "marks are at their word, one space after them, once",
    reads="text",
    suggestion="Move the space, or take the second mark out.",
)
def spacing(file: AknFile) -> Iterator[Hit]:
    """Check English, Spanish, Russian, Arabic, Chinese, but cells, addresses, symbols, names; French: AKN4UN-601."""
    for block in _text_blocks(file):
        above = block.above
        if {"table", "coverPage", "conclusions"} & above:
            continue
        yield from _spacing(block, _language(file, block))


def _spacing(block: Block, language: str) -> Iterator[Hit]:
    text = block.text
    for kind, pattern in misplaced(language):
        if not pattern.may_be_in(text):
            continue
        for found in pattern.pattern.finditer(text):
            if kind == "before" and not _CLOSES_WORD.match(text[found.start() - 1 : found.start()]):
                continue
            mark = next((group for group in found.groups() if group), found[0][:1])
            if not _beside_note(block, found) and not _in_address(text, found.start()):
                yield block.hit(
                    found.start(), SAYS[kind].format(mark=mark, words=block.around(found.start())), length=len(found[0])
                )
                break


def _beside_note(block: Block, found: re.Match[str]) -> bool:
    """Return True if a note, which the text leaves out, is there."""
    return any(
        found.start() <= begin <= found.end() and local(node) in ("authorialNote", "eol", "br", "sup")
        for begin, node, _ in block.pieces
    )


def _in_address(text: str, offset: int) -> bool:
    begin = text.rfind(" ", 0, offset) + 1
    return re.match(r"[(<]?(?:https?://|www\.|\S+@)|\S*\.(?:org|int|com|net)\b", text[begin : offset + 40]) is not None


@rule(
    "TEXT-106",
    WARNING,
    "n",
    "EM mastheads",
    "a paragraph ends with a mark, the last one with a full stop",
    reads="preamble, mainBody",
    suggestion="Add “,” in the preamble, “;” or “.” in the body.",
)
def ends(file: AknFile) -> Iterator[Hit]:
    """Check running paragraphs of resolutions and decisions, not headings, cells, or what a list goes on."""
    document = file.document
    if document is None or document.get("name") not in ("resolution", "decision"):
        return
    last: Block | None = None
    for block in file.blocks:
        above = block.above
        if block.name != "p" or block.part is not file.main:
            continue
        if not {"preamble", "mainBody"} & above or {"table", "authorialNote", "quotedStructure"} & above:
            continue
        text = _conjunction().sub("", block.text.rstrip()).rstrip("”»“)]’")
        if len(text) > 60 and text[-1:].isalnum() and _is_paragraph(block.element) and not _exempt(block):
            end = len(block.text.rstrip())
            yield block.hit(max(0, end - 1), SAYS["end"].format(words=text[-25:].strip()), length=1)
        if len(text) > 3 and "mainBody" in above:
            last = block
    if last is not None and last.text.rstrip()[-1:] in tuple(";,；，؛،") and not _goes_on(last.element):
        end = len(last.text.rstrip()) - 1
        stop = words(file.language).full_stop or "."
        yield last.hit(end, SAYS["stop"].format(mark=last.text.rstrip()[-1]), length=1, replacement=stop)


@cache
def _conjunction() -> re.Pattern[str]:
    """“; and” and its like, in any language."""
    return re.compile(rf"(?<=[;,؛，；])[\s\u00a0]*(?:{in_any(lambda words: words.conjunction)})$")


def _is_paragraph(element: etree._Element) -> bool:
    """Return True if it is a recital, or the text of a unit with a number."""
    if any(local(above) == "container" for above in element.iterancestors()):
        return True
    unit = element.getparent()
    while unit is not None and local(unit) in ("content", "intro", "list", "wrapUp"):
        unit = unit.getparent()
    return unit is not None and any(local(child) == "num" for child in unit)


def _exempt(block: Block) -> bool:
    """Return True for a heading that is written as a paragraph, all set off, and for what a note or a list goes on."""
    return _goes_on(block.element) or _is_set_off(block) or _before_list(block)


def _is_set_off(block: Block) -> bool:
    """Return True if every word is bold or in italics."""
    pieces = [(node, (node.tail if tail else node.text) or "", tail) for _, node, tail in block.pieces]
    return all(_emphasised(node.getparent() if tail else node, block) for node, text, tail in pieces if text.strip())


def _emphasised(node: etree._Element | None, block: Block) -> bool:
    while node is not None and node is not block.element:
        if local(node) in ("b", "i") or {"bold", "italic"} & {*(node.get("class") or "").split()}:
            return True
        node = node.getparent()
    return False


def _before_list(block: Block) -> bool:
    """Return True if the next unit is the first point of a list: (a), (i)."""
    unit = next((above for above in block.element.iterancestors() if local(above) in _UNITS), None)
    following = unit.getnext() if unit is not None else None
    if unit is None or following is None or local(following) not in _UNITS:
        return False
    own, label = (next((clean_number(words_of(e)) for e in one if local(e) == "num"), "") for one in (unit, following))
    return label in _FIRST and not (label == "i" and own == "h")


def _goes_on(element: etree._Element) -> bool:
    """Return True if a note, a list or a picture is behind the last words."""
    tail = [child for child in element if isinstance(child.tag, str)]
    if tail and not (tail[-1].tail or "").strip() and local(tail[-1]) in ("authorialNote", "eol", "br", "img"):
        return not raw_text(tail[-1]).strip() or not re.search(rf"[{_ENDS}]$", _before(tail[-1]))
    return False


def _before(element: etree._Element) -> str:
    parent = element.getparent()
    previous = element.getprevious()
    text = (previous.tail if previous is not None else parent.text if parent is not None else "") or ""
    return text.rstrip()


@rule(
    "TEXT-107",
    WARNING,
    "n",
    "corpus files.4",
    "no passage is left in another language",
    reads="text",
    suggestion="Translate the passage, or mark it with xml:lang if it belongs there.",
)
def foreign(file: AknFile) -> Iterator[Hit]:
    """Check paragraphs and runs of a dozen words, not notes, cells, quoted titles and italics."""
    for block in _text_blocks(file):
        above = block.above
        if {"authorialNote", "table", "coverPage", "meta"} & above or len(block.text) < 40:
            continue
        language = _language(file, block)
        found = _passage(block, language)
        if found:
            offset, length, other = found
            begin = " ".join(block.text[offset : offset + 60].split())
            foreign = SAYS["foreign"].format(language=terminology_code(other), words=f"{begin}…")
            yield block.hit(offset, foreign, length=length)


def _passage(block: Block, language: str) -> tuple[int, int, str] | None:
    """Return (offset, length, language) of a passage that is not in the text's language."""
    own = supported(language)
    if not is_latin(language):
        return _in_latin(block) if own and _LATIN_RUN.search(block.text) else None
    if _most(frequent_words(block.text), own)[0] < _MIN_FOREIGN:
        return None
    text = _unquoted(block.text)
    for sentence in re.finditer(r"[^.;]{60,}", text):
        counts = frequent_words(sentence[0])
        count, other = _most(counts, own)
        if count >= _MIN_FOREIGN and counts[own] * 3 < count and not _marked(block):
            return sentence.start(), len(sentence[0]), other
    return None


def _most(counts: Mapping[str, int], own: str = "") -> tuple[int, str]:
    """(how many, language) of the words of the language in Latin letters, not the text's own, that has the most."""
    return max(((counts[tag], tag) for tag in counts if tag != own and is_latin(tag)), default=(0, ""))


def _in_latin(block: Block) -> tuple[int, int, str] | None:
    """Return a run of words in Latin letters in a text in another script."""
    found = _LATIN_RUN.search(_unquoted(block.text))
    if found is None or _marked(block):
        return None
    count, best = _most(frequent_words(found[0]))
    alone = len(found[0]) > len(block.text) / 2 or len(found[0]) > 150
    return (found.start(), len(found[0]), best) if count >= 2 and alone else None


def _unquoted(text: str) -> str:
    """Return the text with quotations and addresses blanked out."""
    for pattern in _QUOTED:
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return text


def _marked(block: Block) -> bool:
    """Return True if xml:lang is on the block or around it."""
    return any(element.get(_LANG) for element in (block.element, *block.element.iterancestors()))
