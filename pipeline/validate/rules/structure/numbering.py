"""Numbering and headings [EM paragraphs, EM headings, form typography].

Reads num, heading and the units that hold them. Gives hits of AKN4UN-110, 301 to 303, 305 and 306; 304 is in `letters`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from lxml import etree

from pipeline.languages.numbers import roman_value
from pipeline.read import AKN, local
from pipeline.validate.languages import compiled
from pipeline.validate.languages import words as words_of
from pipeline.validate.model.finding import Hit, Severity
from pipeline.validate.model.rule import rule
from pipeline.validate.model.subject import AknFile, FilePart, ancestors, raw_text, words

ERROR, WARNING = Severity.ERROR, Severity.WARNING
_ARABIC = re.compile(r"(\d+)[\s\u00a0]*[.\-–)]*")
_TYPED = re.compile(
    r"[\s\u00a0]*(\d{1,3}\.|\d{1,3}[\s\u00a0]?[-–—](?=[\s\u00a0\t])|\d{1,3}(?=\t)|\(?[a-z]\)|[IVX]{1,5}\.|[㈠-㈩])[\s\u00a0\t]+(?=\S)"
)
_SERIES_UNITS = ("point", "indent", "section", "title", "part", "chapter", "item")
_HEADED = ("division", "section", "title", "part", "chapter", "subdivision", "subsection")
_LETTER_LABEL = re.compile(r"\(?([a-zñ]{1,5})\)?[.)]?")
_SHORT = 90  # characters up to which a wholly bold paragraph is taken for a heading
"""Chosen: a line of print."""


def _printed_arabic(num: etree._Element) -> int | None:
    found = _ARABIC.fullmatch(words(num))
    return int(found[1]) if found else None


@rule(
    "AKN4UN-110",
    WARNING,
    "y",
    "G1 4.16",
    "a heading is a heading, a number a num: not bold type, not typed text",
    reads="p, span.bold",
    suggestion="Use heading for the bold line, num for the typed number.",
)
def disguised(file: AknFile) -> Iterator[Hit]:
    """Report a wholly bold short paragraph, and a label typed at the beginning of an unnumbered paragraph."""
    for block in file.blocks:
        element = block.element
        if block.name != "p" or local(element.getparent()) not in ("content", "intro", "alinea"):
            continue
        if {"table", "authorialNote", "preface", "coverPage"} & block.above:
            continue
        text = " ".join(block.text.split())
        if text and len(text) < _SHORT and not text.endswith((",", ";", ":")) and _all_bold(element):
            yield Hit(element, f"“{text[:40]}” is wholly bold: a heading in all but name")
        elif (found := _TYPED.match(block.text)) and not _has_number(element):
            yield block.hit(found.start(1), f"the number “{found[1]}” is typed into the text")


def _all_bold(element: etree._Element) -> bool:
    spans = [child for child in element if local(child) == "span"]
    bold = [span for span in spans if {"bold"} & set(span.get("class", "").split())]
    outside = (element.text or "") + "".join(child.tail or "" for child in element)
    return bool(bold) and bold == list(element) and not outside.strip()


def _has_number(element: etree._Element) -> bool:
    """Return True if the unit in which a p is first has a num."""
    holder = element.getparent()
    unit = holder.getparent() if holder is not None else None
    while unit is not None and local(unit) == "list":
        unit = unit.getparent()
    return unit is not None and unit.find(f"{{{AKN}}}num") is not None


@rule(
    "AKN4UN-301",
    ERROR,
    "s",
    "EM paragraphs",
    "paragraph numbers run from 1 in each part, without gap or repetition",
    reads="paragraph/num",
    suggestion="Correct the number, or add the missing paragraph.",
)
def paragraphs(file: AknFile) -> Iterator[Hit]:
    """Check the series; it may restart at 1 in a new section or annex; numbers typed into text: AKN4UN-110."""
    for part in file.parts:
        last, unit, before = 0, None, None
        for num in _paragraph_numbers(file, part):
            value = _printed_arabic(num)
            parent = num.getparent()
            holder = parent.getparent() if parent is not None else None
            if value is None:
                continue
            restarted = value == 1 and last > 0 and (holder is not unit or _heading_before(parent))
            if value != last + 1 and not restarted and not _typed_between(file, before, num, last, value):
                yield Hit(
                    num, _misnumbered(value, last), related=((before, f"number {last}"),) if before is not None else ()
                )
            last, unit, before = value, holder, num


def _misnumbered(value: int, last: int) -> str:
    if value == last:
        return f"the number {value} is repeated"
    if last and value == last + 2:
        return f"paragraph {last + 1} is missing: the number {value} is after {last}"
    if last and value > last:
        return f"paragraphs {last + 1} to {value - 1} are missing: the number {value} is after {last}"
    return f"the number {value} is {f'after {last}' if last else 'at the beginning'}, expected {last + 1}"


def _typed_between(file: AknFile, before: etree._Element | None, num: etree._Element, last: int, value: int) -> bool:
    """Return True if the numbers that are missing are typed in the text between, with a dash, a tab or a full
    stop.
    """
    begin, end = file.order[before] if before is not None else 0, file.order[num]
    if not last + 1 < value <= last + 30:
        return False
    found = {
        int(match[1])
        for block in file.blocks
        if begin < file.order[block.element] < end
        and (match := re.match(r"[\s\u00a0]*(\d{1,3})(?=[\s\u00a0.\-–—])", block.text))
    }
    return set(range(last + 1, value)) <= found


def _paragraph_numbers(file: AknFile, part: FilePart) -> Iterator[etree._Element]:
    for num in file.all("num"):
        if local(num.getparent()) != "paragraph" or file.part(num) is not part:
            continue
        if not {"list", "quotedStructure", "embeddedStructure", "table", "preamble"} & ancestors(num):
            yield num


def _heading_before(paragraph: etree._Element | None) -> bool:
    """Return True if an unnumbered unit with a heading is right before (published files set headings so)."""
    before = paragraph.getprevious() if paragraph is not None else None
    while before is not None and before.find(f"{{{AKN}}}num") is None:
        if not isinstance(before.tag, str) or len(raw_text(before).split()) < 25:
            return True
        before = before.getprevious()
    return False


@rule(
    "AKN4UN-302",
    ERROR,
    "s",
    "EM headings",
    "letters and Roman numbers run on from the first, in each unit",
    reads="num of points, sections, titles",
    suggestion="Correct the number, or add the missing unit.",
)
def series(file: AknFile) -> Iterator[Hit]:
    """Check I, A, a, i; each unit's children of one kind are a series."""
    for name in _SERIES_UNITS:
        by_parent: dict[etree._Element, list[etree._Element]] = defaultdict(list)
        for element in file.all(name):
            num = element.find(f"{{{AKN}}}num")
            parent = element.getparent()
            if num is not None and parent is not None and re.search(r"[^\W_]", words(num)):
                by_parent[parent].append(num)
        for nums in by_parent.values():
            yield from _series_hits(nums)


def _series_hits(nums: list[etree._Element]) -> Iterator[Hit]:
    labels = [re.sub(r"[\W_]+", "", words(num)) for num in nums]
    if not all(re.fullmatch(r"[A-Za-z]{1,6}|\d{1,3}", label) for label in labels):
        return
    previous = 0
    as_roman = roman_value(labels[0]) == 1
    for num, label in zip(nums, labels, strict=True):
        value = int(label) if label.isdecimal() else roman_value(label) if as_roman else _letter(label)
        if value is None:
            return
        if value != previous + 1 and not (value == 1 and previous > 1):
            after = f"after number {previous} of its series" if previous else "at the beginning of its series"
            yield Hit(num, f"“{words(num)}” is {after}")
            if previous == 0:
                return
        previous = value


def _letter(label: str) -> int | None:
    """Return a = 1 … z = 26, aa = 27 (a doubled letter goes on after z)."""
    lower = label.lower()
    if len(set(lower)) != 1:
        return None
    return 26 * (len(lower) - 1) + ord(lower[0]) - ord("a") + 1


@rule(
    "AKN4UN-303",
    WARNING,
    "n",
    "EM paragraphs",
    "labels are written as in the language of the text",
    reads="num of points",
    suggestion="English (a) (i), French and Spanish a) i).",
)
def label_style(file: AknFile) -> Iterator[Hit]:
    """Check points of lists in English, French and Spanish."""
    known = words_of(file.language)
    if not known.label:
        return
    for element in file.all("point"):
        num = element.find(f"{{{AKN}}}num")
        label = words(num) if num is not None else ""
        if (
            num is not None
            and _LETTER_LABEL.fullmatch(label)
            and ")" in label
            and not compiled(known.label).fullmatch(label)
        ):
            yield Hit(num, f"“{label}” is not written as in this language: {known.label_example}")


@rule(
    "AKN4UN-305",
    WARNING,
    "s",
    "EM headings",
    "no level has a single subdivision",
    reads="units with heading",
    suggestion="Divide into two or more, or do not divide.",
)
def single(file: AknFile) -> Iterator[Hit]:
    """Report a unit with heading that is the only one of its kind in its parent, and a list of one point."""
    for name in (*_HEADED, "point", "indent"):
        for element in file.all(name):
            parent = element.getparent()
            if parent is None or local(parent) in ("mainBody", "body", "quotedStructure"):
                continue
            alike = [child for child in parent if child.tag == element.tag]
            if len(alike) == 1:
                yield Hit(element, f"the only <{name}> at its level{_heading_words(element)}")


def _heading_words(element: etree._Element) -> str:
    head = element.find(f"{{{AKN}}}heading")
    head = element.find(f"{{{AKN}}}num") if head is None else head
    return f": “{words(head)[:40]}”" if head is not None else ""


@rule(
    "AKN4UN-306",
    ERROR,
    "-",
    "project",
    "the document has as many paragraphs and divisions as the project declares",
    reads="checks.toml, paragraph, division",
    suggestion="Find what was lost or doubled, or correct the declaration.",
)
def declared(file: AknFile) -> Iterator[Hit]:
    """Count numbered paragraphs and first-level divisions of each part, as `checks.toml` declares them."""
    parts = {part.eid: part for part in file.parts}
    counts: Counter[str] = Counter()
    for num in file.all("num"):
        part = file.part(num)
        if local(num.getparent()) == "paragraph" and part:
            counts[part.eid] += 1
    for eid, expected in file.checks.paragraphs.items():
        if eid in parts and counts[eid] != expected:
            yield Hit(parts[eid].element, f"{counts[eid]} numbered paragraphs, {expected} are declared")
    for eid, expected in file.checks.divisions.items():
        if eid in parts:
            found = [d for d in file.all("division") if file.part(d) is parts[eid] and "division" not in ancestors(d)]
            if len(found) != expected:
                yield Hit(parts[eid].element, f"{len(found)} divisions, {expected} are declared")
