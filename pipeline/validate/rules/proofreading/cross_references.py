"""References to the text's own paragraphs and annexes, and links whose words name another document.

Reads the text, num, a and ref. Gives hits of TEXT-021 to 023.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

from lxml import etree

from pipeline.languages.numbers import roman_value
from pipeline.read import local
from pipeline.validate.languages import compiled, in_any
from pipeline.validate.languages import words as words_of
from pipeline.validate.model.finding import Hit, Severity
from pipeline.validate.model.rule import rule
from pipeline.validate.model.subject import AknFile, Block, FilePart, words
from pipeline.validate.reading.citations import canonical, citations

WARNING = Severity.WARNING
SAYS = {
    "none": "the text refers to its paragraph {number}, its paragraphs run to {last}: “{words}”",
    "above": "paragraph {number} is not above: this is paragraph {here}",
    "below": "paragraph {number} is not below: this is paragraph {here}",
    "annex": "the text refers to its annex {number}, and no annex has that number: “{words}”",
    "no-annex": "the text refers to its annex, and nothing is attached: “{words}”",
    "link": "the words name {printed}, the link leads to {target}",
}
_NUMBERS = r"(?P<numbers>\d{{1,3}}(?:{S}+\([a-z]\))?(?:(?:{S}*[,،-]|{S}+(?:{join})){S}*\d{{1,3}})*)"
_ANNEX_NUMBER = r"[\s\u00a0]*(?P<n>[IVX]+|[一二三四五六七八九十]+|\S+)?"
_MOST_BEYOND = 2
"""More references beyond the last number than this: the numbers of the file are not those of the text.
Chosen: one or two are slips."""
_HOST = re.compile(r"^https?://(?:www\.)?(?:undocs\.org|docs\.un\.org)/(?:(?:[a-z]{2}|Home/Mobile)/)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Reference:
    begin: int
    end: int
    numbers: tuple[int, ...]
    side: str
    """`above`, `below` or `own`."""


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """Return references to own paragraphs in a language."""
    known = words_of(language)
    numbers = _NUMBERS.format(S="{S}", join="|".join(known.dates.join))
    return compiled(known.references.paragraph.replace("{numbers}", numbers), re.IGNORECASE)


def _references(text: str, language: str) -> Iterator[_Reference]:
    for found in _pattern(language).finditer(text):
        side = next(name for name in ("above", "below", "own") if found[name])
        yield _Reference(found.start(), found.end(), _numbers(found["numbers"]), side)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(n) for n in re.findall(r"\d+", text))


@rule(
    "TEXT-021",
    WARNING,
    "n",
    "EM mastheads",
    "a paragraph of its own that the text refers to exists, above or below as it says",
    reads="text, paragraph/num",
    suggestion="Correct the number: paragraphs may have been added or taken out after it was written.",
)
def own_paragraphs(file: AknFile) -> Iterator[Hit]:
    """Check references “above”, “below” and “of the present resolution”, in the body of one part."""
    numbered: dict[etree._Element | None, dict[int, etree._Element]] | None = None
    beyond: list[Hit] = []
    for block in file.blocks:
        part = block.part
        if part is None or not any(word in block.text for word in words_of(part.language).references.side):
            continue
        numbered = _numbered(file) if numbered is None else numbered
        known = numbered.get(part.element, {})
        if len(known) < 2 or _elsewhere(block):
            continue
        for one in _references(block.text, part.language):
            message = _misleading(one, block, known)
            if message:
                hit = block.hit(one.begin, message, length=one.end - one.begin)
                if max(one.numbers) <= max(known):
                    yield hit
                else:
                    beyond.append(hit)
                break
    yield from beyond if len(beyond) <= _MOST_BEYOND else ()


def _elsewhere(block: Block) -> bool:
    return bool({"authorialNote", "quotedStructure", "table", "embeddedStructure"} & block.above)


def _numbered(file: AknFile) -> dict[etree._Element | None, dict[int, etree._Element]]:
    """Return the numbered paragraphs of each part, those that may be meant by “above”: typed numbers count too."""
    found: dict[etree._Element | None, dict[int, etree._Element]] = {}
    for block in file.blocks:
        number = re.match(r"[\s\u00a0]*(\d{1,3})[\s\u00a0]*[.\-–—\t]", block.text)
        is_num = block.name == "num" and local(block.element.getparent()) == "paragraph"
        part = block.part
        if part is not None and number and (is_num or block.name == "p"):
            found.setdefault(part.element, {}).setdefault(int(number[1]), block.element)
        elif part is not None and is_num and (alone := re.fullmatch(r"\W*(\d{1,3})\W*", block.text)):
            found.setdefault(part.element, {}).setdefault(int(alone[1]), block.element)
    return found


def _misleading(one: _Reference, block: Block, known: dict[int, etree._Element]) -> str:
    last = max(known)
    text = " ".join(block.text[one.begin : one.end].split())
    beyond = next((n for n in one.numbers if n > last or (n not in known and n < last and len(known) >= last - 1)), 0)
    if beyond:
        return SAYS["none"].format(number=beyond, last=last, words=text)
    here = _here(block)
    if here and one.side == "above" and (wrong := next((n for n in one.numbers if n > here), 0)):
        return SAYS["above"].format(number=wrong, here=here)
    if here and one.side == "below" and (wrong := next((n for n in one.numbers if n < here), 0)):
        return SAYS["below"].format(number=wrong, here=here)
    return ""


def _here(block: Block) -> int:
    """Return the number of the paragraph in which a block is; 0 outside."""
    for above in block.element.iterancestors():
        if local(above) == "paragraph":
            num = next((child for child in above if local(child) == "num"), None)
            found = re.fullmatch(r"\W*(\d{1,3})\W*", words(num)) if num is not None else None
            return int(found[1]) if found else 0
    return 0


@rule(
    "TEXT-022",
    WARNING,
    "n",
    "EM mastheads",
    "an annex of its own that the text refers to is attached",
    reads="text, attachment",
    suggestion="Correct the number of the annex, or attach what is missing.",
)
def own_annexes(file: AknFile) -> Iterator[Hit]:
    """Check references such as “annex II to the present resolution”."""
    main = file.main
    own = words_of(main.language).annexes.numbered if main else ""
    if main is None or not own:
        return
    heads = _annex_heads(file, main)
    for block in file.blocks:
        if block.part is not main and not heads:
            continue
        found = compiled(own).search(block.text)
        if found is None:
            continue
        text = " ".join(found[0].split())
        number = roman_value(found["n"]) if found["n"] else None
        if not heads:
            yield block.hit(found.start(), SAYS["no-annex"].format(words=text), length=len(found[0]))
        elif number and max(heads) and number not in heads:
            yield block.hit(found.start(), SAYS["annex"].format(number=found["n"], words=text), length=len(found[0]))


@cache
def _head() -> re.Pattern[str]:
    """Return the line above an annex, in any language."""
    return re.compile(f"(?:{in_any(lambda words: words.annexes.head)}){_ANNEX_NUMBER}", re.IGNORECASE)


def _annex_heads(file: AknFile, main: FilePart) -> set[int]:
    """Return the numbers of the annexes (0: an annex without number)."""
    found: set[int] = {0 for part in file.parts[1:] if part.host is main}
    for block in file.blocks:
        text = block.text.strip()
        if len(text) < 24 and (head := _head().fullmatch(text)):
            found.add(roman_value(head["n"] or "") or 0)
    return found


@rule(
    "TEXT-023",
    WARNING,
    "n",
    "G1 4.10",
    "a link leads to the document that its words name",
    reads="a/@href and its words",
    suggestion="Correct the address, or the words if they are wrong.",
)
def link_targets(file: AknFile) -> Iterator[Hit]:
    """Check links to the document servers of the United Nations; a link that is split is read as one."""
    for group in _links(file):
        match = _HOST.match(group[0].get("href", ""))
        target = canonical(unquote(group[0].get("href", "")[match.end() :])) if match else ""
        symbols = [one.name for one in citations("".join(words(a) for a in group))]
        leads = [one.name for one in citations(target)] or [target]
        if len(symbols) == 1 and target and not _same(symbols[0], leads[0]):
            yield Hit(group[0], SAYS["link"].format(printed=symbols[0], target=leads[0]), attribute="href")


def _links(file: AknFile) -> Iterator[list[etree._Element]]:
    """Yield the runs of touching links with one address."""
    run: list[etree._Element] = []
    for one in file.all("a"):
        before = run[-1] if run else None
        if (
            before is not None
            and one.getprevious() is before
            and not before.tail
            and one.get("href") == before.get("href")
        ):
            run.append(one)
            continue
        if run:
            yield run
        run = [one]
    if run:
        yield run


def _same(printed: str, target: str) -> bool:
    """Return True if a link of a symbol is that of the words; a part or a corrigendum of it leads there too."""
    a, b = printed.casefold(), target.casefold()
    return a == b or a.startswith(b) or b.startswith(a) or re.sub(r"\D", "", a) == re.sub(r"\D", "", b)
