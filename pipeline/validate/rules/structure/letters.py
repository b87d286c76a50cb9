"""Letters and notes verbales: title, agenda item, signature, numbering [EM communications].

Reads documents named officialLetter, and signatures. Gives hits of AKN4UN-207, 208, 304, 701 and 702.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lxml import etree

from pipeline.read import AKN, local
from pipeline.validate.languages import in_any
from pipeline.validate.languages import words as words_of
from pipeline.validate.model.finding import Hit, Severity
from pipeline.validate.model.rule import rule
from pipeline.validate.model.subject import AknFile, ancestors, raw_text, words

WARNING = Severity.WARNING
_LETTER = "officialLetter"
# Documents of Member States whose paragraphs bear no numbers.
_UNNUMBERED = frozenset({"officialLetter", "officialStatement", "address"})
_PERCENT = re.compile(r"\d[\d.,\u00a0\u202f]*[\s\u00a0]?[%٪]")


@cache
def _pattern(name: str, form: str = "{}", flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """Return what letters have by a name in `[validate.letters]`, in any language."""
    return re.compile(form.format(f"(?:{in_any(lambda words: getattr(words.letters, name))})"), flags)


def _is_letter(file: AknFile) -> bool:
    return file.document is not None and file.document.get("name") == _LETTER


@rule(
    "AKN4UN-207",
    Severity.ERROR,
    "-",
    "EM communications",
    "the title of a letter holds date, addressee and sender",
    reads="docTitle, docType of the annex",
    suggestion="Write: Letter dated … from … addressed to …, with docDate, akn4un:to and akn4un:from.",
)
def letter_title(file: AknFile) -> Iterator[Hit]:
    """Compare with the date of the Work; the line of the annex repeats it."""
    main = file.main
    if not _is_letter(file) or main is None:
        return
    work_date = main.value("FRBRWork", "FRBRdate", "date")
    titles = [t for t in file.all("docTitle") if file.part(t) is main and "preface" in ancestors(t)]
    for title in titles[:1]:
        names = {element.get("name", "").removeprefix("akn4un:") for element in title.iter(f"{{{AKN}}}*")}
        for role, meaning in (("to", "addressee"), ("from", "sender")):
            if role not in names:
                yield Hit(title, f"the title does not mark the {meaning} (inline akn4un:{role})")
    for holder in [*titles[:1], *(t for t in file.all("docType") if file.part(t) is not main)]:
        found = list(holder.iter(f"{{{AKN}}}docDate"))
        if not found and holder in titles:
            yield Hit(holder, "the title does not mark the date of the letter (docDate)")
        for date in found:
            if date.get("date") != work_date:
                yield Hit(date, f"the letter is of {work_date}, here is {date.get('date')}", attribute="date")


@rule(
    "AKN4UN-208",
    WARNING,
    "-",
    "EM communications",
    "a letter names its agenda item in the text, the same as in the heading",
    reads="mainBody, preface, coverPage",
    suggestion="Name the same item in text and heading.",
)
def agenda_item(file: AknFile) -> Iterator[Hit]:
    """Check letters to the General Assembly and ECOSOC."""
    main = file.main
    actor = main.value("FRBRWork", "FRBRuri").split("/")[5:6] if main else []
    if not _is_letter(file) or main is None or actor not in (["un-ga"], ["un-ecosoc"]):
        return
    body = main.element.find(f"{{{AKN}}}mainBody")
    heads: set[str] = set()
    texts: set[str] = set()
    for block in file.blocks:
        if block.part is main:
            above = block.above
            target = heads if {"coverPage", "preface"} & above else texts
            target.update(_pattern("item", r"{}[\s\u00a0]*(\d+)").findall(block.text))
    if body is not None and not texts:
        yield Hit(body, "the letter names no agenda item")
    elif body is not None and heads and not heads & texts:
        yield Hit(body, f"the text names item {', '.join(sorted(texts))}, the heading item {', '.join(sorted(heads))}")


@rule(
    "AKN4UN-304",
    WARNING,
    "-",
    "EM paragraphs",
    "the paragraphs of letters and statements of Member States have no numbers",
    reads="mainBody/paragraph/num",
    suggestion="Take the numbers out of the letter; the annex keeps its own.",
)
def unnumbered(file: AknFile) -> Iterator[Hit]:
    """Check the paragraphs of the letter itself."""
    document = file.document
    if document is not None and document.get("name") in _UNNUMBERED:
        for num in document.findall(f"{{{AKN}}}mainBody/{{{AKN}}}paragraph/{{{AKN}}}num"):
            yield Hit(num, f"the paragraph of a letter bears the number “{words(num)}”")


@rule(
    "AKN4UN-701",
    WARNING,
    "-",
    "EM communications",
    "a letter is signed (Signed), name and function, without honorific; a note verbale is not",
    reads="conclusions, signature",
    suggestion="Print (Signed), the name and the function; leave M., Mme, H.E. out.",
)
def signature(file: AknFile) -> Iterator[Hit]:
    """Check the signature of a letter; the order of signers and addressees is left to the eye."""
    signatures = file.all("signature")
    title = " ".join(words(t) for t in file.all("docTitle"))
    verbale = _pattern("verbale").search(title) is not None
    for element in signatures:
        if verbale and _is_letter(file):
            yield Hit(element, "a note verbale is not signed")
            continue
        for person in element.iter(f"{{{AKN}}}person"):
            if _pattern("honorific", r"{}(?=[\s\u00a0])", 0).match(words(person)):
                yield Hit(person, f"an honorific in the signature: “{words(person)}”")
        if _is_letter(file):
            yield from (Hit(element, f"the signature has no {what}") for what in _lacking(element))
    if _is_letter(file) and not signatures and not verbale and file.document is not None:
        yield Hit(file.document, "the letter has no signature")


def _lacking(element: etree._Element) -> Iterator[str]:
    names = {local(child) for child in element.iter()}
    if not _pattern("signed").search(raw_text(element)):
        yield "mark (Signed)"
    if "person" not in names:
        yield "name (person)"
    if "role" not in names:
        yield "function (role)"


@rule(
    "AKN4UN-702",
    Severity.NOTE,
    "s",
    "EM numbers",
    "per cent in words, % in tables only",
    reads="text",
    suggestion="Write “per cent”, « pour cent »; keep % for tables.",
)
def per_cent(file: AknFile) -> Iterator[Hit]:
    """Check English and French."""
    if not words_of(file.language).per_cent:
        return
    for block in file.blocks:
        found = _PERCENT.search(block.text)
        if found and "table" not in block.above:
            yield block.hit(found.start(), f"the sign % in running text: “{found[0]}”")
